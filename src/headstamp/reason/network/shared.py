"""Who shares an address, a phone number, a ship or an officer with whom. Sharing is a fact about papers, and no tie by itself.

An address or officer of very many parties (a registered agent's tower, a nominee) joins nobody: it is counted and named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from headstamp.reason.match.native import I32
from headstamp.reason.network.addresses import address_key, same_place
from headstamp.reason.network.graph import TOWER
from headstamp.reason.network.model import Edge, Node, NodeKind
from headstamp.reason.network.network import Network
from headstamp.reason.network.relations import Family, relation

MOST_ALIKE = 64  # houses of one street that are compared with each other

_PLACES = {"has_address": "address", "has_phone": "phone", "bears_number": "ship", "carried_by": "ship"}


class Seat(NamedTuple):
    """A party, and the edge that ties it to what it shares."""

    party: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class Sharing:
    """`what`: address, phone, ship, or officer or owner; `how`: `the same address`, `the same as far as both are given`, or the
    like."""

    what: str
    place: Node
    how: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """`towers`: places of more than `cap` parties, which join nobody, with how many; `told`: what was not compared."""

    found: tuple[Sharing, ...]
    towers: tuple[tuple[Node, int], ...]
    told: tuple[str, ...]
    cap: int


def shared(network: Network, node: str = "", *, on: str = "", cap: int = TOWER, same: I32 | None = None) -> Shared:
    """What parties share, or what `node` shares with others, as of day `on` (ISO; empty = any day).

    Nodes that were decided to be one entity (`same`) do not share with themselves. Raises InputError for a node that is none.
    """
    wanted = network.at(node) if node else -1
    held = _seats(network, on)
    found: list[Sharing] = []
    towers: list[tuple[Node, int]] = []
    told: list[str] = []
    for what, place, how, seats in (*_exact(network, held), *_alike(network, held, told)):
        entities = {_entity(network, seat, same) for seat in seats}
        mine = _number(wanted, same)
        if len(entities) < 2 or (node and mine not in entities):
            continue
        if len(entities) > cap:
            towers.append((place, len(entities)))
        else:
            found.append(Sharing(what, place, how, seats))
    return Shared(tuple(found), tuple(dict.fromkeys(towers)), tuple(told), cap)


_Held = dict[tuple[str, str], list[Seat]]


def _seats(network: Network, on: str) -> _Held:
    """(what, id of the place) -> its parties. A ship is also shared by those who own or run it; an officer by what he heads."""
    held: _Held = defaultdict(list)
    for edge, opened in zip(network.edges, network.view(on).open.tolist(), strict=True):
        if not opened:
            continue
        kind = relation(edge.relation)
        subject, other = network.nodes[network.place[edge.subject]], network.nodes[network.place[edge.object]]
        if edge.relation in _PLACES:
            held[_PLACES[edge.relation], other.id].append(Seat(subject, edge))
        elif kind.over == "subject" and _heads(kind.family, subject):
            held["officer or owner", subject.id].append(Seat(other, edge))
        elif kind.family in (Family.OWNERSHIP, Family.CONTROL) and kind.over == "subject" and other.kind is NodeKind.VESSEL:
            held["ship", other.id].append(Seat(subject, edge))
    return held


def _heads(family: Family, subject: Node) -> bool:
    """A person who has an office in the other or owns it; that one firm owns two is a matter for `ownership`."""
    return family is Family.OFFICE or (family is Family.OWNERSHIP and subject.kind is NodeKind.PERSON)


def _exact(network: Network, held: _Held) -> Iterator[tuple[str, Node, str, tuple[Seat, ...]]]:
    for (what, place), seats in held.items():
        yield what, network.nodes[network.place[place]], f"the same {what}", _once(seats)


def _alike(network: Network, held: _Held, told: list[str]) -> Iterator[tuple[str, Node, str, tuple[Seat, ...]]]:
    """Addresses of the same words where one gives fewer numbers than the other: the office is missing, or the postcode."""
    by_words: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for what, place in held:
        if what == "address":
            node = network.nodes[network.place[place]]
            by_words[address_key(node.name).words].append(node)
    for words, nodes in by_words.items():
        if len(nodes) > MOST_ALIKE:
            told.append(
                f"{len(nodes)} addresses of {' '.join(words)} were compared only where they are written with the same numbers."
            )
            continue
        for i, a in enumerate(nodes):
            for b in nodes[i + 1 :]:
                how = same_place(address_key(a.name), address_key(b.name))
                if how:
                    yield "address", a, how, _once(held["address", a.id] + held["address", b.id])


def _once(seats: list[Seat]) -> tuple[Seat, ...]:
    first: dict[str, Seat] = {}
    for seat in seats:
        first.setdefault(seat.party.id, seat)
    return tuple(first.values())


def _entity(network: Network, seat: Seat, same: I32 | None) -> int:
    return _number(network.place[seat.party.id], same)


def _number(at: int, same: I32 | None) -> int:
    return at if same is None or at < 0 else int(same[at])
