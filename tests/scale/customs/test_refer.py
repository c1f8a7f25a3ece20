"""A reference folder is whole and as it was written, or it is refused; nothing else is ever replaced by one."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from headstamp.core.errors import InputError, OutputError
from headstamp.scale.customs.refer import load_reference, write_reference

TABLES = {"words": pl.DataFrame({"id": ["a"]}), "flows": pl.DataFrame({"n": [1, 2]})}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    made = write_reference(TABLES, b"model", {"shelf": "x"}, tmp_path / "ref")
    read = load_reference(tmp_path / "ref")
    assert read.sha256 == made.sha256
    assert read.goods == b"model"
    assert read.tables["flows"].equals(TABLES["flows"])
    assert write_reference(TABLES, b"model", {"shelf": "x"}, tmp_path / "ref").sha256 == made.sha256
    assert write_reference(TABLES, b"other", {}, tmp_path / "ref").sha256 != made.sha256


def test_an_altered_table_is_refused(tmp_path: Path) -> None:
    write_reference(TABLES, b"", {}, tmp_path / "ref")
    pl.DataFrame({"id": ["b"]}).write_parquet(tmp_path / "ref" / "words.parquet")
    with pytest.raises(InputError, match="not as it was written"):
        load_reference(tmp_path / "ref")


@pytest.mark.parametrize("text", ["", "{}", '{"form": 99, "files": {}}', '{"form": 1, "files": {"../x": {"sha256": "0"}}}'])
def test_another_head_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "reference.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        load_reference(tmp_path)


def test_a_folder_of_something_else_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(OutputError, match="not replaced"):
        write_reference(TABLES, b"", {}, tmp_path)
    assert (tmp_path / "thesis.txt").exists()
