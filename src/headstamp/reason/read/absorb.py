"""Predicates that tell of one event: which of them speaks, and what the others add to it."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree

K = StatementKind
_NEAR = 15  # words


def absorb(tree: Tree, accepted: list[Draft]) -> list[Draft]:
    """A noun of deed below an accepted verb adds its slots to it and makes no statement of its own: `negotiated the sale of X
    to Y`, `received a shipment of X`. A voyage told of a ship that was stopped, and a find that marks are compared with,
    belong to it. A denial whose content is read makes no second statement."""
    accepted = _bound_for(tree, accepted)
    by_index = {d.index: d for d in accepted}
    kept = []
    for draft in accepted:
        noun = tree.tokens[draft.index].pos in ("NOUN", "PROPN") and not _who_owns(tree, draft)
        above = _governor(tree, draft.index, by_index) if noun else _modified(tree, draft, accepted)
        above = above or _goes_on(tree, draft, by_index)
        if _only_a_reason(tree, draft, by_index):
            continue
        if above is not None and _accused_of(above, draft):
            kept.append(draft)
            continue
        denial = by_index.get(tree.tokens[above.index].head) if above is not None and above.kind is K.INVOLVEMENT else above
        if denial is not None and denial.kind is K.DENIAL and _denied_deed(denial, draft):
            above = None
        if above is not None:
            _merge(above, draft)
            continue
        kept.append(draft)
    contents = {word for d in kept for word in _upwards(tree, d.index) if d.kind is not K.DENIAL}
    return [d for d in kept if d.kind is not K.DENIAL or not ({d.index, _told_of(tree, d.index)} & contents)]


def _told_of(tree: Tree, word: int) -> int:
    """The `be` of `reports that X were untrue`: what it says no of has been read, with its polarity."""
    return tree.tokens[word].head if tree.tokens[word].dep == "acomp" and tree.tokens[word].pos == "ADJ" else word


def _accused_of(above: Draft, draft: Draft) -> bool:
    """`accused X of arms deliveries to Y`: the deed is alleged of X, as it is where a verb tells it."""
    told = draft.of("recipient") or draft.of("supplier")
    if above.kind is not K.ALLEGATION or draft.kind is not K.TRANSFER or not told or not above.of("target"):
        return False
    if not draft.of("supplier"):
        draft.put("supplier", *[h for h in above.of("target") if h not in draft.of("recipient")])
    return True


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


def _bound_for(tree: Tree, accepted: list[Draft]) -> list[Draft]:
    """`a ship carrying arms bound for X`: what is carried is meant for X, whichever noun the parser hung `bound` on."""
    carried = [d for d in accepted if d.row.needs == "moved" and d.kind is K.TRANSPORT and any(map(tree.arms, d.of("items")))]
    left = []
    for draft in accepted:
        if tree.lemmas[draft.index] not in ("bind", "destine", "slate") or draft.kind is not K.TRANSPORT:
            left.append(draft)
            continue
        ends = [h for name in ("for", "to") for h in draft.args.get(name) if tree.cls(h) in ("state", "group", "body", "people")]
        load = next((d for d in carried if 0 < draft.index - d.index <= _NEAR), None)
        if load is None or not ends:
            left.append(draft)
            continue
        load.kind, load.realis_intended = K.TRANSFER, True
        load.put("recipient", *ends)
    return left


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


_DESCRIBED = frozenset(
    ((K.INTERDICTION, K.TRANSPORT), (K.MARK_MATCH, K.INTERDICTION), (K.USE, K.INTERDICTION), (K.MARK_MATCH, K.ORIGIN),
     (K.MARK_MATCH, K.PRESENCE), (K.ORIGIN, K.INTERDICTION), (K.MARK, K.INTERDICTION))
)  # fmt: skip


def _modified(tree: Tree, draft: Draft, accepted: list[Draft]) -> Draft | None:
    """The draft whose noun a participle or relative clause describes, where the two are one event."""
    if tree.tokens[draft.index].dep not in ("relcl", "acl"):
        return None
    head = tree.tokens[draft.index].head
    for other in accepted:
        pair = (other.kind, draft.kind)
        if other is draft or (
            pair not in _DESCRIBED
            and not (draft.kind is K.CONCEALMENT and _called(draft) and other.kind in (K.INTERDICTION, K.TRANSFER, K.TRANSPORT))
        ):
            continue
        heads = {h for name, hs in other.slots.items() if name != "_" for h in hs}
        if tree.sentence_of[other.index] == tree.sentence_of[draft.index] and any(head in tree.under(h) for h in heads):
            return other
    return None


_ONE_EVENT = frozenset((K.TRANSPORT, K.INTERDICTION, K.CONCEALMENT))
_JOINED = ("conj", "advcl", "acl", "relcl", "amod", "xcomp", "prep", "pcomp", "dobj")


def _goes_on(tree: Tree, draft: Draft, by_index: dict[int, Draft]) -> Draft | None:
    """The draft of the same kind that this one goes on with: `loaded at A and sailed for B`, `boarded a dhow and seized rifles`.
    One voyage, one seizure, one trick; a subject of its own makes a second event."""
    token = tree.tokens[draft.index]
    if draft.kind not in _ONE_EVENT or token.dep not in _JOINED:
        return None
    if token.dep in ("conj", "advcl") and tree.kids(draft.index, "nsubj", "nsubjpass"):
        return None
    here = draft.index
    for _ in range(3):
        here = tree.tokens[here].head
        other = by_index.get(here)
        if other is not None:
            return other if other is not draft and other.kind is draft.kind else None
    return None


def _ends_of_the_way(above: Draft, below: Draft) -> None:
    """`a ship carrying weapons to Iran` was stopped: Iran is who was to get them, no place of the stop; ports are its route."""
    tree = above.tree
    if below.row.needs != "moved":
        above.put("route", *below.of("route"))
        return
    for name, slot in (("from", "supplier"), ("to", "recipient"), ("for", "recipient")):
        ends = [h for h in below.of("route") if tree.lows[tree.tokens[h].head] == name]
        above.put(slot, *[h for h in ends if tree.cls(h) in ("state", "group", "body", "people")])


def _called(draft: Draft) -> bool:
    """Whether goods are called something else, which belongs to what became of them; where they were hidden is told apart."""
    return draft.row.needs == "as" and bool(draft.args.get("as"))


def _merge(above: Draft, below: Draft) -> None:
    if (above.kind, below.kind) == (K.MARK_MATCH, K.ORIGIN):
        above.put("origin", *below.of("origin"))
    if above.kind in (K.DESIGNATION, K.MARK_MATCH, K.USE, K.MARK, K.ORIGIN):
        if below.kind is K.INTERDICTION:
            above.put("vessel", *below.of("vessel"))
        return
    if above.kind is below.kind and above.kind in _ONE_EVENT:
        for name in ("vessel", "vehicle", "items", "route", "place", "declared_as", "mark", "target"):
            above.put(name, *below.of(name))
        above.slots["route"] = sorted(above.of("route"))
        above.put("around", below.index)
        return
    if below.kind is K.CONCEALMENT:
        above.put("declared_as", *below.of("declared_as"))
        return
    if (above.kind, below.kind) == (K.INTERDICTION, K.TRANSPORT):
        above.put("vessel", *below.of("vessel"))
        above.put("items", *below.of("items"))
        _ends_of_the_way(above, below)
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
