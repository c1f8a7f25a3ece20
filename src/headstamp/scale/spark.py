"""The same matching over many machines: `screen_table` under Spark's `mapInArrow`. Needs the extra `spark`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from headstamp.core.errors import UsageError
from headstamp.reason.match.release import Release
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released
from headstamp.scale import kept
from headstamp.scale.clusters import arrived, send
from headstamp.scale.headings import find
from headstamp.scale.matchers import OpenMatcher
from headstamp.scale.table import ASKED, HITS, Terms, screen_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TYPES = {pa.int64(): "bigint", pa.string(): "string", pa.float64(): "double"}
SCHEMA = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in HITS if field.name not in ("row", "column"))
"""Columns of the result, as Spark writes them. A row has no number in Spark: give an `id` to find it again."""


def screen_spark(df: DataFrame, matcher: OpenMatcher, terms: Terms | None = None) -> DataFrame:
    """Hits of every row of `df`, a DataFrame with a column of names, as a DataFrame of `SCHEMA`.

    The filed matcher travels to the machines once; each process there loads it at its first batch, and nothing is shuffled. A
    column named in a common way is found as in a file. Raises UsageError for a matcher that could not be filed.
    """
    if not matcher.folder:
        raise UsageError("the matcher was not filed", hint="open it with cache= in a folder that can be written")
    asked = find(df.columns, None, "the DataFrame").asked[0]
    columns = [df[df.columns[asked.at]].cast("string").alias("name")]
    columns += [df[df.columns[at]].cast("string").alias(field) for field, at in asked.beside.items() if field in ASKED]
    sent = send(df.sparkSession.sparkContext, Path(matcher.folder))
    return df.select(*columns).mapInArrow(screener(sent, terms or Terms()), SCHEMA)


def screener(folder: str, terms: Terms) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function that Spark runs on each part of the data; it is a closure over plain values, which travel."""

    def screened(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from headstamp.scale.spark import loaded

        for batch in batches:
            yield from screen_table(batch, loaded(folder), terms).drop_columns(["row", "column"]).to_batches()

    return screened


@lru_cache(maxsize=2)
def loaded(folder: str) -> OpenMatcher:
    """The filed matcher that came with the job, loaded once a process. Raises UsageError where it did not come whole."""
    found = kept.load(arrived(folder))
    if found is None:
        raise UsageError("the filed matcher did not arrive whole", hint="run the job again; are all machines of one version?")
    about, fields = found
    release: Any = Release.from_bytes(released())
    return OpenMatcher(**fields, release=release, lexicon=Lexicon.default(), sha256=about["sha256"], cached=True, folder=folder)
