"""The sourced headstamps of ../shared, each traced: its own state, or an honest abstention, never another state for sure."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from headstamp.core.finding import HypothesisKind
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.reason.trace import trace
from headstamp.reference.shelf import load_shelf

TABLE = Path(__file__).resolve().parents[2] / "shared" / "reference" / "headstamps.csv"
pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason="the shared reference tables are not beside this repository")
RANGE = re.compile(r"\s*(?:\.\.|;|,(?=\s)|\bor\b)\s*")
NO_MARK = re.compile(r"blank|no (?:mark|code)|none", re.I)


@cache
def cases() -> tuple[tuple[str, str, str, frozenset[str], str], ...]:
    """(id, head, calibre, states, note and rule) for each single string of the `example` column."""
    if not TABLE.is_file():
        return ()
    out = []
    with TABLE.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            for text in RANGE.split(row["example"]):
                head = "" if NO_MARK.search(text) else text.strip()
                if not text.strip() or not row["country"]:
                    continue
                calibre = row["calibre"].split(";")[0].strip()
                out.append(
                    (
                        row["headstamp_id"],
                        head,
                        calibre,
                        frozenset(row["country"].split("/")),
                        row["year_rule"] + row["layout"] + row["note"],
                    )
                )
    return tuple(out)


def test_the_table_has_examples() -> None:
    assert len(cases()) >= 40


@pytest.mark.parametrize(("key", "text", "calibre", "states", "note"), cases(), ids=lambda v: v if isinstance(v, str) else "")
def test_no_example_is_given_to_another_state(key: str, text: str, calibre: str, states: frozenset[str], note: str) -> None:
    mark = Mark(id="m1", text=text, role=MarkRole.HEADSTAMP)
    origin = trace(Item(id=key, kind=ItemKind.CARTRIDGE, calibre=calibre, marks=(mark,)), load_shelf())[0]
    named = {h.country: h.probability for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY}
    kin = {frozenset(("SU", "RU")), frozenset(("YU", "RS")), frozenset(("CS", "CZ")), frozenset(("SU", "RU", "UA"))}
    states |= {"FR"} if "parts made in France" in note or "French pattern" in note else set()  # the head names another state
    own = states | {s for group in kin if group & states for s in group}
    assert all(p <= 0.8 for country, p in named.items() if not own & set(country.split("/")))
    if not origin.abstains:
        assert any(own & set(country.split("/")) for country in named), named
