"""`headstamp trace`: marks typed by hand, or files of records, to Findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, input_options, profile_option, shelf_options
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.cli.common import Traced
    from headstamp.core.record import Item
    from headstamp.reference.shelf import Shelf

RECORD_FILES = (".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    text: tuple[str, ...]
    files: tuple[Path, ...]
    calibre: str
    kind: str
    position: str
    legibility: float
    packs: tuple[Path, ...]
    sourced_only: bool
    no_context: bool
    profile: str
    encoding: str | None
    rejects: Path | None
    as_json: bool
    output: Path | None
    report: Path | None
    resume: bool
    ask: bool

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files of records, those given as text included."""
        return (*self.files, *(Path(t) for t in self.text if _names_a_file(t)))


@click.command("trace")
@click.argument("text", nargs=-1, metavar="[TEXT|FILE]...")
@click.option("--file", "files", type=FILE, multiple=True, metavar="FILE", help="A file of records; may be repeated.")
@click.option("--calibre", default="", metavar="C", help="Of typed marks: the calibre, in any script.")
@click.option("--kind", default="cartridge", show_default=True, metavar="K", help="Of typed marks: what bears them.")
@click.option("--position", default="", metavar="P", help='Of typed marks: where, such as "12; 6" or "fuze".')
@click.option("--legibility", default=1.0, type=click.FloatRange(0, 1), metavar="0..1", help="Of typed marks; 1 = clear.")
@click.option("--no-context", is_flag=True, help="Leave the place of recovery and other circumstances out.")
@click.option("--ask", is_flag=True, help="Ask for what would tell most, by look; answer yes, no or unknown.")
@shelf_options
@input_options
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write findings: .json .jsonl .csv .xlsx .html")
@click.option("--report", type=FILE, metavar="PATH.html", help="Write a report with links and a profile.")
@click.option("--resume", is_flag=True, help="With --output x.jsonl: go on after the records that are already in it.")
def command(**options: Any) -> None:
    """Say who made an item, from its marks.

    TEXT is a mark as seen; `?` is one sign that cannot be read, `…` any number, `[38]` either. Quote marks with spaces.

    \b
    headstamp trace "539 67" --calibre 7.62x39
    headstamp trace "방-122" --kind rocket
    headstamp trace finds.csv --output findings.xlsx --report report.html
    """
    from headstamp.cli import show, stream

    request = Request(**options)
    if not 0 <= request.legibility <= 1:  # NaN passes every range of click
        raise UsageError("--legibility is not a number in 0..1", hint="1 is clear, 0 is beyond reading")
    common.guard_outputs((request.output, request.report, request.rejects), request.inputs)
    items = _items(request)
    shelf = common.open_shelf(request.packs, request.sourced_only)
    if request.ask:
        from headstamp.cli.ask import ask

        items = [ask(_only(items), shelf, use_context=not request.no_context, profile=request.profile)]
    if stream.wanted(request.output, request.resume):
        stream.write(items, lambda rest: _trace(rest, shelf, request), shelf, request)
        return
    traced = list(_trace(items, shelf, request))
    if request.output:
        show.write(request.output, traced, shelf, request.profile)
    if request.report:
        show.write_report(request.report, traced, shelf, request.profile)
    if request.as_json:
        click.echo(show.as_json(traced, shelf, request.profile))
    elif not request.ask:
        show.print_traced(traced, shelf, request.profile)


def _trace(items: Sequence[Item], shelf: Shelf, request: Request) -> Iterator[Traced]:
    return common.trace_all(items, shelf, use_context=not request.no_context)


def _items(request: Request) -> list[Item]:
    files = request.inputs
    typed = _typed([t for t in request.text if not _names_a_file(t)])
    if not files and not typed:
        raise UsageError("nothing to trace", hint='give a mark, such as headstamp trace "539 67", or a file of records')
    items = common.read_files(files, encoding=request.encoding, rejects=request.rejects) if files else []
    if typed:
        from headstamp.observe.marks import typed_item

        for number, text in enumerate(typed, start=1):
            name = "typed" if len(typed) == 1 else f"typed-{number}"
            items.append(
                typed_item(
                    text,
                    calibre=request.calibre,
                    kind=request.kind,
                    position=request.position,
                    legibility=request.legibility,
                    id=name,
                )
            )
    return items


def _names_a_file(text: str) -> bool:
    """True for a file that is there; an error for what can only be meant as one and is not."""
    if "\0" in text or len(os.fsencode(text)) > 250:
        return False
    path = Path(text)
    if path.suffix.lower() in RECORD_FILES:
        if not path.exists():
            raise InputError("no such file", file=text, hint="check the name, or quote the mark if this is one")
        return True
    return path.is_file() if path.suffix else os.sep in text and path.exists() and not path.is_dir()


def _typed(texts: list[str]) -> list[str]:
    """`539 67` without quotes arrives as two words: they are one mark, and the person is told so."""
    if len(texts) > 1 and all(text and " " not in text for text in texts):
        joined = " ".join(texts)
        common.note(f'read as one mark: "{joined}" (quote each mark to trace several)')
        return [joined]
    return texts


def _only(items: list[Item]) -> Item:
    if len(items) != 1:
        hint = "type its mark, or give a file that holds it alone"
        raise UsageError(f"--ask is about one item, not {len(items)}", hint=hint)
    return items[0]
