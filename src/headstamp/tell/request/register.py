"""The register of a case as shown: one line a request, overdue ones marked, and the parties that were offered nothing yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from headstamp.core.record import Sensitivity
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.text import safe_cell
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.shown import cut, visible
from headstamp.tell.terminal import STYLE

SHOWN = 20  # parties on a terminal
_READS = {Sensitivity.PUBLIC: 0, Sensitivity.RESTRICTED: 1, Sensitivity.CONFIDENTIAL: 2}
_ORDER = tuple(Profile)  # public, partner, confidential
SOMEBODY = {"state": "a State", "manufacturer": "a manufacturer", "panel": "a panel", "party": "a named party"}
"""Who was asked, for a reader who may not learn whom."""
COLUMNS = ("reference", "type", "to", "state", "day", "due", "overdue", "party", "about", "profile")


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a profile may see it: who entered it and remarks are for the case team, the channel for partners."""

    state: str
    day: str
    by: str
    channel: str
    note: str
    claims: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request. `day` = of its last step."""

    reference: str
    type: str
    to: str
    state: str
    day: str
    due: str
    overdue: bool
    party: str
    about: tuple[str, ...]
    profile: str
    steps: tuple[StepLine, ...]

    def data(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party that the case names. `offer` = the state of the offer to reply; empty = none was drafted."""

    label: str
    where: tuple[str, ...]
    offer: str
    offered: bool


def sees(reader: Profile, made_for: Profile) -> bool:
    """True where a reader of profile `reader` may see what was made for `made_for`."""
    return _ORDER.index(made_for) <= _ORDER.index(reader)


def line_of(request: Mapping[str, Any], *, overdue: bool, profile: Profile) -> RequestLine:
    """One request of `case.requests`, as plain values, for a reader."""
    team, partner = sees(profile, Profile.CONFIDENTIAL), sees(profile, Profile.PARTNER)
    steps = tuple(
        StepLine(
            state=s["state"], day=s["day"], by=visible(s["by"]) if team else "", note=visible(s["note"]) if team else "",
            channel=visible(s["channel"]) if partner else "", claims=tuple(map(visible, s["claims"])),
            file=s["file"] if partner else "",
        )
        for s in request["steps"]
    )  # fmt: skip
    whom = visible(request["to"]) if partner else SOMEBODY.get(request["to_kind"], WITHHELD)  # letters are not the public's
    return RequestLine(
        reference=visible(request["id"]), type=request["type"], to=whom,
        state=request["state"], day=steps[-1].day if steps else "", due=request["due"], overdue=overdue,
        party=visible(request["party"]) if partner or not request["party"] else WITHHELD,
        about=tuple(map(visible, request["about"])),
        profile=request["profile"], steps=steps,
    )  # fmt: skip


def parties_of(named: Iterable[tuple[str, tuple[str, ...], str, bool, Sensitivity]], profile: Profile) -> list[PartyLine]:
    """Parties for a reader, those that were offered nothing first: (label, where, state of the offer, offered, sensitivity).

    In a public output a party that was not offered to reply has no name: that very output would name it too early."""
    early = profile is Profile.PUBLIC

    def open_(offered: bool, level: Sensitivity) -> bool:
        return _READS[level] <= _ORDER.index(profile) and (offered or not early)

    lines = [
        PartyLine(visible(label) if open_(offered, level) else WITHHELD, tuple(map(visible, where)), offer, offered)
        for label, where, offer, offered, level in named
    ]
    return sorted(lines, key=lambda p: p.offered)


def print_register(
    console: Console, lines: Sequence[RequestLine], parties: Sequence[PartyLine], *, on: str, profile: Profile
) -> None:
    """The register, then who was not offered to reply."""
    if not lines:
        put(console, "No request." if not parties else "No request to show.")
    for line in lines:
        _line(console, line, on)
    waiting = [p for p in parties if not p.offered]
    if waiting:
        console.print()
        put(console, Text(f"Named in this case, and not offered to reply ({len(waiting)})", "bold"))
        put(
            console,
            Text("Before a public output names a party, it is offered to reply: headstamp request reply", STYLE["dim"]),
            2,
        )
        hang(console, 2, [Line("·", _party(p)) for p in waiting[:SHOWN]])
        if len(waiting) > SHOWN:
            put(console, Text(f"and {len(waiting) - SHOWN} more; --json has all", STYLE["dim"]), 2)
    console.print()
    put(console, Text(f"As of {on}; made for the profile “{profile.value}”", STYLE["dim"]))


def print_request(console: Console, line: RequestLine, profile: Profile) -> None:
    """One request with all its steps."""
    _line(console, line, "")
    for step in line.steps:
        rest = "; ".join(
            t for t in (step.channel, f"by {step.by}" if step.by else "", " and ".join(step.claims), _paper(step), step.note) if t
        )
        put(console, Text.assemble(f"{step.day}  {step.state}", (f"  {rest}" if rest else "", STYLE["dim"])), 4)
    put(console, Text(f"Made for the profile “{profile.value}”", STYLE["dim"]), 4)


def register_data(lines: Sequence[RequestLine], parties: Sequence[PartyLine], *, on: str, profile: Profile) -> dict[str, Any]:
    """The register as plain values."""
    shown = [asdict(p) for p in parties]
    return {"on": on, "profile": profile.value, "requests": [line.data() for line in lines], "parties": shown}


def register_csv(lines: Sequence[RequestLine], profile: Profile) -> str:
    """The register as CSV, one row a request; no cell can act as a formula. `made_for` says the profile of this output."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, "made_for"])
    for line in lines:
        values = {**line.data(), "about": "; ".join(line.about), "overdue": "yes" if line.overdue else "no"}
        writer.writerow([*(safe_cell(str(values[c])) for c in COLUMNS), profile.value])
    return out.getvalue()


def _line(console: Console, line: RequestLine, on: str) -> None:
    due = f", due {line.due}" if line.due else ""
    head = Text.assemble((line.reference, STYLE["head"]), f"  {line.state}", (f" since {line.day}{due}", STYLE["dim"]))
    if line.overdue:
        head.append(f"  OVERDUE{f' on {on}' if on else ''}", STYLE["warn"])
    put(console, head)
    what = "offer to reply, to" if line.type == "reply" else "tracing request, to"
    put(console, f"{what} {cut(line.to, 160)}", 4)
    if line.about:
        put(console, Text(f"about {cut(', '.join(line.about), 160)}", STYLE["dim"]), 4)


def _paper(step: StepLine) -> str:
    return f"file/{step.file[:12]}…" if step.file else ""


def _party(party: PartyLine) -> Text:
    state = f", offer {party.offer}" if party.offer else ""
    return Text.assemble(cut(party.label, 100), (f" ({cut(', '.join(party.where), 100)}{state})", STYLE["dim"]))
