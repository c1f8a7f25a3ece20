"""Long lists and long tables of parties for measuring speed; what is right does not matter here, so they carry no gold.

    python benchmarks/match/grow.py --list SETS/list.csv --names 1000000 --out BIG/list.csv
    python benchmarks/match/grow.py --list SETS/list.csv --parties 1000000 --out BIG/queries_report.csv

`--names` keeps every listed name and adds recombined ones, each an entity of its own, until there are so many distinct ones.
`--parties` writes distinct names: 1 in 50 a listed name with one typing error, 7 in 10 recombined from the list's words, the
others with a branch and number of their own. Both have the vocabulary of the list, as a longer list of the same kind would; names
of wholly other words would be easier on an index. The same seed gives the same bytes. Standard library only.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import bend
from metrics import read_list

SEED = 1977
LISTED_SHARE = 0.02
Row = tuple[str, str]  # name, schema


def recombined(listed: list[tuple[str, str, str]], chance: random.Random) -> Iterator[Row]:
    """Names without end: the words of a listed name, each replaced by its like of another name with a chance of a half."""
    by_place: dict[tuple[str, int], list[str]] = defaultdict(list)
    rows = [(name.split(), schema) for _, name, schema in listed if schema != "Airplane"]
    for words, schema in rows:
        for place, word in enumerate(words):
            by_place[(schema, place)].append(word)
    while True:
        words, schema = chance.choice(rows)
        yield " ".join(chance.choice(by_place[(schema, n)]) if chance.random() < 0.5 else w for n, w in enumerate(words)), schema


def names(listed: list[tuple[str, str, str]], count: int) -> Iterator[tuple[str, str, str]]:
    """Rows (id, name, schema) of the longer list."""
    yield from listed
    seen = {name for _, name, _ in listed}
    for name, schema in recombined(listed, random.Random(SEED)):
        if len(seen) >= count:
            return
        if name not in seen:
            seen.add(name)
            yield f"grown-{len(seen)}", name, schema


def parties(listed: list[tuple[str, str, str]], count: int) -> Iterator[Row]:
    """Rows (name, schema) of distinct parties."""
    chance = random.Random(SEED + 1)
    seen: set[str] = set()
    known = [(name, schema) for _, name, schema in listed]
    strangers = recombined(listed, random.Random(SEED + 2))
    while len(seen) < count:
        draw = chance.random()
        name, schema = chance.choice(known) if draw < LISTED_SHARE else next(strangers)
        if draw < LISTED_SHARE:
            name = bend.typo(name, chance) or name
        elif draw > 0.72:
            name = f"{name} {chance.choice(bend.EXTRA)} {chance.randrange(1000)}"
        if name not in seen:
            seen.add(name)
            yield name, schema


def main() -> None:
    """Writes one of the two files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--list", type=Path, required=True)
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--names", type=int)
    kind.add_argument("--parties", type=int)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    listed = read_list(args.list)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with args.out.open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text, lineterminator="\n")
        if args.names:
            rows.writerow(("id", "name", "schema"))
            rows.writerows(names(listed, args.names))
        else:
            rows.writerow(("query", "schema", "gold", "set"))
            rows.writerows((name, schema, "", "parties") for name, schema in parties(listed, args.parties))


if __name__ == "__main__":
    main()
