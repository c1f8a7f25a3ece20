"""Predicates that tell of one event: which of them speaks, and what the others add to it."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree

K = StatementKind


def absorb(tree: Tree, accepted: list[Draft]) -> list[Draft]:
    """A noun of deed below an accepted verb adds its slots to it and makes no statement of its own: `negotiated the sale of X
    to Y`, `received a shipment of X`. A voyage told of a ship that was stopped, and a find that marks are compared with,
    belong to it. A denial whose content is read makes no second statement."""
    by_index = {d.index: d for d in accepted}
    kept = []
    for draft in accepted:
        noun = tree.tokens[draft.index].pos in ("NOUN", "PROPN") and not _who_owns(tree, draft)
        above = _governor(tree, draft.index, by_index) if noun else _modified(tree, draft, accepted)
        if _only_a_reason(tree, draft, by_index):
            continue
        denial = by_index.get(tree.tokens[above.index].head) if above is not None and above.kind is K.INVOLVEMENT else above
        if denial is not None and denial.kind is K.DENIAL and _denied_deed(denial, draft):
            above = None
        if above is not None:
            _merge(above, draft)
            continue
        kept.append(draft)
    contents = {word for d in kept for word in _upwards(tree, d.index) if d.kind is not K.DENIAL}
    return [d for d in kept if d.kind is not K.DENIAL or d.index not in contents]


def _denied_deed(denial: Draft, deed: Draft) -> bool:
    """`X denied any part in the transfer of rifles to Y`: the deed is what is denied, and X is who would have done it."""
    if deed.kind is not K.TRANSFER or not (deed.of("recipient") or deed.of("supplier")):
        return False
    tree = deed.tree
    part = any(tree.lemmas[h] in ("involvement", "role", "part", "hand", "participation") for h in denial.args.get("obj"))
    if part and not deed.of("supplier"):
        deed.put("supplier", *[h for h in denial.of("actor") if tree.party(h) or tree.cls(h) == "pronoun"])
    return True


def _who_owns(tree: Tree, draft: Draft) -> bool:
    """An owner or officer is told beside the deed; `listed as the manager of X` gives a reason and tells no more."""
    up = tree.tokens[draft.index].head
    return draft.kind is K.OWNERSHIP and tree.lows[up] != "as"


def _only_a_reason(tree: Tree, draft: Draft, by_index: dict[int, Draft]) -> bool:
    """What a listing gives as its reason without naming who was supplied: it is in the reason already."""
    if draft.kind is not K.BROKERING or draft.of("recipient") or draft.of("supplier"):
        return False
    return any(up in by_index and by_index[up].kind is K.DESIGNATION for up in _upwards(tree, draft.index))


def _upwards(tree: Tree, index: int) -> set[int]:
    found: set[int] = set()
    for _ in range(5):
        up = tree.tokens[index].head
        if up == index or tree.tokens[index].dep in ("conj", "relcl"):
            break
        if tree.tokens[index].dep == "ccomp" and up > index and ";" in tree.lows[index:up]:
            break  # `X accuses Y; Z denies it`: two sentences in one
        found.add(up)
        index = up
    return found


def _governor(tree: Tree, index: int, by_index: dict[int, Draft]) -> Draft | None:
    here = index
    for _ in range(6):
        up = tree.tokens[here].head
        if up == here or tree.tokens[here].dep in ("relcl", "ccomp", "advcl", "parataxis", "acl", "conj"):
            return None
        if up in by_index:
            return by_index[up]
        if tree.tokens[up].pos in ("VERB", "AUX"):
            return None
        here = up
    return None


def _modified(tree: Tree, draft: Draft, accepted: list[Draft]) -> Draft | None:
    """The draft whose noun a participle or relative clause describes, where the two are one event."""
    if tree.tokens[draft.index].dep not in ("relcl", "acl"):
        return None
    head = tree.tokens[draft.index].head
    for other in accepted:
        pair = (other.kind, draft.kind)
        if other is draft or (
            pair not in ((K.INTERDICTION, K.TRANSPORT), (K.MARK_MATCH, K.INTERDICTION), (K.USE, K.INTERDICTION))
            and not (draft.kind is K.CONCEALMENT and other.kind in (K.INTERDICTION, K.TRANSFER, K.TRANSPORT))
        ):
            continue
        heads = {h for name, hs in other.slots.items() if name != "_" for h in hs}
        if tree.sentence_of[other.index] == tree.sentence_of[draft.index] and any(head in tree.under(h) for h in heads):
            return other
    return None


def _merge(above: Draft, below: Draft) -> None:
    if above.kind in (K.DESIGNATION, K.MARK_MATCH, K.USE):
        return
    if below.kind is K.CONCEALMENT:
        above.put("declared_as", *below.of("declared_as"))
        return
    if (above.kind, below.kind) == (K.INTERDICTION, K.TRANSPORT):
        above.put("vessel", *below.of("vessel"))
        above.put("route", *below.of("route"))
        return
    for name in ("supplier", "recipient", "items", "parties", "route"):
        for head in below.of(name):
            taken = {h for slot in ("supplier", "recipient", "broker", "actor") for h in above.of(slot)}
            if (name == "items" and head == below.index) or head in taken:
                continue
            above.put(name, head)
    above.slots["items"] = [h for h in above.of("items") if h != below.index] or above.of("items")
    if above.kind is K.ALLEGATION:
        above.put("parties", *below.of("parties"))
