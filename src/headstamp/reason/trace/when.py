"""When it was made: every year the marks may mean, in every calendar that fits, and the readings that are no year at all."""

from __future__ import annotations

import re
from collections import defaultdict

from headstamp.core.claim import Citation, Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason
from headstamp.core.notation import tokens
from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.core.text import scripts
from headstamp.reason.evidence import ABSENT, SMALL_ARMS, Evidence, citations
from headstamp.reason.trace.build import VERSION, conflicts, hypothesis, maker_name, percent
from headstamp.reason.trace.engine import Engine
from headstamp.reason.weigh import LIKELY, NOT_A_YEAR, NOT_A_YEAR_ON_HEAD, around
from headstamp.reason.years import YearReading, named_calendar, without_bores, year_readings
from headstamp.reference.rows import MarkRow
from headstamp.reference.shelf import Shelf


def latest_year(item: Item) -> int:
    """No item is younger than its recovery; 2035 where neither date is known (reasoning has no clock)."""
    dates = [w.last.year for w in (item.recovery.recovered, item.recovery.documented) if w.last]
    return min(dates, default=2035)


def when_finding(item: Item, engine: Engine, evidence: tuple[Evidence, ...], origin: Finding) -> Finding | None:
    """The question when the item was made, or None where no mark could be a date."""
    latest = latest_year(item)
    weights, why = year_in_layout(evidence, origin, latest, engine.shelf)
    if not weights:
        weights, why = number_as_year(item, evidence, latest)
    if not weights:
        return None
    hypotheses = _hypotheses(weights, _loose_years(why))
    top = hypotheses[0]
    decided = top.probability >= 0.5 and top.years is not None
    answer = (
        f"{top.word.capitalize()} ({percent(top.probability)}): {top.label}.{_label_loose(top)}"
        if decided
        else "Open: " + "; or ".join(f"{h.label} ({percent(h.probability)})" for h in hypotheses[:4]) + "."
    )
    return Finding(
        question="When was it made?",
        subject=item.id,
        answer=answer,
        basis=Basis.CONSISTENT if decided else Basis.CANNOT_DISTINGUISH,
        hypotheses=hypotheses,
        reasons=why,
        conflicts=_conflicts(evidence, engine),
        limits=_limits(latest) if newest_candidate(item, evidence) > latest else _limits(2035),
        shelf_hash=engine.shelf.hash,
        tool_version=VERSION,
    )


_KOREAN = re.compile(rf"^(?!{ABSENT}).*\b(?:hangul|korean (?:characters?|letters?|text|script|writing|consonant))\b", re.I)
Weights = dict[tuple[str, int, int], float]


def newest_candidate(item: Item, evidence: tuple[Evidence, ...]) -> int:
    """The newest year that any mark may mean: a recovery in that year or later rules nothing out."""
    years = [y for e in evidence for y in e.years]
    for mark in item.marks:
        for token in tokens(mark.text):
            years += [r.last for r in year_readings(token, hangul=True)]
            years += [r.last for r in year_readings(token)]
    return max(years, default=0)


def year_in_layout(
    evidence: tuple[Evidence, ...], origin: Finding, latest: int, shelf: Shelf
) -> tuple[Weights, tuple[Reason, ...]]:
    """The number stands where this maker's layout has its year. It counts as much as the maker is believed; two digits keep
    every century that the plant's years allow, with rounds of before 1930 held to be rare."""
    belief = {h.id: h.probability for h in origin.hypotheses}
    weights: Weights = defaultdict(float)
    why: list[Reason] = []
    for e in evidence:
        years = [y for y in e.years if y <= latest]
        p = belief.get(e.target.id, 0.0)
        if not years or p < 0.02 or e.question not in ("made", "packed"):
            continue
        eras = {y: _era(y) for y in years}
        for y in years:
            weights[str(y), y, y] += p * eras[y] / sum(eras.values())
        why.append(
            Reason(
                rule="year_in_layout",
                sentence=f"In the layout of {maker_name(e.target, shelf)} the mark gives {' or '.join(map(str, years))}.",
                hypothesis=str(max(years, key=_era)),
                weight=round(p / len(years), 3),
                group=e.group,
                marks=e.marks,
                citations=citations(e.row),
                standing=e.standing,
                note=e.note,
            )
        )
    if weights:
        weights["not a year, or of another maker's layout", 0, 0] = max(NOT_A_YEAR_ON_HEAD, 1 - sum(weights.values())) * 0.5
    return weights, _unique(why)


def _era(year: int) -> float:
    """How much of what is found was made then: rounds from before 1930 are rare in finds (sample tables of the packs)."""
    return 0.05 if year < 1930 else 0.3 if year < 1945 else 1.0


