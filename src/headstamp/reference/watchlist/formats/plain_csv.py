"""A table of names: `id,name,schema`, several rows an id, or one column of names; more columns by their usual headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from headstamp.core.errors import InputError
from headstamp.core.party import NameKind
from headstamp.reference.watchlist.cells import Row, Table, plain, rows, table
from headstamp.reference.watchlist.days import iso
from headstamp.reference.watchlist.draft import Draft, party_kind, stable_id
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey, head_text

NAME = "plain-csv"
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "entityid", "entryid", "uid", "entnum", "reference", "ref", "listref"),
    "name": ("name", "names", "fullname", "entityname", "partyname", "caption", "primaryname"),
    "alias": ("aliases", "alias", "aka", "altnames", "alternatenames", "othernames"),
    "weak": ("weakaliases", "weakalias"),
    "former": ("formernames", "formername", "fka", "previousname", "previousnames"),
    "schema": ("schema", "type", "entitytype", "partytype", "kind"),
    "country": ("country", "countries", "nationality", "flag", "jurisdiction"),
    "born": ("birthdate", "born", "dob", "dateofbirth"),
    "birthplace": ("birthplace", "placeofbirth", "pob"),
    "address": ("address", "addresses"),
    "programme": ("programme", "programmes", "program", "programs", "regime"),
    "listed": ("listedon", "listingdate", "datedesignated", "listed"),
    "delisted": ("delistedon", "removedon"),
    "remarks": ("remarks", "remark", "note", "notes", "comment", "comments"),
    "imo": ("imo", "imonumber"), "mmsi": ("mmsi",), "registration": ("registration", "registrationnumber", "regno"),
    "tax": ("tax", "taxid", "taxnumber", "inn", "vat"), "passport": ("passport", "passportnumber"),
    "national id": ("nationalid",), "tail number": ("tailnumber",), "call sign": ("callsign",), "phone": ("phone",),
    "email": ("email",), "website": ("website",),
}  # fmt: skip
"""What a column may be called, compared without case, signs and spaces."""
_NUMBERS = (
    "imo",
    "mmsi",
    "registration",
    "tax",
    "passport",
    "national id",
    "tail number",
    "call sign",
    "phone",
    "email",
    "website",
)
_MANY = re.compile(r"\s*[;|\n]\s*")


def looks_like(head: str, _filename: str) -> bool:
    """Any delimited text with a column of names, or a single column; asked last."""
    first = head.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    return bool(first.strip()) and first[:1] not in "<{[" and "\x00" not in first


def list_id_of(_head: str, _filename: str) -> str:
    """The name of the file decides."""
    return ""


def edition_of(_head: str) -> str:
    """A plain table states no date."""
    return ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """One draft a row; rows of one id are joined by the reader of lists. Without ids, a name is its own."""
    first = next((line for line in head_text(seen.head).splitlines() if line.strip()), "")
    delimiter = max(",;\t|", key=first.count)
    header = {plain(cell) for cell in first.split(delimiter)}
    names = [name for name in COLUMNS["name"] if name in header]
    if names:
        yield from _headed(doc, seen, names[0], delimiter)
    elif first.count(delimiter) and not first.lstrip().startswith('"'):
        shown = ", ".join(sorted(filter(None, header))[:8])
        hint = f"name one column `name`; others that are understood: {', '.join(c for c in COLUMNS if c != 'name')}"
        raise InputError(f"no column of names; the first row holds {shown}", hint=hint, file=doc.name, row=1)
    else:
        yield "no header: every line was taken for a name"
        for row in rows(doc, seen, "\x1f"):
            if isinstance(row, Reject):
                yield row
            else:
                draft = Draft(stable_id(row.cells[0]), row.number)
                draft.name(row.cells[0].strip(), NameKind.PRIMARY)
                yield draft


def _headed(doc: Doc, seen: Survey, name: str, delimiter: str) -> Iterator[Read]:
    found = table(doc, seen, (name,), delimiter)
    there = {field: had for field, names in COLUMNS.items() if (had := _columns(found, names))}
    numbers = [field for field in _NUMBERS if field in there]
    for row in found.rows:
        if isinstance(row, Reject):
            yield row
        elif formula := next((cell for cell in row.cells if cell.lstrip()[:1] == "="), ""):
            yield Reject(doc.name, row.number, "holds a formula, which is never computed", formula[:60])
        else:
            yield _entry(found, row, there, numbers)


def _columns(found: Table, names: Sequence[str]) -> tuple[str, ...]:
    """The columns that go by any of `names`, also where one stands twice."""
    return tuple(key for name in names for key in found.index if key.partition("#")[0] == name)


def _entry(cells: Table, row: Row, there: Mapping[str, tuple[str, ...]], numbers: Sequence[str]) -> Draft:
    """One row; `there` = the columns the table has, by field, so that the others cost nothing."""

    def one(field: str) -> str:
        return cells.get(row, *there[field]) if field in there else ""

    def many(field: str) -> list[str]:
        cells_of = cells.all(row, *there[field]) if field in there else []
        return [part for cell in cells_of for part in _MANY.split(cell) if part]

    names = many("name")
    draft = Draft(one("id") or stable_id(names[0] if names else ""), row.number, party_kind(one("schema")))
    for nth, name in enumerate(names):
        draft.name(name, NameKind.ALIAS if nth else NameKind.PRIMARY)
    for field, kind in (("alias", NameKind.ALIAS), ("weak", NameKind.WEAK), ("former", NameKind.FORMER)):
        for name in many(field):
            draft.name(name, kind)
    draft.country(*many("country"))
    draft.say(draft.born, *(iso(each) for each in many("born")))
    draft.say(draft.birth_places, *many("birthplace"))
    for address in many("address"):
        draft.address(address)
    for label in numbers:
        for value in many(label):
            draft.number(label, value)
    draft.say(draft.programmes, *many("programme"))
    draft.listed_on, draft.delisted_on = iso(one("listed")), iso(one("delisted"))
    draft.say(draft.remarks, one("remarks"))
    return draft
