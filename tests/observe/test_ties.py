"""Tables of ties: what is read, what is set aside and why."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError
from headstamp.observe.ties import COLUMNS, read_ties

HEAD = ",".join(COLUMNS)


def table(tmp_path: Path, *rows: str, head: str = HEAD) -> Path:
    path = tmp_path / "ties.csv"
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_row_is_read_as_typed_values(tmp_path: Path) -> None:
    read = read_ties(table(tmp_path, "A,Director of,B,chief,25-40 %,2019,2020-03,register,b 2"))
    (row,) = read.rows
    assert (row.row, row.subject, row.relation, row.object) == (2, "A", "director_of", "B")
    assert (row.share, row.since, row.until, str(row.grade)) == ((25.0, 40.0), "2019", "2020-03", "B2")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A,owns,B,,130,,,s,", "share"), ("A,owns,B,,60-40,,,s,", "share"), ("A,owns,B,,half,,,s,", "share"),
        ("A,owns,B,,nan,,,s,", "share"), ("A,owns,B,,,2024,2020,s,", "until"), ("A,owns,B,,,lately,,s,", "since"),
        ("A,owns,B,,,2023-02-30,,s,", "since"), ("A,owns,B,,,0000,,s,", "since"), ("A,owns,B,,,,,,", "source"),
        ("A,,B,,,,,s,", "relation"), (",owns,B,,,,,s,", "subject"), ("A,owns,B,,,,,s,Z9", "grade"),
        (f"{'x' * 2000},owns,B,,,,,s,", "subject"),
    ],
)  # fmt: skip
def test_a_bad_row_is_set_aside_with_its_column(tmp_path: Path, row: str, column: str) -> None:
    read = read_ties(table(tmp_path, "A,owns,B,,50,,,s,", row))
    assert len(read.rows) == 1
    (reject,) = read.rejects
    assert (reject.row, reject.column, reject.file) == (3, column, "ties.csv")
    with pytest.raises(InputError, match="no row could be read"):
        read_ties(table(tmp_path, row))


def test_a_table_of_shares_needs_no_relation(tmp_path: Path) -> None:
    path = table(tmp_path, "A;B;50;s", head="subject;object;share;source")
    assert read_ties(path, relation="owns").rows[0].relation == "owns"
    with pytest.raises(InputError, match="relation"):
        read_ties(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfe\x00", b"subject,object\n", b"\x00" * 400])
def test_what_is_no_table_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_ties(path)
    with pytest.raises(InputError):
        read_ties(tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=string.printable + "한é\u202e", max_size=30), min_size=9, max_size=9))
def test_any_cells_are_a_row_or_a_reason(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    import csv

    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([COLUMNS, ("A", "owns", "B", "", "", "", "", "s", ""), cells])
    read = read_ties(path)
    assert 1 <= len(read.rows) + len(read.rejects) <= 2