def number_as_year(item: Item, evidence: tuple[Evidence, ...], latest: int) -> tuple[Weights, tuple[Reason, ...]]:
    """A bare number may be a year, in every calendar that fits it, or no year at all. Juche and Minguo years have the same
    arithmetic (year + 1911), so only Hangul, or the calendar's own name, beside the number decides between them."""
    hangul = any("Hangul" in scripts(m.text) for m in item.marks) or any(_KOREAN.search(f) for f in item.features)
    weights: Weights = defaultdict(float)
    why: list[Reason] = []
    for mark in item.marks:
        if mark.state is MarkState.REMOVED or (
            item.kind in SMALL_ARMS and mark.role is MarkRole.HEADSTAMP and len(tokens(mark.text)) > 3
        ):
            continue
        text, calendar = without_bores(mark.text), named_calendar(mark.text)
        full = any(len(t.text) == 4 and year_readings(t, last=latest) for t in tokens(text))
        for token in tokens(text):
            if full and len(token.text) == 2:
                continue  # beside a year in four digits it is a month, a lot or a load
            found = (
                year_readings(token, hangul=hangul, last=latest, named=calendar)
                if calendar or _may_be_year(mark, token.text, len(tokens(text)))
                else ()
            )
            if mark.role is MarkRole.HEADSTAMP and len(token.text) == 3 and token.text.isascii() and not (hangul or calendar):
                continue  # three figures on a head are a plant; the DPRK's calendar is read only beside its script
            for reading in found:
                weights[_label(reading, token.text), reading.first, reading.last] += 1 / len(found)
                why.append(_reason(mark, token.text, reading))
    if weights:
        named = _other_meanings(evidence)
        weights["not a year" + (f" ({named})" if named else ", but a lot, part or plant number"), 0, 0] = (
            sum(weights.values()) * NOT_A_YEAR / (1 - NOT_A_YEAR)
        )
    return weights, _unique(why)


def _may_be_year(mark: Mark, text: str, count: int) -> bool:
    if mark.role in (MarkRole.SERIAL, MarkRole.LOT, MarkRole.SELECTOR, MarkRole.IMPORT):
        return False
    return mark.role is MarkRole.DATE or count == 1 or len(text) == 4 or (len(text) == 2 and "/" in mark.text)


def _label(reading: YearReading, text: str) -> str:
    span = f"{reading.first}" if reading.first == reading.last else f"{reading.first}/{reading.last}"
    return f"{span} ({reading.calendar.value} {text})" if reading.calendar.value != "Gregorian" else span


def _reason(mark: Mark, text: str, reading: YearReading) -> Reason:
    cites = (Citation(source_id="eud_juche"),) if reading.calendar.value in ("Juche", "Minguo") else ()
    return Reason(
        rule="number_as_year",
        sentence=f"“{text}” may be {_label(reading, text)}: {reading.why}.",
        hypothesis=_label(reading, text),
        weight=0.3,
        group=mark.role.value,
        marks=(mark.id,),
        citations=cites,
        standing=Standing.OBSERVED,
    )


def _other_meanings(evidence: tuple[Evidence, ...]) -> str:
    rows = [e.row for e in evidence if isinstance(e.row, MarkRow)]
    named = next((r for r in rows if "plant" in r.meaning and ("name" in r.meaning or "February" in r.meaning)), None)
    return f"the shelf also has: {named.meaning}" if named else ""


def _unique(why: list[Reason]) -> tuple[Reason, ...]:
    kept: dict[tuple[str, str], Reason] = {}
    for reason in why:
        kept.setdefault((reason.sentence, reason.hypothesis), reason)
    return tuple(sorted(kept.values(), key=lambda r: (-r.weight, r.sentence)))[:12]


def _loose_years(why: tuple[Reason, ...]) -> frozenset[str]:
    """Years that only unverified rows give."""
    firm = {str(y) for r in why if r.standing is not Standing.UNVERIFIED for y in _named_years(r)}
    return frozenset(str(y) for r in why if r.standing is Standing.UNVERIFIED for y in _named_years(r)) - firm


def _named_years(reason: Reason) -> list[str]:
    return re.findall(r"\b\d{4}\b", reason.sentence.rpartition(" gives ")[2]) if reason.rule == "year_in_layout" else []


def _label_loose(top: Hypothesis) -> str:
    loose = top.standing is Standing.UNVERIFIED
    return " UNVERIFIED: the layout is general knowledge, no page was read." if loose else ""


def _hypotheses(weights: Weights, loose: frozenset[str]) -> tuple[Hypothesis, ...]:
    """Probabilities of the years. Years that rest on unverified layouts alone stay within "likely", all of them together."""
    named = sum(w for (label, _, _), w in weights.items() if label in loose)
    rest = sum(weights.values()) - named
    held = min(1.0, LIKELY / (1 - LIKELY) * rest / named) if named else 1.0
    weights = {key: w * held if key[0] in loose else w for key, w in weights.items()}
    total = sum(weights.values())
    out = [
        hypothesis(
            label,
            HypothesisKind.PERIOD,
            label,
            around(weight / total, LIKELY if label in loose else 1.0),
            years=(first, last) if first else None,
            standing=Standing.UNVERIFIED if label in loose else Standing.SOURCED,
        )
        for (label, first, last), weight in weights.items()
    ]
    return tuple(sorted(out, key=lambda h: (-h.probability, h.label)))


def _conflicts(evidence: tuple[Evidence, ...], engine: Engine) -> tuple[str, ...]:
    return conflicts(tuple(e for e in evidence if "juche" in e.conflict or "year" in e.conflict), engine.shelf)


def _limits(latest: int) -> tuple[str, ...]:
    base = "A year on a part is the year of that part; a case, a warhead and a motor may differ."
    return (base, f"Years after {latest}, the year of recovery, are left out.") if latest < 2035 else (base,)
