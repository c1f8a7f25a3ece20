"""Labelled names for an evaluation of the matcher: queries with the entity that is right, and a plain list to ask them of.

Both are CSV files in UTF-8 with a heading line; commas, semicolons or tabs between the fields.

    queries    query,schema,gold,set    gold = an entity id of the list, or empty where nothing is right
    list       id,name,schema           several names an id, a row each

`schema` (Person, Organization, Company, Vessel ...) and `set` may be left out. Read row by row without the machinery of watch
lists: a million names take seconds.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from headstamp.core.errors import InputError, RecordError

SEPARATORS = (",", ";", "\t")
NO_SET = "all"


@dataclass(frozen=True, slots=True)
class LabelledQueries:
    """The queries of a file as columns of equal length; `noted` counts what is odd in it, in words."""

    texts: tuple[str, ...]
    schemas: tuple[str, ...]
    golds: tuple[str, ...]
    sets: tuple[str, ...]
    noted: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamedList:
    """Name i belongs to entity `ids[entity[i]]`, whose schema is `schemas[entity[i]]`; `noted` counts what was left out."""

    ids: tuple[str, ...]
    schemas: tuple[str, ...]
    names: tuple[str, ...]
    entity: tuple[int, ...]
    noted: dict[str, int] = field(default_factory=dict)


def read_labelled(path: str | Path) -> LabelledQueries:
    """Queries with their right answers. Rows without a name are kept, as queries that find nothing, and counted.

    Raises InputError where the file cannot be read, lacks a column or holds no query, RecordError where a row is broken.
    """
    file = Path(path)
    rows = list(_rows(file, ("query", "gold"), ("schema", "set")))
    if not rows:
        raise InputError("holds no query", file=file, hint="query,schema,gold,set: one name a row")
    noted = Counter({"queries without a name, which find nothing": sum(1 for row in rows if not row[0].strip())})
    query, gold, schema, sets = zip(*rows, strict=True)
    golds = tuple(g.strip() for g in gold)
    return LabelledQueries(query, schema, golds, tuple(s.strip() or NO_SET for s in sets), _some(noted))


def read_names(path: str | Path) -> NamedList:
    """A plain list of names. Rows without id or name, and repeated rows, are left out and counted; the first schema of an id
    that says anything holds.

    Raises InputError where the file cannot be read, lacks a column or holds no name, RecordError where a row is broken.
    """
    file = Path(path)
    place: dict[str, int] = {}
    schemas: list[str] = []
    rows: dict[tuple[int, str], None] = {}
    noted: Counter[str] = Counter()
    for name_id, name, schema in _rows(file, ("id", "name"), ("schema",)):
        key = name_id.strip()
        if not key or not name.strip():
            noted["rows of the list without id or name, left out"] += 1
            continue
        at = place.setdefault(key, len(place))
        if at == len(schemas):
            schemas.append(schema.strip())
        elif schema.strip() != schemas[at]:
            noted["rows whose schema is not that of their id before, which holds"] += bool(schema.strip() and schemas[at])
            schemas[at] = schemas[at] or schema.strip()
        noted["rows that repeat an id and name, left out"] += (at, name) in rows
        rows[at, name] = None
    if not rows:
        raise InputError("holds no name", file=file, hint="id,name,schema: one name a row, several rows an id")
    entity, names = zip(*rows, strict=True)
    return NamedList(tuple(place), tuple(schemas), names, entity, _some(noted))


def _some(noted: Counter[str]) -> dict[str, int]:
    return {what: count for what, count in noted.items() if count}


def _rows(file: Path, needed: Sequence[str], optional: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The wanted columns of every row, as text; an optional column that is missing is empty."""
    if file.exists() and not file.is_file():
        raise InputError("not a file: a folder, a pipe or a device", file=file, hint="Name a CSV file.")
    line = 1
    try:
        csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
        with file.open(encoding="utf-8-sig", newline="") as text:
            heading = text.readline()
            rows = csv.reader(text, delimiter=max(SEPARATORS, key=heading.count))
            columns = next(csv.reader([heading], rows.dialect), [])
            across, wanted = len(columns), _places(file, columns, needed, optional)
            width = max(wanted) + 1
            for row in rows:
                line = rows.line_num + 1
                if len(row) > across and any(cell.strip() for cell in row[across:]):
                    what = f"{len(row)} fields where the heading line names {across}"
                    raise RecordError(what, file=file, row=line, hint="Quote fields that hold the separator.")
                if len(row) >= width:
                    yield tuple(row[i] if i >= 0 else "" for i in wanted)
                elif row:  # a short row: what it lacks is empty, but a needed column must be there
                    if len(row) <= max(wanted[: len(needed)]):
                        raise RecordError(
                            f"{len(row)} fields, too few", file=file, row=line, hint="Quote fields that hold the separator."
                        )
                    yield tuple(row[i] if 0 <= i < len(row) else "" for i in wanted)
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror or error}", file=file, hint="Check the name.") from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", file=file, hint="Save the table as CSV in UTF-8.") from error
    except csv.Error as error:
        raise RecordError(f"not CSV: {error}", file=file, row=line + 1, hint="Save the table as CSV anew.") from error


def _places(file: Path, heading: Sequence[str], needed: Sequence[str], optional: Sequence[str]) -> tuple[int, ...]:
    columns = [name.strip().casefold() for name in heading]
    if twice := next((name for name in (*needed, *optional) if columns.count(name) > 1), ""):
        hint = "Leave one of them: only one can be the one that is meant."
        raise InputError(f"two columns {twice!r}", file=file, row=1, column=twice, hint=hint)
    if missing := [name for name in needed if name not in columns]:
        shown = ", ".join(repr(name[:40]) for name in heading[:8]) or "none"
        hint = f"The heading line has {','.join((*needed, *optional))}; found: {shown}."
        raise InputError(f"no column {missing[0]!r}", file=file, row=1, column=missing[0], hint=hint)
    return tuple(columns.index(name) if name in columns else -1 for name in (*needed, *optional))
