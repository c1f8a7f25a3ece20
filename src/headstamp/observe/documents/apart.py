"""The process apart: `python -m headstamp.observe.documents.apart`, started by `aside` and by nobody else."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress

from headstamp.observe.documents.aside import MOST_MEMORY, serve


def held() -> None:
    """Keep this process to MOST_MEMORY, where the system knows how, and let it leave no image of its memory behind.

    An interrupt from the keyboard is for the process that asks: this one ends when nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    held()
    serve(iter(sys.stdin.buffer.readline, b""), sys.stdout.buffer)
