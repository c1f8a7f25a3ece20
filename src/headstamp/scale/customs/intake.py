"""Files of customs records into assembled lines on disk, with what was set aside; done once, found again by a later run."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from headstamp.core.declaration import COLUMNS
from headstamp.core.errors import InputError, UsageError
from headstamp.core.finding import canonical_json
from headstamp.observe.declarations import Reading, load_mapping, read
from headstamp.scale.customs.assemble import Progress, assemble
from headstamp.scale.customs.opened import Run
from headstamp.scale.customs.parts import cannot, file_sha256
from headstamp.scale.customs.results import csv_line

HEAD = "lines.json"
REJECTS = "set-aside.csv"
DOUBTS = "doubts.csv"


@dataclass(frozen=True, slots=True)
class Intake:
    """Assembled lines of a run: files in order, counts, hashes of the sources, how the columns of each were understood."""

    files: tuple[Path, ...]
    counts: dict[str, int]
    sources: list[dict[str, Any]]
    mappings: list[dict[str, Any]]
    rejects: Path
    key: str
    again: bool = False  # found whole from an earlier run


def take_in(
    sources: Sequence[Path], folder: Path, mapping: Path | None, *, resume: bool = True, told: Progress | None = None
) -> Intake:
    """Read, set aside and assemble `sources` into `folder`/lines. Raises InputError for a file that cannot be read at all."""
    hashed = [_source(each) for each in sources]
    given = mapping.read_bytes().decode("utf-8", "backslashreplace") if mapping else ""  # read and refused in its own place
    key = hashlib.sha256(canonical_json([[s["sha256"] for s in hashed], given, [c.name for c in COLUMNS]]).encode()).hexdigest()
    if resume and (found := _found(folder, key, hashed)) is not None:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reading = read(sources, mapping=load_mapping(mapping) if mapping else None)
        counter = _Counter(reading, folder / REJECTS)
        made = assemble(counter.lines(), folder / "lines", told=told)
        counts = {**counter.counts, **{name: value for name, value in made._asdict().items() if name not in ("files", "passed")}}
        if counts["rows"] != made.lines + counts["set_aside"]:
            what = f"{counts['rows']} rows were read, {made.lines} lines and {counts['set_aside']} set aside came of them"
            raise InputError(what, hint="this is a defect of Headstamp: report it; nothing was screened", file=sources[0])
        mappings = [asdict(each) for each in reading.mappings]
        files = {file.name: file.stat().st_size for file in made.files}
        head = {"key": key, "files": files, "counts": counts, "mappings": mappings}
        (folder / HEAD).write_text(json.dumps(head, ensure_ascii=False, default=str), encoding="utf-8")
    except OSError as error:
        raise cannot(folder, error) from error
    return Intake(made.files, counts, hashed, mappings, folder / REJECTS, key)


def take_over(run: Run, folder: Path) -> Intake:
    """The assembled lines of an earlier run as those of a new one in `folder`; the files are shared where the disk can.

    Raises UsageError where both are one run, OutputError."""
    if folder.resolve() == run.folder.resolve():
        raise UsageError("a run is not screened over itself", hint="choose another name with --output")
    place = folder / "lines"
    try:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for file in run.lines:
            _share(file, place / file.name)
        for name in (REJECTS, DOUBTS):
            if (run.folder / name).is_file():
                _share(run.folder / name, folder / name)
    except OSError as error:
        raise cannot(folder, error) from error
    r = run.record
    counts = {name: value for name, value in r["counts"].items() if name != "consignments"}
    files = tuple(place / file.name for file in run.lines)
    return Intake(files, counts, list(r["sources"]), list(r["mappings"]), folder / REJECTS, r["lines"], again=True)


def _share(file: Path, to: Path) -> None:
    to.unlink(missing_ok=True)
    try:
        os.link(file, to)
    except OSError:  # another disk, or one that knows no links
        shutil.copyfile(file, to)


def _source(path: Path) -> dict[str, Any]:
    if not path.is_file():
        folder = path.is_dir()
        what, hint = (
            ("a folder, not a file", "name the files in it: FOLDER/*.csv") if folder else ("no such file", "check the name")
        )
        raise InputError(what, hint=hint, file=path)
    return {"path": str(path.resolve()), "sha256": file_sha256(path), "bytes": path.stat().st_size}


def _found(folder: Path, key: str, hashed: list[dict[str, Any]]) -> Intake | None:
    """What an earlier run of the same sources left whole."""
    try:
        head = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        files = tuple(folder / "lines" / name for name in head["files"])
        if head["key"] != key or any(f.stat().st_size != head["files"][f.name] for f in files):
            return None
        return Intake(files, head["counts"], hashed, head["mappings"], folder / REJECTS, key, again=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


class _Counter:
    """Passes lines through, writes what was set aside, and counts both: rows = lines + set aside, or nothing is screened."""

    def __init__(self, reading: Reading, rejects: Path) -> None:
        self.counts = {"rows": 0, "set_aside": 0, "doubts": 0}
        self._reading = reading
        self._rejects = rejects

    def lines(self) -> Iterator[pa.RecordBatch]:
        """The batches of lines."""
        doubted = self._rejects.with_name(DOUBTS)
        how: dict[str, Any] = {"encoding": "utf-8", "newline": "", "errors": "replace"}
        with self._rejects.open("w", **how) as stream, doubted.open("w", **how) as doubts:
            stream.write(csv_line(("file", "row", "column", "reason", "raw")))
            doubts.write(csv_line(("file", "row", "column", "doubt")))
            for piece in self._reading.pieces:
                for row in piece.rejects.to_pylist():
                    stream.write(csv_line(row.values()))
                self.counts["set_aside"] += piece.counts.rejected
                self.counts["rows"] += piece.counts.rows
                for told in _doubts(piece.batch):
                    doubts.write(csv_line(told))
                    self.counts["doubts"] += 1
                yield piece.batch


def _doubts(batch: pa.RecordBatch) -> Iterator[tuple[str, int, str, str]]:
    """File, row, column and doubt of every cell of a batch that was read with doubt."""
    if not len(batch.column("doubts").flatten()):
        return
    for line in pl.DataFrame(batch.select(["file", "row", "doubts"])).explode("doubts").drop_nulls("doubts").iter_rows():
        column, _, doubt = line[2].partition(": ")
        yield line[0], line[1], column, doubt
