"""`headstamp network`: who is tied to whom, since when, by whose word; each question is a command."""

from __future__ import annotations

import click

from headstamp.cli.lazy import LazyGroup

QUESTIONS: dict[str, str] = {
    "who": "headstamp.cli.network_questions:who",
    "path": "headstamp.cli.network_questions:path",
    "listed": "headstamp.cli.network_questions:listed",
    "shared": "headstamp.cli.network_questions:shared_with",
    "owned": "headstamp.cli.network_owned",
    "where": "headstamp.cli.network_questions:where",
    "show": "headstamp.cli.network_questions:show",
}
"""Each question and where its command is defined; also the order of `--help`."""


@click.group("network", cls=LazyGroup, acts=QUESTIONS)
def command() -> None:
    """Ask who is tied to whom: every hop with its source, its dates and its certainty, and where the evidence ends.

    \b
    headstamp network who KOMID --on 2016-12-31       who stands behind it, and through whom does it act
    headstamp network path Verus Versor               how are two parties tied, and where is that weakest
    headstamp network shared "Ibex Shipping"          who gives the same address, number, ship or officer
    headstamp network owned "Tarn Freight" --shares shares.csv     the 50 percent rule, line by line
    """
