"""What a draft lacks, filled from around it: pronouns, lists, the state of the goods, the kind that its realis makes it."""

from __future__ import annotations

from headstamp.core.statement import Realis, StatementKind
from headstamp.reason.read.carry import ship_name, stands_for
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.lists import examples
from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import PARTIES

PARTY_SLOTS = ("supplier", "recipient", "parties", "actor")
_WILLING = frozenset(
    ("willing", "willingness", "ready", "readiness", "interested", "interest", "keen", "eager", "like", "wish", "desire", "hope",
     "prepared")
)  # fmt: skip
_VESSEL = frozenset(("vessel",))


def as_denial(draft: Draft, told: Context) -> None:
    """A denial is denied by its nature; not to deny is neither a denial nor an admission."""
    if told.polarity == "negated" and draft.row.needs not in ("nopart", "brushed"):
        told.polarity, draft.core, draft.kind = "unknown", False, StatementKind.ATTRIBUTION
    else:
        told.polarity = "denied"


def list_opened(draft: Draft) -> None:
    """`African countries such as Uganda, Namibia and Tanzania`: the named ones take the place of the word for all."""
    tree = draft.tree
    for name in ("supplier", "recipient", "place", "parties"):
        heads = draft.slots.get(name, [])
        opened = [inner for head in heads for inner in (examples(tree, head) or [head])]
        if opened != heads:
            draft.slots[name] = list(dict.fromkeys(opened))
            draft.rules.append("list_opened")


def goods_of_a_state(draft: Draft) -> None:
    """Who gets `North Korean weapons` gets them from there when no supplier is named; the adjective is the supplier's span."""
    tree = draft.tree
    kinds = (StatementKind.TRANSFER, StatementKind.PROCUREMENT_ATTEMPT, StatementKind.BROKERING, StatementKind.CLIENT_STATEMENT,
             StatementKind.INTERDICTION)  # fmt: skip
    if draft.kind not in kinds or draft.of("supplier") or not draft.of("recipient"):
        return
    own = {tree.country(h) for h in draft.of("recipient")}
    for head in [inner for h in draft.of("items") for inner in (h, *tree.of(h, "of"))]:
        for kid in tree.kids(head, "amod", "compound", "nmod", "poss"):
            entry = tree.mentions[kid]
            if (
                entry is not None
                and entry.country
                and entry.cls in ("people", "state")
                and entry.country not in own
                and tree.cls(head) != "component"  # whose make a chip is tells nothing of who sold it
                and tree.arms(head)
            ):
                draft.put("supplier", kid)
                draft.rules.append("goods_of_a_state")
                return


def origin_of_the_goods(draft: Draft) -> None:
    """`North Korean shells were fired`, `U.S.-made rockets`: where goods that are used or seized come from by their own words."""
    tree = draft.tree
    if draft.kind not in (StatementKind.USE, StatementKind.INTERDICTION) or draft.of("origin"):
        return
    for head in draft.of("items"):
        for kid in tree.kids(head, "amod", "compound", "nmod"):
            made = tree.kids(kid, "npadvmod", "advmod", "compound") if tree.lemmas[kid] in ("make", "source", "build") else [kid]
            for word in made:
                entry = tree.mentions[word]
                if entry is not None and entry.country and entry.cls in ("people", "state") and word not in draft.of("supplier"):
                    draft.put("origin", word)
                    return


def carried_over(draft: Draft) -> None:
    """Pronouns and bare definite nouns in party slots become those for whom they stand, marked carried; unresolved ones of the
    third person are left as words without a country."""
    tree = draft.tree
    taken = {h for heads in draft.slots.values() for h in heads}
    for name in (*PARTY_SLOTS, "broker", "persons", "vessel", "vehicle", "target"):
        want = _VESSEL | {"vehicle"} if name in ("vessel", "vehicle") else PARTIES
        for at, head in enumerate(draft.slots.get(name, [])):
            real = stands_for(tree, head, want, frozenset(taken))
            if real is not None and real not in draft.slots[name]:
                draft.slots[name][at] = real
                taken.add(real)
                draft.carried.add(real)
                draft.rules.append("carried_over")
    for at, head in enumerate(draft.of("vessel")):
        if (called := ship_name(tree, head)) != head:
            draft.slots["vessel"][at] = called
            if head in draft.carried:
                draft.carried.add(called)
    draft.slots["vessel"] = list(dict.fromkeys(draft.of("vessel")))
    if draft.kind in (StatementKind.TRANSPORT, StatementKind.TRANSFER) and not draft.of("vessel"):
        for head in draft.args.get("subj"):
            if tree.lows[head] in ("it", "she") and (ship := stands_for(tree, head, _VESSEL)) is not None:
                draft.put("vessel", ship)
                draft.carried.add(ship)
                draft.slots["actor"] = [h for h in draft.of("actor") if h != head]


def kind_by_realis(draft: Draft, told: Context) -> None:
    """To try or order to buy is an attempt at procurement; a client's readiness to buy is its own statement."""
    recipient_acts = ("subj", "recipient") in draft.row.roles
    lemma = draft.tree.lemmas[draft.index]
    if (
        draft.kind is StatementKind.TRANSFER
        and recipient_acts
        and (told.realis is Realis.ATTEMPTED or lemma in ("order", "seek", "request"))
    ):
        draft.kind = StatementKind.PROCUREMENT_ATTEMPT
    states = [h for h in draft.of("recipient") if draft.tree.cls(h) in ("state", "capital")]
    words = {
        draft.tree.lemmas[word]
        for word, dep in told.chain[:3]
        if draft.tree.tokens[word].pos != "ADP" and (draft.tree.lemmas[word] != "like" or dep == "xcomp")
    }
    if draft.kind is StatementKind.TRANSFER and recipient_acts and states and words & _WILLING:
        draft.kind = StatementKind.CLIENT_STATEMENT
        draft.rules.append("client_is_willing")
    for word, dep in told.chain[:2]:
        if draft.tree.lemmas[word] in ("arrange", "broker", "organise", "organize", "negotiate") and dep in (
            "ccomp",
            "advcl",
            "xcomp",
            "pobj",
        ):
            draft.put(
                "broker", *[h for h in draft.tree.kids(word, "nsubj") if draft.tree.cls(h) in ("firm", "person", "name", "group")]
            )
    if draft.kind in (StatementKind.TRANSFER, StatementKind.PROCUREMENT_ATTEMPT) and draft.of("broker"):
        draft.kind = StatementKind.BROKERING
    if draft.kind is StatementKind.TRANSFER and any(draft.tree.cls(h) == "technology" for h in draft.of("items")):
        draft.kind = StatementKind.TECHNOLOGY
