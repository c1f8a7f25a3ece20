"""What is read out of pictures and papers, good ones and bad ones."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError, LimitError
from headstamp.observe.photos import apart, clean_copy, media_type, opening, read_file, reading
from headstamp.observe.photos.exif import NO_OFFSET
from headstamp.observe.photos.papers import moment_of
from headstamp.observe.photos.reading import Read, read_here
from headstamp.observe.photos.said import MOST, text_of
from tests.observe.photos.drawn import camera, exif, paper, picture, place, saved

HEIC = Path(__file__).with_name("phone.heic").read_bytes()


def said(read: Read) -> dict[str, str]:
    return {each.predicate: each.value for each in reversed(read.said)}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_a_camera_tells_time_place_device_and_owner(kind: str) -> None:
    if kind == "AVIF":
        pytest.importorskip("PIL._avif")
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(saved(picture(), exif=camera()))) as first:
        read = read_file(saved(picture(), kind, exif=first.getexif()))
    found = said(read)
    assert found["taken_at"] == "2023-09-14T11:22:33+03:00"
    assert found["coordinates"] == "42.420094,130.633333±0.01km"
    assert found["device"] == "Tarn Nine"
    assert found["artist"] == found["owner"] == "Anna Fiction"
    assert found["camera_serial"] == "SN-1234"
    assert (read.width, read.height) == (360, 480), "upright"
    assert read.look
    moments = [each for each in read.said if each.predicate == "taken_at"]
    assert [each.value for each in moments] == ["2023-09-14T11:22:33+03:00", "2023-09-14T08:22:30Z"]


def test_a_clock_without_its_offset_is_told() -> None:
    read = read_here(saved(picture(), exif=exif({}, {0x9003: "2023:09:14 11:22:33", 0x9011: "local"})))
    (moment,) = read.said
    assert moment.value == "2023-09-14T11:22:33"
    assert moment.note == NO_OFFSET


@pytest.mark.parametrize("when", ["0000:00:00 00:00:00", "    :  :     :  :  ", "2023:02:30 10:00:00", "yesterday", "2023:09:14"])
def test_a_date_that_is_none_is_told_and_not_claimed(when: str) -> None:
    read = read_here(saved(picture(), exif=exif({}, {0x9003: when})))
    assert read.said == ()
    assert any("DateTimeOriginal" in remark for remark in read.remarks)


@pytest.mark.parametrize(
    ("gps", "value"),
    [
        (place((42, 25, (1234, 100)), (130, 38, (0, 100))), "42.420094,130.633333±0.01km"),
        (place((42, 25, 12), (130, 38, 1)), "42.420000,130.633611±0.03km"),
        (place((42, (2521, 100), 0), (130, (3801, 100), 0)), "42.420167,130.633500±0.02km"),
        (place((42, 25, 0), (130, 38, 0)), "42.416667,130.633333±2km"),
        (place((42,), (130,)), "42.000000,130.000000±111km"),
        (place((2, 16, 12), (40, 54, 3), "SW"), "-2.270000,-40.900833±0.03km"),
        (place((42, 25, (1234, 100)), (130, 38, 1), _31=5000), "42.420094,130.633611±5km"),
    ],
)
def test_a_place_is_as_good_as_its_figures(gps: dict[int, object], value: str) -> None:
    assert said(read_here(saved(picture(), exif=exif({}, None, gps))))["coordinates"] == value


@pytest.mark.parametrize(
    "gps",
    [
        place((91, 0, 0), (10, 0, 0)),
        place((42, 0, 0), (181, 0, 0)),
        place((42, 77, 0), (10, 0, 0)),
        place((0, 0, 0), (0, 0, 0)),
        place(((42, 0), 0, 0), (10, 0, 0)),
        place((42, 0, 0), (10, 0, 0), "XE"),
        {1: "N", 2: place((42, 1, 1), (1, 1, 1))[2]},
    ],
)
def test_a_place_that_is_none_is_told_and_not_claimed(gps: dict[int, object]) -> None:
    read = read_here(saved(picture(), exif=exif({}, None, gps)))
    assert "coordinates" not in said(read)
    assert read.remarks


PARTS = st.lists(st.one_of(st.integers(-200, 200), st.floats(), st.text(max_size=3)), max_size=4).map(tuple)
JUNK = st.one_of(st.none(), st.text(max_size=5), st.binary(max_size=5), st.integers(-(10**9), 10**9), st.floats(), PARTS)


@given(st.dictionaries(st.sampled_from([1, 2, 3, 4, 7, 16, 17, 18, 29, 31]), JUNK))
def test_no_fields_of_a_place_raise(fields: dict[int, object]) -> None:
    from headstamp.observe.photos import gps

    remarks: list[str] = []
    for each in gps.said_by({1: "N", 3: "E", **fields}, remarks):
        assert "nan" not in each.value
        assert "inf" not in each.value


@given(st.dictionaries(st.sampled_from([0x9003, 0x9011, 0x0132, 0x010F, 0x0110, 0x9286, 0x9C9D, 0x013B]), JUNK))
def test_no_fields_of_a_camera_raise(fields: dict[int, object]) -> None:
    from headstamp.observe.photos import exif as fields_of

    for each in fields_of.said_by(fields, []):
        assert each.value


def test_words_of_programs_are_read_and_bounded() -> None:
    xmp = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
       xmp:CreatorTool="Tarn Paint 3" xmp:CreateDate="2020-01-02T03:04:05Z"><dc:creator><rdf:Seq><rdf:li>Bo Fiction</rdf:li>
      </rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""
    found = said(read_here(saved(picture(), xmp=xmp)))
    assert found == {"software": "Tarn Paint 3", "digitised_at": "2020-01-02T03:04:05Z", "artist": "Bo Fiction"}
    long = said(read_here(saved(picture(), exif=exif({0x010E: "x" * 20_000}))))
    assert len(long["described_as"]) == MOST


def test_entities_in_xmp_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>'
    read = read_here(saved(picture(), xmp=bomb))
    assert read.said == ()
    assert any("XMP" in remark for remark in read.remarks)


def test_signs_that_act_are_kept_as_text_and_zero_bytes_end_it() -> None:
    assert said(read_here(saved(picture(), exif=camera())))["software"] == "\x1b[31m=1+1"
    assert text_of(b"Canon\0\0\0") == "Canon"
    assert text_of(b"\xff\xfe\xd8") != ""
    assert text_of(None) == text_of(7) == text_of(b"\0\0") == ""


def test_a_phone_picture_in_heic() -> None:
    pytest.importorskip("pi_heif")
    read = read_file(HEIC, "IMG_0001.HEIC")
    assert read.media_type == "image/heic"
    assert said(read) == {"taken_at": "2023-09-14T11:22:33+03:00", "device": "Tarn Phone 1"}
    assert (read.width, read.height, bool(read.look), read.remarks) == (120, 160, True, ())


def test_heic_without_its_library_is_kept_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "reads_heic", lambda: False)
    read = read_here(HEIC)
    assert read.said == ()
    assert "one more library" in read.remarks[0]


def test_a_paper_tells_title_author_and_pages() -> None:
    read = read_file(paper())
    assert read.pages == 2
    assert said(read) == {
        "title": "Packing list", "author": "Anna Fiction", "software": "Tarn Office",
        "digitised_at": "2023-09-14T11:22:33+03:00", "has_pages": "2 (2 of 210 x 297 mm)",
    }  # fmt: skip


@pytest.mark.parametrize("at", [20, 300, 500])
def test_a_paper_cut_off_does_no_harm(at: int) -> None:
    read = read_file(paper()[:at])
    assert read.media_type == "application/pdf"
    assert read.remarks or read.pages


@given(st.text(max_size=40))
def test_dates_of_papers_never_raise(text: str) -> None:
    assert moment_of(text) == "" or moment_of(text)[:4].isdigit()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<svg onload='x()'>", "image/svg+xml"),
        (b"<?xml version='1.0'?><svg xmlns='a'/>", "image/svg+xml"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"\xef\xbb\xbf<html>", "text/html"),
        (b"kind,mark\ncartridge,539 67\n", "text/plain"),
        ("дата,марка".encode(), "text/plain"),
        (b"\0\1\2\3", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_kind_is_read_from_the_bytes(head: bytes, kind: str) -> None:
    assert media_type(head) == kind
    read = read_file(head, "crate.jpg")
    assert read.said == ()
    assert read.look == ""
    assert any("by its bytes it is" in remark for remark in read.remarks), "the lying suffix is told"


def png_of(width: int, height: int) -> bytes:
    """The header of a picture of any size, and next to nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_not_opened(size: tuple[int, int]) -> None:
    data = png_of(*size)
    with pytest.raises((LimitError, InputError)), opening.opened(data):
        raise AssertionError("it was opened")
    with pytest.raises(LimitError) if size[0] < 10**6 else pytest.raises(InputError):
        clean_copy(data)
    read = read_file(data)
    assert read.look == ""
    assert "without claims" in read.remarks[-1]


