"""Looking at a case: pages, versions and what rests on an object."""

from __future__ import annotations

from collections.abc import Callable

from headstamp.case import Case, Draft, merge
from headstamp.case import overview as look
from headstamp.core.redact import Profile


def test_objects_are_counted_once_however_many_versions(case: Case) -> None:
    assert look.counts(case) == {"case": 1, "record": 1, "entity": 1, "claim": 1, "file": 2}


def test_pages_join_to_the_whole_list(case: Case) -> None:
    case.write([Draft("record", f"r{number:03}", {"n": number}) for number in range(25)])
    seen, after = [], ""
    while True:
        page = look.page(case, "record", after, 10)
        seen += [stored.id for stored in page.objects]
        if not page.more:
            break
        after = page.objects[-1].id
    assert seen == sorted(["i1", *(f"r{number:03}" for number in range(25))])


def test_entries_are_paged_and_the_last_ones_come_in_order(case: Case) -> None:
    all_ = list(case.ledger())
    found, more = look.entries(case, 2, 3)
    assert [entry.seq for entry in found] == [3, 4, 5]
    assert more == len(all_) - 5
    assert look.latest(case, 2) == all_[-2:]


def test_versions_name_the_entry_that_brought_them(case: Case) -> None:
    assert [(v.stored.version, v.entry.verb) for v in look.versions(case, "entity", "e1") if v.entry] == [
        (1, "add"),
        (2, "revise"),
    ]


def test_a_merged_object_names_its_own_entry_and_the_merge(case: Case, made: Callable[..., Case]) -> None:
    with made("b.headstamp", "ben") as other:
        other.write([Draft("record", "theirs", {"n": 1})])
        merge(case, other)
    (version,) = look.versions(case, "record", "theirs")
    assert version.entry is not None
    assert version.merged is not None
    assert (version.entry.who, version.merged.verb) == ("ben", "merge")
    assert [worker.who for worker in look.workers(case)] == ["ann", "ben"]


def test_what_names_an_object_rests_on_it_and_a_bare_number_does_not(case: Case) -> None:
    case.write([
        Draft("record", "1", {"type": "other"}),
        Draft("finding", "f1", {"about": ["record/1"], "finding": {"subject": "1"}}),
        Draft("claim", "c2", {"claim": {"subject": "record:1", "predicate": "x", "value": "y"}}),
        Draft("claim", "c3", {"claim": {"subject": "other", "predicate": "number of doors", "value": "1"}}),
        Draft("record", "part", {"item": {"within": "1"}}),
    ])  # fmt: skip
    found, more = look.resting(case, "record", "1", 10)
    assert {(stored.id, how) for stored, how in found} == {("f1", "subject"), ("c2", "subject"), ("part", "within")}
    assert more == 0
    assert look.resting(case, "record", "1", 1)[1] == 2


def test_a_derived_file_rests_on_its_original(case: Case) -> None:
    first, second = sorted(case.all("file"), key=lambda stored: "derived_from" in stored.body)
    found, _ = look.resting(case, "file", first.id, 10)
    assert [(stored.id, how) for stored, how in found] == [(second.id, "parents")]


def test_what_a_file_brought_is_read_off_the_ledger(case: Case) -> None:
    case.write(
        [Draft("record", "r1", {"a": 1}, note=f"from file/{'a' * 64}; by hand"), Draft("record", "r2", {"a": 2}, note="x")]
    )
    assert look.brought(case, "a" * 64) == {"record": 1}


def test_a_row_without_an_id_is_found_under_its_only_file(case: Case) -> None:
    case.write([Draft("record", "one.csv:row-2", {"a": 1})])
    assert look.names(case)["row-2"] == "record/one.csv:row-2"
    assert look.names(case)["i1"] == "record/i1"
    case.write([Draft("record", "consignment:HB1", {"a": 1})])
    assert look.names(case)["HB1"] == "record/consignment:HB1"
    case.write([Draft("record", "two.csv:row-2", {"a": 1})])
    assert "row-2" not in look.names(case)


def test_a_party_is_found_under_the_only_list_that_has_it(case: Case) -> None:
    case.write([Draft("entity", "builtin/komid", {"a": 1})])
    assert look.names(case)["komid"] == "entity/builtin/komid"
    case.write([Draft("entity", "un/komid", {"a": 1})])
    assert "komid" not in look.names(case)
    case.write([Draft("record", "komid", {"a": 1})])
    assert look.names(case)["komid"] == "record/komid"


def test_levels_close_what_a_rule_closes(case: Case) -> None:
    from headstamp.case.contents import of_item
    from headstamp.core.record import Item, Recovery
    from headstamp.core.where import Place

    item = Item(
        id="i9", calibre="7.62x39", recovery=Recovery(holder="Quill Fictional", place=Place(name="Port Sel", country="KE"))
    )
    case.write([of_item(item)])
    seen = look.levels(case, case.get("record", "i9"))
    assert seen[Profile.PUBLIC.value]["item"]["calibre"] == "7.62x39"
    for level in (Profile.PUBLIC, Profile.PARTNER):
        assert "Quill" not in str(seen[level.value])
        assert "Port Sel" not in str(seen[level.value])


def test_ids_are_completed(case: Case) -> None:
    case.write([Draft("record", "crate-1", {"a": 1}), Draft("record", "crate-2", {"a": 1})])
    assert look.beginning_with(case, "record", "crate", 5) == ["crate-1", "crate-2"]
    assert look.beginning_with(case, "record", "x", 5) == []
