"""A drawn plate with the marks of anything that is no case head: each text where it stood, and in what state."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.tell import svg
from headstamp.tell.glyphs import draw, glyphs, groups
from headstamp.tell.record_view import mark_line

WIDE, PAD, SIZE = 240.0, 12.0, 18.0
ROW, CAPTION = 26.0, 15.0
MOST = 6  # marks drawn; the table beside the drawing holds all
_STRUCK = frozenset({MarkState.REMOVED, MarkState.OVERSTAMPED, MarkState.REPAINTED})


def text_svg(item: Item | Sequence[Mark], width: float = WIDE) -> str:
    """An SVG of the marks that are no headstamp, `width` pixels wide; an empty string where there is none.

    Redact the item first: what is here is drawn.
    """
    marks = [m for m in (item.marks if isinstance(item, Item) else item) if m.role is not MarkRole.HEADSTAMP and m.text]
    if not marks:
        return ""
    key = "|".join(f"{m.id} {m.text}" for m in marks) + (item.id if isinstance(item, Item) else "")
    defs, fill = svg.hatch(key)
    y, body = PAD, [defs]
    for mark in marks[:MOST]:
        drawn, y = _mark(mark, y, fill)
        body.append(drawn)
    if len(marks) > MOST:
        body.append(svg.words(f"and {len(marks) - MOST} more", PAD, y + 6, 10, fill=svg.SOFT, anchor="start"))
        y += CAPTION
    height = y + PAD - 6
    plate = svg.box(WIDE / 2, height / 2, WIDE - 2, height - 2, fill=svg.FACE, stroke=svg.INK)
    about = "; ".join(f"“{line.text}” {line.position} {line.doubt}".strip() for line in map(mark_line, marks))
    return svg.drawing(WIDE, height, body[0] + plate + "".join(body[1:]), title="Drawn marks", about=about, shown_width=width)


def _mark(mark: Mark, y: float, fill: str) -> tuple[str, float]:
    line = mark_line(mark)
    caption = ", ".join(p for p in (line.position or line.role, line.doubt) if p)
    body = [svg.words(caption[:44], PAD, y + 5, 10, fill=svg.SOFT, anchor="start")]
    y += CAPTION
    for part in _fitted(mark.text):
        signs = glyphs(part)
        wide = sum(g.wide for g in signs)
        size = min(SIZE, (WIDE - 2 * PAD) / max(1.0, wide))
        x = PAD
        if mark.state in _STRUCK:
            body.append(svg.element("rect", x=PAD, y=y - 1, width=min(WIDE - 2 * PAD, wide * size), height=ROW - 4, fill=fill))
        ink = svg.SOFT if mark.state in _STRUCK or mark.legibility < 0.5 else svg.INK
        for glyph in signs:
            body.append(draw(glyph, x + glyph.wide * size / 2, y + ROW / 2 - 3, size, ink))
            x += glyph.wide * size
        y += ROW
    return "".join(body), y + 3


def _fitted(text: str, most: int = 4) -> list[str]:
    """Lines of the text, about as many signs as fit; no-break spaces keep words apart inside a line."""
    lines = wrap(" ".join(groups(text)), 20, break_long_words=True) or [""]
    kept = lines[:most] if len(lines) <= most else [*lines[: most - 1], "…"]
    return [line.replace(" ", "\u00a0") for line in kept]
