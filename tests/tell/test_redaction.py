from __future__ import annotations

import pytest

from headstamp.core.record import Item, Mark, Recovery, Sensitivity
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.redaction import redact_finding, redact_findings
from headstamp.core.where import Place
from tests.tell.conftest import SECRETS, reason
from tests.tell.outputs import every_output


@pytest.fixture
def leaky(finding):
    """A Finding whose every sentence repeats every secret."""
    text = "said " + ", ".join(SECRETS) + " and 12.346, 98.77"
    proposals = tuple(p.model_copy(update={"observation": text, "why": text}) for p in finding.would_change)
    return finding.model_copy(
        update={
            "answer": text, "unexplained": (text,), "conflicts": (text.upper(),), "limits": (text,), "would_change": proposals,
            "reasons": (reason("SU", sentence=text, note=text), reason("SU", sentence=text, context=True)),
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["terminal", "links", "summary", "json", "jsonl", "links.json", "csv", "links.csv", "xlsx", "html", "svg"]
)
def test_the_public_learns_no_name_place_day_or_photograph(name, leaky, silent, item, sources) -> None:
    """The hole would be a sentence about a field, after the field itself was withheld."""
    shown = every_output([(item, (leaky, silent))], sources, Profile.PUBLIC)[name].casefold()
    assert [s for s in (*SECRETS, "12.346", "98.77") if s.casefold() in shown] == []


def test_partners_learn_photographs_and_days_but_no_names(leaky, item, sources) -> None:
    shown = every_output([(item, (leaky,))], sources, Profile.PARTNER)["html"]
    assert "photosecret.jpg" in shown
    assert "2024-02-07" in shown
    assert [s for s in ("Qwortholder", "Zebrecorder", "Xylotown", "12.34567", "Notesecret") if s in shown] == []


def test_the_case_team_sees_everything(leaky, item, sources) -> None:
    outputs = every_output([(item, (leaky,))], sources, Profile.CONFIDENTIAL)
    for name in ("json", "html"):
        assert all(secret in outputs[name] for secret in SECRETS), name
    assert redact_finding(leaky, (item,), Profile.CONFIDENTIAL) is leaky


@pytest.mark.parametrize("profile", list(Profile))
def test_every_output_names_its_profile(profile, finding, item, sources) -> None:
    outputs = every_output([(item, (finding,))], sources, profile)
    assert [name for name, text in outputs.items() if name != "svg" and profile.value not in text] == []


def test_a_closed_mark_does_not_come_back_through_its_reason(item, finding) -> None:
    """`“539” is the plant at Tula` gives away a mark that the record closes."""
    closed = item.model_copy(update={"sensitivity": (("headstamp", Sensitivity.CONFIDENTIAL),)})
    seen = redact_finding(finding, (closed,), Profile.PUBLIC)
    assert all("539" not in r.sentence for r in seen.reasons)
    assert seen.reasons[0].sentence.startswith(WITHHELD)
    assert seen.reasons[0].weight == finding.reasons[0].weight


def test_a_plant_is_no_secret_where_a_recovery_in_its_town_is(finding) -> None:
    """Striking the label of the shelf would leave `[withheld] works`, and so tell the town to anybody who knows the plant."""
    found = Item(id="c-1", recovery=Recovery(place=Place(name="Tula", country="Freedonia")))
    told = finding.model_copy(update={"answer": "made by Tula works; found at Tula"})
    seen = redact_finding(told, (found,), Profile.PUBLIC)
    assert seen.answer == f"made by Tula works; found at {WITHHELD}"
    assert seen.hypotheses == finding.hypotheses


def test_the_country_that_everybody_may_see_is_left_standing(finding) -> None:
    found = Item(id="c-1", recovery=Recovery(place=Place(name="Sudan", country="Sudan")))
    told = finding.model_copy(update={"answer": "recovered in Sudan"})
    assert redact_finding(told, (found,), Profile.PUBLIC).answer == "recovered in Sudan"


def test_short_names_strike_no_other_words(finding) -> None:
    """A recorder with the initials `us` must not blank the word in every sentence, nor letters inside words."""
    found = Item(id="c-1", recovery=Recovery(recorder="US"))
    told = finding.model_copy(update={"answer": "US told us of USSR"})
    assert redact_finding(told, (found,), Profile.PUBLIC).answer == f"{WITHHELD} told us of USSR"


def test_links_are_searched_for_what_any_of_their_records_closes(finding) -> None:
    items = [Item(id=str(i), recovery=Recovery(holder=f"Holder{i}")) for i in range(3)]
    closed = Item(id="9", marks=(Mark(id="m", text="LOT77"),), sensitivity=(("marks", Sensitivity.RESTRICTED),))
    told = finding.model_copy(
        update={"answer": "Holder0 and Holder2 share LOT77", "reasons": (reason("SU", marks=("9:m",), sentence="both bear it"),)}
    )
    (seen,) = redact_findings([told], [*items, closed], Profile.PUBLIC)
    assert seen.answer == f"{WITHHELD} and {WITHHELD} share {WITHHELD}"
    assert seen.reasons[0].sentence.startswith(WITHHELD)
