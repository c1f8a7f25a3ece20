"""Sentences of our own, one for each thing that the reader must get right."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.document import VoiceKind
from headstamp.core.statement import Realis, Statement, StatementKind
from headstamp.reason.read.rules import READ_RULES

Reader = Callable[..., tuple[Statement, ...]]
K = StatementKind


def pairs(found: tuple[Statement, ...], *kinds: StatementKind) -> set[tuple[str, str]]:
    return {
        ("".join(s.keys("supplier")[:1]), "".join(s.keys("recipient")[:1]))
        for s in found
        if s.kind in (kinds or (K.TRANSFER,)) and s.core
    }


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Iran has shipped hundreds of drones to Russia, officials said.", {("IR", "RU")}),
        ("Syria received missile components from the DPRK between 2012 and 2017.", {("KP", "SY")}),
        ("Rifles were sold to Mali by Bulgaria.", {("BG", "ML")}),
        ("Pyongyang's export of rifles to Ethiopia ended in 2007.", {("KP", "ET")}),
        ("Arms shipments from Iran to the Houthis continued.", {("IR", "YE")}),
        ("A Romanian exporter supplied the army of Chad with rifles.", {("RO", "TD")}),
        ("Iran has supplied Syria and Sudan with rockets.", {("IR", "SY"), ("IR", "SD")}),
        ("Russia handed over captured weapons to Iran.", {("RU", "IR")}),
        ("Chad's army is said to have bought the rockets that Sudan got from Iran.", {("", "TD"), ("IR", "SD")}),
        ("Cuba armed the front's rebels in Angola with rifles.", {("CU", "AO")}),
        ("The rockets were destined for rebels in Chad.", {("", "TD")}),
        ("The DPRK sold mortars to Eritrea, the Republic of the Congo and Uganda.", {("KP", "ER"), ("KP", "CG"), ("KP", "UG")}),
        (
            "North Korea's main clients include states such as Syria, Egypt and Hezbollah.",
            {("KP", "SY"), ("KP", "EG"), ("KP", "LB")},
        ),
    ],
)
def test_who_gave_whom(statements: Reader, text: str, pair: set[tuple[str, str]]) -> None:
    assert pairs(statements(text)) == pair


@pytest.mark.parametrize(
    "text",
    [
        "The sanctions are meant to deny North Korea revenue for its weapons programmes.",
        "The Office gave the Panel its report.",
        "China supplied rice and medicine to the DPRK.",
        "Officers are to be supplied with rifles only when the law allows it.",
        "The team handed the boxes of files over to the ministry.",
    ],
)
def test_what_is_no_transfer(statements: Reader, text: str) -> None:
    assert not [
        s for s in statements(text) if s.kind is K.TRANSFER and s.core and s.polarity == "affirmed" and s.keys("supplier")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Belarus denied that it had sold tanks to Sudan.",
        "Iranian officials have repeatedly denied supplying Moscow with missiles.",
        "The ministry rejected reports that Iran had delivered drones to Sudan.",
        "The embassy called the accusation that Cuba had supplied mortars to Angola a crude lie.",
        "The Ethiopian air force told the Panel that it had never bought spare parts for tanks from North Korea.",
        "We have never sold a single bullet to Chad, the ambassador told reporters.",
        "Pakistan did not sell shells to Ukraine, a spokesman for its foreign ministry said.",
    ],
)
def test_a_denial_is_a_denied_statement(statements: Reader, text: str) -> None:
    found = [s for s in statements(text) if s.kind in (K.TRANSFER, K.DENIAL)]
    assert found
    assert all(s.polarity == "denied" for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "The government neither confirmed nor denied that it had bought missiles from China.",
        "Libya refused to say whether it had bought missiles from China.",
        "The navy would not confirm reports that China had sold missiles to Libya.",
    ],
)
def test_silence_is_neither(statements: Reader, text: str) -> None:
    assert {s.polarity for s in statements(text) if s.kind is K.TRANSFER} == {"unknown"}


def test_no_evidence_is_negated_and_not_denied(statements: Reader) -> None:
    (found,) = statements("There is no evidence that Kenya transferred the rifles to South Sudan.")
    assert found.polarity == "negated"


def test_not_to_deny_is_no_denial(statements: Reader) -> None:
    assert not [s for s in statements("He did not deny the charges about the rifles.") if s.core and s.kind is K.DENIAL]


def test_a_state_media_negation_is_a_denial(statements: Reader) -> None:
    (found,) = statements("The DPRK has not exported arms to Russia.", voice=VoiceKind.STATE_MEDIA)
    assert found.polarity == "denied"


def test_the_accused_supplies_and_the_accuser_speaks(statements: Reader) -> None:
    found = statements("Israel accused Iran of sending rockets to Hezbollah via Damascus.")
    (transfer,) = [s for s in found if s.kind is K.TRANSFER]
    assert (transfer.keys("supplier"), transfer.keys("recipient")) == (("IR",), ("LB",))
    assert transfer.hedge == "alleged"
    assert transfer.voice is not None
    assert transfer.voice.key == "IL"
    assert transfer.keys("route") == ("SY",)


def test_a_port_and_a_transit_state_are_a_route(statements: Reader) -> None:
    (found,) = statements("The freighter Blue Star sailed from Bandar Abbas to Massawa with rockets.")
    assert found.kind is K.TRANSPORT
    assert not found.of("supplier")
    assert not found.of("recipient")
    assert [slot.key for slot in found.of("route")] == ["IR", "ER"]
    (through,) = statements("Libya sent rifles to Mali through Niger.")
    assert (through.keys("supplier"), through.keys("recipient"), through.keys("route")) == (("LY",), ("ML",), ("NE",))


def test_between_gives_no_direction(statements: Reader) -> None:
    (found,) = [s for s in statements("Petrov brokered arms deals between Russia and North Korea.") if s.core]
    assert found.kind is K.BROKERING
    assert {slot.key for slot in found.of("parties")} == {"RU", "KP"}
    assert not found.of("supplier")
    assert not found.of("recipient")


def test_a_stopped_cargo_is_two_statements(statements: Reader) -> None:
    text = "On 3 May 2019 the navy of Oman stopped the dhow Amal. It was carrying 2,116 rifles from Iran to Yemen."
    stop, transfer = statements(text)
    assert stop.kind is K.INTERDICTION
    assert transfer.kind is K.TRANSFER
    assert transfer.interdicted
    assert transfer.quantity is not None
    assert (transfer.quantity.low, transfer.quantity.unit) == (2116, "rifles")
    assert [d.inferred for d in transfer.dates] == ["date of the sentence before"]
    assert [slot.how for slot in transfer.of("vessel")] == ["carried"]


def test_attempted_intended_possible_ongoing(statements: Reader) -> None:
    def realis(text: str) -> Realis:
        return next(s.realis for s in statements(text) if s.kind in (K.TRANSFER, K.PROCUREMENT_ATTEMPT))

    assert realis("Sudan tried to buy tanks from Belarus.") is Realis.ATTEMPTED
    assert realis("Sudan plans to buy tanks from Belarus.") is Realis.INTENDED
    assert realis("Belarus may sell tanks to Sudan.") is Realis.POSSIBLE
    assert realis("Belarus has been selling tanks to Sudan.") is Realis.ONGOING
    assert realis("Belarus sold tanks to Sudan.") is Realis.ACTUAL


def test_persons_are_deployed_and_trained_not_shipped(statements: Reader) -> None:
    (sent,) = statements("Russian military advisers were sent to the Central African Republic in January 2018.")
    assert sent.kind is K.DEPLOYMENT
    (trained,) = statements("North Korean instructors trained Ugandan police in 2014.")
    assert trained.kind is K.ASSISTANCE
    assert (trained.keys("supplier"), trained.keys("recipient")) == (("KP",), ("UG",))


def test_payment_has_the_payer_first(statements: Reader) -> None:
    (found,) = statements("Hezbollah paid North Korea for the rockets in cash and cocaine.")
    assert found.kind is K.PAYMENT
    assert (found.keys("supplier"), found.keys("recipient")) == (("LB",), ("KP",))
    assert [slot.value for slot in found.of("payment")] == ["cash", "cocaine"]


def test_finds_are_counted_each_for_itself(statements: Reader) -> None:
    found = statements("We documented 62 rifles, nine mortar tubes and about 3,000 cartridges in the yard at Bouar.")
    assert [(s.kind, s.quantity.low if s.quantity else None) for s in found] == [
        (K.PRESENCE, 62),
        (K.PRESENCE, 9),
        (K.PRESENCE, 3000),
    ]


def test_cover_and_marks(statements: Reader) -> None:
    (cover,) = statements("The containers had been declared as irrigation pumps.")
    assert cover.kind is K.CONCEALMENT
    assert [slot.value for slot in cover.of("declared_as")] == ["irrigation pumps"]
    first, second = statements("The cartridges have headstamps 31_03 (1,900 pieces) and KT 94 (about 1,100).")[-2:]
    assert (first.kind, second.kind) == (K.MARK, K.MARK)
    assert [s.of("mark")[0].value for s in (first, second)] == ["31_03", "KT 94"]


def test_listings_and_their_reasons(statements: Reader) -> None:
    found = statements("The Treasury designated Marko Petrov on 3 May 2019 for brokering arms deals.")
    (listed,) = [s for s in found if s.core]
    assert listed.kind is K.DESIGNATION
    assert listed.dates[0].when.first == listed.dates[0].when.last


def test_a_clients_own_words_are_their_own_kind(statements: Reader) -> None:
    (found,) = statements("Burkina Faso is ready to buy North Korean weapons, its defence minister said.")
    assert found.kind is K.CLIENT_STATEMENT
    assert found.realis is Realis.INTENDED
    assert found.keys("recipient") == ("BF",)


def test_causes_and_forecasts_are_no_events(statements: Reader) -> None:
    found = statements("As a result of the seizure, premiums rose. These skills could spread to armed groups.")
    assert {s.kind for s in found} == {K.JUDGEMENT}
    assert not any(s.core for s in found)


def test_a_headline_is_kept_apart(statements: Reader) -> None:
    found = statements("Iran sends rockets to Sudan\n\nIran sent rockets to Sudan in 2019, a report says.")
    assert [s.core for s in found if s.kind is K.TRANSFER] == [False, True]


def test_a_bare_no_is_a_denial_of_each_thing(statements: Reader) -> None:
    found = statements("No mortar, no shell, no instructor.", voice=VoiceKind.STATE_MEDIA)
    assert [(s.kind, s.polarity) for s in found] == [
        (K.TRANSFER, "denied"), (K.TRANSFER, "denied"), (K.DEPLOYMENT, "denied"),
    ]  # fmt: skip


def test_every_span_is_found_again_and_every_rule_has_its_page(statements: Reader) -> None:
    text = "On 3 May 2019 Iran, which denied it, sold 60 rockets to Sudan for $2 million, Reuters said. It may sell more to them."
    names = {rule.__name__ for rule in READ_RULES}
    for statement in statements(text):
        spans = [statement.span, *(slot.span for _, slot in statement.slots), *(d.span for d in statement.dates)]
        assert all(text[span.start : span.end] == span.text for span in spans if span is not None)
        assert set(statement.rules) <= names
        assert statement.id.startswith("d#")


def test_the_same_text_gives_the_same_statements(statements: Reader) -> None:
    text = "Iran sold rockets to Sudan. They were paid for with gold."
    assert statements(text) == statements(text)


LINE = "Iran Sudan rockets sold to the from denied that which was by and , . paid with gold no never ship its it may according"
WORDS = (*LINE.split(), "(", ")", "122", "mm", "in", "May", "2019", "$5", "million", ":", "said", "’s", "\n\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_order_of_words_breaks_the_reader(statements: Reader, words: list[str]) -> None:
    text = " ".join(words)
    for statement in statements(text):
        assert text[statement.span.start : statement.span.end] == statement.span.text


@pytest.mark.parametrize(
    "text",
    [
        "Iran sold rockets to Sudan and " * 300,
        "Iran sold rockets to " + "Sudan, Chad, Mali, " * 300,
        "the sale of the sale " * 400,
        "(" * 3000,
    ],
)
def test_endless_sentences_are_read_in_bounded_time(statements: Reader, text: str) -> None:
    assert len(statements(text)) < 2000
