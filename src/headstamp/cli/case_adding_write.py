"""One file into a case: its objects and the file itself in one transaction, all of them or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from headstamp.cli import common
from headstamp.cli.case_adding import Source, Taken
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case import Case, Draft
    from headstamp.case.vault import Part
    from headstamp.core.party import Listing

MEDIA = {
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".txt": "text/plain", ".json": "application/json",
    ".jsonl": "application/jsonl", ".ndjson": "application/jsonl", ".yaml": "application/yaml", ".yml": "application/yaml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gz": "application/gzip", ".zst": "application/zstd",
}  # fmt: skip
TWICE = "number: this document and item stand in an earlier row too"
Lines = list[dict[str, Any]]


class Kept(NamedTuple):
    """What one file changed: objects that are new, that got a next version, and that were there already."""

    new: int
    revised: int
    same: int
    sha256: str = ""


def keep(case: Case, taken: Taken, *, note: str = "", revise: bool = False, personal: bool = False) -> Kept:
    """Write what a file gave; `personal`: the file itself is kept encrypted.

    Raises UsageError where an id has other content already, OutputError, InputError."""
    with common.progress(f"adding {taken.source.path.name}", len(taken.drafts)) as step:
        keeper = _Keeper(case, taken, note, revise, step, part_of(case, taken.source, personal))
        try:
            entries = case.write(keeper.drafts())
        except UsageError as error:
            keeper.undo()
            if not error.what.startswith("there is another"):
                raise
            hint = "--revise keeps it as the next version; --prefix puts a name before the ids of what is another thing"
            raise UsageError(f"{taken.source.path.name}: {error.what}; nothing of the file was added", hint=hint) from error
        except BaseException:
            keeper.undo()
            raise
        finally:
            keeper.end()
    new = sum(entry.version == 1 and entry.kind != "file" for entry in entries)
    revised = sum(entry.version > 1 for entry in entries)
    return Kept(new, revised, len(taken.drafts) - new - revised, taken.source.sha256)


def keep_listings(case: Case, key: str, listings: list[Listing], *, note: str = "", revise: bool = False) -> Kept:
    """Write the entries of a party as entities, one a list. Raises UsageError where an entity has other entries already."""
    from headstamp.case.contents import of_listings

    said = f"extract for {key[:200]!r}"
    drafts = [each._replace(note=f"{said}; {note}" if note else said) for each in of_listings(listings)]
    if revise:
        drafts = [each._replace(verb="revise" if case.find(each.kind, each.id) else "add") for each in drafts]
    try:
        entries = case.write(drafts)
    except UsageError as error:
        if not error.what.startswith("there is another"):
            raise
        hint = "--revise keeps the entries of this edition as its next version"
        raise UsageError(f"{error.what}: another edition of the list", hint=hint) from error
    new = sum(entry.version == 1 for entry in entries)
    return Kept(new, len(entries) - new, len(drafts) - len(entries))


class _Keeper:
    """The drafts of one file as they are written; the file gets its place in the vault while nobody else writes."""

    def __init__(self, case: Case, taken: Taken, note: str, revise: bool, step: common.Step, part: Part) -> None:
        self.case, self.taken, self.note, self.revise, self.step, self.part = case, taken, note, revise, step, part
        self.placed = False

    def drafts(self) -> Iterator[Draft]:
        """Runs inside the transaction: what is there already is looked up while it cannot change."""
        from headstamp.case import Vault

        source, vault = self.taken.source, Vault(self.case)
        new = self.case.find("file", source.sha256) is None
        self.placed = vault.settle(self.part)
        if new:
            body = {"sha256": source.sha256, "bytes": source.size, "name": source.path.name, "media_type": media_type(source)}
            yield vault.draft(self.part, body, self._said(f"{self.taken.what}: {self.taken.summary}"))
        origin = self._said(source.origin)
        for number, draft in enumerate(self.taken.drafts, start=1):
            yield self._draft(draft)._replace(note=origin)
            if number % 200 == 0:
                self.step(number)

    def undo(self) -> None:
        """Take the file out again where its objects were not kept."""
        from headstamp.case.vault import Vault, drop

        if self.placed:
            with suppress(Exception), self.case.transaction():
                if self.case.find("file", self.part.sha256) is None:
                    drop(Vault(self.case).place_of(self.part.sha256, sealed=bool(self.part.secret)))

    def end(self) -> None:
        """Nothing is left beside the place of the file."""
        from headstamp.case.vault import drop

        drop(self.part.path)

    def _said(self, text: str) -> str:
        return f"{text}; {self.note}" if self.note else text

    def _draft(self, draft: Draft) -> Draft:
        """Papers of a consignment join those that came before; else a next version is made only where it was asked for."""
        if not (self.revise or self.taken.joined):
            return draft
        before = self.case.find(draft.kind, draft.id)
        if before is None:
            return draft
        if not self.taken.joined or not isinstance(draft.body, dict):
            return draft._replace(verb="revise")
        lines, clash = joined(list(self.case.body(before).get("lines", [])), list(draft.body["lines"]))
        if clash and not self.revise:
            return draft  # its line stands there with other content: refused as any other id
        return draft._replace(verb="revise", body={**draft.body, "lines": lines})


def part_of(case: Case, source: Source, personal: bool) -> Part:
    """The file beside its place in the vault. Raises InputError where it is another one than was read."""
    from headstamp.case.vault import Vault, drop

    with source.path.open("rb") as stream:
        part = Vault(case).take(stream, personal=personal)
    if part.sha256 != source.sha256:
        drop(part.path)
        hint = "wait until nobody writes to it, and add it again; nothing of it was added"
        raise InputError("was changed while it was read", hint=hint, file=source.path)
    return part


def media_type(source: Source) -> str:
    """The media type of a table by the ending of its name, which its content has borne out; empty for another."""
    return MEDIA.get(source.path.suffix.casefold(), "")


def joined(before: Lines, after: Lines) -> tuple[Lines, bool]:
    """The lines of a consignment with those that came later; True where one of them stands there with other content. A line is
    known by its file, its row and its document; of one document the highest version holds."""
    held = {_line(line): line for line in before}
    clash = any(_told(held[_line(line)]) != _told(line) for line in after if _line(line) in held)
    held |= {_line(line): line for line in after}
    lines = _told_twice(list(held.values()))
    newest: dict[tuple[str, str], int] = {}
    for line in lines:
        newest[_document(line)] = max(newest.get(_document(line), 0), line.get("version") or 0)
    for at, line in enumerate(lines):
        superseded = bool(line.get("number")) and (line.get("version") or 0) < newest[_document(line)]
        if line.get("superseded") != superseded:
            lines[at] = {**line, "superseded": superseded}
    return lines, clash


def _told_twice(lines: Lines) -> Lines:
    """Lines that give a document, version and item that an earlier one gave, with that doubt, as within one file."""
    seen: set[tuple[Any, ...]] = set()
    out = []
    for line in lines:
        key = (*_document(line), line.get("version") or 0, line.get("item"))
        doubts = list(line.get("doubts") or ())
        if line.get("number") and line.get("item") is not None and key in seen and TWICE not in doubts:
            line = {**line, "doubts": [*doubts, TWICE]}
        seen.add(key)
        out.append(line)
    return out


def _line(line: dict[str, Any]) -> tuple[Any, ...]:
    return (line.get("file"), line.get("row"), line.get("document"), line.get("number"))


def _document(line: dict[str, Any]) -> tuple[str, str]:
    return (str(line.get("document")), str(line.get("number")))


def _told(line: dict[str, Any]) -> str:
    """What a line says, without what is worked out from its neighbours."""
    return json.dumps({k: v for k, v in line.items() if k not in ("superseded", "doubts", "consignment")}, sort_keys=True)
