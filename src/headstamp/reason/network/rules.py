"""Rules of the network. A rule's docstring is its public description."""

from __future__ import annotations

from collections.abc import Callable
from math import log10

from headstamp.core.claim import Standing
from headstamp.core.finding import Reason
from headstamp.reason.network.model import Edge
from headstamp.reason.network.network import Hop
from headstamp.reason.network.ownership import Line
from headstamp.reason.network.profiles import Profile
from headstamp.reason.network.shared import Sharing

MOST_WEIGHT = 2.0


def hop_on_path(hop: Hop, number: int, key: str) -> Reason:
    """One hop of a path between two parties, as its source states it, with its dates. The weight is the certainty of its source
    as log10 odds: it orders hops, and the weakest one bounds the path. A hop that no source dates is taken to hold on any
    day."""
    return _of_hop("hop_on_path", hop, key, f"hop {number}")


def stands_over(hop: Hop, depth: int, key: str) -> Reason:
    """Somebody owns, directs, heads or instructs the party, or the one found before it, as a source states it. That they decided
    this or that is not said by it. The weight is the certainty of the source as log10 odds."""
    return _of_hop("stands_over", hop, key, f"level {depth}")


def acts_for_it(hop: Hop, depth: int, key: str) -> Reason:
    """Somebody represents the party, belongs to it or acts for it, as a source states it: one of the arms through which it works.
    The weight is the certainty of the source as log10 odds."""
    return _of_hop("acts_for_it", hop, key, f"arm {depth}")


def stands_beside(hop: Hop, key: str) -> Reason:
    """A tie in which neither side stands over the other: finance, support, succession, or a link that a list gives without saying
    of what kind. It weighs nothing in the question of who stands behind a party."""
    return _of_hop("stands_beside", hop, key, "beside", weightless=True)


def taken_for_one(hop: Hop, key: str) -> Reason:
    """Two statements of one party: an alias, a former name, one body under two names, or two entries that a person decided to be
    the same. Twins on different lists stay apart until somebody decides; the decision names who, when and why, and can be
    undone."""
    return _of_hop("taken_for_one", hop, key, "the same party", weightless=True)


def stands_on_list(hop: Hop, key: str) -> Reason:
    """The party, or one that was found on the way, stands on a list on the day asked. It speaks of that party alone: being near a
    listed party is no listing."""
    return _of_hop("stands_on_list", hop, key, "list", weightless=True)


def tie_on_record(hop: Hop, key: str) -> Reason:
    """One tie of the party or thing that was asked, of any kind, as its source states it, denied ones too. The weight is the
    certainty of the source as log10 odds; a tie that its source denies weighs nothing."""
    note = "its source says that it is not so" if hop.edge.denied else ""
    return _of_hop("tie_on_record", hop, key, "tie", note, weightless=hop.edge.denied)


def stake_counted(line: Line, rule: Profile, key: str) -> Reason:
    """One line of the sum of the 50 percent rule: an owner, its share, and whether it counts. A blocked owner counts in full,
    and so does an entity that blocked owners hold to the threshold, whatever share of that is theirs. A share given as a range
    counts between its bounds; one that nobody states lies between nothing and the whole. Sources that differ give a range."""
    counted = {"yes": "counts", "possible": "may count", "no": "does not count"}[line.counts]
    sentence = f"{line.owner.label} holds {line.share} of {line.owned.label} and {counted}: it {line.why}"
    if line.owner.id == line.owned.id:
        sentence = f"{line.owner.label} holds {line.share} of itself and does not count: {line.why}"
    cited = tuple(dict.fromkeys(c for edge in line.edges for c in edge.citations))
    dates = "; ".join(dict.fromkeys(edge.dates for edge in line.edges))
    return Reason(
        rule="stake_counted", sentence=f"{sentence} ({dates})", hypothesis=key, weight=0.0, group=f"owners of {line.owned.label}",
        citations=(*cited, rule.citation), standing=_standing(line.edges),
    )  # fmt: skip


def control_to_judge(hop: Hop, key: str) -> Reason:
    """A blocked party is said to control the entity or to hold an office in it. Under OFAC's rule control alone does not count;
    under those of the EU and the United Kingdom it may, and a person has to judge it."""
    return _of_hop("control_to_judge", hop, key, "control", weightless=True)


def shared_place(sharing: Sharing, key: str) -> Reason:
    """Two or more parties give the same address or phone number, own or run the same ship, or have the same officer. It is a fact
    about papers: firms of one agent, one building or one nominee share much and need not know each other. Places of very many
    parties join nobody and are named apart."""
    names = ", ".join(f"{seat.party.label} ({seat.edge.detail or seat.edge.dates})" for seat in sharing.seats)
    cited = tuple(dict.fromkeys(c for seat in sharing.seats for c in seat.edge.citations))
    how = sharing.how[:1].upper() + sharing.how[1:]
    return Reason(
        rule="shared_place", sentence=f"{how}, {sharing.place.label}: {names}", hypothesis=key, weight=0.0,
        group=sharing.what, citations=cited, standing=_standing(tuple(seat.edge for seat in sharing.seats)),
    )  # fmt: skip


def went_on(hop: Hop, arrived: str, depth: int, key: str) -> Reason:
    """A type or technology went from one holder to the next, was copied, or was found, as a source states it. Hops are in an
    order that their dates allow; nothing is said of hops that no source states, and nothing of what comes next."""
    return _of_hop(
        "went_on", hop, key, f"step {depth}", f"there from {arrived} at the earliest" if arrived else "order not shown"
    )


def _of_hop(rule: str, hop: Hop, key: str, group: str, note: str = "", weightless: bool = False) -> Reason:
    edge = hop.edge
    grade = f"grade {edge.grade}" if edge.grade else f"certainty {edge.certainty:g}"
    return Reason(
        rule=rule, sentence=hop.sentence, hypothesis=key, weight=0.0 if weightless else odds(edge.certainty), group=group,
        citations=edge.citations, standing=edge.standing, note="; ".join(filter(None, (grade, note))),
    )  # fmt: skip


def odds(certainty: float) -> float:
    """log10 odds of a certainty, between -2 and 2, to two places.

    >>> odds(0.5), odds(0.9), odds(1.0)
    (0.0, 0.95, 2.0)
    """
    if certainty <= 0 or certainty >= 1:
        return MOST_WEIGHT if certainty >= 1 else -MOST_WEIGHT
    return round(max(-MOST_WEIGHT, min(MOST_WEIGHT, log10(certainty / (1 - certainty)))), 2)


def _standing(edges: tuple[Edge, ...]) -> Standing:
    return Standing.UNVERIFIED if any(edge.standing is Standing.UNVERIFIED for edge in edges) else Standing.SOURCED


NETWORK_RULES: tuple[Callable[..., Reason], ...] = (
    hop_on_path, stands_over, acts_for_it, stands_beside, taken_for_one, stands_on_list, stake_counted, control_to_judge,
    shared_place, went_on, tie_on_record,
)  # fmt: skip
