"""What stands in an object of a case: from the words of the trade to a draft, and back.

    record    {"type": "item", "item": Item}  or  {"type": "consignment", "lines": [a row of core.declaration.COLUMNS, ...]}
    claim     {"claim": Claim, "since": "", "until": ""}
    finding   {"finding": Finding, "about": ["record/i1", ...]}
    entity    {"type": "listed", "listings": [Listing, ...]}  or  {"type": "node", "node": Node}
    relation  {"edge": Edge}
    decision  {"type": "same", "same": Same}
A personal field whose key was destroyed comes back empty: the object stays usable, and the ledger says what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from headstamp.case.personal import ERASED, KEY_AWAY, MARK
from headstamp.case.store import Draft, Stored
from headstamp.core.claim import Claim
from headstamp.core.errors import InputError
from headstamp.core.finding import Finding
from headstamp.core.party import Listing
from headstamp.core.record import Item
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node

if TYPE_CHECKING:
    from headstamp.case.store import Case

Model = TypeVar("Model", bound=BaseModel)
_GONE = (ERASED, KEY_AWAY)


def of_item(item: Item) -> Draft:
    """A record under its own id."""
    return Draft("record", item.id, {"type": "item", "item": item.model_dump(mode="json")})


def of_consignment(number: str, lines: Iterable[Mapping[str, Any]]) -> Draft:
    """The lines of one consignment as `consignment:<number>`; days become ISO texts."""
    kept = [{name: _plain(value) for name, value in line.items()} for line in lines]
    return Draft("record", f"consignment:{number}", {"type": "consignment", "lines": kept})


def of_claim(claim: Claim, *, since: str = "", until: str = "") -> Draft:
    """A claim under its own id; `since` and `until` are dates that `When.parse` reads."""
    return Draft("claim", claim.id, {"claim": claim.model_dump(mode="json"), "since": since, "until": until})


def of_finding(finding: Finding, about: Sequence[str] = ()) -> Draft:
    """A Finding under the hash of its content; `about` = the objects that it rests on, as `kind/id`."""
    body = {"finding": finding.model_dump(mode="json"), "about": list(about)}
    return Draft("finding", finding.digest[:16], body)


def of_listings(listings: Iterable[Listing]) -> list[Draft]:
    """One entity `list id/party id` for each party of each list, with all its entries. Twins on two lists stay two entities."""
    held: dict[str, list[Listing]] = {}
    for listing in listings:
        held.setdefault(f"{listing.list_id}/{listing.party.id}", []).append(listing)
    return [
        Draft("entity", key, {"type": "listed", "listings": [each.model_dump(mode="json") for each in entries]})
        for key, entries in held.items()
    ]


def of_node(node: Node) -> Draft:
    """A party or thing that somebody described."""
    return Draft("entity", node.id, {"type": "node", "node": node.model_dump(mode="json")})


def of_edge(edge: Edge) -> Draft:
    """A tie with its citations."""
    return Draft("relation", edge.id, {"edge": edge.model_dump(mode="json")})


def of_same(same: Same) -> Draft:
    """A decision about two nodes; a later one about the same pair is its next version."""
    return Draft("decision", " = ".join(same.pair), {"type": "same", "same": same.model_dump(mode="json")}, "decide")


def items(case: Case) -> Iterator[Item]:
    """Every record of an item."""
    for stored, body in _bodies(case, "record"):
        if body.get("type") == "item":
            yield _parsed(case, stored, Item, body.get("item"))


def consignments(case: Case) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(number, lines) of every consignment."""
    for stored, body in _bodies(case, "record"):
        if body.get("type") == "consignment":
            yield stored.id.removeprefix("consignment:"), list(body.get("lines", ()))


def claims(case: Case) -> Iterator[tuple[Claim, str, str]]:
    """(claim, since, until)."""
    for stored, body in _bodies(case, "claim"):
        claim = _parsed(case, stored, Claim, {"value": "", **body["claim"]})  # a value whose key was destroyed is empty
        yield claim, body.get("since", ""), body.get("until", "")


def findings(case: Case) -> Iterator[tuple[Finding, tuple[str, ...]]]:
    """(finding, the objects it is about)."""
    for stored, body in _bodies(case, "finding"):
        yield _parsed(case, stored, Finding, body.get("finding")), tuple(body.get("about", ()))


def listings(case: Case) -> Iterator[Listing]:
    """Every entry of the lists that this case holds an extract of."""
    for stored, body in _bodies(case, "entity"):
        if body.get("type") == "listed":
            yield from (_parsed(case, stored, Listing, each) for each in body.get("listings", ()))


def nodes(case: Case) -> Iterator[Node]:
    """Parties and things that somebody described."""
    for stored, body in _bodies(case, "entity"):
        if body.get("type") == "node":
            yield _parsed(case, stored, Node, body.get("node"))


def edges(case: Case) -> Iterator[Edge]:
    """Ties that somebody entered."""
    for stored, body in _bodies(case, "relation"):
        yield _parsed(case, stored, Edge, body.get("edge"))


def decisions(case: Case) -> Iterator[Same]:
    """The standing decision of each pair, in the order in which they were taken."""
    found = [
        _parsed(case, stored, Same, body.get("same")) for stored, body in _bodies(case, "decision") if body.get("type") == "same"
    ]
    yield from sorted(found, key=lambda same: same.at)


def plain(value: Any) -> Any:
    """`value` without the words that stand for a destroyed key: None where one stood."""
    if isinstance(value, dict):
        return {name: kept for name, each in value.items() if (kept := plain(each)) is not None or each is None}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if value in _GONE else value


def _bodies(case: Case, kind: str) -> Iterator[tuple[Stored, dict[str, Any]]]:
    for stored in list(case.all(kind)):
        body = case.body(stored)
        yield stored, plain(body) if MARK in stored.body else body  # most objects hold nobody's name, and a case may hold 100,000


def _parsed(case: Case, stored: Stored, model: type[Model], value: Any) -> Model:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        what = f"{stored.kind} {stored.id!r} does not hold a {model.__name__}: {where} {first['msg']}"
        raise InputError(what, hint="it was written by another program or another version; `headstamp case verify` tells more",
                         file=case.path) from error  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else list(value) if isinstance(value, tuple) else value
