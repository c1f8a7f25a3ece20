"""The UK Sanctions List of the FCDO as XML. Source: the schema published with the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.days import day, iso
from headstamp.reference.watchlist.draft import Draft, party_kind
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.tree import elements, text, texts
from headstamp.reference.watchlist.unpack import Doc, Survey

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "uk-xml"
_NUMBERS = (
    ("BusinessRegistrationNumber", "Business registration number"),
    ("IMONumber", "IMO number"),
    ("HullIdentificationNumber", "Hull identification number"),
    ("PhoneNumber", "Phone number"),
    ("EmailAddress", "Email"),
    ("Website", "Website"),
)


def looks_like(head: str, _filename: str) -> bool:
    """Entries called Designation with a UniqueID."""
    return "<Designation" in head and "<UniqueID" in head


def list_id_of(_head: str, _filename: str) -> str:
    """Always `uk`."""
    return "uk"


def edition_of(head: str) -> str:
    """The element DateGenerated."""
    found = re.search(r"<(?:DateGenerated|PublicationDate)>([^<]+)<", head)
    return day(found[1].strip(), "dmy") if found else ""


def read(doc: Doc, _seen: Survey) -> Iterator[Read]:
    """One entry a Designation; its UniqueID is its id."""
    for number, element in enumerate(elements(doc, {"Designation"}), start=1):
        yield _entry(element, number)


def _entry(element: Element, number: int) -> Draft:
    draft = Draft(text(element, "UniqueID") or text(element, "OFSIGroupID"), number)
    draft.kind = party_kind(text(element, "IndividualEntityShip"))
    for name in element.iterfind("Names/Name"):
        whole = " ".join(filter(None, (text(name, f"Name{n}") for n in range(1, 7))))
        draft.name(whole, alias_kind(text(name, "NameType"), text(name, "AliasStrength")))
    for native in texts(element, "NonLatinNames/NonLatinName/NameNonLatinScript"):
        draft.name(native, NameKind.NATIVE)
    for address in element.iterfind("Addresses/Address"):
        lines = (text(address, f"AddressLine{n}") for n in range(1, 7))
        draft.address(*lines, text(address, "AddressPostalCode"), of=text(address, "AddressCountry"))
    draft.country(*texts(element, ".//Nationalities/Nationality"), *texts(element, ".//CurrentBelievedFlagOfShip"))
    draft.say(draft.born, *(iso(born, "dmy") for born in texts(element, ".//DOBs/DOB")))
    for place in element.iterfind(".//BirthDetails/Location"):
        draft.say(draft.birth_places, ", ".join(filter(None, (text(place, "TownOfBirth"), text(place, "CountryOfBirth")))))
    for tag, label in (("PassportNumber", "Passport"), ("NationalIdentifierNumber", "National identifier"), *_NUMBERS):
        for value in texts(element, f".//{tag}"):
            draft.number(label, value)
    draft.say(draft.programmes, text(element, "RegimeName"))
    draft.listed_on = iso(text(element, "DateDesignated"), "dmy")
    for label, path in (
        ("Sanctions imposed", "SanctionsImposed"),
        ("UN reference", "UNReferenceNumber"),
        ("OFSI group", "OFSIGroupID"),
    ):
        if value := text(element, path):
            draft.say(draft.remarks, f"{label}: {value.replace('|', ', ')}")
    draft.say(draft.remarks, text(element, "OtherInformation"), text(element, "UKStatementofReasons"))
    return draft


def alias_kind(name_type: str, strength: str) -> NameKind:
    """The kind of a UK name by its type (`Primary Name`, `Alias`, `AKA`, `FKA`) and strength (`Good`, `Low quality`)."""
    plain = name_type.casefold()
    if "low" in strength.casefold():
        return NameKind.WEAK
    if plain.startswith("primary") and "variation" not in plain:
        return NameKind.PRIMARY
    return NameKind.FORMER if "fka" in plain or "formerly" in plain else NameKind.ALIAS
