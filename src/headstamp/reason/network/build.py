"""The network out of what we hold: packs, lists, records and declarations, claims, matches. Every edge keeps its source and
dates.

Holders, recorders, witnesses and places of recovery never enter: a recovery is its id and its state. Of people, the network knows
those that lists, papers of trade and claims name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rigour.territories import get_territory

from headstamp.core.claim import Citation, Claim, Standing
from headstamp.core.declaration import PARTIES
from headstamp.core.party import Listing, Party, PartyKind
from headstamp.core.record import Item, MarkRole
from headstamp.core.text import fold
from headstamp.reason.match.decisions import name_key
from headstamp.reason.network.addresses import address_key, phone_key
from headstamp.reason.network.model import Edge, Node, NodeKind, of_grade
from headstamp.reason.network.network import Parts
from headstamp.reference.builtin import LIST_ID, listings_of
from headstamp.reference.listing_rows import TieRow, thing
from headstamp.reference.pack import Pack

KINDS = {
    PartyKind.PERSON: NodeKind.PERSON, PartyKind.ORGANISATION: NodeKind.COMPANY, PartyKind.VESSEL: NodeKind.VESSEL,
    PartyKind.AIRCRAFT: NodeKind.AIRCRAFT, PartyKind.UNKNOWN: NodeKind.OTHER,
}  # fmt: skip
LISTED = 0.95  # an authority's own list, as the packs grade it
REPORTS = "reports, and on no authority's list that was read"
AS_RECORDED = 0.9  # what a paper or record itself says; that it is true is another matter


def of_packs(packs: Iterable[Pack], *, unverified: bool = True) -> Parts:
    """Parties, listings, addresses, numbers and ties of packs. Ids of parties are `builtin/<key>`.

    Raises PackError where a pack is broken.
    """
    found = Parts()
    for pack in packs:
        listings = listings_of(pack.tables, unverified=unverified)
        known = {listing.party.id for listing in listings}
        ties = [tie for tie in pack.tables.ties if unverified or tie.standing is not Standing.UNVERIFIED]
        kept = [tie for tie in ties if all(end in known or thing(end) for end in (tie.subject, tie.object))]
        lost = len(ties) - len(kept)
        told = (
            (f"{lost} ties of the pack {pack.id} name a party that stands on no list of it; they are left out.",) if lost else ()
        )
        things = tuple(node for tie in kept for end in (tie.subject, tie.object) if (node := _thing(end)))
        found += of_listings(listings) + Parts(things, tuple(map(_tie, kept)), told)
    return found


def thing_id(kind: NodeKind, words: str) -> str:
    """The id of a type, unit, state or the like that stands on no list; the same one that records and ties of one's own give it.

    >>> thing_id(NodeKind.TYPE, "F-7 rocket"), thing_id(NodeKind.STATE, "UA")
    ('type:f7rocket', 'state:UA')
    """
    return f"{kind}:{words if kind is NodeKind.STATE else fold(words)}"


def _thing(end: str) -> Node | None:
    """The node of an end that is no party: `unit:Wagner Group`, `state:UA`."""
    found = thing(end)
    if found is None:
        return None
    kind, words = NodeKind(found[0]), found[1]
    return state(words) if kind is NodeKind.STATE else Node(id=thing_id(kind, words), kind=kind, name=words)


def state(code: str) -> Node:
    """The node of a state by its code, under its English name; by the code where no name is known (a state of the past)."""
    found = get_territory(code.lower())
    return Node(id=thing_id(NodeKind.STATE, code), kind=NodeKind.STATE, name=found.name if found else code, countries=(code,))


def _end(end: str) -> str:
    node = _thing(end)
    return node.id if node else f"{LIST_ID}/{end}"


def of_listings(listings: Iterable[Listing]) -> Parts:
    """One node a party of a list (`list id/party id`) and one a listing; addresses, phones and ship numbers as nodes between
    them.

    The same party on two lists is two nodes: `joined.entities` brings them together where somebody decided so.
    """
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for listing in listings:
        party = listing.party
        key = f"{listing.list_id}/{party.id}"
        if key not in nodes:
            nodes[key] = Node(id=key, kind=KINDS[party.kind], name=party.name, countries=party.countries, aliases=_others(party))
            for node, edge in _places(key, party, listing):
                nodes.setdefault(node.id, node)
                edges.setdefault(edge.id, edge)
        entry, edge = _entry(key, listing)
        nodes[entry.id] = entry
        edges[edge.id] = edge
    return Parts(tuple(nodes.values()), tuple(edges.values()))


def _others(party: Party) -> tuple[str, ...]:
    return tuple(name.text for name in party.names[1:])


def _entry(key: str, listing: Listing) -> tuple[Node, Edge]:
    """The entry, and the tie to it. What the packs know from reports alone is named there and stands on nobody's list."""
    reported = listing.list_id == LIST_ID and not listing.jurisdiction
    entry = Node(
        id=f"listing:{listing.key}",
        kind=NodeKind.LISTING,
        name=REPORTS if reported else " ".join((listing.programmes[:1] or (listing.list_id,))[0].split()),
        countries=tuple(filter(None, (listing.jurisdiction,))),
    )
    edge = Edge(
        id=f"listed:{listing.key}", subject=key, relation="named_in" if reported else "listed_as", object=entry.id,
        detail=f"entry {listing.entry_id}",
        since=listing.listed_on, until=listing.delisted_on, certainty=LISTED if listing.standing is Standing.SOURCED else 0.6,
        standing=listing.standing, citations=(listing.citation,),
    )  # fmt: skip
    return entry, edge


