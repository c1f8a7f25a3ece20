"""Rules of who stands behind a firm or ship: owners, officers, fronts and subsidiaries, agents. Docstrings are public."""

from __future__ import annotations

from headstamp.reason.read.carry import stands_for
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_FIRMS = words(
    "company firm corporation entity enterprise business airline carrier bank shop factory plant yard shipyard network fleet "
    "subsidiary outfit concern holding conglomerate consortium cooperative foundry mine smelter trader exporter importer "
    "manufacturer dealership operator supplier forwarder brokerage partnership trust shell front affiliate venture warehouse "
    "account both each charity foundation agency shipper consignee companies firms entities vessel ship freighter aircraft"
)
_OWNS = words("own co-own found co-found incorporate")  # what is owned may be a name that nothing else tells of
_OFFICES = words(
    "director owner co-owner manager shareholder stakeholder proprietor founder co-founder beneficiary ceo partner nominee "
    "representative trustee chairman chairwoman chairperson"
)  # the other words of an office are as often of a state or an army: they want a firm by name
_POSTS = words("post position role office title job rank capacity")
_SHARES = words("stake share interest shareholding")
_HIDDEN = words("front shell subsidiary affiliate branch arm alias cover cut-out cutout offshoot division proxy")
_FRONT = words("front shell cover proxy sham paper")


def is_firm(tree: Tree, head: int, named: bool = False) -> bool:
    """Whether a noun phrase is a firm or ship; with `named`, also a name that nothing else tells of."""
    if tree.cls(head) in ("firm", "vessel") or tree.lemmas[head] in _FIRMS or tree.lows[head] in _FIRMS:
        return not tree.country(head) or tree.cls(head) in ("firm", "vessel") or tree.tokens[head].pos != "PROPN"
    return named and tree.cls(head) == "name"


def _behind(tree: Tree, head: int) -> bool:
    if tree.lows[head] in ("he", "she", "him"):
        return True
    return tree.cls(head) in ("person", "firm", "name", "body", "group", "state", "force", "people") and not (
        tree.tokens[head].pos == "NOUN" and tree.cls(head) == "name"
    )


def _own(draft: Draft, targets: list[int], owners: list[int]) -> bool:
    """Keep what is owned and who owns it; both must be there and differ."""
    tree = draft.tree
    # `Norinco, a company that the state owns`: what is owned has a name
    named = [
        tree.tokens[h].head if tree.tokens[h].dep == "appos" and tree.tokens[tree.tokens[h].head].pos == "PROPN" else h
        for h in targets
    ]
    draft.slots["target"] = targets = list(dict.fromkeys(named))
    draft.slots["persons"] = list(dict.fromkeys(h for h in owners if h not in targets))
    return bool(targets and draft.of("persons"))


def party_owns(draft: Draft) -> bool:
    """A firm or ship is owned, controlled, founded or run by somebody."""
    tree = draft.tree
    if tree.tokens[draft.index].dep == "amod" and tree.lemmas[draft.index] == "own":
        return _owned_by_name(draft)
    named = tree.lemmas[draft.index] in _OWNS or (draft.args.passive and bool(draft.args.get("by")))
    owned = [h for h in draft.of("target") if is_firm(tree, h, named)]
    return _own(draft, owned, [h for h in draft.of("persons") if _behind(tree, h)])


def _owned_by_name(draft: Draft) -> bool:
    """`a German-owned vessel`, `Azerbaijani state-owned Silk Way Airlines`: the owner stands in the word."""
    tree = draft.tree
    head = tree.tokens[draft.index].head
    inside = [*tree.kids(draft.index, "npadvmod", "compound", "amod", "advmod"), *tree.kids(head, "amod", "compound", "nmod")]
    owners = [k for k in inside if (e := tree.mentions[k]) is not None and e.country and k < draft.index]
    one = tree.tokens[head].tag != "NNS"  # `state-owned enterprises` names nobody
    return _own(draft, [head] if one and is_firm(tree, head, named=True) else [], owners[:1])


