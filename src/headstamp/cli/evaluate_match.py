"""The work of `headstamp evaluate match`: labelled queries against a plain list, with what each step cost."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.cli import common

if TYPE_CHECKING:
    from headstamp.observe.labelled import LabelledQueries, NamedList
    from headstamp.reason.evaluate.matching_run import Filed, Ranked

REPEATED = 200_000  # queries up to which each set is asked once more by itself, to time it


@dataclass(slots=True)
class Clock:
    """Seconds of each step; `screen` in CPU-seconds of this process, the others as a clock on the wall shows them."""

    read: float = 0.0
    prepare: float = 0.0
    build: float = 0.0
    screen: float = 0.0


def run(queries: Path, names: Path) -> dict[str, Any]:
    """All figures of a file of queries on a list. Raises InputError for files that cannot be used."""
    from headstamp.observe.labelled import read_labelled, read_names
    from headstamp.reason.evaluate.matching import Query, measure
    from headstamp.reason.evaluate.matching_run import answers

    clock = Clock()
    began = time.perf_counter()
    asked, listed = read_labelled(queries), read_names(names)
    clock.read = time.perf_counter() - began
    filed = _filed(listed, clock)
    with common.progress("screening"):
        before = time.process_time()
        ranked = _rank(asked.texts, asked.schemas, filed)
        clock.screen = time.process_time() - before
    prior = sum(map(bool, asked.golds)) / len(asked.golds)
    labelled = [Query(*row) for row in zip(asked.texts, asked.schemas, asked.golds, asked.sets, strict=True)]
    scores = dict(measure(labelled, answers(ranked, listed.ids, prior)))
    return _with_cost(scores, asked, listed, filed, clock, prior)


def _rank(texts: Any, schemas: Any, filed: Filed) -> Ranked:
    from headstamp.reason.evaluate.matching_run import rank

    return rank(texts, schemas, filed)


def _filed(listed: NamedList, clock: Clock) -> Filed:
    """The list as an index, after the matcher was prepared on a handful of names: what compiling costs is not the list's cost."""
    from headstamp.cli.asking import prepared
    from headstamp.reason.evaluate.matching_run import file_list, rank
    from headstamp.reason.match.release import Release
    from headstamp.reference.lexicon import Lexicon
    from headstamp.reference.released import released

    began = time.perf_counter()
    with prepared():
        lexicon, release = Lexicon.default(), Release.from_bytes(released())
        rank(
            ["Almaz Antey", "Ким Чен"],
            ["", "Person"],
            file_list(["Almaz-Antey Corp", "Kim Chon"], [0, 1], ["", "Person"], release, lexicon),
        )
    clock.prepare = time.perf_counter() - began
    began = time.perf_counter()
    with common.progress("building the index"):
        filed = file_list(listed.names, listed.entity, listed.schemas, release, lexicon)
    clock.build = time.perf_counter() - began
    return filed


def _with_cost(
    scores: dict[str, Any], asked: LabelledQueries, listed: NamedList, filed: Filed, clock: Clock, prior: float
) -> dict[str, Any]:
    scores["overall"]["queries_per_cpu_second"] = _per_second(len(asked.texts), clock.screen)
    for name, speed in _speed_of_sets(asked, filed).items():
        scores["sets"][name]["queries_per_cpu_second"] = speed
    known = set(listed.ids)
    unknown = sum(1 for gold in asked.golds if gold and gold not in known)
    notes = {**asked.noted, **listed.noted, "queries whose gold is not on the list; they count as not found": unknown}
    return {
        **scores,
        "prior": prior,
        "list": {"names": len(listed.names), "entities": len(listed.ids)},
        "cost": {
            "screen_cpu_seconds": clock.screen,
            "read_seconds": clock.read,
            "prepare_seconds": clock.prepare,
            "build_seconds": clock.build,
        },
        "weights": filed.weighed,
        "release": filed.release.sha256,
        "notes": {what: count for what, count in notes.items() if count},
    }


def _speed_of_sets(asked: LabelledQueries, filed: Filed) -> dict[str, float]:
    """Queries a CPU-second, each set asked by itself; none where that would take long."""
    if len(asked.texts) > REPEATED:
        return {}
    rows: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(asked.sets):
        rows[name].append(row)
    speeds = {}
    for name, own in rows.items():
        texts, schemas = [asked.texts[i] for i in own], [asked.schemas[i] for i in own]
        before = time.process_time()
        _rank(texts, schemas, filed)
        speeds[name] = _per_second(len(own), time.process_time() - before)
    return speeds


def _per_second(queries: int, seconds: float) -> float:
    return queries / max(seconds, 1e-6)
