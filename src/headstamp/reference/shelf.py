"""The shelf: every pack laid side by side, indexed once. Rows that disagree both stay."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from headstamp.core.claim import Source, Standing
from headstamp.core.errors import PackError
from headstamp.core.notation import Token
from headstamp.reference.pack import Pack, load_pack, shipped
from headstamp.reference.rows import (
    CalibreRow,
    ConflictRow,
    FeatureRow,
    MarkRow,
    ModelRow,
    Producer,
    StateRow,
    Tables,
)

_SPACES = re.compile(r"[\s._-]+")


@dataclass(frozen=True, eq=False)
class Shelf:
    """What is known, with sources. Build it with `load_shelf` or, in tests, `Shelf.of(packs)`."""

    packs: tuple[Pack, ...]
    tables: Tables
    sources: dict[str, Source]
    hash: str
    producers: dict[str, tuple[Producer, ...]] = field(default_factory=dict)
    states: dict[str, StateRow] = field(default_factory=dict)
    conflicts: dict[str, ConflictRow] = field(default_factory=dict)

    @classmethod
    def of(cls, packs: Iterable[Pack], *, unverified: bool = True) -> Shelf:
        """Lay packs side by side, highest priority first; `unverified=False` leaves unverified rows out."""
        ordered = tuple(sorted(packs, key=lambda p: (-p.priority, p.id)))
        ids = [p.id for p in ordered]
        if len(ids) != len(set(ids)):
            raise PackError(f"two packs share an id: {', '.join(ids)}", hint="Rename one of them in its pack.toml.")
        tables = Tables()
        for pack in ordered:
            for name in Tables.__slots__:
                rows = getattr(pack.tables, name)
                getattr(tables, name).extend(r for r in rows if unverified or r.standing is not Standing.UNVERIFIED)
        sources: dict[str, Source] = {}
        for pack in reversed(ordered):
            sources.update(pack.sources)
        digest = hashlib.sha256()
        for pack in ordered:
            digest.update(f"{pack.id} {pack.version} {pack.priority} {pack.sha256} {unverified}\n".encode())
        producers: dict[str, list[Producer]] = defaultdict(list)
        for producer in tables.producers:
            producers[producer.id].append(producer)
        return cls(
            ordered,
            tables,
            sources,
            digest.hexdigest(),
            {k: tuple(v) for k, v in producers.items()},
            {s.id: s for s in reversed(tables.states)},
            {c.id: c for c in reversed(tables.conflicts)},
        )

    def filtered(self, keep: Callable[[MarkRow], bool], keep_feature: Callable[[FeatureRow], bool] | None = None) -> Shelf:
        """A shelf with only those mark (and feature) rows: for leave-one-out evaluation. The hash says that it is partial."""
        tables = Tables(**{name: list(getattr(self.tables, name)) for name in Tables.__slots__})
        tables.marks = [r for r in tables.marks if keep(r)]
        if keep_feature:
            tables.features = [r for r in tables.features if keep_feature(r)]
        return Shelf(self.packs, tables, self.sources, "partial:" + self.hash, self.producers, self.states, self.conflicts)

    @cached_property
    def contested(self) -> frozenset[str]:
        """Conflicts in which rows speak for different states: whose the mark is, and not a detail of it."""
        states: dict[str, set[str]] = defaultdict(set)
        for pack in self.packs:
            rows: list[MarkRow | FeatureRow] = [*pack.tables.marks, *pack.tables.features]
            for row in rows:
                if row.conflict and row.country:
                    states[row.conflict].add(row.country)
        return frozenset(c for c, found in states.items() if len(found) > 1 and not frozenset.intersection(*_split(found)))

    @cached_property
    def literals(self) -> dict[str, tuple[Token, ...]]:
        """Literal tokens of all mark patterns by kind, for the search for misreadings."""
        found: dict[str, dict[str, Token]] = defaultdict(dict)
        for row in self.tables.marks:
            if row.pattern.anchor:
                for token in row.pattern.anchor.literals:
                    found[token.kind].setdefault(token.key or token.text, token)
        return {kind: tuple(by_text.values()) for kind, by_text in found.items()}

    @cached_property
    def by_anchor(self) -> dict[str, tuple[MarkRow, ...]]:
        """Mark rows by the text of each literal of their rarest element."""
        found: dict[str, list[MarkRow]] = defaultdict(list)
        for row in self.tables.marks:
            if row.pattern.anchor:
                for token in row.pattern.anchor.literals:
                    found[token.key or token.text].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def unanchored(self) -> tuple[MarkRow, ...]:
        """Mark rows whose pattern holds classes only, or is blank."""
        return tuple(r for r in self.tables.marks if not r.pattern.anchor)

    @cached_property
    def _calibres(self) -> dict[str, CalibreRow]:
        names: dict[str, CalibreRow] = {}
        for row in reversed(self.tables.calibres):
            for name in (*row.aliases, row.calibre):
                names[_calibre_key(name)] = row
        return names

    def calibre(self, text: str) -> CalibreRow | None:
        """The calibre that `text` names in any script, or None where the shelf does not know it."""
        return self._calibres.get(_calibre_key(text)) if text else None

    def canonical_calibre(self, text: str) -> str:
        """The shelf's name for a calibre, or the text itself with its signs made even."""
        row = self.calibre(text)
        return row.calibre if row else text.strip()

    @cached_property
    def models_by_name(self) -> dict[str, tuple[ModelRow, ...]]:
        """Model rows by case-folded name and alias."""
        found: dict[str, dict[tuple[str, str], ModelRow]] = defaultdict(dict)
        for row in self.tables.models:
            for name in (row.model, *row.aliases):
                found[name.casefold()].setdefault((row.model, row.country), row)
        return {name: tuple(rows.values()) for name, rows in found.items()}

    def state_name(self, country: str) -> str:
        """`SU/RU` -> `Soviet Union / Russia`; a code that the shelf does not know stays as it is."""
        return " / ".join(self.states[c].name if c in self.states else c for c in country.split("/"))

    def source(self, source_id: str) -> Source:
        """The source of this id; one with the id alone where no pack describes it."""
        return self.sources.get(source_id) or Source(id=source_id)


def _split(countries: Iterable[str]) -> list[frozenset[str]]:
    return [frozenset(c.split("/")) for c in countries]


def _calibre_key(text: str) -> str:
    key = text.casefold().replace("×", "x").replace("х", "x").replace("*", "x").replace(",", ".").replace("millimetres", "mm")
    return _SPACES.sub("", key.replace(".", "·")).removesuffix("mm")


def load_shelf(extra: Sequence[Path | str] = (), *, unverified: bool = True) -> Shelf:
    """The shipped packs and those in `extra` folders, as one shelf; loaded once per process and set of folders.

    Raises PackError where a pack is broken. `unverified=False` switches every unverified row off.
    """
    return _load(tuple(str(Path(p).resolve()) for p in extra), unverified)


@lru_cache(maxsize=8)
def _load(extra: tuple[str, ...], unverified: bool) -> Shelf:
    return Shelf.of([load_pack(p) for p in (*shipped(), *map(Path, extra))], unverified=unverified)
