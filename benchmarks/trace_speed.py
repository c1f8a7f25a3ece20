"""How fast is the real path? 100,000 cartridge records with 2,000 distinct heads, from a CSV file to a CSV file.

    python benchmarks/trace_speed.py [--records 100000] [--heads 2000] [--profile]

Every figure is of a fresh process, so that peak memory and cold caches are those of a person's own run.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import io
import json
import os
import platform
import pstats
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

GOAL_WALL, GOAL_MB, GOAL_TYPED, GOAL_VERSION = 15.0, 1000.0, 0.3, 0.25
STEPS = (500, 1000, 2000, 4000)
RUNS = 9
clock = time.process_time  # phases in CPU seconds of one thread: another program on the machine does not change them
FIRST_YEAR, LAST_YEAR = 2019, 2024  # of the recoveries: a head is traced once for each year of recovery that matters


def heads(count: int, rng: random.Random) -> list[tuple[str, str, float]]:
    """`count` distinct (text, calibre, legibility): codes of the shelf with two-digit years; every twentieth is worn."""
    from headstamp.reference.shelf import load_shelf

    rows = [r for r in load_shelf().tables.marks if "headstamp" in r.surface and r.pattern.anchor and r.question == "made"]
    found: dict[tuple[str, str, float], None] = {}
    while len(found) < count:
        row = rng.choice(rows)
        text = f"{row.example.split()[0]} {rng.randrange(45, 100):02d}"
        calibre = rng.choice(sorted(row.calibres) or ["7.62x39"])
        worn = rng.random() < 0.05
        if worn:
            spot = rng.randrange(len(text))
            text = f"{text[:spot]}?{text[spot + 1 :]}"
        found[text, calibre, 0.7 if worn else 1.0] = None
    return list(found)


def write_records(path: Path, records: int, count: int, first_year: int = FIRST_YEAR) -> None:
    """A CSV of `records` rows over `count` distinct heads, each at least once where there are rows enough."""
    rng = random.Random(20261107)
    known = heads(count, rng)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "kind", "quantity", "calibre", "headstamp", "legibility", "recovered", "country", "place"])
        for i in range(records):
            text, calibre, legibility = known[i] if i < count else rng.choice(known)
            when = f"{rng.randint(first_year, LAST_YEAR)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            writer.writerow([f"r{i}", "cartridge", rng.randint(1, 40), calibre, text, legibility, when, "SD", f"site {i % 40}"])


def child(source: Path, profile: bool) -> dict[str, Any]:
    """The real path in this process: read, trace, write; seconds of each phase, CPU seconds, peak MB."""
    start, cpu = time.perf_counter(), clock()
    from headstamp.observe.marks import read_items, typed_item
    from headstamp.reason.bulk import trace_many
    from headstamp.reason.trace import trace
    from headstamp.reference.shelf import load_shelf

    shelf = load_shelf()
    out: dict[str, Any] = {"start": clock() - cpu}
    t = clock()
    batch = read_items(source)
    out["read"] = clock() - t
    profiler = cProfile.Profile() if profile else None
    traced = trace_many(batch.items, shelf, progress=_Distinct.see)
    out |= _trace_and_write(traced, source.with_suffix(".out.csv"), profiler)
    out["wall"], out["cpu"] = time.perf_counter() - start, clock() - cpu
    out["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out["rejects"] = len(batch.rejects)
    t = time.perf_counter()
    trace(typed_item("539 67", calibre="7.62x39"), shelf)
    out["typed_warm"] = time.perf_counter() - t
    if profiler:
        text = io.StringIO()
        pstats.Stats(profiler, stream=text).sort_stats("tottime").print_stats(12)
        out["profile"] = text.getvalue()
    return out


class _Distinct:
    """How many distinct heads `trace_many` has traced so far."""

    count = 0

    @classmethod
    def see(cls, _done: int, distinct: int) -> None:
        cls.count = distinct


def _trace_and_write(traced: Iterator[Any], path: Path, profiler: cProfile.Profile | None) -> dict[str, Any]:
    """Consume the traces into a CSV, with the seconds of new heads, of repeated ones and of writing kept apart."""
    from headstamp.tell import data

    spent = {"trace_distinct": 0.0, "trace_repeated": 0.0, "write": 0.0}
    rows = 0

    def timed() -> Iterator[Any]:
        before = 0
        while True:
            t = clock()
            if profiler:
                profiler.enable()
            pair = next(traced, None)
            if profiler:
                profiler.disable()
            spent["trace_distinct" if _Distinct.count > before else "trace_repeated"] += clock() - t
            before = _Distinct.count
            if pair is None:
                return
            yield pair

    whole = clock()
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for row in data.safe_rows(timed()):
            writer.writerow(row)
            rows += 1
    spent["write"] = clock() - whole - spent["trace_distinct"] - spent["trace_repeated"]
    return {**spent, "rows": rows, "distinct": _Distinct.count, "output_mb": path.stat().st_size / 1e6}


def fresh(*argv: str) -> dict[str, Any]:
    """Run this file as a child process and read its figures."""
    ran = subprocess.run([sys.executable, __file__, "--child", *argv], capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stderr[-2000:])
    figures: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return figures


def command_seconds(argv: Sequence[str]) -> float | None:
    """Median wall seconds of the command over nine runs, or None where it fails."""
    tool = Path(sys.executable).with_name("headstamp")
    seconds = []
    for _ in range(RUNS):
        t = time.perf_counter()
        ran = subprocess.run([str(tool), *argv], capture_output=True, check=False)
        seconds.append(time.perf_counter() - t)
        if ran.returncode:
            return None
    return statistics.median(seconds)


def machine() -> str:
    """Processor, cores, Python."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    return f"{name}; {os.cpu_count()} cores; Python {platform.python_version()}; load {os.getloadavg()[0]:.1f} at start"


