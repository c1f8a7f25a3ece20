"""The reference folder of a screen: everything that scores are computed from, as Parquet files under one hash.

<folder>/rules.parquet, words.parquet, ...    tables of the packs
         flows.parquet, values.parquet, ...   what is usual, learned from history
         goods.npz                            the model of goods descriptions
         reference.json                       sha256 and size of every file, and where the tables came from
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from headstamp.core.errors import InputError, OutputError

FORM = 1
HEAD = "reference.json"
GOODS = "goods.npz"


class Tables(Mapping[str, pl.DataFrame]):
    """Tables by name, read from their files whenever they are asked for: a worker keeps only what its rules need."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)

    def __getitem__(self, name: str) -> pl.DataFrame:
        """Read one table; KeyError for a name that is none."""
        return pl.read_parquet(self._files[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True, eq=False)
class Reference:
    """Tables by name, the model of goods (empty = none), where they came from, and the hash over all."""

    tables: Mapping[str, pl.DataFrame]
    goods: bytes
    about: Mapping[str, Any]
    sha256: str
    folder: Path


def write_reference(tables: Mapping[str, pl.DataFrame], goods: bytes, about: Mapping[str, Any], folder: Path) -> Reference:
    """Write a reference folder in place of an older one; it appears whole or not at all. Raises OutputError, also where a folder
    of something else is there."""
    if folder.exists() and not (folder / HEAD).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            "this is no reference folder, and is not replaced", hint="name a folder that is not there yet", file=folder
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, table in tables.items():
                table.write_parquet(made / f"{name}.parquet", compression="zstd")
            if goods:
                (made / GOODS).write_bytes(goods)
            files = {path.name: {"sha256": _sha256(path), "bytes": path.stat().st_size} for path in sorted(made.iterdir())}
            head = {"form": FORM, "files": files, "about": dict(about)}
            (made / HEAD).write_text(json.dumps(head, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
            made.chmod(0o755)
            shutil.rmtree(folder, ignore_errors=True)
            os.rename(made, folder)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        hint = "free some room, or choose another place"
        raise OutputError(f"cannot write: {error.strerror or error}", hint=hint, file=folder) from error
    return load_reference(folder)


def load_reference(folder: Path) -> Reference:
    """Read a reference folder and check every hash. Raises InputError for one that is not whole, or of another version."""
    file = folder / HEAD
    try:
        head = json.loads(file.read_text(encoding="utf-8"))
        if head["form"] != FORM:
            raise ValueError(f"form {head['form']}, not {FORM}")
        names = {str(name): str(each["sha256"]) for name, each in head["files"].items()}
        about = dict(head.get("about") or {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "give a folder that `headstamp screen learn` wrote"
        raise InputError(f"not a reference folder: {error}"[:200], hint=hint, file=file) from error
    digest = hashlib.sha256()
    tables: dict[str, Path] = {}
    goods = b""
    for name, wanted in sorted(names.items()):
        path = folder / name
        if Path(name).name != name or not path.is_file() or _sha256(path) != wanted:
            hint = "learn it again, or restore it from a copy: scores from altered tables could not be defended"
            raise InputError("missing, or not as it was written", hint=hint, file=path)
        digest.update(f"{name} {wanted}\n".encode())
        if name == GOODS:
            goods = path.read_bytes()
        elif path.suffix == ".parquet":
            tables[path.stem] = path
    return Reference(Tables(tables), goods, about, digest.hexdigest(), folder)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
