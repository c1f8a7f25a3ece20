"""Who says so, where no verb of speech stands right above, and how long a voice goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.document import VoiceKind
from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]


def voices(found: tuple[Statement, ...]) -> list[str]:
    return [s.voice.words if s.voice else "" for s in found]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("As the Panel notes, Iran sold rifles to Sudan.", "Panel"),
        ("In the words of one trader, Iran sold the rifles to Sudan.", "one trader"),
        ("Information provided by two Member States indicates that Iran sold rifles to Sudan.", "two Member States"),
        ("Our inspectors found no sign that Iran had sold rifles to Sudan.", "inspectors"),
        ("The rifles, two drivers say, were sold to Sudan by Iran.", "two drivers"),
        ("A dealer was quoted as saying that Iran sold rifles to Sudan.", "dealer"),
        ("Kinshasa blames Kigali for arming M23.", "Kinshasa"),
        ("Iran was said by US officials to have sold rifles to Sudan.", "US officials"),
    ],
)
def test_the_voice_beside(statements: Reader, text: str, voice: str) -> None:
    found = [s for s in statements(text) if s.kind is StatementKind.TRANSFER]
    assert voices(tuple(found)) == [voice]


def test_a_quotation_and_indirect_speech_go_on(statements: Reader) -> None:
    found = statements(
        "A former clerk told the team that Iran had sold rifles to Sudan. Chad had bought mortars from Libya as well. "
        "Libya sold tanks to Niger in 1990."
    )
    assert [s.voice is not None for s in found] == [True, True, False]
    assert found[1].voice is not None
    assert found[1].voice.words == "former clerk"


def test_bare_reports_are_a_hedge_and_no_voice(statements: Reader) -> None:
    (found,) = statements("According to reports, Iran sold rifles to Sudan.")
    assert (found.voice, found.hedge) == (None, "reported")


def test_a_notice_speaks_for_its_body(statements: Reader) -> None:
    found = statements(
        "The Office of Foreign Trade Control today sanctioned Orvane Freight Ltd. In 2019 the firm sold rifles to Sudan.",
        voice=VoiceKind.OFFICIAL,
    )
    assert len(found) == 2
    assert found[1].voice is not None
    assert "Office of Foreign Trade Control" in found[1].voice.words
