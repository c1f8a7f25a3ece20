"""The answers of the network, each as one view: which ties are told under which heading, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from headstamp.core.claim import Standing
from headstamp.core.finding import Finding
from headstamp.core.redact import Profile
from headstamp.reason.network.behind import Behind, Step
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.neighbours import Neighbours
from headstamp.reason.network.ownership import Line, Verdict
from headstamp.reason.network.paths import Path, Paths
from headstamp.reason.network.relations import heading, relation
from headstamp.reason.network.shared import Shared
from headstamp.reason.network.spill import Spill
from headstamp.tell.network_model import LineView, NetworkView, PartView
from headstamp.tell.network_view import Ties, network_view
from headstamp.tell.shown import visible

MOST_LINES = 200  # of a sum; a supernode has thousands of owners


def path_view(found: Paths, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """Paths between two parties, the most credible first."""
    _ends(ties, found)
    parts = [_chain(path, _title(path, found), ties) for path in found.all]
    return network_view(finding, ties, parts, profile)


def listed_view(start: Node, found: Sequence[Paths], finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """The most credible path to each listed party nearest to `start`."""
    ties.node(start)
    for each in found:
        _ends(ties, each)
    ways = [each.credible for each in found if each.credible is not None]
    return network_view(finding, ties, [_chain(way, f"To {visible(way.hops[-1].end.label)}", ties) for way in ways], profile)


def behind_view(found: Behind, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """Who stands over a party, level by level, who acts for it, and what stands beside."""
    ties.node(found.node)
    name = visible(found.node.label)
    parts = [_steps(found.twins, "Taken for the same party", ties, level=0)]
    for depth in sorted({step.depth for step in found.over}):
        over = f"Over {name}" if depth == 1 else f"Over those, level {depth}"
        parts.append(_steps([s for s in found.over if s.depth == depth], over, ties, level=-depth))
    for depth in sorted({step.depth for step in found.arms}):
        arms = f"Through whom {name} acts" if depth == 1 else "Through whom those act"
        parts.append(_steps([s for s in found.arms if s.depth == depth], arms, ties, level=depth))
    parts.append(_steps(found.beside, "Beside it: ties in which neither side stands over the other", ties, level=1))
    if found.denied:
        hops = [ties.network.hop(e, found.node.id) for e in found.denied]
        parts.append(PartView("Denied by a source", tuple(map(ties.tie, hops))))
    twins = [step.hop.end.id for step in found.twins]
    return network_view(finding, ties, parts, profile, joined=twins)


def shared_view(about: Node, found: Shared, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """Addresses, numbers, ships and persons that parties have in common, one part each."""
    ties.node(about)
    parts = []
    for sharing in found.found:
        ties.node(sharing.place)
        title = f"{sharing.how[:1].upper()}{sharing.how[1:]}: {visible(sharing.place.label)}"
        hops = [ties.network.hop(seat.edge, seat.party.id) for seat in sharing.seats]
        parts.append(PartView(title, tuple(ties.tie(hop) for hop in hops)))
    return network_view(finding, ties, parts, profile)


def owned_view(verdict: Verdict, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """The sum of the rule line by line, and the ties behind its lines."""
    ties.node(verdict.node)
    own, above = _shown(verdict.lines[: verdict.own]), _shown(verdict.lines[verdict.own :])
    left_out = len(verdict.lines) - len(own) - len(above)
    parts = [_stakes(own, f"Owners of {visible(verdict.node.label)}", ties, -1), _stakes(above, "Owners of those", ties, -2)]
    if verdict.control:
        hops = [ties.network.hop(e, e.subject if e.object == verdict.node.id else e.object) for e in verdict.control]
        parts.append(PartView("Control, for a person to judge", tuple(map(ties.tie, hops)), level=-1))
    lines = [*(_line(line, True, ties) for line in own), *(_line(line, False, ties) for line in above)]
    rule = verdict.profile
    if left_out:
        parts.append(PartView("More lines", (), told=(f"{left_out:,} more lines are on record and not shown; --json has all.",)))
    unread = f"The rule {rule.id} itself is UNVERIFIED: its page was not read for this table. Check it before you act on a sum."
    return network_view(
        finding, ties, parts, profile, lines=lines, verdict=verdict.answer, threshold=rule.threshold,
        warnings=[unread] if rule.standing is Standing.UNVERIFIED else [],
    )  # fmt: skip


def spill_view(found: Spill, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """Hops of a type in the order in which they can have happened."""
    ties.node(found.start)
    parts = []
    for depth in sorted({went.depth for went in found.hops}):
        steps = [went for went in found.hops if went.depth == depth]
        remark = "there from {} at the earliest"
        told = [ties.tie(w.hop, remark=remark.format(w.arrived) if w.arrived else "order not shown") for w in steps]
        parts.append(PartView(f"Step {depth}", tuple(told), level=depth))
    return network_view(finding, ties, parts, profile)


def neighbours_view(found: Neighbours, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """Every tie of one page, by what sort of tie it is."""
    ties.node(found.node)
    by: dict[str, list[int]] = {}
    for at, hop in enumerate(found.hops):
        by.setdefault(heading(hop.edge.relation), []).append(at)
    parts = [PartView(title, tuple(ties.tie(found.hops[at]) for at in held)) for title, held in by.items()]
    return network_view(finding, ties, parts, profile)


def _ends(ties: Ties, found: Paths) -> None:
    ties.node(found.start)
    ties.node(found.end)


def _title(path: Path, found: Paths) -> str:
    if path == found.credible:
        return "The most credible path" + (", and the shortest" if path == found.shortest else "")
    return "The shortest path" if path == found.shortest else "Another path"


def _chain(path: Path, title: str, ties: Ties) -> PartView:
    hops = f"{len(path.hops)} hop{'s' if len(path.hops) != 1 else ''}"
    about = f"{hops}; as strong as its weakest one: {path.strength:g}; all of them together, each on its own: {path.joint:.2f}"
    return ties.chain(path.hops, title, about=about)


def _steps(steps: Sequence[Step], title: str, ties: Ties, *, level: int) -> PartView:
    return PartView(title, tuple(ties.tie(step.hop) for step in steps), level=level)


def _stakes(lines: Sequence[Line], title: str, ties: Ties, level: int) -> PartView:
    hops = [ties.network.hop(edge, _owned(edge)) for line in lines for edge in line.edges]
    return PartView(title, tuple(map(ties.tie, hops)), level=level, quiet=True)


def _shown(lines: Sequence[Line]) -> list[Line]:
    """Of very many lines those that count, and then the first ones, in order."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    first = sorted(range(len(lines)), key=lambda at: (lines[at].counts == "no", at))[:MOST_LINES]
    return [lines[at] for at in sorted(first)]


def _owned(edge: Edge) -> str:
    """The end that is owned; of entities that were joined it need not be the node that was asked."""
    return edge.object if relation(edge.relation).over == "subject" else edge.subject


def _line(line: Line, own: bool, ties: Ties) -> LineView:
    cited = tuple(c for edge in line.edges for c in edge.citations)
    return LineView(
        owner=visible(line.owner.label), owned=visible(line.owned.label), share=line.share, counts=line.counts,
        why=visible(line.why), dates="; ".join(dict.fromkeys(visible(edge.dates) for edge in line.edges)),
        unverified=any(edge.standing is Standing.UNVERIFIED for edge in line.edges), own=own, notes=ties.notes.numbers(cited),
    )  # fmt: skip
