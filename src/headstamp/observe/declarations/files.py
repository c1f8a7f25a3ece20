"""Files as streams of bytes: many names, packed files, and what a file is whatever its name says."""

from __future__ import annotations

import glob
import gzip
import os
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Literal, cast

import pyarrow as pa

from headstamp.core.errors import InputError, LimitError, UsageError

Form = Literal["text", "parquet", "xlsx", "jsonl"]
MOST_RATIO, RATIO_FROM = 500, 256 << 20
"""A packed file that grows beyond 256 MB and beyond 500 times its size is refused: tables of customs grow ten- to fortyfold."""
_BROKEN = (OSError, EOFError, zlib.error, pa.ArrowException)
_ELSE = {b"%PDF": "a PDF", b"\xd0\xcf\x11\xe0": "an old or encrypted Excel file", b"BZh": "a bzip2 file",
    b"7z\xbc\xaf": "a 7-Zip file",
         b"Rar!": "a RAR file", b"\xfd7zX": "an xz file"}  # fmt: skip


def expand(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[Path]:
    """Files of names, folders and patterns (`day/*.csv.gz`), each once, in the order given, those of a pattern sorted.

    Raises UsageError where a name stands for no file.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    found: dict[Path, None] = {}
    for one in (os.fspath(name) for name in given):
        path = Path(one)
        if path.is_dir():
            names = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
        elif path.is_file():
            names = [path]
        else:
            names = sorted(Path(p) for p in glob.glob(one, recursive=True) if Path(p).is_file())
        if not names:
            raise UsageError(f"no file {one!r}", hint="check the name, or the pattern")
        found.update(dict.fromkeys(names))
    return list(found)


class Bytes:
    """A file that is read as plain bytes, unpacked on the way. `read(n)` gives at most n bytes, none at the end."""

    def __init__(self, path: Path) -> None:
        self.path, self.taken = path, 0
        self.size = max(path.stat().st_size, 1)
        with path.open("rb") as stream:
            magic = stream.read(4)
        self.packed = {b"\x1f\x8b": "gzip", b"\x28\xb5": "zstd"}.get(magic[:2], "")
        if self.packed == "gzip":
            self._stream = cast("IO[bytes]", gzip.open(path, "rb"))  # noqa: SIM115 - closed by close()
        elif self.packed == "zstd":
            self._stream = cast("IO[bytes]", pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))
        else:
            self._stream = path.open("rb")

    def read(self, wanted: int) -> bytes:
        """The next bytes. Raises InputError for a damaged or cut-off file, LimitError for one that unpacks beyond all measure."""
        parts: list[bytes] = []
        left = wanted
        while left > 0:
            try:
                part = self._stream.read(left)
            except _BROKEN as error:
                what = f"cannot be read on after {self.taken:,} bytes: {str(error)[:80]}"
                raise InputError(what, hint="the file is cut off or damaged: fetch it again", file=self.path.name) from error
            if not part:
                break
            parts.append(part)
            left -= len(part)
            self.taken += len(part)
            if self.packed and self.taken > max(RATIO_FROM, MOST_RATIO * self.size):
                what = f"unpacks to more than {MOST_RATIO} times its size"
                raise LimitError(what, hint="unpack it yourself if you trust it", file=self.path.name)
        return b"".join(parts)

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def form(path: Path) -> Form:
    """What a file is, by its first bytes, and by its name where it is text. Raises InputError for what is no table."""
    source = Bytes(path)
    try:
        head = source.read(65_536)
    finally:
        source.close()
    name = path.name.casefold().removesuffix(".gz").removesuffix(".zst").removesuffix(".zstd")
    if head[:4] == b"PAR1" or (name.endswith(".parquet") and not source.packed):
        return "parquet"
    if head[:4] == b"PK\x03\x04" or name.endswith((".xlsx", ".xlsm")):
        return "xlsx"
    if what := next((what for magic, what in _ELSE.items() if head.startswith(magic)), ""):
        raise InputError(f"this is {what}, whatever its name says", hint="save the table as CSV, XLSX or Parquet", file=path.name)
    if not head.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise InputError("an empty file", hint="give a file with a row of column names and rows below it", file=path.name)
    if name.endswith((".jsonl", ".ndjson", ".json")) or (head.lstrip(b"\xef\xbb\xbf \r\n")[:1] == b"{" and b'":' in head[:4096]):
        return "jsonl"
    return "text"
