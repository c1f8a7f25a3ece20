"""Forgetting a person: the sealed fields that hold a name, and where the name may still stand once their keys are destroyed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from headstamp.case.engine import told
from headstamp.case.personal import MARK, key_of, open_body
from headstamp.case.redacted.forms import of_person, same_name
from headstamp.case.redacted.scrub import Scrubber
from headstamp.case.vault import NAME, Vault
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case.store import Case

THERE = "~here~"
CONTENT = "content"  # the field of a file that stands for its bytes
_PLAIN_FILE = "the file itself, as it came"
_SEALED_FILE = "the file itself, encrypted: --files forgets it too"
LARGEST = 50 * 2**20  # bytes of a file that is searched


class Field(NamedTuple):
    """A sealed field: the object, its version, the path of the field, the key that opens it."""

    kind: str
    id: str
    version: int
    path: str
    key_id: str


class Standing(NamedTuple):
    """A place in which a name may still stand in plain words: `kind/id`, `ledger entry 7`, or that of a merged ledger."""

    where: str
    field: str


def fields_of(case: Case, kind: str, id: str, field: str) -> list[Field]:  # noqa: A002
    """The sealed fields of an object, in every version, whose path is or ends in `field`. Raises UsageError where none is."""
    case.get(kind, id)
    found = list(_sealed(case, "WHERE kind = ? AND id = ?", (kind, id)))
    named = [each for each in found if each.path == field or each.path.endswith(f".{field}")]
    if not named:
        have = ", ".join(dict.fromkeys(each.path for each in found)) or "none"
        raise UsageError(f"{kind}/{id} has no sealed field {field!r}", hint=f"sealed fields of it: {have}", file=case.path)
    return named


def fields_under(case: Case, subject: str) -> list[Field]:
    """The sealed fields under the key of a subject. Raises UsageError where there is none."""
    key_id = key_of(case, subject)
    return [each for each in _sealed(case) if each.key_id == key_id]


def fields_holding(case: Case, name: str) -> list[Field]:
    """Every sealed field that holds this name, whatever its case and blanks. Raises UsageError where there is none."""
    wanted = same_name(name)
    found = [each for each in _sealed(case) if any(same_name(text) == wanted for text in _values(case, [each]))]
    if not found:
        raise UsageError("no sealed field holds this name", hint="give it as it was recorded; `case search` looks in plain text")
    return found


def names_in(case: Case, fields: Iterable[Field]) -> list[str]:
    """What the fields hold, as long as their keys are here; the content of a file holds no name of its own."""
    return list(dict.fromkeys(_values(case, [each for each in fields if not is_content(each)])))


def is_content(field: Field) -> bool:
    """True for the field that stands for the bytes of a personal file."""
    return field.kind == "file" and field.path == CONTENT


def files_among(case: Case, places: Iterable[Standing]) -> list[Field]:
    """Of the places in which a name stands, the files that can be forgotten: those that are kept under a key."""
    names = dict.fromkeys(each.where.removeprefix("file/") for each in places if each.field in (_SEALED_FILE,))
    return [field for name in names for field in fields_of(case, "file", name, CONTENT) if is_content(field)]


def still_stands(case: Case, names: Iterable[str]) -> Iterator[Standing]:
    """Where any of `names`, or a word of one, stands in plain: objects in every version, and the ledger. Ask first."""
    look = Scrubber((each for name in names for each in of_person(name, THERE)), coordinates=False)
    with told(case.path):
        rows = case.db.execute("SELECT kind, id, version, body FROM objects ORDER BY n").fetchall()
        own = case.db.execute("SELECT '', seq, who, note, id FROM ledger ORDER BY seq").fetchall()
        merged = case.db.execute("SELECT chain, seq, who, note, id FROM chains ORDER BY chain, seq").fetchall()
    for kind, name, version, text in rows:
        for path, value in _plain(json.loads(text)):
            if look.text(value) != value:
                yield Standing(f"{kind}/{name} version {version}", path)
        if look.text(name) != name:
            yield Standing(f"{kind}/{name} version {version}", "id")
    for chain, seq, who, note, name in (*own, *merged):
        for field, value in (("who", who), ("note", note), ("id", name)):
            if look.text(value) != value:
                yield Standing(f"merged ledger {chain[:12]}… entry {seq}" if chain else f"ledger entry {seq}", field)
    yield from _in_files(case, look)


def _in_files(case: Case, look: Scrubber) -> Iterator[Standing]:
    """Files of the vault that are text; a picture or a pdf is not read."""
    vault = Vault(case)
    for stored in case.all("file"):
        if NAME.fullmatch(stored.id) and int(case.body(stored).get("bytes") or 0) <= LARGEST:
            with suppress(InputError, UnicodeDecodeError):
                text = vault.get(stored.id).decode("utf-8")
                if "\0" not in text and look.text(text) != text:
                    yield Standing(f"file/{stored.id}", _SEALED_FILE if vault.key_of(stored.id) else _PLAIN_FILE)


def names_person(text: str, names: Iterable[str]) -> bool:
    """True where `text` holds one of the names, or a word of one."""
    return Scrubber((each for name in names for each in of_person(name, THERE)), coordinates=False).text(text) != text


def _sealed(case: Case, where: str = "", values: tuple[str, ...] = ()) -> Iterator[Field]:
    sql = f"SELECT kind, id, version, body FROM objects {where} ORDER BY n"  # noqa: S608
    with told(case.path):
        rows = case.db.execute(sql, values).fetchall()
    here = {row[0] for row in case.db.execute("SELECT id FROM keys")}
    for kind, name, version, text in rows:
        if MARK in text:
            boxes = ((path, str(box.get("key", ""))) for path, box in _boxes(json.loads(text)))
            yield from (Field(kind, name, version, path, key) for path, key in boxes if key in here)


def _plain(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        if MARK not in value:
            for name, each in value.items():
                yield from _plain(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _plain(each, f"{path}[{number}]")


def _values(case: Case, fields: Iterable[Field]) -> Iterator[str]:
    for each in fields:
        body: Any = json.loads(case.get(each.kind, each.id, each.version).body)
        for path, sealed in _boxes(body):
            if path == each.path:
                opened = open_body(sealed, case.secret)
                yield from (str(text) for text in (opened if isinstance(opened, list) else [opened]))


def _boxes(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        if MARK in value:
            yield path, value
            return
        for name, each in value.items():
            yield from _boxes(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _boxes(each, f"{path}[{number}]")
