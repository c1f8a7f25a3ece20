"""Numbers as people write them: which sign is the decimal mark is decided for a column by its own evidence, never for a cell.

`1,234` is one and a quarter or twelve hundred, a thousandfold apart. A cell such as `1.234,50`, `0,5` or `1,000,000` tells; a
column takes the mark that its telling cells use. Where they contradict each other, cells that do not tell are left empty and
doubted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

UNITS: dict[str, float] = {"kg": 1.0, "t": 1000.0, "lb": 0.45359237, "g": 0.001}
"""Units of mass in kg; the pound is the international avoirdupois pound of 1959."""
_UNIT_WORDS = {
    "kg": "kg", "kgs": "kg", "kgm": "kg", "kilo": "kg", "kilos": "kg", "kilogram": "kg", "kilograms": "kg", "kilogramme": "kg",
    "кг": "kg",
    "千克": "kg", "公斤": "kg", "킬로그램": "kg", "t": "t", "mt": "t", "mts": "t", "ton": "t", "tons": "t", "tonne": "t",
    "tonnes": "t",
    "tne": "t", "т": "t", "тн": "t", "吨": "t", "톤": "t", "lb": "lb", "lbs": "lb", "lbr": "lb", "pound": "lb", "pounds": "lb",
    "g": "g",
    "gr": "g", "grm": "g", "gram": "g", "grams": "g", "г": "g",
}  # fmt: skip
_MARKED = re.compile(r"[-+]?\d[\d.,'’ ]*")
_SPACES = dict.fromkeys(map(ord, "   　"), " ")


class Number(NamedTuple):
    """`value` in the unit as written, or None; `unit` is one of mass (`kg`, `t`, `lb`, `g`) or empty; `doubt` says why."""

    value: float | None
    unit: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the cells of a column say about its decimal mark: how many tell of a comma, of a point, and of neither."""

    comma: int = 0
    point: int = 0
    open: int = 0

    def mark(self) -> str:
        """`,` or `.`, `?` where at least one in fifty of the telling cells contradicts the others, empty where none tells."""
        if not self.comma and not self.point:
            return ""
        fewer, more = sorted((self.comma, self.point))
        if fewer * 50 > more:
            return "?"
        return "," if self.comma > self.point else "."


def mass_unit(word: str) -> str:
    """`kg`, `t`, `lb` or `g` for a unit as written (`KGM`, `Tonnes`), empty for another word.

    >>> mass_unit("KGS."), mass_unit("pieces")
    ('kg', '')
    """
    return _UNIT_WORDS.get(word.strip(" .()[]").casefold(), "")


def tells(cell: str) -> str:
    """`,` or `.` for the decimal mark that a cell shows by itself; `?` for one that could be read both ways; empty for none.

    >>> [tells(c) for c in ("1.234,50", "1,234,567", "0,125", "12.5", "1,234", "1234")]
    [',', '.', ',', '.', '?', '']
    """
    found = _MARKED.search(cell.translate(_SPACES))
    digits = found[0].strip(" .,'’").replace(" ", "").replace("'", "").replace("’", "").lstrip("+-") if found else ""
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if not commas and not points:
        return ""
    sign, other = (",", ".") if commas else (".", ",")
    parts = digits.split(sign)
    if len(parts) > 2:
        return other  # it parts thousands
    whole, rest = parts
    if len(rest) != 3 or len(whole) > 3 or whole.startswith("0") or not whole:
        return sign
    return "?"


def evidence(cells: Iterable[str]) -> Evidence:
    """What the cells of one column tell together.

    Cells that could be read both ways tell by their company: beside whole numbers of four digits and more without a mark, the
    mark parts no thousands; beside whole numbers that are all below a thousand, it does.
    """
    comma = point = open_comma = open_point = longer = shorter = 0
    for cell in cells:
        told = tells(cell)
        comma += told == ","
        point += told == "."
        if told == "?":
            open_comma += "," in cell
            open_point += "." in cell
        elif not told and (digits := cell.strip()).isdecimal():
            longer += len(digits) > 3
            shorter += len(digits) <= 3
    if not comma and not point and (open_comma == 0) != (open_point == 0):
        parts_thousands = shorter >= 20 and not longer
        sign = "," if open_comma else "."
        if longer >= 3 and not parts_thousands:
            comma, point = (longer, 0) if sign == "," else (0, longer)
        elif parts_thousands:
            comma, point = (0, shorter) if sign == "," else (shorter, 0)
    return Evidence(comma, point, open_comma + open_point)


