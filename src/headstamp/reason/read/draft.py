"""A statement in the making: a predicate, the table row that reads it, and the noun phrases in its slots."""

from __future__ import annotations

from dataclasses import dataclass, field

from headstamp.core.statement import StatementKind
from headstamp.reason.read.arguments import Arguments, arguments
from headstamp.reason.read.tree import ARMS, PLACES, Tree
from headstamp.reason.read.words import words
from headstamp.reference.reading_rows import PredicateRow

_NEAR = words(
    "to from into via through by with between for on aboard as in at off across against near under beneath inside over along"
)
_RECEIVERS = frozenset(("state", "capital", "people", "body", "group", "firm"))
_NO_PARTY = frozenset(("cargo", "trade", "mark", "money", "drug", "barter", "civil", "partitive", "record"))
_PROGRAMMES = words("programme program project industry sector complex establishment effort arsenal inventory stockpile")
_CARRIED_BY = frozenset(("vessel", "vehicle"))
_BETWEEN = words("intermediary middleman broker dealer agent network trader facilitator representative go-between")
_TO_A_PARTY = words("give gift hand sell supply provide donate present grant furnish lend loan offer")
_ARMS_ITS_OWN = words("equip outfit arm rearm re-arm kit stock supply provide")
_SUPPLY = frozenset((StatementKind.TRANSFER, StatementKind.BROKERING, StatementKind.PROCUREMENT_ATTEMPT))
_HOLDS = words("operate use field have possess hold deploy fly employ keep include contain own display parade fire launch")
_NO_GIVER = words(
    "occasion case attempt effort plan scheme operation war conflict fighting crisis way need demand evidence "
    "accusation allegation investigation law sanction embargo resolution year"
)
_DOES = words(
    "make carry conduct effect undertake execute perform do begin start commence launch resume continue complete finish conclude "
    "increase expand accelerate intensify step maintain keep sustain renew repeat engage involve participate attempt try plan "
    "prepare organise organize arrange approve authorise authorize clear license permit agree sign promise offer pledge announce "
    "admit acknowledge deny suspend stop cease halt pause freeze end cut reduce slow curb limit delay postpone cancel proceed go "
    "be have negotiate consider rule exclude rush speed boost double triple ramp implicate"
)  # fmt: skip
_FORCES = words("army force forces military police navy guard troop soldier fleet unit brigade marine gendarmerie militia")


@dataclass
class Draft:
    """`slots` = field -> heads of noun phrases, in the order of the text; `carried` = heads taken from another sentence."""

    tree: Tree
    index: int
    row: PredicateRow
    args: Arguments
    kind: StatementKind
    slots: dict[str, list[int]] = field(default_factory=dict)
    carried: set[int] = field(default_factory=set)
    rules: list[str] = field(default_factory=list)
    core: bool = True
    interdicted: bool = False
    realis_intended: bool = False

    def of(self, name: str) -> list[int]:
        """The heads in a slot."""
        return self.slots.get(name, [])

    def put(self, name: str, *heads: int) -> None:
        """Add heads to a slot, each once."""
        here = self.slots.setdefault(name, [])
        here.extend(head for head in heads if head not in here)

    def drop(self, name: str) -> list[int]:
        """Empty a slot and hand back what was in it."""
        return self.slots.pop(name, [])


def drafts(tree: Tree, index: int) -> list[Draft]:
    """One draft for each table row that the word at `index` may be read by, its slots filled from the parse."""
    token = tree.tokens[index]
    pos = "NOUN" if token.pos == "PROPN" else token.pos
    rows = tree.lexicon.predicates.get((tree.lemmas[index], pos), ())
    if not rows:
        return []
    args = arguments(tree, index)
    return [_fill(tree, index, row, args) for row in rows]


def _fill(tree: Tree, index: int, row: PredicateRow, args: Arguments) -> Draft:
    draft = Draft(tree, index, row, args, row.kind)
    names = dict.fromkeys(name for name, _ in row.roles)
    extra = _beside_objects(tree, index, args, [name for name in names if name in _NEAR or " " in name])
    for name, told in row.roles:
        role, _, flag = told.partition(":")
        heads = args.get(name) or extra.get(name, [])
        if name in ("subj", "by") and row.needs in ("goods", "strict"):
            heads = [h for h in heads if _does_it(tree, index, h)]
        if not heads or (name == "subj" and _owned(tree, args, row, role)):
            continue
        if flag == "third":
            _for_a_third(draft, heads)
        elif flag == "swap":
            _with_goods(draft, heads)
        else:
            _into(draft, name, role, heads)
    _origin_before_agent(draft)
    _given_to_subject(draft)
    _recipient_in_the_goods(draft)
    swaps = any(told.endswith(":swap") for _, told in row.roles)
    if swaps and not draft.of("recipient") and draft.of("items") and all(tree.cls(h) in _RECEIVERS for h in draft.of("items")):
        draft.put("recipient", *draft.drop("items"))  # `has been supplying those groups`
    _named_after_to(draft)
    _for_whom_besides(draft)
    _its_own_forces(draft)
    _whoever_holds_it(draft)
    return draft


