"""Letters from the table, digits from voices, contradiction and physical evidence; a person's grade beside the computed one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.claim import Grade
from headstamp.core.document import VoiceKind
from headstamp.core.errors import UsageError
from headstamp.core.statement import Realis, Statement
from headstamp.reason.corroborate import Graded, Lexicon, Overrule, grade, graded, relate
from tests.reason.corroborate.making import paper, said, shipped

V = VoiceKind
PAPERS = tuple(paper(f"{what}Paper {i}", V.MEDIA, "2011-05-01") for what in ("", "Reprint of ") for i in range(5))
US, KR, FR, KP = (("the White House", V.OFFICIAL), ("Seoul", V.OFFICIAL), ("Paris", V.OFFICIAL), ("Pyongyang", V.OFFICIAL))
SUPPLY: dict[str, Any] = {"supplier": "KP", "recipient": "ER", "items": "122 mm rockets", "vessel": "Halcyon Tern"}


def first(lexicon: Lexicon, *found: Statement) -> Graded:
    return graded(found, relate(found, PAPERS, lexicon), PAPERS, lexicon)[found[0].id]


def one(at: int, **more: Any) -> Statement:
    return said(f"Paper {at}", **(SUPPLY | more))


def test_one_voice_is_possibly_true(lexicon: Lexicon) -> None:
    found = first(lexicon, one(0, voice=US))
    assert str(found.stands) == "B3"
    assert "keep records" in found.stands.why


def test_the_same_voice_in_five_papers_is_one(lexicon: Lexicon) -> None:
    found = first(lexicon, *(one(i, voice=US) for i in range(5)))
    assert found.stands.credibility == 3
    assert len(found.voices) == 1


def test_independent_voices_raise_the_digit(lexicon: Lexicon) -> None:
    assert first(lexicon, one(0, voice=US), one(1, voice=KR)).stands.credibility == 2


def test_physical_evidence_raises_the_digit(lexicon: Lexicon) -> None:
    found = first(lexicon, one(0, voice=US, evidence="imagery"))
    assert (found.stands.credibility, found.physical) == (2, ("imagery",))


def test_machine_readings_never_reach_one(lexicon: Lexicon) -> None:
    voices = [US, KR, FR]
    machine = [one(i, voice=v) for i, v in enumerate(voices)]
    assert first(lexicon, *machine).stands.credibility == 2
    read = [one(i, voice=v, status="accepted") for i, v in enumerate(voices)]
    assert first(lexicon, *read).stands.credibility == 1


def test_a_party_that_denies_is_interested_and_moves_the_digit_little(lexicon: Lexicon) -> None:
    found = [one(0, voice=US), one(1, voice=KR), one(2, voice=KP, polarity="denied")]
    grades = graded(found, relate(found, PAPERS, lexicon), PAPERS, lexicon)
    assert grades[found[0].id].stands.credibility == 2
    denial = grades[found[2].id]
    assert denial.interest
    assert (denial.stands.reliability, denial.stands.credibility) == ("D", 5)


def test_an_independent_contradiction_lowers_the_digit(lexicon: Lexicon) -> None:
    assert first(lexicon, one(0, voice=US), one(1, voice=FR, polarity="denied")).stands.credibility == 4


def test_opinions_and_the_merely_possible_cannot_be_judged(lexicon: Lexicon) -> None:
    assert first(lexicon, said("Paper 0", "judgement", voice=US)).stands.credibility == 6
    assert first(lexicon, one(0, voice=US, realis=Realis.POSSIBLE)).stands.credibility == 6
    assert first(lexicon, one(0, voice=US, hedge="alleged")).stands.credibility == 4


def test_intentions_do_not_confirm_deliveries(lexicon: Lexicon) -> None:
    assert first(lexicon, one(0, voice=US), one(1, voice=KR, realis=Realis.INTENDED)).stands.credibility == 3


def test_a_person_overrules_and_both_grades_are_kept(lexicon: Lexicon) -> None:
    s = one(0, voice=US)
    mine = Overrule(statement=s.id, grade=Grade(reliability="A", credibility=1), who="rk", note="I saw the crates")
    found = graded([s], (), PAPERS, lexicon, overrules=[mine])[s.id]
    assert (str(found.stands), str(found.computed)) == ("A1", "B3")
    assert "I saw the crates" in found.stands.why
    assert "Computed: B3" in found.stands.why
    assert grade([s], (), PAPERS, lexicon, overrules=[mine])[s.id] == found.stands
    with pytest.raises(UsageError):
        graded([s], (), PAPERS, lexicon, overrules=[mine.model_copy(update={"statement": "x"})])


def test_without_the_table_nobody_is_trusted() -> None:
    s = one(0, voice=US)
    assert graded([s], (), PAPERS, Lexicon())[s.id].stands.reliability == "F"


def test_a_retelling_ties_no_two_witnesses_together(lexicon: Lexicon) -> None:
    """A paper without a witness goes with one of them; both still count, and it does not."""
    found = first(lexicon, one(0, voice=US), one(1, voice=KR), one(2), one(3, voice=("Reuters", V.MEDIA)))
    assert len(found.voices) == 2
    assert found.stands.credibility == 2


def test_papers_that_name_nobody_are_one_voice(lexicon: Lexicon) -> None:
    found = first(lexicon, one(0), one(1), one(2))
    assert (len(found.voices), found.stands.credibility) == (1, 3)


def test_a_state_and_its_press_are_one_voice(lexicon: Lexicon) -> None:
    tass = paper("TASS", V.STATE_MEDIA)
    pair = [said("TASS", **SUPPLY), one(0, voice=("the Kremlin", V.OFFICIAL))]
    grades = graded(pair, relate(pair, (tass, *PAPERS), lexicon), (tass, *PAPERS), lexicon)
    assert [len(g.voices) for g in grades.values()] == [1, 1]


def test_voices_of_one_side_count_and_are_told(lexicon: Lexicon) -> None:
    allied = first(lexicon, one(0, voice=US), one(1, voice=KR))
    assert (allied.side, allied.stands.credibility) == ("us-partners", 2)
    assert "one interest" in allied.stands.why
    assert first(lexicon, one(0, voice=US), one(1, voice=("fishermen", V.FIELD))).side == ""


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([US, KR, FR, KP, None]), st.booleans(), st.booleans()), max_size=8))
def test_copies_of_a_statement_change_no_digit(drawn: list[tuple[int, Any, bool, bool]]) -> None:
    """The same utterances printed once more elsewhere are no more support."""
    found = [one(at, voice=voice, polarity="denied" if no else "affirmed", **({"evidence": "photo"} if seen else {}))
             for at, voice, no, seen in drawn]  # fmt: skip
    copies = [s.model_copy(update={"id": f"{s.id} again", "document": f"Reprint of {s.document}"}) for s in found if s.voice]
    plain = graded(found, relate(found, PAPERS, shipped()), PAPERS, shipped())
    twice = graded([*found, *copies], relate([*found, *copies], PAPERS, shipped()), PAPERS, shipped())
    assert all(plain[key].stands.credibility != 1 for key in plain)
    assert all(len(plain[key].voices) == len(twice[key].voices) for key in plain)


VOICES = [US, KR, FR, KP, ("Reuters", V.MEDIA), ("diplomats", V.OFFICIAL), ("fishermen", V.FIELD), None]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(VOICES), st.booleans(), st.booleans()), min_size=1, max_size=7))
def test_a_retelling_more_is_no_voice_more_and_no_machine_reading_is_sure(drawn: list[tuple[int, Any, bool, bool]]) -> None:
    found = [one(at, voice=voice, polarity="denied" if no else "affirmed", **({"evidence": "imagery"} if seen else {}))
             for at, voice, no, seen in drawn]  # fmt: skip
    more = [*found, said("Reprint of Paper 1", **SUPPLY)]
    before = graded(found, relate(found, PAPERS, shipped()), PAPERS, shipped())
    after = graded(more, relate(more, PAPERS, shipped()), PAPERS, shipped())
    assert all(len(after[key].voices) <= len(before[key].voices) for key in before)
    assert all(grade.computed.credibility != 1 for grade in after.values())
