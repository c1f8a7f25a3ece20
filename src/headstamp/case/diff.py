"""What differs between two cases, or between two moments of one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from headstamp.case.engine import told
from headstamp.case.mend import differences
from headstamp.case.store import Case
from headstamp.core.errors import UsageError

_DAY = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])([T ]([01]\d|2[0-3])(:[0-5]\d(:[0-5]\d(\.\d{1,3})?)?)?Z?)?)?", re.ASCII
)

State = dict[tuple[str, str], tuple[int, str]]  # kind, id -> version, sha256


class Change(NamedTuple):
    """One object that differs. `how`: added, removed or changed; `fields`: the paths that differ, as `recovery.place.name`."""

    how: str
    kind: str
    id: str
    before: int  # version, 0 = not there
    after: int
    fields: tuple[str, ...] = ()


def moment(case: Case, text: str) -> int:
    """The number of the last entry at a moment: an entry's number, the beginning of its hash, or a day or time in UTC (ISO 8601).

    Raises UsageError for what is none of these, and for a moment at which there was nothing yet."""
    row, text = None, text.strip()
    with told(case.path):
        if text.isdecimal() and len(text) < 12:
            row = case.db.execute("SELECT seq FROM ledger WHERE seq = ?", (int(text),)).fetchone()
        elif len(text) >= 8 and set(text) <= set("0123456789abcdef"):
            row = case.db.execute("SELECT seq FROM ledger WHERE substr(sha256, 1, ?) = ?", (len(text), text)).fetchone()
        elif _DAY.fullmatch(text):
            # `2026-11-30` stands for its whole day: its own letters are compared and no more
            text = text.removesuffix("Z").replace(" ", "T")
            row = case.db.execute("SELECT max(seq) FROM ledger WHERE substr(at, 1, ?) <= ?", (len(text), text)).fetchone()
    if row is None or row[0] is None:
        raise UsageError(f"nothing was in this case at {text!r}", hint="an entry's number, its hash, or a day such as 2026-11-30")
    return int(row[0])


def state(case: Case, upto: int | None = None) -> State:
    """Every object in its newest version, as of an entry."""
    sql = "SELECT kind, id, max(version), sha256 FROM objects WHERE entered <= ? GROUP BY kind, id"
    with told(case.path):
        rows = case.db.execute(sql, (2**62 if upto is None else upto,))
        return {(kind, name): (version, sha256) for kind, name, version, sha256 in rows}


def diff(a: Case, b: Case, *, a_at: int | None = None, b_at: int | None = None) -> Iterator[Change]:
    """What is otherwise in `b` than in `a`, sorted by kind and id. Give the same case twice with two moments for its own history.

    Personal fields are compared as kept: two ciphertexts of one name differ."""
    before, after = state(a, a_at), state(b, b_at)
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        if old is None and new is not None:
            yield Change("added", *key, 0, new[0])
        elif new is None and old is not None:
            yield Change("removed", *key, old[0], 0)
        elif old is not None and new is not None and old[1] != new[1]:
            one, other = (json.loads(case.get(*key, version).body) for case, version in ((a, old[0]), (b, new[0])))
            yield Change("changed", *key, old[0], new[0], tuple(differences(one, other)))


def valued(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """(path, before, after) of every value in which two bodies differ; None where one has no such field."""
    for path in differences(before, after):
        yield path, _at(before, path), _at(after, path)


def _at(body: Any, path: str) -> Any:
    """The value at a path of `differences`. A name of a field may hold a point itself: the longest that fits is taken."""
    if not path:
        return body
    if isinstance(body, list) and (index := re.match(r"\[(\d+)\]\.?", path)):
        place = int(index[1])
        return _at(body[place], path[index.end() :]) if place < len(body) else None
    if isinstance(body, dict):
        for name in sorted(body, key=len, reverse=True):
            rest = path.removeprefix(name)
            if rest != path and (not rest or rest[0] in ".["):
                return _at(body[name], rest.removeprefix("."))
    return None
