"""FollowTheMoney entities: one JSON object a line, flat or with what belongs to them nested (`targets.nested.json`).

Source: the FollowTheMoney schema pages. Sanctions and papers that are objects of their own join the party they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from headstamp.core.party import NameKind, PartyKind
from headstamp.reference.watchlist.days import iso
from headstamp.reference.watchlist.draft import Draft
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.lines import lines
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey

NAME = "ftm"
KINDS = {
    "Person": PartyKind.PERSON, "Organization": PartyKind.ORGANISATION, "Company": PartyKind.ORGANISATION,
    "LegalEntity": PartyKind.UNKNOWN, "PublicBody": PartyKind.ORGANISATION, "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
}  # fmt: skip
"""Schemata that are parties. A LegalEntity can be a person or an organisation."""
_NAMES = (("name", NameKind.ALIAS), ("alias", NameKind.ALIAS), ("previousName", NameKind.FORMER), ("weakAlias", NameKind.WEAK),
          ("abbreviation", NameKind.WEAK))  # fmt: skip
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "flag")
_NUMBERS = {
    "imoNumber": "IMO", "mmsi": "MMSI", "registrationNumber": "registration", "taxNumber": "tax", "innCode": "INN",
    "vatCode": "VAT", "ogrnCode": "OGRN", "passportNumber": "passport", "idNumber": "national id", "leiCode": "LEI",
    "dunsCode": "DUNS", "swiftBic": "SWIFT", "callSign": "call sign", "serialNumber": "serial", "phone": "phone",
    "email": "email", "website": "website", "uscCode": "registration", "socialSecurityNumber": "SSN",
}  # fmt: skip
_LINKS = {"Sanction": "entity", "Passport": "holder", "Identification": "holder"}


def looks_like(head: str, _filename: str) -> bool:
    """The first line is an object with schema and properties."""
    first = head.lstrip()[:4000]
    return first[:1] == "{" and '"schema"' in first and '"properties"' in first


def list_id_of(_head: str, _filename: str) -> str:
    """The name of the file decides."""
    return ""


def edition_of(_head: str) -> str:
    """The file states no date."""
    return ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """One entry a party. Objects that are no parties are passed over, those without a schema set aside."""
    drafts: dict[str, Draft] = {}
    loose: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, item in lines(doc, seen):
        if isinstance(item, Reject):
            yield item
            continue
        schema, entry_id, properties = item.get("schema"), item.get("id"), item.get("properties")
        if not isinstance(schema, str) or not isinstance(entry_id, str) or not isinstance(properties, dict):
            yield Reject(doc.name, number, "no id, schema or properties", str(item)[:60])
        elif schema in KINDS:
            draft = _entry(entry_id, schema, item, number)
            if entry_id not in drafts:
                drafts[entry_id] = draft
            elif not drafts[entry_id].absorb(draft):
                yield Reject(doc.name, number, "the same id for another kind of party", entry_id)
        elif schema in _LINKS:
            for target in _values(properties, _LINKS[schema]):
                loose[target].append(item)
    for entry_id, items in loose.items():
        if entry_id in drafts:
            for each in items:
                _linked(each, drafts[entry_id])
    yield from drafts.values()


def _values(properties: Mapping[str, Any], name: str) -> list[str]:
    """The texts of a property; of nested objects their ids."""
    found = properties.get(name)
    values = found if isinstance(found, list) else [] if found is None else [found]
    return [text for each in values if (text := str(each.get("id", "") if isinstance(each, dict) else each).strip())]


def _entry(entry_id: str, schema: str, item: Mapping[str, Any], number: int) -> Draft:
    properties = item["properties"]
    draft = Draft(entry_id, number, KINDS[schema])
    draft.name(item.get("caption") if isinstance(item.get("caption"), str) else "", NameKind.PRIMARY)
    for name, kind in _NAMES:
        for value in _values(properties, name):
            draft.name(value, kind if draft.names else NameKind.PRIMARY)
    for name in _COUNTRIES:
        draft.country(*(value.split("-")[0] for value in _values(properties, name)))
    draft.say(draft.born, *_values(properties, "birthDate"))
    draft.say(draft.birth_places, *_values(properties, "birthPlace"))
    for address in _values(properties, "address"):
        draft.address(address)
    for name, label in _NUMBERS.items():
        for value in _values(properties, name):
            draft.number(label, value)
    for name in ("addressEntity", "sanctions", "identifiers", "passports"):
        for nested in properties.get(name) or ():
            if isinstance(nested, dict):
                _linked(nested, draft)
    draft.say(draft.programmes, *_values(properties, "programId"), *_values(properties, "program"))
    draft.say(draft.remarks, *_values(properties, "notes"), *(f"topic: {each}" for each in _values(properties, "topics")))
    return draft


def _linked(item: Mapping[str, Any], draft: Draft) -> None:
    """A sanction, a paper or an address that belongs to a party."""
    schema, properties = item.get("schema"), item.get("properties") or {}
    if schema == "Sanction":
        draft.say(
            draft.programmes,
            *(_values(properties, "programId") or _values(properties, "program") or _values(properties, "authority")),
        )
        draft.say(
            draft.remarks, *_values(properties, "reason"), *(f"list entry {each}" for each in _values(properties, "authorityId"))
        )
        days = [iso(each) for name in ("listingDate", "startDate") for each in _values(properties, name)]
        draft.listed_on = min(filter(None, (draft.listed_on, *days)), default="")
    elif schema == "Address":
        draft.address(next(iter(_values(properties, "full")), ""))
        draft.country(*_values(properties, "country"))
    elif schema in ("Passport", "Identification"):
        label = "passport" if schema == "Passport" else next(iter(_values(properties, "type")), "") or "national id"
        for value in _values(properties, "number"):
            draft.number(label, value, next(iter(_values(properties, "country")), ""))