def _places(key: str, party: Party, listing: Listing) -> Iterable[tuple[Node, Edge]]:
    """Addresses with a house number, phones and ship numbers of a party."""
    places = [
        (f"address:{read.text}", NodeKind.ADDRESS, address, "has_address")
        for address in party.addresses
        if not (read := address_key(address)).area
    ]
    for number in party.identifiers:
        if number.kind == "phone" and (digits := phone_key(number.value)):
            places.append((f"phone:{digits}", NodeKind.PHONE, number.value, "has_phone"))
        elif number.kind == "imo":
            places.append((f"imo:{number.value}", NodeKind.VESSEL, f"IMO {number.value}", "bears_number"))
    for place, kind, text, relation in places:
        edge = Edge(
            id=f"{relation}:{key}|{place}", subject=key, relation=relation, object=place, detail=f"as written: {text}",
            certainty=LISTED, standing=listing.standing, citations=(listing.citation,),
        )  # fmt: skip
        yield Node(id=place, kind=kind, name=text), edge


def _tie(tie: TieRow) -> Edge:
    own = Citation(source_id=f"pack:{tie.pack}", locator=f"ties row {tie.id}")
    read = tuple(Citation(source_id=s, locator=f"as {tie.pack} tie {tie.id}") for s in tie.source_ids)
    low, high = tie.share or (None, None)
    return Edge(
        id=f"{tie.pack}:{tie.id}", subject=_end(tie.subject), relation=tie.relation, object=_end(tie.object),
        detail=tie.detail, low=low, high=high, since=tie.since, until=tie.until, certainty=tie.certainty, standing=tie.standing,
        citations=(*read, own),
    )  # fmt: skip


def of_claims(claims: Iterable[Claim], nodes: Mapping[str, Node], dates: Mapping[str, tuple[str, str]] | None = None) -> Parts:
    """Claims whose subject and value are ids of `nodes`, as edges of their predicate; the others are told.

    A denied claim becomes a denied edge; one of unknown polarity is left out. `hedge` stands in the detail. A claim that repeats
    one that is there adds no edge: one voice counts once. `dates`: since and until by id of claim.
    """
    held = sorted(claims, key=lambda claim: bool(claim.derived_from))  # stable: first voices before those who repeat them
    made: dict[str, Edge] = {}
    told = []
    for claim in held:
        if claim.subject not in nodes or claim.value not in nodes:
            told.append(f"The claim {claim.id} ends at a party or thing that is not there.")
        elif claim.polarity == "unknown":
            told.append(f"The claim {claim.id} neither says nor denies it.")
        elif made.keys().isdisjoint(claim.derived_from):
            made[claim.id] = _claimed(claim, *(dates or {}).get(claim.id, ("", "")))
    return Parts(tuple(nodes.values()), tuple(made.values()), tuple(told))


def _claimed(claim: Claim, since: str, until: str) -> Edge:
    return Edge(
        id=f"claim:{claim.id}", subject=claim.subject, relation=claim.predicate, object=claim.value, detail=claim.hedge,
        since=since, until=until, certainty=of_grade(claim.grade), citations=(claim.citation,), grade=claim.grade,
        denied=claim.polarity == "denied",
    )  # fmt: skip


