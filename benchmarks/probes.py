"""Cases out of the sourced rows of the shelf, shelves with one producer or one source left out, and simulated wear."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from headstamp.core.claim import Standing
from headstamp.core.notation import tokens
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.reason.evaluate import Case, Truth
from headstamp.reference.pattern import Pattern
from headstamp.reference.rows import FeatureRow, MarkRow, Tables
from headstamp.reference.shelf import Shelf

UNREAD = 0.7  # of the signs that wear takes, this share is recorded as `?`, the rest as a sign of the confusion table
_ROLES = {"headstamp": MarkRole.HEADSTAMP, "serial": MarkRole.SERIAL, "selector": MarkRole.SELECTOR, "lot": MarkRole.LOT}
R = TypeVar("R", MarkRow, FeatureRow)
_DESCRIBED = re.compile(r"\b(?:circle|triangle|diamond|square|line|crest|star|box)\b", re.I)


@dataclass(frozen=True)
class Probe:
    """A case, the rows it was made from, and the key of its maker by which it is left out and put into a half."""

    case: Case
    key: str
    rows: tuple[MarkRow | FeatureRow, ...]

    @property
    def half(self) -> str:
        """`tune` or `report`: constants may be fitted to the first, only the second is reported."""
        return "tune" if hashlib.sha256(self.key.encode()).digest()[0] % 2 else "report"

    @property
    def marked(self) -> bool:
        """False for cases of looks alone and for marks that were recorded as a description."""
        return bool(self.case.item.marks) and not any(_DESCRIBED.search(m.text) for m in self.case.item.marks)


def probes(shelf: Shelf) -> list[Probe]:
    """One case for each sourced mark (and calibre, at most two) that says who made the item; for each telling feature; and
    for each model with several features. What names nobody by itself (blank heads, bare forms) is not answerable."""
    out: dict[tuple[object, ...], Probe] = {}
    for row in shelf.tables.marks:
        if row.standing is Standing.SOURCED and row.country and row.question in ("made", "packed"):
            for probe in _of_mark(row):
                item = probe.case.item
                same = (item.marks[0].text, item.marks[0].role, item.kind, item.calibre, probe.case.truth)
                out.setdefault(same, probe)
    looks: dict[tuple[str, str], list[FeatureRow]] = {}
    for feature in shelf.tables.features:
        if feature.standing is Standing.SOURCED and feature.country:
            looks.setdefault((feature.country, feature.model), []).append(feature)
            if feature.strength in ("high", "medium"):
                out[feature.id,] = _of_looks([feature], feature.id)
    for (country, model), rows in looks.items():
        if len(rows) > 1:
            out[country, model] = _of_looks(rows, f"looks of {model} ({country})")
    return list(out.values())


def _of_mark(row: MarkRow) -> Iterator[Probe]:
    packaging = row.question == "packed"
    kinds = [k for k in ItemKind if k.value in row.kinds] or [ItemKind.OTHER]
    kind = ItemKind.PACKAGING if packaging else next((k for k in kinds if k is not ItemKind.PACKAGING), kinds[0])
    if packaging and row.kinds and "packaging" not in row.kinds:
        return
    surface = next((s for s in ("headstamp", "serial", "selector", "fuze", "lot") if s in row.surface), "")
    surface = surface or min(row.surface - {"any"}, default="")
    role = MarkRole.PACKAGING if packaging else _ROLES.get(surface, MarkRole.MARK)
    mark = Mark(id="m1", text=row.example, role=role, position="" if role is not MarkRole.MARK else surface)
    answerable = not row.pattern.blank and row.strength in ("", "medium", "high")
    truth = Truth(country=row.country, producer=row.producer, model=row.model if codes(row.pattern) else "")
    for i, calibre in enumerate(sorted(row.calibres)[:2] or [""]):
        item = Item(id=f"{row.id}/{i}", kind=kind, calibre=calibre, marks=(mark,))
        yield Probe(Case(item=item, truth=truth, answerable=answerable), row.producer or f"{row.country}:{row.model}", (row,))


def _of_looks(rows: list[FeatureRow], name: str) -> Probe:
    first = rows[0]
    kind = next((k for k in ItemKind if k.value in first.kinds), ItemKind.OTHER)
    calibre = min(first.calibres, default="")
    item = Item(id=name, kind=kind, calibre=calibre, features=tuple(r.value for r in rows))
    telling = any(r.strength in ("high", "medium") for r in rows)
    truth = Truth(country=first.country, model=first.model)
    return Probe(Case(item=item, truth=truth, answerable=telling), f"{first.country}:{first.model}", tuple(rows))


def codes(pattern: Pattern) -> frozenset[str]:
    """The letters and figures that a pattern requires, without symbols."""
    literals = (t for e in pattern.elements if not e.optional for t in e.literals)
    return frozenset(t.key or t.text for t in literals if t.kind in ("digits", "letters"))


def same_code(a: MarkRow, b: MarkRow) -> bool:
    """True where two rows of one state rest on a common code, or, without a code, on the same pattern."""
    if not set(a.country.split("/")) & set(b.country.split("/")):
        return False
    return bool(codes(a.pattern) & codes(b.pattern)) or a.pattern.source == b.pattern.source


def without_producer(shelf: Shelf, probe: Probe) -> Shelf:
    """The shelf as if nobody had described this maker: its rows, sourced or not, and its codes in the same state."""
    marks = [r for r in probe.rows if isinstance(r, MarkRow)]

    def keep(row: MarkRow) -> bool:
        return _key(row) != probe.key and not any(same_code(row, own) for own in marks)

    return shelf.filtered(keep, lambda row: f"{row.country}:{row.model}" != probe.key)


def _key(row: MarkRow) -> str:
    return row.producer or f"{row.country}:{row.model}"


def without_source(shelf: Shelf, source: str) -> Shelf:
    """The shelf as if a source had not been read: rows that rest on it alone are gone, the others lose its voice."""
    tables = Tables(**{name: list(getattr(shelf.tables, name)) for name in Tables.__slots__})
    tables.marks = [kept for r in tables.marks if (kept := _less(r, source))]
    tables.features = [left for f in tables.features if (left := _less(f, source))]
    return Shelf(shelf.packs, tables, shelf.sources, f"without {source}:{shelf.hash}", shelf.producers, shelf.states,
                 shelf.conflicts)  # fmt: skip


def _less(row: R, source: str) -> R | None:
    rest = tuple(s for s in row.source_ids if s != source)
    if row.standing is Standing.SOURCED and not rest:
        return None
    return row if rest == row.source_ids else replace(row, source_ids=rest)


def still_known(probe: Probe, shelf: Shelf) -> bool:
    """True where some row of a reduced shelf still gives the mark, or one of the looks, to the right state."""
    for own in probe.rows:
        if isinstance(own, MarkRow):
            if any(same_code(own, r) and r.question == own.question for r in shelf.tables.marks):
                return True
        elif any(r.id == own.id and r.pack == own.pack for r in shelf.tables.features):
            return True
    return False


Confusions = dict[str, tuple[tuple[str, float], ...]]


def confusions(shelf: Shelf) -> Confusions:
    """For each sign the signs it is read as, with their weights."""
    table: dict[str, dict[str, float]] = {}
    for row in shelf.tables.confusions:
        if row.kind == "sign" and len(row.true) == len(row.read) == 1:
            table.setdefault(row.true.casefold(), {})[row.read] = row.probability
    return {true: tuple(sorted(read.items())) for true, read in table.items()}


def worn(probe: Probe, legibility: float, seed: int, table: Confusions) -> Case:
    """The case as somebody might record it at this legibility. A SIMULATION: each sign is lost with probability
    1 - legibility, on its own. Where no sign of the code is left, the case is not answerable any more."""
    rng = random.Random(f"{probe.case.item.id} {legibility} {seed}")
    marks, alive = [], False
    required = frozenset().union(*(codes(r.pattern) for r in probe.rows if isinstance(r, MarkRow)))
    for mark in probe.case.item.marks:
        text = "".join(_sign(c, legibility, rng, table) for c in mark.text)
        marks.append(mark.model_copy(update={"text": text, "legibility": legibility}))
        alive = alive or _some_left(mark.text, text, required)
    item = probe.case.item.model_copy(update={"marks": tuple(marks), "id": f"{probe.case.item.id}~{legibility:.0%}/{seed}"})
    return probe.case.model_copy(update={"item": item, "answerable": probe.case.answerable and alive})


def _sign(c: str, legibility: float, rng: random.Random, table: Confusions) -> str:
    if not c.isalnum() or rng.random() < legibility:
        return c
    options = table.get(c.casefold(), ())
    if not options or rng.random() < UNREAD:
        return "?"
    return rng.choices([read for read, _ in options], [p for _, p in options])[0]


def _some_left(struck: str, text: str, required: frozenset[str]) -> bool:
    """True where a sign of a required code was recorded as struck; without such codes, where any sign was."""
    kept = {i for i, (a, b) in enumerate(zip(struck, text, strict=True)) if a == b and a.isalnum()}
    if not required or not tokens(struck):
        return bool(kept)
    spans = [(m.start(), m.end()) for code in required for m in re.finditer(re.escape(code), struck.casefold())]
    return any(i in kept for a, b in spans for i in range(a, b)) if spans else bool(kept)
