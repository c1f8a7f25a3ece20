"""The EU's consolidated list of financial sanctions as XML, version 1.1. Source: the schema on the FSF download page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.days import day, iso
from headstamp.reference.watchlist.draft import Draft, party_kind
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.tree import elements, text
from headstamp.reference.watchlist.unpack import Doc, Survey

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "eu-xml"


def looks_like(head: str, _filename: str) -> bool:
    """The root element `export` with entries called sanctionEntity."""
    return "<sanctionEntity" in head and "<export" in head


def list_id_of(_head: str, _filename: str) -> str:
    """Always `eu`."""
    return "eu"


def edition_of(head: str) -> str:
    """The attribute generationDate."""
    found = re.search(r'generationDate="(\d{4}-\d\d-\d\d)', head)
    return day(found[1]) if found else ""


def read(doc: Doc, _seen: Survey) -> Iterator[Read]:
    """One entry a sanctionEntity; its EU reference number is its id."""
    for number, element in enumerate(elements(doc, {"sanctionEntity"}), start=1):
        yield _entry(element, number)


def _entry(element: Element, number: int) -> Draft:
    draft = Draft(element.get("euReferenceNumber") or element.get("logicalId") or "", number)
    subject = element.find("subjectType")
    if subject is not None:
        draft.kind = party_kind(subject.get("code") or subject.get("classificationCode") or "")
    for alias in element.iterfind("nameAlias"):
        weak = alias.get("strong") == "false" or "low quality" in text(alias, "remark").casefold()
        usual = NameKind.ALIAS if draft.names else NameKind.PRIMARY
        draft.name(alias.get("wholeName") or _joined(alias), NameKind.WEAK if weak else usual)
        draft.say(draft.remarks, alias.get("function"))
    for birth in element.iterfind("birthdate"):
        draft.say(draft.born, _born(birth))
        draft.say(
            draft.birth_places,
            ", ".join(filter(None, (birth.get("city"), birth.get("place"), birth.get("region"), _name(birth)))),
        )
    for citizenship in element.iterfind("citizenship"):
        draft.country(_country(citizenship))
    for paper in element.iterfind("identification"):
        label = paper.get("identificationTypeDescription") or paper.get("identificationTypeCode") or ""
        draft.number(label, paper.get("number") or paper.get("latinNumber"), _country(paper))
    for address in element.iterfind("address"):
        parts = (address.get(key) for key in ("street", "poBox", "zipCode", "city", "place", "region"))
        draft.address(*parts, of=_name(address))
        for contact in address.iterfind("contactInfo"):
            draft.number(contact.get("key") or "", contact.get("value"))
    _law(element, draft)
    return draft


def _law(element: Element, draft: Draft) -> None:
    dates = [element.get("designationDate") or ""]
    for regulation in element.iterfind("regulation"):
        draft.say(draft.programmes, regulation.get("programme"))
        draft.say(draft.remarks, regulation.get("numberTitle"))
        dates.append(regulation.get("entryIntoForceDate") or regulation.get("publicationDate") or "")
    draft.listed_on = min(filter(None, (iso(each[:10]) for each in dates if each)), default="")
    draft.say(draft.remarks, *(remark.text for remark in element.iterfind("remark")), element.get("designationDetails"))
    if element.get("unitedNationId"):
        draft.say(draft.remarks, f"UN reference {element.get('unitedNationId')}")


def _joined(alias: Element) -> str:
    return " ".join(filter(None, (alias.get(part) for part in ("firstName", "middleName", "lastName"))))


def _born(birth: Element) -> str:
    said = iso((birth.get("birthdate") or "")[:10])
    if not said and (year := birth.get("year")):
        parts = [year, *(part.zfill(2) for key in ("monthOfYear", "dayOfMonth") if (part := birth.get(key)))]
        said = iso("-".join(parts))
    if not said and birth.get("yearRangeFrom"):
        said = "/".join(filter(None, (birth.get("yearRangeFrom"), birth.get("yearRangeTo"))))
    return f"c. {said}" if said and birth.get("circa") == "true" else said


def _country(node: Element) -> str:
    code = node.get("countryIso2Code") or ""
    return code if code not in ("", "00") else _name(node)


def _name(node: Element) -> str:
    name = node.get("countryDescription") or ""
    return "" if name.casefold() in ("unknown", "") else name
