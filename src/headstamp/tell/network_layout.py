"""Where the boxes of a drawing stand: chains as strips from top to bottom, a neighbourhood as columns from left to right.

A small layered layout (Sugiyama, Tagawa and Toda, IEEE Trans. SMC 11, 1981): columns by distance from the party that was asked,
the order within a column by the mean height of what each box is tied to in the column before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headstamp.tell.network_model import NetworkView, NodeView, TieView
from headstamp.tell.shown import cut

WIDTH = 1200.0
SIZE = 12.0  # of a name
LINE = 15.0
MOST_LINES = 4
MOST_IN_COLUMN = 24
MOST_CHAINS = 12
GAP, MOST_GAP = 105.0, 260.0  # between columns; numbers of ties stand there
MARGIN = 60.0  # to the left, for curves between boxes of the first column
TALL = 640.0  # of a drawing whose shorter columns stand in the middle; in a taller one they stand near its top


@dataclass(frozen=True, slots=True)
class Box:
    """A node in the drawing: its centre, its size, the lines of its name, and one of what it is."""

    node: NodeView
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes by id, the ties between them, and how many ties found no room."""

    boxes: dict[str, Box]
    ties: tuple[TieView, ...]
    height: float
    left_out: int


def wrapped(text: str, width: float, most: int = MOST_LINES) -> tuple[str, ...]:
    """`text` in lines that fit `width` units, words broken only where one is longer than a line; the last line is cut."""
    room = max(40.0, width - 14)
    lines: list[str] = []
    for word in text.split() or [""]:
        for piece in _pieces(word, room):
            if lines and _wide(f"{lines[-1]} {piece}") <= room:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), int(room / 8))]
    return tuple(lines)


def box(node: NodeView, x: float, y: float, width: float, role: str = "") -> Box:
    """The box of a node with its centre at x, y, as high as its name needs. `role`: what it is here, instead of its kind."""
    about = " · ".join(filter(None, (role or node.kind, "listed" if node.lists else "", "also elsewhere" if node.twins else "")))
    lines = wrapped(node.label, width)
    return Box(node, x, y, width, 14 + LINE * len(lines) + (LINE if about else 0), lines, cut(about, int(width / 6)))


def columns(view: NetworkView) -> Drawn:
    """The neighbourhood of the party that was asked: what stands over it to the left, what acts for it to the right."""
    order: dict[int, list[str]] = {}
    for key, level in _levels(view).items():
        order.setdefault(level, []).append(key)
    shown = {level: keys[:MOST_IN_COLUMN] for level, keys in order.items()}
    _untangle(shown, view.ties)
    roles = {tie.end: tie.relation for tie in reversed(view.ties) if tie.end != view.subject}
    many = max(1, len(shown))
    wide = min(230.0, (WIDTH - MARGIN - 10 - GAP * (many - 1)) / many)
    step = min(wide + MOST_GAP, (WIDTH - MARGIN - 10 - wide) / (many - 1)) if many > 1 else 0.0
    left = max(MARGIN, (WIDTH - step * (many - 1) - wide) / 2) + wide / 2
    sized = {n: [box(view.node(key), 0, 0, wide, roles.get(key, "")) for key in keys] for n, keys in shown.items()}
    heights = {level: sum(each.height + 16 for each in held) for level, held in sized.items()}
    height = max(heights.values(), default=40.0) + 24
    boxes: dict[str, Box] = {}
    for column, level in enumerate(sorted(sized)):
        y = min(height, max(TALL, heights[level])) / 2 - heights[level] / 2
        for each in sized[level]:
            boxes[each.node.id] = replace(each, x=left + column * step, y=y + 8 + each.height / 2)
            y += each.height + 16
    kept = tuple(tie for tie in view.ties if tie.start in boxes and tie.end in boxes)
    return Drawn(boxes, kept, height, len(view.ties) - len(kept))


def _levels(view: NetworkView) -> dict[str, int]:
    """Column of each node: 0 for the one that was asked, then what the parts say of the far ends of their ties."""
    levels: dict[str, int] = {}
    if view.nodes and any(node.id == view.subject for node in view.nodes):
        levels[view.subject] = 0
    for part in view.parts:
        for tie in part.ties:
            levels.setdefault(tie.start, part.level - (1 if part.level > 0 else -1))
            levels.setdefault(tie.end, part.level)
    return levels


def _untangle(order: dict[int, list[str]], ties: Sequence[TieView]) -> None:
    """Sort each column outward from the middle by the mean place of its neighbours one column nearer."""
    near: dict[str, list[str]] = {}
    for tie in ties:
        near.setdefault(tie.end, []).append(tie.start)
        near.setdefault(tie.start, []).append(tie.end)
    for level in sorted(order, key=abs):
        inner = order.get(level - (1 if level > 0 else -1), []) if level else []
        place = {key: at for at, key in enumerate(inner)}
        means = {key: [place[n] for n in near.get(key, ()) if n in place] for key in order[level]}
        order[level].sort(key=lambda key: sum(means[key]) / len(means[key]) if means[key] else -1.0)


def _pieces(word: str, room: float) -> list[str]:
    pieces, held = [], ""
    for sign in word:
        if held and _wide(held + sign) > room:
            pieces.append(held)
            held = ""
        held += sign
    return [*pieces, held]


def _wide(text: str) -> float:
    """About how wide a text is at `SIZE`, in bold: capitals are wider than small letters, Han and Hangul twice as wide."""
    wide = 0.0
    for sign in text:
        wide += 13.0 if "\u1100" <= sign <= "\u115f" or "\u2e80" <= sign <= "\uffdc" else 9.0 if sign.isupper() else 7.2
    return wide
