"""The screen of this package as the benchmark asks for it: what is usual is learned on an honest past of the same world.

The past is dated in the year before the earliest planted case, so that it is a past for every line. How often each rule fires is
counted on other honest lines with the dates of the cases: rules that depend on a law of their time are counted in their time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

import polars as pl
import pyarrow as pa

from headstamp.reason.goods import Goods
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.screen.columns import GROUPS
from headstamp.reason.screen.finding import finding
from headstamp.reason.screen.fired import fired
from headstamp.reason.screen.given import Options
from headstamp.reason.screen.lookers import GoodsLooker, PartyLooker
from headstamp.reason.screen.parties import Parties
from headstamp.reason.screen.scorer import Scorer
from headstamp.reason.screen.tables import frames
from headstamp.reason.usual import UsualLookup, learn
from headstamp.reference.shelf import Shelf
from headstamp.scale.planted.benign import HISTORY, benign, history

PAST_LINES = 1_000_000
"""Lines of the past that is learned from."""
SAMPLE_LINES = 200_000
"""Lines on which it is counted how often each rule fires."""
TEXT_GROUPS = frozenset(("goods", "wording"))
"""Groups of rules that read the goods text alone."""


class Learned:
    """A factory of screens for `evaluate`: one honest past, one count of firing, three settings.

    tables: those of the packs (`reason.screen.tables.frames`). goods, parties: lookers, None where there is none; without
    `parties` the setting "with parties" is not run. Of lists only entries with a date count (`Dated`).
    """

    def __init__(
        self,
        tables: Mapping[str, pl.DataFrame],
        seed: int,
        *,
        goods: GoodsLooker | None = None,
        parties: PartyLooker | None = None,
        past: int = PAST_LINES,
        sample: int = SAMPLE_LINES,
    ) -> None:
        self.tables, self.seed, self.goods, self.parties = (
            dict(tables),
            seed,
            goods,
            Dated(parties) if parties is not None else None,
        )
        self.past, self.sample = past, sample
        self._days: tuple[date, ...] = ()

    def __call__(self, setting: str, without: frozenset[str], days: Sequence[date]) -> Judge | None:
        """The screen of a setting, with what the named cases have taught left out."""
        if not self._days:
            self._days = tuple(days)
        base = replace(self._base, options=Options(without_cases=without))
        if setting == "with parties":
            return Judge(replace(base, parties=self.parties)) if self.parties is not None else None
        if setting == "without parties":
            return Judge(base)
        if setting == "text only":
            return Judge(replace(base, options=Options(without_cases=without, off=frozenset(GROUPS) - TEXT_GROUPS), usual=None))
        return None

    @cached_property
    def _base(self) -> Scorer:
        first = min(self._days) - timedelta(days=30)
        year = [first - timedelta(days=back) for back in range(365)]
        usual = UsualLookup(learn(history(self.past, self.seed, year)).tables())
        rough = Scorer(self.tables, goods=self.goods, usual=usual)
        counted = fired(rough.score(benign(self.sample, self.seed, self._days, first=HISTORY + (HISTORY >> 1))))
        return replace(rough, tables={**self.tables, "fired": counted})


class Dated:
    """Entries that say since when they are listed; the others may be there because of the very case, and are left out."""

    def __init__(self, inner: PartyLooker) -> None:
        self.inner = inner

    @property
    def vessels(self) -> pl.DataFrame:
        """Listed ships, dated ones only."""
        return self.inner.vessels.filter(pl.col("since") != "")

    def look(self, names: pl.Series, kinds: pl.Series) -> pl.DataFrame:
        """Hits of names, dated ones only; shapes as of the looker inside."""
        return self.inner.look(names, kinds).filter(pl.col("since") != "")


class Judge:
    """One scorer as the benchmark sees it."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer

    def score(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Scores of consignments, as the scorer gives them."""
        return self.scorer.score(batches)

    def reasons(self, lines: pa.Table) -> Sequence[str]:
        """Sentences of the reasons that speak for opening one consignment, heaviest first."""
        frame = pl.from_arrow(lines)
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is read as a frame
        return [reason.sentence for reason in finding(self.scorer, frame).reasons if reason.weight > 0]


def of_shelf(shelf: Shelf, seed: int, matcher: Matcher | None = None, *, past: int = PAST_LINES) -> Learned:
    """The factory with the tables and the words of goods of `shelf`, and names looked up by `matcher` where there is one."""
    rows = [(row.id, (row.title, *row.terms)) for row in shelf.tables.headings]
    goods = Goods.of(rows) if rows else None
    parties = Parties(matcher) if matcher is not None else None
    return Learned(frames([shelf.tables], shelf.sources), seed, goods=goods, parties=parties, past=past)
