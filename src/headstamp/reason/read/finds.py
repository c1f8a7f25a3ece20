"""Rules of things seen: weapons at a place, their use, origin, marks and numbers. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft


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
    return any(tree.arms(h) for h in draft.of("items")) and any(
        tree.party(h) or tree.cls(h) == "pronoun" for h in draft.of("actor")
    )


def arms_are_made(draft: Draft) -> bool:
    """Weapons were made in a country or by a maker: their origin, which is not who supplied them."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h) or tree.cls(h) == "cargo"]
    makers = [h for h in (*draft.of("origin"), *draft.of("maker")) if tree.country(h)]
    if tree.lemmas[draft.index] == "turn" and not any(tree.lows[k] == "out" for k in tree.children[draft.index]):
        return False
    draft.drop("maker")
    draft.slots["origin"], draft.slots["items"] = makers, items
    return bool(items and makers)


def marks_are_compared(draft: Draft) -> bool:
    """Marks, seals or fuzes on one find match those on another."""
    tree = draft.tree
    heads = draft.args.get("subj")
    if tree.tokens[draft.index].pos == "NOUN":  # the verb `match` is often taken for the noun
        sentence = tree.sentence(draft.index)
        heads = [k for k in range(sentence.first, draft.index) if tree.tokens[k].tag == "NNS"][:1]
        draft.slots["items"] = heads
    return any(tree.arms(h) or tree.cls(h) in ("mark", "cargo") for h in heads)


def marks_are_read(draft: Draft) -> bool:
    """A mark as it was read: stamps, lettering, serial numbers, colours. What it means is not said."""
    tree = draft.tree
    marks = [h for h in draft.of("mark") if tree.cls(h) == "mark"]
    things = [h for h in (*draft.of("items"), *draft.args.get("obj")) if tree.arms(h) or tree.cls(h) in ("cargo",)]
    if draft.args.passive:
        marks = marks or [k for k in tree.under(draft.index) if tree.cls(k) == "mark" and k != draft.index and k > draft.index]
    if tree.lemmas[draft.index] in ("stamp", "engrave", "stencil", "inscribe", "number", "mark") and (things or marks):
        draft.slots["items"] = things or draft.of("items")
        draft.drop("mark")
        draft.put("mark", *(marks or [draft.index]))
        return bool(things)
    if any(tree.lows[k] in ("like", "similar", "same") for h in marks for k in tree.children[h]):
        draft.kind = StatementKind.MARK_MATCH
    draft.slots["mark"] = marks
    return bool(marks and things)
