"""JSON lines: one object a line, its fields (also those one level down, `consignee.name`) as columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headstamp.core.errors import InputError
from headstamp.observe.declarations.encodings import Recoder, detect
from headstamp.observe.declarations.files import Bytes
from headstamp.observe.declarations.guess import SAMPLE
from headstamp.observe.declarations.mapping import Mapping
from headstamp.observe.declarations.rejects import Reject
from headstamp.observe.declarations.tables import Part, Table, understood
from headstamp.observe.declarations.typed import frame, shown

_CHUNK = 4 << 20
_LONGEST = 128 << 20
_ROWS = 16_384


def objects(path: Path, given: Mapping | None) -> Table:
    """A file of JSON lines; the fields are those of its first 5,000 lines, and those of the mapping.

    Raises InputError where none of them is an object.
    """
    headings: dict[str, None] = dict.fromkeys(given.columns.values() if given else ())
    sample = []
    for at, (_, line) in enumerate(_lines(path)):
        if at >= SAMPLE:
            break
        if isinstance(found := _object(line), dict):
            sample.append(found)
            headings.update(dict.fromkeys(found))
    if not sample:
        raise InputError("no line is a JSON object", hint='write one object a line: {"goods": "..."}', file=path.name, row=1)
    names = list(headings)
    rows = [[shown(one.get(name)) for name in names] for one in sample]
    found_ = understood(path.name, "jsonl", 0, names, rows, given, sparse=True)
    return Table(found_, _parts(path, found_.mapping))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number, line in UTF-8) of the lines that are not blank. A line beyond 128 MB comes as its first bytes."""
    source = Bytes(path)
    try:
        head = source.read(_CHUNK)
        encoding, mark = detect(head[: 1 << 20])
        recoder = Recoder(encoding)
        left, number = b"", 0
        raw, skipping = head[mark:], False
        while True:
            final = not raw
            *whole, left = (left + recoder.recode(raw, final)).split(b"\n")
            for line in [*whole, left] if final else whole:
                number += 1
                if not skipping and line.strip():
                    yield number, line
                skipping = False
            if final:
                return
            if len(left) > _LONGEST and not skipping:
                yield number + 1, left[:500]
                skipping = True
            left = b"" if skipping else left
            raw = source.read(_CHUNK)
    except InputError as error:
        error.row = error.row or number + 1
        raise
    finally:
        source.close()


def _object(line: bytes) -> dict[str, Any] | str:
    """The fields of a line, those of objects in it as `outer.inner`; or why it is none."""
    try:
        found = json.loads(line.decode("utf-8", "replace"), parse_int=_whole)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {str(error)[:80]}"
    if not isinstance(found, dict):
        return "not a JSON object"
    flat: dict[str, Any] = {}
    for key, value in found.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": one for inner, one in value.items()}
        else:
            flat[str(key)] = value
    return flat


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) < 300 else digits


def _parts(path: Path, mapping: Mapping) -> Iterator[Part]:
    names = list(dict.fromkeys(mapping.columns.values()))
    places = {name: names.index(heading) for name, heading in mapping.columns.items()}
    rows: list[list[object]] = []
    numbers: list[int] = []
    rejects: list[Reject] = []
    size = 0
    for number, line in _lines(path):
        found = _object(line)
        if isinstance(found, dict):
            rows.append([found.get(name) for name in names])
            numbers.append(number)
        else:
            rejects.append(Reject(number, "", found, line[:2000].decode("utf-8", "replace")))
        size += len(line)
        if len(rows) + len(rejects) >= _ROWS or size > 32 << 20:
            yield Part(frame(rows, numbers, places, mapping, names), rejects)
            rows, numbers, rejects, size = [], [], [], 0
    if rows or rejects:
        yield Part(frame(rows, numbers, places, mapping, names), rejects)
