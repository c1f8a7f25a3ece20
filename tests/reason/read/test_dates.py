from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.when import When
from headstamp.reason.read.dates import find_dates, is_historic
from headstamp.reason.read.periods import MONTHS

DAY = When.parse("2012-02-14")  # a Tuesday


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("on 9 November 2009 it", "2009-11-09"),
        ("on November 9, 2009 it", "2009-11-09"),
        ("of 2009-11-09.", "2009-11-09"),
        ("in March 2011 the", "2011-03-01/2011-03-31"),
        ("in early March 2011 the", "2011-03-01/2011-03-10"),
        ("in late 2010 to", "2010-10-01/2010-12-31"),
        ("mid-1997", "1997-05-01/1997-08-31"),
        ("Between 2008 and 2011 he", "2008/2011"),
        ("from 2015-2021 was", "2015/2021"),
        ("between 19 and 21 March 2011, two", "2011-03-19/2011-03-21"),
        ("in March and June 2005", "2005-03-01/2005-06-30"),
        ("the mid-1980s", "1984/1986"),
        ("in the 1980s", "1980/1989"),
        ("in the autumn of 2010", "2010-09-01/2010-11-30"),
        ("in the third quarter of 2008 they", "2008-07-01/2008-09-30"),
        ("Q3 2008", "2008-07-01/2008-09-30"),
        ("the second half of October 2010", "2010-10-16/2010-10-31"),
        ("the first week of May 2009", "2009-05-01/2009-05-07"),
        ("in autumn 2009", "2009-09-01/2009-11-30"),
        ("last winter", "2010-12-01/2011-02-28"),
        ("since September 2010", "2010-09-01/2012-02-14"),
        ("over the past decade", "2002-02-01/2012-02-14"),
        ("from 3 August to 9 September 2003", "2003-08-03/2003-09-09"),
        ("in 2005-06", "2005/2006"),
        ("the early nineties", "1990/1993"),
        ("they said Monday", "2012-02-13"),
        ("since 1986.", "1986-01-01/2012-02-14"),
        ("listed today", "2012-02-14"),
        ("yesterday", "2012-02-13"),
        ("on Monday", "2012-02-13"),
        ("last month", "2012-01-01/2012-01-31"),
        ("late last year", "2011-10-01/2011-12-31"),
        ("two weeks ago", "2012-01-31"),
        ("in January", "2012-01-01/2012-01-31"),
        ("in August", "2011-08-01/2011-08-31"),
        ("will sail in April", "2012-04-01/2012-04-30"),
    ],
)
def test_dates_as_intervals(text: str, when: str) -> None:
    (found,) = find_dates(text, 0, len(text), DAY)
    assert str(found.when).removeprefix("c. ") == when
    assert text[found.start : found.end] == found.when.text


@pytest.mark.parametrize(
    ("text", "before", "when"),
    [
        ("A day later they", date(2009, 11, 30), "2009-12-01"),
        ("the following month", date(2009, 12, 24), "2010-01-01/2010-01-31"),
        ("in April of that year", date(2009, 11, 9), "2009-04-01/2009-04-30"),
        ("three months earlier", date(2010, 2, 9), "2009-11-01/2009-11-30"),
    ],
)
def test_dates_reckoned_from_the_one_before(text: str, before: date, when: str) -> None:
    (found,) = find_dates(text, 0, len(text), DAY, before)
    assert str(found.when) == when
    assert found.inferred


@pytest.mark.parametrize("text", ["may have been", "2,116 rifles", "1900 rifles", "the 7.62x39 mm", "March on"])
def test_no_date_is_invented(text: str) -> None:
    assert not find_dates(text, 0, len(text), DAY)


def test_a_day_that_there_is_not_is_no_day() -> None:
    (found,) = find_dates("on 31 February 2010", 0, 19, DAY)
    assert str(found.when) == "2010"


def test_a_year_that_nobody_tells_stays_unset() -> None:
    assert not find_dates("on Jan. 6 the navy", 0, 18, When())


def test_what_was_added_is_said() -> None:
    (found,) = find_dates("On Jan. 6, forces", 0, 17, DAY)
    assert str(found.when) == "2012-01-06"
    assert found.inferred == "year by the day of publication"


def test_a_text_on_old_years_is_historic() -> None:
    assert is_historic("In 1995 and again in 1997", DAY)
    assert not is_historic("In 1995 and again in 2011", DAY)


@given(st.dates(date(1901, 1, 1), date(2098, 12, 31)), st.booleans())
def test_every_day_is_read_back(day: date, american: bool) -> None:
    month = MONTHS[day.month - 1].capitalize()
    text = f"On {month} {day.day}, {day.year} it" if american else f"On {day.day} {month} {day.year} it"
    (found,) = find_dates(text, 0, len(text), DAY)
    assert (found.when.first, found.when.last) == (day, day)


@given(st.text(alphabet="On May 13 2,/-stofrly Jan.19ago weks", max_size=80))
def test_dates_are_in_the_text_and_apart(text: str) -> None:
    found = find_dates(text, 0, len(text), DAY, DAY.first)
    assert all(text[f.start : f.end] == f.when.text for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(f.when.first is not None and f.when.first - timedelta(days=1) < f.when.first for f in found)
