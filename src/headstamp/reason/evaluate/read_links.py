"""How well relations between statements are found: ranking of pairs against annotated links, their kinds, and double counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from headstamp.core.claim import Frozen
from headstamp.core.document import Document
from headstamp.core.statement import Statement
from headstamp.reason.corroborate.facts import gather
from headstamp.reason.corroborate.grading import standings
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Relation, RelationKind
from headstamp.reason.corroborate.relate import pair_scores, relate
from headstamp.reason.corroborate.voices import voices
from headstamp.reason.evaluate.read_area import Pair, area
from headstamp.reason.evaluate.read_gold import Link


class LinkScores(Frozen):
    """`auc`: the chance that a linked pair scores higher than a pair that is not linked, over all pairs of the statements (None
    without links), with its 95 % interval by bootstrap over texts. `among`: the same against those other pairs only that share a
    key and so were compared; most pairs of a folder have nothing to do with each other, and `auc` is the easier figure by that.

    `reached` = linked pairs that the blocking compares, `told` = those told as a relation, `same_kind` = told with the annotated
    kind. `twice` = pairs annotated as one origin that count as two voices anywhere: the goal is none. `once` = pairs annotated
    as two voices (`corroborates`) that count once, of `two`: the price of that."""

    links: int
    pairs: int
    auc: float | None
    low: float | None = None
    high: float | None = None
    among: float | None = None
    reached: int
    told: int
    same_kind: int
    twice: tuple[tuple[str, str], ...]
    once: int = 0
    two: int = 0


def score_links(
    links: Iterable[Link], statements: Sequence[Statement], documents: Sequence[Document], lexicon: Lexicon, *,
    aside: frozenset[frozenset[str]] = frozenset(),
) -> LinkScores:  # fmt: skip
    """Links whose two ends are among the statements, against every other pair but those put `aside`. Pairs that are never
    compared score 0.

    Annotators do not mark every true pair, so this is a lower bound.
    """
    home = {s.id: s.document for s in statements}
    known = {frozenset((link.a, link.b)): link for link in links if link.a in home and link.b in home and link.a != link.b}
    scores = {frozenset(pair): score for pair, score in pair_scores(statements, documents, lexicon).items()}
    relations = {frozenset((r.a, r.b)): r for r in relate(statements, documents, lexicon)}
    kept = {pair: score for pair, score in scores.items() if pair in known or pair not in aside}
    compared = [_pair(pair, score, home, linked=pair in known) for pair, score in kept.items()]
    ranked = [*compared, *(_pair(pair, 0.0, home, linked=True) for pair in known if pair not in scores)]
    whole, among = area(ranked, Counter(home.values())), area(ranked)
    one = [pair for pair, link in known.items() if link.relation == RelationKind.SAME_ORIGIN.value]
    two = [pair for pair, link in known.items() if link.relation == RelationKind.CORROBORATES.value]
    return LinkScores(
        links=len(known), pairs=len(home) * (len(home) - 1) // 2, auc=whole.value, low=whole.low, high=whole.high,
        among=among.value, reached=sum(pair in scores for pair in known), told=sum(pair in relations for pair in known),
        same_kind=sum(pair in relations and relations[pair].kind.value == link.relation for pair, link in known.items()),
        twice=counted_twice(one, statements, tuple(relations.values()), documents, lexicon),
        once=sum(pair in relations and not relations[pair].independent for pair in two), two=len(two),
    )  # fmt: skip


def _pair(pair: frozenset[str], score: float, home: Mapping[str, str], *, linked: bool) -> Pair:
    a, b = sorted(home[key] for key in pair)
    return Pair(score, a, b, linked)


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
