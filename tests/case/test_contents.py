"""What stands in an object of a case: what goes in comes out, and a destroyed key leaves the object usable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from headstamp.case import Case, destroy_key, key_of
from headstamp.case import contents as c
from headstamp.core.claim import Citation, Claim
from headstamp.core.errors import InputError
from headstamp.core.finding import Basis, Finding
from headstamp.core.party import Listing, Party, PartyName
from headstamp.core.record import Item, ItemKind, Mark, Recovery
from headstamp.core.where import Place
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node, NodeKind

CITED = Citation(source_id="s1", locator="p. 4")
ITEM = Item(
    id="i1",
    kind=ItemKind.CARTRIDGE,
    marks=(Mark(id="m1", text="41 91"),),
    recovery=Recovery(
        holder="Teodor Halvorn", recorder="A. Kim", place=Place(name="north gate", country="SD", lat=15.5, lon=32.5)
    ),
)
LISTED = [
    Listing(list_id=where, entry_id="7", party=Party(id="p7", names=(PartyName(text="Tarn"),)), citation=CITED)
    for where in ("one", "two")
]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "x.headstamp", "Crate", "A. Kim") as case:
        yield case


def test_what_goes_in_comes_out(case: Case) -> None:
    claim = Claim(id="c1", subject="a", predicate="acts_for", value="b", citation=CITED)
    finding = Finding(question="q", subject="i1", answer="a", basis=Basis.NO_BASIS, hypotheses=())
    node, edge = (
        Node(id="a", kind=NodeKind.COMPANY, name="A"),
        Edge(id="e", subject="a", relation="owns", object="b", citations=(CITED,)),
    )
    same = Same(left="one/p7", right="two/p7", decision="same", by="A. Kim", at="2026-11-30T10:00:00Z", why="one number")
    line = {"number": "D1", "date": date(2026, 1, 2), "containers": ("MSKU0000006",), "gross_kg": 12.5}
    case.write([
        c.of_item(ITEM), c.of_consignment("B1", [line]), c.of_claim(claim, since="2024"), c.of_finding(finding, ["record/i1"]),
        *c.of_listings(LISTED), c.of_node(node), c.of_edge(edge), c.of_same(same),
    ])  # fmt: skip
    assert list(c.items(case)) == [ITEM]
    assert list(c.consignments(case)) == [("B1", [{**line, "date": "2026-01-02", "containers": ["MSKU0000006"]}])]
    assert list(c.claims(case)) == [(claim, "2024", "")]
    assert list(c.findings(case)) == [(finding, ("record/i1",))]
    assert list(c.listings(case)) == LISTED
    assert (list(c.nodes(case)), list(c.edges(case)), list(c.decisions(case))) == ([node], [edge], [same])


def test_twins_on_two_lists_stay_two_entities(case: Case) -> None:
    case.write(c.of_listings(LISTED))
    assert [stored.id for stored in case.all("entity")] == ["one/p7", "two/p7"]


def test_a_later_decision_on_a_pair_stands_and_the_first_stays(case: Case) -> None:
    first = Same(left="b", right="a", decision="same", by="A", at="2026-11-30", why="w")
    last = Same(left="a", right="b", decision="not the same", by="B", at="2026-12-01", why="w")
    case.write([c.of_same(first)])
    case.write([c.of_same(last)])
    assert list(c.decisions(case)) == [last]
    assert case.get("decision", "a = b").version == 2


def test_an_erased_person_leaves_the_record_usable(case: Case) -> None:
    case.write([c.of_item(ITEM)])
    for field in ("recovery/holder", "recovery/place/lat", "recovery/place/lon"):
        destroy_key(case, key_of(case, f"record/i1/item/{field}"))
    (item,) = c.items(case)
    assert item.recovery == ITEM.recovery.model_copy(
        update={"holder": "", "place": Place(name="north gate", country="SD")}
    )  # fmt: skip


def test_an_object_of_another_shape_is_told(case: Case) -> None:
    case.add("claim", "c1", {"claim": {"id": "c1"}})
    with pytest.raises(InputError, match=r"claim 'c1' does not hold a Claim: subject"):
        list(c.claims(case))
