"""The UK lists as CSV: the UK Sanctions List of the FCDO, and OFSI's older consolidated list. Several rows an entry.

Source: the FCDO's and OFSI's format guides. The first row states the date, the header follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.cells import Row, Table, table
from headstamp.reference.watchlist.days import day, iso
from headstamp.reference.watchlist.draft import Draft, party_kind
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.formats.uk_xml import alias_kind
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey

NAME = "uk-csv"
_MANY = re.compile(r"\s*\(\d+\)\s*")
_NUMBERS = (
    ("Passport", ("passportnumber", "passportnumbers")),
    ("National identifier", ("nationalidentifiernumber", "nationalidentificationnumber", "nationalidentifiernumbers")),
    ("Business registration number", ("businessregistrationnumbers", "businessregistrationnumber")),
    ("IMO number", ("imonumber",)),
    ("Hull identification number", ("hullidentificationnumberhin", "hullidentificationnumber")),
    ("Phone number", ("phonenumber",)),
    ("Email", ("emailaddress",)),
    ("Website", ("website",)),
)


def looks_like(head: str, _filename: str) -> bool:
    """`Name 6` in the header, beside `Unique ID` or `Group ID`."""
    top = head[:8000]
    return "Name 6" in top and ("Unique ID" in top or "Group ID" in top)


def list_id_of(head: str, _filename: str) -> str:
    """`uk` with unique ids, `uk-ofsi` with OFSI's group ids alone."""
    return "uk" if "Unique ID" in head[:8000] else "uk-ofsi"


def edition_of(head: str) -> str:
    """The date in the first row: `Report Date: 12-Mar-2026` or `Last Updated,03/06/2026`."""
    first = head.split("\n", 1)[0]
    found = re.search(r"\d{1,2}[-/ ]\w{2,9}[-/ ]\d{4}|\d{4}-\d\d-\d\d", first)
    return day(found[0], "dmy") if found else ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """One draft a row; rows of one id are joined by the reader of lists."""
    wanted = "uniqueid" if list_id_of(seen.head.decode("utf-8", "replace"), doc.name) == "uk" else "groupid"
    found = table(doc, seen, ("name6", wanted))
    for row in found.rows:
        yield row if isinstance(row, Reject) else _entry(found, row)


def _entry(cells: Table, row: Row) -> Draft:
    def get(*names: str) -> str:
        return cells.get(row, *names)

    draft = Draft(get("uniqueid", "groupid", "ofsigroupid"), row.number)
    draft.kind = party_kind(get("individualentityship", "designationtype", "grouptype"))
    whole = " ".join(filter(None, (get(f"name{n}") for n in range(1, 7))))
    draft.name(whole, alias_kind(get("nametype", "aliastype"), get("aliasstrength", "aliasquality")))
    draft.name(get("namenonlatinscript"), NameKind.NATIVE)
    lines = (get(f"addressline{n}", f"address{n}") for n in range(1, 7))
    draft.address(*lines, get("addresspostalcode", "postzipcode"), of=get("addresscountry", "country"))
    draft.country(*_many(get("nationalityies", "nationality")), *_many(get("currentbelievedflagofship")))
    draft.say(draft.born, *(iso(each, "dmy") for each in _many(get("dob"))))
    draft.say(draft.birth_places, ", ".join(filter(None, (get("townofbirth"), get("countryofbirth")))))
    for label, names in _NUMBERS:
        for value in _many(get(*names)):
            draft.number(label, value)
    draft.say(draft.programmes, get("regimename", "regime"))
    draft.listed_on = iso(get("datedesignated", "uksanctionslistdatedesignated", "listedon"), "dmy")
    if imposed := get("sanctionsimposed"):
        draft.say(draft.remarks, f"Sanctions imposed: {imposed.replace('|', ', ')}")
    draft.say(draft.remarks, get("otherinformation"), get("ukstatementofreasons"))
    return draft


def _many(cell: str) -> list[str]:
    """`(1) Syria (2) Iraq` is two values."""
    return [part for part in _MANY.split(cell) if part]
