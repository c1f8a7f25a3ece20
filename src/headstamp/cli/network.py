"""`headstamp network`: who is tied to whom, since when, by whose word; each question is a command."""

from __future__ import annotations

from importlib import import_module

import click

QUESTIONS: dict[str, tuple[str, str]] = {
    "who": ("headstamp.cli.network_questions", "who"),
    "path": ("headstamp.cli.network_questions", "path"),
    "listed": ("headstamp.cli.network_questions", "listed"),
    "shared": ("headstamp.cli.network_questions", "shared_with"),
    "owned": ("headstamp.cli.network_owned", "command"),
    "where": ("headstamp.cli.network_questions", "where"),
    "show": ("headstamp.cli.network_questions", "show"),
}
"""Each question, the module that answers it, and the name of the command there; also the order of `--help`."""


class Questions(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the work."""
        return [*QUESTIONS, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of `cmd_name`; None for a name that is none."""
        if cmd_name not in QUESTIONS:
            return super().get_command(ctx, cmd_name)
        module, name = QUESTIONS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group("network", cls=Questions)
def command() -> None:
    """Ask who is tied to whom: every hop with its source, its dates and its certainty, and where the evidence ends.

    \b
    headstamp network who KOMID --on 2016-12-31       who stands behind it, and through whom does it act
    headstamp network path Verus Versor               how are two parties tied, and where is that weakest
    headstamp network shared "Ibex Shipping"          who gives the same address, number, ship or officer
    headstamp network owned "Tarn Freight" --shares shares.csv     the 50 percent rule, line by line
    """
