"""Any list into listings: the format is told by content, rows of one entry are joined, what cannot be read is counted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from headstamp.core.decoded import codec
from headstamp.core.errors import InputError, UsageError
from headstamp.core.party import PartyKind
from headstamp.reference.watchlist.draft import Draft
from headstamp.reference.watchlist.formats import FORMATS, ofac_csv
from headstamp.reference.watchlist.formats.protocol import Format, Read
from headstamp.reference.watchlist.model import ListBatch, Reject
from headstamp.reference.watchlist.unpack import Doc, document, folder, head_text, primary_name, survey

_WEB_PAGE = re.compile(r"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_BINARY = {
    "%PDF": "a PDF",
    "\ufffd\ufffd\x11": "an old Excel file",
    "PK\x03\x04": "a zip or XLSX file inside another",
    "SQLite": "a database",
}


def read_list(path: Path, *, list_id: str = "", fmt: str = "", edition: str = "", encoding: str = "") -> ListBatch:
    """Read one list from a file (also in gzip or zip) or from the folder of OFAC's set of files.

    `list_id`, `edition` (ISO 8601), `fmt` (a key of FORMATS) and `encoding` (of a table that is not Unicode) say what the content
    would otherwise decide. Raises
    InputError for a file that is no list, holds entities, or is cut off in the middle; LimitError for a packed bomb;
    UsageError for a format that nobody knows. A row that cannot be read is a Reject.
    """
    doc = _main(path)
    seen = survey(doc)
    if encoding:
        seen = replace(seen, encoding=codec(encoding))
    head = head_text(seen.head)
    shape = _format(doc, head, fmt)
    if list_id and not slug(list_id):
        raise UsageError(f"{list_id!r} is no id of a list", hint="an id has letters or digits, such as our-watch-list")
    chosen = slug(list_id) or shape.list_id_of(head, doc.name) or slug(_stem(doc.name)) or "list"
    dated = edition or shape.edition_of(head)
    more = ofac_csv.sides(doc) if shape.NAME == ofac_csv.NAME else ()
    sha256 = _hash_of([seen.sha256, *(survey(each).sha256 for each in more)])
    drafts, rejects, notes, count = _collect(shape.read(doc, seen), doc.name)
    if not seen.encoding and head.lstrip()[:1] != "<":  # XML says itself what it is written in
        what = "single letters with accents were read as Windows-1252, other such rows are set aside"
        notes.append(f"not all UTF-8: {what}; --encoding names the encoding")
    kept = tuple(draft.listing(chosen, dated, sha256) for draft in drafts)
    if not kept:
        first = f"; the first of {len(rejects)} rows set aside: {rejects[0]}" if rejects else ""
        raise InputError(f"holds no entry{first}", hint="is this the file you meant?", file=doc.name)
    if mute := sum(not any(map(str.isalnum, name.text)) for each in kept for name in each.party.names):
        notes.append(f"{mute:,} names hold no letter or digit: they can never be met")
    files = tuple(dict.fromkeys(each.path for each in (doc, *more)))
    return ListBatch(chosen, dated, kept, tuple(rejects), sha256, shape.NAME, count, tuple(dict.fromkeys(notes)), files)


def read_lists(paths: Sequence[Path]) -> tuple[ListBatch, ...]:
    """Several lists for one run. The same content twice counts once; raises UsageError where two different files would both
    be the same edition of the same list, since one would silently stand in for the other.
    """
    batches: dict[tuple[str, str], ListBatch] = {}
    for path in paths:
        batch = read_list(path)
        held = batches.setdefault((batch.list_id, batch.edition), batch)
        if held.sha256 != batch.sha256:
            hint = "read them one by one, each under an id of its own, or put them into one file"
            raise UsageError(f"two different files are both the list {batch.list_id!r}, the second {path.name}", hint=hint)
    return tuple(batches.values())


def _hash_of(hashes: Sequence[str]) -> str:
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def slug(text: str) -> str:
    """A list id: small letters, digits, dots and hyphens.

    >>> slug("Our watch list (2026)")
    'our-watch-list-2026'
    """
    return re.sub(r"[^\w.]+", "-", text.casefold()).strip("-._")[:60]


def _stem(name: str) -> str:
    return re.sub(r"(?:\.(?:csv|txt|tsv|xml|json|jsonl|ndjson|ftm|gz|zip))+$", "", name, flags=re.I)


def _main(path: Path) -> Doc:
    if not path.is_dir():
        return document(path)
    main = [doc for name, doc in folder(path).items() if primary_name(name)]
    if len(main) > 1:
        names = ", ".join(doc.name for doc in main)
        raise InputError(f"a folder with more than one list: {names}", hint="name the file of the one you mean", file=path)
    return main[0] if main else document(path)


def _format(doc: Doc, head: str, fmt: str) -> Format:
    if fmt and fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}", hint=f"there are {', '.join(FORMATS)}")
    if not head.strip("\ufeff \r\n\t\x1a"):
        raise InputError("empty", hint="fetch the file again", file=doc.name)
    if _WEB_PAGE.match(head.lstrip("\ufeff")):
        hint = "open the address in a browser and save the file that it links to; nothing was kept"
        raise InputError("a web page, not a list: the address asks for a login, or moved", hint=hint, file=doc.name)
    if what := next((what for start, what in _BINARY.items() if head.startswith(start)), ""):
        raise InputError(f"this is {what}, whatever its name says", hint="export it as CSV (UTF-8)", file=doc.name)
    if fmt:
        return FORMATS[fmt]
    name = doc.name.removesuffix(".gz")
    found = next((each for each in FORMATS.values() if each.looks_like(head, name)), None)
    if found is None:
        hint = f"docs/lists.md says what is understood: {', '.join(FORMATS)}"
        raise InputError("no list that is known by its content", hint=hint, file=doc.name, row=1)
    return found


def _collect(read: Iterable[Read], file: str) -> tuple[list[Draft], list[Reject], list[str], int]:
    """Join the rows of each entry; entries without id or name are set aside, as are names and rows that do not fit."""
    drafts: dict[str, Draft] = {}
    rejects: list[Reject] = []
    notes: list[str] = []
    count = 0
    for item in read:
        if isinstance(item, str):
            notes.append(item)
            continue
        count += 1
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        rejects += (Reject(file, item.row, fault, item.entry_id) for fault in item.faults)
        held = drafts.get(item.entry_id)
        if not item.names and held is None:
            rejects += [] if item.faults else [Reject(file, item.row, "no name", item.entry_id)]
        elif not item.entry_id:
            rejects.append(Reject(file, item.row, "no id", next(iter(item.names))))
        elif held is None:
            drafts[item.entry_id] = item
        elif not held.absorb(item):
            said = f"the id is that of {_kind(held.kind)} (row {held.row}), here {_kind(item.kind)}"
            rejects.append(Reject(file, item.row, f"two entries with one id: {said}", next(iter(item.names), item.entry_id)))
    return list(drafts.values()), rejects, notes, count


def _kind(kind: PartyKind) -> str:
    return {"aircraft": "an aircraft", "organisation": "an organisation"}.get(kind.value, f"a {kind.value}")
