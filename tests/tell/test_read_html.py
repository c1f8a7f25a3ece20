"""The report of what was read: texts whole, statements marked, nothing that acts."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.document import Document
from headstamp.core.statement import Dated, Slot, Statement, StatementKind
from headstamp.core.when import When
from headstamp.tell.read_html import pieces, read_html
from headstamp.tell.read_timeline import Bar, timeline_svg
from headstamp.tell.read_view import read_view

TEXT = "On 3 May <script>alert(1)</script> Iran sold rockets to Syria. Syria denied it."
DOCUMENT = Document(id="d<1>", text=TEXT)


def said(start: int, end: int, number: int = 1, polarity: str = "affirmed") -> Statement:
    dates = (Dated(when=When.parse("2011-05-03")),)
    slots = (("supplier", Slot(value="<b>Iran", key="IR")),)
    fields = {"id": f"d#{number}", "document": "d<1>", "kind": StatementKind.TRANSFER, "span": DOCUMENT.span(start, end)}
    return Statement.model_validate(fields | {"slots": slots, "dates": dates, "polarity": polarity})


@given(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 60)), max_size=8))
def test_every_sign_stands_in_one_piece_in_order(spans: list[tuple[int, int]]) -> None:
    marked = [(n, said(a, min(a + w, len(TEXT)), n)) for n, (a, w) in enumerate(spans, 1)]
    found = pieces(TEXT, marked)
    assert "".join(p.text for p in found) == TEXT
    assert sorted(n for p in found for n in p.begins) == [n for n, _ in marked]
    for n, s in marked:
        assert "".join(p.text for p in found if n in p.numbers) == s.span.text


def test_a_report_escapes_texts_and_loads_nothing() -> None:
    statements = [said(9, 40), said(35, 62, 2), said(63, 79, 3, "denied")]
    view = read_view([DOCUMENT], statements, (), {}, (), ["x<y>.pdf: broken"])
    page = read_html(view, statements, [DOCUMENT])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>Iran" not in page
    assert "x&lt;y&gt;.pdf" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert page.count('<mark class="denied">') == 1
    assert page == read_html(view, statements, [DOCUMENT])


def test_a_timeline_holds_a_bar_a_row_and_no_row_no_drawing() -> None:
    assert timeline_svg([]) == ""
    rows = [
        Bar(1, "a", date(1, 1, 1), date(9999, 12, 31), "", False),
        Bar(2, "b", date(2011, 5, 3), date(2011, 5, 3), "denied", True),
    ]
    assert timeline_svg(rows).count("<rect") == 2
