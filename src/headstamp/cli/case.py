"""`headstamp case`: one file that remembers everything; each act on it is a command of its own module."""

from __future__ import annotations

import click

from headstamp.cli.lazy import LazyGroup

ACTS: dict[str, str] = {
    "new": "headstamp.cli.case_new",
    "add": "headstamp.cli.case_add",
    "claim": "headstamp.cli.case_claim",
    "decide": "headstamp.cli.case_decide",
    "chain": "headstamp.cli.case_chain",
    "show": "headstamp.cli.case_show",
    "search": "headstamp.cli.case_search",
    "alike": "headstamp.cli.case_alike",
    "verify": "headstamp.cli.case_verify",
    "seal": "headstamp.cli.case_seal",
    "merge": "headstamp.cli.case_merge",
    "diff": "headstamp.cli.case_diff",
    "redact": "headstamp.cli.case_redact",
    "forget": "headstamp.cli.case_forget",
    "lock": "headstamp.cli.case_lock",
    "unlock": "headstamp.cli.case_unlock",
}
"""Each act and the module that defines it, under the attribute `command`; also the order of `--help`."""


@click.group("case", cls=LazyGroup, acts=ACTS)
def command() -> None:
    """One file that remembers everything: what was seen, claimed and concluded, by whom and when, unaltered.

    \b
    headstamp case new crate.headstamp --title "Crate at the north gate"
    headstamp case add crate.headstamp finds.csv declarations.csv photo.jpg
    headstamp case chain crate.headstamp       from the recovery to the listed party, as far as evidence leads
    headstamp case verify crate.headstamp      is it as the ledger says?
    """
