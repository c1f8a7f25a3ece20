"""Rules of backing: a side supports an armed group, or a state in arms; two cooperate. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.aid import fighting
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree
from headstamp.reason.read.words import words

_MILITARY = words(
    "military militarily armed defence defense paramilitary lethal materially logistical logistically combat arms weapons "
    "missile nuclear weapon intelligence battlefield materiel drone naval"
)
_OTHER_MANNERS = words(
    "political politically diplomatic diplomatically moral morally verbal verbally rhetorical humanitarian medical food economic "
    "economically financial financially development popular public publicly trade cultural electoral legal spiritual relief "
    "budget peace mediation child"
)
_JOINT = words("cooperation co-operation collaboration partnership tie ties relationship alliance dealing dealings link links")
_GIVES = words("give provide extend lend offer increase expand continue step pledge supply render deliver boost maintain")
_GETS_IT = words("receive get enjoy obtain accept secure seek request rely depend")
_ARMED_KIND = words("armed rebel opposition proxy militant terrorist insurgent extremist jihadist separatist militia guerrilla")
_SIDES = frozenset(("state", "capital", "body", "group", "firm", "people", "force"))


def _military(tree: Tree, head: int) -> bool:
    """`military cooperation projects`, `support with weapons`: said of the help or what it is made of."""
    near = [head, *tree.kids(head, "amod", "compound", "nmod", "advmod", "conj")]
    near += [k for h in tuple(near) for k in tree.kids(h, "amod", "compound", "advmod", "nmod", "conj")]
    near += [k for h in tree.of(head, "in", "on", "with", "of") for k in (h, *tree.kids(h, "amod", "compound"))]
    return any(
        tree.lows[k] in _MILITARY or tree.lemmas[k] in _MILITARY or ((e := tree.mentions[k]) is not None and e.cls in ARMS)
        for k in near
    )


def _of_another_kind(tree: Tree, head: int) -> bool:
    near = tree.kids(head, "amod", "compound", "nmod", "advmod")
    return any(tree.lows[k] in _OTHER_MANNERS for k in (*near, *(i for k in near for i in tree.kids(k, "conj"))))


def _bears_arms(tree: Tree, head: int) -> bool:
    """An armed group by name or by its word; a state's own people or government does not count."""
    entry = tree.mentions[head]
    if tree.lemmas[head] in ("group", "faction", "movement", "force") and tree.cls(head) in ("group", "force"):
        return any(tree.lows[k] in _ARMED_KIND for k in tree.kids(head, "amod", "compound", "nmod")) or bool(tree.country(head))
    if tree.cls(head) == "group":
        return fighting(tree, head) and tree.lemmas[head] not in ("government", "authority", "regime", "junta")
    near = tree.kids(head, "compound", "amod", "nmod")
    named = entry is not None and entry.cls == "group" and entry.key.startswith("bodies/")
    of_group = any((e := tree.mentions[k]) is not None and e.cls == "group" and e.key.startswith("bodies/") for k in near)
    return named or (tree.cls(head) in ("force", "other", "name") and of_group)


def _sides(tree: Tree, heads: list[int]) -> list[int]:
    return [h for h in heads if (tree.cls(h) in _SIDES or tree.cls(h) == "name") and tree.country(h)]


def force_is_backed(draft: Draft) -> bool:
    """A state or body supports or backs an armed group, or a state with arms. Support by words, votes or relief is another thing;
    so is help to do something, which is told by what is done."""
    tree, index = draft.tree, draft.index
    token = tree.tokens[index]
    described = token.dep in ("amod", "compound") or (token.dep == "acl" and not tree.kids(index, "nsubj"))
    if described or tree.kids(index, "xcomp", "ccomp") or _of_another_kind(tree, index):
        return False
    gives = [h for h in draft.of("supplier") if tree.country(h) or tree.cls(h) in ("firm", "pronoun")]
    gets = [h for h in draft.of("recipient") if tree.country(h) or _bears_arms(tree, h)]
    armed = [h for h in gets if _bears_arms(tree, h)] or (gets if _military(tree, index) else [])
    draft.slots["supplier"], draft.slots["recipient"] = gives, armed
    return bool(gives and armed) and not {tree.country(h) or str(h) for h in gives} & {tree.country(h) for h in armed}


def backing_is_named(draft: Draft) -> bool:
    """`Iran's support for the Houthis`, `military cooperation between X and Y`: help in arms by a noun. Who backs and who is
    backed are told by `for` and `to`; of cooperation only the parties are."""
    tree, index = draft.tree, draft.index
    token, entry = tree.tokens[index], tree.mentions[index]
    whole = token.head if token.dep == "compound" else index  # `military cooperation projects between X and Y`
    if (entry is not None and entry.cls in ARMS) or _of_another_kind(tree, index):
        return False
    if any((e := tree.mentions[h]) is not None and e.cls in ARMS for h in tree.of(whole, "on")):
        return False  # cooperation on arms is technology
    return _together(draft, whole) if tree.lemmas[index] in _JOINT else _one_way(draft)


