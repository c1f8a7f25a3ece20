"""`headstamp template`: an empty form."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli.common import note
from headstamp.cli.options import FILE
from headstamp.core.errors import UsageError


@click.command("template")
@click.argument("path", type=FILE, required=False)
@click.option("--format", "form", type=click.Choice(("csv", "json", "yaml")), help="Print this form, write nothing.")
def command(path: Path | None, form: str | None) -> None:
    """Write an empty form to fill in: finds.csv, finds.xlsx, finds.json or finds.yaml.

    \b
    headstamp template finds.xlsx
    headstamp template --format csv
    """
    from headstamp.observe.marks import template_text, write_template

    if path is None:
        click.echo(template_text(form or "csv"), nl=False)
        return
    if form is not None:
        raise UsageError("--format prints, PATH writes", hint="give one of the two")
    if path.exists():
        raise UsageError(f"{path} exists already", hint="choose another name; a filled form is never overwritten")
    write_template(path)
    note(f"written: {path}")
