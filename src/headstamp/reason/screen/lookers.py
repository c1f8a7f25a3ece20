"""What the scorer asks beside its tables. Each may be missing; then the rules that need it are silent, and say so."""

from __future__ import annotations

from typing import Protocol

import polars as pl


class PartyLooker(Protocol):
    """Names against lists of parties."""

    @property
    def vessels(self) -> pl.DataFrame:
        """Listed ships by number: `imo`, `entry`, `since`, `until` (ISO texts, empty = the list gives none)."""
        ...

    def look(self, names: pl.Series, kinds: pl.Series) -> pl.DataFrame:
        """Listed parties that distinct names are like: `name`, `kind` as asked, `lr` (log10, against names that look like
        listed ones), `same` (an organisation of the very words), `entry`, `since`, `until`; several rows a name, none for a
        name that is like nobody. `kinds` are those of `reason.match.matcher.KINDS`."""
        ...


class GoodsLooker(Protocol):
    """Texts of goods against headings."""

    def look(self, texts: pl.Series, hs4s: pl.Series) -> pl.DataFrame:
        """A row for each text and declared heading, in their order: `goods_words` (any usable word), `goods_top` (three headings
        that the text fits best), `goods_lr` (log10 of P(text | other headings) / P(text | declared)), `goods_generic` (0..1)."""
        ...


class UsualLooker(Protocol):
    """Lines against a history."""

    def add(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The same rows in the same order with `flow_surprise`, `flow_tail`, `value_z`, `value_tail`, `kgpkg_z`, `kgpkg_tail`,
        `kgcont_z`, `kgcont_tail`, `new_shipper`, `new_consignee`."""
        ...


GOODS: dict[str, pl.DataType] = {
    "goods_words": pl.Boolean(),
    "goods_top": pl.List(pl.String()),
    "goods_lr": pl.Float64(),
    "goods_generic": pl.Float64(),
}
USUAL: dict[str, pl.DataType] = {
    **{
        name: pl.Float64()
        for name in (
            "flow_surprise", "flow_tail", "value_z", "value_tail", "kgpkg_z", "kgpkg_tail", "kgcont_z", "kgcont_tail",
        )
    },
    "new_shipper": pl.Boolean(),
    "new_consignee": pl.Boolean(),
}  # fmt: skip
"""Columns of the two lookers, with their types; null throughout where there is none."""
