"""`headstamp case show`: a case at a glance, a list of what it holds, one object in all its versions, or the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import casework, common
from headstamp.cli.case_kinds import KINDS
from headstamp.cli.options import FILE, profile_option
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.core.claim import Source
    from headstamp.tell.case_model import CaseView, ObjectView, PageView

WRITES = (".json", ".html")


@click.command("show")
@casework.case_argument
@click.argument("wanted", required=False, default="", metavar="[KIND/ID]")
@click.option(
    "--version", "version", type=click.IntRange(1, 10**9), metavar="N", help="Of an object: this version instead of the newest."
)
@click.option("--ledger", is_flag=True, help="The entries of the ledger: who did what when.")
@click.option("--kind", type=click.Choice(KINDS), help="List the objects of this kind.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=40, show_default=True, help="Lines of a list at most.")
@click.option("--after", default="", metavar="ID|N", help="Go on behind this object, or this entry of the ledger.")
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write .json or .html")
def command(
    path: Path, wanted: str, version: int | None, ledger: bool, kind: str | None, limit: int, after: str, profile: str,
    as_json: bool, output: Path | None,
) -> None:  # fmt: skip
    """Show a case, or KIND/ID in it: every field and who may see it, every version and who entered it, and what rests on it.

    \b
    headstamp case show crate.headstamp
    headstamp case show crate.headstamp record/crate-1 --profile confidential
    headstamp case show crate.headstamp --kind record --after crate-1
    headstamp case show crate.headstamp --ledger --json
    """
    _check(wanted, version, ledger, kind, after, output, path)
    from headstamp.core.redact import Profile

    reader = Profile(profile)
    sources: Mapping[str, Source] = {}
    view: CaseView | ObjectView | PageView
    with casework.open_case(path, readonly=True) as case:
        from headstamp.cli import case_views as views

        with case.moment():
            if ledger:
                view = views.ledger(case, _number(after), limit, reader)
            elif wanted:
                view = views.one(case, *views.parted(case, wanted, reader), version, limit, reader)
                sources = views.sources(case, view, reader)
            elif kind:
                view = views.page(case, kind, after, limit, reader)
            else:
                view = views.overview(case, reader)
    _tell(view, sources, as_json, output)


def _tell(view: CaseView | ObjectView | PageView, sources: Mapping[str, Source], as_json: bool, output: Path | None) -> None:
    from headstamp.tell.case_data import case_json

    if output and common.suffix_of(output, WRITES) == ".html":
        from headstamp.tell.case_html import case_html

        common.write_whole(output, case_html(view, sources))
    elif output:
        common.write_whole(output, case_json(view, sources) + "\n")
    if as_json:
        click.echo(case_json(view, sources))
    elif not output:
        from headstamp.tell.case_terminal import print_view

        print_view(common.console(), view, sources)


def _check(wanted: str, version: int | None, ledger: bool, kind: str | None, after: str, output: Path | None, path: Path) -> None:
    if sum(map(bool, (wanted, ledger, kind))) > 1:
        raise UsageError("KIND/ID, --kind and --ledger exclude each other", hint="give one of them")
    if version and not wanted:
        raise UsageError("--version goes with KIND/ID", hint="headstamp case show CASE record/crate-1 --version 1")
    if after and not (ledger or kind):
        raise UsageError("--after goes with --kind or --ledger", hint="headstamp case show CASE --kind record --after crate-1")
    if output:
        common.suffix_of(output, WRITES)
    common.guard_outputs((output,), (path,))


def _number(after: str) -> int:
    if after and not (after.isdecimal() and len(after) < 16):
        raise UsageError(f"--after {after!r} is not the number of an entry", hint="such as --ledger --after 40")
    return int(after or 0)
