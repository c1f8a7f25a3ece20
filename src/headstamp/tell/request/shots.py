"""The shot list on a terminal and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from headstamp.core.claim import Standing
from headstamp.core.finding import Safety
from headstamp.core.record import Item
from headstamp.core.redact import Profile, redact
from headstamp.core.redaction import closed_values
from headstamp.reason.request import Shot, family_of
from headstamp.reference.letter_rows import LetterRow
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.record_view import title_of
from headstamp.tell.shown import visible
from headstamp.tell.terminal import STYLE

SAFE = "Photograph only what is seen from where you stand. Nobody touches, moves, cleans or opens an item for a picture."


def print_shots(console: Console, item: Item, shots: Sequence[Shot], rows: Sequence[LetterRow], profile: Profile) -> None:
    """What is missing, essentials first, and what the pack knows of how requests are read."""
    put(console, Text(f"{visible(item.id)}  {title_of(redact(item, profile))}", STYLE["head"]))
    shown = _shown(item, shots, profile)
    groups = (("Needed before anybody can answer", True), ("Would make the request better", False))
    for title, essential in groups:
        lines = [_line(s) for s in shown if s.essential is essential]
        if lines:
            console.print()
            put(console, Text(title, STYLE["warn"] if essential else "bold"), 2)
            hang(console, 4, lines)
    if not any(s.essential for s in shown):
        console.print()
        put(console, "Nothing essential is missing.", 2)
    guides = [r for r in rows if r.part == "guide" and (not r.families or family_of(item).value in r.families)]
    if guides:
        console.print()
        put(console, Text("How such a request is read", "bold"), 2)
        hang(console, 4, [Line("·", _guide(r)) for r in guides])
    console.print()
    put(console, Text(SAFE, STYLE["dim"]), 2)


def shots_data(item: Item, shots: Sequence[Shot], profile: Profile) -> dict[str, Any]:
    """The list as plain values."""
    shown = [s.model_dump(mode="json") for s in _shown(item, shots, profile)]
    return {"item": visible(item.id), "profile": profile.value, "safety": SAFE, "shots": shown}


def _shown(item: Item, shots: Sequence[Shot], profile: Profile) -> list[Shot]:
    """Made harmless; a shot that would tell what the profile closes is told without its reason."""
    closed = [v.casefold() for v in closed_values(item, profile) if len(v) > 3]
    out = []
    for shot in shots:
        why = "" if any(v in shot.why.casefold() for v in closed) else visible(shot.why)
        if not any(v in shot.what.casefold() for v in closed):
            out.append(shot.model_copy(update={"what": visible(shot.what), "why": why}))
    return out


def _line(shot: Shot) -> Line:
    text = Text.assemble(shot.what, (f": {shot.why}" if shot.why else "", STYLE["dim"]))
    if shot.safety is Safety.CLEARED:
        text.append(f" [{Safety.CLEARED.value}]", STYLE["warn"])
    return Line("!" if shot.essential else "·", text, STYLE["warn"] if shot.essential else "")


def _guide(row: LetterRow) -> Text:
    text = Text(visible(row.text), STYLE["dim"])
    if row.standing is Standing.UNVERIFIED:
        text.append(" [UNVERIFIED]", STYLE["warn"])
    return text
