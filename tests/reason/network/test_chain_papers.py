"""Numbers on things and on papers: only the very number joins, however it is spaced."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.claim import Citation, Claim, Grade
from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.observe.declarations.codes import container_check
from headstamp.reason.network.chain_papers import WRONG_DIGIT, Join, joins, legible, numbers, signs, unjoined

LINE = {
    "file": "d.csv", "row": 2, "document": "declaration", "number": "KV26-0128-551", "house_bill": "TFFH2600417",
    "master_bill": "TSLM2677120", "containers": ["TARU4172050"], "seals": ["TS884120"],
}  # fmt: skip
KNOWN = numbers({"TFFH2600417": [LINE], "OTHER": [{"house_bill": "TFFH2600499", "file": "d.csv", "row": 3}]})


def item(*marks: Mark) -> Item:
    return Item(id="crate", marks=marks)


def mark(text: str, **more: object) -> Mark:
    return Mark.model_validate({"id": "m1", "text": text, "role": MarkRole.PACKAGING, **more})


def joined(text: str, **more: object) -> list[Join]:
    return joins(item(mark(text, **more)), KNOWN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TARU 417205-0", "container"), ("no. taru4172050 / 40'", "container"), ("H/BL TFFH 2600417", "house bill"),
        ("ＴＦＦＨ２６００４１７", "house bill"), ("KV26 0128 551", "declaration"), ("seal TS884120", "seal"),
        ("TSLM-267 71 20", "master bill"),
    ],
)  # fmt: skip
def test_the_very_number_joins_however_it_is_spaced(text: str, kind: str) -> None:
    (join,) = joined(text)
    assert (join.number.kind, join.number.consignment) == (kind, "TFFH2600417")
    assert {c.source_id for c in join.citations} == {"record:crate", "file:d.csv"}


@pytest.mark.parametrize("text", ["TARU 417205", "XTARU4172050", "TFFH26004177", "TFFH 2600418", "417205-0", "", "ENGINEERING"])
def test_a_part_of_a_number_or_another_one_does_not(text: str) -> None:
    assert joined(text) == []


@pytest.mark.parametrize(
    "more", [{"legibility": 0.3}, {"state": MarkState.OVERSTAMPED}, {"state": MarkState.REMOVED}, {"role": MarkRole.LOT}]
)
def test_a_faint_painted_over_or_foreign_mark_joins_nothing(more: dict[str, object]) -> None:
    assert joined("TFFH2600417", **more) == []


def test_a_house_bill_weighs_more_than_a_container_and_a_wrong_digit_less() -> None:
    known = numbers({"A": [{"house_bill": "TFFH2600417", "containers": ["TARU4172050", "TARU4172051"]}]})
    found = joins(item(mark("TFFH2600417 TARU4172050 TARU4172051")), known)
    assert [j.number.kind for j in found] == ["house bill", "container", "container"]
    assert found[0].certainty > found[1].certainty > found[2].certainty == WRONG_DIGIT
    assert [j.note for j in found] == ["", "its check digit is right", "its check digit is wrong"]


def test_short_numbers_are_left_out_since_they_meet_by_chance() -> None:
    assert numbers({"A": [{"number": "1204", "seals": ["77"], "house_bill": "ABCDEFGH"}]}) == {}


def test_a_superseded_line_gives_no_number() -> None:
    assert numbers({"A": [{**LINE, "superseded": True}]}) == {}


def test_an_illegible_number_is_told_with_what_it_would_fit() -> None:
    (told,) = unjoined(item(mark("H/BL TFFH 26004??")), KNOWN)
    assert told.fits == ("TFFH2600417", "OTHER")
    assert told.why == "it is partly illegible"
    assert unjoined(item(mark("TFFH 26004[12]7")), KNOWN)[0].fits == ("TFFH2600417",)
    assert unjoined(item(mark("…417")), KNOWN) == []  # too little is known


def test_a_claim_joins_as_far_as_its_source_is_graded() -> None:
    claim = Claim(
        id="c1", subject="crate", predicate="bears_number", value="waybill TFFH2600417", citation=Citation(source_id="s"),
        grade=Grade(reliability="C", credibility=3),
    )  # fmt: skip
    (join,) = joins(item(), KNOWN, [claim])
    assert (join.certainty, join.where) == (0.7, "the claim c1")
    assert joins(item(), KNOWN, [claim.model_copy(update={"polarity": "denied"})]) == []


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    one = item(mark(text))
    for join in joins(one, KNOWN):
        assert signs(join.number.written) in signs(text)
    for told in unjoined(one, KNOWN):
        assert not legible(one.marks[0])
        assert told.fits


@given(st.lists(st.sampled_from(["?", "…", "[12]", "TARU", "4172", "05", "0", " ", "-"]), max_size=40).map("".join))
def test_no_pattern_of_gaps_takes_long_or_joins(text: str) -> None:
    if set("?…[") & set(text):
        assert joins(item(mark(text)), KNOWN) == []
    unjoined(item(mark(text)), KNOWN)


def test_the_container_of_the_example_is_right() -> None:
    assert container_check("TARU4172050")
