"""Speed of a screen beside raw polars with the same rules, on honest lines of the planted benchmark.

    python benchmarks/screen/run.py --lines 100000 1000000 10000000 --room FOLDER [--out RUN.json]

* raw: one lazy polars query over the Parquet files, the expressions of 12 rules, the largest a consignment, streaming engine
* rules: `headstamp screen`'s workers with these 12 rules only
* full: all rules, with the model of goods, what is usual (learned from the first file) and papers set against each other
* parties: the same with every party looked up in the built-in list

Each engine has a process of its own. Lines are written to FOLDER once. Seconds are the wall's, CPU-seconds all processes';
memory is the largest sum over all processes, shared pages counted once.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

ENGINES = ("raw", "rules", "full", "parties")
RULES = (
    "embargoed_destination", "arms_exporter_banned", "high_priority_item", "imo_wrong", "flag_of_convenience_risk",
    "vessel_of_known_case", "transhipment_conflict", "korea_not_said", "vgm_against_declared", "dprk_before_the_law",
    "arms_to_embargoed", "route_detour",
)  # fmt: skip
FILE = 500_000  # lines a file
SEED = 11


def lines(room: Path, count: int) -> list[Path]:
    """Files of honest lines, whole consignments each; those that are there stay."""
    from headstamp.scale.planted.benign import benign

    folder = room / f"lines-{count}"
    made = folder / "whole"
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        batches: list[pa.RecordBatch] = []
        number = held = 0
        for batch in benign(count, SEED):
            batches.append(batch)
            held += batch.num_rows
            if held >= FILE:
                pq.write_table(
                    pa.Table.from_batches(batches), folder / f"{number:05d}.parquet", compression="zstd", row_group_size=65_536
                )
                batches, held, number = [], 0, number + 1
        if batches:
            pq.write_table(
                pa.Table.from_batches(batches), folder / f"{number:05d}.parquet", compression="zstd", row_group_size=65_536
            )
        made.touch()
    return sorted(folder.glob("*.parquet"))


def reference(room: Path, files: Sequence[Path]) -> Path:
    """The reference folder, learned from the first file."""
    from headstamp import load_shelf
    from headstamp.scale.customs.learned import learn_profile

    folder = room / "reference"
    if not folder.exists():
        learn_profile(files[:1], folder, load_shelf(), {})
    return folder


def raw(files: Sequence[Path], place: Path) -> int:
    """Twelve rules in one query; how many consignments."""
    from headstamp.reason.screen import facts
    from headstamp.reason.screen.given import Given, Options
    from headstamp.reason.screen.rule import SCREEN_RULES
    from headstamp.scale.customs.refer import load_reference

    given = Given(dict(load_reference(place).tables), Options())
    query = pl.scan_parquet(list(files)).with_columns(
        hs2=pl.col("hs").str.slice(0, 2), hs4=pl.col("hs").str.slice(0, 4), hs6=pl.col("hs").str.slice(0, 6),
        way=pl.col("route").list.join(" "), all_gross="gross_kg", all_vgm="vgm_kg",
        all_containers=pl.col("containers").list.len(),
        imo_wrong=facts.imo_wrong(), route_stops=pl.lit(None, pl.Int64), route_twice=pl.lit(None, pl.Boolean),
        route_dprk=pl.lit(None, pl.Boolean), port_dprk=pl.lit(None, pl.String),
    )  # fmt: skip
    found = {name: SCREEN_RULES[name].expression(given) for name in RULES}
    weighed = {f"w_{name}": (e != "" if SCREEN_RULES[name].kind == "legal" else e).cast(pl.Float32) for name, e in found.items()}
    about = ("file", "row", "date", "origin", "dispatch", "destination", "hs", "goods", "shipper", "consignee", "vessel", "imo")
    query = (
        query.with_columns(**weighed)
        .group_by("consignment")
        .agg(
            *(pl.col(name).first() for name in about),
            pl.len().alias("lines"),
            pl.col("gross_kg").sum(),
            *(pl.col(w).max() for w in weighed),
        )
    )
    query = query.with_columns(total=pl.sum_horizontal(list(weighed)))
    query.sink_parquet(place.parent / "raw.parquet")
    return pl.scan_parquet(place.parent / "raw.parquet").select(pl.len()).collect().item()


def ours(files: Sequence[Path], place: Path, engine: str, workers: int) -> int:
    """The workers of `headstamp screen`; how many consignments."""
    import shutil

    from headstamp.reason.screen.given import Options
    from headstamp.reason.screen.rule import SCREEN_RULES
    from headstamp.scale.customs.engine import Work, score_files
    from headstamp.scale.customs.parts import Done
    from headstamp.scale.matchers import open_matcher

    off = frozenset(SCREEN_RULES) - frozenset(RULES) if engine == "rules" else frozenset()
    matcher = open_matcher(cache=place.parent / "matcher").folder if engine == "parties" else ""
    room = place.parent / f"scores-{engine}"
    shutil.rmtree(room, ignore_errors=True)
    done = Done(room, engine)
    made = score_files(Work(str(place), matcher, Options(off=off)), files, done, workers=workers)
    done.close()
    return sum(pq.ParquetFile(file).metadata.num_rows for file in made)


def one(engine: str, count: int, room: Path, workers: int) -> dict[str, Any]:
    """Run one engine here and say what it took."""
    files = lines(room, count)
    place = reference(room, files)
    memory = Memory()
    memory.start()
    before = cpu()
    started = time.perf_counter()
    found = raw(files, place) if engine == "raw" else ours(files, place, engine, workers)
    spent = time.perf_counter() - started
    used = cpu() - before
    memory.over.set()
    return {"engine": engine, "lines": count, "consignments": found, "seconds": round(spent, 2), "cpu_seconds": round(used, 2),
            "lines_a_second": round(count / spent), "peak_mb": round(memory.peak / 1024)}  # fmt: skip


def cpu() -> float:
    """CPU-seconds of this process and of its children that ended."""
    return sum(t.ru_utime + t.ru_stime for t in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


class Memory(threading.Thread):
    """The largest sum of proportional memory (PSS, kB; Linux) of this process and its children, five looks a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self.peak = 0

    def run(self) -> None:
        """Look until it is over."""
        while not self.over.wait(0.2):
            self.peak = max(self.peak, sum(map(self._pss, self._family())))

    def _family(self) -> list[int]:
        found, at = [os.getpid()], 0
        while at < len(found):
            for each in Path(f"/proc/{found[at]}/task").glob("*/children"):
                found.extend(map(int, each.read_text().split()))
            at += 1
        return found

    def _pss(self, process: int) -> int:
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:  # it ended meanwhile
            return 0
        return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def main() -> None:
    """Every engine on every size, in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--room", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(asked.one, asked.lines[0], asked.room, asked.workers)))
        return
    told = []
    reference(asked.room, lines(asked.room, max(asked.lines)))
    for count in asked.lines:
        lines(asked.room, count)
        for engine in asked.engines:
            argv = [
                sys.executable,
                __file__,
                "--one",
                engine,
                "--lines",
                str(count),
                "--room",
                str(asked.room),
                "--workers",
                str(asked.workers),
            ]
            done = subprocess.run(argv, check=True, capture_output=True, text=True)
            told.append(json.loads(done.stdout.splitlines()[-1]))
            form = "{engine:8} {lines:>11,} {seconds:>8.2f} s {cpu_seconds:>8.2f} CPU-s {lines_a_second:>10,}/s {peak_mb:>5,} MB"
            print(form.format(**told[-1]), flush=True)
    if asked.out:
        asked.out.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