def _together(draft: Draft, whole: int) -> bool:
    tree = draft.tree
    near = [h for k in dict.fromkeys((draft.index, whole)) for h in (*tree.of(k, "between", "with"), *tree.kids(k, "poss"))]
    told = [k for k in tree.kids(draft.index, "amod", "compound", "nmod") if (e := tree.mentions[k]) is not None and e.country]
    parties = _sides(tree, [*draft.of("parties"), *draft.of("supplier"), *near, *told])
    if not _military(tree, draft.index) or not parties:
        return False
    client = _is_market(draft)
    parties = list(dict.fromkeys([*client, *parties]))
    draft.drop("supplier"), draft.drop("recipient")
    draft.slots["parties"] = parties
    return len({tree.country(h) for h in parties}) > 1


def _is_market(draft: Draft) -> list[int]:
    """`X was a market for Y's military cooperation`."""
    tree = draft.tree
    prep = tree.tokens[draft.index].head
    market = tree.tokens[prep].head
    if tree.lows[prep] != "for" or tree.lemmas[market] not in ("market", "partner", "customer", "client"):
        return []
    for _ in range(3):
        if tree.lemmas[market] == "be":
            return [h for k in tree.kids(market, "nsubj") for h in tree.with_conjuncts(k)]
        market = tree.tokens[market].head
    return []


def _one_way(draft: Draft) -> bool:
    tree, index = draft.tree, draft.index
    if tree.tokens[index].dep in ("compound", "amod"):
        return False
    own = [k for k in tree.kids(index, "amod", "nmod", "compound", "poss") if (e := tree.mentions[k]) is not None and e.country]
    with_help = _with_help_of(draft)
    givers, getters = with_help or _by_the_verb(draft)
    gives = _sides(tree, [*own, *draft.of("supplier"), *givers])
    gets = [h for h in (*getters, *draft.of("recipient"), *tree.of(index, "of", "for", "to")) if h not in gives]
    gets = [h for h in gets if not with_help or h in getters]
    armed = [h for h in gets if _bears_arms(tree, h)]
    if not armed and _military(tree, index):
        armed = [h for h in gets if tree.cls(h) in ("state", "capital", "group", "body") and tree.country(h)]
    draft.slots["supplier"], draft.slots["recipient"] = gives[:1] if own else gives, list(dict.fromkeys(armed))
    return bool(gives and armed) and not {tree.country(h) for h in gives} & {tree.country(h) for h in armed}


def _with_help_of(draft: Draft) -> tuple[list[int], list[int]] | None:
    """`the rebels, with Ugandan support, advanced`, `with the backing of Uganda`: who does the deed is backed."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    if token.dep != "pobj" or tree.lows[token.head] != "with":
        return None
    over = tree.tokens[token.head].head
    subjects = tree.kids(over, "nsubj", "nsubjpass") if tree.tokens[over].pos in ("VERB", "AUX") else [over]
    return tree.of(draft.index, "of", "from"), [h for k in subjects for h in tree.with_conjuncts(k)]


def _by_the_verb(draft: Draft) -> tuple[list[int], list[int]]:
    """Who gives and who gets, by the verb over the noun: `provides support`, `received backing`, `relies on assistance`."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    verb = tree.tokens[token.head].head if token.dep == "pobj" and tree.lows[token.head] in ("on", "upon") else token.head
    if tree.tokens[verb].pos != "VERB" or token.dep not in ("dobj", "pobj"):
        return [], []
    subjects = [h for h in draft.args.get("subj") if tree.party(h) and not tree.kids(verb, "auxpass")]
    if tree.lemmas[verb] in _GIVES:
        return subjects, []
    return [], subjects if tree.lemmas[verb] in _GETS_IT else []


def sides_cooperate(draft: Draft) -> bool:
    """Two states or bodies cooperate in military matters: parties, with nobody who gives."""
    tree = draft.tree
    parties = _sides(tree, draft.of("parties"))
    draft.slots["parties"] = parties
    made = [h for h in tree.of(draft.index, "on", "in") if tree.arms(h) or tree.cls(h) == "technology"]
    if made:
        draft.kind = StatementKind.TECHNOLOGY
        draft.put("items", *made)
    return bool(made or _military(tree, draft.index)) and len({tree.country(h) for h in parties}) > 1
