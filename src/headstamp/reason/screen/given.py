"""What a screen is given beside the lines: its options, and the reference tables as sets, dates and thresholds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

FIRST, LAST = dt.date(1, 1, 1), dt.date(9999, 1, 1)
DPRK = "KP"
EMBARGOES = ("arms embargo", "arms embargo of some states")
"""Kinds of regimes on the destination; the first is of the UN."""
_NOT_WORD = re.compile(r"[\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")  # Thai, Japanese, Han
_UNDATED = dt.date(9998, 1, 1)  # a line without a date is judged by what is in force without an end


@dataclass(frozen=True, slots=True)
class Options:
    """How a screen is run.

    `legal_lr`: log10 likelihood ratio, against names that look like listed ones, from which a party is taken for the listed
    one and goes to the legal lane, as does an organisation of the very same words; `off`: rules and groups that are switched
    off; `without_cases`: ids of cases whose teaching (cover wordings, known vessels and parties, sensitivities) is left out;
    `prior`: share of consignments that hide arms, for the probability that a Finding shows."""

    legal_lr: float = 1.0
    off: frozenset[str] = frozenset()
    without_cases: frozenset[str] = frozenset()
    prior: float = 1e-4


@dataclass(frozen=True)
class Given:
    """The reference tables of `tables.frames`, as the rules read them."""

    tables: Mapping[str, pl.DataFrame]
    options: Options = field(default_factory=Options)

    @cached_property
    def signals(self) -> dict[str, dict[str, Any]]:
        """The rows of signals.csv by rule; the first row of a rule counts, which is that of the pack with the highest
        priority."""
        found: dict[str, dict[str, Any]] = {}
        for row in self.tables["rules"].iter_rows(named=True):
            found.setdefault(row["id"], row)
        return found

    def threshold(self, rule: str, default: float) -> float:
        """The threshold of a rule as its officer set it."""
        row = self.signals.get(rule)
        return default if row is None or row["threshold"] is None else float(row["threshold"])

    def regime(self, kind: str) -> pl.DataFrame:
        """`country`, `since`, `until` of one kind, one row a country: from the earliest day to the latest."""
        table = self.tables["regimes"].filter(pl.col("kind") == kind)
        return (
            table.group_by("country")
            .agg(pl.col("since").fill_null(FIRST).min(), pl.col("until").fill_null(LAST).max())
            .sort("country")
        )

    def in_force(self, column: str, kind: str) -> pl.Expr:
        """Boolean: the country in `column` is under a regime of `kind` on the line's day. Null where no country is named."""
        day = pl.col("date").fill_null(_UNDATED)
        found = pl.lit(False)
        for table in self._spells(kind):
            now = _look_up(column, table, "since", LAST) <= day
            if (table["until"] < LAST).any():
                now &= _look_up(column, table, "until", FIRST) > day
            found |= now
        return pl.when(pl.col(column) != "").then(found)

    def _spells(self, kind: str) -> list[pl.DataFrame]:
        """`country`, `since`, `until`, `what` of one kind: the first spell of each country, then the second of those that have
        one, and so on, so that a regime that ended and came back is not in force between."""
        table = self.tables["regimes"].filter(pl.col("kind") == kind).sort("country", "since", "id", nulls_last=False)
        table = table.select(
            "country", pl.col("since").fill_null(FIRST), pl.col("until").fill_null(LAST), "what",
            _n=pl.int_range(pl.len()).over("country"),
        )  # fmt: skip
        return [part.drop("_n") for part in table.partition_by("_n", maintain_order=True)]

    def embargoes(self, country: str, day: dt.date | None) -> list[tuple[str, str]]:
        """(kind, what) of the arms embargoes on a country on that day, those of the UN first."""
        day = day or _UNDATED
        return [
            (kind, row["what"])
            for kind in EMBARGOES
            for table in self._spells(kind)
            for row in table.filter(pl.col("country") == country).iter_rows(named=True)
            if row["since"] <= day < row["until"]
        ]

    def basis(self, column: str, kind: str) -> pl.Expr:
        """Text: what the rows of `kind` say of the country in `column`; empty for none."""
        rows = self.tables["regimes"].filter(pl.col("kind") == kind).sort("country", "since", "id", nulls_last=False)
        told = rows.group_by("country", maintain_order=True).agg(pl.col("what").str.join(" / "))
        if told.is_empty():
            return pl.lit("")
        return pl.col(column).replace_strict(told["country"], told["what"], default="", return_dtype=pl.String)

    def wordings(self, kind: str) -> pl.DataFrame:
        """Rows of one kind of wording, those that the cases left out have taught excepted."""
        table = self.tables["words"].filter(pl.col("kind") == kind)
        return table.filter(~self._left_out(pl.col("cases")))

    def phrases(self, kind: str) -> list[str]:
        """All words and phrases of one kind, as `phrase` writes them."""
        return sorted({phrase(each) for each in self.wordings(kind)["words"].explode().drop_nulls().to_list()})

    def known(self, kind: str) -> pl.DataFrame:
        """`value`, `case`, `since` of vessels or parties that published cases name."""
        table = self.tables["known"].filter(pl.col("kind") == kind)
        return table.filter(~pl.col("case").is_in(sorted(self.options.without_cases))).sort("since", "value", "case")

    @cached_property
    def priority(self) -> list[str]:
        """Subheadings of the Common High Priority List."""
        return sorted(self.tables["chpl"]["hs6"].to_list())

    def _left_out(self, cases: pl.Expr) -> pl.Expr:
        kept = cases.list.eval(~pl.element().is_in(sorted(self.options.without_cases))).list.any()
        return (cases.list.len() > 0) & ~kept.fill_null(False)


def phrase(text: str) -> str:
    """A word or phrase of a pack as it is looked for in a folded text: a blank at either end, so that "arms" is not found in
    "farms"; none for signs that are written without blanks between words.

    >>> phrase("Spare-Parts"), phrase("银行")
    (' spare parts ', '银行')
    """
    folded = " ".join(_NOT_WORD.sub(" ", text.lower()).split())
    return folded if _UNSPACED.search(folded) else f" {folded} "


def _look_up(column: str, table: pl.DataFrame, value: str, other: dt.date) -> pl.Expr:
    if table.is_empty():
        return pl.lit(other)
    return pl.col(column).replace_strict(table["country"], table[value], default=other, return_dtype=pl.Date)
