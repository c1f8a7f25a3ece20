"""Deeds that a word above them takes back: refused, cancelled, not true, far from done. Negated, and never a supply."""

from __future__ import annotations

from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_NO = words("not n't never no neither nor hardly scarcely")
_IN_PLACE = {"from": "far", "of": "instead", "than": "rather"}
_BACK = words("at on against over")
_STOPS = words("halt stop cease")
_HALTS = words("halt stop end standstill close")


def negative(tree: Tree, word: int) -> bool:
    """Whether a word of negation hangs on a word."""
    return bool(tree.kids(word, "neg")) or any(tree.lows[k] in _NO for k in tree.kids(word, "advmod", "det", "preconj"))


def taken_back(tree: Tree, index: int, chain: list[tuple[int, str]]) -> str:
    """`negated`, `denied` or an empty string, by the words above a predicate: `refused to sell`, `the deal was cancelled`, `it is
    not true that`, `far from arming`, `hit back at claims that`."""
    below = index
    for above, dep in chain:
        verdict = _by_word(tree, above, dep)
        if dep == "prep" and tree.lows[below] == "in" and _part_denied(tree, above):
            verdict = "unknown" if negative(tree, above) else "denied"
        if verdict:
            return verdict
        told = dep == "relcl" and not any(tree.lows[k] == "to" for k in tree.kids(below, "aux"))
        if told or dep in ("conj", "advcl") or (dep == "ccomp" and tree.lexicon.says("say", tree.lemmas[above])):
            return ""
        below = above
    return ""


def _by_word(tree: Tree, above: int, dep: str) -> str:
    lemma, says = tree.lemmas[above], tree.lexicon.says
    if dep == "pcomp" and above and _IN_PLACE.get(tree.lows[above]) == tree.lows[above - 1]:
        return "negated"
    if dep in ("xcomp", "pcomp", "prep") and says("refuse", lemma) and not negative(tree, above):
        return "negated"
    ruled = lemma == "rule" and any(tree.lows[k] == "out" for k in tree.kids(above, "prt"))
    if ruled and dep in ("xcomp", "pcomp", "dobj", "prep") and not negative(tree, above):
        return "negated"
    undone = says("undone", lemma) or (lemma == "fall" and any(tree.lows[k] == "through" for k in tree.children[above]))
    if dep in ("dobj", "nsubj", "nsubjpass") and undone and not negative(tree, above):
        return "negated"
    if dep == "nsubj" and _at_an_end(tree, above):
        return "negated"
    if dep == "ccomp" and lemma == "be":
        return _not_so(tree, above)
    if dep == "dep" and lemma == "do" and negative(tree, above):  # `did not, so far as we know, give`
        return "negated"
    if dep in ("relcl", "acl", "prep") and says("claimnoun", lemma):
        return _thrown_back(tree, above)
    return ""


def _at_an_end(tree: Tree, verb: int) -> bool:
    """`the traffic appears to have halted`, `deliveries dried up`, `came to a standstill`: there is none any more."""
    if tree.lemmas[verb] in ("appear", "seem"):
        verb = next(iter(tree.kids(verb, "xcomp")), verb)
    if negative(tree, verb):
        return False
    if tree.lemmas[verb] == "come":
        return any(tree.lemmas[h] in _HALTS for h in tree.of(verb, "to"))
    faded = tree.lemmas[verb] in ("dry", "peter") and any(tree.lows[k] in ("up", "out") for k in tree.children[verb])
    return faded or (tree.lemmas[verb] in _STOPS and not tree.kids(verb, "dobj", "xcomp"))


def _part_denied(tree: Tree, verb: int) -> bool:
    """`denied any part in the sale`, where the parser hung `in the sale` on the verb."""
    parts = [k for k in tree.kids(verb, "dobj") if tree.lexicon.says("claimnoun", tree.lemmas[k])]
    return bool(parts) and bool(tree.lexicon.says("denial", tree.lemmas[verb]))


def _not_so(tree: Tree, verb: int) -> str:
    """`it is not true that`, `it is a lie that`."""
    said = {tree.lemmas[k] for k in tree.kids(verb, "acomp", "attr")}
    if said & {"true", "correct", "case", "fact", "accurate"} and negative(tree, verb):
        return "negated"
    return "denied" if said & set(tree.lexicon.cues.get("denialnoun", {})) and not negative(tree, verb) else ""


def _thrown_back(tree: Tree, claim: int) -> str:
    """`hit back at claims`, `scoffed at the report`."""
    prep = tree.tokens[claim].head
    if tree.tokens[claim].dep != "pobj" or tree.lows[prep] not in _BACK:
        return ""
    return "denied" if tree.lexicon.says("scorn", tree.lemmas[tree.tokens[prep].head]) else ""
