"""What is denied, refused, called off or only supposed is never read as a supply; what merely sounds so is no denial."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.document import VoiceKind
from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Chad denied any part in the shipment of shells to the rebels.", "denied"),
        ("Chad did not deny a role in the shipment of shells to the rebels.", "unknown"),
        ("Moscow hit back at claims it supplies shells to Sudan.", "denied"),
        ("It is a lie that Iran sold rifles to Sudan.", "denied"),
        ("It is not true that Iran sold rifles to Sudan.", "negated"),
        ("Serbia refused to sell rifles to Sudan.", "negated"),
        ("The sale of rifles to Sudan was cancelled by Serbia.", "negated"),
        ("There is nothing to suggest that Iran sold rifles to Sudan.", "negated"),
        ("The ministry said it did not know of any sale of rifles to Sudan.", "denied"),
        ("Monitors saw little sign that Iran had sold rifles to Sudan.", "negated"),
        ("Not a single rifle was sold to Sudan by Iran.", "negated"),
        ("At no time has Iran sold rifles to Sudan.", "negated"),
        ("Iran flatly rejected having sold rifles to Sudan.", "denied"),
        ("Reports that Iran sold rifles to Sudan turned out to be false.", "denied"),
        ("The newspaper retracted its story that Iran had sold rifles to Sudan.", "denied"),
        ("It would be wrong to say that Iran sold rifles to Sudan.", "negated"),
        ("Iran called the alleged sale of rifles to Sudan a hoax.", "denied"),
        ("There is not a shred of evidence that Iran sold rifles to Sudan.", "negated"),
        ("The Panel was unable to confirm that Iran had sold rifles to Sudan.", "unknown"),
        ("The court acquitted him of selling rifles to Sudan.", "negated"),
        ("Anyone who says Iran sold rifles to Sudan is lying.", "denied"),
        ("Iran's sale of rifles to Sudan did not go ahead.", "negated"),
        ("Neither Iran nor Syria sold rifles to Sudan, both governments said.", "denied"),
    ],
)
def test_no_denial_is_a_supply(statements: Reader, text: str, polarity: str) -> None:
    found = [s for s in statements(text) if s.kind is StatementKind.TRANSFER]
    assert found
    assert {s.polarity for s in found} == {polarity}


@pytest.mark.parametrize(
    "text",
    [
        "If Libya delivers the tanks to Chad, the balance will shift.",
        "Had Iran sent rifles to Sudan, the crates would tell.",
        "The patrols are part of efforts to curb the smuggling of rifles to Sudan.",
    ],
)
def test_what_is_only_supposed_or_fought_is_left_out(statements: Reader, text: str) -> None:
    assert not [s for s in statements(text) if s.kind is StatementKind.TRANSFER]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Ankara shrugged off the allegation.", True),
        ("Serbia said that it had no knowledge of their diversion.", True),
        ("The embassy called the reports fabricated.", True),
        ("The minister rejected the offer.", False),
        ("Panama denied the ship passage.", False),
        ("The spokesman declined to comment.", False),
    ],
)
def test_denials_in_other_words(statements: Reader, text: str, denied: bool) -> None:
    assert bool([s for s in statements(text) if s.kind is StatementKind.DENIAL]) == denied


def test_a_paper_of_the_party_denies_in_its_own_voice(statements: Reader) -> None:
    (found,) = statements("The rumours about military instructors are a malicious lie.", voice=VoiceKind.STATE_MEDIA)
    assert (found.kind, found.polarity) == (StatementKind.DENIAL, "denied")
