"""The vault beside a case: files under the name of their own sha256, written once, with where each derived one comes from.

    <case>.vault/objects/<sha256>          a file as it came, read-only
    <case>.vault/objects/<sha256>.sealed   a personal file: encrypted under a key of its own (case.sealed_file), which stands in
                                           the case under the subject `file/<sha256>` and can be destroyed
    <case>.vault/objects/<either>.age      the same in a locked case, encrypted (age) for a key that stands in the case
A file is whole or not there: it is written beside its place, brought to the disk, and then renamed. Which form a file has is told
by its object: that of a personal file holds a sealed field `content`.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cryptography.fernet import Fernet

from headstamp.case.ledger import Trouble
from headstamp.case.personal import KEPT_SEALED, MARK, key_for
from headstamp.case.sealed_file import Opening, Reader, SealError, Sealing, Writer
from headstamp.core.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from headstamp.case.store import Case, Draft

BLOCK = 2**20  # bytes read at a time
NAME = re.compile(r"[0-9a-f]{64}")
LOCKED = ".age"
SEALED = ".sealed"
_RESTORE = "restore it from a copy or a sealed bag"


class Part(NamedTuple):
    """A file that was written beside its place. `secret`: of its key where it is sealed; empty = plain."""

    path: Path
    sha256: str
    size: int
    secret: str


class Vault:
    """The files of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.folder = case.vault_folder / "objects"

    def put(self, stream: IO[bytes], name: str = "", *, media_type: str = "", note: str = "", personal: bool = False) -> str:
        """Keep a file and say so in the ledger; returns its sha256. The same file again is kept once. `name` as it came;
        `personal`: its bytes are kept encrypted under a key of their own. A file that was forgotten does not come back.

        Raises OutputError where it cannot be written."""
        part = self.take(stream, personal=personal)
        body = {"sha256": part.sha256, "bytes": part.size, "name": name, "media_type": media_type}
        self._enter(part, body, note)
        return part.sha256

    def derive(
        self, parents: Sequence[str], stream: IO[bytes], *, tool: str, version: str, parameters: Mapping[str, Any], name: str = ""
    ) -> str:
        """Keep what was made from files of the vault, with what made it; of a personal file, it is personal too.

        Raises UsageError for a parent that is not kept."""
        for parent in parents:
            if not self.path(parent).is_file():
                raise UsageError(f"no file {parent[:12]}… in the vault", hint="put the original in first", file=self.folder)
        if not parents or not tool.strip():
            raise UsageError("a derivation names what it comes from and the tool", hint="give parents and tool")
        part = self.take(stream, personal=any(map(self.key_of, parents)))
        made = {"parents": list(parents), "tool": tool, "version": version, "parameters": dict(parameters)}
        body = {"sha256": part.sha256, "bytes": part.size, "name": name, "media_type": "", "derived_from": [made]}
        self._enter(part, body, "")
        return part.sha256

    def get(self, sha256: str) -> bytes:
        """A file, in memory, checked against its name. Raises InputError where it is missing, was altered or was forgotten."""
        out = io.BytesIO()
        self.copy_to(sha256, out)
        if hashlib.sha256(out.getvalue()).hexdigest() != sha256:
            hint = f"{_RESTORE}; the ledger still knows the right one by its name"
            raise InputError("altered: it is not what its name says", hint=hint, file=self.path(sha256))
        return out.getvalue()

    def copy_to(self, sha256: str, out: Writer) -> None:
        """Write a file to `out` block by block, unchecked; out of a locked vault nothing plain goes anywhere else.

        Raises InputError where it is missing, its key is gone, or one that is encrypted was altered."""
        key = self.key_of(sha256)
        secret = self.case.secret(key) if key else None
        if key and secret is None:
            away = "it was forgotten: its key was destroyed" if self.case.destroyed(key) else "its key is not in this copy"
            raise InputError(away, hint="nobody can read it with this case alone", file=self.path(sha256))
        self.read(self.path(sha256), out, secret, opened=bool(key))

    def copy_as_kept(self, sha256: str, out: Writer) -> None:
        """The same in the form in which an unlocked case keeps it: a personal file stays sealed."""
        self.read(self.path(sha256), out, None, opened=False)

    def read(self, path: Path, out: Writer, secret: str | None, *, opened: bool) -> None:
        """Write a file of the vault to `out`. `opened`: a sealed one plain; without `secret` nothing of it, and only its form is
        looked at. Raises InputError as `copy_to`."""
        if not path.is_file():
            raise InputError("missing from the vault", hint=_RESTORE, file=path)
        with path.open("rb") as stream:
            try:
                opening = Opening(out, secret) if opened else None
                if self.case.locked:
                    decrypt(stream, opening or out, self._identity(), path)
                else:
                    while block := stream.read(BLOCK):
                        (opening or out).write(block)
                if opening:
                    opening.end()
            except SealError as error:
                raise InputError(f"altered: {error}", hint=_RESTORE, file=path) from error

    def key_of(self, sha256: str) -> str:
        """The id of the key of a personal file; empty for a plain one, or one that no object speaks of."""
        stored = self.case.find("file", sha256)
        return content_key(json.loads(stored.body)) if stored and MARK in stored.body else ""

    def path(self, sha256: str) -> Path:
        """Where a file is kept, or would be. Raises UsageError for what is no sha256."""
        if not NAME.fullmatch(sha256):
            raise UsageError(f"{sha256[:70]!r} is not a sha256", hint="64 signs of 0-9a-f")
        return self.place_of(sha256, sealed=bool(self.key_of(sha256)))

    def place_of(self, sha256: str, *, sealed: bool) -> Path:
        """The place of one form of a file."""
        return self.folder / (sha256 + (SEALED if sealed else "") + (LOCKED if self.case.locked else ""))

    def place(self, stream: IO[bytes]) -> tuple[str, int]:
        """Write a file to its place, plain, without an entry in the ledger; (sha256, bytes)."""
        part = self.take(stream)
        self.settle(part)
        return part.sha256, part.size

    def place_sealed(self, sha256: str, stream: IO[bytes]) -> None:
        """Write the sealed form of a file, as another case keeps it, to its place."""
        put_in_place(self._part(_Counted(stream)).path, self.place_of(sha256, sealed=True))

    def take(self, stream: IO[bytes], *, personal: bool = False) -> Part:
        """Write a file beside its place; `settle` brings it there, or `drop` its path."""
        secret = Fernet.generate_key().decode() if personal else ""
        return self._part(Sealing(stream, secret) if secret else _Counted(stream), secret)

    def settle(self, part: Part) -> bool:
        """Give a part its place, inside a transaction where it is sealed: its key is written too. True where nothing was there.

        A file that is there stays in the form it has, one that was altered is restored, one that was forgotten stays so."""
        try:
            known = self.case.find("file", part.sha256) is not None
            key = self.key_of(part.sha256)
            secret = (self.case.secret(key) if key else "") if known else part.secret
            if not known and part.secret:
                secret = key_for(self.case.db, f"file/{part.sha256}", part.secret)
            path = self.place_of(part.sha256, sealed=secret != "")
            new = not path.exists()
            if secret is not None and (new or self._check(path, part.sha256, secret)):
                put_in_place(part.path if secret == part.secret else self._turned(part, secret), path)
            if not known and self.case.db.in_transaction:  # left by somebody who was cut off, and nobody else is writing it
                drop(self.place_of(part.sha256, sealed=not secret))
            return new
        except OSError as error:
            raise self._cannot(error) from error
        finally:
            drop(part.path)

    def draft(self, part: Part, body: Mapping[str, Any], note: str = "") -> Draft:
        """The object of a file that is new."""
        return self.next_draft(part.sha256, {**body, "content": KEPT_SEALED} if part.secret else body, "add", note)

    def next_draft(self, sha256: str, body: Mapping[str, Any], verb: str, note: str = "") -> Draft:
        """The object of a file with what else is known of it; a personal one stays under its key."""
        from headstamp.case.store import Draft  # store knows no vault; a case makes its own

        return Draft("file", sha256, body, verb, note, f"file/{sha256}" if "content" in body else "")

    def forgotten(self, sha256: str) -> bool:
        """True for a personal file whose key is not here."""
        key = self.key_of(sha256)
        return bool(key) and self.case.secret(key) is None

    def check(self, sha256: str) -> Trouble | None:
        """What is wrong with a file, if anything; it is read whole. Of one whose key is gone only the form is looked at."""
        key = self.key_of(sha256)
        return self.check_form(sha256, key, self.case.secret(key) if key else None)

    def check_form(self, sha256: str, key: str, secret: str | None) -> Trouble | None:
        """The same for a file whose key is known from its object: empty for a plain one."""
        return self._check(self.place_of(sha256, sealed=bool(key)), sha256, secret if key else "")

    def names(self) -> Iterator[str]:
        """Every name in the folder."""
        if self.folder.is_dir():
            yield from sorted(each.name for each in self.folder.iterdir())

    def _check(self, path: Path, sha256: str, secret: str | None) -> Trouble | None:
        """`secret`: empty of a plain file, None of one whose key is gone."""
        total = _Hash()
        try:
            self.read(path, total, secret, opened=secret != "")
        except (InputError, OSError) as error:
            what = error.what if isinstance(error, InputError) else f"cannot be read: {error.strerror}"
            return Trouble("vault", path.name, what)
        found = total.total.hexdigest()
        return None if found == sha256 or secret is None else Trouble("vault", path.name, f"altered: its sha256 is {found}")

    def _part(self, source: _Counted | Sealing, secret: str = "") -> Part:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as out:
                    self._write(source, out)
                    out.flush()
                    os.fsync(out.fileno())
                Path(name).chmod(0o444)
            except BaseException:
                drop(Path(name))
                raise
        except OSError as error:
            raise self._cannot(error) from error
        return Part(Path(name), source.sha256, source.size, secret)

    def _cannot(self, error: OSError) -> OutputError:
        hint = "free some room, or check who may write there; nothing was added to the case"
        return OutputError(f"cannot keep the file: {error.strerror}", hint=hint, file=self.folder)

    def _turned(self, part: Part, secret: str) -> Path:
        """The same content under another key, or plain."""
        plain = io.BytesIO()
        self.read(part.path, plain, part.secret or None, opened=bool(part.secret))
        plain.seek(0)
        return self._part(Sealing(plain, secret) if secret else _Counted(plain), secret).path

    def _write(self, source: Reader, out: IO[bytes]) -> None:
        if self.case.locked:
            age = pyrage()
            age.encrypt_io(source, out, [age.x25519.Identity.from_str(self._identity()).to_public()])
        else:
            while block := source.read(BLOCK):
                out.write(block)

    def _identity(self) -> str:
        secret = self.case.secret("vault")
        if secret is None:
            raise InputError("the key of the vault is not in the case", hint="restore the case from a copy", file=self.case.path)
        return secret

    def _enter(self, part: Part, body: dict[str, Any], note: str) -> None:
        """Place, key and entry in one transaction: of two who put the same file in at once the second finds the first's."""
        try:
            self.case.write(self._drafts(part, body, note))
        finally:
            drop(part.path)

    def _drafts(self, part: Part, body: dict[str, Any], note: str) -> Iterator[Draft]:
        kept = self.case.find("file", part.sha256)
        self.settle(part)
        if kept is None:
            yield self.draft(part, body, note)
        elif (made := body.get("derived_from")) and not self.forgotten(part.sha256):
            known = self.case.body(kept)  # the same bytes made again another way, or put in before they were made
            if made[0] not in known.get("derived_from", []):
                known["derived_from"] = [*known.get("derived_from", []), *made]
                yield self.next_draft(part.sha256, known, "derive", note)


