"""Rules of a client state's own words and ceremonies. They raise a question and prove no transfer. Docstrings are public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree


def client_thanks(draft: Draft) -> bool:
    """A state thanks, praises or welcomes another or its delegation. It raises the question of a relation and proves no
    transfer."""
    tree = draft.tree
    givers = [
        h
        for h in draft.of("supplier")
        if tree.country(h) or tree.cls(h) in ("person", "name") or tree.lemmas[h] in ("delegation", "comrade", "general")
    ]
    military = any(
        tree.cls(k) in ("force", "weapon")
        or tree.lows[k] in ("delegation", "army", "help", "military", "defence", "defense", "security")
        for k in tree.under(draft.index)
    )
    draft.slots["supplier"] = givers
    return bool(givers) and military and bool(draft.of("recipient"))


def officials_meet(draft: Draft) -> bool:
    """A minister, general or delegation of one state visits another: noted as a client's relation where arms or defence are
    named."""
    tree = draft.tree
    people = [
        h
        for h in draft.of("actor")
        if any(tree.lows[k] in ("defence", "defense", "military", "army", "general", "delegation") for k in tree.under(h))
    ]
    draft.put("parties", *people, *draft.of("recipient"))
    draft.drop("recipient")
    return bool(people) and any(tree.cls(h) in ("state", "capital") for h in (*draft.of("parties"), *draft.of("place")))


def relations_resume(draft: Draft) -> bool:
    """Relations or trade with a supplier state are normalised or resumed."""
    tree = draft.tree
    named = any(
        tree.lemmas[h] in ("relation", "tie", "trade", "cooperation", "co-operation", "link", "relationship")
        for h in draft.of("items")
    )
    if tree.lemmas[draft.index] in ("strengthen", "deepen", "upgrade", "establish") and not any(
        tree.country(h) for h in draft.args.get("with")
    ):
        return False
    return named


def arms_on_parade(draft: Draft) -> bool:
    """Weapons are shown in a parade or unveiled: the state has them, and no more is said."""
    tree = draft.tree
    near = tree.lemmas[draft.index] == "parade" or any(
        word in ("parade", "column", "anniversary", "marched", "dais") for word in _nearby(tree, draft.index)
    )
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
    military = any(
        tree.lows[k] in ("army", "military", "general", "defence", "defense", "colonel") or tree.cls(k) == "body"
        for k in tree.under(draft.index)
    )
    return military and any(tree.country(h) for h in draft.of("parties"))


def pact_signed(draft: Draft) -> bool:
    """Two states sign or discuss a pact on defence or military cooperation: a relation, and no transfer."""
    tree = draft.tree
    about = ("memorandum", "agreement", "treaty", "pact", "protocol", "cooperation", "co-operation", "accord")
    papers = [k for h in draft.of("items") for k in tree.under(h) if tree.lemmas[k] in about]
    military = any(
        tree.lows[k] in ("defence", "defense", "military", "security", "arms") for h in draft.of("items") for k in tree.under(h)
    )
    states = {tree.country(h) for h in draft.of("parties")} - {""}
    return bool(papers) and military and len(states) > 1
