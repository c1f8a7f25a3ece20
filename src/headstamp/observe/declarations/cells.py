"""Columns of cells to columns of values: each function works on whole columns, and on distinct cells where Python has to look."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from headstamp.observe.declarations.codes import container_checks, is_heading
from headstamp.observe.declarations.numbers import UNITS, Number, number

Text = tuple[str, str]


class Column(NamedTuple):
    """Values of one field, and for each row why they are doubted (null where they are not, None where no row is)."""

    values: pl.Series
    doubts: pl.Series | None = None


def stripped(cells: pl.Series) -> pl.Series:
    """Cells as text without blanks around them, never null. Whole numbers of a typed column have no point."""
    if cells.dtype.is_float():
        whole = cells.is_not_null() & cells.is_finite().fill_null(False) & (cells == cells.round(0)) & (cells.abs() < 1e15)
        plain = cells.cast(pl.String)
        cells = plain.zip_with(~whole.fill_null(False), cells.set(~whole.fill_null(False), None).cast(pl.Int64).cast(pl.String))
    elif cells.dtype != pl.String:
        cells = cells.cast(pl.String)
    return cells.str.strip_chars().fill_null("")


def looked_up(cells: pl.Series, read: Callable[[str], Text]) -> Column:
    """Each distinct cell read once; `read` gives (value, doubt)."""
    distinct = cells.unique()
    pairs = [read(cell) for cell in distinct.to_list()]
    values = _mapped(cells, distinct, pl.Series([value for value, _ in pairs], dtype=pl.String))
    return Column(values, _doubts(cells, distinct, [doubt for _, doubt in pairs]))


def _mapped(cells: pl.Series, distinct: pl.Series, values: pl.Series) -> pl.Series:
    table = pl.DataFrame({"cell": distinct, "value": values})
    return cells.alias("cell").to_frame().join(table, on="cell", how="left", maintain_order="left")["value"]


def _doubts(cells: pl.Series, distinct: pl.Series, doubts: list[str]) -> pl.Series | None:
    if not any(doubts):
        return None
    return _mapped(cells, distinct, pl.Series([doubt or None for doubt in doubts], dtype=pl.String))


def numbers(cells: pl.Series, mark: str, units: pl.Series | None, unit: str) -> Column:
    """Numbers by the decimal mark of the column. `unit` (of mass) is that of the column, `units` that of each row, both kg
    where empty; a unit that stands in the cell itself wins. Negative and unreadable cells are null, with the reason.
    """
    if cells.dtype.is_numeric():
        values = cells.cast(pl.Float64)
        rest = (values.is_not_null() & ((values < 0) | ~values.is_finite())).fill_null(False)
        text = cells.cast(pl.String).fill_null("")
    else:
        text = stripped(cells)
        values = _plain(text, mark)
        rest = (text != "") & ((values.is_null()) | ~values.is_finite().fill_null(True) | (values < 0).fill_null(False))
    factor = _factors(units, unit)
    if not rest.any():
        return Column(values if factor is None else values * factor)
    distinct = text.filter(rest).unique()
    read: list[Number] = [number(cell, mark) for cell in distinct.to_list()]
    own = _mapped(text, distinct, pl.Series([UNITS.get(one.unit) for one in read], dtype=pl.Float64))
    slow = _mapped(text, distinct, pl.Series([one.value for one in read], dtype=pl.Float64))
    values = slow.zip_with(rest, values)
    if unit or units is not None:  # a column of masses
        in_cell = own.zip_with(rest, pl.Series([None], dtype=pl.Float64).new_from_index(0, len(text)))
        values = values * in_cell.fill_null(1.0 if factor is None else factor)
    doubts = _doubts(text, distinct, [one.doubt for one in read])
    return Column(
        values, None if doubts is None else doubts.zip_with(rest, pl.Series([None], dtype=pl.String).new_from_index(0, len(text)))
    )


def _plain(text: pl.Series, mark: str) -> pl.Series:
    """Cells that need no second look, by the mark of their column; null for all others."""
    if mark == ".":
        values = text.cast(pl.Float64, strict=False)
        if (values.is_null() & (text != "")).any():
            grouped = text.str.contains(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
            values = text.str.replace_all(",", "", literal=True).cast(pl.Float64, strict=False).zip_with(grouped, values)
        return values
    if mark == ",":
        points = text.str.contains(".", literal=True)
        values = text.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False).set(points, None)
        if points.any():
            grouped = text.str.contains(r"^\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
            plain = text.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True)
            values = plain.cast(pl.Float64, strict=False).zip_with(grouped, values)
        return values
    return text.set(text.str.contains(r"[.,]"), None).cast(pl.Float64, strict=False)


def _factors(units: pl.Series | None, unit: str) -> pl.Series | float | None:
    default = UNITS.get(unit, 1.0)
    if units is None:
        return None if default == 1.0 else default
    return units.replace_strict(list(UNITS), list(UNITS.values()), default=default, return_dtype=pl.Float64)


def hs(cell: str, lost_zeros: bool) -> Text:
    """(digits of a commodity code, doubt). Blanks, points and a decimal zero of spreadsheets go; what is no code is empty.

    >>> hs("8708.29.00", False), hs("10121", True), hs("bulldozer", False)
    (('87082900', ''), ('010121', '10121 read as 010121, its first zero was lost'), ('', 'no commodity code: bulldozer'))
    """
    text = cell.strip().strip("'\"=")  # ="0101" is how exports keep a zero
    if not text or text in ("-", "0", "N/A", "n/a"):
        return "", ""
    plain = re.sub(r"^(?:(?:hs|h\.s\.|hts|taric|tn ?ved)\b)?\W*(?:code|no\b)?\W*", "", text, flags=re.I)
    plain = re.sub(r"^(\d{5,12})\.0$", r"\1", plain)
    first, *more = re.split(r"[;,/|]\s*|\n", plain)
    digits = re.sub(r"[\s.\-]", "", first)
    if not re.fullmatch(r"[0-9]{2,12}", digits):
        return "", f"no commodity code: {text[:40]}"
    doubt = f"the first of several codes: {text[:40]}" if any(part.strip() for part in more) else ""
    if len(digits) % 2:
        if lost_zeros:
            digits, doubt = f"0{digits}", f"{digits} read as 0{digits}, its first zero was lost"
        else:
            doubt = f"{len(digits)} digits, a zero may be lost"
    if digits[:2] == "00":
        return "", f"no chapter 00: {text[:40]}"
    if not is_heading(digits):
        doubt = doubt or f"no heading {digits[:4]} in the Harmonized System"
    return digits, doubt


_IN_CELL = re.compile(r"(?<![A-Z])([A-Z]{3}[UJZ])[\s-]*([0-9]{6})[\s-]*([0-9])(?!\d)")
_NO_CONTAINER = frozenset({"LCL", "FCL", "NIL", "NONE", "N", "A", "NA", "TBA", "TBN", "BULK", "LOOSE"})
_CONTAINER = r"[A-Z]{3}[UJZ][0-9]{7}"


def containers(cells: pl.Series) -> Column:
    """Lists of container numbers in capitals without blanks, with a doubt for a wrong check digit or something else in the
    cell.
    """
    upper = cells.str.to_uppercase()
    simple = ((upper == "") | ((upper.str.len_bytes() == 11) & upper.str.contains(rf"^{_CONTAINER}$"))).all()
    if simple:
        frame = upper.alias("c").to_frame()
        lists = frame.select(
            pl.when(pl.col("c") == "").then(pl.lit([], pl.List(pl.String))).otherwise(pl.concat_list("c"))
        ).to_series()
        single = upper.filter(upper != "")
        wrong = np.zeros(len(upper), bool)
        wrong[(upper != "").to_numpy()] = ~_checks(single)
        doubts = (upper + " check digit").set(~pl.Series(wrong), None) if wrong.any() else None
        return Column(lists, doubts)
    distinct = upper.unique()
    cells_ = distinct.to_list()
    found = [["".join(match.groups()) for match in _IN_CELL.finditer(cell)] for cell in cells_]
    right = iter(container_checks(np.array([one for numbers_ in found for one in numbers_], "S11")).tolist())
    pairs = [
        _containers(cell, numbers_, [one for one in numbers_ if not next(right)])
        for cell, numbers_ in zip(cells_, found, strict=True)
    ]
    values = _mapped(upper, distinct, texts([numbers_ for numbers_, _ in pairs]))
    return Column(values, _doubts(upper, distinct, [doubt for _, doubt in pairs]))


def _checks(numbers_: pl.Series) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return container_checks(np.frombuffer("".join(numbers_.to_list()).encode(), "S11"))


def _containers(cell: str, found: list[str], wrong: list[str]) -> tuple[list[str], str]:
    """The numbers of one cell, `wrong` those whose check digit is; `MSKU 123456-7` is one number. What is none is kept as
    written, in capitals.
    """
    if (rest := _IN_CELL.sub("  ", cell)).isspace():
        other = []
    else:
        words = (re.sub(r"[\s-]", "", word) for word in re.split(r"[;,/|\n]+|\s{2,}", rest))
        other = [word for word in words if word and word not in _NO_CONTAINER]
    doubts = [f"{one} check digit" for one in wrong]
    doubts += [f"{one[:20]} is no container number" for one in other]
    return list(dict.fromkeys([*found, *other])), "; ".join(doubts[:3])


def lists(cells: pl.Series, cut: Callable[[str], list[str]]) -> pl.Series:
    """Lists of the parts of each cell, as `cut` gives them for a distinct one."""
    distinct = cells.unique()
    return _mapped(cells, distinct, texts([cut(cell) for cell in distinct.to_list()]))


def texts(rows: Sequence[Sequence[str]]) -> pl.Series:
    """(n,) lists of text. By way of Arrow: polars looks at every list by itself, which took a third of all reading."""
    found = pl.from_arrow(pa.array(rows, pa.list_(pa.string())))
    assert isinstance(found, pl.Series)  # noqa: S101 - an array gives a series
    return found


def parts(cell: str, separator: str = "") -> list[str]:
    """The parts of one cell, without empty ones: cut at `separator` or, where that is empty, at ; | > → and line breaks, else at
    a dash between blanks, else at commas and slashes.

    >>> parts("Dalian > Port Klang"), parts("A1;B2"), parts("A1, B2")
    (['Dalian', 'Port Klang'], ['A1', 'B2'], ['A1', 'B2'])
    """
    if separator:
        cut = cell.split(separator)
    elif re.search(r"[;|>→\n]", cell):
        cut = re.split(r"\s*(?:[;|→\n]|-*>)\s*", cell)
    elif re.search(r"\s[-–—]\s", cell):
        cut = re.split(r"\s[-–—]+\s", cell)
    else:
        cut = re.split(r"[,/]", cell)
    return [part for one in cut if (part := one.strip(" -"))]
