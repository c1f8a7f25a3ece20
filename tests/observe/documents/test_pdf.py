"""Pdfs made in the test: reading order, hyphens, heads, notes, boxes, scans, and what strangers send."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from headstamp.core.document import Document
from headstamp.core.errors import InputError, LimitError, UsageError
from headstamp.observe.documents import read_document
from headstamp.observe.documents import scans as recognition
from tests.observe.documents.made import HIGH, WIDE, Put, column, pdf

Read = Callable[..., Document]
SHIP = ["The Halcyon Tern, a freighter of a firm that does not exist, was seen on its way to Port", "Ibelle in the spring."]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(data: bytes, **how: Any) -> Document:
        path = tmp_path / "report.pdf"
        path.write_bytes(data)
        return read_document(path, **how)

    return reading


def test_lines_become_paragraphs_with_a_box_for_each(read: Read) -> None:
    got = read(pdf([column(SHIP)], info="/Title (On a ship)"))
    assert got.text == " ".join(SHIP)
    assert (got.title, got.language, got.media_type) == ("On a ship", "en", "application/pdf")
    at = got.text.index("Ibelle")
    (line,) = got.boxes(got.span(at, at + 6))
    left, top, right, bottom = line.box
    assert got.text[line.start : line.end] == SHIP[1]
    assert (line.page, round(left)) == (1, 72)
    assert 100 < top < 114 + 3 > bottom - 3
    assert right > left
    assert got.locator(got.span(at, at + 6)) == f"p. 1, signs {at}-{at + 6}"


def test_columns_are_read_one_after_the_other_and_what_goes_over_both_first(read: Read) -> None:
    left = [f"The left column has lines of this kind, number {at}" for at in "abcdefgh"]
    right = [f"and the right one has others, which follow it, {at}" for at in "ijklmnop"]
    mixed = [put for pair in zip(column(left), column(right, x=330), strict=True) for put in pair]
    got = read(pdf([[Put(72, 60, "A heading that goes over both of the columns of this one page", 16), *mixed]]))
    assert got.text.startswith("A heading")
    assert got.text.index(left[-1]) < got.text.index(right[0])


def test_tables_keep_their_rows_and_cells(read: Read) -> None:
    cells = [*column(["Item", "Rifles", "Rockets"]), *column(["Number", "12", "40"], x=220), *column(["Port", "A", "B"], x=330)]
    got = read(pdf([[*column(["What stood on the list that was found on board:"], y=60), *cells]]))
    assert "Item\tNumber\tPort\nRifles\t12\tA\nRockets\t40\tB" in got.text


def test_hyphens_at_line_ends_are_dropped_where_they_part_a_word_and_kept_where_they_make_one(read: Read) -> None:
    lines = [
        "International law. They carried inter-",
        "national cargo, con-",
        "tainers of rocket-",
        "propelled rounds, Type-",
        "69 and an S-",
        "200.",
    ]
    got = read(pdf([column(lines)]))
    assert (
        got.text
        == "International law. They carried international cargo, containers of rocket-propelled rounds, Type-69 and an S-200."
    )
    at = got.text.index("international")
    assert [got.text[line.start : line.end] for line in got.boxes(got.span(at, at + 13))] == [
        "International law. They carried inter",
        "national cargo, con",
    ]


def test_heads_page_numbers_notes_and_raised_figures_do_not_break_a_sentence(read: Read) -> None:
    def page(number: int, *lines: Put) -> list[Put]:
        return [Put(72, 45, "X/1999/12", 9), Put(72, 815, "99-0290", 9), Put(500, 815, f"{number}/3", 9), *lines]

    first = page(1, Put(72, 100, "12. The clerk said that the rifles"), Put(237, 96, "4", 6), Put(244, 100, "of"),
                 Put(72, 114, "the second lot went to the men of the"),
                 Put(72, 760, "4 Talk with a clerk, Port Ibelle, 1999, as the", 8),
                 Put(72, 770, "report of that year has it.", 8))  # fmt: skip
    second = page(2, *column(["second brigade in the north.", "13. Nothing else is known."]))
    got = read(pdf([first, second, page(3, *column(["14. It ends here."]))]))
    assert "rifles of the second lot went to the men of the second brigade in the north." in got.text
    assert got.text.index("second brigade") < got.text.index(
        "4 Talk with a clerk, Port Ibelle, 1999, as the report of that year has it."
    )
    assert got.page_of(got.text.index("4 Talk")) == 1
    assert got.page_of(got.text.index("brigade")) == 2
    assert got.pages[1].left_out == ("X/1999/12", "99-0290\t2/3")
    assert "X/1999" not in got.text
    assert any("running heads" in each for each in got.remarks)
    assert any("1 raised note number" in each for each in got.remarks)


@pytest.mark.parametrize(
    ("lines", "language", "text"),
    [
        (["그들은 라진항에서 무기를 실은", "컨테이너를 보냈다."], "ko", "그들은 라진항에서 무기를 실은 컨테이너를 보냈다."),
        (["Корабль с оружием вышел из порта", "и пришёл на север."], "ru", "Корабль с оружием вышел из порта и пришёл на север."),
        (["该船从港口运送武器", "到北方。"], "zh", "该船从港口运送武器到北方。"),
    ],
)
def test_other_scripts(read: Read, lines: list[str], language: str, text: str) -> None:
    got = read(pdf([column(lines)]))
    assert (got.text, got.language, got.pages[0].language) == (text, language, language)


def test_two_languages_on_a_page_are_told(read: Read) -> None:
    lines = ["The rifles were seen in the port by the clerk.", "They were in the hold of the ship and not on the list."]
    korean = [
        "그들은 라진항에서 무기를 실은 컨테이너를 보냈다고 밝혔다.",
        "그 배는 북쪽 항구로 갔으며 다시 돌아오지 않았다고 그들은 말했다.",
    ] * 2
    got = read(pdf([[*column(lines), *column(korean, y=200)]]))
    assert "page 1 in English and Korean" in got.remarks or "page 1 in Korean and English" in got.remarks


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_upright_and_its_boxes_are_those_seen(read: Read, turn: int) -> None:
    got = read(pdf([column(SHIP)], turn=turn))
    assert got.text == " ".join(SHIP)
    page, box = got.pages[0], got.lines[0].box
    assert (page.width, page.height) == ((HIGH, WIDE) if turn != 180 else (WIDE, HIGH))
    assert 0 <= box[0] < box[2] <= page.width
    assert 0 <= box[1] < box[3] <= page.height


def _scan(words: list[str]) -> Image.Image:
    image = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(image)
    for at, line in enumerate(words):
        pen.text((200, 300 + 70 * at), line, fill=0, font=ImageFont.load_default(44))
    return image


def test_a_scan_is_told_where_nothing_reads_it(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "installed", lambda: frozenset())
    got = read(pdf([column(SHIP), []], pictures={1: _scan(["x"])}))
    told = [each for each in got.remarks if "install tesseract" in each]
    assert len(told) == 1
    assert told[0].startswith("page 2 scanned, and not read")
    assert got.pages[1].scanned
    with pytest.raises(InputError, match="no text was found in 1 page: page 1 scanned") as error:
        read(pdf([[]], pictures={0: _scan(["x"])}))
    assert "apt install" in error.value.hint


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_a_scan_is_recognised_with_boxes(read: Read) -> None:
    got = read(pdf([[]], pictures={0: _scan(["The rifles were seen in the port", "by a clerk of the customs house."])}))
    assert "rifles were seen in the port" in got.text
    line = got.lines[0]
    assert 60 < line.box[0] < 90
    assert 95 < line.box[1] < 130
    assert got.pages[0].scanned
    assert any("letters were recognised" in each for each in got.remarks)


def test_a_scan_with_a_stamp_is_one_and_what_another_program_recognised_is_told(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "installed", lambda: frozenset())
    stamped = read(pdf([column(["RECEIVED 12 MARCH 1999"])], pictures={0: _scan(["x"])}))
    assert stamped.text == "RECEIVED 12 MARCH 1999"
    assert stamped.remarks[0].startswith("page 1 scanned, and not read")
    layer = pdf([column(SHIP)], pictures={0: _scan(["x"])}, unseen=True)
    got = read(layer)
    assert got.text == " ".join(SHIP)
    assert got.pages[0].scanned
    assert "recognised by whoever made the file" in got.remarks[0]


def test_scripts_and_attached_files_are_told_and_left_alone(read: Read) -> None:
    script = b"<< /S /JavaScript /JS (app.launchURL\\('http://example.invalid'\\)) >>"
    held = b"<< /Type /Filespec /F (a.exe) /EF << /F 10 0 R >> >>"
    data = b"<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream"
    catalog = "/OpenAction 8 0 R /Names << /JavaScript << /Names [(a) 8 0 R] >> /EmbeddedFiles << /Names [(a.exe) 9 0 R] >> >>"
    got = read(pdf([column(SHIP)], catalog=catalog, extra=[script, held, data]))
    assert "it carries scripts, which were not run" in got.remarks
    assert "it carries 1 attached file, not opened" in got.remarks


def test_locked_cut_and_empty_ones_are_told(read: Read) -> None:
    with pytest.raises(InputError, match="locked with a password"):
        read(pdf([column(SHIP)], password="known to nobody"))  # noqa: S106 - of a file made here
    whole = pdf([column(SHIP)] * 3)
    with pytest.raises(InputError, match="damaged or cut off"):
        read(whole[:400])
    cut = read(whole[: whole.rindex(b"xref")])
    assert any("cut off" in each for each in cut.remarks)
    with pytest.raises(InputError, match="no text was found in 2 pages: pages 1-2 empty"):
        read(pdf([[], []]))
    got = read(pdf([column(SHIP), [], []]))
    assert "pages 2-3 empty" in got.remarks


def test_a_long_one_is_read_in_parts(read: Read, tmp_path: Path) -> None:
    data = pdf([column(["One line."])] * 12)
    kids = data[data.index(b"/Kids [") + 7 : data.index(b"] /Count 12")]
    many = data.replace(kids, kids * 1 + b" " + kids[: kids.index(b"R") + 1] * 9988, 1).replace(b"/Count 12", b"/Count 10000")
    with pytest.raises(LimitError, match="10,000 pages; 3,000 are read in one go"):
        read(many)
    got = read(many, pages=(11, 12))
    assert [page.number for page in got.pages] == [11, 12]
    assert "pages 11-12 of 10,000 were read" in got.remarks
    with pytest.raises(UsageError):
        read(data, pages=(3, 2))
    with pytest.raises(InputError, match="page 13 was asked for"):
        read(data, pages=(13, 14))
