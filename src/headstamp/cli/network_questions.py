"""The questions of the network: who stands behind a party, how two are tied, what is shared, where a type went, all ties."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from headstamp.cli.network_inputs import Inputs, inputs, iso, on_option, open_network, party
from headstamp.cli.network_tell import tell

CAP = 1_000
"""`reason.network.graph.CAP`, spelled out so that `--help` need not load numpy; a test holds them equal."""
_CAP = click.option("--cap", type=click.IntRange(0), default=CAP, show_default=True, metavar="N",
                    help="Do not pass through what has more neighbours than N; 0 = pass through all but states.")  # fmt: skip


@click.command("who")
@click.argument("name", metavar="PARTY")
@on_option
@click.option("--depth", type=click.IntRange(1, 6), default=3, show_default=True, help="Levels over the party.")
@inputs
def who(name: str, depth: int, **options: Any) -> None:
    """Say who stands behind PARTY, and through whom it acts: owners and heads, offices, fronts, representatives.

    \b
    headstamp network who KOMID --on 2016-12-31
    """
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.behind import behind
    from headstamp.reason.network.finding_about import behind_finding
    from headstamp.tell.network_parts import behind_view

    node, on = party(opened, name), opened.given.on
    found = behind(opened.network, node.id, on=on, depth=depth)
    tell(opened, behind_finding(found, opened.network), partial(behind_view, found), on)


@click.command("path")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@on_option
@click.option("--k", "most", type=click.IntRange(1, 50), default=3, show_default=True, help="Paths to show at most.")
@_CAP
@inputs
def path(first: str, second: str, most: int, cap: int, **options: Any) -> None:
    """Say how A and B are tied: the most credible path, the shortest, and others; each hop with its source.

    \b
    headstamp network path Verus Versor --on 2023-09-01
    """
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.finding import path_finding
    from headstamp.reason.network.paths import paths
    from headstamp.tell.network_parts import path_view

    a, b, on = party(opened, first), party(opened, second), opened.given.on
    found = paths(opened.network, a.id, b.id, on=on, k=most, cap=cap)
    tell(opened, path_finding(found, opened.network), partial(path_view, found), on)


@click.command("listed")
@click.argument("name", metavar="PARTY")
@on_option
@click.option("--most", type=click.IntRange(1, 50), default=5, show_default=True, help="Listed parties to show at most.")
@_CAP
@inputs
def listed(name: str, most: int, cap: int, **options: Any) -> None:
    """Say how PARTY, such as a consignee, is tied to the listed parties nearest to it.

    \b
    headstamp network listed "Gazaryan, Rafael Anatolyevich"
    """
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.finding import listed_finding
    from headstamp.reason.network.paths import to_listed
    from headstamp.tell.network_parts import listed_view

    node, on = party(opened, name), opened.given.on
    found = to_listed(opened.network, node.id, on=on, most=most, cap=cap)
    tell(opened, listed_finding(node, found, opened.network, on=on), partial(listed_view, node, found), on)


@click.command("shared")
@click.argument("name", metavar="PARTY")
@on_option
@inputs
def shared_with(name: str, **options: Any) -> None:
    """Say with whom PARTY shares an address, a phone number, a ship, an officer or an owner.

    \b
    headstamp network shared "Ibex Shipping Inc"
    """
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.finding_about import shared_finding
    from headstamp.reason.network.shared import shared
    from headstamp.tell.network_parts import shared_view

    node, on = party(opened, name), opened.given.on
    same = opened.joined.same if opened.joined else None
    found = shared(opened.network, node.id, on=on, same=same)
    finding = shared_finding(found, opened.network, node.id, on=on)
    tell(opened, finding, partial(shared_view, node, found), on)


@click.command("where")
@click.argument("name", metavar="TYPE|PARTY")
@click.option("--since", default="", metavar="DATE", help="Only what can have moved on or after that day, month or year.")
@click.option("--what", default="", metavar="WORDS", help="Only transfers whose words name this, where a PARTY is asked.")
@inputs
def where(name: str, since: str, what: str, **options: Any) -> None:
    """Say where a type, a technology or what a party sent went next, as dated hops that sources state; never a forecast.

    \b
    headstamp network where "122 mm rocket"
    """
    first = f"{since}-01-01"[:10] if since else ""
    iso(since, "--since")
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.finding_about import spill_finding
    from headstamp.reason.network.spill import spill
    from headstamp.tell.network_parts import spill_view

    node = party(opened, name)
    found = spill(opened.network, node.id, what=what, since=first)
    tell(opened, spill_finding(found, opened.network), partial(spill_view, found))


@click.command("show")
@click.argument("name", metavar="PARTY")
@on_option
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="Which page, where there are many.")
@click.option("--size", type=click.IntRange(1, 1000), default=50, show_default=True, help="Ties a page.")
@inputs
def show(name: str, page: int, size: int, **options: Any) -> None:
    """Show every tie of PARTY that is on record, with its source, a page at a time.

    \b
    headstamp network show KOMID --page 2
    """
    opened = open_network(Inputs(**options))
    from headstamp.reason.network.neighbours import neighbours, neighbours_finding
    from headstamp.tell.network_parts import neighbours_view

    node, on = party(opened, name), opened.given.on
    found = neighbours(opened.network, node.id, on=on, page=page, size=size)
    tell(opened, neighbours_finding(found, opened.network), partial(neighbours_view, found), on)
