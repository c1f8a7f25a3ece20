"""Plant cases among honest declarations, screen them all, and count which are found, per case and setting of the screen.

The screen sees one stream: honest lines with the planted consignments between them, dated alike. What the screen has learned of
the planted cases themselves (wordings, ships, parties) is left out: `without` names every case of the run and its twins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from headstamp.core.errors import UsageError
from headstamp.reason.evaluate.planted import (
    BUDGETS,
    CaseResult,
    Rate,
    Report,
    Result,
    above,
    chances,
    label,
    needed,
    over_cases,
    wilson,
)
from headstamp.scale.planted.benign import benign
from headstamp.scale.planted.casefile import Case, Refused
from headstamp.scale.planted.families import Family, families
from headstamp.scale.planted.named import names_any
from headstamp.scale.planted.plant import DRAWS, Planted, plant, plantable, variants
from headstamp.scale.planted.tables import VERSION, fingerprint

SETTINGS = ("with parties", "without parties", "text only")
"""Settings that a screen is asked for; a lot is drawn beside them and needs no screen."""
RANDOM = "random"
ASKED = 5
"""Selected draws of one case and variant whose reasons are read."""
_READ_AT = 0.01


class Screen(Protocol):
    """What is evaluated: a scorer, and the reasons it prints for one consignment."""

    def score(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """LINES, contiguous by consignment -> a row a consignment with at least `consignment`, `total`, `legal` (list)."""
        ...

    def reasons(self, lines: pa.Table) -> Sequence[str]:
        """The sentences printed for one consignment, given its lines; only those that speak for opening it."""
        ...


Factory = Callable[[str, frozenset[str], Sequence[date]], Screen | None]
"""(setting, ids of cases whose teaching is left out, days of the papers) -> the screen, or None where it has no such setting."""


@dataclass(frozen=True)
class _Stream:
    lines: Mapping[str, pa.Table]  # of every planted consignment
    records: tuple[Planted, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class _Scores:
    honest: NDArray[np.float64]  # totals of ranked honest consignments, sorted upwards
    honest_legal: int
    lines: int
    totals: Mapping[str, float]  # of planted ones outside the legal lane
    legal: frozenset[str]  # planted ones in it


def evaluate(
    cases: Sequence[Case], declarations: int, seed: int, screen: Factory, *, draws: int = DRAWS, half: str = "",
    table: Mapping[str, Family] | None = None, refused: Sequence[Refused] = (), settings: Sequence[str] = SETTINGS,
) -> Report:  # fmt: skip
    """Plant `cases` among `declarations` honest lines and screen them in every setting; same input, same report.

    `half` ("tune" or "report") keeps the families of that half only; `table` gives families their names (by rule otherwise).
    Raises UsageError where nothing is left to plant or a number is not positive.
    """
    if declarations < 1 or draws < 1:
        raise UsageError("declarations and draws are at least 1", hint="Give e.g. --declarations 1000000.")
    family = families(tuple(cases), dict(table or {}))
    reasons = {case.case_id: plantable(case) for case in cases}
    chosen = [case for case in cases if not reasons[case.case_id] and half in ("", family[case.case_id].half)]
    if not chosen:
        raise UsageError("no case can be planted", hint="A case needs declared goods and where they come from or go to.")
    stream = _planted(chosen, seed, draws)
    ids = {case.case_id for case in chosen}
    twins = {name for name, one in (table or {}).items() if one.same_as in ids}
    results, counted = [], None
    for setting in settings:
        judge = screen(setting, frozenset(ids | twins), stream.days)
        if judge is None:
            continue
        scores = _scored(judge, stream, declarations, seed)
        counted = counted or scores
        results.append(_result(setting, scores, stream, family, judge))
    if counted is not None:
        results.append(_by_lot(counted, stream, family))
    grouped: dict[str, list[str]] = defaultdict(list)
    for case in chosen:
        grouped[family[case.case_id].name].append(case.case_id)
    return Report(
        VERSION, fingerprint(), seed, declarations, counted.lines if counted else 0,
        len(counted.honest) + counted.honest_legal if counted else 0, draws, half or "all", len(stream.records),
        {name: tuple(members) for name, members in sorted(grouped.items())},
        {name: why for name, why in reasons.items() if why}, tuple(f"{r.file}, row {r.row}: {r.what}" for r in refused),
        tuple(results), _goals(results),
    )  # fmt: skip


def _planted(cases: Sequence[Case], seed: int, draws: int) -> _Stream:
    lines: dict[str, pa.Table] = {}
    records: list[Planted] = []
    for case in cases:
        for variant in variants(case):
            table, made = plant(case, variant, seed, draws)
            start = 0
            names = table.column("consignment").to_pylist()
            for record in made:
                count = names.count(record.consignment)
                lines[record.consignment] = table.slice(start, count)
                start += count
            records += made
    days = tuple(sorted(lines[record.consignment].column("date")[0].as_py() for record in records))
    return _Stream(lines, tuple(records), days)


def _mixed(stream: _Stream, declarations: int, seed: int, count: list[int]) -> Iterator[pa.RecordBatch]:
    """Honest batches with planted consignments between them, spread over the first hundred batches."""
    waiting = [record.consignment for record in stream.records]
    each = max(1, -(-len(waiting) // 100))
    for batch in benign(declarations, seed, stream.days):
        count[0] += batch.num_rows
        here, waiting = waiting[:each], waiting[each:]
        yield from _together([pa.Table.from_batches([batch]), *(stream.lines[name] for name in here)])
    if waiting:
        yield from _together([stream.lines[name] for name in waiting])


def _together(tables: Sequence[pa.Table]) -> list[pa.RecordBatch]:
    return list(pa.concat_tables(tables).combine_chunks().to_batches())


def _scored(screen: Screen, stream: _Stream, declarations: int, seed: int) -> _Scores:
    count, honest, honest_legal = [0], [], 0
    totals: dict[str, float] = {}
    legal: set[str] = set()
    planted = pa.array(list(stream.lines))
    for batch in screen.score(_mixed(stream, declarations, seed, count)):
        names = batch.column("consignment")
        total = np.nan_to_num(np.asarray(batch.column("total").to_numpy(zero_copy_only=False), dtype=np.float64), nan=0.0)
        by_law = np.asarray(pc.list_value_length(batch.column("legal")).fill_null(0).to_numpy(zero_copy_only=False)) > 0
        ours = np.asarray(pc.is_in(names, value_set=planted).to_numpy(zero_copy_only=False))
        honest.append(total[~ours & ~by_law])
        honest_legal += int((~ours & by_law).sum())
        for at in np.flatnonzero(ours):
            name = names[int(at)].as_py()
            if by_law[at]:
                legal.add(name)
            else:
                totals[name] = float(total[at])
    for name in set(stream.lines) - set(totals) - legal:
        totals[name] = -np.inf  # a consignment that the screen lost is one that nobody opens
    return _Scores(np.sort(np.concatenate(honest or [np.zeros(0)])), honest_legal, count[0], totals, frozenset(legal))


def _result(setting: str, scores: _Scores, stream: _Stream, family: Mapping[str, Family], screen: Screen | None) -> Result:
    groups: dict[tuple[str, str], list[Planted]] = defaultdict(list)
    for record in stream.records:
        groups[record.case_id, record.variant].append(record)
    chance = {name: dict(zip(scores.totals, chances(_array(scores.totals.values()), scores.honest, budget), strict=True))
              for budget in BUDGETS if (name := label(budget))}  # fmt: skip
    others = {record.case_id: record for record in stream.records}
    cases = [_case(members, scores, chance, family, screen, stream, others) for members in groups.values()]
    disguised = [case for case in cases if not case.legal]
    totals = _array(scores.totals[r.consignment] for r in stream.records if not r.legal and r.consignment in scores.totals)
    true, asked = sum(c.reasons_true for c in disguised), sum(c.reasons_asked for c in disguised)
    size = max(1, len(scores.honest))
    return Result(
        setting, len(scores.honest), scores.honest_legal, tuple(cases), _shares(disguised),
        {kind: _shares([c for c in disguised if c.variant == kind]) for kind in dict.fromkeys(c.variant for c in disguised)},
        {label(budget): round(np.ceil(budget * size - 1e-9) / size * 1_000, 3) for budget in BUDGETS},
        {f"{share:g}": needed(totals, scores.honest, share) for share in (0.5, 0.8, 0.9)},
        wilson(true, asked), wilson(sum(c.reasons_by_chance for c in disguised), asked),
    )  # fmt: skip


def _case(
    members: Sequence[Planted], scores: _Scores, chance: Mapping[str, Mapping[str, float]], family: Mapping[str, Family],
    screen: Screen | None, stream: _Stream, others: Mapping[str, Planted],
) -> CaseResult:  # fmt: skip
    first = members[0]
    ranked = [member for member in members if member.consignment in scores.totals]
    recall = {budget: wilson(sum(found[m.consignment] for m in ranked), len(ranked)) for budget, found in chance.items()}
    higher, equal = above(_array(scores.totals[m.consignment] for m in ranked), scores.honest)
    median = float(np.median(higher + equal / 2)) / max(1, len(scores.honest)) * 1_000 if ranked else None
    read = [m for m in ranked if chance[label(_READ_AT)][m.consignment] >= 0.5][:ASKED] if screen is not None else []
    said = [list(screen.reasons(stream.lines[m.consignment])) for m in read] if screen is not None else []
    true = sum(names_any(sentences, m.stated) for sentences, m in zip(said, read, strict=True))
    other = others[_next(list(others), first.case_id)]
    by_chance = sum(names_any(sentences, other.stated) for sentences in said) if other.case_id != first.case_id else 0
    legal_lane = sum(member.consignment in scores.legal for member in members)
    return CaseResult(first.case_id, family[first.case_id].name, first.variant, len(members), legal_lane, recall,
                      None if median is None else round(median, 3), len(read), true, by_chance, first.legal)  # fmt: skip


def _next(names: Sequence[str], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)]


def _shares(cases: Sequence[CaseResult]) -> dict[str, Rate]:
    """Recall over cases: the variants of one case are averaged first, so that each case counts once."""
    out = {}
    for budget in map(label, BUDGETS):
        by_case: dict[str, list[float]] = defaultdict(list)
        for case in cases:
            share = case.recall[budget].share
            if share is not None:
                by_case[case.case_id].append(share)
        out[budget] = over_cases([float(np.mean(shares)) for shares in by_case.values()])
    return out


def _by_lot(scores: _Scores, stream: _Stream, family: Mapping[str, Family]) -> Result:
    """The lot beside the screen: every consignment alike, so that recall is the budget; the legal lane stays outside."""
    level = _Scores(
        np.zeros(len(scores.honest)), scores.honest_legal, scores.lines, dict.fromkeys(scores.totals, 0.0), scores.legal
    )
    return _result(RANDOM, level, stream, family, None)


def _array(values: Any) -> NDArray[np.float64]:
    return np.fromiter(values, dtype=np.float64)


def _goals(results: Sequence[Result]) -> dict[str, Any]:
    """The goals of the benchmark beside what was reached: top 1 % with and without parties, and true reasons."""
    by = {result.setting: result for result in results}
    out: dict[str, Any] = {}
    for setting, goal in (("with parties", 0.90), ("without parties", 0.60)):
        if setting in by:
            reached = by[setting].recall["1%"].share
            out[f"recall at 1%, {setting}"] = {"goal": goal, "reached": reached, "met": reached is not None and reached >= goal}
    main = by.get("with parties") or (results[0] if results else None)
    if main is not None:
        share = main.reasons.share
        out["reasons name a stated fact"] = {"goal": 0.95, "reached": share, "met": share is not None and share >= 0.95}
    return out
