"""A case locked with a passphrase, at rest and at work: SQLCipher for the file, age for the vault. No cipher of ours.

Covered: every page of the case file and of its log (AES-256 with HMAC; the key is derived from the passphrase by PBKDF2, 256,000
rounds, as SQLCipher 4 does), the search index, and each file of the vault, for a key that stands in the locked case. Sorting and
indexing stay in memory and files of the vault are decrypted in memory: nothing plain is written while working. A personal file
stays sealed under its own key inside of age, so that it can be forgotten in a locked case too. A sealed bag, and what you take
out yourself, is plain.

Not covered: that there is a case, its size, the number of files in the vault, their sizes and the sha256 in their names (who
holds a copy of a photo can tell that it is there; keep the vault on an encrypted disk where that matters); what memory and swap
hold while it is open; an open case on an unlocked screen; a weak passphrase; what a disk keeps of the plain file that was there
before it was locked: deleting does not overwrite on SSDs, so make a case locked from its first day.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from headstamp.case.engine import connect, explain, is_sqlite, sqlcipher
from headstamp.case.schema import APPLICATION_ID, VERSION
from headstamp.case.store import Case
from headstamp.case.vault import LOCKED, NAME, SEALED, Vault, decrypt, drop, put_in_place, pyrage
from headstamp.core.errors import OutputError, UsageError

SHORTEST = 8  # signs of a passphrase; six words of a list of words are what keeps a laptop's finder out


def create_locked(path: Path, title: str, who: str, passphrase: str, *, clock: Callable[[], str] | None = None) -> Case:
    """A new case that is locked from its first byte."""
    _long_enough(passphrase)
    pyrage()  # missing parts are told before anything is made
    case = Case.create(path, title, who, passphrase=passphrase, **({"clock": clock} if clock else {}))
    _vault_key(case)
    return case


def lock(path: Path, passphrase: str) -> None:
    """Lock a plain case in place. The plain file stays until the locked one is whole and on the disk, and is then deleted.

    Raises UsageError for a passphrase that is too short or where a part is not installed; OutputError where there is no room."""
    _long_enough(passphrase)
    pyrage()
    _turn(path, "", passphrase)


def unlock(path: Path, passphrase: str) -> None:
    """Make a locked case plain, in place. Raises InputError for a wrong passphrase, and the case stays as it was."""
    pyrage()
    _turn(path, passphrase, "")


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Lock a case anew under another passphrase. Copies made before open with the old one still."""
    _long_enough(new)
    _turn(path, old, new)


def export(path: Path, old: str, to: Path, new: str) -> None:
    """Write a copy of a case under another passphrase; an empty one is plain. `to` must not exist."""
    connect(path, old, readonly=True).close()
    db = sqlcipher().connect(str(path), isolation_level=None)
    try:
        db.execute("PRAGMA cipher_log_level = NONE")
        if old:
            db.execute(f"PRAGMA key = {_quoted(old)}")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute(f"ATTACH DATABASE ? AS other KEY {_quoted(new)}", (str(to),))
        db.execute("SELECT sqlcipher_export('other')").fetchone()
        db.execute(f"PRAGMA other.application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA other.user_version = {VERSION}")
        db.execute("DETACH DATABASE other")
    except Exception as error:
        to.unlink(missing_ok=True)
        if not is_sqlite(error):
            raise
        raise explain(error, to) from error
    finally:
        db.close()


def _turn(path: Path, old: str, new: str) -> None:
    """Files of the vault first, each beside its other form; then the case at one stroke; then the other forms go."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with Case.open(path, who="lock", passphrase=old) as case:
            if not old:
                _vault_key(case)
            before = _forms(case, old, new)
            for each in before:
                _other_form(each, case.secret("vault") or "")
            _alone(case)
            with case.transaction():  # nobody writes into the form that goes
                _exported(path, old, beside, new)
        put_in_place(beside, path)
        for each in before:
            drop(each)
    except OSError as error:
        hint = "free some room and do it again; `headstamp case verify` names what is left over"
        raise OutputError(f"cannot write: {error.strerror}", hint=hint, file=path) from error
    finally:
        drop(beside)


def _forms(case: Case, old: str, new: str) -> list[Path]:
    """Files of the vault that change their form; none where only the passphrase does."""
    if old and new:
        return []
    names = [name for name in Vault(case).names() if NAME.fullmatch(name.removesuffix(LOCKED).removesuffix(SEALED))]
    return [case.vault_folder / "objects" / name for name in names if name.endswith(LOCKED) == bool(old)]


def _alone(case: Case) -> None:
    """Leaving the log is granted only where no other process has the case open. Raises OutputError."""
    case.db.execute("PRAGMA busy_timeout = 2000")
    try:
        case.db.execute("PRAGMA journal_mode = DELETE").fetchone()
    except Exception as error:
        if not is_sqlite(error):
            raise
        raise OutputError("somebody has the case open", hint="close it everywhere first", file=case.path) from error


def _other_form(path: Path, identity: str) -> None:
    locked = path.name.endswith(LOCKED)
    to = path.with_name(path.name.removesuffix(LOCKED) if locked else path.name + LOCKED)
    part = to.with_name(f".{to.name}.part")
    try:
        with path.open("rb") as source, part.open("wb") as out:
            if locked:
                decrypt(source, out, identity, path)
            else:
                pyrage().encrypt_io(source, out, [pyrage().x25519.Identity.from_str(identity).to_public()])
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o444)
        put_in_place(part, to)
    finally:
        drop(part)


def _exported(path: Path, old: str, beside: Path, new: str) -> None:
    drop(beside)
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    export(path, old, beside, new)
    with beside.open("rb+") as stream:
        os.fsync(stream.fileno())


def _vault_key(case: Case) -> None:
    with case.transaction() as db:
        if case.secret("vault") is None:
            made = str(pyrage().x25519.Identity.generate())
            db.execute("INSERT INTO keys(id, subject, secret) VALUES ('vault', 'vault', ?)", (made,))


def _long_enough(passphrase: str) -> None:
    if len(passphrase) < SHORTEST or "\0" in passphrase:
        raise UsageError(f"a passphrase of under {SHORTEST} signs", hint="take six words or more that nobody would put together")


def _quoted(passphrase: str) -> str:
    return "'" + passphrase.replace("'", "''") + "'"
