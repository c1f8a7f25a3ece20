"""Rules of supply: when words are read as a change of hands, as brokering, payment or technology. A rule's docstring is
public."""

from __future__ import annotations

from headstamp.core.document import VoiceKind
from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.lists import examples
from headstamp.reason.read.tree import ARMS, PAYMENTS

_UP = 5  # words above a noun that are asked what they say of it
_FORBIDS = frozenset(("prevent", "prohibit", "forbid", "ban", "embargo", "prohibition", "outlaw", "halt"))
_TRADES = frozenset(("trafficking", "traffic", "smuggling", "dealing", "trade", "running"))
_HULLS = frozenset(("destroyer", "frigate", "corvette", "warship", "cutter", "cruiser", "ship", "vessel", "dhow", "boat"))
_PAID_ONES = frozenset(("he", "she", "they", "him", "her", "them"))
_SOLD = frozenset(("truck", "lorry", "pickup", "trailer", "aircraft", "vehicle", "wagon"))
_VAGUE = frozenset(("pronoun", "cargo", "partitive", "number", "other"))
_STRONG = frozenset(("state", "capital", "people", "body", "group", "firm"))


def arms_change_hands(draft: Draft) -> bool:
    """Arms, their parts or a cargo go from one party to another: to ship, sell, supply, receive, buy, a shipment, a sale. What
    moves must be arms, or a cargo or pronoun between two parties. Civil goods, letters and food are no transfer of arms."""
    items = draft.of("items")
    tree = draft.tree
    classes = {tree.cls(head) for head in items}
    if any(tree.lows[h] in ("us", "me", "who", "you") for h in (*draft.of("recipient"), *draft.of("supplier"))):
        return False
    if _only_a_rule(draft):
        return False
    if _merely_accused(draft):
        draft.kind, draft.core = StatementKind.ALLEGATION, False
        return True
    if hulls := [h for h in draft.args.get("to") if tree.lemmas[h] in _HULLS]:
        draft.kind = StatementKind.TRANSPORT  # handed to a second boat: a way, whoever gets it in the end
        draft.put("vessel", *hulls)
        return any(tree.arms(h) or tree.cls(h) in ("cargo", "pronoun") for h in items)
    if any(tree.arms(head) or _armed_noun(draft, head) for head in items):
        draft.slots["items"] = [h for h in items if tree.cls(h) not in ("mark", "time")] or items
        return _party_or_count(draft)
    if classes & (PAYMENTS | {"civil", "force", "record", "mark", "time", "place", "trade"}) or _abstract(draft):
        return False
    ends = [h for name in ("supplier", "recipient") for h in draft.of(name)]
    ours = tree.document.voice in (VoiceKind.PARTY, VoiceKind.STATE_MEDIA)
    strong = [h for h in ends if tree.cls(h) in _STRONG or (ours and tree.lows[h] == "we")]
    if tree.tokens[draft.index].pos == "NOUN":
        if not ends and _came_about(draft):
            return _armed_sentence(draft)
        told = bool(items or draft.of("recipient"))  # `North Korean deliveries`, of what and to whom another sentence tells
        return told and bool(strong) and (not items or classes <= {"cargo", "pronoun"}) and _armed_sentence(draft)
    if not items:
        return len(strong) >= 2 or (bool(strong) and len(ends) > 1 and _says_no(draft) and _armed_sentence(draft))
    if classes <= {"vehicle", *_VAGUE} and all(tree.lemmas[h] in _SOLD for h in items if tree.cls(h) == "vehicle"):
        classes -= {"vehicle"}  # lorries bought from somebody: goods, where both are named
        if not classes:
            return len(ends) > 1 and len(strong) > 0 and _armed_sentence(draft)
    if not strong and draft.of("route") and "cargo" in classes:
        draft.kind = StatementKind.TRANSPORT  # a cargo sent to a port: a way, not a change of hands
        return _armed_sentence(draft)
    return bool(ends) and classes <= _VAGUE and (bool(strong) or "cargo" in classes) and _armed_sentence(draft)


