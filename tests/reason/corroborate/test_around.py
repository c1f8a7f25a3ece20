"""The sentence of a statement, the names in it and beside it, and that they bring two texts together where a slot was missed."""

from __future__ import annotations

from headstamp.core.document import Span
from headstamp.core.statement import Slot, Statement, StatementKind
from headstamp.reason.corroborate import Lexicon, relate
from headstamp.reason.corroborate.around import around, sentence
from headstamp.reason.corroborate.facts import gather
from tests.reason.corroborate.making import paper

TEXT = "It rained. According to the harbour office, rockets reached Eritrea aboard the Halcyon Tern on 4 March. Nobody paid."
OTHER = "On Friday rockets were landed. The Halcyon Tern had come in at night."


def claim(document: str, text: str, words: str, **slots: str) -> Statement:
    at = text.index(words)
    found = tuple((name, Slot(value=value)) for name, value in slots.items())
    return Statement(id=f"{document}#{at}", document=document, kind=StatementKind.TRANSFER, slots=found,
                     span=Span(start=at, end=at + len(words), text=words))  # fmt: skip


def test_the_sentence_around_a_clause(lexicon: Lexicon) -> None:
    s = claim("Post", TEXT, "rockets reached Eritrea", items="rockets")
    document = paper("Post", text=TEXT)
    assert sentence(s, document).startswith("According to the harbour office")
    assert sentence(s, None) == "rockets reached Eritrea"
    found = around(s, document, lexicon)
    assert found.told
    assert found.states == {"ER"}
    assert len(found.mentions) == 2  # Halcyon and Tern; March is no name


def test_a_name_that_the_reader_missed_brings_two_texts_together(lexicon: Lexicon) -> None:
    papers = (paper("Post", text=TEXT), paper("Mail", text=OTHER))
    a = claim("Post", TEXT, "rockets reached Eritrea", items="rockets", recipient="Eritrea")
    b = claim("Mail", OTHER, "rockets were landed", items="rockets")
    ship = claim("Mail", OTHER, "The Halcyon Tern had come in at night", vessel="Halcyon Tern")
    assert gather([b, ship], {p.id: p for p in papers}, lexicon)[0].setting
    (found,) = (r for r in relate([a, b, ship], papers, lexicon) if {r.a, r.b} == {a.id, b.id})
    assert "same_setting" in {why.rule for why in found.reasons}
