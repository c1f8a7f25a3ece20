"""Rules of movement, presence and things seen: transport, cover, advisers, marks, figures, a client's words. Docstrings are
public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import PLACES, Tree
from headstamp.reason.read.words import words

_SPOTS = words(
    "port harbour harbor coast border airport depot harbor base capital island river warehouse quay waters station "
    "frontier airfield town village destination shore beach terminal"
)
_PLACE = PLACES | {"state", "capital", "name", "vessel"}


def cargo_is_moved(draft: Draft) -> bool:
    """Arms or a cargo are carried. Ports, transit states and carriers are a route, never supplier and recipient; only where
    arms go from one state to another in the same words are these the ends of a transfer."""
    tree = draft.tree
    items = draft.of("items")
    loads = [h for h in items if tree.arms(h) or tree.cls(h) in ("cargo", "civil")]
    carried_by = draft.of("vessel") or draft.of("vehicle")
    if not loads or (tree.cls(loads[0]) == "civil" and not carried_by):
        return False
    if any(tree.cls(h) == "mark" for h in items):
        return False
    if all(tree.cls(h) == "civil" for h in loads):
        draft.core = False
    ends = [(name, h) for name in ("from", "to", "for") for h in _ends(draft, name)]
    origin = [h for name, h in ends if name == "from" and tree.cls(h) in ("state", "group", "body")]
    goal = [h for name, h in ends if name != "from" and tree.cls(h) in ("state", "group", "body")]
    if origin and goal and any(tree.arms(h) for h in loads):
        draft.kind = StatementKind.TRANSFER
        draft.put("supplier", *origin)
        draft.put("recipient", *goal)
        return True
    if goal and any(tree.arms(h) for h in loads) and not carried_by and draft.args.passive:
        draft.kind = StatementKind.TRANSFER
        draft.put("recipient", *goal)
        return True
    carrier = any(tree.cls(h) in ("firm", "name") for h in draft.of("actor")) and tree.lemmas[draft.index] in (
        "carry",
        "transport",
        "haul",
    )
    return bool(carried_by or draft.of("route") or draft.of("place") or draft.args.passive or carrier) and (
        bool(carried_by) or carrier or any(tree.arms(h) or tree.cls(h) == "cargo" for h in loads)
    )


def _ends(draft: Draft, name: str) -> list[int]:
    heads = draft.args.get(name) or [h for h in draft.of("route") if draft.tree.lows[draft.tree.tokens[h].head] == name]
    return heads


def vessel_travels(draft: Draft) -> bool:
    """A ship, train, lorry, aircraft or container travels between places. Where it sails from is not who supplies."""
    tree = draft.tree
    if any(tree.lemmas[h] in ("delegation", "minister") for h in draft.args.get("subj")):
        return False  # people on a visit
    if tree.lemmas[draft.index] == "call" and draft.args.get("obj"):
        return False  # `called the reports groundless`
    movers = [h for name in ("vehicle", "vessel") for h in draft.of(name)]
    movers += [h for h in draft.of("actor") if tree.cls(h) == "cargo" or tree.arms(h)]
    moved = [
        h
        for h in (*draft.args.get("subj"), *draft.args.get("obj"))
        if tree.cls(h) in ("vessel", "vehicle", "cargo") or tree.arms(h)
    ]
    for head in moved:
        if tree.cls(head) not in ("vessel", "vehicle"):
            if tree.tokens[draft.index].pos == "VERB":
                draft.put("items", head)
        elif head not in movers:
            draft.put("vessel" if tree.cls(head) == "vessel" else "vehicle", head)
    kept = [h for h in draft.of("route") if (tree.cls(h) in _PLACE and tree.cls(h) != "vessel") or tree.lemmas[h] in _SPOTS]
    by_way = [h for name in ("by way of", "via", "through") for h in draft.args.get(name) if tree.party(h)]
    draft.slots["route"] = list(dict.fromkeys((*kept, *by_way)))
    states = [h for h in draft.args.get("from") if tree.cls(h) in ("state", "people")]
    if tree.lemmas[draft.index] == "come" and states and any(tree.arms(h) for h in moved):
        draft.kind = StatementKind.ORIGIN  # `the drones came from Iran`
        draft.drop("route")
        draft.put("origin", *states)
        return True
    holders = [h for h in (*draft.args.get("obj"), *draft.args.get("to")) if tree.cls(h) in ("group", "force", "body", "people")]
    if tree.lemmas[draft.index] in ("reach", "go", "come", "pass") and holders and any(tree.arms(h) for h in moved):
        draft.kind = StatementKind.TRANSFER  # `the weapons reached the fighters through X`
        draft.put("recipient", *[h for h in holders if h not in moved])
        draft.drop("actor")
        return bool(draft.of("recipient"))
    if tree.lemmas[draft.index] == "arrive" and any(tree.arms(h) for h in moved):
        return True
    noun = tree.tokens[draft.index].pos == "NOUN"
    token = tree.tokens[draft.index]
    if noun and token.dep == "dobj" and tree.lemmas[token.head] in ("board", "catch", "miss", "book"):
        return False  # a passenger's flight
    if noun and tree.cls(draft.index) == "vehicle":
        draft.put("vehicle", draft.index)
        moved.append(draft.index)
    if noun and len(draft.of("route")) > 1:
        draft.put("vessel", *[h for h in draft.args.get("subj") if tree.cls(h) in ("name", "vessel")])
        return True
    if not draft.of("route"):
        draft.drop("route")
        return bool(movers or moved) and noun and bool(draft.of("items"))
    return bool(movers or moved)


def cargo_is_loaded(draft: Draft) -> bool:
    """Containers or crates are put on, or taken off, a ship, train or lorry."""
    tree = draft.tree
    loads = [h for h in draft.of("items") if tree.cls(h) in ("cargo", "barter") or tree.arms(h)]
    return bool(loads) and bool(draft.of("vehicle") or draft.of("vessel") or draft.of("route"))


def cargo_is_disguised(draft: Draft) -> bool:
    """Goods are declared, described or labelled as something else. What they are called goes to `declared_as`, with no
    judgement."""
    tree = draft.tree
    things = [h for h in draft.of("items") if tree.cls(h) in ("cargo", "pronoun", "vessel") or tree.arms(h)]
    if not things and not draft.of("items"):
        things = [h for h in draft.of("actor") if tree.cls(h) == "cargo" or tree.arms(h)]
        draft.slots["actor"] = [h for h in draft.of("actor") if h not in things]
        draft.put("items", *things)
    names = [h for h in draft.of("declared_as") if tree.cls(h) not in ("time", "person", "state")]
    draft.slots["declared_as"] = names
    if not any(tree.cls(h) in ("civil", "component", "cargo", "other", "vehicle", "barter", "weapon") for h in names):
        return False
    return bool(things or draft.args.passive) and bool(names) and _goods_verb(tree, draft, things)


def _goods_verb(tree: Tree, draft: Draft, things: list[int]) -> bool:
    if tree.lemmas[draft.index] in (
        "declare",
        "misdeclare",
        "mislabel",
        "label",
        "disguise",
        "misdescribe",
        "book",
        "invoice",
        "camouflage",
    ):
        return True
    return any(tree.cls(h) == "cargo" or tree.arms(h) for h in things) and any(
        tree.cls(h) in ("civil", "component", "cargo") for h in draft.of("declared_as")
    )


def cargo_is_hidden(draft: Draft) -> bool:
    """Arms or their source are hidden under other goods."""
    tree = draft.tree
    return any(tree.arms(h) or tree.cls(h) in ("cargo", "mark") for h in draft.of("items"))


def papers_or_marks_changed(draft: Draft) -> bool:
    """Marks are ground off, papers forged, ships renamed, transponders switched off."""
    tree = draft.tree
    known = {"mark", "record", "vessel", "evidence-document", "evidence-marks"}
    return any(
        tree.cls(h) in known or tree.lemmas[h] in ("number", "transponder", "certificate", "consignee", "name", "flag")
        for h in draft.of("items")
    )


def pictures_forbidden(draft: Draft) -> bool:
    """Photographs are forbidden, which is why their absence proves nothing. Kept apart from events."""
    tree = draft.tree
    draft.core = False
    return any(
        tree.lemmas[k].startswith(("photograph", "film", "picture", "camera")) for h in draft.of("items") for k in tree.under(h)
    )
