"""Numbers find a party whose name is another by now, and numbers that many bear find nobody."""

from __future__ import annotations

import pytest

from headstamp.core.party import Identifier, Party, PartyKind, PartyName
from headstamp.reason.match.about import candidates
from headstamp.reason.match.finding import match
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.numbers import Numbers
from headstamp.reason.weigh import FACTS


def party(key: str, *numbers: tuple[str, str]) -> Party:
    identifiers = tuple(Identifier(kind=kind, value=value) for kind, value in numbers)
    return Party(id=key, kind=PartyKind.UNKNOWN, names=(PartyName(text=key),), identifiers=identifiers)


LISTED = Numbers.of([
    party("ship", ("imo", "IMO 9074729")), party("twin", ("imo", "9074729"), ("registration", "AB-1234567")),
    party("small", ("registration", "1234567"), ("phone", "+850 2 381 0000")),
])  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "found"),
    [
        ("imo", "9074729", {0: True, 1: True}), ("IMO", "IMO9074729", {0: True, 1: True}), ("imo", "9074720", {}),
        ("registration", "ab 1234567", {1: False}), ("registration", "1234567", {}), ("phone", "+850 2 381 0000", {}),
        ("registration", "", {}), ("mmsi", "9074729", {}),
    ],
)  # fmt: skip
def test_a_number_finds_those_that_bear_it(kind: str, value: str, found: dict[int, bool]) -> None:
    assert LISTED.bearers([Identifier.model_construct(kind=kind, value=value, country="")]) == found


def test_no_number_finds_nobody() -> None:
    assert Numbers.of([]).bearers([Identifier(kind="imo", value="9074729")]) == {}


def test_a_renamed_ship_is_found_by_its_number_and_the_answer_says_so(matcher: Matcher) -> None:
    """It would be a silent miss: owners rename ships to get rid of a listing, and the hull keeps its number."""
    asked = Party(id="q", names=(PartyName(text="Golden Jubilee"),), identifiers=(Identifier(kind="imo", value="IMO 9074729"),))
    finding = match(asked, matcher, threshold=9.0)
    assert any(h.id == "ours/4" for h in finding.hypotheses)
    assert "the same imo IMO 9074729" in finding.answer
    total = sum(r.weight for r in finding.reasons if r.hypothesis == "ours/4")
    best = candidates(asked, matcher, floor=9.0)[0]
    assert total == pytest.approx(best.log_lr, abs=0.01)
    assert not candidates(asked.model_copy(update={"identifiers": ()}), matcher, floor=0.3)


def test_a_name_without_letters_says_nothing_beside_a_number(matcher: Matcher) -> None:
    asked = Party(id="q", names=(PartyName(text="?"),), identifiers=(Identifier(kind="imo", value="9074729"),))
    (best,) = candidates(asked, matcher, floor=0.3)
    assert best.log_lr == pytest.approx(FACTS["identifier equal"])
    assert match(asked, matcher).answer.startswith("'?' is 10,000 times likelier")
