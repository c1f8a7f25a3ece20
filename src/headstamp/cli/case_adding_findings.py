"""Findings that were written as JSON, and entries of lists, as objects of a case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from headstamp.cli.case_adding import Request, Source, Taken, counted
from headstamp.cli.case_adding_kind import ANSWERS, document, holds_findings
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case import Case, Draft
    from headstamp.core.finding import Finding
    from headstamp.core.party import Listing
    from headstamp.reason.match.matcher import Matcher

_PAIR = re.compile(r" \+ | \| ")  # how a link names its items, and a path its ends


def findings(case: Case, source: Source, coming: Sequence[Draft] = ()) -> Taken:
    """The Findings of a JSON file, each about the object that it names, where this case holds it or it is among those `coming` in
    the same call. Raises InputError."""
    from headstamp.case import contents
    from headstamp.case.overview import names

    values = document(source.path)
    if not all(map(holds_findings, values)):
        hint = "give what trace, link, match or network write with --output x.json"
        raise InputError("holds no findings", hint=hint, file=source.path)
    drafts: dict[str, Draft] = {}
    known, loose = names(case, ((each.kind, each.id) for each in coming)), 0
    for finding, subjects in _each(values, source.path):
        about = [known[subject] for subject in subjects if subject in known]
        loose += not about
        draft = contents.of_finding(finding, about)
        drafts.setdefault(draft.id, draft)
    profiles = {str(value["profile"]) for value in values if isinstance(value, dict) and value.get("profile")}
    told = [f"made under the profile {each}: what was withheld then stays so" for each in sorted(profiles - {"confidential"})]
    if loose:
        told.append(f"{counted(loose, 'finding')} about nothing that this case holds under that id; kept all the same")
    return Taken(source, "findings", list(drafts.values()), counted(len(drafts), "finding"), tuple(told))


def _each(values: Sequence[Any], path: Path) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """(finding, ids of what it is about)."""
    for value in values:
        if isinstance(value, list):
            yield from _each(value, path)
        elif "items" in value:
            for entry in value["items"]:
                yield from _of_item(entry, path)
        elif "item" in value:
            yield from _of_item(value, path)
        elif "question" in value or isinstance(value.get("finding"), dict):
            found = _finding(value.get("finding", value), path)
            yield found, (found.subject,)
        else:
            for each in (each for name in ANSWERS for each in value.get(name) or ()):
                found = _finding(each.get("finding", each) if isinstance(each, dict) else each, path)
                yield found, tuple(dict.fromkeys((found.subject, *_PAIR.split(found.subject))))


def _of_item(entry: Any, path: Path) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    item = entry.get("item") if isinstance(entry, dict) else None
    if not isinstance(item, dict) or not isinstance(entry.get("findings"), list):
        raise InputError("an entry without an item or its findings", hint="write it anew with --output x.json", file=path)
    for each in entry["findings"]:
        yield _finding(each, path), (str(item.get("id", "")),)


def _finding(value: Any, path: Path) -> Finding:
    from pydantic import ValidationError

    from headstamp.core.finding import Finding

    try:
        found = Finding.model_validate(value)
        _ = found.digest  # is of its UTF-8
        return found
    except UnicodeError as error:
        hint = "write it anew with --output x.json; --as file keeps the file as it is"
        raise InputError("a finding with half of a sign in it", hint=hint, file=path) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        hint = "it was altered, or written by another version: write it anew"
        raise InputError(f"a finding that cannot be read: {where} {first['msg']}", hint=hint, file=path) from error


class Extract(NamedTuple):
    """The entries of one party that was asked for, on every list, and what to say of them."""

    key: str
    listings: list[Listing]
    told: tuple[str, ...]


def listed(request: Request) -> list[Extract]:
    """An extract for each party asked. Raises UsageError with near names."""
    from headstamp.cli import asking

    matcher = asking.open_matcher(request.lists, request.day, request.folder)
    out = []
    for key in request.listed:
        parties = _bearers(key, matcher)
        entries = [matcher.listings[i] for at in parties for i in matcher.listings_of[at]]
        out.append(Extract(key, entries, tuple(_told(matcher, parties))))
    return out


def _bearers(key: str, matcher: Matcher) -> list[int]:
    """The party that was asked for, and every listed party that bears its first name, or whose first name it bears."""
    from headstamp.cli import asking
    from headstamp.core.party import NameKind

    if not key.strip():
        raise UsageError("--listed names nobody", hint="--listed builtin/komid, or a listed name")
    wanted = key.strip().casefold()
    ids = [at for at, party in enumerate(matcher.parties) if f"{_list_of(at, matcher)}/{party.id}".casefold() == wanted]
    first = tuple(ids) or asking.same_listed(key, matcher)
    found = dict.fromkeys(first)
    mine = {matcher.parties[at].name.casefold() for at in first}
    borne = {n.text.casefold() for at in first for n in matcher.parties[at].names if n.kind is not NameKind.WEAK}
    for at, party in enumerate(matcher.parties):
        names = {n.text.casefold() for n in party.names if n.kind is not NameKind.WEAK}
        if mine & names or party.name.casefold() in borne:
            found[at] = None
    return list(found)


def _list_of(at: int, matcher: Matcher) -> str:
    return matcher.listings[matcher.listings_of[at][0]].list_id


def _told(matcher: Matcher, parties: Sequence[int]) -> Iterator[str]:
    for at in parties:
        held = [matcher.listings[i] for i in matcher.listings_of[at]]
        editions = ", ".join(dict.fromkeys(e.edition for e in held if e.edition))
        party = matcher.parties[at]
        yield f"  {held[0].list_id}/{party.id}: {party.name}, {len(held)} entr{'y' if len(held) == 1 else 'ies'}" + (
            f", edition {editions}" if editions else "")  # fmt: skip
    if len(parties) > 1:
        yield "  taken because they bear one name; whether they are one party is for you to decide: `headstamp case decide`"


def list_files(request: Request) -> list[Path]:
    """Lists that were given as files: what an extract is taken from is kept like every other file."""
    return [Path(each) for each in request.lists if Path(each).is_file()] if request.listed else []
