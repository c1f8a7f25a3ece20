"""Finished pieces of long work in a folder, so that it can be broken off and gone on with."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from headstamp.core.errors import OutputError

MANIFEST = "manifest.jsonl"


class Done:
    """What of a piece of work is finished. A file counts where the manifest names it and its bytes are as named.

    `key` says what the work is made of: what was finished for another key is cleared away, never mixed in."""

    def __init__(self, folder: Path, key: str, *, resume: bool = True) -> None:
        """Open, or begin, the manifest of `folder`. Raises OutputError where it cannot be written."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.found = self._read(key) if resume else {}
            if not self.found:
                for old in [each for each in folder.iterdir() if each.is_file()]:
                    old.unlink()
            self._stream = (folder / MANIFEST).open("ab")
            if not self.found:
                self._line({"key": key})
        except OSError as error:
            raise cannot(folder, error) from error

    def _read(self, key: str) -> dict[str, dict[str, Any]]:
        path = self.folder / MANIFEST
        found: dict[str, dict[str, Any]] = {}
        good = 0
        for line in path.read_bytes().splitlines(keepends=True) if path.is_file() else []:
            try:
                each = json.loads(line)
            except ValueError:
                break
            if not isinstance(each, dict) or not line.endswith(b"\n") or (not good and each.get("key") != key):
                break
            good += len(line)
            if "part" in each and file_sha256(self.folder / each["part"]) == each["sha256"]:
                found[each["part"]] = each
        if found:
            with path.open("rb+") as stream:
                stream.truncate(good)
        return found

    def add(self, name: str, about: Mapping[str, Any]) -> None:
        """The file `name` of the folder is whole; `about` is kept beside it. Raises OutputError."""
        try:
            each = {**about, "part": name, "sha256": file_sha256(self.folder / name)}
            self._line(each)
        except OSError as error:
            raise cannot(self.folder, error) from error
        self.found[name] = each

    def _line(self, value: Mapping[str, Any]) -> None:
        self._stream.write(json.dumps(value).encode() + b"\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Leave everything for a later run."""
        self._stream.close()


def file_sha256(path: Path) -> str:
    """sha256 of a file; empty where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def cannot(path: Path, error: OSError) -> OutputError:
    """What is told where a disk is full or a folder cannot be written."""
    hint = "free some room, or choose another place with --output; the same command goes on from there"
    return OutputError(f"cannot write: {error.strerror or error}", hint=hint, file=path)
