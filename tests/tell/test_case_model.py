"""The views of a case: a field shows what the reader may see and nothing else, and any body has a title."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.case.schema import KINDS
from headstamp.core.redact import WITHHELD
from headstamp.tell.case_model import FieldLine, changed, field_lines, key_paths, short_name, short_note
from headstamp.tell.case_title import title_of

LEAF = st.one_of(st.text(max_size=8), st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False))
TREE = st.recursive(
    LEAF, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3))
)
BODY = st.dictionaries(
    st.sampled_from(("a", "b", "item", "lines", "type", "claim", "finding", "edge", "same", "listings")), TREE, max_size=4
)


def closed(value: Any) -> Any:
    """`value` with a secret in every text."""
    if isinstance(value, dict):
        return {name: closed(each) for name, each in value.items()}
    return [closed(each) for each in value] if isinstance(value, list) else f"SECRET{value}"


@given(body=BODY, seen=BODY)
def test_no_field_shows_what_the_reader_may_not_see(body: dict[str, Any], seen: dict[str, Any]) -> None:
    full = closed(body)
    lines = field_lines(full, seen, {"public": {}, "partner": seen}, {})
    assert all("SECRET" not in line.value for line in lines)
    assert all(line.value for line in lines)


@given(body=BODY)
def test_sensitivity_is_the_lowest_profile_that_sees_the_value(body: dict[str, Any]) -> None:
    for levels, wanted in (
        ({"public": body, "partner": body}, "public"), ({"public": {}, "partner": body}, "restricted"),
        ({"public": {}, "partner": {}}, "confidential"),
    ):  # fmt: skip
        assert {line.sensitivity for line in field_lines(body, body, levels, {})} <= {wanted}


@given(kind=st.sampled_from(KINDS), body=BODY)
def test_any_body_has_a_title_that_is_harmless(kind: str, body: dict[str, Any]) -> None:
    title = title_of(kind, body)
    assert len(title) <= 160 * 12
    assert not {"\x1b", "\u202e", "\n"} & set(title)


def test_dates_citations_and_grades_are_one_line() -> None:
    body = {
        "claim": {
            "citation": {"source_id": "ofac", "locator": "uid 1", "sha256": "ab" * 32},
            "grade": {"reliability": "B", "credibility": 6, "why": "a register"},
        },
        "when": {"text": "", "first": "2026-03-01", "last": "2026-03-31", "approximate": False},
    }
    lines = field_lines(body, body, {"public": body, "partner": body}, {})
    assert [(line.path, line.value) for line in lines] == [
        ("citation", "ofac, uid 1, copy abababababab"), ("grade", "B6 (a register)"), ("when", "2026-03-01 to 2026-03-31"),
    ]  # fmt: skip


def test_a_field_under_a_key_is_confidential_though_a_partner_sees_it_by_chance() -> None:
    kept = {"item": {"lat": {"~sealed": "x", "key": "k1"}, "kind": "shell"}}
    assert key_paths(kept, "~sealed") == {"item.lat": "k1"}
    full = {"item": {"lat": 0.5, "kind": "shell"}}
    lines = field_lines(full, full, {"public": {}, "partner": full}, key_paths(kept, "~sealed"))
    assert {line.path: (line.sensitivity, line.key) for line in lines} == {
        "lat": ("confidential", "k1"), "kind": ("restricted", ""),
    }  # fmt: skip


def test_what_is_withheld_or_erased_says_so() -> None:
    full = {"a": "x", "b": "[erased]", "c": ["x", "y"], "d": False}
    lines = field_lines(full, {"d": False}, {"public": {}, "partner": {}}, {})
    assert [line.value for line in lines] == [WITHHELD, "[erased]", WITHHELD, "no"]


def test_changes_name_what_came_and_what_went() -> None:
    before = (FieldLine("a", "1", "public"), FieldLine("b", "2", "public"))
    after = (FieldLine("a", "9", "public"), FieldLine("c", "3", "public"))
    assert [(line.path, line.value) for line in changed(before, after)] == [("a", "1"), ("b", "2"), ("c", "")]


@pytest.mark.parametrize(
    ("kind", "body", "title"),
    [
        (
            "relation",
            {"edge": {"subject": "a", "relation": "director_of", "object": "b", "denied": True}},
            "denied: a director of b",
        ),
        ("decision", {"same": {"left": "a", "right": "b", "decision": "unsure", "why": "w"}}, "a and b: unsure: w"),
        ("entity", {"type": "node", "node": {"id": "n1", "name": "", "kind": "vessel"}}, "n1 (vessel)"),
        ("record", {"type": "consignment", "lines": [{"goods": "tea", "shipper": "A", "consignee": "B"}]}, "tea; A to B; 1 line"),
        ("request", {"withheld": "a request that this profile may not see"}, "[a request that this profile may not see]"),
        ("record", {"odd": {"x": "something else"}}, "something else"),
    ],
)
def test_titles(kind: str, body: dict[str, Any], title: str) -> None:
    assert title_of(kind, body) == title


def test_hashes_are_shortened_to_what_finds_them_again() -> None:
    assert short_name(f"file/{'a' * 64}") == f"file/{'a' * 12}…"
    assert short_name("record/crate-1") == "record/crate-1"
    assert short_note(f"from file/{'a' * 64}; by hand") == f"from file/{'a' * 12}…; by hand"