def _for_a_third(draft: Draft, heads: list[int]) -> None:
    """Whom somebody buys for: the party is the recipient, and a person or firm that buys for it the broker."""
    tree = draft.tree
    for head in (h for h in heads if (tree.party(h) and not _model(tree, h)) or _programme(tree, h)):
        subjects = [h for h in draft.of("recipient") if h in draft.args.get("subj")]
        if subjects and all(tree.cls(h) in ("person", "firm", "name", "pronoun") for h in subjects):
            draft.slots["recipient"] = [h for h in draft.of("recipient") if h not in subjects]
            draft.put("broker", *subjects)
        if not draft.of("recipient") or draft.of("broker"):
            draft.put("recipient", head)


def _with_goods(draft: Draft, heads: list[int]) -> None:
    """`armed X with rockets`: what stands after `with` are the goods, and the object is who gets them."""
    tree = draft.tree
    if any(tree.arms(h) or tree.cls(h) in (*ARMS, "component", "force", "civil", "cargo", "money") for h in heads):
        got = draft.drop("items") + draft.args.get("obj")  # a state is no item, and is among the objects only
        owners = [k for h in got if tree.arms(h) for k in tree.kids(h, "poss") if tree.country(k)]  # fed X's guns with
        draft.put("recipient", *[h for h in got if tree.party(h) or tree.cls(h) == "pronoun"], *owners)
        draft.put("items", *heads)


def _into(draft: Draft, name: str, role: str, heads: list[int]) -> None:
    """An argument into its slot, or into the one where it really belongs."""
    tree, row = draft.tree, draft.row
    if name == "subj" and role == "supplier" and draft.args.passive and all(tree.cls(h) in _CARRIED_BY for h in heads):
        role = "vehicle"
    if name == "by" and draft.args.passive and role in ("mode", "route"):
        return
    if name == "subj" and any(tree.cls(h) == "vessel" for h in heads):  # `four ships, the A, the B and the C, ferried`
        draft.put("vessel", *[h for h in heads if tree.cls(h) == "name"])
        heads = [h for h in heads if tree.cls(h) != "name"]
    if role in ("supplier", "recipient") and row.kind in _SUPPLY:
        heads = [h for h in heads if tree.cls(h) != "other" or not _no_person(tree, h)]
    for head in heads:
        draft.put(*_placed(tree, role, name, head, ("subj", "recipient") in row.roles))


def _recipient_in_the_goods(draft: Draft) -> None:
    """`sent the DPRK aircraft`: the parser takes the name for a part of the goods."""
    tree, index = draft.tree, draft.index
    takes = any(name == "iobj" for name, _ in draft.row.roles)
    if not takes or draft.of("recipient") or tree.tokens[index].pos != "VERB" or draft.args.passive:
        return
    for head in draft.args.get("obj"):
        for kid in tree.kids(head, "compound", "nmod"):
            entry = tree.mentions[kid]
            first = kid
            while first > index + 1 and tree.tokens[first - 1].dep == "compound" and tree.mentions[first - 1] is entry:
                first -= 1
            beside = entry is not None and entry.cls in ("state", "capital", "group", "body") and 0 < first - index <= 2
            if beside and (first - index == 1 or tree.lows[first - 1] == "the"):
                draft.put("recipient", kid)


def _named_after_to(draft: Draft) -> None:
    """Whom one sells or hands to is somebody, though no table has the name."""
    tree = draft.tree
    if draft.of("recipient") or tree.lemmas[draft.index] not in _TO_A_PARTY:
        return
    route = draft.of("route")
    named = [h for h in draft.args.get("to") if tree.cls(h) == "place" and tree.tokens[h].pos == "PROPN" and h in route]
    draft.put("recipient", *named)
    draft.slots["route"] = [h for h in route if h not in named]