def test_what_hangs_behind_a_picture_is_told() -> None:
    read = read_here(saved(picture(), "PNG") + b"PK\x03\x04" + b"x" * 400)
    assert "application/zip" in read.remarks[-1]
    assert "kept and not opened" in read.remarks[-1]


SOURCES = [
    saved(picture(), "JPEG", exif=camera()), saved(picture(), "PNG"), saved(picture(), "WEBP"),
    saved(picture(), "TIFF", exif=camera()), paper(),
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(SOURCES), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=12), st.integers(0, 100))
def test_damaged_files_never_raise(source: bytes, changes: list[tuple[int, int]], kept: int) -> None:
    data = bytearray(source[: len(source) * (kept + 1) // 100] if kept < 99 else source)
    for at, value in changes:
        if at < len(data):
            data[at] = value
    read = read_file(bytes(data), "x.jpg")
    for each in read.said:
        assert each.value
        assert len(each.value) <= MOST
        json.dumps(each).encode()


def test_a_reader_that_breaks_takes_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_file(saved(picture()))
    assert first.look
    process = apart._ASIDE.beside.process
    assert process is not None
    process.kill()
    process.wait()
    assert read_file(saved(picture())).look == first.look, "another one is started"
    monkeypatch.setattr(apart, "LONGEST", 0.0)
    read = read_file(saved(picture(2, (3000, 2000)), "PNG"))
    assert "took too long" in read.remarks[0]
    with pytest.raises(InputError):
        clean_copy(saved(picture(2, (3000, 2000)), "PNG"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_clean_copy_says_nothing_and_stays_upright(kind: str) -> None:
    options = {"exif": camera(), "xmp": b"<x>Anna Fiction</x>"} if kind != "TIFF" else {"exif": camera()}
    data = saved(picture(1, (1200, 900)), kind, **options)
    copy = clean_copy(data, most=600)
    for secret in (b"Anna", b"SN-1234", b"Exif", b"Tarn", b"xmp"):
        assert secret not in copy
    read = read_here(copy)
    assert (read.width, read.height, read.said) == (450, 600, ())
    assert read.look == reading.read_here(data).look or read.look
    assert clean_copy(data, most=600) == copy


def test_a_clean_copy_of_a_see_through_picture_is_white_behind() -> None:
    image = picture().convert("RGBA")
    image.putalpha(0)
    with opening.opened(clean_copy(saved(image, "PNG"))) as copy:
        assert min(copy.convert("L").getextrema()) > 250


def test_a_satellite_picture_of_16_bits_has_a_look() -> None:
    import numpy as np
    from PIL import Image

    grey = np.asarray(picture(4).convert("L"), dtype=np.uint16) * 40 + 300
    deep = read_here(saved(Image.fromarray(grey), "TIFF"))
    plain = read_here(saved(picture(4).convert("L"), "PNG"))
    assert deep.look
    assert bin(int(deep.look, 16) ^ int(plain.look, 16)).count("1") < 12
