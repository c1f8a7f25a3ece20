"""The answers of the network as Findings: hops as reasons with their citations, and where the evidence ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason, likelihood_word
from headstamp.core.version import __version__
from headstamp.reason.network.graph import TOWER
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Hop, Network
from headstamp.reason.network.paths import Path, Paths, reach
from headstamp.reason.network.rules import hop_on_path

NO_VERDICT = (
    "A tie is what its source says. Standing near a listed party says nothing about a party, and no path shows what anybody knew."
)
STRONG = 0.85  # certainty of the weakest hop at which a chain of sourced hops stands firm
MOST_NAMED = 12


def listed_finding(start: Node, found: Sequence[Paths], network: Network, *, on: str = "", shelf_hash: str = "") -> Finding:
    """How a party, such as a consignee, is tied to the listed parties nearest to it (`paths.to_listed`): one path to each."""
    ways = [paths.credible for paths in found if paths.credible is not None]
    hypotheses = [_chain(path, f"path-{i}") for i, path in enumerate(ways, start=1)]
    names = ", ".join(_far_end(path) for path in ways)
    answer = f"{start.label}{as_of(on)}: ties on record lead to {counted(len(ways), 'listed party', 'listed parties')}: {names}"
    silent = f"No path is on record from {start.label} to any listed party{as_of(on)}: silence, not a clearance."
    return Finding(
        question=f"How is {start.label} tied to listed parties{as_of(on)}?",
        subject=start.id,
        answer=stop(answer) if ways else silent,
        basis=_basis(ways),
        hypotheses=(*hypotheses, nothing(1 - max((h.probability for h in hypotheses), default=0.0), "none of these holds")),
        reasons=_hops(ways),
        unexplained=() if ways else (ends_at(start, reach(network, start.id, on)),),
        conflicts=denials(network, [hop for path in ways for hop in path.hops]),
        limits=(
            NO_VERDICT, "The listed parties nearest by hops, each by its most credible path; others may be tied too.",
            *undated([hop for path in ways for hop in path.hops]), *held(network),
        ),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )  # fmt: skip


def _far_end(path: Path) -> str:
    label = path.hops[-1].end.label
    return f"{label} (UNVERIFIED)" if path.standing is Standing.UNVERIFIED else label


def path_finding(paths: Paths, network: Network, *, shelf_hash: str = "") -> Finding:
    """Is there a path between the two, which is the most credible, what does each hop rest on, and where is it weakest."""
    found = paths.all
    hypotheses = [_chain(path, f"path-{i}") for i, path in enumerate(found, start=1)]
    best = hypotheses[0].probability if hypotheses else 0.0
    a, b = paths.start.label, paths.end.label
    return Finding(
        question=f"How are {a} and {b} tied{as_of(paths.on)}?",
        subject=f"{paths.start.id} | {paths.end.id}",
        answer=_path_answer(paths, found),
        basis=_basis(found),
        hypotheses=(*hypotheses, nothing(1 - best, "none of the paths on record holds as stated")),
        reasons=_hops(found),
        unexplained=() if found else (ends_at(paths.start, paths.near), ends_at(paths.end, paths.far)),
        conflicts=denials(network, [hop for path in found for hop in path.hops]),
        limits=(*_path_limits(paths, found), *held(network)),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )


def as_of(on: str) -> str:
    """` as of 2023-09-01`, or nothing where no day was asked."""
    return f" as of {on}" if on else ""


def nothing(probability: float, label: str) -> Hypothesis:
    """What stays where the evidence does not hold; always one of the answers."""
    p = round(min(1.0, max(0.0, probability)), 4)
    return Hypothesis(
        id="none", kind=HypothesisKind.NONE_KNOWN, label=label, probability=p, low=0.0, high=p, word=likelihood_word(p)
    )  # fmt: skip


def ends_at(start: Node, reach: Sequence[Node]) -> str:
    """A sentence that says how far the ties of a node lead, and that nothing leads on."""
    if not reach:
        return stop(f"Evidence ends at {start.label}: no tie of it to any party or thing is on record")
    names = ", ".join(node.label for node in reach[:MOST_NAMED])
    more = f" and {len(reach) - MOST_NAMED:,} more" if len(reach) > MOST_NAMED else ""
    return stop(
        f"Evidence from {start.label} ends after {counted(len(reach), 'node')}: {names}{more}; nothing on record leads on"
    )


def denials(network: Network, hops: Iterable[Hop]) -> tuple[str, ...]:
    """Both sides, where a source denies what another says of the same two."""
    told: dict[str, None] = {}
    for hop in hops:
        for edge in network.denied_between.get(frozenset((hop.start.id, hop.end.id)), ()):
            cited = ", ".join(c.source_id for c in edge.citations)
            told[f"{hop.sentence}. Denied by {cited}{f': {edge.detail}' if edge.detail else ''}."] = None
    return tuple(told)


def held(network: Network) -> tuple[str, ...]:
    """How much the network holds, and what could not be taken into it."""
    size = f"Asked of {len(network.nodes):,} nodes and {len(network.edges):,} ties; what no source here states is not drawn."
    more = (f"{len(network.told) - MOST_NAMED} more things could not be taken in.",) if len(network.told) > MOST_NAMED else ()
    return (size, *network.told[:MOST_NAMED], *more)


def undated(hops: Sequence[Hop]) -> tuple[str, ...]:
    """How many hops no source dates."""
    count = len({hop.edge.id for hop in hops if not hop.edge.dated})
    return (f"No source dates {counted(count, 'tie')} of those shown; each is taken to hold on any day.",) if count else ()


def counted(count: int, noun: str, plural: str = "") -> str:
    """`1 tie`, `3 ties`."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def stop(sentence: str) -> str:
    """The sentence with one full stop, also behind `s.r.o.`"""
    return sentence.rstrip(".") + "."


