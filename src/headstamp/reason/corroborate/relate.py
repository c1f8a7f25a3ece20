"""Statements of many documents -> typed relations, each with its reasons. Pure: the same statements give the same relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from headstamp.core.claim import Citation
from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Statement
from headstamp.reason.corroborate.block import candidates
from headstamp.reason.corroborate.compare import Comparer
from headstamp.reason.corroborate.facts import Facts, gather, in_text
from headstamp.reason.corroborate.kinds import sort_pair
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Relation, RelationKind, Voice
from headstamp.reason.corroborate.origin import not_shown, one_origin
from headstamp.reason.corroborate.voices import authors, voices
from headstamp.reason.corroborate.weights import RELATED

AGREEING = frozenset((RelationKind.CORROBORATES, RelationKind.UPDATE))
PUBLISHERS = frozenset((VoiceKind.MEDIA, VoiceKind.ACADEMIC, VoiceKind.NGO, VoiceKind.UN_PANEL, VoiceKind.COURT))
"""Whose texts are retold by name. A state is not only the author of its notices: to quote it is not to quote the notice."""


def relate(
    statements: Sequence[Statement], documents: Iterable[Document], lexicon: Lexicon, *, least: float = RELATED
) -> tuple[Relation, ...]:
    """Every relation that reaches a score of `least` (0..1), most certain first, then by ids.

    Statements that a person rejected are left out. Ids must be unique over all documents. Method: candidates by shared keys
    (`block`), features with weights (`compare`, `weights`), kind by rule (`kinds`), one origin or two, or not
    shown to be two (`origin`).
    """
    shelf = {document.id: document for document in documents}
    kept = [s for s in in_text(statements) if s.status != "rejected"]
    facts = gather(kept, shelf, lexicon)
    speakers = voices(kept, shelf, lexicon)
    told_by = {name: author for name, author in authors(shelf, lexicon).items() if author.kind in PUBLISHERS}
    comparer = Comparer(facts, lexicon, speakers)
    found = []
    for i, j in candidates(facts):
        relation = _relation(facts[i], facts[j], comparer, speakers, told_by, shelf, least)
        if relation is not None:
            found.append(relation)
    return tuple(sorted(found, key=lambda r: (-r.score, r.a, r.b)))


def pair_scores(statements: Sequence[Statement], documents: Iterable[Document], lexicon: Lexicon) -> dict[tuple[str, str], float]:
    """The score of every pair that shares a key, by the two ids in order; all other pairs are never compared."""
    shelf = {document.id: document for document in documents}
    facts = gather(statements, shelf, lexicon)
    comparer = Comparer(facts, lexicon, voices(statements, shelf, lexicon))
    pairs = ((facts[i], facts[j]) for i, j in candidates(facts))
    return {(min(a.id, b.id), max(a.id, b.id)): comparer.compare(a, b, 1.0)[0] for a, b in pairs}


def _relation(
    a: Facts, b: Facts, comparer: Comparer, speakers: Mapping[str, Voice], told_by: Mapping[str, Voice],
    shelf: Mapping[str, Document], least: float,
) -> Relation | None:  # fmt: skip
    score, reasons = comparer.compare(a, b, least)
    if score < least:
        return None
    weights = {why.rule: why.weight for why in reasons}
    origin = one_origin(a, b, speakers, weights, told_by)
    kind = sort_pair(a, b, speakers, weights, origin)
    if kind is None:
        return None
    doubt = not_shown(a, b, speakers) if kind[0] in AGREEING and not origin else ""
    told = f"{kind[1]}; counts once: {doubt}" if doubt else kind[1]
    first, second = _in_order(a, b, kind[0])
    return Relation(
        a=first.id, b=second.id, kind=kind[0], score=score, independent=not (origin or doubt), sentence=told, reasons=reasons,
        citations=(cite(first.statement, shelf), cite(second.statement, shelf)),
    )  # fmt: skip


def _in_order(a: Facts, b: Facts, kind: RelationKind) -> tuple[Facts, Facts]:
    """An update runs from the older count to the later; the denial of an event stands second; else by id."""
    if kind is RelationKind.UPDATE:
        one_text = a.statement.document == b.statement.document
        return (a, b) if _age(a, one_text) <= _age(b, one_text) else (b, a)
    if kind is RelationKind.DENIED_EARLIER:
        return (b, a) if a.stance < 0 else (a, b)
    return (a, b) if a.id <= b.id else (b, a)


def _age(f: Facts, one_text: bool) -> tuple[bool, bool, date, bool, float]:
    """A figure taken back is the older one; in one text a bound (`at least 11`) is older than a number; then the day it was
    said."""
    amount = f.amount
    bound = amount is not None and (amount.low is None or amount.high is None)
    return (f.stance >= 0, one_text and not bound, f.said or date.max, not bound, amount.low or 0.0 if amount else 0.0)


def cite(statement: Statement, documents: Mapping[str, Document]) -> Citation:
    """Where a statement can be read: document, signs, and the hash of the file it was read from."""
    document = documents.get(statement.document)
    if document is None:
        return Citation(source_id=statement.document, locator=f"signs {statement.span.start}-{statement.span.end}")
    return Citation(source_id=document.id, locator=document.locator(statement.span), sha256=document.sha256)
