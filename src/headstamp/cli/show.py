"""From Findings to the screen and to files: which writer of `tell` an option or an ending stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headstamp.cli.common import console, note, suffix_of, write_whole
from headstamp.core.redact import Profile, redact

if TYPE_CHECKING:
    from headstamp.cli.common import Traced
    from headstamp.core.finding import Finding
    from headstamp.core.record import Item
    from headstamp.reason.profile import AmmunitionProfile
    from headstamp.reference.shelf import Shelf

SCREENS = 40  # items printed one by one; more are summed up
REPORTED = 2_000  # items in a report; beyond that nobody pages through it
TITLE = "Headstamp report"


def print_traced(traced: Sequence[Traced], shelf: Shelf, profile: str) -> None:
    """One screen an item, or a table of distinct answers where there are more than `SCREENS`."""
    from headstamp.tell.summary import print_summary
    from headstamp.tell.terminal import print_trace

    screen = console()
    if len(traced) > SCREENS:
        print_summary(screen, traced, Profile(profile))
        note(f"{len(traced):,} items are summed up; --output findings.csv writes each, --report report.html shows them")
        return
    for number, (item, findings) in enumerate(traced):
        if number:
            screen.rule(style="dim") if screen.is_terminal else screen.print()
        print_trace(screen, item, findings, shelf.sources, Profile(profile))


def as_json(traced: Sequence[Traced], shelf: Shelf, profile: str) -> str:
    """All items with their Findings as one JSON document."""
    from headstamp.tell.data import to_json

    return to_json(traced, shelf.sources, Profile(profile))


def json_line(traced: Traced, profile: str) -> str:
    """One item with its Findings as one line of JSON Lines; sources are named by id."""
    from headstamp.tell.data import json_line as line

    return line(*traced, Profile(profile))


def write(path: Path, traced: Sequence[Traced], shelf: Shelf, profile: str) -> None:
    """Write Findings in the format of the ending. Raises UsageError for an unknown one, OutputError where it fails."""
    suffix = suffix_of(path, (".json", ".jsonl", ".csv", ".xlsx", ".html"))
    if suffix == ".html":
        write_report(path, traced, shelf, profile)
    elif suffix == ".json":
        write_whole(path, as_json(traced, shelf, profile) + "\n")
    elif suffix == ".csv":
        from headstamp.tell.data import to_csv

        write_whole(path, to_csv(traced, Profile(profile)))
    else:
        from headstamp.tell.workbook import to_xlsx

        write_whole(path, to_xlsx(traced, shelf.sources, Profile(profile)))


def countable(traced: Iterable[Traced], profile: str) -> Iterator[tuple[Item, Finding]]:
    """Records and origins as an ammunition profile may count them: what a record closes (calibre, quantity, marks) is not
    recorded. The recovery stays, since it parts the sampling frames and is never printed there."""
    for item, findings in traced:
        yield redact(item, Profile(profile)).model_copy(update={"recovery": item.recovery}), findings[0]


def write_report(path: Path, traced: Sequence[Traced], shelf: Shelf, profile: str) -> None:
    """Write the HTML report: every item, the links among them, and a profile of the rounds."""
    from headstamp.reason.link import link
    from headstamp.reason.profile import profile as count
    from headstamp.tell.html import report_html

    suffix_of(path, (".html", ".htm"))
    shown = traced[:REPORTED]
    if len(traced) > REPORTED:
        note(f"the report shows {REPORTED:,} of {len(traced):,} items; its profile counts all; --output findings.csv has all")
    page = report_html(
        shown,
        shelf.sources,
        title=TITLE,
        profile=Profile(profile),
        links=link([item for item, _ in shown], shelf) if len(shown) > 1 else (),
        profile_table=count(countable(traced, profile), shelf) if len(traced) > 1 else None,
        made_on=None,
    )
    write_whole(path, page)


def print_linked(links: Sequence[Finding], items: Sequence[Item], shelf: Shelf, profile: str) -> None:
    """The links, rarest shared marks first, or one sentence where there are none."""
    from headstamp.tell.terminal import print_links

    print_links(console(), links, items, shelf.sources, Profile(profile))


def linked_json(links: Sequence[Finding], items: Sequence[Item], shelf: Shelf, profile: str) -> str:
    """The links as one JSON document."""
    from headstamp.tell.data import links_json

    return links_json(links, items, shelf.sources, Profile(profile))


def write_links(path: Path, links: Sequence[Finding], items: Sequence[Item], shelf: Shelf, profile: str) -> None:
    """Write the links in the format of the ending, .json or .csv."""
    from headstamp.tell.data import links_csv

    if suffix_of(path, (".json", ".csv")) == ".json":
        write_whole(path, linked_json(links, items, shelf, profile) + "\n")
    else:
        write_whole(path, links_csv(links, items, Profile(profile)))


def print_counted(table: AmmunitionProfile) -> None:
    """The tables of an ammunition profile."""
    from headstamp.tell.profile_view import print_profile

    print_profile(console(), table)


def profile_json(table: AmmunitionProfile) -> str:
    """The profile as canonical JSON."""
    from headstamp.core.finding import canonical_json

    return canonical_json(table.to_dict())


def write_profile(path: Path, table: AmmunitionProfile, profile: str) -> None:
    """Write the profile in the format of the ending: .json, .csv or .html."""
    from headstamp.tell.html import report_html
    from headstamp.tell.profile_view import profile_csv

    suffix = suffix_of(path, (".json", ".csv", ".html"))
    if suffix == ".json":
        write_whole(path, profile_json(table) + "\n")
    elif suffix == ".csv":
        write_whole(path, profile_csv(table))
    else:
        page = report_html((), {}, title="Ammunition profile", profile=Profile(profile), profile_table=table)
        write_whole(path, page)
