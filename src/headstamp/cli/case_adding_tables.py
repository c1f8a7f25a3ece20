"""Tables that are put into a case: records of items, and papers of customs as consignments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from headstamp.cli.case_adding import Request, Source, Taken, counted, shown_rejects
from headstamp.core.errors import InputError, LimitError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa

    from headstamp.case import Draft
    from headstamp.core.record import Item
    from headstamp.observe.declarations import Mapping as Columns
    from headstamp.observe.marks import Reject

MOST_LINES = 1_000_000  # lines of customs papers that are put together in memory
_NUMBERED = re.compile(r"row-\d+")
_APART = re.compile(r"[\s\-/]+")
_NUMBERS = ("consignment", "number", "house_bill", "master_bill")


def records(source: Source, request: Request) -> Taken:
    """The items of a file of records. Raises InputError where no row of it can be read."""
    from headstamp.case import contents
    from headstamp.cli import common
    from headstamp.observe.marks import read_items

    name = source.path.name
    with common.progress(f"reading {name}") as step:
        batch = read_items(source.path, encoding=request.encoding, progress=step)
    if not batch.items:
        first = f"the first: {batch.rejects[0]}" if batch.rejects else "fill in the form: one row an item"
        raise InputError("no row could be read" if batch.rejects else "holds no record", hint=first, file=source.path)
    drafts = [contents.of_item(item) for item in _named(batch.items, name, request.prefix)]
    told = (*((batch.summary(),) if batch.rejects else ()), *shown_rejects(batch.rejects), *_passed_over(batch.unknown_columns))
    return Taken(source, "records", drafts, _rows(batch.rows, len(batch.rejects)), told, batch.rejects)


def _named(items: Sequence[Item], file: str, prefix: str) -> Iterator[Item]:
    """Items under ids that hold in a case: a row without an id is called after its file as well."""
    for item in items:
        names = {field: f"{file}:{text}" if _NUMBERED.fullmatch(text) else text for field, text in _ids(item).items()}
        names = {field: prefix + text for field, text in names.items()} if prefix else names
        yield item.model_copy(update=names) if names != _ids(item) else item


def _ids(item: Item) -> dict[str, str]:
    return {"id": item.id, "within": item.within} if item.within else {"id": item.id}


def _passed_over(unknown: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    names = ", ".join(name for name, _ in unknown[:6])
    return (f"columns that nobody knows stand in the notes of the records: {names}",) if names else ()


def _rows(rows: int, aside: int) -> str:
    return counted(rows, "row") + (f", {aside:,} of them set aside" if aside else "")


def declarations(sources: Sequence[Source], request: Request) -> list[Taken]:
    """The consignments of files of customs papers, which are put together over all files of the call.

    Raises InputError, LimitError, UsageError for a consignment that is asked for and is not there."""
    from headstamp.cli import common

    if len({source.path.name for source in sources}) < len(sources):
        raise UsageError("two files of papers have one name", hint="add them one by one")
    read = [_Reading(source, request.columns) for source in sources]
    with common.progress("reading customs papers") as step:
        whole = list(_assembled(read, step))
    if request.consignments:
        whole = _chosen(whole, request.consignments)
    return [_taken(each, whole, request.prefix) for each in read]


class _Reading:
    """One file of papers: its batches as they are taken, and what was set aside on the way."""

    def __init__(self, source: Source, columns: Sequence[str]) -> None:
        from headstamp.observe.declarations import read

        self.source = source
        reading = read([source.path])
        if columns:
            given = _given(reading.mappings[0].mapping, columns)
            reading = read([source.path], mapping=given)
        self.understood = reading.mappings[0]
        self.pieces = reading.pieces
        self.rejects: list[Reject] = []
        self.rows = 0

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The lines."""
        from headstamp.observe.marks import Reject

        for piece in self.pieces:
            self.rows += piece.counts.rows
            for row in piece.rejects.to_pylist():
                self.rejects.append(Reject(row["file"], row["row"] or None, row["column"], row["reason"], "", row["raw"]))
                if piece.broken:
                    hint = "mend the file, or split off what can be read; nothing of it was added"
                    raise InputError(f"breaks off: {row['reason']}", hint=hint, file=self.source.path, row=row["row"] or None)
            yield piece.batch

    def told(self, found: int) -> tuple[str, ...]:
        """How the file was understood, as far as somebody should look at it."""
        each = self.understood
        unused = f"; not used: {', '.join(each.unused[:8])}" if each.unused else ""
        understood = f"{len(each.mapping.columns)} of {len(each.headings)} columns understood{unused}"
        aside = f"{len(self.rejects):,} of {self.rows:,} rows set aside" if self.rejects else ""
        open_ = [f"  to decide: {doubt} (--column FIELD=HEADING settles it)" for doubt in each.open[:5]]
        none = () if found else ("none of its consignments was taken",)
        return tuple(filter(None, (understood, *open_, *none, aside, *shown_rejects(self.rejects))))


