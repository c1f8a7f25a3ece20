"""`headstamp case redact`: a copy of a case that holds only what a profile may see."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import casework, common
from headstamp.cli.options import FILE

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.case.redacted import Redacted
    from headstamp.core.redact import Profile

WRITES = (".json", ".html", ".htm")


@click.command("redact")
@casework.case_argument
@click.option(
    "--to", "to", type=FILE, required=True, metavar="OUT", help="A new case; or a document, where it ends in .json .html"
)
@click.option(
    "--profile", type=click.Choice(("public", "partner")), default="public", show_default=True, help="Who will read it."
)
@click.option("--for", "whom", default="", metavar="NAME", help="Whom it is made for; kept in the ledger of CASE alone.")
@casework.who_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON of what was generalised instead of text.")
def command(path: Path, to: Path, profile: str, whom: str, who: str, as_json: bool) -> None:
    """Write a copy of CASE that holds only what a profile may see, and note in the ledger of CASE that it was made, and for whom.

    Persons become `holder 1`, the same in every statement; places become countries, or for a partner a point on a grid of 0.1
    degrees; days become years. Every text is gone through for the closed values of the whole case. Who sees what stands in
    docs/redaction.md. Read the copy before you hand it over: what only a reader who knows the people could tell is not found.

    \b
    headstamp case redact crate.headstamp --to public.headstamp
    headstamp case redact crate.headstamp --to panel.headstamp --profile partner --for "the panel"
    """
    from headstamp.core.redact import Profile

    common.guard_outputs((to,), (path,))
    with casework.open_case(path, who) as case:
        done = _written(case, to, Profile(profile), whom)
    _tell(done, path, to, as_json)


def _written(case: Case, to: Path, profile: Profile, whom: str) -> Redacted:
    from headstamp.case.redacted import redact_case, redact_document

    if to.suffix.lower() in WRITES:
        return redact_document(case, profile, partial(_document, to), whom=whom)
    with common.progress(f"redacting {case.path.name}") as step:
        return redact_case(case, to, profile, whom=whom, step=step)


def _document(to: Path, said: Redacted, title: str, objects: list[dict[str, Any]]) -> bytes:
    from headstamp.tell.case_redacted import document_html, document_json

    make = document_json if to.suffix.lower() == ".json" else document_html
    content = make(title, _told(said), objects)
    common.write_whole(to, content)
    return content


def _told(said: Redacted) -> dict[str, Any]:
    return {"profile": said.profile.value, "original_head": said.original, "generalised": said.generalised,
            "left_out": said.left_out, "photos_without_metadata": said.photos, "files_withheld": said.withheld}  # fmt: skip


def _tell(done: Redacted, path: Path, to: Path, as_json: bool) -> None:
    from headstamp.tell.case_integrity import facts_json, print_facts

    if as_json:
        click.echo(facts_json({**_told(done), "head": done.head, "objects": done.objects}), nl=False)
        return
    facts = [("profile", done.profile.value), ("objects", f"{done.objects:,}")]
    facts += [("left out", f"{count:,} of kind {kind}") for kind, count in done.left_out.items()]
    if done.generalised:
        facts.append(("closed", ", ".join(f"{name} {count:,}" for name, count in done.generalised.items())))
    facts.append(("files", f"{done.photos:,} photos without metadata, {done.withheld:,} files withheld"))
    facts.append(("head" if to.suffix.lower() not in WRITES else "sha256", done.head))
    remarks = [
        "Read it before you hand it over: a face on a photo, a nickname, a place told by what is near it are not found.",
        f"That it was made stands in the ledger of {path.name}.",
    ]
    print_facts(common.console(), f"{to}: written", facts, remarks)
