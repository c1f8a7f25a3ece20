"""Files made to break a reader: each ends in a named error or a counted reject, soon and in little memory."""

from __future__ import annotations

import os
import resource
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.observe.cases import read_cases
from headstamp.observe.marks import read_items, read_record
from headstamp.observe.marks.table_csv import _SMALL, _lines

HEAD = "id,kind,calibre,headstamp\n"


def test_a_table_of_ten_thousand_columns_is_refused_at_once(tmp_path: Path) -> None:
    """Names were compared each with each: 10,000 columns took minutes."""
    path = tmp_path / "wide.csv"
    path.write_text(",".join(["id", "kind", "headstamp", *(f"c{i}" for i in range(10_000))]) + "\n1,cartridge,539 67\n")
    start = time.perf_counter()
    with pytest.raises(LimitError, match="too wide: 10003 columns") as caught:
        read_items(path)
    assert (caught.value.file, caught.value.row) == ("wide.csv", 1)
    assert time.perf_counter() - start < 2


def test_equal_names_of_columns_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("id,kind,mark,mark,mark\n1,rocket,A1,B2,C3\n")
    assert [m.text for m in read_items(path).items[0].marks] == ["A1", "B2", "C3"]


@pytest.mark.parametrize("cell", ['<row r="999999999"><c r="A999999999"><v>1</v></c></row>', '<row r="1048577"/>'])
def test_a_row_beyond_the_end_of_a_sheet_is_refused(tmp_path: Path, cell: str) -> None:
    """Every empty row up to number 999,999,999 was walked over, which took hours."""
    book, path = Workbook(), tmp_path / "far.xlsx"
    book.active.append(["id", "kind", "headstamp"])
    book.active.append(["1", "cartridge", "539 67"])
    book.save(tmp_path / "near.xlsx")
    with zipfile.ZipFile(tmp_path / "near.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", cell.encode() + b"</sheetData>"))
    with pytest.raises(LimitError, match="a row beyond"):
        read_items(path)
    assert len(read_items(tmp_path / "near.xlsx").items) == 1


def test_a_large_text_is_cut_into_the_lines_of_a_small_one() -> None:
    """A large file is not copied at four bytes a sign; its rows must be the same as those of a small one."""
    line = 'a,"b\r\nc"\rd\r\n\n\re'
    small = list(_lines(line))
    large = list(_lines(line + "\n" + "x" * _SMALL))
    assert "".join(small) == line
    assert large[: len(small) - 1] == small[:-1]
    assert large[-1] == "x" * _SMALL


def test_a_cell_of_fifty_million_signs_is_one_reject(tmp_path: Path) -> None:
    path = tmp_path / "cell.csv"
    path.write_text(HEAD + "a,cartridge,," + "x" * 50_000_000 + "\nb,cartridge,,539 67\n")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    batch = read_items(path)
    assert (batch.rows, len(batch.items), len(batch.rejects)) == (2, 1, 1)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kB


@pytest.mark.parametrize("name", ["pipe.csv", "pipe.json", "pipe.yaml", "pipe.xlsx"])
def test_a_pipe_given_as_a_file_does_not_wait_for_ever(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(InputError, match="not a file"):
        read_items(tmp_path / name)


@pytest.mark.parametrize("name", ["/dev/zero", "pipe"])
def test_cases_from_a_device_or_pipe_do_not_fill_the_memory(tmp_path: Path, name: str) -> None:
    if name == "pipe":
        os.mkfifo(tmp_path / name)
    with pytest.raises(InputError, match="not a file"):
        read_cases(tmp_path / name)


def test_a_case_with_a_number_of_thousands_of_digits_is_set_aside(tmp_path: Path) -> None:
    """Python refuses such a number with an error that is no JSON error, and the run ended in `something unforeseen`."""
    path = tmp_path / "cases.jsonl"
    good = '{"record": {"id": "b", "kind": "cartridge", "headstamp": "539 67"}, "truth": {"country": "SU"}}'
    path.write_text('{"record": {"headstamp": ' + "9" * 5_000 + '}, "truth": {"country": "SU"}}\n' + good + "\n")
    batch = read_cases(path)
    assert (batch.rows, len(batch.cases), [r.row for r in batch.rejects]) == (2, 1, [1])
    assert "digits" in batch.rejects[0].reason


@pytest.mark.parametrize(
    "text", ["\u3164", "539\u3164 67", "\u115f", "\u2800", "539\u034f", "\u200d539", "5\u200c39", "x\u200c", "가\u200b"]
)
def test_signs_that_look_like_nothing_are_refused(text: str) -> None:
    """A filler of Hangul is a letter to Unicode and nothing to the eye: it spoke for the DPRK on a bare head."""
    with pytest.raises(RecordError, match="cannot be seen"):
        read_record({"kind": "cartridge", "headstamp": text})


@pytest.mark.parametrize("text", ["می\u200cشود", "👨\u200d👩", "é", "방-122"])
def test_joiners_inside_persian_and_emoji_stay(text: str) -> None:
    assert read_record({"kind": "rocket", "mark": text}).marks[0].text == text
