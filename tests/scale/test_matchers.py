"""Lists opened for a past day: what cannot be said of that day is told, never left out without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import UsageError
from headstamp.reference.watchlist import Store, read_list
from headstamp.scale.matchers import open_matcher

DAY = "2015-01-01"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with two lists that were first kept in 2026, one with dates of listing and one without."""
    for name, rows in (("dated", "1,Zorvex Dynamics,2010-05-05"), ("undated", "1,Halvorn Logistics,")):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"id,name,listed_on\n{rows}\n", "utf-8")
        Store(tmp_path / "home").add(read_list(path), added_at="2026-01-01T00:00:00+00:00", edition="2026-01-01")
    return tmp_path / "home"


def test_a_list_that_says_nothing_of_a_day_is_told_in_the_limits(home: Path) -> None:
    matcher = open_matcher(store=home, as_of=DAY, builtin=False)
    assert [each.party.name for each in matcher.listings] == ["Zorvex Dynamics"]
    assert any(limit.startswith("undated: the first edition kept is of 2026-01-01") for limit in matcher.limits)
    again = open_matcher(store=home, as_of=DAY, builtin=False)
    assert again.cached
    assert again.limits == matcher.limits


def test_a_list_asked_for_by_name_that_says_nothing_of_a_day_is_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="nothing stood on 2015-01-01"):
        open_matcher(["undated"], store=home, as_of=DAY, builtin=False)


def test_a_search_of_nothing_is_refused(home: Path) -> None:
    with pytest.raises(UsageError, match="nothing stands on the lists"):
        open_matcher(store=home, as_of="2001-01-01", builtin=False)


def test_a_file_without_a_day_says_for_which_day_it_is_taken(home: Path) -> None:
    matcher = open_matcher([home.parent / "undated.csv"], store=home, as_of=DAY, builtin=False)
    assert matcher.limits == (f"undated.csv: the file states no day; it is taken for what stood on {DAY}, less what it says was "
                              "listed later",)  # fmt: skip
