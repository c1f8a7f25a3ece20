"""A person is forgotten by name, by field or by subject, and every place in which the name still stands is told first."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from headstamp.case import Case, Draft, Vault, destroy_key
from headstamp.case.forgetting import fields_holding, fields_of, fields_under, files_among, names_in, names_person, still_stands
from headstamp.core.errors import UsageError

PEOPLE = {"recovery": {"holder": "Qwenna Holderby", "recorder": "Dovrek"}, "note": "told by Ms Holderby"}


@pytest.fixture
def held(made: Callable[..., Case]) -> Case:
    case = made()
    case.write([
        Draft("record", "i1", PEOPLE), Draft("record", "i2", {"holder": "qwenna  holderby"}, note="QWENNA HOLDERBY called"),
        Draft("record", "i3", {"holder": "Ana", "witness": "Bo"}, subject="person 7"),
    ])  # fmt: skip
    Vault(case).put(io.BytesIO(b"holder\nQwenna Holderby\n"), "finds.csv")
    return case


def test_fields_are_found_by_name_by_place_and_by_subject(held: Case) -> None:
    assert [(f.id, f.path) for f in fields_holding(held, "Qwenna Holderby")] == [("i1", "recovery.holder"), ("i2", "holder")]
    assert [f.path for f in fields_of(held, "record", "i1", "holder")] == ["recovery.holder"]
    assert [f.path for f in fields_under(held, "person 7")] == ["holder", "witness"]
    assert names_in(held, fields_of(held, "record", "i1", "recovery.holder")) == ["Qwenna Holderby"]


@pytest.mark.parametrize("ask", [
    lambda case: fields_of(case, "record", "i1", "note"), lambda case: fields_of(case, "record", "nobody", "holder"),
    lambda case: fields_holding(case, "Nobody"), lambda case: fields_under(case, "person 8"),
])  # fmt: skip
def test_what_is_not_sealed_is_told(held: Case, ask: Callable[[Case], object]) -> None:
    with pytest.raises(UsageError):
        ask(held)


def test_every_text_in_which_the_name_still_stands_is_told(held: Case) -> None:
    found = [
        (each.where.partition(" version")[0].partition("/")[0], each.field) for each in still_stands(held, ["Qwenna Holderby"])
    ]
    assert found == [("record", "note"), ("ledger entry 3", "note"), ("file", "the file itself, as it came")]


def test_a_reason_that_names_the_person_is_known() -> None:
    assert names_person("asked by HOLDERBY QWENNA HOLDERBY", ["Qwenna Holderby"])
    assert names_person("for Holderby", ["Qwenna Holderby"])
    assert not names_person("asked to be forgotten", ["Qwenna Holderby"])


def test_a_personal_file_that_holds_the_name_can_be_forgotten_whole(held: Case) -> None:
    sha256 = Vault(held).put(io.BytesIO(b"told by Qwenna Holderby"), "note.txt", personal=True)
    found = [each for each in still_stands(held, ["Qwenna Holderby"]) if each.where.startswith("file/")]
    assert len(found) == 2, "one plain, one encrypted"
    (field,) = files_among(held, found)
    assert (field.id, field.path) == (sha256, "content")
    assert names_in(held, [field]) == [], "its content is no name"
    destroy_key(held, field.key_id)
    assert len([each for each in still_stands(held, ["Qwenna Holderby"]) if each.where.startswith("file/")]) == 1
