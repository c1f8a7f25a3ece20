"""What the questions of the network do alike: options, the network out of packs, lists, a case and ties of one's own, a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headstamp.cli import asking, common
from headstamp.cli.options import FILE, profile_option, shelf_options
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.core.claim import Source
    from headstamp.reason.network import Network, Node
    from headstamp.reason.network.joined import Entities

Command = TypeVar("Command", bound=Callable[..., Any])
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
WRITES = (".json", ".csv", ".html", ".htm", ".svg")
MOST_CHOICES = 8
TOLD = 3  # rows set aside that are named one by one


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a question is asked of, and how the answer is written."""

    packs: tuple[Path, ...]
    sourced_only: bool
    case: Path | None
    lists: tuple[str, ...]
    day: str
    folder: Path | None
    ties: tuple[Path, ...]
    profile: str
    as_json: bool
    output: Path | None
    on: str = ""
    shares: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """The network as the profile may see it, with the pages that it cites. `joined`: entities by people's decisions."""

    network: Network
    sources: dict[str, Source]
    joined: Entities | None
    given: Inputs
    shelf_hash: str


def inputs(command: Command) -> Command:
    """The options that every question has."""
    for option in (
        click.option("--output", type=FILE, metavar="PATH", help="Write the answer: .json, .csv, .html or .svg by its ending."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON: nodes, ties, parts, the Finding, sources."),
        profile_option,
        click.option("--ties", type=FILE, multiple=True, metavar="FILE.csv", help="Ties of your own beside those on record."),
        asking.list_options,
        click.option("--case", type=FILE, metavar="CASE", help="Ask a case too: records, papers, claims, matches, decisions."),
        shelf_options,
    ):
        command = option(command)
    return command


def on_option(command: Command) -> Command:
    """The day as of which is asked: `--on`."""
    return click.option("--on", default="", metavar="DATE", help="As of that day, month or year (2016-12-31); else on any day.")(
        command
    )


def open_network(given: Inputs) -> Opened:
    """The network of all that is asked, under the profile. Raises PackError, InputError, UsageError."""
    from headstamp.cli.network_parts import gathered
    from headstamp.core.record import Sensitivity
    from headstamp.core.redact import Profile
    from headstamp.reason.network.joined import entities

    if given.output:
        common.suffix_of(given.output, WRITES)
    cases = (given.case,) if given.case else ()
    common.guard_outputs((given.output,), (*given.ties, *given.shares, *cases))
    iso(given.on, "--on")
    with common.progress("laying the network together"):
        found = gathered(given)
    most = {Profile.PUBLIC: Sensitivity.PUBLIC, Profile.PARTNER: Sensitivity.RESTRICTED}
    network = found.network.within(most.get(Profile(given.profile), Sensitivity.CONFIDENTIAL))
    joined = entities(network, found.decided) if found.decided else None
    return Opened(network, found.sources, joined, given, found.shelf_hash)


def iso(text: str, option: str) -> str:
    """The last day of a day, month or year as an ISO date, empty for none. Raises UsageError for what is none of these."""
    if not text:
        return ""
    from datetime import date

    from headstamp.reason.network.model import ordinal

    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromordinal(ordinal(text)).isoformat()
    except ValueError:
        raise UsageError(f"{option} {text!r} is no date", hint="write 2016-12-31, 2016-12 or 2016") from None


def party(opened: Opened, text: str) -> Node:
    """The node that `text` names: an id, or a name that settles it. Raises UsageError with the choices, never guesses."""
    from headstamp.reason.network.names import asked

    written = asking.clean(text).strip()
    if not written:
        raise UsageError("no party was named", hint="headstamp network who KOMID")
    found = asked(opened.network, written)
    if found.node is not None:
        if not found.whole:
            common.note(f"taken for {found.node.label} ({found.node.id})")
        return found.node
    if found.choices:
        raise UsageError(f"{len(found.choices)} parties and things go by {written!r}", hint=_choices(found.choices))
    near = _near(opened, written)
    hint = _choices(near, "did you mean ") if near else "ids are case-sensitive; `headstamp match` asks the lists for a name"
    raise UsageError(f"nobody and nothing in the network goes by {written!r}", hint=hint)


def _choices(nodes: Sequence[Node], before: str = "give the id of one: ") -> str:
    shown = "; ".join(f"{node.label} ({node.id})" for node in nodes[:MOST_CHOICES])
    return f"{before}{shown}" + (f"; and {len(nodes) - MOST_CHOICES} more" if len(nodes) > MOST_CHOICES else "")


def _near(opened: Opened, text: str) -> tuple[Node, ...]:
    """Listed parties that a match would take the name for, and other nodes of nearly the same letters; best first."""
    from difflib import get_close_matches

    from headstamp.reason.match.about import candidates

    network, given = opened.network, opened.given
    with asking.prepared():
        matcher = asking.open_matcher(given.lists, as_of(given), given.folder)
        best = candidates(asking.party_of((text,)), matcher, top=3, floor=0.0)
    entries = [matcher.listings[matcher.listings_of[each.party][0]] for each in best]
    keys = [f"{entry.list_id}/{entry.party.id}" for entry in entries]
    found = [network.nodes[network.place[key]] for key in keys if key in network.place]
    names = {node.name.casefold(): node for node in network.nodes if node.name}
    found += [names[each] for each in get_close_matches(text.casefold(), names, n=3, cutoff=0.75)]
    return tuple({node.id: node for node in found}.values())[:4]


def as_of(given: Inputs) -> str:
    """The day as of which lists are read: `--as-of`, else the day that is asked."""
    return given.day or iso(given.on, "--on")
