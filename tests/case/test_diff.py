from __future__ import annotations

import pytest

from headstamp.case import Case, diff, moment
from headstamp.case.diff import Change
from headstamp.core.errors import UsageError


def test_two_moments(case: Case) -> None:
    assert [c.how for c in diff(case, case)] == []
    changes = list(diff(case, case, a_at=3))
    assert Change("changed", "entity", "e1", 1, 2, ("name",)) in changes
    assert Change("added", "claim", "c1", 0, 1) in changes
    assert [c.how for c in diff(case, case, b_at=3) if c.kind == "claim"] == ["removed"]


def test_moments(case: Case) -> None:
    entries = list(case.ledger())
    assert moment(case, "3") == 3
    assert moment(case, entries[4].sha256[:10]) == 5
    assert moment(case, "2026-03-01") == len(entries)
    assert moment(case, entries[2].at) == 3
    for text in ("99", "1999-01-01", "abcdef12", ""):
        with pytest.raises(UsageError, match="nothing was"):
            moment(case, text)
