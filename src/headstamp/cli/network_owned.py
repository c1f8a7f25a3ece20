"""`headstamp network owned`: do blocked owners hold a party to the threshold of a rule, with the sum line by line."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from headstamp.cli.network_inputs import Inputs, inputs, on_option, open_network, party
from headstamp.cli.network_tell import tell
from headstamp.cli.options import FILE

RULES = ("ofac", "eu", "uk", "ofac-2014", "ofac-2008", "eu-2024", "eu-2018", "uk-2018")
"""Regimes and the ids of `reason.network.profiles`, spelled out so that `--help` need not load numpy; a test holds them equal."""


@click.command("owned")
@click.argument("name", metavar="PARTY")
@on_option
@click.option("--rule", type=click.Choice(RULES), default="ofac", show_default=True, help="Whose rule; a regime's by the day.")
@click.option("--blocked", multiple=True, metavar="PARTY", help="Count this owner as blocked, not those on the rule's own lists.")
@click.option("--shares", type=FILE, multiple=True, metavar="FILE.csv", help="Shares of your own: subject,object,share,since ...")
@inputs
def command(name: str, rule: str, blocked: tuple[str, ...], **options: Any) -> None:
    """Say whether blocked owners hold PARTY to the rule's threshold: yes, possible or no, and the sum line by line.

    \b
    headstamp network owned "Tarn Freight Forwarding" --shares network/shares.csv --blocked "Ibelle Holding"
    """
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.finding_sum import ownership_finding
    from headstamp.reason.network.ownership import Ownership
    from headstamp.reason.network.profiles import profile
    from headstamp.tell.network_parts import owned_view

    node, on = party(opened, name), opened.given.on
    asked = [party(opened, each).id for each in blocked] or None
    chosen = profile(rule, on)
    same = opened.joined.same if opened.joined else None
    verdict = Ownership(opened.network, on, same=same).verdict(node.id, asked, chosen)
    tell(opened, ownership_finding(verdict, opened.network), partial(owned_view, verdict), on)
