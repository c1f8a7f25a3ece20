"""Small networks in a few words: `"X owns 50 A"` is an edge with a share, `"X directs A"` one without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.claim import Citation
from headstamp.core.party import Listing, Party, PartyKind, PartyName
from headstamp.reason.network import Edge, Network, Node, NodeKind, Parts
from headstamp.reason.network.build import of_packs
from headstamp.reference.pack import load_pack, shipped

Drawn = Callable[..., Network]


def edge(text: str, **more: object) -> Edge:
    subject, relation, *share, other = text.split()
    low, _, high = share[0].partition("-") if share else ("", "", "")
    bounds = {"low": float(low), "high": float(high or low)} if share else {}
    held = {"id": text, "certainty": 0.8, "citations": (Citation(source_id="s1", locator=text),), **bounds, **more}
    return Edge.model_validate({**held, "subject": subject, "relation": relation, "object": other})


def draw(*edges: str | Edge, kinds: dict[str, NodeKind] | None = None) -> Network:
    made = tuple(e if isinstance(e, Edge) else edge(e) for e in edges)
    ids = dict.fromkeys(end for e in made for end in (e.subject, e.object))
    nodes = tuple(Node(id=key, name=key, kind=(kinds or {}).get(key, NodeKind.COMPANY)) for key in ids)
    return Network.of(Parts(nodes, made))


@pytest.fixture(scope="session")
def drawn() -> Drawn:
    return draw


@pytest.fixture(scope="session")
def edge_of() -> Callable[..., Edge]:
    return edge


@pytest.fixture(scope="session")
def pack() -> Network:
    return Network.of(of_packs([load_pack(path) for path in shipped() if path.name == "dprk-network"]))


@pytest.fixture(scope="session")
def listing_of() -> Callable[..., Listing]:
    def make(list_id: str, key: str, name: str, **more: object) -> Listing:
        own = {k: more.pop(k) for k in ("listed_on", "delisted_on", "programmes", "jurisdiction") if k in more}
        party = Party.model_validate({"id": key, "kind": PartyKind.ORGANISATION, "names": (PartyName(text=name),), **more})
        cited = Citation(source_id=list_id, locator=key)
        return Listing.model_validate({"list_id": list_id, "entry_id": key, "party": party, "citation": cited, **own})

    return make
