"""`headstamp case add`: records, declarations, findings, entries of lists and files of any kind into a case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import asking, casework, common
from headstamp.cli.case_adding import Request, Source, Taken, counted, source_of
from headstamp.cli.case_adding_kind import AS, head_of, recognised
from headstamp.cli.options import FILE, input_options
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.cli.case_adding_findings import Extract
    from headstamp.cli.case_adding_write import Kept
    from headstamp.observe.marks import Reject


@click.command("add")
@casework.case_argument
@click.argument("files", nargs=-1, type=FILE, metavar="FILE...")
@click.option("--as", "taken_as", type=click.Choice(AS), help="What the FILEs are; else it is told by their content.")
@click.option(
    "--listed", multiple=True, metavar="KEY", help="Entries of this listed party: builtin/komid, or a name; repeatable."
)
@asking.list_options
@click.option("--consignment", "consignments", multiple=True, metavar="NUMBER", help="Of declarations: these alone; repeatable.")
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Of declarations: where a field stands.")
@click.option("--prefix", default="", metavar="TEXT", help="Put before the id of every record and consignment.")
@click.option("--revise", is_flag=True, help="An id that is there with other content gets its next version.")
@click.option("--plain", is_flag=True, help="Keep the FILEs as they are, not encrypted under keys that can be destroyed.")
@click.option("--note", default="", metavar="TEXT", help="Said in the ledger of every entry; it must name no person.")
@input_options
@casework.who_option
def command(**options: Any) -> None:
    """Put FILEs into a case: what each holds as objects, and the file itself, unaltered, into the vault, encrypted under a key of
    its own unless --plain is given.

    Tables of items become records, papers of customs consignments, JSON of trace, link, match or network findings; any other file
    is kept as it is. All of one FILE is kept or nothing of it; the same FILE again adds nothing.

    \b
    headstamp case add crate.headstamp recovery.yaml photo.jpg --who "A. Kim"
    headstamp case add crate.headstamp day.csv.gz --consignment MAEU674640431269
    headstamp case add crate.headstamp --listed builtin/komid
    """
    request = Request(**{**options, "note": asking.clean(options["note"]).strip(), "prefix": asking.clean(options["prefix"])})
    _check(request)
    kinds = {path: request.taken_as or recognised(path) for path in request.files}
    _fitting(request, set(kinds.values()))
    for path in request.files:
        head_of(path)  # a missing one is told before anything is opened or kept
    with casework.open_case(request.path, request.who) as case:
        # everything is read before anything is kept, so that one bad file of several leaves the case as it was
        extracts = _extracts(request)
        taken = _taken(case, kinds, request, extracts)
        _keep_extracts(case, extracts, request)
        _keep_files(case, kinds, taken, request)


def _keep_files(case: Case, kinds: dict[Path, str], taken: dict[Path, Taken], request: Request) -> None:
    kept: list[tuple[str, str]] = []
    for path in kinds:
        for told in taken[path].told if path in taken else ():
            common.note(f"  {told}" if not told.startswith(" ") else told)
        kept.append((path.name, _keep(case, taken[path], request) if path in taken else _as_file(case, path, request)))
    for name, line in kept:
        click.echo(common.harmless(f"{name}: {line}"))
    _rejects([each for path in taken for each in taken[path].rejects], request)


def _taken(case: Case, kinds: dict[Path, str], request: Request, extracts: Sequence[Extract]) -> dict[Path, Taken]:
    from headstamp.case.contents import of_listings
    from headstamp.cli.case_adding_findings import findings
    from headstamp.cli.case_adding_tables import declarations, records

    for path, kind in kinds.items():
        common.note(f"{path.name}: {'taken as' if request.taken_as else 'recognised as'} {'a file' if kind == 'file' else kind}")
    sources: dict[Path, Source] = {path: source_of(path) for path, kind in kinds.items() if kind != "file"}
    out = {path: records(sources[path], request) for path, kind in kinds.items() if kind == "records"}
    if papers := [sources[path] for path, kind in kinds.items() if kind == "declarations"]:
        out |= {each.source.path: each for each in declarations(papers, request)}
    coming = [draft for each in out.values() for draft in each.drafts]
    coming += [draft for _, listings, _ in extracts for draft in of_listings(listings)]
    return out | {path: findings(case, sources[path], coming) for path, kind in kinds.items() if kind == "findings"}


def _keep(case: Case, taken: Taken, request: Request) -> str:
    from headstamp.cli.case_adding_write import keep

    kept = keep(case, taken, note=request.note, revise=request.revise, personal=not request.plain)
    return f"{_said(kept, taken.what)} ({taken.summary})"


def _said(kept: Kept, what: str) -> str:
    nouns = {"records": "record", "declarations": "consignment", "findings": "finding", "lists": "entity"}
    noun = nouns[what]
    if not kept.new and not kept.revised:
        return "nothing new: all of it is in this case already"
    parts = [counted(kept.new, f"new {noun}")] if kept.new else []
    parts += [f"{kept.revised:,} with a next version"] if kept.revised else []
    parts += [f"{kept.same:,} there already"] if kept.same else []
    return ", ".join(parts).replace("entitys", "entities")


def _as_file(case: Case, path: Path, request: Request) -> str:
    from headstamp.case.evidence import add_file

    with common.progress(f"adding {path.name}"):
        added = add_file(case, path, note=request.note, personal=not request.plain)
    for remark in added.remarks:
        common.note(f"  {remark}")
    for other in added.alike[:5]:
        common.note(f"  {other.words}: {other.name or other.sha256[:12]} (file/{other.sha256[:12]}…)")
    if not added.new:
        return f"nothing new: it is in this case already, as file/{added.sha256}"
    claims = f", with {counted(len(added.claims), 'claim')} it makes of itself" if added.claims else ""
    return f"kept as file/{added.sha256}{claims}"


def _extracts(request: Request) -> list[Extract]:
    from headstamp.cli.case_adding_findings import listed

    return listed(request) if request.listed else []


def _keep_extracts(case: Case, extracts: Sequence[Extract], request: Request) -> None:
    from headstamp.cli.case_adding_findings import list_files
    from headstamp.cli.case_adding_write import keep, keep_listings

    for path in list_files(request):
        keep(case, Taken(source_of(path), "list", (), "a list that extracts were taken from"), note=request.note)
    for key, listings, told in extracts:
        for line in told:
            common.note(line)
        kept = keep_listings(case, key, listings, note=request.note, revise=request.revise)
        click.echo(
            common.harmless(f"{key}: {_said(kept, 'lists')} ({counted(len(listings), 'entry').replace('entrys', 'entries')})")
        )


def _rejects(rejects: Sequence[Reject], request: Request) -> None:
    if request.rejects is not None:
        from headstamp.observe.marks import write_rejects

        write_rejects(rejects, request.rejects)
        common.note(f"{len(rejects):,} rows set aside were written to {request.rejects}")
    elif rejects:
        common.note(
            "hint: --rejects set-aside.csv writes every row that was set aside, with its reason; the file in the vault has all"
        )


def _check(request: Request) -> None:
    if not request.files and not request.listed:
        hint = "name files, or --listed builtin/komid"
        raise UsageError("nothing to add", hint=hint)
    if request.plain and not request.files:
        raise UsageError("--plain goes with files", hint="lists of parties are kept plain: they are published")
    if (request.lists or request.day or request.folder) and not request.listed:
        raise UsageError(
            "--list, --as-of and --store go with --listed", hint='--listed "Orsa Machine Works" --list lists/watch-2025.csv'
        )
    if any(path.is_file() and request.path.is_file() and path.samefile(request.path) for path in request.files):
        hint = "another case is brought in with `headstamp case merge`"
        raise UsageError("a case cannot be put into itself", hint=hint)
    if len(set(request.files)) < len(request.files):
        raise UsageError("a file is named twice", hint="name each once")
    common.guard_outputs((request.rejects,), (*request.files, request.path))


def _fitting(request: Request, kinds: set[str]) -> None:
    """Options that none of the files can heed are refused rather than passed over."""
    for option, given, kind in (
        ("--consignment", request.consignments, "declarations"), ("--column", request.columns, "declarations"),
        ("--encoding", request.encoding, "records"),
    ):  # fmt: skip
        if given and kind not in kinds:
            raise UsageError(f"{option} goes with {kind}, and no file is one", hint="--as says what a file is")
    if request.prefix and not kinds & {"records", "declarations"}:
        raise UsageError("--prefix goes with records and declarations, and no file is one", hint="--as says what a file is")
