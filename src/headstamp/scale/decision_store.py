"""The file of decisions: JSON lines, one a decision, only ever added to; of two about one pair the later one holds."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from headstamp.core.errors import InputError, OutputError
from headstamp.core.finding import canonical_json
from headstamp.reason.match.decisions import Decided, Decisions
from headstamp.reference.watchlist import default_folder

NAME = "decisions.jsonl"


def decisions_path(home: Path | None = None) -> Path:
    """Where decisions are kept: beside the lists, in `home` or the default folder."""
    return (home or default_folder()) / NAME


def read_decisions(home: Path | None = None) -> Decisions:
    """All that was decided so far; none where there is no file. Raises InputError with the row that is damaged."""
    path = decisions_path(home)
    if not path.exists():
        return Decisions()
    if not path.is_file():
        hint = "move it away; decisions are lines of a file"
        raise InputError("not a file: a folder, a pipe or a device", file=path, hint=hint)
    found = []
    for row, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(Decided.model_validate_json(line))
        except ValidationError as error:
            what = f"not a decision: {error.errors()[0]['msg']}"
            hint = "take the line out, or restore the file from a copy; the lines before and after it are still good"
            raise InputError(what, file=path, row=row, hint=hint) from error
    return Decisions(found)


def add_decisions(decided: Sequence[Decided], home: Path | None = None) -> Path:
    """Write decisions behind those that are there, in one piece and to the disk. Returns the file. Raises OutputError."""
    path = decisions_path(home)
    data = "".join(canonical_json(each.model_dump(mode="json")) + "\n" for each in decided).encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if os.fstat(handle).st_size and not _ends_whole(path):
                data = b"\n" + data  # a write that was cut off keeps its own line
            if (wrote := os.write(handle, data)) < len(data):  # a disk that filled up takes a part without an error
                raise OSError(errno.ENOSPC, f"only {wrote} of {len(data)} bytes were written")
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        hint = "free some room, or choose another folder with --store"
        raise OutputError(f"cannot keep the decision: {error.strerror}", file=path, hint=hint) from error
    return path


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
