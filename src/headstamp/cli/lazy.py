"""Groups whose commands are imported when they are asked for, so that `--help` and `--version` load next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from importlib import import_module
from typing import Any

import click

_SUB = "headstamp.lazy.sub"


class LazyGroup(click.Group):
    """`acts` gives each sub-command as `module`, where it is called `command`, or as `module:name`; also the order of `--help`.

    With `itself` the group's own options and arguments do a work: the first word is a sub-command where it is the name of one. A
    file that is named like a sub-command is then given as `./show`.
    """

    def __init__(self, *args: Any, acts: Mapping[str, str], itself: bool = False, **settings: Any) -> None:
        if itself:
            settings |= {"invoke_without_command": True, "subcommand_metavar": "| COMMAND [ARGS]..."}
            settings["callback"] = _without_command(settings["callback"])
        super().__init__(*args, **settings)
        self.acts, self.itself = acts, itself

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the work."""
        return [*self.acts, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of `cmd_name`; None for a name that is not a command (click then says so)."""
        if cmd_name not in self.acts:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.acts[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name or "command")
        return command

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The options of the group; before a sub-command of one that works itself only `--help`."""
        every = super().get_params(ctx)
        return [each for each in every if each.name == "help"] if ctx.meta.get(_SUB) else every

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Sub-command or own work, by the first word."""
        if not self.itself:
            return super().parse_args(ctx, args)
        ctx.meta[_SUB] = bool(args) and args[0] in self.acts
        if ctx.meta[_SUB]:
            return super().parse_args(ctx, args)
        ctx.allow_interspersed_args = True  # options may follow the files
        return click.Command.parse_args(self, ctx, args or ["--help"])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the sub-command, or the group's own work."""
        if self.itself and not ctx.meta[_SUB]:
            return click.Command.invoke(self, ctx)
        return super().invoke(ctx)


def _without_command(work: Callable[..., Any]) -> Callable[..., Any]:
    """The work of a group, left alone where a sub-command is run: click would call it before."""

    @wraps(work)
    def alone(*args: Any, **options: Any) -> Any:
        return None if click.get_current_context().invoked_subcommand else work(*args, **options)

    return alone
