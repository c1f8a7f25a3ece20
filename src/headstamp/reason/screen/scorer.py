"""The scorer: batches of lines in, a row a consignment out. The same here, in a process of its own and in Spark's
`mapInArrow`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

import polars as pl
import pyarrow as pa

from headstamp.observe.declarations.schema import LINES
from headstamp.reason.screen import compare
from headstamp.reason.screen.columns import LEGAL, RANKED, SCORES
from headstamp.reason.screen.enrich import enrich
from headstamp.reason.screen.fuse import Weighing, fuse, weighings, weight
from headstamp.reason.screen.gather import gather
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.given import Options as Options
from headstamp.reason.screen.lookers import GoodsLooker, PartyLooker, UsualLooker
from headstamp.reason.screen.rule import SCREEN_RULES

_BY_LINE = tuple(name for name in RANKED if SCREEN_RULES[name].level == "line")
_BY_CONSIGNMENT = tuple(name for name in RANKED if SCREEN_RULES[name].level == "consignment")


@dataclass(frozen=True)
class Scorer:
    """`tables` are those of `tables.frames` and, where there is a history, "fired"; each looker may be missing, and then the
    rules that need it are silent."""

    tables: Mapping[str, pl.DataFrame]
    parties: PartyLooker | None = None
    goods: GoodsLooker | None = None
    usual: UsualLooker | None = None
    options: Options = field(default_factory=Options)

    @cached_property
    def given(self) -> Given:
        """Tables and options as the rules read them."""
        return Given(self.tables, self.options)

    @cached_property
    def weighings(self) -> dict[str, Weighing]:
        """What each ranked rule weighs."""
        return weighings(self.given)

    @cached_property
    def sha256(self) -> str:
        """Of the tables and options; the lookers have hashes of their own."""
        options = {k: sorted(v) if isinstance(v, frozenset) else v for k, v in asdict(self.options).items()}
        digest = hashlib.sha256(json.dumps(options, sort_keys=True).encode())
        for name in sorted(self.tables):
            digest.update(name.encode() + b"\0" + self.tables[name].write_ndjson().encode())
        return digest.hexdigest()

    def asked(self, name: str) -> bool:
        """Whether a rule is on: by its row in the pack, and by the options. A rule that weighs is off without a row; a rule of
        the law is off only where a row says so."""
        rule = SCREEN_RULES[name]
        if {name, rule.group} & self.options.off:
            return False
        return self.weighings[name].on if rule.kind != "legal" else bool(self.given.signals.get(name, {"on": True})["on"])

    @cached_property
    def needs(self) -> frozenset[str]:
        """Columns that the rules which are on read; what makes no other column is not worked out."""
        on = [name for name in SCREEN_RULES if self.asked(name)]
        roots = {root for name in on for root in SCREEN_RULES[name].expression(self.given).meta.root_names()}
        return frozenset(roots) | (compare.NEEDS if self._comparing else frozenset())

    @cached_property
    def _comparing(self) -> bool:
        return any(self.asked(name) for name in _BY_CONSIGNMENT if name != "vgm_against_declared")

    def score(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """LINES, contiguous by consignment -> SCORES, a row a consignment in the order of its first line. The lines of the last
        consignment of a batch wait for the next one, so where batches are cut changes nothing."""
        waiting: list[pl.DataFrame] = []
        for batch in batches:
            lines = _frame(batch)
            if lines.is_empty():
                continue
            if waiting and (lines["consignment"] == waiting[-1]["consignment"][-1]).all():
                waiting.append(lines)
                continue
            whole = pl.concat([*waiting, lines], rechunk=True)
            first_of_last = whole.height - _trailing(whole["consignment"])
            waiting = [whole[first_of_last:]] if first_of_last < whole.height else []
            if first_of_last:
                yield from self._batches(whole[:first_of_last])
        if waiting:
            yield from self._batches(pl.concat(waiting, rechunk=True))

    def _batches(self, lines: pl.DataFrame) -> Iterator[pa.RecordBatch]:
        yield from self.score_frame(lines).to_arrow().cast(SCORES).combine_chunks().to_batches()

    def score_frame(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Whole consignments -> the columns of SCORES."""
        return self.consignments(self.weighed(lines)).select(SCORES.names)

    def enriched(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The lines with everything that the rules read, and `gid`, the number of their consignment. Lines without a consignment
        are one each."""
        new = (pl.col("consignment") != pl.col("consignment").shift(1)).fill_null(True) | (pl.col("consignment") == "")
        frame = lines.with_columns(gid=new.cum_sum().cast(pl.Int64))
        return enrich(frame, self.given, self.parties, self.goods, self.usual, needs=self.needs)

    def weighed(self, lines: pl.DataFrame) -> pl.DataFrame:
        """The enriched lines with `w_<rule>` for each rule that is asked by line, and `legal_<rule>` for each legal rule."""
        legal = {
            f"legal_{name}": SCREEN_RULES[name].expression(self.given) if self.asked(name) else pl.lit(None, pl.String)
            for name in LEGAL
        }
        weights = {f"w_{name}": self._weight(name) for name in _BY_LINE}
        return self.enriched(lines).with_columns(**weights, **legal)

    def consignments(self, weighed: pl.DataFrame) -> pl.DataFrame:
        """One row a consignment: SCORES and the columns that the rules asked by consignment read."""
        found = gather(weighed, [f"w_{name}" for name in _BY_LINE], self.given, comparing=self._comparing)
        found = found.with_columns(**{f"w_{name}": self._weight(name) for name in _BY_CONSIGNMENT})
        return fuse(found.join(_legal(weighed), on="gid", how="left", maintain_order="left")).with_columns(
            pl.col("legal").fill_null(pl.lit([], pl.List(pl.String)))
        )

    def _weight(self, name: str) -> pl.Expr:
        rule = SCREEN_RULES[name]
        if not self.asked(name):
            return pl.lit(None, pl.Float32)
        return weight(rule, rule.expression(self.given), self.weighings[name])


def _legal(weighed: pl.DataFrame) -> pl.DataFrame:
    """`gid`, `legal`: "rule:basis" of the legal rules that apply to any line, replaced ones too. Few lines have one."""
    any_basis = pl.any_horizontal(pl.col(f"legal_{name}").fill_null("") != "" for name in LEGAL)
    some = weighed.filter(any_basis)
    told = [
        some.select("gid", legal=pl.format("{}:{}", pl.lit(name), pl.col(f"legal_{name}"))).filter(
            some[f"legal_{name}"].fill_null("") != ""
        )
        for name in LEGAL
    ]
    return pl.concat(told).unique().sort("gid", "legal").group_by("gid", maintain_order=True).agg("legal")


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    """A batch with the columns and types of LINES; texts that are null are empty."""
    frame = pl.from_arrow(pa.Table.from_batches([batch]).select(LINES.names).cast(LINES))
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table is read as a frame
    return frame.with_columns(pl.col(pl.String).fill_null(""))


def _trailing(keys: pl.Series) -> int:
    """How many of the last rows share the last key; none where it is empty, since then each row is a consignment."""
    if keys[-1] == "":
        return 0
    other = (keys != keys[-1]).arg_true()
    return len(keys) - (int(other[-1]) + 1 if len(other) else 0)