def _given(guessed: Columns, columns: Sequence[str]) -> Columns:
    """The guess with the columns that were named in its stead."""
    named = dict(guessed.columns)
    for each in columns:
        name, sign, heading = each.partition("=")
        if not sign or not name.strip() or not heading.strip():
            raise UsageError(f"--column {each!r} is not FIELD=HEADING", hint='such as --column consignee="Buyer name"')
        named = {field: at for field, at in named.items() if at != heading.strip()} | {name.strip(): heading.strip()}
    return replace(guessed, columns=named)


def _assembled(read: Sequence[_Reading], step: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(consignment, its lines) of all files, put together as a screen does."""
    from headstamp.scale.customs.assemble import together

    def batches() -> Iterator[pa.RecordBatch]:
        lines = 0
        for each in read:
            for batch in each.batches():
                lines += batch.num_rows
                if lines > MOST_LINES:
                    hint = "`headstamp screen` reads any number; add the papers of what it chose, cut out with --output"
                    raise LimitError(f"more than {MOST_LINES:,} lines of customs papers", hint=hint, file=each.source.path)
                step(lines)
                yield batch

    frame = together(batches())
    for key, lines in groupby(frame.iter_rows(named=True), key=lambda line: line["consignment"]):
        yield str(key), list(lines)


def _chosen(whole: Sequence[tuple[str, list[dict[str, Any]]]], wanted: Sequence[str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The consignments that a number names: their own, or that of a document, bill or container of theirs."""
    asked = {_plain(number): number for number in wanted}
    found: set[str] = set()
    out = []
    for key, lines in whole:
        met = {_plain(key), *(_plain(text) for line in lines for text in _numbers(line))} & asked.keys()
        if met:
            found |= met
            out.append((key, lines))
    if missing := [number for plain, number in asked.items() if plain not in found]:
        near = ", ".join(key for key, _ in whole[:5])
        raise UsageError(f"no consignment, document, bill or container {missing[0]!r}", hint=f"the files hold {near} ...")
    return out


def _numbers(line: Mapping[str, Any]) -> Iterator[str]:
    yield from (line[name] for name in _NUMBERS if line[name])
    yield from line["containers"] or ()


def _plain(number: str) -> str:
    return _APART.sub("", number).casefold()


def _taken(read: _Reading, whole: Sequence[tuple[str, list[dict[str, Any]]]], prefix: str) -> Taken:
    from headstamp.case import contents

    drafts: list[Draft] = []
    lines = 0
    for key, every in whole:
        mine = [line for line in every if line["file"] == read.understood.file]
        if mine:
            drafts.append(contents.of_consignment(prefix + key, mine))
            lines += len(mine)
    if not read.rows or (not drafts and read.rejects and not whole):
        first = f"the first: {read.rejects[0]}" if read.rejects else "the file holds no row below its headings"
        raise InputError("no line could be read", hint=first, file=read.source.path)
    summary = f"{_rows(read.rows, len(read.rejects))}; {counted(lines, 'line')} of {counted(len(drafts), 'consignment')} taken"
    return Taken(read.source, "declarations", drafts, summary, read.told(len(drafts)), read.rejects, joined=True)
