"""Hanging lines for the terminal, without padding behind them: what is piped to a file holds no spaces to trip over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

LONG_LABEL = 8  # cells; a longer label would leave no room beside it and runs on into the text


@dataclass(frozen=True, slots=True)
class Line:
    """A text behind a label. What the colour of `style` says is said by the label too."""

    label: str
    text: Text | str
    style: str = ""


def put(console: Console, text: Text | str, indent: int = 0) -> None:
    """`text` wrapped to the console, `indent` cells from the left, no trailing spaces."""
    hang(console, indent, (Line("", text),))


def hang(console: Console, indent: int, lines: Iterable[Line]) -> None:
    """Lines with a hanging indent as wide as their label."""
    for line in lines:
        text = line.text if isinstance(line.text, Text) else Text(line.text)
        lead = Text(" " * indent)
        if len(line.label) > LONG_LABEL:
            text = Text.assemble((f"{line.label} ", line.style), text)
        elif line.label:
            lead.append(f"{line.label} ", line.style)
        _print(console, lead, text)


def _print(console: Console, lead: Text, text: Text) -> None:
    behind = " " * cell_len(lead.plain)
    for number, part in enumerate(text.wrap(console, max(20, console.width - len(behind)), overflow="fold")):
        part.rstrip()
        whole = Text.assemble(lead if number == 0 else behind, part)
        console.print(whole, no_wrap=True, overflow="ignore", crop=False)


def columns(console: Console, indent: int, rows: Sequence[Sequence[Text]], *, first: int, right: Sequence[int] = ()) -> None:
    """Rows set in columns two cells apart; the first column wraps at `first` cells, those in `right` are right-aligned."""
    if not rows:
        return
    widths = [max(cell_len(row[i].plain) for row in rows) for i in range(len(rows[0]))]
    widths[0] = min(first, widths[0])
    for row in rows:
        nested = len(row[0].plain) - len(row[0].plain.lstrip())
        head = row[0][nested:] if nested else row[0]
        parts = list(head.wrap(console, max(8, widths[0] - nested), overflow="fold")) or [Text()]
        for number, part in enumerate(parts):
            part.rstrip()
            whole = Text(" " * (indent + nested)).append_text(part)
            if number == 0:
                whole.append(" " * (widths[0] - nested - cell_len(part.plain)))
                for i in range(1, len(row)):
                    free = " " * (widths[i] - cell_len(row[i].plain))
                    whole = Text.assemble(whole, "  ", free if i in right else "", row[i], "" if i in right else free)
            whole.rstrip()
            console.print(whole, no_wrap=True, overflow="ignore", crop=False)
