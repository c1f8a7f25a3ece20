"""Looking at a case page by page: what it holds, who worked on it, an object in all its versions, and what rests on it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from headstamp.case.contents import plain
from headstamp.case.engine import told
from headstamp.case.ledger import Entry
from headstamp.case.redacted import rules
from headstamp.case.redacted.bodies import Redactor
from headstamp.case.redacted.gather import Gathered
from headstamp.case.search import quoted, terms
from headstamp.case.store import COLUMNS, PARTS, Case, Stored
from headstamp.core.redact import Profile

REFERENCES = (
    "subject", "about", "object", "left", "right", "within", "value", "parents", "request", "record", "records", "finding",
    "claim", "claims", "derived_from", "letter", "file", "files", "photo", "photos", "party", "source_id", "sha256",
)  # fmt: skip
"""Fields of an object whose value may name another one, those that say most first."""
MOST_RESTING = 2_000  # objects that are looked at for what rests on one


class Worker(NamedTuple):
    """Somebody whose name the ledger holds: entries, and the moments of the first and the last."""

    who: str
    entries: int
    first: str
    last: str


class Version(NamedTuple):
    """A version of an object and the entry that brought it; `merged` = the entry of our ledger by which it came from another."""

    stored: Stored
    entry: Entry | None
    merged: Entry | None


class Page(NamedTuple):
    """A part of a long list, and how many more there are behind it."""

    objects: tuple[Stored, ...]
    more: int


def counts(case: Case) -> dict[str, int]:
    """Objects by kind, each counted once however many versions it has."""
    with told(case.path):
        return dict(case.db.execute("SELECT kind, count(DISTINCT id) FROM objects GROUP BY kind"))


def workers(case: Case) -> list[Worker]:
    """Everybody who worked on the case, in the order of their first entry; those of merged ledgers too."""
    both = "SELECT who, at FROM ledger UNION ALL SELECT who, at FROM chains"
    sql = f"SELECT who, count(*), min(at), max(at) FROM ({both}) GROUP BY who"  # noqa: S608
    with told(case.path):
        return sorted((Worker(*row) for row in case.db.execute(sql)), key=lambda worker: (worker.first, worker.who))


def entries(case: Case, after: int, limit: int) -> tuple[list[Entry], int]:
    """Entries of the ledger behind number `after`, oldest first, and how many more there are."""
    with told(case.path):
        sql = f"SELECT {COLUMNS} FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608
        found = [Entry(*row) for row in case.db.execute(sql, (after, limit))]
        (all_,) = case.db.execute("SELECT count(*) FROM ledger WHERE seq > ?", (after,)).fetchone()
    return found, all_ - len(found)


def merged_entries(case: Case, limit: int) -> tuple[list[tuple[Entry, int]], int]:
    """Entries of the ledgers that were merged in, each with the entry of ours by which it came; how many more there are."""
    with told(case.path):
        merges = case.db.execute("SELECT id, min(seq) FROM ledger WHERE verb = 'merge' GROUP BY id").fetchall()
        came = {str(chain): int(seq) for chain, seq in merges}
        sql = f"SELECT chain, {COLUMNS} FROM chains ORDER BY chain, seq"  # noqa: S608
        found = [(Entry(*rest), came.get(str(chain), 0)) for chain, *rest in case.db.execute(sql)]
    found.sort(key=lambda each: each[1])
    return found[:limit], max(0, len(found) - limit)


def latest(case: Case, limit: int) -> list[Entry]:
    """The last entries, oldest of them first."""
    with told(case.path):
        rows = case.db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq DESC LIMIT ?", (limit,)).fetchall()  # noqa: S608
    return [Entry(*row) for row in reversed(rows)]


def page(case: Case, kind: str, after: str, limit: int) -> Page:
    """Objects of a kind in their newest versions by id, behind the id `after`."""
    with told(case.path):
        sql = "SELECT id FROM objects WHERE kind = ? AND id > ? GROUP BY id ORDER BY id LIMIT ?"
        names = [name for (name,) in case.db.execute(sql, (kind, after, limit))]
        (all_,) = case.db.execute("SELECT count(DISTINCT id) FROM objects WHERE kind = ? AND id > ?", (kind, after)).fetchone()
    return Page(tuple(case.get(kind, name) for name in names), all_ - len(names))


def versions(case: Case, kind: str, id: str) -> list[Version]:  # noqa: A002
    """Every version of an object, oldest first, each with the entry that brought it."""
    with told(case.path):
        sql = f"SELECT {PARTS} FROM objects WHERE kind = ? AND id = ? ORDER BY version"  # noqa: S608
        found = [Stored(*row) for row in case.db.execute(sql, (kind, id)).fetchall()]
        return [_version(case, stored) for stored in found]


def _version(case: Case, stored: Stored) -> Version:
    row = case.db.execute(f"SELECT {COLUMNS} FROM ledger WHERE seq = ?", (stored.entered,)).fetchone()  # noqa: S608
    ours = Entry(*row) if row else None
    if not stored.chain:
        return Version(stored, ours, None)
    sql = f"SELECT {COLUMNS} FROM chains WHERE chain = ? AND kind = ? AND id = ? AND version = ?"  # noqa: S608
    row = case.db.execute(sql, (stored.chain, stored.kind, stored.home_id or stored.id, stored.version)).fetchone()
    return Version(stored, Entry(*row) if row else None, ours)


def resting(case: Case, kind: str, id: str, limit: int) -> tuple[list[tuple[Stored, str]], int]:  # noqa: A002
    """Objects that name this one in a field that stands for it, and the field; how many more there are, as far as looked."""
    found = [
        (stored, field)
        for stored in _naming(case, kind, id)
        if (stored.kind, stored.id) != (kind, id) and (field := _named_in(json.loads(stored.body), kind, id))
    ]
    return found[:limit], max(0, len(found) - limit)


def _naming(case: Case, kind: str, id: str) -> Iterator[Stored]:  # noqa: A002
    """Newest versions in whose text the id stands, as the search index finds it."""
    wanted = terms(f'"{id}"')
    ways = [f"text : ({quoted(f'{kind} {wanted[0]}')})"] if wanted else []  # `record/i1` and `record:i1` read alike
    if wanted and kind != "file":  # a bare hash is in no index
        ways.append(f"text : ({quoted(wanted[0])})")
    seen: set[int] = set()
    with told(case.path):
        for match in ways:
            seen.update(
                n for (n,) in case.db.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (match, MOST_RESTING))
            )
        if kind == "file":
            sql = "SELECT n FROM newest WHERE kind = 'file' AND n IN (SELECT n FROM objects WHERE kind = 'file' AND body LIKE ?)"
            seen.update(n for (n,) in case.db.execute(sql, (f"%{id}%",)))
        for n in sorted(seen):
            yield Stored(*case.db.execute(f"SELECT {PARTS} FROM objects WHERE n = ?", (n,)).fetchone())  # noqa: S608


def _named_in(body: Any, kind: str, id: str) -> str:  # noqa: A002
    """The field of a body that names an object; the one that says most where several do."""
    found = set(_naming_fields(body, kind, id, ""))
    return min(found, key=REFERENCES.index) if found else ""


def _naming_fields(value: Any, kind: str, id: str, field: str) -> Iterator[str]:  # noqa: A002
    if isinstance(value, str):
        if field in REFERENCES and _names(value, kind, id, field):
            yield field
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _naming_fields(each, kind, id, str(name))
    elif isinstance(value, list):
        for each in value:
            yield from _naming_fields(each, kind, id, field)


def _names(text: str, kind: str, id: str, field: str) -> bool:  # noqa: A002
    """A bare id counts where nothing else can stand: a claim's value "1" is no record of that id."""
    if text in (f"{kind}/{id}", f"{kind}:{id}"):
        return True
    bare = kind in ("entity", "file") if field == "value" else kind == "record" if field == "within" else True
    return bare and text == id


