"""A grade that a person put in the place of the computed one: kept with the statement's claim, the computed one beside it.

claim     {..., "overruled": {"grade": "B2", "who": "A. Example", "note": "why", "computed": Grade}}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from headstamp.case.statements import names_of
from headstamp.case.store import Draft
from headstamp.core.claim import Claim, Grade
from headstamp.core.errors import UsageError
from headstamp.reason.corroborate.model import Overrule

if TYPE_CHECKING:
    from headstamp.case.store import Case
    from headstamp.core.document import Document
    from headstamp.core.statement import Statement


def grade_named(text: str) -> Grade:
    """The grade of a letter A-F and a digit 1-6. Raises UsageError."""
    plain = text.strip().upper()
    if len(plain) != 2 or plain[0] not in "ABCDEF" or plain[1] not in "123456":
        raise UsageError(f"{text!r} is no grade", hint="a letter A to F for the source, a digit 1 to 6 for the statement: B2")
    return Grade.model_validate({"reliability": plain[0], "credibility": int(plain[1])})


def regraded(name: str, body: Mapping[str, Any], grade: Grade | None, who: str, note: str) -> Draft:
    """The next version of a claim with a person's grade; with None the computed one stands again."""
    claim, held = Claim.model_validate(body["claim"]), body.get("overruled")
    computed = Grade.model_validate(held["computed"]) if held else claim.grade
    kept = {key: value for key, value in body.items() if key != "overruled"}
    stands = computed
    if grade is not None:
        stands = grade.model_copy(update={"why": Overrule(statement=name, grade=grade, who=who, note=note).told(computed)})
        kept["overruled"] = {"grade": str(grade), "who": who, "note": note, "computed": computed.model_dump(mode="json")}
    elif held is None:
        raise UsageError(f"the grade of {name} is the computed one", hint="headstamp read grade CASE CLAIM --grade B2 --why ...")
    kept["claim"] = claim.model_copy(update={"grade": stands}).model_dump(mode="json")
    return Draft("claim", name, kept, "revise", note)


def overrules_in(case: Case, document: Document, read: Sequence[Statement], judged: Sequence[Statement]) -> list[Overrule]:
    """The grades that people put on statements of a document. `read` = as the rules read them, which their claims are named by;
    `judged` = as people left them, with those that a person added."""
    named = dict(zip(names_of(document, read), (s.id for s in read), strict=True))
    named |= {s.id: s.id for s in judged if s.id not in named.values()}
    out = []
    for name, statement in named.items():
        stored = case.find("claim", name)
        held = case.body(stored).get("overruled") if stored else None
        if held:
            out.append(Overrule(statement=statement, grade=grade_named(held["grade"]), who=held["who"], note=held["note"]))
    return out
