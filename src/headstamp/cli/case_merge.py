"""`headstamp case merge`: two people's work on one case, joined, both ledgers kept."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.cli.options import FILE, profile_option

MOST = 20  # clashes shown


@click.command("merge")
@casework.case_argument
@click.argument("other", type=FILE)
@casework.who_option
@profile_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def command(path: Path, other: Path, who: str, profile: str, as_json: bool) -> None:
    """Bring everything of the case OTHER into CASE; OTHER is only read. Doing it again changes nothing.

    Both ledgers are kept. Where both have an object of one id with different content, both stay, the other's under another id.

    \b
    headstamp case merge crate.headstamp from-the-field.headstamp --who "A. Kim"
    """
    from headstamp.case import merge
    from headstamp.case.redacted import shown_id
    from headstamp.core.errors import UsageError
    from headstamp.core.redact import Profile
    from headstamp.tell.case_integrity import facts_json, print_facts

    if path.exists() and other.exists() and path.samefile(other):
        raise UsageError("a case is not merged with itself", hint="name another file", file=other)
    reader = Profile(profile)
    with (
        casework.open_case(path, who) as ours,
        casework.open_case(other, readonly=True) as theirs,
        common.progress(f"merging {other.name}"),
    ):
        done = merge(ours, theirs)
        clashes = [(c.kind, shown_id(ours, c.id, reader), shown_id(ours, c.apart, reader)) for c in done.clashes]
        head = ours.head()
    if as_json:
        told = [{"kind": kind, "id": name, "kept_as": apart} for kind, name, apart in clashes]
        click.echo(facts_json({"entries": done.entries, "objects": done.objects, "files": done.files, "keys": done.keys,
                               "clashes": told,
                               "destroyed_keys": list(done.destroyed), "profile": profile,
                               "head": head.sha256 if head else ""}), nl=False)  # fmt: skip
        return
    if done.nothing_new:
        print_facts(common.console(), f"{other.name}: all of it was in {path.name} already; nothing was changed", ())
        return
    facts = [
        ("entries", f"{done.entries:,} of their ledger"),
        ("objects", f"{done.objects:,} versions"),
        ("files", f"{done.files:,}"),
        ("keys", f"{done.keys:,} of sealed fields and files"),
    ]
    facts += [("keys", f"{key} was destroyed there, and now here") for key in done.destroyed]
    facts += [("clash", f"{kind}/{name}: ours keeps the id; theirs is {kind}/{apart}") for kind, name, apart in clashes[:MOST]]
    if len(clashes) > MOST:
        facts.append(("clash", f"and {len(clashes) - MOST:,} more; --json has all"))
    facts += [("head", head.sha256 if head else ""), ("profile", profile)]
    remarks = ["Of two that clash nothing was lost: look at both and decide."] if clashes else []
    print_facts(common.console(), f"{other.name}: brought into {path.name}", facts, remarks)
