"""Whether a case is as its ledger says, what a bag or a copy holds, what a merge brought: for a terminal and as JSON.

Values come in plain: `tell` does not know a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from headstamp.core.finding import canonical_json
from headstamp.core.version import __version__
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.shown import cut, visible
from headstamp.tell.terminal import STYLE

MOST = 200  # troubles shown on a terminal; --json has all
LONGEST = 400  # signs of one
NOT_INTACT = (
    "For the case team: troubles name objects and values. The rest of the case can still be read; take what is named above from "
    "a copy or a sealed bag."
)


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check of a case or a bag. `troubles`: (part, where, what); `bag`: what does not fit its sums, None where it is no bag;
    `signature`: `signed`, `not signed` or empty."""

    name: str
    entries: int
    objects: int
    files: int
    head: str
    kept_head: str
    troubles: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...]
    bag: tuple[str, ...] | None = None
    signature: str = ""

    @property
    def intact(self) -> bool:
        """True where nothing is wrong anywhere."""
        return not self.troubles and not self.bag


def print_check(console: Console, view: CheckView) -> None:
    """The verdict first, then each trouble with its place, then what was looked at."""
    name = visible(view.name)
    if view.intact:
        put(console, Text.assemble((f"{name}: intact", STYLE["good"]), "  everything is as the ledger says"))
    else:
        count = len(view.troubles) + len(view.bag or ())
        put(console, Text(f"{name}: not intact, {count} trouble{'s' if count != 1 else ''}", STYLE["bad"]))
    lines = [Line("bag", cut(visible(what), LONGEST), STYLE["bad"]) for what in view.bag or ()]
    for part, where, what in view.troubles:
        place = f"{visible(where)}: " if where else ""
        lines.append(Line(part, cut(f"{place}{visible(what)}", LONGEST), STYLE["bad"]))
    hang(console, 2, lines[:MOST])
    if len(lines) > MOST:
        put(console, Text(f"and {len(lines) - MOST:,} more; --json has all", STYLE["dim"]), 2)
    console.print()
    hang(console, 2, _looked_at(view))
    for remark in view.remarks:
        put(console, Text(visible(remark), STYLE["dim"]), 2)
    console.print()
    if not view.intact and view.entries:  # of a file in which nothing can be read, nothing else can be
        put(console, Text(NOT_INTACT, STYLE["dim"]), 2)
    put(console, Text("Made for the profile “confidential”: troubles are named by ids and fields", STYLE["dim"]))


def _looked_at(view: CheckView) -> list[Line]:
    lines = [
        Line("ledger", f"{view.entries:,} entries" if view.entries != 1 else "1 entry"),
        Line("objects", f"{view.objects:,} version{'s' if view.objects != 1 else ''}"),
        Line("files", f"{view.files:,} in the vault"),
    ]
    if view.bag is not None:
        lines.append(Line("bag", f"every sum fits; {view.signature}" if not view.bag else view.signature))
    if view.head:
        held = "  it holds the head that you gave" if view.kept_head and view.intact else ""
        lines.append(Line("head", Text.assemble(visible(view.head), (held, STYLE["good"]))))
        if not view.kept_head:
            words = "a case rewritten as a whole, or cut off at its end, shows only against a head kept elsewhere (--head)"
            lines.append(Line("", Text(words, STYLE["dim"])))
    return lines


def check_json(view: CheckView) -> str:
    """`{"intact", "troubles": [{"part", "where", "what"}], ...}`; equal input gives equal bytes."""
    return _json({
        "name": view.name, "intact": view.intact, "entries": view.entries, "objects": view.objects, "files": view.files,
        "head": view.head, "kept_head": view.kept_head, "bag": None if view.bag is None else list(view.bag),
        "signature": view.signature, "profile": "confidential", "remarks": list(view.remarks),
        "troubles": [{"part": p, "where": w, "what": t} for p, w, t in view.troubles],
    })  # fmt: skip


def print_facts(console: Console, title: str, facts: Iterable[tuple[str, str]], remarks: Sequence[str] = ()) -> None:
    """What was done in one line, facts below it by name, and remarks."""
    put(console, Text(visible(title), STYLE["head"]))
    hang(console, 2, [Line(name, visible(value)) for name, value in facts])
    if remarks:
        console.print()
    hang(console, 2, [Line("·", Text(visible(remark), STYLE["dim"]), STYLE["dim"]) for remark in remarks])


def facts_json(facts: Mapping[str, Any]) -> str:
    """Facts as JSON with the version of the tool."""
    return _json(dict(facts))


def _json(value: dict[str, Any]) -> str:
    return canonical_json({**value, "tool_version": __version__}) + "\n"
