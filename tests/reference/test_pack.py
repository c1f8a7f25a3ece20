"""Packs: the shipped ones load; a broken one names file and row; an agency's own pack beside ours wins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from headstamp.core.claim import Standing
from headstamp.core.errors import PackError
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.reason.trace import trace
from headstamp.reference import pack as pack_module
from headstamp.reference.pack import load_pack, shipped
from headstamp.reference.rows import Tables
from headstamp.reference.shelf import Shelf, load_shelf

TOML = 'id = "agency"\ntitle = "Finds"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "sourced"\npriority = 50\n'
SOURCES = "id,title,publisher,year,url,tier,seen_as\np1,Photograph 1,Agency,2026,,A,full text\n"
HEADER = (
    "id,pattern,example,kinds,surface,question,country,producer,model,calibres,first_year,last_year,strength,meaning,"
    "safety,conflict,standing,certainty,source_ids,note"
)
ROW = "a1,945 {year}?,945 06,cartridge;case,headstamp,made,MM,,,7.62x54R,,,,agency reading,look,,sourced,0.9,p1,"
Maker = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    def build(*rows: str, toml: str = TOML, header: str = HEADER, sources: str = SOURCES) -> Path:
        (tmp_path / "pack.toml").write_text(toml, "utf-8")
        (tmp_path / "sources.csv").write_text(sources, "utf-8")
        (tmp_path / "marks.csv").write_text("\n".join((header, *rows)) + "\n", "utf-8")
        return tmp_path

    return build


def _error(path: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_pack(path)
    assert caught.value.hint
    return caught.value


def test_the_shipped_packs_load_and_every_source_id_is_described() -> None:
    packs = [load_pack(p) for p in shipped()]
    assert len(packs) >= 3
    for pack in packs:
        for name in Tables.__slots__:
            for row in getattr(pack.tables, name):
                assert set(row.source_ids) <= set(pack.sources), (pack.id, name, row.id)


def test_a_good_pack_loads(make: Maker) -> None:
    pack = load_pack(make(ROW))
    assert (pack.id, pack.priority, len(pack.tables.marks)) == ("agency", 50, 1)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (ROW.replace("sourced,0.9", "sourced,1.9"), "certainty"),
        (ROW.replace("sourced,0.9", "sourced,nan"), "certainty"),
        (ROW.replace("sourced,0.9", "sourced,high"), "high"),
        (ROW.replace("0.9,p1", "0.9,"), "source"),
        (ROW.replace("sourced,0.9", "rumour,0.9"), "rumour"),
        (ROW.replace("7.62x54R,,,,", "7.62x54R,67,,,"), "four-digit"),
        (ROW.replace("945 {year}?,", "945 {yearly},"), "yearly"),
        (ROW + ",one more", "cells"),
        ("a1,945", "cells"),
    ],
)
def test_a_bad_row_is_named_by_file_and_row(make: Maker, row: str, word: str) -> None:
    error = _error(make(ROW, row.replace("a1,", "a2,", 1)))
    assert error.file is not None
    assert error.file.endswith("marks.csv")
    assert error.row == 3
    assert word in error.what


def test_a_missing_column_is_named(make: Maker) -> None:
    error = _error(make(header=HEADER.replace(",surface", "")))
    assert "surface" in error.what
    assert error.row == 1


def test_the_same_id_twice_is_an_error(make: Maker) -> None:
    """Ids are how a reason is looked up: with two rows of one id, the citation would point at either."""
    error = _error(make(ROW, ROW))
    assert "a1" in error.what
    assert error.row == 3


def test_an_unknown_table_is_refused(make: Maker) -> None:
    path = make(ROW)
    (path / "headstamps.csv").write_text("id\n1\n", "utf-8")
    error = _error(path)
    assert "headstamps.csv" in error.where
    assert "marks" in error.hint


def test_not_utf8_and_unclosed_quotes_are_pack_errors(make: Maker) -> None:
    path = make(ROW)
    (path / "marks.csv").write_bytes(HEADER.encode() + b"\na1,\xff\xfe,,,\n")
    assert "UTF-8" in _error(path).hint
    (path / "marks.csv").write_text(HEADER + '\n"a1,945,' + "\n", "utf-8")
    assert "marks.csv" in _error(path).where


def test_a_huge_table_is_refused_before_it_is_read(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_module, "MAX_BYTES", 100)
    assert "larger" in _error(make(ROW)).what


@pytest.mark.parametrize("toml", ["", "id = ", TOML.replace('licence = "CC0-1.0"\n', ""), TOML.replace("50", '"first"')])
def test_a_bad_head_is_a_pack_error(make: Maker, toml: str) -> None:
    assert "pack.toml" in _error(make(ROW, toml=toml)).where


def test_a_folder_without_a_head_is_no_pack(tmp_path: Path) -> None:
    assert "pack.toml" in _error(tmp_path).what


def test_a_source_without_an_id_or_with_an_unknown_tier_is_a_pack_error(make: Maker) -> None:
    assert "sources.csv" in _error(make(ROW, sources=SOURCES.replace(",A,", ",Z,"))).where
    assert "sources.csv" in _error(make(ROW, sources="title\nx\n")).where


def test_two_packs_of_one_id_do_not_share_a_shelf(make: Maker) -> None:
    pack = load_pack(make(ROW))
    with pytest.raises(PackError, match="share an id"):
        Shelf.of([pack, pack])


def test_without_unverified_rows_none_is_left() -> None:
    shelf = load_shelf(unverified=False)
    for name in Tables.__slots__:
        assert all(r.standing is not Standing.UNVERIFIED for r in getattr(shelf.tables, name)), name
    assert shelf.hash != load_shelf().hash


def test_the_hash_changes_with_any_byte_of_a_pack(make: Maker) -> None:
    before = Shelf.of([load_pack(make(ROW))]).hash
    assert Shelf.of([load_pack(make(ROW.replace("0.9", "0.8")))]).hash != before
    assert Shelf.of([load_pack(make(ROW))]).hash == before


@pytest.mark.parametrize("certainty", ["0.85", "0.95"])
def test_an_agency_pack_laid_above_ours_wins_and_ours_stays_in_sight(make: Maker, certainty: str) -> None:
    path = make(ROW.replace("sourced,0.9", f"sourced,{certainty}"))
    mark = Mark(id="m1", text="945 08", role=MarkRole.HEADSTAMP)
    item = Item(id="x", kind=ItemKind.CARTRIDGE, calibre="7.62x54R", marks=(mark,))
    assert trace(item, load_shelf())[0].top.country == "CN"
    origin = trace(item, load_shelf([path]))[0]
    assert origin.top.country == "MM"
    assert "CN" in {h.country for h in origin.hypotheses}
    assert any(c.source_id == "pack:agency" for r in origin.reasons for c in r.citations)


def test_calibres_are_found_under_any_spelling() -> None:
    shelf = load_shelf()
    for text in ("7.62x39", "7,62×39", "7.62 х 39", "7.62X39mm"):
        assert shelf.canonical_calibre(text) == "7.62x39", text
    assert shelf.calibre("") is None
    assert shelf.canonical_calibre("99x99 Unheard-of") == "99x99 Unheard-of"
    assert shelf.canonical_calibre("76.2x39") != "7.62x39"
