"""Rules of things seen: weapons at a place, their use and numbers. A rule's docstring is public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.evidence import kind_of
from headstamp.reason.read.likeness import origins_of
from headstamp.reason.read.words import words

_CRAFT = words("frigate warship corvette gunboat submarine patrol-boat")


def items_were_seen(draft: Draft) -> bool:
    """Weapons were seen, counted or documented at a place. How they got there is not said."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.slots["items"] = items
    return bool(items)


def items_appear(draft: Draft) -> bool:
    """Weapons of a state appear or circulate in a place or a region."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.slots["items"] = items
    for head in items:
        draft.put("supplier", *[h for h in tree.of(head, "from") if tree.country(h)])
        for inner in tree.with_conjuncts(head):
            draft.put("supplier", *[h for h in tree.of(inner, "from") if tree.country(h)])
    return bool(items) and (bool(draft.of("place")) or bool(draft.of("region")))


def arms_are_used(draft: Draft) -> bool:
    """Weapons are fired or used by somebody; who supplied them is not said by it."""
    tree = draft.tree
    if any(tree.lows[k] == "how" for k in tree.kids(draft.index, "advmod")):
        return False  # taught how to fire
    up = draft.tree.tokens[draft.index]
    against = any(tree.lows[tree.tokens[h].head] == "against" for h in draft.of("target"))
    if tree.lemmas[draft.index] == "deploy" and not against:
        return False  # stationed, and not used
    if up.dep in ("xcomp", "advcl", "acl", "relcl") and tree.lemmas[up.head] in (
        "train",
        "training",
        "learn",
        "teach",
        "practise",
        "practice",
    ):
        return False
    if tree.lemmas[draft.index] == "shoot" and any(tree.lows[k] == "down" for k in tree.children[draft.index]):
        return False  # what is shot down is the other side's
    if all(tree.lemmas[h] in _CRAFT for h in draft.of("items")):
        return False  # a frigate of the navy is used as such
    if all(tree.cls(h) == "technology" for h in draft.of("items")):
        return False  # know-how is put to use, and not fired
    for verb in tree.kids(draft.index, "xcomp", "advcl"):
        if tree.tokens[verb].tag == "VB":  # `used drones to attack a terminal`
            draft.put("target", *[h for kid in tree.kids(verb, "dobj") for h in tree.with_conjuncts(kid)])
    return any(tree.arms(h) for h in draft.of("items")) and any(_acts(draft, h) for h in draft.of("actor"))


def _acts(draft: Draft, head: int) -> bool:
    tree = draft.tree
    return (
        tree.party(head)
        or tree.cls(head) == "pronoun"
        or tree.lemmas[head] in ("group", "gunner", "side", "attack", "strike", "raid", "attacker", "barrage")
    )


def shelled_with(draft: Draft) -> bool:
    """A place or force is shelled, struck or ambushed with weapons that are named."""
    tree = draft.tree
    if draft.args.passive and tree.tokens[draft.index].dep not in ("amod", "acl"):  # `was hit by drones`, by nobody named
        draft.put("items", *[h for h in draft.args.get("by") if tree.arms(h)])
        draft.slots["actor"] = [h for h in draft.of("actor") if h not in draft.of("items")]
        own = [
            h
            for h in draft.of("items")
            if tree.arms(h) and (tree.country(h) or origins_of(tree, h) or tree.tokens[h].pos == "PROPN")
        ]
        if own and draft.of("target"):
            return True
    return any(tree.arms(h) for h in draft.of("items")) and any(_acts(draft, h) for h in draft.of("actor"))


def armed_with(draft: Draft) -> bool:
    """Fighters carry or are armed with weapons of some kind; who gave them is not said."""
    tree = draft.tree
    people = [h for h in draft.of("actor") if tree.party(h) or tree.cls(h) == "force"]
    draft.slots["actor"] = people
    return draft.args.passive and not draft.args.get("by") and bool(people) and any(tree.arms(h) for h in draft.of("items"))


def arms_are_shown(draft: Draft) -> bool:
    """Pictures show weapons, or weapons are recognised in pictures: that they were there."""
    tree = draft.tree
    held = {h: [k for k in tree.of(h, "with", "holding", "carrying") if tree.arms(k)] for h in draft.of("items")}
    men = [h for h in held if tree.cls(h) in ("force", "group", "people") and held[h]]
    draft.put("actor", *men)  # `soldiers with mortar rounds`
    items = [k for h in held for k in (held[h] if h in men else [h]) if tree.arms(k)]
    draft.slots["items"] = items
    seen = (
        *tree.kids(draft.index, "nsubj"),
        *draft.args.get("in"),
        *draft.args.get("on"),
        *draft.args.get("by"),
        *draft.args.get("from"),
    )
    return bool(items) and any(kind_of(tree, h) in ("imagery", "photo") for h in seen)
