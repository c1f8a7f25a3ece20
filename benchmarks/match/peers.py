"""Runs what is used today on the same list and queries, each engine in a process of its own, one thread.

    python benchmarks/match/peers.py --sets SETS --out PEERS.json [--half report] [--also headstamp=EVALUATION.json]

Needs an environment of its own, as PyICU wants the ICU headers (libicu-dev) and a compiler:
pip install rapidfuzz scikit-learn sparse-dot-topn nomenklatura PyICU

* token_sort: rapidfuzz, words sorted, every name of the list (cdist, one worker).
* tfidf: character 3-grams inside words, TF-IDF, cosine, the best 30 names (scikit-learn, sparse_dot_topn).
* blocker_logic: nomenklatura's DuckDB blocker, up to 75 candidates, scored by logic-v2. Queries are blocked 250 at a time: its
  stopwords depend on the batch, and larger batches lose more.
* tfidf_logic: the best 30 names of tfidf, scored by logic-v2.

The first two see Latin letters: names are romanised by normality (ICU), lowered, and lose their marks. The others see the names
as written, persons given name first. Timed is everything from the query's text to its ranked ids, in CPU seconds of all threads;
the building of the index is timed apart. Memory is the peak of the whole process, the libraries included. With `--sample N` the
logic engines answer a pseudo-random N of the queries only; the figures then say so.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

THREADS = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR")} | {"NOMENKLATURA_DUCKDB_THREADS": "1"}
os.environ.update(THREADS)  # before numpy is loaded, which reads them once

import numpy as np  # noqa: E402 - after the thread limits above
from metrics import Answer, Query, measure, read_list, read_queries, shown  # noqa: E402 - the same

Listed = Sequence[tuple[str, str, str]]
Ranked = list[tuple[str, float]]
TOP, BATCH = 30, 250


def plain(name: str) -> str:
    """Latin small letters and figures, words sorted."""
    from normality import ascii_text

    return " ".join(sorted(re.findall(r"[a-z0-9]+", ascii_text(name).casefold().replace("'", ""))))


def best_of(ids: Sequence[str], scores: Sequence[float]) -> Ranked:
    """Ranked entities, each with its best name's score, from scores of names."""
    best: dict[str, float] = {}
    for name_id, score in zip(ids, scores, strict=True):
        best[name_id] = max(best.get(name_id, 0.0), float(score))
    return sorted(best.items(), key=lambda hit: -hit[1])


class TokenSort:
    """rapidfuzz over every name."""

    def __init__(self, listed: Listed) -> None:
        self.ids = [i for i, _, _ in listed]
        self.names = [plain(n) for _, n, _ in listed]

    def answer(self, queries: Sequence[Query]) -> Iterator[Ranked]:
        """Ranked hits of each query."""
        from rapidfuzz import fuzz, process

        for at in range(0, len(queries), BATCH):
            texts = [plain(q.text) for q in queries[at : at + BATCH]]
            for row in process.cdist(texts, self.names, scorer=fuzz.ratio, workers=1, dtype=np.float32):
                top = np.argpartition(row, -TOP)[-TOP:]
                yield best_of([self.ids[i] for i in top], row[top] / 100)


class Tfidf:
    """Cosine of TF-IDF weighted character 3-grams."""

    def __init__(self, listed: Listed) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.ids = [i for i, _, _ in listed]
        self.maker = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 3), dtype=np.float32, sublinear_tf=True)
        self.columns = self.maker.fit_transform([plain(n) for _, n, _ in listed]).T.tocsr()

    def answer(self, queries: Sequence[Query]) -> Iterator[Ranked]:
        """Ranked hits of each query."""
        from sparse_dot_topn import sp_matmul_topn

        for at in range(0, len(queries), BATCH):
            rows = self.maker.transform([plain(q.text) for q in queries[at : at + BATCH]])
            found = sp_matmul_topn(rows, self.columns, top_n=TOP, sort=True, n_threads=1)
            for row in range(rows.shape[0]):
                span = slice(found.indptr[row], found.indptr[row + 1])
                yield best_of([self.ids[i] for i in found.indices[span]], found.data[span])


class Logic:
    """Scores candidates with nomenklatura's logic-v2."""

    def __init__(self, listed: Listed) -> None:
        from followthemoney import Dataset, StatementEntity
        from nomenklatura.matching import get_algorithm

        self.dataset = Dataset.make({"name": "listed", "title": "listed"})
        self.make = StatementEntity.from_data
        self.algorithm = get_algorithm("logic-v2")
        self.config = self.algorithm.default_config()
        names: dict[str, tuple[str, list[str]]] = {}
        for entity_id, name, schema in listed:
            last, comma, first = name.partition(", ")
            turned = f"{first} {last}" if comma and schema == "Person" and "," not in first else name
            names.setdefault(entity_id, (schema, []))[1].append(turned)
        self.entities = {i: self.entity(i, schema, own) for i, (schema, own) in names.items()}

    def entity(self, entity_id: str, schema: str, names: list[str]) -> Any:
        """One entity of followthemoney. Its names are cached by id, so no id may come twice."""
        return self.make(self.dataset, {"id": entity_id, "schema": schema, "properties": {"name": names}})

    def rank(self, query: Any, candidates: Sequence[str]) -> Ranked:
        """Candidates by score, those without any left out; equal scores keep the order of the candidates."""
        scores = [(i, self.algorithm.compare(query, self.entities[i], self.config).score) for i in candidates]
        return sorted([s for s in scores if s[1] > 0], key=lambda hit: -hit[1])


