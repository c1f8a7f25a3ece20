"""The part of `headstamp packs check` that looks at the tables of a screen: what they refer to exists, and no two rows
collide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from headstamp.reference.pack import Pack
from headstamp.reference.problem import Problem
from headstamp.reference.trade_rows import SIGNAL_GROUPS

TRADE_TABLES = ("signals", "product_groups", "regimes", "ports", "wordings", "known", "cases", "chpl", "headings")


def check_trade(pack: Pack, beside: Sequence[Pack]) -> Iterator[Problem]:
    """Signals of a group nobody knows, or with a budget below the rate that they begin with; cases that no pack describes;
    rows that stand twice; regimes and product groups that ended before they began; cover wordings that no case taught."""
    tables = pack.tables
    cases = {row.id for each in (pack, *beside) for row in each.tables.cases}
    for name in TRADE_TABLES:
        for key, times in Counter(row.id for row in getattr(tables, name)).items():
            if times > 1:
                yield Problem(pack.id, name, key, f"stands {times} times")
    named = (
        *(("signals", row.id, case) for row in tables.signals for case in row.cases),
        *(("wordings", row.id, case) for row in tables.wordings for case in row.cases),
        *(("known", row.id, row.case) for row in tables.known),
    )
    for table, key, case in named:
        if case not in cases:
            yield Problem(pack.id, table, key, f"no case {case!r}")
    for signal in tables.signals:
        if signal.group not in SIGNAL_GROUPS:
            yield Problem(
                pack.id, "signals", signal.id, f"no group {signal.group!r}; groups are {', '.join(sorted(SIGNAL_GROUPS))}"
            )
        if signal.group != "legal" and signal.on and signal.budget < signal.rate:
            yield Problem(pack.id, "signals", signal.id, f"its budget {signal.budget:g} is below its rate {signal.rate:g}")
        if len(signal.cases) > signal.n:
            yield Problem(pack.id, "signals", signal.id, f"names {len(signal.cases)} cases of {signal.n}")
    for regime in tables.regimes:
        if regime.until and regime.since >= regime.until:
            yield Problem(pack.id, "regimes", regime.id, f"ended on {regime.until}, before {regime.since}")
    spells = sorted(tables.regimes, key=lambda row: (row.country, row.kind, row.since, row.until or "9999"))
    for first, second in pairwise(spells):
        same = (first.country, first.kind) == (second.country, second.kind)
        if same and (not first.until or first.until > second.since):
            yield Problem(pack.id, "regimes", second.id, f"begins while {first.id} is in force; one row holds one spell")
    for wording in tables.wordings:
        if wording.kind == "cover" and not (wording.cases and wording.since):
            yield Problem(
                pack.id, "wordings", wording.id, "a cover wording names the cases that taught it, and since when it is known"
            )
