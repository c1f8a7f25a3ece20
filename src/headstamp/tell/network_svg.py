"""The drawing of an answer of the network, as SVG of our own: every tie carries its number; none is drawn that is not told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from headstamp.tell.network_layout import LINE, MOST_CHAINS, SIZE, WIDTH, Box, Drawn, box, columns, wrapped
from headstamp.tell.network_model import NetworkView, PartView, TieView
from headstamp.tell.svg import ACCENT, FACE, INK, SOFT, WARN, drawing, element, number, words
from headstamp.tell.svg import LINE as RULE

BAD = "var(--bad, #a8352f)"
STRIP = 380.0  # width of one chain
NAME = 190.0  # of a box in it
BESIDE = 19.0  # from a box to the number of its tie
LEGEND = "Numbers are those of the table. An arrow points as its source says it. Dashed: UNVERIFIED. Crossed: denied."


def network_svg(view: NetworkView) -> str:
    """The whole drawing, 1200 units wide; empty where there is no tie to draw."""
    if not view.ties:
        return ""
    if any(part.chain for part in view.parts):
        body, height, left_out = _chains(view)
    else:
        drawn = columns(view)
        body, height, left_out = _neighbourhood(drawn), drawn.height, drawn.left_out
    foot = LEGEND + (f" {left_out:,} more ties stand in the table and found no room here." if left_out else "")
    body += words(foot, 12, height + 12, 11, fill=SOFT, anchor="start")
    return drawing(WIDTH, height + 28, body, title=view.question, about=view.answer)


def _chains(view: NetworkView) -> tuple[str, float, int]:
    """Each chain as a strip from top to bottom, three side by side."""
    chains = [part for part in view.parts if part.chain and part.ties]
    body, top, tallest = "", 8.0, 0.0
    for at, part in enumerate(chains[:MOST_CHAINS]):
        if at and at % 3 == 0:
            top, tallest = top + tallest + 26, 0.0
        strip, height = _strip(view, part, 10 + (at % 3) * (STRIP + 20), top)
        body += strip
        tallest = max(tallest, height)
    shown = {tie.number for part in chains[:MOST_CHAINS] for tie in part.ties}
    return body, top + tallest + 10, len({tie.number for tie in view.ties} - shown)


def _strip(view: NetworkView, part: PartView, left: float, top: float) -> tuple[str, float]:
    title = wrapped(part.title, STRIP, 2)
    y = top + LINE * len(title) + 8
    out = "".join(words(t, left, top + 8 + LINE * n, 12.5, fill=SOFT, anchor="start", weight="600") for n, t in enumerate(title))
    x = left + NAME / 2
    above = _at(box(view.node(part.ties[0].start), x, 0, NAME), y)
    out += _box(above)
    y += above.height
    for tie in part.ties:
        said = _beside(tie)
        gap = max(46.0, LINE * len(said) + 16)
        below = _at(box(view.node(tie.end), x, 0, NAME), y + gap)
        out += _line(tie, f"M{number(x)} {number(y)}V{number(y + gap)}") + _head(tie, x, y, y + gap)
        out += _badge(tie, x, y + gap / 2)
        for n, (text, colour) in enumerate(said):
            height = y + gap / 2 + LINE * (n - (len(said) - 1) / 2)
            out += words(text, x + 20, height, 11, fill=colour, anchor="start")
        out += _box(below)
        y += gap + below.height
    return out, y - top


def _beside(tie: TieView) -> list[tuple[str, str]]:
    """What stands beside the line of a hop: relation, dates, certainty, and whether it is the weakest or unverified."""
    share = f" {tie.share}" if tie.share else ""
    told = [(t, INK) for t in wrapped(f"{tie.relation}{share}", 270, 2)]
    told += [(t, SOFT) for t in wrapped(f"{tie.dates}; {tie.strength}", 270, 2)]
    told += [("WEAKEST HOP", WARN)] if tie.weakest else []
    return told + ([("UNVERIFIED: no page was read", WARN)] if tie.unverified else [])


def _neighbourhood(drawn: Drawn) -> str:
    lines = badges = ""
    ends = Counter(end for tie in drawn.ties for end in (tie.start, tie.end))
    for tie in drawn.ties:
        a, b = drawn.boxes[tie.start], drawn.boxes[tie.end]
        path, x, y = _between(a, b) if ends[tie.end] <= ends[tie.start] else _between(b, a)
        lines += _line(tie, path) + _tip(tie, a, b)
        badges += _badge(tie, x, y)
    return lines + "".join(map(_box, drawn.boxes.values())) + badges


def _between(a: Box, b: Box) -> tuple[str, float, float]:
    """The curve between two boxes, and where on it its number stands: near `b`, at which fewer lines meet."""
    if abs(a.x - b.x) < 1:
        side, bulge = a.x - a.width / 2, a.x - a.width / 2 - 46
        return _curve(side, a.y, bulge, side, b.y), side - 34, (a.y + b.y) / 2
    way = 1 if b.x > a.x else -1
    x0, x1 = a.x + way * a.width / 2, b.x - way * b.width / 2
    spots = ((t / 100, 1.5 * t / 100 * (1 - t / 100) + (t / 100) ** 3) for t in range(99, 49, -1))  # along this very curve
    t, along = next(((t, x) for t, x in spots if (1 - x) * abs(x1 - x0) >= BESIDE), (0.5, 0.5))
    return _curve(x0, a.y, (x0 + x1) / 2, x1, b.y), x0 + (x1 - x0) * along, a.y + (b.y - a.y) * (3 * t**2 - 2 * t**3)


def _curve(x0: float, y0: float, mid: float, x1: float, y1: float) -> str:
    return f"M{number(x0)} {number(y0)}C{number(mid)} {number(y0)} {number(mid)} {number(y1)} {number(x1)} {number(y1)}"


def _tip(tie: TieView, a: Box, b: Box) -> str:
    """The arrow, at the end that is the object of the statement."""
    end, other = (b, a) if tie.object == b.node.id else (a, b)
    if abs(a.x - b.x) < 1:
        return _arrow(tie, end.x - end.width / 2, end.y, 1)
    way = 1 if end.x > other.x else -1
    return _arrow(tie, end.x - way * end.width / 2, end.y, way)


def _arrow(tie: TieView, x: float, y: float, way: int) -> str:
    points = f"{number(x)},{number(y)} {number(x - way * 8)},{number(y - 4)} {number(x - way * 8)},{number(y + 4)}"
    return element("polygon", points=points, fill=_colour(tie))


def _head(tie: TieView, x: float, top: float, bottom: float) -> str:
    y, way = (bottom, 1) if tie.object == tie.end else (top, -1)
    points = f"{number(x)},{number(y)} {number(x - 4)},{number(y - way * 8)} {number(x + 4)},{number(y - way * 8)}"
    return element("polygon", points=points, fill=_colour(tie))


def _line(tie: TieView, path: str) -> str:
    extra = {"stroke_dasharray": "5 4"} if tie.unverified else {}
    return element("path", d=path, fill="none", stroke=_colour(tie), stroke_width=2.4 if tie.weakest else 1.3, **extra)


def _badge(tie: TieView, x: float, y: float) -> str:
    colour = _colour(tie)
    out = element("circle", cx=x, cy=y, r=9.5, fill=FACE, stroke=colour, stroke_width=1.3)
    out += words(str(tie.number), x, y, 10 if tie.number < 100 else 8, fill=colour, weight="600")
    if tie.denied:
        out += element("path", d=f"M{number(x - 8)} {number(y + 8)}L{number(x + 8)} {number(y - 8)}", stroke=BAD, stroke_width=2)
    return out


def _colour(tie: TieView) -> str:
    return BAD if tie.denied else WARN if tie.weakest or tie.unverified else SOFT


def _box(each: Box) -> str:
    left, top = each.x - each.width / 2, each.y - each.height / 2
    listed = bool(each.node.lists)
    out = element("rect", x=left, y=top, width=each.width, height=each.height, rx=3, fill=FACE,
                  stroke=ACCENT if listed else RULE, stroke_width=1.6 if listed else 1.1)  # fmt: skip
    y = top + 7 + LINE / 2
    for text in each.lines:
        out += words(text, each.x, y, SIZE, weight="600" if listed else "400")
        y += LINE
    return out + (words(each.about, each.x, y, 10.5, fill=ACCENT if listed else SOFT) if each.about else "")


def _at(each: Box, top: float) -> Box:
    return replace(each, y=top + each.height / 2)
