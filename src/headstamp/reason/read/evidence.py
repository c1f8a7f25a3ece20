"""What shows it: pictures, papers, wreckage, marks or testimony that a sentence names beside what it tells."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.core.statement import Slot, StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_K = StatementKind
_BY_MARKS = frozenset((_K.MARK_MATCH, _K.ORIGIN, _K.DOCUMENTATION))
_NUMBERS = words("serial lot batch part factory production contract registration")
_STUDIES = words("analysis examination study inspection review assessment")
_SPOKEN = words("testimony interview confession affidavit statements statement")
_SAYS_IT = words("by from in on according per through with")
_WITHOUT = words("no any without")


def evidence_of(draft: Draft, told: Context) -> Iterator[Slot]:
    """The first thing named that is said to show the deed: as the subject of `show`, after `according to`, `confirmed by`,
    `seen in`, or as what a clause describes (`footage of`, `imagery in which`). A speaker is a voice and no evidence."""
    tree = draft.tree
    own = {h for name, heads in draft.slots.items() if name not in ("actor", "vehicle", "mark") for h in heads}
    for head in _candidates(draft, told):
        kind = kind_of(tree, head)
        if not kind or (head in own and draft.kind not in _BY_MARKS):
            continue
        if kind == "marks" and draft.kind not in _BY_MARKS:
            continue
        if kind == "testimony" and tree.lemmas[head] not in _SPOKEN and (head == told.voice or tree.party(head)):
            continue
        draft.slots["actor"] = [h for h in draft.of("actor") if h != head]
        start, end = tree.phrase(head)
        yield Slot(value=kind, span=tree.document.span(start, end))
        return


def kind_of(tree: Tree, head: int) -> str:
    """`imagery`, `photo`, `document`, `testimony`, `marks` or `debris`; empty for what shows nothing, or is said not to be."""
    if tree.tokens[head].pos not in ("NOUN", "PROPN") or any(tree.lows[k] in _WITHOUT for k in tree.kids(head, "det")):
        return ""
    if tree.lemmas[head] in ("number", "plate") and not any(tree.lows[k] in _NUMBERS for k in tree.children[head]):
        return ""
    for part in (head, *tree.kids(head, "compound")):
        if kind := tree.lexicon.evidence.get(tree.lemmas[part], ""):
            return kind
    if tree.lemmas[head] in _STUDIES:  # analysis of the wreckage
        return next((kind for h in tree.of(head, "of", "on") if (kind := kind_of(tree, h))), "")
    return ""


def _candidates(draft: Draft, told: Context) -> Iterator[int]:
    tree = draft.tree
    yield from _beside(tree, draft.index)
    if draft.kind in _BY_MARKS:
        yield from draft.args.get("subj")
    for word, dep in told.chain:
        if dep in ("relcl", "acl"):
            if dep == "acl" or tree.lows[word + 1 : word + 3] == ("in", "which"):
                yield word
            return
        yield word
        if tree.tokens[word].pos in ("VERB", "AUX"):
            yield from _beside(tree, word)
            yield from tree.kids(word, "dobj")


def _beside(tree: Tree, word: int) -> Iterator[int]:
    """The subject of a word, and what stands with it after `by`, `in`, `according to`."""
    yield from (tree.antecedent(kid) for kid in tree.kids(word, "nsubj", "nsubjpass"))
    for kid in tree.children[word]:
        if tree.tokens[kid].dep in ("prep", "agent", "advmod", "prepc") and tree.lows[kid] in _SAYS_IT:
            yield from tree.kids(kid, "pobj")
            yield from (head for inner in tree.kids(kid, "prep") for head in tree.kids(inner, "pobj"))
        if tree.tokens[kid].dep in ("prep", "advcl") and tree.lows[kid] in ("based", "citing"):
            yield from (head for inner in tree.kids(kid, "prep") for head in tree.kids(inner, "pobj"))
            yield from tree.kids(kid, "dobj")
