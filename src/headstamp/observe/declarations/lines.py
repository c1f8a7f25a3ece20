"""Cells of a file, one column a field, to LINES: every column of the schema, with what was read in doubt said beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np
import polars as pl
import pyarrow as pa

from headstamp.core.declaration import COLUMNS, Document
from headstamp.observe.declarations import cells as c
from headstamp.observe.declarations import codes, dates
from headstamp.observe.declarations.countries import country
from headstamp.observe.declarations.mapping import MASSES, Mapping
from headstamp.observe.declarations.numbers import mass_unit
from headstamp.observe.declarations.routes import is_chain, on_the_way, ports, stops
from headstamp.observe.declarations.schema import LINES

ROW, DOUBT = "_row", "_doubt"
"""Columns beside the fields in what the readers give: the row in the file, and what was odd about the row as a whole (or
null).
"""
_COUNTRIES = tuple(column.name for column in COLUMNS if column.kind == "country")
_CODED: dict[str, Callable[[str], tuple[str, str]]] = {
    "document": codes.document, "mode": codes.mode, "currency": codes.currency, "imo": codes.imo, **dict.fromkeys(_COUNTRIES,
    country),
}  # fmt: skip


def lines(raw: pl.DataFrame, mapping: Mapping, file: str) -> pa.RecordBatch:
    """LINES of rows as the readers give them: columns named after fields, of text or typed, with `_row` and `_doubt` beside
    them.

    Nothing is dropped: as many rows come out as went in. Masses become kg, days dates, countries alpha-2.
    """
    made = _Made(raw, mapping)
    made.read()
    return made.batch(file)


class _Made:
    """The columns of one batch while they are made."""

    def __init__(self, raw: pl.DataFrame, mapping: Mapping) -> None:
        self.raw, self.mapping, self.rows = raw, mapping, len(raw)
        self.made: dict[str, pl.Series] = {}
        self.doubts: list[pl.Series] = []
        if DOUBT in raw.columns and raw[DOUBT].null_count() < self.rows:
            self.doubts.append("row: " + raw[DOUBT])

    def cells(self, name: str) -> pl.Series | None:
        """The cells of a field as text, its constant where they are empty, or None where the file says nothing of it."""
        constant = self.mapping.constants.get(name, "")
        if name not in self.raw.columns:
            return pl.Series([constant]).new_from_index(0, self.rows) if constant else None
        found = c.stripped(self.raw[name])
        return found.set(found == "", constant) if constant else found

    def take(self, name: str, column: c.Column) -> None:
        """Keep the values of a field and its doubts."""
        self.made[name] = column.values
        if column.doubts is not None:
            self.doubts.append(f"{name}: " + column.doubts)

    def read(self) -> None:
        """All columns, those that others need first."""
        for column in COLUMNS:
            reader = getattr(self, f"_{column.kind}")
            if column.name in ("row", "file", "superseded", "doubts", "hs", "containers", "route", "hs_edition"):
                continue
            reader(column.name)
        if (found := self.cells("hs")) is not None:
            self.take("hs", c.looked_up(found, partial(_hs, lost_zeros=self.mapping.hs_lost_zeros)))
        if (found := self.cells("containers")) is not None:
            self.take("containers", c.containers(found))
        edition = self.cells("hs_edition")
        if edition is not None or self.mapping.hs_edition:
            said = pl.Series([self.mapping.hs_edition]).new_from_index(0, self.rows)
            self.made["hs_edition"] = said if edition is None else edition.set(edition == "", self.mapping.hs_edition)
        self._ship_number()
        self._route()

    def _text(self, name: str) -> None:
        found = self.cells(name)
        if found is None:
            return
        if name in _CODED:
            self.take(name, c.looked_up(found, _CODED[name]))
            if name == "document":
                self.made[name] = self.made[name].set(
                    self.made[name] == "", self.mapping.constants.get(name) or Document.DECLARATION
                )
        else:
            self.made[name] = found

    def _country(self, name: str) -> None:
        found = self.cells(name)
        if found is None:
            return
        if name in ("dispatch", "origin", "destination") and (chains := _chains(found)):
            found = self._first_of_chain(name, found, chains)
        self.take(name, c.looked_up(found, country))

    def _first_of_chain(self, name: str, found: pl.Series, chains: list[str]) -> pl.Series:
        """A way in the cell of one country: its end is the country, and the whole is read as the route where no column says
        one.
        """
        ends = {cell: (stops(cell)[-1 if name == "destination" else 0].country if stops(cell) else "") for cell in chains}
        way = found.is_in(chains)
        if "route" not in self.raw.columns:
            known = self.made.get("_way", pl.Series([""]).new_from_index(0, self.rows))
            self.made["_way"] = known.zip_with(~way | (known != ""), found)
        self.doubts.append((f"{name}: one end was taken of " + found).set(~way, None))
        return found.replace(list(ends), list(ends.values()))

    def _number(self, name: str) -> None:
        constant = self.mapping.constants.get(name)
        if name not in self.raw.columns and not constant:
            return
        given = self.raw[name] if name in self.raw.columns else pl.Series([constant]).new_from_index(0, self.rows)
        units, unit = None, ""
        if name in MASSES:
            unit = self.mapping.mass_unit.get(name, "") or "kg"
            if (said := self.cells("mass_unit")) is not None:
                read = c.looked_up(said, _unit)
                units = read.values
                if name == next((m for m in MASSES if m in self.raw.columns), "") and read.doubts is not None:
                    self.doubts.append("mass_unit: " + read.doubts)
        self.take(name, c.numbers(given, self.mapping.decimal.get(name, "."), units, unit))

    def _whole(self, name: str) -> None:
        if (found := self.cells(name)) is None:
            return
        read = c.numbers(found, ".", None, "")
        values = read.values.round(0).cast(pl.Int64, strict=False)
        self.take(name, read._replace(values=values.fill_null(0) if name == "version" else values))

    def _day(self, name: str) -> None:
        if name not in self.raw.columns:
            return
        given = self.raw[name]
        if given.dtype.is_temporal() and given.dtype != pl.Time:
            self.made[name] = given.cast(pl.Date)
            return
        found = c.stripped(given)
        if found.str.len_bytes().max() not in (None, 0) and (found.str.len_bytes() > 10).any():
            found = found.str.replace(r"^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$", "$1")  # a clock makes every cell another
        distinct = found.unique()
        read = [dates.day(cell, self.mapping.date_order) for cell in distinct.to_list()]
        values = c._mapped(found, distinct, pl.Series([one.day for one in read], dtype=pl.Date))
        self.take(name, c.Column(values, c._doubts(found, distinct, [one.doubt for one in read])))

    def _texts(self, name: str) -> None:
        if (found := self.cells(name)) is not None:
            cut = ports if name == "tranship_ports" else c.parts
            self.made[name] = c.lists(found, partial(cut, separator=self.mapping.list_separator))

    def _countries(self, name: str) -> None:
        """The route is read last, since its ends depend on other columns."""

    def _flag(self, name: str) -> None:
        """Only `superseded`, which assembling decides."""

    def _ship_number(self) -> None:
        """A ship number that stands beside the name of the vessel, where no column of its own has it."""
        vessel = self.made.get("vessel")
        if vessel is None or not vessel.str.contains(r"(?i)\bIMO\W*\d{7}\b").any():
            return
        read = c.looked_up(vessel.str.extract(r"(?i)\bIMO\W*(\d{7})\b", 1).fill_null(""), codes.imo)
        own = self.made.get("imo", pl.Series([""]).new_from_index(0, self.rows))
        self.made["imo"] = own.zip_with(own != "", read.values)
        if read.doubts is not None:
            self.doubts.append("imo: " + read.doubts.set(own != "", None))

    def _route(self) -> None:
        way = self.made.pop("_way", None)
        found = way if way is not None else self.cells("route")
        if found is None or not (found != "").any():
            return
        rows = (found != "").arg_true()  # only these are looked at
        empty = [""] * len(rows)
        had = {name: self.made[name].gather(rows).to_list() if name in self.made else empty
               for name in ("origin", "dispatch", "destination", "load_port", "discharge_port")}  # fmt: skip
        known = self.made.get("tranship_ports")
        called = known.gather(rows).to_list() if known is not None else [[]] * len(rows)
        routes: list[list[str]] = []
        calls: list[list[str]] = []
        said: dict[str, list[str | None]] = {"load_port": [], "discharge_port": []}
        doubts: list[str | None] = []
        for at, cell in enumerate(found.gather(rows).to_list()):
            start, end = (had["origin"][at], had["dispatch"][at]), (had["destination"][at],)
            read = on_the_way(cell, self.mapping.list_separator, start, end, had["load_port"][at], had["discharge_port"][at])
            routes.append(list(read.countries))
            calls.append([*called[at], *(port for port in read.ports if port not in called[at])])
            said["load_port"].append(read.load or None)
            said["discharge_port"].append(read.discharge or None)
            doubts.append(read.doubt or None)
        place = np.full(self.rows, len(rows), np.int64)  # of each row in what was read; the last stands for rows without a cell
        place[rows.to_numpy()] = np.arange(len(rows))
        self.made["route"] = c.texts([*routes, []]).gather(place)
        ports_ = c.texts([*calls, []]).gather(place)
        self.made["tranship_ports"] = ports_ if known is None else ports_.zip_with(found != "", known)
        for name, ends in said.items():
            if any(ends):
                taken = pl.Series([*ends, None], dtype=pl.String).gather(place)
                own = self.made.get(name, pl.Series([""]).new_from_index(0, self.rows))
                self.made[name] = own.zip_with(taken.is_null(), taken)
        if any(doubts):
            self.doubts.append("route: " + pl.Series([*doubts, None], dtype=pl.String).gather(place))

    def batch(self, file: str) -> pa.RecordBatch:
        """The made columns as Arrow, those that were not made filled with what "not said" is."""
        arrays = []
        for field in LINES:
            if field.name == "file":
                arrays.append(pa.repeat(file, self.rows))
            elif field.name == "row":
                arrays.append(self.raw[ROW].to_arrow().cast(field.type))
            elif field.name == "doubts" and self.doubts:
                arrays.append(_arrow(self._all_doubts(), field.type))
            elif field.name in self.made:
                arrays.append(_arrow(self.made[field.name], field.type))
            else:
                arrays.append(_nothing(field, self.rows))
        return pa.RecordBatch.from_arrays(arrays, schema=LINES)

    def _all_doubts(self) -> pl.Series:
        frame = pl.DataFrame([series.alias(str(at)) for at, series in enumerate(self.doubts)])
        return frame.select(pl.concat_list(pl.all()).list.drop_nulls()).to_series()


def _chains(found: pl.Series) -> list[str]:
    return [cell for cell in found.unique().to_list() if cell and is_chain(cell)]


@lru_cache(maxsize=65_536)
def _hs(cell: str, lost_zeros: bool) -> tuple[str, str]:
    return c.hs(cell, lost_zeros)


def _unit(cell: str) -> tuple[str, str]:
    unit = mass_unit(cell)
    return unit, "" if unit or not cell else f"no unit of mass: {cell[:20]}"


def _arrow(series: pl.Series, kind: pa.DataType) -> pa.Array:
    if series.dtype == pl.String:
        series = series.fill_null("")
    found = series.to_arrow()
    return found if found.type == kind else found.cast(kind)


def _nothing(field: pa.Field, rows: int) -> pa.Array:
    if pa.types.is_string(field.type):
        return pa.repeat("", rows)
    if pa.types.is_list(field.type):
        return pa.ListArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows + 1), pa.array([], pa.string()))
    if pa.types.is_boolean(field.type):
        return pa.repeat(False, rows)
    if field.name == "version":
        return pa.repeat(pa.scalar(0, pa.int64()), rows)
    return pa.nulls(rows, field.type)
