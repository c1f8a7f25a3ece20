"""Lists that name the members of a class: `countries such as A, B and C`, `clients ranging from A to B`."""

from __future__ import annotations

from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_OPENERS = (("such", "as"), ("including",), ("like",), ("ranging", "from"), ("namely",), ("among", "them"), ("notably",))
_GENERIC = words("country state client customer buyer recipient actor group government nation partner regime ally importer")
_WITHIN = 10


def examples(tree: Tree, head: int) -> list[int]:
    """The parties that a list names for a generic noun; none where no list follows it."""
    if tree.lemmas[head] not in _GENERIC or tree.tokens[head].pos == "PROPN":
        inner = [k for k in tree.of(head, "of") if tree.lemmas[k] in _GENERIC]  # `the forces of several states, among them`
        if not inner or tree.own_country(head):
            return []
        head = inner[0]
    sentence = tree.sentence(head)
    prep = tree.tokens[head].head
    verb = tree.tokens[prep].head
    if tree.lows[prep] == "among" and tree.lemmas[verb] in ("be", "include") and prep < verb:  # `among those states are A and B`
        return [h for kid in tree.kids(verb, "nsubj", "attr") if kid > verb for h in tree.with_conjuncts(kid)]
    for at in range(head + 1, min(head + _WITHIN, sentence.last)):
        for opener in _OPENERS:
            if tree.lows[at : at + len(opener)] == opener:
                return _named(tree, at + len(opener), sentence.last)
    return []


def _named(tree: Tree, at: int, last: int) -> list[int]:
    """States, bodies, groups and firms from here on, as long as only commas, conjunctions, articles and `to` stand between
    them."""
    found: list[int] = []
    while at < last:
        entry, bound = tree.mentions[at], tree.bounds[at]
        if (
            entry is not None
            and entry.cls in ("state", "capital", "body", "group", "firm", "people", "region")
            and bound is not None
        ):
            while at + 1 < last and tree.tokens[at + 1].start < bound[1]:
                at += 1
            if entry.cls != "region" and (entry.country or not entry.key.startswith("terms/")):
                found.append(at)
        elif tree.lows[at] not in (",", "and", "or", "the", "to", "as", "well", "even", "for", "example", "both", "in", "its"):
            break
        at += 1
    return found
