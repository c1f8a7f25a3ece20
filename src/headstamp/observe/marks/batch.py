"""What came out of a file: items, rejects with their reasons, and counts that add up."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headstamp.core.errors import OutputError
from headstamp.core.record import Item
from headstamp.core.text import safe_cell

REJECT_COLUMNS = ("file", "row", "column", "reason", "hint")
_MAX_CELL = 2_000  # signs of one rejected cell that are written out again


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was set aside: where it stands, why, what to do, and the row as it was."""

    file: str
    row: int | None
    column: str
    reason: str
    hint: str
    raw: Mapping[str, Any] | str = ""

    def __str__(self) -> str:
        where = [self.file or "input"]
        where += [f"row {self.row}"] if self.row is not None else []
        where += [f"column {self.column!r}"] if self.column else []
        return f"{', '.join(where)}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Batch:
    """The records of one or more files. `rows` = len(items) + len(rejects): no row is lost or counted twice.

    `unknown_columns` pairs a name that is not known with the number of rows it was filled in; its cells are in the
    notes of the items. `notes` says how the files were read: encoding, delimiter, sheet.
    """

    items: tuple[Item, ...]
    rejects: tuple[Reject, ...]
    rows: int
    files: tuple[str, ...]
    unknown_columns: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()

    def summary(self) -> str:
        """`read 97 of 100 rows, 3 set aside (2 two items in one row, 1 date in the future)`."""
        text = f"read {len(self.items)} of {self.rows} rows, {len(self.rejects)} set aside"
        if not self.rejects:
            return text
        reasons = Counter(reject.reason.partition(":")[0] for reject in self.rejects).most_common()
        shown = [f"{count} {reason}" for reason, count in reasons[:5]]
        if rest := sum(count for _, count in reasons[5:]):
            shown.append(f"{rest} for other reasons")
        return f"{text} ({', '.join(shown)})"

    def write_rejects(self, path: str | Path) -> int:
        """Write the rejects as `write_rejects` does."""
        return write_rejects(self.rejects, path)


def write_rejects(rejects: Iterable[Reject], path: str | Path) -> int:
    """Write rejects as CSV (UTF-8 with BOM, safe to open in a spreadsheet) and return how many.

    Columns: file, row, column, reason, hint, then the columns of the row itself, so that it can be corrected and read
    again; a row that is not flat stands as JSON in the column `record`. Raises OutputError.
    """
    found = list(rejects)
    flat = [_flat(reject.raw) for reject in found]
    names = list(dict.fromkeys(name for row in flat for name in row))
    part = Path(path).with_name(f".{Path(path).name}.part")  # moved to its place when complete: nobody meets half a file
    try:
        with part.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as out:
            writer = csv.writer(out)
            writer.writerow([*REJECT_COLUMNS, *(safe_cell(name) for name in names)])
            for reject, row in zip(found, flat, strict=True):
                said = (reject.file, reject.row, reject.column, reject.reason, reject.hint)
                writer.writerow([safe_cell(_short(v)) for v in (*said, *(row.get(name) for name in names))])
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        hint = "Choose a folder that exists and that you may write to."
        raise OutputError(f"cannot write the rejects: {error.strerror}", hint=hint, file=path) from error
    return len(found)


def _flat(raw: Mapping[str, Any] | str) -> dict[str, object]:
    if isinstance(raw, str):
        return {"record": raw} if raw else {}
    if any(isinstance(v, (Mapping, list, tuple)) for v in raw.values()):
        return {"record": json.dumps(raw, ensure_ascii=False, default=str)}
    return {str(k): v for k, v in raw.items()}


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > _MAX_CELL:
        return f"{value[:_MAX_CELL]}… [{len(value)} signs]"
    return value
