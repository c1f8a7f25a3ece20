"""OFAC's older form: a main file without header, and beside it one file each of aliases, addresses and long remarks.

Source: OFAC, "SDN data format specification" (comma separated): 12, 5, 6 and 2 cells a row, `-0-` for an empty cell, an
end-of-file sign 0x1A in the last line. Remarks over 1,000 signs go on in the file of comments.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator

from headstamp.core.errors import InputError
from headstamp.core.party import NameKind
from headstamp.reference.watchlist.cells import Row, rows
from headstamp.reference.watchlist.draft import Draft, party_kind
from headstamp.reference.watchlist.formats.ofac_remarks import read_remarks
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey, survey

NAME = "ofac-csv"
_SIDES = {"alt": ("aliases", 5), "add": ("addresses", 6), "comments": ("long remarks", 2)}
_ALIAS = {"aka": NameKind.ALIAS, "fka": NameKind.FORMER, "nka": NameKind.ALIAS}


def looks_like(head: str, _filename: str) -> bool:
    """Twelve cells without header, the first a number and `-0-` among the rest; or one of the side files by its shape."""
    first = _cells(head)
    main = len(first) == 12 and first[0].isdigit()
    aliases = len(first) == 5 and first[0].isdigit() and first[2] in _ALIAS
    addresses = len(first) == 6 and first[0].isdigit() and first[1].isdigit()
    return (main or aliases or addresses) and "-0-" in head


def list_id_of(_head: str, filename: str) -> str:
    """`ofac-cons` for files named after the consolidated set, else `ofac-sdn`."""
    return "ofac-cons" if "cons" in filename.casefold() else "ofac-sdn"


def edition_of(_head: str) -> str:
    """These files state no date."""
    return ""


def read(doc: Doc, seen: Survey) -> Iterator[Read]:
    """The entries with what the side files say of them. Rows of a side file without an entry are set aside."""
    if len(_cells(seen.head.decode("utf-8", "replace"))) != 12:
        hint = "name the main file (sdn.csv or cons_prim.csv), or the folder that holds all of them"
        raise InputError("a file of aliases or addresses, not the list itself", hint=hint, file=doc.name)
    beside: dict[str, dict[str, list[Row]]] = {}
    for side, (what, width) in _SIDES.items():
        found = _side(doc, side)
        beside[side] = defaultdict(list)
        if found is None:
            if side != "comments":
                yield f"no file of {what} beside {doc.name}: the entries stand without their {what}"
            continue
        surveyed = survey(found)
        yield from _unsigned(found, surveyed)
        for row in rows(found, surveyed, width=width):
            if isinstance(row, Reject):
                yield row
            else:
                beside[side][row.cells[0].strip()].append(row)
    yield from _unsigned(doc, seen)
    for row in rows(doc, seen, width=12):
        if isinstance(row, Reject):
            yield row
        else:
            yield _entry(row, {side: found.pop(row.cells[0].strip(), []) for side, found in beside.items()})
    for side, left in beside.items():
        for uid, orphans in left.items():
            name = _side(doc, side)
            for row in orphans:
                yield Reject(name.name if name else side, row.number, "no such entry in the main file", uid)


def _entry(row: Row, sides: dict[str, list[Row]]) -> Draft:
    uid, name, kind, programme, _title, call_sign, _type, _tons, _gross, flag, _owner, remarks = (_value(c) for c in row.cells)
    draft = Draft(uid, row.number, party_kind(kind or "entity"))
    draft.name(name, NameKind.PRIMARY)
    draft.say(draft.programmes, *re.split(r"\]\s*\[|;\s*", programme.strip("[] ")))
    draft.number("call sign", call_sign)
    draft.country(flag)
    for alias in sides["alt"]:
        draft.name(_value(alias.cells[3]), _ALIAS.get(_value(alias.cells[2]).casefold(), NameKind.ALIAS))
    for address in sides["add"]:
        street, city, country = (_value(cell) for cell in address.cells[2:5])
        draft.address(street, city, of=country)
    read_remarks(remarks + "".join(_value(more.cells[1]) for more in sides["comments"]), draft)
    return draft


def _value(cell: str) -> str:
    text = cell.strip()
    return "" if text == "-0-" else text


def _cells(head: str) -> list[str]:
    line = next(iter(head.lstrip("\r\n").splitlines()), "")
    try:
        return [cell.strip() for cell in next(csv.reader([line]), [])]
    except csv.Error:
        return []


def _unsigned(doc: Doc, seen: Survey) -> Iterator[str]:
    """OFAC ends these files with 0x1A; without it, one that is cut off between two rows looks whole."""
    if not seen.signed_off:
        yield f"{doc.name} lacks OFAC's end-of-file sign: nothing shows that it is complete"


def sides(doc: Doc) -> tuple[Doc, ...]:
    """The side files that are there: they belong to the edition as the main file does."""
    return tuple(found for side in _SIDES if (found := _side(doc, side)))


def _side(doc: Doc, side: str) -> Doc | None:
    """`sdn.csv` -> `alt.csv`, `ofac_sdn_2021-07.csv` -> `ofac_alt_2021-07.csv`, `cons_prim.csv` -> `cons_alt.csv`."""
    name = doc.name.casefold().removesuffix(".gz")
    if "cons_prim" in name:
        wanted = [name.replace("cons_prim", f"cons_{side}")]
    else:
        wanted = [name.replace("sdn", f"sdn_{side}"), name.replace("sdn", side)]
    files = doc.beside()
    return next((files[each] for each in wanted if each != name and each in files), None)
