"""Rules of know-how: designs shared, production taught or licensed, arms made under licence. A rule's docstring is public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_HELPED = words("help assist aid teach enable allow train show guide support advise instruct")
_LICENCE = words("licence license")
_JOINT = words("cooperation collaboration co-operation partnership exchange")
_PROGRAMMES = words("programme program project development technology design production research weapon missile")


def know_how_is_shared(draft: Draft) -> bool:
    """Designs, drawings, know-how or production lines are shared, passed or opened to somebody; `access to` them too."""
    tree = draft.tree
    items = [h for h in draft.of("items") if _know_how(tree, h)]
    for head in draft.of("items"):
        if tree.lemmas[head] in ("access", "insight", "right"):
            items += [k for k in tree.of(head, "to", "into") if tree.cls(k) == "technology" or tree.arms(k)]
    if not items:
        return False
    draft.slots["items"] = items
    if not draft.of("recipient"):
        near = [k for h in items for k in (h, *tree.kids(h, "appos"))]
        draft.put("recipient", *[h for k in near for h in tree.of(k, "with") if tree.party(h)])
    givers = [h for h in draft.of("supplier") if tree.party(h) or tree.cls(h) == "pronoun"]
    getters = [h for h in draft.of("recipient") if tree.party(h) or tree.cls(h) == "pronoun"]
    if len(givers) > 1 and not getters:
        draft.drop("supplier")
        draft.put("parties", *givers)
    return bool(givers or getters)


def _know_how(tree: Tree, head: int) -> bool:
    near = (head, *tree.kids(head, "appos", "compound"))
    return any(tree.cls(k) == "technology" or ((e := tree.mentions[k]) is not None and e.cls == "technology") for k in near)


def production_is_taught(draft: Draft) -> bool:
    """One party helps or teaches another to make, build or develop arms, or to set up a line for them."""
    tree = draft.tree
    verb = tree.tokens[draft.index].head
    if tree.tokens[draft.index].dep not in ("ccomp", "xcomp", "advcl", "pcomp") or tree.lemmas[verb] not in _HELPED:
        return False
    items = [h for h in draft.of("items") if tree.arms(h)]
    helpers = [h for k in (*tree.kids(verb, "nsubj"), *tree.kids(verb, "agent")) for h in tree.with_conjuncts(k)]
    helped = [h for k in (*tree.kids(draft.index, "nsubj"), *tree.kids(verb, "dobj", "dative")) for h in tree.with_conjuncts(k)]
    draft.slots["items"] = items
    draft.slots["supplier"] = [h for h in helpers if tree.party(h) or tree.cls(h) == "pronoun"]
    draft.slots["recipient"] = [h for h in helped if h not in items and (tree.party(h) or tree.lemmas[h] == "worker")]
    return bool(items) and bool(draft.of("supplier"))


def production_is_licensed(draft: Draft) -> bool:
    """A state or maker licenses another to make its arms; `X licensed from Y` gives who licensed it."""
    tree = draft.tree
    objects = draft.args.get("obj")
    made = [h for k in tree.kids(draft.index, "xcomp") for d in tree.kids(k, "dobj") for h in tree.with_conjuncts(d)]
    made += [h for h in objects if tree.arms(h)]
    parties = [h for h in objects if tree.party(h) and not tree.arms(h)]
    sellers = draft.args.get("from")
    draft.slots["items"] = [h for h in made if tree.arms(h)]
    draft.slots["recipient"] = parties or draft.args.get("to") or ([] if not sellers else draft.args.get("subj"))
    draft.slots["supplier"] = sellers or draft.args.get("subj")
    return bool(draft.of("items")) and any(tree.country(h) for h in (*draft.of("supplier"), *draft.of("recipient")))


def made_under_licence(draft: Draft) -> bool:
    """Arms are made in one country under the licence of another: know-how passed, whatever the goods."""
    tree = draft.tree
    licences = [
        noun
        for prep in tree.kids(draft.index, "prep")
        if tree.lows[prep] in ("under", "with")
        for noun in tree.kids(prep, "pobj")
        if tree.lemmas[noun] in _LICENCE
    ]
    if not licences:
        return False
    draft.put("supplier", *_licensers(tree, licences[0]))
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.slots["items"] = items
    makers = [h for h in draft.of("recipient") if tree.party(h)] or [h for h in draft.args.get("in") if tree.country(h)]
    draft.slots["recipient"] = makers
    return bool(items) and bool(makers or draft.of("supplier"))


def _licensers(tree: Tree, licence: int) -> list[int]:
    near = [*tree.of(licence, "from", "of"), *tree.kids(licence, "poss", "amod")]
    for kid in tree.kids(licence, "acl"):
        near += [h for agent in tree.kids(kid, "agent", "prep") for h in tree.kids(agent, "pobj")]
    return [h for h in near if tree.country(h)]


def made_jointly(draft: Draft) -> bool:
    """Two sides jointly develop or make arms: parties without a direction."""
    tree = draft.tree
    both = any(tree.lows[k] in ("jointly", "together") for k in tree.kids(draft.index, "advmod"))
    items = [h for h in draft.of("items") if tree.arms(h) or tree.cls(h) == "technology"]
    parties = [h for h in (*draft.args.get("subj"), *draft.args.get("by"), *draft.args.get("with")) if tree.party(h)]
    draft.drop("recipient")
    draft.slots["items"], draft.slots["parties"] = items, parties
    return both and bool(items) and len({tree.country(h) for h in parties} - {""}) > 1


def programmes_are_joint(draft: Draft) -> bool:
    """Cooperation of two parties on missiles, arms or their production. Who gives and who gets is not said."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.cls(h) == "technology" or (tree.arms(h) and tree.lemmas[h] in _PROGRAMMES)]
    draft.slots["items"] = items
    sides = {tree.country(h) for h in draft.of("parties")} - {""}
    return bool(items) and len(sides) > 1 and tree.lemmas[draft.index] in _JOINT
