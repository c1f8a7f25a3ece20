"""The register of requests: what was asked of whom, what came of it, and which named parties were offered to reply.

A request is an object of the case, and each step is its next version with an entry of the ledger:

    request   {"type": "tracing" | "reply", "to": "...", "to_kind": "state", "state_code": "RU", "party": "", "due": "2026-12-31",
               "about": ["record/i1"], "profile": "partner", "letter": {...}, "letter_sha256": "...", "state": "sent",
               "steps": [{"state": "drafted", "day": "2026-11-30", "by": "...", "channel": "", "note": "",
                          "claims": [], "file": ""}]}
    answer    {"type": "answer", "request": "TR-1", "day": "...", "by": "...", "letter": "<sha256 of the file, or empty>",
               "claims": ["TR-1/a1/c1"], "note": "..."}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from headstamp.case.contents import of_claim
from headstamp.case.store import Draft
from headstamp.core.claim import Citation, Claim, Frozen, Grade
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case.store import Case

STATES = (
    "drafted", "sent", "acknowledged", "reminded", "partly answered", "answered", "refused", "silent", "contradicted", "closed",
    "withdrawn",
)  # fmt: skip
_REPLIES = ("acknowledged", "partly answered", "answered", "refused")
TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    "drafted": ("sent", "withdrawn"),
    "sent": (*_REPLIES, "reminded", "silent", "withdrawn"),
    "acknowledged": ("partly answered", "answered", "refused", "reminded", "silent", "withdrawn"),
    "reminded": (*_REPLIES, "reminded", "silent", "withdrawn"),
    "partly answered": ("partly answered", "answered", "refused", "reminded", "silent", "contradicted", "closed", "withdrawn"),
    "answered": ("partly answered", "answered", "contradicted", "closed"),
    "refused": ("partly answered", "answered", "reminded", "closed"),
    "silent": (*_REPLIES, "reminded", "closed"),
    "contradicted": ("partly answered", "answered", "reminded", "closed"),
    "closed": (),
    "withdrawn": (),
}
"""From each state, those that may follow. An answer may be mended by a later one; a late answer ends a silence."""
WAITING = frozenset({"sent", "acknowledged", "reminded", "partly answered"})
"""States in which a reply is awaited, so that a due day can pass."""
OFFERED = frozenset(STATES) - {"drafted", "withdrawn"}
"""States of an offer to reply that reached its party, as far as the register knows."""


class Step(Frozen):
    """One step: what happened on which day, who entered it, by which channel. `claims`: those that contradict each other;
    `file`: sha256 in the vault of the paper that went out or came in."""

    state: str
    day: str
    by: str
    channel: str = ""
    note: str = ""
    claims: tuple[str, ...] = ()
    file: str = ""


class Request(Frozen):
    """A request as the register holds it; `id` is its reference."""

    id: str
    type: str
    to: str
    to_kind: str
    state_code: str = ""
    party: str = ""
    about: tuple[str, ...] = ()
    due: str = ""
    profile: str
    letter: dict[str, Any]
    letter_sha256: str
    state: str = "drafted"
    steps: tuple[Step, ...] = ()

    def overdue(self, on: str) -> bool:
        """True where a reply is awaited and was due before the day `on` (ISO)."""
        return bool(self.due) and self.state in WAITING and self.due < on


class Answered(NamedTuple):
    """What an answer wrote: its id, its claims, and the ids of claims in the case that say otherwise."""

    id: str
    claims: tuple[Claim, ...]
    others: tuple[str, ...]


def draft_request(case: Case, request: Request, *, with_: Sequence[Draft] = ()) -> None:
    """Enter a request as drafted, and what it rests on, in one act. Raises UsageError where its reference is taken."""
    if case.find("request", request.id) is not None:
        hint = "give another --reference; `headstamp request list` shows those there are"
        raise UsageError(f"there is a request {request.id!r} in this case", hint=hint, file=case.path)
    begun = request.model_copy(update={"state": "drafted"})
    case.write([*with_, Draft("request", request.id, _body(begun), "drafted", f"to {request.to_kind}")])


def request(case: Case, id: str) -> Request:  # noqa: A002
    """One request. Raises UsageError where there is none of this reference."""
    stored = case.find("request", id)
    if stored is None:
        raise UsageError(f"no request {id!r} in this case", hint="`headstamp request list` shows those there are", file=case.path)
    return _request(stored.id, case.body(stored), case)


def requests(case: Case) -> Iterator[Request]:
    """Every request, in the order in which they were drafted."""
    for stored in list(case.all("request")):
        yield _request(stored.id, case.body(stored), case)


def advance(case: Case, id: str, step: Step, *, due: str = "", with_: Sequence[Draft] = ()) -> Request:  # noqa: A002
    """Enter the next step, with what comes with it, in one act; `due` sets a new due day. Raises UsageError for a step that may
    not follow, a day before the last step's, a silence declared too early, and a contradiction without two claims."""
    with case.transaction() as db:  # what is read here nobody else moves on meanwhile
        now = request(case, id)
        check_step(case, now, step)
        after = now.model_copy(update={"state": step.state, "steps": (*now.steps, step), "due": due or now.due})
        told = "; ".join(t for t in (step.day, step.channel) if t)
        for draft in (*with_, Draft("request", id, _body(after), step.state, told)):
            case._keep(db, draft)
    return after


