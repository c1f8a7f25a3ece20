"""Parts of a result while a run is under way, and the whole result when it is done."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from headstamp.core.errors import OutputError, UsageError
from headstamp.core.text import safe_cell
from headstamp.scale.alone import hold
from headstamp.scale.rows import Aside
from headstamp.scale.table import HITS, Counts

WRITES = (".csv", ".parquet", ".jsonl", ".ndjson")
ASKED = pa.schema(
    [("key", pa.uint64()), ("cut", pa.float32()), ("words", pa.uint8()), ("left_out", pa.bool_()), ("near", pa.bool_())]
)
_CONTROL = {code: " " for code in (*range(32), 127, *range(128, 160)) if chr(code) not in "\n"}
_ALL = 1 << 20  # rows of one row group of the whole


class Parts:
    """Finished batches of one run in a folder. A part counts where the manifest names it and its bytes are as named."""

    def __init__(self, folder: Path, key: str, *, resume: bool) -> None:
        """`key` hashes what the run is made of: parts of another run, or any where not `resume`, are cleared away."""
        shape = hashlib.sha256(f"{ASKED}{HITS}".encode()).hexdigest()[:12]  # parts of another shape cannot be put together
        self.folder, self._key = folder, f"{key} {shape}"
        self.dropped = False
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._held = hold(folder.parent)
            self._manifest = (folder / "manifest.jsonl").open("ab")
            self.done = self._read(resume)
        except OSError as error:
            raise _cannot(folder, error) from error
        if not self.done:
            self._line({"key": self._key})

    def _read(self, resume: bool) -> dict[int, dict[str, Any]]:
        path = self.folder / "manifest.jsonl"
        lines = path.read_bytes().splitlines(keepends=True) if path.is_file() else []
        found: dict[int, dict[str, Any]] = {}
        good = 0
        for line in lines:
            each = _told(line)
            if each is None or (not good and each.get("key") != self._key):
                break
            good += len(line)
            if "part" in each and all(_sha256(self._at(each["part"], kind)) == each[kind] for kind in ("hits", "asked")):
                found[each["part"]] = each
        if found and resume:
            with path.open("rb+") as stream:
                stream.truncate(good)
            return found
        self.dropped = resume and len(lines) > 1  # a manifest of one line names no part
        self._manifest.truncate(0)
        for old in self.folder.iterdir():
            if old.suffix in (".parquet", ".new") and old.is_file():
                old.unlink()
        return {}

    def _at(self, part: int, kind: str) -> Path:
        return self.folder / f"{part:06d}.{kind}.parquet"

    def add(self, part: int, hits: pa.Table, asked: pa.Table, counts: Counts) -> None:
        """Write a finished batch; it counts from the moment its line is on the disk."""
        line: dict[str, Any] = {"part": part, "counts": asdict(counts)}
        try:
            for kind, table in (("hits", hits), ("asked", asked)):
                path = self._at(part, kind)
                made = path.with_suffix(".new")
                pq.write_table(table, made, compression="zstd")
                line[kind] = _sha256(made)
                os.replace(made, path)
            self._line(line)
        except OSError as error:
            raise _cannot(self.folder, error) from error
        self.done[part] = line

    def _line(self, value: Mapping[str, Any]) -> None:
        self._manifest.write(json.dumps(value).encode() + b"\n")
        self._manifest.flush()
        os.fsync(self._manifest.fileno())

    def tables(self, kind: str) -> Iterable[pa.Table]:
        """The tables of one kind (`hits`, `asked`), in the order of the batches."""
        return (pq.read_table(self._at(part, kind)) for part in sorted(self.done))

    def close(self) -> None:
        """Leave what parts there are for a later run, and the folder to others."""
        self._manifest.close()
        if self._held >= 0:
            os.close(self._held)
            self._held = -1

    def clear(self) -> None:
        """Take everything away."""
        self._manifest.close()
        shutil.rmtree(self.folder, ignore_errors=True)  # what is left of it is in nobody's way


def _told(line: bytes) -> dict[str, Any] | None:
    """One line of a manifest; None for one that is cut off or not as it was written."""
    try:
        each = json.loads(line)
        if not line.endswith(b"\n") or not isinstance(each, dict):
            return None
        if "part" in each:
            sound = type(each["part"]) is int and each["part"] >= 0 and all(type(each[kind]) is str for kind in ("hits", "asked"))
            Counts(**each["counts"])
            return each if sound else None
        return each
    except (ValueError, LookupError, TypeError):
        return None


def suffix_of(out: Path) -> str:
    """The format of a result; raises UsageError for one that nobody writes."""
    if (suffix := out.suffix.casefold()) not in WRITES:
        raise UsageError(f"cannot write {out.name!r}: unknown ending", hint=f"use one of {', '.join(WRITES)}")
    return suffix


def write_tables(tables: Iterable[pa.Table], schema: pa.Schema, path: Path) -> None:
    """One Parquet file of many tables; it appears whole or not at all. Raises OutputError."""
    made = path.with_name(f".{path.name}.new")
    try:
        with pq.ParquetWriter(made, schema, compression="zstd") as writer:
            for table in tables:
                writer.write_table(table, row_group_size=_ALL)
        os.replace(made, path)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise _cannot(path, error) from error


def write_result(hits: Path, out: Path) -> str:
    """The hits (Parquet) as `out`, in the format of its suffix; its sha256. Formulas in a CSV are defused. Raises OutputError."""
    suffix = suffix_of(out)
    made = out.with_name(f".{out.name}.new")
    try:
        with made.open("wb") as stream:
            if suffix == ".parquet":
                with hits.open("rb") as whole:
                    shutil.copyfileobj(whole, stream, 1 << 20)
            else:
                _write_lines(hits, stream, suffix == ".csv")
        os.replace(made, out)
    except OSError as error:
        made.unlink(missing_ok=True)
        raise _cannot(out, error) from error
    return _sha256(out)


def _write_lines(hits: Path, stream: IO[bytes], as_csv: bool) -> None:
    if as_csv:
        stream.write(_csv([HITS.names]))
    for batch in pq.ParquetFile(hits).iter_batches(8192):
        if as_csv:
            stream.write(_csv(zip(*(column.to_pylist() for column in batch.columns), strict=True)))
        else:
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in batch.to_pylist())
            stream.write("".join(lines).encode())


def write_aside(aside: Iterable[Aside], stream: IO[bytes]) -> int:
    """Rows set aside as CSV; how many."""
    rows = list(aside)
    stream.write(_csv(rows))
    return len(rows)


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([safe_cell(v.translate(_CONTROL) if isinstance(v, str) and not v.isprintable() else v) for v in row])
    return out.getvalue().encode("utf-8", "replace")


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _cannot(path: Path, error: OSError) -> OutputError:
    hint = "free some room, or choose another place with --output; the same command goes on from there"
    return OutputError(f"cannot write: {error.strerror or error}", hint=hint, file=path)
