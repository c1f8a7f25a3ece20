from __future__ import annotations

from headstamp.core.claim import Citation
from headstamp.core.record import Item, Mark
from headstamp.core.redact import Profile
from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.record_view import item_view
from headstamp.tell.view import view
from tests.tell.conftest import hypothesis, reason


def test_producers_stand_below_their_country(finding, item, sources) -> None:
    """Side by side, 70 % and 65 % would look like two rivals that add up to more than everything."""
    v = view(finding, item, sources)
    assert [(a.label, a.depth) for a in v.answers] == [("SU", 0), ("Tula works", 1), ("none", 0), ("CN", 0)]
    assert [a.leads for a in v.answers] == [True, False, False, False]


def test_reasons_are_sorted_by_what_they_speak_about(finding, item, sources) -> None:
    v = view(finding, item, sources)
    assert [r.sentence for r in v.leading.pro] == ["“539” is the plant at Tula."]
    assert [r.sentence for r in v.leading.contra] == ["The colour is unusual."]
    assert [(g.about, len(g.pro)) for g in v.others] == [("CN", 1)]
    assert len(v.context) == 1


def test_a_rival_model_of_the_same_country_is_another_answer(finding, item, sources) -> None:
    """Two rockets of one state are two answers to the question of the model."""
    from headstamp.core.finding import HypothesisKind

    models = tuple(hypothesis(m, p, HypothesisKind.MODEL, country="KP") for m, p in (("F-7|KP", 0.9), ("Bang-122|KP", 0.1)))
    asked = finding.model_copy(update={"hypotheses": models, "reasons": (reason("F-7|KP"), reason("Bang-122|KP"))})
    v = view(asked, item, sources)
    assert len(v.leading.pro) == 1
    assert [g.about for g in v.others] == ["Bang-122|KP"]


def test_one_page_under_two_ids_is_one_footnote(finding, item, sources) -> None:
    """Counted twice, one report would look like two voices."""
    notes = Footnotes(sources)
    v = view(finding, item, sources, notes=notes)
    assert v.leading.pro[0].notes == v.leading.contra[0].notes == (1,)
    assert [n.source_id for n in notes.notes()] == ["page1", "page2"]
    assert v.leading.pro[0].rows == ("cartridges hs019",)


def test_a_source_that_no_pack_describes_is_named_by_its_id() -> None:
    notes = Footnotes({})
    assert notes.numbers([Citation(source_id="lost")]) == (1,)
    assert "lost" in notes.notes()[0].text


def test_unverified_answers_say_so_in_the_sentence_itself(loose, finding, item, sources) -> None:
    """A sentence is copied without the badge beside it."""
    v = view(loose, item, sources)
    assert v.unverified
    assert "UNVERIFIED" in v.answer
    assert not view(finding, item, sources).unverified
    assert view(finding, item, sources).any_unverified


def test_abstaining_leads_to_no_answer(silent, item, sources) -> None:
    v = view(silent, item, sources)
    assert v.abstains
    assert not any(a.leads for a in v.answers)


def test_cleared_personnel_are_told_apart(finding, item, sources) -> None:
    assert [p.cleared for p in view(finding, item, sources).would_change] == [False, True]


def test_a_record_shows_doubt_in_words() -> None:
    worn = Item(id="x", kind="cartridge", marks=(Mark(id="h", text="?9", role="headstamp", legibility=0.2, state="overstamped"),))
    line = item_view(worn).marks[0]
    assert line.doubt == "overstamped, legible to 20 %"


def test_a_blank_head_is_said_and_not_left_out() -> None:
    blank = Item(id="x", kind="cartridge", marks=(Mark(id="h", text="", role="headstamp"),))
    assert "blank" in item_view(blank).title


def test_withheld_photographs_are_counted_not_named(item) -> None:
    rows = dict(item_view(item).rows)
    assert rows["Photos"] == "1, not named in this profile"
    assert dict(item_view(item, Profile.CONFIDENTIAL).rows)["Photos"] == "photosecret.jpg"


def test_runs_of_numbers() -> None:
    assert spans((1, 2, 3, 7, 9, 10)) == "1–3, 7, 9, 10"
