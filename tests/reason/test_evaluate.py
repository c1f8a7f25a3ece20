"""Figures of an evaluation: each test names the flattery or the injustice it would catch."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.record import Item
from headstamp.observe.marks import typed_item
from headstamp.reason.evaluate import Answer, Case, Truth, answer_of, evaluate, score
from headstamp.reason.evaluate.calibration import bins, calibration_error, chance_error, risk_coverage
from headstamp.reason.evaluate.compare import same_model, same_producer, same_state
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def case(name: str = "a", answerable: bool = True, **truth: object) -> Case:
    return Case(item=Item(id=name), truth=Truth.model_validate(truth), answerable=answerable)


def says(*countries: tuple[str, float], producers: tuple[tuple[str, float], ...] = (), abstains: bool = False) -> Answer:
    return Answer(countries=countries, producers=producers, open=1 - sum(p for _, p in countries), abstains=abstains)


def test_a_state_meets_its_joint_code_and_its_successor_and_nobody_else(shelf: Shelf) -> None:
    """Caught: `RU` scored wrong against `SU/RU`; a successor counted as the same; two heirs of one state taken for alike."""
    assert same_state("RU", "SU/RU", shelf) == "same"
    assert same_state("SU/RU", "SU", shelf) == "same"
    assert same_state("RU", "SU", shelf) == "successor"
    assert same_state("SU", "UA", shelf) == "successor"
    assert same_state("RU", "UA", shelf) == ""
    assert same_state("", "SU", shelf) == ""


def test_a_producer_is_met_by_key_code_name_and_town(shelf: Shelf) -> None:
    """Caught: an agency's `Tula` or `539` scored wrong; a short code that meets half of all names by chance."""
    assert same_producer("su-tula-cartridge", "su-tula-cartridge", shelf)
    assert same_producer("539", "su-tula-cartridge", shelf)
    assert same_producer("TULA", "su-tula-cartridge", shelf)
    assert not same_producer("su-barnaul", "su-tula-cartridge", shelf)
    assert not same_producer("la", "su-tula-cartridge", shelf)
    assert not same_producer("53", "su-tula-cartridge", shelf)


def test_a_model_is_met_by_its_alias(shelf: Shelf) -> None:
    """Caught: `68식` scored as another rifle than `Type 68 rifle`; an empty answer taken for right."""
    assert same_model("68식", "Type 68 rifle", shelf)
    assert not same_model("Type 68 rifle", "", shelf)


def test_an_abstention_is_no_answer_where_one_was_possible_and_right_where_none_was(shelf: Shelf) -> None:
    """Caught: a tool that always abstains looks accurate; a tool that rightly abstains looks wrong."""
    silent = says(("CN", 0.2), abstains=True)
    scores = score([case("a", country="CN"), case("b", answerable=False, country="CN")], [silent, silent], shelf)
    assert scores.country_top1 == 0.0
    assert scores.country_top3 == 1.0
    assert (scores.abstained, scores.abstained_answerable) == (2, 1)
    assert [r.right for r in scores.cases] == [False, True]
    assert scores.wrong == 0


def test_undecided_claims_nothing_and_still_is_no_answer(shelf: Shelf) -> None:
    """Caught: an undecided abstention drops out of the accuracy, so that the tool gains by deciding less."""
    undecided = Answer(countries=(("CN", 0.4),), open=0.6, undecided=True)
    scores = score([case("a", country="CN"), case("b", country="CN")], [undecided, says(("CN", 0.9))], shelf)
    assert scores.country_top1 == 0.5
    assert (scores.undecided, scores.abstained_answerable) == (1, 1)
    assert sum(b.n for b in scores.bins) == 1


def test_confident_wrong_lists_ids_from_eighty_percent_on(shelf: Shelf) -> None:
    """Caught: the one figure that must be zero counts sure answers only above, or counts right ones."""
    cases = [case("low", country="CN"), case("at", country="CN"), case("right", country="CN"), case("open", False, country="CN")]
    answers = [says(("IR", 0.79)), says(("IR", 0.80)), says(("CN", 0.95)), says(("IR", 0.9))]
    scores = score(cases, answers, shelf)
    assert scores.confident_wrong == ("at", "open")
    assert scores.wrong == 3
    assert scores.answered_unanswerable == 1


