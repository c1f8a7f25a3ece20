"""What a run was: its inputs by hash, what it counted, its canaries; and whether it can be had again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.core.errors import HeadstampError, InputError, OutputError
from headstamp.core.finding import canonical_json
from headstamp.core.version import __version__
from headstamp.reason.match.about import compared
from headstamp.reason.match.batch import ask
from headstamp.reason.match.decisions import Decisions
from headstamp.reason.match.finding import THRESHOLD
from headstamp.reason.match.matcher import FLOOR, KINDS, Matcher
from headstamp.scale.answers import Answer, Query
from headstamp.scale.matchers import ListUsed, OpenMatcher, code_sha256

if TYPE_CHECKING:
    from headstamp.reference.watchlist import Store

FORM = 2
RECORD = "record.json"
CANARIES = 5
_LIBRARIES = ("numba", "numpy", "pyarrow", "rigour")


@dataclass(frozen=True, slots=True)
class Canary:
    """A listed name that every batch of a run is asked, and that has to be met; `log10_lr` as it was."""

    name: str
    entry: str
    party: int
    kind: int
    log10_lr: float


@dataclass(frozen=True, slots=True)
class RunReport:
    """A finished run: its record (see docs/bulk.md), and the folder that it lies in."""

    record: Mapping[str, Any]
    folder: Path

    @property
    def counts(self) -> Mapping[str, int]:
        """Counts by name, as `table.Counts` describes them."""
        return dict(self.record["counts"])

    def summary(self) -> str:
        """What a person should know of the run, in a few lines: hits and non-hits, and everything that is neither."""
        c, r = self.counts, self.record
        told = [f"{c['rows']:,} names asked: {c['hit']:,} with a hit ({c['hits']:,} hits), {c['no_hit']:,} without"]
        for count, text in (
            (c["near"], f"of them near a listed name, below the threshold of {r['options']['threshold']:g}: "
                        f"--threshold {THRESHOLD:g} writes them"),
            (c["quieted"], "decided before to be not the same"), (c["empty"], "empty"),
            (c["not_comparable"], "without a letter that can be compared"), (c["split"], "cells of several names, each asked"),
            (c["left_out"], "longer than is compared"), (r["aside"], "rows set aside: see set-aside.csv"),
            (r["recoded"], "cells that were not UTF-8"),
        ):  # fmt: skip
            if count:
                told.append(f"  {count:,} {text}")
        if r["resumed_batches"]:
            told.append(f"  went on after {r['resumed_batches']:,} batches that an earlier run had finished")
        if r["begun_anew"]:
            told.append("  a run that was stopped could not be gone on with, as the file, lists, terms or code changed")
        if r["unused_columns"]:
            told.append(f"  columns not used, which --column can name: {', '.join(r['unused_columns'])}")
        told += [f"  {limit}" for limit in r["limits"]]
        lists = "; ".join(f"{each['list_id']} {each['edition']}".strip() for each in r["lists"])
        met = len(r["canaries"])
        told.append(f"lists: {lists}; {met} canary names met; a name without a hit is not cleared by it")
        speed = c["rows"] / max(r["seconds"], 1e-3)
        told.append(f"{r['seconds']:.1f} s, {speed:,.0f} names a second; record: {self.folder / RECORD}")
        return "\n".join(told)


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """`equal`: the result has the same bytes; `changed`: what is not as it was, in words; `result_sha256`: of the new one."""

    equal: bool
    changed: tuple[str, ...]
    result_sha256: str
    record: Mapping[str, Any]

    def summary(self) -> str:
        """One or a few lines."""
        told = ["the same bytes as the run of " + self.record["started"] if self.equal else "the result differs from the run's"]
        told += [f"  {each}" for each in self.changed]
        if not self.equal and not self.changed:
            told.append("  every input is as it was: the result of the run was altered, or the machine computes otherwise")
        return "\n".join(told)


def file_sha256(path: Path) -> str:
    """sha256 of a file. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check the name and the rights", file=path) from error


