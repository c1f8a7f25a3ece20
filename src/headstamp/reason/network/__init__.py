"""The network: who is tied to whom, since when, by whose word; paths, ownership, shared addresses, who stands behind a party."""

from __future__ import annotations

from headstamp.reason.network.model import Edge, Node, NodeKind
from headstamp.reason.network.network import Hop, Network, Parts

__all__ = ["Edge", "Hop", "Network", "Node", "NodeKind", "Parts"]
