"""Who stands behind a party, and through whom it acts."""

from __future__ import annotations

from headstamp.reason.network import Network
from headstamp.reason.network.behind import behind


def test_the_cells_of_komid(pack: Network) -> None:
    found = behind(pack, "builtin/komid", on="2016-12-31")
    assert [s.hop.end.id for s in found.over if s.depth == 1] == ["builtin/second-economic-committee"]
    details = {s.hop.end.id: s.hop.edge.detail for s in found.arms if s.depth == 1}
    assert details["builtin/jang-yong-son"] == "representative in Iran"
    assert details["builtin/ryu-jin"] == "representative in Syria"
    assert details["builtin/son-jong-hyok"] == "official, business in Sudan"
    assert all(s.hop.edge.citations for s in (*found.over, *found.arms, *found.beside))
    assert {"builtin/cho-chun-ryong", "builtin/pak-han-se"} == {node.id for node in found.ends}
    other = {e.subject if e.object == "builtin/komid" else e.object for e in found.other_days}
    assert other == {"builtin/pak-chun-il", "state:SD"}  # ambassador until November 2016; contracts of 2013
    assert "builtin/pak-chun-il" in {s.hop.end.id for s in behind(pack, "builtin/komid", on="2016-10-01").beside}


def test_control_comes_before_office_and_service(drawn) -> None:
    network = drawn("p director_of a", "f controls a", "o owns a", "a acts_for s")
    assert [s.hop.end.id for s in behind(network, "a").over] == ["o", "f", "p", "s"]


def test_levels_are_counted_and_circles_end(drawn) -> None:
    network = drawn("b owns a", "c owns b", "a owns c")
    found = behind(network, "a", depth=9)
    assert [(s.hop.end.id, s.depth) for s in found.over] == [("b", 1), ("c", 2)]
    assert found.ends == ()


def test_evidence_ends_at_a_party_with_nobody_on_record(drawn) -> None:
    found = behind(drawn("a acts_for b"), "b")
    assert [n.id for n in found.ends] == ["b"]
    assert found.over == ()
    assert [s.hop.end.id for s in found.arms] == ["a"]


def test_what_does_not_fit_is_counted(drawn) -> None:
    found = behind(drawn(*(f"p{i} represents a" for i in range(9))), "a", most=4)
    assert len(found.arms) == 4
    assert found.more == 5


def test_a_denied_tie_stands_apart(drawn, edge_of) -> None:
    found = behind(drawn(edge_of("b owns a", denied=True), "c acts_for a"), "a")
    assert found.over == ()
    assert [e.subject for e in found.denied] == ["b"]
