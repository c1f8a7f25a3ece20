"""The error tree. Every error says what is wrong, where, and what to do.

HeadstampError                exit 1  HTTP 500
|-- UsageError                exit 2  HTTP 400   the call itself is off
|-- InputError                exit 3  HTTP 422   what was handed in cannot be read
|   |-- RecordError           exit 3  HTTP 422   one row or field of it
|   `-- LimitError            exit 3  HTTP 413   too long, too many, too deep
|-- PackError                 exit 4  HTTP 500   a reference pack is broken
|   `-- PatternError          exit 4  HTTP 500   one pattern of it
`-- OutputError               exit 5  HTTP 500   the answer cannot be written
"""

from __future__ import annotations

from pathlib import Path


class HeadstampError(Exception):
    """The root. `hint` says what to do next; `where` names file, row and column as far as known."""

    exit_code = 1
    http_status = 500

    def __init__(
        self,
        what: str,
        *,
        hint: str = "Run the command again with --help, or report this with the text above.",
        file: str | Path | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        self.what, self.hint = what, hint
        self.file = str(file) if file is not None else None
        self.row, self.column = row, column
        super().__init__(what)

    @property
    def where(self) -> str:
        """`finds.csv, row 7, column 'calibre'`, or the part of it that is known, or an empty string."""
        parts = [self.file] if self.file else []
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column!r}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class UsageError(HeadstampError):
    """The call itself is off: an unknown profile, two options that exclude each other."""

    exit_code, http_status = 2, 400


class InputError(HeadstampError):
    """A file or text that was handed in cannot be read at all."""

    exit_code, http_status = 3, 422


class RecordError(InputError):
    """One row or field of an otherwise readable input is wrong; the row is set aside and counted."""


class LimitError(InputError):
    """Longer, larger or deeper than a record of this kind can honestly be."""

    http_status = 413


class PackError(HeadstampError):
    """A reference pack cannot be loaded or contradicts its own description."""

    exit_code = 4


class PatternError(PackError):
    """A pattern in a pack is not in the pattern language, or does not match its own example."""


class OutputError(HeadstampError):
    """The answer exists and cannot be written where it was asked for."""

    exit_code = 5
