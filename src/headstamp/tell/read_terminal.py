"""What was read, on a terminal: the flows first, then what does not agree, then every statement with its words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from headstamp.tell.lines import Line, hang, put
from headstamp.tell.read_model import Conflict, FlowLine, ReadView, StatementLine
from headstamp.tell.shown import cut
from headstamp.tell.terminal import STYLE

MOST = 200  # statements and conflicts shown; a file holds all
WIDE = 160  # signs of a cell
MACHINE = (
    "Read by rules, not by a person: every statement is `machine` until somebody accepts, edits or rejects it. "
    "A grade says how far a voice may be trusted, not that it is true; silence is no evidence."
)


def print_read(console: Console, view: ReadView) -> None:
    """The whole view; long lists are cut, and it is said."""
    put(console, Text(_sum(view), STYLE["head"]))
    for document in view.documents:
        hang(console, 2, [Line("!", f"{document.id}: {remark}", STYLE["warn"]) for remark in document.remarks])
    hang(console, 2, [Line("!", what, STYLE["bad"]) for what in view.aside])
    _flows(console, view.flows)
    _conflicts(console, view.conflicts)
    _statements(console, view.statements)
    console.print()
    put(console, Text(MACHINE, STYLE["dim"]))
    put(
        console,
        Text(f"Made for the profile “confidential”: texts are quoted as they are; Headstamp {view.version}", STYLE["dim"]),
    )


def _sum(view: ReadView) -> str:
    core = sum(line.core for line in view.statements)
    return (
        f"{_count(len(view.documents), 'document')}: {_count(len(view.statements), 'statement')}, {core:,} of them about events; "
        f"{_count(len(view.flows), 'flow')}, {_count(len(view.conflicts), 'disagreement')}"
    )


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def _flows(console: Console, flows: Sequence[FlowLine]) -> None:
    _title(console, "Who gave whom what, by whose word", bool(flows))
    for flow in flows[:MOST]:
        text = Text.assemble((f"{flow.supplier} → {flow.recipient}", STYLE["accent"]), f"  {flow.kind}")
        for words in (flow.items, flow.when, f"paid in {flow.payment}" if flow.payment else ""):
            text.append(f"; {cut(words, WIDE)}" if words else "")
        voices = f"{_count(flow.voices, 'independent voice')}" if flow.voices else "denied only" if flow.denied else "no voice"
        text.append(f"; said by {cut(flow.said_by, WIDE)}; {voices}", STYLE["dim"])
        if flow.denied and flow.voices:
            text.append(f"; denied {flow.denied} times" if flow.denied > 1 else "; denied once", STYLE["warn"])
        hang(console, 4, [Line(f"{flow.best or '-':<3}", text, STYLE["head"])])
    _rest(console, len(flows))


def _conflicts(console: Console, conflicts: Sequence[Conflict]) -> None:
    _title(console, "What does not agree", bool(conflicts))
    for conflict in conflicts[:MOST]:
        hang(console, 4, [Line("!", Text.assemble((f"{conflict.kind}: ", STYLE["warn"]), conflict.sentence), STYLE["warn"])])
        hang(console, 7, [Line("-", Text(side, STYLE["dim"])) for side in conflict.sides if side])
    _rest(console, len(conflicts))


def _statements(console: Console, statements: Sequence[StatementLine]) -> None:
    document = ""
    for line in statements[:MOST]:
        if line.document != document:
            document = line.document
            _title(console, document, True)
        words = [line.stance, line.kind, line.realis, f"hedged: {line.hedge}" if line.hedge else ""]
        head = Text.assemble((" ".join(w for w in words if w), STYLE["bad"] if line.stance else STYLE["accent"]))
        head.append(f"  {_fields(line)}")
        hang(console, 4, [Line(f"{line.grade or '-':<3}", head, STYLE["head"])])
        put(console, Text(f"“{line.quote}” [{line.locator}; {line.id}]", STYLE["dim"]), 8)
    _rest(console, len(statements))


def _fields(line: StatementLine) -> str:
    named = (
        ("from", line.supplier), ("to", line.recipient), ("who", line.who), ("what", line.items), ("how many", line.amount),
        ("when", line.when), ("where", line.where), ("paid in", line.payment), ("said by", line.voice),
        ("from another sentence", ", ".join(line.carried)),
    )  # fmt: skip
    return "; ".join(f"{name}: {cut(value, WIDE)}" for name, value in named if value)


def _title(console: Console, text: str, some: bool) -> None:
    if some:
        console.print()
        put(console, Text(text, "bold"), 2)


def _rest(console: Console, number: int) -> None:
    if number > MOST:
        put(console, Text(f"and {number - MOST:,} more; --output statements.json or .csv has all", STYLE["dim"]), 4)
