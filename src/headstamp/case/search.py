"""Finding things in a case: words, beginnings of words, pieces of words and lots, and names of one or two Han or Hangul signs.

A query is words, each of which must be found; what stands in double quotes is one piece; nothing in it is ever taken as syntax.
Rank: BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) as FTS5 computes it. Where more than `RANKED`
objects fit, ranking all of them would take long and help nobody: the newest come first then, and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from headstamp.case.engine import told
from headstamp.case.indexing import CJK, fold, pairs
from headstamp.case.schema import KINDS
from headstamp.core.errors import InputError, LimitError, UsageError

if TYPE_CHECKING:
    from headstamp.case.store import Case

RANKED = 1000  # objects that are ranked
MAX_QUERY = 500  # signs
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


class Hit(NamedTuple):
    """One object found. `snippet`: the text around, the words found between `[` and `]`; `by`: words, parts or pairs."""

    kind: str
    id: str
    version: int
    snippet: str
    by: str


class Answer(NamedTuple):
    """What was found. `more`: there are others beyond `hits`; `ranked`: False where so many fit that the newest come first."""

    query: str
    hits: tuple[Hit, ...]
    more: bool
    ranked: bool


def terms(query: str) -> list[str]:
    """The words and quoted pieces of a query, folded as the index is."""
    whole = query.encode("utf-8", "replace").decode()  # half signs of a broken paste
    found = [(quoted or word).strip() for quoted, word in _TERM.findall(fold(whole))]
    return [term for term in found if any(sign.isalnum() for sign in term)]


def quoted(term: str) -> str:
    """A term as a string of FTS5, whatever signs are in it."""
    return '"' + term.replace('"', '""') + '"'


def search(case: Case, query: str, *, kinds: Sequence[str] = (), limit: int = 20) -> Answer:
    """The objects in which every term of `query` is found, whole words before pieces of words; only the newest versions.

    Raises UsageError for a query without a letter or figure or an unknown kind, LimitError for one of over 500 signs."""
    if len(query) > MAX_QUERY:
        raise LimitError(f"a query of {len(query):,} signs", hint=f"at most {MAX_QUERY}")
    wanted = terms(query)
    if not wanted or limit < 1:
        raise UsageError("nothing to search for", hint="give a word, a part of one, or a lot with at least one letter or figure")
    if unknown := set(kinds) - set(KINDS):
        raise UsageError(f"a case holds no {sorted(unknown)[0]!r}", hint=f"kinds are {', '.join(KINDS)}")
    hits: dict[int, Hit] = {}
    ranked = True
    with told(case.path):
        for table, match in ways(wanted):
            if len(hits) > limit:
                break
            whole = _among(kinds, match)
            found, few = _ask(case, table, whole, limit + 1 + len(hits), wanted)
            ranked &= few
            for n, hit in found:
                hits.setdefault(n, hit)
    return Answer(query, tuple(hits.values())[:limit], len(hits) > limit, ranked)


def ways(wanted: Sequence[str]) -> list[tuple[str, str]]:
    """(table, expression) to be asked one after the other: whole words, beginnings of words, pieces, pairs."""
    whole = " AND ".join(quoted(t) for t in wanted)
    begins = " AND ".join(f"{quoted(t)} *" for t in wanted)
    found = [("words", whole), ("words", begins)]
    if all(len(t) >= 3 for t in wanted):
        found.append(("parts", whole))
    if all(CJK.fullmatch(t) for t in wanted):
        # 3 signs and more: pairs in a row; the pair that closes the run is left out. 1 sign: any pair that begins with it.
        found.append(("pairs", " AND ".join(_in_pairs(t) for t in wanted)))
    return found


def _in_pairs(term: str) -> str:
    return f"{quoted(term)} *" if len(term) == 1 else quoted(" ".join(pairs(term).split()[:-1]))


def _among(kinds: Sequence[str], match: str) -> str:
    of_kind = f" AND kind : ({' OR '.join(quoted(k) for k in kinds)})" if kinds else ""
    return f"text : ({match}){of_kind}"


def _ask(case: Case, table: str, match: str, limit: int, wanted: Sequence[str]) -> tuple[list[tuple[int, Hit]], bool]:
    """(row, hit) in rank order, and whether they were few enough to rank."""
    newest = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    rows = [n for (n,) in case.db.execute(newest, (match, max(RANKED, limit) + 1))]
    few = len(rows) <= RANKED
    if few and len(rows) > 1:
        best = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY bm25({table}), rowid DESC LIMIT ?"  # noqa: S608
        rows = [n for (n,) in case.db.execute(best, (match, limit))]
    return [(n, _hit(case, table, wanted, n)) for n in rows[:limit]], few


def _hit(case: Case, table: str, wanted: Sequence[str], n: int) -> Hit:
    row = case.db.execute("SELECT kind, id, version, text FROM objects WHERE n = ?", (n,)).fetchone()
    if row is None:
        raise InputError("the search index is damaged", hint="`headstamp case verify` tells more", file=case.path)
    kind, id_, version, text = row
    return Hit(kind, id_, version, snippet(text, wanted), table)


def rebuild(case: Case) -> None:
    """Make the search index anew from the objects, where `verify` says that it does not fit them. Not an act on the evidence: no
    entry is written."""
    with case.transaction() as db:
        db.execute("INSERT INTO words(words) VALUES ('rebuild')")
        db.execute("INSERT INTO parts(parts) VALUES ('rebuild')")
        db.execute("INSERT INTO pairs(pairs) VALUES ('delete-all')")
        for n, kind, text in db.execute("SELECT n, kind, text FROM newest").fetchall():
            if two := pairs(text):
                db.execute("INSERT INTO pairs(rowid, kind, text) VALUES (?, ?, ?)", (n, kind, two))


def snippet(text: str, wanted: Sequence[str], around: int = 60) -> str:
    """The text around the first term that stands in it, which is put between `[` and `]`."""
    line = text.replace("\n", " · ")
    for term in wanted:
        loose = r"\W+".join(map(re.escape, re.findall(r"\w+", term)))  # the index reads "17-85" and "17 85" alike
        if at := re.search(re.escape(term), line, re.IGNORECASE) or re.search(loose, line, re.IGNORECASE):
            start, end = max(0, at.start() - around), min(len(line), at.end() + around)
            marked = f"{line[start : at.start()]}[{at[0]}]{line[at.end() : end]}"
            return ("…" if start else "") + marked + ("…" if end < len(line) else "")
    return line[: 2 * around] + ("…" if len(line) > 2 * around else "")
