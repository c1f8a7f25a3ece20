"""Papers put together in memory come out as those put together on disk."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from headstamp.observe.declarations import LINES, read
from headstamp.scale.customs.assemble import assemble, together

HEAD = "Document type,Document no.,Version,Master B/L,House B/L,Item no.,Containers,Goods description,Consignee\n"
ROWS = (
    "declaration,D1,0,M1,H1,1,TARU0000017,tea,A\n"
    "declaration,D2,0,M2,H2,1,TARU0000022,coffee,B\n"
    "declaration,D1,1,M1,H1,1,TARU0000017,engine parts,A\n"  # an amendment
    "bill,B1,0,M2,,1,TARU0000022,coffee,B\n"  # finds its house through the master
    "bill,B1,0,M2,,1,TARU0000022,coffee,B\n"  # given twice
)


def both(path: Path, folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    on_disk = assemble((piece.batch for piece in read([path]).pieces), folder)
    whole = pl.concat([pl.read_parquet(file).select(LINES.names) for file in on_disk.files])
    return together(piece.batch for piece in read([path]).pieces).select(LINES.names), whole


def test_papers_that_need_linking(tmp_path: Path) -> None:
    (tmp_path / "papers.csv").write_text(HEAD + ROWS)
    ours, theirs = both(tmp_path / "papers.csv", tmp_path / "lines")
    order = ["consignment", "row"]
    assert_frame_equal(ours.sort(order), theirs.sort(order))
    assert ours["consignment"].to_list() == ["H1", "H1", "H2", "H2", "H2"]
    assert ours["superseded"].sum() == 1


def test_a_day_of_the_examples(tmp_path: Path) -> None:
    ours, theirs = both(Path(str(files("headstamp") / "examples" / "day.csv.gz")), tmp_path / "lines")
    order = ["consignment", "file", "row"]
    assert_frame_equal(ours.sort(order), theirs.sort(order))


def test_nothing_gives_nothing() -> None:
    assert together(iter(())).is_empty()
