"""What the rows of every table share: who says so, how sure, from which pack; and how their cells are read."""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.claim import Standing

Raw = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """What every row carries: who says so, how sure, and from which pack."""

    id: str
    pack: str
    standing: Standing
    certainty: float
    source_ids: tuple[str, ...]
    note: str


def split(text: str, by: str = ";") -> tuple[str, ...]:
    """Cells hold lists between semicolons."""
    return tuple(part.strip() for part in text.split(by) if part.strip())


def base(raw: Raw, pack: str, id_column: str) -> tuple[str, str, Standing, float, tuple[str, ...], str]:
    """The fields of `Row` from one raw row. Raises ValueError for a certainty outside 0..1 and a sourced row without source."""
    certainty = float(raw["certainty"])
    if not 0 <= certainty <= 1:
        raise ValueError(f"certainty {certainty} is not in 0..1")
    standing = Standing(raw["standing"])
    sources = split(raw["source_ids"])
    if standing is Standing.SOURCED and not sources:
        raise ValueError("a sourced row names its source")
    return raw[id_column], pack, standing, certainty, sources, raw["note"]
