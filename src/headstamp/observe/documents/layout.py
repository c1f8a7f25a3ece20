"""The pieces of a page in the order in which a person reads them: columns one after another, table rows as rows.

A column gap is a place that few pieces cross, with lines of prose on both sides. What crosses it (a heading, a table) parts the
page into bands, and within a band the columns are read one after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from headstamp.core.text import script_of
from headstamp.observe.documents.letters import Piece
from headstamp.observe.documents.pages import Box, Row

PROSE = 20  # signs of the middle line of a column; shorter ones are cells of a table
SURE_PROSE = 38
FEWEST = 4  # lines beside a column gap: on both sides, or on one where the lines are those of a column beyond doubt
DEEPEST = 4  # columns in columns
_LABEL = re.compile(r"^(?:\(?(?:\d{1,4}|[a-zA-Zа-яА-Я가-힣]|[ivxIVX]{1,5})[.)]*|[•·▪–—*○●□■※-])$")


def rows_of(pieces: Sequence[Piece]) -> tuple[Row, ...]:
    """Rows in reading order. What is written across the page comes last."""
    blocks = _blocks([piece for piece in pieces if not piece.turned], 0)
    rows = [row for number, block in enumerate(blocks) for row in _rows(block, number)]
    rows += (Row(each.text, each.box, each.size, len(blocks), True) for each in pieces if each.turned)
    return tuple(rows)


def _blocks(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    gap = _column_gap(pieces) if depth < DEEPEST else None
    if gap is None:
        return [pieces] if pieces else []
    across = sorted((piece for piece in pieces if _crosses(piece, gap)), key=lambda piece: piece.middle)
    rest = [piece for piece in pieces if not _crosses(piece, gap)]
    found: list[list[Piece]] = []
    above = float("-inf")
    for piece in [*across, None]:
        below = piece.middle if piece else float("inf")
        band = [each for each in rest if above <= each.middle < below]
        if band:
            sides = [[each for each in band if each.box[2] <= gap], [each for each in band if each.box[0] >= gap]]
            for side in reversed(sides) if _from_right(band) else sides:
                found += _blocks(side, depth + 1)
        if piece and not band and found and above > float("-inf"):
            found[-1].append(piece)  # a second line right below one that crosses
        elif piece:
            found.append([piece])
        above = below
    return found


def _crosses(piece: Piece, at: float) -> bool:
    return piece.box[0] < at < piece.box[2]


def _column_gap(pieces: list[Piece]) -> float | None:
    """Where a gap between columns runs, or None."""
    best: tuple[int, float] | None = None
    for at in _candidates(pieces):
        left = [piece for piece in pieces if piece.box[2] <= at]
        right = [piece for piece in pieces if piece.box[0] >= at]
        across = len(pieces) - len(left) - len(right)
        if not left or not right or max(len(left), len(right)) < FEWEST or across > len(left) + len(right):
            continue
        if _beside(left, right) and _is_prose(pieces, left, right) and (best is None or across < best[0]):
            best = across, at
    return best[1] if best else None


def _candidates(pieces: list[Piece]) -> list[float]:
    """Middles of gaps between neighbours on one line, each place once."""
    found: set[int] = set()
    by_height = sorted(pieces, key=lambda piece: piece.middle)
    for at, piece in enumerate(by_height):
        for other in by_height[at + 1 : at + 8]:
            if not _level(piece, other):
                continue
            first, second = sorted((piece, other), key=lambda each: each.box[0])
            if second.box[0] > first.box[2]:
                found.add(round((first.box[2] + second.box[0]) / 6) * 3)
    return [float(at) for at in sorted(found)]


def _level(one: Piece, other: Piece) -> bool:
    shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return shared >= 0.5 * min(one.box[3] - one.box[1], other.box[3] - other.box[1])


def _beside(left: list[Piece], right: list[Piece]) -> bool:
    """True where the two stand beside one another for half of the shorter one."""
    tops = [min(piece.box[1] for piece in side) for side in (left, right)]
    feet = [max(piece.box[3] for piece in side) for side in (left, right)]
    return min(feet) - max(tops) >= 0.5 * min(feet[0] - tops[0], feet[1] - tops[1])


def _is_prose(pieces: list[Piece], left: list[Piece], right: list[Piece]) -> bool:
    """Long lines on both sides; or shorter ones, or long ones on one side, where the file holds one side after the other and does
    not go row by row, as it does in a table."""
    lengths = [median(_breadth(piece.text) for piece in side) for side in (left, right)]
    if min(lengths) >= SURE_PROSE:
        return True
    rights = set(map(id, right))
    order = [id(piece) in rights for piece in pieces]
    changes = sum(1 for one, other in pairwise(order) if not one and other)
    if changes <= 2 and max(lengths) >= SURE_PROSE:  # a page number on the right is one
        return True
    return min(lengths) >= PROSE and min(len(left), len(right)) >= FEWEST and changes <= 0.3 * len(right)


def _breadth(text: str) -> int:
    """Signs, a wide one (Han, Hangul) counted twice."""
    return len(text) + sum(1 for sign in text if "\u1100" <= sign <= "\ud7a3")


def _from_right(pieces: list[Piece]) -> bool:
    text = "".join(piece.text for piece in pieces[:20])
    return sum(script_of(sign) in ("Arabic", "Hebrew") for sign in text) * 2 > len(text)


def _rows(pieces: list[Piece], block: int) -> Iterator[Row]:
    """The lines of a block from above to below; pieces on one line from left to right, Arabic from right to left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda each: each.middle):
        if lines and _level(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    backwards = _from_right(pieces)
    for line in lines:
        line.sort(key=lambda piece: -piece.box[2] if backwards else piece.box[0])
    for at, line in enumerate(lines):
        cells = _are_cells(line, [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]])
        text = ("\t" if cells else " ").join(piece.text for piece in line)
        yield Row(text, _around(line), max(piece.size for piece in line), block, cells, line[-1].spaced)


def _are_cells(line: list[Piece], beside: list[list[Piece]]) -> bool:
    """True where the gaps of a line are those between cells, not a wide blank of a justified line or one behind a number."""
    if len(line) < 2 or (len(line) == 2 and _LABEL.match(line[0].text)):
        return False
    gaps = [(one.box[2], other.box[0]) for one, other in pairwise(line)]
    wide = [abs(end - start) for start, end in gaps]
    if len(line) > 2 and max(wide) - min(wide) < 0.2 * line[0].size and not any(" " in piece.text for piece in line):
        return False  # one word each and all gaps the same: a line that was stretched to the margin
    if len(line) > 2 or any(abs(end - start) > 3 * line[0].size for start, end in gaps):
        return True
    starts = {round(piece.box[0] / 6) for other in beside if len(other) > 1 for piece in other[1:]}
    return any(round(piece.box[0] / 6) + near in starts for piece in line[1:] for near in (-1, 0, 1))


def _around(line: list[Piece]) -> Box:
    boxes = [piece.box for piece in line]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
