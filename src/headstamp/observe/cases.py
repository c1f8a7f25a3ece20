"""Cases for an evaluation: records whose origin is known from better evidence than their marks, one JSON object a line.

{"record": {…as trace reads it…}, "answerable": true,
 "truth": {"country": "KP", "producer": "", "year": 1977, "model": "F-7"}}
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from headstamp.core.case import Case, Truth
from headstamp.core.errors import InputError, LimitError, RecordError

if TYPE_CHECKING:
    from headstamp.observe.marks.batch import Reject

MAX_BYTES = 256 << 20
_HINT = 'Each line is {"record": {…}, "truth": {"country": "CN"}, "answerable": true}.'


@dataclass(frozen=True, slots=True)
class CaseBatch:
    """The cases of a file, and the lines that could not be read: `rows` = len(cases) + len(rejects)."""

    cases: tuple[Case, ...]
    rejects: tuple[Reject, ...]
    rows: int


def read_cases(path: str | Path) -> CaseBatch:
    """Read a JSON Lines file (UTF-8). A bad line is set aside with its number and reason; empty lines are no lines.

    Raises InputError or LimitError where the file as a whole cannot be read.
    """
    from headstamp.observe.marks.batch import Reject

    file = Path(path)
    cases: list[Case] = []
    rejects: list[Reject] = []
    seen: dict[str, int] = {}
    for number, line in _lines(file):
        try:
            case = _case(line, file.name, number)
            if first := seen.get(case.item.id):
                raise RecordError(f"duplicate id: {case.item.id[:60]!r} stands in row {first} already", column="id",
                                  hint="Give every record an id of its own, or leave it empty.")  # fmt: skip
        except InputError as error:
            rejects.append(Reject(file.name, number, error.column or "", error.what, error.hint, line[:2000]))
        else:
            seen[case.item.id] = number
            cases.append(case)
    return CaseBatch(tuple(cases), tuple(rejects), len(cases) + len(rejects))


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    if file.exists() and not file.is_file():
        raise InputError("not a file: a folder, a pipe or a device", hint="Name a JSON Lines file.", file=file)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise LimitError(f"larger than {MAX_BYTES >> 20} MiB", hint="Split the file.", file=file.name)
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}", hint="Check the name.", file=file) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", hint="Save the cases as JSON Lines in UTF-8.", file=file.name) from error
    return ((n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip())


def _case(line: str, file: str, number: int) -> Case:
    from headstamp.observe.marks import read_record

    raw = _loads(line)
    record, truth, answerable = raw.get("record"), raw.get("truth"), raw.get("answerable", True)
    if not isinstance(record, Mapping):
        raise RecordError("no record", hint=_HINT, column="record")
    if not isinstance(truth, Mapping):
        raise RecordError("no truth", hint=_HINT, column="truth")
    if not isinstance(answerable, bool):
        raise RecordError("neither true nor false", hint=_HINT, column="answerable")
    item = read_record(record, file=file, row=number)
    try:
        return Case(item=item, truth=Truth.model_validate(dict(truth)), answerable=answerable)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(("truth", *map(str, first["loc"])))
        hint = f"truth holds {', '.join(Truth.model_fields)}; leave out what is not known."
        raise RecordError(str(first["msg"]), hint=hint, column=where) from error


def _loads(line: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error.msg}", hint=f"See sign {error.colno}; one object a line.") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise LimitError("a number of thousands of digits", hint="Write it as text, in quotation marks.") from error
    except RecursionError as error:
        raise LimitError("nested too deep", hint="Write the record flat.") from error
    if not isinstance(raw, dict):
        raise RecordError("not a JSON object", hint=_HINT)
    return raw
