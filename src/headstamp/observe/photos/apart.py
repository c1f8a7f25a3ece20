"""Files of strangers are read by a process of their own: a reader that breaks on one, hangs or eats memory takes only itself.

Decoders are large programs in C, and a damaged HEIC picture does bring one down. The other process gets bytes and gives back
JSON or a picture, nothing that could be run. It is started when first needed, serves one file after another, and ends with
this process.
"""

from __future__ import annotations

import atexit
import json
import sys
import threading
from typing import IO, Any

from headstamp.core.errors import HeadstampError, InputError, LimitError
from headstamp.observe.beside import BROKE, HINT, LONGEST, Beside, held
from headstamp.observe.photos import opening, reading
from headstamp.observe.photos.media import HEAD, PICTURES, media_type
from headstamp.observe.photos.reading import Read
from headstamp.observe.photos.said import Said


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
        self.beside = Beside("headstamp.observe.photos.apart")

    def ask(self, what: dict[str, Any], data: bytes) -> bytes:
        """Its answer. Raises the InputError or LimitError that it tells, or one that says that it broke."""
        with self._lock:
            try:
                asked, answers = self.beside.pipes()
                with self.beside.within(LONGEST):
                    put(asked, json.dumps({**what, "bytes": len(data)}).encode())
                    put(asked, data)
                    told, answer = json.loads(take(answers)), take(answers)
            except (OSError, EOFError, ValueError) as error:
                self.beside.end()
                raise InputError(BROKE, hint=HINT) from error
        if told:
            raise (LimitError if told["limit"] else InputError)(told["what"], hint=told["hint"])
        return answer


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


_ASIDE = _Aside()
atexit.register(_ASIDE.beside.end)

if __name__ == "__main__":
    held()
    serve(sys.stdin.buffer, sys.stdout.buffer)
