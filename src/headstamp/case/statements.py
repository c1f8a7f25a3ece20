"""Statements of reports in a case: each is a claim of the file that it was read from, with the statement beside it.

    claim     {"claim": Claim, "since": "", "until": "", "statement": Statement, "overruled": Overruled}

The claim says that the file states the sentence; the statement says what was read in it, and whether a person has looked at it.
`overruled` stands only where a person put a grade in the place of the computed one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from headstamp.case.store import Draft, Stored
from headstamp.core.claim import Citation, Claim, Grade
from headstamp.core.document import Document
from headstamp.core.errors import UsageError
from headstamp.core.statement import Statement

if TYPE_CHECKING:
    from headstamp.case.store import Case

STATES = "text_states"
MOST = 2000  # signs of a sentence in a claim; the statement has all
_POLARITY: dict[str, Literal["affirmed", "denied", "unknown"]] = {
    "affirmed": "affirmed", "denied": "denied", "negated": "denied", "unknown": "unknown",
}  # fmt: skip


def of_statements(document: Document, statements: Sequence[Statement], grades: Mapping[str, Grade]) -> list[Draft]:
    """A draft for each statement of a document, under an id of the file, the signs and the kind: the same reading again gives the
    same drafts. `grades` by the id of the statement."""
    return [
        Draft("claim", name, _body(name, s, document.sha256, document.locator(s.span), grades.get(s.id, Grade())))
        for name, s in zip(names_of(document, statements), statements, strict=True)
    ]


def names_of(document: Document, statements: Sequence[Statement]) -> list[str]:
    """The id of the claim of each statement, in order."""
    seen: Counter[str] = Counter()
    names = []
    for s in statements:
        base = f"statement:{document.sha256[:12]}:{s.span.start}-{s.span.end}:{s.kind.value}"
        seen[base] += 1
        names.append(base if seen[base] == 1 else f"{base}:{seen[base]}")
    return names


def as_judged(case: Case, document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """The statements of a document, those that a person has judged as the person left them, and with what a person added."""
    out = []
    names = names_of(document, statements)
    for name, s in zip(names, statements, strict=True):
        kept = case.find("claim", name)
        if kept is not None and not _machine(case, kept):
            with suppress(ValidationError):
                held = Statement.model_validate(case.body(kept)["statement"])
                s = held.model_copy(update={"id": s.id, "document": s.document})
        out.append(s)
    return out + [
        s.model_copy(update={"id": name, "document": document.id})
        for name, claim, s in statements_of(case)
        if claim.subject == f"file:{document.sha256}" and s.status != "machine" and name not in names
    ]


def _body(name: str, s: Statement, sha256: str, locator: str, grade: Grade) -> dict[str, Any]:
    claim = Claim(
        id=name, subject=f"file:{sha256}", predicate=STATES, value=" ".join(s.span.text.split())[:MOST],
        citation=Citation(source_id=f"file:{sha256}", locator=locator, sha256=sha256), grade=grade,
        polarity=_POLARITY[s.polarity], hedge=s.hedge,
    )  # fmt: skip
    return {"claim": claim.model_dump(mode="json"), "since": "", "until": "", "statement": s.model_dump(mode="json")}


def unread(case: Case, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that may be written: what a person accepted, edited or rejected is not read over, a person's grade stays."""
    out = []
    for draft in drafts:
        kept = case.find("claim", draft.id)
        if kept is None:
            out.append(draft)
        elif _machine(case, kept):
            held = case.body(kept).get("overruled")
            out.append(_still(draft, held) if held else draft)
    return out


def _still(draft: Draft, overruled: Mapping[str, Any]) -> Draft:
    held = draft.body if isinstance(draft.body, Mapping) else draft.body.model_dump(mode="json")
    return draft._replace(body={**held, "overruled": overruled})


def _machine(case: Case, kept: Stored) -> bool:
    return bool((case.body(kept).get("statement") or {}).get("status", "machine") == "machine")


def statements_of(case: Case) -> Iterator[tuple[str, Claim, Statement]]:
    """(id of the claim, claim, statement) of every statement that can be read in this copy of the case."""
    for stored in case.all("claim"):
        body = case.body(stored)
        if isinstance(held := body.get("statement"), Mapping):
            try:
                yield stored.id, Claim.model_validate(body["claim"]), Statement.model_validate(held)
            except ValidationError:  # a copy in which words were withheld
                continue


def statement_of(case: Case, name: str) -> tuple[str, dict[str, Any], Statement]:
    """(id, body, statement) by the id of a claim, or by an end of it that no other has. Raises UsageError."""
    stored = case.find("claim", name)
    if stored is None:
        near = [each for each, _, _ in statements_of(case) if name and each.startswith(name)]
        if len(near) != 1:
            what = f"{len(near)} statements begin with {name!r}" if near else f"no statement {name!r} in this case"
            raise UsageError(what, hint="`headstamp read list CASE` shows their ids", file=case.path)
        stored = case.get("claim", near[0])
    body = case.body(stored)
    try:
        return stored.id, body, Statement.model_validate(body["statement"])
    except (KeyError, ValidationError) as error:
        raise UsageError(
            f"the claim {stored.id!r} holds no statement of a report", hint="see `headstamp read list CASE`"
        ) from error


def added(document: Document, statement: Statement, why: str) -> Draft:
    """A claim that a person found in a document and the reader missed; it stands beside those that were read."""
    (name,) = names_of(document, [statement])
    body = _body(name, statement, document.sha256, document.locator(statement.span), Grade())
    return Draft("claim", name, body, "add", why)


def judged(name: str, body: Mapping[str, Any], statement: Statement, why: str) -> Draft:
    """The next version of a claim, with what a person made of its statement; the one before stays."""
    claim = Claim.model_validate(body["claim"]).model_copy(
        update={"polarity": _POLARITY[statement.polarity], "hedge": statement.hedge}
    )
    new = {**body, "claim": claim.model_dump(mode="json"), "statement": statement.model_dump(mode="json")}
    return Draft("claim", name, new, "revise", why)
