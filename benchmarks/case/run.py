"""How a case bears up: open, write, search and verify at 10,000 to so many statements; two and more processes that write at once.

    python benchmarks/case/run.py [--sizes 10000 100000 1000000] [--folder FOLDER] [--writers 2] [--writes 1000]

Times are of one process; search times are of 300 queries of seven sorts, each once before (warm) and once on a case just opened.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from headstamp.case import Case, Draft, search, verify

WORDS = [
    "trading", "shipping", "machinery", "general", "export", "import", "factory", "ammunition", "crate", "rocket", "marks",
    "plant", "lot", "port", "agent", "Dandong", "Lamu", "Busan",
]  # fmt: skip
HAN = "朝鮮無錫大連丹東貿易公司機械設備有限船舶運輸國際實業"
HANGUL = "조선무역회사대외경제련합기계운수국제선박중앙은행지도국창광련봉"
WRITER = """
import sys
from pathlib import Path
from headstamp.case.store import Case
with Case.open(Path(sys.argv[1]), who=sys.argv[2]) as case:
    for n in range(int(sys.argv[3])):
        case.add("claim", f"{sys.argv[2]}-{n}", {"value": n})
"""


def statements(count: int) -> Iterator[Draft]:
    """Claims as a case has them: a subject, a predicate, a value with a lot or a name, a citation."""
    chance = random.Random(7)
    for n in range(count):
        name = " ".join(chance.choices(WORDS, k=4)) + f" {chance.randrange(10**6):06}"
        native = "".join(chance.choices(HANGUL if n % 2 else HAN, k=5))
        lot = f"{chance.randrange(1, 99)}-{chance.randrange(60, 99)}-{chance.randrange(10**5)}"
        body = {
            "subject": f"item {n // 5}", "predicate": chance.choice(("maker", "lot", "consignee", "seen at")),
            "value": f"{name} {lot}",
            "native": native, "citation": {"source_id": f"S{chance.randrange(300)}", "locator": f"p. {chance.randrange(400)}"},
        }  # fmt: skip
        yield Draft("claim", f"c{n}", body)


def queries(count: int) -> Iterator[tuple[str, str]]:
    """(sort, query)."""
    chance = random.Random(8)
    for n in range(count):
        sorts = (
            ("rare word", f"{chance.randrange(10**6):06}"),
            ("common word", chance.choice(WORDS)),
            ("two common words", " ".join(chance.sample(WORDS, 2))),
            ("part of a lot", f"{chance.randrange(60, 99)}-{chance.randrange(10**4, 10**5)}"[1:]),
            ("part of a word", chance.choice(WORDS)[1:5]),
            ("two signs", "".join(chance.choices(HANGUL if n % 2 else HAN, k=2))),
            ("one sign", chance.choice(HANGUL + HAN)),
        )
        yield sorts[n % len(sorts)]


def timed_searches(case: Case, count: int) -> dict[str, list[float]]:
    """Milliseconds a sort."""
    found: dict[str, list[float]] = {}
    for sort, query in queries(count):
        started = time.perf_counter()
        search(case, query)
        found.setdefault(sort, []).append((time.perf_counter() - started) * 1000)
    return found


def p99(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def size_run(folder: Path, count: int) -> None:
    path = folder / f"{count}.headstamp"
    started = time.perf_counter()
    with Case.create(path, "bench", "bench") as case:
        made = statements(count)
        while batch := [draft for _, draft in zip(range(20_000), made, strict=False)]:
            case.write(batch)
    wrote = time.perf_counter() - started
    size = path.stat().st_size
    started = time.perf_counter()
    case = Case.open(path, who="bench")
    case.head()
    opened = time.perf_counter() - started
    cold = [t for times in timed_searches(case, 300).values() for t in times]
    warm = timed_searches(case, 300)
    everything = [t for times in warm.values() for t in times]
    case.close()
    raw = time.perf_counter()
    with path.open("rb") as stream:
        while stream.read(2**20):
            pass
    raw = time.perf_counter() - raw
    started = time.perf_counter()
    quick = verify(path, index=False)
    seconds = time.perf_counter() - started
    started = time.perf_counter()
    whole = verify(path)
    full = time.perf_counter() - started
    mib = size / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:>9,} statements: written in {wrote:.1f} s ({count / wrote:,.0f}/s), {mib:,.0f} MiB; "
        f"open {opened * 1000:.1f} ms; "
        f"search p50 {statistics.median(everything):.2f} ms, p99 {p99(everything):.1f} ms, first round p99 {p99(cold):.1f} ms; "
        f"verify {seconds:.1f} s ({mib / seconds:,.0f} MiB/s; plain read {raw:.1f} s), with the search index {full:.1f} s; "
        f"intact: {quick.intact and whole.intact}; peak {peak} MiB"
    )
    for sort, times in warm.items():
        print(f"          {sort:<17} p50 {statistics.median(times):7.2f} ms   most {max(times):7.1f} ms")


def writers_run(folder: Path, writers: int, writes: int) -> None:
    path = folder / "writers.headstamp"
    Case.create(path, "bench", "bench").close()
    started = time.perf_counter()
    running = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), f"w{n}", str(writes)]) for n in range(writers)]
    codes = [each.wait() for each in running]
    seconds, verdict = time.perf_counter() - started, verify(path)
    kept = f"{verdict.objects - 1} kept, exit {codes}, intact: {verdict.intact}"
    print(f"{writers} x {writes} writes at once in {seconds:.1f} s: {kept}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--writes", type=int, default=1000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        writers_run(Path(folder), asked.writers, asked.writes)
        for count in asked.sizes:
            size_run(Path(folder), count)


if __name__ == "__main__":
    main()