def firm_is_set_up(draft: Draft) -> bool:
    """A firm is set up by somebody, or registered to somebody."""
    tree = draft.tree
    if tree.lemmas[draft.index] == "set" and not any(tree.lows[k] == "up" for k in tree.kids(draft.index, "prt")):
        return False
    if tree.lemmas[draft.index] == "register" and not draft.args.get("to"):
        return False
    return party_owns(draft)


def holds_an_office(draft: Draft) -> bool:
    """Somebody is the director, owner or manager of a firm or ship, or holds a share in it."""
    tree = draft.tree
    lemma = tree.lemmas[draft.index]
    targets = [tree.antecedent(h) for h in draft.of("target")]
    targets += [k for k in tree.kids(draft.index, "compound") if tree.cls(k) == "firm"]
    owned = [h for h in targets if is_firm(tree, h, lemma in _OFFICES) or (tree.cls(h) == "pronoun" and _its_firm(tree, h))]
    owners = [h for h in (*draft.of("persons"), *_named_beside(tree, draft.index)) if tree.cls(h) in ("person", "name", "firm")]
    if lemma in _OFFICES:  # `he acts as the representative of X`
        owners += [h for h in draft.of("persons") if tree.lows[h] in ("he", "she")]
    if not owners:  # `the director of X, Y`, where the parser hung Y on X
        owners = [k for h in owned for k in tree.kids(h, "appos") if tree.cls(k) == "person"]
    owners += [h for h in draft.of("persons") if lemma in _OFFICES and is_firm(tree, h) and h not in owned]
    if not owners and lemma in _OFFICES:
        owners = [h for h in draft.of("persons") if tree.lemmas[h] in ("brother", "son", "wife", "cousin", "daughter", "father")]
    if lemma in _SHARES:
        verb = tree.tokens[draft.index].head
        while tree.tokens[verb].pos != "VERB" and tree.tokens[verb].head != verb:  # `49 per cent of the shares`
            verb = tree.tokens[verb].head
        if tree.lemmas[verb] not in ("hold", "have", "own", "acquire", "buy"):
            return False
        holders = [h for kid in tree.kids(verb, "nsubj") for h in tree.with_conjuncts(tree.antecedent(kid))]
        owners = [h for h in (*draft.of("persons"), *holders) if _behind(tree, h)]
    if tree.lemmas[tree.tokens[draft.index].head] == "meet":
        return False
    return _own(draft, owned, list(dict.fromkeys(owners)))


def _named_beside(tree: Tree, noun: int) -> list[int]:
    """`managing director Omar Saleh`, `holds the post of director`, `serves as director`: who has the office."""
    token = tree.tokens[noun]
    if token.dep == "compound" and tree.tokens[token.head].pos == "PROPN":
        return [token.head]
    up, found = noun, []
    for _ in range(4):
        head = tree.tokens[up].head
        if head == up:
            break
        if tree.tokens[head].pos in ("VERB", "AUX") and tree.tokens[up].dep in ("prep", "dobj", "attr", "conj"):
            found += [h for kid in tree.kids(head, "nsubj", "nsubjpass") for h in tree.with_conjuncts(tree.antecedent(kid))]
            break
        if tree.tokens[head].pos == "NOUN" and tree.lemmas[head] not in _POSTS:
            break
        up = head
    return found


def _its_firm(tree: Tree, pronoun: int) -> bool:
    """Whether a pronoun stands for a firm or ship."""
    real = stands_for(tree, pronoun, frozenset(("firm", "vessel")))
    return real is not None or any(
        is_firm(tree, k) for k in range(max(0, pronoun - 25), pronoun) if tree.tokens[k].dep.startswith("nsubj")
    )


