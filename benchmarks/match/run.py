"""Runs the tool and its peers on the same list and queries, in turn, and sets every figure beside the goal that it has to reach.

    python benchmarks/match/run.py --sets SETS [--peers-python ENV/bin/python] [--long BIG1M] [--same-size BIG75K]
        [--parties PARTIES.csv] [--rounds 3] [--sample 2000] --out RUN.json

Each engine has a process of its own and one thread. A round runs every engine once, one after another, so that slow and fast
hours of a shared machine meet all alike; of the rounds the fastest of each engine counts. `--peers-python` is an environment as
peers.py describes; without it only the tool is measured. SETS, BIG75K and BIG1M are folders with list.csv and
queries_report.csv, made by sets.py and grow.py. `--sample` is how many queries the engines with logic-v2 answer in later rounds;
in the first round every engine answers all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from goals import Row, accuracy, shown_rows, speed, timings
from peers import THREADS

FOLDER = Path(__file__).parent
TFIDF = ("tfidf",)
EVERY = ("token_sort", "tfidf", "blocker_logic", "tfidf_logic")
Result = dict[str, Any]


def ours(folder: Path, half: str = "report") -> Result:
    """The figures of `headstamp evaluate match --json`."""
    argv = [
        sys.executable,
        "-m",
        "headstamp.cli",
        "evaluate",
        "match",
        folder / f"queries_{half}.csv",
        "--list",
        folder / "list.csv",
        "--json",
    ]
    done = subprocess.run(list(map(str, argv)), check=True, capture_output=True, text=True, env=os.environ | THREADS)
    result: Result = json.loads(done.stdout)
    return result


def peer(python: Path, engine: str, folder: Path, half: str, sample: int) -> Result:
    """The figures of one engine of peers.py."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "peer.json"
        argv = [
            python,
            FOLDER / "peers.py",
            "--sets",
            folder,
            "--half",
            half,
            "--engine",
            engine,
            "--sample",
            sample,
            "--out",
            out,
        ]
        subprocess.run(list(map(str, argv)), check=True, stdout=subprocess.DEVNULL, env=os.environ | THREADS)
        result: Result = json.loads(out.read_text(encoding="utf-8"))[engine]
    return result


def rate(result: Result) -> float:
    """Queries a CPU-second."""
    return float(result["overall"].get("queries_per_cpu_second") or result["speed"]["per_cpu_second"])


def in_turn(
    folder: Path, python: Path | None, engines: tuple[str, ...], rounds: int, half: str, sample: int
) -> tuple[dict[str, Result], dict[str, float]]:
    """(figures of the first round, best rate of any round), both by engine."""
    figures: dict[str, Result] = {}
    rates: dict[str, float] = {}
    for turn in range(rounds):
        for engine in ("headstamp", *(engines if python else ())):
            if engine == "headstamp" or python is None:
                result = ours(folder, half)
            else:
                result = peer(python, engine, folder, half, sample if turn else 0)
            figures.setdefault(engine, result)
            rates[engine] = max(rates.get(engine, 0.0), rate(result))
            print(
                f"{folder.name}, round {turn + 1}: {engine} {rate(result):,.0f} queries a CPU-second", file=sys.stderr, flush=True
            )
    return figures, rates


def timed(what: str, *argv: Path | str | int) -> Result:
    """One measurement of single.py in a fresh process."""
    done = subprocess.run(
        [sys.executable, str(FOLDER / "single.py"), what, *map(str, argv)], check=True, capture_output=True, text=True
    )
    result: Result = json.loads(done.stdout)
    print(f"{what}: {result}", file=sys.stderr, flush=True)
    return result


def main() -> None:
    """Runs what was asked for and prints a table of goals."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--same-size", type=Path, help="folder with a list of 75,000 names")
    parser.add_argument("--long", type=Path, help="folder with a list of a million names")
    parser.add_argument("--parties", type=Path, help="table of a million parties")
    parser.add_argument("--peers-python", type=Path)
    parser.add_argument("--half", default="report", choices=("tune", "report"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sample", type=int, default=2000)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    figures, _ = in_turn(given.sets, given.peers_python, EVERY, 1, given.half, given.sample)
    record: Result = {"sets": figures}
    rows: list[Row] = accuracy(figures)
    for label, folder, engines in (("75k", given.same_size, EVERY), ("1M", given.long, TFIDF)):
        if folder is None:
            continue
        long_figures, rates = in_turn(folder, given.peers_python, engines, given.rounds, "report", given.sample)
        record[label] = {"figures": long_figures, "rates": rates}
        rows += speed(label, rates)
        measured = {"single": timed("single", folder), "index": timed("index", folder)}
        record[label] |= measured
        rows += timings(label, measured)
    if given.parties and given.same_size:
        record["parties"] = timed("parties", given.same_size, given.parties, 2)
        rows += timings("parties", {"parties": record["parties"]})
    record["goals"] = [row._asdict() for row in rows]
    given.out.write_text(json.dumps(record), encoding="utf-8")
    print(shown_rows(rows))


if __name__ == "__main__":
    main()
