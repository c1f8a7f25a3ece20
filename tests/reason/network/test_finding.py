"""Findings of the network: hops with sources, the place where evidence ends, and words that accuse nobody."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest

from headstamp.core.finding import Basis, Finding
from headstamp.reason.network import Network
from headstamp.reason.network.behind import behind
from headstamp.reason.network.finding import listed_finding, path_finding
from headstamp.reason.network.finding_about import behind_finding, shared_finding, spill_finding
from headstamp.reason.network.finding_sum import ownership_finding
from headstamp.reason.network.ownership import Ownership
from headstamp.reason.network.paths import paths, to_listed
from headstamp.reason.network.profiles import profile
from headstamp.reason.network.rules import NETWORK_RULES
from headstamp.reason.network.shared import shared
from headstamp.reason.network.spill import spill

ACCUSING = re.compile(r"\b(guilty|criminal|smuggl\w*|illegal\w*|launder\w*|conspir\w*|terroris\w*|culprit|suspect)\b", re.I)


def answers(pack: Network) -> Iterator[Finding]:
    """Every question on the pack."""
    yield path_finding(paths(pack, "builtin/verus", "builtin/versor", on="2023-09-01"), pack)
    yield path_finding(paths(pack, "builtin/verus", "builtin/komid"), pack)
    yield behind_finding(behind(pack, "builtin/komid", on="2016-12-31"), pack)
    yield behind_finding(behind(pack, "builtin/versor"), pack)
    yield shared_finding(shared(pack), pack)
    yield shared_finding(shared(pack, "builtin/komid"), pack, "builtin/komid")
    for key in ("verus", "versor", "angara", "komid"):
        yield ownership_finding(Ownership(pack, "2024-01-01").verdict(f"builtin/{key}"), pack)
    yield spill_finding(spill(pack, "builtin/komid"), pack)


def test_every_reason_is_cited_ruled_and_accuses_nobody(pack: Network) -> None:
    rules = {rule.__name__ for rule in NETWORK_RULES}
    for finding in answers(pack):
        assert all(reason.citations and reason.rule in rules for reason in finding.reasons)
        own = [finding.question, finding.answer, *finding.unexplained, *finding.limits]
        assert not ACCUSING.search(" ".join(own)), finding.question
        assert finding.hypotheses
        assert finding.limits
        assert ".." not in finding.answer


def test_the_same_question_gives_the_same_bytes(pack: Network) -> None:
    first, second = ([f.digest for f in answers(pack)] for _ in range(2))
    assert first == second


def test_every_rule_says_what_it_does() -> None:
    assert all(len(inspect.getdoc(rule) or "") > 100 for rule in NETWORK_RULES)


def test_the_answer_names_the_weakest_hop_and_never_exceeds_it(drawn, edge_of) -> None:
    network = drawn(edge_of("a acts_for b", certainty=0.4), edge_of("b owns c", certainty=0.9))
    finding = path_finding(paths(network, "a", "c"), network)
    assert "the weakest is: a acts for b" in finding.answer
    assert finding.top.probability <= finding.top.high == 0.4
    assert sum(h.probability for h in finding.hypotheses) == pytest.approx(1.0)


def test_a_chain_says_at_which_hop_the_evidence_ends(pack: Network) -> None:
    finding = path_finding(paths(pack, "builtin/verus", "builtin/komid"), pack)
    assert finding.basis is Basis.NO_BASIS
    assert finding.top.id == "none"
    assert finding.unexplained[0].startswith("Evidence from LIMITED LIABILITY COMPANY VERUS ends after 5 nodes: MKRTYCHEV, Ashot")
    assert "silence, not a clearance" in finding.answer


def test_a_consignee_is_tied_to_listed_parties_or_the_evidence_ends(drawn, edge_of) -> None:
    network = drawn("c consignee_of k", edge_of("c may_be p", certainty=0.6), "p listed_as l", "d consignee_of m")
    tied = listed_finding(network.nodes[0], to_listed(network, "c"), network)
    assert tied.answer == "c: ties on record lead to 1 listed party: p."
    assert (tied.top.probability, tied.reasons[0].rule) == (0.6, "hop_on_path")
    ends = listed_finding(network.nodes[network.at("d")], to_listed(network, "d"), network)
    assert ends.basis is Basis.NO_BASIS
    assert ends.unexplained == ("Evidence from d ends after 1 node: m; nothing on record leads on.",)


def test_a_thing_was_supplied_and_a_party_supplied(pack: Network) -> None:
    hops = [pack.hop(edge, edge.subject) for edge in pack.edges if edge.relation in ("transferred_to", "supplied_to")]
    said = " | ".join(hop.sentence for hop in hops)
    assert "Hwasong-11 missile was transferred to Russia" in said
    assert "North Korea supplied to Wagner Group" in said


def test_the_greatest_blocked_owner_holds(drawn) -> None:
    network = drawn("X owns 25 A", "Y owns 25 A")
    finding = ownership_finding(Ownership(network).verdict("A", ("X", "Y"), profile("uk")), network)
    assert "the greatest blocked owner holds 25 % of A" in finding.answer


def test_the_sum_is_shown_line_by_line(drawn) -> None:
    network = drawn("X owns 50 A", "A owns 40 B", "X owns 10 B", "F owns 30 B")
    finding = ownership_finding(Ownership(network).verdict("B", ("X",)), network)
    assert finding.answer == "Yes: by the shares on record blocked owners together hold 50 % of B; the threshold is 50 % or more."
    told = [reason.sentence for reason in finding.reasons]
    assert told[0].startswith("A holds 40 % of B and counts: it counts in full: blocked owners hold 50 % or more of it")
    assert any(t.startswith("F holds 30 % of B and does not count") for t in told)
    assert any(t.startswith("X holds 50 % of A and counts") for t in told)
    assert "Stated shares leave 20 % of B open." in finding.unexplained


def test_a_no_is_firm_only_where_nobody_unnamed_could_turn_it(drawn) -> None:
    loose, firm = drawn("X owns 10 A"), drawn("X owns 10 A", "F owns 60 A")
    first, second = (ownership_finding(Ownership(n).verdict("A", ("X",)), n) for n in (loose, firm))
    assert "They leave 90 % of it open, which could change this." in first.answer
    assert (first.top.low, first.top.word) == (0.0, "as far as the record goes")
    assert "could change" not in second.answer
    assert second.top.low == 1.0


def test_what_the_shares_do_not_settle_gets_no_odds(drawn) -> None:
    network = drawn("X owns 40-60 A")
    finding = ownership_finding(Ownership(network).verdict("A", ("X",)), network)
    assert finding.basis is Basis.CANNOT_DISTINGUISH
    assert finding.top.word == "cannot be told"
    assert (finding.top.low, finding.top.high) == (0.0, 1.0)
    assert "between 40 % and 60 %" in finding.answer


def test_a_denial_is_shown_beside_what_it_denies(drawn, edge_of) -> None:
    network = drawn("a acts_for b", edge_of("a acts_for b", id="no", denied=True, detail="says the firm"))
    finding = path_finding(paths(network, "a", "b"), network)
    assert len(finding.conflicts) == 1
    assert "Denied by s1: says the firm" in finding.conflicts[0]


def test_super_nodes_are_counted_and_named(drawn) -> None:
    network = drawn(*(f"f{i} linked_to hub" for i in range(9)))
    finding = path_finding(paths(network, "f0", "f1", cap=5), network)
    assert "1 super-node" in finding.answer
    assert any("hub" in limit for limit in finding.limits)


def test_hops_that_no_source_dates_are_told(pack: Network) -> None:
    finding = behind_finding(behind(pack, "builtin/komid", on="2016-12-31"), pack)
    assert any(limit.startswith("No source dates") for limit in finding.limits)
    assert any("PAK CHUN IL" in limit for limit in finding.limits)