class _Hash:
    """Hashes what is written to it."""

    def __init__(self) -> None:
        self.total = hashlib.sha256()

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self.total.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


class _Counted:
    """A stream that hashes and counts what is read of it."""

    def __init__(self, stream: Reader) -> None:
        self.stream, self.total, self.size = stream, hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        """Of what was read so far."""
        return self.total.hexdigest()

    def read(self, size: int = BLOCK) -> bytes:
        """The next bytes."""
        block = self.stream.read(size)
        self.total.update(block)
        self.size += len(block)
        return block


def content_key(body: Mapping[str, Any]) -> str:
    """The id of the key that a file's content is kept under, from its object as kept; empty for a plain file."""
    content = body.get("content")
    return str(content.get("key", "")) if isinstance(content, Mapping) and MARK in content else ""


def pyrage() -> Any:
    """The age library. Raises UsageError where it is not installed."""
    try:
        return importlib.import_module("pyrage")
    except ImportError as error:
        raise UsageError("the vault of a locked case needs age", hint="install headstamp[locked]") from error


def decrypt(stream: IO[bytes], out: Writer, identity: str, path: Path) -> None:
    """Decrypt an age file block by block. Raises InputError where it was altered; what `out` got by then counts for nothing."""
    age = pyrage()
    try:
        age.decrypt_io(stream, out, [age.x25519.Identity.from_str(identity)])
    except Exception as error:
        if isinstance(error, OSError) and error.errno:  # the disk; what age finds wrong comes without a number
            raise
        raise InputError("altered: it does not decrypt", hint="restore it from a copy or a sealed bag", file=path) from error


def put_in_place(part: Path, path: Path) -> None:
    """Rename a whole file to its name, over a damaged one too, which Windows does not do to a read-only file."""
    if path.exists():
        path.chmod(0o600)
    part.replace(path)
    sync_folder(path.parent)


def drop(path: Path) -> None:
    """Delete a file that may be read-only, or gone."""
    if path.exists():
        path.chmod(0o600)
        path.unlink()


def sync_folder(folder: Path) -> None:
    """Bring a new name in a folder to the disk; Windows does it with the file."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
