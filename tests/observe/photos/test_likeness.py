"""The same picture is found again, whichever way it is laid down; different ones are not joined."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from headstamp.observe.photos import BITS, CERTAIN, LIKELY, TURNS, distance, likeness, orientations
from tests.observe.photos.drawn import picture, saved

TRANSPOSED = {
    "turned by 90° clockwise": Image.Transpose.ROTATE_270,
    "turned by 180°": Image.Transpose.ROTATE_180,
    "turned by 90° counter-clockwise": Image.Transpose.ROTATE_90,
    "mirrored": Image.Transpose.FLIP_LEFT_RIGHT,
    "mirrored and turned by 180°": Image.Transpose.FLIP_TOP_BOTTOM,
}


def look(image: Image.Image) -> str:
    return likeness(image.copy())


@pytest.mark.parametrize("words", TRANSPOSED)
def test_every_way_to_lay_a_picture_down_is_known_and_named(words: str) -> None:
    ways = orientations(look(picture()))
    turned = look(picture().transpose(TRANSPOSED[words]))
    apart = [distance(way, turned) for way in ways]
    assert TURNS[apart.index(min(apart))] == words
    assert min(apart) <= 3


@pytest.mark.parametrize("seed", range(6))
def test_smaller_paler_grey_and_compressed_copies_are_the_same(seed: int) -> None:
    image = picture(seed)
    first = look(image)
    from io import BytesIO

    copies = [
        image.resize((120, 90)), image.convert("L").convert("RGB"), ImageEnhance.Brightness(image).enhance(0.7),
        Image.open(BytesIO(saved(image, quality=15))), image.crop((4, 3, 476, 357)),
    ]  # fmt: skip
    for copy in copies:
        assert distance(first, look(copy)) <= CERTAIN


def test_different_pictures_are_not_joined() -> None:
    looks = [look(picture(seed)) for seed in range(60)]
    for one, other in itertools.combinations(looks, 2):
        assert min(distance(way, other) for way in orientations(one)) > LIKELY


def test_a_plain_picture_has_no_look() -> None:
    assert look(Image.new("RGB", (400, 300), "grey")) == ""
    assert look(Image.linear_gradient("L").resize((400, 300))) == ""


@given(st.binary(min_size=BITS // 8 + 1, max_size=BITS // 8 + 1))
def test_turns_are_a_group(raw: bytes) -> None:
    first = bytes([raw[0] & 0x7F, *raw[1:]]).hex()
    ways = orientations(first)
    assert ways[0] == first
    assert len(ways) == len(TURNS) == 8
    for way in ways:
        assert set(orientations(way)) == set(ways)
    assert distance(first, first) == 0
