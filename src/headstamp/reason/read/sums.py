"""Rules of figures: counts, shares, prices and values of arms and of their trade. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree
from headstamp.reason.read.words import words

_MEASURES = words(
    "number figure worth value total export import sale share weight stock stockpile price cost proportion percentage count "
    "tally size arsenal purchase spending expenditure volume rate majority estimate holding inventory delivery supply shipment "
    "turnover trade deal contract order transfer consignment procurement"
)
_NO_GOODS = words("people person penalty fine test launch attack strike incident case violation")
_SHARES = words("% percent cent percentage half third quarter fifth tenth majority bulk share proportion fraction")
_OF_WHOLE = words("account comprise constitute represent make form")
_TRENDS = words(
    "increase peak rise grow double triple quadruple climb jump soar surge drop fall decline decrease halve shrink swell"
)
_PRICED = words("cost value price worth")
_PUT = words("put estimate place calculate reckon assess quantify peg")
_STANDS = words("remain circulate exist be")
_MONEY = frozenset(("$", "€", "£", "us$"))
_CURRENCIES = words("dollar euro pound rouble ruble yuan won franc yen rand dirham riyal rial")
_TRADED = words("export import sale purchase trade shipment transfer delivery spending expenditure procurement")
_COUNTED = (*ARMS, "cargo", "trade", "force")
_DEALS = words("deal contract agreement order sale purchase consignment shipment transaction")


def number_is_put(draft: Draft) -> bool:
    """A count, weight, share or price of arms, men or containers, or of their trade: a figure, as an interval."""
    tree = draft.tree
    lemma = tree.lemmas[draft.index]
    below = _below(draft)
    if lemma == "worth" and tree.tokens[draft.index].dep == "acomp":
        draft.put("items", *[h for k in tree.kids(tree.tokens[draft.index].head, "nsubj") for h in tree.with_conjuncts(k)])
    topics = [h for h in draft.of("items") if tree.cls(h) not in ("number", "time") and not _sum(tree, h)]
    if lemma in _PUT and not draft.args.passive:  # who reckons is no part of the sum
        topics = [h for h in topics if h in draft.args.get("obj")]
        below = [k for k in below if not any(k in tree.under(h) for h in tree.kids(draft.index, "nsubj"))]
    armed = [k for k in below if (e := tree.mentions[k]) is not None and e.cls in _COUNTED]
    if any(tree.cls(h) == "civil" or tree.lemmas[k] in _NO_GOODS for h in topics for k in (h, *tree.of(h, "of"))):
        return False
    if lemma == "stand" and not draft.args.get("at"):
        return False
    figured = _figure(draft)
    draft.kind = _kind(tree, lemma, topics, below)
    draft.slots["items"] = [k for h in topics for k in tree.under(h) if k in armed and tree.cls(k) in _COUNTED][:2] or armed[:2]
    measured = any(tree.lemmas[h] in _MEASURES for h in topics)
    if lemma in _TRENDS:
        traded = all(tree.lemmas[h] not in _TRADED or _in_arms(tree, h) for h in topics)
        return (
            bool(armed)
            and measured
            and traded
            and (figured or any(tree.lemmas[h] in _TRADED and _in_arms(tree, h) for h in topics))
        )
    if lemma in _STANDS and lemma != "be":
        return _estimated(tree, topics)
    if not figured:
        return False
    if lemma in _OF_WHOLE:
        return bool(armed) and any(tree.lemmas[k] in _SHARES for k in below)
    if lemma in _PRICED:
        priced = any(tree.arms(h) or tree.cls(h) in ("cargo", "trade") or tree.lemmas[h] in _DEALS for h in topics)
        return priced and any(_money(tree, k) for k in below)
    if lemma == "be":
        return tree.lemmas[tree.tokens[draft.index].head] not in _PUT and _price_is(draft, topics)
    if lemma in _PUT:
        known = bool(armed) or any(tree.lemmas[h] == "figure" for h in topics)
        return known and (measured or draft.args.passive or _estimated(tree, topics))
    return bool(armed) and (measured or any(tree.arms(h) or tree.cls(h) in ("cargo", "force") for h in topics))


def room_is_reckoned(draft: Draft) -> bool:
    """How many shells, rounds or rockets a container, ship or train could hold: a figure that is reckoned and not counted."""
    tree = draft.tree
    could = any(tree.lows[k] in ("could", "can", "would", "might", "may") for k in tree.kids(draft.index, "aux"))
    thought = tree.lemmas[tree.tokens[draft.index].head] in ("think", "estimate", "believe", "reckon", "say")
    thought = thought and tree.tokens[draft.index].dep == "xcomp"
    goods = [h for h in draft.of("items") if tree.arms(h)]
    rooms = [h for h in draft.of("actor") if tree.cls(h) in ("cargo", "vessel", "vehicle", "pronoun")]
    counted = any(tree.tokens[k].pos == "NUM" or tree.cls(k) == "partitive" for h in goods for k in tree.under(h))
    draft.slots["items"] = goods
    draft.drop("actor")
    return bool(could or thought) and bool(goods and rooms) and counted


def _in_arms(tree: Tree, head: int) -> bool:
    return (
        tree.arms(head)
        or any((e := tree.mentions[k]) is not None and e.cls in ARMS for k in tree.under(head))
        or _arms_trade(tree, head)
    )


def _arms_trade(tree: Tree, head: int) -> bool:
    entry = tree.mentions[head]
    return entry is not None and entry.cls == "trade" and entry.words[0] in ("arms", "weapons")


def _below(draft: Draft) -> list[int]:
    """What belongs to the clause of the predicate: clauses with a subject of their own do not."""
    tree, found, stack = draft.tree, [], [draft.index]
    while stack:
        here = stack.pop()
        found.append(here)
        stack += [
            kid
            for kid in tree.children[here]
            if not (
                tree.tokens[kid].pos in ("VERB", "AUX")
                and tree.tokens[kid].dep in ("relcl", "advcl", "ccomp", "conj", "parataxis")
            )
        ]
    if draft.tree.tokens[draft.index].pos == "ADJ":  # `was worth 3 million`: the subject stands with the verb
        found += [k for h in draft.of("items") for k in tree.under(h)]
    return sorted(set(found))


def _figure(draft: Draft) -> bool:
    """Whether a figure stands behind the predicate, or before `worth`: one in the subject alone counts something else."""
    tree = draft.tree
    subjects = {k for h in (*tree.kids(draft.index, "nsubj", "nsubjpass"),) for k in tree.under(h)}
    return any(
        k not in subjects and (tree.tokens[k].pos == "NUM" or tree.lemmas[k] in _SHARES or tree.cls(k) == "partitive")
        for k in _below(draft)
        if k != draft.index
    )


def _sum(tree: Tree, head: int) -> bool:
    return _money(tree, head) or any(tree.lows[k] in _MONEY for k in tree.children[head])


def _money(tree: Tree, index: int) -> bool:
    return tree.lows[index] in _MONEY or tree.lemmas[index] in _CURRENCIES


def _kind(tree: Tree, lemma: str, topics: list[int], below: list[int]) -> StatementKind:
    if lemma in _OF_WHOLE or lemma in _TRENDS or any(tree.lemmas[k] in ("%", "percent", "cent") for k in below):
        return StatementKind.STATISTIC
    if any(tree.lemmas[h] in ("export", "sale", "import", "share", "worth") for h in topics):
        return StatementKind.STATISTIC
    return StatementKind.VALUE if any(_money(tree, k) for k in below) else StatementKind.ESTIMATE


def _estimated(tree: Tree, topics: list[int]) -> bool:
    """`an estimated 15,000 rifles`."""
    return any(
        (tree.arms(h) or tree.cls(h) == "force") and any(tree.lows[k] == "estimated" for k in tree.under(h)) for h in topics
    )


def _price_is(draft: Draft, topics: list[int]) -> bool:
    """`the price of a rifle is 1,100 dollars`, `the total was 40 launchers`."""
    tree = draft.tree
    measured = any(
        tree.lemmas[h] in ("price", "cost", "value", "number", "total", "worth", "share", "count")
        and any((e := tree.mentions[k]) is not None and e.cls in _COUNTED for k in tree.under(h))
        for h in draft.args.get("subj")
    )
    told = [h for h in draft.args.get("attr") if any(tree.tokens[k].pos == "NUM" for k in tree.under(h))]
    return measured and bool(told) and bool(topics)
