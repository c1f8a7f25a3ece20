"""Rules of arms that come to somebody with nobody sending them in the words: found their way, ended up with, were made
available. A rule's docstring is public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree

_HOLDERS = frozenset(("hand", "possession", "arsenal", "stock", "stockpile", "inventory", "armoury", "armory", "service"))
_STORES = frozenset(
    (
        "depot",
        "stock",
        "stockpile",
        "arsenal",
        "inventory",
        "armoury",
        "armory",
        "warehouse",
        "store",
        "soil",
        "territory",
        "reserve",
    )
)
_GETS = frozenset(("state", "capital", "people", "body", "group", "firm", "name", "person"))
_NO_HOLDER = frozenset(("front", "factory", "plant", "market", "office", "side"))
_INTO = ("to", "into", "in", "with", "among")


def arms_come_to(draft: Draft) -> bool:
    """Arms reach somebody, end up with somebody, find their way to somebody, fall into somebody's hands: who gets them is told,
    who gave them only where `from` says so. A place that they reach is no party."""
    tree = draft.tree
    if draft.args.passive or _within_range(draft) or not any(tree.arms(h) for h in draft.of("items")):
        return False
    verb = tree.lemmas[draft.index]
    ways = [h for h in tree.kids(draft.index, "dobj") if tree.lemmas[h] == "way"]
    if verb == "find" and not ways:
        return False
    bases = (draft.index, *ways)
    held = [h for base in bases for word in _INTO for h in tree.of(base, word)]
    owners = [k for h in held if tree.lemmas[h] in _HOLDERS for k in (*tree.of(h, "of"), *tree.kids(h, "poss"))]
    straight = ("with", "to") if verb in ("end", "wind", "find", "go") else ()
    gets = owners or [h for base in bases for word in straight for h in tree.of(base, word)]
    if verb == "reach":
        gets = owners or draft.args.get("obj")
    gets = [h for h in gets if tree.cls(h) in _GETS and tree.lemmas[h] not in _NO_HOLDER]
    if any(tree.cls(h) in ("name", "person") and not tree.country(h) for h in gets) and not owners:
        return False
    draft.slots["recipient"] = list(dict.fromkeys(gets))
    if verb == "come" and not gets and (stocks := _out_of_stocks(tree, draft)):
        draft.slots["supplier"] = stocks
        return True
    if verb == "leave":
        return _left_for(tree, draft)
    owned = [
        k
        for h in draft.of("items")
        for k in tree.kids(h, "poss")
        if tree.cls(k) in ("state", "capital", "body") or tree.lows[k] in ("its", "their")
    ]
    draft.slots["supplier"] = [h for h in _from(tree, draft) or owned if (tree.party(h) or h in owned) and h not in gets]
    return bool(gets)


def _out_of_stocks(tree: Tree, draft: Draft) -> list[int]:
    """`came out of Libyan stocks`: whose they were is told, who got them is not."""
    stores = [h for name in ("out of", "from") for h in draft.args.get(name) if tree.lemmas[h] in _STORES]
    return [h for h in stores if tree.country(h)]


def _left_for(tree: Tree, draft: Draft) -> bool:
    """`no missile has left its depots for X`: arms that leave a store for somebody."""
    stores = [h for h in tree.kids(draft.index, "dobj") if tree.lemmas[h] in _STORES]
    gets = [h for base in (draft.index, *stores) for h in tree.of(base, "for", "to") if tree.party(h) or tree.country(h)]
    draft.slots["recipient"] = gets
    draft.slots["supplier"] = [k for h in stores for k in tree.kids(h, "poss") if k not in gets]
    return bool(stores and gets)


def _within_range(draft: Draft) -> bool:
    """`a missile that can reach X`: how far it flies."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    able = any(tree.lows[k] in ("can", "could", "may", "might", "to") for k in tree.kids(draft.index, "aux"))
    return tree.lemmas[draft.index] == "reach" and (able or tree.lemmas[token.head] in ("capable", "able", "range", "of"))


def _from(tree: Tree, draft: Draft) -> list[int]:
    return [h for base in (draft.index, *draft.of("items")) for h in tree.of(base, "from")]


def made_available(draft: Draft) -> bool:
    """Arms are made available to somebody: given, by whoever makes them so."""
    tree = draft.tree
    said = [k for k in tree.kids(draft.index, "oprd", "ccomp", "acomp") if tree.lows[k] == "available"]
    if not said or not any(tree.arms(h) for h in draft.of("items")):
        return False
    gets = [h for h in (*tree.of(said[0], "to"), *tree.of(draft.index, "to")) if tree.party(h)]
    draft.slots["items"] = [h for h in draft.of("items") if tree.arms(h)]
    draft.slots["recipient"] = gets
    return bool(gets)


def arms_aid(draft: Draft) -> bool:
    """Military or lethal aid of one to another: arms, where the words for them say so and both or the receiver are named."""
    tree = draft.tree
    entry = tree.mentions[draft.index]
    if entry is None or entry.cls != "weapon" or len(entry.words) < 2:
        return False
    draft.put("items", draft.index)
    return bool(draft.of("recipient")) and bool(draft.of("supplier"))


def armed_by(draft: Draft) -> bool:
    """Somebody is armed by somebody, where the parser takes the participle for an adjective."""
    return bool(draft.of("supplier")) and any(draft.tree.party(h) for h in draft.of("recipient"))


def on_the_way(draft: Draft) -> bool:
    """Arms that are on their way, or en route, to somebody: meant for them, and not there yet."""
    tree, prep = draft.tree, draft.tree.tokens[draft.index].head
    if tree.tokens[draft.index].dep != "pobj" or tree.lows[prep] not in ("on", "en"):
        return False
    over = tree.tokens[prep].head
    subjects = tree.kids(over, "nsubj") if tree.tokens[over].pos in ("VERB", "AUX") else [over]
    goods = [h for k in subjects for h in tree.with_conjuncts(tree.antecedent(k)) if tree.arms(h)]
    gets = [h for base in (draft.index, prep, over) for h in tree.of(base, "to") if tree.cls(h) in _GETS - {"name", "person"}]
    draft.slots["items"], draft.slots["recipient"] = goods, list(dict.fromkeys(gets))
    return bool(goods and gets)


def know_how_exchanged(draft: Draft) -> bool:
    """Two sides exchange or share technology, designs or know-how: parties without a direction."""
    tree = draft.tree
    if not any(tree.cls(h) == "technology" or (draft.args.get("on") and _made(tree, h)) for h in draft.of("items")):
        return False
    return len({tree.country(h) for h in draft.of("parties")} - {""}) > 1


def _made(tree: Tree, head: int) -> bool:
    """`cooperate on missile development`: work on arms, and not on other things."""
    return tree.lemmas[head] in ("development", "programme", "program", "production", "design") and any(
        tree.arms(k) or ((e := tree.mentions[k]) is not None and e.cls in ARMS)
        for k in tree.kids(head, "compound", "amod", "nmod")
    )
