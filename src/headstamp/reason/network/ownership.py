"""Is an entity owned to half or more by blocked persons: yes, possible or no, with the sum line by line.

A restatement of OFAC's 50 percent rule (guidance of 13 August 2014) and of other regimes' (`profiles`), over shares as sources
state them: an unknown share lies between nothing and the whole. It adds up what is on record; it is no legal opinion.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from headstamp.core.errors import UsageError
from headstamp.reason.match.native import I32, U8
from headstamp.reason.network.graph import UNIT, View
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Network
from headstamp.reason.network.profiles import Profile, profile
from headstamp.reason.network.relations import Family
from headstamp.reason.network.stakes import BLOCKED, POSSIBLE, WHOLE, Stakes, spread
from headstamp.reason.network.stated import Pairs, circle, wrong

Answer = Literal["yes", "possible", "no"]
_COUNTS: dict[int, Answer] = {BLOCKED: "yes", POSSIBLE: "possible", 0: "no"}


@dataclass(frozen=True, slots=True)
class Line:
    """One owner of one owned: the statements of the stake, its bounds in percent, and whether it counts towards the threshold."""

    owner: Node
    owned: Node
    edges: tuple[Edge, ...]
    low: float
    high: float
    counts: Answer
    why: str

    @property
    def share(self) -> str:
        """`50 %`, `25-40 %`, or `a share that no source states`."""
        if all(edge.low is None for edge in self.edges):
            return "a share that no source states"
        return f"{self.low:g} %" if self.low == self.high else f"{self.low:g}-{self.high:g} %"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`low` and `high`: percent that blocked owners hold of `node` together; of the greatest one, where the rule does not add up.

    `lines`: its own owners first, then those of owners that count by ownership. `control`: edges by which a blocked party may
    decide for it. `listed`: it is blocked itself, whatever the sum says. `told`: what is wrong with the shares."""

    node: Node
    profile: Profile
    on: str
    answer: Answer
    low: float
    high: float
    listed: bool
    lines: tuple[Line, ...]
    own: int  # how many lines are about the node itself
    control: tuple[Edge, ...]
    told: tuple[str, ...]


