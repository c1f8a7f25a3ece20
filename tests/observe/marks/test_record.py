"""Bugs caught: marks corrected or lost, two items read as one, contradictions passed on, errors without a place."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import HeadstampError, LimitError, RecordError, UsageError
from headstamp.core.record import Item, ItemKind, MarkRole, MarkState, Sensitivity
from headstamp.observe.marks import read_record, typed_item
from headstamp.observe.marks.values import kind_in


def heads(item):
    return [m.text for m in item.marks if m.role is MarkRole.HEADSTAMP]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("122mm rocket", "rocket"),
        ("RPG round", "rocket"),
        ("rocket launcher", "weapon"),
        ("Cartridge cases", "case"),
        ("hand grenade", "grenade"),
        ("fuse", "fuze"),
        ("missile component", "missile_part"),
        ("crate of rockets", "packaging"),
        ("mortar bomb fuze", "fuze"),
        ("Type 73 machine gun", "weapon"),
        ("artillery shell", "shell"),
        ("tin", "packaging"),
        ("mortar_bomb", "mortar_bomb"),
        ("landmine", "mine"),
    ],
)
def test_kinds_by_the_last_noun(words, kind):
    assert kind_in(words) is ItemKind(kind)


def test_every_kind_is_read_back_by_its_own_name():
    assert all(kind_in(kind.value) is kind for kind in ItemKind)


def test_another_agencys_record():
    item = read_record(
        {
            "item_type": "122mm rocket",
            "markings": ["방-122", {"text": "10-85", "location": "fin"}],
            "colour_bands": ["red"],
            "found_in": "UA",
            "description": "red band near the nozzle",
            "weight": "66 kg",
        }
    )
    assert (item.kind, item.calibre, item.model) == (ItemKind.ROCKET, "122mm", "122mm rocket")
    assert [(m.text, m.position) for m in item.marks] == [("방-122", ""), ("10-85", "fin")]
    assert item.colours[0].colour == "red"
    assert item.recovery.place.country == "UA"
    assert item.features == ("red band near the nozzle",)
    assert item.note == "weight: 66 kg"


@pytest.mark.parametrize(
    "record",
    [
        {"headstamp": {"12": "539", "6": "67"}},
        {"kind": "case", "marks": [{"text": "67", "position": "6 o'clock"}, {"text": "539", "position": "12h"}]},
        {"headstamp": ["539", "67"]},
        {"text": "539 67", "type": "cartridge"},
    ],
)
def test_signs_of_one_head_become_one_mark(record):
    assert heads(read_record(record)) == ["539 67"]


def test_flat_mark_columns():
    item = read_record(
        {
            "Item Kind": "rifle",
            "Mark 1": "66式",
            "mark_1_position": "receiver",
            "MARK_1_LEGIBILITY": "80%",
            "Serial No": "0123",
            "serial state": "restamped over old",
            "sensitivity": "place: public; serial: restricted",
        }
    )
    mark, serial = item.marks
    assert (mark.text, mark.position, mark.legibility) == ("66式", "receiver", 0.8)
    assert (serial.text, serial.state) == ("0123", MarkState.OVERSTAMPED)
    assert dict(item.sensitivity) == {"place": Sensitivity.PUBLIC, "serial": Sensitivity.RESTRICTED}


@pytest.mark.parametrize("word", ["blank", "None", "no headstamp", "UNMARKED"])
def test_a_bare_head_is_a_mark_with_no_text(word):
    assert heads(read_record({"headstamp": word})) == [""]


@pytest.mark.parametrize("word", ["", "n/a", "unknown", "-", None])
def test_nothing_recorded_is_no_mark(word):
    assert read_record({"kind": "cartridge", "headstamp": word}).marks == ()


def test_removed_and_unread_marks_are_kept_as_such():
    removed = read_record({"kind": "rifle", "serial": "ground off"}).marks[0]
    worn = read_record({"headstamp": "illegible"}).marks[0]
    assert (removed.text, removed.state, removed.legibility) == ("…", MarkState.REMOVED, 0.0)
    assert (worn.text, worn.state, worn.legibility) == ("…", MarkState.AS_MADE, 0.0)


def test_somebodys_conclusion_is_not_an_observation():
    item = read_record({"headstamp": "41 91", "truth": {"country": "KP", "headstamp": "x"}})
    assert heads(item) == ["41 91"]
    assert item.recovery.place.country == ""


@pytest.mark.parametrize(
    ("record", "column", "word"),
    [
        ({"kind": "cartridge / rocket"}, "kind", "two items"),
        ({"quantity": "3 rockets and 2 crates"}, "quantity", "two items"),
        ({"serial": "12345 / 67890", "quantity": 1}, "serial", "two items"),
        ({"headstamp": "bxn 54\n539 67"}, "headstamp", "two items"),
        ({"heads_read": 5, "heads_seen": 3}, "heads_read", "contradiction"),
        ({"quantity": -1}, "quantity", "negative"),
        ({"recovered": "2024-05", "documented": "2023"}, "recovered", "contradiction"),
        ({"date": "2999"}, "recovered", "future"),
        ({"kind": "rocket", "calibre": "7.62x39"}, "calibre", "contradiction"),
        ({"lat": "95", "lon": "3"}, "lat", "out of range"),
        ({"lat": "5"}, "lon", "contradiction"),
        ({"id": "A", "within": "A"}, "within", "contradiction"),
        ({"date": "07/02/2024"}, "date", "not a date"),
        ({"headstamp": "ab\u202ecd"}, "headstamp", "U+202E"),
        ({"mark_1": "a\x00b"}, "mark_1", "U+0000"),
        ({"lot": "\ud800"}, "lot", "U+D800"),
        ({"headstamp": "5\ufffd9"}, "headstamp", "damaged"),
        ({"headstamp": "x", "legibility": "150%"}, "headstamp", "out of range"),
        ({"sensitivity": "holdr: public"}, "sensitivity", "unknown"),
        ({"headstamp": "x" * 10_000}, "headstamp", "too long: 10000"),
    ],
)
def test_bad_rows_say_where_and_what(record, column, word):
    with pytest.raises((RecordError, LimitError)) as caught:
        read_record(record, file="finds.csv", row=7, today=date(2026, 1, 1))
    error = caught.value
    assert (error.file, error.row, error.column) == ("finds.csv", 7, column)
    assert word in str(error)
    assert error.hint


def test_marks_are_never_corrected():
    for text in ("539  67", "?39 … [38]", "😀 67", "٦٧", "bXn", "O0l1", "می\u200cشود", "+5", "'=a"):
        assert read_record({"headstamp": text}).marks[0].text == text


TEXTS = st.text(max_size=12) | st.sampled_from(
    ["539 67", "blank", "removed", "80%", "2024", "7.62x39", "rifle / crate", "-3", "nan"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
NAMES = (
    st.sampled_from(
        [
            "id",
            "kind",
            "type",
            "quantity",
            "heads_read",
            "heads_seen",
            "within",
            "sealed",
            "calibre",
            "model",
            "headstamp",
            "marks",
            "mark_1",
            "mark_1_position",
            "legibility",
            "state",
            "box",
            "serial",
            "lot",
            "colours",
            "features",
            "recovered",
            "documented",
            "place",
            "lat",
            "lon",
            "coordinates",
            "photos",
            "note",
            "sensitivity",
            "frame",
            "recovery",
            "observed",
            "weight",
            "script",
        ]
    )
    | TEXTS
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, VALUES, max_size=7))
def test_any_mapping_gives_an_item_or_our_error(record):
    try:
        item = read_record(record, file="f", row=1)
    except HeadstampError:
        return
    again = Item.model_validate(item.model_dump())  # values assembled without pydantic's check are what pydantic accepts
    assert again == item
    assert again.model_dump_json() == item.model_dump_json()


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [
                "id",
                "kind",
                "quantity",
                "calibre",
                "headstamp",
                "serial",
                "mark_1",
                "colours",
                "features",
                "how",
                "recovered",
                "place",
                "country",
                "note",
                "within",
            ]
        ),
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8),
    )
)
def test_an_item_survives_its_own_json(record):
    try:
        item = read_record(record)
    except HeadstampError:
        return
    assert read_record(item.model_dump(mode="json")) == item


def test_a_full_item_survives_its_own_json():
    item = read_record(
        {
            "id": "A",
            "kind": "cartridge",
            "quantity": "17 of about 400",
            "headstamp": "539 67",
            "headstamp_position": "12; 6",
            "mark_1": "X",
            "mark_1_box": "0.1 0.2 0.3 0.4",
            "mark_1_photo": "a.jpg",
            "colours": "tip: green; band: red",
            "sealed": "no",
            "recovered": "c. 1988",
            "lat": "15.6N",
            "lon": "32,5",
            "place": "Omdurman",
            "disputed": "yes",
            "sensitivity": "place: public",
        }
    )
    assert item.frame.read == 17
    assert read_record(item.model_dump(mode="json")) == item
    assert read_record(item.model_dump()) == item


def test_typed_items():
    item = typed_item("539 67", calibre="7.62x39", legibility=0.8)
    assert (item.id, item.kind, item.calibre) == ("typed", ItemKind.CARTRIDGE, "7.62x39")
    assert (item.marks[0].role, item.marks[0].text, item.marks[0].legibility) == (MarkRole.HEADSTAMP, "539 67", 0.8)
    assert typed_item("blank").marks[0].text == ""
    assert typed_item("방-122", kind="122 mm rocket").marks[0].role is MarkRole.MARK
    assert typed_item("Parts of bulldozer", kind="crate").marks[0].role is MarkRole.PACKAGING
    with pytest.raises(UsageError):
        typed_item("539 67", kind="wheel")
    with pytest.raises(UsageError):
        typed_item("  ")
    with pytest.raises(LimitError):
        typed_item("x" * 501)
