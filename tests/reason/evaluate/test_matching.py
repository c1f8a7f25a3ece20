"""Figures of a matcher, on cases counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.reason.evaluate.matching import Answer, Query, best_f1, calibration, f1_at, measure
from headstamp.reason.evaluate.matching_run import DEPTH, answers, file_list, kinds_of, rank
from headstamp.reason.match.release import Release
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released

NAMES = ("Zubov Trading Resources Limited", "ZTR Zubov", "Mirembek Tashkulov", "Ocean Lantern")
FILED = (NAMES, (0, 0, 1, 2), ("Company", "Person", "Vessel"))


def asked(gold: str = "", name: str = "a set") -> Query:
    return Query("some name", "Person", gold, name)


def found(top: str, score: float, probability: float | None = None) -> Answer:
    return Answer(((top, score), ("other", score - 1)), probability)


def test_the_curve_counts_alerts_at_the_score_that_each_recall_needs() -> None:
    queries = [asked("a"), asked("b"), asked("c"), asked("d"), asked(), asked()]
    given = [found("a", 0.9), found("b", 0.8), found("c", 0.4), found("x", 0.9), found("y", 0.5), found("z", 0.3)]
    measured = measure(queries, given)
    assert measured["overall"]["fa75"] == 0.5  # three of four need 0.4; one stranger of two is above it
    assert measured["overall"]["fa85"] is None
    assert measured["curve"]["50"] == 0.0
    assert measured["curve"]["76"] is None


def test_without_any_right_answer_there_is_no_threshold_and_nothing_breaks() -> None:
    overall = measure([asked(), asked()], [found("y", 0.5, 0.2), Answer()])["overall"]
    assert overall["threshold"] is None  # infinity is not JSON
    assert overall["f1"] == 0.0
    assert overall["r1"] is None
    assert overall["ece"] == pytest.approx(0.1)


ROWS = st.lists(
    st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from(["a", "b", "c"]), st.sampled_from([0.1, 0.5, 0.9])), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_no_threshold_beats_the_best_and_figures_stay_shares(rows: list[tuple[str, str, float]]) -> None:
    queries, given = [asked(gold) for gold, _, _ in rows], [found(top, s, s) for _, top, s in rows]
    pairs = list(zip(queries, given, strict=True))
    best, _ = best_f1(pairs)
    assert all((f1_at(pairs, s) or 0.0) <= best + 1e-12 for _, _, s in rows)
    figures = [*measure(queries, given)["overall"].items(), ("ece", calibration(pairs, mass=True))]
    assert all(v is None or 0 <= v <= 1 for k, v in figures if k not in ("queries", "positives", "negatives", "threshold"))
    curve = [v for v in measure(queries, given)["curve"].values() if v is not None]
    assert curve == sorted(curve)  # more recall never costs fewer alerts


@pytest.fixture(scope="module")
def filed():
    return file_list(*FILED, Release.from_bytes(released()), Lexicon.default())


def test_an_entity_is_one_hit_however_many_of_its_names_are_near(filed) -> None:
    given = answers(rank(["Zubov Trading Resources Ltd", "", "Ocean Lantern"], ["Company", "", "Vessel"], filed), "pqr", 0.5)
    assert given[0].top == "p"
    assert len({i for i, _ in given[0].hits}) == len(given[0].hits) <= DEPTH
    assert given[1] == Answer((), 0.0)
    assert given[2].top == "r"
    assert all(list(a.hits) == sorted(a.hits, key=lambda hit: -hit[1]) for a in given)


def test_more_right_answers_among_the_queries_make_a_hit_more_probable(filed) -> None:
    ranked = rank(["Mirembek Tashkulov"], ["Person"], filed)
    rare, usual, always = (answers(ranked, "pqr", prior)[0].probability for prior in (0.01, 0.5, 1.0))
    assert rare is not None
    assert usual is not None
    assert always is not None
    assert 0 < rare < usual <= always <= 1


def test_an_answer_does_not_depend_on_the_others_of_its_batch(filed) -> None:
    texts = ["Zubov", "Ocean Lantern", "Tashkulov Mirembek"]
    together = answers(rank(texts, [""] * 3, filed), "pqr", 0.5)
    assert [answers(rank([t], [""], filed), "pqr", 0.5)[0] for t in texts] == together


def test_what_a_schema_says_of_the_kind() -> None:
    assert kinds_of(["Person", "company", "Vessel", "Airplane", "LegalEntity", "", "Thing"]) == [1, 2, 3, 4, 0, 0, 0]