def test_the_right_country_on_an_unanswerable_case_is_not_wrong(shelf: Shelf) -> None:
    """Caught: leave-one-producer-out punishes an answer that another mark on the item rightly gives."""
    scores = score([case(answerable=False, country="CN")], [says(("CN", 0.9))], shelf)
    assert scores.answered_unanswerable == 1
    assert scores.confident_wrong == ()
    assert scores.cases[0].right is True


def test_log_loss_is_that_of_the_truth_and_never_infinite(shelf: Shelf) -> None:
    """Caught: joint codes counted once only; an unlisted truth at minus infinity; abstention free of cost."""
    one = score([case(country="RU")], [says(("SU", 0.5), ("SU/RU", 0.3))], shelf)
    assert one.log_loss == pytest.approx(-log(0.8), abs=1e-3)
    unlisted = score([case(country="BR")], [says(("SU", 1.0))], shelf)
    assert unlisted.log_loss == pytest.approx(-log(1e-4), abs=1e-3)
    abstained = score([case(country="BR")], [says(abstains=True)], shelf)
    assert abstained.log_loss == pytest.approx(log(len(shelf.states)), abs=1e-3)
    rightly = score([case(answerable=False)], [says(("SU", 0.1), abstains=True)], shelf)
    assert rightly.log_loss == pytest.approx(-log(0.9), abs=1e-3)


def test_an_unknown_truth_is_not_scored(shelf: Shelf) -> None:
    """Caught: a case whose country nobody knows lowers (or raises) the accuracy."""
    scores = score([case(producer=""), case("b", country="CN")], [says(("IR", 0.9)), says(("CN", 0.9))], shelf)
    assert scores.country_top1 == 1.0
    assert scores.producer_top1 is None
    assert scores.wrong == 0


def test_year_and_model_come_from_the_findings(shelf: Shelf) -> None:
    """Caught: the period or model of a trace is not found because the order of its Findings changed."""
    item = typed_item("bxn 54", calibre="7.62x54R")
    right = Case(item=item, truth=Truth(country="CZ", producer="Sellier & Bellot", year=1954))
    scores = evaluate([right], shelf)
    assert scores.country_top1 == scores.producer_top1 == scores.year_accuracy == 1.0
    assert evaluate([right.model_copy(update={"truth": Truth(year=1967)})], shelf).year_accuracy == 0.0
    rocket = answer_of(trace(typed_item("방-122", kind="rocket"), shelf))
    assert same_model("Bang-122", rocket.model, shelf)


def test_no_cases_give_no_figures(shelf: Shelf) -> None:
    """Caught: a division by zero on an empty file."""
    scores = evaluate([], shelf, set_aside=3)
    assert (scores.n, scores.set_aside, scores.country_top1, scores.ece, scores.risk_coverage) == (0, 3, None, None, ())


def test_calibration_error_is_the_gap_between_stated_and_observed() -> None:
    """Caught: over- and underconfidence that cancel out between bins."""
    over = [(0.9, i < 5) for i in range(10)]
    under = [(0.5, i < 9) for i in range(10)]
    assert calibration_error(bins(over)) == pytest.approx(0.4)
    assert calibration_error(bins(over + under)) == pytest.approx(0.4)
    assert calibration_error(()) is None


def test_equal_probabilities_stay_in_one_bin() -> None:
    """Caught: ties split by input order, so that the same cases in another order give another figure."""
    stated = [(0.7, i % 2 == 0) for i in range(200)]
    assert len(bins(stated)) == 1
    assert chance_error(bins(stated)) == pytest.approx(0.0259, abs=1e-3)


def test_risk_falls_with_coverage_where_confidence_is_informed() -> None:
    """Caught: the curve is drawn from the unsure end, or over the answered instead of over all cases."""
    answered = [(0.9, True)] * 20 + [(0.5, False)] * 20
    curve = risk_coverage(answered, 80)
    assert (curve[0].threshold, curve[0].coverage, curve[0].risk) == (0.9, 0.25, 0.0)
    assert (curve[-1].coverage, curve[-1].risk) == (0.5, 0.5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, allow_nan=False), st.booleans()), max_size=120))
def test_bins_lose_no_case_and_errors_stay_within_one(stated: list[tuple[float, bool]]) -> None:
    found = bins(stated)
    assert sum(b.n for b in found) == len(stated)
    assert all(0 <= (e or 0) <= 1 for e in (calibration_error(found), chance_error(found)))
    assert bins(stated) == bins(stated[::-1])
    curve = risk_coverage(stated, max(1, len(stated)))
    assert [p.coverage for p in curve] == sorted(p.coverage for p in curve)
    assert not stated or curve[-1].coverage == 1.0
