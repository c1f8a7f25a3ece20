"""Letters: what stands in them, what never does, and that every format shows the same text harmlessly."""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.claim import Citation, Source, Standing
from headstamp.core.errors import UsageError
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason, likelihood_word
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, Recovery, Sensitivity
from headstamp.core.redact import Profile
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.observe.marks import read_items
from headstamp.reason.request import Addressee, To, offer, origin_of
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf
from headstamp.tell.request import Given, Letter, Statement, reply_letter, tracing_letter
from headstamp.tell.request.files import escape, letter_docx, letter_html, letter_markdown
from headstamp.tell.request.text import letter_text

from . import conftest

DAY = "2026-11-30"
PANEL = Addressee(kind=To.PANEL)


@lru_cache
def shelf(unverified: bool = False) -> Shelf:
    return load_shelf((), unverified=unverified)


@lru_cache
def items() -> dict[str, Item]:
    return {i.id: i for i in read_items(Path(str(files("headstamp") / "examples" / "recovery.yaml"))).items}


def letter(item: Item, to: To = To.STATE, profile: Profile = Profile.PARTNER, **words: str) -> Letter:
    found = trace(item, shelf())
    addressee = offer(origin_of(found), shelf()).of(to)[0]
    asked = Given(day=DAY, **words)  # type: ignore[arg-type]
    return tracing_letter(
        item,
        found,
        addressee,
        shelf(True).tables.letters,
        shelf().sources,
        asked,
        profile=profile,
        around=tuple(items().values()),
    )


def texts(made: Letter) -> dict[str, str]:
    out = {"text": letter_text(made), "md": letter_markdown(made), "html": letter_html(made), "json": made.to_json()}
    return out | {"docx": docx_text(made)}


def docx_text(made: Letter) -> str:
    pytest.importorskip("docx")
    with zipfile.ZipFile(io.BytesIO(letter_docx(made))) as file:
        return re.sub(r"<[^>]+>", " ", file.read("word/document.xml").decode())


def test_a_letter_on_a_round_says_who_was_found_what_was_read_and_what_is_asked() -> None:
    text = " ".join(letter_text(letter(items()["head-3"], due="2027-01-31")).split())
    for said in (
        "IATG 03.50", "1. 539 67", "Who made the case? Almost certain (98 %): made in Soviet Union.",
        "Russia is asked as a State of today",
        "Found on: 2026-03-11", "Found in: Karsova (fictional) (given to the country only)", "To whom was it first transferred",
        "end-user certificate", "We should be grateful for a reply by 2027-01-31", "It does not show who supplied",
        "Made under the profile “partner”",
    ):  # fmt: skip
        assert said in text, said


def test_a_letter_on_a_weapon_goes_by_the_instrument_and_one_to_a_maker_does_not() -> None:
    assert "International Tracing Instrument" in letter_text(letter(items()["gun-1"]))
    assert "paragraphs 7 and 8" in " ".join(letter_text(letter(items()["gun-1"])).split())
    assert "Tracing Instrument" not in letter_text(letter(items()["head-1"], To.MANUFACTURER))
    assert "made by you?" in " ".join(letter_text(letter(items()["head-1"], To.MANUFACTURER)).split())


def test_nothing_of_memory_and_no_unverified_line_stands_in_a_letter() -> None:
    for item in items().values():
        for kind in (To.STATE, To.PANEL):
            if offer(origin_of(trace(item, shelf())), shelf()).of(kind):
                made = letter(item, kind).to_json()
                assert "memory" not in made
                assert "UNVERIFIED" not in made.upper()


def test_unverified_lines_stay_out_even_where_the_finding_holds_them() -> None:
    """A Finding of the whole shelf handed in by mistake still tells sourced lines only."""
    item, whole = items()["head-3"], shelf(True)
    found = trace(item, whole)
    assert any(r.standing is Standing.UNVERIFIED for r in found[0].reasons)
    addressee = offer(origin_of(found), whole).of(To.STATE)[0]
    made = tracing_letter(item, found, addressee, whole.tables.letters, whole.sources, Given(day=DAY)).to_json()
    assert not any(r.sentence in made for r in found[0].reasons if r.standing is Standing.UNVERIFIED)


def shared_finding() -> Finding:
    def side(code: str, p: float) -> Hypothesis:
        word = likelihood_word(p)
        return Hypothesis(
            id=code,
            kind=HypothesisKind.COUNTRY,
            label=shelf().state_name(code),
            probability=p,
            low=p,
            high=p,
            word=word,
            country=code,
        )

    def why(code: str) -> Reason:
        said = f"the star is used in {shelf().state_name(code)}"
        return Reason(rule="r", sentence=said, hypothesis=code, weight=1.0, marks=("m1",))

    return Finding(
        question="Who made the weapon?", subject="w", answer="These cannot be told apart: China (50 %) or Egypt (45 %).",
        basis=Basis.CANNOT_DISTINGUISH, hypotheses=(side("CN", 0.5), side("EG", 0.45)), reasons=(why("CN"), why("EG")),
        conflicts=("One page says China; another says Egypt.",),
    )  # fmt: skip


