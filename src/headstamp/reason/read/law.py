"""Rules of law: listings and accusations. A rule's docstring is public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree
from headstamp.reason.read.words import words

_LISTED = frozenset(("firm", "person", "name", "group", "body", "vessel", "pronoun", "force", "people", "number"))
_LISTED_WORDS = words(
    "owner individual person trader broker dealer network programme program party relative aide ally entity "
    "member official commander leader minister officer general director citizen national businessman executive manager agent "
    "supplier firm company operative diplomat scientist target procurer smuggler trafficker "
    "financier bank vessel tanker ship"
)
_MEASURES = words("sanction ban freeze restriction embargo measure penalty designation blacklisting")
_TALK = words("talk rumour rumor lie story report claim")
_ANNOUNCES = words("announce impose unveil order issue adopt")
_AUTHORITY = words(
    "uk us u.s. treasury ofac eu council ministry office government state department canada japan australia britain"
)
_TRADERS = words("bank firm company trader broker network dealer supplier procurer financier individual entity smuggler tanker")
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
        ours = [h for h in actors if tree.lemmas[h] in _AUTHORITY and not tree.arms(h)]
        if ours and not acts and tree.lemmas[draft.index] == "target" and not draft.args.passive:
            return any(tree.cls(h) in ("firm", "person") or tree.lemmas[h] in _TRADERS for h in draft.of("target"))
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
    if any(tree.lemmas[h] in ("asset", "property") for h in draft.of("target")):
        owners += [h for name in ("of", "against") for h in draft.args.get(name)]
    draft.slots["target"] = [h for h in owners if tree.cls(h) in ("firm", "person", "name") or tree.lemmas[h] in _LISTED_WORDS]
    if not draft.of("target") and _freezes_told(draft):
        return True
    return bool(draft.of("target"))


def _freezes_told(draft: Draft) -> bool:
    """`announced asset freezes against X`: the parser takes the noun for a verb that assets do."""
    tree, verb = draft.tree, draft.tree.tokens[draft.index].head
    subjects = draft.args.get("subj")
    if tree.lemmas[verb] not in _ANNOUNCES or not subjects or any(tree.lemmas[h] != "asset" for h in subjects):
        return False
    draft.slots["actor"] = tree.kids(verb, "nsubj")
    draft.slots["target"] = [h for name in ("against", "on") for h in draft.args.get(name) if _may_be_listed(tree, h)]
    return bool(draft.of("target"))


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
