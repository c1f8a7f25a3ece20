"""Files of strangers are read by a process of their own: a reader that breaks on one, hangs or eats memory takes only itself.

Decoders are large programs in C, and a damaged HEIC picture does bring one down. The other process gets bytes and gives back
JSON or a picture, nothing that could be run. It is started when first needed, serves one file after another, and ends with
this process.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, Any

from headstamp.core.errors import HeadstampError, InputError, LimitError
from headstamp.observe.photos import opening, reading
from headstamp.observe.photos.media import HEAD, PICTURES, media_type
from headstamp.observe.photos.reading import Read
from headstamp.observe.photos.said import Said

LONGEST = 60.0  # seconds for one file
MOST_MEMORY = 4 * 2**30  # bytes of address space, where the system can hold a process to it
_BROKE = "the program that reads it broke on it, or took too long"
_HINT = "the file itself can be kept as evidence; open it on a machine that you can lose"


def read_file(data: bytes, name: str = "") -> Read:
    """Read a file, whatever it is, in the process apart; what is damaged, hostile or of no known kind gives no statements and a
    remark, and no error. `name` is what it is called, to tell where that says another kind."""
    kind = media_type(data[:HEAD])
    if kind not in PICTURES and kind != "application/pdf":
        return reading.read_here(data, name)  # nothing is decoded
    try:
        found: dict[str, Any] = json.loads(_ASIDE.ask({"do": "read", "name": name}, data))
    except InputError as error:
        return reading.unread(data, name, error.what)
    return Read(**{**found, "said": tuple(Said(*said) for said in found["said"]), "remarks": tuple(found["remarks"])})


def clean_copy(data: bytes, *, most: int = opening.MAX_SIDE) -> bytes:
    """The picture as a new JPEG, upright, no side longer than `most` pixels, without any metadata, thumbnail or second picture.

    What is seen in the picture stays: a face, a name on a label. Raises InputError or LimitError where it cannot be opened."""
    return _ASIDE.ask({"do": "clean", "most": most}, data)


class _Aside:
    """The process apart, one question at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, what: dict[str, Any], data: bytes) -> bytes:
        """Its answer. Raises the InputError or LimitError that it tells, or one that says that it broke."""
        with self._lock:
            process = self._process if self._process and self._process.poll() is None else self._start()
            alarm = threading.Timer(LONGEST, process.kill)
            alarm.start()
            try:
                if process.stdin is None or process.stdout is None:
                    raise EOFError
                put(process.stdin, json.dumps({**what, "bytes": len(data)}).encode())
                put(process.stdin, data)
                told, answer = json.loads(take(process.stdout)), take(process.stdout)
            except (OSError, EOFError, ValueError) as error:
                self.end()
                raise InputError(_BROKE, hint=_HINT) from error
            finally:
                alarm.cancel()
        if told:
            raise (LimitError if told["limit"] else InputError)(told["what"], hint=told["hint"])
        return answer

    def end(self) -> None:
        """Stop it; the next question starts another."""
        process, self._process = self._process, None
        if process:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        self.end()
        command = [sys.executable, "-P", "-m", "headstamp.observe.photos.apart"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        return self._process


def put(stream: IO[bytes], data: bytes) -> None:
    """Write a message with its length before it."""
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def take(stream: IO[bytes]) -> bytes:
    """Read one. Raises EOFError where it is cut off, or longer than any that is sent."""
    size = int.from_bytes(_exactly(stream, 8), "big")
    if size > 2 * opening.MAX_BYTES:
        raise EOFError
    return _exactly(stream, size)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def serve(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nobody asks any more."""
    while True:
        try:
            what, data = json.loads(take(asked)), take(asked)
        except EOFError:
            return
        try:
            told, answer = None, _answer(what, data)
        except HeadstampError as error:
            told, answer = {"what": error.what, "hint": error.hint, "limit": isinstance(error, LimitError)}, b""
        put(answers, json.dumps(told).encode())
        put(answers, answer)


def _answer(what: dict[str, Any], data: bytes) -> bytes:
    if what["do"] == "clean":
        return opening.clean_here(data, most=int(what["most"]))
    return json.dumps(reading.read_here(data, str(what["name"]))._asdict()).encode()


def _held() -> None:
    """Keep this process to MOST_MEMORY, where the system knows how."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


_ASIDE = _Aside()
atexit.register(_ASIDE.end)

if __name__ == "__main__":
    _held()
    serve(sys.stdin.buffer, sys.stdout.buffer)
