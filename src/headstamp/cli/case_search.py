"""`headstamp case search`: words, pieces of words, lots and names of one or two signs, in everything the reader may see."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.cli.asking import clean
from headstamp.cli.case_kinds import KINDS
from headstamp.cli.options import profile_option
from headstamp.core.errors import UsageError


@click.command("search")
@casework.case_argument
@click.argument("words", nargs=-1, metavar="WORDS...")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only objects of this kind; may be repeated.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Things shown at most.")
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def command(path: Path, words: tuple[str, ...], kinds: tuple[str, ...], limit: int, profile: str, as_json: bool) -> None:
    """Find what a case holds: every WORD must stand in it, whole, as the beginning of a word, or as a piece of one.

    A lot such as "17-85-114" is found by any part of three signs, a Hangul or Han name by one or two. Words in one pair of quotes
    inside quotes are taken together. What the profile may not see is not searched either.

    \b
    headstamp case search crate.headstamp orsa quay
    headstamp case search crate.headstamp 방 --kind record --profile confidential
    """
    if not any(map(str.strip, words)):
        raise UsageError("nothing to search for", hint="headstamp case search CASE orsa quay")
    query = clean(" ".join(words))
    from headstamp.cli.case_views import found
    from headstamp.core.redact import Profile

    with casework.open_case(path, readonly=True) as case, case.moment():
        view = found(case, query, kinds, limit, Profile(profile))
    if as_json:
        from headstamp.tell.case_data import case_json

        click.echo(case_json(view, {}))
        return
    from headstamp.tell.case_terminal import print_found

    print_found(common.console(), view)
