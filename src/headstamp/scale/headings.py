"""Which columns of a table hold the names to be asked, and which what is known beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headstamp.core.errors import InputError, UsageError
from headstamp.core.text import fold
from headstamp.scale.table import ASKED, FACTS

NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "names", "full name", "party", "party name", "entity", "entity name", "company", "company name", "customer",
             "customer name", "counterparty", "query", "caption", "legal name", "наименование", "название", "имя", "фио",
             "이름", "명칭", "상호", "名称", "姓名", "اسم", "nom", "nombre"),
    "shipper": ("shipper", "shipper name", "consignor", "consignor name", "exporter", "exporter name", "sender", "sender name",
                "seller", "supplier", "supplier name", "отправитель", "экспортер"),
    "consignee": ("consignee", "consignee name", "importer", "importer name", "receiver", "receiver name", "recipient", "buyer",
                  "buyer name", "получатель", "импортер"),
    "notify": ("notify", "notify party", "notify party name", "notify name", "also notify"),
    "vessel": ("vessel", "vessel name", "ship", "ship name", "name of vessel", "судно"),
    "broker": ("broker", "broker name", "agent", "agent name", "forwarder", "freight forwarder", "declarant", "carrier",
               "carrier name", "end user", "end user name", "manufacturer", "owner", "owner name"),
}  # fmt: skip
ALIASES = (
    "alias",
    "aliases",
    "aka",
    "alt names",
    "alternate names",
    "other names",
    "also known as",
    "former names",
    "trading name",
)
KNOWN: dict[str, tuple[str, ...]] = {
    "id": ("id", "row id", "record id", "party id", "entity id", "customer id", "reference", "ref", "uid", "no", "number",
           "declaration", "declaration no", "declaration number", "bill of lading", "bl no"),
    "kind": ("kind", "schema", "type", "party type", "entity type", "customer type"),
    "country": ("country", "countries", "nationality", "country code", "jurisdiction", "flag", "citizenship"),
    "birth_date": ("birth date", "date of birth", "dob", "born", "birthdate", "year of birth"),
    "imo": ("imo", "imo number", "imo no", "vessel imo"),
    "registration": ("registration", "registration number", "reg no", "registration no", "company number", "ogrn"),
    "passport": ("passport", "passport number", "passport no"),
    "tax_id": ("tax id", "tax", "tax number", "inn", "vat", "vat number", "tin"),
}  # fmt: skip
_NAME_OF = {fold(word): role for role, words in NAMES.items() for word in words}
_KNOWN_OF = {fold(word): field for field, words in KNOWN.items() for word in words}


@dataclass(frozen=True, slots=True)
class Asked:
    """One column of names: its heading, its place, where what is known beside it stands, and more names of the same party."""

    heading: str
    at: int
    beside: Mapping[str, int]
    aliases: tuple[int, ...] = ()
    vessel: bool = False


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of names of a table, and columns that look useful but belong to no one name, so that they are not used."""

    asked: tuple[Asked, ...]
    unused: tuple[str, ...] = ()


def find(header: Sequence[str], given: Mapping[str, str] | None, file: str) -> Headings:
    """The columns by `given` (`{"name": "Party 1", "country": "Ctry"}`), else by the headings that forms commonly carry.

    Where a table has several columns of names, each is asked; `consignee country` then belongs to `consignee`, and a bare
    `country` to none. Raises UsageError for a column that is not there, InputError where no heading is one of a name.
    """
    keys = [fold(cell) for cell in header]
    if given:
        return Headings((_chosen(keys, header, given, file),))
    roles: dict[str, int] = {}
    for at, key in enumerate(keys):
        role = _NAME_OF.get(key)
        if role == "name" or role is None:
            continue
        if key not in keys[:at]:  # a heading that stands twice is one column of several names
            roles[f"{role} {at}"] = at
    plain = next((keys.index(fold(word)) for word in NAMES["name"] if fold(word) in keys), None)
    if plain is not None:
        roles = {"name": plain, **roles}
    if not roles:
        shown = ", ".join(repr(cell) for cell in header[:12])
        hint = 'head the column of names "name", or say which it is with columns={"name": "..."}'
        raise InputError(f"no column of names among {shown}", hint=hint, file=file, row=1)
    return _several(keys, header, roles)


def is_name(heading: str) -> bool:
    """True for a heading that a column of names commonly has."""
    return fold(heading) in _NAME_OF


def _several(keys: Sequence[str], header: Sequence[str], roles: Mapping[str, int]) -> Headings:
    alone = len(roles) == 1
    used = set(roles.values())
    row_id = next((at for at, key in enumerate(keys) if _KNOWN_OF.get(key) == "id"), None)
    asked = []
    for role, at in roles.items():
        beside = _beside(keys, keys[at].removesuffix("name"), alone or role == "name")
        vessel = role.startswith("vessel")
        if vessel and "imo" not in beside:
            beside |= {field: i for i, key in enumerate(keys) if (field := _KNOWN_OF.get(key, "")) == "imo"}
        if row_id is not None:
            beside["id"] = row_id
        used |= set(beside.values())
        aliases = tuple(
            i for i, key in enumerate(keys)
            if i != at and (key == keys[at] or (key in _ALIASES and (alone or role == "name")))
        )  # fmt: skip
        used |= set(aliases)
        asked.append(Asked(header[at], at, beside, aliases, vessel))
    unused = tuple(header[i] for i, key in enumerate(keys) if (_KNOWN_OF.get(key) in FACTS or is_name(key)) and i not in used)
    return Headings(tuple(asked), unused)


def _beside(keys: Sequence[str], role: str, bare: bool) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, words in KNOWN.items():
        for word in words:
            for wanted in (role + fold(word), fold(word) if bare else ""):
                if wanted in keys and field not in found:
                    found[field] = keys.index(wanted)
    return found


def _chosen(keys: Sequence[str], header: Sequence[str], given: Mapping[str, str], file: str) -> Asked:
    place: dict[str, int] = {}
    for field, heading in given.items():
        if field not in ASKED:
            raise UsageError(f"no field is called {field!r}", hint=f"fields are {', '.join(ASKED)}")
        if fold(heading) not in keys:
            shown = ", ".join(repr(cell) for cell in header[:12])
            raise UsageError(f"{file} has no column {heading!r}", hint=f"it has {shown}")
        place[field] = keys.index(fold(heading))
    if "name" not in place:
        raise UsageError("no column of names was chosen", hint='columns={"name": "..."}')
    at = place.pop("name")
    return Asked(header[at], at, place, tuple(i for i, key in enumerate(keys) if i != at and key == keys[at]))


_ALIASES = {fold(word) for word in ALIASES}