def _merely_accused(draft: Draft) -> bool:
    """`faces accusations of arms trafficking to A, B and C`: a charge that names a trade and no deed, without who brings it."""
    tree, prep = draft.tree, draft.tree.tokens[draft.index].head
    if tree.lemmas[draft.index] not in _TRADES or tree.lows[prep] != "of" or tree.tokens[draft.index].dep != "pobj":
        return False
    noun = tree.tokens[prep].head
    return tree.lemmas[noun] in ("accusation", "charge", "count", "suspicion") and not tree.kids(noun, "poss")


def _says_no(draft: Draft) -> bool:
    """`it has not shipped to Russia`: the deed is negated beside its verb, so the goods may go without saying."""
    tree = draft.tree
    return bool(tree.kids(draft.index, "neg")) or any(tree.lows[k] == "never" for k in tree.kids(draft.index, "advmod"))


def _armed_noun(draft: Draft, head: int) -> bool:
    """`arms sales to X`, `missile exports to X`: before a noun of supply the word for arms is what X gets, not a trade in it."""
    tree = draft.tree
    entry = tree.mentions[head]
    if tree.tokens[draft.index].pos == "VERB" or tree.tokens[head].head != draft.index or entry is None:
        return False
    if not (draft.of("recipient") and (draft.of("supplier") or _armed_sentence(draft))):
        return False
    return entry.cls in ARMS or (entry.cls == "trade" and entry.words[0] in ("arms", "weapon", "weapons"))


def _only_a_rule(draft: Draft) -> bool:
    """`any sale of arms would breach the embargo`, `shall prevent the supply of arms`: what must not be, and not what was."""
    tree, here = draft.tree, draft.index
    if tree.tokens[here].pos == "VERB":
        return False
    for _ in range(_UP):
        if tree.lemmas[here] in _FORBIDS:
            return True
        if tree.tokens[here].pos in ("VERB", "AUX") and any(tree.lows[k] in ("would", "shall") for k in tree.kids(here, "aux")):
            return any(tree.lows[k] == "any" for k in tree.kids(draft.index, "det"))
        if tree.tokens[here].head == here or tree.tokens[here].dep in ("ccomp", "relcl", "advcl", "parataxis"):
            return False
        here = tree.tokens[here].head
    return False


def _came_about(draft: Draft) -> bool:
    """`this sale was completed`, `no proof of a single delivery`: the deed named before, said to have come about or not."""
    tree = draft.tree
    token = tree.tokens[draft.index]
    definite = any(tree.lows[k] in ("this", "that", "the", "single", "any", "no") for k in tree.kids(draft.index, "det", "amod"))
    if token.dep in ("nsubj", "nsubjpass"):
        return definite and tree.lemmas[token.head] in (
            "complete",
            "take",
            "occur",
            "happen",
            "materialise",
            "materialize",
            "proceed",
            "conclude",
            "go",
        )
    return definite and token.dep == "pobj" and bool(tree.lexicon.says("noproof", tree.lemmas[tree.tokens[token.head].head]))


def _abstract(draft: Draft) -> bool:
    """Things that are given and received and are none: a right, an answer, a visit."""
    tree = draft.tree
    return any(
        tree.cls(h) == "other"
        and tree.tokens[h].pos == "NOUN"
        and tree.lemmas[h] not in ("more", "thing", "supply", "help", "any", "those", "unit")
        for h in draft.of("items")
    )


def _party_or_count(draft: Draft) -> bool:
    """At least one end of the way is told, or a noun of supply has a subject; `weapons were delivered` alone counts with a
    verb."""
    if draft.of("supplier") or draft.of("recipient"):
        return True
    if draft.tree.tokens[draft.index].dep == "amod":
        return False
    if draft.of("route"):
        draft.kind = StatementKind.TRANSPORT
        if draft.of("vessel") or draft.of("vehicle"):
            return True
    token = draft.tree.tokens[draft.index]
    if token.dep in ("nsubj", "nsubjpass") and token.pos == "NOUN":
        return draft.tree.lemmas[token.head] in ("confirm", "announce", "complete", "conclude", "materialise", "materialize")
    return token.pos == "VERB" and draft.args.passive


def _armed_sentence(draft: Draft) -> bool:
    """The paragraph speaks of arms before: a pronoun or `the cargo` may stand for them."""
    return draft.tree.speaks_of_arms(draft.index)