def of_items(items: Iterable[Item]) -> Parts:
    """A recovery a record, tied to its lots, its model as recorded, its state, and the record that it lay in."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    held = list(items)
    ids = {item.id for item in held}
    for item in held:
        key = f"recovery:{item.id}"
        year = item.recovery.recovered.first.year if item.recovery.recovered.first else None
        day = str(year) if year else ""  # the day is restricted; the year is shown to everybody
        nodes[key] = Node(id=key, kind=NodeKind.RECOVERY, name=f"{item.kind.value} {item.id}")
        for node, relation, locator in _about(item):
            nodes.setdefault(node.id, node)
            dated = day if relation == "found_in" else ""
            edges.append(
                Edge(id=f"{relation}:{key}|{node.id}", subject=key, relation=relation, object=node.id, since=dated, until=dated,
                     certainty=AS_RECORDED, standing=Standing.OBSERVED,
                     citations=(Citation(source_id=f"record:{item.id}", locator=locator),))
            )  # fmt: skip
        if item.within in ids:
            other = f"recovery:{item.within}"
            cited = (Citation(source_id=f"record:{item.id}", locator="within"),)
            edges.append(
                Edge(id=f"found_with:{key}|{other}", subject=key, relation="found_with", object=other, certainty=AS_RECORDED,
                     standing=Standing.OBSERVED, citations=cited)
            )  # fmt: skip
    return Parts(tuple(nodes.values()), tuple({edge.id: edge for edge in edges}.values()))


def _about(item: Item) -> Iterable[tuple[Node, str, str]]:
    for mark in item.marks:
        if mark.role is MarkRole.LOT and mark.text.strip() and not set(mark.text) & set("?…["):
            yield Node(id=f"lot:{fold(mark.text)}", kind=NodeKind.LOT, name=f"lot {mark.text}"), "marked_with", mark.id
    if item.model:
        yield Node(id=f"type:{fold(item.model)}", kind=NodeKind.TYPE, name=item.model), "named_as", "model"
    if code := item.recovery.place.country:
        yield state(code), "found_in", "place of recovery"


def of_declarations(lines: Iterable[Mapping[str, Any]]) -> Parts:
    """A consignment a node, tied to the parties that its papers name and to its ship. Lines are rows of
    `core.declaration.COLUMNS`.

    A party of a paper is a name in a state, not a firm: two firms of one name in one state fall together here, and only a match
    or a decision ties the name to a listed party.
    """
    nodes: dict[str, Node] = {}
    edges: dict[str, Edge] = {}
    for line in lines:
        number = str(line.get("consignment") or line.get("number") or f"{line.get('file')} row {line.get('row')}")
        key = f"consignment:{number}"
        nodes.setdefault(key, Node(id=key, kind=NodeKind.CONSIGNMENT, name=f"consignment {number}"))
        cited = (Citation(source_id=f"file:{line.get('file') or 'declaration'}", locator=f"row {line.get('row', '?')}"),)
        day = str(line.get("date") or "")[:10]
        for node, relation in _named(line):
            nodes.setdefault(node.id, node)
            ends = (key, node.id) if relation == "carried_by" else (node.id, key)
            edge = Edge(
                id=f"{relation}:{ends[0]}|{ends[1]}", subject=ends[0], relation=relation, object=ends[1], since=day, until=day,
                certainty=AS_RECORDED, standing=Standing.OBSERVED, citations=cited,
            )  # fmt: skip
            edges.setdefault(edge.id, edge)
    return Parts(tuple(nodes.values()), tuple(edges.values()))


def party_on_paper(name: str, country: str = "") -> str:
    """The id of the node of a name on papers of trade."""
    return f"paper:{name_key(name)}@{country}"


def _named(line: Mapping[str, Any]) -> Iterable[tuple[Node, str]]:
    for role in PARTIES:
        if name := str(line.get(role) or "").strip():
            country = str(line.get(f"{role}_country") or "")
            node = Node(
                id=party_on_paper(name, country), kind=NodeKind.COMPANY, name=name, countries=tuple(filter(None, (country,)))
            )  # fmt: skip
            yield node, f"{role}_of"
    if imo := str(line.get("imo") or ""):
        yield Node(id=f"imo:{imo}", kind=NodeKind.VESSEL, name=f"IMO {imo}"), "carried_by"
    elif vessel := str(line.get("vessel") or "").strip():
        yield Node(id=f"vessel:{name_key(vessel)}", kind=NodeKind.VESSEL, name=vessel), "carried_by"


def of_matches(matches: Sequence[tuple[str, str, float, Citation]]) -> Parts:
    """`may_be` edges: (node of a name on papers, node of a listed party, probability, citation of the match)."""
    return Parts(edges=tuple(
        Edge(id=f"may_be:{name}|{listed}", subject=name, relation="may_be", object=listed, certainty=probability,
             detail=f"by name and facts, {probability:.0%}", citations=(cited,))
        for name, listed, probability, cited in matches
    ))  # fmt: skip
