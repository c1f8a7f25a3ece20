"""Rules of weapons that are hit: a convoy of arms bombed, a drone shot down; and of those hit by them. Docstrings are public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree
from headstamp.reason.read.words import words

_LOADS = words("convoy shipment consignment delivery transfer cargo truck lorry cache depot warehouse store stockpile dump plane")
_FLYING = words(
    "drone uav missile rocket aircraft plane jet helicopter projectile warhead munition bomb uas quadcopter shahed balloon craft"
)
_ATTACKS = words("attack strike raid assault bombardment airstrike bombing ambush offensive barrage operation salvo")
_STAYS = words("cache depot warehouse store stockpile dump")


def load_is_hit(draft: Draft) -> bool:
    """A convoy, shipment or store of arms is bombed, struck or attacked: stopped on its way, whoever does it. Arms that are shot
    down are stopped as well; a place or a force that is hit is neither."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    if lemma == "shoot" or (lemma in ("down", "bring") and tree.tokens[draft.index].pos == "VERB"):
        return _shot_down(draft)
    if draft.args.passive and draft.tree.tokens[draft.index].dep == "amod":
        return False
    loads = [h for h in draft.of("target") if tree.lemmas[h] in _LOADS and _of_arms(tree, h)]
    draft.slots["target"] = []
    for head in loads:
        draft.put(tree.cls(head) if tree.cls(head) in ("vehicle", "vessel") else "items", head)
        draft.put("recipient", *(k for k in tree.kids(head, "compound", "poss", "amod") if tree.cls(k) == "group"))
    draft.slots["actor"] = [h for h in draft.of("actor") if not tree.lexicon.evidence.get(tree.lemmas[h])]
    draft.interdicted = any(tree.lemmas[h] not in _STAYS for h in loads)
    return bool(loads) and draft.interdicted


def _of_arms(tree: Tree, head: int) -> bool:
    near = [*tree.kids(head, "compound", "amod", "nmod"), *tree.of(head, "of", "with")]
    near += [k for c in tree.kids(head, "acl") for p in tree.kids(c, "dobj") for k in tree.with_conjuncts(p)]
    near += [i for k in tuple(near) for i in tree.kids(k, "compound")]
    return any((e := tree.mentions[k]) is not None and e.cls in ARMS for k in near)


def _shot_down(draft: Draft) -> bool:
    tree, verb = draft.tree, draft.index
    down = tree.lemmas[verb] == "down" or any(tree.lows[k] == "down" for k in tree.kids(verb, "prt", "advmod"))
    hit = draft.of("target") or tree.of(verb, "down")  # `shot down 30 of 40 drones`
    if not hit and tree.tokens[verb].tag in ("VBD", "VBN") and not tree.kids(verb, "dobj"):
        hit = draft.args.get("subj")  # `the drone shot down over X`: the parser takes the participle for the verb
        draft.slots["actor"] = []
    hit = [
        h for h in hit if tree.lemmas[h] in _FLYING or (tree.arms(h) and any(tree.lemmas[k] in _FLYING for k in tree.under(h)))
    ]
    hit = hit or [h for h in draft.of("target") if tree.arms(h) and tree.tokens[h].pos == "PROPN"]
    draft.slots["target"], draft.slots["items"] = [], hit
    draft.interdicted = True
    return down and bool(hit)


def attack_with(draft: Draft) -> bool:
    """An attack, strike or raid is carried out with weapons that are named."""
    tree = draft.tree
    raids = [h for h in draft.of("target") if tree.lemmas[h] in _ATTACKS]
    items = [h for k in (draft.index, *raids) for h in tree.of(k, "with", "using") if tree.arms(h)]
    for clause in tree.kids(draft.index, "advcl", "acl", "prep"):
        if tree.lows[clause] == "using":
            items += [h for k in tree.kids(clause, "dobj", "pobj") for h in tree.with_conjuncts(k) if tree.arms(h)]
    draft.slots["items"] = list(dict.fromkeys(items))
    draft.slots["target"] = [h for k in raids for h in tree.of(k, "on", "against")]
    named = any(tree.country(h) or tree.tokens[h].pos == "PROPN" for h in items)
    return bool(raids and items) and (named or any(tree.party(h) for h in draft.of("actor")))


def use_is_named(draft: Draft) -> bool:
    """`the use of X drones by Y`, `some reported use by Y`: arms used, by a noun. What is meant `for use by` was not used yet."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    if token.dep == "pobj" and tree.lows[token.head] in ("for", "in", "into"):
        return False
    items = [h for h in draft.of("items") if tree.arms(h)]
    users = [h for h in draft.of("actor") if tree.party(h) and (tree.country(h) or tree.cls(h) in ("group", "force"))]
    bare = not draft.args.get("of") and not draft.args.get("obj") and tree.speaks_of_arms(draft.index)
    draft.slots["actor"], draft.slots["items"] = users, items
    by = [h for h in users if h in draft.args.get("by") and tree.cls(h) in ("group", "state", "force")]
    return bool(users) and bool(items or (bare and by and tree.lemmas[draft.index] in ("use", "employment")))
