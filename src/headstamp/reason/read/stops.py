"""Rules of stopping: seizures, searches, raids, arrests, plans that were foiled. Docstrings are public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.carry import ship_behind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.spots import SPOTS
from headstamp.reason.read.tree import ARMS, PLACES
from headstamp.reason.read.words import words

_BUYS = words("procure procurement buy purchase acquire acquisition obtain import")
_PLANS = words(
    "attempt plot bid effort plan operation scheme smuggling sale shipment transfer delivery purchase export network ring "
    "trafficking overflight flight deal cell consignment cargo unloading"
)
_CREW = words("crew captain master skipper crewman crewmen sailor")
_STUDENTS = words("investigator researcher expert journalist reporter panel analyst specialist monitor")
_ENFORCERS = words(
    "police customs agent officer detective trooper soldier guard inspector authority authorities gendarme policeman"
)
_KEPT_AT = words("luggage premises office baggage suitcase flat room locker")
_CARRIED_BY = frozenset(("vessel", "vehicle"))
_SEARCHES = words("search inspection examination x-ray scan scanner check")
WARSHIPS = words("destroyer frigate corvette warship cutter cruiser gunboat sloop minehunter")
_WON = words("capture recover take")  # in battle or where it was left, not on its way


def cargo_is_stopped(draft: Draft) -> bool:
    """A ship, aircraft, cargo or courier is stopped, seized, boarded or detained. That the cargo was to go somewhere is a
    statement of its own, with the mark that it was stopped."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    targets = draft.of("target")
    classes = {tree.cls(h) for h in targets}
    draft.interdicted = lemma not in _WON or bool(classes & _CARRIED_BY)
    if tree.tokens[draft.index].dep == "amod":
        return False
    if lemma in ("pull", "flag", "wave"):  # `pulled over a lorry`, `flagged down a dhow`
        way = {tree.lows[k] for k in tree.kids(draft.index, "prt", "advmod", "prep")}
        targets = [*targets, *draft.args.get("over"), *draft.args.get("down")]
        draft.slots["target"], classes = targets, {tree.cls(h) for h in targets}
        if not way & {"over", "down", "aside"} or not classes & _CARRIED_BY or not tree.speaks_of_arms(draft.index):
            return False
    if lemma == "board" and "vessel" not in classes:
        real = next((r for h in targets if tree.lows[h] in ("her", "it") and (r := ship_behind(tree, h)) is not None), None)
        if real is None or tree.cls(real) != "vessel":
            return False  # a passenger boards a flight
        draft.slots["target"], draft.carried = [real], {*draft.carried, real}
        return _sort_target(draft)
    if lemma in _WON and tree.tokens[draft.index].dep == "acl" and not classes & _CARRIED_BY and not _listed(draft):
        return False  # arms captured by the army: where those come from of which something else is told
    if classes & _CARRIED_BY:
        draft.put("items", *[h for h in draft.args.get("with") if tree.arms(h)])
    if classes & {"vessel", "vehicle", "cargo"} or any(tree.arms(h) for h in targets):
        return _sort_target(draft)
    if lemma in ("arrest", "apprehend", "detain", "catch", "nab", "capture"):
        return _arrested(draft)
    met = draft.args.passive or tree.tokens[draft.index].pos == "NOUN"
    return not classes and met and bool(draft.of("vessel") or draft.of("vehicle"))


def _listed(draft: Draft) -> bool:
    """`the items recovered included rockets`, `among the items recovered were warheads`."""
    tree = draft.tree
    head = tree.tokens[draft.index].head
    up = tree.tokens[head].head
    return tree.lemmas[up] in ("include", "comprise") or tree.lows[up] == "among"


def _arrested(draft: Draft) -> bool:
    """An arrest over an attempt to buy arms is read with the attempt; an arrest with arms, or of a crew, is a stop."""
    tree = draft.tree
    under = tree.under(draft.index)
    verbs = [k for k in under if k != draft.index and tree.tokens[k].pos == "VERB"]
    rows = [row for k in verbs for row in tree.lexicon.predicates.get((tree.lemmas[k], "VERB"), ())]
    if any(row.kind is StatementKind.TRANSFER for row in rows):
        return False  # the verb below says who was to get what from whom
    items = [k for k in under if tree.cls(k) in ARMS and tree.tokens[k].dep in ("dobj", "pobj", "conj")]
    if not items:
        return False
    draft.put("items", *items)
    if any(tree.lemmas[k] in _BUYS for k in under if not tree.arms(k)):
        draft.kind = StatementKind.PROCUREMENT_ATTEMPT
        draft.put("persons", *draft.drop("target"))
        draft.put("recipient", *draft.of("persons"))
    return True


