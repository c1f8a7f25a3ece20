"""The answer of a question of the network, written where it was asked: terminal, JSON, or a file by its ending."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from headstamp.cli import common

if TYPE_CHECKING:
    from headstamp.cli.network_inputs import Opened
    from headstamp.core.claim import Source
    from headstamp.core.finding import Finding
    from headstamp.core.redact import Profile
    from headstamp.tell.footnotes import Footnotes
    from headstamp.tell.network_model import NetworkView
    from headstamp.tell.network_view import Ties

Viewed = Callable[["Finding", "Ties", "Profile"], "NetworkView"]
"""Makes the view of an answer: one of `tell.network_parts`, with what was found."""


def tell(opened: Opened, finding: Finding, viewed: Viewed, on: str = "") -> None:
    """Write one answer. Raises OutputError."""
    from headstamp.core.redact import Profile
    from headstamp.tell.footnotes import Footnotes
    from headstamp.tell.network_view import Ties

    given = opened.given
    sources = {**_given(finding), **opened.sources}
    notes = Footnotes(sources)
    joined = opened.joined.told if opened.joined else ()
    finding = finding.model_copy(update={"shelf_hash": opened.shelf_hash, "limits": (*finding.limits, *joined)})
    view = viewed(finding, Ties(opened.network, notes, on, finding.subject), Profile(given.profile))
    if given.output:
        common.write_whole(given.output, _file(given.output.suffix.lower(), view, finding, sources, notes))
    if given.as_json:
        from headstamp.tell.network_data import network_json

        click.echo(network_json(view, finding, sources))
    elif not given.output:
        from headstamp.tell.network_terminal import print_network

        print_network(common.console(), view, notes)


def _file(suffix: str, view: NetworkView, finding: Finding, sources: dict[str, Source], notes: Footnotes) -> str:
    if suffix == ".json":
        from headstamp.tell.network_data import network_json

        return network_json(view, finding, sources) + "\n"
    if suffix == ".csv":
        from headstamp.tell.network_data import network_csv

        return network_csv(view)
    if suffix == ".svg":
        from headstamp.tell.network_svg import network_svg

        return network_svg(view) + "\n"
    from headstamp.tell.network_html import network_html

    return network_html(view, notes)


def _given(finding: Finding) -> dict[str, Source]:
    """Pages that stand in no pack: files and records that were handed in, matches of the case."""
    from headstamp.core.claim import Source

    words = {
        "file": "the file {}, as given by hand",
        "record": "the record {} of the case",
        "finding": "a match kept in the case ({})",
    }
    found = {}
    for reason in finding.reasons:
        for cited in reason.citations:
            kind, _, name = cited.source_id.partition(":")
            if kind in words:
                found[cited.source_id] = Source(id=cited.source_id, title=words[kind].format(name))
            elif cited.source_id not in found:
                found[cited.source_id] = Source(id=cited.source_id, title=cited.source_id)
    return found
