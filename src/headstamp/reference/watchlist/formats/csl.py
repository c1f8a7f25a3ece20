"""The US Consolidated Screening List as CSV or JSON: one entry a row, its source list named in each.

Source: ITA, developer pages of the list. It carries the BIS Entity, Military End-User, Unverified and Denied Persons lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.cells import table
from headstamp.reference.watchlist.days import iso
from headstamp.reference.watchlist.draft import Draft, party_kind, stable_id
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.known import PARTS
from headstamp.reference.watchlist.lines import array
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey

NAME = "us-csl"
_CODE = re.compile(r"\(([A-Z]+)\)")
_ID = re.compile(r"^(?:([A-Z]{2}), )?(.+), ([^,]+)$")
_MANY = re.compile(r"\s*;\s*")


def looks_like(head: str, _filename: str) -> bool:
    """The fields entity_number, source and federal_register_notice, in a header or as keys."""
    return all(word in head for word in ("entity_number", "federal_register_notice", "source"))


def list_id_of(_head: str, _filename: str) -> str:
    """Always `us-csl`; the list inside it is the first programme of each entry."""
    return "us-csl"


def edition_of(_head: str) -> str:
    """The file states no date."""
    return ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """One draft an entry, from either form."""
    if seen.head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        for number, item in array(doc, "results"):
            yield item if isinstance(item, Reject) else _from_json(item, number)
        return
    found = table(doc, seen, ("source", "entitynumber", "name"))
    names = [name for name in found.index if name]
    for row in found.rows:
        if isinstance(row, Reject):
            yield row
        else:
            yield _entry({name: found.get(row, name) for name in names}, row.number)


def _from_json(item: Mapping[str, Any], number: int) -> Draft:
    flat = {key.replace("_", ""): _flat(value) for key, value in item.items() if key not in ("addresses", "ids")}
    draft = _entry(flat, number)
    for address in item.get("addresses") or ():
        parts = (address.get(key) for key in ("address", "city", "state", "postal_code"))
        draft.address(*parts, of=address.get("country"))
    for each in item.get("ids") or ():
        draft.number(each.get("type") or "", each.get("number"), each.get("country"))
    return draft


def _flat(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(each) for each in value if each)
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _entry(cells: Mapping[str, str], number: int) -> Draft:
    def get(name: str) -> str:
        return cells.get(name, "")

    def many(name: str) -> list[str]:
        return [each for each in _MANY.split(get(name)) if each]

    source, name = get("source"), get("name")
    entry_id = get("id") or get("entitynumber") or stable_id(source, name, get("startdate"))
    draft = Draft(entry_id, number, party_kind(get("type") or "?"))
    draft.name(name, NameKind.PRIMARY)
    for alias in many("altnames"):
        draft.name(alias)
    code = (_CODE.findall(source) or [""])[0]
    short, effect = PARTS.get(code, (source, ""))
    draft.legal_effect = " ".join(filter(None, (effect, get("licenserequirement"), get("licensepolicy"))))
    draft.say(draft.programmes, short, *many("programs"))
    for address in many("addresses"):
        head, _, last = address.rpartition(", ")
        is_code = bool(re.fullmatch("[A-Z]{2}", last)) and code != "DPL"  # there the last part can be a US state
        draft.address(head if is_code else address, of=last if is_code else None)
    draft.country(*many("nationalities"), *many("citizenships"), get("vesselflag"))
    draft.say(draft.born, *(iso(each) for each in many("datesofbirth")))
    draft.say(draft.birth_places, *many("placesofbirth"))
    draft.number("call sign", get("callsign"))
    for each in many("ids"):
        if m := _ID.match(each):
            draft.number(m[3], m[2], m[1])
    draft.listed_on, draft.delisted_on = iso(get("startdate")), iso(get("enddate"))
    draft.say(draft.remarks, get("remarks"), get("federalregisternotice"), get("title"))
    return draft
