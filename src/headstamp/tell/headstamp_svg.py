"""A drawn case head: what was read where. Marks stand at their clock positions; what could not be read is a dotted box.

The drawing is a reading aid, no likeness: signs near the bottom are set upright, so that 67 is not taken for 19.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.core.redact import WITHHELD
from headstamp.tell import svg
from headstamp.tell.glyphs import Glyph, draw, glyphs, groups
from headstamp.tell.record_view import BLANK, mark_line

SIZE = 240.0  # units of the viewBox; the head fills it but for a margin
CENTRE, RIM, FACE, PRIMER = 120.0, 112.0, 100.0, 42.0
MIDDLE = (FACE + PRIMER) / 2  # where signs stand
UPRIGHT = 2.3  # font sizes; a group up to this wide stands upright, a wider one follows the rim
_HOUR = re.compile(r"\d{1,2}(?:[.:]\d+)?")
_DULL = frozenset({MarkState.REMOVED, MarkState.OVERSTAMPED, MarkState.REPAINTED})


@dataclass(frozen=True, slots=True)
class Placed:
    """A group of signs at `angle` degrees clockwise from twelve, taking up to `room` degrees."""

    text: str
    angle: float
    room: float
    mark: Mark


def headstamp_svg(item: Item | Sequence[Mark], width: float = SIZE) -> str:
    """An SVG of the headstamp marks of `item`, `width` pixels wide; an empty string where it has none.

    Redact the item first: what is here is drawn.
    """
    marks = tuple(m for m in (item.marks if isinstance(item, Item) else item) if m.role is MarkRole.HEADSTAMP)
    if not marks:
        return ""
    key = "|".join(f"{m.id} {m.text} {m.position} {m.state}" for m in marks) + (item.id if isinstance(item, Item) else "")
    defs, fill = svg.hatch(key)
    body = [defs, _head()]
    placed = place(marks)
    body += [_sector(p, fill) for p in placed if p.mark.state in _DULL]
    size = _font(placed)
    body += [_group(p, size) for p in placed]
    if not placed:
        body.append(svg.words("blank", CENTRE, CENTRE, 15, fill=svg.SOFT))
    return svg.drawing(SIZE, SIZE, "".join(body), title="Drawn case head", about=_about(marks), shown_width=width)


def place(marks: Sequence[Mark]) -> tuple[Placed, ...]:
    """Where each group of signs stands: at its recorded hour, else spread evenly from twelve o'clock."""
    spans: list[tuple[str, float | None, Mark]] = []
    for mark in marks:
        if mark.text == WITHHELD:
            spans.append((WITHHELD, None, mark))
            continue
        found, hours = groups(mark.text), _hours(mark.position)
        if len(hours) == 1 and len(found) > 1:
            found = ("\u2003".join(found),)
        at: list[float | None] = [h * 30.0 for h in hours] if len(hours) == len(found) else [None] * len(found)
        spans += [(text, angle, mark) for text, angle in zip(found, at, strict=True)]
    free = len(spans)
    room = 360.0 / max(1, free)
    return tuple(
        Placed(text, (i * room if angle is None else angle) % 360, min(160.0, room * 0.9), mark)
        for i, (text, angle, mark) in enumerate(spans)
    )


def _hours(position: str) -> list[float]:
    """`12; 6`, `3 o'clock`, `12h`: clock hours; none where the text says something else."""
    found = [float(h.replace(":", ".").split(".")[0]) for h in _HOUR.findall(position)]
    return found if all(0 <= h <= 12 for h in found) else []


def _head() -> str:
    rim = svg.element("circle", cx=CENTRE, cy=CENTRE, r=RIM, fill=svg.FACE, stroke=svg.INK, stroke_width=1.5)
    groove = svg.ring(CENTRE, CENTRE, FACE + 5, stroke=svg.LINE, width=1)
    primer = svg.element(
        "circle", cx=CENTRE, cy=CENTRE, r=PRIMER, fill="var(--ground, #f3f2ed)", stroke=svg.SOFT, stroke_width=1.2
    )
    return rim + groove + primer + svg.ring(CENTRE, CENTRE, PRIMER - 4, stroke=svg.LINE, width=0.8)


