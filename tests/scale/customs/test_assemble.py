"""Lines of one consignment come to stand together, whatever order and papers they come in; none is lost."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.scale.customs.assemble import Assembled, assemble
from tests.scale.customs.conftest import batch, line


def made(folder: Path, *batches: list[dict[str, object]], bucket: int = 1 << 20) -> tuple[Assembled, pl.DataFrame]:
    found = assemble([batch(*lines) for lines in batches], folder / "lines", bucket=bucket)
    frame = pl.concat([pl.read_parquet(f) for f in found.files], how="diagonal") if found.files else pl.DataFrame()
    return found, frame


def paper(row: int, **more: object) -> dict[str, object]:
    return line(file="a.csv", row=row, document="declaration", **more)


def test_lines_in_order_are_passed_through(tmp_path: Path) -> None:
    found, frame = made(tmp_path, [paper(1, number="D1", house_bill="H1"), paper(2, number="D2", house_bill="H2")])
    assert found.passed
    assert (found.lines, found.consignments) == (2, 2)
    assert frame["consignment"].to_list() == ["H1", "H2"]


def test_a_bill_of_a_later_file_joins_its_declaration(tmp_path: Path) -> None:
    first = [paper(1, number="D1", house_bill="h 1"), paper(2, number="D2", house_bill="H2")]
    later = [{**paper(1, number="H1", house_bill="H-1"), "document": "bill", "file": "b.csv"}]
    found, frame = made(tmp_path, first, later)
    assert not found.passed
    assert found.consignments == 2
    together = frame["consignment"].to_list()
    assert together.count("H1") == 2
    assert abs(together.index("H1") - (len(together) - 1 - together[::-1].index("H1"))) == 1


def test_a_line_with_the_master_alone_finds_its_only_house(tmp_path: Path) -> None:
    found, frame = made(tmp_path, [paper(1, number="D1", house_bill="H1", master_bill="M1"), paper(2, number="D2"),
                                   paper(3, number="X", master_bill="M1")])  # fmt: skip
    assert found.linked == 1
    assert frame.filter(pl.col("row") == 3)["consignment"].item() == "H1"


def test_a_master_of_two_houses_is_its_own_consignment(tmp_path: Path) -> None:
    lines = [paper(1, house_bill="H1", master_bill="M1"), paper(2, house_bill="H2", master_bill="M1"), paper(3, master_bill="M1")]
    _, frame = made(tmp_path, lines)
    assert frame.filter(pl.col("row") == 3)["consignment"].item() == "M1"


def test_a_container_finds_its_bill_by_voyage(tmp_path: Path) -> None:
    box = {"containers": ["CSQU3054383"], "voyage": "12 W"}
    _, frame = made(tmp_path, [paper(1, house_bill="H1", **box), paper(2, house_bill="H2"), paper(3, **box)])
    assert frame.filter(pl.col("row") == 3)["consignment"].item() == "H1"


def test_an_amendment_replaces_and_is_counted(tmp_path: Path) -> None:
    one = {"number": "D1", "house_bill": "H1", "item": 1}
    found, frame = made(tmp_path, [paper(1, **one), paper(2, **one, version=1)])
    assert found.amended == 1
    assert dict(frame.select("row", "superseded").iter_rows()) == {1: True, 2: False}


def test_a_line_given_twice_is_doubted_not_dropped(tmp_path: Path) -> None:
    one = {"number": "D1", "house_bill": "H1", "item": 1}
    found, frame = made(tmp_path, [paper(1, **one), paper(2, **one)])
    assert (found.lines, found.repeated) == (2, 1)
    assert "earlier row" in str(frame["doubts"].to_list())


def test_nothing_comes_of_nothing(tmp_path: Path) -> None:
    found, _ = made(tmp_path)
    assert found.files == ()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 1)), min_size=1, max_size=30), st.integers(1, 4))
def test_no_line_is_lost_and_no_consignment_is_cut(
    tmp_path_factory: pytest.TempPathFactory, papers: list[tuple[str, int]], cuts: int
) -> None:
    lines = [paper(row, number=f"D{bill}", version=version, house_bill=bill) for row, (bill, version) in enumerate(papers)]
    batches = [lines[at::cuts] for at in range(cuts)]
    found = assemble([batch(*each) for each in batches if each], tmp_path_factory.mktemp("a") / "lines", bucket=2_000)
    frames = [pl.read_parquet(file) for file in found.files]
    assert sorted(row for frame in frames for row in frame["row"]) == list(range(len(papers)))
    seen: set[str] = set()
    for frame in frames:
        keys = frame["consignment"].rle().struct.field("value").to_list()
        assert len(keys) == len(set(keys))
        assert not seen & set(keys)
        seen |= set(keys)
