"""Did A supply B? Every voice once, both sides, with citations; silence shows nothing."""

from __future__ import annotations

from typing import Any

from headstamp.core.claim import Citation, Grade
from headstamp.core.document import VoiceKind
from headstamp.core.finding import Basis, Finding
from headstamp.core.statement import Realis, Statement
from headstamp.core.when import When
from headstamp.reason.corroborate import (
    CORROBORATION_RULES,
    Lexicon,
    ListCheck,
    Overrule,
    Question,
    corroboration_finding,
    graded,
    relate,
)
from tests.reason.corroborate.making import paper, said

V = VoiceKind
PAPERS = tuple(paper(f"Paper {i}", V.MEDIA, "2011-05-01") for i in range(4))
US, KR, KP = (("the White House", V.OFFICIAL), ("Seoul", V.OFFICIAL), ("Pyongyang", V.OFFICIAL))
SUPPLY: dict[str, Any] = {"supplier": "KP", "recipient": "ER", "items": "122 mm rockets"}


def ask(lexicon: Lexicon, *found: Statement, period: str = "2011", supplier: str = "KP") -> Finding:
    question = Question(supplier, "ER", When.parse(period))
    return corroboration_finding(question, found, relate(found, PAPERS, lexicon), PAPERS, lexicon)


def one(at: int, **more: Any) -> Statement:
    return said(f"Paper {at}", **(SUPPLY | more))


def test_each_voice_weighs_once(lexicon: Lexicon) -> None:
    once = ask(lexicon, one(0, voice=US, date="2011-03"))
    thrice = ask(lexicon, *(one(i, voice=US, date="2011-03") for i in range(3)))
    assert once.top.probability == thrice.top.probability
    (reason,) = [r for r in thrice.reasons if r.rule == "voice_says"]
    assert len(reason.citations) == 3
    assert "one voice in 3 places" in reason.note


def test_more_voices_and_evidence_say_more_and_no_reading_is_certain(lexicon: Lexicon) -> None:
    alone = ask(lexicon, one(0, voice=US))
    both = ask(lexicon, one(0, voice=US), one(1, voice=KR), one(2, voice=("Paris", V.OFFICIAL), evidence="imagery"))
    assert alone.top.probability < both.top.probability < 0.95
    assert both.top.word == "very likely"
    assert {r.rule for r in both.reasons} >= {"voice_says", "physical_sign"}
    assert both.basis is Basis.CONSISTENT
    assert both.would_change


def test_the_denial_stands_beside_it_and_weighs_little(lexicon: Lexicon) -> None:
    found = ask(lexicon, one(0, voice=US), one(1, voice=KP, polarity="denied"))
    (denial,) = [r for r in found.reasons if r.rule == "voice_denies"]
    assert denial.weight < 0
    assert "own doings" in denial.note
    assert "Paper 0" in found.conflicts[0]
    assert "Paper 1" in found.conflicts[0]
    assert found.top.id == "supplied"


def test_a_denial_alone_shows_no_supply(lexicon: Lexicon) -> None:
    found = ask(lexicon, one(0, voice=("Paris", V.OFFICIAL), polarity="denied"))
    assert found.top.id == "not-shown"


def test_silence_has_no_basis(lexicon: Lexicon) -> None:
    found = ask(lexicon, one(0, voice=US), supplier="FR")
    assert found.abstains
    assert "silence" in found.answer
    assert found.reasons == ()


def test_the_period_leaves_out_what_lies_outside(lexicon: Lexicon) -> None:
    assert ask(lexicon, one(0, voice=US, date="2009-03")).abstains
    assert not ask(lexicon, one(0, voice=US, date="2009-03"), period="").abstains


def test_an_intention_weighs_less(lexicon: Lexicon) -> None:
    meant, sent = ask(lexicon, one(0, voice=US, realis=Realis.INTENDED)), ask(lexicon, one(0, voice=US))
    assert meant.top.probability < sent.top.probability


def test_grades_at_hand_are_used_and_lists_are_told(lexicon: Lexicon) -> None:
    found = [one(0, voice=US)]
    check = ListCheck(
        statement=found[0].id, agrees=False, what="date", sentence="another day", citations=(Citation(source_id="LIST"),)
    )
    own = Overrule(statement=found[0].id, grade=Grade(reliability="D", credibility=4), who="rk", note="a known mistake")
    grades = graded(found, (), PAPERS, lexicon, overrules=[own])
    less = corroboration_finding(Question("KP", "ER"), found, (), PAPERS, lexicon, grades=grades, checks=[check])
    assert less.top.probability < ask(lexicon, *found).top.probability
    assert [r.sentence for r in less.reasons if r.rule == "list_says"] == ["another day"]


def test_same_inputs_same_bytes_and_known_rules(lexicon: Lexicon) -> None:
    found = [one(0, voice=US), one(1, voice=KR), one(2, voice=KP, polarity="denied"), one(3, realis=Realis.ATTEMPTED)]
    assert ask(lexicon, *found).to_json() == ask(lexicon, *found).to_json()
    assert {r.rule for r in ask(lexicon, *found).reasons} <= {rule.__name__ for rule in CORROBORATION_RULES}


def test_wording_accuses_nobody(lexicon: Lexicon) -> None:
    text = ask(lexicon, one(0, voice=US), one(1, voice=KR)).to_json().casefold()
    assert not any(word in text for word in ("guilty", "proves", "criminal", "caught"))
