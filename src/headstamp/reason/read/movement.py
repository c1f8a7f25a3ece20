"""Rules of movement: ways of ships, trains, lorries, aircraft and what they carry. Docstrings are public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.carry import ship_behind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.evidence import kind_of
from headstamp.reason.read.makers import MAKERS
from headstamp.reason.read.slots import mode
from headstamp.reason.read.spots import SPOTS, is_place, is_spot
from headstamp.reason.read.tree import PLACES, Tree
from headstamp.reason.read.words import words

_PLACE = PLACES | {"state", "capital", "name", "vessel"}
_CARRIED_BY = frozenset(("vessel", "vehicle"))
_SEAWARD = words(
    "sail dock anchor steam berth depart arrive leave call transit load enter reach proceed land fly return moor drift head "
    "reappear discharge put steer make run"
)
_DEEDS = words("seizure interception interdiction capture discovery find inspection raid")
_LIGHT = words("make take put run turn stop set pull touch")  # a voyage only of a ship, lorry or aircraft
_FLIES = words("land fly cross enter reach pass")
_SHOT = words("missile rocket shell drone projectile warhead bomb uav")
_WAYS = words("route corridor airlift convoy line")
_CARRIERS = words("firm company airline line carrier operator forwarder haulier contractor")
_SHOWS = words("show capture depict reveal place put record")


def cargo_is_moved(draft: Draft) -> bool:
    """Arms or a cargo are carried. Ports, transit states and carriers are a route, never supplier and recipient; only where
    arms go from one state to another in the same words are these the ends of a transfer."""
    tree = draft.tree
    items = draft.of("items")
    loads = [h for h in items if tree.arms(h) or tree.cls(h) in ("cargo", "civil")]
    if not loads and draft.of("route") and tree.speaks_of_arms(draft.index):
        loads = [h for h in items if tree.lows[h] in ("them", "it")]
    draft.put("vehicle", *[h for h in draft.args.get("subj") if tree.lemmas[h] in ("jet", "helicopter", "aircraft")])
    carried_by = draft.of("vessel") or draft.of("vehicle")
    if not loads or (tree.cls(loads[0]) == "civil" and not carried_by):
        return False
    if any(tree.cls(h) == "mark" for h in items) or (tree.lemmas[draft.index] == "drop" and not draft.args.get("to")):
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
    meant = [h for h in goal if tree.lexicon.says("intendadj", tree.lows[tree.tokens[tree.tokens[h].head].head])]
    if meant and any(tree.arms(h) for h in loads):
        draft.kind, draft.realis_intended = StatementKind.TRANSFER, True  # `a ship carrying arms bound for X`
        draft.put("recipient", *meant)
        draft.slots["route"] = [h for h in draft.of("route") if h not in meant]
        return True
    if not carried_by and any(tree.arms(h) for h in draft.args.get("subj")):
        return False  # launchers that carry missiles
    carriers = [h for h in draft.of("actor") if tree.cls(h) in ("firm", "name") or tree.lemmas[h] in _CARRIERS]
    carrier = bool(carriers) and tree.lemmas[draft.index] in ("carry", "transport", "haul", "move", "fly", "ferry")
    return bool(carried_by or draft.of("route") or draft.of("place") or draft.args.passive or carrier) and (
        bool(carried_by) or carrier or any(tree.arms(h) or tree.cls(h) in ("cargo", "pronoun") for h in loads)
    )


def _ends(draft: Draft, name: str) -> list[int]:
    heads = draft.args.get(name) or [h for h in draft.of("route") if draft.tree.lows[draft.tree.tokens[h].head] == name]
    return heads


def vessel_travels(draft: Draft) -> bool:
    """A ship, train, lorry, aircraft or container travels between places. Where it sails from is not who supplies."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    noun = tree.tokens[draft.index].pos == "NOUN"
    moved = _moved(draft)
    if any(tree.lemmas[h] in ("delegation", "minister") for h in draft.args.get("subj")):
        return False  # people on a visit
    if lemma in ("surface", "reappear") and not draft.of("vessel"):
        return False  # a weapon that is seen for the first time
    if lemma in ("come", "go") and any(tree.lemmas[h] in _DEEDS for h in draft.args.get("from")):
        return False  # `the first sighting comes from the seizure of a dhow`
    if tree.lemmas[draft.index] == "call" and draft.args.get("obj"):
        return False  # `called the reports groundless`
    if lemma == "leave" and draft.args.passive:
        return False  # `the material left behind at X`
    movers = [h for name in ("vehicle", "vessel") for h in draft.of(name)]
    loads = [h for h in draft.of("actor") if tree.cls(h) == "cargo" or tree.arms(h)]
    draft.slots["actor"] = [h for h in draft.of("actor") if h not in loads]
    kept = [h for h in draft.of("route") if (tree.cls(h) in _PLACE and tree.cls(h) != "vessel") or tree.lemmas[h] in SPOTS]
    by_way = [h for name in ("by way of", "via", "through") for h in draft.args.get(name) if tree.party(h)]
    draft.slots["route"] = list(dict.fromkeys((*kept, *by_way)))
    if (other := _no_voyage(draft, moved)) is not None:
        return other
    if lemma in _LIGHT and not noun and (draft.args.passive or not (movers or _way(draft))):
        return False
    under = tree.tokens[draft.index].head
    if lemma == "reach" and tree.lemmas[under] in ("able", "capable") and tree.tokens[draft.index].dep == "xcomp":
        return False  # how far a missile can fly
    if lemma in ("bind", "destine", "slate") and any(tree.arms(h) for h in moved):
        return False
    if lemma in _FLIES and moved and all(tree.lemmas[h] in _SHOT for h in moved) and not draft.args.passive:
        return False  # a missile that is fired lands somewhere
    if lemma == "arrive" and any(tree.arms(h) for h in moved):
        return True
    if not noun and not draft.of("vessel") and draft.of("vehicle") and not tree.speaks_of_arms(draft.index):
        return len(draft.of("route")) > 1  # whoever lands in Moscow for a summit
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
        return bool(movers or loads or moved) and (bool(draft.of("items")) if noun else _by_some_means(draft, moved))
    return bool(movers or loads or moved or _way(draft))