def _sort_target(draft: Draft) -> bool:
    tree = draft.tree
    for head in draft.drop("target"):
        cls = tree.cls(head)
        up = tree.tokens[head].head
        if cls not in _CARRIED_BY and tree.lemmas[up] in ("include", "comprise") and tree.tokens[head].dep == "nsubj":
            draft.put("items", *[h for kid in tree.kids(up, "dobj") for h in tree.with_conjuncts(kid)])
        if tree.lows[up] == "among":
            verb = tree.tokens[up].head
            draft.put("items", *[h for kid in tree.kids(verb, "nsubj", "attr") for h in tree.with_conjuncts(kid)])
        draft.put(cls if cls in _CARRIED_BY else "items", head)
    draft.put("target", *[h for h in draft.args.get("from") if tree.cls(h) in ("group", "force", "body", "people", "person")])
    return True


def cargo_is_found(draft: Draft) -> bool:
    """Arms are found on a ship, in a container, at a border: an interdiction, where somebody with the power to search found
    them; or a ship or cargo is searched."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    if any(tree.lexicon.says("noproof", tree.lemmas[h]) for h in draft.args.get("obj")):
        return False  # `found no evidence of a supply`
    targets = draft.of("target")
    armed = [h for h in targets if tree.arms(h) or tree.cls(h) == "cargo"]
    where = draft.of("vessel") or draft.of("vehicle") or _on_board(draft)
    boxes = any(tree.cls(h) in ("cargo", "vessel", "vehicle") for h in draft.of("place")) or any(
        tree.cls(k) in ("vessel",) for h in draft.of("place") for k in tree.under(h)
    )
    draft.interdicted = True
    if any(tree.lemmas[h] in _STUDENTS for h in draft.of("actor")) and not where:
        draft.kind, draft.interdicted = StatementKind.PRESENCE, False  # found by those who look, not by those who stop
    if lemma in ("search", "inspect", "examine", "check"):
        draft.interdicted = False
        ships = any(tree.cls(h) in _CARRIED_BY for h in targets)
        boxes = any(tree.cls(h) == "cargo" for h in targets)
        searched = (ships and draft.args.passive) or ((ships or boxes) and draft.of("actor"))
        return bool(searched) and tree.speaks_of_arms(draft.index) and _sort_target(draft)
    finders = any(
        tree.party(h)
        or tree.lemmas[h] in _SEARCHES
        or tree.lemmas[h] in WARSHIPS
        or tree.cls(h) in ("pronoun", "vessel", "vehicle")
        for h in draft.of("actor")
    )
    met = draft.args.passive and lemma in ("find", "discover", "unearth", "locate") and not draft.of("actor")
    if met and not (where or boxes) and tree.tokens[draft.index].dep not in ("acl", "amod"):
        draft.kind, draft.interdicted = StatementKind.PRESENCE, False  # found somewhere, nobody says by whom
        spots = any(tree.cls(h) in (*PLACES, "state", "capital", "name") for k in draft.of("place") for h in tree.under(k))
        return bool(armed) and spots and _sort_target(draft)
    return bool(armed) and (bool(where) or boxes or finders) and _sort_target(draft)


def brought_to_light(draft: Draft) -> bool:
    """A search brings arms to light, they come to light, or lie in a hold."""
    tree = draft.tree
    if tree.lemmas[draft.index] == "lie":
        after = [k for k in tree.kids(draft.index, "nsubj", "dobj", "attr") if k > draft.index and tree.arms(k)]
        draft.slots["items"], draft.interdicted = [h for k in after for h in tree.with_conjuncts(k)], True
        draft.drop("actor")
        hidden = [h for name in ("in", "under", "beneath", "inside") for h in draft.args.get(name)]
        return bool(after) and any(tree.lemmas[h] in ("hold", "container", "floor", "compartment", "hull") for h in hidden)
    shown = [h for h in (*draft.args.get("obj"), *draft.args.get("subj")) if tree.arms(h)]
    draft.slots["items"], draft.interdicted = shown, True
    light = [*draft.args.get("to"), *draft.tree.children[draft.index]]
    return bool(shown) and any(tree.lows[h] == "light" for h in light)


def _on_board(draft: Draft) -> bool:
    tree = draft.tree
    return any(tree.lows[k] in ("aboard", "onboard") for k in tree.children[draft.index]) or any(
        tree.lemmas[h] == "board" for h in draft.args.get("on")
    )


def plan_is_foiled(draft: Draft) -> bool:
    """An attempt, sale or shipment of arms is foiled, blocked or turned back."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    draft.interdicted = True
    if tree.tokens[draft.index].tag == "VB" and any(tree.lows[k] == "to" for k in tree.kids(draft.index, "aux")):
        return False  # meant to prevent
    if lemma in ("turn", "send") and not any(tree.lows[k] == "back" for k in tree.children[draft.index]):
        return False
    if lemma == "haul" and not any(tree.lows[k] in ("away", "off") for k in tree.children[draft.index]):
        return False
    targets = draft.of("target")
    loads = [h for h in targets if tree.cls(h) in ("cargo", "vessel", "vehicle") or tree.arms(h)]
    plans = [h for h in targets if tree.lemmas[h] in _PLANS]
    if any(tree.tokens[k].pos == "PRON" for h in plans for k in tree.kids(h, "poss")):
        return False  # who ends its own deliveries stops nobody
    if plans and not any(tree.cls(h) in _CARRIED_BY for h in loads):
        items = [
            k
            for h in plans
            for k in tree.under(h)
            if k != h and tree.arms(k) and not tree.party(k) and tree.tokens[k].dep in ("dobj", "pobj")
        ]
        ships = [k for h in plans for k in tree.under(h) if tree.cls(k) == "vessel" and tree.tokens[k].pos == "PROPN"]
        draft.put("items", *items)
        draft.put("vessel", *ships)
        draft.slots["target"] = []
        return bool(items or ships)
    if lemma == "hold" and not (draft.args.passive and draft.of("place")):
        return False
    return bool(loads) and bool(draft.of("actor") or draft.args.passive) and _sort_target(draft)


