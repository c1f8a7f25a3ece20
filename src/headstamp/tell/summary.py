"""Thousands of items on one screen: each distinct answer once, with how many items and rounds it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.redact import Profile, redact
from headstamp.core.redaction import OF_THE_SHELF, redact_finding
from headstamp.tell.lines import Line, columns, hang, put
from headstamp.tell.record_view import marks_text
from headstamp.tell.shown import count, cut, kind_name, percent, visible
from headstamp.tell.view import UNVERIFIED, leads_unverified

MOST = 40  # lines of a summary
EXAMPLES = 3  # marks shown behind an answer


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One distinct answer to one question about one kind of item. `low`..`high` = lowest and highest probability met."""

    kind: str
    label: str
    items: int
    quantity: int | None  # sum of the quantities stated; None where no record states one
    low: float
    high: float
    abstains: bool
    unverified: bool
    examples: tuple[str, ...]


def summarise(traced: Sequence[tuple[Item, Sequence[Finding]]], profile: Profile = Profile.PUBLIC) -> tuple[SummaryLine, ...]:
    """Distinct leading answers of the first Finding of each item, the most frequent first, abstentions last."""
    groups: dict[tuple[str, str, bool, bool], list[tuple[Item, Finding]]] = {}
    for item, findings in traced:
        if findings:
            first = findings[0]
            top = first.top
            if not first.abstains and top.kind not in OF_THE_SHELF:
                top = redact_finding(first, (item,), profile).top
            label = "no basis" if first.abstains else visible(top.label)
            groups.setdefault((kind_name(item.kind), label, first.abstains, leads_unverified(first)), []).append((item, first))
    lines = [_line(*key, members, profile) for key, members in groups.items()]
    return tuple(sorted(lines, key=lambda s: (s.abstains, -s.items, s.kind, s.label)))


def print_summary(console: Console, traced: Sequence[tuple[Item, Sequence[Finding]]], profile: Profile = Profile.PUBLIC) -> None:
    """A table of distinct answers with counts; counts of items add up to all that were traced."""
    lines = summarise(traced, profile)
    put(console, Text(f"{len(traced):,} items traced, {len(lines):,} distinct answers", "bold"))
    head = tuple(Text(t, "bold") for t in ("Answer", "items", "quantity", "probability", "marks"))
    room = max(20, console.width - 78)
    rows = [head, *(_row(line, room) for line in lines[:MOST])]
    columns(console, 2, rows, first=34 if console.width < 100 else 44, right=(1, 2, 3))
    if len(lines) > MOST:
        rest = sum(line.items for line in lines[MOST:])
        put(console, Text(f"and {len(lines) - MOST:,} more answers about {rest:,} items; --output writes every item", "dim"), 2)
    if any(line.unverified for line in lines):
        text = f"[{UNVERIFIED}] rests on general knowledge, no page was read; not to be quoted to a third party."
        hang(console, 2, [Line("!", text, "bold yellow")])
    put(console, Text(f"Made for the profile “{profile.value}”", "dim"))


def _line(
    kind: str, label: str, abstains: bool, unverified: bool, members: Sequence[tuple[Item, Finding]], profile: Profile
) -> SummaryLine:
    known = [i.quantity for i, _ in members if i.quantity is not None]
    chances = [f.top.probability for _, f in members]
    examples: dict[str, None] = {}
    for item, _ in members:
        if len(examples) < EXAMPLES and (text := marks_text(redact(item, profile), 24)):
            examples[text] = None
    total = sum(known) if known else None
    return SummaryLine(kind, label, len(members), total, min(chances), max(chances), abstains, unverified, tuple(examples))


def _row(line: SummaryLine, room: int) -> tuple[Text, ...]:
    label = Text(line.label, "dim" if line.abstains else "")
    if line.unverified:
        label.append(f" [{UNVERIFIED}]", "bold yellow")
    label.append(f" ({line.kind})", "dim")
    low, high = percent(line.low), percent(line.high)
    chance = "" if line.abstains else low if low == high else f"{low.removesuffix(' %')}–{high}"
    marks = Text(cut(" ".join(line.examples), room), "dim")
    return label, Text(count(line.items)), Text(count(line.quantity)), Text(chance), marks
