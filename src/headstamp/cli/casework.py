"""What the commands on a case do alike: who works, the passphrase, opening the file."""

from __future__ import annotations

import getpass
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headstamp.cli import common
from headstamp.cli.options import FILE
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case import Case

Command = TypeVar("Command", bound=Callable[..., Any])
PATIENCE_S = 2.0  # seconds until a person is told what takes so long, and between two such lines
PAGE = 4096  # bytes of a page of SQLCipher 4
_OTHERS = (
    b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"\xff\xd8\xff\xdb", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*",
    b"%PDF", b"RIFF", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\x08", b"\x28\xb5\x2f\xfd", b"PAR1", b"Rar!", b"age-encryption.org",
)  # fmt: skip
"""How other files begin, by signs that noise begins with once in four thousand million."""
PASSPHRASE = "HEADSTAMP_PASSPHRASE"  # noqa: S105 - the name of a variable


def who_option(command: Command) -> Command:
    """Who does it, as the ledger keeps it: `--who`."""
    return click.option(
        "--who", default="", envvar="HEADSTAMP_WHO", metavar="NAME", help="Who does this; else the name you are logged in with."
    )(command)


def case_argument(command: Command) -> Command:
    """The case file: `CASE`."""
    return click.argument("path", metavar="CASE", type=FILE)(command)


def worker(who: str) -> str:
    """The name that goes into the ledger. Raises UsageError where there is none."""
    if named := who.strip():
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody is named who does this", hint='--who "A. Kim", or set HEADSTAMP_WHO') from error


def open_case(path: Path, who: str = "", *, readonly: bool = False) -> Case:
    """The case at `path`; for a locked one the passphrase of HEADSTAMP_PASSPHRASE, or as typed.

    Raises InputError for a file that is missing, no case, truncated or locked with another passphrase."""
    from headstamp.case import Case
    from headstamp.case.waiting import waiting

    waiting.set(_Patience())
    return Case.open(path, who="" if readonly else worker(who), passphrase=passphrase_for(path), readonly=readonly)


class _Patience:
    """Says once to the person at a terminal what takes so long, where it takes long."""

    def __init__(self) -> None:
        self.begun, self.last = 0.0, 0

    def __call__(self, done: int, total: int) -> None:
        """So many objects of so many were gone through."""
        if done <= self.last or not self.begun:
            self.begun = time.monotonic()
        self.last = done
        if time.monotonic() - self.begun > PATIENCE_S and sys.stderr.isatty():
            common.note(f"going through {total:,} objects for what is closed under this profile: {done / total:.0%}")
            self.begun += PATIENCE_S


def passphrase_for(path: Path) -> str:
    """Empty for a plain case; else the passphrase from the environment or the terminal, never from the command line."""
    if not path.is_file():
        what = "not a file: a folder, a pipe or a device" if path.exists() else "no such case"
        raise InputError(what, file=path, hint="`headstamp case new CASE` makes one")
    return ask_passphrase() if is_locked(path) else ""


def is_locked(path: Path) -> bool:
    """True for what may be a locked case: whole pages of what looks like noise. False for a plain SQLite file and an empty one.

    Raises InputError for any other file, before anybody is asked for a passphrase."""
    try:
        with path.open("rb") as stream:
            start = stream.read(PAGE)
        size = path.stat().st_size
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error
    if not start or start.startswith(b"SQLite format 3\0"):
        return False
    if _is_text(start) or start.startswith(_OTHERS):
        raise InputError("not a case", hint="`headstamp case new CASE` makes one", file=path)
    if size % PAGE:
        hint = f"a locked case has whole pages of {PAGE:,} bytes: restore it from a copy, or check the name"
        raise InputError("not a case, or a locked one that was cut off", hint=hint, file=path)
    return True


def _is_text(start: bytes) -> bool:
    """Noise is never UTF-8 for so long."""
    text = start.decode("utf-8", "replace")
    return (
        len(text) > 3 and "\ufffd" not in text[:-1] and all(sign.isprintable() or sign in "\t\r\n\f\ufeff" for sign in text[:-1])
    )


def ask_passphrase(*, new: bool = False) -> str:
    """The passphrase from HEADSTAMP_PASSPHRASE, else typed unseen; a new one is typed twice. Raises UsageError without either."""
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        raise UsageError("a passphrase is needed, and nobody is there to type it", hint=f"set {PASSPHRASE}")
    return str(click.prompt("passphrase", hide_input=True, confirmation_prompt=new, err=True))