def check_step(case: Case, now: Request, step: Step) -> None:
    """Raise UsageError where `step` may not follow, as `advance` does."""
    day_of(step.day)
    if step.state not in STATES:
        raise UsageError(f"there is no state {step.state!r}", hint=f"states are {', '.join(STATES)}")
    if step.state not in TRANSITIONS[now.state]:
        may = ", ".join(TRANSITIONS[now.state]) or "nothing: it is over"
        raise UsageError(f"{now.id} is {now.state}, and {step.state} cannot follow", hint=f"what can follow is {may}")
    if now.steps and step.day < now.steps[-1].day:
        last = now.steps[-1]
        raise UsageError(f"the last step ({last.state}) is of {last.day}, after {step.day}", hint="check the day")
    if step.state == "silent":
        _silent(now, step)
    if step.state == "contradicted":
        _contradicted(case, now, step)


def answer(
    case: Case,
    id: str,  # noqa: A002
    step: Step,
    said: Sequence[tuple[str, str, str, bool]],
    *,
    reliability: str,
    because: str,
    letter: str = "",
    page: str = "",
) -> Answered:
    """Enter an answer and its claims: `said` = (subject, predicate, value, True where the answer denies it).

    Each claim cites the letter (`letter` = its sha256 in the vault; without it the answer's id) and is graded: the letter of the
    grade is yours with its reason, the figure stays 6, since one voice alone cannot be weighed. Raises UsageError.
    """
    if not because.strip():
        raise UsageError("a grade needs its reason", hint='--because "state registry, seen as a scan"')
    if not said:
        raise UsageError("an answer without a claim", hint='--claim "lot 17-85 | sent to | Tarn Freight Forwarding"')
    number = 1 + sum(1 for stored in case.all("answer") if stored.id.startswith(f"{id}/a"))
    made = f"{id}/a{number}"
    grade = Grade.model_validate({"reliability": reliability, "credibility": 6, "why": because.strip()})
    citation = Citation(source_id=f"answer:{made}", locator=page, sha256=letter)
    claims = tuple(
        Claim(
            id=f"{made}/c{n}", subject=subject, predicate=predicate, value=value, citation=citation, grade=grade,
            polarity="denied" if denied else "affirmed",
        )
        for n, (subject, predicate, value, denied) in enumerate(said, start=1)
    )  # fmt: skip
    others = tuple(dict.fromkeys(other for claim in claims for other in against(case, claim)))
    body = {
        "type": "answer", "request": id, "day": step.day, "by": step.by, "letter": letter, "claims": [c.id for c in claims],
        "note": step.note,
    }  # fmt: skip
    advance(case, id, step, with_=[*map(of_claim, claims), Draft("answer", made, body, "add")])
    return Answered(made, claims, others)


def against(case: Case, claim: Claim) -> tuple[str, ...]:
    """Ids of claims of the case on the same subject and predicate that say another value, or deny what this affirms."""
    from headstamp.case.contents import claims

    asked = (claim.subject.casefold(), claim.predicate.casefold())
    found = []
    for other, _, _ in claims(case):
        if other.id == claim.id or (other.subject.casefold(), other.predicate.casefold()) != asked:
            continue
        same = other.value.casefold() == claim.value.casefold()
        affirmed = other.polarity == claim.polarity == "affirmed"
        if (affirmed and not same) or (same and {other.polarity, claim.polarity} == {"affirmed", "denied"}):
            found.append(other.id)
    return tuple(found)


def day_of(text: str) -> date:
    """A day in ISO 8601. Raises UsageError for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text[:40]!r} is not a day", hint="write it as 2026-05-31") from None


def _silent(now: Request, step: Step) -> None:
    """A silence is declared by a person, after the due day and a reminder; nothing becomes silent by itself."""
    if not now.due or step.day <= now.due:
        raise UsageError(
            f"{now.id} is not overdue on {step.day}", hint="a silence is declared after the day by which a reply was asked for"
        )
    if not any(s.state == "reminded" for s in now.steps):
        raise UsageError(f"nobody was reminded of {now.id}", hint=f"headstamp request note CASE {now.id} reminded")


def _contradicted(case: Case, now: Request, step: Step) -> None:
    if len(set(step.claims)) != 2:
        hint = f"headstamp request note CASE {now.id} contradicted --claims ID --claims ID"
        raise UsageError("a contradiction names the two claims that contradict each other", hint=hint)
    for claim in step.claims:
        case.get("claim", claim)
    if not any(claim.startswith(f"{now.id}/a") for claim in step.claims):
        raise UsageError("none of the two is a claim of an answer to this request", hint=f"its claims begin with {now.id}/a")


def _body(made: Request) -> dict[str, Any]:
    return made.model_dump(mode="json", exclude={"id"})


def _request(id: str, body: dict[str, Any], case: Case) -> Request:  # noqa: A002
    try:
        return Request.model_validate({**body, "id": id})
    except ValueError as error:
        hint = "it was written by another program or another version; `headstamp case verify` tells more"
        raise InputError(f"request {id!r} cannot be read", hint=hint, file=case.path) from error
