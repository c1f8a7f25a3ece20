"""Two writings of one place meet; two places do not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.reason.network.addresses import address_key, phone_key, same_place

SAME, PART = "the same address", "the same as far as both are given"


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("Office 4, 1st Floor, Mitsi Building 1, Stasinou Avenue, Nicosia 1060, Cyprus",
         "Office 4, 1st Floor Mitsi Building, 1, Stasinou Avenue, Nicosia 1060, Cyprus", SAME),
        ("1F, No. 49, Lane 280, Kuang Fu S. Road, Taipei, Taiwan",
         "1st Floor, No. 49, Lane 280, Kuang Fu S. Road, Taipei, Taiwan", SAME),
        ("ul Tigorovaya 20A, Vladivostok, Primorskiy kray 690091, Russia",
         "01 ul Tigorovaya 20A, Vladivostok, Primorskiy kray 690091, Russia", PART),
        ("Office 4, Mitsi Building 1, Stasinou Avenue, Nicosia, Cyprus",
         "Office 5, Mitsi Building 1, Stasinou Avenue, Nicosia, Cyprus", ""),
        ("12 Main Street, Springfield, United States", "12 Main Street, Springfield, Canada", ""),
        ("12 Main Street, Springfield", "12 Main Street, Shelbyville", ""),
        ("Pyongyang, North Korea", "Pyongyang, North Korea", ""),
        ("Chilgol-1 dong, Mangyongdae District, Pyongyang, North Korea",
         "Chilgol-1 dong, Mangyongdae District, Pyongyang, North Korea", ""),
    ],
)  # fmt: skip
def test_places(a: str, b: str, how: str) -> None:
    assert same_place(address_key(a), address_key(b)) == same_place(address_key(b), address_key(a)) == how


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_key_that_meets_itself(text: str) -> None:
    key = address_key(text)
    assert same_place(key, key) == ("" if key.area else SAME)
    assert phone_key(text).isdigit() or phone_key(text) == ""


def test_phone_numbers_meet_without_prefix_and_extension() -> None:
    assert phone_key("00 850-2-18111 (ext. 8221)") == phone_key("+850 (2) 18111") == "850218111"
    assert phone_key("381-4607") == "3814607"
    assert phone_key("2221") == ""
