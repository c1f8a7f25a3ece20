"""Guessing the mapping of a file from its headings, and from its cells where a heading says nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from headstamp.core.text import fold
from headstamp.observe.declarations.codes import container_check, imo, is_heading, lost_zeros
from headstamp.observe.declarations.dates import is_day, order
from headstamp.observe.declarations.mapping import FIELDS, KINDS, MASSES, NUMBERS, Mapping
from headstamp.observe.declarations.numbers import evidence, mass_unit, settled
from headstamp.observe.declarations.vocabulary import ALIASES, by_number

SAMPLE = 5_000
"""Rows that are looked at."""
_NOT_ALONE = frozenset(map(fold, ("id", "no", "number", "value", "line", "item", "price", "description", "weight", "peso",
    "poids",
                                  "вес", "identity", "reference number", "dispatch", "partner", "amount",
                                  "product")))  # fmt: skip
"""Headings that are taken, but shown as open: they could name something else."""
_NO_FIELD = frozenset(
    map(fold, ("country", "port", "code", "name", "pais", "pays", "страна", "国家", "국가", "type", "country code"))
)
_RULES: tuple[tuple[str, str], ...] = (
    ("gross_kg", r"(gross|brut[oae]?|брутто|毛重)(?=.*(weight|mass|wt|kg|peso|poids|вес|масс|重)|$)"),
    ("net_kg", r"\b(net|neto|нетто|净重)\b(?=.*(weight|mass|wt|kg|peso|poids|вес|масс|重)|$)"),
    ("origin", r"(?=.*\b(country|pais|pays|cty|ctry)\b).*\b(origin|origen|origine)\b|原产国|원산지"),
    ("dispatch",
    r"(?=.*\b(country|pais|pays|cty|ctry)\b).*\b(dispatch|export|departure|procedencia|provenance|lading|exportation)\b"),
    ("destination", r"(?=.*\b(country|pais|pays|cty|ctry)\b).*\b(destination|destino|import)\b"),
    ("load_port", r"(?=.*\bport\b|.*\bpuerto\b).*\b(loading|lading|load|embarque|chargement|departure)\b"),
    ("discharge_port", r"(?=.*\bport\b|.*\bpuerto\b).*\b(discharge|unloading|unlading|descarga|dechargement|arrival)\b"),
    ("hs", r"\b(hs|hts|tariff|commodity|arancelari[ao]|тн вэд|tarifaire)\b.*\b(code|no|number|codigo|heading)?\b"),
    ("goods",
    r"\b(goods|cargo|commodity|merchandise|product)\b.*\b(desc|description|name)\b|\bdescription\b.*\bgoods\b|\bdescripcion\b.*\b(mercan|producto|comercial)"),
    ("containers", r"\b(container|cntr|contenedor|conteneur|контейнер)"),
    ("consignee", r"\b(consignee|importer|buyer)\b.*\bname\b|\bname\b.*\b(consignee|importer|buyer)\b"),
    ("shipper",
    r"\b(shipper|consignor|exporter|seller|supplier)\b.*\bname\b|\bname\b.*\b(shipper|consignor|exporter|seller|supplier)\b"),
    ("consignee", r"\b(consignee|importer|buyer)\b.*\baddress\b"),
    ("shipper", r"\b(shipper|consignor|exporter|seller|supplier)\b.*\baddress\b"),
    ("packages", r"\b(number|no|count|quantity|total)\b.*\b(packages|pkgs|bultos|colis)\b"),
)  # fmt: skip
_SKIPPED_WORDS = re.compile(
    r"address|addr|direccion|adresse|адрес|phone|tel|email|city|zip|postal|地址|주소|tax|duty|rate|indicator", re.I
)


_COIN = re.compile(
    r"(?i)(?<![a-z])(usd|eur|gbp|cny|krw|jpy|rub|chf|aed|zar|inr|brl|mxn|sgd|hkd|twd|try|uah|kzt|egp|cop|pen|clp)(?![a-z])"
)
_EDITION = re.compile(r"(?<!\d)(1992|1996|2002|2007|2012|2017|2022|2028)(?!\d)")
"""Years in which an edition of the Harmonized System came into force."""


def field_of(heading: str) -> tuple[str, int] | None:
    """(field, rank) of a heading: whole, then without what stands in brackets, then each half of a bilingual one, then by the
    words in it (rank 1000 and more). None for one that says nothing.
    """
    plain = re.sub(r"^\s*(?:box|case|casilla|графа|гр)?\.?\s*\d{1,2}\s*[.):]\s*", "", heading, flags=re.I)
    parts = [heading, plain, re.sub(r"[(\[（].*?[)\]）]", " ", plain), *re.split(r"[/|\n]| - ", plain)]
    for at, part in enumerate(parts):
        if fold(part) in _NO_FIELD:
            continue
        if found := ALIASES.get(fold(part)):
            return found[0], found[1] + 100 * (at > 1)
    if name := by_number(heading):
        return name, 50
    words = " ".join(re.sub(r"[\W_]+", " ", plain.casefold()).split())
    if _SKIPPED_WORDS.search(words) and "name" not in words.split():
        return None
    return next(((name, 1000 + at) for at, (name, rule) in enumerate(_RULES) if re.search(rule, words)), None)


def score(headings: Sequence[str]) -> int:
    """How many cells of a row are headings of fields."""
    return len({found[0] for cell in headings if cell and len(cell) < 200 and (found := field_of(cell))})


def guess(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, semicolons: bool = False
) -> tuple[Mapping, list[str], list[str]]:
    """(mapping, open questions, notes) for a table with these headings and these first rows, every row as wide as the
    headings.
    """
    cells: dict[str, list[str]] = {h: [row[at] for row in rows[:SAMPLE] if row[at].strip()] for at, h in enumerate(headings) if h}
    columns, asked = _by_heading(headings, cells)
    notes = _by_content(headings, cells, columns)
    mapping, more = settings(columns, cells, semicolons)
    constants = {} if "document" in columns else {"document": _document(columns)}
    if constants:
        notes.append(f"taken for {constants['document']}s, by the columns")
    if "currency" not in columns and (coin := _COIN.search(columns.get("value", ""))):
        constants["currency"] = coin[1].upper()
        notes.append(f"currency: {coin[1].upper()}, by the heading of the value")
    edition = _EDITION.search(columns.get("hs", ""))
    return replace(mapping, constants=constants, hs_edition=edition[1] if edition else ""), asked, notes + more


def _by_heading(headings: Sequence[str], cells: dict[str, list[str]]) -> tuple[dict[str, str], list[str]]:
    wanted: dict[str, list[tuple[int, int, str]]] = {}
    asked: list[str] = []
    for at, heading in enumerate(headings):
        if not heading:
            continue
        if fold(heading) in _NO_FIELD and cells.get(heading):
            asked.append(f"{heading!r} is not used: it does not say whose or which")
        elif found := field_of(heading):
            wanted.setdefault(found[0], []).append((found[1], at, heading))
    columns: dict[str, str] = {}
    for name, found_for in wanted.items():
        found_for.sort(key=lambda one: (not cells.get(one[2]), one[0], one[1]))  # an empty column is taken last
        columns[name] = found_for[0][2]
        others = [heading for _, _, heading in found_for[1:] if cells.get(heading)]
        if others:
            asked.append(f"{name}: {columns[name]!r} was taken; {', '.join(map(repr, others))} could be meant too")
        elif fold(columns[name]) in _NOT_ALONE or found_for[0][0] >= 1000:
            asked.append(f"{name}: {columns[name]!r} was taken, by a heading that could mean something else")
    return {name: columns[name] for name in FIELDS if name in columns}, asked


def _by_content(headings: Sequence[str], cells: dict[str, list[str]], columns: dict[str, str]) -> list[str]:
    """Columns that no heading explains, by what stands in them. Changes `columns`."""
    notes = []
    used = set(columns.values())
    for name, test in _TESTS.items():
        if name in columns:
            continue
        for heading in headings:
            values = cells.get(heading, [])[:500]
            if heading in used or len(values) < 3 or field_of(heading) is not None:
                continue
            if sum(map(test, values)) >= 0.9 * len(values):
                columns[name] = heading
                used.add(heading)
                notes.append(f"{name}: {heading!r}, by what stands in it")
                break
    return notes


def _container(cell: str) -> bool:
    found = re.findall(r"[A-Z]{3}[UJZ]\d{7}", re.sub(r"[\s-]", "", cell.upper()))
    return bool(found) and any(map(container_check, found))


def _hs(cell: str) -> bool:
    digits = re.sub(r"[\s.]", "", cell)
    return bool(re.fullmatch(r"\d{4}\.\d\d(?:\.\d\d){0,2}|\d{6}|\d{8}|\d{10}", cell.strip())) and is_heading(digits)


def _imo(cell: str) -> bool:
    digits, doubt = imo(cell)
    return bool(digits) and not doubt and digits[0] in "56789"


_TESTS: dict[str, Callable[[str], bool]] = {"containers": _container, "imo": _imo, "hs": _hs, "date": is_day}
"""A six-digit number is a commodity code by chance in one of eight, an IMO number in one of twenty: nine in ten is no chance."""


def _document(columns: dict[str, str]) -> str:
    if "master_bill" in columns or "house_bill" in columns:
        manifest = "manifest" in fold(columns.get("number", ""))
        return (
            "manifest" if manifest else "declaration" if "number" in columns and "declar" in fold(columns["number"]) else "bill"
        )
    return "declaration"


def settings(columns: dict[str, str], cells: dict[str, list[str]], semicolons: bool) -> tuple[Mapping, list[str]]:
    """(the mapping with its decimal marks, date order, units of mass and lost zeros, notes), by the cells of the columns."""
    found = {name: evidence(cells.get(columns[name], [])) for name in NUMBERS if name in columns}
    marks = settled(found, semicolons)
    notes = [f"{name}: the decimal mark is {'a comma' if mark == ',' else mark or 'not told by anything'}"
             for name, mark in marks.items() if mark != "."]  # fmt: skip
    notes = [note.replace("mark is ?", "mark is not the same in all cells") for note in notes]
    units = {name: unit for name in MASSES if name in columns and (unit := _heading_unit(columns[name]))}
    notes += [f"{name}: in {unit}, by its heading" for name, unit in units.items() if unit != "kg"]
    days = order(cells.get(columns["date"], [])) if "date" in columns and KINDS["date"] == "day" else ""
    if days:
        notes.append("date: day and month change places in the column" if days == "?" else f"date: read as {days}")
    zeros = "hs" in columns and lost_zeros(cells.get(columns["hs"], []))
    if zeros:
        notes.append("hs: codes that are one digit short get back the zero that a spreadsheet took")
    return Mapping(columns, {}, marks, days, units, "", "", zeros), notes


def _heading_unit(heading: str) -> str:
    words = re.findall(r"[^\W\d_]+", heading.casefold())
    return next((unit for word in reversed(words) if (unit := mass_unit(word)) and word not in ("g", "gr", "t")), "") or (
        "t" if re.search(r"[(\[]\s*t\s*[)\]]", heading.casefold()) else ""
    )