def is_a_front(draft: Draft) -> bool:
    """A firm is a front, shell, arm, alias or subsidiary of somebody."""
    tree = draft.tree
    lemma = tree.lemmas[draft.index]
    if tree.lows[draft.index] == "arms":
        return False
    beside = {tree.lows[k] for k in tree.kids(draft.index, "amod", "compound", "nmod")}
    if "parent" in beside:  # `X is the parent company of Y`
        draft.slots["target"], draft.slots["persons"] = draft.of("persons"), draft.of("target")
        return is_the_parent(draft)
    if lemma not in _HIDDEN and not beside & _FRONT:
        return False
    targets = [tree.antecedent(h) for h in draft.of("target")] or _named_beside(tree, draft.index)
    if tree.tokens[draft.index].dep == "compound":
        targets = [tree.tokens[draft.index].head]
    owners = [h for h in draft.of("persons") if _behind(tree, h) or tree.cls(h) == "pronoun"]
    return _own(draft, [h for h in targets if is_firm(tree, h, named=True) and tree.cls(h) != "vessel"], owners)


def stands_behind(draft: Draft) -> bool:
    """Somebody stands behind a firm, or sits on its board."""
    tree = draft.tree
    if tree.lemmas[draft.index] == "sit":
        boards = [h for h in draft.args.get("on") if tree.lemmas[h] == "board"]
        draft.slots["target"] = [
            k for h in boards for k in (*tree.of(h, "of"), *tree.kids(h, "poss")) if tree.lemmas[k] != "director"
        ]
    owned = [h for h in draft.of("target") if is_firm(tree, h, named=True) or (tree.cls(h) == "pronoun" and _its_firm(tree, h))]
    owners = [h for h in draft.of("persons") if _behind(tree, h)]
    owners += [k for h in draft.of("persons") for k in tree.kids(h, "appos") if tree.cls(k) in ("person", "name")]
    return _own(draft, owned, owners)


def is_the_parent(draft: Draft) -> bool:
    """A firm or body is the parent of another firm, or the holding that it belongs to."""
    tree = draft.tree
    owned = [h for h in draft.of("target") if is_firm(tree, h, named=True)]
    owners = [h for h in (*draft.of("persons"), *_named_beside(tree, draft.index)) if _behind(tree, h)]
    return _own(draft, owned, owners)


def firm_belongs(draft: Draft) -> bool:
    """A firm or ship belongs to, answers to or is affiliated with somebody."""
    tree = draft.tree
    beside = tree.kids(tree.tokens[draft.index].head, "nsubj", "nsubjpass") if tree.tokens[draft.index].pos == "ADJ" else []
    owned = [h for h in (*draft.of("target"), *beside) if is_firm(tree, h, tree.lemmas[draft.index] != "report")]
    owners = [h for h in draft.of("persons") if _behind(tree, h) or tree.lemmas[h] in ("son", "brother", "relative", "family")]
    return _own(draft, owned, owners)


def acts_for(draft: Draft) -> bool:
    """A person or firm acts for or on behalf of another, represents it or is under its direction."""
    tree = draft.tree
    lemma = tree.lemmas[draft.index]
    targets = draft.args.get("obj") if lemma == "represent" else draft.args.get("on behalf of") or draft.of("target")
    if lemma == "do" and not any(tree.lemmas[h] == "business" for h in draft.args.get("obj")):
        return False
    if lemma in ("work", "operate", "front", "do") and not (draft.args.get("on behalf of") or lemma == "front"):
        targets = [h for h in draft.args.get("for") if tree.cls(h) in ("firm", "body")]
    targets = [h for h in targets if tree.cls(h) in ("firm", "body", "name", "person", "group") and tree.cls(h) != "pronoun"]
    actors = [h for h in draft.of("persons") if tree.cls(h) in ("person", "firm", "name") or is_firm(tree, h)]
    if lemma == "represent":
        targets = [h for h in targets if tree.cls(h) in ("firm", "body")]
    return _own(draft, targets, actors)
