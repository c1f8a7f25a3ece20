"""`headstamp lists`: keep lists of designated parties by edition, fetch them, see what stood on them and what changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headstamp.cli import common
from headstamp.cli.options import FILE
from headstamp.core.errors import HeadstampError, InputError, UsageError

if TYPE_CHECKING:
    from headstamp.core.party import Listing
    from headstamp.reference.watchlist import Diff, Edition, ListBatch, Snapshot, Store

DEFAULT = ("ofac-sdn", "ofac-cons", "un", "eu", "uk", "us-csl")
"""What `lists update` fetches where no list is named; us-csl carries the lists of BIS."""
SHOWN = 40  # lines of one part of a difference on a terminal; --json gives all
Command = TypeVar("Command", bound=Callable[..., Any])


def _store_option(command: Command) -> Command:
    text = "Folder of kept editions; else $HEADSTAMP_HOME, else the user's data folder."
    return click.option("--store", "folder", type=FILE, metavar="DIR", help=text)(command)


def _shrink_option(command: Command) -> Command:
    text = "Why a list or programme may lose more than 5 % at once; kept with the edition."
    return click.option("--accept-shrink", metavar="WHY", default="", help=text)(command)


@click.group("lists")
def command() -> None:
    """Keep lists of designated parties by edition; nothing is fetched unless `update` is run."""


@command.command("add")
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option("--as", "list_id", metavar="ID", default="", help="Id of the list, where the file does not say which it is.")
@click.option("--encoding", metavar="NAME", default="", help="Encoding of a table that is not Unicode: cp1251, cp949 ...")
@click.option("--edition", metavar="DATE", default="", help="Day of the edition (2023-07-01), where the file states none.")
@click.option("--note", default="", help="A note kept with the edition.")
@_shrink_option
@_store_option
def add(
    paths: tuple[Path, ...], list_id: str, encoding: str, edition: str, note: str, accept_shrink: str, folder: Path | None
) -> None:
    """Keep an edition of a list from a file, also in gzip or zip, or from the folder of OFAC's set of files.

    The format is told by content: OFAC, UN, EU, UK, BIS, Consolidated Screening List, FollowTheMoney, OpenSanctions, or a
    table of names.
    """
    from headstamp.reference.watchlist import read_list
    from headstamp.reference.watchlist.moment import whole_day

    if edition:
        whole_day(edition)
    batches = []
    for path in paths:
        with common.progress(f"reading {path.name}"):
            batches.append(read_list(path, list_id=list_id, encoding=encoding))
    _apart(batches, edition)
    store = _store(folder)
    for batch in sorted(batches, key=lambda each: each.edition):
        _keep(store, batch, edition=edition, note=note, accept_shrink=accept_shrink)


@command.command("update")
@click.argument("list_ids", nargs=-1, metavar="[LIST]...")
@click.option("--from", "address", metavar="URL", default="", help="Another address for the one LIST that is named.")
@_shrink_option
@_store_option
def update(list_ids: tuple[str, ...], address: str, accept_shrink: str, folder: Path | None) -> None:
    """Fetch lists from their official addresses and keep them. The only command that uses the network.

    Without LIST: ofac-sdn, ofac-cons, un, eu, uk, us-csl. A list that cannot be fetched does not keep the others back.
    """
    addresses = _addresses(list_ids or DEFAULT, address)
    store, failed = _store(folder), list[HeadstampError]()
    for list_id, where in addresses.items():
        try:
            _fetch(store, list_id, where, accept_shrink)
        except HeadstampError as error:
            common.note(f"{list_id}: {error}\n  {error.hint}")
            failed.append(error)
    if failed:
        hint = "the lists named above stay as they were; the editions kept before are still used"
        raise InputError(f"{len(failed)} of {len(addresses)} lists were not updated", hint=hint)


@command.command("show")
@click.argument("list_id", metavar="[LIST]", required=False, default="")
@click.option("--as-of", "day", metavar="DATE", default="", help="What stood on the lists on that day (2023-07-01).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text; with --as-of every entry.")
@_store_option
def show(list_id: str, day: str, as_json: bool, folder: Path | None) -> None:
    """The lists that are kept; for one LIST its editions, its programmes, and what a listing means."""
    store = _store(folder)
    if day:
        found = store.as_of(day, (list_id,) if list_id else ())
        if not found.editions:
            raise UsageError("no list is kept that says anything of that day", hint="`headstamp lists add FILE` keeps one")
        _print_json(_moment(found)) if as_json else _show_moment(found)
    elif list_id == _BUILT_IN:
        _print_json([each.model_dump(mode="json") for each in _builtin()]) if as_json else _show_builtin()
    elif list_id:
        _print_json(_about(store, list_id)) if as_json else _show_list(store, list_id)
    else:
        _print_json(_overview(store)) if as_json else _show_overview(store)


@command.command("diff")
@click.argument("list_id", metavar="LIST")
@click.option("--from", "first", metavar="DATE", default="", help="The earlier edition; else the last but one.")
@click.option("--to", "last", metavar="DATE", default="", help="The later edition; else the newest.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text, with every entry.")
@_store_option
def difference(list_id: str, first: str, last: str, as_json: bool, folder: Path | None) -> None:
    """What changed between two editions: who came, who went, and each field that differs."""
    older, newer, found = _store(folder).diff(list_id, first, last)
    if as_json:
        dump = {part: [each.model_dump(mode="json") for each in getattr(found, part)] for part in ("added", "removed")}
        changed = [asdict(change) for change in found.changed]
        _print_json({"list": list_id, "from": older.edition, "to": newer.edition, **dump, "changed": changed})
    else:
        _show_diff(older, newer, found)


_BUILT_IN = "builtin"


def _store(folder: Path | None) -> Store:
    from headstamp.reference.watchlist import Store

    return Store(folder)


def _builtin() -> tuple[Listing, ...]:
    from headstamp.reference.builtin import builtin_listings

    return builtin_listings()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _apart(batches: Sequence[ListBatch], edition: str) -> None:
    """Two files of one call are never the same edition of one list by accident."""
    seen: dict[tuple[str, str], str] = {}
    for batch in batches:
        key = batch.list_id, edition or batch.edition
        if seen.setdefault(key, batch.sha256) != batch.sha256:
            hint = "give each an id of its own with --as, or its day with --edition, one call a file"
            raise UsageError(f"two different files are both the list {batch.list_id!r} of one day", hint=hint)


def _keep(store: Store, batch: ListBatch, **options: str) -> None:
    common.note(batch.summary())
    for reject in batch.rejects[:5]:
        common.note(f"  set aside: {reject}")
    if len(batch.rejects) > 5:
        common.note(f"  and {len(batch.rejects) - 5} more")
    for each in batch.notes:
        common.note(f"  {each}")
    kept, new = store.add(batch, added_at=_now(), **options)
    if not new:
        click.echo(f"{kept.list_id}: unchanged, kept as the edition of {kept.edition}")
        return
    if not (batch.edition or options.get("edition")):
        common.note(f"  the file states no day: it is kept as the edition of {kept.edition}; --edition says otherwise")
    click.echo(f"{kept.list_id}: edition of {kept.edition} kept, {kept.count:,} entries, {kept.names:,} names")


def _addresses(list_ids: Sequence[str], address: str) -> dict[str, str]:
    from headstamp.reference.watchlist import KNOWN

    if address and len(list_ids) != 1:
        raise UsageError("--from goes with one list", hint="headstamp lists update un --from https://...")
    fetchable = {known.id: known.address for known in KNOWN.values() if known.address}
    if unknown := [each for each in list_ids if not address and each not in fetchable]:
        hint = f"there are {', '.join(fetchable)}; other lists need --from URL, or a file and `lists add`"
        raise UsageError(f"no address is known for {', '.join(unknown)}", hint=hint)
    return {each: address or fetchable[each] for each in list_ids}


def _fetch(store: Store, list_id: str, address: str, accept_shrink: str) -> None:
    from headstamp.reference.watchlist import read_list
    from headstamp.reference.watchlist.fetch import fetch

    with tempfile.TemporaryDirectory(prefix="headstamp-") as scratch:
        with common.progress(f"fetching {list_id}") as step:
            got = fetch(address, Path(scratch), lambda done, _total: step(done))
        batch = read_list(got.path, list_id=list_id)
        _keep(store, batch, edition=batch.edition or got.modified, source=got.address, accept_shrink=accept_shrink)


def _print_json(value: object) -> None:
    from headstamp.core.finding import canonical_json

    click.echo(canonical_json(value))


def _overview(store: Store) -> dict[str, Any]:
    kept = [{**asdict(store.find(each)), "editions": len(store.editions(each)), **_meaning(each)} for each in store.list_ids()]
    return {"store": str(store.folder), "lists": kept, "builtin": {"list_id": _BUILT_IN, "count": len(_builtin())}}


def _meaning(list_id: str) -> dict[str, str]:
    from headstamp.reference.watchlist.known import KNOWN, effect_of

    effect, jurisdiction = effect_of(list_id)
    known = KNOWN.get(list_id)
    about = (
        {"title": known.title, "authority": known.authority, "page": known.page.url} if known else {"title": "a list of your own"}
    )
    return {**about, "legal_effect": effect, "jurisdiction": jurisdiction}


def _about(store: Store, list_id: str) -> dict[str, Any]:
    store.find(list_id)
    return {"list_id": list_id, **_meaning(list_id), "editions": [asdict(each) for each in store.editions(list_id)]}


def _moment(found: Snapshot) -> dict[str, Any]:
    entries = [each.model_dump(mode="json") for each in found.listings]
    return {"day": found.day, "editions": dict(found.editions), "limits": found.limits, "listings": entries}


def _show_overview(store: Store) -> None:
    click.echo(f"{_BUILT_IN:<14} {'built in':<11} {len(_builtin()):>8,} entries  parties tied to DPRK arms, with sources")
    for list_id in store.list_ids():
        newest = store.find(list_id)
        count = len(store.editions(list_id))
        title = _meaning(list_id)["title"]
        click.echo(f"{list_id:<14} {newest.edition:<11} {newest.count:>8,} entries  {title} ({count} kept)")
    if not store.list_ids():
        click.echo("no other list is kept yet: `headstamp lists add FILE`, or `headstamp lists update` to fetch them")


def _show_builtin() -> None:
    for each in _builtin():
        since = f"since {each.listed_on}" if each.listed_on else "date not known"
        click.echo(_line(each, f"{each.jurisdiction}, {since}"))


def _show_list(store: Store, list_id: str) -> None:
    about, newest = _meaning(list_id), store.find(list_id)
    click.echo(f"{about['title']}\n{about.get('authority', '')}  {about.get('page', '')}".rstrip())
    click.echo(f"{about['legal_effect']}\n")
    for each in store.editions(list_id):
        known = f"{each.count:>8,} entries  {each.names:>9,} names  sha256 {each.sha256[:12]}  from {each.source}"
        click.echo(common.harmless(f"{each.edition}  {known}"))
        for label, text in (("note", each.note), ("a loss was accepted", each.accepted_shrink)):
            if text:
                click.echo(common.harmless(f"            {label}: {text}"))
    click.echo(f"\nprogrammes of the edition of {newest.edition}")
    for name, count in newest.programmes.items():
        click.echo(common.harmless(f"{count:>8,}  {name}"))


def _show_moment(found: Snapshot) -> None:
    for list_id, edition in found.editions.items():
        count = sum(1 for each in found.listings if each.list_id == list_id)
        click.echo(f"{list_id:<14} {count:>8,} entries on {found.day}, by the edition of {edition}")
    for limit in found.limits:
        click.echo(common.harmless(f"limit: {limit}"))


def _show_diff(older: Edition, newer: Edition, found: Diff) -> None:
    click.echo(f"{newer.list_id}: from {older.edition} ({older.count:,} entries) to {newer.edition} ({newer.count:,} entries)")
    if found.same:
        click.echo("the entries are the same")
    for title, entries in (("came", found.added), ("went", found.removed)):
        _part(title, [_line(each, ", ".join(each.programmes)) for each in entries])
    lines = []
    for change in found.changed:
        signs = [f"- {text[:200]}" for text in change.gone] + [f"+ {text[:200]}" for text in change.new]
        lines.append(_seen(f"{change.key}  {change.name}: {change.field}: {'  '.join(signs)}"))
    _part("changed", lines)


def _part(title: str, lines: Sequence[str]) -> None:
    if lines:
        click.echo(f"\n{title}: {len(lines):,}")
        for line in lines[:SHOWN]:
            click.echo(f"  {line}")
        if len(lines) > SHOWN:
            click.echo(f"  and {len(lines) - SHOWN:,} more; --json gives all")


def _line(listing: Listing, tail: str) -> str:
    return _seen(f"{listing.key}  {listing.party.name}" + (f" ({tail})" if tail else ""))


def _seen(text: str) -> str:
    from headstamp.tell.shown import visible

    return visible(text)
