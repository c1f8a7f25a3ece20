"""`headstamp case lock`: encrypt a case and its vault with a passphrase, or change the passphrase."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.core.errors import UsageError

NEW = "HEADSTAMP_NEW_PASSPHRASE"


@click.command("lock")
@casework.case_argument
@click.option("--change", is_flag=True, help="Of a locked case: give it another passphrase.")
def command(path: Path, change: bool) -> None:
    """Lock CASE with a passphrase, in place: SQLCipher for the file, age for the vault. Needs headstamp[locked].

    The passphrase is typed unseen, or taken from HEADSTAMP_PASSPHRASE; with --change the new one from HEADSTAMP_NEW_PASSPHRASE.
    Nobody can recover a lost one. What locking does not cover stands in METHOD.md.

    \b
    headstamp case lock crate.headstamp
    """
    from headstamp.case.locked import change_passphrase, lock

    locked = _locked(path)
    if locked and not change:
        raise UsageError("this case is locked already", hint="--change gives it another passphrase", file=path)
    if change and not locked:
        raise UsageError("this case is not locked", hint="leave --change out", file=path)
    if change:
        old = casework.ask_passphrase()
        new = os.environ.get(NEW) or _typed()
        with common.progress(f"locking {path.name} anew"):
            change_passphrase(path, old, new)
        click.echo(common.harmless(f"{path}: another passphrase; copies made before open with the old one still"))
        return
    passphrase = casework.ask_passphrase(new=True)
    with common.progress(f"locking {path.name}"):
        lock(path, passphrase)
    click.echo(common.harmless(f"{path}: locked, and the files of its vault"))
    common.note(
        "not covered: that there is a case, its size, how many files it has, their sizes and hashes; an open case on a screen"
    )
    common.note("not covered: what the disk keeps of the plain file that was here; make the next case with `case new --locked`")


def _locked(path: Path) -> bool:
    from headstamp.case.engine import look

    if path.is_file() and casework.is_locked(path):
        return True
    look(path)  # says in words what is wrong with it
    return False


def _typed() -> str:
    if not sys.stdin.isatty():
        raise UsageError("a new passphrase is needed, and nobody is there to type it", hint=f"set {NEW}")
    return str(click.prompt("new passphrase", hide_input=True, confirmation_prompt=True, err=True))
