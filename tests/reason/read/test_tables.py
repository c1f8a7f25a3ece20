"""The tables fit the rules: every condition has its rule, and no name hides another."""

from __future__ import annotations

from headstamp.reason.read import Lexicon
from headstamp.reason.read.needs import NEEDS
from headstamp.reason.read.rules import READ_RULES
from headstamp.reference.shelf import load_shelf


def test_every_condition_of_the_table_has_its_rule() -> None:
    rows = [row for row in load_shelf().tables.predicates if row.language == "en"]
    assert {row.needs for row in rows} == set(NEEDS)


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.__name__ for rule in READ_RULES}) == len(READ_RULES)


def test_generic_names_of_parties_are_not_looked_for(lexicon: Lexicon) -> None:
    assert not [entry for entry in lexicon.phrases["ministry"] if entry.words == ("Ministry", "of", "National", "Defence")]
    assert not [e for e in lexicon.phrases["ministry"] if e.key.startswith("parties/") and len(e.words) < 4]


def test_states_and_bodies_resolve_to_their_country(lexicon: Lexicon) -> None:
    def country(*words: str) -> str:
        return next(e.country for e in lexicon.phrases[words[0].casefold()] if e.words == words)

    assert country("Wagner", "Group") == "RU"
    assert country("Houthis") == "YE"
    assert country("Democratic", "People", "s", "Republic", "of", "Korea") == "KP"
    assert country("Moscow") == "RU"
