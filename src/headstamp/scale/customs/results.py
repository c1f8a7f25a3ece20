"""Scores into lanes, and the result that is written: what to look at first, with what spoke for it."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from headstamp.core.declaration import Lane
from headstamp.core.errors import UsageError
from headstamp.core.text import safe_cell
from headstamp.reason.screen.columns import RANKED, SCORES
from headstamp.reason.screen.feedback import Log
from headstamp.reason.screen.select import Budget, kinds, select
from headstamp.scale.customs.parts import cannot

WRITES = (".csv", ".parquet", ".jsonl")
SHOWN = (
    "rank", "lane", "consignment", "because", "legal", "total", "file", "row", "lines", "documents", "number", "date", "origin",
    "dispatch", "destination", "hs", "goods", "shipper", "consignee", "vessel", "imo", "gross_kg", "value", "containers",
    "dismissed",
)  # fmt: skip
"""Columns of a result, and then a weight for every rule (`w_...`; empty = the record could not be asked) and group (`g_...`)."""
ORDER = {Lane.LEGAL: 0, Lane.RED: 1, Lane.RANDOM: 2, Lane.YELLOW: 3, Lane.BLUE: 4, Lane.GREEN: 5}
_CONTROL = dict.fromkeys((*range(32), 127, *range(128, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " ")
"""Control signs, and those that make a text read backwards."""


def laned(files: Sequence[Path], budget: Budget, seed: str, log: Log | None = None, today: str = "") -> pl.DataFrame:
    """(consignment, legal, total, lane, rank, dismissed) of every consignment. A dismissal that holds takes a consignment out of
    the ranking into the blue lane and is shown; it never takes one out of the legal lane."""
    slim = pl.scan_parquet(list(files)).select("consignment", "legal", "total", kinds=kinds()).collect(engine="streaming")
    told = _dismissals(files, log, today) if log is not None and log.all else {}
    held = {key for key, (_, holds) in told.items() if holds}
    quiet = pl.col("consignment").is_in(list(held)) & (pl.col("legal").list.len() == 0)
    if held:
        slim = slim.with_columns(_total="total", total=pl.when(quiet).then(pl.lit(-99.0)).otherwise("total"))
    made = select(slim, budget, seed)
    if held:
        lane = pl.when(quiet).then(pl.lit(Lane.BLUE.value)).otherwise("lane")
        made = made.with_columns(lane=lane, rank=pl.when(quiet).then(None).otherwise("rank"), total="_total").drop("_total")
    sentences = pl.DataFrame({"consignment": list(told), "dismissed": [s for s, _ in told.values()]},
                             schema={"consignment": pl.String, "dismissed": pl.String})  # fmt: skip
    joined = made.drop("kinds").join(sentences, on="consignment", how="left", maintain_order="left")
    return joined.with_columns(pl.col("dismissed").fill_null(""))


def asked(files: Sequence[Path]) -> dict[str, int]:
    """Of how many consignments each ranked rule could be asked."""
    counts = pl.scan_parquet(list(files)).select(pl.col(f"w_{rule}").is_not_null().sum().alias(rule) for rule in RANKED)
    return {name: int(n) for name, n in counts.collect(engine="streaming").row(0, named=True).items()}


def _dismissals(files: Sequence[Path], log: Log, today: str) -> dict[str, tuple[str, bool]]:
    """(what is told of a dismissal, whether it holds) by consignment, for those that the log speaks of."""
    ids = {each.consignment for each in log.all}
    names = {each.shipper for each in log.all if each.shipper}
    asked = pl.scan_parquet(list(files)).filter(pl.col("consignment").is_in(list(ids)) | pl.col("shipper").is_in(list(names)))
    found: dict[str, tuple[str, bool]] = {}
    for row in asked.collect(engine="streaming").iter_rows(named=True):
        if (dismissal := log.on(row, today)) is not None:
            found[row["consignment"]] = (dismissal.sentence, not dismissal.reopened)
    return found


def result(files: Sequence[Path], lanes: pl.DataFrame, *, every: bool = False) -> pl.DataFrame:
    """Scores with lanes, what has to be looked at first on top; without the green lane unless `every`."""
    wanted = lanes if every else lanes.filter(pl.col("lane") != Lane.GREEN.value)
    scores = pl.scan_parquet(list(files)).drop("legal", "total")
    joined = scores.join(wanted.lazy(), on="consignment", how="inner").collect(engine="streaming")
    order = pl.col("lane").replace_strict({lane.value: place for lane, place in ORDER.items()}, return_dtype=pl.Int32)
    joined = joined.with_columns(because=because())
    joined = joined.sort(order, pl.col("rank"), -pl.col("total"), pl.col("consignment"), nulls_last=True)
    weights = [name for name in SCORES.names if name.startswith(("w_", "g_"))]
    return joined.select(*SHOWN, *weights)


def because() -> pl.Expr:
    """The rules that speak for opening, with their weights, in the order in which rules are documented."""
    parts = [
        pl.when(pl.col(f"w_{rule}") > 0).then(
            pl.lit(f"{rule.replace('_', ' ')} +") + pl.col(f"w_{rule}").round(1).cast(pl.String)
        )
        for rule in RANKED
    ]
    return pl.concat_list(parts).list.drop_nulls().list.join("; ").fill_null("")


def write_result(frame: pl.DataFrame, out: Path) -> None:
    """Write a result as CSV, Parquet or JSON lines by the ending of `out`; whole or not at all. Formulas in a CSV are defused.

    Raises UsageError for another ending, OutputError."""
    if (suffix := out.suffix.casefold()) not in WRITES:
        raise UsageError(f"cannot write {out.name!r}: unknown ending", hint=f"use one of {', '.join(WRITES)}")
    made = out.with_name(f".{out.name}.new")
    try:
        if suffix == ".parquet":
            frame.write_parquet(made)
        else:
            with made.open("wb") as stream:
                for text in _csv(frame) if suffix == ".csv" else _jsonl(frame):
                    stream.write(text.encode("utf-8", "replace"))
        os.replace(made, out)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise cannot(out, error) from error


def _jsonl(frame: pl.DataFrame) -> Iterator[str]:
    for row in frame.iter_rows(named=True):
        yield json.dumps(row, ensure_ascii=False, default=str) + "\n"


def _csv(frame: pl.DataFrame) -> Iterator[str]:
    yield csv_line(frame.columns)
    for row in frame.iter_rows():
        yield csv_line(row)


def csv_line(values: Iterable[Any]) -> str:
    """One line of a CSV that a spreadsheet opens without running anything: lists joined, control signs out, formulas defused."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow([_cell(value) for value in values])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return safe_cell(text.translate(_CONTROL))
