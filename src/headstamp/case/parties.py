"""Who is named in a case, on what, and who of them was offered to reply before a public output names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from headstamp.case.contents import edges, findings, items, listings, nodes
from headstamp.case.personal import PREDICATES
from headstamp.case.requests import OFFERED, requests
from headstamp.case.ties import TIED, parts_of
from headstamp.core.claim import Citation
from headstamp.core.finding import HypothesisKind
from headstamp.core.record import Sensitivity
from headstamp.reason.network.model import Edge, Node, NodeKind
from headstamp.reason.network.relations import Family, relation

if TYPE_CHECKING:
    from headstamp.case.store import Case

CLAIM = "claim:"  # what the ids of ties that come of claims begin with
PARTIES = frozenset({NodeKind.PERSON, NodeKind.COMPANY, NodeKind.VESSEL, NodeKind.AIRCRAFT})


class Named(NamedTuple):
    """A party that findings, relations or claims of the case name. `offer`: the state of the offer to reply, empty = none was
    drafted."""

    id: str
    label: str
    where: tuple[str, ...]  # objects that name it, as `relation/r1` or `claim/c1`
    offer: str
    sensitivity: Sensitivity

    @property
    def offered(self) -> bool:
        """True where an offer to reply was sent at least."""
        return self.offer in OFFERED


class Said(NamedTuple):
    """One relation or claim about a party in words, with its citations; `open`: a public output may say it."""

    text: str
    citations: tuple[Citation, ...]
    open: bool


def named_parties(case: Case) -> list[Named]:
    """Persons, companies, vessels and aircraft that relations, findings or claims on who owns, heads, serves or supplies whom
    name, by label; States, places and lots are none."""
    claimed, met = _claimed(case)
    known = {**met, **_known(case)}
    where: dict[str, list[str]] = {}
    for edge in (*edges(case), *claimed):
        for end in (edge.subject, edge.object):
            if end not in known or known[end].kind in PARTIES:
                where.setdefault(end, []).append(_object(edge))
    entries = {each.key: f"{each.list_id}/{each.party.id}" for each in listings(case)}
    for finding, _ in findings(case):
        for h in finding.hypotheses:
            if h.kind is HypothesisKind.PARTY and h.label:
                key = entries.get(h.id, h.id)
                where.setdefault(key if key in known else h.label, []).append(f"finding/{finding.digest[:16]}")
    offers = {each.party.casefold(): each.state for each in requests(case) if each.type == "reply"}
    out = []
    for key, places in where.items():
        node = known.get(key)
        label, closed = (node.label, node.sensitivity) if node else (key, Sensitivity.PUBLIC)
        offer = offers.get(key.casefold()) or offers.get(label.casefold(), "")
        out.append(Named(key, label, tuple(dict.fromkeys(places)), offer, closed))
    return sorted(out, key=lambda n: (n.label.casefold(), n.id))


def said_of(case: Case, party: str) -> list[Said]:
    """What relations and claims of the case say of a party, as its id or name; denials are said as denials."""
    claimed, met = _claimed(case)
    known, asked = {**met, **_known(case)}, party.casefold()

    def about(edge: Edge) -> bool:
        ends = (edge.subject, edge.object)
        return any(asked in (end.casefold(), known[end].label.casefold() if end in known else "") for end in ends)

    out = []
    for edge in (*edges(case), *claimed):
        if about(edge) and edge.relation not in PREDICATES:
            ends = [known.get(end) for end in (edge.subject, edge.object)]
            levels = [edge.sensitivity, *(node.sensitivity for node in ends if node)]
            open_ = all(level is Sensitivity.PUBLIC for level in levels)
            out.append(Said(_in_words(edge, known), edge.citations, open_))
    return out


def kept_back(case: Case) -> tuple[str, ...]:
    """Texts that no letter to a party may hold: holders, recorders, notes and coordinates of every record of the case."""
    found: dict[str, None] = {}
    for item in items(case):
        recovery, place = item.recovery, item.recovery.place
        numbers = [f"{n}" for n in (place.lat, place.lon) if n is not None and n != int(n)]
        found.update(dict.fromkeys(t.strip() for t in (recovery.holder, recovery.recorder, item.note, *numbers)))
    return tuple(text for text in found if len(text) > 2)


def _claimed(case: Case) -> tuple[tuple[Edge, ...], dict[str, Node]]:
    """Claims that tie two parties, as `case.ties` reads them, and the ends of these. An end in words is taken for a party, but
    for what was supplied, which is a thing."""
    parts = parts_of(case)
    made = tuple(edge for edge in parts.edges if edge.id.startswith(CLAIM) and relation(edge.relation).family in TIED)
    met = {end for edge in made for end in (edge.subject, edge.object)}
    named = {e.object for e in made} | {e.subject for e in made if relation(e.relation).family is not Family.TRANSFER}
    party = {"kind": NodeKind.COMPANY}
    ends = (n.model_copy(update=party) if n.kind is NodeKind.OTHER and n.id in named else n for n in parts.nodes)
    return made, {n.id: n for n in ends if n.id in met}


def _object(edge: Edge) -> str:
    return f"claim/{edge.id.removeprefix(CLAIM)}" if edge.id.startswith(CLAIM) else f"relation/{edge.id}"


def _known(case: Case) -> dict[str, Node]:
    listed = {f"{each.list_id}/{each.party.id}": each for each in listings(case)}
    found = {
        key: Node(id=key, kind=NodeKind.OTHER if not each.party.names else NodeKind.COMPANY, name=_name(each.party.names))
        for key, each in listed.items()
    }
    return {**found, **{node.id: node for node in nodes(case)}}


def _name(names: tuple[object, ...]) -> str:
    return str(getattr(names[0], "text", "")) if names else ""


def _in_words(edge: Edge, known: dict[str, Node]) -> str:
    subject, object_ = ((known[end].label if end in known else end) for end in (edge.subject, edge.object))
    said = f"{subject}: {edge.relation} {object_}" + (f", {edge.share}" if edge.share else "")
    dates = f" ({edge.dates})" if edge.dated else ""
    return f"It is denied that: {said}{dates}." if edge.denied else f"{said}{dates}."
