"""`headstamp case`: one file that remembers everything; each act on it is a command of its own module."""

from __future__ import annotations

from importlib import import_module

import click

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


class Acts(click.Group):
    """A group whose acts are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the work."""
        return [*ACTS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of `cmd_name`; None for a name that is none."""
        if cmd_name not in ACTS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(ACTS[cmd_name]).command
        return command


@click.group("case", cls=Acts)
def command() -> None:
    """One file that remembers everything: what was seen, claimed and concluded, by whom and when, unaltered.

    \b
    headstamp case new crate.headstamp --title "Crate at the north gate"
    headstamp case add crate.headstamp finds.csv declarations.csv photo.jpg
    headstamp case chain crate.headstamp       from the recovery to the listed party, as far as evidence leads
    headstamp case verify crate.headstamp      is it as the ledger says?
    """
