"""The chain of a case: its records, papers, lists and decisions laid together with packs, and drawn (`reason.network.chain`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from headstamp.case import contents
from headstamp.case.redacted import shown_text
from headstamp.case.ties import PAPER, beside, decisions_of, node_id, parts_with
from headstamp.core.claim import Citation, Claim
from headstamp.core.errors import UsageError
from headstamp.core.finding import Finding
from headstamp.core.party import Identifier, Listing, Party, PartyKind, PartyName
from headstamp.core.record import Item, Sensitivity
from headstamp.core.redact import WITHHELD, Profile, redact
from headstamp.reason.network.build import of_listings
from headstamp.reason.network.chain import draw
from headstamp.reason.network.chain_finding import chain_finding
from headstamp.reason.network.chain_goods import outermost
from headstamp.reason.network.chain_model import Chain, Given, Link
from headstamp.reason.network.chain_papers import joins, numbers
from headstamp.reason.network.joined import Same, entities, joined_edges
from headstamp.reason.network.model import Node, NodeKind
from headstamp.reason.network.network import Hop, Network, Parts
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf

if TYPE_CHECKING:
    from headstamp.case.store import Case
    from headstamp.reason.match.matcher import Matcher

KINDS = {NodeKind.PERSON: PartyKind.PERSON, NodeKind.VESSEL: PartyKind.VESSEL, NodeKind.AIRCRAFT: PartyKind.AIRCRAFT}
SEES = {
    Profile.PUBLIC: Sensitivity.PUBLIC, Profile.PARTNER: Sensitivity.RESTRICTED, Profile.CONFIDENTIAL: Sensitivity.CONFIDENTIAL,
}  # fmt: skip
SHIP = "imo:"
Papers = Mapping[str, Sequence[Mapping[str, Any]]]
Asks = Callable[[Party], Finding]


@dataclass(frozen=True)
class Drawn:
    """A chain with its Finding and the network that it was drawn in."""

    chain: Chain
    finding: Finding
    network: Network
    items: tuple[Item, ...]


def chain_of(
    case: Case, record: str = "", *, packs: Parts | None = None, shelf: Shelf, matchers: Sequence[Matcher] = (), on: str = "",
    profile: Profile = Profile.CONFIDENTIAL,
) -> Drawn:  # fmt: skip
    """The chain from `record`, or from every record that lies in no other.

    `packs`: parts of `reason.network.build.of_packs`; `shelf`: of sourced rows, for the maker; `matchers`: lists that are asked
    about parties on papers, the case's own extract first (`own_matcher`); `on`: ISO day at which ties must hold. Of records only
    what `profile` may see is used, save that the day of recovery still orders the hops. Raises InputError, UsageError.
    """
    full = {item.id: item for item in contents.items(case)}
    items = {key: redact(item, profile) for key, item in full.items()} if profile is not Profile.CONFIDENTIAL else full
    papers = dict(contents.consignments(case))
    claims = _claims(case, items)
    decisions = tuple(_as_seen(same, profile) for same in decisions_of(case))
    own = parts_with(case, items.values(), papers.items())
    asked, listings = _asked(_named(own, items, papers, claims), matchers)
    parts = beside(own, of_listings(listings), *filter(None, (packs,)))
    parts += joined_edges(decisions, (node.id for node in parts.nodes))
    network = Network.of(parts).within(SEES[profile])
    chain = draw(Given(
        roots=(record.removeprefix("record/"),) if record else _roots(items, case), items=items, network=network, papers=papers,
        traces=_traces(items, record, shelf), claims=claims, found={key: item.recovery.recovered for key, item in full.items()},
        matches=asked, listed={each.key: f"{each.list_id}/{each.party.id}" for each in (*contents.listings(case), *listings)},
        decisions=decisions, on=on,
    ))  # fmt: skip
    asked_of = dict.fromkeys(t for f in asked.values() for t in f.limits if t.startswith("Lists asked"))
    limits = (*entities(network, decisions).told, *asked_of)
    return Drawn(chain, chain_finding(chain, network, limits=limits, shelf_hash=shelf.hash), network, tuple(full.values()))


def as_seen(case: Case, drawn: Drawn, profile: Profile) -> Drawn:
    """The same with every text gone through for closed values of the case: a party may be called as a witness is, or a firm as
    the place of recovery."""
    if profile is Profile.CONFIDENTIAL:
        return drawn

    def text(value: str) -> str:
        return shown_text(case, value, profile)

    def node(each: Node) -> Node:
        return each.model_copy(update={"id": text(each.id), "name": text(each.name), "aliases": ()})

    def link(each: Link) -> Link:
        edge = each.hop.edge
        seen = {name: text(getattr(edge, name)) for name in ("subject", "object", "detail")}
        edge = edge.model_copy(update={**seen, "citations": _cited_seen(edge.citations, text)})
        return replace(each, hop=Hop(edge, node(each.hop.start), node(each.hop.end)), note=text(each.note))

    chain = replace(drawn.chain, links=tuple(map(link, drawn.chain.links)), roots=tuple(map(node, drawn.chain.roots)))
    return replace(drawn, chain=chain, finding=_finding_seen(drawn.finding, text))


def _cited_seen(citations: Iterable[Citation], text: Callable[[str], str]) -> tuple[Citation, ...]:
    return tuple(c.model_copy(update={"source_id": text(c.source_id), "locator": text(c.locator)}) for c in citations)


def _finding_seen(finding: Finding, text: Callable[[str], str]) -> Finding:
    lines = ("unexplained", "conflicts", "limits")
    return finding.model_copy(update={
        **{name: text(getattr(finding, name)) for name in ("question", "subject", "answer")},
        **{name: tuple(map(text, getattr(finding, name))) for name in lines},
        "hypotheses": tuple(h.model_copy(update={"id": text(h.id), "label": text(h.label)}) for h in finding.hypotheses),
        "reasons": tuple(
            r.model_copy(update={
                "sentence": text(r.sentence), "note": text(r.note), "marks": tuple(map(text, r.marks)),
                "citations": _cited_seen(r.citations, text),
            })
            for r in finding.reasons
        ),
        "would_change": tuple(
            p.model_copy(update={"observation": text(p.observation), "why": text(p.why)}) for p in finding.would_change
        ),
    })  # fmt: skip


def own_matcher(case: Case) -> Matcher | None:
    """A matcher over the extract of lists that the case holds; None where it holds none."""
    from headstamp.reason.match.matcher import Matcher
    from headstamp.reason.match.release import Release
    from headstamp.reference.lexicon import Lexicon
    from headstamp.reference.released import released

    listings = list(contents.listings(case))
    return Matcher.of(listings, Release.from_bytes(released()), Lexicon.default()) if listings else None


def _roots(items: Mapping[str, Item], case: Case) -> tuple[str, ...]:
    if not items:
        hint = "headstamp case add CASE finds.csv, or name what was found: headstamp template"
        raise UsageError("this case holds no record of a thing found", hint=hint, file=case.path)
    return outermost(dict(items))


def _claims(case: Case, items: Mapping[str, Item]) -> dict[str, list[Claim]]:
    held: dict[str, list[Claim]] = {}
    for claim, _, _ in contents.claims(case):
        record = node_id(claim.subject).removeprefix("recovery:")
        if record in items:
            held.setdefault(record, []).append(claim)
    return held


def _as_seen(same: Same, profile: Profile) -> Same:
    """Who decided and why is for the case team."""
    return same if profile is Profile.CONFIDENTIAL else same.model_copy(update={"by": "the case team", "why": WITHHELD})


def _traces(items: Mapping[str, Item], record: str, shelf: Shelf) -> dict[str, Finding]:
    """Who made each thing that the chain can meet: all of them, or the one asked with what holds it and what it holds."""
    wanted = set(items) if not record else _around(items, record.removeprefix("record/"))
    return {key: trace(items[key], shelf)[0] for key in items if key in wanted and (items[key].marks or items[key].features)}


def _around(items: Mapping[str, Item], record: str) -> set[str]:
    found, at = {record}, record
    while at in items and (at := items[at].within) and at not in found:
        found.add(at)
    for _ in range(2):
        found |= {key for key, item in items.items() if item.within == record or items.get(item.within, item).within == record}
    return found


def _named(own: Parts, items: Mapping[str, Item], papers: Papers, claims: Mapping[str, Sequence[Claim]]) -> list[Node]:
    """Parties on the papers that the chain reaches."""
    known = numbers(papers)
    reached = {j.number.consignment for key, item in items.items() for j in joins(item, known, claims.get(key, ()))}
    places = {f"consignment:{each}" for each in reached}
    ends = {node.id for node in own.nodes if node.kind is NodeKind.RECOVERY}
    tied = [{e.subject, e.object} for e in own.edges if {e.subject, e.object} & ends]
    places |= {end for pair in tied for end in pair if end.startswith("consignment:")}
    ids = {end for e in own.edges if places & {e.subject, e.object} for end in (e.subject, e.object)}
    return [node for node in own.nodes if node.id in ids and node.id.startswith((PAPER, "vessel:", SHIP))]


def _asked(parties: Sequence[Node], matchers: Sequence[Matcher]) -> tuple[dict[str, Finding], list[Listing]]:
    """What the lists say of each party: one Finding of all matchers, and the entries that it names."""
    from headstamp.reason.match.finding import find_party, match

    asked: dict[str, Finding] = {}
    listings: dict[str, Listing] = {}
    for node in parties:
        party = _party(node)
        for matcher in matchers:
            finding = match(party, matcher, threshold=0.0)
            for hypothesis in finding.hypotheses[:-1] if finding.hypotheses else ():
                if hypothesis.id != "none":
                    for i in matcher.listings_of[find_party(hypothesis.id, matcher)]:
                        listings.setdefault(matcher.listings[i].key, matcher.listings[i])
            before = asked.get(node.id)
            asked[node.id] = finding if before is None else _both(before, finding)
    return asked, list(listings.values())


def _party(node: Node) -> Party:
    """The party as its papers give it: a name and a state, or the number of a ship."""
    kind = KINDS.get(node.kind, PartyKind.UNKNOWN)
    number = (Identifier(kind="imo", value=node.id.removeprefix(SHIP)),) if node.id.startswith(SHIP) else ()
    return Party(id=node.name, kind=kind, names=(PartyName(text=node.name),), countries=node.countries, identifiers=number)


def _both(first: Finding, second: Finding) -> Finding:
    """Two matches of one party under one roof; an entry that both name stands once."""
    have = {h.id for h in first.hypotheses}
    fresh = tuple(h for h in second.hypotheses if h.id not in have)
    reasons = tuple(r for r in second.reasons if r.hypothesis not in have)
    return first.model_copy(update={
        "hypotheses": (*first.hypotheses, *fresh), "reasons": (*first.reasons, *reasons),
        "would_change": (*first.would_change, *second.would_change),
        "limits": tuple(dict.fromkeys((*first.limits, *second.limits))),
    })  # fmt: skip
