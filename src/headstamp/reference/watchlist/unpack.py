"""Files as handed in: plain, gzip, zip or a folder; unpacked within bounds and looked over once before they are read."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import IO

from headstamp.core.decoded import unmarked_utf16
from headstamp.core.errors import InputError, LimitError

MAX_BYTES = 4 << 30  # unpacked; the largest public collection of lists has about 2 GB
MAX_RATIO = 200  # unpacked to packed; the UN list in gzip has 15, a bomb thousands
FREE = 32 << 20  # bytes that are unpacked whatever the ratio
HEAD = 64 << 10
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Doc:
    """One readable file. `open` gives its bytes, unpacked; `beside` the files next to it by lower-case name; `path` is the
    file on disk, for a file inside a zip the zip."""

    name: str
    path: Path
    open: Callable[[], IO[bytes]]
    beside: Callable[[], Mapping[str, Doc]]


@dataclass(frozen=True, slots=True)
class Survey:
    """One pass over the bytes: what they hash to and how they must be decoded."""

    sha256: str
    size: int
    head: bytes
    encoding: str  # empty: neither Unicode nor named, so that each cell says whether it can be read
    complete: bool  # ends with a line break, or with the end-of-file sign of old systems
    signed_off: bool = False  # ends with that sign, 0x1A


def document(path: Path) -> Doc:
    """The file at `path`, by itself or inside a zip of one data file. Raises InputError where there is none to read."""
    if not path.exists():
        raise InputError("no such file", hint="check the name", file=path)
    if path.is_dir():
        raise InputError("a folder, and no list was found in it", hint="name the file of the list", file=path)
    if not path.is_file():
        raise InputError("not a file: a pipe or a device", hint="save it as a file first", file=path)
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic == b"PK\x03\x04":
        return _from_zip(path)
    return Doc(path.name, path, partial(_opened, path), partial(folder, path.parent))


def folder(path: Path) -> Mapping[str, Doc]:
    """Every file of a folder by its lower-case name, without `.gz`."""
    found = (p for p in sorted(path.iterdir()) if p.is_file())
    return {_plain(p.name): Doc(p.name, p, partial(_opened, p), partial(folder, path)) for p in found}


def members(path: Path) -> Mapping[str, Doc]:
    """The files of a zip by lower-case name, folders within it left out."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not Path(info.filename).name.startswith(".")]
    except zipfile.BadZipFile as error:
        raise InputError(f"a zip file that cannot be opened: {error}", hint="fetch it again", file=path) from error
    packed = path.stat().st_size
    for info in infos:
        if info.file_size > max(FREE, packed * MAX_RATIO) or info.file_size > MAX_BYTES:
            raise _bomb(path, info.file_size)
    names = {_plain(Path(info.filename).name): info.filename for info in infos}
    return {
        name: Doc(Path(inner).name, path, partial(_member, path, inner), partial(members, path)) for name, inner in names.items()
    }


def _plain(name: str) -> str:
    return name.casefold().removesuffix(".gz")


def _from_zip(path: Path) -> Doc:
    inside = members(path)
    if not inside:
        raise InputError("a zip file with nothing in it", hint="fetch it again", file=path)
    if "[content_types].xml" in inside:
        raise InputError("a workbook, not a list that can be read", hint="export the sheet as CSV (UTF-8)", file=path)
    if len(inside) == 1:
        return next(iter(inside.values()))
    if main := [doc for name, doc in inside.items() if primary_name(name)]:
        return main[0]
    hint = "unpack it and name the file of the list"
    raise InputError(f"a zip file of {len(inside)} files: {', '.join(sorted(inside)[:6])}", hint=hint, file=path)


def primary_name(name: str) -> bool:
    """True for the name of the main file of OFAC's set, such as `sdn.csv`, `ofac_sdn_2021-07.csv` or `cons_prim.csv`."""
    plain = _plain(name)
    sdn = "sdn" in plain and not any(word in plain for word in ("comment", "names", "alt", "add"))
    return plain.endswith(".csv") and (sdn or "cons_prim" in plain)


def _member(path: Path, inner: str) -> IO[bytes]:
    archive = zipfile.ZipFile(path)
    try:
        return io.BufferedReader(_Bounded(archive.open(inner), path))
    except (RuntimeError, NotImplementedError) as error:  # a password, or a packing that is not in the standard library
        raise InputError(f"a zip file that cannot be opened: {error}", hint="unpack it and name the file", file=path) from error


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    if packed:
        return io.BufferedReader(_Bounded(gzip.open(path), path))
    if path.stat().st_size > MAX_BYTES:
        raise _bomb(path, path.stat().st_size)
    return path.open("rb")


class _Bounded(io.RawIOBase):
    """Reads through, and stops where a packed file grows beyond all proportion or breaks off."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, path: Path) -> None:
        self._inner, self._path, self._seen = inner, path, 0
        self._most = min(MAX_BYTES, max(FREE, path.stat().st_size * MAX_RATIO))

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # Buffer has no name before 3.12
        """Fill `buffer`; raises LimitError for a bomb, InputError for a packed file that is cut off or damaged."""
        try:
            data = self._inner.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise InputError(f"cut off or damaged: {error}", hint="fetch the file again", file=self._path) from error
        self._seen += len(data)
        if self._seen > self._most:
            raise _bomb(self._path, self._seen)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the packed file too."""
        self._inner.close()
        super().close()


def _bomb(path: Path, size: int) -> LimitError:
    what = f"unpacks to {size >> 20} MB or more, {path.stat().st_size >> 10} kB packed"
    return LimitError(what, hint="no list is packed like that; check where the file comes from", file=path)


def survey(doc: Doc) -> Survey:
    """Hash, size, head and encoding in one pass: by byte order mark, by zeros, or UTF-8."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    head, tail, size, utf8 = b"", b"", 0, True
    with doc.open() as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            head = head if len(head) >= HEAD else head + chunk[: HEAD - len(head)]
            tail, size = (tail + chunk)[-8:], size + len(chunk)
            utf8 = utf8 and _decodes(decoder, chunk)
    encoding = "utf-8-sig" if utf8 and _decodes(decoder, b"", final=True) else ""
    encoding = wide(head) or encoding
    complete = tail.rstrip(b"\x1a\x00")[-1:] in (b"\n", b"\r") or tail.endswith(b"\x1a")
    return Survey(digest.hexdigest(), size, head, encoding, complete, signed_off=b"\x1a" in tail)


def wide(head: bytes) -> str:
    """`utf-32` or `utf-16` for a text that begins with their mark, `utf-16-le` or `-be` by zeros; empty for any other."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return unmarked_utf16(head)


def text_of(doc: Doc, seen: Survey) -> io.TextIOWrapper:
    """The file as text; of one that is neither Unicode nor of a named encoding, odd bytes are kept apart (`core.decoded`)."""
    if seen.encoding:
        return io.TextIOWrapper(doc.open(), encoding=seen.encoding, errors="replace", newline="")
    return io.TextIOWrapper(doc.open(), encoding="utf-8-sig", errors="surrogateescape", newline="")


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


@lru_cache(maxsize=8)
def head_text(head: bytes) -> str:
    """The head of a file as text for a look at it, whatever its encoding."""
    return head.decode(wide(head) or "utf-8-sig", "replace")
