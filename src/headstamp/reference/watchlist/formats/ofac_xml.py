"""OFAC's simpler XML (`SDN.XML`, `CONSOLIDATED.XML`): one sdnEntry an entry. Source: OFAC's schema `sdn.xsd`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.days import day, iso
from headstamp.reference.watchlist.draft import Draft, party_kind
from headstamp.reference.watchlist.formats.ofac_remarks import read_remarks
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.tree import elements, text, texts
from headstamp.reference.watchlist.unpack import Doc, Survey

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "ofac-xml"


def looks_like(head: str, _filename: str) -> bool:
    """The root sdnList."""
    return "<sdnList" in head


def list_id_of(_head: str, filename: str) -> str:
    """`ofac-cons` for files named after the consolidated set, else `ofac-sdn`."""
    return "ofac-cons" if "cons" in filename.casefold() else "ofac-sdn"


def edition_of(head: str) -> str:
    """The element Publish_Date, month first."""
    found = re.search(r"<Publish_Date>([^<]+)<", head)
    return day(found[1].strip(), "mdy") if found else ""


def read(doc: Doc, _seen: Survey) -> Iterator[Read]:
    """One entry a sdnEntry; its uid is its id."""
    for number, element in enumerate(elements(doc, {"sdnEntry"}), start=1):
        yield _entry(element, number)


def _full(element: Element) -> str:
    """`LAST, First`, as OFAC's other files write it."""
    return ", ".join(filter(None, (text(element, "lastName"), text(element, "firstName"))))


def _entry(element: Element, number: int) -> Draft:
    draft = Draft(text(element, "uid"), number, party_kind(text(element, "sdnType")))
    draft.name(_full(element), NameKind.PRIMARY)
    draft.say(draft.programmes, *texts(element, "programList/program"))
    for alias in element.iterfind("akaList/aka"):
        former = "f.k.a" in text(alias, "type")
        kind = NameKind.FORMER if former else NameKind.ALIAS
        draft.name(_full(alias), NameKind.WEAK if text(alias, "category") == "weak" else kind)
    for address in element.iterfind("addressList/address"):
        parts = (text(address, part) for part in ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode"))
        draft.address(*parts, of=text(address, "country"))
    for paper in element.iterfind("idList/id"):
        draft.number(text(paper, "idType"), text(paper, "idNumber"), text(paper, "idCountry"))
    draft.country(*texts(element, "nationalityList/nationality/country"), *texts(element, "citizenshipList/citizenship/country"))
    draft.say(draft.born, *(iso(each) for each in texts(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth")))
    draft.say(draft.birth_places, *texts(element, "placeOfBirthList/placeOfBirthItem/placeOfBirth"))
    draft.country(text(element, "vesselInfo/vesselFlag"))
    draft.number("call sign", text(element, "vesselInfo/callSign"))
    read_remarks(text(element, "remarks"), draft)
    draft.say(draft.remarks, text(element, "title"))
    return draft
