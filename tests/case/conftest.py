"""A small case with a clock that ticks a second an entry."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headstamp.case import Case, Draft, Vault, contents
from tests.case.closed import finding, item


def ticking(day: str = "2026-03-01") -> Callable[[], str]:
    seconds = itertools.count()
    return lambda: f"{day}T10:{(n := next(seconds)) // 60 % 60:02}:{n % 60:02}.000Z"


RECORD = {
    "model": "조선무역 type 56",
    "marks": [{"id": "m1", "text": "71 무 5 17-85-114"}],
    "recovery": {
        "how": "seized",
        "holder": "Anna Fiction",
        "place": {"country": "KE", "name": "Lamu", "lat": -2.27, "lon": 40.9},
    },
}


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Case]:
    """Makes cases, closed at the end."""
    opened: list[Case] = []

    def make(name: str = "a.headstamp", who: str = "ann", **kwargs: str) -> Case:
        opened.append(Case.create(tmp_path / name, "Lamu crates", who, clock=ticking(), **kwargs))
        return opened[-1]

    return make


@pytest.fixture
def case(made: Callable[..., Case]) -> Iterator[Case]:
    with made() as case:
        case.write([Draft("record", "i1", RECORD), Draft("entity", "e1", {"name": "無錫 Trading Ltd", "kind": "company"})])
        case.write(
            [Draft("claim", "c1", {"subject": "i1", "predicate": "sent from", "value": "Dandong"}, note="read on the label")]
        )
        case.revise("entity", "e1", {"name": "無錫 Trading Limited", "kind": "company"})
        photo = Vault(case).put(io.BytesIO(b"not really a photo"), "crate.jpg", media_type="image/jpeg")
        Vault(case).derive([photo], io.BytesIO(b"a part"), tool="crop", version="1", parameters={"box": [0, 0, 1, 1]})
        yield case


@pytest.fixture
def held(made: Callable[..., Case]) -> Iterator[Case]:
    with made("held.headstamp", who="Workina Person") as case:
        case.write([contents.of_item(item()), contents.of_finding(finding("seen with Qwenna Holderby in Tula"), ["record/i1"])])
        yield case
