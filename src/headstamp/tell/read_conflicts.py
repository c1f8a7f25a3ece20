"""What does not agree: a text and the lists, or one text and another, each side with its words and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from headstamp.core.claim import Citation
from headstamp.reason.corroborate.model import ListCheck, Relation, RelationKind
from headstamp.tell.read_model import Conflict, Side, StatementLine
from headstamp.tell.read_seen import Seen
from headstamp.tell.shown import visible

_ORDER = (
    RelationKind.CONTRADICTS, RelationKind.ALTERNATIVE, RelationKind.TENSION, RelationKind.UPDATE, RelationKind.DENIED_EARLIER,
)  # fmt: skip
DISAGREE = frozenset(_ORDER)
"""Relations that a reader should see side by side, the gravest first."""
_STANCES = ("denied", "negated", "unknown", "")
_ALIKE = 0.5  # part of the other sides that two denials share to be set out as one
Numbered = Mapping[str, tuple[int, StatementLine]]
Groups = dict[tuple[str, str, tuple[str, ...]], dict[str, None]]


def conflicts_of(checks: Iterable[ListCheck], relations: Iterable[Relation], lines: Numbered, seen: Seen) -> tuple[Conflict, ...]:
    """Every disagreement, those with the lists first. `lines` by the id of the statement, with the row that it stands in."""
    return (*_checked(checks, lines, seen), *_related(relations, lines))


def _checked(checks: Iterable[ListCheck], lines: Numbered, seen: Seen) -> Iterable[Conflict]:
    for check in checks:
        if check.agrees is False and (known := lines.get(visible(check.statement))):
            lists = tuple(Side("the lists", "", _cited(c), "", 0) for c in check.citations[1:])
            sentence = seen.text(check.sentence) or f"the lists say otherwise: {check.what}"
            yield Conflict("a text and the lists", sentence, (_side(known),), lists)


def _related(relations: Iterable[Relation], lines: Numbered) -> Iterable[Conflict]:
    """One denial against twelve reports is one disagreement of thirteen sides, not twelve; two denials of the same reports are
    one more."""
    known = [r for r in relations if r.kind in DISAGREE and visible(r.a) in lines and visible(r.b) in lines]
    often = Counter(each for r in known for each in (r.a, r.b))
    groups: Groups = {}
    for r in sorted(known, key=lambda r: (_ORDER.index(r.kind), -r.score)):
        anchor, other = _anchored(r, often, lines)
        groups.setdefault((r.kind.value, r.sentence, (anchor,)), {})[other] = None
    for (kind, sentence, anchors), others in _joined(groups).items():
        first, second = (tuple(_side(lines[visible(each)]) for each in ids) for ids in (anchors, others))
        yield Conflict(kind, visible(sentence), first, second)


def _anchored(r: Relation, often: Mapping[str, int], lines: Numbered) -> tuple[str, str]:
    """The denial first; else the one that more is said against."""
    a, b = (_STANCES.index(lines[visible(each)][1].stance) for each in (r.a, r.b))
    if a != b:
        return (r.a, r.b) if a < b else (r.b, r.a)
    return (r.a, r.b) if often[r.a] >= often[r.b] else (r.b, r.a)


def _joined(groups: Groups) -> Groups:
    out: Groups = {}
    for (kind, sentence, anchors), others in groups.items():
        for key, held in out.items():
            if key[:2] == (kind, sentence) and len(held.keys() & others.keys()) >= _ALIKE * len(held.keys() | others.keys()):
                out[kind, sentence, (*key[2], *anchors)] = {**out.pop(key), **others}
                break
        else:
            out[kind, sentence, anchors] = others
    return out


def _side(known: tuple[int, StatementLine]) -> Side:
    number, line = known
    return Side(line.document, line.locator, line.quote, line.stance, number)


def _cited(citation: Citation) -> str:
    return visible(f"{citation.source_id}, {citation.locator}".rstrip(", "))
