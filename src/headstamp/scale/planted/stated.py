"""What the sources of a case state that papers would carry, read from their words: goods, masses, places, ship, parties, days.

Everything else is drawn as for honest cargo. A description is not a name ("Iranian company linked to …"), and a captain's ship is
only named where the field holds a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from headstamp.observe.declarations.countries import country
from headstamp.scale.planted.casefile import Case
from headstamp.scale.planted.wording import words_of
from headstamp.scale.planted.world import world

_TONNES = re.compile(r"(\d[\d,.]*)\s*(t|tons?|tonnes?|kg)\b(?:\s+of\b)?", re.I)
_PIECES = re.compile(r"(\d[\d,]*)\s+(sacks|bags|boxes|crates|cartons|drums|cases|pallets)\b(?:\s+of\b)?", re.I)
_OPEN = re.compile(r"\b(explosives?|ammunition|weapons?|arms|munitions?|missiles?|rockets?)\b", re.I)
_NO_GOODS = re.compile(r"^cargo for\b", re.I)
_DIFFERS = re.compile(r"\bto (?P<one>[A-Z][\w .]+?) differing from .*\bto (?P<other>[A-Z][\w .]+)")
_AT_SEA = re.compile(r"\b(off|sea|nm|miles|waters|approach|imagery)\b", re.I)


@dataclass(frozen=True)
class Item:
    """One declared text, with the mass (kg) or count of packages that it states; None where it states none."""

    goods: str
    kg: float | None = None
    packages: float | None = None
    kind: str = ""


@dataclass(frozen=True)
class Stated:
    """Facts of a case that its papers carry. Countries are alpha-2; an empty value was not stated."""

    items: tuple[Item, ...]
    origins: tuple[str, ...]
    destinations: tuple[str, ...]  # of the papers: where they were declared to, else where the goods went
    other_destination: str  # that another paper states
    route: tuple[str, ...]
    load_port: str
    discharge_port: str
    tranship_ports: tuple[str, ...]
    vessel: str
    imo: str
    flag: str
    carrier: str
    shipper: str
    consignee: str
    days: tuple[date, date] | None
    mode: str
    headings: tuple[str, ...]  # stated beginnings of the code, "84", for every item; empty if none


def is_open(case: Case) -> bool:
    """Whether the papers themselves name arms: nothing is disguised by the goods text, so such a case is not planted."""
    return any(_OPEN.search(text) for text in case.lists["declared"])


def read_stated(case: Case) -> Stated:
    """Read a case. Pure; what cannot be read stays empty and will be drawn."""
    texts = case.texts
    origins = places(texts["origin"])
    meant = places(texts["destination"])
    declared = places(texts["declared_to"])
    two = next((found for text in case.lists["documents_forged_or_false"] if (found := _DIFFERS.search(text))), None)
    other = _one(two["one"]) if two else ""
    on_paper = (_one(two["other"]),) if two and _one(two["other"]) else ()
    destinations = on_paper or declared or meant
    steps = [step for text in case.lists["route"] for step in _steps(text)]
    called = places(texts["country_found"]) if not _AT_SEA.search(texts["place"] + " " + texts["country_found"]) else ()
    route = tuple(dict.fromkeys(code for step in (*steps, *[(code, "") for code in called]) if (code := step[0])))
    ends = {*origins[:1], *destinations[:1], other}
    ports = tuple(dict.fromkeys(port for code, port in steps if port))
    home = _ports(texts["origin"], origins) or tuple(port for port in ports if port[:2] in origins)
    away = _ports(texts["destination"], destinations) or tuple(port for port in ports if port[:2] in destinations)
    away = away or (_ports(texts["place"], destinations) if set(destinations) & set(called) else ())
    return Stated(
        _items(case), origins, destinations, other if other not in destinations else "",
        tuple(code for code in route if code not in ends), home[0] if home else "", away[0] if away else "",
        tuple(port for port in ports if port[:2] not in ends), _vessel(texts["conveyance"]),
        _imo(texts["imo"]), _flag(texts["flag"]),
        _name(texts["operator"]), _name(texts["shipper"]), _name(texts["consignee"]), days(texts["date"]), _mode(texts["mode"]),
        tuple(re.findall(r"\d{2,6}", texts["declared_hs"])),
    )  # fmt: skip


def places(text: str) -> tuple[str, ...]:
    """Countries that a text names by code or as a whole, in order: "PK (1999 view) / LY (later)" -> PK, LY."""
    clean = re.sub(r"\bGaza\b\s*(\(PA\))?", " ", text)  # no country of the tables, and PA is Panama
    clean = re.sub(r"\b[A-Z]{2} by air to (?=[A-Z]{2}\b)", "", clean)  # flown first: the papers of the ship begin where it loaded
    codes = [code for code in re.findall(r"\b[A-Z]{2}\b", clean) if code in world().country]
    if not codes:
        parts = re.split(r"\s*(?:,|/|\band\b|\bthen\b|>)\s*", re.sub(r"\(.*?\)", "", clean))
        codes = [code for part in parts if (code := _one(part))]
    return tuple(dict.fromkeys(codes))


def days(text: str) -> tuple[date, date] | None:
    """First and last day that a date may mean: a day, a month, a year, or a span of them; None where it cannot be read."""
    ends = [_span(part.strip()) for part in text.split("/")] if text else []
    known = [end for end in ends if end]
    return (known[0][0], known[-1][1]) if known else None


def _span(text: str) -> tuple[date, date] | None:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return first, first
    after = date(year + (month == 12 or not month), 1 if month in (0, 12) else month + 1, 1)
    return first, after - timedelta(days=1)


def _items(case: Case) -> tuple[Item, ...]:
    items = []
    for text in case.lists["declared"]:
        mass, pieces = _TONNES.search(text), _PIECES.search(text)
        kg = _number(mass[1]) * (1.0 if mass[2].lower() == "kg" else 1_000.0) if mass else None
        goods = re.sub(r"\(.*?\)", "", _PIECES.sub("", _TONNES.sub("", text))).replace(" of the ", " ").strip(" ,;")
        goods = goods if words_of(goods) and not _NO_GOODS.match(goods) else ""
        items.append(Item(goods, kg, _number(pieces[1]) if pieces else None, pieces[2].upper() if pieces else ""))
    return tuple(items) or (Item(""),)


def _number(text: str) -> float:
    return float(re.sub(r"[,.](?=\d{3}\b)", "", text).replace(",", ".").rstrip("."))


def _one(text: str) -> str:
    code = country(text.strip()).code
    return code if code in world().country else ""


def _steps(text: str) -> list[tuple[str, str]]:
    """Country and port of one stop: "CN Dalian" -> CN, CNDLC; "Port Sudan" -> SD, SDPZU."""
    bare = re.sub(r"\(.*?\)", "", text)
    stated = places(bare)
    ports = _ports(text, stated)
    if ports and not stated:
        return [(port[:2], port) for port in ports]
    return [(code, next((port for port in ports if port[:2] == code), "")) for code in stated]


def _ports(text: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Ports that a text names, in the stated countries where there are any (there are two Tripolis)."""
    here, low = world(), text.lower()
    found = [(low.find(name.lower()), code) for name, code in zip(here.port_names, here.ports, strict=True)
             if re.search(rf"\b{re.escape(name.lower())}\b", low)]  # fmt: skip
    kept = [code for _, code in sorted(found) if not countries or code[:2] in countries]
    names = [here.port_names[here.port[code]] for code in kept]
    return tuple(code for at, code in enumerate(kept) if names[at] not in names[:at])


def _vessel(text: str) -> str:
    bare = re.sub(r"\(.*?\)", "", text).split(";")[0].strip()
    named = bare and all(word[:1].isupper() or word[:1].isdigit() for word in bare.split()) and not bare[:1].isdigit()
    return bare if named and len(bare.split()) <= 5 else ""


def _imo(text: str) -> str:
    found = re.search(r"\b\d{7}\b", text)
    return found[0] if found else ""


def _flag(text: str) -> str:
    return text if re.fullmatch(r"[A-Z]{2}", text) else ""


def _name(text: str) -> str:
    bare = re.sub(r"\(.*?\)", "", text).strip()
    described = re.search(r"\b(linked|arranged|unknown|company|did not|office of)\b", bare)
    return "" if not bare or bare[:1].islower() or described else bare


def _mode(text: str) -> str:
    low = text.lower()
    return next((mode for mode in ("sea", "air", "road", "rail") if low.startswith(mode)), "")
