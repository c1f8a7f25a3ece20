"""What the commands on a case do alike: who works, the passphrase, opening the file."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headstamp.cli.options import FILE
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case import Case

Command = TypeVar("Command", bound=Callable[..., Any])
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

    return Case.open(path, who="" if readonly else worker(who), passphrase=passphrase_for(path), readonly=readonly)


def passphrase_for(path: Path) -> str:
    """Empty for a plain case; else the passphrase from the environment or the terminal, never from the command line."""
    if not path.is_file():
        what = "not a file: a folder, a pipe or a device" if path.exists() else "no such case"
        raise InputError(what, file=path, hint="`headstamp case new CASE` makes one")
    with path.open("rb") as stream:
        start = stream.read(16)
    if not start or start == b"SQLite format 3\0":
        return ""
    return ask_passphrase()


def ask_passphrase(*, new: bool = False) -> str:
    """The passphrase from HEADSTAMP_PASSPHRASE, else typed unseen; a new one is typed twice. Raises UsageError without either."""
    if given := os.environ.get(PASSPHRASE):
        return given
    if not sys.stdin.isatty():
        raise UsageError("a passphrase is needed, and nobody is there to type it", hint=f"set {PASSPHRASE}")
    return str(click.prompt("passphrase", hide_input=True, confirmation_prompt=new, err=True))