def test_where_states_share_the_evidence_a_letter_says_so_and_does_not_name_the_other() -> None:
    item = Item(id="w", kind=ItemKind.WEAPON, model="Type 56", marks=(Mark(id="m1", text="*"),))
    finding = shared_finding()
    for addressee in offer(finding, shelf()).of(To.STATE):
        made = tracing_letter(item, (finding,), addressee, shelf(True).tables.letters, {}, Given(day=DAY)).to_json()
        assert "origin is not established" in made
        assert ("China" in made, "Egypt" in made) == (addressee.state == "CN", addressee.state == "EG")
    panel = tracing_letter(item, (finding,), PANEL, shelf(True).tables.letters, {}, Given(day=DAY)).to_json()
    assert "China" in panel
    assert "Egypt" in panel


SECRET = Item(
    id="c-1", kind=ItemKind.CARTRIDGE, calibre="7.62x39", quantity=12, model="round of Qwortholder",
    features=("seen at Xylotown by Zebrecorder",), note="Notesecret",
    marks=(Mark(id="h", text="539 67", role=MarkRole.HEADSTAMP, photo="qwortholder-1.jpg"), Mark(id="n", text="Qwortholder")),
    recovery=Recovery(
        how="seized from Qwortholder", recovered=When.parse("2024-02-07"), holder="Qwortholder", recorder="Zebrecorder",
        place=Place(name="Xylotown", country="Freedonia", lat=12.34567, lon=98.76543), photos=("crate.jpg",),
    ),
)  # fmt: skip
OPENED = SECRET.model_copy(
    update={"sensitivity": tuple((f, Sensitivity.PUBLIC) for f in ("holder", "recorder", "coordinates", "note", "photos"))}
)


@pytest.mark.parametrize("item", [SECRET, OPENED], ids=["as usual", "record opens them"])
@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("to", [To.STATE, To.MANUFACTURER, To.PANEL])
def test_holder_recorder_note_and_coordinates_never_appear(item: Item, profile: Profile, to: To) -> None:
    for name, text in texts(letter(item, to, profile)).items():
        low = text.casefold()
        for secret in ("qwortholder", "zebrecorder", "notesecret", "12.34567", "98.76543", "12.3457"):
            assert secret not in low, (name, secret)
        assert ("xylotown" in low) is (profile is Profile.CONFIDENTIAL), name


def test_a_letter_to_a_state_goes_out_as_to_a_partner_and_a_public_one_tells_the_year() -> None:
    assert letter(SECRET).profile is Profile.PARTNER
    assert "2024-02-07" in letter(SECRET).to_json()
    assert "2024-02-07" not in letter(SECRET, profile=Profile.PUBLIC).to_json()


@pytest.mark.parametrize("option", ["sender", "authority", "office", "illicit", "use", "reference"])
def test_the_askers_own_words_may_not_tell_what_the_letter_withholds(option: str) -> None:
    with pytest.raises(UsageError) as error:
        letter(SECRET, **{option: "taken from QWORTHOLDER, a trader"})
    assert "Qwort" not in str(error.value) + error.value.hint
    with pytest.raises(UsageError):
        letter(SECRET, **{option: "found at Xylotown"})


@pytest.mark.parametrize(("day", "due"), [("2026-13-01", ""), ("yesterday", ""), (DAY, "2026-11-30"), (DAY, "soon")])
def test_a_day_that_is_none_is_refused(day: str, due: str) -> None:
    with pytest.raises(UsageError):
        tracing_letter(SECRET, trace(SECRET, shelf()), PANEL, (), {}, Given(day=day, due=due))


def test_what_is_not_given_is_a_blank_and_nothing_is_made_up() -> None:
    made = letter(items()["head-3"])
    assert len(made.blanks) == 6
    assert letter_text(made).count("[to be filled in") == 5
    full = letter(
        items()["head-3"],
        sender="Customs",
        authority="an Act",
        office="Office 5",
        illicit="no permit",
        use="inquiry",
        due="2027-01-01",
    )
    assert not full.blanks
    assert "to be filled in" not in full.to_json()


