"""`headstamp case unlock`: make a locked case plain again."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.core.errors import UsageError


@click.command("unlock")
@casework.case_argument
def command(path: Path) -> None:
    """Make a locked CASE plain, in place, with the files of its vault. A wrong passphrase changes nothing.

    To work on a locked case there is no need to unlock it: every command asks for the passphrase.

    \b
    headstamp case unlock crate.headstamp
    """
    from headstamp.case.locked import unlock

    passphrase = casework.passphrase_for(path)
    if not passphrase:
        raise UsageError("this case is not locked", hint="there is nothing to do", file=path)
    with common.progress(f"unlocking {path.name}"):
        unlock(path, passphrase)
    click.echo(common.harmless(f"{path}: plain now, and the files of its vault: anybody who has the disk can read them"))