def strength(edges: Sequence[Edge]) -> Basis:
    """`STRONG` where every tie is sourced and firm, `CONSISTENT` otherwise, `NO_BASIS` for none."""
    if not edges:
        return Basis.NO_BASIS
    firm = all(e.certainty >= STRONG and e.standing is not Standing.UNVERIFIED for e in edges)
    return Basis.STRONG if firm else Basis.CONSISTENT


def _hops(found: Sequence[Path]) -> tuple[Reason, ...]:
    return tuple(hop_on_path(hop, n, f"path-{i}") for i, path in enumerate(found, 1) for n, hop in enumerate(path.hops, 1))


def _chain(path: Path, key: str) -> Hypothesis:
    """A chain holds with the product of its hops if each could fail alone, and at most with its weakest one."""
    joint, most = round(path.joint, 4), round(path.strength, 4)
    hops = counted(len(path.hops), "hop")
    names = " - ".join([path.hops[0].start.label, *(hop.end.label for hop in path.hops)])
    return Hypothesis(
        id=key, kind=HypothesisKind.LINK, label=f"{names} ({hops}, weakest {most:g})", probability=joint, low=joint,
        high=max(joint, most), word=likelihood_word(joint), standing=path.standing,
    )  # fmt: skip


def _basis(found: Sequence[Path]) -> Basis:
    return strength([hop.edge for hop in found[0].hops]) if found else Basis.NO_BASIS


def _path_answer(paths: Paths, found: Sequence[Path]) -> str:
    a, b = paths.start.label, paths.end.label
    if paths.start.id == paths.end.id:
        return f"{a} was asked against itself."
    if not found:
        hubs = (
            f" that does not pass through {counted(len(paths.shut), 'super-node, type or state', 'super-nodes, types or states')}"
            if paths.shut
            else ""
        )
        return f"No path{hubs} is on record between {a} and {b}{as_of(paths.on)}: silence, not a clearance."
    best = found[0]
    weak = best.weakest
    hops = f"{a} and {b} are tied by {counted(len(best.hops), 'hop')} on record{as_of(paths.on)}"
    unread = " UNVERIFIED: a hop rests on general knowledge." if best.standing is Standing.UNVERIFIED else ""
    return f"{hops}; the weakest is: {weak.sentence}, {weak.edge.certainty:g}.{unread}"


def _path_limits(paths: Paths, found: Sequence[Path]) -> tuple[str, ...]:
    told = [
        NO_VERDICT,
        "Each path is shown with the chance that all its hops hold, if each could fail alone, up to its weakest hop.",
    ]
    if paths.shut:
        named = ", ".join(node.label for node in paths.shut[:MOST_NAMED])
        more = f" and {len(paths.shut) - MOST_NAMED} more" if len(paths.shut) > MOST_NAMED else ""
        were = "node was" if len(paths.shut) == 1 else "nodes were"
        told.append(
            f"{len(paths.shut):,} {were} met and not passed through (states, types of weapon, addresses of more than {TOWER} "
            f"parties, and whatever has more than {paths.cap:,} neighbours): "
            f"{named}{more}."
        )
    return (*told, *undated([hop for path in found for hop in path.hops]))
