"""Speed and memory of the network beside networkx and igraph, each in a process of its own, on the same made-up edges.

python benchmarks/network/run.py [--sizes 10000 100000 1000000] [--peers-python PEERS/bin/python] [--out run.json]

The peers are no dependencies: igraph (GPL) lives in an environment of its own, which `--peers-python` names.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

PAIRS, OWNERS, ROUNDS = 50, 2_000, 5
SHARE_OF_EDGES = 1.2


def make(nodes: int, file: Path, towers: bool) -> None:
    """Four edges in five are stakes between any two; the others lead to addresses, of which a few are towers; seeded."""
    rng = np.random.default_rng(7)
    edges = int(nodes * SHARE_OF_EDGES)
    owned = edges * 4 // 5
    subject, other = rng.integers(0, nodes, edges), rng.integers(0, nodes, edges)
    places = (np.abs(rng.standard_cauchy(edges - owned)) * 50).astype(np.int64) % max(1, nodes // 10)
    if towers:
        other[owned:] = nodes - 1 - places
    np.savez(
        file, nodes=nodes, subject=subject.astype(np.int32), object=other.astype(np.int32),
        owns=(np.arange(edges) < owned), share=rng.integers(5, 60, edges).astype(np.int32),
        since=(733_000 + rng.integers(0, 6_000, edges)).astype(np.int32),
        pairs=rng.integers(0, nodes, (PAIRS, 2)), owners=rng.choice(nodes, min(OWNERS, nodes // 10), replace=False),
    )  # fmt: skip


def peak() -> float:
    """Peak memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)


def best(run, rounds: int = ROUNDS):
    """(median seconds, the last result)."""
    spent, result = [], None
    for _ in range(rounds):
        result = None  # two of a kind at once would count twice in the peak
        begin = time.perf_counter()
        result = run()
        spent.append(time.perf_counter() - begin)
    return sorted(spent)[len(spent) // 2], result


def headstamp(file: Path) -> dict[str, float]:
    from headstamp.reason.network.graph import UNIT, Graph, View
    from headstamp.reason.network.relations import Family
    from headstamp.reason.network.search import shortest
    from headstamp.reason.network.stakes import Stakes, spread

    d = dict(np.load(file))
    nodes = int(d["nodes"])
    family = np.where(d["owns"], np.uint8(Family.OWNERSHIP), np.uint8(Family.PLACE))
    share, over = np.where(d["owns"], d["share"] * UNIT, -1).astype(np.int32), d["owns"].astype(np.uint8)
    floor = peak()

    def load() -> Graph:
        return Graph.of(nodes, d["subject"], d["object"], family=family, over=over, low=share, high=share, since=d["since"])

    small = Graph.of(3, np.array([0, 1], np.int32), np.array([1, 2], np.int32))  # compiles, or loads what was compiled
    shortest(View.of(small), 0, 2)
    spread(Stakes.of(View.of(small)), np.array([0], np.int32), 1)
    loading, graph = best(load)
    dated_time, _ = best(lambda: View.of(graph, on=738_000))
    view, capped = View.of(graph, cap=0), View.of(graph)
    stakes_time, stakes = best(lambda: Stakes.of(view))
    owners = d["owners"].astype(np.int32)
    rule, verdicts = best(lambda: spread(stakes, owners, 50 * UNIT))
    pairs = d["pairs"].tolist()
    paths, found = best(lambda: sum(shortest(view, a, b).reached for a, b in pairs))
    paths_capped, found_capped = best(lambda: sum(shortest(capped, a, b).reached for a, b in pairs))
    hops = sum(len(shortest(view, a, b).edges) for a, b in pairs)
    return {
        "load": loading, "as of a date": dated_time, "stakes": stakes_time, "50 percent rule": rule, "50 paths": paths,
        "50 paths, super-nodes closed": paths_capped, "found": found, "found, closed": found_capped, "hops": hops,
        "owned": int((verdicts == 2).sum()), "peak MB": peak(), "MB before": floor,
    }  # fmt: skip


def igraph(file: Path) -> dict[str, float]:
    import igraph as ig

    d = dict(np.load(file))
    pairs = d["pairs"].tolist()
    edges = np.stack([d["subject"], d["object"]], 1)
    loading, graph = best(lambda: ig.Graph(n=int(d["nodes"]), edges=edges), 1)

    def run() -> list[int]:
        return [len(graph.get_shortest_paths(a, b, mode="all", output="epath")[0]) for a, b in pairs]

    paths, found = best(run, 1)
    return {"load": loading, "50 paths": paths, "hops": sum(found), "peak MB": peak()}


def networkx(file: Path) -> dict[str, float]:
    import networkx as nx

    d = dict(np.load(file))
    pairs = d["pairs"].tolist()

    def load() -> nx.Graph:
        graph = nx.Graph()
        graph.add_nodes_from(range(int(d["nodes"])))
        graph.add_edges_from(zip(d["subject"].tolist(), d["object"].tolist(), strict=True))
        return graph

    loading, graph = best(load, 1)

    def run() -> int:
        hops = 0
        for a, b in pairs:
            try:
                hops += len(nx.bidirectional_shortest_path(graph, a, b)) - 1
            except nx.NetworkXNoPath:
                continue
        return hops

    paths, hops = best(run, 1)
    rule, owned = best(lambda: _rule(d), 1)
    return {"load": loading, "50 paths": paths, "hops": hops, "50 percent rule": rule, "owned": owned, "peak MB": peak()}


def _rule(d: dict[str, np.ndarray]) -> int:
    """The same rule in plain Python over a dictionary, whose making is not counted by anybody else either."""
    stakes: dict[int, dict[int, int]] = {}
    for a, b, share in zip(
        d["subject"][d["owns"]].tolist(), d["object"][d["owns"]].tolist(), d["share"][d["owns"]].tolist(), strict=True
    ):
        if a != b:
            held = stakes.setdefault(a, {})
            held[b] = min(share, held.get(b, share))
    full, queue, sums = set(d["owners"].tolist()), d["owners"].tolist(), {}
    while queue:
        for owned, share in stakes.get(queue.pop(), {}).items():
            sums[owned] = sums.get(owned, 0) + share
            if sums[owned] >= 50 and owned not in full:
                full.add(owned)
                queue.append(owned)
    return len(full)


ENGINES = {"headstamp": headstamp, "igraph": igraph, "networkx": networkx}


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    ask.add_argument("--peers-python", default="", help="python of an environment with igraph, networkx and numpy")
    ask.add_argument("--out", type=Path)
    ask.add_argument("--engine", help=argparse.SUPPRESS)
    ask.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.engine:
        print(json.dumps(ENGINES[given.engine](given.file)))
        return
    told = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, shape in ((size, shape) for size in given.sizes for shape in ("even", "towers")):
            file = Path(folder) / f"{size}.npz"
            make(size, file, shape == "towers")
            for engine in ENGINES if given.peers_python else ("headstamp",):
                python = sys.executable if engine == "headstamp" else given.peers_python
                argv = [python, __file__, "--engine", engine, "--file", str(file)]
                done = subprocess.run(argv, capture_output=True, text=True, check=True)
                told[f"{engine} {size} {shape}"] = json.loads(done.stdout)
                print(f"{size:>9,} nodes, {shape:<6} {engine:<10}", json.dumps(told[f"{engine} {size} {shape}"]))
    if given.out:
        given.out.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
