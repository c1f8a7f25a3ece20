"""JSON read as a stream: one object a line, or one object of a large array at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from headstamp.core.decoded import REASON, readable, recode
from headstamp.core.errors import InputError
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.unpack import Doc, Survey, text_of

MAX_LINE = 64 << 20  # signs; the largest entry of a public collection has about 2 MB
Found = tuple[int, "dict[str, Any] | Reject"]


def lines(doc: Doc, seen: Survey) -> Iterator[Found]:
    """Each line's number with its object, or with the Reject of a line that is none. Empty lines are passed over.

    Raises InputError where the last line breaks off.
    """
    with text_of(doc, seen) as stream:
        number, held = 0, ""
        while line := stream.readline(MAX_LINE):
            number, held = number + 1, line
            if not line.strip():
                continue
            if not seen.encoding and not line.isascii():
                if not readable(line):
                    yield number, Reject(doc.name, number, REASON)
                    continue
                line = recode(line)
            try:
                value = _sound(json.loads(line), line)
            except (ValueError, RecursionError) as error:
                if not line.endswith("\n") and not stream.read(1):
                    raise _cut(doc.name, number) from error
                yield number, Reject(doc.name, number, f"not JSON: {error}"[:120], held[:60].strip())
                continue
            yield number, value if isinstance(value, dict) else Reject(doc.name, number, "not a JSON object", held[:60].strip())


def _sound(value: Any, written: str) -> Any:
    """`value` without halves of signs, which JSON can write (`\\ud800`) and no file of text can hold."""
    if "\\ud" not in written and "\\uD" not in written:
        return value
    if isinstance(value, str):
        return recode(value)
    if isinstance(value, list):
        return [_sound(each, written) for each in value]
    if isinstance(value, dict):
        return {recode(key): _sound(each, written) for key, each in value.items()}
    return value


def array(doc: Doc, key: str) -> Iterator[Found]:
    """Each object of the array under `key` of one large object, or of the array that is the whole file, numbered from 1.

    Raises InputError where it is no such file, or breaks off.
    """
    decoder = json.JSONDecoder()
    with io.TextIOWrapper(doc.open(), encoding="utf-8-sig", errors="replace") as stream:
        text = stream.read(1 << 16)
        start = text.find("[") if text.lstrip()[:1] == "[" else text.find("[", max(text.find(f'"{key}"'), 0))
        if start < 0:
            raise InputError(f"no array {key!r} in it", hint="is this the file you meant?", file=doc.name)
        at, number = start + 1, 0
        while True:
            while text[at : at + 1] in (" ", "\r", "\n", "\t", ","):
                at += 1
            if text[at : at + 1] == "]":
                return
            try:
                began = at
                value, at = decoder.raw_decode(text, at)
                value = _sound(value, text[began:at])
            except (ValueError, RecursionError) as error:
                more = stream.read(1 << 20)
                if not more or len(text) - at > MAX_LINE:
                    raise _cut(doc.name, number + 1) from error
                text, at = text[at:] + more, 0
                continue
            number += 1
            yield number, value if isinstance(value, dict) else Reject(doc.name, number, "not a JSON object", str(value)[:60])


def _cut(file: str, row: int) -> InputError:
    hint = "fetch the file again: a list that is cut off would miss its last entries without a word"
    return InputError("the list is cut off in the middle, or is no JSON", hint=hint, file=file, row=row)
