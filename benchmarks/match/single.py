"""One figure of the tool in a fresh process, printed as JSON; called by run.py.

    python benchmarks/match/single.py single FOLDER              one query after another, each to a Finding with its reasons
    python benchmarks/match/single.py index FOLDER               the index of the list: seconds, and peak memory of the process
    python benchmarks/match/single.py parties FOLDER TABLE N     a table of parties against the list on N threads

The first call of a process (compiled code read from its cache, or compiled where there is none) is stated apart, as `first_ms`.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from headstamp.core.claim import Citation
from headstamp.core.party import Listing, Party, PartyKind, PartyName
from headstamp.observe.labelled import read_labelled, read_names
from headstamp.reason.evaluate.matching_run import file_list, kinds_of
from headstamp.reason.match.batch import ask, screen_asked
from headstamp.reason.match.finding import match
from headstamp.reason.match.matcher import KINDS, Matcher
from headstamp.reason.match.release import Release
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released

Figures = dict[str, float]
NUMBER = {number: kind for kind, number in KINDS.items()}
CALLS, BATCH = 1000, 50_000


def peak_mb() -> float:
    """Of this process, so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def matcher_of(path: Path) -> Matcher:
    """A plain list as listings."""
    listed = read_names(path)
    names: dict[int, list[PartyName]] = defaultdict(list)
    for at, name in zip(listed.entity, listed.names, strict=True):
        names[at].append(PartyName(text=name))
    kinds = kinds_of(listed.schemas)
    citation = Citation(source_id="list")
    parties = [Party(id=listed.ids[at], kind=NUMBER[kinds[at]], names=tuple(own)) for at, own in names.items()]
    listings = [Listing(list_id="list", entry_id=p.id, party=p, citation=citation) for p in parties]
    return Matcher.of(listings, Release.from_bytes(released()), Lexicon.default())


def single(folder: Path) -> Figures:
    """Milliseconds of one query with its reasons, after the first call."""
    matcher = matcher_of(folder / "list.csv")
    asked = read_labelled(folder / "queries_report.csv")
    kinds = [NUMBER[k] for k in kinds_of(asked.schemas)]
    parties = [
        Party(id=text, kind=kind, names=(PartyName(text=text),))
        for text, kind in zip(asked.texts, kinds, strict=True)
        if text.strip()
    ]
    began = time.perf_counter()
    match(Party(id="first", kind=PartyKind.PERSON, names=(PartyName(text="Ashot Mkrtychev"),)), matcher)
    first = time.perf_counter() - began
    for party in parties[:50]:
        match(party, matcher)
    spent = []
    for party in parties[50 : 50 + CALLS]:
        began = time.perf_counter()
        match(party, matcher)
        spent.append(1000 * (time.perf_counter() - began))
    spent.sort()
    last = len(spent) - 1
    figures = {f"p{p}_ms": spent[round(last * p / 100)] for p in (50, 90, 99)}
    return {**figures, "most_ms": spent[-1], "calls": len(spent), "first_ms": 1000 * first}


def index(folder: Path) -> Figures:
    """Seconds to build the index and the peak of memory, after the matcher was prepared on two names."""
    lexicon, release = Lexicon.default(), Release.from_bytes(released())
    file_list(["Almaz-Antey Corp", "Kim Chon"], [0, 1], ["", ""], release, lexicon)
    listed = read_names(folder / "list.csv")
    before = peak_mb()
    began = time.perf_counter()
    file_list(listed.names, listed.entity, listed.schemas, release, lexicon)
    return {"seconds": time.perf_counter() - began, "before_mb": before, "peak_mb": peak_mb(), "names": len(listed.names)}


def parties(folder: Path, table: Path, threads: int) -> Figures:
    """Seconds from the texts of the parties to their ranked names."""
    listed, asked = read_names(folder / "list.csv"), read_labelled(table)
    filed = file_list(listed.names, listed.entity, listed.schemas, Release.from_bytes(released()), Lexicon.default())
    weights, trees = filed.release.weights, filed.release.trees
    screen_asked(
        ask(asked.texts[:200], weights, filed.lexicon),
        kinds_of(asked.schemas[:200]),
        filed.index,
        weights,
        trees,
        threads=threads,
    )
    began, cpu = time.perf_counter(), time.process_time()
    for at in range(0, len(asked.texts), BATCH):
        part = slice(at, at + BATCH)
        screen_asked(
            ask(asked.texts[part], weights, filed.lexicon),
            kinds_of(asked.schemas[part]),
            filed.index,
            weights,
            trees,
            threads=threads,
        )
    return {"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - cpu, "parties": len(asked.texts)}


def main() -> None:
    """One measurement."""
    what, folder, *more = sys.argv[1:]
    calls: dict[str, Callable[[], Figures]] = {
        "single": lambda: single(Path(folder)),
        "index": lambda: index(Path(folder)),
        "parties": lambda: parties(Path(folder), Path(more[0]), int(more[1])),
    }
    print(json.dumps(calls[what]()))


if __name__ == "__main__":
    main()
