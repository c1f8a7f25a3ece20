"""`headstamp case forget`: destroy the keys of a person's sealed fields, and say what that does not reach."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import casework, common
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.case.forgetting import Field, Standing

MOST = 40  # places shown in which a name may still stand


@click.command("forget")
@casework.case_argument
@click.argument("wanted", required=False, default="", metavar="[KIND/ID]")
@click.argument("field", required=False, default="", metavar="[FIELD]")
@click.option("--subject", default="", metavar="S", help="The subject under whose one key the fields were kept.")
@click.option(
    "--person", default="", metavar="NAME", help="Every sealed field that holds this name; your shell may keep what you type."
)
@click.option("--files", "with_files", is_flag=True, help="The files of the vault that hold the name, too; all that is in them.")
@click.option("--why", default="", metavar="TEXT", help="Why; it is kept in the ledger and must not name the person.")
@click.option("--yes", is_flag=True, help="Do not ask: it cannot be undone.")
@casework.who_option
def command(
    path: Path, wanted: str, field: str, subject: str, person: str, why: str, with_files: bool, yes: bool, who: str
) -> None:
    """Forget a person: destroy the keys of sealed fields, so that nobody can read them again. The ledger stays whole and says so.

    Name the fields by one of: KIND/ID FIELD, --subject, --person; or a whole file of the vault by file/SHA256, whose content then
    opens for nobody. Before the keys go, every object, every file of text and the ledger are searched for the name, and what is
    found is listed: a name in a sentence or a note is not sealed, and stays.

    \b
    headstamp case forget crate.headstamp record/crate-1 holder --why "asked to be forgotten"
    headstamp case forget crate.headstamp --person "Anna Fiction" --files --why "asked to be forgotten"
    """
    field = field or ("content" if wanted.startswith("file/") else "")
    given = [bool(wanted), bool(subject.strip()), bool(person.strip())]
    if sum(given) != 1 or bool(wanted) != bool(field) or not why.strip():
        hint = 'headstamp case forget CASE record/crate-1 holder --why "asked to be forgotten"'
        raise UsageError("name KIND/ID FIELD, --subject or --person, and --why", hint=hint)
    from headstamp.case import destroy_key
    from headstamp.case.forgetting import files_among, names_in, names_person, still_stands

    with casework.open_case(path, who) as case:
        fields = _fields(case, wanted, field, subject.strip(), person.strip())
        names = names_in(case, fields)
        if names_person(why, names):
            raise UsageError("--why names the person", hint="the ledger keeps it for good: say why without a name")
        with common.progress(f"looking through {path.name}"):
            left = list(dict.fromkeys(still_stands(case, names))) if names else []
        if with_files:
            files = files_among(case, left)
            fields += [each for each in files if each not in fields]
            left = [each for each in left if each.where not in {f"file/{field.id}" for field in files}]
        keys = list(dict.fromkeys(each.key_id for each in fields))
        _ask(fields, keys, yes)
        done = [destroy_key(case, key, why.strip()) for key in keys]
        _tell(case, fields, left, flushed=all(each.flushed for each in done), named=bool(names))


def _fields(case: Case, wanted: str, field: str, subject: str, person: str) -> list[Field]:
    from headstamp.case.forgetting import fields_holding, fields_of, fields_under

    if subject:
        return fields_under(case, subject)
    if person:
        return fields_holding(case, person)
    kind, _, name = wanted.rstrip("…").partition("/")
    if kind == "file" and name:
        from headstamp.cli.case_views import parted

        name = parted(case, f"{kind}/{name}")[1]
    if not name:
        raise UsageError(f"{wanted!r} names no object", hint="kind/id, such as record/crate-1")
    return fields_of(case, kind, name, field)


def _ask(fields: list[Field], keys: list[str], yes: bool) -> None:
    for each in dict.fromkeys((f.kind, f.id, f.path) for f in fields):
        common.note(f"sealed: {each[0]}/{each[1]}  {each[2]}")
    if yes:
        return
    words = f"Destroy {len(keys)} key{'s' if len(keys) != 1 else ''} for good?"
    if not sys.stdin.isatty():
        raise UsageError("a key that is destroyed is gone for good, and nobody is there to be asked", hint="--yes")
    click.confirm(words, abort=True, err=True)


def _tell(case: Case, fields: list[Field], left: list[Standing], *, flushed: bool, named: bool) -> None:
    from headstamp.case.forgetting import is_content
    from headstamp.case.overview import come_of
    from headstamp.tell.case_integrity import print_facts

    head = case.head()
    objects = list(dict.fromkeys(f"{each.kind}/{each.id}" for each in fields))
    keys = len({each.key_id for each in fields})
    facts = [("gone", f"{keys} key{'s' if keys != 1 else ''}, of fields in {', '.join(objects[:10])}"
              + (f" and {len(objects) - 10} more" if len(objects) > 10 else "")),
             ("ledger", f"entry {head.seq if head else 0} says so; every hash still fits")]  # fmt: skip
    for sha256 in dict.fromkeys(each.id for each in fields if is_content(each)):
        objects = come_of(case, sha256)
        more = f" and {len(objects) - 5:,} more" if len(objects) > 5 else ""
        facts += [("stay", f"what came of file/{sha256[:12]}…: {', '.join(objects[:5])}{more}")] if objects else []
    facts += [("still in", f"{each.where}: {each.field}") for each in left[:MOST]]
    if len(left) > MOST:
        facts.append(("still in", f"and {len(left) - MOST:,} more places"))
    if not left and named:
        facts.append(("still in", "no other text of this case, as far as the name and its words were found"))
    remarks = (
        [] if flushed else ["Another process reads the case: the log still holds the key until all have closed it. Do that now."]
    )
    remarks += [
        "Not reached: copies of the case, and bags sealed with keys, from before. Have them destroyed, or forget there too.",
        "Not reached: sentences, notes, ids and files as listed; a photo, a pdf, a nickname were not looked into: file/SHA256.",
        "Not reached: what a disk keeps of overwritten blocks.",
    ]
    print_facts(common.console(), f"{case.path.name}: forgotten", facts, remarks)
