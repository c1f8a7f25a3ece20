"""The case as parts of a network: its records, papers, lists, statements and matches as nodes and edges with their sources.

record/i1 (an item)          -> recovery:i1
record/consignment:B1        -> consignment:B1, and paper:<name>@<country> for each party on it
entity/one/p7 (on a list)    -> one/p7
entity/e1, relation/r1       -> e1, r1 as they are
claim/c1                     -> the edge claim:c1, where both its ends are nodes; they may be written in either way
finding/<id> of a match      -> may_be from the name on papers to each listed party, with its probability
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from headstamp.case import contents
from headstamp.core.claim import Citation, Claim
from headstamp.core.finding import Finding, HypothesisKind
from headstamp.core.party import Listing
from headstamp.core.record import Item
from headstamp.core.redact import Profile, redact
from headstamp.core.text import fold
from headstamp.reason.match.decisions import name_key
from headstamp.reason.network.build import of_claims, of_declarations, of_items, of_listings, of_matches
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Parts
from headstamp.reason.network.own import own_id
from headstamp.reason.network.relations import CONTROLS, Family, relation

if TYPE_CHECKING:
    from headstamp.case.store import Case

PAPER = "paper:"
TIED = CONTROLS | {Family.SERVICE, Family.TRANSFER}
"""Families of relations whose ends a claim may give in words."""
UNASKED = (
    "No match of a name on papers with a listed party stands in this case, so none is walked here; `headstamp case chain` asks "
    "the lists itself."
)
_ID = re.compile(r"[\w.-]+[:/]\S")


def parts_of(case: Case, profile: Profile = Profile.CONFIDENTIAL) -> Parts:
    """Everything in a case that is a node or a tie; `told` = what could not be one, and why.

    Of records only what `profile` may see enters. Nodes and edges keep their own sensitivity: `Network.within` closes them.
    Raises InputError for an object of another shape.
    """
    items = [redact(item, profile) for item in contents.items(case)]
    found = parts_with(case, items, contents.consignments(case))
    unasked = any(n.id.startswith(PAPER) for n in found.nodes) and not any(e.relation == "may_be" for e in found.edges)
    return found + Parts(told=(UNASKED,)) if unasked else found


def parts_with(case: Case, items: Iterable[Item], papers: Iterable[tuple[str, list[dict[str, Any]]]]) -> Parts:
    """The same with records that were read, and redacted, before: (number, lines) of each consignment."""
    listings = tuple(contents.listings(case))
    found = of_items(items) + papers_of(papers) + of_listings(listings)
    found += Parts(nodes=tuple(contents.nodes(case)))
    held = {node.id: node for node in found.nodes}
    found += _entered(contents.edges(case), held)
    found += _claimed(contents.claims(case), held)
    return found + _matched(contents.findings(case), listings, held)


def decisions_of(case: Case) -> list[Same]:
    """The standing decision of each pair of statements, in order; ends written as `kind/id` become ids of nodes."""
    pairs = [(same, node_id(same.left), node_id(same.right)) for same in contents.decisions(case)]
    return [same.model_copy(update={"left": left, "right": right}) for same, left, right in pairs]


def node_id(written: str) -> str:
    """The id of the node of an object written as `kind/id`; what is not so written stays.

    >>> node_id("record/i1"), node_id("record/consignment:B1"), node_id("entity/one/p7"), node_id("one/p7")
    ('recovery:i1', 'consignment:B1', 'one/p7', 'one/p7')
    """
    kind, slash, key = written.partition("/")
    if not slash or kind not in ("record", "entity"):
        return written
    return key if kind == "entity" or key.startswith("consignment:") else f"recovery:{key}"


def beside(first: Parts, *others: Parts) -> Parts:
    """`first` and the parts of packs and lists beside it. A tie that both give under one id stands as `first` has it: a case
    keeps the edition that was read when it was made."""
    held = {edge.id: edge for edge in first.edges}
    older = 0
    for other in others:
        fresh = []
        for edge in other.edges:
            if held.setdefault(edge.id, edge) is edge:
                fresh.append(edge)
            elif held[edge.id] != edge:
                older += 1
        first += replace(other, edges=tuple(fresh))
    if not older:
        return first
    plural = "tie stands" if older == 1 else "ties stand"
    return first + Parts(told=(f"{older} {plural} otherwise in a pack or list of today than in this case; the case's is shown.",))


def papers_of(papers: Iterable[tuple[str, list[dict[str, Any]]]]) -> Parts:
    """Consignments with the parties and ships that their papers name. Lines that a later version replaced are left out."""
    lines, replaced = [], 0
    for number, rows in papers:
        lines += [{**row, "consignment": number} for row in rows if not row.get("superseded")]
        replaced += sum(bool(row.get("superseded")) for row in rows)
    found = of_declarations(lines)
    if not replaced:
        return found
    return found + Parts(
        told=(f"Replaced by a later version, and naming nobody here: {replaced} line{'s' if replaced > 1 else ''} of papers.",)
    )


def _entered(edges: Iterable[Edge], held: Mapping[str, Node]) -> Parts:
    """Ties that somebody entered; one that ends at nothing is told, since the rest of the case can still be asked."""
    kept, told = [], []
    for edge in edges:
        mapped = edge.model_copy(update={"subject": _at(edge.subject, held), "object": _at(edge.object, held)})
        lost = [end for end in (mapped.subject, mapped.object) if end not in held]
        if lost:
            told.append(f"The tie {edge.id} ends at {lost[0]}, which is not in this case.")
        else:
            kept.append(mapped)
    return Parts(edges=tuple(kept), told=tuple(told))


def _claimed(claims: Iterable[tuple[Claim, str, str]], held: Mapping[str, Node]) -> Parts:
    """Claims between two nodes. Who holds, heads or serves whom may name an end in words: it becomes a node of its own. A claim
    about one node (what a label says, where it was seen) is no tie, and not told."""
    known, names, found, dates = dict(held), _by_name(held.values()), [], {}
    for claim, since, until in claims:
        subject, value = _at(claim.subject, known), _at(claim.value, known)
        if relation(claim.predicate).family in TIED:
            subject, value = (_said(end, names, known) for end in (subject, value))
        if value in known or node_id(claim.value) != claim.value:
            found.append(claim.model_copy(update={"subject": subject, "value": value}))
            dates[claim.id] = (since, until)
    made = of_claims(found, known, dates)
    return replace(made, nodes=tuple(node for key, node in known.items() if key not in held))


def _by_name(nodes: Iterable[Node]) -> dict[str, list[str]]:
    """Ids of parties by each of their names, folded."""
    names: dict[str, list[str]] = {}
    for node in nodes:
        for name in dict.fromkeys(fold(each) for each in (node.name, *node.aliases) if each):
            names.setdefault(name, []).append(node.id)
    return names


def _said(end: str, names: Mapping[str, list[str]], known: dict[str, Node]) -> str:
    """The node that an end of a claim names; a name that one node bears is that node, any other stands for itself."""
    if end in known or not end.strip() or _ID.match(end):
        return end
    bearers = names.get(fold(end), [])
    if len(bearers) == 1:
        return bearers[0]
    key = own_id(end)
    known.setdefault(key, Node(id=key, name=end))
    return key


def _at(written: str, held: Mapping[str, Node]) -> str:
    mapped = node_id(written)
    return f"recovery:{mapped}" if mapped not in held and f"recovery:{mapped}" in held else mapped


def _matched(findings: Iterable[tuple[Finding, tuple[str, ...]]], listings: Iterable[Listing], held: Mapping[str, Node]) -> Parts:
    """Of the findings those that ask whether a name is a listed party. A party that is on no extract in the case is told."""
    node_of = {listing.key: f"{listing.list_id}/{listing.party.id}" for listing in listings}
    by_name: dict[str, list[str]] = {}
    for key in held:
        if key.startswith(PAPER):
            by_name.setdefault(key[len(PAPER) :].rpartition("@")[0], []).append(key)
    matches, told = [], []
    for finding, about in findings:
        for listed, probability in _listed_in(finding):
            ends = [end for each in about if (end := node_id(each)).startswith(PAPER) and end in held]
            names = ends or by_name.get(name_key(finding.subject), [])
            if listed not in node_of:
                told.append(f"A match names {listed}, of which this case holds no extract.")
            cited = Citation(source_id=f"finding:{finding.digest[:16]}", locator=listed)
            matches += [(name, node_of[listed], probability, cited) for name in names if listed in node_of]
    made = of_matches(matches)
    return Parts(edges=tuple({edge.id: edge for edge in made.edges}.values()), told=tuple(dict.fromkeys(told)))


def _listed_in(finding: Finding) -> Iterator[tuple[str, float]]:
    """(key of the listing, probability) of each candidate of a match; nothing for other findings."""
    candidates = {reason.hypothesis for reason in finding.reasons if reason.rule == "listed_as"}
    for hypothesis in finding.hypotheses:
        if hypothesis.kind is HypothesisKind.PARTY and hypothesis.id in candidates:
            yield hypothesis.id, hypothesis.probability
