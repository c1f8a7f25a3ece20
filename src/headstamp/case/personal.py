"""Personal fields: kept encrypted, each under a key of its own, so that one person can be forgotten and the ledger stays whole.

Objects and ledger hold the ciphertext and the fingerprint of its key; the key stands in one row of the case file. Destroying a
key is an entry of the ledger, after which the field can be read by nobody and every hash still fits. The cipher is Fernet
(AES-128-CBC with HMAC-SHA256) of the `cryptography` library. Not covered: copies of the case made before, what was written of the
person elsewhere (a note, a finding's sentence), and what a disk keeps of overwritten blocks.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.fernet import Fernet, InvalidToken

from headstamp.core.errors import InputError, UsageError
from headstamp.core.finding import canonical_json

if TYPE_CHECKING:
    from headstamp.case.store import Case

PERSONAL = frozenset({"holder", "recorder", "witness", "witnesses", "lat", "lon"})
"""Fields that are kept encrypted wherever they stand in an object; and the value of a claim whose predicate is one of these."""
PREDICATES = PERSONAL | {
    "coordinates", "owner", "artist", "author", "rights", "camera_serial", "lens_serial", "described_as",
}  # fmt: skip
"""Claims whose value is kept encrypted: exact places, and what a file says of who made it and with which device."""
_FILE = re.compile(r"file/[0-9a-f]{64}")
_EXACT = re.compile(r"\s*[-+]?\d{1,2}(?:\.\d+)?\s*,\s*[-+]?\d{1,3}(?:\.\d+)?\s*(?:±.*)?")
MARK = "~sealed"
KEPT_SEALED = "encrypted in the vault, under a key of its own"  # what the field `content` of a personal file says
ERASED = "[erased]"
KEY_AWAY = "[key not in this copy]"
_PAD = 64  # bytes: the length of a name says little then

Secret = Callable[[str], str]  # subject -> key id, made where there is none


class Destroyed(NamedTuple):
    """A destroyed key. `flushed`: the log was emptied too; False while another process reads the case."""

    key_id: str
    flushed: bool


def fingerprint(secret: str) -> str:
    """sha256 of a key: 128 random bits and more, so that it gives nothing away."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def seal_body(db: sqlite3.Connection, where: str, body: Mapping[str, Any], subject: str = "") -> dict[str, Any]:
    """`body` with its personal fields encrypted. One key a field (`where`/path), or one for all where `subject` is named."""
    claimed = "predicate" in body and is_personal(str(body["predicate"]), body.get("value"))
    out: dict[str, Any] = {}
    for name, value in body.items():
        personal = name in PERSONAL or (claimed and name == "value") or (name == "content" and bool(_FILE.fullmatch(where)))
        out[name] = _seal(db, f"{where}/{name}", value, subject) if personal else _inner(db, f"{where}/{name}", value, subject)
    return out


def is_personal(predicate: str, value: Any) -> bool:
    """True where a claim's value is kept encrypted: its predicate says so, or the value is a place in figures.

    >>> is_personal("shows", "42.4201,130.6333±1km"), is_personal("taken_near", "Port Ibelle")
    (True, False)
    """
    return predicate in PREDICATES or (isinstance(value, str) and bool(_EXACT.fullmatch(value)))


def _inner(db: sqlite3.Connection, where: str, value: Any, subject: str) -> Any:
    if isinstance(value, Mapping):
        return seal_body(db, where, value, subject)
    if isinstance(value, list | tuple):
        return [_inner(db, f"{where}/{i}", each, subject) for i, each in enumerate(value)]
    return value


def _seal(db: sqlite3.Connection, where: str, value: Any, subject: str) -> Any:
    if value in ("", None, [], {}, ()):
        return value
    key_id, secret = _key(db, subject or where)
    plain = canonical_json(value).encode()
    plain += b" " * (-len(plain) % _PAD)
    return {MARK: Fernet(secret).encrypt(plain).decode(), "key": key_id, "print": fingerprint(secret)}


