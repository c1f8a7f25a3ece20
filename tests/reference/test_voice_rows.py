"""The pack of voices: every kind has a letter with a reason; broken rows are refused."""

from __future__ import annotations

import pytest

from headstamp.core.document import VoiceKind
from headstamp.reference.voice_pack import voice_tables
from headstamp.reference.voice_rows import VOICE_SCHEMA

COMMON = {"standing": "unverified", "certainty": "0.8", "source_ids": "", "note": ""}
GOOD = {
    "voices": {"id": "x", "kind": "media", "names": "", "letter": "C", "interested": "D", "why": "because"},
    "speakers": {"id": "x", "state": "US", "kind": "official", "words": "Somewhere"},
    "sorts": {"sort": "x", "role": "arms", "within": "", "words": "rocket"},
}


def test_every_kind_of_voice_has_a_letter_and_a_reason() -> None:
    tables = voice_tables()
    assert {row.kind for row in tables.voices if not row.names} == set(VoiceKind)
    assert all(len(row.why) > 20 and row.letter <= row.interested for row in tables.voices)


def test_sorts_lie_within_sorts_that_exist() -> None:
    tables = voice_tables()
    known = {row.id for row in tables.sorts}
    assert {row.within for row in tables.sorts} - {""} <= known


@pytest.mark.parametrize("table", sorted(GOOD))
def test_good_rows(table: str) -> None:
    assert VOICE_SCHEMA[table][1](GOOD[table] | COMMON, "p").pack == "p"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("voices", "kind", "gossip"),
        ("voices", "letter", "G"),
        ("voices", "letter", ""),
        ("voices", "interested", "A"),
        ("voices", "why", ""),
        ("speakers", "words", ""),
        ("speakers", "state", ""),
        ("speakers", "kind", "x"),
        ("sorts", "role", "x"),
        ("sorts", "words", ""),
        ("sorts", "words", "a"),
    ],
)
def test_broken_rows_are_refused(table: str, column: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        VOICE_SCHEMA[table][1](GOOD[table] | COMMON | {column: value}, "p")
