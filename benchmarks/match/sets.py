"""Builds the evaluation sets for matching: a list, and labelled queries in two halves.

    python benchmarks/match/sets.py --lists LISTS --out SETS

LISTS holds the public files (OFAC names and aliases, UN consolidated XML, BIS denied persons); `--cases` may name a table with
more native writings. Written: `list.csv` (id, name, schema; several names an id; Latin script only), `queries_tune.csv` and
`queries_report.csv` (query, schema, gold, set; gold empty where the party is on no list), `counts.json`. Constants may be fitted
to `tune`; what is stated is `report`. An entity is in one half only. The same seed gives the same bytes.

Needs an environment of its own: pip install rapidfuzz faker defusedxml sanctions-screening-benchmark

A query is left out where its writing is also a name of another listed party: nobody could answer it. The native writings of
`cross_ko`, `cross_zh`, `cross_ru_made`, `cross_el` and the firm sets are our own but for a few (native.py says how); those of
`cross_ar` and `cross_ru` are the lists' originals. Invented names of `neg_native_*` may, by chance, sound like a listed party: a
screening tool would still have to let them pass, so they stay.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import bend
import listed
import native
import strangers
from listed import Entity, key
from rapidfuzz import fuzz, process

Bend = Callable[[str, random.Random], str]
SEED = 20251
DIGIT = re.compile(r"\d")
SIZE = 600  # queries a set, both halves together
COMMON = 12  # a word that more entities have does not tell one firm from another
DOUBTFUL = 90  # per cent alike: too near a listed name to be called a stranger
HELD_OUT = 700  # whole entities kept off the list
Query = tuple[str, str, str, str]
WORDY = ("Person", "Organization", "LegalEntity", "Vessel")
FIRMS = ("Organization", "LegalEntity")


class Sets:
    """Queries gathered so far, with what is needed to leave out those that nobody could answer."""

    def __init__(self, entities: dict[str, Entity]) -> None:
        self.entities, self.owners = entities, listed.owners_of(entities.values())
        self.queries: dict[Query, None] = {}
        self.starts = sorted((n.casefold(), e.id) for e in entities.values() for n in e.names)
        self.pool = [(e, n) for e in entities.values() if e.schema != "Airplane" for n in e.names if self.clear(n, e.id)]

    def clear(self, name: str, gold: str) -> bool:
        """Whether the writing belongs to this entity or to none."""
        return bool(key(name)) and self.owners.get(key(name), set()) <= {gold}

    def lone_start(self, text: str) -> str:
        """The text, or nothing where names of two parties begin with it, as `LIMITED LIABILITY CO` does."""
        ids: set[str] = set()
        at = bisect_left(self.starts, (text.casefold(), ""))
        while at < len(self.starts) and self.starts[at][0].startswith(text.casefold()) and len(ids) < 2:
            ids.add(self.starts[at][1])
            at += 1
        return text if len(ids) < 2 else ""

    def add(self, name: str, entity: Entity, label: str) -> bool:
        """Take a positive query; false where it is empty, another's, or already a name on the list."""
        if not self.clear(name, entity.id) or any(name == n for n in entity.names):
            return False
        self.queries[(name, entity.schema, entity.id, label)] = None
        return True

    def bent(self, label: str, how: Bend, schemas: Iterable[str], *, plain: bool = False, size: int = SIZE) -> None:
        """One set: names bent by `how`, at most one query an entity. `plain` takes names of six signs or more without figures."""
        chance = random.Random(f"{SEED}{label}")
        pool = [(e, n) for e, n in self.pool if e.schema in schemas and (not plain or (len(n) > 5 and not DIGIT.search(n)))]
        chance.shuffle(pool)
        seen: set[str] = set()
        for entity, name in pool:
            if len(seen) >= size:
                return
            text = how(name, chance) if entity.id not in seen else ""
            if text and not label.startswith("ssb_"):
                text = bend.cased(text, chance)
            if text and self.add(text, entity, label):
                seen.add(entity.id)

    def stranger(self, name: str, schema: str, label: str) -> None:
        """Take a negative query unless a listed party is written so, or two or more words of a person are a listed name."""
        words = key(name).split()
        sizes = range(2, 5) if schema == "Person" and len(words) < 9 else range(0)
        parts = (" ".join(some) for size in sizes for some in combinations(words, size))
        if words and " ".join(words) not in self.owners and not any(part in self.owners for part in parts):
            self.queries[(name, schema, "", label)] = None


