"""Signs of a text found again on their page."""

from __future__ import annotations

import pytest

from headstamp.core.document import Document, Line, Page


def made() -> Document:
    """Two pages; a footnote of the first stands behind the paragraph that ends on the second."""
    text = "The rifles went\nnorth by rail.\n\n1 A note."
    places = [("The rifles went", 1, 100.0), ("north by rail.", 2, 80.0), ("1 A note.", 1, 700.0)]
    lines = tuple(
        Line(start=text.index(part), end=text.index(part) + len(part), page=page, box=(72.0, top, 200.0, top + 11))
        for part, page, top in places
    )
    return Document(
        id="d", text=text, pages=(Page(number=1, start=0, end=16), Page(number=2, start=16, end=len(text))), lines=lines
    )


def test_the_page_of_a_sign_is_that_of_its_line() -> None:
    document = made()
    assert [document.page_of(document.text.index(word)) for word in ("rifles", "north", "note")] == [1, 2, 1]
    assert document.model_copy(update={"lines": ()}).page_of(document.text.index("note")) == 2
    assert Document(id="x", text="words").page_of(3) == 0


def test_boxes_are_those_that_a_span_touches() -> None:
    document = made()
    start = document.text.index("went")
    assert [line.page for line in document.boxes(document.span(start, start + 10))] == [1, 2]
    assert [line.box[1] for line in document.boxes(document.span(len(document.text) - 3, len(document.text)))] == [700.0]
    assert list(Document(id="x", text="words").boxes(document.span(0, 3))) == []
    assert document.locator(document.span(start, start + 4)) == f"p. 1, signs {start}-{start + 4}"
    with pytest.raises(ValueError, match="not in a text"):
        document.span(3, 300)
