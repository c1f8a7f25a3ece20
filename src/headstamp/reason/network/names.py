"""Names in the network: which node is asked for, which others have the same name. Nothing is joined by a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headstamp.reason.network.model import Node, NodeKind
from headstamp.reason.network.network import Network

NO_PARTY = frozenset({NodeKind.LISTING, NodeKind.ADDRESS, NodeKind.PHONE, NodeKind.STATE})
"""Kinds that are asked for by id or where nothing else has the name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text may mean. `node`: the one it is taken for, None where it is not settled; `choices`: the nodes to choose from;
    `whole`: False where the text is only a part of their names."""

    node: Node | None
    choices: tuple[Node, ...]
    whole: bool


def list_of(node: Node) -> str:
    """The list or origin that states a node: `builtin` of `builtin/komid`, empty where its id names none."""
    before, slash, _ = node.id.partition("/")
    return before if slash and ":" not in before else ""


def asked(network: Network, text: str) -> Asked:
    """The node of an id, or of a name that only one node of a list bears; of twins on different lists the first one in the order
    of the network, the others being its `choices`. Never one of several that a list tells apart, nor one by a part of its name
    where there are others."""
    if text in network.place:
        return Asked(network.nodes[network.place[text]], (), whole=True)
    found = _parties(network.named(text))
    if found:
        return Asked(found[0] if len(found) == 1 or _twins(found) else None, found, whole=True)
    found = _parties(network.find(text))
    return Asked(found[0] if len(found) == 1 else None, found, whole=False)


def twins_of(network: Network, node: Node) -> tuple[Node, ...]:
    """Nodes of the same kind and the same first name that another list states. They may be the same or not: nobody said so."""
    mine = list_of(node)
    if not mine:
        return ()
    same = network.named(node.name) if node.name else ()
    return tuple(n for n in same if n.id != node.id and n.kind is node.kind and list_of(n) not in ("", mine))


def _parties(nodes: Sequence[Node]) -> tuple[Node, ...]:
    return tuple(n for n in nodes if n.kind not in NO_PARTY) or tuple(nodes)


def _twins(nodes: Sequence[Node]) -> bool:
    """True where every one is stated by another list, and all are of one kind."""
    lists = [list_of(node) for node in nodes]
    return all(lists) and len(set(lists)) == len(lists) and len({node.kind for node in nodes}) == 1
