"""Rates of a screen and changes between two, on a terminal: so that a site can show that it does not discriminate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from headstamp.tell.lines import columns, put
from headstamp.tell.shown import visible
from headstamp.tell.terminal import STYLE

MOST = 25  # origins, rules or changes on a terminal; --json has all
_FEW = "–"
Row = Mapping[str, Any]


def print_report(console: Console, report: Row) -> None:
    """The report of a run (fields of `scale.customs.report.Report` as a mapping)."""
    lanes = ", ".join(f"{n:,} {lane}" for lane, n in report["lanes"].items())
    put(console, Text(f"{report['consignments']:,} consignments: {lanes}", STYLE["head"]))
    _table(
        console,
        "By origin (red over all of that origin, 95 % interval; ratio to all)",
        _origins(report["origins"]),
        (1, 2, 3, 4, 5, 6),
    )
    _table(console, "By rule (spoke over asked; against its budget)", _rules(report["rules"]), (1, 2, 3, 4, 5))
    tired = [rule["rule"].replace("_", " ") for rule in report["rules"] if rule["tires"]]
    console.print()
    if tired:
        put(
            console,
            Text(f"Speak more often than their budget and tire whoever reads them: {', '.join(tired)}.", STYLE["warn"]),
            2,
        )
    drawn = report["drawn"]
    if drawn["opened"]:
        text = f"Drawn by lot: anything wrong in {drawn['hits']:,} of {drawn['opened']:,} opened ({_span(drawn)})."
    else:
        text = "Drawn by lot: none was opened yet, so how often anything is wrong is not known."
    put(console, text, 2)
    put(console, Text("A rate by origin says how often, not why: the rules beside it say why.", STYLE["dim"]), 2)


def print_changes(console: Console, changes: Sequence[Row], record: Row) -> None:
    """What differs from the earlier run, most pressing first."""
    total = record["counts"]["consignments"]
    put(console, Text(f"{len(changes):,} of {total:,} consignments changed", STYLE["head"]))
    for each in changes[:MOST]:
        console.print()
        lanes = (
            f"{each['lane_before'] or 'none'} → {each['lane'] or 'none'}" if each["lane_before"] != each["lane"] else each["lane"]
        )
        totals = f"{each['total_before'] or 0:+.1f} → {each['total'] or 0:+.1f}"
        head = Text.assemble((visible(each["consignment"]), STYLE["head"]), f"  {each['change']}; {lanes}; {totals}")
        put(console, head, 2)
        for label, names in (("new", each["legal_new"]), ("gone", each["legal_gone"])):
            for name in names or ():
                put(console, Text(visible(f"{label}: {name.replace(':', ': ', 1)}"), STYLE["warn"]), 4)
        if each["rules"]:
            put(console, Text(f"other weight: {', '.join(r.replace('_', ' ') for r in each['rules'])}", STYLE["dim"]), 4)
    if len(changes) > MOST:
        put(console, Text(f"and {len(changes) - MOST:,} more: --json", STYLE["dim"]), 2)


def _origins(origins: Sequence[Row]) -> list[tuple[str, ...]]:
    head = ("origin", "all", "legal", "red", "by lot", "interval", "ratio", "what spoke most")
    told = [
        (
            visible(o["origin"]) or "not said", f"{o['consignments']:,}", f"{o['legal']:,}", f"{o['red']:,}", f"{o['random']:,}",
            _span(o), f"{o['ratio']:.1f}" if o["ratio"] is not None else _FEW, ", ".join(r.replace("_", " ") for r in o["rules"]),
        )
        for o in origins[:MOST]
    ]  # fmt: skip
    return [head, *told, *_left(len(origins), len(head))]


def _rules(rules: Sequence[Row]) -> list[tuple[str, ...]]:
    head = ("rule", "asked", "spoke", "in red", "share", "budget", "found when opened")
    told = [
        (
            r["rule"].replace("_", " ") + (" !" if r["tires"] else ""), f"{r['asked']:,}", f"{r['spoke']:,}",
            f"{r['selected']:,}", f"{r['share']:.2%}", f"{r['budget']:.2%}" if r["budget"] is not None else _FEW,
            _measured(r["measured"]),
        )
        for r in rules if r["asked"]
    ]  # fmt: skip
    return [head, *told]


def _left(count: int, width: int) -> list[tuple[str, ...]]:
    return [(f"and {count - MOST:,} more: --json", *[""] * (width - 1))] if count > MOST else []


def _measured(rate: Row | None) -> str:
    return f"{rate['hits']:,} of {rate['opened']:,} ({_span(rate)})" if rate else ""


def _span(rate: Row) -> str:
    return f"{rate['low']:.1%}–{rate['high']:.1%}"


def _table(console: Console, title: str, rows: Sequence[tuple[str, ...]], right: tuple[int, ...]) -> None:
    console.print()
    put(console, Text(title, "bold"), 2)
    cells = [[Text(cell, STYLE["dim"] if number == 0 else "") for cell in row] for number, row in enumerate(rows)]
    columns(console, 4, cells, first=34, right=right)
