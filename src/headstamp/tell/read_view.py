"""From statements, relations, grades and checks against lists to the one view that terminal and files share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from headstamp.core.claim import Citation
from headstamp.core.document import Document
from headstamp.core.statement import Amount, Realis, Slot, Statement, StatementKind
from headstamp.core.version import __version__
from headstamp.reason.corroborate.model import Graded, ListCheck, Relation, RelationKind
from headstamp.tell.read_model import Conflict, DocumentLine, FlowLine, ReadView, StatementLine
from headstamp.tell.shown import count, cut, visible

FLOWS = {
    StatementKind.TRANSFER, StatementKind.ASSISTANCE, StatementKind.TECHNOLOGY, StatementKind.PAYMENT, StatementKind.BROKERING,
    StatementKind.PROCUREMENT_ATTEMPT,
}  # fmt: skip
_ORDER = (
    RelationKind.CONTRADICTS, RelationKind.ALTERNATIVE, RelationKind.TENSION, RelationKind.UPDATE, RelationKind.DENIED_EARLIER,
)  # fmt: skip
DISAGREE = frozenset(_ORDER)
"""Relations that a reader should see side by side, the gravest first."""
QUOTE = 300  # signs of a sentence that is shown
AUTHOR = "the author"


def read_view(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    relations: Sequence[Relation],
    grades: Mapping[str, Graded],
    checks: Iterable[ListCheck],
    aside: Iterable[str] = (),
) -> ReadView:
    """Everything that was read, in the order of the documents and their texts."""
    shelf = {document.id: document for document in documents}
    lines = tuple(_statement(s, shelf[s.document], grades.get(s.id)) for s in statements)
    by_id = {line.id: line for line in lines}
    flows = _flows([s for s in statements if s.kind in FLOWS and s.status != "rejected"], by_id)
    conflicts = (*_checked(checks, by_id), *_related(relations, by_id))
    per = {d.id: sum(1 for s in statements if s.document == d.id) for d in documents}
    return ReadView(
        documents=tuple(_document(d, per[d.id]) for d in documents), statements=lines, flows=flows, conflicts=conflicts,
        aside=tuple(map(visible, aside)), version=__version__,
    )  # fmt: skip


def _document(d: Document, statements: int) -> DocumentLine:
    published = str(d.published) if d.published.first else ""
    return DocumentLine(
        id=visible(d.id), title=visible(d.title), language=d.language, published=published, voice=d.voice.value,
        statements=statements, remarks=tuple(visible(remark) for remark in d.remarks),
    )  # fmt: skip


def _statement(s: Statement, document: Document, graded: Graded | None) -> StatementLine:
    others = [words for name in ("parties", "broker", "persons", "actor", "target") for words in _words(s.of(name))]
    carried = dict.fromkeys(name for name, slot in s.slots if slot.how != "read")
    return StatementLine(
        id=visible(s.id), document=visible(s.document), kind=s.kind.value.replace("_", " "),
        stance="" if s.polarity == "affirmed" else s.polarity, realis="" if s.realis is Realis.ACTUAL else s.realis.value,
        hedge=s.hedge, supplier=_joined(s.of("supplier")), recipient=_joined(s.of("recipient")),
        who="; ".join(dict.fromkeys(others)), items=_joined((*s.of("items"), *s.of("calibre"))),
        amount="; ".join(filter(None, (_amount(s.quantity), _amount(s.value)))), when="; ".join(_dates(s)),
        where=_joined((*s.of("place"), *s.of("route"), *s.of("vessel"))), payment=_joined(s.of("payment")),
        voice=visible(s.voice.words) if s.voice else "", grade=str(graded.stands) if graded else "",
        why=visible(graded.stands.why) if graded else "", voices=len(graded.voices) if graded else 0,
        against=len(graded.against) if graded else 0, core=s.core, status=s.status,
        quote=cut(visible(" ".join(s.span.text.split())), QUOTE), locator=visible(document.locator(s.span)),
        carried=tuple(carried), rules=s.rules,
    )  # fmt: skip


def _words(slots: Iterable[Slot]) -> list[str]:
    return [visible(" ".join(slot.words.split())) for slot in slots]


def _joined(slots: Iterable[Slot]) -> str:
    return ", ".join(dict.fromkeys(_words(slots)))


def _amount(amount: Amount | None) -> str:
    if amount is None or (amount.low is None and amount.high is None):
        return ""
    about = "about " if amount.approximate else ""
    if amount.low is not None and amount.high is not None:
        span = count(amount.low) if amount.low == amount.high else f"{count(amount.low)} to {count(amount.high)}"
    else:
        span = f"at least {count(amount.low)}" if amount.high is None else f"at most {count(amount.high)}"
    return f"{about}{span} {visible(amount.unit)}".strip()


def _dates(s: Statement) -> list[str]:
    return [f"{dated.when}{'' if dated.role == 'event' else f' ({dated.role})'}" for dated in s.dates]


def _flows(statements: Sequence[Statement], lines: Mapping[str, StatementLine]) -> tuple[FlowLine, ...]:
    """Statements about one pair and kind are one row; a pair of which neither side is known is no flow."""
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for s in statements:
        ends = [_end(s, "supplier"), _end(s, "recipient")]
        if any(ends):
            groups.setdefault((ends[0], ends[1], s.kind.value), []).append(s)
    rows = [_flow(group, [lines[visible(s.id)] for s in group]) for group in groups.values()]
    return tuple(sorted(rows, key=lambda row: (row.best or "Z", -row.voices, row.supplier, row.recipient)))


def _end(s: Statement, field: str) -> str:
    return ", ".join(s.keys(field)) or _joined(s.of(field)).casefold()


def _flow(group: Sequence[Statement], lines: Sequence[StatementLine]) -> FlowLine:
    affirmed = [line for line in lines if not line.stance] or list(lines)

    def told(field: str) -> str:
        return ", ".join(dict.fromkeys(filter(None, (getattr(line, field) for line in affirmed))))

    return FlowLine(
        supplier=_label(group[0], lines[0], "supplier"), recipient=_label(group[0], lines[0], "recipient"), kind=lines[0].kind,
        items=told("items"), when=told("when"), payment=told("payment"),
        said_by=", ".join(dict.fromkeys(line.voice or AUTHOR for line in affirmed)),
        best=min((line.grade for line in affirmed if line.grade), default="", key=lambda g: (g[1:], g)),
        voices=max(line.voices for line in affirmed) if any(not line.stance for line in lines) else 0,
        denied=sum(line.stance == "denied" for line in lines), ids=tuple(line.id for line in lines),
    )  # fmt: skip


def _label(s: Statement, line: StatementLine, field: str) -> str:
    words, keys = getattr(line, field), s.keys(field)
    return f"{words} ({', '.join(map(visible, keys))})" if keys and words else words or "not said"


def _checked(checks: Iterable[ListCheck], lines: Mapping[str, StatementLine]) -> Iterable[Conflict]:
    for check in checks:
        if check.agrees is False and (line := lines.get(visible(check.statement))):
            sides = (_side(line), "; ".join(_cited(c) for c in check.citations[1:]))
            yield Conflict("a text and the lists", visible(check.sentence), sides)


def _related(relations: Iterable[Relation], lines: Mapping[str, StatementLine]) -> Iterable[Conflict]:
    """One denial against twelve reports is one disagreement of thirteen sides, not twelve."""
    known = [r for r in relations if r.kind in DISAGREE and visible(r.a) in lines and visible(r.b) in lines]
    often = Counter(each for r in known for each in (r.a, r.b))
    groups: dict[tuple[str, str, str], dict[str, None]] = {}
    for r in sorted(known, key=lambda r: _ORDER.index(r.kind)):
        anchor, other = (r.a, r.b) if often[r.a] >= often[r.b] else (r.b, r.a)
        groups.setdefault((r.kind.value, r.sentence, anchor), {})[other] = None
    for (kind, sentence, anchor), others in groups.items():
        yield Conflict(kind, visible(sentence), tuple(_side(lines[visible(each)]) for each in (anchor, *others)))


def _side(line: StatementLine) -> str:
    return f"{line.document}, {line.locator}: “{line.quote}”"


def _cited(citation: Citation) -> str:
    return visible(f"{citation.source_id}, {citation.locator}".rstrip(", "))
