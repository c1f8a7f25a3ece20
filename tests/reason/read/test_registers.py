"""Releases, complaints, denials and dispatches: what one register says in its own way. Sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.statement import Realis, Statement, StatementKind

Reader = Callable[..., tuple[Statement, ...]]
K = StatementKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The agents pulled over a lorry with 30 rifles.", K.INTERDICTION),
        ("The rifles were taken aboard.", K.INTERDICTION),
        ("A search of the truck revealed 12 mortars.", K.INTERDICTION),
        ("The rifles were transferred to a second boat.", K.TRANSPORT),
        ("The minister announced asset freezes against six individuals.", K.DESIGNATION),
        ("He described the rifles on the waybill as pump spares.", K.CONCEALMENT),
        ("On the form he falsely stated that the consignee was a school in Togo.", K.CONCEALMENT),
        ("The containers could hold up to 9,000 rockets.", K.ESTIMATE),
        ("About 30 per cent of the rifles were produced in Serbia.", K.STATISTIC),
        ('The crates held rifles. A lid read "lot 17-83".', K.MARK),
        ("The rifles were old. A star appears on the receiver of each.", K.MARK),
        ("He acts as the representative of Harbin Tern Trading Ltd in Togo.", K.OWNERSHIP),
    ],
)
def test_a_register_is_read(statements: Reader, text: str, kind: StatementKind) -> None:
    assert kind in {s.kind for s in statements(text) if s.core}


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("He saw no sign, so far, that Serbia had sold rockets to Benin.", "negated"),
        ('Serbia said that it "categorically rejects" having sent rockets to Benin.', "denied"),
        ("Serbia is no longer selling rockets to Benin.", "negated"),
        ("The envoy described as baseless the claims about the delivery of rockets to Benin.", "denied"),
        ("Serbia said it had got no rockets from Togo and had delivered none to Benin.", "denied"),
    ],
)
def test_a_no_is_never_a_supply(statements: Reader, text: str, polarity: str) -> None:
    supplies = [s for s in statements(text) if s.kind is K.TRANSFER]
    assert supplies
    assert all(s.polarity == polarity for s in supplies)


@pytest.mark.parametrize(
    ("text", "gives", "gets"),
    [
        ("Serbia exported the rockets to the Ministry of Defence of Benin.", "RS", "BJ"),
        ("Serbia sold rockets, which have many uses, but are also scarce, to a Beninese firm.", "RS", "BJ"),
        ("Smugglers feed Togo's guns with shells.", "", "TG"),
        ("The rockets may have come out of Libyan stocks.", "LY", ""),
    ],
)
def test_who_gives_and_who_gets(statements: Reader, text: str, gives: str, gets: str) -> None:
    found = [s for s in statements(text) if s.kind is K.TRANSFER]
    assert [("".join(s.keys("supplier")), "".join(s.keys("recipient"))) for s in found] == [(gives, gets)]


def test_an_attempted_sale_and_a_charge_of_trafficking(statements: Reader) -> None:
    (sale,) = [s for s in statements("The panel heard of the attempted sale of rockets to Benin.") if s.kind is K.TRANSFER]
    assert sale.realis is Realis.ATTEMPTED
    assert not [s for s in statements("He faces accusations of arms trafficking to Togo, Benin and Chad.") if s.core]
