"""The parts by themselves, on anything: joining, flowing, layout, encodings, html."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError
from headstamp.observe.documents.flow import flow
from headstamp.observe.documents.heads import running
from headstamp.observe.documents.joins import Joiner
from headstamp.observe.documents.layout import rows_of
from headstamp.observe.documents.letters import Piece
from headstamp.observe.documents.pages import PageRead, Row, runs
from headstamp.observe.documents.plain import read_text
from headstamp.observe.documents.web import read_html

WORDS = st.text("abcDE -\u2010.무기한漢字ая12", min_size=1, max_size=30).map(str.strip).filter(bool)
PLACE = st.floats(0, 600, width=32)


@st.composite
def page_reads(draw: st.DrawFn) -> list[PageRead]:
    pages = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        rows = []
        for _ in range(draw(st.integers(0, 8))):
            left, top = draw(PLACE), draw(PLACE)
            size = draw(st.sampled_from([6.0, 9.0, 11.0, 16.0]))
            box = (left, top, left + draw(st.floats(1, 300)), top + size)
            rows.append(Row(draw(WORDS), box, size, draw(st.integers(0, 2)), draw(st.booleans()), draw(st.booleans())))
        pages.append(PageRead(number, 600.0, 800.0, tuple(rows), draw(st.sampled_from(["text", "scan", "empty"]))))
    return pages


@settings(deadline=None, max_examples=150)
@given(page_reads())
def test_every_row_of_the_text_has_its_line_and_no_letter_is_lost(pages: list[PageRead]) -> None:
    flowed = flow(pages)
    ends = [0]
    for line in flowed.lines:
        assert 0 <= line.start < line.end <= len(flowed.text)
        assert line.start >= ends[-1]
        ends.append(line.end)
    letters = sorted(sign for page in pages for row in page.rows for sign in row.text if sign.isalnum())
    kept = sorted(
        sign
        for text in [flowed.text, *(left for page in flowed.pages for left in page.left_out)]
        for sign in text
        if sign.isalnum()
    )
    assert letters == kept
    assert [page.number for page in flowed.pages] == [page.number for page in pages]
    starts = [page.start for page in flowed.pages]
    assert starts == sorted(starts)
    assert all(one.end == other.start for one, other in zip(flowed.pages, flowed.pages[1:], strict=False))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(WORDS, PLACE, PLACE, st.floats(1, 300), st.booleans()), max_size=40))
def test_layout_keeps_every_piece(drawn: list[tuple[str, float, float, float, bool]]) -> None:
    pieces = [Piece(text, (left, top, left + wide, top + 11), 11.0, turned) for text, left, top, wide, turned in drawn]
    rows = rows_of(pieces)
    assert sorted("".join(row.text for row in rows).replace("\t", "").replace(" ", "")) == sorted(
        "".join(piece.text for piece in pieces).replace(" ", "")
    )


def test_a_stretched_line_is_no_row_of_a_table() -> None:
    def line(*lefts: float) -> list[Piece]:
        return [Piece("word", (left, 100, left + 20, 111), 11.0) for left in lefts]

    assert [row.text for row in rows_of(line(50, 100, 150))] == ["word word word"]
    assert [row.text for row in rows_of(line(50, 100, 190))] == ["word\tword\tword"]


@given(WORDS, WORDS)
def test_joining_adds_no_letter(one: str, other: str) -> None:
    row = Row(one, (0, 0, 100, 10), 10)
    text, between = Joiner([row]).join(row, one, other)
    assert between in ("", " ")
    assert text in (one, one[:-1], f"{one[:-1]}-")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_are_refused(data: bytes) -> None:
    for reader in (read_text, read_html):
        try:
            text = reader(data).text
        except InputError:
            continue
        assert text.strip()


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_unicode_texts_come_back_as_they_are(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return
    try:
        made = read_text(data)
    except InputError:
        return
    if not any("read back" in remark for remark in made.remarks):
        assert made.text == text.replace("\0", "\ufffd").removeprefix("\ufeff" if encoding == "utf-8" else "")


def test_heads_of_left_and_right_pages_and_numbers_that_go_up() -> None:
    def page(number: int) -> PageRead:
        head = Row("The left head" if number % 2 else "The right head", (50, 30, 200, 40), 9)
        foot = Row(f"- {number + 6} -", (280, 780, 300, 790), 9)
        body = Row(str(100 * number), (50, 400, 80, 411), 11)
        return PageRead(number, 595, 842, (head, body, foot))

    found = running([page(number) for number in range(1, 9)])
    assert found == {number: frozenset({0, 2}) for number in range(1, 9)}
    assert running([page(1)]) == {}


def test_runs_of_pages() -> None:
    assert runs([7]) == "page 7"
    assert runs([1, 2, 3, 9, 9]) == "pages 1-3, 9"
    assert runs(list(range(1, 100, 2))).endswith("and 38 more places")
