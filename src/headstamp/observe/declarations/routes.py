"""Routes that stand in one cell, `Dalian > Port Klang > Durban`, into countries, ports of transhipment, and the two ends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from headstamp.observe.declarations.cells import parts
from headstamp.observe.declarations.countries import country
from headstamp.observe.declarations.country_codes import ALPHA2


class Stop(NamedTuple):
    """One stop of a route: its country where the cell says one, and the port as written, empty for a country alone."""

    country: str
    port: str


class Route(NamedTuple):
    """Where the goods go on the way, and the ends of the route that no other column says."""

    countries: tuple[str, ...]
    ports: tuple[str, ...]
    load: str = ""
    discharge: str = ""
    doubt: str = ""


@lru_cache(maxsize=65_536)
def stops(cell: str, separator: str = "") -> tuple[Stop, ...]:
    """The stops of a cell, in order.

    >>> stops("KP Nampo > CN > Durban")
    (Stop(country='KP', port='KP Nampo'), Stop(country='CN', port=''), Stop(country='', port='Durban'))
    """
    return tuple(map(_stop, _by_blanks(cell) or parts(cell, separator)))


def _by_blanks(cell: str) -> list[str]:
    """The parts of a cell that holds nothing but codes of states with blanks between, `BE FR ES`; else none.

    >>> _by_blanks("BE FR ES"), _by_blanks("CN Dalian"), _by_blanks("FR")
    (['BE', 'FR', 'ES'], [], [])
    """
    codes = cell.split()
    return codes if len(codes) > 1 and all(code in ALPHA2 for code in codes) else []


def _stop(part: str) -> Stop:
    match = re.match(r"^([A-Z]{2})(?:\s+\S|[A-Z2-9]{3}$)", part)  # CN Dalian, CNDLC
    if match and match[1] in ALPHA2:
        return Stop(match[1], part)
    found = country(part)
    if found.code:
        return Stop(found.code, "")
    return Stop("", part) if not found.doubt.endswith("not said which") else Stop("", "")


def ports(cell: str, separator: str = "") -> list[str]:
    """The ports of a cell; a country behind a comma belongs to the port before it.

    >>> ports("Busan, Korea, Republic of; Port Klang, Malaysia"), ports("CNDLC, KRPUS")
    (['Busan, Korea, Republic of', 'Port Klang, Malaysia'], ['CNDLC', 'KRPUS'])
    """
    found = parts(cell, separator)
    if len(found) > 1 and ", ".join(found) == cell.strip() and any(map(_is_country, found[1:])):
        return [cell.strip()]
    return found


def _is_country(part: str) -> bool:
    found = country(part)
    return bool(found.code) or found.doubt.endswith("not said which")


def is_chain(cell: str) -> bool:
    """True for a cell that holds a way, not one place: it has an arrow, or several parts between lines or semicolons.

    >>> is_chain("Dalian > Port Klang > Durban"), is_chain("Korea, Republic of")
    (True, False)
    """
    return len(re.split(r"\s*(?:[;|→\n]|-*>)\s*", cell.strip())) > 1


def on_the_way(cell: str, separator: str, start: tuple[str, ...], end: tuple[str, ...], load: str, discharge: str) -> Route:
    """The route of one row. `start` and `end` are its countries of origin and dispatch, and of destination, which are no stop
    on the way; `load` and `discharge` its ports as other columns say them. Where they say none, the ends of the cell are
    the ports.
    """
    found = stops(cell, separator)
    ports = [stop.port for stop in found]
    said = []
    new_load = new_discharge = ""
    if len(found) > 1:
        if not load and ports[0]:
            new_load = ports[0]
            said.append("load_port")
        if not discharge and ports[-1]:
            new_discharge = ports[-1]
            said.append("discharge_port")
        ports[0] = "" if new_load or ports[0].casefold() == load.casefold() else ports[0]
        ports[-1] = "" if new_discharge or ports[-1].casefold() == discharge.casefold() else ports[-1]
    codes = [stop.country for stop in found]
    first = 1 if len(codes) > 1 and codes[0] in start else 0
    last = len(codes) - (1 if len(codes) > 1 and codes[-1] and codes[-1] in end else 0)
    countries = tuple(code for at, code in enumerate(codes[first:last], first) if code and (at == first or code != codes[at - 1]))
    doubt = f"{' and '.join(said)} taken from {cell.strip()[:60]!r}" if said else ""
    return Route(countries, tuple(port for port in ports if port), new_load, new_discharge, doubt)
