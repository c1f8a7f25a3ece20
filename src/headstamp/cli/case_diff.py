"""`headstamp case diff`: what differs between two cases, or between two moments of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from headstamp.cli import casework, common
from headstamp.cli.options import FILE, profile_option
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case import Case, Change
    from headstamp.core.redact import Profile

MOST_FIELDS, LONGEST = 12, 60  # fields of one object on a terminal, signs of a value


class Told(NamedTuple):
    """One change as a profile may see it. `fields`: (path, before, after)."""

    how: str
    kind: str
    id: str
    before: int
    after: int
    fields: tuple[tuple[str, Any, Any], ...]


@click.command("diff")
@casework.case_argument
@click.argument("other", type=FILE, required=False)
@click.option("--from", "begin", default="", metavar="MOMENT", help="Of CASE: an entry's number, its hash, or a day in UTC.")
@click.option("--to", "end", default="", metavar="MOMENT", help="Of OTHER, else of CASE: the same.  [default: now]")
@profile_option
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="Objects shown at most.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--output", type=FILE, metavar="PATH.json", help="Write JSON.")
def command(
    path: Path, other: Path | None, begin: str, end: str, profile: str, limit: int, as_json: bool, output: Path | None
) -> None:
    """Say what is otherwise in OTHER than in CASE, or in CASE between two moments: objects added, removed, changed, and where.

    \b
    headstamp case diff crate.headstamp --from 2026-11-01
    headstamp case diff crate.headstamp from-the-field.headstamp --profile confidential
    """
    if other is None and not begin and not end:
        hint = "name another case, or --from MOMENT: an entry's number, its hash, or a day such as 2026-11-30"
        raise UsageError("a case does not differ from itself", hint=hint)
    if output:
        common.suffix_of(output, (".json",))
        common.guard_outputs((output,), tuple(filter(None, (path, other))))
    from headstamp.case import diff, moment
    from headstamp.core.redact import Profile

    reader = Profile(profile)
    with casework.open_case(path, readonly=True) as a, casework.open_case(other or path, readonly=True) as b:
        at_a = moment(a, begin) if begin else None if other else 0
        at_b = moment(b, end) if end else None
        changes = list(diff(a, b, a_at=at_a, b_at=at_b))
        seen = [each for each in changes if _may_see(a, b, each, reader)]
        told = list(_told(a, b, seen if as_json or output else seen[:limit], reader))
    _tell(told, len(seen), len(changes) - len(seen), path, other, profile, as_json, output)


def _may_see(a: Case, b: Case, change: Change, reader: Profile) -> bool:
    from headstamp.case.redacted import may_see

    case, version = (b, change.after) if change.after else (a, change.before)
    return may_see(case, case.get(change.kind, change.id, version), reader)


def _told(a: Case, b: Case, changes: list[Change], reader: Profile) -> Iterator[Told]:
    from headstamp.case.diff import valued
    from headstamp.case.redacted import shown, shown_id

    for change in changes:
        name = shown_id(b if change.after else a, change.id, reader)
        fields: tuple[tuple[str, Any, Any], ...] = ()
        if change.how == "changed":
            before = shown(a, a.get(change.kind, change.id, change.before), reader)
            after = shown(b, b.get(change.kind, change.id, change.after), reader)
            fields = tuple(valued(before, after)) or tuple((field, None, None) for field in change.fields)
        yield Told(change.how, change.kind, name, change.before, change.after, fields)


def _tell(
    told: list[Told], count: int, closed: int, path: Path, other: Path | None, profile: str, as_json: bool, output: Path | None
) -> None:
    from headstamp.tell.case_integrity import facts_json

    if as_json or output:
        changes = [
            {**each._asdict(), "fields": [{"field": f, "before": x, "after": y} for f, x, y in each.fields]} for each in told
        ]
        text = facts_json({"changes": changes, "closed": closed, "profile": profile})
        if output:
            common.write_whole(output, text)
        if as_json:
            click.echo(text, nl=False)
        return
    from headstamp.tell.case_integrity import print_facts

    where = f"{path.name} and {other.name}" if other else path.name
    words = "no difference" if not count else f"{count:,} object{'s' if count != 1 else ''} differ{'s' if count == 1 else ''}"
    facts = [line for each in told for line in _lines(each)]
    remarks = [f"profile {profile}"]
    if count > len(told):
        remarks.append(f"{count - len(told):,} more; --limit shows more, --json has all")
    if closed:
        remarks.append(f"{closed:,} that this profile may not see")
    print_facts(common.console(), f"{where}: {words}", facts, remarks)


def _lines(each: Told) -> Iterator[tuple[str, str]]:
    versions = f", version {each.before} -> {each.after}" if each.how == "changed" else ""
    yield each.how, f"{each.kind}/{each.id}{versions}"
    for field, before, after in each.fields[:MOST_FIELDS]:
        same = before is None and after is None
        yield (
            "",
            f"  {field}"
            + (": it was changed where this profile may not see it" if same else f": {_short(before)} -> {_short(after)}"),
        )
    if len(each.fields) > MOST_FIELDS:
        yield "", f"  and {len(each.fields) - MOST_FIELDS:,} more fields"


def _short(value: Any) -> str:
    text = "nothing" if value in (None, "", [], {}) else str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