def arms_named_outright(draft: Draft) -> bool:
    """Words that mean a transfer only where arms are named with them, such as to give, to pass on, to accept, to look for."""
    tree = draft.tree
    items = draft.of("items")
    if any(tree.lows[h] in ("us", "me", "who") for h in (*draft.of("recipient"), *draft.of("supplier"))):
        return False
    came = any(tree.lemmas[h] in ("delivery", "possession", "receipt") for h in items)
    took = tree.lemmas[draft.index] == "take" and not came and not tree.country((draft.of("supplier") or [draft.index])[0])
    gets = draft.of("recipient")
    if took and len(gets) > 1 and all(tree.cls(h) == "state" for h in gets):
        took = False  # states that took arms, from whom the text tells elsewhere
    if any(tree.arms(head) for head in items) and not took:  # `took rifles from a van` is no supply
        return _party_or_count(draft) and all(tree.cls(h) not in ("vehicle", "vessel") for h in draft.args.get("subj"))
    ends = [h for name in ("supplier", "recipient") for h in draft.of(name) if tree.cls(h) in _STRONG]
    if tree.lemmas[draft.index] in ("take", "accept") and not any(tree.arms(h) for h in items):
        return any(tree.lemmas[h] in ("delivery", "possession", "receipt") for h in items) and bool(ends)
    if any(tree.lows[h] == "nothing" for h in items):
        return bool(ends)
    loose = {tree.cls(h) for h in items} <= {"cargo", "pronoun"} or any(tree.lows[h] == "nothing" for h in items)
    return bool(items) and bool(ends) and loose and _armed_sentence(draft)


def party_is_armed(draft: Draft) -> bool:
    """Somebody arms somebody: the object is the recipient, what stands after `with` the goods."""
    tree = draft.tree
    return (
        bool(draft.of("recipient"))
        and all(tree.party(h) or tree.cls(h) == "pronoun" for h in draft.of("recipient"))
        and (bool(draft.of("supplier")) or (bool(draft.args.get("subj")) and any(tree.arms(h) for h in draft.of("items"))))
    )


def arms_held_from(draft: Draft) -> bool:
    """Somebody has arms from somebody: how they came is not said, but from whom."""
    tree = draft.tree
    return (
        any(tree.arms(h) for h in draft.of("items"))
        and any(tree.country(h) for h in draft.of("supplier"))
        and bool(draft.of("recipient"))
    )


def clients_named(draft: Draft) -> bool:
    """`Its clients are A, B and C`: a standing relation of supply to each of those named, without a date."""
    tree = draft.tree
    token = tree.tokens[draft.index]
    above = tree.tokens[token.head].head
    one_of = token.dep == "pobj" and tree.tokens[above].dep == "attr"
    among = token.dep == "pobj" and tree.lows[token.head] == "among" and tree.lemmas[above] == "be"
    taker = ("subj", "recipient") in draft.row.roles
    if one_of or among:  # `X is one of its clients`, `X was among its buyers`
        verb = above if among else tree.tokens[above].head
        subjects = [h for k in tree.kids(verb, "nsubj") for h in tree.with_conjuncts(k)]
        draft.put("recipient" if taker else "supplier", *subjects)
        one_of = True
    goods = [h for h in tree.of(draft.index, "of", "for") if tree.arms(h)]
    if not goods and tree.lemmas[draft.index] in ("source", "beneficiary"):
        return False
    if goods:  # `buyers of North Korean missiles`: the goods say whose they are
        draft.put("items", *goods)
        draft.slots["supplier"] = [h for h in draft.of("supplier") if h not in goods]
        for head in goods if taker and not draft.of("supplier") else []:
            told = [k for k in tree.kids(head, "amod", "compound", "nmod") if (e := tree.mentions[k]) is not None and e.country]
            draft.put("supplier", *told[-1:])
    if not draft.args.get("attr") and token.dep not in ("attr", "appos") and not one_of:
        return False
    suppliers = [h for h in draft.of("supplier") if tree.country(h)]
    opened = dict.fromkeys(inner for h in draft.of("recipient") for inner in (examples(tree, h) or [h]))
    recipients = [h for h in opened if tree.country(h)]
    draft.slots["supplier"], draft.slots["recipient"] = suppliers, recipients
    return bool(suppliers and recipients) and set(suppliers) != set(recipients)


