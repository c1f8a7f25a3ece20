"""Files of strangers are taken apart by a process of their own: a reader that breaks, hangs or eats memory takes only itself.

What is asked and answered is the business of who asks; here a process is started, held to a time and to its memory, and ended.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

LONGEST = 60.0  # seconds for one answer
MOST_MEMORY = 4 * 2**30  # bytes of address space, where the system can hold a process to it
BROKE = "the program that reads it broke on it, or took too long"
HINT = "the file itself can be kept as evidence; open it on a machine that you can lose"


class Beside:
    """A process that runs `module`, for one thread at a time. Started when first needed; serves one file after another."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.process: subprocess.Popen[bytes] | None = None

    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Where to ask and where it answers. Raises EOFError where there is no pipe."""
        process = self.process if self.process and self.process.poll() is None else self._start()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        return process.stdin, process.stdout

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Kill it where what is inside takes longer; reading from it then meets the end."""
        alarm = threading.Timer(seconds, self.process.kill if self.process else lambda: None)
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()

    def end(self) -> None:
        """Stop it; the next question starts another."""
        process, self.process = self.process, None
        if process:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self.end()
        command = [sys.executable, "-P", "-m", self.module]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        return self.process


def held() -> None:
    """Called in the process beside: keep it to MOST_MEMORY, where the system knows how, and leave no image of its memory.

    An interrupt from the keyboard is for the process that asks: this one ends when nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
