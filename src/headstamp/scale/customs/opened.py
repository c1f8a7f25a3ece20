"""A finished screen found again: its record, its lines and scores, and the Findings of single consignments of it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import polars as pl

from headstamp.core.errors import InputError, UsageError
from headstamp.core.finding import Finding
from headstamp.observe.declarations.schema import LINES
from headstamp.reason.screen.finding import finding
from headstamp.reason.screen.scorer import Options, Scorer
from headstamp.reason.screen.select import Budget
from headstamp.scale.customs.parts import cannot, file_sha256
from headstamp.scale.customs.refer import load_reference
from headstamp.scale.matchers import ListUsed

FORM = 1
RECORD = "record.json"
LANES = "lanes.parquet"
_HELD: tuple[tuple[tuple[str, ...], type], ...] = (
    (("files", "sha256", "options", "budget", "reference", "counts", "lanes"), dict), (("lists", "sources", "mappings"), list),
    (("lines", "seed", "profile", "reference_sha256"), str),
)  # fmt: skip
"""Entries of a record that are read again, and what they hold."""
_HINT = "give the result of `headstamp screen ... --output open.csv`, or the folder open.csv.run beside it"


@dataclass(frozen=True, eq=False)
class Run:
    """A finished screen: its record, and where its parts lie."""

    folder: Path
    record: Mapping[str, Any]
    lines: tuple[Path, ...]
    scores: tuple[Path, ...]

    @property
    def lanes(self) -> Path:
        """(consignment, legal, total, lane, rank, dismissed) of every consignment, as Parquet."""
        return self.folder / LANES

    @property
    def reference(self) -> Path:
        """The folder of tables that the scores were computed from."""
        return self.folder / "reference"

    @property
    def options(self) -> Options:
        """The options of the scorer, as recorded."""
        told: dict[str, Any] = dict(self.record["options"])
        given: dict[str, Any] = {name: frozenset(value) if isinstance(value, list) else value for name, value in told.items()}
        return Options(**given)


def run_folder(out: Path) -> Path:
    """The folder of the run whose result is `out`."""
    return out.with_name(f"{out.name}.run")


def write_record(record: Mapping[str, Any], folder: Path) -> None:
    """Keep the record of a run, with the hashes of the parts that others read again. Raises OutputError."""
    try:
        names = [LANES, *(name for part in record["files"].values() for name in part)]
        record = {**record, "sha256": {name: file_sha256(folder / name) for name in names}}
        text = json.dumps(record, ensure_ascii=False, indent=1, default=str)
        (folder / RECORD).write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        raise cannot(folder, error) from error


def open_run(place: Path) -> Run:
    """The run at `place`: its folder, or its result. Raises InputError where there is none, or a part of it is missing or not as
    it was written: reasons from altered parts could not be defended."""
    try:
        folder = place if (place / RECORD).is_file() else run_folder(place)
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        _checked(record)
        lines, scores = (tuple(folder / name for name in record["files"][part]) for part in ("lines", "scores"))
        hashes = {folder / name: str(record["sha256"][name]) for part in ("lines", "scores") for name in record["files"][part]}
        hashes[folder / LANES] = str(record["sha256"][LANES])
        run = Run(folder, record, lines, scores)
        _ = run.options, Budget(**record["budget"]), [ListUsed(**each) for each in record["lists"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, UsageError) as error:
        raise InputError(f"no finished screen lies here: {error}"[:200], hint=_HINT, file=place) from error
    for part, wanted in hashes.items():
        if file_sha256(part) != wanted:
            what = "a part of the run is not as it was written" if part.is_file() else "a part of the run is missing"
            raise InputError(what, hint="run the same screen again with --no-resume: it makes every part anew", file=part)
    if load_reference(run.reference).sha256 != record["reference_sha256"]:
        raise InputError(
            "the tables are not those of this run", hint="run the same screen again with --no-resume", file=run.reference
        )
    return run


def _checked(record: Any) -> None:
    """Raises ValueError or KeyError for a record that somebody else wrote."""
    if record["form"] != FORM:
        raise ValueError(f"form {record['form']}, not {FORM}")
    for names, kind in _HELD:
        if wrong := [name for name in names if not isinstance(record[name], kind)]:
            raise ValueError(f"{wrong[0]} is of another kind")
    if not all(record["files"][part] for part in ("lines", "scores")):
        raise ValueError("no line and no score is named")


def row_of(run: Run, asked: str) -> dict[str, Any]:
    """The scores of one consignment with its lane, rank and dismissal; `asked` is its name or the number of one of its papers.

    Raises UsageError with near names for one that the run does not hold."""
    scores = pl.scan_parquet(list(run.scores)).drop("legal", "total")
    found = _rows(run, scores.filter(pl.col("consignment") == asked))
    if not found:
        folded = asked.casefold().strip()
        ways = [folded, folded.removeprefix("'")]  # a CSV keeps `=1` as `'=1`
        like = pl.col("number").str.to_lowercase().is_in(ways) | pl.col("consignment").str.to_lowercase().is_in(ways)
        found = _rows(run, scores.filter(like))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(row["consignment"] for row in found[:5])
        raise UsageError(f"{asked[:80]!r} is the number of {len(found)} consignments", hint=f"ask for one of {names}")
    known = pl.scan_parquet(list(run.scores)).select("consignment").head(200_000).collect(engine="streaming")
    near = get_close_matches(asked, known["consignment"].to_list(), n=3, cutoff=0.7)
    hint = f"did you mean {' or '.join(near)}?" if near else "take it from the column `consignment` of the result"
    raise UsageError(f"the run holds no consignment {asked[:80]!r}", hint=hint)


def rows_of(run: Run, consignments: Sequence[str]) -> list[dict[str, Any]]:
    """The scores of several consignments, with lane and rank, in the order asked."""
    wanted = pl.scan_parquet(list(run.scores)).drop("legal", "total").filter(pl.col("consignment").is_in(list(consignments)))
    found = {row["consignment"]: row for row in _rows(run, wanted)}
    return [found[each] for each in consignments if each in found]


def _rows(run: Run, scores: pl.LazyFrame) -> list[dict[str, Any]]:
    joined = scores.join(pl.scan_parquet(run.lanes), on="consignment", how="inner").collect(engine="streaming")
    return joined.sort("consignment").to_dicts()


def lines_of(files: Sequence[Path], consignments: Sequence[str]) -> dict[str, pl.DataFrame]:
    """All lines of the consignments, by consignment: every paper in every version."""
    wanted = pl.col("consignment").is_in(list(consignments))
    found = pl.scan_parquet(list(files)).select(LINES.names).filter(wanted).collect(engine="streaming")
    return {str(name): part for (name,), part in found.partition_by("consignment", as_dict=True, maintain_order=True).items()}


def findings(scorer: Scorer, files: Sequence[Path], rows: Sequence[Mapping[str, Any]], *, shelf_hash: str = "") -> list[Finding]:
    """The Finding of each row (scores with lane and rank), built from its lines by the scorer of the run."""
    lines = lines_of(files, [row["consignment"] for row in rows])
    return [finding(scorer, lines[row["consignment"]], lane=row["lane"], rank=row["rank"], shelf_hash=shelf_hash) for row in rows]
