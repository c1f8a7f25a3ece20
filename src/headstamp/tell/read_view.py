"""From statements, relations, grades and checks against lists to the one view that terminal and files share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from headstamp.core.document import Document, Span
from headstamp.core.redact import Profile
from headstamp.core.statement import Amount, Realis, Statement
from headstamp.core.version import __version__
from headstamp.reason.corroborate.model import Graded, ListCheck, Relation
from headstamp.tell.read_conflicts import conflicts_of
from headstamp.tell.read_flows import flow_lines
from headstamp.tell.read_model import DocumentLine, LeftLine, ReadView, StatementLine
from headstamp.tell.read_seen import Seen
from headstamp.tell.shown import count, cut, visible

QUOTE = 300  # signs of a sentence that is shown
FEWEST_WORDS = 4  # of a quote
_BREAK = re.compile(r"[.!?。]['\"”’]?\s+|\n\s*\n")


def read_view(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    relations: Sequence[Relation],
    grades: Mapping[str, Graded],
    checks: Iterable[ListCheck],
    aside: Iterable[str] = (),
    profile: Profile = Profile.CONFIDENTIAL,
    *,
    left: Iterable[tuple[str, Span]] = (),
) -> ReadView:
    """Everything that was read and that the profile may see, in the order of the documents and their texts; `left` = (document,
    sentence about arms of which nothing was read)."""
    seen = Seen(profile)
    shelf = {d.id: (d, seen.document(d, number)) for number, d in enumerate(documents, start=1)}
    lines = tuple(_statement(s, *shelf[s.document], grades.get(s.id), seen) for s in statements)
    by_id = {visible(s.id): (number, line) for number, (s, line) in enumerate(zip(statements, lines, strict=True), start=1)}
    per = Counter(s.document for s in statements)
    told = list(aside)
    return ReadView(
        documents=tuple(_document(d, name, per[d.id], seen) for d, name in shelf.values()), statements=lines,
        flows=flow_lines(statements, lines), conflicts=conflicts_of(checks, relations, by_id, seen),
        left=tuple(_left(*shelf[d], span, seen) for d, span in left),
        aside=tuple(map(visible, told if seen.all or not told else [f"{len(told)} of the files"])), version=__version__,
        profile=profile.value,
    )  # fmt: skip


def _left(document: Document, name: str, span: Span, seen: Seen) -> LeftLine:
    return LeftLine(document=name, locator=visible(document.locator(span)), quote=cut(seen.text(span.text), QUOTE))


def _document(d: Document, name: str, statements: int, seen: Seen) -> DocumentLine:
    published = str(d.published) if d.published.first else ""
    return DocumentLine(
        id=name, title=visible(d.title) if name == visible(d.id) else "", language=d.language, published=published,
        voice=d.voice.value, statements=statements, remarks=tuple(visible(r) for r in d.remarks if seen.all),
    )  # fmt: skip


def _statement(s: Statement, document: Document, name: str, graded: Graded | None, seen: Seen) -> StatementLine:
    def told(*fields: str) -> str:
        return ", ".join(dict.fromkeys(words for field in fields for words in seen.words(field, s.of(field))))

    others = (told(field) for field in ("parties", "broker", "persons", "actor", "target"))
    carried = dict.fromkeys(field for field, slot in s.slots if slot.how != "read")
    return StatementLine(
        id=name + visible(s.id).removeprefix(visible(document.id)), document=name, kind=s.kind.value.replace("_", " "),
        stance="" if s.polarity == "affirmed" else s.polarity, realis="" if s.realis is Realis.ACTUAL else s.realis.value,
        hedge=s.hedge, supplier=told("supplier"), recipient=told("recipient"), who="; ".join(dict.fromkeys(filter(None, others))),
        items=told("items", "calibre"), amount="; ".join(filter(None, (_amount(s.quantity, seen), _amount(s.value, seen)))),
        when="; ".join(_dates(s)), where=told("place", "route", "vessel"), payment=told("payment"),
        voice=seen.voice(s), grade=str(graded.stands) if graded else "",
        why=seen.text(graded.stands.why) if graded else "", voices=len(graded.voices) if graded else 0,
        against=len(graded.against) if graded else 0, core=s.core, status=s.status,
        quote=cut(seen.text(_quoted(document.text, s.span)), QUOTE), locator=visible(document.locator(s.span)),
        carried=tuple(carried), rules=s.rules,
    )  # fmt: skip


def _quoted(text: str, span: Span) -> str:
    """The words of a statement; of a very short one the sentence that they stand in, since `denied` alone tells nothing."""
    if len(span.text.split()) >= FEWEST_WORDS or not 0 <= span.start < span.end <= len(text):
        return span.text
    before, after = text[max(0, span.start - QUOTE) : span.start], text[span.end : span.end + QUOTE]
    begin = max((m.end() for m in _BREAK.finditer(before)), default=0)
    end = m.end() if (m := _BREAK.search(after)) else len(after)
    return before[begin:] + span.text + after[:end]


def _amount(amount: Amount | None, seen: Seen) -> str:
    if amount is None or (amount.low is None and amount.high is None):
        return ""
    about = "about " if amount.approximate and None not in (amount.low, amount.high) else ""
    if amount.low is not None and amount.high is not None:
        span = count(amount.low) if amount.low == amount.high else f"{count(amount.low)} to {count(amount.high)}"
    else:
        span = f"at least {count(amount.low)}" if amount.high is None else f"at most {count(amount.high)}"
    return f"{about}{span} {seen.plain(amount.unit)}".strip()


def _dates(s: Statement) -> list[str]:
    return [f"{dated.when}{'' if dated.role == 'event' else f' ({dated.role})'}" for dated in s.dates]
