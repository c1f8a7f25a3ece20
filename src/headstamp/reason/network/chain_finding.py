"""The Finding of a chain: its branches, each hop a reason, the weakest one named, where it ends and what would carry it on."""

from __future__ import annotations

from math import log2, prod

from headstamp.core.claim import Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Proposal, likelihood_word
from headstamp.core.version import __version__
from headstamp.reason.network.chain_model import Chain, Link, Stage
from headstamp.reason.network.chain_parties import WALKED
from headstamp.reason.network.chain_rules import reason_of
from headstamp.reason.network.chain_walk import few, percent, role
from headstamp.reason.network.finding import NO_VERDICT, as_of, counted, denials, held, nothing, stop, strength, undated
from headstamp.reason.network.network import Network

MOST_BRANCHES = 8
LIKELY = frozenset({"may_be_listed", "made_by_its_marks"})
"""Rules whose certainty is a probability."""
LIMITS = (
    NO_VERDICT,
    "A place, a state or a day that two things share is no tie and is not walked.",
    "A branch is shown with the chance that all its hops hold, if each could fail alone, up to its weakest hop. Certainties of "
    "hops order sources and are no frequencies; those of matches and traces are probabilities.",
    f"A match of names below {percent(WALKED)} is told and not walked.",
)


def chain_finding(chain: Chain, network: Network, *, limits: tuple[str, ...] = (), shelf_hash: str = "") -> Finding:
    """One Finding about the chain. Its reasons stand in the order of `chain.links`, one each. The first hypothesis is the branch
    that leads farthest; its probability is never above its weakest hop."""
    ways = branches(chain)
    keys = {number: f"branch-{i}" for i, way in reversed(list(enumerate(ways, 1))) for number in _numbers(way)}
    names = few([node.label for node in chain.roots], 3)
    more = len(chain.leaves()) - len(ways)
    drawn = (f"{counted(more, 'further branch', 'further branches')} without a listed party are drawn and not summed up.",)
    hops = [link.hop for link in chain.links]
    return Finding(
        question=f"How far does the evidence lead from {names}{as_of(chain.on)}?",
        subject=chain.roots[0].id.removeprefix("recovery:") if len(chain.roots) == 1 else "case",
        answer=_answer(chain, ways),
        basis=_basis(ways[0] if ways else ()),
        hypotheses=(*(_branch(way, f"branch-{i}") for i, way in enumerate(ways, 1)), _none(ways)),
        reasons=tuple(reason_of(link, keys.get(link.number, "none")) for link in chain.links),
        unexplained=(*_ended(chain, ways), *chain.refused),
        would_change=_carry_on(chain),
        conflicts=(*chain.conflicts, *denials(network, hops)),
        limits=(*LIMITS, *undated(hops), *(drawn if more > 0 else ()), *chain.told, *limits, *held(network)),
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )


def _basis(way: tuple[Link, ...]) -> Basis:
    """As strong as its hops; no stronger than consistent where it goes over a match that nobody decided."""
    found = strength([link.hop.edge for link in way])
    return Basis.CONSISTENT if found is Basis.STRONG and any(link.rule == "may_be_listed" for link in way) else found


def branches(chain: Chain) -> tuple[tuple[Link, ...], ...]:
    """From a record to each end, those that lead farthest first: to who stands over a listed party, to a listed party, to the
    maker, to a party, to papers; then the firmest. Of the others the first ones only."""
    ways = [chain.way(number) for number in chain.leaves()]
    ways.sort(key=lambda way: (-_reach(way), -weakest(way).certainty, -len(way), way[-1].number))
    listed = sum(_reach(way) >= _FAR for way in ways)
    return tuple(ways[: max(MOST_BRANCHES, min(listed, 3 * MOST_BRANCHES))])


_FAR = 300


def _reach(way: tuple[Link, ...]) -> int:
    stages = [link.stage for link in way]
    if Stage.LISTED in stages:
        return _FAR + stages.count(Stage.BEHIND)
    if Stage.BEHIND in stages:
        return 250
    return 220 if Stage.MADE in stages else 200 if Stage.PARTY in stages else 100 if Stage.PAPERS in stages else 0