def place_is_raided(draft: Draft) -> bool:
    """A depot, house or ship is raided where arms are named with it."""
    tree = draft.tree
    spots = [h for h in draft.of("target") if tree.lemmas[h] in SPOTS or tree.cls(h) in ("vessel", "vehicle", "cargo", "firm")]
    armed = [k for k in tree.under(draft.index) if tree.arms(k) and tree.tokens[k].dep in ("dobj", "pobj", "conj")]
    kept = [h for h in draft.of("target") if tree.lemmas[h] in SPOTS or tree.lemmas[h] in _KEPT_AT]
    power = any(tree.lemmas[h] in _ENFORCERS for h in draft.of("actor")) and tree.speaks_of_arms(draft.index)
    draft.interdicted = True
    if kept and power:
        draft.put("place", *(h for s in kept for h in tree.of(s, "in", "at", "near", "on")))
        return True
    draft.put("place", *[h for s in spots for h in tree.of(s, "in", "at", "near", "on")])
    return bool(spots and armed and draft.of("actor"))


def taken_into_custody(draft: Draft) -> bool:
    """A crew or a carrier of arms is taken into custody, or arms are taken from a ship or lorry."""
    tree = draft.tree
    draft.interdicted = True
    arms = [h for h in draft.of("target") if tree.arms(h)]
    out_of = [h for h in draft.args.get("from") if tree.cls(h) in _CARRIED_BY or tree.lows[h] in ("van", "car", "boat", "ship")]
    if tree.lemmas[draft.index] == "take" and arms and out_of:
        for head in out_of:
            draft.put("vessel" if tree.cls(head) == "vessel" else "vehicle", head)
        return _sort_target(draft)
    aboard = any(tree.lows[k] in ("aboard", "onboard") for k in tree.kids(draft.index, "advmod", "prt", "prep"))
    if tree.lemmas[draft.index] == "take" and arms and aboard and draft.args.passive:
        return _sort_target(draft)  # `the weapons were taken aboard`, by those who stopped them
    held = any(tree.lemmas[h] in ("custody", "detention") for name in ("into", "in") for h in draft.args.get(name))
    draft.slots["place"] = [h for h in draft.of("place") if tree.lemmas[h] not in ("custody", "detention")]
    people = any(tree.lemmas[h] in _CREW for h in draft.of("target"))
    armed = any(tree.arms(k) for k in tree.under(draft.index))
    return held and (people or armed)
