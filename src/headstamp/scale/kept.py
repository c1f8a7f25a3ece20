"""A matcher on disk: filed once, loaded in a moment by every later run and shared between processes.

    <folder>/<key>/<column>.npy   every column of the index, mapped into memory
                   names.npy, ...   texts as one run of bytes and offsets
                   meta.json        sha256 of every file, and of itself
An entry appears whole or not at all; one that is damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from headstamp.core.party import Listing, Party
from headstamp.reason.match.index import Columns, Index
from headstamp.reason.match.numbers import Numbers
from headstamp.reason.match.words import Words

FORM = 2
MOST = 8  # entries kept in one folder; the one used longest ago goes first
META = "meta.json"
T = TypeVar("T")


class Lazy(Sequence[T]):
    """A sequence whose items are made when asked for; what was asked for lately is kept."""

    def __init__(self, size: int, make: Callable[[int], T], keep: int = 4096) -> None:
        self._size = size
        self._make = lru_cache(maxsize=keep)(make)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        """One item, or several as a tuple."""
        if isinstance(at, slice):
            return tuple(self._make(i) for i in range(*at.indices(self._size)))
        place = int(at) + (self._size if at < 0 else 0)
        if not 0 <= place < self._size:
            raise IndexError(at)
        return self._make(place)


def save(folder: Path, index: Index, listings: Sequence[Listing], listings_of: Sequence[tuple[int, ...]], names: Sequence[str],
         numbers: Numbers, about: Mapping[str, Any]) -> None:  # fmt: skip
    """Write one entry as `folder`; an entry that is there, damaged, gives way. Raises OSError where there is no room."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".filing-", dir=folder.parent))
    try:
        columns = {**index.columns._asdict(), **index.words._asdict(), **{name: getattr(index, name) for name in _beside()}}
        columns["held"] = np.array([i for each in listings_of for i in each], np.int32)
        columns["number_party"] = numbers.party
        columns["held_first"] = _offsets(map(len, listings_of))
        for name, column in columns.items():
            np.save(made / f"{name}.npy", np.ascontiguousarray(column), allow_pickle=False)
        _write_texts(made, "texts", index.texts)
        _write_texts(made, "names", names)
        _write_texts(made, "numbers", numbers.keys)
        _write_texts(made, "listings", (each.model_dump_json(exclude_defaults=True) for each in listings))
        files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(made.iterdir())}
        told = {"form": FORM, "files": files, **about}
        (made / META).write_text(json.dumps({**told, "seal": _seal(told)}), encoding="utf-8")
        made.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
        os.rename(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    _prune(folder)


def load(folder: Path) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """(about, the fields of a Matcher but release and lexicon), or None where there is no whole and sound entry."""
    try:
        about = json.loads((folder / META).read_text(encoding="utf-8"))
        seal = about.pop("seal")
        if about["form"] != FORM or seal != _seal(about):
            return None
        if any(_sha256(folder / name) != sha for name, sha in about["files"].items()):
            return None
        os.utime(folder / META)
        return about, _fields(folder)
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _seal(about: Mapping[str, Any]) -> str:
    """sha256 of what the entry says of itself: one that was damaged could otherwise name no file, and none would be checked."""
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def _fields(folder: Path) -> dict[str, Any]:
    def column(name: str) -> Any:
        return _mapped(folder / f"{name}.npy")

    texts = _read_texts(folder, "texts", str)
    listings = _read_texts(folder, "listings", Listing.model_validate_json)
    held, first = column("held"), column("held_first").tolist()
    listings_of = Lazy(len(first) - 1, lambda i: tuple(held[first[i] : first[i + 1]].tolist()))

    def party(i: int) -> Party:
        listing: Listing = listings[listings_of[i][0]]
        return listing.party

    index = Index(
        columns=Columns(*(column(name) for name in Columns._fields)),
        words=Words(*(column(name) for name in Words._fields)),
        texts=cast("tuple[str, ...]", texts),
        **{name: column(name) for name in _beside()},
    )
    return {
        "listings": listings,
        "parties": Lazy(len(first) - 1, party),
        "listings_of": listings_of,
        "names": _read_texts(folder, "names", str),
        "index": index,
        "numbers": Numbers(_read_texts(folder, "numbers", str), column("number_party")),
    }


def _beside() -> list[str]:
    """Columns of an index beside its tables."""
    given = (each.name for each in fields(Index) if each.default_factory is MISSING)  # the rest is room to work in
    return [name for name in given if name not in ("columns", "words", "texts")]


def _mapped(path: Path) -> NDArray[Any]:
    """A column as it lies in the file. Mapped copy-on-write: the compiled kernels take writable columns, and write to none."""
    if path.stat().st_size <= 256:  # an empty column cannot be mapped
        return np.asarray(np.load(path, allow_pickle=False))
    return np.asarray(np.load(path, mmap_mode="c", allow_pickle=False))


def _write_texts(folder: Path, name: str, texts: Iterable[str]) -> None:
    coded = [text.encode("utf-8", "surrogatepass") for text in texts]
    np.save(folder / f"{name}_first.npy", _offsets(map(len, coded)).astype(np.int64), allow_pickle=False)
    np.save(folder / f"{name}.npy", np.frombuffer(b"".join(coded) or b"\0", np.uint8), allow_pickle=False)


def _read_texts(folder: Path, name: str, make: Callable[[str], T]) -> Lazy[T]:
    data, first = _mapped(folder / f"{name}.npy"), _mapped(folder / f"{name}_first.npy")

    def text(i: int) -> T:
        return make(data[first[i] : first[i + 1]].tobytes().decode("utf-8", "surrogatepass"))

    return Lazy(len(first) - 1, text)


def _offsets(sizes: Iterable[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.fromiter(sizes, np.int64))]).astype(np.int64)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _prune(latest: Path) -> None:
    entries = [path.parent for path in latest.parent.glob(f"*/{META}")]
    for old in sorted(entries, key=lambda p: (p / META).stat().st_mtime)[:-MOST]:
        if old != latest:
            shutil.rmtree(old, ignore_errors=True)
