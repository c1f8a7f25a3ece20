"""Text of a record is untrusted: it must not act in a browser, a spreadsheet, a terminal or a reader's eye."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import openpyxl
import pytest

from headstamp.core.claim import Source
from headstamp.core.redact import Profile
from headstamp.tell import headstamp_svg, label_svg, workbook
from tests.tell.conftest import HOSTILE
from tests.tell.outputs import every_output


@pytest.fixture
def outputs(hostile) -> dict[str, str]:
    item, finding = hostile
    return every_output([(item, (finding, finding))], bad_source(), Profile.CONFIDENTIAL)


def bad_source() -> dict[str, Source]:
    return {"bad": Source(id="bad", title=HOSTILE, publisher=HOSTILE, year=HOSTILE, url=f"javascript:{HOSTILE}", seen_as=HOSTILE)}


def test_no_output_carries_a_sign_that_acts(outputs) -> None:
    """A right-to-left override or a terminal escape would let a mark rewrite the answer beside it."""
    assert [name for name, text in outputs.items() if "\u202e" in text or "\x1b" in text] == []


@pytest.mark.parametrize("name", ["html", "svg"])
def test_no_markup_of_a_record_reaches_the_page(outputs, name) -> None:
    assert "<script" not in outputs[name].casefold()
    assert 'href="javascript' not in outputs[name].casefold()


@pytest.mark.parametrize("name", ["csv", "links.csv"])
def test_no_cell_is_a_formula(outputs, name) -> None:
    cells = [c for row in csv.reader(io.StringIO(outputs[name].removeprefix("\ufeff"))) for c in row]
    assert any(HOSTILE[:4] in c for c in cells)
    assert [c for c in cells if c[:1] in ("=", "+", "-", "@", "\t", "\r") and not c.lstrip("-").replace(".", "").isdigit()] == []


def test_no_workbook_cell_is_a_formula_or_link(hostile) -> None:
    item, finding = hostile
    book = openpyxl.load_workbook(io.BytesIO(workbook.to_xlsx([(item, (finding,))], bad_source(), Profile.CONFIDENTIAL)))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells} <= {"s", "n"}
    assert not any(c.hyperlink for c in cells)


def test_json_gives_the_record_back_exactly(outputs, hostile) -> None:
    """Escaping must not change what a program reads."""
    item, finding = hostile
    read = json.loads(outputs["json"])
    assert read["items"][0]["item"]["marks"][0]["text"] == HOSTILE
    assert read["items"][0]["findings"][0]["answer"] == finding.answer
    assert json.loads(outputs["jsonl"])["item"]["id"] == item.id


def test_drawings_are_well_formed(hostile) -> None:
    item, _ = hostile
    for drawn in (headstamp_svg.headstamp_svg(item), label_svg.text_svg(item)):
        ET.fromstring(drawn)  # noqa: S314 - our own output