class Ownership:
    """Stakes of a network as of a day, asked many times. `same`: a number an entity for nodes that a person joined."""

    def __init__(self, network: Network, on: str = "", *, same: I32 | None = None) -> None:
        self.network, self.on = network, on
        self.same = np.arange(network.graph.nodes, dtype=np.int32) if same is None else same
        self.view = _joined(network.view(on, cap=0), self.same)
        self.stakes = Stakes.of(self.view)

    def blocked(self, rule: Profile) -> frozenset[str]:
        """Ids of nodes that stand on a list of the rule's regime on that day, by the words that name its lists."""
        nodes, place = self.network.nodes, self.network.place
        lists = re.compile(rf"\b(?:{'|'.join(rule.lists)})\b", re.I)
        found = set()
        for edge, opened in zip(self.network.edges, self.view.open.tolist(), strict=True):
            named = opened and edge.relation == "listed_as" and f"{edge.object} {nodes[place[edge.object]].name}"
            if named and lists.search(named):
                found.add(edge.subject)
        return frozenset(found)

    def entity(self, node: str) -> int:
        """The number of the entity of a node. Raises InputError for an id that is none."""
        return int(self.same[self.network.at(node)])

    def counts(self, owners: Collection[int], rule: Profile) -> U8:
        """Per entity `stakes.BLOCKED`, `POSSIBLE` or 0, for blocked entities `owners`. Where a rule does not add them up, each is
        taken alone."""
        numbers = np.array(sorted(owners), np.int32)
        if rule.aggregate or len(numbers) < 2:
            return spread(self.stakes, numbers, rule.need, strict=rule.over)
        each = (spread(self.stakes, numbers[i : i + 1], rule.need, strict=rule.over) for i in range(len(numbers)))
        return np.asarray(np.maximum.reduce(list(each)), np.uint8)

    def verdict(self, node: str, blocked: Collection[str] | None = None, rule: Profile | None = None) -> Verdict:
        """What the rule says of `node`. `blocked`: ids; None = those on the rule's own lists. `rule`: None = OFAC's of that day.

        Raises InputError for a node that is none.
        """
        rule = rule or profile("ofac", self.on)
        entity = self.entity(node)
        whole = {self.entity(key) for key in (self.blocked(rule) if blocked is None else blocked)}
        pairs = self._upstream(entity)
        above = {owner for owners in pairs.values() for owner in owners}
        counts = self.counts((whole & above) - {entity}, rule)
        wanted = [entity, *(n for n in pairs if n != entity and counts[n] and n not in whole)]
        lines = [self._line(owner, n, pairs[n][owner], counts, whole, rule) for n in wanted for owner in pairs[n]]
        own = lines[: len(pairs[entity])]
        low, high = _bounds(own, rule)
        control = self._control(entity, whole, counts) if rule.control else ()
        told = wrong(self.network, pairs) + circle(self.network, pairs)
        answer: Answer = _COUNTS[int(counts[entity])]
        if answer == "yes" and _unsure(own, low, rule):
            answer = "possible"
            told.append(
                "of shares that add up to more than there is, the part of blocked owners is not surely over the threshold"
            )
        if answer == "no" and control:
            answer = "possible"
        return Verdict(
            self.network.nodes[self.network.at(node)], rule, self.on, answer, low, high, entity in whole, tuple(lines), len(own),
            control, tuple(told),
        )  # fmt: skip

    def _upstream(self, entity: int) -> Pairs:
        """The entity, its owners, theirs and so on, nearest first: for each its owners and what is said of the stake."""
        pairs: Pairs = {}
        layer = [entity]
        while layer:
            for n in layer:
                pairs[n] = self._owners(n)
            layer = [n for n in dict.fromkeys(owner for n in layer for owner in pairs[n]) if n not in pairs]
        return pairs

    def _owners(self, entity: int) -> dict[int, list[Edge]]:
        """Owner -> the statements of its stake in `entity`, in order; itself too, where it is said to own itself."""
        c = self.view.graph.columns
        held: dict[int, list[Edge]] = {}
        for e in self._edges(entity, (Family.OWNERSHIP,)):
            owner, owned = (c.subject[e], c.object[e]) if c.over[e] == 1 else (c.object[e], c.subject[e])
            if owned == entity:
                held.setdefault(int(owner), []).append(self.network.edges[e])
        return held

    def _edges(self, entity: int, families: Collection[Family]) -> list[int]:
        g = self.view.graph
        near = dict.fromkeys(g.edge[g.first[entity] : g.first[entity + 1]].tolist())
        return [e for e in near if self.view.open[e] and g.columns.over[e] and g.columns.family[e] in families]

    def _line(
        self, owner: int, owned: int, edges: Sequence[Edge], counts: U8, whole: Collection[int], rule: Profile
    ) -> Line:  # fmt: skip
        stated = [(edge.low, edge.high) for edge in edges if edge.low is not None and edge.high is not None]
        low, high = (min(lo for lo, _ in stated), max(hi for _, hi in stated)) if stated else (0.0, 100.0)
        does: Answer = "yes" if owner in whole else _COUNTS[int(counts[owner])]
        if owner == owned:
            does, why = "no", "a stake in itself counts for nobody"
        elif owner in whole:
            why = "is blocked itself"
        elif does == "no":
            why = f"is not blocked, and blocked owners do not hold {rule.threshold} of it"
        else:
            why = f"counts in full: blocked owners {'hold' if does == 'yes' else 'may hold'} {rule.threshold} of it"
        nodes = self.network.nodes
        return Line(nodes[owner], nodes[owned], tuple(edges), low, high, does, why)

    def _control(self, entity: int, whole: Collection[int], counts: U8) -> tuple[Edge, ...]:
        """Edges of control, or of an office in it, that a blocked party or one that counts has over `entity`."""
        c = self.view.graph.columns
        found = []
        for e in self._edges(entity, (Family.CONTROL, Family.OFFICE)):
            office = c.family[e] == Family.OFFICE
            over = int(c.subject[e] if c.over[e] == 1 else c.object[e])
            if over != entity and (over in whole or counts[over]) and not (office and c.over[e] == 2):
                found.append(self.network.edges[e])  # whoever represents a party is not controlled by it for that alone
        return tuple(found)


def _joined(view: View, same: I32) -> View:
    """The view with every entity's nodes laid on one of them."""
    if len(same) != view.graph.nodes:
        raise UsageError(f"{len(same)} entities for {view.graph.nodes} nodes", hint="number the entities of this very network")
    if np.array_equal(same, np.arange(len(same))):
        return view
    c = view.graph.columns
    merged = c._replace(subject=same[c.subject], object=same[c.object])
    return View(type(view.graph).of(view.graph.nodes, *merged), view.open, view.shut, view.cap)


def _bounds(own: Sequence[Line], rule: Profile) -> tuple[float, float]:
    """Percent of blocked owners together at the lowest and the highest; of the greatest one where they are not added up.

    The highest is never more than the whole less what others hold at least.
    """
    sure = [round(line.low * UNIT) for line in own if line.counts == "yes"]
    may = [(round(line.high * UNIT), round(line.low * UNIT)) for line in own if line.counts != "no"]
    if not rule.aggregate:
        return max(sure, default=0) / UNIT, max((high for high, _ in may), default=0) / UNIT
    others = sum(round(line.low * UNIT) for line in own if line.counts == "no" and line.owner.id != line.owned.id)
    at_least = sum(low for _, low in may)
    most = min(sum(high for high, _ in may), max(WHOLE - others, at_least))
    return sum(sure) / UNIT, most / UNIT


def _unsure(own: Sequence[Line], low: float, rule: Profile) -> bool:
    """True where shares exceed the whole and the blocked part of them, brought down to the whole, misses the threshold."""
    total = sum(line.low for line in own if line.owner.id != line.owned.id)
    return total > 100 and low * 100 / total < rule.percent
