"""Rules of origin: who made it, and where. It is never who supplied it. Docstrings are public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.marks import of_arms
from headstamp.reason.read.words import words

_HOLDS = words("contain incorporate include comprise find use be have")
_PERCENT = words("% percent cent percentage third half quarter majority")
MAKERS = words("maker manufacturer factory plant producer arsenal")


def arms_are_made(draft: Draft) -> bool:
    """Weapons were made in a country or by a maker: their origin, which is not who supplied them."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    if token.dep in ("amod", "acomp") and tree.kids(draft.index, "npadvmod", "compound", "advmod", "nmod"):
        return _made_there(draft)
    items = [h for h in draft.of("items") if tree.arms(h) or tree.cls(h) == "cargo" or _of_a_lot(draft, h)]
    if tree.lemmas[draft.index] == "originate":
        items = items or [h for h in draft.args.get("subj") if tree.arms(h) or tree.cls(h) == "cargo"]
        makers = [h for h in draft.of("origin") if tree.country(h)]
        draft.drop("maker")
    if token.dep in ("acl", "relcl") and tree.lemmas[tree.tokens[token.head].head] not in _HOLDS:
        return False  # what describes arms of which something else is told
    if (shares := _share_of(draft)) is not None:
        draft.kind = StatementKind.STATISTIC
        draft.drop("maker")
        draft.slots["items"] = shares
        return True
    if not items and tree.speaks_of_arms(draft.index):
        items = [h for h in draft.of("items") if tree.lows[h] in ("they", "it", "them", "those", "all", "both")]
    makers = [h for h in (*draft.of("origin"), *draft.of("maker")) if tree.country(h)]
    if tree.lemmas[draft.index] == "turn" and not any(tree.lows[k] == "out" for k in tree.children[draft.index]):
        return False
    if not makers and draft.args.passive:
        makers = [h for h in draft.args.get("by") if tree.cls(h) in ("firm", "group", "name") and tree.tokens[h].pos == "PROPN"]
    draft.drop("maker")
    where = [
        h
        for name in ("in", "at")
        for h in draft.args.get(name)
        if tree.cls(h) in ("place", "city") or tree.lemmas[h] in (*MAKERS, "works", "company", "firm")
    ]
    draft.slots["origin"], draft.slots["items"] = makers, items
    draft.put("place", *[k for h in where for k in (h, *tree.of(h, "in", "near", "at"))])
    return bool(items and (makers or where or _dated(draft)))


def _share_of(draft: Draft) -> list[int] | None:
    """`60 per cent of the rounds were made after 2010`: a share of what was counted, and of what kind of arms."""
    tree = draft.tree
    shares = [h for h in draft.args.get("subj") + draft.args.get("obj") if tree.lemmas[h] in _PERCENT and h < draft.index]
    if not shares or not draft.args.passive:
        return None
    wholes = [k for h in (draft.index, *shares) for k in tree.of(h, "of") if tree.arms(k)]
    return wholes or ([] if tree.speaks_of_arms(draft.index) else None)


def _of_a_lot(draft: Draft, head: int) -> bool:
    """`part of the lot`, `half of the crates`."""
    tree = draft.tree
    return tree.cls(head) == "partitive" and any(tree.cls(k) == "cargo" or tree.lemmas[k] == "lot" for k in tree.of(head, "of"))


def _dated(draft: Draft) -> bool:
    """`the bombs were manufactured in 2014`: when, though not where."""
    tree = draft.tree
    return (
        tree.lemmas[draft.index] in ("manufacture", "produce", "make")
        and draft.args.passive
        and any(tree.cls(k) == "number" and len(tree.lows[k]) == 4 for name in ("in",) for k in draft.args.get(name))
    )


def _made_there(draft: Draft) -> bool:
    """`is a Chinese-made copy`, `contains US-made chips`: an origin where it is what the clause tells."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    origins = [k for k in tree.kids(draft.index, "npadvmod", "compound", "advmod", "nmod") if tree.country(k)]
    head = token.head
    up = tree.tokens[head].head
    if token.dep == "acomp":
        items = [h for kid in tree.kids(head, "nsubj") for h in tree.with_conjuncts(kid)]
    elif tree.tokens[head].dep == "attr" and tree.lemmas[up] == "be":
        items = [h for kid in tree.kids(up, "nsubj") for h in tree.with_conjuncts(kid)]
    elif tree.tokens[head].dep == "dobj" and tree.lemmas[up] in ("contain", "incorporate", "use", "comprise"):
        items = [head] if any(tree.arms(h) for h in tree.kids(up, "nsubj")) else []
    else:
        return False
    draft.drop("maker")
    draft.slots["origin"], draft.slots["items"] = origins, [h for h in items if of_arms(tree, h)]
    return bool(origins and draft.of("items"))


def origin_is_told(draft: Draft) -> bool:
    """Weapons are `of Bulgarian origin`, `Iranian in origin`, `of Chinese manufacture`."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    prep = token.head
    if tree.lemmas[draft.index] == "product":
        return _product_of(draft)
    if token.dep != "pobj" or tree.lows[prep] not in ("of", "in"):
        return False
    up = tree.tokens[prep].head
    lone = tree.tokens[up].dep == "acomp" and bool(tree.country(up))
    verb = tree.tokens[up].head if lone else up
    if tree.lemmas[verb] not in ("be", "appear", "seem", "believe", "assess", "determine", "look"):
        return False
    origins = (
        [up]
        if lone
        else [k for k in (*tree.kids(draft.index, "amod", "compound", "poss"), *tree.of(draft.index, "in")) if tree.country(k)]
    )
    items = [h for kid in tree.kids(verb, "nsubj", "nsubjpass") for h in tree.with_conjuncts(kid)]
    draft.slots["origin"], draft.slots["items"] = origins, [h for h in items if of_arms(tree, h) or tree.cls(h) == "pronoun"]
    return bool(origins and draft.of("items"))


def _product_of(draft: Draft) -> bool:
    """`both are products of Norinco`."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    if token.dep != "attr" or tree.lemmas[token.head] != "be" or not tree.speaks_of_arms(draft.index):
        return False
    draft.slots["origin"] = [h for h in tree.of(draft.index, "of") if tree.country(h)]
    draft.slots["items"] = [h for kid in tree.kids(token.head, "nsubj") for h in tree.with_conjuncts(kid)]
    return bool(draft.of("origin"))
