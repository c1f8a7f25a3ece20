"""The features of a pair of statements: structured keys set side by side. Weights: `weights.WEIGHTS`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log10

from headstamp.core.statement import Amount
from headstamp.reason.corroborate import weights as w
from headstamp.reason.corroborate.facts import NEAR, Facts
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Voice, Why

Feature = tuple[str, float, str]
"""Name in `WEIGHTS`, how much of its weight (1 = all), and what was found."""


class Comparer:
    """Compares pairs out of one set of facts; names that stand in many statements of the set weigh less."""

    def __init__(self, facts: Sequence[Facts], lexicon: Lexicon, voices: Mapping[str, Voice] | None = None) -> None:
        self.lexicon = lexicon
        self.voices = voices or {}
        self.count = len(facts)
        self.names = Counter(name for fact in facts for name in fact.names)
        self.mentions = Counter(name for fact in facts for name in fact.named)
        self.settings = Counter(name for fact in facts for name in fact.scene)

    def compare(self, a: Facts, b: Facts, least: float = 0.0) -> tuple[float, tuple[Why, ...]]:
        """(score in 0..1, its features with weights), the same for either order of the pair; no features below `least`."""
        first, second = (a, b) if a.id <= b.id else (b, a)
        found = [(name, round(w.WEIGHTS[name].log_odds * share, 3), told) for name, share, told in self._features(first, second)]
        odds = 10.0 ** (w.PRIOR.log_odds + sum(weight for _, weight, _ in found))
        score = round(odds / (1 + odds), 4)
        if score < least:
            return score, ()
        return score, tuple(Why(rule=name, weight=weight, sentence=told) for name, weight, told in found)

    def _features(self, a: Facts, b: Facts) -> Iterator[Feature]:
        for part in _PARTS:
            yield from part(a, b)
        yield from self._goods(a, b)
        yield from self._shared_names(a, b)
        v, u = self.voices.get(a.id), self.voices.get(b.id)
        if v and u and v.key == u.key and a.statement.document != b.statement.document and not v.key.startswith("unnamed:"):
            yield "same_voice", 1.0, v.label

    def _goods(self, a: Facts, b: Facts) -> Iterator[Feature]:
        if a.calibres and b.calibres:
            yield ("same_calibre" if a.calibres & b.calibres else "other_calibre", 1.0, _sides(a.calibres, b.calibres))
        if not a.sorts or not b.sorts:
            return
        if shared := a.sorts & b.sorts:
            yield "same_goods", 1.0, _names(shared)
        elif any(self.lexicon.within(x, y) or self.lexicon.within(y, x) for x in a.sorts for y in b.sorts):
            yield "wider_goods", 1.0, _sides(a.sorts, b.sorts)
        else:
            yield "other_goods", 1.0, _sides(a.sorts, b.sorts)

    def _shared_names(self, a: Facts, b: Facts) -> Iterator[Feature]:
        """Names of slots; where those do not meet, names of the sentences; and for two texts the names told around both."""
        if shared := a.names & b.names:
            yield "shared_name", self._rarity(shared, self.names), f"{len(shared)} name keys"
        elif shared := a.named & b.named:
            yield "shared_mention", self._rarity(shared, self.mentions), f"{len(shared)} name keys of the sentences"
        if a.statement.document == b.statement.document:
            return
        if shared := (a.scene & b.scene) - (a.named & b.named):
            yield "same_setting", self._rarity(shared, self.settings), f"{len(shared)} name keys told around both"
        elif shared := a.story & b.story:
            yield "same_story", 1.0, f"{len(shared)} name keys in both texts"

    def _rarity(self, shared: frozenset[str], counts: Counter[str]) -> float:
        """The share of a weight that the rarest of the names is worth."""
        rarest = min(counts.get(name, 1) for name in shared)
        share = min(w.MOST_RARITY, 0.5 + log10(max(w.SMALL_SET, self.count) / (rarest + 1)))
        return max(0.25, round(share, 2))


def _kinds(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.account != b.account:
        if a.sorts & b.sorts or a.states & b.states or a.names & b.names:
            yield "other_account", 1.0, "one of them is an explanation or possibility"
    elif a.group == b.group or (a.denial and b.denial):
        yield "same_kind", 1.0, a.group
    elif "denial" in (a.group, b.group) or a.denial != b.denial:
        yield "near_kind", 1.0, f"{a.group} and {b.group}"
    else:
        yield ("near_kind" if frozenset((a.group, b.group)) in NEAR else "far_kind"), 1.0, f"{a.group} and {b.group}"
    if a.denial != b.denial and a.states & b.states:
        yield "answers", 1.0, "one of them is a denial"
    elif a.stance * b.stance < 0 and a.unit and a.unit == b.unit:
        yield "answers", 1.0, "one of them is taken back"


def _parties(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.group == "pay" and b.group == "pay":
        yield from _payers(a, b)
        return
    apart = [(x, y) for x, y in ((a.suppliers, b.suppliers), (a.recipients, b.recipients)) if x and y and not x & y]
    if apart and a.account == b.account:
        yield "other_side", float(len(apart)), "; ".join(_sides(x, y) for x, y in apart)
        return
    if apart:
        return
    if a.suppliers & b.suppliers and a.recipients & b.recipients:
        yield "same_pair", 1.0, f"{_names(a.suppliers & b.suppliers)} to {_names(a.recipients & b.recipients)}"
    elif len(a.states & b.states) > 1:
        yield "same_states", 1.0, _names(a.states & b.states)
    elif a.states & b.states:
        yield "one_side", 1.0, _names(a.states & b.states)
    elif (a.states and a.states & b.places) or (b.states and b.states & a.places):
        yield "one_side", 0.75, "a place or body of the other's party"
    elif a.places & b.places:
        yield "one_side", 0.75, _names(a.places & b.places)
    elif shared := a.all_states & b.all_states:
        yield "told_states", 1.0, _names(shared)
    elif a.all_states and b.all_states and not a.scene & b.scene:
        yield "nothing_shared", 1.0, _sides(a.all_states, b.all_states)


def _payers(a: Facts, b: Facts) -> Iterator[Feature]:
    """The direction of a payment is read in two ways (of the money or of the service), so only the parties count."""
    shared = a.states & b.states
    if shared:
        yield ("same_states" if len(shared) > 1 else "one_side"), 1.0, _names(shared)
    elif a.states and b.states:
        yield "other_side", 1.0, _sides(a.states, b.states)


def _dates(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.first and a.last and b.first and b.last:
        gap = max((b.first - a.last).days, (a.first - b.last).days)
        told = f"{a.first}/{a.last} and {b.first}/{b.last}"
        if gap > 0:
            share = 0.4 if gap <= w.FAR_DAYS else 1.0
            yield ("dates_near", 1.0, told) if gap <= w.NEAR_DAYS else ("dates_apart", share, told)
        else:
            yield ("same_days" if max(a.days, b.days) <= w.MONTH else "dates_meet"), 1.0, told
    for dated, undated in ((a, b), (b, a)):
        if dated.last and not undated.first and undated.said and (undated.said - dated.last).days > 2 * w.FAR_DAYS:
            yield "long_before", 1.0, f"{dated.last} and a report of {undated.said}"
    if a.said and b.said and a.statement.document != b.statement.document and abs((a.said - b.said).days) <= w.TOGETHER_DAYS:
        yield "told_together", 1.0, f"{a.said} and {b.said}"


def _amounts(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.amount is not None and b.amount is not None and one_unit(a, b):
        told = f"{_told(a.amount)} and {_told(b.amount)} {a.unit}"
        yield ("same_count" if meet(a.amount, b.amount) else "another_count"), 1.0, told
    if a.value is not None and b.value is not None and a.value.unit == b.value.unit and meet(a.value, b.value):
        yield "same_sum", 1.0, f"{_told(a.value)} {a.value.unit}"
    if shared := a.paid & b.paid:
        yield "same_payment", 1.0, _names(shared)
    if shared := a.carriers & b.carriers:
        yield "same_carrier", 1.0, _names(shared)
    if shared := a.declared & b.declared:
        yield "same_cover", 1.0, _names(shared)


def one_unit(a: Facts, b: Facts) -> bool:
    """The same unit, or a bare figure told next to one with a unit: `they had put the figure at 11`."""
    if a.unit and b.unit:
        return a.unit == b.unit
    beside = a.statement.document == b.statement.document and abs(a.at - b.at) <= w.NEXT
    return beside and bool(a.unit or b.unit) and a.group == b.group


def _wording(a: Facts, b: Facts) -> Iterator[Feature]:
    if a.statement.document == b.statement.document:
        s, t = a.statement.span, b.statement.span
        if s.start < t.end and t.start < s.end:
            yield ("one_list" if _listed_together(a, b) else "same_sentence"), 1.0, "the sentences overlap"
        elif abs(a.at - b.at) <= w.NEXT:
            yield "next_sentence", 1.0, "one after the other"
        elif not (a.account or b.account):
            yield "far_in_text", 1.0, f"{abs(a.at - b.at)} statements apart"
        return
    if (share := resemblance(a, b)) >= w.QUARTER:
        yield ("same_words" if share >= w.HALF else "like_words"), 1.0, f"{share:.0%} of the runs of words"


def _listed_together(a: Facts, b: Facts) -> bool:
    """One kind and stance, and another client or other goods: the reader made two statements of one list."""
    if a.group != b.group or a.stance != b.stance or a.account != b.account:
        return False
    named = a.recipients != b.recipients or a.suppliers != b.suppliers or a.sorts != b.sorts or a.names != b.names
    return named or a.statement.kind is b.statement.kind


_PARTS: tuple[Callable[[Facts, Facts], Iterator[Feature]], ...] = (_kinds, _parties, _dates, _amounts, _wording)


def resemblance(a: Facts, b: Facts) -> float:
    """Share of runs of words that both have (Jaccard), 0 where either sentence is short."""
    if min(len(a.shingles), len(b.shingles)) < w.LEAST_SHINGLES:
        return 0.0
    return len(a.shingles & b.shingles) / len(a.shingles | b.shingles)


def meet(a: Amount, b: Amount) -> bool:
    """Whether two exact amounts agree, to a tenth where one is approximate. An open interval (`at least 11`) agrees with
    nothing but itself: it says a bound and no number."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return (a.low, a.high) == (b.low, b.high)
    slack = 0.1 * max(abs(a.high), abs(b.high)) if a.approximate or b.approximate else 0.0
    return a.low - slack <= b.high and b.low - slack <= a.high


def _told(amount: Amount) -> str:
    if amount.low is not None and amount.low == amount.high:
        return f"{amount.low:,g}"
    if amount.high is None:
        return f"at least {amount.low:,g}" if amount.low is not None else "some"
    return f"up to {amount.high:,g}" if amount.low is None else f"{amount.low:,g} to {amount.high:,g}"


def _names(found: frozenset[str]) -> str:
    return ", ".join(sorted(found))


def _sides(a: frozenset[str], b: frozenset[str]) -> str:
    return f"{_names(a)} against {_names(b)}"
