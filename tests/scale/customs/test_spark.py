"""The same bytes from Spark as from one machine, where pyspark and Java are there."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.filterwarnings("ignore")  # pyspark warns about the versions of others
@pytest.mark.parametrize("master", ["local[2]", "local-cluster[2,1,1024]"])
def test_spark_writes_the_bytes_of_one_machine(make: Any, tmp_path: Path, master: str) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed (pip install 'headstamp[spark]')")
    pytest.importorskip("pandas", reason="pandas is not installed (pip install 'headstamp[spark]')")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not on this machine")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    make(here, every=True)
    try:
        make(there, every=True, engine="spark", master=master)
    finally:
        if (active := sql.SparkSession.getActiveSession()) is not None:
            active.stop()
    assert here.read_bytes() == there.read_bytes()
