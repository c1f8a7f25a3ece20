"""The UN Security Council Consolidated List as XML. Source: the UN's schema `sc-sanctions.xsd`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from headstamp.core.party import NameKind, PartyKind
from headstamp.reference.watchlist.days import day, iso
from headstamp.reference.watchlist.draft import Draft
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.tree import elements, text, texts
from headstamp.reference.watchlist.unpack import Doc, Survey

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "un-xml"
_QUALITY = {"low": NameKind.WEAK, "f.k.a.": NameKind.FORMER}


def looks_like(head: str, _filename: str) -> bool:
    """The root element CONSOLIDATED_LIST."""
    return "<CONSOLIDATED_LIST" in head


def list_id_of(_head: str, _filename: str) -> str:
    """Always `un`."""
    return "un"


def edition_of(head: str) -> str:
    """The attribute dateGenerated."""
    found = re.search(r'dateGenerated="(\d{4}-\d\d-\d\d)', head)
    return day(found[1]) if found else ""


def read(doc: Doc, _seen: Survey) -> Iterator[Read]:
    """One entry a person or entity; the reference number (`KPi.001`) is its id."""
    for number, element in enumerate(elements(doc, {"INDIVIDUAL", "ENTITY"}), start=1):
        yield _entry(element, number)


def _entry(element: Element, number: int) -> Draft:
    draft = Draft(text(element, "REFERENCE_NUMBER") or text(element, "DATAID"), number)
    draft.kind = PartyKind.PERSON if element.tag == "INDIVIDUAL" else PartyKind.ORGANISATION
    parts = (text(element, f"{which}_NAME") for which in ("FIRST", "SECOND", "THIRD", "FOURTH"))
    draft.name(" ".join(filter(None, parts)), NameKind.PRIMARY)
    draft.name(text(element, "NAME_ORIGINAL_SCRIPT"), NameKind.NATIVE)
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        draft.name(text(alias, "ALIAS_NAME"), _QUALITY.get(text(alias, "QUALITY").casefold(), NameKind.ALIAS))
        draft.say(draft.born, iso(text(alias, "DATE_OF_BIRTH")))
    draft.country(*texts(element, "NATIONALITY/VALUE"))
    for address in element.iterfind(f"{element.tag}_ADDRESS"):
        draft.address(
            *(text(address, part) for part in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")), of=text(address, "COUNTRY")
        )
    for birth in element.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        draft.say(draft.born, _born(birth))
    for place in element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        draft.say(draft.birth_places, ", ".join(filter(None, (text(place, p) for p in ("CITY", "STATE_PROVINCE", "COUNTRY")))))
    for paper in element.iterfind("INDIVIDUAL_DOCUMENT"):
        label = text(paper, "TYPE_OF_DOCUMENT") or text(paper, "TYPE_OF_DOCUMENT2")
        draft.number(label, text(paper, "NUMBER"), text(paper, "ISSUING_COUNTRY") or text(paper, "COUNTRY_OF_ISSUE"))
    draft.say(draft.programmes, text(element, "UN_LIST_TYPE"))
    draft.say(draft.remarks, *texts(element, "DESIGNATION/VALUE"), text(element, "COMMENTS1"))
    draft.listed_on = iso(text(element, "LISTED_ON")[:10])
    return draft


def _born(birth: Element) -> str:
    first, last = text(birth, "FROM_YEAR"), text(birth, "TO_YEAR")
    said = iso(text(birth, "DATE")[:10]) or text(birth, "YEAR") or ("/".join(filter(None, (first, last))))
    return f"c. {said}" if said and text(birth, "TYPE_OF_DATE") == "APPROXIMATELY" else said
