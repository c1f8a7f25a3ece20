"""`headstamp read grade`: a person's own grade of a statement, beside the computed one."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.core.errors import UsageError


@click.command("grade")
@casework.case_argument
@click.argument("claim", metavar="CLAIM")
@click.option("--grade", "grade_", default="", metavar="B2", help="The grade that you give: a letter A-F and a digit 1-6.")
@click.option("--computed", is_flag=True, help="Take a grade that a person set away: the computed one stands again.")
@click.option("--why", default="", metavar="TEXT", help="Why; told with the grade, and kept in the ledger for ever.")
@casework.who_option
def grade(path: Path, claim: str, grade_: str, computed: bool, why: str, who: str) -> None:
    """Put your own grade in the place of the computed one, which stays beside it.

    \b
    headstamp read grade CASE statement:3f2a --grade B2 --why "the ministry's own log was shown to us"
    """
    from headstamp.case.overruled import grade_named, regraded
    from headstamp.case.statements import statement_of

    if not why.strip():
        raise UsageError("a grade needs its reason", hint='--why "the log was shown to us"')
    if bool(grade_) == computed:
        raise UsageError("give a grade, or take one away", hint="--grade B2, or --computed")
    wanted = None if computed else grade_named(grade_)
    with casework.open_case(path, who) as case:
        name, body, _ = statement_of(case, claim)
        draft = regraded(name, body, wanted, case.who, why.strip())
        for entry in case.write([draft]):
            held = body["claim"]["grade"]
            told = str(wanted) if wanted else "the computed grade stands again"
            click.echo(common.harmless(f"{entry.id}: {told}; before: {held['reliability']}{held['credibility']}"))
            common.note(f"entry {entry.seq} of the ledger: {entry.sha256}")
