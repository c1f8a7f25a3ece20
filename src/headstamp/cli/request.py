"""`headstamp request`: tracing requests and offers to reply; each act is a command of its own module."""

from __future__ import annotations

import click

from headstamp.cli.lazy import LazyGroup

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


@click.group("request", cls=LazyGroup, acts=ACTS)
def command() -> None:
    """Ask the State, the maker or a panel: a mark gives the maker, only a tracing request gives the last lawful holder.

    \b
    headstamp request shots recovery.yaml --item gun-1                what is missing before anybody is asked
    headstamp request draft recovery.yaml --item head-3 --to state    a letter to check and sign
    headstamp request draft record/head-3 --case c.headstamp --to panel
    headstamp request list c.headstamp                                 what was asked, what came of it, what is overdue
    headstamp request reply c.headstamp --party "Tarn Freight"         offer a named party to reply
    """
