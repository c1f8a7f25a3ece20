"""Answers of the network as told: one view, a drawing that is legible and true to it, a table, a page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from headstamp.core.claim import Citation, Standing
from headstamp.core.redact import Profile
from headstamp.reason.network import Edge, Network, Node, NodeKind, Parts
from headstamp.reason.network.behind import behind
from headstamp.reason.network.finding import path_finding
from headstamp.reason.network.finding_about import behind_finding
from headstamp.reason.network.paths import paths
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.network_data import COLUMNS, network_csv
from headstamp.tell.network_layout import MOST_IN_COLUMN, WIDTH, columns, wrapped
from headstamp.tell.network_model import NetworkView, NodeView, PartView, TieView
from headstamp.tell.network_parts import behind_view, path_view
from headstamp.tell.network_svg import network_svg
from headstamp.tell.network_terminal import print_network
from headstamp.tell.network_view import Ties


def edge(subject: str, relation: str, other: str, certainty: float = 0.8, **more: object) -> Edge:
    held = {"id": f"{subject} {relation} {other}", "certainty": certainty, "citations": (Citation(source_id="s1"),), **more}
    return Edge.model_validate({**held, "subject": subject, "relation": relation, "object": other})


def network(*edges: Edge) -> Network:
    ends = dict.fromkeys(end for e in edges for end in (e.subject, e.object))
    return Network.of(Parts(tuple(Node(id=key, name=f"Firm {key}", kind=NodeKind.COMPANY) for key in ends), edges))


def path_of(held: Network, a: str, b: str) -> NetworkView:
    found = paths(held, a, b)
    return path_view(found, path_finding(found, held), Ties(held, Footnotes({})), Profile.PUBLIC)


def who(held: Network, key: str) -> NetworkView:
    found = behind(held, key)
    return behind_view(found, behind_finding(found, held), Ties(held, Footnotes({}), about=key), Profile.PUBLIC)


CHAIN = network(edge("a", "owns", "b"), edge("b", "directs", "c", 0.4, standing=Standing.UNVERIFIED), edge("c", "owns", "d"))


def test_the_weakest_hop_is_marked_and_unverified_is_said_in_words() -> None:
    view = path_of(CHAIN, "a", "d")
    assert [tie.weakest for tie in view.parts[0].ties] == [False, True, False]
    assert view.any_unverified
    drawn = network_svg(view)
    assert "WEAKEST HOP" in drawn
    assert "UNVERIFIED: no page was read" in drawn


def test_a_number_means_one_tie_in_all_forms() -> None:
    view = path_of(CHAIN, "a", "d")
    badges = re.findall(r"<text[^>]*>(\d+)</text>", network_svg(view))
    assert badges == ["1", "2", "3"]
    assert [tie.number for tie in view.ties] == [1, 2, 3]
    rows = network_csv(view).splitlines()
    assert rows[0].lstrip("\ufeff").split(",") == list(COLUMNS)
    assert len(rows) == 4


def test_the_terminal_draws_the_chain_from_top_to_bottom() -> None:
    console = Console(width=80, file=io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    with console.capture() as shown:
        print_network(console, path_of(CHAIN, "a", "d"), Footnotes({}))
    text = shown.get()
    places = [text.index(f"    Firm {key}") for key in "abcd"]
    assert places == sorted(places)
    assert "[UNVERIFIED]  WEAKEST HOP" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_crowd_is_cut_and_the_drawing_says_so() -> None:
    held = network(*(edge(f"p{n}", "represents", "hub") for n in range(60)))
    view = who(held, "hub")
    assert len(columns(view).boxes) == MOST_IN_COLUMN + 1
    assert "more ties stand in the table" in network_svg(view)


def test_boxes_stand_inside_and_apart() -> None:
    held = network(
        edge("o", "owns", "a"), edge("oo", "owns", "o"), *(edge(f"p{n}", "represents", "a") for n in range(9)),
        edge("a", "alias_of", "twin"), edge("q", "acts_for", "p1"),
    )  # fmt: skip
    drawn = columns(who(held, "a"))
    boxes = list(drawn.boxes.values())
    for n, one in enumerate(boxes):
        assert one.x - one.width / 2 >= 0
        assert one.x + one.width / 2 <= WIDTH
        assert one.y - one.height / 2 >= 0
        assert one.y + one.height / 2 <= drawn.height
        for other in boxes[n + 1 :]:
            apart = (
                abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= (one.height + other.height) / 2
            )
            assert apart, (one.node.id, other.node.id)


def test_over_stands_left_and_arms_stand_right() -> None:
    boxes = columns(who(network(edge("o", "owns", "a"), edge("p", "represents", "a")), "a")).boxes
    assert boxes["o"].x < boxes["a"].x < boxes["p"].x


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.floats(80, 400))
def test_any_name_wraps_into_few_lines(text: str, width: float) -> None:
    lines = wrapped(text, width)
    assert 1 <= len(lines) <= 4


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_gives_well_formed_markup(name: str, detail: str) -> None:
    from headstamp.tell.shown import visible

    tie = TieView(
        1, "x", "y", "x", visible(detail), "y", "s", visible(detail), "", "no date given", False, 0.5, "certainty 0.5", True
    )
    view = NetworkView(
        "q", "x", visible(name), "strong", False, "", Profile.PUBLIC, (NodeView("x", "", visible(name)),),
        (PartView("t", (tie,)),),
    )  # fmt: skip
    for each in (view, replace(view, parts=(PartView(visible(name), (tie,), chain=True),))):
        ElementTree.fromstring(network_svg(each))  # noqa: S314 - our own markup


def test_an_empty_answer_draws_nothing() -> None:
    held = network(edge("a", "owns", "b"), edge("c", "owns", "d"))
    view = path_of(held, "a", "d")
    assert network_svg(view) == ""
    assert view.silent


@pytest.mark.parametrize("cells", [60, 100])
def test_the_page_holds_every_part(cells: int) -> None:
    from headstamp.tell.network_html import network_html

    view = path_of(CHAIN, "a", "d")
    page = network_html(view, Footnotes({}), made_on=f"{cells} days ago")
    assert "weakest hop" in page
    assert page.count("<svg") == 1
