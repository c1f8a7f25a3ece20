"""`headstamp request`: tracing requests and offers to reply; each act is a command of its own module."""

from __future__ import annotations

from importlib import import_module

import click

ACTS: dict[str, str] = {
    "shots": "headstamp.cli.request_shots",
    "draft": "headstamp.cli.request_draft",
    "list": "headstamp.cli.request_list",
    "show": "headstamp.cli.request_show",
    "note": "headstamp.cli.request_note",
    "answer": "headstamp.cli.request_answer",
    "reply": "headstamp.cli.request_reply",
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


@click.group("request", cls=Acts)
def command() -> None:
    """Ask the State, the maker or a panel: a mark gives the maker, only a tracing request gives the last lawful holder.

    \b
    headstamp request shots recovery.yaml --item gun-1                what is missing before anybody is asked
    headstamp request draft recovery.yaml --item head-3 --to state    a letter to check and sign
    headstamp request draft record/head-3 --case c.headstamp --to panel
    headstamp request list c.headstamp                                 what was asked, what came of it, what is overdue
    headstamp request reply c.headstamp --party "Tarn Freight"         offer a named party to reply
    """
