"""Rules of a client state's own words and ceremonies. They raise a question and prove no transfer. Docstrings are public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_MILITARY = words(
    "defence defense military army armed security arms weapons general colonel marshal admiral commander officer attaché attache "
    "navy naval troops revolutionary"
)
_HELP = words("delegation help assistance aid support instructor instructors adviser advisers solidarity stand stance backing")
_GUESTS = words(
    "minister general colonel marshal admiral commander delegation chief chief-of-staff attaché attache officer mission "
    "president envoy ambassador team"
)
_THANKS = words("gratitude thanks appreciation tribute greeting congratulation message salute")
_PAPERS = words(
    "memorandum agreement treaty pact protocol cooperation co-operation accord arrangement understanding programme program "
    "plan letter declaration"
)
_RELATIONS = words("relation tie trade cooperation co-operation link relationship contact exchange friendship")
_SHOW = words(
    "parade column anniversary marched marching march-past dais podium reviewing stand procession fly-past flypast tribune "
    "rostrum spectators celebration celebrations exhibition revolution independence armed-forces public display"
)
_PLACES = frozenset(("state", "capital", "city", "people"))


def _military(tree: Tree, word: int) -> bool:
    """Whether the words of a noun phrase or clause, without what a clause tells of its nouns, speak of arms or defence."""
    clauses = {k for at in tree.under(word) if at != word for c in tree.kids(at, "acl", "relcl") for k in tree.under(c)}
    return any(
        (tree.lows[k] in _MILITARY and tree.cls(k) != "voice") or tree.arms(k) or tree.cls(k) == "force"
        for k in tree.under(word)
        if k not in clauses
    )


def client_thanks(draft: Draft) -> bool:
    """A state thanks, praises or welcomes another or its delegation. It raises the question of a relation and proves no
    transfer."""
    tree = draft.tree
    givers = [
        h
        for h in draft.of("supplier")
        if tree.country(h)
        or tree.cls(h) in ("person", "name", "force", "people")
        or tree.lemmas[h] in ("delegation", "comrade", "general")
    ]
    hosts = {k for h in draft.of("recipient") for k in tree.under(h)}
    near = [k for k in tree.under(draft.index) if k not in hosts]
    if tree.lemmas[draft.index] in ("receive", "welcome", "invite", "congratulate"):
        near = [k for h in givers for k in tree.under(h)]
    military = any(tree.cls(k) in ("force", "weapon") or tree.lows[k] in _MILITARY or tree.lows[k] in _HELP for k in near)
    draft.slots["supplier"] = [h for h in givers if tree.country(h)] or givers
    return bool(givers) and military and bool(draft.of("recipient"))


def client_grateful(draft: Draft) -> bool:
    """Gratitude is expressed, tribute paid, help never to be forgotten: thanks in other words."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    if lemma == "forget":
        if not (tree.kids(draft.index, "neg") or any(tree.lows[k] == "never" for k in tree.children[draft.index])):
            return False
        givers = [k for h in draft.of("supplier") for k in (*tree.of(h, "of", "from"), *tree.kids(h, "poss", "amod"))]
        draft.slots["supplier"] = [h for h in givers if tree.country(h)]
    elif tree.tokens[draft.index].pos == "VERB" and not any(tree.lemmas[h] in _THANKS for h in draft.args.get("obj")):
        return False
    else:
        draft.put("supplier", *[k for h in draft.args.get("obj") for k in tree.of(h, "to")])
    subject = tree.kids(tree.tokens[draft.index].head, "nsubj") if tree.tokens[draft.index].pos == "ADJ" else []
    draft.put("recipient", *subject)
    return client_thanks(draft)


def officials_meet(draft: Draft) -> bool:
    """A minister, general or delegation of one state visits another: noted as a client's relation where arms or defence are
    named."""
    tree = draft.tree
    people = [h for h in draft.of("actor") if any(tree.lemmas[k] in _GUESTS for k in tree.under(h)) and _military(tree, h)]
    if not people and _military(tree, draft.index):
        people = [h for h in draft.of("actor") if tree.cls(h) == "person" or tree.lemmas[h] in _GUESTS]
    near = [h for name in ("recipient", "parties", "place") for h in draft.of(name)]
    draft.put("parties", *people, *draft.of("recipient"))
    draft.drop("recipient")
    return bool(people) and any(tree.cls(h) in _PLACES or tree.country(h) for h in (*people, *near))


