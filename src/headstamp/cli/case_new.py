"""`headstamp case new`: an empty case with its title and the first entry of its ledger."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.cli.asking import clean
from headstamp.core.errors import UsageError

MOST_TITLE = 500  # signs


@click.command("new")
@casework.case_argument
@click.option("--title", default="", metavar="TEXT", help="What the case is about, in a few words; anybody may read them.")
@click.option("--locked", is_flag=True, help="Lock it with a passphrase from its first byte.")
@casework.who_option
def command(path: Path, title: str, locked: bool, who: str) -> None:
    """Make a new case.

    Files that are added are kept beside it, in CASE.vault. A locked case needs headstamp[locked]; its passphrase is typed, or
    taken from HEADSTAMP_PASSPHRASE.

    \b
    headstamp case new crate.headstamp --title "Crate at the north gate" --who "A. Kim"
    """
    said = clean(title).strip()
    if not said or len(said) > MOST_TITLE:
        what = "a case needs a title" if not said else f"a title of {len(said):,} signs"
        raise UsageError(what, hint=f'--title "Crate at the north gate", at most {MOST_TITLE} signs')
    if not path.name.strip() or path.name.startswith("."):
        raise UsageError(f"a case cannot be called {path.name!r}", hint="such as crate.headstamp")
    name = casework.worker(who)
    if locked:
        from headstamp.case.locked import create_locked

        case = create_locked(path, said, name, casework.ask_passphrase(new=True))
    else:
        from headstamp.case import Case

        case = Case.create(path, said, name)
    with case:
        head = case.head()
    click.echo(common.harmless(f"{path}: a new {'locked ' if locked else ''}case, “{said}”, made by {name}"))
    common.note(f"first entry {head.sha256 if head else ''}")
