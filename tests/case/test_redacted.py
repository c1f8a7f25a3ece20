"""What a profile may not see is nowhere in what it gets: in no field, no sentence, no id, no page of the file, no photo."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from headstamp.case import Case, Vault, contents
from headstamp.case.redacted import (
    entry_shown,
    may_see,
    may_see_who,
    own_id,
    redact_case,
    search_shown,
    shown,
    shown_id,
    shown_text,
    snippet_safe,
)
from headstamp.case.search import search
from headstamp.core.claim import Citation
from headstamp.core.finding import Reason
from headstamp.core.party import Listing, Party, PartyKind, PartyName
from headstamp.core.record import Item, Sensitivity
from headstamp.core.redact import Profile
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node, NodeKind
from tests.case.closed import CITED, body, claim, finding, item

PUBLIC, PARTNER, TEAM = Profile.PUBLIC, Profile.PARTNER, Profile.CONFIDENTIAL


def test_persons_are_a_role_with_a_number_and_one_person_is_one_number(held: Case) -> None:
    held.write([contents.of_item(item("i2", recorder="Qwenna Holderby")), claim("c1", "qwenna  HOLDERBY", predicate="witness")])
    one, two = (body(held, "record", name, PUBLIC)["item"]["recovery"] for name in ("i1", "i2"))
    assert (one["holder"], one["recorder"], two["recorder"]) == ("holder 1", "recorder 2", "recorder 1")
    assert body(held, "claim", "c1", PUBLIC)["claim"]["value"] == "witness 1"


def test_places_and_days_become_general_and_a_partner_sees_a_grid_with_its_precision(held: Case) -> None:
    public, partner = (body(held, "record", "i1", p)["item"]["recovery"] for p in (PUBLIC, PARTNER))
    assert public["place"] == {
        "name": "",
        "country": "Karsova",
        "lat": None,
        "lon": None,
        "precision_km": None,
        "disputed": False,
    }
    assert (partner["place"]["lat"], partner["place"]["lon"], partner["place"]["precision_km"]) == (-2.3, 40.9, 8.0)
    assert public["recovered"] == {"text": "2024", "first": "2024-01-01", "last": "2024-12-31", "approximate": False}
    assert partner["recovered"]["first"] == "2024-02-07"


def test_the_month_is_what_a_partner_sees_of_a_day_that_the_record_closes(held: Case) -> None:
    closed = item("i3").model_copy(update={"sensitivity": (("recovered", Sensitivity.CONFIDENTIAL),)})
    held.write([contents.of_item(closed), claim("c1", "on 7 February 2024, and 07.02.2024")])
    assert body(held, "record", "i3", PARTNER)["item"]["recovery"]["recovered"]["text"] == "2024-02"
    assert body(held, "claim", "c1", PARTNER)["claim"]["value"] == "on 2024-02, and 2024-02"


def test_a_year_is_a_date_still_though_its_first_and_last_day_are_closed_elsewhere(held: Case) -> None:
    held.write([
        contents.of_item(item("i4", recovered=When.parse("2024"), documented=When.parse("2024-01-01"))),
        contents.of_item(item("i5", recovered=When.parse("2024-03-01/2024-03-09"))),
    ])  # fmt: skip
    whole = {"text": "2024", "first": "2024-01-01", "last": "2024-12-31", "approximate": False}
    for name in ("i4", "i5"):
        seen = body(held, "record", name, PUBLIC)["item"]
        assert Item.model_validate(seen).recovery.recovered.model_dump(mode="json") == whole


def test_a_day_that_another_record_closes_becomes_general_in_one_that_does_not(held: Case) -> None:
    closed = item("i6", recovered=When.parse("2024-05-03")).model_copy(
        update={"sensitivity": (("recovered", Sensitivity.CONFIDENTIAL),)}
    )
    held.write([contents.of_item(closed), contents.of_item(item("i7", recovered=When.parse("2024-05-03")))])
    seen = Item.model_validate(body(held, "record", "i7", PARTNER)["item"])
    assert str(seen.recovery.recovered) == "2024-05-01/2024-05-31"


def test_what_a_pack_says_beside_a_reason_is_nobodys_note(held: Case) -> None:
    reason = Reason(rule="r", sentence="seen", hypothesis="tula", weight=1.0, marks=("m1",), note="match rounds")
    held.write([
        contents.of_finding(finding("x").model_copy(update={"reasons": (reason,)}), ["record/i1"]),
        claim("c1", "a box of match rounds"),
    ])  # fmt: skip
    assert body(held, "claim", "c1", PUBLIC)["claim"]["value"] == "a box of match rounds"


def test_a_copy_of_a_copy_says_the_same_and_is_still_made_of_records(held: Case, tmp_path: Path) -> None:
    line = {"consignment": "B1", "file": "papers.csv", "row": 2, "declarant": "Anna Clerk", "goods": "pumps"}
    held.write([
        contents.of_same(Same(left="a", right="b", decision="not the same", by="Workina Person", at="2024-05-01", why="seen")),
        contents.of_consignment("B1", [line]),
    ])  # fmt: skip
    said = redact_case(held, tmp_path / "one.headstamp", PUBLIC, whom="")
    assert said.generalised["worker"] == 1
    with Case.open(tmp_path / "one.headstamp") as one:
        kept = Item.model_validate(one.body(one.get("record", "i1"))["item"])
        again = Item.model_validate(body(one, "record", "i1", PUBLIC)["item"])
        assert (kept.recovery.recovered, kept.marks) == (again.recovery.recovered, again.marks)
        assert body(one, "record", "consignment:B1", PUBLIC)["lines"][0]["file"] == "[file]"
        (decided,) = one.all("decision")
        assert shown(one, decided, PUBLIC)["same"]["by"].startswith("worker ")


def test_the_case_team_sees_what_is_kept(held: Case) -> None:
    assert body(held, "record", "i1", TEAM) == held.body(held.get("record", "i1"))
    assert may_see_who(TEAM)
    assert not may_see_who(PARTNER)


@pytest.mark.parametrize("said", [
    "Qwenna Holderby", "QWENNA HOLDERBY", "qwenna holderby", "qwenna_holderby", "Holderby, Qwenna", "Ms Holderby", "Holderby's",
    "QwennaHolderby.jpg", "Ouro Vale", "OURO-VALE", "ourovale", "near Ouro  Vale,", "2024-02-07", "7 February 2024", "07/02/2024",
    "7.2.24", "Feb 7, 2024", "7 февраля 2024", "2024年2月7日", "20240207", "-2.27134", "2,27134", "40.918", "40.91",
    "2°16'17\"S 40°55'04\"E", "S 2.27134 E 40.91777", "2.3000, 41.0000", "37M CS 12345 67890", "Workina Person", "qwenna.jpg",
])  # fmt: skip
def test_a_closed_value_is_found_in_free_text_however_it_is_written(held: Case, said: str) -> None:
    held.write([claim("c1", f"it was said ({said}) and more")])
    value = body(held, "claim", "c1", PUBLIC)["claim"]["value"]
    assert said not in value
    assert value.startswith("it was said (")
    assert value.endswith("and more")
    for piece in ("wenna", "olderby", "uro", "ale,", "2713", "0.91", "February", "orkina"):
        assert piece.casefold() not in value.casefold()


@pytest.mark.parametrize(
    "said", ["17-85-114", "7.62x39", "539 67", "in 2024", "122 mm", "a price of 12,50", "the gate", "10 February 2023"]
)
def test_what_is_not_closed_stays(held: Case, said: str) -> None:
    held.write([claim("c1", said)])
    assert body(held, "claim", "c1", PUBLIC)["claim"]["value"] == said


def test_names_in_scripts_that_do_not_part_words_and_those_that_bend_them(held: Case) -> None:
    held.write([contents.of_item(item("i2", holder="김철수")), contents.of_item(item("i3", holder="Зврунов Пётр")),
                claim("c1", "김철수는 갔다; 김 철 수; Зврунову сказали; Zvrunov; ZVRUNOV; Kim Chol Su")])  # fmt: skip
    value = body(held, "claim", "c1", PUBLIC)["claim"]["value"]
    assert value.startswith("holder 3는 갔다;")
    for piece in ("김철수", "Зврун", "vrunov"):
        assert piece not in value.casefold()


def test_signs_that_are_not_seen_hide_nothing(held: Case) -> None:
    held.write([claim("c1", "by Qwen\u200bna Hol\u00adderby in Ｏｕｒｏ Ｖａｌｅ")])
    assert body(held, "claim", "c1", PUBLIC)["claim"]["value"] == "by holder 1 in [place in Karsova]"


def test_a_label_of_the_shelf_stays_where_a_recovery_has_its_name(held: Case) -> None:
    held.write([contents.of_item(item("i2", place=Place(name="Tula", country="Karsova")))])
    found = next(iter(held.all("finding")))
    seen = shown(held, found, PUBLIC)["finding"]
    assert seen["hypotheses"][0]["label"] == "Tula plant"
    assert seen["answer"] == "seen with holder 1 in [place in Karsova]"


def test_a_listed_person_is_named_and_one_whom_no_list_names_is_not(held: Case) -> None:
    listed = Listing(list_id="un", entry_id="1", citation=Citation(source_id="un"), party=Party(
        id="p1", kind=PartyKind.PERSON, names=(PartyName(text="Listeda Publicova"),)))  # fmt: skip
    nodes = [
        Node(id="n1", kind=NodeKind.PERSON, name="Listeda Publicova"),
        Node(id="n2", kind=NodeKind.PERSON, name="Privatus Quellen"),
    ]
    held.write(
        [*contents.of_listings([listed]), *map(contents.of_node, nodes), claim("c1", "Listeda Publicova met Privatus Quellen")]
    )
    assert body(held, "entity", "n1", PUBLIC)["node"]["name"] == "Listeda Publicova"
    assert body(held, "entity", "n2", PUBLIC)["node"]["name"].startswith("person ")
    assert body(held, "entity", "n2", PARTNER)["node"]["name"] == "Privatus Quellen"
    assert body(held, "claim", "c1", PUBLIC)["claim"]["value"].startswith("Listeda Publicova met person ")


def test_a_confidential_party_goes_with_all_that_is_tied_to_it(held: Case) -> None:
    secret = Node(id="n9", kind=NodeKind.COMPANY, name="Zwist Handel", sensitivity=Sensitivity.CONFIDENTIAL)
    edge = Edge(id="e1", subject="n9", relation="owns", object="n1", citations=(CITED,))
    same = Same(left="n1", right="n9", decision="same", by="Workina Person", at="2026-01-01", why="told")
    held.write([contents.of_node(secret), contents.of_node(Node(id="n1", name="Open Firm")), contents.of_edge(edge),
                contents.of_same(same), claim("c1", "knew Zwist Handel"), claim("c2", "x", subject="n9")])  # fmt: skip
    for kind, name in (("entity", "n9"), ("relation", "e1"), ("decision", "n1 = n9"), ("claim", "c2")):
        assert not may_see(held, held.get(kind, name), PARTNER), name
        assert list(body(held, kind, name, PARTNER)) == ["withheld"]
    assert body(held, "claim", "c1", PARTNER)["claim"]["value"] == "knew [withheld]"


def test_letters_are_for_partners_and_files_are_known_by_their_hash(held: Case) -> None:
    held.add("request", "TR-1", {"type": "request", "by": "Workina Person", "text": "To the contact point"})
    sha256 = Vault(held).put(io.BytesIO(b"a list of holders"), "qwenna statement.csv")
    assert not may_see(held, held.get("request", "TR-1"), PUBLIC)
    assert body(held, "request", "TR-1", PARTNER)["by"].startswith("worker ")
    assert body(held, "file", sha256, PUBLIC)["name"] == f"file {sha256[:12]}"


def test_an_id_that_holds_a_closed_value_is_called_otherwise_everywhere(held: Case) -> None:
    held.write([contents.of_item(item("ourovale-7")), claim("c1", "see record/ourovale-7", subject="record/ourovale-7")])
    name = shown_id(held, "ourovale-7", PUBLIC)
    assert name == "record-1"
    assert own_id(held, name, PUBLIC) == "ourovale-7"
    assert body(held, "record", "ourovale-7", PUBLIC)["item"]["id"] == name
    seen = body(held, "claim", "c1", PUBLIC)["claim"]
    assert (seen["subject"], seen["value"]) == ("record/record-1", "see record/record-1")


def test_a_shape_that_nobody_knows_is_gone_through_with_its_numbers_and_its_keys(held: Case) -> None:
    held.add(
        "decision", "d1", {"type": "other", "Qwenna Holderby": [40.91777, 12.5], "source_id": "Holderby, interview", "by": "Ana"}
    )
    seen = body(held, "decision", "d1", PUBLIC)
    assert seen["holder 1"] == [None, 12.5]
    assert seen["source_id"] == "holder 1, interview"
    assert seen["by"].startswith("worker ")


def test_a_probability_that_equals_a_coordinate_is_a_probability_still(held: Case) -> None:
    held.write([contents.of_item(item("i2", place=Place(name="Q", country="Karsova", lat=0.95, lon=0.05)))])
    held.write(
        [contents.of_edge(Edge(id="e1", subject="a", relation="owns", object="b", low=0.95, high=0.95, citations=(CITED,)))]
    )
    assert shown(held, next(iter(held.all("finding"))), PUBLIC)["finding"]["hypotheses"][0]["high"] == 0.95
    assert body(held, "relation", "e1", PUBLIC)["edge"]["low"] == 0.95


def test_the_ledger_names_nobody_and_its_notes_neither(held: Case) -> None:
    entry = held.add("entity", "n1", {"name": "x"}, note="told by Qwenna Holderby")
    assert entry
    seen = entry_shown(held, entry, PUBLIC)
    assert seen.who.startswith("worker ")
    assert seen.note == "told by holder 1"
    assert entry_shown(held, entry, TEAM) == entry
    assert shown_text(held, "Qwenna Holderby", PARTNER) == "holder 1"


def test_a_search_finds_nothing_by_a_closed_value(held: Case) -> None:
    assert search(held, "Ouro").hits
    assert not search_shown(held, "Ouro", PUBLIC).hits
    assert not search_shown(held, "539 Ouro", PUBLIC).hits
    (hit,) = [each for each in search_shown(held, "539", PUBLIC).hits if each.kind == "record"]
    assert "uro" not in hit.snippet
    (raw,) = search(held, "Vale", kinds=["record"]).hits
    assert not snippet_safe(held, raw, PUBLIC)
    assert snippet_safe(held, raw, TEAM) == raw.snippet
