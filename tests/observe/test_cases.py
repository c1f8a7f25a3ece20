"""Cases from JSON Lines: a bad line is set aside and counted, never dropped in silence, never a crash."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError
from headstamp.observe.cases import read_cases

GOOD = {
    "record": {"id": "x", "kind": "cartridge", "headstamp": "41 91"},
    "truth": {"country": "CN", "year": 1991},
    "answerable": True,
}


def write(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def test_a_case_is_read_as_trace_reads_it(tmp_path: Path) -> None:
    """Caught: the record takes another path than `trace`, so that the evaluation measures something else."""
    batch = read_cases(write(tmp_path, json.dumps(GOOD), ""))
    assert batch.rows == 1
    assert batch.cases[0].item.marks[0].text == "41 91"
    assert (batch.cases[0].truth.country, batch.cases[0].truth.year) == ("CN", 1991)


def test_null_and_empty_fields_are_not_known(tmp_path: Path) -> None:
    """Caught: `null`, which most exporters write for "not known", sets the whole case aside."""
    truth = {"country": "CN", "producer": None, "year": "", "model": None}
    assert read_cases(write(tmp_path, json.dumps({**GOOD, "truth": truth}))).cases[0].truth.year is None


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"truth": {}}', "record"),
        ('{"record": {"headstamp": "539"}}', "truth"),
        ('{"record": {"headstamp": "539", "quantity": -4}, "truth": {}}', "quantity"),
        ('{"record": {"headstamp": "539"}, "truth": {"contry": "SU"}}', "truth.contry"),
        ('{"record": {"headstamp": "539"}, "truth": {"year": "in the war"}}', "truth.year"),
        ('{"record": {"headstamp": "539"}, "truth": {}, "answerable": "no"}', "answerable"),
        (json.dumps(GOOD), "id"),
    ],
)
def test_a_bad_line_is_set_aside_with_its_place(tmp_path: Path, line: str, column: str) -> None:
    """Caught: a misspelt truth is read as "not known" and flatters the tool; "no" is read as true."""
    batch = read_cases(write(tmp_path, json.dumps(GOOD), line))
    assert (len(batch.cases), batch.rows) == (1, 2)
    assert (batch.rejects[0].row, batch.rejects[0].column) == (2, column)
    assert batch.rejects[0].hint


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        read_cases(write(tmp_path, '{"record": "ü"}', encoding="latin-1"))
    with pytest.raises(InputError, match="opened"):
        read_cases(tmp_path / "nosuch.jsonl")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80).filter(lambda t: "\r" not in t))
def test_no_line_crashes_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("c") / "cases.jsonl"
    path.write_bytes(text.encode("utf-8", "replace"))
    batch = read_cases(path)
    assert batch.rows == len(batch.cases) + len(batch.rejects)