def hold_out(entities: dict[str, Entity], chance: random.Random) -> list[Entity]:
    """Whole entities taken off the list: half of the denied persons and firms, and others of every kind.

    Those with a name very like one still listed are not asked for: a spelling, a branch or a sister ship may be meant.
    """
    denied = [i for i in entities if i.startswith("bis-")]
    others = [i for i, e in entities.items() if i.startswith("ofac-") and e.schema != "Airplane" and not DIGIT.search(e.names[0])]
    chosen = chance.sample(denied, len(denied) // 2) + chance.sample(others, HELD_OUT)
    held = [entities.pop(i) for i in sorted(chosen)]
    left = [key(n) for e in entities.values() for n in e.names]
    return [
        e for e in held if not any(process.extractOne(key(n), left, scorer=fuzz.ratio, score_cutoff=DOUBTFUL) for n in e.names)
    ]


def aliases(sets: Sets, chance: random.Random) -> None:
    """Real aliases, one an entity, taken off the list."""
    owners = [e for e in sets.entities.values() if len(e.names) > 1 and e.schema != "Airplane"]
    chance.shuffle(owners)
    taken = 0
    for entity in owners:
        if taken >= 2200:
            return
        name = chance.choice(entity.names[1:])
        rest = [n for n in entity.names if n != name]
        if any(key(n) == key(name) for n in rest) or not sets.clear(name, entity.id):
            continue
        at = entity.names.index(name)
        del entity.names[at], entity.written[at]
        sets.add(bend.cased(name, chance), entity, "alias_weak" if name in entity.weak else "alias")
        taken += 1


def cross(sets: Sets) -> None:
    """Native writings: the lists' own and ours."""
    made: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    chance = random.Random(SEED + 1)
    for entity in sets.entities.values():
        for text in entity.natives:
            made[f"cross_{listed.script(text)}"].append((text, entity))
        for written, name in zip(entity.written, entity.names, strict=True):
            if len(sets.owners[key(name)]) > 1:
                continue
            if entity.schema == "Person":
                korean = native.korean(written)
                made["cross_ko"] += [(t, entity) for t in korean]
                chinese = [] if korean else native.chinese_person(written)
                made["cross_zh"] += [(t, entity) for c in chinese for t in (c, native.traditional(c))]
                if entity.country in ("Russia", "Belarus"):
                    made["cross_ru_made"].append((native.russian(name), entity))
                if name.replace(" ", "").isalpha() and name.isascii():
                    made["cross_el"].append((native.greek(name), entity))
            elif entity.schema == "Vessel":
                made["cross_ko"] += [(t, entity) for t in native.korean_vessel(name)]
            elif entity.schema == "Organization":
                made["cross_ru_made_firm"] += [(t, entity) for t in native.russian_firm(name)]
                made["cross_zh_firm"] += [(t, entity) for c in native.chinese_firm(name) for t in (c, native.traditional(c))]
                if "orea" in entity.country or "KOREA" in name.upper():
                    made["cross_ko_firm"] += [(t, entity) for t in native.korean_firm(name)]
    for label in sorted(made):
        owners: dict[str, set[str]] = defaultdict(set)
        for text, entity in made[label]:
            owners[text].add(entity.id)
        pairs = [p for p in dict.fromkeys((t, e.id) for t, e in made[label]) if len(owners[p[0]]) == 1]
        if label.startswith(("cross_ru_made", "cross_el")):
            pairs = chance.sample(pairs, min(SIZE, len(pairs)))
        each: Counter[str] = Counter()
        for text, gold in pairs:
            each[gold] += 1
            if each[gold] <= 3:
                sets.add(text, sets.entities[gold], label)


def _alone(sets: Sets, how: Bend) -> Bend:
    """The same rule where it gives for one entity only: `J. SMITH` may be several."""
    shared: dict[str, set[str]] = defaultdict(set)
    for entity, name in sets.pool:
        shared[key(how(name, random.Random(0)))].add(entity.id)
    return lambda name, chance: how(name, chance) if len(shared[key(how(name, random.Random(0)))]) == 1 else ""


def _of_package(sets: Sets, rule: Callable[[str, int], list[str]]) -> Bend:
    """One of the variants that a class of sanctions-screening-benchmark makes of a name."""
    return lambda name, chance: sets.lone_start(chance.choice(rule(name, SEED) or [""]))


def perturbed(sets: Sets) -> None:
    """Our own perturbations, then every class of sanctions-screening-benchmark."""
    from ssb import perturb  # here, so that the rest of the module can be used and tested without it

    sets.bent("typo1", bend.typo, WORDY, plain=True, size=1000)
    sets.bent("typo2", bend.typo2, WORDY, plain=True, size=1000)
    sets.bent("order", bend.order, ("Person", "Organization"))
    sets.bent("abbreviated", bend.abbreviated, FIRMS)
    sets.bent("form_swapped", bend.form_swapped, FIRMS)
    sets.bent("extra_word", lambda n, c: bend.lengthened(n, c, bend.EXTRA), FIRMS)
    sets.bent("extra_word_person", lambda n, c: bend.lengthened(n, c, bend.PERSON_EXTRA), ("Person",))
    sets.bent("truncated", lambda n, c: sets.lone_start(bend.truncated(n, c)), WORDY)
    sets.bent("joined", bend.joined, WORDY)
    sets.bent("split", bend.split, WORDY)
    sets.bent("numerals", bend.numerals, (*FIRMS, "Vessel"))
    sets.bent("initials", _alone(sets, bend.initials), ("Person",))
    sets.bent("acronym", _alone(sets, bend.acronym), ("Organization",))
    for name, rule in sorted(perturb.REGISTRY.items()):
        if name == "case_fold":
            continue  # its own rule against doubles, which ignores case, leaves nothing
        sets.bent(f"ssb_{name}", _of_package(sets, rule.fn), WORDY, plain=True, size=400)


def negatives(sets: Sets, held: list[Entity], chance: random.Random) -> None:
    """Names on no list."""
    for entity in held:
        label = "neg_bis" if entity.id.startswith("bis") else "neg_held_out"
        sets.stranger(bend.cased(entity.names[0], chance), entity.schema, label)
    persons = [e for e in sets.entities.values() if e.schema == "Person"]
    for name in strangers.recombined(persons, 1000, chance):
        sets.stranger(bend.cased(name, chance), "Person", "neg_recombined")
    for name in strangers.made_companies(1000, chance):
        sets.stranger(bend.cased(name, chance), "Organization", "neg_trade_words")
    for label, names in strangers.invented(1000, SEED).items():
        for name in names:
            sets.stranger(name, "Organization" if label.endswith("firm") else "Person", label)
    sample = chance.sample([(e, n) for e, n in sets.pool if len(n.split()) > 1], 1400)
    spread = Counter(w for e in sets.entities.values() for w in set(key(" ".join(e.names)).split()))
    every = {n.casefold() for e in sets.entities.values() for n in e.names}
    for schemas, schema in ((("Person",), "Person"), (FIRMS, "Organization")):
        names = [n for e, n in sample if e.schema in schemas]
        common = {w for w, count in spread.items() if count > COMMON} if schemas == FIRMS else set()
        for label, made in strangers.adjacent(names, every, common, SEED).items():
            for name in made:
                sets.stranger(name, schema, label)


def half(query: Query) -> str:
    """`tune` or `report`, by the entity, or by the name where there is none."""
    return "tune" if hashlib.sha256((query[2] or key(query[0])).encode()).digest()[0] < 128 else "report"


def write(sets: Sets, out: Path) -> dict[str, dict[str, int]]:
    """The list and both halves; queries of one half and set, counted."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "list.csv").open("w", encoding="utf-8", newline="") as text:
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(("id", "name", "schema"))
        rows.writerows((e.id, n, e.schema) for e in sets.entities.values() for n in e.written)
    counts: dict[str, Counter[str]] = {}
    for name in ("tune", "report"):
        queries = [q for q in sets.queries if half(q) == name]
        counts[name] = Counter(q[3] for q in queries)
        with (out / f"queries_{name}.csv").open("w", encoding="utf-8", newline="") as text:
            rows = csv.writer(text, lineterminator="\n")
            rows.writerow(("query", "schema", "gold", "set"))
            rows.writerows(queries)
    return {label: {n: counts[n][label] for n in counts} for label in sorted(set().union(*counts.values()))}


def main() -> None:
    """Builds all sets and prints how many queries each has."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--cases", type=Path, help="table of cases with native writings")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    entities = listed.read(args.lists, args.cases)
    chance = random.Random(SEED)
    held = hold_out(entities, chance)
    sets = Sets(entities)
    aliases(sets, chance)
    sets.pool = [(e, n) for e, n in sets.pool if n in e.names]
    cross(sets)
    perturbed(sets)
    negatives(sets, held, chance)
    counts = write(sets, args.out)
    (args.out / "counts.json").write_text(json.dumps(counts, indent=1), encoding="utf-8")
    for label, row in counts.items():
        print(f"{label:24} {row['tune']:6} {row['report']:6}")
    names = sum(len(e.names) for e in entities.values())
    for half_name in ("tune", "report"):
        positives = sum(row[half_name] for label, row in counts.items() if not label.startswith("neg_"))
        print(half_name, positives, "positives", sum(row[half_name] for row in counts.values()) - positives, "negatives")
    print(len(entities), "entities", names, "names")


if __name__ == "__main__":
    main()
