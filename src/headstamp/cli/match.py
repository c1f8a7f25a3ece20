"""`headstamp match`: is this party listed? One party typed, or a file of them; which list, since when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import asking, common
from headstamp.cli.options import FILE
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.core.finding import Finding

FILES = (".csv", ".tsv", ".txt", ".parquet", ".jsonl", ".ndjson")
OTHER = (".xlsx", ".xls", ".ods", ".json", ".xml", ".zip", ".gz", ".pdf")  # no party is called so; told that they are not read
WRITES = (".json", ".csv", ".html")


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    names: tuple[str, ...]
    kind: str
    countries: tuple[str, ...]
    born: tuple[str, ...]
    imo: tuple[str, ...]
    passport: tuple[str, ...]
    numbers: tuple[str, ...]
    lists: tuple[str, ...]
    day: str
    folder: Path | None
    given_prior: float | None
    threshold: float | None
    top: int
    entity: str
    as_json: bool
    output: Path | None
    report: Path | None
    threads: int
    columns: tuple[str, ...]
    encoding: str
    every: bool
    fresh: bool
    after: str
    run: str

    @property
    def prior(self) -> float:
        """The share that was given, or the one for how the parties were asked."""
        from headstamp.reason.weigh import PRIOR_LISTED, PRIOR_LOOKED_UP

        if self.given_prior is not None:
            return self.given_prior
        return PRIOR_LISTED if _files(self) else PRIOR_LOOKED_UP

    @property
    def facts(self) -> tuple[Any, ...]:
        """What was said of one typed party beside its names."""
        return (*self.countries, *self.born, *self.imo, *self.passport, *self.numbers)


@click.command("match")
@click.argument("names", nargs=-1, metavar="[NAME|FILE]...")
@asking.party_options
@asking.list_options
@click.option(
    "--prior",
    "given_prior",
    type=asking.Prior(),
    metavar="SHARE",
    help="Share of parties near a listed one that are it.  [default: 1/10 typed, 1/100 in a file]",
)
@click.option("--threshold", type=float, metavar="LOG10", help="Least log10 LR shown.  [default: 0.3, in a file 1]")
@click.option("--top", type=click.IntRange(1, 100), default=5, show_default=True, help="Listed parties shown at most.")
@click.option("--why-not", "entity", default="", metavar="ENTITY", help="Why this entry or name is not, or is, an answer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write .json .csv .html; of a file of parties .csv .parquet .jsonl")
@click.option("--report", type=FILE, metavar="PATH.html", help="Write a report with every reason and source.")
@click.option("--threads", type=click.IntRange(1, 256), default=2, show_default=True, help="Of a file: threads at work.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Of a file: where name, country, id ... stand.")
@click.option("--encoding", metavar="NAME", default="", help="Of a file of text that is not Unicode: cp1251, cp949, gb18030 ...")
@click.option("--all", "every", is_flag=True, help="Of a file: write also pairs that were decided to be not the same.")
@click.option("--fresh", is_flag=True, help="Of a file: begin anew instead of going on after a run that was stopped.")
@click.option("--after", metavar="RUN", default="", help="Ask a run again after a list changed: only what the change can touch.")
@click.option("--replay", "run", default="", metavar="RUN", help="Repeat a run from its record; are the bytes equal?")
def command(**options: Any) -> None:
    """Say whether a party is listed: on which list, since when, and why.

    Several NAMEs are names of one party. A FILE (.csv .parquet .jsonl) holds one party a row.

    \b
    headstamp match "Korea Mining Development Trading Corp"
    headstamp match "Ашот Мкртычев" --born 1966 --country SK
    headstamp match manifest.csv --output hits.csv
    """
    request = Request(**options)
    if request.threshold is not None and not abs(request.threshold) <= 20:  # NaN fails too
        raise UsageError("--threshold is no log10 likelihood ratio between -20 and 20", hint="1 is ten times likelier")
    if request.run:
        from headstamp.cli.match_files import replay

        replay(request.run, request.folder)
    elif request.after:
        from headstamp.cli.match_files import again

        again(request)
    elif files := _files(request):
        from headstamp.cli.match_files import screen

        screen(files, request)
    else:
        _one(request)


def _files(request: Request) -> tuple[Path, ...]:
    """The files among the names; raises where a file is missing, or names and files are mixed."""
    looks = [name for name in request.names if len(name) < 4000 and "\0" not in name and _like_a_file(name)]
    found = [name for name in looks if _exists(name)]
    if missing := [name for name in looks if name not in found and " " not in name.strip()]:
        raise InputError("no such file", file=missing[0], hint="check the name; a name of a party does not end like a file")
    if not found:
        return ()
    if len(found) < len(request.names):
        raise UsageError("names and files cannot be asked together", hint="run the command once for each")
    if request.facts or request.entity or request.report or request.as_json:
        hint = "in a file these stand in columns: kind, country, birth_date, imo, registration, passport, tax_id"
        what = "--country, --born, --imo, --passport, --id, --why-not, --json and --report go with typed names"
        raise UsageError(what, hint=hint)
    return tuple(Path(name) for name in found)


def _like_a_file(name: str) -> bool:
    return Path(name).suffix.lower() in (*FILES, *OTHER)


def _exists(name: str) -> bool:
    """False too for a name that is longer than the system lets a file be called."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _one(request: Request) -> None:
    from headstamp.reason.match.ask import ask
    from headstamp.reason.match.finding import THRESHOLD, why_not
    from headstamp.scale.decision_store import read_decisions

    if request.output:
        common.suffix_of(request.output, WRITES)
    if request.report:
        common.suffix_of(request.report, (".html", ".htm"))
    common.guard_outputs((request.output, request.report), ())
    r = request
    party = asking.party_of(
        r.names, kind=r.kind, countries=r.countries, born=r.born, imo=r.imo, passport=r.passport, numbers=r.numbers
    )
    decisions = read_decisions(r.folder)
    threshold = THRESHOLD if r.threshold is None else r.threshold
    with asking.prepared():
        matcher = asking.open_matcher(r.lists, r.day, r.folder)
        if r.entity:
            asking.listed_at(r.entity, matcher)
            finding = why_not(party, r.entity, matcher, prior=r.prior, threshold=threshold)
        else:
            finding = ask(party, matcher, decisions=decisions, prior=r.prior, threshold=threshold, top=r.top)
    finding = finding.model_copy(update={"limits": (*finding.limits, *matcher.limits)})
    _tell([finding], r)


def _tell(findings: list[Finding], request: Request) -> None:
    from headstamp.tell.match_data import matches_csv, matches_json

    sources = asking.sources_of(findings)
    for path in filter(None, (request.output, request.report)):
        if path.suffix.lower() == ".json":
            common.write_whole(path, matches_json(findings, sources) + "\n")
        elif path.suffix.lower() == ".csv":
            common.write_whole(path, matches_csv(findings))
        else:
            from headstamp.tell.match_html import matches_html

            common.write_whole(path, matches_html(findings, sources))
    if request.as_json:
        click.echo(matches_json(findings, sources))
    elif not request.output:
        from headstamp.tell.match_terminal import print_matches

        print_matches(common.console(), findings, sources)