def _moved(draft: Draft) -> list[int]:
    """What moves, each put in its slot; a ship that a pronoun stands for is carried."""
    tree, verb = draft.tree, draft.tree.tokens[draft.index].pos == "VERB"
    subjects = draft.args.get("subj")
    moved = [
        h
        for h in (*subjects, *draft.args.get("obj"), *draft.args.get("of"))
        if tree.cls(h) in ("vessel", "vehicle", "cargo") or tree.arms(h)
    ]
    for head in moved:
        if tree.cls(head) not in _CARRIED_BY:
            if verb:
                draft.put("items", head)
        elif head not in (*draft.of("vessel"), *draft.of("vehicle")):
            draft.slots["items"] = [h for h in draft.of("items") if h != head]
            draft.put("vessel" if tree.cls(head) == "vessel" else "vehicle", head)
    for head in subjects:
        if verb and tree.lows[head] in ("it", "she") and tree.lemmas[draft.index] in _SEAWARD:
            real = ship_behind(tree, head)
            if real is not None and any(_is_named(tree, h) for h in draft.of("route")):
                draft.put("vessel" if tree.cls(real) == "vessel" else "vehicle", real)
                draft.carried.add(real)
                draft.slots["actor"] = [h for h in draft.of("actor") if h != head]
                moved.append(real)
    return moved


def _is_named(tree: Tree, spot: int) -> bool:
    """`Tripoli` or `the port of Tripoli`, and not `this port`."""
    return tree.lemmas[spot] not in SPOTS or any(tree.tokens[h].pos == "PROPN" for h in tree.of(spot, "of"))


