"""How well relations between statements are found: ranking of pairs against annotated links, their kinds, and double counts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from headstamp.core.claim import Frozen
from headstamp.core.document import Document
from headstamp.core.statement import Statement
from headstamp.reason.corroborate.facts import gather
from headstamp.reason.corroborate.grading import standings
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Relation, RelationKind
from headstamp.reason.corroborate.relate import pair_scores, relate
from headstamp.reason.corroborate.voices import voices
from headstamp.reason.evaluate.read_gold import Link


class LinkScores(Frozen):
    """`auc`: the chance that a linked pair scores higher than a pair that is not linked, over all pairs of the statements (None
    without links). `reached` = linked pairs that the blocking compares, `told` = those told as a relation, `same_kind` = told
    with the annotated kind. `twice` = pairs annotated as one origin that count as two voices anywhere: the goal is none."""

    links: int
    pairs: int
    auc: float | None
    reached: int
    told: int
    same_kind: int
    twice: tuple[tuple[str, str], ...]


def score_links(
    links: Iterable[Link], statements: Sequence[Statement], documents: Sequence[Document], lexicon: Lexicon
) -> LinkScores:
    """Links whose two ends are among the statements, against every other pair. Pairs that are never compared score 0.

    Annotators do not mark every true pair, so this is a lower bound.
    """
    ids = {s.id for s in statements}
    known = {frozenset((link.a, link.b)): link for link in links if link.a in ids and link.b in ids and link.a != link.b}
    scores = {frozenset(pair): score for pair, score in pair_scores(statements, documents, lexicon).items()}
    relations = {frozenset((r.a, r.b)): r for r in relate(statements, documents, lexicon)}
    total = len(ids) * (len(ids) - 1) // 2
    others = sorted(score for pair, score in scores.items() if pair not in known)
    zeros = total - len(known) - len(others)
    one = [pair for pair, link in known.items() if link.relation == RelationKind.SAME_ORIGIN.value]
    return LinkScores(
        links=len(known), pairs=total, auc=area([scores.get(pair, 0.0) for pair in known], others, zeros),
        reached=sum(pair in scores for pair in known), told=sum(pair in relations for pair in known),
        same_kind=sum(pair in relations and relations[pair].kind.value == link.relation for pair, link in known.items()),
        twice=counted_twice(one, statements, tuple(relations.values()), documents, lexicon),
    )  # fmt: skip


def area(positives: Sequence[float], negatives: Sequence[float], zeros: int = 0) -> float | None:
    """Area under the ROC curve by ranks, ties counted half (Mann and Whitney 1947). `negatives` sorted, and `zeros` more of 0.

    >>> area([0.9, 0.4], [0.1, 0.4], zeros=2)
    0.9375
    """
    if not positives or not (negatives or zeros):
        return None
    below = sum((bisect_left(negatives, p) + bisect_right(negatives, p)) / 2 + zeros * (1.0 if p > 0 else 0.5) for p in positives)
    return below / (len(positives) * (len(negatives) + zeros))


def counted_twice(
    pairs: Iterable[frozenset[str]], statements: Sequence[Statement], relations: Sequence[Relation],
    documents: Iterable[Document], lexicon: Lexicon,
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Pairs of one origin whose two members stand in two groups of voices behind any statement."""
    shelf = {document.id: document for document in documents}
    facts = {fact.id: fact for fact in gather(statements, shelf, lexicon)}
    found = standings(facts, relations, voices(statements, shelf, lexicon))
    wanted = set(pairs)
    twice = set()
    for standing in found.values():
        for groups in (standing.same, standing.against):
            home = {key: at for at, group in enumerate(groups) for key in group}
            for pair in wanted:
                places = {home[key] for key in pair if key in home}
                if len(places) > 1:
                    a, b = sorted(pair)
                    twice.add((a, b))
    return tuple(sorted(twice))