def test_photographs_are_numbered_with_their_sha256() -> None:
    item, found = items()["crate-1"], trace(items()["crate-1"], shelf())
    asked = Given(day=DAY, photos={"crate-1-a.jpg": "a" * 64})
    made = tracing_letter(item, found, PANEL, (), {}, asked)
    (table,) = [s.table for s in made.sections if s.title == "Photographs"]
    assert table is not None
    assert [(row[0], row[1], row[3]) for row in table.rows] == [
        ("1", "crate-1-a.jpg", "a" * 64), ("2", "crate-1-b.jpg", "file not at hand"),
    ]  # fmt: skip


def test_a_lot_on_the_crate_is_given_as_that_and_asked_for() -> None:
    crate = Item(id="crate", kind=ItemKind.PACKAGING, marks=(Mark(id="l", text="17-85-114", role=MarkRole.LOT),))
    item = items()["head-3"].model_copy(update={"within": "crate"})
    found = trace(item, shelf())
    addressee = offer(found[0], shelf()).of(To.STATE)[0]
    made = tracing_letter(item, found, addressee, shelf(True).tables.letters, {}, Given(day=DAY), around=(item, crate))
    text = " ".join(letter_text(made).split())
    assert "Lot: 17-85-114 (on the packaging that it was in)" in text
    assert "Was this lot made in your State?" in text


def test_a_lot_recorded_with_the_item_is_given_with_its_place_and_a_photograph_with_all_that_it_shows() -> None:
    marks = (
        Mark(id="a", text="71 89", photo="a.jpg"),
        Mark(id="l", text="4-89", role=MarkRole.LOT, position="tin", photo="a.jpg"),
    )
    item = Item(id="i", kind=ItemKind.CARTRIDGE, marks=marks)
    text = letter_text(tracing_letter(item, trace(item, shelf()), PANEL, (), {}, Given(day=DAY)))
    assert "Lot: 4-89 (tin)" in text
    assert "shows: mark 1, 2" in text


def test_the_same_gives_the_same_bytes() -> None:
    assert letter(items()["head-3"]).digest == letter(items()["head-3"]).digest


hostile = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [conftest.HOSTILE, "| a | b |\n# x", "[link](http://x)", "</w:t>", "\x00\x1b[2J", "1. one", "- two"]
)


@settings(deadline=None, max_examples=40)
@given(hostile, hostile, hostile)
def test_hostile_text_acts_nowhere(mark: str, model: str, words: str) -> None:
    item = Item(id="x", kind=ItemKind.WEAPON, model=model, features=(model,), marks=(Mark(id="m", text=mark, position=mark),))
    found = trace(item, shelf())
    made = tracing_letter(item, found, PANEL, shelf(True).tables.letters, {}, Given(day=DAY, sender=words, use=words))
    text = letter_text(made)
    assert not any(ord(c) < 32 and c != "\n" for c in text)
    assert "\u202e" not in text
    page = letter_html(made)
    assert "<script" not in page
    assert page.count("<table>") == letter_html(made).count("</table>")
    for line in letter_markdown(made).splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) in (0, 5, 7)
    docx_text(made)


def test_markdown_shows_signs_as_they_are() -> None:
    assert escape("a*b|c <x> 1. y") == "a\\*b\\|c \\<x\\> 1. y"
    assert escape("1. y") == "1\\. y"
    assert escape("- y") == "\\- y"


def test_without_the_library_a_word_file_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError) as error:
        letter_docx(letter(items()["head-3"]))
    assert "headstamp[letters]" in error.value.hint


PAGE = {"page1": Source(id="page1", title="A register", url="https://example.org/r", tier="A")}


def test_an_offer_to_reply_names_pages_and_no_witness() -> None:
    said = (
        Statement("Tarn Freight: consignee of MV Ibelle Star.", (Citation(source_id="page1"),)),
        Statement("Tarn Freight: agent of Quayside.", (Citation(source_id="interview-Anna-Fiction"),)),
    )
    made = reply_letter("Tarn Freight", said, PAGE, Given(day=DAY, due="2027-01-01"), reference="RR-1")
    text = letter_text(made)
    assert "[1]" in text
    assert "A register" in text
    assert "a source that is not named here" in " ".join(text.split())
    assert "Fiction" not in made.to_json()
    assert made.profile is Profile.PUBLIC


def test_an_offer_to_reply_refuses_what_the_case_keeps_back_and_what_says_nothing() -> None:
    with pytest.raises(UsageError):
        reply_letter("Tarn", (), {}, Given(day=DAY))
    with pytest.raises(UsageError) as error:
        reply_letter("Tarn", (Statement("Anna Fiction saw Tarn."),), {}, Given(day=DAY), secrets=("Anna Fiction",))
    assert "Anna" not in str(error.value) + error.value.hint
