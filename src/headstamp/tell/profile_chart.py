"""The chart of one table of a profile: a bar a line, a whisker for the interval, the four kinds of line apart."""

from __future__ import annotations

from math import floor, log10

from headstamp.reason.profile import RowKind
from headstamp.tell import svg
from headstamp.tell.profile_view import KIND_TITLES, ProfileBlock, ProfileLine
from headstamp.tell.shown import count, cut

WIDE, LEFT, BARS = 760.0, 240.0, 370.0  # units; labels, then bars, then figures
ROW, GAP = 22.0, 20.0
MOST = 40  # bars of one chart; the table below it holds every line


def chart_svg(block: ProfileBlock, width: float = WIDE) -> str:
    """An SVG bar chart of `block`, `width` pixels wide. Bars are rounds: estimated where there is a frame, else read."""
    body: list[str] = []
    y, drawn = 8.0, 0
    for kind in RowKind:
        lines = block.of(kind)[: MOST - drawn]
        if not lines:
            continue
        if kind is not RowKind.ANSWER:
            body.append(svg.words(KIND_TITLES[kind], 0, y + 10, 11, fill=svg.SOFT, anchor="start"))
            y += GAP
        for line in lines:
            body.append(_bar(line, y))
            y += ROW
        y += 6
        drawn += len(lines)
    unit = "rounds, estimated for those seen; whisker: 95 % interval" if block.framed else "rounds read"
    axis = _axis(block.scale, y)
    caption = svg.words(unit, LEFT, y + 30, 11, fill=svg.SOFT, anchor="start")
    about = "; ".join(f"{line.label}: {line.estimate or line.rounds}" for line in block.lines[:MOST])
    return svg.drawing(WIDE, y + 40, axis + "".join(body) + caption, title=block.title, about=about, shown_width=width)


def _bar(line: ProfileLine, y: float) -> str:
    middle = y + ROW / 2
    parts = [svg.words(cut(line.label, 38), LEFT - 10, middle, 12, anchor="end")]
    length = max(line.value * BARS, 1.0 if line.value else 0.0)
    style: dict[str, str] = {"fill": svg.ACCENT}
    if line.kind is RowKind.UNVERIFIED:
        style = {"fill": "none", "stroke": svg.WARN, "stroke_width": "1.2", "stroke_dasharray": "3 2"}
    elif line.kind is not RowKind.ANSWER:
        style = {"fill": svg.SOFT, "fill_opacity": "0.25" if line.kind is RowKind.UNKNOWN else "0.55"}
    if length:
        parts.append(svg.element("rect", x=LEFT, y=y + 5, width=length, height=ROW - 10, **style))
    if line.low is not None and line.high is not None:
        a, b = LEFT + line.low * BARS, LEFT + line.high * BARS
        path = f"M{svg.number(a)} {svg.number(middle)}H{svg.number(b)}" + "".join(
            f"M{svg.number(x)} {svg.number(middle - 4)}v8" for x in (a, b)
        )
        parts.append(svg.element("path", d=path, stroke=svg.INK, stroke_width=1.2, fill="none"))
    parts.append(svg.words(line.estimate or line.rounds, LEFT + BARS + 12, middle, 12, fill=svg.SOFT, anchor="start"))
    return "".join(parts)


def _axis(scale: float, bottom: float) -> str:
    step = nice_step(scale)
    out = []
    for i in range(int(scale / step) + 1):
        x = LEFT + i * step / scale * BARS
        out.append(svg.element("path", d=f"M{svg.number(x)} 4V{svg.number(bottom)}", stroke=svg.LINE, stroke_width=1))
        out.append(svg.words(count(i * step), x, bottom + 11, 11, fill=svg.SOFT))
    return "".join(out)


def nice_step(scale: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts 0..scale into five parts or fewer, never below one round."""
    rough = max(scale, 1.0) / 5
    power = 10.0 ** floor(log10(rough))
    return max(1.0, next(m * power for m in (1, 2, 5, 10) if m * power >= rough))