def deal_is_brokered(draft: Draft) -> bool:
    """A person or firm brokers, arranges or negotiates a deal in arms between others. The broker is neither supplier nor
    recipient; parties `between` whom it goes have no direction until a sentence gives one."""
    tree = draft.tree
    if any(tree.cls(h) == "money" for h in draft.args.get("obj")):
        return False  # `handled the payments for the radios`
    brokers = [h for h in draft.of("broker") if tree.party(h) or tree.cls(h) in ("pronoun", "firm", "person")]
    items = draft.of("items")
    traded = [
        h
        for h in items
        if tree.cls(h) == "trade" or tree.arms(h) or (h and tree.lexicon.predicates.get((tree.lemmas[h], "NOUN")))
    ]
    if not brokers or not traded or (tree.lemmas[draft.index] == "engineer" and "reverse" in tree.lows[draft.index - 2 :][:2]):
        return False
    draft.slots["broker"] = brokers
    if any(tree.lemmas[h] in ("purchase", "procurement", "acquisition", "import") for h in draft.args.get("obj")):
        buyers = [h for h in draft.of("supplier") if h in draft.args.get("on behalf of")]
        draft.slots["supplier"] = [h for h in draft.of("supplier") if h not in buyers]
        draft.put("recipient", *buyers)  # who buys for X buys
    return any(tree.arms(h) or _deals_in_arms(draft, h) for h in traded)


def _deals_in_arms(draft: Draft, head: int) -> bool:
    tree = draft.tree
    return any(
        (e := tree.mentions[k]) is not None and (e.cls in ARMS or (e.cls == "trade" and e.words[0] in ("arms", "weapons")))
        for k in tree.under(head)
    )


def procured_for_another(draft: Draft) -> bool:
    """To procure arms for somebody else, or out of somebody's stocks in return for a payment, is the work of a broker."""
    tree = draft.tree
    if not draft.of("broker") or not any(tree.arms(h) for h in draft.of("items")):
        return False
    third = [h for h in draft.of("recipient") if tree.party(h)]
    return bool(third) or bool(draft.args.get("out of"))


def is_a_broker(draft: Draft) -> bool:
    """A party is called a broker, middleman or intermediary, or acts as one."""
    tree = draft.tree
    role = tree.tokens[draft.index].head
    if tree.tokens[draft.index].dep == "pobj" and tree.lows[role] == "as":
        verb = tree.tokens[role].head
        if tree.lemmas[verb] in ("act", "serve", "work", "operate", "function"):
            draft.put("broker", *[h for h in draft.args.get("subj") if tree.party(h)])
            return bool(draft.of("broker"))
    return any(tree.cls(h) in ("firm", "person", "name") for h in draft.of("broker"))


def deal_between(draft: Draft) -> bool:
    """A deal in arms between two parties: who gives and who gets stays open."""
    tree = draft.tree
    pair = {tree.country(h) or tree.lows[h] for h in draft.of("parties") if tree.party(h)}
    named = any(tree.arms(h) for h in draft.of("items")) or tree.arms(draft.index) or _deals_in_arms(draft, draft.index)
    draft.kind = StatementKind.BROKERING if draft.of("broker") else StatementKind.INVOLVEMENT
    draft.core = False
    return len(pair) > 1 and named


def payment_is_made(draft: Draft) -> bool:
    """Somebody pays, or goods are paid for in money, narcotics, gold or other goods. Supplier is who pays, recipient who is
    paid."""
    tree = draft.tree
    if any(tree.lows[h] in ("anyone", "anybody", "whoever", "everyone") for h in draft.of("supplier")):
        return False
    paid = [h for h in draft.of("payment") if tree.cls(h) in PAYMENTS]
    for head in [h for h in draft.of("payment") if tree.arms(h)]:  # `the arms were paid for`
        draft.slots["payment"].remove(head)
        draft.put("items", head)
    gone = [h for h in draft.of("payment") if h not in paid and (tree.party(h) or tree.lows[h] in _PAID_ONES)]
    for head in gone:
        draft.slots["payment"].remove(head)
        draft.put("recipient", head)
    if draft.args.passive and draft.of("recipient") and not draft.of("supplier"):
        draft.put("supplier", *[h for h in draft.args.get("from") if tree.party(h)])
    if (
        tree.tokens[draft.index].pos == "VERB"
        and draft.args.get("obj")
        and not paid
        and not any(tree.party(h) or tree.lows[h] in _PAID_ONES or tree.cls(h) in PAYMENTS for h in draft.args.get("obj"))
    ):
        return False  # `pay attention`, `pay a visit`
    return bool(paid or draft.of("recipient") or draft.of("items")) and (bool(paid) or _money_near(draft))


