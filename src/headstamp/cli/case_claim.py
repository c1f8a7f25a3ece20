"""`headstamp case claim`: enter what a source says, and where it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import common
from headstamp.cli.casework import open_case, who_option
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.core.claim import Citation, Claim

EXAMPLE = 'headstamp case claim CASE file:3f2a9c shows "five wagons" --photo 3f2a9c --box 0.4,0.5,0.2,0.1'


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    path: Path
    subject: str
    predicate: str
    value: str
    source: str
    locator: str
    photo: str
    box: str
    page: int | None
    since: str
    until: str
    reliability: str
    because: str
    denied: bool
    hedge: str
    repeats: tuple[str, ...]
    who: str
    note: str


@click.command("claim")
@click.argument("path", metavar="[CASE]", required=False, default=None, type=click.Path(path_type=Path))
@click.argument("subject", required=False, default="")
@click.argument("predicate", required=False, default="")
@click.argument("value", required=False, default="")
@click.option("--source", default="", metavar="ID", help="Who says so: the id of a source. Not needed with --photo.")
@click.option("--locator", default="", metavar="WHERE", help="Where in the source: page, row, paragraph.")
@click.option(
    "--photo", default="", metavar="SHA256", help="The file of the case in which it can be seen or read; 6 signs will do."
)
@click.option("--box", default="", metavar="X,Y,W,H", help="The part of the photo: shares 0 to 1, or pixels, of it upright.")
@click.option("--page", type=click.IntRange(1, 999_999), help="The page of the source or pdf.")
@click.option("--since", default="", metavar="DATE", help="From when on it holds, as the source says.")
@click.option("--until", default="", metavar="DATE", help="Until when.")
@click.option(
    "--reliability",
    type=click.Choice(tuple("ABCDEF"), case_sensitive=False),
    default="F",
    show_default=True,
    help="How reliable the source is, A to E; F: nobody can judge.",
)
@click.option("--because", default="", metavar="WHY", help="Why the source has that letter; needed for A to E.")
@click.option("--denied", is_flag=True, help="The source says that it is not so.")
@click.option("--hedge", default="", metavar="TEXT", help="How the source weakens it: reportedly, one witness.")
@click.option("--repeats", multiple=True, metavar="CLAIM", help="The claim that this one repeats: one voice counts once.")
@click.option("--note", default="", metavar="TEXT", help="A note for the ledger; it stays readable for ever.")
@click.option("--predicates", is_flag=True, help="List the predicates that other commands understand, and stop.")
@who_option
def command(predicates: bool, **options: Any) -> None:
    """Enter what a source says: SUBJECT PREDICATE VALUE, with where it can be read.

    SUBJECT and VALUE are ids of the case (record/i1, consignment:X, builtin/komid, file:3f2a9c) or plain words. A place is a
    name, lat,lon or lat,lon±km; exact places are kept sealed. The figure of the grade is never typed: it is 6 until computed.

    \b
    headstamp case claim CASE record/i1 bears_number XHLU0700004 --photo 3f2a9c --box 120,80,400,260
    headstamp case claim CASE file:3f2a9c taken_at 2023-09-14 --source S12 --page 31 --reliability B --because "UN panel"
    """
    if predicates:
        _list()
        return
    request = Request(**options)
    if not (request.path and request.subject and request.predicate and request.value):
        raise UsageError("a claim needs CASE, SUBJECT, PREDICATE and VALUE", hint=EXAMPLE)
    if request.reliability.upper() != "F" and not request.because.strip():
        raise UsageError("a letter of reliability needs its reason", hint='--reliability B --because "a UN panel of experts"')
    with open_case(request.path, request.who) as case:
        _enter(case, request)


def _list() -> None:
    from headstamp.case.claimed import SPOKEN

    for name, words in SPOKEN.items():
        click.echo(f"{name:20} {words}")


def _enter(case: Case, request: Request) -> None:
    from headstamp.case import claimed
    from headstamp.case.contents import of_claim
    from headstamp.tell.evidence_view import sentence

    claim = _claim(case, request)
    draft = of_claim(claim, since=request.since.strip(), until=request.until.strip())
    known = case.find("claim", claim.id)
    written = case.write([draft._replace(verb="revise" if known else "add", note=request.note)])
    for repeated in claimed.unknown(case, claim.derived_from):
        common.note(f"note: the claim {repeated} that this one repeats is not in the case; kept as written")
    click.echo(common.harmless(f"{claim.id}: {sentence(claim.model_dump(mode='json'))}"))
    if not written:
        common.note("the case holds this claim already; nothing was written")
    elif known:
        common.note(f"the next version of {claim.id}: the one before stays")


def _claim(case: Case, request: Request) -> Claim:
    from headstamp.case import claimed
    from headstamp.core.claim import Claim, Grade

    subject = _named(case, request.subject, "subject")
    predicate = claimed.predicate_from(request.predicate)
    value = _named(case, request.value, "value")
    if predicate in claimed.PLACES:
        claimed.place_of(value)  # figures that are no place are refused
    _dates(request, predicate, value)
    letter: Any = request.reliability.upper()
    why = request.because.strip() or "nobody has judged the source"
    claim = Claim(
        id="unnamed", subject=subject, predicate=predicate, value=value, citation=_citation(case, request),
        grade=Grade(reliability=letter, why=why), polarity="denied" if request.denied else "affirmed",
        hedge=request.hedge.strip(), derived_from=request.repeats,
    )  # fmt: skip
    return claim.model_copy(update={"id": claimed.id_of(claim)})


def _named(case: Case, text: str, what: str) -> str:
    """An id or words as they are kept; an id of nothing in the case is told and kept."""
    from headstamp.case.claimed import named

    name, known = named(case, text)
    if known is False or (known is None and what == "subject"):
        common.note(f"note: the {what} {name} is not in the case; kept as written")
    return name


def _dates(request: Request, predicate: str, value: str) -> None:
    from headstamp.case.claimed import TIMES
    from headstamp.core.when import When

    given = [("--since", request.since), ("--until", request.until)]
    given += [("VALUE", value)] if predicate in TIMES else []
    for name, text in given:
        try:
            When.parse(text)
        except ValueError as error:
            raise UsageError(f"{name}: {error}", hint="2023-09-14, 2023-09, 2023, c. 2023 or 2023-09-01/2023-09-14") from error
    since, until = When.parse(request.since), When.parse(request.until)
    if since.first and until.last and since.first > until.last:
        raise UsageError("it ends before it begins", hint="--since is the earlier date")


def _citation(case: Case, request: Request) -> Citation:
    """The source and the part of the copy that was read, checked against the size of the picture or the pages of the pdf."""
    from headstamp.case import claimed
    from headstamp.case.alike import file_named
    from headstamp.core.claim import Citation

    sha256 = file_named(case, request.photo) if request.photo else ""
    source = request.source.strip() or (f"file:{sha256}" if sha256 else "")
    if not source:
        raise UsageError("nobody is named who says so", hint="--source ID, or --photo with a file of the case")
    if request.box and not sha256:
        raise UsageError("--box is a part of a photo of the case", hint="name it: --photo and the first signs of its sha256")
    width, height, pages = claimed.size_of(case, sha256) if sha256 else (0, 0, 0)
    if request.page and pages and request.page > pages:
        raise UsageError(f"the pdf has {pages} pages", hint="count from its first page")
    box = claimed.box_from(request.box, (width, height)) if request.box else None
    return Citation(
        source_id=source, locator=claimed.locator(request.locator, box=box, page=request.page), sha256=sha256
    )  # fmt: skip
