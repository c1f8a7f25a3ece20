"""How right is `trace`, and how well does it know? Measured on the sourced rows of the shelf.

    python benchmarks/accuracy.py [--split report|tune|all] [--seeds 5] [--json FILE] [--wrong]

Three settings: as is; each producer left out (the right answer is then "none of those known"); each source left out. Each
at 100, 80 and 60 % legibility. Wear is a SIMULATION (probes.worn). Constants may be fitted to the half `tune` alone.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from peers import Table
from probes import Confusions, Probe, confusions, probes, still_known, without_producer, without_source, worn

from headstamp.core.record import Item
from headstamp.reason.evaluate import Answer, Case, Scores, answer_of, score
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf

LEGIBILITIES = (1.0, 0.8, 0.6)
SETTINGS = ("as is", "producer left out", "source left out")
TOOLS = ("headstamp", "exact table", "nearest entry")
GOAL_ECE, GOAL_RATIO = 0.05, 0.90


@dataclass
class Bench:
    """Cases and answers so far, by setting, legibility and tool; looks and described symbols, which do not
    wear and stand in no table of codes, are kept under the legibility 0."""

    shelf: Shelf
    seeds: int
    table: Confusions
    cases: dict[tuple[str, float], list[Case]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[tuple[str, float, str], list[Answer]] = field(default_factory=lambda: defaultdict(list))

    def run(self, setting: str, found: Iterable[Probe], shelf: Shelf, answerable: Callable[[Probe], bool]) -> None:
        """Answer the probes on one shelf, at every legibility, with every tool."""
        peers = Table(shelf)
        for probe in found:
            for level, case in self._versions(probe):
                able = case.answerable and answerable(probe)
                item = case.item.model_copy(update={"id": f"{setting}: {case.item.id}"})
                self.cases[setting, level].append(case.model_copy(update={"item": item, "answerable": able}))
                for tool, answer in self._answers(item, shelf, peers if level else None):
                    self.answers[setting, level, tool].append(answer)

    def _versions(self, probe: Probe) -> Iterator[tuple[float, Case]]:
        yield (1.0 if probe.marked else 0.0), probe.case
        for level in LEGIBILITIES[1:] if probe.marked else ():
            for seed in range(self.seeds):
                yield level, worn(probe, level, seed, self.table)

    def _answers(self, item: Item, shelf: Shelf, peers: Table | None) -> Iterator[tuple[str, Answer]]:
        yield "headstamp", answer_of(trace(item, shelf))
        if peers:
            yield "exact table", peers.exact(item)
            yield "nearest entry", peers.nearest(item)

    def scores(self, setting: str, level: float, tool: str) -> Scores | None:
        """The figures of one block, or None where nothing was asked."""
        answers = self.answers[setting, level, tool]
        return score(self.cases[setting, level], answers, self.shelf) if answers else None


def measure(shelf: Shelf, chosen: list[Probe], seeds: int) -> Bench:
    """All three settings over the chosen probes."""
    bench = Bench(shelf, seeds, confusions(shelf))
    bench.run(SETTINGS[0], chosen, shelf, lambda _: True)
    for probe in chosen:
        bench.run(SETTINGS[1], [probe], without_producer(shelf, probe), lambda _: False)
    by_source: dict[str, list[Probe]] = defaultdict(list)
    for probe in chosen:
        for source in sorted({s for row in probe.rows for s in row.source_ids}):
            by_source[source].append(probe)
    for source, resting in sorted(by_source.items()):
        less = without_source(shelf, source)
        bench.run(SETTINGS[2], resting, less, lambda p, less=less: still_known(p, less))  # type: ignore[misc]
    return bench


HEAD = (f"{'setting':<18} {'legible':>7} {'tool':<14} {'n':>5} {'able':>5} {'top1':>5} {'top3':>5} {'prod1':>5} {'prod3':>5} "
        f"{'logl':>5} {'ece':>5} {'chance':>6} {'wrong':>5} {'>80%':>4} {'abst':>5} {'ab/able':>7} {'ans/un':>6}")  # fmt: skip


def line(setting: str, level: float, tool: str, s: Scores) -> str:
    """One block as a row of the printed table."""

    def f(x: float | None) -> str:
        return "    -" if x is None else f"{x:5.2f}" if x >= 1 else f"{x:5.3f}"

    legible = f"{level:.0%}" if level else "looks"
    return (f"{setting:<18} {legible:>7} {tool:<14} {s.n:>5} {s.answerable:>5} {f(s.country_top1)} {f(s.country_top3)} "
            f"{f(s.producer_top1)} {f(s.producer_top3)} {f(s.log_loss)} {f(s.ece)}  {f(s.ece_chance)} {s.wrong:>5} "
            f"{len(s.confident_wrong):>4} {s.abstained:>5} {s.abstained_answerable:>7} {s.answered_unanswerable:>6}")  # fmt: skip


def ratio(bench: Bench, setting: str, level: float, tool: str) -> float | None:
    """Right countries at `level` over right countries at 100 %, on the cases that were answerable at 100 %: a case that wear
    made unanswerable counts as a loss, so that the ratio cannot gain by it."""
    full, less = bench.scores(setting, 1.0, tool), bench.scores(setting, level, tool)
    if not full or not less or not full.country_top1:
        return None
    able = {r.id for r in full.cases if r.answerable}
    kept = [r for r in less.cases if r.id.split("~")[0] in able]
    return sum(bool(r.right) and not r.abstained for r in kept) / len(kept) / full.country_top1


def report(bench: Bench, wrong: bool) -> dict[str, object]:
    """Print every block, the curve, the goals; returns the same as data."""
    print(HEAD)
    out: dict[str, object] = {}
    for setting in SETTINGS:
        for level in (*LEGIBILITIES, 0.0):
            for tool in TOOLS:
                if s := bench.scores(setting, level, tool):
                    print(line(setting, level, tool, s))
                    out[f"{setting} | {level:.0%} | {tool}"] = s.model_dump(mode="json", exclude={"cases"})
    pooled = {tool: pool(bench, tool) for tool in TOOLS}
    print("\nall settings and legibilities together; risk = share of wrong among the answered, surest first")
    for tool, s in pooled.items():
        curve = "  ".join(f"{p.coverage:.0%}:{p.risk:.3f}" for p in s.risk_coverage[::4])
        print(f"{tool:<14} n={s.n} log loss {s.log_loss} ece {s.ece} (answers alone {s.ece_answers}, chance {s.ece_chance}) "
              f"wrong {s.wrong}, above 80 % {len(s.confident_wrong)}, undecided {s.undecided}\n"
              f"{'':<14} coverage:risk {curve}")  # fmt: skip
    ours = pooled["headstamp"]
    print("\nstated>observed (n): " + "  ".join(f"{b.stated:.2f}>{b.right:.2f} ({b.n})" for b in ours.bins))
    mixed = "  ".join(f"{b.stated:.2f}>{b.right:.2f} ({b.n})" for b in mixture(bench, "headstamp").bins)
    print(f"the same, makers known to unknown 3 to 1: {mixed}")
    out["goals"] = goals(bench, pooled)
    if wrong:
        print_wrong(ours)
    return out


def print_wrong(s: Scores) -> None:
    """Every sure and wrong answer once, with how many versions of the case it came from and the surest of them."""
    found: dict[tuple[str, str, str], list[float]] = defaultdict(list)
    sure = set(s.confident_wrong)
    for r in s.cases:
        if r.id in sure:
            found[r.id.split("~")[0], r.truth, r.answer].append(r.probability)
    print(f"\nwrong countries at 80 % or more: {len(sure)} versions of {len(found)} cases")
    for (name, truth, answer), ps in sorted(found.items()):
        print(f"  {name}: truth {truth}, answered {answer} at up to {max(ps):.2f} ({len(ps)} versions)")


def mixture(bench: Bench, tool: str) -> Scores:
    """Three cases as they are to one with its maker left out. Alone, neither setting can be calibrated: in the one every
    maker is on the shelf, in the other none is. Three to one is what the tool assumes of the world (weigh.PRIOR_NONE)."""
    cases: list[Case] = []
    answers: list[Answer] = []
    for (setting, level), found in bench.cases.items():
        times = {SETTINGS[0]: 3, SETTINGS[1]: 1}.get(setting, 0) if bench.answers[setting, level, tool] else 0
        cases += found * times
        answers += bench.answers[setting, level, tool] * times
    return score(cases, answers, bench.shelf)


def pool(bench: Bench, tool: str) -> Scores:
    """Every block of one tool as one set of cases; looks are left to the one tool that reads them."""
    keys = [(s, level) for (s, level) in bench.cases if bench.answers[s, level, tool]]
    cases = [c for key in keys for c in bench.cases[key]]
    return score(cases, [a for s, level in keys for a in bench.answers[s, level, tool]], bench.shelf)


def goals(bench: Bench, pooled: dict[str, Scores]) -> dict[str, object]:
    """The goals of the project beside what was measured; PASS or SHORT."""
    ours = pooled["headstamp"]
    as_is, mixed = bench.scores(SETTINGS[0], 1.0, "headstamp"), mixture(bench, "headstamp")
    checks: list[tuple[str, float | None, bool]] = [
        ("wrong countries at 80 % or more (goal 0)", float(len(ours.confident_wrong)), not ours.confident_wrong),
        (f"calibration error, everything (goal < {GOAL_ECE})", ours.ece, (ours.ece or 0) < GOAL_ECE),
        (f"calibration error, makers known to unknown 3 to 1 (goal < {GOAL_ECE})", mixed.ece, (mixed.ece or 0) < GOAL_ECE),
        (f"calibration error, as is at 100 % (goal < {GOAL_ECE})", as_is.ece if as_is else None,
         as_is is not None and (as_is.ece or 0) < GOAL_ECE),
    ]  # fmt: skip
    r = ratio(bench, SETTINGS[0], 0.8, "headstamp")
    checks.append((f"accuracy at 80 % over 100 % legibility (goal >= {GOAL_RATIO})", r, bool(r) and (r or 0) >= GOAL_RATIO))
    print("\ngoals")
    for name, value, held in checks:
        print(f"  {'PASS ' if held else 'SHORT'} {name}: {'-' if value is None else round(value, 3)}")
    for tool in TOOLS[1:]:
        other = ratio(bench, SETTINGS[0], 0.8, tool)
        print(f"        the same ratio, {tool}: {'-' if other is None else round(other, 3)}")
    return {name: {"value": value, "held": held} for name, value, held in checks}


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--split", choices=("report", "tune", "all"), default="report")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--wrong", action="store_true", help="list every wrong country at 80 %% or more")
    args = parser.parse_args()
    start = time.perf_counter()
    shelf = load_shelf()
    chosen = [p for p in probes(shelf) if args.split in ("all", p.half)]
    print(f"half: {args.split}; {len(chosen)} cases of {len({p.key for p in chosen})} makers; shelf {shelf.hash[:12]}; "
          f"wear is simulated, {args.seeds} seeds\n")  # fmt: skip
    out = report(measure(shelf, chosen, args.seeds), args.wrong)
    if args.json:
        args.json.write_text(json.dumps(out, sort_keys=True, indent=1), encoding="utf-8")
    print(f"\n{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
