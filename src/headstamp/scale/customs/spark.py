"""The same scores over many machines: `Scorer.score` under Spark's `mapInArrow`. Needs the extra `spark`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from headstamp.core.errors import UsageError
from headstamp.reason.screen.columns import SCORES
from headstamp.scale.clusters import arrived, send
from headstamp.scale.customs.assemble import ORDER
from headstamp.scale.customs.engine import Work

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PARTS = 4  # partitions a core of the cluster


def spark_type(kind: pa.DataType) -> str:
    """The SQL name of an Arrow type of our schemas."""
    if pa.types.is_list(kind):
        return f"array<{spark_type(kind.value_type)}>"
    names = {pa.string(): "string", pa.int64(): "bigint", pa.float64(): "double", pa.float32(): "float", pa.bool_(): "boolean",
             pa.date32(): "date", pa.int32(): "int"}  # fmt: skip
    return names[kind]


SCHEMA = ", ".join(f"`{field.name}` {spark_type(field.type)}" for field in SCORES)
"""Columns of scores, as Spark writes them."""


def session(master: str) -> SparkSession:
    """A session at `master` (`local[2]`, `spark://...`). Raises UsageError without pyspark or Java."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError("Spark is not installed", hint="pip install 'headstamp[spark]', and Java 17") from error
    try:
        builder = SparkSession.builder.master(master).appName("headstamp screen")
        return (
            builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").config("spark.ui.enabled", "false").getOrCreate()
        )
    except Exception as error:  # py4j raises its own kinds, and RuntimeError without Java
        raise UsageError(
            f"Spark did not start at {master!r}: {error}"[:300], hint="check --master, and that Java 17 runs"
        ) from error


def score_spark(lines: DataFrame, work: Work) -> DataFrame:
    """Scores of assembled `lines` (columns of LINES, `consignment` filled), as a DataFrame of `SCHEMA`.

    Lines of one consignment are brought together and sorted within their part. The folders travel to the machines once.
    """
    context = lines.sparkSession.sparkContext
    reference = send(context, Path(work.reference))
    names = replace(work, reference=reference, matcher=send(context, Path(work.matcher)) if work.matcher else "")
    parts = lines.repartition(max(2, PARTS * context.defaultParallelism), "consignment").sortWithinPartitions(*ORDER)
    return parts.mapInArrow(scored(names), SCHEMA)


def scored(work: Work) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function that Spark runs on each part; a closure over plain values, which travel."""

    def score(found: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from headstamp.scale.customs.engine import scorer
        from headstamp.scale.customs.spark import cast_lines, here

        yield from scorer(here(work)).score(cast_lines(found))

    return score


def cast_lines(found: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Batches as Spark hands them over, in the types of LINES."""
    from headstamp.observe.declarations.schema import LINES

    for batch in found:
        columns = [batch.column(field.name).cast(field.type) for field in LINES]
        yield pa.RecordBatch.from_arrays(columns, schema=LINES)


@lru_cache(maxsize=2)
def here(work: Work) -> Work:
    """`work` with its folders as they lie on this machine."""
    return replace(work, reference=str(arrived(work.reference)), matcher=str(arrived(work.matcher)) if work.matcher else "")


def score_files_spark(work: Work, files: Sequence[Path], out: Path, master: str) -> list[Path]:
    """Score assembled files on a cluster into one Parquet folder; its files. Raises UsageError where Spark does not start."""
    spark = session(master)
    lines = spark.read.parquet(*map(str, files)).drop("_by")
    score_spark(lines, work).write.mode("overwrite").parquet(str(out))
    return sorted(out.glob("*.parquet"))