def levels(case: Case, stored: Stored) -> dict[str, dict[str, Any]]:
    """The body by the rule of its fields alone, as `public` and as `partner` see it: this tells the sensitivity of each field. A
    closed value that stands in free text elsewhere is not gone into here; `redacted.shown` does that for an output."""
    body, found = plain(case.body(stored)), {}
    for profile in (Profile.PUBLIC, Profile.PARTNER):
        node = body.get("node") or body.get("edge") or {}
        by_rule = Redactor(Gathered(profile), {})
        whole = rules.clears(node.get("sensitivity") or "public", profile) and by_rule.may_see(stored.kind, stored.id, body)
        found[profile.value] = by_rule.body(stored.kind, stored.id, body) if whole else {}
    return found


def come_of(case: Case, sha256: str) -> list[str]:
    """The objects of which the ledger, or a merged one, says that they come from a file, as `kind/id`."""
    start = f"from file/{sha256}"
    which = "note >= ? AND note < ? AND kind <> 'file'"
    with told(case.path):
        sql = f"SELECT kind, id FROM ledger WHERE {which} ORDER BY seq"  # noqa: S608
        found = case.db.execute(sql, (start, start + "~")).fetchall()
        theirs = set(case.db.execute(f"SELECT chain, kind, id, version FROM chains WHERE {which}", (start, start + "~")))  # noqa: S608
        if theirs:  # by their ids at home; here they may be kept apart
            sql = "SELECT chain, kind, coalesce(nullif(home_id, ''), id), version, id FROM objects WHERE chain <> '' ORDER BY n"
            found += [(at[1], name) for *at, name in case.db.execute(sql) if tuple(at) in theirs]
    return list(dict.fromkeys(f"{kind}/{name}" for kind, name in found))


def brought(case: Case, sha256: str) -> dict[str, int]:
    """How many objects come from a file, by kind."""
    return dict(Counter(each.partition("/")[0] for each in come_of(case, sha256)))


def beginning_with(case: Case, kind: str, start: str, limit: int) -> list[str]:
    """Ids of a kind that begin with `start`, sorted; at most `limit`."""
    with told(case.path):
        sql = "SELECT DISTINCT id FROM objects WHERE kind = ? AND id >= ? AND id < ? ORDER BY id LIMIT ?"
        return [str(name) for (name,) in case.db.execute(sql, (kind, start, start + "\U0010ffff", limit))]


def names(case: Case, coming: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """What a Finding may call its subject -> `kind/id`: ids of records and entities; `row-7` of the only record `<file>:row-7`,
    for a row that has no id of its own, `HB1` of `consignment:HB1`, and `komid` of the only entity `<list>/komid`. `coming`:
    (kind, id) of what is about to be written."""
    with told(case.path):
        sql = "SELECT DISTINCT kind, id FROM objects WHERE kind IN ('entity', 'record')"
        held = {(str(kind), str(name)) for kind, name in case.db.execute(sql)}
    found = sorted(held | {each for each in coming if each[0] in ("entity", "record")})
    ends: dict[str, str] = {}
    for kind, name in found:
        _, mark, end = name.rpartition("/" if kind == "entity" else ":")
        if name.startswith("consignment:"):
            end = name.removeprefix("consignment:")
        elif not (mark and (kind == "entity" or end.startswith("row-"))):
            continue
        ends[end] = "" if end in ends else f"{kind}/{name}"
    return {end: ref for end, ref in ends.items() if ref} | {name: f"{kind}/{name}" for kind, name in found}
