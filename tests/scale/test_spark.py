"""The same function on Spark, where pyspark and Java are there."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest


@pytest.mark.filterwarnings("ignore")  # pyspark warns about the versions of others
def test_spark_gives_what_one_machine_gives(tmp_path: Path) -> None:
    pyspark = pytest.importorskip("pyspark.sql", reason="pyspark is not installed (pip install 'headstamp[spark]')")
    pytest.importorskip("pandas", reason="pandas is not installed (pip install 'headstamp[spark]')")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not on this machine")
    import pyarrow as pa

    from headstamp.scale.matchers import open_matcher
    from headstamp.scale.spark import screen_spark
    from headstamp.scale.table import screen_table

    os.environ["PYSPARK_PYTHON"] = sys.executable
    matcher = open_matcher([], store=tmp_path)
    rows = [("Verus LLC",), ("Ашот Мкртычев",), ("General Trading Company",)]
    spark = pyspark.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        there = screen_spark(spark.createDataFrame(rows, ["name"]).coalesce(1), matcher).collect()
        found = {(h["party"], round(h["log10_lr"], 3)) for h in there}
    finally:
        spark.stop()
    here = screen_table(pa.table({"name": [r[0] for r in rows]}), matcher).to_pylist()
    assert found == {(h["party"], round(h["log10_lr"], 3)) for h in here}
