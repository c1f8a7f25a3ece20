"""Link 200,000 recoveries: time by phase, peak memory, and whether the cost is linear in records.

    python benchmarks/link.py [--records 200000] [--seed 7] [--profile]

Records are generated from a seed; heads follow a long-tailed (Zipf) choice, as in published samples. No real finds.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import platform
import pstats
import random
import resource
import time
from itertools import chain

from headstamp.core.record import Colour, Item, ItemKind, Mark, MarkRole, Recovery
from headstamp.core.where import Place
from headstamp.reason.link import link
from headstamp.reason.link.groups import Index
from headstamp.reason.link.partial import partial_groups
from headstamp.reason.link.rank import score
from headstamp.reference.shelf import load_shelf

GOAL_SECONDS, GOAL_MB = 30.0, 1536
CODES = [str(n) for n in (*range(11, 99), 270, 539, 188, 711, 945, 351, 343, 323)] + ["bxn", "LCW", "PPU", "MEN", "FNM", "UZZ"]
CALIBRES = ["7.62x39", "7.62x54R", "5.45x39", "12.7x108", "9x19", "7.62x51"]
COUNTRIES = ["UA", "SD", "SS", "IQ", "LY", "YE", "ML", "CD", ""]


def records(n: int, seed: int) -> tuple[Item, ...]:
    """`n` records: 80 % cartridges, 8 % packaging, 6 % rockets and bombs, 6 % weapons; 5 % of heads read in part."""
    rng = random.Random(seed)
    heads = [f"{rng.choice(CODES)} {rng.randrange(50, 100):02d}" for _ in range(2_000)]
    weights = [1 / (i + 1) for i in range(len(heads))]
    chosen = rng.choices(heads, weights, k=n)
    return tuple(_record(i, chosen[i], rng) for i in range(n))


def _record(i: int, head: str, rng: random.Random) -> Item:
    where = Recovery(place=Place(country=rng.choice(COUNTRIES)))
    kind = rng.choices(("cartridge", "packaging", "rocket", "weapon"), (80, 8, 6, 6))[0]
    lot = Mark(id="lot", text=f"{rng.randrange(1, 900)}-{rng.randrange(50, 99)}-{rng.randrange(1, 400)}", role=MarkRole.LOT)
    if kind == "cartridge":
        text = _worn(head, rng) if rng.random() < 0.05 else head
        marks: tuple[Mark, ...] = (Mark(id="headstamp", text=text, role=MarkRole.HEADSTAMP),)
        marks += (lot,) if rng.random() < 0.2 else ()
        calibre = rng.choice(CALIBRES) if rng.random() < 0.9 else ""
        return Item(
            id=f"r{i:06d}", kind=ItemKind.CARTRIDGE, calibre=calibre, marks=marks, recovery=where, quantity=rng.randrange(1, 90)
        )
    if kind == "packaging":
        text = f"{rng.choice(CALIBRES)} {rng.randrange(100, 1400)} pcs lot {lot.text}"
        return Item(
            id=f"r{i:06d}",
            kind=ItemKind.PACKAGING,
            marks=(lot, Mark(id="text", text=text, role=MarkRole.PACKAGING)),
            recovery=where,
        )
    if kind == "rocket":
        text = rng.choice(("방-122 / 파지 / 77", "방-122 파지", "9М22У 12-85-3", "OF-472", "82 mm HE"))
        sort = rng.choice((ItemKind.ROCKET, ItemKind.MORTAR_BOMB, ItemKind.SHELL))
        bore = rng.choice(("122 mm", "107 mm", "82 mm", ""))
        return Item(id=f"r{i:06d}", kind=sort, calibre=bore, marks=(Mark(id="body", text=text),),
                    colours=(Colour(colour="red", position="band"),), recovery=where)  # fmt: skip
    serial = Mark(id="serial", text=f"{rng.choice('ABCDEF')}{rng.randrange(100_000):05d}", role=MarkRole.SERIAL)
    feature = rng.choice(("smooth receiver cover", "wooden pistol grip", "curved box magazine on top"))
    model = rng.choice(("Type 68 rifle", "Type 56", "AKM", "Type 73 machine gun"))
    return Item(id=f"r{i:06d}", kind=ItemKind.WEAPON, model=model, marks=(serial,), features=(feature,), recovery=where)


def _worn(head: str, rng: random.Random) -> str:
    at = rng.randrange(len(head))
    return head if head[at] == " " else head[:at] + "?" + head[at + 1 :]


def peak_mb() -> float:
    """Peak resident memory of this process, in MiB (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def machine() -> str:
    """Processor, cores and Python, as far as the system tells."""
    model = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as info:
            model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), model)
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def phases(items: tuple[Item, ...]) -> None:
    """The steps inside `link`, timed one by one on a second run."""
    shelf = load_shelf()
    start = time.perf_counter()
    index = Index(items, shelf)
    indexed = time.perf_counter()
    whole = list(index.groups())
    grouped = time.perf_counter()
    part = list(partial_groups(index))
    fitted = time.perf_counter()
    ranked = sorted((score(g, index) for g in chain(whole, part)), reverse=True)
    done = time.perf_counter()
    print(f"  index {len(index.postings):,} distinct keys   {indexed - start:6.2f} s")
    print(f"  group {len(whole):,} groups                  {grouped - indexed:6.2f} s")
    print(f"  fit partial marks, {len(part):,} groups      {fitted - grouped:6.2f} s")
    print(f"  rank {len(ranked):,} groups                  {done - fitted:6.2f} s")


def main() -> None:
    """Run and print; exit 0 whatever the numbers are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--profile", action="store_true", help="print where the time goes (cProfile)")
    args = parser.parse_args()
    print(machine())
    shelf = load_shelf()
    link(records(50, args.seed), shelf, top=5)  # the shelf's own indexes are built once
    start = time.perf_counter()
    items = records(args.records, args.seed)
    print(f"generated {len(items):,} records in {time.perf_counter() - start:.1f} s; peak memory {peak_mb():,.0f} MiB")
    for share in (4, 2, 1):
        part = items[: len(items) // share]
        profiler = cProfile.Profile()
        start, cpu = time.perf_counter(), time.process_time()
        found = profiler.runcall(link, part, shelf) if args.profile and share == 1 else link(part, shelf)
        wall, used = time.perf_counter() - start, time.process_time() - cpu
        print(
            f"link {len(part):>9,} records: {wall:6.2f} s wall, {used:6.2f} s CPU, {len(found)} links; peak {peak_mb():,.0f} MiB"
        )
    fast, small = wall < GOAL_SECONDS, peak_mb() < GOAL_MB
    print(
        f"goal under {GOAL_SECONDS:.0f} s: {'PASS' if fast else 'SHORT'}; "
        f"goal under {GOAL_MB} MiB: {'PASS' if small else 'SHORT'}"
    )
    for finding in found[:5]:
        print(f"  {finding.answer}")
    phases(items)
    if args.profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    main()
