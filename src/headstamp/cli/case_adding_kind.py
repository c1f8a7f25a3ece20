"""What a file is that is put into a case: by its content, and by its name only where the content leaves it open."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from headstamp.core.errors import HeadstampError, InputError, UsageError

AS = ("records", "declarations", "findings", "file")
"""What a file can be taken as."""
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".jsonl", ".ndjson", ".json")
TEXTS = (*TABLES, ".txt", ".yaml", ".yml")
PACKED = (".gz", ".zst", ".zstd")
HEAD = 1 << 16  # bytes looked at
MOST_JSON = 512 << 20  # bytes of one JSON document
ANSWERS = ("matches", "links", "findings", "legal", "first")
"""Where the Findings of a JSON file stand; `legal` and `first` are those of a screen."""
_FILES = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"%PDF", b"RIFF", b"\xd0\xcf\x11\xe0", b"BZh", b"7z\xbc\xaf",
    b"Rar!", b"\xfd7zX", b"SQLite format 3\0", b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"\x7fELF", b"MZ",
)  # fmt: skip
_RECORD = frozenset(
    ("headstamp", "mark", "serial", "lot", "selector", "calibre", "features", "colours", "date_mark", "import_mark", "heads_read")
)
_TRADE = frozenset((
    "hs", "consignee", "shipper", "notify", "house_bill", "master_bill", "containers", "load_port", "discharge_port", "gross_kg",
    "net_kg", "dispatch", "destination", "carrier", "vessel", "forwarder", "declarant", "seals", "voyage",
))  # fmt: skip
_LIST = frozenset(("aliases", "programme", "programs", "listed on", "schema", "sanctions", "listingdate", "listed_on"))


def recognised(path: Path) -> str:
    """One of `AS`. Raises UsageError naming --as where the content speaks for none or for two, InputError for what is no file."""
    head = head_of(path)
    if not head:
        raise InputError("an empty file", hint="nothing of it could be kept; check where it came from", file=path)
    ending = _ending(path)
    if any(head.startswith(magic) for magic in _FILES) or head[4:8] == b"ftyp":
        return "file"
    if head[:4] == b"PK\x03\x04":
        return _table(path) if _is_workbook(path) else "file"
    if ending in (".yaml", ".yml"):
        return "records"
    if head[:4] == b"PAR1" or head[:2] in (b"\x1f\x8b", b"\x28\xb5"):
        return _table(path) if ending in TEXTS or head[:4] == b"PAR1" else "file"
    if ending in (".json", ".jsonl", ".ndjson"):
        return _json(path)
    return _table(path) if ending in TEXTS else "file"


def head_of(path: Path) -> bytes:
    """The first bytes. Raises InputError for a folder, a pipe, a device, or what may not be read."""
    if not path.is_file():
        what = "not a file: a folder, a pipe or a device" if path.exists() else "no such file"
        raise InputError(what, hint="check the name; files of a folder are named one by one, FOLDER/*", file=path)
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error


def document(path: Path) -> list[Any]:
    """The values of a JSON file: its one document, or each of its lines. Raises InputError where a line is none."""
    if path.stat().st_size > MOST_JSON:
        raise InputError("a JSON file of over 512 MB", hint="split it, or keep it with --as file", file=path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        try:
            return [json.loads(text)]
        except ValueError:
            lines = [line for line in text.splitlines() if line.strip()]
            if len(lines) < 2:
                raise
            return [json.loads(line) for line in lines]
    except (ValueError, RecursionError) as error:
        what = "not JSON in UTF-8" if isinstance(error, UnicodeError) else f"not JSON: {str(error)[:100]}"
        raise InputError(what, hint="check that the file is whole; --as file keeps it as it is", file=path) from error


def holds_findings(value: Any) -> bool:
    """True for what `--output x.json` of trace, link, match and network writes, one Finding, or a list of them."""
    if isinstance(value, list):
        return bool(value) and all(holds_findings(each) for each in value[:3])
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("items"), list):
        return any(isinstance(each, dict) and "findings" in each for each in value["items"][:3])
    named = any(isinstance(value.get(name), list) for name in (ANSWERS if "screen" in value else ANSWERS[:3]))
    return named or _finding(value) or _finding(value.get("finding"))


def _finding(value: Any) -> bool:
    return isinstance(value, dict) and {"question", "answer", "hypotheses"} <= value.keys()


def _json(path: Path) -> str:
    values = document(path)
    if all(map(holds_findings, values[:3])):
        return "findings"
    rows: Any = values
    while isinstance(rows, list) and len(rows) == 1 and isinstance(rows[0], list | dict):
        inner = rows[0]
        rows = inner if isinstance(inner, list) else next((v for v in inner.values() if isinstance(v, list) and v), [inner])
        if rows == [inner]:
            break
    told = rows if isinstance(rows, list) else []
    return _by_headings(path, dict.fromkeys(str(key) for row in islice(told, 5) if isinstance(row, Mapping) for key in row))


def _table(path: Path) -> str:
    from headstamp.observe.declarations import read

    headings: Sequence[str] = ()
    with suppress(HeadstampError):  # no table of customs; it may still be one of records
        headings = read([path]).mappings[0].headings
    return _by_headings(path, headings)


def _by_headings(path: Path, headings: Iterable[str]) -> str:
    """Records where columns of marks prevail, declarations where those of trade do; neither is a guess on one word."""
    from headstamp.observe.declarations.guess import field_of
    from headstamp.observe.marks.columns import column

    names = list(headings)
    plain = {name.strip().casefold() for name in names}
    if {"shelf_hash", "answer"} <= plain or {"matcher_hash", "answer"} <= plain:
        hint = "write them with --output x.json, which holds every reason; --as file keeps the table as it is"
        raise UsageError(f"{path.name}: findings written as a table", hint=hint)
    if "name" in plain and len(plain & _LIST) > 1:
        raise UsageError(f"{path.name}: this looks like a list of parties", hint=f'--listed "NAME" --list {path.name}')
    records = len({c.field for name in names if (c := column(name))} & _RECORD)
    trade = len({found[0] for name in names if (found := field_of(name))} & _TRADE)
    if trade >= 3 and trade >= 3 * records:
        return "declarations"
    if (records and records >= 2 * trade) or (not trade and _reads_as_records(path)):
        return "records"
    if _ending(path) in (".txt",):
        return "file"
    raise _open_question(path, records, trade)


def _reads_as_records(path: Path) -> bool:
    """A header that stands below titles is found by the reader of records alone."""
    from headstamp.observe.marks import read_items

    try:
        batch = read_items(path, limit=3)
    except HeadstampError:
        return False
    return any(item.marks or item.calibre for item in batch.items)


def _open_question(path: Path, records: int, trade: int) -> UsageError:
    if records and trade:
        what = f"its columns speak for records ({records}) and for declarations ({trade})"
    else:
        what = "its columns speak neither for records nor for declarations"
    return UsageError(f"{path.name}: {what}", hint=f"say what it is with --as {', '.join(AS)}")


def _ending(path: Path) -> str:
    name = Path(path.name.casefold())
    return name.with_suffix("").suffix if name.suffix in PACKED else name.suffix


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as packed:
            return any(name.startswith("xl/") for name in packed.namelist()[:200])
    except (zipfile.BadZipFile, OSError, ValueError):
        return _ending(path) in (".xlsx", ".xlsm")
