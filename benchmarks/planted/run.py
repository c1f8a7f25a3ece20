"""The planted benchmark: `python benchmarks/planted/run.py CASES... --declarations 1000000 --half report --json out.json`.

Without --screen it builds the screen of this package from its packs; --screen module:name takes another one, a factory as
`headstamp.scale.planted.evaluate.Factory` says. --rates prints how often each awkward event occurs among honest lines.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path

from headstamp.scale.planted.benign import awkward, block
from headstamp.scale.planted.casefile import merged, read_cases
from headstamp.scale.planted.evaluate import SETTINGS, Factory, evaluate
from headstamp.scale.planted.families import read_families
from headstamp.scale.planted.plant import DRAWS
from headstamp.scale.planted.report import lines
from headstamp.scale.planted.tables import VERSION, fingerprint

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run the benchmark or print the rates."""
    asked = _asked()
    if asked.rates:
        return rates(asked.seed)
    table = read_families(asked.families)
    read = [read_cases(path) for path in asked.cases]
    cases = merged(tuple(case for some, _ in read for case in some), {k: f.same_as for k, f in table.items() if f.same_as})
    started = time.perf_counter()
    report = evaluate(
        cases, asked.declarations, asked.seed, _screen(asked), draws=asked.draws, half=asked.half, table=table,
        refused=[one for _, refused in read for one in refused], settings=asked.settings,
    )  # fmt: skip
    print("\n".join(lines(report)))
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)
    if asked.json:
        Path(asked.json).write_text(json.dumps(report.as_json(), indent=1, ensure_ascii=False), "utf-8")


def rates(seed: int, blocks: int = 5) -> None:
    """Print the measured rate of every awkward event over some blocks of the honest stream, and the speed of drawing them."""
    block(seed, 0)
    started, count, sums = time.perf_counter(), 0, {}
    for number in range(1, blocks + 1):
        some = block(seed, number)
        count += some.lines.num_rows
        for name, share in awkward(some).items():
            sums[name] = sums.get(name, 0.0) + share / blocks
    took = time.perf_counter() - started
    print(f"generator version {VERSION}, tables {fingerprint()}")
    for name, share in sums.items():
        print(f"{name:60} {share:.5f}")
    print(f"{count / took:,.0f} lines/s", file=sys.stderr)


def _screen(asked: argparse.Namespace) -> Factory:
    if asked.screen:
        module, name = asked.screen.split(":")
        return getattr(importlib.import_module(module), name)
    from headstamp import load_shelf
    from headstamp.scale.matchers import open_matcher
    from headstamp.scale.planted.screens import of_shelf

    lists = [name for name in asked.list if name != "builtin"]
    return of_shelf(load_shelf(), asked.seed, open_matcher(lists) if asked.list else None, past=asked.past)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", type=Path, help="files of cases, .jsonl or .csv")
    parser.add_argument("--declarations", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--half", choices=("tune", "report", ""), default="")
    parser.add_argument("--families", type=Path, default=HERE / "families.csv")
    parser.add_argument("--settings", nargs="+", default=list(SETTINGS))
    parser.add_argument("--screen", default="", help="module:name of another factory of screens")
    parser.add_argument("--past", type=int, default=1_000_000, help="lines of the honest past that is learned from")
    parser.add_argument("--list", action="append", default=[], help="builtin, or a file of listed parties; may be repeated")
    parser.add_argument("--json", default="", help="where to write the report as JSON")
    parser.add_argument("--rates", action="store_true", help="print the rates of awkward events instead")
    return parser.parse_args()


if __name__ == "__main__":
    main()