def inputs(source: Path, matcher: Matcher, decisions: Decisions | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that decides the bytes of a result."""
    lists = [asdict(each) for each in lists_of(matcher)]
    return {
        "form": FORM,
        "tool_version": __version__,
        "source": {"path": str(source.resolve()), "sha256": file_sha256(source), "bytes": source.stat().st_size},
        "lists": lists,
        "matcher_sha256": matcher.sha256,
        "release_sha256": matcher.release.sha256,
        "lexicon_sha256": str(getattr(matcher.lexicon, "sha256", "")),
        "code_sha256": code_sha256(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "decisions": {"count": len(decisions.all) if decisions else 0, "sha256": decisions_sha256(decisions)},
        "options": dict(options),
    }


def key_of(made_of: Mapping[str, Any]) -> str:
    """One hash for all inputs; where the file of parties lies does not count."""
    return hashlib.sha256(canonical_json({**made_of, "source": made_of["source"]["sha256"]}).encode()).hexdigest()


def lists_of(matcher: Matcher) -> tuple[ListUsed, ...]:
    """The lists of a matcher; of one that was not opened by `open_matcher`, as far as its listings say."""
    if isinstance(matcher, OpenMatcher):
        return matcher.lists
    found = dict.fromkeys((each.list_id, each.edition) for each in matcher.listings)
    return tuple(ListUsed(list_id, edition, "", "in memory") for list_id, edition in found)


def decisions_sha256(decisions: Decisions | None) -> str:
    """sha256 of decisions in their order."""
    told = [each.model_dump(mode="json") for each in decisions.all] if decisions else []
    return hashlib.sha256(canonical_json(told).encode("utf-8", "surrogatepass")).hexdigest()


def canaries(matcher: Matcher, count: int = CANARIES) -> tuple[Canary, ...]:
    """Listed names picked by the hash of the matcher that, compared straight with their own entry, are alike enough to be met.

    Short and common names may fail to meet even themselves; they are passed over. Fewer than `count` where there are no more."""
    found: list[Canary] = []
    tried: set[int] = set()
    for i in range(40 * count):
        row = int.from_bytes(hashlib.sha256(f"{matcher.sha256} {i}".encode()).digest()[:8], "big") % max(1, len(matcher.names))
        if len(found) == count or row in tried or not len(matcher.names):
            continue
        tried.add(row)
        party = int(matcher.index.columns.entity[row])
        kind = KINDS[matcher.parties[party].kind]
        name = matcher.names[row]
        value = compared(ask([name], matcher.release.weights, matcher.lexicon), 0, kind, row, matcher).log_lr
        if value >= FLOOR and len(name) <= 200:
            entry = matcher.listings[matcher.listings_of[party][0]].key
            found.append(Canary(name, entry, party, kind, round(value, 3)))
    return tuple(found)


def queries_of(asked: Sequence[Canary]) -> list[Query]:
    """Canaries as names to be asked."""
    return [(each.name, each.kind) for each in asked]


def prove_alive(asked: Sequence[Canary], answers: Sequence[Answer], matcher: Matcher) -> None:
    """Raises HeadstampError where a canary did not meet its own entry, or one under the very same name."""
    for canary, answer in zip(asked, answers, strict=True):
        if any(party == canary.party or matcher.names[row] == canary.name for party, row, _ in answer.hits):
            continue
        if sum(value >= canary.log10_lr for _, _, value in answer.hits) >= 10:
            continue  # crowded out by ten parties that are as like
        raise HeadstampError(
            f"the canary {canary.name!r} of {canary.entry} was not met: this run would miss listed parties",
            hint="do not use its result; delete the folder of filed matchers beside the lists and run it again, then report this",
        )


def find_record(run: str | Path) -> tuple[Path, dict[str, Any]]:
    """(folder, record) of a run, by its folder, its record or its result. Raises InputError."""
    path = Path(run)
    for folder in (path, path.parent, path.with_name(f"{path.name}.run")):
        file = folder / RECORD
        if file.is_file() and (folder != path.parent or path.name == RECORD):
            try:
                record = json.loads(file.read_text(encoding="utf-8"))
            except ValueError as error:
                raise InputError(f"a damaged record: {error}", hint="restore it from a copy", file=file) from error
            if not isinstance(record, dict) or record.get("form") != FORM:
                raise InputError("not a record of a run of this version", hint="give the folder NAME.run", file=file)
            if record.pop("seal", "") != seal(record):
                raise InputError(
                    "the record was altered or damaged since the run wrote it", hint="restore it from a copy", file=file
                )
            return folder, record
    raise InputError("no record of a run", hint="give the result, the folder NAME.run beside it, or the record in it", file=path)


def seal(record: Mapping[str, Any]) -> str:
    """sha256 of a record, so that a damaged one is found before anything is taken from it."""
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def write_record(record: Mapping[str, Any], folder: Path) -> None:
    """Write the record of a run, with its seal, into its folder. Raises OutputError."""
    plain = json.loads(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"))  # as it will be read
    text = json.dumps({**plain, "seal": seal(plain)}, ensure_ascii=False, indent=1)
    write_whole(folder / RECORD, text.encode())


def checked_table(record: Mapping[str, Any], folder: Path, name: str) -> Path:
    """The path of a table of a run. Raises InputError where it is not what the run wrote."""
    path = folder / name
    if file_sha256(path) != record["tables"].get(name):
        raise InputError("was altered or damaged since the run wrote it", hint="ask the whole file again", file=path)
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Write beside `path` and move it there when complete. Raises OutputError."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", hint="free some room, or choose another place", file=path) from error


def replay(
    run: str | Path, *, store: Store | Path | None = None, source: Path | None = None, threads: int = 2, cache: Path | None = None
) -> ReplayReport:
    """Run again from the record of a run, and compare bytes. `source`: where the file of parties lies now.

    Raises InputError or UsageError where the file of parties or an edition is gone."""
    from headstamp.scale.again import replayed

    return replayed(run, store=store, source=source, threads=threads, cache=cache)