def number(cell: str, mark: str) -> Number:
    """The number of one cell in a column whose decimal mark is `mark` (`,`, `.`, `?` contradictory, empty = nothing told).

    Grouping by spaces, apostrophes and Indian lakhs is read; so is a unit of mass or a currency beside the number. A cell that
    is negative, not finite or no number is None with its reason.

    >>> number("1.234,5 KGS", ",").value, number("1,234", ".").value, number("-5", ".").doubt
    (1234.5, 1234.0, 'negative: -5')
    """
    text = cell.strip().translate(_SPACES)
    if not text:
        return Number(None)
    shown = text[:40]
    unit = ""
    for word in re.findall(r"[^\W\d_]+\.?", re.sub(r"(?i)(?<=\d)e[-+]?\d+", "", text)):
        if word.casefold() in ("nan", "inf", "infinity"):
            return Number(None, "", f"not a finite number: {shown}")
        if not (unit := unit or mass_unit(word)) and not _beside(word):
            return Number(None, "", f"not a number: {shown}")
    numbers = re.findall(r"\(?[-–−+]?\s*\d(?:[\d.,'’ ]*\d)?(?:[eE][-+]?\d+)?[.,]?\)?-?|[-+]?[.,]\d+", text)
    if len(numbers) != 1:
        return Number(None, "", f"not a number: {shown}" if not numbers else f"more than one number: {shown}")
    return _read(numbers[0], mark, unit, shown)


def _beside(word: str) -> bool:
    """A currency or a unit of packages that may stand beside a number: short, as codes and abbreviations are."""
    return len(word.strip(".")) <= 4 or word.casefold() in ("pieces", "packages", "cartons", "euros", "dollars")


def _read(found: str, mark: str, unit: str, shown: str) -> Number:
    negative = (
        (found.startswith("(") and found.endswith(")")) or found.endswith("-") or found.lstrip("(").startswith(("-", "–", "−"))
    )
    digits = re.sub(r"[()\s'’+–−]|^-|-$", "", found).rstrip(".,")
    told = tells(digits)
    doubt = ""
    if told == "?" and mark in ("?", ""):
        if mark == "?":
            return Number(None, unit, f"{shown} could be read both ways in this column")
        mark = "."
        doubt = f"{shown} read with . as the decimal mark, nothing in the column tells"
    elif told in (",", ".") and mark and told != mark:
        if mark != "?":
            doubt = f"{shown} has {told} as its decimal mark, its column has {mark}"
        mark = told
    used = told if told in (",", ".") else (mark or ".")
    plain = digits.replace("." if used == "," else ",", "").replace(used, ".")
    try:
        value = float(plain)
    except ValueError:
        return Number(None, unit, f"not a number: {shown}")
    if not math.isfinite(value):
        return Number(None, unit, f"not a finite number: {shown}")
    if negative and value:
        return Number(None, unit, f"negative: {shown}")
    return Number(value, unit, doubt)


def settled(columns: Mapping[str, Evidence], semicolons: bool) -> dict[str, str]:
    """The decimal mark of each column: its own evidence, else that of the other columns of the file, else the comma of tables
    parted by semicolons (`semicolons`), which is how spreadsheets of countries with a decimal comma write them.

    Columns without any mark get `.`; only those with open cells and nothing that tells stay empty.
    """
    own = {name: found.mark() for name, found in columns.items()}
    others = {mark for mark in own.values() if mark in (",", ".")}
    common = others.pop() if len(others) == 1 else ("," if semicolons and not others else "")
    return {name: mark or common or ("" if columns[name].open else ".") for name, mark in own.items()}