def _key(db: sqlite3.Connection, subject: str) -> tuple[str, str]:
    row = db.execute("SELECT id, secret FROM keys WHERE subject = ?", (subject,)).fetchone()
    if row:
        return row[0], row[1]
    made = (secrets.token_hex(8), Fernet.generate_key().decode())
    db.execute("INSERT INTO keys(id, subject, secret) VALUES (?, ?, ?)", (made[0], subject, made[1]))
    return made


def key_for(db: sqlite3.Connection, subject: str, secret: str) -> str:
    """Keep `secret` as the key of a subject, inside a transaction; where it has one already, that one."""
    row = db.execute("SELECT secret FROM keys WHERE subject = ?", (subject,)).fetchone()
    if row is None:
        db.execute("INSERT INTO keys(id, subject, secret) VALUES (?, ?, ?)", (secrets.token_hex(8), subject, secret))
    return str(row[0]) if row else secret


def open_body(body: Any, secret_of: Callable[[str], str | None], away: Callable[[str], str] = lambda _: ERASED) -> Any:
    """`body` with its personal fields in plain; what `away` says of its id stands where a key is gone."""
    if isinstance(body, dict):
        return _open(body, secret_of, away) if MARK in body else {k: open_body(v, secret_of, away) for k, v in body.items()}
    if isinstance(body, list):
        return [open_body(each, secret_of, away) for each in body]
    return body


def _open(sealed: dict[str, Any], secret_of: Callable[[str], str | None], away: Callable[[str], str]) -> Any:
    key = str(sealed.get("key", ""))
    secret = secret_of(key)
    if secret is None:
        return away(key)
    try:
        return json.loads(Fernet(secret).decrypt(str(sealed[MARK]).encode()))
    except (InvalidToken, ValueError) as error:
        raise InputError("a personal field does not open with its key", hint="run `headstamp case verify`") from error


def sealed_in(body: Any) -> Iterator[tuple[str, str]]:
    """(key id, fingerprint) of every encrypted field of a kept body."""
    if isinstance(body, dict):
        if MARK in body:
            yield str(body.get("key", "")), str(body.get("print", ""))
        else:
            for value in body.values():
                yield from sealed_in(value)
    elif isinstance(body, list):
        for value in body:
            yield from sealed_in(value)


def refuse_marks(body: Any) -> None:
    """Raise InputError where a body that comes in uses the name that encrypted fields are known by."""
    if isinstance(body, Mapping):
        if MARK in body:
            raise InputError(
                f"a field may not be called {MARK!r}", hint="it marks what a case keeps encrypted; name it otherwise"
            )
        for value in body.values():
            refuse_marks(value)
    elif isinstance(body, list | tuple):
        for value in body:
            refuse_marks(value)


def key_of(case: Case, subject: str) -> str:
    """The id of the key of a subject: as named when writing, or `kind/id/path of the field`. Raises UsageError."""
    row = case.db.execute("SELECT id FROM keys WHERE subject = ?", (subject,)).fetchone()
    if row is None:
        raise UsageError(f"no key of {subject!r}", hint="name it as when it was written, or as `record/i1/recovery/holder`")
    return str(row[0])


def destroy_key(case: Case, key_id: str, why: str = "") -> Destroyed:
    """Destroy a key for good: its fields can be read by nobody afterwards; the ledger says that it was done, by whom and when.

    `why` is kept in the ledger: it must not name the person. Raises UsageError where there is no such key."""
    with case.transaction():
        drop_key(case, key_id, why)
    return Destroyed(key_id, case.flush())


def drop_key(case: Case, key_id: str, why: str) -> None:
    """The same inside a transaction; the log still holds the key until it is emptied."""
    secret = case.secret(key_id)
    if secret is None or key_id == "vault":
        raise UsageError(f"no key {key_id!r}", hint="`headstamp case show` names the key of a field; or it is destroyed already")
    case.enter("destroy-key", "key", key_id, 0, fingerprint(secret), why)
    case.db.execute("DELETE FROM keys WHERE id = ?", (key_id,))