def _no_voyage(draft: Draft, moved: list[int]) -> bool | None:
    """What reads like a way and is an origin or a change of hands; None where it is neither."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    states = [
        h for h in draft.args.get("from") if tree.cls(h) in ("state", "people") or (tree.lemmas[h] in MAKERS and tree.country(h))
    ]
    if lemma == "come" and states and any(tree.arms(h) for h in moved):
        draft.kind = StatementKind.ORIGIN  # `the drones came from Iran`
        draft.drop("route")
        draft.put("origin", *states)
        return True
    holders = [h for h in (*draft.args.get("obj"), *draft.args.get("to")) if tree.cls(h) in ("group", "force", "body", "people")]
    goal = [h for h in draft.args.get("to") if tree.cls(h) in ("group", "force", "body", "state")]
    if lemma in ("way", "route") and goal and any(tree.arms(h) for h in moved):
        draft.kind, draft.realis_intended = StatementKind.TRANSFER, True  # `missiles on their way to X`
        draft.put("items", *[h for h in moved if tree.arms(h)])
        draft.put("recipient", *goal)
        return True
    holders = [h for h in holders if tree.lemmas[h] != "front" or tree.tokens[h].pos == "PROPN"]  # a line of battle
    if lemma in ("reach", "go", "come", "pass") and holders and any(tree.arms(h) for h in moved):
        draft.kind = StatementKind.TRANSFER  # `the weapons reached the fighters through X`
        draft.put("recipient", *[h for h in holders if h not in moved])
        draft.drop("actor")
        return bool(draft.of("recipient"))
    return None


def _by_some_means(draft: Draft, moved: list[int]) -> bool:
    """Arms that came `overland`, `by road`, `in on Antonovs`: a movement, though no place is named."""
    tree = draft.tree
    means = bool(mode(tree, draft.args.get("by"))) or any(tree.lows[k] == "overland" for k in tree.children[draft.index])
    if means:
        draft.put("mode", *draft.args.get("by"))
    return any(tree.arms(h) for h in moved) and (means or bool(draft.of("vehicle") or draft.of("vessel")))


def _way(draft: Draft) -> bool:
    """A route that runs from one place to another, of which no ship is named."""
    tree = draft.tree
    return len(draft.of("route")) > 1 and any(tree.lemmas[h] in _WAYS for h in draft.args.get("subj"))


def cargo_is_loaded(draft: Draft) -> bool:
    """Containers or crates are put on, or taken off, a ship, train or lorry; a lorry is loaded with them."""
    tree = draft.tree
    for head in [h for h in draft.of("items") if tree.cls(h) in _CARRIED_BY]:
        draft.slots["items"].remove(head)
        draft.put("vessel" if tree.cls(head) == "vessel" else "vehicle", head)
    loads = [h for h in draft.of("items") if tree.cls(h) in ("cargo", "barter") or tree.arms(h)]
    if tree.lemmas[draft.index] == "put" and any(tree.lows[k] == "up" for k in tree.kids(draft.index, "prt")):
        return False  # put up a plant
    if not draft.of("items") and tree.lemmas[draft.index] in ("load", "unload", "discharge") and not draft.args.passive:
        loads = draft.of("vessel")  # `the ship was seen loading at X`
    civil = [h for h in draft.of("items") if tree.cls(h) == "civil"]
    if not loads and civil:
        loads, draft.core = civil, False
    draft.slots["route"] = [h for h in draft.of("route") if is_spot(tree, h) or tree.cls(h) == "name"]
    for head in (*draft.of("vessel"), *draft.of("vehicle"), *loads):
        draft.put("route", *[h for h in tree.of(head, "for", "from", "to") if tree.cls(h) in _PLACE])
    if draft.row.words[0] == "load" and tree.tokens[draft.index].dep in ("acl", "amod") and not draft.of("route"):
        return False
    return bool(loads) and bool(draft.of("vehicle") or draft.of("vessel") or draft.of("route"))


def fuel_is_passed_at_sea(draft: Draft) -> bool:
    """Goods pass from one ship to another at sea: a movement, whose parties the ships are not."""
    tree = draft.tree
    before = " ".join(tree.lows[max(0, draft.index - 6) : draft.index])
    return ("ship - to - ship" in before or before.endswith(" sts") or before == "sts") and bool(
        draft.of("items") or draft.of("vessel") or draft.of("route")
    )


def ship_is_escorted(draft: Draft) -> bool:
    """A ship, convoy or aircraft is escorted on its way: a movement of it, whoever goes with it."""
    return bool([h for h in draft.args.get("obj") if draft.tree.cls(h) in ("vessel", "vehicle", "name")]) and bool(
        draft.of("vessel") or draft.of("vehicle")
    )


def carrier_is_seen(draft: Draft) -> bool:
    """A ship, train or aircraft is seen, or shown by a picture, at a place."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    seen = [h for h in draft.args.get("obj") if tree.cls(h) in _CARRIED_BY]
    draft.slots["route"] = [h for h in draft.of("route") if is_place(tree, h)]
    for head in seen:
        draft.put("vessel" if tree.cls(head) == "vessel" else "vehicle", head)
        draft.put("route", *[h for h in tree.of(head, "at", "in", "near", "off", "alongside") if is_spot(tree, h)])
    if lemma in _SHOWS and not any(kind_of(tree, h) for h in draft.args.get("subj")):
        return False
    draft.drop("items")
    return bool(seen and draft.of("route"))
