"""What a profile may not see is not in the item it gets."""

from __future__ import annotations

import pytest

from headstamp.core.record import Colour, Frame, Item, ItemKind, Mark, MarkRole, Recovery, Sensitivity
from headstamp.core.redact import WITHHELD, Profile, may_show, redact
from headstamp.core.when import When
from headstamp.core.where import Place

HOLDER = "Amal Yusuf"


def _item(**kind: object) -> Item:
    return Item(
        id="i1",
        kind=ItemKind.CARTRIDGE,
        quantity=17,
        frame=Frame(read=17, seen=400, method="every tenth"),
        within="crate-9",
        sealed=True,
        calibre="7.62x39",
        model="AKM",
        marks=(
            Mark(id="m1", text="539 67", role=MarkRole.HEADSTAMP, photo="IMG_1", box=(0, 0, 1, 1)),
            Mark(id="m2", text="АБ 1234", role=MarkRole.SERIAL),
        ),
        colours=(Colour(colour="green"),),
        features=("lacquered",),
        recovery=Recovery(
            how="seized",
            recovered=When.parse("2024-02-07"),
            place=Place(name="Bur Sudan", country="SD", lat=19.6, lon=37.2, precision_km=1),
            holder=HOLDER,
            recorder=HOLDER,
            photos=("IMG_1",),
        ),
        note=HOLDER,
        **kind,  # type: ignore[arg-type]
    )


def test_the_public_never_sees_names_places_days_or_photos() -> None:
    shown = redact(_item(), Profile.PUBLIC)
    dump = shown.model_dump_json()
    for secret in (HOLDER, "Bur Sudan", "19.6", "IMG_1", "2024-02-07"):
        assert secret not in dump, secret
    assert shown.recovery.place.country == "SD"
    assert str(shown.recovery.recovered) == "2024"
    assert shown.recovery.holder == shown.note == WITHHELD
    assert shown.marks[0].text == "539 67"


def test_partner_sees_photos_and_days_but_no_names() -> None:
    shown = redact(_item(), Profile.PARTNER)
    assert shown.recovery.photos == ("IMG_1",)
    assert str(shown.recovery.recovered) == "2024-02-07"
    assert HOLDER not in shown.model_dump_json()


def test_the_case_team_sees_the_record_unchanged() -> None:
    assert redact(_item(), Profile.CONFIDENTIAL) == _item()


@pytest.mark.parametrize(
    ("field", "secret"),
    [
        ("calibre", "7.62x39"),
        ("model", "AKM"),
        ("features", "lacquered"),
        ("colours", "green"),
        ("serial", "1234"),
        ("headstamp", "539 67"),
        ("frame", "400"),
        ("within", "crate-9"),
        ("sealed", '"sealed":true'),
        ("quantity", '"quantity":17'),
        ("how", "seized"),
        ("country", '"country":"SD"'),
    ],
)
def test_every_field_that_the_record_closes_is_closed(field: str, secret: str) -> None:
    item = _item(sensitivity=((field, Sensitivity.CONFIDENTIAL),))
    assert secret in _item().model_dump_json()
    assert secret not in redact(item, Profile.PUBLIC).model_dump_json()
    assert not may_show(item, field, Profile.PARTNER)


def test_a_withheld_mark_keeps_its_id_so_that_reasons_still_point_somewhere() -> None:
    item = _item(sensitivity=(("marks", Sensitivity.RESTRICTED),))
    shown = redact(item, Profile.PUBLIC)
    assert [(m.id, m.text) for m in shown.marks] == [("m1", WITHHELD), ("m2", WITHHELD)]


def test_a_record_may_open_what_is_closed_by_default() -> None:
    item = _item(sensitivity=(("place", Sensitivity.PUBLIC),))
    place = redact(item, Profile.PUBLIC).recovery.place
    assert (place.name, place.lat) == ("Bur Sudan", None)  # the coordinates are a field of their own
