"""An ammunition profile for readers: one table a question, the four kinds of line apart, on a terminal and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from headstamp.core.text import safe_cell
from headstamp.reason.profile import AmmunitionProfile, ProfileRow, ProfileTable, RowKind
from headstamp.tell.bar import text_bar
from headstamp.tell.lines import Line, columns, hang, put
from headstamp.tell.shown import count, visible
from headstamp.tell.view import UNVERIFIED

KIND_TITLES = {
    RowKind.ANSWER: "Answers",
    RowKind.UNVERIFIED: f"{UNVERIFIED}: general knowledge, no page was read",
    RowKind.LOOK_ALIKE: "Look-alikes: the evidence cannot tell these apart",
    RowKind.UNKNOWN: "Unknown",
}
COLUMNS = ("table", "kind", "key", "label", "items", "rounds", "share", "estimate", "low", "high", "note", "shelf_hash")


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line as shown. Bar ends are parts of `scale`, the largest number of its table: rounds seen, or rounds read."""

    kind: RowKind
    label: str
    items: str
    rounds: str
    share: str
    estimate: str
    note: str
    value: float  # 0..1 of the scale
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class ProfileBlock:
    """One table as shown. `framed` = bars show estimates of the rounds seen, with their interval."""

    name: str
    title: str
    about: str
    framed: bool
    scale: float  # rounds at the end of the bars
    lines: tuple[ProfileLine, ...]

    def of(self, kind: RowKind) -> tuple[ProfileLine, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.kind is kind)


def profile_blocks(profile: AmmunitionProfile) -> tuple[ProfileBlock, ...]:
    """The tables of `profile` that hold a line, ready to show."""
    return tuple(_block(table) for table in profile.tables if table.rows)


def print_profile(console: Console, profile: AmmunitionProfile) -> None:
    """Every table with bars, then what the figures do not say."""
    blocks = profile_blocks(profile)
    if not blocks:
        console.print("No record of ammunition: nothing to count.")
    for block in blocks:
        put(console, Text.assemble((block.title, "bold"), "  ", (block.about, "dim")))
        _print_block(console, block)
        console.print()
    hang(console, 2, [Line("·", Text(visible(t), "dim"), "dim") for t in profile.limits])
    put(console, Text(f"shelf {visible(profile.shelf_hash)[:12]}; Headstamp {visible(profile.tool_version)}", "dim"))


def profile_csv(profile: AmmunitionProfile) -> str:
    """One row a line of every table, safe to open in a spreadsheet; begins with a byte order mark for those that need one."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for table in profile.tables:
        for r in table.rows:
            cells = (table.name, r.kind.value, visible(r.key), visible(r.label), r.count_items, r.count_rounds, r.share,
                     r.estimate, r.low, r.high, visible(r.note), profile.shelf_hash)  # fmt: skip
            writer.writerow([safe_cell(c) for c in cells])
    for limit in profile.limits:
        writer.writerow(["limit", "", "", safe_cell(visible(limit)), *[""] * 7, profile.shelf_hash])
    return "\ufeff" + out.getvalue()


def _block(table: ProfileTable) -> ProfileBlock:
    framed = any(r.estimate is not None for r in table.rows)
    about = f"{count(table.total_items)} records, {count(table.total_rounds)} rounds read"
    if framed:
        about += f"; estimates for the {count(table.seen)} rounds seen under a sampling frame"
    scale = _scale(table.rows, framed)
    return ProfileBlock(
        table.name, visible(table.title), about, framed, scale, tuple(_line(r, scale, framed) for r in table.rows)
    )


def _scale(rows: Sequence[ProfileRow], framed: bool) -> float:
    ends = [r.high or r.estimate or 0.0 for r in rows] if framed else [float(r.count_rounds) for r in rows]
    return max([*ends, 1.0])


def _line(row: ProfileRow, scale: float, framed: bool) -> ProfileLine:
    value = (row.estimate or 0.0) if framed else float(row.count_rounds)
    estimate = ""
    if row.estimate is not None:
        estimate = count(row.estimate)
        if row.low is not None and row.high is not None:
            estimate += f" ({count(row.low)}–{count(row.high)})"
    low = None if not framed or row.low is None else min(1.0, row.low / scale)
    high = None if not framed or row.high is None else min(1.0, row.high / scale)
    share = "–" if not row.count_rounds else "<1 %" if row.share < 0.005 else f"{row.share:.0%}".replace("%", " %")
    label = visible(row.label).removesuffix(f" ({UNVERIFIED})")
    return ProfileLine(row.kind, label, count(row.count_items), count(row.count_rounds), share, estimate,
                       visible(row.note), min(1.0, value / scale), low, high)  # fmt: skip


def _print_block(console: Console, block: ProfileBlock) -> None:
    width, ascii_only = (12 if console.width < 100 else 20), not console.encoding.lower().startswith("utf")
    names = ("", "records", "rounds", "share", "estimate (95 %)" if block.framed else "", "")
    rows: list[tuple[Text, ...]] = [tuple(Text(n, "dim") for n in names)]
    for kind in RowKind:
        lines = block.of(kind)
        if lines and kind is not RowKind.ANSWER:
            rows.append((Text(KIND_TITLES[kind], "bold yellow" if kind is RowKind.UNVERIFIED else "bold"), *[Text()] * 5))
        for line in lines:
            bar = text_bar(line.value, line.value if line.low is None else line.low, line.high or line.value, width,
                           ascii_only=ascii_only)  # fmt: skip
            label = f"  {line.label}" if kind is not RowKind.ANSWER else line.label
            if kind is RowKind.UNVERIFIED:
                label += f" [{UNVERIFIED}]"
            style = "dim" if kind is RowKind.UNKNOWN else ""
            values = (line.items, line.rounds, line.share, line.estimate)
            rows.append((Text(label, style), *(Text(v, style) for v in values), Text(bar, style or "cyan")))
    columns(console, 2, rows, first=30 if console.width < 100 else 44, right=(1, 2, 3, 4))
