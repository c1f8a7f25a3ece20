"""`headstamp read`: reports into statements that can be cited, each voice counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from headstamp.cli import common
from headstamp.cli.casework import who_option
from headstamp.cli.lazy import LazyGroup
from headstamp.cli.options import FILE, PROFILES, shelf_options
from headstamp.cli.read_wanted import Wanted
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.cli.reading import Understood
    from headstamp.core.claim import Grade
    from headstamp.core.document import Document
    from headstamp.core.finding import Finding
    from headstamp.core.statement import Statement
    from headstamp.reason.corroborate import Overrule
    from headstamp.tell.read_model import ReadView

WRITES = (".json", ".jsonl", ".csv", ".html")
COMMANDS = {
    "list": "headstamp.cli.read_case:listed",
    "add": "headstamp.cli.read_case:add",
    "accept": "headstamp.cli.read_case:accept",
    "edit": "headstamp.cli.read_case:edit",
    "reject": "headstamp.cli.read_case:reject",
    "grade": "headstamp.cli.read_grade:grade",
    "corrections": "headstamp.cli.read_case:corrections",
}
"""Each sub-command, and where it is defined."""


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    paths: tuple[Path, ...]
    wanted: Wanted
    output: Path | None
    report: Path | None
    as_json: bool
    case: Path | None
    who: str
    profile: str
    plain: bool
    threads: int
    pages: Path | None
    packs: tuple[Path, ...]
    sourced_only: bool


class Answer(NamedTuple):
    """What is told: the view, the grade of every statement by its id, and the Finding on what was asked."""

    view: ReadView
    grades: dict[str, Grade]
    findings: list[Finding]


@click.group("read", cls=LazyGroup, acts=COMMANDS, itself=True)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE|FOLDER...")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Show only statements of this kind: transfer, denial ...")
@click.option("--from", "suppliers", multiple=True, metavar="CC", help="Only those with this supplier: two letters, or a name.")
@click.option("--to", "recipients", multiple=True, metavar="CC", help="Only those with this recipient.")
@click.option("--since", default="", metavar="DATE", help="Only events on or after this day; those without a day are left out.")
@click.option("--until", default="", metavar="DATE", help="Only events on or before this day.")
@click.option("--core", is_flag=True, help="Show only statements about events, not judgements and forecasts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write .json, .jsonl, .csv (a row a statement) or .html.")
@click.option("--report", type=FILE, metavar="PATH.html", help="Write a report: flows, a timeline, and the texts with marks.")
@click.option("--case", type=FILE, metavar="CASE", help="Keep the files and all their statements in this case.")
@click.option("--plain", is_flag=True, help="With --case: keep the files unencrypted, as published ones.")
@who_option
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="confidential",
    show_default=True,
    help="Who will read the output: outside the team sentences and parties on no list are withheld.",
)
@click.option("--pages", type=FILE, metavar="DIR", help="Keep the pages that were read here, and go on after a stop.")
@click.option("--threads", type=click.IntRange(1, 256), default=2, show_default=True, help="Processes that read pages.")
@shelf_options
def command(**options: Any) -> None:
    """Read reports (txt, html, pdf, docx) into statements: who armed whom with what, when, paid how, on whose word.

    Every statement stands with its words and where they are; the same voice counts once however often it is printed; what two
    texts, or a text and the lists, do not agree on is set side by side.

    \b
    headstamp read report.pdf
    headstamp read reports/ --from KP --report out.html
    headstamp read report.pdf --case crate.headstamp
    """
    wanted = Wanted(**{name: options.pop(name) for name in ("kinds", "suppliers", "recipients", "since", "until", "core")})
    _run(Request(wanted=wanted, **options))


def _run(request: Request) -> None:
    from headstamp.cli.reading import documents_of, statements_of

    if request.output:
        common.suffix_of(request.output, WRITES)
    if request.report:
        common.suffix_of(request.report, (".html", ".htm"))
    if request.profile != "confidential" and request.output and request.output.suffix.lower() == ".jsonl":
        raise UsageError("annotated claims hold the sentences", hint="write .json, .csv or .html, or use --profile confidential")
    if request.plain and not request.case:
        raise UsageError("--plain says how files are kept in a case", hint="name the case: --case CASE")
    common.guard_outputs((request.output, request.report), (*request.paths, *filter(None, (request.case,))))
    request.wanted.of(())  # what is asked for is checked before the work
    if request.case and not request.case.exists():
        raise InputError("no such case", hint="`headstamp case new CASE` makes one", file=request.case)
    documents, aside = documents_of(request.paths, processes=request.threads, cache=request.pages)
    shelf = common.open_shelf(request.packs, request.sourced_only)
    understood = statements_of(documents, shelf)
    statements = understood.statements
    overrules: list[Overrule] = []
    if request.case:
        from headstamp.cli.read_case import judged_in

        statements, overrules = judged_in(request.case, documents, statements)
    kept = request.wanted.of(statements)
    answer = _viewed(documents, understood._replace(statements=statements), kept, aside, request, overrules)
    if request.case:
        from headstamp.cli.read_case import keep

        keep(
            request.case, request.who, _files(request.paths), documents, understood.statements, answer.grades, plain=request.plain
        )
    _tell(answer, kept, documents, request)


def _files(paths: Sequence[Path]) -> list[Path]:
    from headstamp.observe.documents import documents_in

    return [file for path in paths for file in (documents_in(path).documents if path.is_dir() else (path,))]


def _viewed(
    documents: Sequence[Document], understood: Understood, wanted: Sequence[Statement], aside: Sequence[str], request: Request,
    overrules: Sequence[Overrule] = (),
) -> Answer:  # fmt: skip
    """The view of the wanted statements, and the grades of all: what is not shown is compared too."""
    from headstamp.core.redact import Profile
    from headstamp.reason.corroborate import Lexicon, check_listings, corroboration_finding, graded, relate, roll_of
    from headstamp.reference.builtin import builtin_listings
    from headstamp.reference.pack import load_pack, shipped
    from headstamp.reference.voice_pack import voice_tables
    from headstamp.tell.read_view import read_view

    statements = understood.statements
    lexicon = Lexicon.of(voice_tables(request.packs))
    relations = relate(statements, documents, lexicon)
    ties = [tie for path in shipped() for tie in load_pack(path).tables.ties]
    checks = check_listings(statements, documents, lexicon, roll_of(builtin_listings(), ties))
    grades = graded(statements, relations, documents, lexicon, checks=checks, overrules=overrules)
    left = understood.left if not request.wanted.asks else ()
    profile = Profile(request.profile)
    view = read_view(documents, wanted, relations, grades, checks, [*aside, *understood.unread], profile, left=left)
    findings = []
    if request.wanted.question is not None and profile is Profile.CONFIDENTIAL:
        findings = [corroboration_finding(
            request.wanted.question, statements, relations, documents, lexicon, checks=checks, grades=grades,
        )]  # fmt: skip
    return Answer(view, {name: each.stands for name, each in grades.items()}, findings)


def _tell(answer: Answer, statements: Sequence[Statement], documents: Sequence[Document], request: Request) -> None:
    from headstamp.tell.read_data import read_json

    for path in filter(None, (request.output, request.report)):
        common.write_whole(path, _file(path.suffix.lower(), answer, statements, documents))
    if request.as_json:
        click.echo(read_json(answer.view, statements, documents, answer.findings), nl=False)
    elif not request.output:
        from headstamp.tell.read_terminal import print_read

        print_read(common.console(), answer.view, answer.findings, documents)


def _file(suffix: str, answer: Answer, statements: Sequence[Statement], documents: Sequence[Document]) -> str:
    from headstamp.tell import read_data

    if suffix == ".json":
        return read_data.read_json(answer.view, statements, documents, answer.findings)
    if suffix == ".jsonl":
        return read_data.read_jsonl(statements)
    if suffix == ".csv":
        return read_data.read_csv(answer.view)
    from headstamp.tell.read_html import read_html

    return read_html(answer.view, statements, documents, answer.findings)
