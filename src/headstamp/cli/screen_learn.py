"""`headstamp screen learn` and `screen mapping`: what is usual from a history, and how the columns of a file are understood."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, shelf_options
from headstamp.cli.screen_progress import steps
from headstamp.core.errors import InputError

if TYPE_CHECKING:
    from headstamp.observe.declarations import Understood


@click.command("learn")
@click.argument("history", nargs=-1, required=True, type=FILE, metavar="HISTORY...")
@click.option("--profile", type=FILE, required=True, metavar="DIR", help="Folder for what is usual; an older one is replaced.")
@click.option("--mapping", type=FILE, metavar="PATH.yaml", help="How columns are understood; else it is guessed and told.")
@shelf_options
def learn(history: tuple[Path, ...], profile: Path, mapping: Path | None, packs: tuple[Path, ...], sourced_only: bool) -> None:
    """Learn from past declarations what is usual: flows, values, masses, parties, and how often each rule speaks.

    DIR holds counts and hashes of names, no declaration. Give it to `headstamp screen` with --profile.
    """
    from headstamp.core.version import __version__
    from headstamp.scale.customs.intake import take_in
    from headstamp.scale.customs.learned import USUAL, learn_profile
    from headstamp.scale.customs.refer import write_reference

    shelf = common.open_shelf(packs, sourced_only)
    profile.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{profile.name}-", dir=profile.parent) as scratch, steps() as told:
        intake = take_in(history, Path(scratch), mapping, resume=False, told=told)
        if not intake.files:
            raise InputError("no line could be read", hint="`headstamp screen mapping FILE` shows why", file=history[0])
        about = {"shelf": shelf.hash, "tool_version": __version__, "lines": intake.key, "counts": intake.counts}
        learned = learn_profile(intake.files, Path(scratch) / "reference", shelf, about, told=told)
        write_reference({name: learned.tables[name] for name in USUAL}, b"", about, profile)  # packs are those of the day of use
    c = intake.counts
    aside = f", {c['set_aside']:,} rows set aside" if c["set_aside"] else ""
    click.echo(f"learned from {c['lines']:,} lines of {c['consignments']:,} consignments{aside}")
    common.note(f"written: {profile}")


@click.command("mapping")
@click.argument("file", type=FILE, metavar="FILE")
@click.option("--mapping", type=FILE, metavar="PATH.yaml", help="Show it as this mapping understands it.")
@click.option(
    "--save-mapping", type=FILE, metavar="PATH.yaml", help="Write the mapping, to be corrected and given with --mapping."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def mapping(file: Path, mapping: Path | None, save_mapping: Path | None, as_json: bool) -> None:
    """Show how the columns of FILE are understood, which are not used, and what is in doubt."""
    from headstamp.observe.declarations import load_mapping, mapping_text, read

    common.guard_outputs((save_mapping,), [each for each in (file, mapping) if each])
    if not file.is_file():
        raise InputError("no such file", file=file, hint="check the name")
    found = read([file], mapping=load_mapping(mapping) if mapping else None).mappings[0]
    if as_json:
        from dataclasses import asdict

        from headstamp.tell.screen_data import plain_json

        click.echo(plain_json(asdict(found)))
    else:
        click.echo(common.harmless(_told(found)))
    if save_mapping:
        common.write_whole(save_mapping, mapping_text(found.mapping))


def _told(found: Understood) -> str:
    from headstamp.observe.declarations.mapping import FIELDS

    m = found.mapping
    wide = max((len(heading) for heading in m.columns.values()), default=0)
    lines = [f"{found.file}: {found.form}, headings in row {found.header_row}, {len(found.headings)} columns"]
    lines += [f"  {heading:<{wide}}  {field}: {FIELDS[field]}" for field, heading in m.columns.items()]
    lines += [f"  every row: {field} is {value!r}" for field, value in m.constants.items()]
    settings = {"dates": m.date_order, "nomenclature": m.hs_edition and f"HS {m.hs_edition}"}
    lines += [f"  {name}: {value}" for name, value in settings.items() if value]
    lines += [f"  masses: {field} in {unit}" for field, unit in m.mass_unit.items()]
    lines += [f"  not used: {heading}" for heading in found.unused]
    lines += [f"  to decide: {each}" for each in found.open]
    return "\n".join([*lines, *(f"  {each}" for each in found.notes)])
