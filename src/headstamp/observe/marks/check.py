"""Contradictions: within one record, and among the records of one file. Clear ones only; each has a hint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from headstamp.core.errors import RecordError
from headstamp.core.record import Item, ItemKind

_SMALL = re.compile(r"^\s*(\d{1,2}(?:[.,]\d{1,2})?)\s?[x×х]\s?\d{2,3}", re.I)
_LARGE = frozenset({ItemKind.ROCKET, ItemKind.MORTAR_BOMB, ItemKind.SHELL, ItemKind.MISSILE_PART})
SMALLEST_BORE_MM = 20.0  # below it there is no rocket, mortar bomb or shell


def check_item(item: Item, today: date | None = None) -> None:
    """Raise RecordError where a record contradicts itself; `today` bounds its dates from above."""
    recovered, documented = item.recovery.recovered, item.recovery.documented
    for name, when in (("recovered", recovered), ("documented", documented)):
        if today is not None and when.first is not None and when.first > today:
            raise RecordError(
                f"date in the future: {name} {when.text or when}",
                hint=f"Today is {today}; correct the year.",
                column=name,
            )
    if recovered.first and documented.last and recovered.first > documented.last:
        raise RecordError(
            f"contradiction: recovered {recovered} but documented before that, {documented}",
            hint="Are the two dates exchanged?", column="recovered",
        )  # fmt: skip
    if item.within and item.within == item.id:
        raise RecordError(f"contradiction: {item.id!r} lies within itself", hint="Name the crate or tin.", column="within")
    if item.kind in _LARGE and (m := _SMALL.match(item.calibre)) and float(m[1].replace(",", ".")) < SMALLEST_BORE_MM:
        raise RecordError(
            f"contradiction: a {item.kind.value} of calibre {item.calibre[:40]!r}",
            hint="Is this a cartridge, or the calibre of another row?", column="calibre",
        )  # fmt: skip


def containers_in_circles(within: Mapping[str, str]) -> frozenset[str]:
    """Ids whose chain of containers comes back to themselves, given each id's container. Linear in the ids."""
    state: dict[str, int] = {}  # 1 = on the present path, 2 = done
    circles: set[str] = set()
    for start in within:
        path: list[str] = []
        here = start
        while here in within and state.get(here, 0) == 0:
            state[here] = 1
            path.append(here)
            here = within[here]
        if state.get(here) == 1:
            circles.update(path[path.index(here) :])
        for seen in path:
            state[seen] = 2
    return frozenset(circles)
