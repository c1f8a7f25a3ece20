"""A letter as lines: on a terminal, and as a text file."""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text

from headstamp.tell.lines import Line, hang, put
from headstamp.tell.request.letter import Letter, Section, Table

WIDTH = 78  # cells of a line in a text file


def letter_text(letter: Letter) -> str:
    """The letter as plain text."""
    console = Console(file=io.StringIO(), width=WIDTH, color_system=None, highlight=False, force_terminal=False)
    print_letter(console, letter)
    out = console.file
    return out.getvalue() if isinstance(out, io.StringIO) else ""


def print_letter(console: Console, letter: Letter) -> None:
    """The letter on `console`, in the order in which it is read."""
    for name, value in heading(letter):
        hang(console, 0, [Line(f"{name:<8}", value)])
    console.print()
    put(console, Text(letter.subject, "bold"))
    for number, section in enumerate(letter.sections, start=1):
        console.print()
        put(console, Text(f"{number}. {section.title}", "bold"))
        _section(console, section)
    console.print()
    for line in letter.footer:
        put(console, Text(line, "dim"))


def heading(letter: Letter) -> list[tuple[str, str]]:
    """To, from, reference, date: (name, value)."""
    rows = [("To", "; ".join(letter.to)), ("From", letter.sender), ("Our ref.", letter.reference), ("Date", letter.day)]
    return [*rows, ("Reply by", letter.due)] if letter.due else rows


def _section(console: Console, section: Section) -> None:
    for paragraph in section.paragraphs:
        put(console, paragraph, 3)
    hang(console, 3, [Line("·", Text.assemble((f"{name}: ", "dim"), value)) for name, value in section.fields])
    if section.table:
        _table(console, section.table)
    hang(console, 3, [Line(f"{n}.", point) for n, point in enumerate(section.points, start=1)])
    for paragraph in section.after:
        put(console, paragraph, 3)


def _table(console: Console, table: Table) -> None:
    """One block a row: a table of six columns would not fit, and a mark must not be broken over lines."""
    for row in table.rows:
        first, *rest = zip(table.head[1:], row[1:], strict=True)
        hang(console, 3, [Line(f"{row[0]}.", Text(first[1], "bold"))])
        said = "; ".join(f"{name[:1].lower()}{name[1:]}: {value}" for name, value in rest if value)
        if said:
            put(console, said, 6)
