from __future__ import annotations

import json
from pathlib import Path

import pytest

from headstamp.case import Case, Draft, destroy_key, key_of, verify
from headstamp.case.personal import sealed_in
from headstamp.core.errors import UsageError


def on_disk(case: Case, text: str) -> bool:
    return any(
        text.encode() in p.read_bytes()
        for p in Path(case.path).parent.iterdir()
        if p.name.startswith(case.path.name) and p.is_file()
    )


def test_kept_encrypted_and_read_back(case: Case) -> None:
    stored = case.get("record", "i1")
    assert "Fiction" not in stored.body
    assert "-2.27" not in stored.body
    assert case.body(stored)["recovery"]["holder"] == "Anna Fiction"
    assert case.body(stored)["recovery"]["place"]["lat"] == -2.27
    assert not on_disk(case, "Fiction")
    case.add("claim", "w", {"predicate": "witness", "value": "Wanda Fiction", "polarity": "affirmed"})
    case.add("claim", "x", {"predicate": "coordinates", "value": "-2.27 40.90", "witnesses": ["A", "B"], "holder": ""})
    assert not on_disk(case, "Wanda")
    assert case.body(case.get("claim", "x"))["witnesses"] == ["A", "B"]
    assert json.loads(case.get("claim", "x").body)["holder"] == ""


def test_the_length_says_little(case: Case) -> None:
    lengths = set()
    for n, name in enumerate(("Al", "Bartholomew", "Clementine of Somewhere")):
        case.add("record", f"n{n}", {"holder": name})
        lengths.add(len(case.get("record", f"n{n}").body))
    assert len(lengths) == 1


def test_a_destroyed_key(case: Case) -> None:
    case.revise("record", "i1", case.body(case.get("record", "i1")) | {"note": "seen again"})
    key = key_of(case, "record/i1/recovery/holder")
    secret = case.secret(key)
    assert secret
    assert on_disk(case, secret)
    done = destroy_key(case, key, "asked for under the law")
    assert done.flushed
    assert not on_disk(case, secret)
    for version in (1, 2):
        body = case.body(case.get("record", "i1", version))
        assert body["recovery"]["holder"] == "[erased]"
        assert body["recovery"]["place"]["lat"] == -2.27
    verdict = verify(case.path)
    assert verdict.intact, verdict.troubles
    assert verdict.remarks == ("1 key of personal fields was destroyed, as the ledger says",)
    head = case.head()
    assert head
    assert (head.verb, head.kind, head.id, head.note) == ("destroy-key", "key", key, "asked for under the law")
    assert head.content in {printed for _, printed in sealed_in(json.loads(case.get("record", "i1").body))}
    for gone in (key, "none", "vault"):
        with pytest.raises(UsageError, match="no key"):
            destroy_key(case, gone)
    with pytest.raises(UsageError, match="no key of"):
        key_of(case, "record/i1/recovery/holder")


def test_a_key_that_is_put_back_is_told(case: Case) -> None:
    key = key_of(case, "record/i1/recovery/holder")
    secret = case.secret(key)
    destroy_key(case, key)
    case.db.execute("INSERT INTO keys VALUES (?, 'x', ?)", (key, secret))
    (trouble,) = verify(case.path).troubles
    assert "put back" in trouble.what


def test_one_person_one_key(case: Case) -> None:
    case.write([Draft("record", f"p{n}", {"holder": "Anna", "recorder": "Anna"}, subject="person-7") for n in range(3)])
    destroy_key(case, key_of(case, "person-7"))
    for n in range(3):
        assert set(case.body(case.get("record", f"p{n}")).values()) == {"[erased]"}
    assert verify(case.path).intact
