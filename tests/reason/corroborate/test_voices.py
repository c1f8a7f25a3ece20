"""One voice is one key: bodies of a state, agencies, voices without a name; and origins that are not shown to be two."""

from __future__ import annotations

import pytest

from headstamp.core.document import VoiceKind
from headstamp.reason.corroborate import Lexicon, relate
from headstamp.reason.corroborate.voices import voices
from tests.reason.corroborate.making import paper, said

V = VoiceKind
PAPERS = {p.id: p for p in (paper("Harbour Post"), paper("Coast Daily", published="2011-05-03"))}


def keys(lexicon: Lexicon, *words: tuple[str, VoiceKind]) -> list[str]:
    statements = [said("Harbour Post", voice=w) for w in words]
    found = voices(statements, PAPERS, lexicon)
    return [found[s.id].key for s in statements]


def test_bodies_of_one_state_are_one_voice(lexicon: Lexicon) -> None:
    assert set(keys(lexicon, ("the White House", V.OFFICIAL), ("U.S. Treasury", V.OFFICIAL), ("미국 백악관", V.OFFICIAL))) == {
        "state:US"
    }
    assert set(keys(lexicon, ("the port authority of Djibouti", V.OFFICIAL), ("портовые власти Джибути", V.OFFICIAL))) == {
        "state:DJ"
    }


def test_a_place_after_in_is_no_speaker(lexicon: Lexicon) -> None:
    assert keys(lexicon, ("a US official in Moscow", V.OFFICIAL)) == ["state:US"]


def test_an_agency_is_one_voice_in_every_paper(lexicon: Lexicon) -> None:
    a, b = said("Harbour Post", voice=("Reuters", V.MEDIA)), said("Coast Daily", voice=("the Reuters news agency", V.MEDIA))
    found = voices([a, b], PAPERS, lexicon)
    assert found[a.id].key == found[b.id].key == "body:reuters"


def test_voices_without_a_name_count_once(lexicon: Lexicon) -> None:
    assert len(set(keys(lexicon, ("diplomats", V.OFFICIAL), ("sources close to the matter", V.OFFICIAL)))) == 1


def test_a_short_name_is_the_fuller_one_before_it(lexicon: Lexicon) -> None:
    first, second = keys(lexicon, ("the Strand Institute", V.NGO), ("the institute", V.NGO))
    assert first == second != ""


def test_who_denies_is_the_speaker_of_a_denial(lexicon: Lexicon) -> None:
    s = said("Harbour Post", "denial", actor="North Korean officials")
    assert voices([s], PAPERS, lexicon)[s.id].key == "state:KP"


def test_a_paper_quoted_by_another_is_that_paper(lexicon: Lexicon) -> None:
    own, quoted = said("Harbour Post"), said("Coast Daily", voice=("the Harbour Post", V.MEDIA))
    found = voices([own, quoted], PAPERS, lexicon)
    assert found[own.id].key == found[quoted.id].key


def test_the_author_speaks_where_nobody_is_quoted(lexicon: Lexicon) -> None:
    a, b = said("Harbour Post"), said("Coast Daily")
    found = voices([a, b], PAPERS, lexicon)
    assert found[a.id].key != found[b.id].key
    assert found[a.id].kind is V.MEDIA


FACTS = {"supplier": "KP", "recipient": "ER", "items": "rockets", "vessel": "Halcyon Tern", "date": "2011-03-04"}


def test_one_agency_report_in_two_papers_is_one_origin(lexicon: Lexicon) -> None:
    words = "The freighter Halcyon Tern left with rockets for Eritrea on 4 March, an official said"
    pair = [said("Harbour Post", words=words, **FACTS), said("Coast Daily", words=words + " late on Sunday", **FACTS)]
    (relation,) = relate(pair, PAPERS.values(), lexicon)
    assert not relation.independent
    assert relation.kind == "same-origin"


def test_two_named_witnesses_are_two_origins(lexicon: Lexicon) -> None:
    pair = [
        said("Harbour Post", voice=("the White House", V.OFFICIAL), **FACTS),
        said("Coast Daily", voice=("Seoul", V.OFFICIAL), **FACTS),
    ]
    (relation,) = relate(pair, PAPERS.values(), lexicon)
    assert relation.independent
    assert relation.kind == "corroborates"


@pytest.mark.parametrize("own", ["", "photo"])
def test_a_retelling_without_witness_counts_once_unless_it_shows_evidence(lexicon: Lexicon, own: str) -> None:
    more = {"evidence": own} if own else {}
    pair = [said("Harbour Post", voice=("Seoul", V.OFFICIAL), **FACTS), said("Coast Daily", **FACTS, **more)]
    (relation,) = relate(pair, PAPERS.values(), lexicon)
    assert relation.independent is bool(own)


def test_a_text_that_names_the_other_as_its_source_is_its_retelling(lexicon: Lexicon) -> None:
    a = said("Harbour Post", voice=("a rebel commander", V.PARTY), supplier="SD", items="mortar bombs", place="Bria")
    b = said("Coast Daily", voice=("the Harbour Post", V.MEDIA), supplier="SD", items="mortar bombs", place="Bria")
    (relation,) = relate([a, b], PAPERS.values(), lexicon)
    assert (relation.kind, relation.independent) == ("same-origin", False)


PLAIN = {"supplier": "KP", "recipient": "ER", "items": "rockets"}


def independent(lexicon: Lexicon, one: tuple[str, VoiceKind] | None, other: tuple[str, VoiceKind] | None) -> bool:
    pair = [said("Harbour Post", voice=one, **PLAIN), said("Coast Daily", voice=other, **PLAIN)]
    (relation,) = relate(pair, PAPERS.values(), lexicon)
    assert ("counts once" in relation.sentence) is not relation.independent
    return relation.independent


def test_independence_has_to_be_shown(lexicon: Lexicon) -> None:
    us, seoul = ("the White House", V.OFFICIAL), ("Seoul", V.OFFICIAL)
    assert independent(lexicon, us, seoul)
    assert not independent(lexicon, us, None)  # a paper that does not say how it knows
    assert not independent(lexicon, None, None)
    assert not independent(lexicon, us, ("Reuters", V.MEDIA))
    assert not independent(lexicon, us, ("officials", V.OFFICIAL))  # perhaps of the same house
    assert independent(lexicon, us, ("fishermen", V.FIELD))


def test_a_body_is_its_proper_words_and_not_the_part_it_plays(lexicon: Lexicon) -> None:
    ours = ("port officials in Ardane", "the port authority of Ardane", "Port officials in Ardane")
    assert len(set(keys(lexicon, *((words, V.OFFICIAL) for words in ours)))) == 1
    assert keys(lexicon, ("Norvinka", V.PARTY))[0].startswith("name:")
    assert keys(lexicon, ("A Western diplomat", V.OFFICIAL), ("Diplomats", V.OFFICIAL)) == ["unnamed:official"] * 2


def test_a_bare_noun_takes_up_the_body_before_it(lexicon: Lexicon) -> None:
    first, second = keys(lexicon, ("Strand Arms Watch", V.NGO), ("the group", V.UNKNOWN))
    assert first == second


def test_an_office_in_a_text_of_a_state_is_that_state(lexicon: Lexicon) -> None:
    agency = paper("KCNA", V.STATE_MEDIA)
    s = said("KCNA", voice=("a vice director of the Ministry of Defence", V.OFFICIAL), polarity="denied", **PLAIN)
    assert voices([s], {"KCNA": agency}, lexicon)[s.id].key == "state:KP"
