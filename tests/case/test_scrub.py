"""Names and places found again in free text, bent, without accents, or in other figures."""

from __future__ import annotations

import pytest

from headstamp.case.redacted.forms import of_person
from headstamp.case.redacted.scrub import Scrubber


@pytest.mark.parametrize("text", ["Ivanovskym", "IVANOVSKY", "Ивановского", "Thorqvist", "Thörqvistom", "Ｔｈörqvist"])
def test_a_bent_or_bare_name_of_a_person_is_found(text: str) -> None:
    closed = [each for name in ("Pyotr Ivanovsky", "Пётр Ивановский", "Olof Thörqvist") for each in of_person(name, "holder 1")]
    scrub = Scrubber(closed, coordinates=False)
    assert scrub.text(f"seen by {text} then") == "seen by holder 1 then"
    assert scrub.text("Ivano-Frankivsk, Thor and Petersburg") == "Ivano-Frankivsk, Thor and Petersburg"


@pytest.mark.parametrize(
    "text",
    ["UTM 37U 391234 5330123", "37 N 391234mE 5330123mN", "48 07 24 N 37 32 36 E", "48-07-24N, 037-32-36E",
     "N48 07.407 E37 32.593", "+48.1234+037.5432/", "8GVQ4GFV+9C", "37UCP9123430123"],
)  # fmt: skip
def test_a_place_in_figures_is_found_however_it_is_written(text: str) -> None:
    scrubbed = Scrubber([], coordinates=True).text(f"at {text} here")
    assert "[withheld]" in scrubbed
    assert not any(piece in scrubbed for piece in ("391234", "07", "123", "GFV"))


@pytest.mark.parametrize("text", ["17-85-114", "lot 12 34 5", "539 67", "7.62x39", "4-89-71", "KV26-0128-551", "10 N 123456"])
def test_a_lot_is_no_place(text: str) -> None:
    assert Scrubber([], coordinates=True).text(text) == text
