"""The sealed form of a file comes back as it went in, and nothing else does."""

from __future__ import annotations

import hashlib
import io
import tracemalloc

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.case.sealed_file import CHUNK, HEADER, Opening, SealError, Sealing

KEY = Fernet.generate_key().decode()


def sealed(content: bytes, key: str = KEY) -> bytes:
    reader, out = Sealing(io.BytesIO(content), key), io.BytesIO()
    while block := reader.read(70_001):
        out.write(block)
    assert (reader.sha256, reader.size) == (hashlib.sha256(content).hexdigest(), len(content))
    return out.getvalue()


def opened(kept: bytes, key: str | None = KEY, step: int = 65_537) -> bytes:
    out = io.BytesIO()
    opening = Opening(out, key)
    for at in range(0, len(kept), step):
        opening.write(kept[at : at + step])
    opening.end()
    return out.getvalue()


def chunks(kept: bytes) -> list[bytes]:
    found, at = [], len(HEADER)
    while at < len(kept):
        end = at + 4 + int.from_bytes(kept[at : at + 4], "big")
        found.append(kept[at:end])
        at = end
    return found


BIG = bytes(range(256)) * (CHUNK // 256 * 2 + 5)  # three chunks


@pytest.mark.parametrize("content", [b"", b"x", BIG[:CHUNK], BIG[: CHUNK + 1], BIG[: 2 * CHUNK], BIG])
def test_it_comes_back(content: bytes) -> None:
    kept = sealed(content)
    assert opened(kept) == content
    assert content[:40] not in kept or len(content) < 40
    assert opened(kept, None) == b"", "without the key only the form is looked at"


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=3000), st.integers(1, 3000))
def test_whatever_is_in_it_and_however_it_is_read(content: bytes, step: int) -> None:
    assert opened(sealed(content), step=step) == content


def test_no_chunk_is_left_out_turned_round_repeated_or_taken_from_elsewhere() -> None:
    one, two, three = chunks(sealed(BIG))
    foreign = chunks(sealed(BIG, Fernet.generate_key().decode()))
    for parts in ((one, two), (one, three), (two, three), (two, one, three), (one, two, three, three), (one, one, two, three),
                  (), (one, foreign[1], three), (one, two, three, b"\0")):  # fmt: skip
        with pytest.raises(SealError):
            opened(HEADER + b"".join(parts))
    assert opened(HEADER + one + two + three) == BIG


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_one_flipped_bit_is_found(data: st.DataObject) -> None:
    kept = bytearray(sealed(b"Anna Fiction"))
    kept[data.draw(st.integers(0, len(kept) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealError):
        opened(bytes(kept))


def test_another_key_and_what_is_no_key() -> None:
    for key in (Fernet.generate_key().decode(), "x", ""):
        if key:
            with pytest.raises(SealError):
                opened(sealed(b"x"), key)
    with pytest.raises(SealError, match="no sealed file"):
        opened(b"name,holder\na,Anna Fiction\n", None)


def test_memory_does_not_grow_with_the_file() -> None:
    class Long:
        left = 24 * CHUNK

        def read(self, size: int) -> bytes:
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    class Counting:
        got = 0

        def write(self, data: bytes) -> int:
            self.got += len(data)
            return len(data)

    out = Counting()
    tracemalloc.start()
    reader, opening = Sealing(Long(), KEY), Opening(out, KEY)
    while block := reader.read(CHUNK):
        opening.write(block)
    opening.end()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert out.got == 24 * CHUNK
    assert peak < 14 * CHUNK
