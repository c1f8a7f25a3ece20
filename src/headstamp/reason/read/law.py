"""Rules of law and force: listings, seizures, ownership, denials, accusations. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree
from headstamp.reason.read.words import words

_LISTED = frozenset(("firm", "person", "name", "group", "body", "vessel", "pronoun", "force", "people", "number"))
_LISTED_WORDS = words(
    "owner individual person trader broker dealer network programme program party relative aide ally entity "
    "member official commander leader minister officer general director citizen national businessman executive manager agent "
    "supplier firm company operative diplomat scientist target procurer smuggler trafficker financier"
)
_MEASURES = words("sanction ban freeze restriction embargo measure penalty designation blacklisting")
_TALK = words("talk rumour rumor lie story report claim")
_LISTS = words("list sanction sdn blacklist programme program")


def party_is_listed(draft: Draft) -> bool:
    """A person, firm, ship or body is listed, designated or put under sanctions. What it is listed for is a reason, not a
    statement that this happened."""
    tree = draft.tree
    if draft.of("declared_as") or (tree.lemmas[draft.index] == "list" and draft.args.get("as") and _goods(draft)):
        return False
    if any(tree.lows[h] in ("nobody", "none") for h in draft.of("target")):
        return False
    draft.slots["target"] = [h for h in draft.of("target") if tree.lows[h] != "pursuant"]
    if tree.tokens[draft.index].dep == "amod":
        return False  # `the sanctioned firm X`: a word for X, no listing that is told
    return any(_may_be_listed(tree, h) for h in draft.of("target"))


def _may_be_listed(tree: Tree, head: int) -> bool:
    return tree.cls(head) in _LISTED or tree.lemmas[head] in _LISTED_WORDS


def _goods(draft: Draft) -> bool:
    return any(draft.tree.arms(h) or draft.tree.cls(h) in ("cargo", "civil") for h in draft.of("target"))


def put_on_a_list(draft: Draft) -> bool:
    """Somebody puts a party on a list, or sanctions on a party, or takes it off: taken off is a designation that is negated."""
    tree = draft.tree
    lists = [h for h in draft.of("list") if tree.lemmas[h] in _LISTS]
    if tree.lemmas[draft.index] == "include":
        lists = [h for h in lists if not tree.lemmas[h].startswith("program")]
        if not lists:
            return False
    targets = draft.of("target")
    if any(tree.lows[h] in ("nobody", "none") for h in targets):
        return False
    if not lists:
        lists = [
            k
            for k in tree.under(draft.index)
            if tree.lemmas[k] in _LISTS and tree.lows[tree.tokens[k].head] in ("on", "to", "under")
        ]
    if tree.lemmas[draft.index] in ("put", "place") and any(tree.lemmas[h] in _MEASURES for h in targets):
        draft.slots["target"] = [
            h
            for h in (*draft.args.get("on"), *(k for i in targets for k in tree.of(i, "on", "against")))
            if _may_be_listed(tree, h)
        ]
        return bool(draft.of("target"))
    if tree.lemmas[draft.index] == "remove" and not lists:
        lists = [h for h in tree.under(draft.index) if tree.lemmas[h] == "list"]
        draft.slots["target"] = targets or [h for h in draft.args.get("from") if tree.cls(h) in _LISTED]
    return bool(lists) and any(_may_be_listed(tree, h) for h in draft.of("target"))


def sanctions_imposed(draft: Draft) -> bool:
    """Sanctions, a freeze or a ban are imposed on a named party."""
    tree = draft.tree
    if not any(tree.lemmas[h] in _MEASURES for h in draft.of("items")):
        return False
    if not draft.of("target"):
        draft.put("target", *[k for h in draft.of("items") for k in tree.of(h, "on", "against", "targeting")])
    return any(_may_be_listed(tree, h) for h in draft.of("target"))


def sanctions_lifted(draft: Draft) -> bool:
    """Sanctions on a named party are lifted: a designation that is negated."""
    return sanctions_imposed(draft)


def action_taken(draft: Draft) -> bool:
    """An authority takes action against a party, or its action or sanctions target one."""
    tree = draft.tree
    actors = draft.of("actor")
    if tree.lemmas[draft.index] == "take":
        acts = [h for h in draft.args.get("obj") if tree.lemmas[h] in ("action", "measure", "step")]
        draft.slots["target"] = [*draft.args.get("against"), *(k for h in acts for k in tree.of(h, "against"))]
    else:
        acts = [h for h in actors if tree.lemmas[h] in ("action", "designation", "sanction", "measure")]
        draft.slots["actor"] = [k for h in acts for k in (*tree.kids(h, "poss"), *tree.of(h, "by"))]
    return bool(acts) and any(_may_be_listed(tree, h) for h in draft.of("target"))


def sanctions_aimed_at(draft: Draft) -> bool:
    """`The targets of the sanctions were X and Y`."""
    tree = draft.tree
    named = any(tree.lemmas[h] in _MEASURES for h in draft.of("items"))
    draft.slots["target"] = [h for h in draft.of("target") if _may_be_listed(tree, h)]
    draft.drop("items")
    return named and bool(draft.of("target"))


def party_subjected(draft: Draft) -> bool:
    """A party is subjected to sanctions, a travel ban or an assets freeze."""
    tree = draft.tree
    named = any(tree.lemmas[h] in _MEASURES for h in draft.of("items"))
    return named and any(_may_be_listed(tree, h) for h in draft.of("target"))


def assets_blocked(draft: Draft) -> bool:
    """The property of a named party is blocked."""
    tree = draft.tree
    owners = [
        k
        for h in draft.of("target")
        if tree.lemmas[h] in ("asset", "property", "account")
        for k in (*tree.kids(h, "poss"), *tree.of(h, "of"))
    ]
    draft.slots["target"] = [h for h in owners if tree.cls(h) in ("firm", "person", "name")]
    return bool(draft.of("target"))


def cargo_is_stopped(draft: Draft) -> bool:
    """A ship, aircraft, cargo or courier is stopped, seized, boarded or detained. That the cargo was to go somewhere is a
    statement of its own, with the mark that it was stopped."""
    tree = draft.tree
    classes = {tree.cls(h) for h in draft.of("target")}
    draft.interdicted = True
    if tree.tokens[draft.index].dep == "amod":
        return False
    if tree.lemmas[draft.index] == "board" and "vessel" not in classes:
        return False  # a passenger boards a flight
    if classes & {"vessel", "vehicle", "cargo"} or any(tree.arms(h) for h in draft.of("target")):
        return _sort_target(draft)
    if tree.lemmas[draft.index] in ("arrest", "apprehend", "detain"):
        return _attempt_near(draft)
    return not classes and bool(draft.of("vessel") or draft.of("vehicle"))


def _attempt_near(draft: Draft) -> bool:
    """An arrest over an attempt to buy arms is read with the attempt."""
    tree = draft.tree
    under = [k for k in tree.under(draft.index) if k != draft.index and tree.tokens[k].pos == "VERB"]
    rows = [row for k in under for row in tree.lexicon.predicates.get((tree.lemmas[k], "VERB"), ())]
    if any(row.kind is StatementKind.TRANSFER for row in rows):
        return False  # the verb below says who was to get what from whom
    if any((e := tree.mentions[k]) is not None and e.cls in ARMS for k in tree.under(draft.index)):
        draft.kind = StatementKind.PROCUREMENT_ATTEMPT
        draft.put("persons", *draft.drop("target"))
        draft.put(
            "items",
            *[k for k in tree.under(draft.index) if tree.cls(k) in ARMS and tree.tokens[k].dep in ("dobj", "pobj", "conj")],
        )
        draft.put("recipient", *draft.of("persons"))
        return bool(draft.of("items"))
    return False


def _sort_target(draft: Draft) -> bool:
    tree = draft.tree
    for head in draft.drop("target"):
        cls = tree.cls(head)
        draft.put("vessel" if cls == "vessel" else "vehicle" if cls == "vehicle" else "items", head)
    return True


def cargo_is_found(draft: Draft) -> bool:
    """Arms are found on a ship, in a container, at a border: an interdiction, where somebody with the power to search found
    them."""
    tree = draft.tree
    if any(tree.lexicon.says("noproof", tree.lemmas[h]) for h in draft.args.get("obj")):
        return False  # `found no evidence of a supply`
    targets = draft.of("target")
    armed = [h for h in targets if tree.arms(h) or tree.cls(h) == "cargo"]
    where = draft.of("vessel") or draft.of("vehicle")
    boxes = any(tree.cls(h) in ("cargo", "vessel", "vehicle") for h in draft.of("place")) or any(
        tree.cls(k) in ("vessel",) for h in draft.of("place") for k in tree.under(h)
    )
    draft.interdicted = True
    return bool(armed) and (bool(where) or boxes or bool(draft.of("actor"))) and _sort_target(draft)


def somebody_accuses(draft: Draft) -> bool:
    """An accusation that a text repeats: who accuses whom. It is not the deed."""
    tree, draft.core = draft.tree, False
    if draft.args.passive and not draft.of("actor") and tree.lemmas[draft.index] == "accuse":
        return bool(draft.of("target"))  # `is accused of`: by whom is left open
    if tree.lemmas[draft.index] == "spread" and not any(tree.lemmas[h] in _TALK for h in draft.of("target")):
        return False
    return bool(draft.of("actor"))


def took_part(draft: Draft) -> bool:
    """A party is said to take part in the arms trade, without a deed, a client or a date. Kept apart from transfers."""
    tree = draft.tree
    draft.core = False
    return bool(draft.of("actor")) and any(
        (e := tree.mentions[k]) is not None and e.cls in (*ARMS, "trade") for h in draft.of("items") for k in tree.under(h)
    )
