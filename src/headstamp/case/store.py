"""A case: one SQLite file, to which many may write at once. Every write and its entry in the ledger are one transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from pydantic import BaseModel

from headstamp.case import ledger as chain_of
from headstamp.case.engine import connect, is_sqlite, made, told
from headstamp.case.indexing import index_off, index_on, searchable
from headstamp.case.ledger import Entry
from headstamp.case.personal import ERASED, KEY_AWAY, MARK, open_body, refuse_marks, seal_body
from headstamp.case.schema import APPLICATION_ID, GUARDS, KINDS, TABLES, VERSION
from headstamp.core.errors import InputError, LimitError, OutputError, UsageError
from headstamp.core.finding import canonical_json
from headstamp.core.version import __version__

MAX_BODY = 16 * 2**20  # signs; larger things are files and go into the vault
MAX_NAME = 500  # signs of an id, a verb, a name
UNFORESEEN = (ValueError, TypeError, LookupError, AttributeError, RecursionError, StopIteration)  # of what a case should hold
COLUMNS = "seq, at, who, verb, kind, id, version, content, note, prev, sha256"


class Draft(NamedTuple):
    """An object to be written. `verb` `add` asks that the id is new; any other makes the next version of what is there.
    `subject`: the person under whose one key all its personal fields are kept; empty = a key a field."""

    kind: str
    id: str
    body: Mapping[str, Any] | BaseModel
    verb: str = "add"
    note: str = ""
    subject: str = ""


class Stored(NamedTuple):
    """One version of an object as kept. `body` = the JSON that `sha256` is of; `chain` = the merged ledger it came in by."""

    kind: str
    id: str
    version: int
    sha256: str
    body: str
    entered: int
    chain: str = ""
    home_id: str = ""


def now() -> str:
    """This moment in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Case:
    """An open case. Close it, or use it in a `with`; `who` is written into every entry."""

    def __init__(
        self, path: Path, db: sqlite3.Connection, who: str, clock: Callable[[], str], readonly: bool, locked: bool
    ) -> None:
        self.path, self.db, self.who, self.clock = path, db, who, clock
        self.readonly, self.locked = readonly, locked
        self._last: Entry | None = None
        self._gone: tuple[Entry | None, frozenset[str]] = (None, frozenset())  # keys destroyed as of an entry

    @classmethod
    def create(cls, path: Path, title: str, who: str, *, passphrase: str = "", clock: Callable[[], str] = now) -> Case:
        """A new case, with `title` and its maker in the first entry. Raises OutputError where the file exists."""
        _named("who", who)
        made(path)
        try:
            db = connect(path, passphrase, create=True)
            with told(path):
                db.execute("BEGIN IMMEDIATE")
                for statement in statements(TABLES + GUARDS):
                    db.execute(statement)
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute(f"PRAGMA user_version = {VERSION}")
                db.execute("COMMIT")
            case = cls(path, db, who, clock, False, bool(passphrase))
            case.write([Draft("case", "case", {"title": title, "made": clock(), "tool": __version__}, "open")])
        except BaseException:
            with suppress(NameError, UnboundLocalError):
                db.close()
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
            raise
        return case

    @classmethod
    def open(
        cls, path: Path, *, who: str = "", passphrase: str = "", readonly: bool = False, clock: Callable[[], str] = now
    ) -> Case:
        """An existing case. Raises InputError for one that is truncated, newer, not a case, or has another passphrase."""
        return cls(path, connect(path, passphrase, readonly=readonly), who, clock, readonly, bool(passphrase))

    @property
    def vault_folder(self) -> Path:
        """Where the files of this case are kept: beside it."""
        return self.path.with_name(self.path.name + ".vault")

    def write(self, drafts: Iterable[Draft]) -> list[Entry]:
        """Keep objects: all of them or none. The same content again writes nothing and gives no entry.

        Raises UsageError for an id that exists already (verb `add`), InputError, LimitError, OutputError."""
        with self.transaction() as db:
            return [entry for draft in drafts if (entry := self._keep(db, draft)) is not None]

    def add(self, kind: str, id: str, body: Mapping[str, Any] | BaseModel, *, note: str = "", subject: str = "") -> Entry | None:  # noqa: A002
        """Keep one new object; None where just this is kept already."""
        return next(iter(self.write([Draft(kind, id, body, "add", note, subject)])), None)

    def revise(self, kind: str, id: str, body: Mapping[str, Any] | BaseModel, *, note: str = "") -> Entry | None:  # noqa: A002
        """Keep the next version of an object; the ones before stay."""
        return next(iter(self.write([Draft(kind, id, body, "revise", note)])), None)

    def get(self, kind: str, id: str, version: int | None = None) -> Stored:  # noqa: A002
        """A version of an object, the newest where none is named. Raises UsageError where there is none."""
        found = self.find(kind, id, version)
        if found is None:
            raise UsageError(f"no {kind} {id!r} in this case", hint="`headstamp case search` finds what it holds", file=self.path)
        return found

    def body(self, stored: Stored) -> dict[str, Any]:
        """The content of an object, personal fields in plain where their key is here, `[erased]` where it was destroyed."""
        if MARK not in stored.body:
            return dict(json.loads(stored.body))
        opened = open_body(json.loads(stored.body), self.secret, lambda key: ERASED if self.destroyed(key) else KEY_AWAY)
        return dict(opened)

    def all(self, kind: str) -> Iterator[Stored]:
        """The newest version of every object of a kind, in the order in which they came."""
        newest = "SELECT 1 FROM objects b WHERE b.kind = a.kind AND b.id = a.id AND b.version > a.version"
        with told(self.path):
            rows = self.db.execute(f"SELECT {PARTS} FROM objects a WHERE kind = ? AND NOT EXISTS ({newest}) ORDER BY n", (kind,))  # noqa: S608
            for row in rows:
                yield Stored(*row)

    def ledger(self) -> Iterator[Entry]:
        """Every entry, oldest first."""
        with told(self.path):
            for row in self.db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq"):  # noqa: S608
                yield Entry(*row)

    def head(self) -> Entry | None:
        """The newest entry; its hash stands for all before it."""
        with told(self.path):
            row = self.db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()  # noqa: S608
        return Entry(*row) if row else None

    def secret(self, key_id: str) -> str | None:
        """The secret of a key, or None where it was destroyed or left out of this copy."""
        row = self.db.execute("SELECT secret FROM keys WHERE id = ?", (key_id,)).fetchone()
        return str(row[0]) if row else None

    def destroyed(self, key_id: str) -> bool:
        """True where the ledger, or a merged one, says that a key was destroyed; another that is not here was left out."""
        if (head := self.head()) != self._gone[0]:
            both = "SELECT id FROM ledger WHERE verb = 'destroy-key' UNION SELECT id FROM chains WHERE verb = 'destroy-key'"
            self._gone = (head, frozenset(str(name) for (name,) in self.db.execute(both)))
        return key_id in self._gone[1]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside is kept together or not at all. One writer at a time; the others wait."""
        if self.readonly:
            raise OutputError("this case is open for reading only", hint="open it for writing", file=self.path)
        _named("who", self.who)
        with told(self.path):
            self.db.execute("BEGIN IMMEDIATE")  # from here on `seq` and `prev` are ours alone
            try:
                self._last = self.head()
                yield self.db
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    @contextmanager
    def moment(self) -> Iterator[None]:
        """All that is read inside is as of one moment, whoever writes meanwhile."""
        with told(self.path):
            self.db.execute("BEGIN")
            try:
                yield
            finally:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")

    def enter(self, verb: str, kind: str, id: str, version: int, content: str, note: str = "") -> Entry:  # noqa: A002
        """Write the next entry of the ledger, inside a transaction."""
        entry = chain_of.following(
            self._last, at=self.clock(), who=self.who, verb=verb, kind=kind, id=id, version=version, content=content, note=note
        )
        self.db.execute(f"INSERT INTO ledger({COLUMNS}) VALUES ({', '.join('?' * len(entry))})", entry)  # noqa: S608
        self._last = entry
        return entry

    def insert(self, stored: Stored) -> None:
        """Write a version of an object and its words into the index, inside a transaction."""
        older = self.db.execute(
            "SELECT n, text FROM objects WHERE kind = ? AND id = ? ORDER BY version DESC LIMIT 1", stored[:2]
        ).fetchone()
        text = searchable(stored.id, json.loads(stored.body))
        sql = f"INSERT INTO objects({PARTS}, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
        n = self.db.execute(sql, (*stored, text)).lastrowid
        if older:
            index_off(self.db, older[0], stored.kind, older[1])
        index_on(self.db, n or 0, stored.kind, text)

    def flush(self) -> bool:
        """Bring the log into the file and empty it; False where a reader is in the way."""
        with told(self.path):
            row = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(row and row[0] == 0)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        try:
            if isinstance(error, UNFORESEEN) or ("no such " in str(error) and isinstance(error, Exception) and is_sqlite(error)):
                from headstamp.case.diagnosis import told_of

                if (wrong := told_of(self)) is not None:
                    raise wrong from error
        finally:
            self.close()

    def find(self, kind: str, id: str, version: int | None = None) -> Stored | None:  # noqa: A002
        """A version of an object, or None."""
        which = "ORDER BY version DESC LIMIT 1" if version is None else "AND version = ?"
        values = (kind, id) if version is None else (kind, id, version)
        with told(self.path):
            row = self.db.execute(f"SELECT {PARTS} FROM objects WHERE kind = ? AND id = ? {which}", values).fetchone()  # noqa: S608
        if row and not (type(row[2]) is int and type(row[5]) is int and all(type(row[i]) is str for i in (0, 1, 3, 4, 6, 7))):
            raise InputError(f"damaged: {kind} {id!r} cannot be read", hint="run `headstamp case verify`", file=self.path)
        return Stored(*row) if row else None

    def _keep(self, db: sqlite3.Connection, draft: Draft) -> Entry | None:
        plain = checked(draft)
        before = self.find(draft.kind, draft.id, None)
        if before is not None:
            if canonical_json(open_body(json.loads(before.body), self.secret)) == plain:
                return None
            if draft.verb == "add":
                hint = "revise it, which keeps both versions, or choose another id"
                raise UsageError(f"there is another {draft.kind} {draft.id!r} in this case", hint=hint, file=self.path)
        body = canonical_json(seal_body(db, f"{draft.kind}/{draft.id}", json.loads(plain), draft.subject))
        version = before.version + 1 if before else 1
        sha256 = hashlib.sha256(body.encode()).hexdigest()
        entry = self.enter(draft.verb, draft.kind, draft.id, version, sha256, draft.note)
        self.insert(Stored(draft.kind, draft.id, version, sha256, body, entry.seq))
        return entry


PARTS = ", ".join(Stored._fields)


def checked(draft: Draft) -> str:
    """The canonical JSON of a draft's body. Raises UsageError, InputError or LimitError for one that cannot be kept."""
    if draft.kind not in KINDS:
        raise UsageError(f"a case holds no {draft.kind!r}", hint=f"kinds are {', '.join(KINDS)}")
    for what, name in (("id", draft.id), ("verb", draft.verb)):
        _named(what, name)
    body = draft.body.model_dump(mode="json") if isinstance(draft.body, BaseModel) else draft.body
    if not isinstance(body, Mapping):
        raise InputError(f"{draft.kind} {draft.id!r}: an object is a mapping of fields to values", hint="wrap it in one")
    refuse_marks(body)
    try:
        text = canonical_json(body)
        (text + draft.note).encode()
    except (TypeError, ValueError, RecursionError) as error:
        hint = "keep texts, whole numbers, fractions, lists and mappings; no NaN, no half signs"
        raise InputError(f"{draft.kind} {draft.id!r} cannot be kept as JSON: {error}", hint=hint) from error
    if len(text) > MAX_BODY:
        raise LimitError(f"{draft.kind} {draft.id!r} has {len(text):,} signs", hint="put what is large into the vault as a file")
    return text


def _named(what: str, name: str) -> None:
    if not name.strip() or len(name) > MAX_NAME or any(ord(sign) < 32 or 0xD800 <= ord(sign) < 0xE000 for sign in name):
        hint = f"one line of 1 to {MAX_NAME} signs"
        raise UsageError(f"`{what}` cannot be {name[:60]!r}", hint=hint)


def statements(script: str) -> Sequence[str]:
    """The statements of a script; `executescript` would commit between them."""
    found, begun = [], ""
    for piece in script.split(";"):
        begun += piece + ";"
        if sqlite3.complete_statement(begun):
            found += [begun] if begun.strip(" ;\n") else []
            begun = ""
    return found
