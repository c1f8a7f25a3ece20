"""From the letters of a pdf page to pieces of lines: letters that stand beside one another on one line, in the order of the file.

Boxes are those of PDFium's text page, turned to the page as it is seen. A piece ends where the line does, or at a gap that is too
wide for a blank: between columns and between cells of a table.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from headstamp.observe.documents.pages import Box

GAP = 1.6  # of the height of the letters: a wider one is no blank between words
HYPHEN = "\u2010"  # what ends a line in the middle of a word, as PDFium tells it; an ordinary - is one too
MOST_LETTERS = 200_000  # of one page
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_UNSEEN = {0x200B, 0x2060, 0xFEFF, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069}
_POWERS = {"2": "²", "3": "³"}
_MEASURES = ("m", "km", "cm", "mm", "dm", "м", "км", "см")


class Piece(NamedTuple):
    """Letters on one line. `turned` = written in another direction than the page; `size` = height of its letters."""

    text: str
    box: Box
    size: float
    turned: bool = False
    spaced: bool = False

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.box[1] + self.box[3]) / 2


class Letters(NamedTuple):
    """Pieces in the order of the file; raised note numbers left out; signs whose letter the file does not tell. `turn` = degrees,
    clockwise, by which the page as it is seen is turned to be read: boxes are of the page so turned."""

    pieces: tuple[Piece, ...]
    raised: int = 0
    unknown: int = 0
    cut: bool = False
    turn: int = 0


class _Sign(NamedTuple):
    code: int
    box: Box
    turned: bool


def letters_of(page: Any) -> Letters:
    """The letters of a page of pypdfium2."""
    text_page = page.get_textpage()
    try:
        way = _way(text_page, page.get_rotation())
        signs = list(_signs(page, text_page, way))
    finally:
        text_page.close()
    pieces: list[Piece] = []
    raised = 0
    for run in _runs(signs):
        piece, notes = _piece(run)
        raised += notes
        if piece:
            pieces.append(piece)
    unknown = sum(1 for sign in signs if _is_unknown(sign.code))
    return Letters(tuple(pieces), raised, unknown, len(signs) >= MOST_LETTERS, (way - page.get_rotation()) % 360)


def _way(text_page: Any, usual: int) -> int:
    """The quarter turn of the page by which most of its letters stand upright."""
    import pypdfium2.raw as raw

    number = min(text_page.count_chars(), MOST_LETTERS)
    step = max(number // 200, 1)
    found: Counter[int] = Counter()
    for at in range(0, number, step):
        if raw.FPDFText_GetUnicode(text_page, at) > 32:
            found[round(math.degrees(raw.FPDFText_GetCharAngle(text_page, at)) / 90) * 90 % 360] += 1
    most = found.most_common(1)
    return most[0][0] if most and most[0][1] > found[usual] else usual


def _signs(page: Any, text_page: Any, way: int) -> Iterator[_Sign]:
    """Every sign with its box as seen. The box is the loose one, as high as the font: all letters of a line stand alike."""
    import pypdfium2.raw as raw

    seen = _view(page, way)
    held = raw.FS_RECTF()
    at_box = ctypes.byref(held)
    number = min(text_page.count_chars(), MOST_LETTERS)
    code_of, box_of, angle_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharAngle
    high = 0
    for at in range(number):
        code = code_of(text_page, at)
        if 0xD800 <= code < 0xDC00:  # the first half of a sign beyond the basic plane
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD), 0
        box_of(text_page, at, at_box)
        box = seen(held.left, held.top, held.right, held.bottom)
        if not all(map(math.isfinite, box)):
            continue
        turned = (round(math.degrees(angle_of(text_page, at))) - way) % 360 not in _UPRIGHT
        yield _Sign(code, box, turned)


_UPRIGHT = {*range(21), *range(340, 361)}


def _view(page: Any, turn: int) -> Callable[[float, float, float, float], Box]:
    """From the coordinates of the file to those of the page cut and turned."""
    left, bottom, right, top = page.get_cropbox()
    if turn == 90:
        return lambda a, b, c, d: (d - bottom, a - left, b - bottom, c - left)
    if turn == 180:
        return lambda a, b, c, d: (right - c, d - bottom, right - a, b - bottom)
    if turn == 270:
        return lambda a, b, c, d: (top - b, right - c, top - d, right - a)
    return lambda a, b, c, d: (a - left, top - b, c - left, top - d)


def _runs(signs: list[_Sign]) -> Iterator[list[_Sign]]:
    """Signs of one line without a wide gap. Line breaks are PDFium's guess, also before a raised number: the boxes decide."""
    run: list[_Sign] = []
    broken = False
    for sign in signs:
        if sign.code in (10, 13):
            broken = True
            continue
        if run and sign.code not in (32, 160) and not _goes_on(run, sign):
            yield run
            run = []
        elif run and broken and sign.box[0] - run[-1].box[2] > 0.15 * (sign.box[3] - sign.box[1]):
            run.append(_Sign(32, sign.box, False))
        run.append(sign)
        broken = False
    if run:
        yield run


