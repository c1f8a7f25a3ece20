"""A run had again from its record: the same file, editions, release and terms."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from headstamp.core.errors import InputError
from headstamp.reason.match.decisions import Decisions
from headstamp.reference.watchlist import Store
from headstamp.scale import runs
from headstamp.scale.decision_store import read_decisions
from headstamp.scale.matchers import ListUsed, OpenMatcher, reopen
from headstamp.scale.screening import screen_file

_TOLD = {
    "tool_version": "the version of Headstamp", "matcher_sha256": "what the lists hold",
    "release_sha256": "the release of the matcher", "lexicon_sha256": "the lexicon of names",
    "code_sha256": "the code that compares names",
}  # fmt: skip


def replayed(
    run: str | Path, *, store: Store | Path | None, source: Path | None, threads: int, cache: Path | None
) -> runs.ReplayReport:
    """See `runs.replay`."""
    folder, record = runs.find_record(run)
    matcher = matcher_of(record, folder, store=store, cache=cache)
    given = source or Path(record["source"]["path"])
    if not given.is_file():
        raise InputError("the file of parties is gone", hint="say where it lies now with source=", file=given)
    options = record["options"]
    decisions = decisions_of(record, store)
    with tempfile.TemporaryDirectory(prefix="headstamp-") as made:
        out = Path(made) / f"result{options['format']}"
        report = screen_file(
            given, matcher, out, columns=options["columns"], threshold=options["threshold"], prior=options["prior"],
            top=options["top"], batch=options["batch"], every=options["every"], threads=threads, decisions=decisions,
            encoding=options.get("encoding", ""),
        )  # fmt: skip
    sha256 = report.record["result"]["sha256"]
    changed = changes(record, report.record)
    kept = Path(record["result"]["path"])
    if kept.is_file() and runs.file_sha256(kept) != record["result"]["sha256"]:
        changed += (f"{kept.name} itself was altered since the run wrote it",)
    return runs.ReplayReport(sha256 == record["result"]["sha256"], changed, sha256, record)


def matcher_of(record: Mapping[str, Any], folder: Path, *, store: Store | Path | None, cache: Path | None = None) -> OpenMatcher:
    """The matcher of a run. Raises InputError where its lists were only in memory, or are gone."""
    lists = [ListUsed(**each) for each in record["lists"]]
    if any(each.origin == "in memory" for each in lists):
        raise InputError("the lists of this run were in memory only", hint="open lists with open_matcher", file=folder)
    return reopen(lists, store=store, cache=cache)


def decisions_of(record: Mapping[str, Any], store: Store | Path | None) -> Decisions | None:
    """The decisions as they stood at the run: those made later are left out; None where the run knew none."""
    count = record["decisions"]["count"]
    home = store.folder.parent if isinstance(store, Store) else store
    return Decisions(read_decisions(home).all[:count]) if count else None


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """Inputs of two runs that are not the same, in words."""
    told = []
    if before["source"]["sha256"] != now["source"]["sha256"]:
        told.append("the file of parties changed")
    was = {each["list_id"]: each for each in before["lists"]}
    for each in now["lists"]:
        old = was.get(each["list_id"])
        if old and old["sha256"] != each["sha256"]:
            told.append(f"the list {each['list_id']} changed: {old['edition'] or 'file'} of then is not that of now")
    told += [f"{words} changed" for field, words in _TOLD.items() if before[field] != now[field]]
    if before["decisions"]["sha256"] != now["decisions"]["sha256"]:
        told.append("the decisions that were kept at the time changed")
    for name, old_version in before["libraries"].items():
        if now["libraries"].get(name) != old_version:
            told.append(f"{name} is {now['libraries'].get(name)}, then {old_version}")
    return tuple(told)
