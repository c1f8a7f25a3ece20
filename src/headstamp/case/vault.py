"""The vault beside a case: files under the name of their own sha256, written once, with where each derived one comes from.

    <case>.vault/objects/<sha256>        a file as it came, read-only
    <case>.vault/objects/<sha256>.age    the same in a locked case, encrypted (age) for a key that stands in the case
A file is whole or not there: it is written beside its place, brought to the disk, and then renamed.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from headstamp.case.ledger import Trouble
from headstamp.core.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from headstamp.case.store import Case

BLOCK = 2**20  # bytes read at a time
NAME = re.compile(r"[0-9a-f]{64}")
LOCKED = ".age"


class Vault:
    """The files of one case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.folder = case.vault_folder / "objects"

    def put(self, stream: IO[bytes], name: str = "", *, media_type: str = "", note: str = "") -> str:
        """Keep a file and say so in the ledger; returns its sha256. The same file again is kept once. `name` as it came.

        Raises OutputError where it cannot be written."""
        sha256, size = self.place(stream)
        self._enter(sha256, {"sha256": sha256, "bytes": size, "name": name, "media_type": media_type}, note)
        return sha256

    def derive(
        self, parents: Sequence[str], stream: IO[bytes], *, tool: str, version: str, parameters: Mapping[str, Any], name: str = ""
    ) -> str:
        """Keep what was made from files of the vault, with what made it. Raises UsageError for a parent that is not kept."""
        for parent in parents:
            if not self.path(parent).is_file():
                raise UsageError(f"no file {parent[:12]}… in the vault", hint="put the original in first", file=self.folder)
        if not parents or not tool.strip():
            raise UsageError("a derivation names what it comes from and the tool", hint="give parents and tool")
        sha256, size = self.place(stream)
        made = {"parents": list(parents), "tool": tool, "version": version, "parameters": dict(parameters)}
        self._enter(sha256, {"sha256": sha256, "bytes": size, "name": name, "media_type": "", "derived_from": [made]}, "")
        return sha256

    def get(self, sha256: str) -> bytes:
        """A file, in memory, checked against its name. Raises InputError where it is missing or was altered."""
        out = io.BytesIO()
        self.copy_to(sha256, out)
        if hashlib.sha256(out.getvalue()).hexdigest() != sha256:
            hint = "restore it from a copy or a sealed bag; the ledger still knows the right one by its name"
            raise InputError("altered: it is not what its name says", hint=hint, file=self.path(sha256))
        return out.getvalue()

    def copy_to(self, sha256: str, out: Writer) -> None:
        """Write a file to `out` block by block, unchecked; out of a locked vault nothing plain goes anywhere else.

        Raises InputError where it is missing, or in a locked vault was altered."""
        path = self.path(sha256)
        if not path.is_file():
            raise InputError("missing from the vault", hint="restore it from a copy or a sealed bag", file=path)
        with path.open("rb") as stream:
            if self.case.locked:
                decrypt(stream, out, self._identity(), path)
            else:
                while block := stream.read(BLOCK):
                    out.write(block)

    def path(self, sha256: str) -> Path:
        """Where a file is kept. Raises UsageError for what is no sha256."""
        if not NAME.fullmatch(sha256):
            raise UsageError(f"{sha256[:70]!r} is not a sha256", hint="64 signs of 0-9a-f")
        return self.folder / (sha256 + (LOCKED if self.case.locked else ""))

    def place(self, stream: IO[bytes]) -> tuple[str, int]:
        """Write a file to its place without an entry in the ledger; (sha256, bytes)."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".", suffix=".part")
            part = Path(name)
            try:
                with os.fdopen(handle, "wb") as out:
                    sha256, size = self._write(stream, out)
                    out.flush()
                    os.fsync(out.fileno())
                part.chmod(0o444)
                if not self.path(sha256).exists() or self.check(sha256):  # an altered one is restored by putting it in again
                    put_in_place(part, self.path(sha256))
            finally:
                drop(part)
        except OSError as error:
            hint = "free some room, or check who may write there; nothing was added to the case"
            raise OutputError(f"cannot keep the file: {error.strerror}", hint=hint, file=self.folder) from error
        return sha256, size

    def check(self, sha256: str) -> Trouble | None:
        """What is wrong with a file, if anything; it is read whole."""
        name, total = self.path(sha256).name, _Hash()
        try:
            self.copy_to(sha256, total)
        except (InputError, OSError) as error:
            return Trouble("vault", name, error.what if isinstance(error, InputError) else f"cannot be read: {error.strerror}")
        found = total.total.hexdigest()
        return None if found == sha256 else Trouble("vault", name, f"altered: its sha256 is {found}")

    def names(self) -> Iterator[str]:
        """Every name in the folder."""
        if self.folder.is_dir():
            yield from sorted(each.name for each in self.folder.iterdir())

    def _write(self, stream: IO[bytes], out: IO[bytes]) -> tuple[str, int]:
        counted = _Counted(stream)
        if self.case.locked:
            age = pyrage()
            age.encrypt_io(counted, out, [age.x25519.Identity.from_str(self._identity()).to_public()])
        else:
            while block := counted.read(BLOCK):
                out.write(block)
        return counted.total.hexdigest(), counted.size

    def _identity(self) -> str:
        secret = self.case.secret("vault")
        if secret is None:
            raise InputError("the key of the vault is not in the case", hint="restore the case from a copy", file=self.case.path)
        return secret

    def _enter(self, sha256: str, body: dict[str, Any], note: str) -> None:
        from headstamp.case.store import Draft  # store knows no vault; a case makes its own

        kept = self.case.find("file", sha256)
        if kept is None:
            self.case.write([Draft("file", sha256, body, "add", note)])
        elif made := body.get("derived_from"):  # the same bytes made again another way, or put in before they were made
            known = self.case.body(kept)
            if made[0] not in known.get("derived_from", []):
                known["derived_from"] = [*known.get("derived_from", []), *made]
                self.case.write([Draft("file", sha256, known, "derive", note)])


class Writer(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""


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

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.total, self.size = stream, hashlib.sha256(), 0

    def read(self, size: int = BLOCK) -> bytes:
        """The next bytes."""
        block = self.stream.read(size)
        self.total.update(block)
        self.size += len(block)
        return block


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
