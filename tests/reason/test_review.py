"""Answers that a field review found wrong or over-confident; each test names the input as it was typed."""

from __future__ import annotations

import re

import pytest

from headstamp.core.claim import Standing
from headstamp.core.finding import Finding, HypothesisKind
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.core.redact import Profile, redact
from headstamp.observe.marks import read_record, typed_item
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def countries(finding: Finding) -> dict[str, float]:
    return {h.country: h.probability for h in finding.hypotheses if h.kind is HypothesisKind.COUNTRY}


def asked(item: Item, shelf: Shelf, question: str) -> Finding:
    return next(f for f in trace(item, shelf) if question in f.question)


def test_a_year_of_an_unverified_layout_is_labelled_and_held_within_likely(shelf: Shelf) -> None:
    """`TAA 69` was "very likely (88 %): 1969", with no word that the layout was never read anywhere."""
    when = asked(typed_item("TAA 69", calibre="7.62x51"), shelf, "When")
    assert when.top.probability <= 0.79
    assert when.top.standing is Standing.UNVERIFIED
    assert "UNVERIFIED" in when.answer


@pytest.mark.parametrize("text", ["Juche 89", "주체89", "주체 89"])
def test_the_word_juche_beside_a_number_makes_it_a_juche_year(shelf: Shelf, text: str) -> None:
    assert "2000" in asked(typed_item(text, kind="submunition"), shelf, "When").top.label


@pytest.mark.parametrize(("text", "year"), [("81MM H.E. LOT 04/2008", 2008), ("60 MM HE M61 LOT 12/2016", 2016)])
def test_a_bore_a_type_and_a_month_are_no_years(shelf: Shelf, text: str, year: int) -> None:
    """The bomb was "1981 or 2004 or 2008"."""
    when = asked(typed_item(text, kind="mortar_bomb"), shelf, "When")
    assert [h.years for h in when.hypotheses if h.years] == [(year, year)]


@pytest.mark.parametrize("text", ["10 in a circle 84", "М17-77-188", "21 75", "CAI ST ALB VT", "L D"])
def test_no_sentence_shows_a_key_or_the_pattern_language(shelf: Shelf, text: str) -> None:
    """Reasons read "in the layout of bg-arsenal", "nsk_dir says", "PL says", "reads as {CAI,KBI,AIM,TGI}"."""
    for kind in ("cartridge", "weapon", "packaging"):
        for finding in trace(typed_item(text, kind=kind), shelf):
            told = " ".join((*(r.sentence for r in finding.reasons), *finding.conflicts, *finding.unexplained))
            assert not re.search(r"\b[a-z]{2}-[a-z]+-?\w*\b (?:the mark|is not)|\w+_\w+ says|\b[A-Z]{2} says|\{\w", told)


def test_one_handwritten_consonant_is_no_missile_model(shelf: Shelf) -> None:
    """Any single consonant on any part was "almost certain (98 %): KN-23"."""
    what = asked(typed_item("ㅈ", kind="missile_part"), shelf, "What is it")
    assert all(h.probability < 0.5 for h in what.hypotheses if h.model)


def test_a_settled_origin_bears_on_the_model(shelf: Shelf) -> None:
    """A gun with 73년식 on it was made in the DPRK (98 %) and yet "Iranian copy (40 %)"."""
    record = {"id": "x", "kind": "weapon", "mark": "73년식", "features": "curved box magazine on top", "calibre": "7.62x54R"}
    model = asked(read_record(record), shelf, "What is it")
    share = {h.country: h.probability for h in model.hypotheses if h.model}
    assert share["KP"] > 5 * share.get("IR", 0.0)


def test_the_name_grad_alone_names_no_maker(shelf: Shelf) -> None:
    """ "Grad" offered the DPRK and the Soviet Union alone; China and Iran make the same rocket."""
    found = countries(trace(Item(id="x", kind="rocket", model="Grad", calibre="122 mm"), shelf)[0])
    assert {"SU", "CN", "IR"} <= set(found)
    assert max(found.values()) < 0.5


def test_a_name_does_not_verify_unverified_marks(shelf: Shelf) -> None:
    """АВ / ОД with the name AK was "almost certain (98 %)", sourced by the name alone."""
    record = {"id": "x", "kind": "weapon", "selector": "АВ ОД", "model": "AK", "calibre": "7.62x39"}
    origin = trace(read_record(record), shelf)[0]
    assert origin.top.probability < 0.8
    assert origin.top.standing is Standing.UNVERIFIED


def test_a_country_that_rests_on_an_unverified_plant_says_so(shelf: Shelf) -> None:
    """`81 08` lost its label to a sourced code that it is a far misreading of."""
    assert trace(typed_item("81 08", calibre="7.62x54R"), shelf)[0].top.standing is Standing.UNVERIFIED


@pytest.mark.parametrize(("text", "state"), [("조선민주주의인민공화국", "KP"), ("대한민국", "KR")])
def test_a_state_named_in_korean_on_a_crate_is_read(shelf: Shelf, text: str, state: str) -> None:
    assert trace(typed_item(text, kind="packaging"), shelf)[0].top.country == state


def test_the_day_of_documentation_is_not_public() -> None:
    """The day the form was filled in told the day of the seizure, which is withheld."""
    item = read_record({"id": "x", "kind": "cartridge", "headstamp": "41 91", "documented": "2026-03-12"})
    assert str(redact(item, Profile.PUBLIC).recovery.documented) == "2026"


def test_a_lot_is_read_inside_a_longer_line() -> None:
    """The line of a Soviet tin once matched nothing, because more than the lot stands on it."""
    mark = Mark(id="m", text="7,62 ПС гж М17-77-188", role=MarkRole.LOT)
    found = trace(Item(id="x", kind=ItemKind.PACKAGING, marks=(mark,)), load_shelf())
    assert "su-novosibirsk-188" in {h.producer for h in found[0].hypotheses}
    assert any(f.top.years == (1977, 1977) for f in found if f.question.startswith("When"))


def test_colours_give_each_load_its_own_reasons_and_stay_within_likely() -> None:
    """Two conventions of one state once shared the reasons of whichever came last."""
    item = read_record({"kind": "cartridge", "calibre": "7.62x39", "headstamp": "71 89", "colours": "tip: green"})
    load = next(f for f in trace(item, load_shelf()) if f.question.startswith("What load"))
    named = {h.id for h in load.hypotheses if h.id != "none"}
    assert {r.hypothesis for r in load.reasons} == named
    assert sum(h.probability for h in load.hypotheses if h.id != "none") <= 0.7901
    assert sum(h.probability for h in load.hypotheses) == pytest.approx(1.0, abs=1e-3)
