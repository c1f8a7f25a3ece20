"""What is read and what is set aside add up; a second run finds the first one's lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import InputError
from headstamp.scale.customs.intake import take_in
from tests.scale.customs.conftest import OURS, write_day


def test_rows_are_lines_and_those_set_aside(tmp_path: Path) -> None:
    source = write_day(tmp_path / "day.csv", 200)
    with source.open("a", encoding="utf-8") as stream:
        stream.write("one cell too few\n")
    found = take_in([source], tmp_path / "run", None)
    assert found.counts["rows"] == found.counts["lines"] + found.counts["set_aside"]
    assert found.counts["lines"] >= 190 + len(OURS)
    told = found.rejects.read_text(encoding="utf-8").splitlines()
    assert len(told) == 1 + found.counts["set_aside"]
    assert found.mappings[0]["mapping"]["columns"]["goods"] == "goods"


def test_a_second_run_reads_nothing_and_a_changed_file_everything(tmp_path: Path) -> None:
    source = write_day(tmp_path / "day.csv", 60)
    first = take_in([source], tmp_path / "run", None)
    assert not first.again
    second = take_in([source], tmp_path / "run", None)
    assert second.again
    assert second.counts == first.counts
    assert not take_in([source], tmp_path / "run", None, resume=False).again
    source.write_bytes(source.read_bytes() + source.read_bytes().splitlines(keepends=True)[-1])
    assert not take_in([source], tmp_path / "run", None).again


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        take_in([tmp_path / "no.csv"], tmp_path / "run", None)
