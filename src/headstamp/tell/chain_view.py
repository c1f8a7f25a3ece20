"""The chain of a case in the shape of every answer of the network: the way that leads farthest first, then where others part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.redact import Profile
from headstamp.reason.network.chain_finding import LIKELY, branches, firmness, weakest
from headstamp.reason.network.chain_model import Chain, Link, Stage
from headstamp.reason.network.chain_walk import percent
from headstamp.tell.network_model import NetworkView, PartView, TieView
from headstamp.tell.network_view import Ties, network_view
from headstamp.tell.shown import visible

OF_THE_CASE = {
    "record:": "the record {} of this case", "finding:": "the finding {} of this case", "file:": "{}, kept in this case",
    "claim:": "the claim {} of this case", "list:": "the list entry {}",
}  # fmt: skip


def chain_view(chain: Chain, finding: Finding, ties: Ties, profile: Profile) -> NetworkView:
    """The view of a chain under `profile`. `finding`: its Finding, whose reasons stand in the order of the links; both as the
    profile may see them."""
    told = _Told(finding, ties)
    ways = branches(chain)
    parts: list[PartView] = []
    shown: set[int] = set()
    for way in (ways[0], *filter(_to_listed, ways[1:]), *filter(_to_maker, ways[1:])) if ways else ():
        fresh = [link for link in way if link.number not in shown]
        shown |= {link.number for link in way}
        parts.append(_way(way, fresh, told, first=not parts))
    rest = [link for link in chain.links if link.number not in shown]
    parts += [PartView(title, tuple(told.tie(link) for link in rest if wanted(link))) for title, wanted in _LISTS]
    carry = [visible(f"{p.observation}: {p.why}" if p.why else p.observation) for p in finding.would_change]
    if carry:
        parts.append(PartView("What would carry it on", (), told=tuple(f"{n}) {t}" for n, t in enumerate(carry, 1))))
    return replace(network_view(finding, ties, parts, profile), would_change=())


def case_sources(finding: Finding, known: Mapping[str, Source]) -> dict[str, Source]:
    """The sources that a chain cites: pages by their ids, and what of the case itself is cited, in words."""
    cited = {c.source_id for r in finding.reasons for c in r.citations}
    return {each: known.get(each) or Source(id=each, title=_own(each)) for each in sorted(cited)}


def _own(source_id: str) -> str:
    for start, words in OF_THE_CASE.items():
        if source_id.startswith(start):
            return words.format(source_id.removeprefix(start))
    return "a decision kept in this case" if source_id == "decision" else source_id


class _Told:
    """Links as numbered ties, in the order in which they are told."""

    def __init__(self, finding: Finding, ties: Ties) -> None:
        self.finding, self.ties = finding, ties

    def tie(self, link: Link) -> TieView:
        reason = self.finding.reasons[link.number - 1]
        tie = self.ties.tie(link.hop)
        relation = _BESIDE.get(link.rule, tie.relation)
        relation += f", {percent(link.certainty)}" if link.rule in LIKELY else ""
        return replace(tie, sentence=visible(reason.sentence), brief="", remark=visible(link.note), relation=relation)


_BESIDE = {"number_on_papers": "bears a number of", "lay_in": "lay in", "made_by_its_marks": "made by"}
"""What the drawing says beside a line, where the relation is one of ours."""


def _way(way: tuple[Link, ...], fresh: Sequence[Link], told: _Told, *, first: bool) -> PartView:
    """The hops of a branch that no branch before it showed, and the weakest of all its hops."""
    ties = tuple(replace(told.tie(link), weakest=link is weakest(way)) for link in fresh)
    last = visible(way[-1].hop.end.label)
    title = "As far as the evidence leads" if first else f"To the maker: {last}" if _to_maker(way) else f"Another way, to {last}"
    start = f"goes on from {visible(fresh[0].hop.start.label)}; " if fresh and fresh[0] is not way[0] else ""
    hops = f"{len(way)} hop{'s' if len(way) > 1 else ''} in all" if start else f"{len(way)} hop{'s' if len(way) > 1 else ''}"
    return PartView(title, ties, chain=True, about=f"{start}{hops}; no stronger than its weakest: {firmness(weakest(way))}")


def _to_maker(way: Sequence[Link]) -> bool:
    return way[-1].stage is Stage.MADE


def _to_listed(way: Sequence[Link]) -> bool:
    return any(link.stage in (Stage.LISTED, Stage.BEHIND) for link in way)


_LISTS: tuple[tuple[str, Callable[[Link], bool]], ...] = (
    ("Who made it, and what it lay in", lambda link: link.stage in (Stage.FOUND, Stage.MADE, Stage.LOT)),
    ("Other papers", lambda link: link.stage is Stage.PAPERS),
    ("Others whom the papers name", lambda link: link.stage is Stage.PARTY),
    ("Also on record", lambda link: link.stage in (Stage.LISTED, Stage.BEHIND)),
)
