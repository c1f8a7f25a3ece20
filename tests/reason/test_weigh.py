"""Belief as a number: it sums to one, more support never hurts, unverified stays within its cap, one voice is one voice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.claim import Standing
from headstamp.reason.evidence import Target
from headstamp.reason.weigh import (
    LIKELY,
    MAX_LOG_LR,
    STATE_DOUBT,
    SURE,
    UNREAD,
    Support,
    attribution,
    log_likelihood,
    weigh,
)

KP, CN, SU = Target("KP"), Target("CN", "cn-41"), Target("SU")
GROUPS = ("headstamp", "body", "looks", "name", "calibre")


def sup(
    log_lr: float = 2.0, certainty: float = 0.9, voice: str = "a", *, loose: bool = False, group: str = "headstamp"
) -> Support:
    standing = Standing.UNVERIFIED if loose else Standing.SOURCED
    return Support(group, log_lr, certainty, frozenset({"unverified" if loose else voice}), standing)


def about_state(certainty: float) -> float:
    return 1 - STATE_DOUBT * (1 - certainty)


SUPPORT = st.builds(
    sup,
    st.floats(-3, 5),
    st.floats(0, 1),
    st.sampled_from("abcd"),
    loose=st.booleans(),
    group=st.sampled_from(GROUPS),
)
CASE = st.dictionaries(st.sampled_from([KP, CN, SU]), st.lists(SUPPORT, min_size=1, max_size=5), max_size=3)
FIELD = st.floats(1, 400)


@given(CASE, FIELD, st.booleans(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_probabilities_sum_to_one_and_ranges_hold_them(
    case: dict[Target, list[Support]], field: float, flagged: bool, blank: bool
) -> None:
    belief = weigh(case, field_size=field, flagged=flagged, blank=blank)
    everything = [*belief.targets.values(), belief.none, belief.undecided, belief.false]
    assert sum(everything) == pytest.approx(1.0, abs=1e-9)
    assert all(0.0 <= p <= 1.0 for p in everything)
    for t, p in belief.targets.items():
        assert belief.low[t] <= p <= belief.high[t]
    assert belief.none_range[0] <= belief.none <= belief.none_range[1]


@given(CASE, FIELD, st.floats(0, 5), st.sampled_from(GROUPS))
@settings(max_examples=200, deadline=None)
def test_more_support_never_lowers_a_target(case: dict[Target, list[Support]], field: float, log_lr: float, group: str) -> None:
    """A fourth look-alike once pushed a heavier one out of the three that count."""
    case = {KP: [sup(0.5)]} | case
    before = weigh(case, field_size=field).targets[KP]
    more = case | {KP: [*case[KP], sup(log_lr, 0.9, "z", group=group)]}
    assert weigh(more, field_size=field).targets[KP] >= before - 1e-9


@given(st.lists(st.builds(sup, st.floats(0, 5), st.floats(0, 1), loose=st.just(True)), min_size=1, max_size=6), FIELD)
@settings(max_examples=100, deadline=None)
def test_unverified_rows_alone_never_pass_the_cap(supports: list[Support], field: float) -> None:
    belief = weigh({CN: supports}, field_size=field)
    assert belief.targets[CN] <= LIKELY + 1e-9
    assert belief.high[CN] <= LIKELY + 1e-9


def test_unverified_rows_for_two_targets_share_the_cap() -> None:
    belief = weigh({CN: [sup(5, 1.0, loose=True)], KP: [sup(5, 1.0, loose=True)]}, field_size=1)
    assert belief.targets[CN] + belief.targets[KP] <= LIKELY + 1e-9


@given(st.floats(0.01, 0.97), st.floats(0, 1))
def test_an_unverified_row_is_no_second_witness(sourced: float, loose: float) -> None:
    both = attribution([sup(2, sourced), sup(2, loose, loose=True)])
    assert both == pytest.approx(max(min(SURE, about_state(sourced)), min(LIKELY, loose)))


def test_two_unverified_rows_are_one_memory() -> None:
    assert attribution([sup(2, 0.6, loose=True), sup(2, 0.6, loose=True)]) == pytest.approx(0.6)


def test_one_publisher_twice_is_one_voice_and_two_publishers_are_two() -> None:
    once = attribution([sup(2, 0.8, "csis")])
    assert attribution([sup(2, 0.8, "csis"), sup(2, 0.8, "csis")]) == pytest.approx(once)
    assert attribution([sup(2, 0.4, "csis"), sup(2, 0.4, "un")]) == pytest.approx(1 - (1 - about_state(0.4)) ** 2)


def test_a_row_of_two_publishers_neither_adds_to_them_nor_joins_them() -> None:
    """It once made two independent voices one, so that a third source lowered the answer."""
    a = Support("g", 1, 0.4, frozenset("a"), Standing.SOURCED)
    b = Support("g", 1, 0.4, frozenset("b"), Standing.SOURCED)
    ab = Support("g", 1, 0.45, frozenset("ab"), Standing.SOURCED)
    for order in ((a, b, ab), (ab, a, b), (a, ab, b)):
        assert attribution(order) == pytest.approx(1 - (1 - about_state(0.4)) ** 2)
    assert attribution((a, ab)) == pytest.approx(about_state(0.45))


def test_nothing_is_surer_than_sure() -> None:
    many = [sup(5, 0.99, v) for v in "abcdef"]
    assert attribution(many) <= SURE
    assert weigh({KP: many}, field_size=1).targets[KP] <= 0.99


def test_rows_on_one_surface_do_not_add_and_looks_add_damped() -> None:
    assert log_likelihood([sup(2.0), sup(2.0)]) == pytest.approx(2.0)
    assert log_likelihood([sup(2.0), sup(2.0, group="body")]) == pytest.approx(4.0)
    assert log_likelihood([sup(1.0, group="looks")] * 3) == pytest.approx(1.75)
    assert log_likelihood([sup(9.0)]) == MAX_LOG_LR
    assert log_likelihood([]) == 0.0


def test_evidence_against_lowers_and_never_attributes() -> None:
    base = weigh({KP: [sup(2.0)]}, field_size=20).targets[KP]
    assert weigh({KP: [sup(2.0), sup(-1.5, group="script")]}, field_size=20).targets[KP] < base
    assert attribution([sup(-1.5, 1.0)]) == 0.0


def test_a_read_head_that_matches_nothing_is_by_a_maker_not_known() -> None:
    belief = weigh({}, field_size=100)
    assert belief.none > 0.9
    assert belief.targets == {}


def test_a_head_that_cannot_be_read_leaves_the_known_makers_possible() -> None:
    """It once came out as "none of those known" at 100 %."""
    belief = weigh({}, field_size=100, unmatched=UNREAD)
    assert belief.undecided > belief.none


def test_marks_that_the_sources_give_to_several_states_stay_within_likely() -> None:
    many = [Support("g", 5, 0.95, frozenset({v}), Standing.SOURCED, contested=True) for v in "abc"]
    assert weigh({KP: many}, field_size=1).targets[KP] <= LIKELY + 1e-9
    assert weigh({KP: [*many, sup(5, 0.95, "d")]}, field_size=1).targets[KP] > LIKELY


def test_a_flagged_mark_raises_false_and_a_blank_head_alone_does_not() -> None:
    case = {KP: [sup(2.0)]}
    assert weigh(case, field_size=20, flagged=True).false > weigh(case, field_size=20).false
    assert weigh({}, field_size=20, blank=True).false < 0.05


def test_beside_a_sourced_rival_an_unverified_row_does_not_lead() -> None:
    belief = weigh({CN: [sup(2.0, 0.6)], KP: [sup(2.0, 0.9, loose=True)]}, field_size=20)
    assert belief.targets[CN] > belief.targets[KP]
