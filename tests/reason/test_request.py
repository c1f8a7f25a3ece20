"""Whom the evidence allows to ask, and what is missing before anybody is asked."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Safety, likelihood_word
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState
from headstamp.observe.marks import read_items
from headstamp.reason.request import Family, To, family_of, offer, origin_of, shots
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf


@lru_cache
def shelf(unverified: bool = False) -> Shelf:
    return load_shelf((), unverified=unverified)


@lru_cache
def items() -> dict[str, Item]:
    path = Path(str(files("headstamp") / "examples" / "recovery.yaml"))
    return {item.id: item for item in read_items(path).items}


def side(country: str, p: float, kind: HypothesisKind = HypothesisKind.COUNTRY, **more: object) -> Hypothesis:
    values: dict[str, object] = {
        "id": f"{kind.value}-{country}", "kind": kind, "label": shelf().state_name(country),
        "probability": p, "low": p, "high": p,
        "word": likelihood_word(p), "country": country,
    }  # fmt: skip
    return Hypothesis.model_validate(values | more)


def finding(*sides: Hypothesis, basis: Basis = Basis.STRONG) -> Finding:
    return Finding(question="Who made the case?", subject="i", answer="An answer.", basis=basis, hypotheses=sides)


def test_a_sourced_state_and_its_named_maker_may_be_asked_and_always_a_panel() -> None:
    offered = offer(origin_of(trace(items()["head-1"], shelf())), shelf())
    assert [(a.kind, a.state, a.maker) for a in offered.addressees] == [
        (To.STATE, "CZ", ""),
        (To.MANUFACTURER, "CZ", "Sellier & Bellot"),
        (To.PANEL, "", ""),
    ]


def test_a_state_that_ended_is_replaced_by_that_of_the_plant() -> None:
    (state,) = offer(origin_of(trace(items()["head-3"], shelf())), shelf()).of(To.STATE)
    assert (state.state, state.made_in) == ("RU", "Soviet Union")


def test_a_state_that_ended_without_a_known_plant_leaves_all_that_it_passed_to() -> None:
    offered = offer(finding(side("CS", 0.9)), shelf())
    assert [a.state for a in offered.of(To.STATE)] == ["CZ", "SK"]


def test_unverified_rows_open_no_door_on_the_whole_shelf() -> None:
    """270 83 leads to a plant by general knowledge alone; a letter there would quote what nobody read."""
    origin = origin_of(trace(items()["head-5"], shelf(True)))
    assert origin.top.country == "SU"
    offered = offer(origin, shelf(True))
    assert [a.kind for a in offered.addressees] == [To.PANEL]
    assert "unverified" in offered.refused[0]


def test_a_plant_known_only_by_its_code_is_no_addressee() -> None:
    offered = offer(origin_of(trace(items()["head-4"], shelf())), shelf())
    assert not offered.of(To.MANUFACTURER)
    assert "no maker in China" in offered.refused[0]


@pytest.mark.parametrize("name", ["head-6", "head-8"])
def test_an_abstention_leaves_the_panel(name: str) -> None:
    offered = offer(origin_of(trace(items()[name], shelf())), shelf())
    assert [a.kind for a in offered.addressees] == [To.PANEL]


def test_marks_that_are_not_as_made_lead_to_nobody() -> None:
    top = side("", 0.8, HypothesisKind.NOT_AS_MADE)
    assert not offer(finding(top, side("CN", 0.2), basis=Basis.CONSISTENT), shelf()).of(To.STATE)


def test_states_that_share_the_evidence_may_each_be_asked_and_none_is_established() -> None:
    offered = offer(finding(side("CN", 0.5), side("KP", 0.45), side("EG", 0.05), basis=Basis.CANNOT_DISTINGUISH), shelf())
    states = offered.of(To.STATE)
    assert [a.state for a in states] == ["CN", "KP"]
    assert all(a.shared and not a.established for a in states)


def test_of_states_that_share_the_evidence_the_unverified_one_is_not_asked() -> None:
    loose = side("KP", 0.45, standing=Standing.UNVERIFIED)
    offered = offer(finding(side("CN", 0.5), loose, basis=Basis.CANNOT_DISTINGUISH), shelf())
    assert [a.state for a in offered.of(To.STATE)] == ["CN"]
    assert offered.of(To.STATE)[0].shared


standings = st.sampled_from([Standing.SOURCED, Standing.UNVERIFIED])
sides = st.builds(
    lambda c, p, s, k: side(c, p, k, standing=s, producer="cn-41" if k is HypothesisKind.PRODUCER else ""),
    st.sampled_from(["CN", "KP", "SU", "CS", "SU/RU"]),
    st.floats(0, 1),
    standings,
    st.sampled_from([HypothesisKind.COUNTRY, HypothesisKind.PRODUCER, HypothesisKind.NONE_KNOWN, HypothesisKind.UNDECIDED]),
)


@given(st.lists(sides, min_size=1, max_size=6), st.sampled_from(Basis))
def test_nobody_is_ever_offered_whom_no_sourced_hypothesis_names(found: list[Hypothesis], basis: Basis) -> None:
    origin = finding(*found, basis=basis)
    firm = {h.label for h in found if h.standing is Standing.SOURCED and h.kind is HypothesisKind.COUNTRY}
    offered = offer(origin, shelf())
    assert offered.addressees[-1].kind is To.PANEL
    for each in offered.addressees[:-1]:
        assert each.made_in in firm
        assert not origin.abstains
        assert not any(each.state in shelf().states and shelf().states[each.state].successors for _ in (0,))


def test_each_kind_has_its_family() -> None:
    assert {
        kind: family_of(Item(id="i", kind=kind)) for kind in (ItemKind.WEAPON, ItemKind.CARTRIDGE, ItemKind.MISSILE_PART)
    } == {
        ItemKind.WEAPON: Family.WEAPON,
        ItemKind.CARTRIDGE: Family.AMMUNITION,
        ItemKind.MISSILE_PART: Family.OTHER,
    }


def essentials(item: Item, around: tuple[Item, ...] = ()) -> list[str]:
    return [s.what for s in shots(item, None, around) if s.essential]


def test_a_weapon_needs_its_serial_and_its_make() -> None:
    bare = essentials(Item(id="w", kind=ItemKind.WEAPON))
    assert len(bare) == 2
    assert bare[0].startswith("The serial number")
    marks = (Mark(id="m", text="56-1", role=MarkRole.MARK), Mark(id="s", text="123456", role=MarkRole.SERIAL))
    assert not essentials(Item(id="w", kind=ItemKind.WEAPON, marks=marks))


def test_a_removed_serial_is_for_a_laboratory() -> None:
    gone = Mark(id="s", text="", role=MarkRole.SERIAL, state=MarkState.REMOVED)
    found = shots(Item(id="w", kind=ItemKind.WEAPON, model="AK", marks=(gone,)))
    assert found[0].safety is Safety.CLEARED
    assert "laboratory" in found[0].what


def test_ammunition_needs_a_head_or_a_lot_and_the_lot_may_stand_on_the_crate() -> None:
    bare = Item(id="c", kind=ItemKind.CARTRIDGE, within="crate")
    crate = Item(id="crate", kind=ItemKind.PACKAGING, marks=(Mark(id="l", text="17-85", role=MarkRole.LOT),))
    assert essentials(bare)
    assert not essentials(bare, (crate,))
    assert not essentials(bare.model_copy(update={"marks": (Mark(id="h", text="539 67", role=MarkRole.HEADSTAMP),)}))


def test_a_blank_head_needs_its_lot() -> None:
    (needed,) = essentials(items()["head-8"])
    assert needed.startswith("The lot line")


def test_crates_that_hold_each_other_end_the_search() -> None:
    a, b = Item(id="a", kind=ItemKind.PACKAGING, within="b"), Item(id="b", kind=ItemKind.PACKAGING, within="a")
    assert shots(a, None, (a, b))


def test_nothing_is_asked_twice_and_nobody_is_asked_to_touch() -> None:
    for item in items().values():
        found = shots(item, origin_of(trace(item, shelf())), tuple(items().values()))
        assert len({s.what for s in found}) == len(found)
        text = " ".join(s.what.casefold() for s in found)
        assert not any(f" {word} " in f" {text} " for word in ("turn", "lift", "open it", "move", "clean", "touch", "dismantle"))
