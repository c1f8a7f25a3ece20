"""A personal file as it is kept: encrypted in chunks under a key of its own, so that destroying the key makes it unreadable.

    headstamp sealed file 1\\n    then chunks, each: 4 bytes, big-endian, how many follow; and a Fernet token, not in base64, of
                                 8 bytes, big-endian, the number of the chunk from 0; 1 byte, 1 in the last, else 0; content

Fernet (AES-128-CBC with HMAC-SHA256) is the `cryptography` library's; number and last sign stand inside, so that no chunk can be
left out, put elsewhere or come from another file. Memory does not grow with the file.
"""

from __future__ import annotations

import hashlib
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Protocol

from cryptography.fernet import Fernet, InvalidToken

HEADER = b"headstamp sealed file 1\n"
CHUNK = 2**20  # bytes of content in a chunk
_LENGTH = struct.Struct(">I")
_PLACE = struct.Struct(">QB")
_LONGEST = CHUNK + 256  # bytes of a token: its frame, the place of the chunk and padding beside the content


class Reader(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


class Writer(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> object:
        """Take some bytes."""


class SealError(ValueError):
    """What is read is no sealed file, or not the one that was written under this key."""


class Sealing:
    """Reads like a file: what `plain` holds, sealed under `secret`. `sha256` and `size` are those of the plain content."""

    def __init__(self, plain: Reader, secret: str) -> None:
        self.plain, self.cipher = plain, Fernet(secret)
        self.total, self.size = hashlib.sha256(), 0
        self._held, self._number, self._next = HEADER, 0, b""
        self._begun = self._ended = False

    def read(self, size: int = CHUNK) -> bytes:
        """The next bytes of the sealed form."""
        while len(self._held) < size and not self._ended:
            self._held += self._chunk()
        out, self._held = self._held[:size], self._held[size:]
        return out

    @property
    def sha256(self) -> str:
        """Of what was read so far."""
        return self.total.hexdigest()

    def _chunk(self) -> bytes:
        if not self._begun:
            self._begun, self._next = True, self._whole()
        content, self._next = self._next, self._whole()
        self._ended = not self._next
        self.total.update(content)
        self.size += len(content)
        token = urlsafe_b64decode(self.cipher.encrypt(_PLACE.pack(self._number, self._ended) + content))
        self._number += 1
        return _LENGTH.pack(len(token)) + token

    def _whole(self) -> bytes:
        """A whole chunk; what is read from may give less than was asked for."""
        pieces, missing = [], CHUNK
        while missing and (piece := self.plain.read(missing)):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)


class Opening:
    """Is written the sealed form, and writes the plain content to `out`. Without `secret` only the form is looked at.

    Raises SealError as soon as something does not fit; what `out` got by then is only the beginning. Call `end` at the end."""

    def __init__(self, out: Writer, secret: str | None) -> None:
        try:
            self.out, self.cipher = out, Fernet(secret) if secret else None
        except ValueError as error:
            raise SealError("its key was altered") from error
        self._held, self._number = bytearray(), -1  # -1: the header is to come
        self._last = False

    def write(self, data: bytes, /) -> int:
        """The next bytes of the sealed form."""
        self._held += data
        while self._piece():
            pass
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that could be written."""

    def end(self) -> None:
        """Raise SealError where the file was cut off."""
        if self._held or self._number < 1 or (self.cipher and not self._last):
            raise SealError("it was cut off")

    def _piece(self) -> bool:
        if self._number < 0:
            if len(self._held) < len(HEADER):
                return False
            if self._held[: len(HEADER)] != HEADER:
                raise SealError("it is no sealed file")
            del self._held[: len(HEADER)]
            self._number = 0
        if len(self._held) < _LENGTH.size:
            return False
        (length,) = _LENGTH.unpack_from(self._held)
        if length > _LONGEST or self._last:
            raise SealError("more stands in it than was written")
        if len(self._held) < _LENGTH.size + length:
            return False
        token = bytes(self._held[_LENGTH.size : _LENGTH.size + length])
        del self._held[: _LENGTH.size + length]
        self._open(token)
        self._number += 1
        return True

    def _open(self, token: bytes) -> None:
        if self.cipher is None:
            return
        try:
            plain = self.cipher.decrypt(urlsafe_b64encode(token))
            number, last = _PLACE.unpack_from(plain)
        except (InvalidToken, struct.error) as error:
            raise SealError("it does not open with its key") from error
        if number != self._number or last not in (0, 1):
            raise SealError("a part of it stands at another place")
        self._last = bool(last)
        self.out.write(plain[_PLACE.size :])
