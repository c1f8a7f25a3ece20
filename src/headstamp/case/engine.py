"""Opening the SQLite file of a case, plain or locked with a passphrase, and saying in words what went wrong with it."""

from __future__ import annotations

import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from headstamp.case.schema import APPLICATION_ID, VERSION
from headstamp.core.errors import HeadstampError, InputError, OutputError, UsageError

MAGIC = b"SQLite format 3\0"
WAIT_S = 60  # how long a writer waits for the others; a write of one object holds the file for some milliseconds
_COPY = "restore it from a copy or a sealed bag; `headstamp case verify` says what can still be read"


def connect(
    path: Path,
    passphrase: str = "",
    *,
    readonly: bool = False,
    create: bool = False,
    look_only: bool = False,
    cut_too: bool = False,
) -> sqlite3.Connection:
    """A connection to a case file. Raises InputError for a file that is no case, is truncated, is of a newer version or has
    another passphrase; OutputError where it cannot be made.
    `look_only`: for writing by its form; nothing of the file is changed. `cut_too`: a truncated file too, for reading.
    """
    if not create:
        look(path, passphrase, cut_too=cut_too)
    with told(path):
        db = _opened(path, passphrase, readonly, cut_too)
    try:
        with told(path, passphrase):
            _set_up(db, readonly or look_only)
            if not create:
                _check(db, path)
    except BaseException:
        db.close()
        raise
    return db


def look(path: Path, passphrase: str = "", *, cut_too: bool = False) -> None:
    """Raise InputError where the file cannot be a case, before SQLite touches it."""
    if not path.is_file():
        raise InputError("there is no such case", hint="check the name, or make one with `headstamp case new`", file=path)
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error
    plain = head.startswith(MAGIC)
    if not plain and (not passphrase or size < 512):
        hint = "a case that is locked with a passphrase opens with it alone; any other file is not a case of this tool"
        raise InputError("not a case, or a locked one", hint=hint, file=path)
    if plain and passphrase:
        raise UsageError("this case is not locked", hint="leave the passphrase out, or lock the case first", file=path)
    if plain and len(head) < 100:
        raise InputError("truncated: not even its first page is there", hint=_COPY, file=path)
    if plain and not cut_too and (cut := truncated(path)):
        raise InputError(cut, hint=_COPY, file=path)


def truncated(path: Path) -> str:
    """How much of a plain case file is missing at its end, in words; empty where nothing is.

    The header counts the pages (SQLite file format 2, 1.3.7). With a log beside it the last ones may stand there."""
    with path.open("rb") as stream:
        head = stream.read(100)
    size = path.stat().st_size
    if not head.startswith(MAGIC):
        return ""
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    said = int.from_bytes(head[28:32], "big") * page
    if size >= said or has_log(path):
        return ""
    return f"truncated: {size:,} of {said:,} bytes are there"


def _opened(path: Path, passphrase: str, readonly: bool, cut_too: bool) -> sqlite3.Connection:
    driver = sqlcipher() if passphrase else sqlite3
    ways = ("?mode=ro", "?mode=ro&immutable=1") if readonly else ("?mode=rw",)
    for number, way in enumerate(ways, start=1):
        db = driver.connect(path.absolute().as_uri() + way, uri=True, timeout=WAIT_S, isolation_level=None)
        try:
            if passphrase:
                db.execute("PRAGMA cipher_log_level = NONE")  # it would write to the terminal what the error says already
                quoted = passphrase.replace("'", "''")
                db.execute(f"PRAGMA key = '{quoted}'")
            if cut_too and readonly:
                db.execute("PRAGMA writable_schema = ON")  # SQLite's own way to open a file that is shorter than its header says
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except Exception as error:
            db.close()
            # a folder that nobody may write into has no room for the shared-memory file that reading a log needs
            if number < len(ways) and "unable to open" in str(error) and not has_log(path):
                continue
            if passphrase and "not a database" in str(error):
                raise wrong_passphrase(path) from error
            raise
        return cast(sqlite3.Connection, db)
    raise AssertionError("one of the ways returned or raised")


def wrong_passphrase(path: Path) -> InputError:
    """The error for a passphrase that does not open the file."""
    hint = "try again: the case is as it was; nobody, and no tool, can recover a lost passphrase"
    return InputError("this passphrase does not open it, or it is not a case", hint=hint, file=path)


