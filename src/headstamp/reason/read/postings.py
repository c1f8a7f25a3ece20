"""Rules of men and weapons that are somewhere: seen, kept, quartered, on the move, at the controls. A rule's docstring is
public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.forces import force_is_there
from headstamp.reason.read.tree import PLACES, Tree
from headstamp.reason.read.words import words

_CIVIL_MEN = words(
    "expert engineer officer technician specialist crew mission personnel man scientist consultant contractor mechanic pilot "
    "delegation official counsellor cadre recruit"
)
_HANDS = words("hand possession service arsenal inventory use stockpile")
_HAVING = words("carry hold wield brandish use fire operate handle bear display")
_SENT = words("deploy station install position emplace mount")
_NO_PLACE = words(
    "year month week time end number place position line part case way front order readiness stock fighting battle war rank fight"
)


def _men(tree: Tree, heads: list[int]) -> list[int]:
    """Soldiers, advisers, crews; engineers and officers only with a country or a word such as military."""
    return [
        h
        for h in heads
        if (
            tree.cls(h) == "force"
            or (tree.lemmas[h] in ("national", "citizen") and tree.country(h))
            or (tree.cls(h) == "people" and tree.tokens[h].tag in ("NNS", "NNPS"))
        )
        and (
            tree.lemmas[h] not in _CIVIL_MEN
            or tree.country(h)
            or _of_the_first(tree, h)
            or any(tree.lows[k] in ("military", "foreign", "armed") for k in tree.kids(h, "amod", "compound"))
        )
    ]


def _of_the_first(tree: Tree, head: int) -> bool:
    """`Iranian supplies and personnel`: the adjective of the first goes for the second."""
    token = tree.tokens[head]
    if token.dep != "conj" or tree.kids(head, "det", "amod", "poss"):
        return False
    return any((e := tree.mentions[k]) is not None and e.cls == "people" for k in tree.kids(token.head, "amod"))


def _where(draft: Draft) -> list[int]:
    tree = draft.tree
    return [h for h in (*draft.of("place"), *draft.of("route"), *draft.of("region")) if _is_where(tree, h)]


def _is_where(tree: Tree, head: int) -> bool:
    if tree.cls(head) in (*PLACES, "state", "capital", "name"):
        return True
    return (
        tree.cls(head) in ("other", "group") and tree.lemmas[head] not in _NO_PLACE and tree.tokens[head].pos in ("NOUN", "PROPN")
    )


def men_are_seen(draft: Draft) -> bool:
    """Foreign soldiers, advisers or crews were seen, met, counted or filmed somewhere."""
    tree = draft.tree
    clauses = [k for k in tree.kids(draft.index, "ccomp") if not tree.kids(k, "mark") and tree.tokens[k].tag == "VBG"]
    for clause in clauses:  # `saw foreign sappers laying mines`
        draft.put("actor", *[h for k in tree.kids(clause, "nsubj") for h in tree.with_conjuncts(k)])
    people = _men(tree, draft.of("actor"))
    draft.slots["actor"] = people
    shown = [k for k in tree.kids(draft.index, "xcomp", "advcl", "ccomp") if tree.lemmas[k] in _HAVING]
    held = [h for v in shown for k in tree.kids(v, "dobj") for h in tree.with_conjuncts(k) if tree.arms(h)]
    if held and draft.args.passive:  # `fighters were filmed carrying rockets`
        draft.slots["actor"] = [h for h in draft.args.get("obj") if tree.party(h)]
        draft.put("items", *held)
        return bool(draft.of("actor"))
    foreign = any(
        tree.country(h) or any(tree.lows[k] in ("foreign", "military", "armed") for k in tree.children[h]) for h in people
    )
    loose = draft.args.passive and tree.tokens[draft.index].dep not in ("acl", "amod")
    return foreign and bool(_where(draft) or clauses or loose)


def men_are_there(draft: Draft) -> bool:
    """`There are 200 advisers at the base`, `the pilots were in the capital`: what somebody is, is no place."""
    tree = draft.tree
    if not tree.kids(draft.index, "expl"):
        draft.slots["actor"] = [h for h in draft.of("actor") if h not in draft.args.get("attr")]
    for head in draft.args.get("attr"):
        draft.put("place", *[h for h in tree.of(head, "in", "at", "on") if h not in draft.of("actor")])
    return bool(_where(draft) or draft.of("recipient")) and force_is_there(draft)


def men_are_kept(draft: Draft) -> bool:
    """A state keeps men at a place, or a base houses them."""
    tree = draft.tree
    people = _men(tree, draft.of("actor"))
    draft.slots["actor"] = people
    draft.drop("supplier")
    draft.put("place", *[h for h in draft.args.get("subj") if not tree.party(h) and tree.cls(h) != "pronoun"])
    draft.put("supplier", *[h for h in draft.args.get("subj") if tree.party(h)])
    return bool(people) and bool(_where(draft))


def men_are_on_the_move(draft: Draft) -> bool:
    """Soldiers, fighters or advisers arrive, leave, cross or are withdrawn: a deployment or its end."""
    tree = draft.tree
    people = [h for h in _men(tree, draft.of("actor")) if tree.lemmas[h] != "delegation"]  # guests, told of as such
    draft.slots["actor"] = people
    for head in _where(draft):
        draft.put("place", head)
    return bool(people) and bool(_where(draft))


def men_at_the_controls(draft: Draft) -> bool:
    """Men of a state or armed group man, fly or operate weapons."""
    tree = draft.tree
    people = _men(tree, draft.of("actor"))
    draft.slots["actor"] = people
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.slots["items"] = items
    return bool(items) and any(tree.country(h) or tree.lemmas[h] not in _CIVIL_MEN for h in people)


def arms_are_there(draft: Draft) -> bool:
    """Weapons are in a country, in the hands or the service of somebody."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h) and h in draft.args.get("subj")]
    draft.slots["items"] = items
    hands = [h for h in draft.args.get("in") if tree.lemmas[h] in _HANDS]
    if hands:
        draft.slots["place"] = [h for h in draft.of("place") if h not in hands]
        near = [k for h in hands for k in (*tree.of(h, "of", "with", "by"), *tree.kids(h, "poss"))]
        draft.put("actor", *[h for h in (*near, *draft.args.get("with")) if tree.party(h)])
        return bool(items) and bool(draft.of("actor"))
    return bool(items) and any(tree.cls(h) in (*PLACES, "state", "capital") for h in draft.of("place"))


