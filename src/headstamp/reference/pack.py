"""A pack: a folder with pack.toml, csv tables and sources.csv. No code is ever loaded from one."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from headstamp.core.claim import Source, Standing
from headstamp.core.errors import PackError
from headstamp.reference.rows import SCHEMA, Raw, Tables, columns

MAX_BYTES = 20_000_000  # of one table; reference data, not a data dump


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack as read. `sha256` covers its table files in name order."""

    id: str
    title: str
    version: str
    licence: str
    standing: str
    priority: int
    about: str
    path: Path
    tables: Tables
    sources: dict[str, Source]
    sha256: str


def shipped() -> tuple[Path, ...]:
    """The folders of the packs that come with Headstamp, in name order."""
    root = Path(str(files("headstamp") / "packs"))
    return tuple(sorted(p.parent for p in root.glob("*/pack.toml")))


def load_pack(path: Path) -> Pack:
    """Read one pack folder. Raises PackError with file, row and column for the first thing that is wrong."""
    head = _head(path)
    sources = _sources(path)
    tables = Tables()
    digest = hashlib.sha256()
    for file in sorted(path.glob("*.csv")):
        digest.update(file.name.encode() + b"\0" + _bytes(file))
        if file.name == "sources.csv":
            continue
        if file.stem not in SCHEMA:
            raise PackError("no table of this name", file=file, hint=f"Tables are {', '.join(sorted(SCHEMA))}.")
        _, typed = SCHEMA[file.stem]
        target = getattr(tables, file.stem)
        ids: set[str] = set()
        for number, raw in _rows(file, columns(file.stem)):
            try:
                if raw.get("id", str(number)) in ids:  # models and producers may stand in several rows; they have no id
                    raise ValueError(f"the id {raw['id']!r} stands in this table already")
                ids.add(raw.get("id", str(number)))
                target.append(typed(raw, head["id"]))
            except (ValueError, PackError) as error:
                what = error.what if isinstance(error, PackError) else str(error)
                raise PackError(
                    what, file=file, row=number, hint="Mend the row; docs/packs.md says what each column holds."
                ) from error
    try:
        priority = int(head.get("priority", 5))
    except ValueError as error:
        raise PackError("priority is not a whole number", file=path / "pack.toml", hint="Write e.g. priority = 20.") from error
    return Pack(
        head["id"],
        head["title"],
        head["version"],
        head["licence"],
        head["standing"],
        priority,
        head.get("about", ""),
        path,
        tables,
        sources,
        digest.hexdigest(),
    )


def _head(path: Path) -> dict[str, str]:
    file = path / "pack.toml"
    if not file.is_file():
        raise PackError(
            "not a pack: there is no pack.toml", file=path, hint="A pack is a folder with pack.toml; see docs/packs.md."
        )
    try:
        head = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise PackError(
            f"cannot be read: {str(error)[:200]}", file=file, hint="Mend the TOML; see docs/packs.md for an example."
        ) from error
    missing = {"id", "title", "version", "licence", "standing"} - head.keys()
    if missing:
        raise PackError(f"lacks {', '.join(sorted(missing))}", file=file, hint="Add the lines; see docs/packs.md.")
    for key, value in head.items():
        if not isinstance(value, (str, int)) or not str(value).isprintable():
            raise PackError(f"{key} is not one line of plain text", file=file, hint='Write e.g. title = "Finds of 2026".')
    if head["standing"] not in set(Standing):
        raise PackError(f"standing is {head['standing']!r}", file=file, hint=f"Write one of {', '.join(Standing)}.")
    return {key: str(value) for key, value in head.items()}


def _rows(file: Path, wanted: frozenset[str]) -> list[tuple[int, Raw]]:
    """(row number as an editor counts, cells) of one csv file; a missing sources.csv is an empty one."""
    if not file.is_file():
        return []
    try:
        with io.StringIO(_bytes(file).decode("utf-8-sig"), newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            if wanted - set(reader.fieldnames or ()):
                lack = ", ".join(sorted(wanted - set(reader.fieldnames or ())))
                raise PackError(f"lacks the columns {lack}", file=file, row=1, hint="See docs/packs.md for the columns.")
            return [(reader.line_num, _cells(raw, file, reader.line_num)) for raw in reader]
    except (csv.Error, UnicodeDecodeError) as error:
        raise PackError(f"cannot be read: {error}", file=file, hint="Save the table as CSV in UTF-8.") from error


def _bytes(file: Path) -> bytes:
    """The content of one table. Raises PackError for what is no plain file of a sensible size; a pipe would never end."""
    if not file.is_file():
        raise PackError("not a file", file=file, hint="A table is a plain csv file.")
    if file.stat().st_size > MAX_BYTES:
        raise PackError(
            f"larger than {MAX_BYTES:,} bytes", file=file, hint="A pack holds reference rows; split it or thin it out."
        )
    try:
        return file.read_bytes()
    except OSError as error:
        raise PackError(f"cannot be read: {error.strerror}", file=file, hint="Check that you may read it.") from error


def _cells(raw: dict[str | None, str | None], file: Path, number: int) -> Raw:
    if None in raw or None in raw.values():
        raise PackError("has more or fewer cells than the header", file=file, row=number, hint="Quote cells that hold commas.")
    return {str(key): str(value).strip() for key, value in raw.items()}


def _sources(path: Path) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for number, raw in _rows(path / "sources.csv", frozenset({"id"})):
        if raw["id"] in found:
            what = f"the source {raw['id']!r} stands in this table already"
            raise PackError(what, file=path / "sources.csv", row=number, hint="Give every source an id of its own.")
        found[raw["id"]] = _source(raw, path)
    return found


def _source(raw: Raw, path: Path) -> Source:
    try:
        return Source(**{k: v for k, v in raw.items() if k in Source.model_fields})
    except ValueError as error:
        raise PackError(
            f"source {raw.get('id', '?')!r} is not well formed", file=path / "sources.csv", hint="tier is A, B, C, D or empty."
        ) from error