def officials_travel(draft: Draft) -> bool:
    """A military delegation or a minister of defence arrives in, leaves for or travels to a state."""
    tree = draft.tree
    draft.slots["actor"] = [h for h in draft.of("actor") if tree.lemmas[h] in _GUESTS and _military(tree, h)]
    return officials_meet(draft) and any(tree.cls(h) in _PLACES for h in draft.of("place"))


def talks_held(draft: Draft) -> bool:
    """Talks on defence matters are held with another state's officers."""
    tree = draft.tree
    if not any(tree.lemmas[h] in ("talk", "meeting", "discussion", "consultation", "negotiation") for h in draft.of("items")):
        return False
    draft.put("parties", *[k for h in draft.of("items") for k in tree.of(h, "with", "between")])
    draft.drop("items")
    guests = any(tree.country(h) or tree.lemmas[h] in _GUESTS for h in draft.of("parties"))
    return _military(tree, draft.index) and guests


def relations_resume(draft: Draft) -> bool:
    """Relations or trade with a supplier state are normalised or resumed."""
    tree = draft.tree
    named = any(tree.lemmas[h] in _RELATIONS for h in draft.of("items"))
    states = {tree.country(h) for h in (*draft.of("parties"), *(k for i in draft.of("items") for k in tree.of(i, "with")))}
    weak = tree.lemmas[draft.index] in ("strengthen", "deepen", "upgrade", "establish", "expand", "develop", "boost", "set")
    if weak and len(states - {""}) < 2:
        return False
    return named


def arms_on_parade(draft: Draft) -> bool:
    """Weapons are shown in a parade or unveiled: the state has them, and no more is said."""
    tree = draft.tree
    near = tree.lemmas[draft.index] == "parade" or any(word in _SHOW for word in _nearby(tree, draft.index))
    return near and any(tree.arms(h) for h in draft.of("items"))


def _nearby(tree: Tree, index: int) -> list[str]:
    number = tree.sentence_of[index]
    first = tree.parsed.sentences[max(0, number - 1)].first
    return list(tree.lows[first : tree.parsed.sentences[number].last])


def client_is_willing(draft: Draft) -> bool:
    """A state says that it is ready or willing to buy: its own words, an intention."""
    tree = draft.tree
    draft.realis_intended = True
    if any(tree.lexicon.predicates.get((tree.lemmas[k], "VERB")) for k in tree.kids(draft.index, "acl")):
        return False  # the verb below, `to purchase`, says it with its parties
    under = [k for k in tree.under(draft.index) if tree.arms(k)]
    draft.put("items", *under[:1])
    return bool(under) and any(tree.country(h) for h in draft.of("recipient"))


def delegation_is_there(draft: Draft) -> bool:
    """A military delegation of one state at an event of another."""
    tree = draft.tree
    military = any(tree.lows[k] in _MILITARY or tree.cls(k) == "body" for k in tree.under(draft.index))
    return military and any(tree.country(h) for h in draft.of("parties"))


def pact_signed(draft: Draft) -> bool:
    """Two states sign or discuss a pact on defence or military cooperation: a relation, and no transfer."""
    tree = draft.tree
    papers = [k for h in draft.of("items") for k in tree.under(h) if tree.lemmas[k] in _PAPERS]
    military = any(
        tree.lows[k] in _MILITARY or tree.lows[k] == "military-technical"
        for h in (*draft.of("items"), draft.index)
        for k in tree.under(h)
    )
    draft.put("parties", *[k for h in draft.of("items") for k in tree.of(h, "between", "with")])
    states = {tree.country(h) for h in draft.of("parties")} - {""}
    both = any(tree.lemmas[h] in ("country", "side", "state", "nation", "government", "party") for h in draft.of("parties"))
    return bool(papers) and military and bool(states or both)
