"""Rules of what is somewhere, told without a verb for it: in somebody's hands, sightings, men who work for others, offices that
are active. A rule's docstring is public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, PLACES, Tree
from headstamp.reason.read.words import words

_HANDS = words("hand possession arsenal inventory stockpile hold")
_ARMED_WORK = words(
    "defence defense military missile nuclear arms weapons sanctioned rocket munitions ammunition army navy armed blacklisted "
    "designated weapon"
)
_WORKERS = words("worker labourer laborer national citizen scientist employee engineer programmer")
_ROOMS = words("office branch outpost headquarters bureau station foothold base representative mission cell presence")
_OFFICES = words("office representative branch agent network operative adviser advisor firm company trader dealer subsidiary")
_HOLDERS = frozenset(("group", "state", "capital", "people", "force", "body"))
_HAS = words("find see photograph document show spot sight remain observe note surprise see")


def in_their_hands(draft: Draft) -> bool:
    """Arms in the hands or the arsenal of somebody: that they are there, and not how they came."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    if tree.lows[token.head] != "in" or token.dep != "pobj" or tree.lemmas[draft.index] not in _HANDS:
        return False
    over = tree.tokens[token.head].head
    whole = tree.tokens[over].head if tree.tokens[over].dep == "prep" else over
    holders = [h for h in (*tree.of(draft.index, "of"), *tree.kids(draft.index, "poss")) if tree.cls(h) in _HOLDERS]
    mine = any(tree.cls(k) == "pronoun" for k in tree.kids(draft.index, "poss")) and tree.lemmas[over] in ("have", "keep", "hold")
    if mine:  # `the militia has rockets in its arsenal`
        subjects = [h for k in tree.kids(over, "nsubj") for h in tree.with_conjuncts(k)]
        holders = [h for h in subjects if tree.cls(h) in _HOLDERS]
    things = [h for h in (over, whole) if tree.arms(h) and tree.tokens[h].pos in ("NOUN", "PROPN")]
    if mine or tree.lemmas[over] in _HAS:
        things += [h for k in tree.kids(over, "dobj", "nsubjpass") for h in tree.with_conjuncts(k) if tree.arms(h)]
    draft.slots["items"], draft.slots["actor"] = things, holders
    return bool(things and holders)


def sightings(draft: Draft) -> bool:
    """Appearances or sightings of arms in a country, by the noun."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h)]
    spots = [h for h in draft.of("place") if tree.cls(h) in (*PLACES, "state", "capital")]
    draft.slots["items"], draft.slots["place"] = items, spots
    about = bool(items) or (not draft.args.get("of") and not draft.args.get("poss") and _arms_here(tree, draft.index))
    return bool(spots) and about


def _arms_here(tree: Tree, index: int) -> bool:
    sentence = tree.sentence(index)
    return any((e := tree.mentions[k]) is not None and e.cls in ARMS for k in range(sentence.first, index))


def men_work_for(draft: Draft) -> bool:
    """Nationals of one state work for another's arms plants or army, or for sanctioned bodies."""
    tree = draft.tree
    people = [
        h for h in draft.of("actor") if (tree.cls(h) in ("people", "force") or tree.lemmas[h] in _WORKERS) and tree.country(h)
    ]
    for_ = [
        h
        for kid in tree.kids(draft.index, "prep", "conj")
        if tree.lows[kid] in ("for", "at", "in")
        for k in tree.kids(kid, "pobj")
        for h in tree.with_conjuncts(k)
    ]
    for_ += draft.args.get("for")
    if tree.tokens[draft.index].dep == "acl" and not for_:
        return False
    verb = tree.tokens[draft.index].head
    for_ += [
        h
        for kid in tree.kids(verb, "conj")
        if tree.lows[kid] == "for"
        for k in tree.kids(kid, "pobj")
        for h in tree.with_conjuncts(k)
    ]
    armed = [
        h for h in dict.fromkeys(for_) if any(tree.lows[k] in _ARMED_WORK or tree.lemmas[k] in _ARMED_WORK for k in tree.under(h))
    ]
    draft.slots["actor"] = people
    draft.slots["recipient"] = [h for h in armed if tree.country(h)] or armed
    sides = {tree.country(h) for h in people}
    return bool(people and armed) and not any(tree.country(h) in sides for h in armed)


def active_there(draft: Draft) -> bool:
    """A body that trades in arms, its office or its men are active in a country."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    if token.dep != "acomp":
        return False
    who = [h for h in draft.of("actor") if _trades(tree, h)]
    spots = [h for base in (draft.index, token.head, *who) for h in tree.of(base, "in", "across", "at")]
    draft.slots["actor"], draft.slots["place"] = who, spots
    return bool(who) and any(tree.cls(h) in (*PLACES, "state", "capital") or tree.lemmas[h] == "country" for h in spots)


def _trades(tree: Tree, head: int) -> bool:
    entry = tree.mentions[head]
    listed = entry is not None and entry.cls in ("firm", "body") and entry.key.startswith(("parties/", "bodies/"))
    if listed or (entry is not None and entry.cls == "group" and entry.key.startswith("bodies/") and tree.country(head)):
        return True
    office = tree.lemmas[head] in _OFFICES
    return office and (
        bool(tree.country(head))
        or any((e := tree.mentions[k]) is not None and e.cls in ("firm", "body") for k in tree.under(head))
    )


def office_is_kept(draft: Draft) -> bool:
    """A body that trades in arms, or an armed group, keeps an office or representatives in a country."""
    tree = draft.tree
    rooms = [h for h in draft.of("items") if tree.lemmas[h] in _ROOMS]
    who = [h for h in draft.of("supplier") if _trades(tree, h)]
    spots = [h for k in (draft.index, *rooms) for h in tree.of(k, "in", "at") if tree.cls(h) in (*PLACES, "state", "capital")]
    draft.slots["actor"], draft.slots["place"] = who, spots
    draft.drop("supplier"), draft.drop("items")
    return bool(rooms and who and spots) and not any(tree.lemmas[h] == "presence" for h in rooms)


def arms_are_met(draft: Draft) -> bool:
    """Arms are identified or encountered in a place."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.slots["items"] = items
    spots = [h for h in draft.of("place") if tree.cls(h) in (*PLACES, "state", "capital", "name")]
    return bool(items and spots) and draft.args.passive and not draft.args.get("as")


def men_carry_cash(draft: Draft) -> bool:
    """Men of a state serve as couriers of cash or gold."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    loads = [
        k
        for k in tree.kids(draft.index, "compound", "amod")
        if (e := tree.mentions[k]) is not None and e.cls in ("money", "barter", "drug")
    ]
    verb = tree.tokens[token.head].head if tree.lows[token.head] == "as" else token.head
    men = [h for k in tree.kids(verb, "nsubj", "nsubjpass") for h in tree.with_conjuncts(k) if tree.party(h)]
    draft.slots["payment"], draft.slots["persons"] = loads, men
    return bool(loads and men) and tree.lemmas[verb] in ("use", "act", "serve", "work", "be", "employ", "function")
