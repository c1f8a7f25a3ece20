"""Findings, their words, their bytes, and the error tree."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from headstamp.core import errors
from headstamp.core.claim import Citation, Grade, Source, Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason, canonical_json, likelihood_word


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.0, "almost no chance"),
        (0.0499, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5499, "roughly even chance"),
        (0.55, "likely"),
        (0.79, "likely"),
        (0.80, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_icd_203_words(p: float, word: str) -> None:
    assert likelihood_word(p) == word


@pytest.mark.parametrize("p", [-0.01, 1.01, float("nan")])
def test_no_word_for_what_is_no_probability(p: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        likelihood_word(p)


def test_a_reason_that_rests_on_nothing_cannot_be_built() -> None:
    with pytest.raises(ValidationError, match="rest on"):
        Reason(rule="r", sentence="because", hypothesis="KP", weight=1.0)
    assert Reason(rule="r", sentence="s", hypothesis="KP", weight=1.0, marks=("m1",)).standing is Standing.SOURCED
    assert Reason(rule="r", sentence="s", hypothesis="KP", weight=1.0, citations=(Citation(source_id="a"),)).marks == ()


def _finding(label: str = "Iran ایران") -> Finding:
    h = Hypothesis(
        id="IR", kind=HypothesisKind.COUNTRY, label=label, probability=0.5, low=0.4, high=0.6, word="roughly even chance"
    )
    return Finding(question="q", subject="s", answer="a", basis=Basis.NO_BASIS, hypotheses=(h,))


def test_equal_findings_have_equal_bytes_and_read_back() -> None:
    assert _finding().to_json() == _finding().to_json()
    assert _finding().digest != _finding("Iran").digest
    assert Finding.model_validate_json(_finding().to_json()) == _finding()
    assert _finding().abstains
    assert _finding().top.id == "IR"


def test_canonical_json_is_one_byte_sequence() -> None:
    assert canonical_json({"b": 1, "a": "방"}) == '{"a":"방","b":1}'
    assert canonical_json(json.loads(canonical_json({"x": [1.5, None]}))) == '{"x":[1.5,null]}'
    with pytest.raises(ValueError, match="JSON"):
        canonical_json(float("nan"))


def test_values_are_frozen_and_know_their_fields() -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"id": "a", "colour": "red"})
    with pytest.raises(ValidationError):
        _finding().answer = "b"  # type: ignore[misc]
    assert str(Grade(reliability="B", credibility=2)) == "B2"


@pytest.mark.parametrize(
    ("cls", "code", "status"),
    [
        (errors.HeadstampError, 1, 500),
        (errors.UsageError, 2, 400),
        (errors.InputError, 3, 422),
        (errors.RecordError, 3, 422),
        (errors.LimitError, 3, 413),
        (errors.PackError, 4, 500),
        (errors.PatternError, 4, 500),
        (errors.OutputError, 5, 500),
    ],
)
def test_the_error_tree_keeps_the_codes_it_is_drawn_with(cls: type[errors.HeadstampError], code: int, status: int) -> None:
    error = cls("no", hint="do", file="finds.csv", row=7, column="calibre")
    assert (error.exit_code, error.http_status) == (code, status)
    assert str(error) == "finds.csv, row 7, column 'calibre': no"
    assert error.hint == "do"
    line = next(text for text in (errors.__doc__ or "").splitlines() if cls.__name__ in text)
    assert f"exit {code}" in line
    assert f"HTTP {status}" in line


def test_an_error_without_a_place_is_its_sentence() -> None:
    assert str(errors.UsageError("unknown profile", hint="h")) == "unknown profile"
    assert errors.HeadstampError("x", row=0).where == "row 0"