def _money_near(draft: Draft) -> bool:
    tree = draft.tree
    return any((e := tree.mentions[k]) is not None and e.cls in PAYMENTS for k in tree.under(draft.index)) or tree.lemmas[
        draft.index
    ] in ("pay", "payment", "settle", "finance", "bankroll")


def money_changes_hands(draft: Draft) -> bool:
    """What is given, sent or received is money, gold, narcotics or another means of payment, not arms. Received: the subject is
    paid."""
    tree = draft.tree
    objects = draft.of("payment")
    paid = [h for h in objects if tree.cls(h) in PAYMENTS and not tree.arms(h)]
    if not paid or any(tree.arms(h) for h in objects):
        return False
    draft.slots["payment"] = [h for h in objects if h in paid or h in draft.args.get("obj")]
    if tree.lemmas[draft.index] in ("receive", "accept", "get", "collect"):
        payees = [h for h in draft.of("supplier") if h in draft.args.get("subj")]
        draft.slots["supplier"] = [h for h in draft.of("supplier") if h not in payees]
        draft.put("recipient", *payees)
    for head in [h for h in draft.of("items") if tree.party(h)]:  # `a credit that X opened for Y`
        draft.slots["items"].remove(head)
        draft.put("recipient", head)
    if not draft.of("recipient"):
        draft.put("recipient", *[k for h in draft.of("items") for k in tree.of(h, "from") if tree.country(k)])
    bare = {tree.cls(h) for h in paid} <= {"barter"} and not (
        draft.of("supplier") and (draft.of("recipient") or draft.of("items"))
    )
    return not bare or _armed_sentence(draft)


def goods_for_goods(draft: Draft) -> bool:
    """Arms are bartered, or bought against narcotics, gold or goods: a payment, with what is given in return."""
    tree = draft.tree
    price = draft.row.needs == "againstpay" and draft.args.get("for")
    if price and all(tree.cls(h) == "money" for h in draft.of("payment") if h in price):
        return False  # `received six drones from X for 69 million dollars`: a supply with its price
    if any(tree.arms(h) for h in draft.of("payment")) and not any(tree.arms(h) for h in draft.of("items")):
        draft.slots["items"], draft.slots["payment"] = draft.of("payment"), draft.of("items")  # airliners for munitions
        return True
    paid = [h for h in draft.of("payment") if tree.cls(h) in PAYMENTS or tree.cls(h) in ("civil", "force")]
    draft.slots["payment"] = paid
    return bool(paid) and (
        any(tree.arms(h) or tree.cls(h) in ("cargo", "pronoun", "trade") for h in draft.of("items")) or _armed_sentence(draft)
    )


def proceeds_moved(draft: Draft) -> bool:
    """Proceeds are laundered or moved through accounts."""
    return any(draft.tree.cls(h) in PAYMENTS for h in draft.of("payment"))


def technology_passes(draft: Draft) -> bool:
    """Drawings, software, designs or know-how pass, or weapons are copied or made under licence: technology, not a cargo."""
    tree = draft.tree
    return any(tree.cls(h) == "technology" or tree.arms(h) for h in draft.of("items"))


def cargo_is_destined(draft: Draft) -> bool:
    """Arms are intended, destined or bound for somebody: a transfer that is meant, whether or not it came about."""
    tree = draft.tree
    recipients = [h for h in draft.of("recipient") if tree.cls(h) in _STRONG]
    draft.slots["recipient"] = recipients
    passive = draft.args.passive or tree.tokens[draft.index].tag == "VBN"
    if not recipients and draft.of("route"):
        draft.kind = StatementKind.TRANSPORT
        return passive and any(tree.arms(h) or tree.cls(h) == "cargo" for h in draft.of("items"))
    return passive and bool(recipients) and any(tree.arms(h) or tree.cls(h) in ("cargo", "pronoun") for h in draft.of("items"))
