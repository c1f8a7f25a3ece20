"""What is made of the answers of tesseract, without the program."""

from __future__ import annotations

import subprocess

import pytest
from PIL import Image

from headstamp.observe.documents import scans

TABLE = """level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t
5\t1\t1\t1\t1\t1\t300\t600\t100\t50\t96.1\tThe
5\t1\t1\t1\t1\t2\t420\t600\t200\t50\t91.0\trifles
5\t1\t1\t1\t2\t1\t300\t700\t90\t50\t12.0\t~|
5\t1\t1\t1\t3\t1\t300\t800\t90\t50\t88.0\tlast
half a line"""


class Page:
    """A page that is drawn white."""

    def get_size(self) -> tuple[float, float]:
        return 595.0, 842.0

    def render(self, **_: object) -> Page:
        return self

    def to_pil(self) -> Image.Image:
        return Image.new("L", (10, 10), 255)


def test_words_become_lines_with_boxes_in_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_asked", lambda *_: TABLE)
    page = scans.recognised(Page(), 4, "eng")
    assert [row.text for row in page.rows] == ["The rifles", "last"]
    assert [round(edge) for edge in page.rows[0].box] == [72, 144, 149, 156]
    assert (page.number, page.state) == (4, "scan")
    assert page.remarks == ("1 word that tesseract was not sure of was left out",)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (subprocess.TimeoutExpired("tesseract", 120), "more than 120 seconds"),
        (subprocess.CalledProcessError(1, "tesseract"), "failed (CalledProcessError)"),
    ],
)
def test_a_failure_of_tesseract_leaves_the_page_unread(error: Exception, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> str:
        raise error

    monkeypatch.setattr(scans, "_asked", fails)
    page = scans.recognised(Page(), 4, "eng")
    assert page.state == "unread"
    assert told in page.remarks[0]


def test_languages_that_are_there_are_asked_for_and_the_others_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "installed", lambda: frozenset({"eng", "rus"}))
    assert scans.chosen(("ru", "en")) == ("rus+eng", ())
    assert scans.chosen(("ko", "en")) == ("eng", ("ko",))
    monkeypatch.setattr(scans, "installed", lambda: frozenset())
    assert scans.chosen(("en",)) == ("", ("en",))
