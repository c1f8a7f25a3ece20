"""`headstamp read`: reports into statements that can be cited, each voice counted once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, shelf_options
from headstamp.core.errors import HeadstampError, InputError

if TYPE_CHECKING:
    from headstamp.core.document import Document
    from headstamp.core.statement import Statement
    from headstamp.reference.shelf import Shelf
    from headstamp.tell.read_model import ReadView

WRITES = (".json", ".csv")


@click.command("read")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="FILE|FOLDER...")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Show only statements of this kind: transfer, denial ...")
@click.option("--core", is_flag=True, help="Show only statements about events, not judgements and forecasts.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH", help="Write .json with the span of every field, or .csv, a row a statement.")
@shelf_options
def command(
    paths: tuple[Path, ...],
    kinds: tuple[str, ...],
    core: bool,
    as_json: bool,
    output: Path | None,
    packs: tuple[Path, ...],
    sourced_only: bool,
) -> None:
    """Read reports (txt, html, pdf, docx) into statements: who armed whom with what, when, paid how, on whose word.

    Every statement stands with its words and where they are; the same voice counts once however often it is printed; what two
    texts, or a text and the lists, do not agree on is set side by side.

    \b
    headstamp read report.pdf
    headstamp read reports/ --output statements.csv
    """
    if output:
        common.suffix_of(output, WRITES)
    common.guard_outputs((output,), paths)
    documents, aside = _documents(paths)
    shelf = common.open_shelf(packs, sourced_only)
    statements, unread = _read(documents, shelf)
    view = _viewed(documents, statements, [*aside, *unread], packs, kinds, core)
    shown = {line.id for line in view.statements}
    kept = [s for s in statements if s.id in shown]
    _tell(view, kept, as_json, output)


def _documents(paths: Sequence[Path]) -> tuple[list[Document], list[str]]:
    from headstamp.observe.documents import Rejected, read_documents

    if missing := [path for path in paths if not path.exists()]:
        raise InputError("no such file or folder", file=missing[0], hint="check the name")
    documents: list[Document] = []
    aside: list[str] = []
    with common.progress("reading") as step:
        for found in read_documents(paths, progress=lambda p: step(p.documents)):
            if isinstance(found, Rejected):
                aside.append(f"{found.file}: {found.what} ({found.hint})" if found.hint else f"{found.file}: {found.what}")
            else:
                documents.append(found)
    if not documents:
        why = aside[0] if aside else "it holds no txt, html, pdf or docx"
        raise InputError(f"nothing could be read: {why}", file=paths[0], hint="give reports, or a folder of them")
    return documents, aside


def _read(documents: Sequence[Document], shelf: Shelf) -> tuple[list[Statement], list[str]]:
    """The statements of all documents, and the documents in a language that is not read."""
    from headstamp.observe.language import parse_english
    from headstamp.reason.read import Lexicon, read

    statements: list[Statement] = []
    unread: list[str] = []
    lexicon = Lexicon.of(shelf.tables)
    with common.progress("understanding", len(documents)) as step:
        for number, document in enumerate(documents, start=1):
            if document.language in ("", "en"):
                try:
                    statements += read(document, parse_english(document.text), lexicon)
                except HeadstampError as error:
                    if len(documents) == 1 or "headstamp[read]" in error.hint:
                        raise
                    unread.append(f"{document.id}: {error}")
            else:
                unread.append(
                    f"{document.id}: its language ({document.language}) is not read yet; no statement was taken from it"
                )
            step(number)
    return statements, unread


def _viewed(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    aside: Sequence[str],
    packs: Sequence[Path],
    kinds: Sequence[str],
    core: bool,
) -> ReadView:
    from headstamp.reason.corroborate import Lexicon, check_listings, graded, relate, roll_of
    from headstamp.reference.builtin import builtin_listings
    from headstamp.reference.pack import load_pack, shipped
    from headstamp.reference.voice_pack import voice_tables
    from headstamp.tell.read_view import read_view

    lexicon = Lexicon.of(voice_tables(packs))
    relations = relate(statements, documents, lexicon)
    ties = [tie for path in shipped() for tie in load_pack(path).tables.ties]
    checks = check_listings(statements, documents, lexicon, roll_of(builtin_listings(), ties))
    grades = graded(statements, relations, documents, lexicon, checks=checks)
    wanted = [s for s in statements if (not kinds or _kind(s) in map(_plain, kinds)) and (s.core or not core)]
    return read_view(documents, wanted, relations, grades, checks, aside)


def _kind(statement: Statement) -> str:
    return _plain(statement.kind.value)


def _plain(kind: str) -> str:
    return kind.strip().lower().replace("_", " ")


def _tell(view: ReadView, statements: Sequence[Statement], as_json: bool, output: Path | None) -> None:
    from headstamp.tell.read_data import read_csv, read_json

    if output:
        text = read_json(view, statements) if output.suffix.lower() == ".json" else read_csv(view)
        common.write_whole(output, text)
    if as_json:
        click.echo(read_json(view, statements), nl=False)
    elif not output:
        from headstamp.tell.read_terminal import print_read

        print_read(common.console(), view)
