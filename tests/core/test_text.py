"""Bugs caught: formulas that run when a table is opened, digits taken for letters, names that do not meet."""

import pytest

from headstamp.core.text import fold, safe_cell, script_of, scripts


@pytest.mark.parametrize("text", ["=1+1", "+49", "-12", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_active_cells_get_an_apostrophe(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "text"), [("539 67", "539 67"), (-5, "-5"), (None, ""), ("", ""), ("a=b", "a=b"), (0.5, "0.5")]
)
def test_plain_cells_stay(value, text):
    assert safe_cell(value) == text


def test_scripts_of_signs():
    expected = {
        "a": "Latin",
        "Я": "Cyrillic",
        "방": "Hangul",
        "漢": "Han",
        "ع": "Arabic",
        "አ": "Ethiopic",
        "א": "Hebrew",
        "Ω": "Greek",
        "5": "Digit",
        "٦": "Digit",
        "፪": "Ethiopic",
        "△": "Symbol",
        " ": "Space",
        "ａ": "Latin",
    }
    assert {c: script_of(c) for c in expected} == expected


def test_foreign_digits_are_evidence_of_their_script():
    assert scripts("방-122 №5") == ("Hangul",)
    assert scripts("٦٧ a") == ("Arabic", "Latin")
    assert scripts("539 67") == ()


def test_spellings_meet_and_calibres_stay_apart():
    assert fold("Type 68") == fold("TYPE-68") == fold("type_68")
    assert fold("7,62×39") == "7.62x39" != fold("76.2x39")
    assert fold("É") == "e"
    assert fold("٦٧") == "67"
