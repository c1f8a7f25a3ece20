"""The Denied Persons List of BIS as text with tabs. It gives no ids: name and date of the order make one."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.cells import table
from headstamp.reference.watchlist.days import iso
from headstamp.reference.watchlist.draft import Draft, stable_id
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey

NAME = "bis-dpl"


def looks_like(head: str, _filename: str) -> bool:
    """The header names Effective_Date, Standard_Order and FR_Citation, tabs between."""
    first = head.split("\n", 1)[0]
    return "\t" in first and "Standard_Order" in first and "FR_Citation" in first


def list_id_of(_head: str, _filename: str) -> str:
    """Always `bis-dpl`."""
    return "bis-dpl"


def edition_of(_head: str) -> str:
    """The file states no date."""
    return ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """One draft a row; a second address of the same order is a second row and joins it. Kinds of party are not given."""
    found = table(doc, seen, ("name", "effectivedate", "frcitation"), delimiter="\t")
    for row in found.rows:
        if isinstance(row, Reject):
            yield row
            continue
        name, began = found.get(row, "name"), iso(found.get(row, "effectivedate"), "mdy")
        draft = Draft(stable_id(name, began), row.number)
        draft.name(name, NameKind.PRIMARY)
        draft.address(
            *(found.get(row, part) for part in ("streetaddress", "city", "state", "postalcode")), of=found.get(row, "country")
        )
        draft.listed_on, draft.delisted_on = began, iso(found.get(row, "expirationdate"), "mdy")
        draft.say(draft.programmes, "BIS Denied Persons")
        draft.say(draft.remarks, found.get(row, "frcitation"), found.get(row, "action"))
        yield draft
