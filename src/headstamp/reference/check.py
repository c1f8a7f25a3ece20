"""`headstamp packs check`: every row's pattern matches its own example, names its source, and contradicts nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from headstamp.core.claim import Standing
from headstamp.core.errors import PackError
from headstamp.core.notation import Token, tokens, without_ornament
from headstamp.reference.pack import Pack, load_pack, shipped
from headstamp.reference.party_check import check_parties
from headstamp.reference.pattern import Element, Pattern
from headstamp.reference.problem import Problem
from headstamp.reference.rows import MarkRow
from headstamp.reference.trade_check import check_trade

STRENGTHS = frozenset({"", "high", "medium", "low", "none"})
QUESTIONS = frozenset({"made", "loaded", "packed", "refurbished", "imported", "owned", "declared", "none"})
SAFETY = frozenset({"", "look", "cleared"})
_WITH_IDS = (
    "producers", "marks", "features", "colours", "confusions", "conflicts", "lookalikes", "context", "authorities", "parties",
    "listings", "ties",
)  # fmt: skip
SURFACES = frozenset(
    ("headstamp", "body", "fuze", "receiver", "selector", "serial", "lot", "proof", "import", "crate", "tin", "packet", "label",
     "part", "any")
)  # fmt: skip


def check_pack(path: Path, others: tuple[Path, ...] | None = None) -> list[Problem]:
    """Problems of one pack, beside `others` (default: the shipped packs), whose producers and states it may name."""
    try:
        pack = load_pack(path)
    except PackError as error:
        file = Path(error.file).name if error.file and Path(error.file) != path else "pack.toml"
        return [Problem(path.name, file, str(error.row or "-"), error.what)]
    beside = [load_pack(p) for p in (shipped() if others is None else others) if p.resolve() != path.resolve()]
    if any(other.id == pack.id for other in beside):
        return [Problem(path.name, "pack.toml", "id", f"{pack.id!r} is the id of another pack on the shelf")]
    checked = [*_ids(pack), *_sources(pack), *_marks(pack, [pack, *beside]), *_words(pack)]
    return [*checked, *check_parties(pack), *check_trade(pack, beside)]


def matches_exactly(pattern: Pattern, text: str) -> bool:
    """True where `text` is an example of `pattern`, sign for sign; the check that needs no channel."""
    found = tokens(text)
    if pattern.blank:
        return not found
    starts = range(len(found)) if pattern.contains else (0,)
    variants = (found, without_ornament(found))
    return any(_walk(pattern, cut, [s for s in starts if s <= len(cut)]) for cut in variants)


def _walk(pattern: Pattern, found: tuple[Token, ...], starts: list[int]) -> bool:
    """Element by element, the set of tokens that the next one may begin at: elements x tokens steps, however many options."""
    here = set(starts)
    for element in pattern.elements:
        if not element.soft:  # a hyphen that the pattern does not have
            named = {t.text for t in element.literals}
            for j, token in enumerate(found):
                if j in here and token.text in "-/|" and token.text not in named:
                    here.add(j + 1)
        after = {j + 1 for j in here if j < len(found) and _fits(element, found[j])}
        here = after | here if element.optional or element.soft else after
    return bool(here) if pattern.contains else len(found) in here


def _fits(element: Element, token: Token) -> bool:
    if not element.literals:
        return element.admits(token)
    if element.soft:
        return token.text in "-/."
    return any(token.key == literal.key for literal in element.literals)


def _ids(pack: Pack) -> list[Problem]:
    out = []
    for table in _WITH_IDS:
        counts = Counter(row.id for row in getattr(pack.tables, table))
        out += [Problem(pack.id, table, key, f"stands {n} times") for key, n in counts.items() if n > 1]
    return out


def _sources(pack: Pack) -> list[Problem]:
    out = []
    for table in type(pack.tables).__slots__:
        for row in getattr(pack.tables, table):
            lost = [s for s in row.source_ids if s not in pack.sources]
            if lost:
                out.append(Problem(pack.id, table, row.id, f"names sources that sources.csv lacks: {', '.join(lost)}"))
            if pack.standing == "unverified" and row.standing is Standing.SOURCED and not row.source_ids:
                out.append(Problem(pack.id, table, row.id, "claims to be sourced and names no source"))
    return out


def _marks(pack: Pack, beside: list[Pack]) -> list[Problem]:
    producers = {p.id for each in beside for p in each.tables.producers}
    states = {s.id for each in beside for s in each.tables.states}
    conflicts = {c.id for each in beside for c in each.tables.conflicts}
    return [
        Problem(pack.id, "marks", row.id, wrong)
        for row in pack.tables.marks
        for wrong in _mark(row, producers, states, conflicts)
    ]


def _mark(row: MarkRow, producers: set[str], states: set[str], conflicts: set[str]) -> list[str]:
    rules: tuple[tuple[bool, str], ...] = (
        (
            not matches_exactly(row.pattern, row.example),
            f"the pattern {row.pattern.source!r} does not match its own example {row.example!r}",
        ),
        (bool(row.producer) and row.producer not in producers, f"no producer {row.producer!r}"),
        (any(c not in states for c in row.country.split("/") if c), f"no state {row.country!r}"),
        (bool(row.conflict) and row.conflict not in conflicts, f"no conflict {row.conflict!r}"),
        (row.strength not in STRENGTHS, f"strength {row.strength!r}"),
        (row.question not in QUESTIONS, f"question {row.question!r}"),
        (row.safety not in SAFETY, f"safety {row.safety!r}"),
        (not row.surface, "names no surface"),
        (bool(row.surface - SURFACES), f"surface {', '.join(sorted(row.surface - SURFACES))!r}"),
    )
    return [what for wrong, what in rules if wrong]


def _words(pack: Pack) -> list[Problem]:
    checks: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("strength", STRENGTHS.__contains__),
        ("safety", SAFETY.__contains__),
    )
    out = []
    for table in ("features", "colours"):
        for row in getattr(pack.tables, table):
            for field, fine in checks:
                value = getattr(row, field, "")
                if not fine(value):
                    out.append(Problem(pack.id, table, row.id, f"{field} {value!r}"))
    return out
