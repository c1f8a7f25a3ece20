"""One run at a time in one folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headstamp.core.errors import OutputError, UsageError


def hold(folder: Path) -> int:
    """A handle that keeps other runs out of the folder while it is open; -1 on a system without such locks.

    Raises UsageError where another run holds it."""
    try:
        import fcntl
    except ImportError:
        return -1
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        hint = "wait for it, or write to another place with --output"
        raise UsageError(f"another run is writing to {folder.name}", hint=hint) from error
    except OSError:  # a file system without locks
        os.close(handle)
        return -1
    return handle


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make the folder and keep other runs out of it meanwhile. Raises UsageError where another run holds it, OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "choose another place with --output"
        raise OutputError(f"cannot write: {error.strerror or error}", hint=hint, file=folder) from error
    handle = hold(folder)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)
