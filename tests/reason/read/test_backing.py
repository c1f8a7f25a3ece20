"""Help in arms, whose design a weapon is, what is hit and who is where, told without a verb of supply. Sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]
K = StatementKind


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Chad backed the Polisario Front for years.", {"supplier": "TD", "recipient": "EH"}),
        ("Libya's support for the RUF grew.", {"supplier": "LY", "recipient": "SL"}),
        ("The RUF received material support from Libya.", {"supplier": "LY", "recipient": "SL"}),
        ("The paper tells of military cooperation projects between Mali and Togo.", {"parties": "ML TG"}),
    ],
)
def test_backing_is_assistance(statements: Reader, text: str, slots: dict[str, str]) -> None:
    (found,) = statements(text)
    assert found.kind is K.ASSISTANCE
    assert {name: " ".join(s.key or s.value for s in found.of(name)) for name in slots} == slots


@pytest.mark.parametrize(
    "text",
    [
        "Norway supports the people of Mali.",
        "Chad backed the Polisario Front's request for talks.",
        "Food aid from Norway for the RUF was held up.",
        "Mali and Togo agreed on economic cooperation.",
        "The Norwegian army attacked rebel positions.",
        "He was a French officer.",
        "The minister's appearances in Norway were rare.",
        "Norwegian doctors work for a hospital in Mali.",
        "The file was in the hands of the prosecutor.",
    ],
)
def test_what_is_no_backing(statements: Reader, text: str) -> None:
    kinds = (K.ASSISTANCE, K.USE, K.ORIGIN, K.PRESENCE, K.INTERDICTION)
    assert not [s for s in statements(text) if s.kind in kinds]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The rockets were Bulgarian.", K.ORIGIN),
        ("The launcher is believed to be a Bulgarian-made copy.", K.ORIGIN),
        ("The rifle is a variant of the Chinese Type 56.", K.ORIGIN),
        ("The mortar was modelled on a Bulgarian mortar.", K.ORIGIN),
        ("The launcher shares design features with Bulgarian launchers.", K.MARK_MATCH),
        ("The port was hit with Bulgarian rockets.", K.USE),
        ("The raid was carried out with Bulgarian drones.", K.USE),
        ("The air force bombed a weapons convoy in the desert.", K.INTERDICTION),
        ("The frigate shot down two drones.", K.INTERDICTION),
        ("Bulgarian mortars were found in Togo.", K.PRESENCE),
        ("North Koreans work for Syrian missile plants.", K.PRESENCE),
        ("KOMID keeps an office in Togo.", K.PRESENCE),
        ("The rocket was reverse-engineered from a Soviet rocket.", K.TECHNOLOGY),
    ],
)
def test_read_as(statements: Reader, text: str, kind: StatementKind) -> None:
    assert [s.kind for s in statements(text) if s.core] == [kind]


def test_a_weapon_is_named_by_the_text(statements: Reader) -> None:
    found = statements("The Tulwar-2 is a Togolese drone. Rebels in Mali employed the Tulwar-2 against a port.")
    used = [s for s in found if s.kind is K.USE]
    assert [s.of("items")[0].value for s in used] == ["Tulwar-2"]


def test_a_flow_that_stopped_is_negated(statements: Reader) -> None:
    (found,) = statements("The traffic in arms from Libya to Chad by road appears to have halted.")
    assert found.polarity == "negated"


def test_who_fights_with_help_is_backed(statements: Reader) -> None:
    (found,) = [s for s in statements("The rebels took the bridge with the support of Libya.") if s.kind is K.ASSISTANCE]
    assert (found.keys("supplier"), found.of("recipient")[0].value) == (("LY",), "rebels")
    (sent,) = statements("The rockets were sent from Libya for use by Chadian rebels.")
    assert (sent.keys("supplier"), sent.keys("recipient")) == (("LY",), ("TD",))
