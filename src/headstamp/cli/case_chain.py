"""`headstamp case chain`: from what was found as far as the evidence in a case leads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import asking, casework, common
from headstamp.cli.options import FILE, profile_option, shelf_options
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.case.chain import Drawn
    from headstamp.core.claim import Source
    from headstamp.core.finding import Finding
    from headstamp.reason.match.matcher import Matcher

WRITES = (".json", ".csv", ".html", ".htm", ".svg")


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    path: Path
    record: str
    on: str
    packs: tuple[Path, ...]
    sourced_only: bool
    kept_lists: bool
    lists: tuple[str, ...]
    day: str
    folder: Path | None
    profile: str
    as_json: bool
    output: Path | None


@click.command("chain")
@casework.case_argument
@click.argument("record", required=False, default="", metavar="[RECORD]")
@click.option("--on", default="", metavar="DATE", help="Ties as of that day (2026-01-28); else the day of the papers on the way.")
@click.option("--kept-lists", is_flag=True, help="Ask the built-in list and all kept ones too, not the case's extract alone.")
@asking.list_options
@shelf_options
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON with nodes, ties, sources and the Finding.")
@click.option("--output", type=FILE, metavar="PATH", help="Write the chain: .json, .csv, .html or .svg by its ending.")
def command(**options: Any) -> None:
    """Draw the chain from what was found: maker, lot, papers, parties, lists, and who stands behind them.

    It goes on only by a number, a name on papers, a match, a decision or a statement; it says which hop is weakest, where the
    evidence ends, and what would carry it on. RECORD: one record instead of all.

    \b
    headstamp case chain crate.headstamp
    headstamp case chain crate.headstamp crate-7 --output chain.html --profile partner
    """
    request = Request(**options)
    if request.output:
        common.suffix_of(request.output, WRITES)
        common.guard_outputs((request.output,), (request.path, *request.packs))
    on = _day(request.on)
    with casework.open_case(request.path, readonly=True) as case:
        drawn, sources = _drawn(case, request, on)
    _tell(drawn, sources, request)


def _day(on: str) -> str:
    from headstamp.core.when import When

    try:
        last = When.parse(on).last
    except ValueError as error:
        raise UsageError(f"--on {on!r} is not a date", hint="write 2026-01-28, 2026-01 or 2026") from error
    if on.strip() and last is None:
        raise UsageError("--on names no day", hint="leave it out, or write 2026-01-28, 2026-01 or 2026")
    return last.isoformat() if last else ""


def _drawn(case: Case, request: Request, on: str) -> tuple[Drawn, dict[str, Source]]:
    from headstamp.case.chain import as_seen, chain_of
    from headstamp.case.redacted.look import own_id
    from headstamp.core.redact import Profile
    from headstamp.reason.network.build import of_packs
    from headstamp.tell.chain_view import case_sources

    shelf = common.open_shelf(request.packs, request.sourced_only)
    firm = common.open_shelf(request.packs, True)
    profile = Profile(request.profile)
    parts = of_packs(shelf.packs, unverified=not request.sourced_only)
    record = own_id(case, request.record.removeprefix("record/"), profile)
    with asking.prepared():
        matchers = _matchers(case, request)
        drawn = chain_of(case, record, packs=parts, shelf=firm, matchers=matchers, on=on, profile=profile)
    seen = as_seen(case, drawn, profile)
    return seen, case_sources(seen.finding, _known(seen.finding, shelf.sources))


def _known(finding: Finding, packs: dict[str, Source]) -> dict[str, Source]:
    """Pages of packs and of lists; what is none of them has its id for a title there, and is told by the case."""
    lists = {key: each for key, each in asking.sources_of([finding]).items() if not each.title.endswith("as given by hand")}
    return {**lists, **packs}


def _matchers(case: Case, request: Request) -> list[Matcher]:
    """The case's own extract, and the lists that were asked for by name."""
    from headstamp.case.chain import own_matcher

    own = own_matcher(case)
    asked = request.kept_lists or request.lists or request.day or request.folder
    found = [own] if own is not None else []
    return [*found, asking.open_matcher(request.lists, request.day, request.folder)] if asked else found


def _tell(drawn: Drawn, sources: dict[str, Source], request: Request) -> None:
    from headstamp.core.redact import Profile
    from headstamp.tell.chain_view import chain_view
    from headstamp.tell.footnotes import Footnotes
    from headstamp.tell.network_data import network_csv, network_json
    from headstamp.tell.network_view import Ties

    notes = Footnotes(sources)
    profile = Profile(request.profile)
    view = chain_view(drawn.chain, drawn.finding, Ties(drawn.network, notes, drawn.chain.on), profile)
    if request.output:
        suffix = request.output.suffix.lower()
        if suffix == ".json":
            common.write_whole(request.output, network_json(view, drawn.finding, sources) + "\n")
        elif suffix == ".csv":
            common.write_whole(request.output, network_csv(view))
        elif suffix == ".svg":
            from headstamp.tell.network_svg import network_svg

            common.write_whole(request.output, network_svg(view) + "\n")
        else:
            from headstamp.tell.network_html import network_html

            title = "From what was found, as far as the evidence leads"
            common.write_whole(request.output, network_html(view, notes, title=title))
    if request.as_json:
        click.echo(network_json(view, drawn.finding, sources))
    elif not request.output:
        from headstamp.tell.network_terminal import print_network

        print_network(common.console(), view, notes)
