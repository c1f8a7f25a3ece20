"""Dates, calendars and places: an interval, never a fake day; no century, era or side is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from headstamp.core.calendars import LETTER_YEARS, Calendar, to_gregorian, two_digit_years
from headstamp.core.when import When
from headstamp.core.where import Place


@pytest.mark.parametrize(
    ("year", "calendar", "span"),
    [
        (112, Calendar.JUCHE, (2023, 2023)),
        (1, Calendar.JUCHE, (1912, 1912)),
        (86, Calendar.JUCHE, (1997, 1997)),
        (112, Calendar.MINGUO, (2023, 2023)),
        (19, Calendar.MINGUO, (1930, 1930)),
        (1385, Calendar.SOLAR_HIJRI, (2006, 2007)),
        (1405, Calendar.HIJRI, (1984, 1985)),
        (1400, Calendar.HIJRI, (1979, 1980)),
        (1990, Calendar.ETHIOPIAN, (1997, 1998)),
        (2525, Calendar.BUDDHIST, (1982, 1982)),
        (1977, Calendar.GREGORIAN, (1977, 1977)),
    ],
)
def test_calendars_against_known_years(year: int, calendar: Calendar, span: tuple[int, int]) -> None:
    assert to_gregorian(year, calendar) == span


def test_two_digits_do_not_choose_a_century() -> None:
    assert two_digit_years(10) == (1910, 2010)
    assert two_digit_years(91) == (1891, 1991)
    assert two_digit_years(36, first=1930) == (1936,)
    assert two_digit_years(91, first=1992, last=2035) == ()


def test_soviet_letters_start_in_1952() -> None:
    assert list(LETTER_YEARS.values()) == list(range(1952, 1957))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1988", date(1988, 1, 1), date(1988, 12, 31)),
        ("1986/1988", date(1986, 1, 1), date(1988, 12, 31)),
        ("1986-1988", date(1986, 1, 1), date(1988, 12, 31)),
        ("from 1986 to 1988", date(1986, 1, 1), date(1988, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024-02-07", date(2024, 2, 7), date(2024, 2, 7)),
        ("Juche 112", date(2023, 1, 1), date(2023, 12, 31)),
        ("주체 112년", date(2023, 1, 1), date(2023, 12, 31)),
        ("SH 1385", date(2006, 1, 1), date(2007, 12, 31)),
    ],
)
def test_dates_are_read_as_intervals(text: str, first: date, last: date) -> None:
    when = When.parse(text)
    assert (when.first, when.last, when.text) == (first, last, text)


@pytest.mark.parametrize("text", ["07/02/2024", "2024-13", "2024-02-30", "next year", "88", "1988/1986", "२०२४", "Juche 99999"])
def test_a_date_is_never_guessed(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - pydantic's ValidationError is one, too
        When.parse(text)


@pytest.mark.parametrize("text", ["", "unknown", "N/A", "?", "-"])
def test_unknown_stays_unknown(text: str) -> None:
    assert not When.parse(text).known
    assert str(When.parse(text)) == "unknown"


def test_circa_widens_a_year_and_says_so() -> None:
    when = When.parse("c. 1988")
    assert when.approximate
    assert (when.first, when.last) == (date(1987, 1, 1), date(1989, 12, 31))
    assert When.parse("c. 2024-02-29").known


def test_half_an_interval_or_a_backward_one_cannot_be_built() -> None:
    with pytest.raises(ValidationError):
        When(first=date(2000, 1, 1))
    with pytest.raises(ValidationError):
        When(first=date(2001, 1, 1), last=date(2000, 1, 1))


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        when = When.parse(text)
    except ValueError:
        return
    assert when.first is None or (when.last is not None and when.first <= when.last)


def test_distance_and_generalisation() -> None:
    kyiv, khartoum = Place(name="K", country="UA", lat=50.45, lon=30.52), Place(country="SD", lat=15.5, lon=32.56)
    distance = kyiv.distance_km(khartoum)
    assert distance is not None
    assert 3880 < distance < 3895
    assert kyiv.distance_km(Place(country="SD")) is None
    assert Place(lat=0, lon=180).distance_km(Place(lat=0, lon=-180)) == pytest.approx(0, abs=1e-6)
    open_place = kyiv.model_copy(update={"disputed": True}).generalised()
    assert (open_place.name, open_place.lat, open_place.country, open_place.disputed) == ("", None, "UA", True)


@pytest.mark.parametrize("bad", [{"lat": 91.0}, {"lon": 181.0}, {"precision_km": -1.0}, {"height": 3}])
def test_places_off_the_globe_cannot_be_built(bad: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Place.model_validate(bad)
