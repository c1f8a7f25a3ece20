"""A page as it was read, before the pages of a document are put together into one text."""

from __future__ import annotations

from typing import Any, NamedTuple

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points (1/72 inch) from the upper left corner of the page as it is seen."""


class Row(NamedTuple):
    """A line of a page or of a column of it. `size` = height of its letters in points; `block` = the number of the block (column,
    heading, table) on its page; `cells` = it is a row of a table; `spaced` = a blank stood behind its last sign."""

    text: str
    box: Box
    size: float = 0.0
    block: int = 0
    cells: bool = False
    spaced: bool = False


class PageRead(NamedTuple):
    """The rows of a page in reading order. `state`: `text`, `scan` (recognised), `layer` (a scan with text under it that another
    program recognised), `unread` (a scan, and nothing here recognises it), `broken` (the reader broke on it), `empty`.
    Rows stand as on the page turned by `turn` degrees clockwise from how it is seen; `seen` turns their boxes back.
    `raised` = how many note numbers above the line were left out; `unknown` = signs whose letter the file does not tell."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...] = ()
    state: str = "text"
    raised: int = 0
    unknown: int = 0
    remarks: tuple[str, ...] = ()
    turn: int = 0

    @property
    def tall(self) -> float:
        """The height of the page as it is read."""
        return self.width if self.turn in (90, 270) else self.height

    def seen(self, box: Box) -> Box:
        """A box of a row on the page as it is seen."""
        left, top, right, bottom = box
        if self.turn == 90:
            return top, self.height - right, bottom, self.height - left
        if self.turn == 180:
            return self.width - right, self.height - bottom, self.width - left, self.height - top
        if self.turn == 270:
            return self.width - bottom, left, self.width - top, right
        return box


def to_json(page: PageRead) -> dict[str, Any]:
    """The page as plain values; coordinates to a tenth of a point."""
    rows = [(row.text, [round(edge, 1) for edge in row.box], round(row.size, 1), *row[3:]) for row in page.rows]
    return {**page._asdict(), "rows": rows}


def of_json(held: dict[str, Any]) -> PageRead:
    """The page again. Raises ValueError, TypeError or KeyError for what `to_json` did not make."""
    rows = tuple(
        Row(str(text), _box(box), float(size), int(block), bool(cells), bool(spaced))
        for text, box, size, block, cells, spaced in held["rows"]
    )
    plain = {name: held[name] for name in ("number", "width", "height", "state", "raised", "unknown", "turn")}
    return PageRead(**plain, rows=rows, remarks=tuple(map(str, held["remarks"])))


def _box(edges: list[float]) -> Box:
    left, top, right, bottom = map(float, edges)
    return left, top, right, bottom


def runs(numbers: list[int]) -> str:
    """Numbers of pages in words: `page 3`, `pages 3-5, 9`.

    >>> runs([3, 4, 5, 9])
    'pages 3-5, 9'
    """
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and parts[-1][-1] == number - 1:
            parts[-1][1:] = [number]
        else:
            parts.append([number])
    told = ", ".join("-".join(f"{end:,}" for end in part) for part in parts[:12])
    more = f" and {len(parts) - 12:,} more places" if len(parts) > 12 else ""
    return f"{'page' if len(set(numbers)) == 1 else 'pages'} {told}{more}"