def sqlcipher() -> Any:
    """The module that opens locked cases. Raises UsageError where it is not installed."""
    try:
        return importlib.import_module("sqlcipher3.dbapi2")
    except ImportError as error:
        raise UsageError("locked cases need SQLCipher", hint="install headstamp[locked]") from error


def _set_up(db: sqlite3.Connection, readonly: bool) -> None:
    db.execute("PRAGMA temp_store = MEMORY")  # sorting and indexing leave nothing in temporary files
    db.execute("PRAGMA trusted_schema = OFF")  # a case may come from a stranger
    db.execute("PRAGMA cache_size = -65536")  # KiB
    if not readonly:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")  # an acknowledged write is on the disk
        db.execute("PRAGMA secure_delete = ON")  # a destroyed key is overwritten, not just unlinked


def _check(db: sqlite3.Connection, path: Path) -> None:
    (found,), (version,) = db.execute("PRAGMA application_id").fetchone(), db.execute("PRAGMA user_version").fetchone()
    if found != APPLICATION_ID:
        raise InputError("a database, and not a case", hint="make a case with `headstamp case new`", file=path)
    if version > VERSION:
        hint = f"it was written by a newer version of the tool (format {version}, this one knows {VERSION}): update"
        raise InputError("this case is newer than the tool", hint=hint, file=path)


@contextmanager
def told(path: Path, passphrase: str = "") -> Iterator[None]:
    """Turn what SQLite raises into an error that says what to do."""
    try:
        yield
    except HeadstampError:
        raise
    except Exception as error:
        if not is_sqlite(error):
            raise
        raise explain(error, path, locked=bool(passphrase)) from error


def is_sqlite(error: BaseException) -> bool:
    """True for an error of SQLite or of SQLCipher, which has a tree of its own. A message of SQLite that quotes a damaged table's
    name cannot even be read as text."""
    return isinstance(error, sqlite3.Error | UnicodeDecodeError) or type(error).__module__.startswith("sqlcipher3")


def explain(error: BaseException, path: Path, *, locked: bool = False) -> HeadstampError:
    """The error of ours for one of SQLite's."""
    text = str(error)
    if "full" in text:
        return OutputError("the disk is full: nothing of this write was kept", hint="free some room and do it again", file=path)
    if "readonly" in text or "read-only" in text or "query_only" in text:
        return OutputError("this case is open for reading only", hint="copy it to where you may write", file=path)
    if "is locked" in text or "busy" in text:
        hint = "another process is writing; try again when it is done"
        return OutputError(f"waited {WAIT_S} s for the case in vain", hint=hint, file=path)
    if "disk I/O error" in text:
        hint = "free some room, check the disk, and do it again"
        return OutputError("the disk does not take it: full, or failing; nothing of this write was kept", hint=hint, file=path)
    if "not a database" in text:
        return wrong_passphrase(path) if locked else InputError("not a case", hint=_COPY, file=path)
    if any(word in text for word in ("malformed", "disk image", "corrupt", "decode", "unsupported file", "vtable")):
        return InputError(f"damaged: {text}", hint=_COPY, file=path)
    if "unable to open" in text:
        return OutputError(
            "cannot be opened", hint="check who may write into its folder, or copy the case and its log to another", file=path
        )
    return OutputError(f"the case file: {text}", hint="run `headstamp case verify`", file=path)


def log_of(path: Path) -> Path:
    """The log beside a case file, where the newest entries stand until they are brought into it."""
    return path.with_name(path.name + "-wal")


def has_log(path: Path) -> bool:
    """True where there is a log with something in it."""
    return log_of(path).exists() and log_of(path).stat().st_size > 0


def made(path: Path) -> None:
    """Make an empty file that was not there, for its owner's eyes. Raises OutputError."""
    beside = (log_of(path), path.with_name(path.name + ".vault"))
    if left := next((each for each in beside if each.exists() and not path.exists()), None):
        # SQLite would take the log of a case that is gone for the new one's
        raise OutputError("what another case of this name left lies here", hint="move it away, or choose another name", file=left)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise OutputError(
            "there is a file of this name", hint="choose another name; a case is never written over", file=path
        ) from error
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", hint="choose another folder", file=path) from error
