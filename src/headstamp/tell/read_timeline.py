"""When things are said to have happened, as a drawing: a bar as long as the interval that the text gives, never a made-up day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from headstamp.tell.read_model import ReadView
from headstamp.tell.shown import cut
from headstamp.tell.svg import ACCENT, INK, LINE, SOFT, WARN, drawing, element, words

WIDTH, LABEL, ROW, HEAD = 960.0, 330.0, 20.0, 34.0
MOST = 80  # rows; the table has all
_WIDE = 42  # signs of a label


class Bar(NamedTuple):
    """One statement and its interval. `number` = its row in the table."""

    number: int
    label: str
    first: date
    last: date
    stance: str
    open: bool  # meant, tried or possible


def bars(view: ReadView, days: Iterable[tuple[date, date] | None]) -> list[Bar]:
    """The statements about events that have a date, in the order of their days; `days` = one interval or None a statement."""
    found = [
        Bar(number, _label(line.kind, line.supplier, line.recipient, line.items or line.where or line.who),
            *interval, line.stance, bool(line.realis))
        for number, (line, interval) in enumerate(zip(view.statements, days, strict=True), start=1)
        if interval is not None and line.core
    ]  # fmt: skip
    return sorted(found, key=lambda bar: (bar.first, bar.last, bar.number))


def _label(kind: str, supplier: str, recipient: str, what: str) -> str:
    ends = f"{supplier or '?'} → {recipient or '?'}" if supplier or recipient else what
    return cut(f"{kind}: {ends}" if ends else kind, _WIDE)


def timeline_svg(rows: Sequence[Bar]) -> str:
    """The drawing; empty without rows. Filled = affirmed, outlined = denied or negated, dashed = meant, tried or possible."""
    kept = rows[:MOST]
    if not kept:
        return ""
    low, high = min(bar.first for bar in kept).toordinal(), max(bar.last for bar in kept).toordinal()
    scale = (WIDTH - LABEL - 20) / max(high - low, 1)
    height = HEAD + ROW * len(kept) + 10
    parts = list(_years(low, high, scale, height))
    for at, bar in enumerate(kept):
        y = HEAD + ROW * (at + 0.5)
        x = LABEL + (bar.first.toordinal() - low) * scale
        width = max((bar.last.toordinal() - bar.first.toordinal()) * scale, 4.0)
        parts.append(words(f"{bar.number}  {bar.label}", LABEL - 10, y, 12, anchor="end", fill=INK))
        parts.append(_bar(bar, x, y, width))
    return drawing(WIDTH, height, "".join(parts), title="Timeline", about=f"{len(kept)} statements by the days that they give")


def _bar(bar: Bar, x: float, y: float, width: float) -> str:
    colour = WARN if bar.stance else ACCENT
    extra: dict[str, float | str] = {"stroke_dasharray": "3 2"} if bar.open else {}
    hollow = bool(bar.stance) or bar.open
    told = element("title", f"{bar.first} to {bar.last}" if bar.first != bar.last else str(bar.first))
    return element("rect", told, x=x, y=y - 5, width=width, height=10, rx=2, stroke=colour, stroke_width=1.4,
                   fill="none" if hollow else colour, fill_opacity=0.75, **extra)  # fmt: skip


def _years(low: int, high: int, scale: float, height: float) -> Iterable[str]:
    first, last = date.fromordinal(low).year, date.fromordinal(high).year
    step = max(1, -(-(last - first + 1) // 10))
    for year in range(first, last + 2, step):
        at = date(min(year, 9999), 1, 1).toordinal()
        if low <= at <= high:
            x = LABEL + (at - low) * scale
            yield element("path", d=f"M{x:.1f} {HEAD - 8}V{height - 4:.1f}", stroke=LINE, stroke_width=1)
            yield words(str(year), x, HEAD - 18, 11, fill=SOFT)
    yield words(date.fromordinal(low).isoformat(), LABEL, HEAD - 30 + 22, 10, anchor="start", fill=SOFT) if first == last else ""
