"""Ties of one's own, laid on the network: ends that are named are found by their whole name, or become nodes of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from headstamp.core.claim import Citation, Grade
from headstamp.core.text import fold
from headstamp.reason.network.addresses import address_key, phone_key
from headstamp.reason.network.model import Edge, Node, NodeKind, of_grade
from headstamp.reason.network.names import asked, list_of
from headstamp.reason.network.network import Network, Parts

MOST_CHOICES = 8
UNGRADED = 0.5  # a source that nobody graded: neither for nor against


@dataclass(frozen=True, slots=True)
class OwnTie:
    """One statement: `subject` and `object` are ids or names; `place` says where it stands (file and row), `source` who says
    so. Raises nothing; the ends are found by `of_own`."""

    subject: str
    relation: str
    object: str
    place: str
    source: str
    detail: str = ""
    share: tuple[float, float] | None = None
    since: str = ""
    until: str = ""
    grade: Grade | None = None


def own_id(name: str) -> str:
    """The id of a party that only one's own ties name."""
    return f"own:{fold(name) or name}"


def of_own(ties: Iterable[OwnTie], network: Network) -> Parts:
    """The ties as edges beside `network`. A name that several nodes bear is not guessed: its tie is left out, and told."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    told: list[str] = []
    lists = {list_of(node) for node in network.nodes} - {""}
    ends: dict[str, Node | str] = {}
    for tie in ties:
        pair = []
        for end, place in ((tie.subject, None), (tie.object, _place(tie))):
            if place is None and end not in ends:
                ends[end] = _end(end, network, lists)
            pair.append(place or ends[end])
        if unclear := next((each for each in pair if isinstance(each, str)), ""):
            told.append(f"Left out, {tie.place}: {unclear}.")
            continue
        subject, other = (each for each in pair if isinstance(each, Node))
        for node in (subject, other):
            if node.id not in network.place:
                nodes.setdefault(node.id, node)
        edges.append(_edge(tie, subject.id, other.id))
    return Parts(tuple(nodes.values()), tuple(edges), tuple(told))


def _end(text: str, network: Network, lists: Collection[str]) -> Node | str:
    """The node of an id or of a whole name, a node of one's own, or in words why neither can be told."""
    if text.partition("/")[0] in lists and "/" in text and text not in network.place:
        return f"{text!r} is no party of that list"
    if text not in network.place and not network.named(text):
        return Node(id=own_id(text), name=text)
    found = asked(network, text)
    if found.node and len(found.choices) < 2:
        return found.node
    ids = ", ".join(node.id for node in found.choices[:MOST_CHOICES])
    return f"several parties bear that name; give an id: {ids}"


def _place(tie: OwnTie) -> Node | None:
    """The node of an address or a phone number, under the key at which other writings of it meet."""
    if tie.relation == "has_address" and not (read := address_key(tie.object)).area:
        return Node(id=f"address:{read.text}", kind=NodeKind.ADDRESS, name=tie.object)
    if tie.relation == "has_phone" and (digits := phone_key(tie.object)):
        return Node(id=f"phone:{digits}", kind=NodeKind.PHONE, name=tie.object)
    return None


def _edge(tie: OwnTie, subject: str, other: str) -> Edge:
    low, high = tie.share or (None, None)
    written = f"as written: {tie.object}" if other.partition(":")[0] in ("address", "phone") else ""
    file, _, row = tie.place.partition(", ")
    return Edge(
        id=f"own:{tie.place}", subject=subject, relation=tie.relation, object=other,
        detail="; ".join(filter(None, (tie.detail, written))), low=low, high=high,
        since=tie.since, until=tie.until, certainty=of_grade(tie.grade) if tie.grade else UNGRADED, grade=tie.grade,
        citations=(Citation(source_id=f"file:{file}", locator=f"{row}: {tie.source}"),),
    )  # fmt: skip