def arms_stand_there(draft: Draft) -> bool:
    """Weapons stand, are parked, stored or stationed at a place. Who put them there is told by an active verb only."""
    tree = draft.tree
    objects = draft.args.get("obj")
    if not objects:
        draft.put("items", *draft.args.get("subj"))
    items = [h for h in draft.of("items") if tree.arms(h) and tree.cls(h) != "component"]
    draft.slots["items"] = items
    if tree.lemmas[draft.index] in _SENT:
        draft.kind = StatementKind.DEPLOYMENT
    elif objects and not draft.args.passive:
        return False
    spots = [h for h in _where(draft) if tree.cls(h) not in ("group", "time", "number") and not tree.arms(h)]
    spots = [h for h in spots if not tree.lows[h][:1].isdigit()]  # in the 1980s
    return bool(items) and bool(spots)


def presence_is_stated(draft: Draft) -> bool:
    """A military or arms-trade presence of one state in another country, or the presence of its men."""
    tree = draft.tree
    military = any(tree.lows[k] in ("military", "armed", "logistical") for k in tree.children[draft.index])
    owned = any(tree.cls(k) == "pronoun" for k in tree.kids(draft.index, "poss"))
    if owned:  # `X is developing its presence in Y`
        draft.slots["supplier"] = [h for h in draft.of("supplier") if tree.party(h) and tree.cls(h) != "pronoun"]
    people = _men(tree, draft.of("actor"))
    if people and (_where(draft) or any(tree.country(h) for h in people)):
        return True
    bodies = any(
        (e := tree.mentions[h]) is not None and e.cls in ("group", "firm") and e.country and e.key.startswith("bodies/")
        for h in draft.of("supplier")
    )
    return (military and bool(draft.of("supplier") or draft.of("actor"))) or (bodies and bool(_where(draft)))
