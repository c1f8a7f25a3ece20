"""OpenSanctions' `targets.simple.csv`: one row a party, several values of a cell with `;` between."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.cells import Row, Table, table
from headstamp.reference.watchlist.draft import Draft
from headstamp.reference.watchlist.formats.ftm import KINDS
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.labels import kind_of
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey

NAME = "targets-csv"


def looks_like(head: str, _filename: str) -> bool:
    """The header begins id, schema, name, aliases and names first_seen."""
    first = head.split("\n", 1)[0].replace('"', "")
    return first.startswith("id,schema,name,aliases,") and "first_seen" in first


def list_id_of(_head: str, _filename: str) -> str:
    """The name of the file decides."""
    return ""


def edition_of(_head: str) -> str:
    """The file states no date."""
    return ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """One draft a row. Dates of listing are not in this file: first_seen is when a collector saw it, so it is a remark."""
    found = table(doc, seen, ("id", "schema", "name", "aliases"))
    for row in found.rows:
        yield row if isinstance(row, Reject) else _entry(found, row)


def _entry(cells: Table, row: Row) -> Draft:
    def many(name: str) -> list[str]:
        return [part for each in cells.get(row, name).split(";") if (part := each.strip())]

    schema = cells.get(row, "schema")
    draft = Draft(cells.get(row, "id"), row.number)
    if schema in KINDS:
        draft.kind = KINDS[schema]
    draft.name(cells.get(row, "name"), NameKind.PRIMARY)
    for alias in many("aliases"):
        draft.name(alias)
    draft.say(draft.born, *many("birthdate"))
    draft.country(*many("countries"))
    for address in many("addresses"):
        draft.address(address)
    for value in many("identifiers"):
        draft.number("IMO" if kind_of(value) == "imo" else "number", value)
    for label in ("phone", "email"):
        for value in many(f"{label}s"):
            draft.number(label, value)
    draft.say(draft.programmes, *(many("programids") or many("sanctions")))
    if draft.programmes:
        draft.say(draft.remarks, *many("sanctions"))
    if first := cells.get(row, "firstseen"):
        draft.say(draft.remarks, f"first seen by the collector {first[:10]}")
    return draft
