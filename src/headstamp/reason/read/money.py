"""Rules of payment beside plain paying: earned, moved through accounts, goods sent for arms, bribes. A rule's docstring is
public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, PAYMENTS, Tree
from headstamp.reason.read.words import words

_ACCOUNTS = words("account bank wallet exchange branch bureau firm company front")
_NOBODY = words("anyone anybody someone somebody everyone everybody who whoever")
_FINANCED = words("finance fund bankroll underwrite sponsor subsidise subsidize")
_BILLS = words(
    "bill invoice deal purchase contract shipment order transaction debt acquisition procurement delivery "
    "bribe commission kickback"
)


def money_is_earned(draft: Draft) -> bool:
    """Money is earned, pocketed or collected by somebody, or a trade brings it in: who gets it is the recipient."""
    tree = draft.tree
    paid = [h for h in draft.of("payment") if tree.cls(h) in PAYMENTS]
    draft.slots["payment"] = paid
    for head in [k for h in paid for k in tree.of(h, "for")]:
        if tree.cls(head) in ("state", "capital", "body", "group", "firm"):
            draft.put("recipient", head)
    for head in [h for h in draft.of("items") if tree.cls(h) in ("state", "capital", "body", "group", "firm")]:
        draft.slots["items"].remove(head)
        draft.put("recipient", head)
    if tree.lemmas[draft.index] in ("generate", "bring", "yield", "fetch"):
        draft.slots["recipient"] = [h for h in draft.of("recipient") if h not in draft.args.get("subj")]
    known = any(tree.party(h) and tree.lows[h] not in _NOBODY for h in (*draft.of("recipient"), *draft.of("supplier")))
    return bool(paid) and known and in_arms(draft)


def money_is_moved(draft: Draft) -> bool:
    """Funds or proceeds are moved, wired or laundered through accounts, banks, wallets or front companies."""
    tree = draft.tree
    paid = [h for h in draft.of("payment") if tree.cls(h) in PAYMENTS and tree.cls(h) != "drug"]
    draft.slots["payment"] = paid
    ends = [h for name in ("to", "through", "via", "into", "from") for h in draft.args.get(name)]
    booked = any(tree.lemmas[k] in _ACCOUNTS for h in ends for k in (h, *tree.kids(h, "compound")))
    draft.slots["recipient"] = [h for h in draft.of("recipient") if tree.lemmas[h] not in ("account", "wallet")]
    if not draft.of("recipient"):
        draft.put("recipient", *_holders(tree, ends))
    gives = any(tree.party(h) or tree.cls(h) == "pronoun" for h in (*draft.of("supplier"), *draft.of("actor")))
    return bool(paid) and gives and (booked or bool(draft.of("recipient"))) and in_arms(draft)


def _holders(tree: Tree, accounts: list[int]) -> list[int]:
    """`a front account held by X`, `wallets controlled by X`, `the account of X's wife`."""
    found: list[int] = []
    for head in accounts:
        if tree.lemmas[head] not in ("account", "wallet"):
            continue
        near = [head, *(k for p in tree.kids(head, "prep") for k in tree.kids(p, "pobj"))]
        for at in near:
            for kid in tree.kids(at, "acl"):
                if tree.lemmas[kid] in ("hold", "control", "own", "open", "register", "keep", "belong"):
                    found += [h for a in tree.kids(kid, "agent", "prep") for h in tree.kids(a, "pobj")]
        found += tree.of(head, "of")
    return [h for h in found if tree.party(h)]


def paid_in_kind(draft: Draft) -> bool:
    """Gold, oil, narcotics or other goods are sent in return for arms: who sends them pays."""
    tree = draft.tree
    paid = [h for h in draft.of("payment") if tree.cls(h) in PAYMENTS or tree.cls(h) == "civil"]
    if any(tree.arms(h) for h in draft.of("payment")):
        return False
    draft.slots["payment"] = paid
    return bool(paid) and any(tree.arms(h) for h in draft.of("items")) and bool(draft.of("supplier") or draft.args.passive)


def money_is_used(draft: Draft) -> bool:
    """Diamonds, cash or proceeds are used or put towards buying or paying for arms."""
    tree = draft.tree
    paid = [h for h in draft.of("payment") if tree.cls(h) in PAYMENTS]
    draft.slots["payment"] = paid
    for verb in tree.kids(draft.index, "xcomp", "advcl"):
        if tree.lemmas[verb] in ("pay", "buy", "purchase", "procure", "acquire", "finance", "fund", "settle"):
            things = [*tree.kids(verb, "dobj"), *tree.of(verb, "for")]
            draft.put("items", *[h for h in things if tree.arms(h)])
    return bool(paid) and any(tree.arms(h) for h in draft.of("items"))


def bill_is_settled(draft: Draft) -> bool:
    """A bill for arms is settled, in money or goods; a maker invoices its buyer."""
    tree = draft.tree
    paid = [h for name in ("payment",) for h in draft.of(name) if tree.cls(h) in PAYMENTS or tree.cls(h) == "civil"]
    bills = [h for h in draft.args.get("obj") if tree.lemmas[h] in _BILLS or tree.cls(h) == "trade"]
    draft.slots["payment"] = paid
    if tree.lemmas[draft.index] in _FINANCED:
        draft.slots["recipient"] = [h for h in draft.of("recipient") if tree.party(h)]
        goods = [k for h in bills for k in tree.of(h, "of", "for") if tree.arms(k) or tree.cls(k) in ("vehicle", "cargo")]
        draft.put("items", *goods)
        return bool(goods) and any(tree.party(h) for h in draft.of("supplier"))
    return bool(bills or draft.of("items")) and bool(paid) and in_arms(draft)


def in_arms(draft: Draft) -> bool:
    """Whether the text speaks of arms near by, or a party of the deed stands in a pack."""
    tree = draft.tree
    sentence = tree.sentence(draft.index)
    first = tree.parsed.sentences[max(0, tree.sentence_of[draft.index] - 5)].first
    last = min(len(tree.tokens), sentence.last + 25)
    if any((e := tree.mentions[k]) is not None and (e.cls in ARMS or e.cls == "trade") for k in range(first, last)):
        return True
    heads = [h for name in ("supplier", "recipient", "actor", "persons") for h in draft.of(name)]
    return any(
        (e := tree.mentions[h]) is not None and e.cls in ("firm", "person", "group") and not e.key.startswith("terms/")
        for h in heads
    )
