"""Annotated claims become Statements and come back as the same lines."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.document import Document, VoiceKind
from headstamp.core.errors import RecordError
from headstamp.core.statement import Realis, StatementKind
from headstamp.reason.evaluate.read_gold import gold_document, gold_line, read_gold, read_links, write_gold

SHARED = Path(__file__).resolve().parents[4] / "shared" / "reports"
TEXT = "The harbour master said that at least four crates of rockets went from Arland to Borland in May 2009."
DOCUMENT = Document(id="d", text=TEXT, voice=VoiceKind.MEDIA)


def line(**more: object) -> dict[str, object]:
    def at(words: str) -> list[list[object]]:
        start = TEXT.index(words)
        return [[start, start + len(words), words]]

    base: dict[str, object] = {
        "id": "d#1",
        "doc": "d",
        "kind": "transfer",
        "span": [29, len(TEXT) - 1],
        "supplier": ["Arland"],
        "supplier_cc": "KP",
        "recipient": ["Borland"],
        "recipient_cc": "SY",
        "items": ["rockets"],
        "quantity_min": 4,
        "unit": "crates",
        "date": "2009-05",
        "date_text": "May 2009",
        "date_inferred_year": False,
        "polarity": "affirmed",
        "realis": "actual",
        "source": {"text": "The harbour master", "type": "official"},
        "carried": ["source"],
        "interdicted": True,
        "core": True,
        "spans": {
            "supplier": at("Arland"),
            "recipient": at("Borland"),
            "items": at("rockets"),
            "date": at("May 2009"),
            "source": at("The harbour master"),
            "quantity": at("four"),
        },
    }
    return base | more


def test_a_line_becomes_a_statement() -> None:
    (gold,) = read_gold([json.dumps(line(kind_alt=["transport"]))], DOCUMENT)
    s = gold.statement
    assert (s.kind, s.keys("supplier"), s.keys("recipient")) == (StatementKind.TRANSFER, ("KP",), ("SY",))
    assert s.quantity is not None
    assert (s.quantity.low, s.quantity.high, s.quantity.unit) == (4.0, None, "crates")
    assert s.voice is not None
    assert (s.voice.value, s.voice.how, s.voice_kind) == ("The harbour master", "carried", VoiceKind.OFFICIAL)
    assert str(s.dates[0].when) == "2009-05-01/2009-05-31"
    assert s.interdicted
    assert s.realis is Realis.ACTUAL
    assert gold.kinds == ("transfer", "transport")


def test_there_and_back() -> None:
    golds = read_gold([json.dumps(line())], DOCUMENT)
    again = read_gold(write_gold(g.statement for g in golds), DOCUMENT)
    assert [g.statement for g in again] == [g.statement for g in golds]


@pytest.mark.parametrize(
    "bad",
    [
        "{",
        "[1]",
        '{"id": "x"}',
        json.dumps(line(kind="gift")),
        json.dumps(line(span=[0, 9999])),
        json.dumps(line(spans={"items": [[0, 3, "xyz"]]})),
        json.dumps(line(polarity="perhaps")),
        json.dumps(line(date_role="x")),
    ],
)
def test_a_bad_line_is_named_by_file_and_row(bad: str) -> None:
    with pytest.raises(RecordError) as told:
        read_gold([json.dumps(line()), bad], DOCUMENT, file="g.jsonl")
    assert told.value.where == "g.jsonl, row 2"
    assert told.value.hint


@given(
    st.dictionaries(
        st.sampled_from(["kind", "span", "spans", "source", "date", "items", "supplier_cc", "value"]),
        st.one_of(st.none(), st.integers(), st.text(max_size=8), st.lists(st.integers(), max_size=3)),
    )
)
def test_nothing_but_a_record_error_leaves(odd: dict[str, object]) -> None:
    with suppress(RecordError):
        read_gold([json.dumps(line(**odd))], DOCUMENT)


def test_a_correction_is_written_in_the_format() -> None:
    (gold,) = read_gold([json.dumps(line())], DOCUMENT)
    written = gold_line(gold.statement)
    assert written["supplier_cc"] == "KP"
    assert written["spans"]["items"] == [[53, 60, "rockets"]]
    assert len(str(written["quote"]).split()) <= 11


def test_meta_gives_the_voice() -> None:
    assert gold_document("x", "t", {"genre": "US military press release"}).voice is VoiceKind.OFFICIAL
    assert (
        gold_document("x", "t", {"genre": "UN Panel of Experts (style)", "published": "2014-03-06"}).voice is VoiceKind.UN_PANEL
    )
    assert gold_document("x", "t", {"kind_of_source": "ngo"}).voice is VoiceKind.NGO
    assert gold_document("x", "t", {}).voice is VoiceKind.UNKNOWN


@pytest.mark.skipif(not SHARED.is_dir(), reason="the development gold is not here")
def test_development_gold_comes_back_whole() -> None:
    count = 0
    for path in sorted(SHARED.glob("*.gold.jsonl")):
        if path.name == "links.gold.jsonl":
            continue
        text = (path.parent / path.name.replace(".gold.jsonl", ".txt")).read_bytes().decode("utf-8")
        document = gold_document(path.name.partition(".")[0], text, {})
        golds = read_gold(path.read_text("utf-8").splitlines(), document, file=path.name)
        again = read_gold(write_gold(g.statement for g in golds), document)
        assert [g.statement for g in again] == [g.statement for g in golds]
        count += len(golds)
    assert count == 65
    assert len(read_links((SHARED / "links.gold.jsonl").read_text("utf-8").splitlines())) == 16