def _wide(text: str) -> float:
    return sum(g.wide for g in glyphs(text))


def _font(placed: Sequence[Placed]) -> float:
    """The largest size at which every group fits the room it has along the rim."""
    fits = [radians(p.room) * MIDDLE / max(0.7, _wide(p.text)) for p in placed]
    return max(5.0, min([30.0, *fits]))


def _group(placed: Placed, size: float) -> str:
    mark = placed.mark
    fill = svg.SOFT if mark.state in _DULL or mark.legibility < 0.5 or mark.text == WITHHELD else svg.INK
    signs = glyphs(placed.text)
    wide = _wide(placed.text)
    below = 90 < placed.angle < 270
    if wide * size <= min(UPRIGHT * 30, FACE - PRIMER - 4) or wide <= 1.3:
        x, y = _at(placed.angle)
        body = _row(signs, x - wide * size / 2, y, size, fill)
    else:
        body = _arc(placed, signs, wide, size, fill, below)
    faint = {} if mark.legibility >= 0.9 else {"opacity": max(0.6, mark.legibility)}
    drawn = svg.element("g", body, **faint)
    if mark.state is MarkState.OVERSTAMPED:  # struck twice: the same signs once more, out of place
        drawn = svg.element("g", body, opacity=0.3, transform="translate(2.5 2.5)") + drawn
    return drawn


def _row(signs: Sequence[Glyph], x: float, y: float, size: float, fill: str) -> str:
    out = []
    for glyph in signs:
        out.append(draw(glyph, x + glyph.wide * size / 2, y, size, fill))
        x += glyph.wide * size
    return "".join(out)


def _arc(placed: Placed, signs: Sequence[Glyph], wide: float, size: float, fill: str, below: bool) -> str:
    """Signs one by one along the rim, read clockwise above and counter-clockwise below."""
    turn = size / MIDDLE * 57.29578
    step = -1.0 if below else 1.0
    angle = placed.angle - step * wide * turn / 2
    out = []
    for glyph in signs:
        middle = angle + step * glyph.wide * turn / 2
        x, y = _at(middle)
        lean = middle + 180 if below else middle
        out.append(
            svg.element(
                "g", draw(glyph, x, y, size, fill), transform=f"rotate({svg.number(lean)} {svg.number(x)} {svg.number(y)})"
            )
        )
        angle += step * glyph.wide * turn
    return "".join(out)


def _at(angle: float, radius: float = MIDDLE) -> tuple[float, float]:
    return CENTRE + radius * sin(radians(angle)), CENTRE - radius * cos(radians(angle))


def _sector(placed: Placed, fill: str) -> str:
    half = min(48.0, max(24.0, placed.room / 2))
    corners = [_at(placed.angle - half, FACE), _at(placed.angle + half, FACE), _at(placed.angle + half, PRIMER + 3),
               _at(placed.angle - half, PRIMER + 3)]  # fmt: skip
    a, b, c, d = (f"{svg.number(x)} {svg.number(y)}" for x, y in corners)
    path = (
        f"M{a}A{svg.number(FACE)} {svg.number(FACE)} 0 0 1 {b}L{c}A{svg.number(PRIMER + 3)} {svg.number(PRIMER + 3)} 0 0 0 {d}Z"
    )
    return svg.element("path", d=path, fill=fill, stroke="none")


def _about(marks: Sequence[Mark]) -> str:
    lines = []
    for line in map(mark_line, marks):
        said = f"“{line.text}”" if line.text else BLANK
        lines.append(", ".join(p for p in (said, f"at {line.position}" if line.position else "", line.doubt) if p))
    return "; ".join(lines) + ". A reading aid, not a likeness."
