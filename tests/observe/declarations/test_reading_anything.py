"""Whatever stands in a file, every row of it is read or set aside, and nothing breaks the reading."""

from __future__ import annotations

import contextlib
import csv
import io
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError, UsageError
from tests.observe.declarations.tables import HEADINGS, Write, csv_text, one_file


def test_odd_cells_read_as_the_standard_library_reads_them_wherever_a_block_ends(table: Write) -> None:
    """Caught: a row that is lost, doubled or numbered wrong at the edge of a block, or beside a cell of several lines."""
    draw = random.Random(5)
    signs = ["a", "é", "机", " x", ",", ";", '"', "\n", "\r\n", "5"]
    rows = [
        [f"D{at}", "2026-11-01", "8431", "g" + "".join(draw.choices(signs, k=draw.choice([1, 1, 3, 9]))), "KP", "5", ""]
        for at in range(3000)
    ]
    text = csv_text(rows)
    found, rejects, _ = one_file(table(text), batch_bytes=5000)
    assert rejects == []
    assert [row["number"] for row in found] == [row[0] for row in rows]
    oracle = csv.reader(io.StringIO(text, newline=""))
    next(oracle)
    began = oracle.line_num + 1
    for row, want in zip(found, oracle, strict=True):
        assert row["row"] == began
        assert row["goods"].split() == want[3].split()
        began = oracle.line_num + 1


def test_rejects_keep_their_numbers_in_large_blocks(table: Write) -> None:
    rows = [[f"D{at}", "2026-11-01", "8431", "goods " * 8, "KP", "5", ""][: 3 if at % 997 == 5 else 7] for at in range(50_000)]
    text = ",".join(HEADINGS) + "\n" + "".join(",".join(row) + "\n" for row in rows)
    found, rejects, counts = one_file(table(text))
    assert [r["row"] for r in rejects] == [at + 2 for at in range(50_000) if at % 997 == 5]
    assert all(row["number"] == f"D{row['row'] - 2}" for row in found)
    assert counts.rows == 50_000


CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(CELLS, min_size=7, max_size=7).filter(lambda row: any(cell.strip() for cell in row)), min_size=1, max_size=8
    )
)
def test_whatever_stands_in_the_cells_every_row_is_read(table: Write, rows: list[list[str]]) -> None:
    text = (
        ",".join(f'"{h}"' for h in HEADINGS)
        + "\n"
        + "".join(",".join('"' + c.replace('"', '""') + '"' for c in row) + "\n" for row in rows)
    )
    found, rejects, counts = one_file(table(text))
    assert counts.rows == len(found) + len(rejects)
    assert counts.rejected == 0 or any("\n" in cell or "\r" in cell for row in rows for cell in row)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(['a"b', '"', ",", "\n", "\r\n", "x", "1,2,3,4,5,6,7\n", "\x00", "\xff", ";", '""']), max_size=40))
def test_no_bytes_break_the_reading(table: Write, parts: list[str]) -> None:
    data = (",".join(HEADINGS) + "\n").encode() + "".join(parts).encode("latin-1")
    one_file(table(data), batch_bytes=1 << 16)


@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.parquet", "x.xlsx", "x.jsonl", "x.csv.gz"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_no_file_breaks_the_reading(table: Write, data: bytes, name: str) -> None:
    with contextlib.suppress(InputError, UsageError):
        one_file(table(data, name))
