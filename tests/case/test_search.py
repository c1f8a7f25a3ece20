from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.case import Case, rebuild, search, verify
from headstamp.case.indexing import pairs
from headstamp.core.errors import LimitError, UsageError


def found(case: Case, query: str, **kwargs: object) -> list[str]:
    return [hit.id for hit in search(case, query, **kwargs).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "id_"),
    [
        ("trading", "e1"), ("TRADING limited", "e1"), ("trad", "e1"), ("radin", "e1"),
        ("조선", "i1"), ("무역", "i1"), ("선무", "i1"), ("조선무", "i1"), ("역", "i1"), ("조선무역", "i1"),
        ("無錫", "e1"), ("錫", "e1"), ("17-85-114", "i1"), ("85-11", "i1"), ("7-85-1", "i1"), ('"type 56"', "i1"),
        ("dandong", "c1"), ("ｔｙｐｅ", "i1"), ("KE lamu", "i1"), ("crate.jpg", None),
    ],
)  # fmt: skip
def test_words_and_parts_of_them(case: Case, query: str, id_: str | None) -> None:
    hits = search(case, query).hits
    assert hits
    if id_:
        assert [h.id for h in hits] == [id_]
        assert "[" in hits[0].snippet


def test_only_what_has_all_of_it(case: Case) -> None:
    assert found(case, "trading dandong") == []
    assert found(case, "무선") == []
    assert found(case, "zzz") == []


def test_the_newest_version_alone(case: Case) -> None:
    assert search(case, "無錫").hits[0].version == 2
    assert found(case, "Ltd") == []


def test_personal_fields_are_not_in_the_index(case: Case) -> None:
    assert found(case, "Fiction") == []
    assert found(case, "40.9") == []


def test_kinds_and_limits(case: Case) -> None:
    for n in range(30):
        case.add("claim", f"t{n}", {"value": f"trading {n}"})
    assert found(case, "trading", kinds=["entity"]) == ["e1"]
    assert found(case, "rading", kinds=["entity"]) == ["e1"]
    assert found(case, "無錫", kinds=["claim"]) == []
    answer = search(case, "trading", limit=5)
    assert (len(answer.hits), answer.more, answer.ranked) == (5, True, True)
    with pytest.raises(UsageError, match="holds no"):
        search(case, "x", kinds=["gun"])
    for nothing in ("", "  ", '"""', "*-*"):
        with pytest.raises(UsageError, match="nothing to search"):
            search(case, nothing)
    with pytest.raises(LimitError):
        search(case, "a" * 501)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters() | st.sampled_from('"*^:(){}+-,AND OR NOT NEAR text kind\0'), min_size=1, max_size=40))
def test_nothing_is_ever_syntax(case: Case, query: str) -> None:
    with contextlib.suppress(UsageError):  # nothing but signs
        search(case, query)


@pytest.mark.parametrize(
    "query",
    ["NOT trading", "text:trading", "trading OR x", "(trading", "trading*", 'tra"ding', "^trading", "-trading", "kind : entity"],
)
def test_operators_are_words(case: Case, query: str) -> None:
    search(case, query)


def test_an_index_is_made_anew(case: Case) -> None:
    for table in ("words", "parts", "pairs"):
        case.db.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608
    assert found(case, "trading") == []
    assert not verify(case.path).intact
    rebuild(case)
    assert verify(case.path).intact
    assert found(case, "trading") == found(case, "錫") == ["e1"]
    assert found(case, "Ltd") == []


def test_pairs() -> None:
    assert pairs("조선무역 Co 無") == "조선 선무 무역 역 無"
    assert pairs("plain") == ""
