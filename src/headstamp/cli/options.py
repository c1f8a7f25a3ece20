"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

PROFILES = ("public", "partner", "confidential")
"""The values of core.redact.Profile, spelled out so that `--help` need not load pydantic; a test holds them equal."""

FILE = click.Path(path_type=Path)


def shelf_options(command: Command) -> Command:
    """Which reference packs are on the shelf: `--pack`, `--sourced-only`."""
    sourced = click.option(
        "--sourced-only", is_flag=True, help="Leave unverified rows out. Use this for anything shown to a third party."
    )
    packs = click.option(
        "--pack",
        "packs",
        type=FILE,
        multiple=True,
        metavar="DIR",
        help="A pack of your own to lay beside the built-in ones; may be repeated.",
    )
    return packs(sourced(command))


def input_options(command: Command) -> Command:
    """How files of records are read: `--encoding`, `--rejects`."""
    rejects = click.option("--rejects", type=FILE, metavar="PATH.csv", help="Write the rows that were set aside here.")
    encoding = click.option(
        "--encoding", metavar="NAME", help="Encoding of CSV input that is not Unicode, such as cp1251 or gb18030."
    )
    return encoding(rejects(command))


def profile_option(command: Command) -> Command:
    """Who will read the output: `--profile`."""
    return click.option(
        "--profile",
        type=click.Choice(PROFILES),
        default="public",
        show_default=True,
        help="Who will read the output; what they may not see is withheld.",
    )(command)