def verdict(name: str, value: float | None, goal: float, unit: str) -> str:
    """One line: what was measured beside its goal."""
    if value is None:
        return f"  SHORT {name}: the command failed"
    return f"  {'PASS ' if value < goal else 'SHORT'} {name}: {value:.3g} {unit} (goal < {goal:g} {unit})"


def show(figures: dict[str, Any]) -> None:
    """The phases of one run, in CPU seconds."""
    for name in ("start", "read", "trace_distinct", "trace_repeated", "write"):
        print(f"  {name:<15} {figures[name]:7.2f} s  {figures[name] / figures['cpu']:4.0%}")
    each = 1000 * figures["trace_distinct"] / max(1, figures["distinct"])
    print(f"  {'CPU':<15} {figures['cpu']:7.2f} s; wall {figures['wall']:.2f} s; peak {figures['peak_mb']:.0f} MB")
    print(f"  {figures['rows']:,} rows out, {figures['output_mb']:.0f} MB; {figures['distinct']:,} distinct traces, "
          f"{each:.2f} ms each; {figures['rejects']} set aside")  # fmt: skip


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--heads", type=int, default=2_000)
    parser.add_argument("--profile", action="store_true", help="print where the time of the distinct traces goes")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(child(args.child, args.profile)))
        return
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "finds.csv"
        write_records(path, args.records, args.heads)
        print(f"\n{args.records:,} records, {args.heads:,} distinct heads, recovered {FIRST_YEAR}-{LAST_YEAR}")
        main_run = fresh(str(path))
        show(main_run)
        write_records(path, args.records, args.heads, first_year=LAST_YEAR)
        print(f"\nthe same, all recovered in {LAST_YEAR}")
        show(fresh(str(path)))
        print("\ndistinct heads   CPU s   ms each   (one record each)")
        for count in STEPS:
            write_records(path, count, count)
            run = fresh(str(path))
            print(f"{count:>14,} {run['trace_distinct']:>7.2f} {1000 * run['trace_distinct'] / run['distinct']:>9.2f}")
        if args.profile:
            write_records(path, 1000, 1000)
            print(fresh(str(path), "--profile")["profile"])
    print("\ngoals")
    print(verdict("100,000 records, wall", main_run["wall"], GOAL_WALL, "s"))
    print(verdict("peak memory", main_run["peak_mb"], GOAL_MB, "MB"))
    print(verdict("one typed trace after start", main_run["typed_warm"], GOAL_TYPED, "s"))
    print(verdict("headstamp --version, median of 9", command_seconds(["--version"]), GOAL_VERSION, "s"))
    whole = command_seconds(["trace", "539 67", "--calibre", "7.62x39"])
    shown = "failed" if whole is None else f"{whole:.2f} s"
    print(f"        headstamp trace '539 67', the whole command, median of 9: {shown}")


if __name__ == "__main__":
    main()
