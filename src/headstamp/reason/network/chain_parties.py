"""The second part of a chain: from papers to the parties on them, to the listed ones these may be, and to who stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from headstamp.core.claim import Citation
from headstamp.core.finding import Finding, HypothesisKind
from headstamp.core.when import When
from headstamp.reason.network.behind import behind
from headstamp.reason.network.chain_model import ON_LIST, Stage
from headstamp.reason.network.chain_walk import Walk, few, made_edge, percent, role
from headstamp.reason.network.finding import as_of, counted
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Hop
from headstamp.reason.network.relations import Family, relation

WALKED = 0.5  # probability of a match from which the chain goes on by it
SHOWN = 0.05  # below which a match is not even told
ROLES = (
    "consignee_of", "notify_of", "shipper_of", "broker_of", "forwarder_of", "declarant_of", "carrier_of", "carried_by",
)  # fmt: skip
LEVELS = 3
MOST_NAMED = 6


class _May(NamedTuple):
    """A listed party that a name on papers may be: the hop to it, what speaks for it, what would settle it."""

    hop: Hop
    why: str
    ask: str


def parties(walk: Walk, number: int, consignment: str) -> None:
    """Everybody whom the papers name, and from each as far as it goes."""
    key = f"consignment:{consignment}"
    network = walk.given.network
    held: dict[str, list[Hop]] = {}
    edges = network.edges_of(key, lambda edge: edge.relation in ROLES and not edge.denied)
    for edge in sorted(edges, key=lambda e: (ROLES.index(e.relation), e.id)):
        hop = network.hop(edge, key)
        held.setdefault(hop.end.id, []).append(hop)
    silent: list[str] = []
    for hops in held.values():
        more = ", ".join(role(h.edge) for h in hops[1:])
        at = walk.go(number, Stage.PARTY, "named_on_papers", hops[0], note=f"also as {more}" if more else "")
        if at and not _onward(walk, at, hops[0]):
            silent.append(hops[0].end.label)
    at_key = network.nodes[network.at(key)]
    if not held:
        walk.end(
            number, at_key, "its papers name no party", "the bill of lading itself", "it names shipper, consignee and notify"
        )
    _silence(walk, number, at_key, silent)
    walk.end(
        number, at_key, "who held the goods between these papers and the find is on no record",
        f"the release of consignment {consignment}: delivery order, gate-out record, who collected it",
        "papers say to whom goods were sent, not who took them",
    )  # fmt: skip


def _silence(walk: Walk, number: int, node: Node, silent: list[str]) -> None:
    if not silent:
        return
    names = few(silent, MOST_NAMED)
    asked = any(key in walk.given.matches for key in walk.reached)
    if asked:
        walk.end(number, node, f"on no list that was asked: {names}; that is silence, no clearance")
    else:
        walk.end(number, node, f"no list was asked about {names}", "an extract of a list in the case, or --lists",
                 "without a list nobody on the papers can be found on one")  # fmt: skip


def _onward(walk: Walk, at: int, to_party: Hop) -> bool:
    """From a party on papers to listed ones by decision or match, else to who stands over it; False where nothing leads on."""
    party = to_party.end
    decided = {_other(same, party.id): same for same in walk.given.decisions if party.id in same.pair}
    before = len(walk.links)
    for edge in walk.given.network.edges_of(party.id, lambda e: e.relation == "same_as" and not e.denied):
        hop = walk.given.network.hop(edge, party.id)
        number = walk.go(at, Stage.LISTED, "taken_for_one", hop)
        if number:
            _behind(walk, number, hop.end)
    told = _parted(walk, party, decided) or any(same.decision == "same" for same in decided.values())
    for edge in walk.given.network.edges_of(party.id, lambda e: e.relation == "bears_number" and e.object == party.id):
        told = True
        number = walk.go(at, Stage.LISTED, "bears_listed_number", walk.given.network.hop(edge, party.id))
        if number:
            _behind(walk, number, walk.links[number - 1].hop.end)
    for may in _candidates(walk, to_party):
        told = _weigh(walk, at, party, may, decided.get(may.hop.end.id)) or told
    if len(walk.links) == before:
        _behind(walk, at, party, alone=True)
    return told or len(walk.links) > before


def _parted(walk: Walk, party: Node, decided: Mapping[str, Same]) -> bool:
    """Tell which parties a person decided it not to be; True where there is one."""
    apart = {
        other: same for other, same in decided.items() if same.decision == "not the same" and other in walk.given.network.place
    }
    for other, same in apart.items():
        listed = walk.given.network.nodes[walk.given.network.at(other)]
        walk.refused[
            f"{party.label} is not taken for {listed.label}: {same.by} decided on {same.at[:10]} that they are not the same "
            f"({same.why})."
        ] = None
    return bool(apart)


def _weigh(walk: Walk, at: int, party: Node, may: _May, same: Same | None) -> bool:
    """Walk over a match, or say why not. False where it is too far off to be told."""
    p, listed = may.hop.edge.certainty, may.hop.end
    if same is not None and same.decision == "same":
        return True
    if same is not None and same.decision == "not the same":
        walk.told[f"By name and facts alone {party.label} would be {listed.label} with {percent(p)}; a person parted them."] = (
            None
        )
        return True
    if p < WALKED:
        if p >= SHOWN:
            walk.refused[
                f"{party.label} may be {listed.label} with {percent(p)} only, less than {percent(WALKED)}: not walked."
            ] = None
        return p >= SHOWN
    unsure = f"{same.by} looked at it on {same.at[:10]} and could not tell: {same.why}" if same else ""
    number = walk.go(at, Stage.LISTED, "may_be_listed", may.hop, note="; ".join(filter(None, (may.why, unsure))))
    if not number:
        return True
    walk.end(
        number, listed, f"that {party.label} is this party rests on name and facts, {percent(p)}; nobody has decided it",
        may.ask or f"the registration number and address of {party.label}", "a number of its own tells firms of one name apart",
    )  # fmt: skip
    _behind(walk, number, listed)
    return True


def _candidates(walk: Walk, to_party: Hop) -> Iterator[_May]:
    """Matches kept in the case, then those of today about parties that no kept match names; likeliest first."""
    network, party = walk.given.network, to_party.end
    kept = [network.hop(e, party.id) for e in network.edges_of(party.id, lambda e: e.relation == "may_be" and not e.denied)]
    seen = {hop.end.id for hop in kept}
    found = [_May(hop, "a match kept in this case", "") for hop in kept]
    finding = walk.given.matches.get(party.id)
    for listed, p in _listed_in(finding):
        node = walk.given.listed.get(listed, "")
        if node in seen or node not in network.place:
            continue
        seen.add(node)
        found.append(_of_finding(to_party, network.nodes[network.at(node)], p, listed, finding))
    yield from sorted(found, key=lambda may: (-may.hop.edge.certainty, may.hop.end.id))


def _of_finding(to_party: Hop, listed: Node, p: float, key: str, finding: Finding | None) -> _May:
    reasons = [] if finding is None else [r for r in finding.reasons if r.hypothesis == key]
    cited = tuple(dict.fromkeys((*to_party.edge.citations, *(c for r in reasons for c in r.citations)))) or (
        Citation(source_id=f"list:{key}"),
    )
    facts = [r.sentence for r in reasons if r.rule == "fact_beside_name"][:2]
    names = [r.sentence for r in reasons if r.rule == "word_against_word" and not r.sentence.endswith(": the same word")][:3]
    asks = [f"{p.observation} of {to_party.end.label} ({p.why})" for p in (finding.would_change if finding else ())][:1]
    hop = made_edge(f"may_be:{to_party.end.id}|{listed.id}", to_party.end, "may_be", listed, p, cited,
                    detail=f"by name and facts, {percent(p)}")  # fmt: skip
    return _May(hop, "; ".join((*names, *facts)) or "the same words", asks[0] if asks else "")


def _listed_in(finding: Finding | None) -> list[tuple[str, float]]:
    found = [] if finding is None else finding.hypotheses
    return [(h.id, h.probability) for h in found if h.kind is HypothesisKind.PARTY]


def _behind(walk: Walk, at: int, node: Node, *, alone: bool = False) -> None:
    """Lists on which a party stands, and who stands over it. `alone`: a party on papers that nothing ties to a listed one."""
    day = walk.day(at)
    found = behind(walk.given.network, node.id, on=day, depth=LEVELS)
    for step in found.twins:
        if step.hop.end.id not in walk.reached:
            walk.go(walk.reached.get(step.hop.start.id, at), Stage.LISTED, "taken_for_one", step.hop)
    for each in (node, *(step.hop.end for step in found.twins)):
        _listings(walk, walk.reached.get(each.id, at), each, day)
    for step in found.over:
        walk.go(walk.reached.get(step.hop.start.id, at), Stage.BEHIND, "stands_over", step.hop, note=f"level {step.depth}")
    if alone and not found.over:
        return
    heads = {s.hop.end.id for s in found.over if relation(s.hop.edge.relation).family is Family.OFFICE}
    held = {s.hop.end.id for s in found.over if s.hop.end.id not in heads} | {node.id}
    shown = {link.hop.end.id for link in walk.links} & held  # nobody stands over an officer as such
    for last in found.ends:
        if last.id in shown:
            walk.end(walk.reached.get(last.id, at), last, f"nobody is on record over it{as_of(day)}",
                     f"a registry extract of {last.label}{as_of(day)}", "it names owners, directors and the address")  # fmt: skip
    away = [e for e in found.other_days if e.relation != "listed_as"]
    if away:
        walk.told[f"{counted(len(away), 'tie')} of {node.label} did not hold on {day} and is not drawn."] = None
    if found.more:
        walk.told[f"{counted(found.more, 'more tie')} around {node.label} on record; `headstamp network show` pages them."] = None


def _listings(walk: Walk, at: int, node: Node, day: str) -> None:
    """Entries of lists, also those of another day: that somebody was listed later is told as such."""
    for edge in walk.given.network.edges_of(node.id, lambda e: e.relation == "listed_as" and not e.denied):
        note = _when_listed(edge, day)
        walk.go(at, Stage.LISTED, ON_LIST, walk.given.network.hop(edge, node.id), note=note)


def _when_listed(edge: Edge, day: str) -> str:
    """Where the entry does not hold on `day`, how it lies to it."""
    asked, since, until = When.parse(day), When.parse(edge.since), When.parse(edge.until)
    if asked.last and since.first and since.first > asked.last:
        return f"listed after that day ({day})"
    return f"taken off the list before that day ({day})" if asked.first and until.last and until.last < asked.first else ""


def _other(same: Same, node: str) -> str:
    return same.right if same.left == node else same.left
