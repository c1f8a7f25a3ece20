"""Lines behind those that a file holds already: in one piece, to the disk, and never over what stands there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from headstamp.core.errors import InputError, OutputError

Kept = TypeVar("Kept")


def append_lines(path: Path, lines: Sequence[str], what: str) -> Path:
    """Add `lines` (without line ends) to a file that is made where there is none. `what` names them in errors.

    A write that was cut off earlier keeps its own line. Raises OutputError."""
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            if os.fstat(handle).st_size and not _ends_whole(path):
                data = b"\n" + data
            if (wrote := os.write(handle, data)) < len(data):  # a disk that filled up takes a part without an error
                raise OSError(errno.ENOSPC, f"only {wrote} of {len(data)} bytes were written")
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        hint = "free some room, or choose another folder with --store"
        raise OutputError(f"cannot keep the {what}: {error.strerror}", file=path, hint=hint) from error
    return path


def read_lines(path: Path, parse: Callable[[bytes], Kept], what: str) -> list[Kept]:
    """What `parse` makes of every line; nothing where there is no file. Raises InputError with the row that is damaged."""
    if not path.exists():
        return []
    if not path.is_file():
        hint = f"move it away; {what}s are lines of a file"
        raise InputError("not a file: a folder, a pipe or a device", file=path, hint=hint)
    found = []
    for row, line in enumerate(path.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(parse(line))
        except ValidationError as error:
            told = f"not a {what}: {error.errors()[0]['msg']}"
            hint = "take the line out, or restore the file from a copy; the lines before and after it are still good"
            raise InputError(told, file=path, row=row, hint=hint) from error
    return found


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, os.SEEK_END)
        return stream.read(1) == b"\n"
