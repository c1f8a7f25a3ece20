"""Lines as they come into lines that stand together by consignment, on disk and in bounded memory.

    <folder>/00000.parquet ...   LINES with `consignment` and `superseded` filled; no consignment is in two files

Lines that come in order already (one consignment after another, nothing amended, nothing to be linked) are only passed through;
others are divided into buckets by the hash of their consignment, and each bucket is sorted by itself.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa

from headstamp.observe.declarations.schema import LINES
from headstamp.scale.customs import keys

BUCKET = 48 << 20  # bytes of lines in memory at a time, about
MOST_BUCKETS = 512
GROUP = 65_536  # lines of a row group: a reader holds one in memory
ORDER = ["consignment", "document", "number", "version", "item", "file", "row"]
KEPT: dict[str, Any] = {"compression": "zstd", "compression_level": 1, "statistics": False, "row_group_size": GROUP}
Progress = Callable[[str, int], None]
"""Told the step and how many lines are through it."""


def untold(_step: str, _lines: int) -> None:
    """Nobody asked."""


class Assembled(NamedTuple):
    """Files of lines in order, and what was counted on the way."""

    files: tuple[Path, ...]
    lines: int
    consignments: int
    amended: int  # lines that a later version replaces
    repeated: int  # lines that give a document, version and item that an earlier line gave
    linked: int  # lines that found their consignment through another document
    passed: bool  # they stood together already


def assemble(batches: Iterable[pa.RecordBatch], folder: Path, *, bucket: int = BUCKET, told: Progress | None = None) -> Assembled:
    """Write lines by consignment into `folder`, which is emptied first. Raises OSError where there is no room."""
    shutil.rmtree(folder, ignore_errors=True)
    spill = folder / "spill"
    spill.mkdir(parents=True)
    spilled = _spilled(batches, spill, told or untold)
    wanted = keys.all_asked(spilled.asked)
    files = sorted(spill.glob("*.parquet"))
    known = keys.maps(pl.scan_parquet(files), wanted) if files else None
    if known is None or (spilled.together and not spilled.amended and not known.masters.height and not known.boxes.height):
        made = [_renamed(file, folder / file.name) for file in files]
        shutil.rmtree(spill)
        return Assembled(tuple(made), spilled.lines, spilled.runs, 0, 0, 0, True)
    return _sorted(files, known, folder, min(MOST_BUCKETS, max(1, math.ceil(spilled.bytes / bucket))), told)


def together(batches: Iterable[pa.RecordBatch]) -> pl.DataFrame:
    """The same in memory, for what is few: LINES in order, and nothing written to the disk."""
    frames = list(_whole(batches))
    if not frames:
        return pl.DataFrame(LINES.empty_table())
    whole = pl.concat(frames)
    known = keys.maps(whole.lazy(), keys.all_asked([keys.asked(whole)]))
    return _ordered(keys.final(whole, known).drop("_by")).drop("_again")


class _Spilled(NamedTuple):
    asked: list[keys.Asked]
    lines: int
    bytes: int
    runs: int
    together: bool
    amended: bool


def _spilled(batches: Iterable[pa.RecordBatch], spill: Path, told: Progress) -> _Spilled:
    """Write every batch with its own keys; see whether lines of one consignment stand together all through."""
    asked: list[keys.Asked] = []
    starts: list[pl.Series] = []
    lines = size = 0
    amended = repeated = False
    for number, frame in enumerate(_whole(batches)):
        key = frame["consignment"]
        starts.append(key.filter(key.ne_missing(key.shift(1))).hash())
        asked.append(keys.asked(frame))
        amended = amended or bool((frame["version"].fill_null(0) > 0).any())
        repeated = repeated or _repeats(frame)
        lines, size = lines + frame.height, size + int(frame.estimated_size())
        frame.write_parquet(spill / f"{number:05d}.parquet", **KEPT)
        told("reading", lines)
    runs = pl.concat(starts) if starts else pl.Series(dtype=pl.UInt64)
    together = runs.n_unique() == len(runs)
    return _Spilled(asked, lines, size, len(runs), together, amended or repeated)


def _repeats(frame: pl.DataFrame) -> bool:
    named = frame.filter((pl.col("number") != "") & pl.col("item").is_not_null())
    if not named.height:
        return False
    return bool(named.select(pl.struct("document", "number", "version", "item").is_duplicated().any()).item())


def _whole(batches: Iterable[pa.RecordBatch]) -> Iterator[pl.DataFrame]:
    """Frames with provisional keys; the lines of the last consignment of a frame wait for the next one."""
    waiting: pl.DataFrame | None = None
    for batch in batches:
        if not batch.num_rows:
            continue
        frame = keys.provisional(_frame(batch))
        if waiting is not None:
            frame = pl.concat([waiting, frame])
        key = frame["consignment"]
        other = (key != key[-1]).arg_true()
        cut = int(other[-1]) + 1 if len(other) else 0
        waiting, frame = frame.slice(cut), frame.slice(0, cut)
        if frame.height:
            yield frame
    if waiting is not None and waiting.height:
        yield waiting


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    return pl.DataFrame(batch)


def _renamed(file: Path, to: Path) -> Path:
    """The file as it is; `_by` stays in it and is not read."""
    file.rename(to)
    return to


def _sorted(files: list[Path], known: keys.Maps, folder: Path, buckets: int, told: Progress | None) -> Assembled:
    linked = _divided(files, known, folder, buckets)
    shutil.rmtree(folder / "spill")
    counts = {"lines": 0, "consignments": 0, "amended": 0, "repeated": 0}
    made = []
    for number in range(buckets):
        rough = folder / f"{number:05d}.rough"
        if not rough.exists():
            continue
        frame = _ordered(_read(rough))
        counts["lines"] += frame.height
        counts["consignments"] += frame["consignment"].n_unique()
        counts["amended"] += int(frame["superseded"].sum())
        counts["repeated"] += int(frame["_again"].sum())
        made.append(folder / f"{number:05d}.parquet")
        frame.drop("_again").write_parquet(made[-1], **KEPT)
        rough.unlink()
        if told:
            told("putting together", counts["lines"])
    return Assembled(tuple(made), **counts, linked=linked, passed=False)


def _divided(files: list[Path], known: keys.Maps, folder: Path, buckets: int) -> int:
    """Every line into the bucket of its consignment; how many lines were linked through other documents."""
    writers: dict[int, pa.RecordBatchWriter] = {}
    packed = pa.ipc.IpcWriteOptions(compression="lz4")  # read once and gone: three times as quick to write as Parquet
    linked = 0
    try:
        for file in files:
            before = pl.read_parquet(file)
            frame = keys.final(before, known)
            linked += int((frame["consignment"] != before["consignment"]).sum())
            frame = frame.drop("_by").with_columns(_bucket=pl.col("consignment").hash(1) % buckets)
            for (number,), part in frame.partition_by("_bucket", as_dict=True, include_key=False, maintain_order=True).items():
                table = part.select(LINES.names).to_arrow().cast(LINES)
                if number not in writers:
                    writers[number] = pa.ipc.new_stream(str(folder / f"{number:05d}.rough"), LINES, options=packed)
                writers[number].write_table(table)
    finally:
        for writer in writers.values():
            writer.close()
    return linked


def _read(rough: Path) -> pl.DataFrame:
    with pa.ipc.open_stream(str(rough)) as stream:
        return pl.DataFrame(stream.read_all())


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """One bucket in order: a later version of a document replaces the earlier ones; a line given twice is doubted and kept."""
    one = ["consignment", "document", "number"]
    version = pl.col("version").fill_null(0)
    named = pl.col("number") != ""
    frame = frame.sort(ORDER, nulls_last=True).with_columns(
        superseded=named & (version < version.max().over(one)),
        _again=named & pl.col("item").is_not_null() & ~pl.struct(*one, "version", "item").is_first_distinct(),
    )
    told = pl.concat_list("doubts", pl.lit("number: this document and item stand in an earlier row too"))
    return frame.with_columns(doubts=pl.when("_again").then(told).otherwise("doubts"))
