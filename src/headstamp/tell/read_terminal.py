"""What was read, on a terminal: the flows first, then what does not agree, then every statement with its words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from headstamp.core.document import Document
from headstamp.core.finding import Finding
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.read_asked import asked_views
from headstamp.tell.read_flows import by_pair, denials_of
from headstamp.tell.read_model import Conflict, FlowLine, LeftLine, ReadView, Side, StatementLine
from headstamp.tell.shown import cut
from headstamp.tell.terminal import STYLE, print_finding, print_sources

MOST = 200  # statements and conflicts shown; a file holds all
LEFT = 20  # sentences that were not understood
SIDES = 4  # of a disagreement that are shown
WIDE = 160  # signs of a cell
MACHINE = (
    "Read by rules, not by a person: every statement is `machine` until somebody accepts, edits or rejects it. "
    "A grade says how far a voice may be trusted, not that it is true; silence, or no picture, is no evidence."
)
TOLD = {
    "confidential": "texts are quoted as they are",
    "partner": "sentences, and parties and places that are no state or entry of a list, are withheld",
    "public": "sentences, names of unpublished texts, and parties and places that are no state or entry of a list, are withheld",
}
"""What each profile holds, in words."""


def print_read(console: Console, view: ReadView, findings: Sequence[Finding] = (), documents: Sequence[Document] = ()) -> None:
    """The whole view; long lists are cut, and it is said. `findings` answer what was asked, and stand first."""
    put(console, Text(_sum(view), STYLE["head"]))
    for document in view.documents:
        hang(console, 2, [Line("!", f"{document.id}: {remark}", STYLE["warn"]) for remark in document.remarks])
    hang(console, 2, [Line("!", what, STYLE["bad"]) for what in view.aside])
    asked, notes = asked_views(findings, documents)
    for answer in asked:
        console.print()
        print_finding(console, answer)
        print_sources(console, notes)
    _flows(console, view.flows)
    _conflicts(console, view.conflicts)
    _statements(console, view.statements)
    _left(console, view.left)
    console.print()
    put(console, Text(MACHINE, STYLE["dim"]))
    put(console, Text(f"Made for the profile “{view.profile}”: {TOLD[view.profile]}; Headstamp {view.version}", STYLE["dim"]))


def _sum(view: ReadView) -> str:
    core = sum(line.core for line in view.statements)
    return (
        f"{_count(len(view.documents), 'document')}: {_count(len(view.statements), 'statement')}, {core:,} of them about events; "
        f"{_count(len(view.flows), 'flow')}, {_count(len(view.conflicts), 'disagreement')}"
        + (f"; {_count(len(view.left), 'sentence')} about arms not understood" if view.left else "")
    )


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"


def _flows(console: Console, flows: Sequence[FlowLine]) -> None:
    _title(console, "Who gave whom what, by whose word", bool(flows))
    for rows in by_pair(flows[:MOST]):
        head = Text(f"{rows[0].supplier} → {rows[0].recipient}", STYLE["accent"])
        who, denials = denials_of(rows)
        if denials:
            head.append(f"   denied by {cut(who, WIDE)} {_numbers(denials)}", STYLE["bad"])
        put(console, head, 4)
        hang(console, 6, [Line(f"{row.best or '-':<3}", _flow(row), STYLE["head"]) for row in rows])
    _rest(console, len(flows))


def _flow(row: FlowLine) -> Text:
    text = Text(row.kind if row.realis in row.kind else f"{row.realis} {row.kind}")
    if row.only_denied:
        return Text.assemble(("denied ", STYLE["bad"]), text, f", {row.items}" if row.items else "",
                             (f"; by {cut(row.denied_by, WIDE)} {_numbers(row.numbers)}", STYLE["dim"]))  # fmt: skip
    text.append(f", {row.period}")
    what = "; ".join(filter(None, (cut(row.items, WIDE), row.amount, f"paid in {cut(row.payment, WIDE)}" if row.payment else "")))
    text.append(f": {what}" if what else "")
    text.append(f"; said by {cut(row.said_by, WIDE)}; {_count(row.voices, 'independent voice')} ", STYLE["dim"])
    text.append(_numbers(row.numbers), STYLE["dim"])
    return text


def _numbers(numbers: Sequence[int]) -> str:
    return f"[{' '.join(map(str, numbers[: SIDES * 3]))}{' …' if len(numbers) > SIDES * 3 else ''}]"


def _conflicts(console: Console, conflicts: Sequence[Conflict]) -> None:
    _title(console, "What does not agree", bool(conflicts))
    for conflict in conflicts[:MOST]:
        hang(console, 4, [Line("!", Text.assemble((f"{conflict.kind}: ", STYLE["warn"]), conflict.sentence), STYLE["warn"])])
        _sides(console, conflict.first, "-")
        _sides(console, conflict.second, "against")
    _rest(console, len(conflicts))


def _sides(console: Console, sides: Sequence[Side], mark: str) -> None:
    """The first few; a report has all."""
    for side in sides[:SIDES]:
        text = Text(f"[{side.number}] " if side.number else "", STYLE["dim"])
        text.append(f"“{cut(side.quote, WIDE)}” " if side.quote and side.number else side.quote)
        text.append(", ".join(filter(None, (side.document, side.locator))) if side.number else "", STYLE["dim"])
        hang(console, 7, [Line(f"{mark:<8}", text, STYLE["dim"])])
    if len(sides) > SIDES:
        more = [str(side.number) for side in sides[SIDES:] if side.number]
        put(console, Text(f"and {len(sides) - SIDES} more [{' '.join(more)}]", STYLE["dim"]), 16)


def _statements(console: Console, statements: Sequence[StatementLine]) -> None:
    document = ""
    for number, line in enumerate(statements[:MOST], start=1):
        if line.document != document:
            document = line.document
            _title(console, document, True)
        words = [line.stance, line.kind, line.realis, f"hedged: {line.hedge}" if line.hedge else ""]
        head = Text.assemble((" ".join(w for w in words if w), STYLE["bad"] if line.stance else STYLE["accent"]))
        head.append(f"  {_fields(line)}")
        hang(console, 4, [Line(f"[{number}] {line.grade or '-'}", head, STYLE["head"])])
        put(console, Text(f"{f'“{line.quote}” ' if line.quote else ''}[{line.locator}; {line.id}]", STYLE["dim"]), 8)
    _rest(console, len(statements))


def _left(console: Console, left: Sequence[LeftLine]) -> None:
    _title(console, "Not understood: sentences about arms of which nothing was read", bool(left))
    for line in left[:LEFT]:
        text = Text(f"“{cut(line.quote, WIDE)}” " if line.quote else "")
        put(console, text.append(f"[{line.document}, {line.locator}]", STYLE["dim"]), 4)
    if len(left) > LEFT:
        put(console, Text(f"and {len(left) - LEFT:,} more; --report or --output statements.json has all", STYLE["dim"]), 4)


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
