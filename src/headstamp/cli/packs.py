"""`headstamp packs`: what is on the shelf, and whether it holds together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from headstamp.cli.options import FILE
from headstamp.core.errors import PackError, UsageError

if TYPE_CHECKING:
    from headstamp.reference.pack import Pack


@click.group("packs")
def command() -> None:
    """List, show and check reference packs."""


@command.command("list")
@click.option("--pack", "packs", type=FILE, multiple=True, metavar="DIR", help="A pack of your own; may be repeated.")
def list_packs(packs: tuple[Path, ...]) -> None:
    """One line for each pack on the shelf: id, version, standing, rows, title."""
    for pack in _all(packs):
        rows = sum(_counts(pack).values())
        click.echo(f"{pack.id:<24} {pack.version:<10} {pack.standing:<11} {rows:>6} rows  {pack.title}")


@command.command("show")
@click.argument("pack_id", metavar="ID")
@click.option("--pack", "packs", type=FILE, multiple=True, metavar="DIR", help="A pack of your own; may be repeated.")
def show(pack_id: str, packs: tuple[Path, ...]) -> None:
    """What is in one pack: its tables with their number of rows, and its sources."""
    found = {pack.id: pack for pack in _all(packs)}
    if pack_id not in found:
        hint = f"there are {', '.join(found)}; --pack DIR adds one"
        raise UsageError(f"there is no pack {pack_id!r} on the shelf", hint=hint)
    pack = found[pack_id]
    click.echo(f"{pack.title}\n{pack.about}\n")
    click.echo(f"id {pack.id} · version {pack.version} · licence {pack.licence}")
    click.echo(f"{pack.standing} · priority {pack.priority}")
    click.echo(f"sha256 {pack.sha256}\n")
    for table, count in _counts(pack).items():
        if count:
            click.echo(f"{count:>6}  {table}")
    click.echo(f"{len(pack.sources):>6}  sources")
    for source in sorted(pack.sources.values(), key=lambda s: (s.tier or "Z", s.id)):
        name = ", ".join(text for text in (source.title, source.publisher, source.year) if text)
        click.echo(f"        {source.tier or '-'}  {source.id}: {name}")


@command.command("check")
@click.argument("folders", type=FILE, nargs=-1, metavar="[DIR]...")
def check(folders: tuple[Path, ...]) -> None:
    """Prove that packs hold together: columns, patterns against their examples, sources, references.

    Without DIR the built-in packs are checked.
    """
    from headstamp.reference.check import check_pack
    from headstamp.reference.pack import shipped

    bad = 0
    for folder in folders or shipped():
        problems = [str(p) for p in check_pack(folder)]
        bad += len(problems)
        click.echo(f"{folder.name}: " + (f"{len(problems)} problems" if problems else "holds together"))
        for problem in problems:
            click.echo(f"  {problem}")
    if bad:
        hint = "mend the rows named above; docs/packs.md says what each column holds"
        raise PackError(f"{bad} problems in the packs", hint=hint)


def _all(extra: tuple[Path, ...]) -> Iterator[Pack]:
    from headstamp.reference.pack import load_pack, shipped

    yield from (load_pack(path) for path in (*shipped(), *extra))


def _counts(pack: Pack) -> dict[str, int]:
    return {name: len(getattr(pack.tables, name)) for name in pack.tables.__slots__}
