"""JSON, JSON Lines and YAML as rows. Scalars stay the text they were written as: `0123` and `NO` are marks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.observe.marks.columns import plain
from headstamp.observe.marks.fields import REPEATED
from headstamp.observe.marks.rows import RawRow
from headstamp.observe.marks.table_csv import decode

MAX_JSON, MAX_YAML, MAX_LINE = 256 << 20, 4 << 20, 1 << 20  # bytes; YAML is read a thousand records a second
MAX_DEPTH = 32
_LISTS = ("items", "records", "rows", "finds", "recoveries", "data", "objects", "results")


def read_json(path: Path, encoding: str | None) -> tuple[Iterator[RawRow], tuple[str, ...]]:
    """The records of a JSON list, of one object, of `{"items": [...]}`, or of JSON Lines.

    A broken line of JSON Lines is one reject; a broken JSON document is an InputError with its
    line; a file too large is a LimitError.
    """
    text, used = _text(path, encoding, MAX_JSON)
    note = (f"{path.name}: {used}",)
    if path.suffix.casefold() in (".jsonl", ".ndjson"):
        return _lines(text), note
    try:
        root = _loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and _starts_with_a_record(text):
            return _lines(text), note
        hint = f"Line {error.lineno}, sign {error.colno}; check commas and quotation marks there."
        raise InputError(f"not JSON: {error.msg}", hint=hint, file=path.name, row=error.lineno) from error
    except InputError as error:
        error.file = path.name
        raise
    return _records(root, path.name), note


def read_yaml(path: Path, encoding: str | None) -> tuple[Iterator[RawRow], tuple[str, ...]]:
    """The records of a YAML list, mapping, `items:` list, or of several documents. Raises InputError, LimitError.

    Nothing but texts, lists and mappings is ever built; anchors and aliases of lists and mappings are refused.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    text, used = _text(path, encoding, MAX_YAML)
    try:
        roots = list(YAML(typ="base", pure=True).load_all(io.StringIO(text)))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", None) or error).splitlines()[0][:120]
        row = None if mark is None else mark.line + 1
        hint = "Check indentation and colons there; put marks in quotation marks."
        raise InputError(f"not YAML: {what}", hint=hint, file=path.name, row=row) from error
    except RecursionError as error:
        raise LimitError("nested too deep", hint="Write a list of flat records.", file=path.name) from error
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise InputError(f"not YAML: {error}", hint="Check the file with a YAML editor.", file=path.name) from error
    try:
        _no_aliases(roots)
    except InputError as error:
        error.file = path.name
        raise
    root = roots[0] if len(roots) == 1 else [r for r in roots if r not in (None, "")]
    return _records(root, path.name), (f"{path.name}: {used}",)


def _text(path: Path, encoding: str | None, limit: int) -> tuple[str, str]:
    if path.stat().st_size > limit:
        raise LimitError(f"larger than {limit >> 20} MB", hint="Split it, or use CSV.", file=path.name)
    return decode(path.read_bytes(), encoding, path.name)


def _loads(text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_constant, object_pairs_hook=_pairs)
    except RecursionError as error:
        raise LimitError("nested too deep", hint="Write a list of flat records.") from error


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"not JSON: {name}", hint="Write a number, a text in quotation marks, or null.")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) < len(pairs):
        names = [name for name, _ in pairs]
        out[REPEATED] = next(repr(name) for name in names if names.count(name) > 1)
    return out


def _starts_with_a_record(text: str) -> bool:
    first = next((line for line in text.splitlines() if line.strip()), "")
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: str) -> Iterator[RawRow]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            error: InputError = LimitError(f"too long: a line of {len(line)} signs", hint="One record a line.")
            yield RawRow(number, {"line": line[:2000]}, error)
            continue
        try:
            record = _loads(line)
        except json.JSONDecodeError as bad:
            error = RecordError(f"not JSON: {bad.msg}", hint=f"Sign {bad.colno} of the line; one record a line.")
            yield RawRow(number, {"line": line[:2000]}, error)
        except InputError as bad:
            yield RawRow(number, {"line": line[:2000]}, bad)
        else:
            yield _row(number, record)


def _row(number: int, record: object) -> RawRow:
    if isinstance(record, Mapping):
        return RawRow(number, record)
    what = f"not a record: a {type(record).__name__} where a mapping of names to values belongs"
    return RawRow(number, {"line": str(record)[:2000]}, RecordError(what, hint='Write {"id": "A1", "headstamp": "539 67"}.'))


def _records(root: Any, file: str) -> Iterator[RawRow]:
    if isinstance(root, Mapping):
        names = {plain(str(k)): k for k in root}
        listed = next((root[names[k]] for k in _LISTS if k in names and isinstance(root[names[k]], list)), None)
        root = [root] if listed is None else listed
    if not isinstance(root, list):
        hint = "The file holds one record, a list of records, or items: with a list."
        raise InputError("no records in this file", hint=hint, file=file, row=1)
    return (_row(number, record) for number, record in enumerate(root, start=1) if not _empty(record))


def _empty(value: object) -> bool:
    """True for an unfilled form: nothing but empty texts, lists and mappings."""
    if isinstance(value, Mapping):
        return all(_empty(v) for v in value.values())
    return all(_empty(v) for v in value) if isinstance(value, list) else value in (None, "")


def _no_aliases(root: Any) -> None:
    """Raise LimitError where one list or mapping hangs in two places (an alias) or the tree is too deep. Linear."""
    seen: set[int] = set()
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if not isinstance(node, (list, Mapping)):
            continue
        if id(node) in seen:
            raise LimitError("YAML aliases are not read", hint="Write the repeated part out, without & and *.")
        if depth > MAX_DEPTH:
            raise LimitError("nested too deep", hint="Write a list of flat records.")
        seen.add(id(node))
        waiting += [(child, depth + 1) for child in (node.values() if isinstance(node, Mapping) else node)]