def _goes_on(run: list[_Sign], sign: _Sign) -> bool:
    last = next((each for each in reversed(run) if each.code not in (32, 160)), None)
    if last is None:
        return True
    if last.turned or sign.turned:
        return last.turned == sign.turned
    size = max(last.box[3] - last.box[1], sign.box[3] - sign.box[1], 1.0)
    shared = min(last.box[3], sign.box[3]) - max(last.box[1], sign.box[1])
    if shared < 0.3 * min(last.box[3] - last.box[1], sign.box[3] - sign.box[1]):
        return False
    ahead, behind = sign.box[0] - last.box[2], last.box[0] - sign.box[2]
    return max(ahead, behind) < GAP * size and (last.code != 2 or ahead > -size)


def _piece(run: list[_Sign]) -> tuple[Piece | None, int]:
    """(the letters of a run as a piece, how many raised note numbers were left out of it)."""
    inked = [sign for sign in run if sign.code not in (32, 160)]
    if not inked:
        return None, 0
    heights = sorted(sign.box[3] - sign.box[1] for sign in inked)
    size = heights[(len(heights) * 2) // 3] if len(heights) > 2 else heights[-1]
    foot = max((sign.box[3] for sign in inked if sign.box[3] - sign.box[1] >= 0.9 * size), default=inked[0].box[3])
    out: list[str] = []
    raised, last_raised = 0, False
    for sign in run:
        char = _char(sign.code)
        high = sign.box[3] - sign.box[1]
        if out and char.isdigit() and high <= 0.8 * size and foot - sign.box[3] >= 0.2 * size and not sign.turned:
            word = "".join(out).rpartition(" ")[2]
            if word in _MEASURES and char in _POWERS:
                out.append(_POWERS[char])
                continue
            raised += not last_raised
            last_raised = True
            continue
        last_raised = False
        out.append(char)
    text = " ".join("".join(out).split())
    if not text:
        return None, raised
    box = (
        min(s.box[0] for s in inked), min(s.box[1] for s in inked), max(s.box[2] for s in inked), max(s.box[3] for s in inked)
    )  # fmt: skip
    return Piece(text, box, size, inked[0].turned, run[-1].code in (32, 160)), raised


def _char(code: int) -> str:
    if code == 2 or code == 0xFFFE or code == 0xAD:
        return HYPHEN
    if code in _LIGATURES:
        return _LIGATURES[code]
    if code in _UNSEEN or code == 0:
        return ""
    if code < 32 or code == 160 or 0x2000 <= code <= 0x200A or code == 0x3000:
        return " "
    return chr(code) if code < 0x110000 else "\ufffd"


def _is_unknown(code: int) -> bool:
    return code in (0, 0xFFFD) or 0xE000 <= code < 0xF900 or (code < 32 and code not in (2, 9, 10, 13))
