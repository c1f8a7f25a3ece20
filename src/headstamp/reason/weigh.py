"""The only place where belief becomes a number. METHOD.md explains every constant here with its literature.

posterior(h) is proportional to prior(h) x product over groups of LR(group | h), with three corrections:
dependent reasons of one group do not add; an answer is never surer than the attribution it rests on; and what rests on
unverified rows alone stays within "likely".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from headstamp.core.claim import Standing
from headstamp.reason.evidence import Target

PRIOR_NONE = 0.25  # a maker that no pack describes, before any mark is read
PRIOR_FALSE = 0.01  # marks removed or false on an item whose marks look as made
PRIOR_FALSE_FLAGGED = 0.30  # the same where the recorder saw removal, overstamping or repainting
UNMATCHED = 0.02  # a known maker whose case head would be unknown to the shelf
UNMATCHED_ELSEWHERE = 0.05  # the same for other marks and for looks, which are described less fully
WORN = 0.2  # the same per unit of lost legibility: a worn head may be any maker's
UNREAD = 1.0  # a code that could not be read, or nothing that bears on the question: every known maker stays possible
LIKELY = 0.79  # ICD 203 "likely" ends at 0.80; unverified rows, contested marks and guessed signs stay within it
UNVERIFIED_SHARE = 0.5  # unverified rows weigh half beside a sourced rival
RIVAL = 0.2  # that fits the marks at least this well
MAX_VOICES = 10  # rows that can add to one attribution; SURE is reached long before
OUTRANKED_SHARE = 0.5  # a row weighs half where a sourced row of a pack with higher priority reads the same mark otherwise
STATE_DOUBT = 0.3  # sources that err mostly err about the plant or the year: this share of a row's doubt is about the state
SURE = 0.985  # no attribution is surer, whatever agrees
MAX_LOG_LR = 5.0
# Products of rough ratios come out too flat; fitted on the tune half of benchmarks/accuracy.py.
SHARPEN = 1.6
DAMPING = 0.5  # each further reason of one group counts half of the one before
STRENGTH = {"high": 2.3, "medium": 1.7, "low": 0.4, "none": 0.0}  # marks, log10 LR
FEATURE_STRENGTH = {"high": 1.6, "medium": 1.0, "low": 0.3, "none": 0.0}  # looks, judged by eye
NOT_A_YEAR = 0.35  # a bare number is a lot, part or plant number at least this often
NOT_A_YEAR_ON_HEAD = 0.10  # in the year's place of a known layout
YEAR_SPREAD = 0.15  # widest half range of a year: no scenario is run for it
LINK_PRIORS = {"lot": 1e-4, "repeat": 1e-4, "producer": 0.01, "family": 0.05}  # two recoveries taken at random
LOT_WITHIN_YEAR = 0.02  # one producer makes tens of lots a year
LINK_SCENARIOS = (0.1, 1.0, 10.0)  # prior odds of a link, for the range
SAME_MODEL_STATED = 1.0  # log10: an equal lot or serial beside an equal maker's code or model, or without
HEAD_IS_LOT = 0.6  # a head that has the form of a lot and no known code is a lot this often
FAMILY_GIVEN_NAME = 0.9  # a model's name, or kind and bore, as recorders use them
MAX_RARITY_OF_LOOKS = 2.0  # log10 LR of one feature, however seldom it was recorded
CODE_UNKNOWN = 0.7  # the shelf cannot say how many makers use a code that it does not know
SCENARIOS = ((0.10, 0.5), (PRIOR_NONE, 1.0), (0.45, 2.0))  # prior of none; width of the field: for the range


@dataclass(frozen=True, slots=True)
class Support:
    """One reason for (or, below zero, against) a target. `attribution` False = it does not say who made it (calibre, context)."""

    group: str
    log_lr: float
    certainty: float
    voices: frozenset[str]
    standing: Standing
    attribution: bool = True
    contested: bool = False  # sources give this mark to more than one state
    guessed: bool = False  # a sign of the code was unread or taken for another: the reading is a guess


@dataclass(frozen=True, slots=True)
class Belief:
    """Probabilities of one question, summing to one, with the lowest and highest value under the other scenarios."""

    targets: dict[Target, float]
    none: float
    false: float
    undecided: float = 0.0  # makers known to the shelf that nothing read tells apart
    low: dict[Target, float] = field(default_factory=dict)
    high: dict[Target, float] = field(default_factory=dict)
    none_range: tuple[float, float] = (0.0, 1.0)
    undecided_range: tuple[float, float] = (0.0, 1.0)
    false_range: tuple[float, float] = (0.0, 1.0)


def log_likelihood(supports: Sequence[Support]) -> float:
    """log10 LR of all supports of one target: the best of each group; looks, which are many and weak, add damped.

    Rows that match one mark are one piece of evidence said several times; their agreement counts in `attribution`.
    """
    groups: dict[str, list[float]] = defaultdict(list)
    for s in supports:
        if not s.group.endswith(" again"):  # said already by another row on the same observation
            groups[s.group].append(s.log_lr)
    total = 0.0
    for group, values in groups.items():
        count = 3 if group == "looks" else 1
        for sign in (1, -1):
            one_side = sorted((v for v in values if v * sign > 0), key=abs, reverse=True)[:count]
            total += sum(v * DAMPING**i for i, v in enumerate(one_side))
    return max(-MAX_LOG_LR, min(MAX_LOG_LR, total))


def attribution(supports: Sequence[Support]) -> float:
    """How sure the link from mark to maker is: independent voices combine, one voice twice does not, unverified is capped."""
    by_voice: dict[frozenset[str], float] = {}
    unverified = 0.0
    for s in supports:
        if not s.attribution or s.log_lr <= 0:
            continue
        if s.standing is Standing.UNVERIFIED:
            unverified = max(unverified, min(LIKELY, s.certainty))
            continue
        sure = 1 - STATE_DOUBT * (1 - s.certainty)
        by_voice[s.voices] = max(sure, by_voice.get(s.voices, 0.0))
    ordered = sorted(by_voice.items(), key=lambda pair: (-pair[1], sorted(pair[0])))[:MAX_VOICES]
    return max(min(SURE, 1 - _miss(ordered)), unverified)


def _miss(rows: Sequence[tuple[frozenset[str], float]]) -> float:
    """Smallest probability that all of a set of rows err, over the sets in which no publisher speaks twice."""
    if not rows:
        return 1.0
    (voices, certainty), rest = rows[0], rows[1:]
    apart = [row for row in rest if not row[0] & voices]
    taken = (1 - certainty) * _miss(apart)
    return taken if len(apart) == len(rest) else min(taken, _miss(rest))


def weigh(
    supports: Mapping[Target, Sequence[Support]],
    *,
    field_size: float,
    unmatched: float = UNMATCHED,
    flagged: bool = False,
    blank: bool = False,
) -> Belief:
    """Belief over targets, known makers that nothing tells apart, "none of those known" and "marks removed or false".

    `field_size`: how many makers the shelf knows for this kind and calibre. `unmatched`: how probable these marks are on
    an item of a known maker whose rows they do not match, against a maker who is not known. `flagged`: the recorder saw a
    mark that is not as made. `blank`: no mark at all, which is no sign of removal by itself.
    """
    runs = [_once(supports, none, max(1.0, field_size * width), unmatched, flagged, blank) for none, width in SCENARIOS]
    main = runs[1]
    low = {t: min(r.targets[t] for r in runs) for t in main.targets}
    high = {t: max(r.targets[t] for r in runs) for t in main.targets}
    return Belief(
        main.targets,
        main.none,
        main.false,
        main.undecided,
        low,
        high,
        (min(r.none for r in runs), max(r.none for r in runs)),
        (min(r.undecided for r in runs), max(r.undecided for r in runs)),
        (min(r.false for r in runs), max(r.false for r in runs)),
    )


def _once(
    supports: Mapping[Target, Sequence[Support]],
    prior_none: float,
    field_size: float,
    unmatched: float,
    flagged: bool,
    blank: bool,
) -> Belief:
    prior_false = PRIOR_FALSE_FLAGGED if flagged else PRIOR_FALSE
    shelf = 1 - prior_none
    field_size = max(field_size, float(len(supports)))
    mass = {t: shelf / field_size * 10 ** log_likelihood(s) for t, s in supports.items()}
    none = prior_none
    undecided = shelf * (1 - len(supports) / field_size) * unmatched
    sure = _certainties(supports, mass)
    none += _misattributed(mass, sure)
    mass = {t: m * sure[t] for t, m in mass.items()}
    named = sum(mass.values())
    false = prior_false / (1 - prior_false) * (named + (none + undecided if flagged and not blank else 0.0))
    total = named + none + undecided + false
    if 0 < named < total:  # the odds of all named targets together, to the power SHARPEN; their order stays
        most = SURE / (1 - SURE) * (total - named) / named  # nothing gets surer than SURE
        factor = min((named / (total - named)) ** (SHARPEN - 1), most)
        mass = {t: m * factor for t, m in mass.items()}
    total = sum(mass.values()) + none + undecided + false
    targets = {t: m / total for t, m in mass.items()}
    return _within_likely(targets, supports, Belief({}, none / total, false / total, undecided / total))


def _certainties(supports: Mapping[Target, Sequence[Support]], mass: Mapping[Target, float]) -> dict[Target, float]:
    """Certainty that the marks belong to each target. Beside a sourced rival that fits as well, unverified rows weigh half."""
    loose = {t for t, s in supports.items() if _unverified(s)}
    rival = max((m for t, m in mass.items() if t not in loose), default=0.0)
    return {
        t: attribution(s) * (UNVERIFIED_SHARE if t in loose and rival > RIVAL * mass[t] else 1.0) for t, s in supports.items()
    }


def _unverified(supports: Sequence[Support]) -> bool:
    return all(s.standing is Standing.UNVERIFIED or s.log_lr <= 0 or not s.attribution for s in supports)


def _misattributed(mass: Mapping[Target, float], sure: Mapping[Target, float]) -> float:
    """Mass of the case that the mark belongs to none of those it is attributed to: every attribution would have to be wrong."""
    top = max(mass.values(), default=0.0)
    miss = 1.0
    for target, m in mass.items():
        miss *= 1 - sure[target] * (m / top if top else 0.0)
    return top * miss


def _within_likely(out: dict[Target, float], supports: Mapping[Target, Sequence[Support]], rest: Belief) -> Belief:
    """Hold what rests on unverified rows, contested marks or guessed signs alone within "likely", all of it together."""
    loose = [t for t in out if _unverified(supports[t]) or _guessed(supports[t])]
    total = sum(out[t] for t in loose)
    if total > LIKELY:
        out = {t: p * LIKELY / total if t in loose else p for t, p in out.items()}
        return replace(rest, targets=out, none=rest.none + total - LIKELY)
    return replace(rest, targets=out)


def _guessed(supports: Sequence[Support]) -> bool:
    """True where every mark that attributes is contested, or read with an unread or exchanged sign."""
    return all(
        s.guessed or s.contested for s in supports if s.attribution and s.log_lr > 0 and s.standing is not Standing.UNVERIFIED
    )


def shared_out(certainties: Sequence[float]) -> tuple[tuple[float, float, float], ...]:
    """(probability, lowest, highest) of conventions that a colour belongs to: in proportion to the certainty of each, within
    "likely" in all, since a colour alone names nothing. The range goes from half of the field unknown to all of it known.

    >>> [round(p, 3) for p, _, _ in shared_out([0.9, 0.9])]
    [0.395, 0.395]
    """
    total = sum(certainties)
    return tuple((LIKELY * c / total, 0.5 * c / total, min(c, c / total)) if total else (0.0, 0.0, 0.0) for c in certainties)


def around(p: float, most: float = 1.0) -> tuple[float, float, float]:
    """(p, lowest, highest) of a year: wider where it is less settled, and never above `most`."""
    spread = min(YEAR_SPREAD, p * (1 - p))
    return p, max(0.0, p - spread), max(p, min(most, p + spread))


def link_probability(log_lr: float, prior: float, scale: float = 1.0) -> float:
    """Posterior of one relation between two recoveries: prior odds times the likelihood ratio, never above `SURE`.

    `log_lr` is -log10 of the chance that unrelated recoveries show the same signs; held within 0..MAX_LOG_LR. `scale`
    multiplies the prior odds, for the range (LINK_SCENARIOS).

    >>> round(link_probability(5, 1e-4), 2), round(link_probability(2, 1e-4), 2), link_probability(9, 0.5) == SURE
    (0.91, 0.01, True)
    """
    odds = scale * prior / (1 - prior) * 10 ** max(0.0, min(MAX_LOG_LR, log_lr))
    return min(SURE, odds / (1 + odds))


# Parties (reason/match). Judgement, from the field's practice; METHOD.md says what each rests on.
# Of names that come near a listed one, how many are that party. The ratios were measured against names that look like listed
# ones,
# so these are not shares of all parties; a site gives its own.
PRIOR_LISTED = 0.01  # in a mass of papers
PRIOR_LOOKED_UP = 0.1  # of names that somebody had reason to look up
FACTS = {  # log10 likelihood ratios of what stands beside a name
    "identifier equal": 4.0,  # typed wrongly or shared more often than chance would have it
    "contact equal": 1.5,  # phones, mail and web addresses are shared by agents
    "imo differs": -2.5,  # a hull keeps its number; papers and lists err
    "identifier differs": -0.7,  # people hold several papers
    "birth day equal": 2.5,
    "birth year equal": 1.2,
    "birth year near": 0.6,
    "birth differs": -1.5,
    "country equal": 0.6,
    "country differs": -0.4,
    "address alike": 1.5,
}


def listed_probability(log_lr: float, prior: float = PRIOR_LISTED) -> float:
    """Probability that a party is the listed one: prior odds times the likelihood ratio.

    >>> round(listed_probability(3.0, 0.001), 2), round(listed_probability(0.0, 0.001), 3)
    (0.5, 0.001)
    """
    odds = float(prior / (1 - prior) * 10.0 ** max(-12.0, min(12.0, log_lr)))
    return odds / (1 + odds)


SURE_OF_PAPERS = 0.9  # papers alone settle nothing: whatever agrees, what is in the container stays open


def opening_probability(total: float, prior: float) -> float:
    """Probability that a consignment is worth opening: prior odds times the likelihood ratio of all groups, never above
    `SURE_OF_PAPERS`. Groups are added as if independent and rates are rough, so it orders consignments and is no forecast.

    >>> round(opening_probability(4.0, 1e-4), 2), opening_probability(9.0, 1e-4)
    (0.5, 0.9)
    """
    odds = float(prior / (1 - prior) * 10.0 ** max(-12.0, min(12.0, total)))
    return min(SURE_OF_PAPERS, odds / (1 + odds))
