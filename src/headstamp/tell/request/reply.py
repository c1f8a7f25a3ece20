"""The offer to a named party to reply before anything is published: what would be said, on what, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headstamp.core.claim import Citation, Source
from headstamp.core.errors import UsageError
from headstamp.core.redact import Profile
from headstamp.core.version import __version__
from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.request.given import Blanks, Given, check_given, tells
from headstamp.tell.request.letter import READERS, Letter, Section
from headstamp.tell.shown import visible

KEPT_BACK = "a source that is not named here"
ASKS = (
    "Is what we would say correct, complete and up to date? If not: what is, and what shows it?",
    "Is there a circumstance that a reader should know with it?",
    "Is there anything in it that would put a person in danger or should not be published, and why?",
    "May we quote your reply, whole or in part, and under which name?",
)
FAIR = (
    "That you are named is no finding against you: a tie is what a source says, and an open question is shown as one.",
    "A reply is kept in our file with its date, graded as any other source, and told with the statement that it is about.",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that would be published, and what it rests on."""

    text: str
    citations: tuple[Citation, ...] = ()


def reply_letter(
    party: str,
    statements: Sequence[Statement],
    sources: Mapping[str, Source],
    given: Given,
    *,
    secrets: Sequence[str] = (),
    reference: str = "",
) -> Letter:
    """The letter to `party`. It is made under the public profile: the party learns what readers will learn, and no more.

    `sources` = published pages that may be named; any other is `a source that is not named here`, so that no witness is exposed.
    `secrets` = texts that no output may hold. Raises UsageError for no statement, for one that holds a secret, and for bad days.
    """
    check_given(given)
    if not statements:
        hint = '--said "Tarn Freight is named on the bill of lading"'
        raise UsageError("nothing is given that would be said of this party", hint=hint)
    texts = (*(s.text for s in statements), party, *given.texts().values())
    if any(tells(text, secrets) for text in texts):
        hint = "word it without names of holders, recorders and witnesses, exact places and notes of records"
        raise UsageError("the letter would tell something that the case keeps confidential", hint=hint)
    blanks, notes = Blanks(), Footnotes(sources)
    said = tuple(visible(s.text) + _on(s, sources, notes) for s in statements)
    listed = tuple(f"[{note.number}] {note.text}" + (f" {note.url}" if note.url else "") for note in notes.notes())
    due = given.due or blanks.or_blank("", "the day until which the party can reply")
    asker = blanks.or_blank(given.authority, "the authority or mandate under which you publish")
    sections = (
        Section(title="Why we write", paragraphs=(
            f"We are preparing a text in which you would be named. We ask under: {asker}",
            "Before it is published you are offered to reply.")),
        Section(title="What would be said, and on what it rests", points=said, after=listed),
        Section(title="What we ask", points=ASKS),
        Section(title="Until when, and what becomes of a reply", paragraphs=(
            f"A reply that reaches us by {due} is taken into account before publication; a later one is added.", *FAIR)),
    )  # fmt: skip
    if not given.office.strip():
        blanks.found.append("the party's address, looked up on the day of sending")
    return Letter(
        kind="reply", reference=visible(reference or given.reference), day=given.day, due=given.due,
        to=(visible(given.office.strip() or party),),
        sender=blanks.or_blank(given.sender, "the name, office and address of the asker"),
        subject=f"Offer to reply: {visible(party)}", sections=sections, profile=Profile.PUBLIC, blanks=tuple(blanks.found),
        footer=(f"Made under the profile “public”: {READERS[Profile.PUBLIC]}. Draft for a person to check and sign.",
                f"Headstamp {__version__}"),
    )  # fmt: skip


def _on(statement: Statement, sources: Mapping[str, Source], notes: Footnotes) -> str:
    """` [1, 2]`, and in words that there are others which stay unnamed."""
    open_ = [c for c in statement.citations if c.source_id in sources]
    numbers = notes.numbers(open_)
    kept = len(open_) < len([c for c in statement.citations if not c.source_id.startswith("pack:")])
    told = [f"[{spans(numbers)}]"] if numbers else []
    if kept or not statement.citations:
        told.append(f"({KEPT_BACK})")
    return " " + " ".join(told) if told else ""
