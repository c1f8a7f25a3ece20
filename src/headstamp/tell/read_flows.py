"""Who gave whom what: the statements about one pair, kind and time in one row, and denials of the pair beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from headstamp.core.statement import Dated, Statement, StatementKind
from headstamp.tell.read_model import FlowLine, StatementLine
from headstamp.tell.shown import visible

FLOWS = {
    StatementKind.TRANSFER, StatementKind.ASSISTANCE, StatementKind.TECHNOLOGY, StatementKind.PAYMENT, StatementKind.BROKERING,
    StatementKind.PROCUREMENT_ATTEMPT,
}  # fmt: skip
_MEANT = frozenset(("intended", "attempted", "possible"))  # what was meant shares no row, and no voice, with what happened
AUTHOR = "the author"
NO_DAY = "no day given"
_NEAR = timedelta(days=31)  # days between two dated statements of one row
_WIDE = timedelta(days=366)  # a longer interval is no event of a row, but a period of its own

Ends = tuple[str, str]


class _One(NamedTuple):
    number: int  # row of the statement in the view
    statement: Statement
    line: StatementLine


def flow_lines(statements: Sequence[Statement], lines: Sequence[StatementLine]) -> tuple[FlowLine, ...]:
    """The rows, strongest pair first; within a pair by time. `lines` stand in the order of `statements`.

    A pair of which neither side is known is no flow. Another year is another row, so that one delivery does not lend its date or
    its goods to the next; what gives no day of an event is a row of its own.
    """
    pairs: dict[Ends, list[_One]] = {}
    for number, (s, line) in enumerate(zip(statements, lines, strict=True), start=1):
        ends = (_end(s, "supplier"), _end(s, "recipient"))
        if any(ends) and s.kind in FLOWS and s.status != "rejected":
            pairs.setdefault(ends, []).append(_One(number, s, line))
    rows = [tuple(_pair(ends, ones)) for ends, ones in pairs.items()]
    rows.sort(key=lambda pair: (min(_rank(row) for row in pair), -max(row.voices for row in pair), pair[0].supplier))
    return tuple(replace(row, pair=number) for number, pair in enumerate(rows, start=1) for row in pair)


def _end(s: Statement, field: str) -> str:
    return ", ".join(s.keys(field)) or ", ".join(slot.words for slot in s.of(field)).casefold()


def _rank(row: FlowLine) -> tuple[str, str]:
    return (row.best[1:] or "9", row.best or "Z")


def _pair(ends: Ends, ones: Sequence[_One]) -> Iterable[FlowLine]:
    no = [one for one in ones if one.line.stance in ("denied", "negated")]
    names = (_label(ones, "supplier"), _label(ones, "recipient"))
    kinds: dict[tuple[str, bool], list[_One]] = {}
    for one in ones:
        if one.line.stance not in ("denied", "negated"):
            kinds.setdefault((one.line.kind, one.line.realis in _MEANT), []).append(one)
    rows = []
    for (kind, _), kin in kinds.items():
        # where an end is not named, a denial of one kind of deed does not speak of another
        against = no if all(ends) else [one for one in no if one.line.kind == kind]
        rows += [_flow(names, period, group, against) for period, group in _periods(kin)]
    met = {number for row in rows for number in row.denials}
    alone: dict[str, list[_One]] = {}
    for one in no:
        if one.number not in met:
            alone.setdefault(one.line.kind, []).append(one)
    rows += [_flow(names, NO_DAY, group, group) for group in alone.values()]
    return sorted(rows, key=lambda row: (row.period == NO_DAY, row.period, row.kind))


def _label(ones: Sequence[_One], field: str) -> str:
    """The words that most say for a side of the pair, Latin ones first and `North Korea` before `North Korean`, with its key;
    words alone where it has none."""
    said = Counter(filter(None, (getattr(one.line, field) for one in ones)))
    words = sorted(said, key=lambda w: (not w.isascii(), any(w != o and w.startswith(o) for o in said), -said[w], len(w), w))
    keys = ones[0].statement.keys(field)
    key = ", ".join(map(visible, keys))
    if not words:
        return "not said"
    return f"{words[0]} ({key})" if key and words[0] != key else words[0]


def _periods(ones: Sequence[_One]) -> Iterable[tuple[str, list[_One]]]:
    """Statements of one pair and kind by the time of the event."""
    near: list[tuple[Dated, date, date, _One]] = []
    apart: dict[str, list[_One]] = {}
    for one in ones:
        dated = _event(one.statement)
        first, last = (dated.when.first, dated.when.last) if dated else (None, None)
        if dated is not None and first and last and last - first <= _WIDE:
            near.append((dated, first, last, one))
        else:
            apart.setdefault(str(dated.when) if dated else NO_DAY, []).append(one)
    run: list[tuple[Dated, date, date, _One]] = []
    for each in sorted(near, key=lambda each: (each[1], each[2], each[3].number)):
        if run and each[1] > max(last for _, _, last, _ in run) + _NEAR:
            yield _told(run), [one for *_, one in run]
            run = []
        run.append(each)
    if run:
        yield _told(run), [one for *_, one in run]
    yield from apart.items()


def _event(s: Statement) -> Dated | None:
    return next((d for d in s.dates if d.role in ("event", "imagery") and (d.when.first or d.when.last)), None)


def _told(run: Sequence[tuple[Dated, date, date, _One]]) -> str:
    texts = dict.fromkeys(str(dated.when) for dated, *_ in run)
    if len(texts) == 1:
        return next(iter(texts))
    return f"{min(first for _, first, _, _ in run)}/{max(last for _, _, last, _ in run)}"


def _flow(names: Ends, period: str, ones: Sequence[_One], no: Sequence[_One]) -> FlowLine:
    lines = [one.line for one in ones]

    def told(field: str) -> str:
        return ", ".join(dict.fromkeys(filter(None, (getattr(line, field) for line in lines))))

    realis = dict.fromkeys(line.realis for line in lines)
    return FlowLine(
        supplier=names[0], recipient=names[1], kind=lines[0].kind,
        realis=" or ".join(realis) if len(realis) == 1 or _MEANT.issuperset(realis) else "",
        items=told("items"), amount=_amounts(lines), period=period, when=told("when"), payment=told("payment"),
        said_by=", ".join(dict.fromkeys(line.voice or AUTHOR for line in lines)),
        best=min((line.grade for line in lines if line.grade), default="", key=lambda g: (g[1:], g)),
        voices=0 if ones is no else max(line.voices for line in lines), denied=len(no),
        denied_by=", ".join(dict.fromkeys(one.line.voice or AUTHOR for one in no)),
        numbers=tuple(one.number for one in ones), denials=tuple(one.number for one in no),
        ids=tuple(line.id for line in lines), pair=0,
    )  # fmt: skip


def _amounts(lines: Sequence[StatementLine]) -> str:
    """The amounts that the words of the goods do not say already."""
    said = set(re.findall(r"\d+", " ".join(line.items.replace(",", "") for line in lines)))
    figures = dict.fromkeys(line.amount for line in lines if line.amount)
    return ", ".join(each for each in figures if not said & set(re.findall(r"\d+", each.replace(",", ""))))


def denials_of(rows: Sequence[FlowLine]) -> tuple[str, tuple[int, ...]]:
    """Who denies what others say of a pair, and in which statements. What is only denied is a row of its own."""
    met = [row for row in rows if row.denials and not row.only_denied]
    who = dict.fromkeys(row.denied_by for row in met)
    return ", ".join(who), tuple(sorted({number for row in met for number in row.denials}))


def by_pair(flows: Sequence[FlowLine]) -> list[list[FlowLine]]:
    """The rows of each pair, in order. Two pairs may be called alike where names are withheld, and are two all the same."""
    return [list(rows) for _, rows in groupby(flows, key=lambda row: row.pair)]