def _whoever_holds_it(draft: Draft) -> None:
    """`the air force flies drones bought from X`, `its arsenal includes rockets supplied by X`: who has the goods got them."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    gives = draft.of("supplier")
    if draft.of("recipient") or not gives or token.dep != "acl" or not draft.args.passive or not tree.arms(token.head):
        return
    verb = tree.tokens[token.head].head
    if tree.tokens[token.head].dep != "dobj" or tree.lemmas[verb] not in _HOLDS or tree.kids(verb, "neg"):
        return
    for subject in tree.kids(verb, "nsubj"):
        stock = tree.lemmas[subject] in ("arsenal", "inventory", "stockpile", "stock", "armoury", "fleet")
        owners = [k for k in (*tree.kids(subject, "poss"), *tree.of(subject, "of")) if tree.party(k)] if stock else [subject]
        sides = {tree.country(h) for h in gives}
        draft.put("recipient", *[h for h in owners if tree.party(h) and tree.cls(h) != "name" and tree.country(h) not in sides])


def _for_whom_besides(draft: Draft) -> None:
    """`smuggled rifles to Libya for the Haftar forces`: one way, which ends with the state that is named."""
    tree, to = draft.tree, draft.args.get("to")
    if draft.tree.tokens[draft.index].pos == "VERB" and any(tree.cls(h) == "state" and h in draft.of("recipient") for h in to):
        inner = [h for t in to for h in tree.of(t, "for")]
        late = [
            h
            for h in (*draft.args.get("for"), *inner)
            if h not in to and tree.cls(h) in ("group", "force") and not tree.country(h)
        ]
        draft.slots["recipient"] = [h for h in draft.of("recipient") if h not in late]


def _its_own_forces(draft: Draft) -> None:
    """`equipped its army with rifles from abroad`: whoever equips its own forces is who gets, and not who supplies."""
    tree, gets = draft.tree, draft.of("recipient")
    own = [
        h
        for h in gets
        if tree.lemmas[h] in _FORCES and any(tree.lows[k] in ("its", "their", "his") for k in tree.kids(h, "poss"))
    ]
    if not own or draft.args.passive or tree.lemmas[draft.index] not in _ARMS_ITS_OWN:
        return
    subject = [h for h in draft.of("supplier") if h in draft.args.get("subj")]
    goods = [*draft.of("items"), draft.index]
    draft.slots["supplier"] = [h for k in goods for h in tree.of(k, "from") if tree.party(h)]
    draft.slots["recipient"] = subject or own


def _does_it(tree: Tree, noun: int, head: int) -> bool:
    """Whether a party beside a noun of supply is said to do it: who resumes a sale does, who condemns, reports or stops it
    does not."""
    if tree.tokens[noun].pos == "VERB" or head in tree.under(noun):
        return True
    verb = tree.tokens[noun].head
    while tree.tokens[verb].pos in ("ADP", "NOUN", "PROPN") and tree.tokens[verb].head != verb:
        verb = tree.tokens[verb].head
    own = tree.cls(head) == "pronoun" and tree.lemmas[verb] in ("know", "recall")  # `said it knew of no sale`
    charged = tree.lemmas[verb] == "responsible"  # has the subject of its `be`
    return charged or tree.tokens[verb].pos not in ("VERB", "AUX") or tree.lemmas[verb] in _DOES or own


def _owned(tree: Tree, args: Arguments, row: PredicateRow, role: str) -> bool:
    """`France spoke of Iran's exports of arms`: a noun of deed that says whose it is takes no subject from the verb above."""
    return row.pos == "NOUN" and ("poss", role) in row.roles and any(tree.country(h) for h in args.get("poss"))


def _given_to_subject(draft: Draft) -> None:
    """`the group was given rifles`: in the passive of a verb with two objects the party before it is who gets."""
    tree, items = draft.tree, draft.of("items")
    takes_two = any(name == "iobj" for name, _ in draft.row.roles)
    if not (draft.args.passive and takes_two) or draft.of("recipient") or not any(tree.arms(h) for h in items):
        return
    parties = [h for h in draft.args.get("obj") if tree.party(h) and not tree.arms(h) and h < draft.index]
    if parties and any(h > draft.index for h in items):
        draft.slots["items"] = [h for h in items if h not in parties]
        draft.put("recipient", *parties)


def _origin_before_agent(draft: Draft) -> None:
    """`smuggled from Libya by a network`, `Iran sent arms from Bandar Abbas`: one supplier. A state that the goods come from
    goes before an agent without a country; beside a state that sends, it is a point of the route."""
    tree, args = draft.tree, draft.args
    hung = [h for h in draft.of("supplier") if draft.kind is StatementKind.TRANSFER and tree.lows[tree.tokens[h].head] == "from"]
    origin = [h for h in draft.of("supplier") if h in args.get("from") or h in hung]
    others = [h for h in draft.of("supplier") if h not in origin]
    if not origin or not others or ("subj", "supplier") not in draft.row.roles:
        return
    if any(tree.country(h) or tree.cls(h) == "pronoun" for h in others):
        draft.slots["supplier"] = others
        draft.put("route", *origin)
    else:
        draft.slots["supplier"] = origin
        draft.put("actor", *others)


def _placed(tree: Tree, role: str, name: str, head: int, buys: bool = False) -> tuple[str, int]:
    """The slot a noun phrase really goes to: a ship is no supplier, a port no recipient, a date nothing at all."""
    cls = tree.cls(head)
    if role == "recipient" and _programme(tree, head):
        return role, head
    if role == "items" and cls in ("time", "number", "state", "capital", "city", "water", "region"):
        return "_", head
    if role in ("supplier", "recipient", "actor", "broker"):
        if cls in _CARRIED_BY:
            return ("vessel" if cls == "vessel" else "vehicle"), head
        if cls == "place" and role == "supplier" and buys and not tree.kids(head, "appos"):
            return role, head  # `bought from X`: a name that no table has is who sells, where it is no city
        if cls in PLACES and role in ("supplier", "recipient"):
            return ("region" if cls == "region" else "route"), head
        if cls in ("time", "number") or tree.lows[head] in ("which", "there", "that", "who", "whom", "what"):
            return "_", head
        if name == "from" and cls == "other" and not tree.country(head):
            return "_", head
        if (
            role == "recipient"
            and name == "for"
            and cls not in ("state", "capital", "people", "body", "group", "firm", "name", "person")
        ):
            return "_", head
        if role in ("supplier", "recipient") and (
            tree.lemmas[head] in _NO_GIVER
            or tree.arms(head)
            or cls in _NO_PARTY
            or tree.lemmas[head] in ("%", "percent", "cent", "each")
        ):
            return "_", head
    if role == "route" and name in ("through", "via") and (cls in ("firm", "person") or tree.lemmas[head] in _BETWEEN):
        return "broker", head  # bought through a trader: he stands between the two
    if role in ("route", "place", "_") and cls in ("time", "number"):
        return "_", head
    if role in ("route", "place") and cls in _CARRIED_BY:
        return ("vessel" if cls == "vessel" else "vehicle"), head
    if role == "vehicle" and cls not in _CARRIED_BY:
        return (
            "place"
            if name in ("on", "in", "aboard", "from", "onto", "into") and cls in PLACES
            else "_"
            if name != "subj"
            else "actor"
        ), head
    if role == "vehicle" and cls == "vessel":
        return "vessel", head
    if role == "items" and name == "for" and tree.party(head) and not tree.arms(head):
        return "_", head
    return role, head


def _model(tree: Tree, head: int) -> bool:
    """`spare parts for its F-14s`: a name with a number in it is a thing."""
    return tree.cls(head) == "name" and any(sign.isdigit() for sign in tree.lows[head])


def _programme(tree: Tree, head: int) -> bool:
    """`for Iran's missile programme`: whoever runs it gets."""
    return tree.lemmas[head] in _PROGRAMMES and bool(tree.country(head))


def _no_person(tree: Tree, head: int) -> bool:
    """A common noun that no table has and that names no doer: occasions, a listing, the sea. It gives and gets nothing."""
    doer = tree.lemmas[head].endswith(("er", "or", "ist", "man", "ian", "ee", "ant"))
    return tree.tokens[head].pos == "NOUN" and not doer and not tree.country(head)


def _beside_objects(tree: Tree, index: int, args: Arguments, names: list[str]) -> dict[str, list[int]]:
    """Prepositions that the parser hung on the object instead of the predicate: `carrying rifles from Iran to Yemen`."""
    found: dict[str, list[int]] = {}
    heads = [h for name in ("obj", "of", "to", "from", "for") for h in args.get(name)]
    seen = list(heads)
    for head in heads:
        seen += [kid for of in tree.kids(head, "prep") if tree.lows[of] == "of" for kid in tree.kids(of, "pobj")]
    for head in seen:
        for kid in tree.children[head]:
            if tree.tokens[kid].dep == "acl" and tree.lexicon.says("intendadj", tree.lows[kid]):
                for prep in tree.kids(kid, "prep"):
                    if tree.lows[prep] in ("for", "to"):
                        found.setdefault("to", []).extend(h for p in tree.kids(prep, "pobj") for h in tree.with_conjuncts(p))
            if tree.tokens[kid].dep not in ("prep", "agent") or (
                kid < index and tree.tokens[index].pos == "VERB" and not args.passive
            ):
                continue
            name = tree.lows[kid]
            objects = [h for p in tree.kids(kid, "pobj") for h in tree.with_conjuncts(p)]
            if name == "by":
                for p in tree.kids(kid, "pobj"):
                    if tree.lemmas[p] == "way":
                        name, objects = "by way of", tree.of(p, "of")
            if name in names and not args.get(name):
                found.setdefault(name, []).extend(h for h in objects if h not in found.get(name, []))
    return found