class TfidfLogic:
    """The best names by TF-IDF, scored by logic-v2."""

    def __init__(self, listed: Listed) -> None:
        self.first, self.logic = Tfidf(listed), Logic(listed)

    def answer(self, queries: Sequence[Query]) -> Iterator[Ranked]:
        """Ranked hits of each query."""
        for n, (query, hits) in enumerate(zip(queries, self.first.answer(queries), strict=True)):
            yield self.logic.rank(self.logic.entity(f"query-{n}", query.schema, [query.text]), [i for i, _ in hits])


class BlockerLogic:
    """nomenklatura's own blocker, then logic-v2."""

    def __init__(self, listed: Listed) -> None:
        from nomenklatura.blocker.index import Index
        from nomenklatura.resolver import Linker
        from nomenklatura.store.memory import MemoryStore

        self.logic = Logic(listed)
        store: Any = MemoryStore(self.logic.dataset, Linker({}))
        with store.writer() as writer:
            for entity in self.logic.entities.values():
                writer.add_entity(entity)
        self.folder = tempfile.TemporaryDirectory()
        self.index = Index(store.default_view(), Path(self.folder.name))
        self.index.build()

    def answer(self, queries: Sequence[Query]) -> Iterator[Ranked]:
        """Ranked hits of each query."""
        for at in range(0, len(queries), BATCH):
            batch = [self.logic.entity(f"query-{at + n}", q.schema, [q.text]) for n, q in enumerate(queries[at : at + BATCH])]
            found = {str(i): [str(c) for c, _ in hits] for i, hits in self.index.match_entities(batch)}
            for query in batch:
                yield self.logic.rank(query, found.get(query.id, []))


ENGINES: dict[str, Callable[[Listed], Any]] = {
    "token_sort": TokenSort,
    "tfidf": Tfidf,
    "blocker_logic": BlockerLogic,
    "tfidf_logic": TfidfLogic,
}


def run(engine: str, listed: Listed, queries: Sequence[Query]) -> dict[str, object]:
    """Figures, speed and memory of one engine, in this process."""
    began = time.process_time()
    matcher = ENGINES[engine](listed)
    built = time.process_time()
    answers = [Answer(tuple(hits[:TOP])) for hits in matcher.answer(queries)]
    spent = time.process_time() - built
    result = measure(queries, answers)
    result["speed"] = {"queries": len(queries), "per_cpu_second": len(queries) / spent, "build_cpu_seconds": built - began,
                       "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}  # fmt: skip
    result["tops"] = [[a.top, round(a.hits[0][1], 4)] if a.hits else None for a in answers]
    return result


def shown_table(results: dict[str, Any]) -> str:
    """Overall figures and speed, an engine a row."""
    keys = ("r1", "r10", "f1", "fa75", "fa85", "fa90", "ece")
    lines = [
        "| engine | queries | per CPU-second | build s | peak MB | " + " | ".join(keys) + " |",
        "|---" * (len(keys) + 5) + "|",
    ]
    for engine, result in results.items():
        speed = result.get("speed", {})
        cells = [f"{speed[k]:,.0f}" if k in speed else "-" for k in ("queries", "per_cpu_second", "build_cpu_seconds", "peak_mb")]
        lines.append(f"| {engine} | " + " | ".join([*cells, *(shown(result["overall"].get(k)) for k in keys)]) + " |")
    return "\n".join(lines)


def sets_table(results: dict[str, Any]) -> str:
    """R@1 of each set of positives and false alerts (fa75) of each set of negatives."""
    every = sorted({s for r in results.values() for s in r["sets"]})
    lines = ["| set | " + " | ".join(results) + " |", "|---" * (len(results) + 1) + "|"]
    for name in every:
        key = "fa75" if name.startswith("neg_") else "r1"
        lines.append(
            f"| {name} ({key}) | " + " | ".join(shown(r["sets"].get(name, {}).get(key)) for r in results.values()) + " |"
        )
    return "\n".join(lines)


def main() -> None:
    """Runs the engines one after another and prints two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", default="report", choices=("tune", "report"))
    parser.add_argument("--sample", type=int, default=0, help="queries for the engines with logic-v2; 0 for all")
    parser.add_argument("--engine", action="append", choices=tuple(ENGINES))
    parser.add_argument("--also", action="append", default=[], help="NAME=FILE: figures of `headstamp evaluate match --json`")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    results: dict[str, Any] = {}
    for engine in args.engine or list(ENGINES):
        if args.inside:
            queries = read_queries(args.sets / f"queries_{args.half}.csv")
            if args.sample and engine.endswith("logic"):
                queries = [queries[i] for i in sorted(random.Random(1).sample(range(len(queries)), args.sample))]
            args.out.write_text(json.dumps(run(engine, read_list(args.sets / "list.csv"), queries)), encoding="utf-8")
            return
        part = args.out.with_suffix(f".{engine}.json")
        options = [
            "--sets",
            args.sets,
            "--half",
            args.half,
            "--sample",
            args.sample,
            "--engine",
            engine,
            "--out",
            part,
            "--inside",
        ]
        subprocess.run([sys.executable, __file__, *map(str, options)], check=True, env=os.environ | THREADS)
        results[engine] = json.loads(part.read_text(encoding="utf-8"))
    for name, _, file in (a.partition("=") for a in args.also):
        results[name] = json.loads(Path(file).read_text(encoding="utf-8"))
    args.out.write_text(json.dumps(results), encoding="utf-8")
    print(shown_table(results), sets_table(results), sep="\n\n")


if __name__ == "__main__":
    main()