def weakest(way: tuple[Link, ...]) -> Link:
    """The link of the least certainty, the first of several: the branch is no stronger."""
    return min(way, key=lambda link: link.certainty)


def firmness(link: Link) -> str:
    """`91 %` for the probability of a match or trace, else `certainty 0.9`, which is no frequency."""
    return percent(link.certainty) if link.rule in LIKELY else f"certainty {link.certainty:g}"


def _numbers(way: tuple[Link, ...]) -> list[int]:
    return [link.number for link in way]


def _branch(way: tuple[Link, ...], key: str) -> Hypothesis:
    joint, most = round(prod(link.certainty for link in way), 4), round(weakest(way).certainty, 4)
    names = " - ".join([way[0].hop.start.label, *(link.hop.end.label for link in way)])
    loose = any(link.hop.edge.standing is Standing.UNVERIFIED for link in way)
    return Hypothesis(
        id=key, kind=HypothesisKind.LINK, label=f"{names} ({counted(len(way), 'hop')}, weakest {most:g})", probability=joint,
        low=joint, high=max(joint, most), word=likelihood_word(joint),
        standing=Standing.UNVERIFIED if loose else Standing.SOURCED,
    )  # fmt: skip


def _none(ways: tuple[tuple[Link, ...], ...]) -> Hypothesis:
    best = prod(link.certainty for link in ways[0]) if ways else 0.0
    return nothing(1 - best, "the branch that leads farthest does not hold" if ways else "nothing leads on")


def _answer(chain: Chain, ways: tuple[tuple[Link, ...], ...]) -> str:
    if not ways:
        return "No evidence in this case leads on from what was found: silence, and no clearance of anybody."
    main = ways[0]
    steps = ", ".join(_step(link) for link in main)
    weak = weakest(main)
    last = main[-1].hop.end
    ends = [end for end in chain.ends if end.node.id == last.id]
    stopped = f" It ends at {last.label}: {ends[-1].why}." if ends else f" It ends at {last.label}."
    hop = reason_of(weak, "none").sentence
    sentence = stop(f"From {main[0].hop.start.label} the evidence leads {steps}")
    return f"{sentence}{stopped} The weakest hop: {hop} ({firmness(weak)})."


def _step(link: Link) -> str:
    name = link.hop.end.label
    match link.rule:
        case "may_be_listed":
            return f"which may be {name} ({percent(link.certainty)})"
        case "taken_for_one":
            return f"taken for {name}"
        case "bears_listed_number":
            return f"whose number {name} bears"
        case "named_on_papers":
            return f"to {name}, {'which carried it' if link.hop.edge.relation == 'carried_by' else f'its {role(link.hop.edge)}'}"
        case "stands_over":
            return f"over which stands {name}"
        case _:
            return f"to {name}"


def _ended(chain: Chain, ways: tuple[tuple[Link, ...], ...]) -> list[str]:
    """Where evidence ends, the end of the farthest branch first."""
    last = ways[0][-1].hop.end.id if ways else ""
    ends = sorted(chain.ends, key=lambda end: end.node.id != last)
    return [stop(f"Evidence ends at {end.node.label}: {end.why}") for end in ends]


def _carry_on(chain: Chain) -> tuple[Proposal, ...]:
    """What would carry the chain on, most open first: the information of a yes or no at the certainty of the hop before it."""
    found: dict[str, Proposal] = {}
    for end in chain.ends:
        if end.next:
            p = chain.links[end.after - 1].certainty if end.after else 0.5
            found.setdefault(end.next, Proposal(observation=end.next, why=end.because, gain=round(_open(p), 3)))
    return tuple(sorted(found.values(), key=lambda each: -each.gain))


def _open(p: float) -> float:
    return 0.0 if p in (0.0, 1.0) else -p * log2(p) - (1 - p) * log2(1 - p)
