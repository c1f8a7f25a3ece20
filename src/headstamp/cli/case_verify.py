"""`headstamp case verify`: is a case, or a sealed bag, as its ledger says?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import casework, common
from headstamp.cli.options import FILE
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.tell.case_integrity import CheckView

IN_BAG = Path("data") / "case.headstamp"  # where `seal` puts the case
SHORTEST = 8  # signs of a head: fewer are met by chance


@click.command("verify")
@click.argument("path", metavar="CASE|BAG", type=FILE)
@click.option("--head", default="", metavar="HASH", help="The ledger must hold this hash, which you kept elsewhere.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH.json", help="Write JSON.")
def command(path: Path, head: str, as_json: bool, output: Path | None) -> None:
    """Compute every hash of a case again, or of a BAG that `headstamp case seal` made, and say what does not fit, and where.

    Leaves with 0 where all is intact and with 3 where it is not. Nothing is changed.

    \b
    headstamp case verify crate.headstamp
    headstamp case verify crate.headstamp --head 3f0c9d...       as it was noted when it was sealed
    headstamp case verify sealed/crate
    """
    if output:
        common.suffix_of(output, (".json",))
        common.guard_outputs((output,), (path,))
    wanted = head.strip().lower()
    if wanted and (len(wanted) < SHORTEST or set(wanted) - set("0123456789abcdef")):
        raise UsageError(f"{head[:80]!r} is no hash", hint="64 signs of 0-9a-f, or the first 8 and more of them")
    view = _bag(path, wanted) if path.is_dir() else _case(path, wanted)
    _tell(view, as_json, output)
    if not view.intact:
        click.get_current_context().exit(InputError.exit_code)


def _case(path: Path, head: str, *, index: bool = True) -> CheckView:
    from headstamp.case import verify
    from headstamp.tell.case_integrity import CheckView

    passphrase = casework.passphrase_for(path)
    with common.progress(f"checking {path.name}") as step:
        found = verify(path, passphrase=passphrase, head=head, index=index, step=step)
    troubles = tuple((each.part, each.where, each.what) for each in found.troubles)
    return CheckView(str(path), found.entries, found.objects, found.files, found.head, head, troubles, found.remarks)


def _bag(folder: Path, head: str) -> CheckView:
    """The sums first, then the case in it, whose ledger must be the one that lies beside it as lines."""
    from dataclasses import replace

    from headstamp.case.seal import TAGS, check_bag, check_ledgers

    with common.progress(f"summing {folder.name}"):
        sums = check_bag(folder)
    if not (folder / IN_BAG).is_file():
        raise InputError("a bag without a case", hint="restore it from a copy", file=folder)
    view = _case(folder / IN_BAG, head, index=False)
    if view.intact and not sums:
        sums = check_ledgers(folder)
    signed = (folder / f"{TAGS}.sig").is_file()
    words = "signed: line 5 of README.txt says by whom, given their key" if signed else "not signed"
    return replace(view, name=str(folder), bag=tuple(sums), signature=words)


def _tell(view: CheckView, as_json: bool, output: Path | None) -> None:
    from headstamp.tell.case_integrity import check_json, print_check

    if output:
        common.write_whole(output, check_json(view))
    if as_json:
        click.echo(check_json(view), nl=False)
    elif not output:
        print_check(common.console(), view)
