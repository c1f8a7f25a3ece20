"""A screen on a terminal: the counts, what the law asks for, and what to look at first with each part of its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.screen_model import ConsignmentView, Head, PapersView, ScreenView, Why
from headstamp.tell.screen_view import Looked, Row, consignment_view, doubts_view, papers_view, screen_view
from headstamp.tell.shown import cut
from headstamp.tell.terminal import STYLE, print_sources

SIDE = 4  # papers beside each other
SHORT = 5  # lots on the terminal; the result has all
PROPOSALS = 2
HOW = (
    "+1 makes other goods than declared ten times as likely; in brackets how likely that is, over a wide range of assumptions. "
    "What stands beside a group is what it counts in the end: of several groups the largest counts whole and each further one "
    "half of the one before, and each group has a bound."
)


def print_screen(
    console: Console, record: Row, legal: Sequence[Looked], first: Sequence[Looked], lot: Sequence[Row],
    sources: Mapping[str, Source],
) -> None:  # fmt: skip
    """A whole screen: counts first, then the legal lane, then the ranking, then what was not asked, limits and sources."""
    notes = Footnotes(sources)
    view = screen_view(record, legal, first, lot, notes)
    _counts(console, view)
    _legal(console, view)
    _first(console, view)
    _lot(console, view)
    if view.off:
        _block(console, "Switched off", [Line("·", Text(f"{', '.join(view.off)}.", STYLE["dim"]), STYLE["dim"])])
    if view.unasked:
        text = f"{', '.join(view.unasked)}."
        _block(console, "Could not be asked of any of these papers", [Line("·", Text(text, STYLE["dim"]), STYLE["dim"])])
    _block(console, "Limits", [Line("·", Text(t, STYLE["dim"]), STYLE["dim"]) for t in view.limits])
    print_sources(console, notes, "--html and --json")
    console.print()
    lists = f"lists {', '.join(view.lists)}; " if view.lists else ""
    put(console, Text(f"{lists}reference {view.reference_hash[:12]}; Headstamp {view.tool_version}", STYLE["dim"]))


def print_consignment(console: Console, row: Row, finding: Finding, lines: Sequence[Row], sources: Mapping[str, Source]) -> None:
    """One consignment in full: every reason, its papers side by side, what to ask for, limits and sources."""
    notes = Footnotes(sources)
    view = consignment_view(row, finding, notes)
    put(console, Text(view.question, STYLE["dim"]))
    hang(console, 2, [Line("", Text(view.answer, STYLE["head"]))])
    console.print()
    _consignment(console, view, full=True)
    _papers(console, papers_view(lines))
    told = [Line("·", Text(f"{d.where}: {d.what}", STYLE["dim"]), STYLE["dim"]) for d in doubts_view(lines)]
    _block(console, "Read with doubt", told)
    _block(console, "What to ask for", [Line("ask:", t) for t in view.ask])
    _block(console, "Limits", [Line("·", Text(t, STYLE["dim"]), STYLE["dim"]) for t in view.limits])
    print_sources(console, notes, "--json")


def _counts(console: Console, view: ScreenView) -> None:
    put(console, Text(", ".join(view.files), STYLE["head"]))
    always = ("rows", "set aside", "doubts", "consignments")
    told = [f"{number:,} {label}" for label, number in view.counts if (number or label in always) and label != "lines"]
    put(console, ", ".join(told), 2)
    width = max(len(f"{line.count:,}") for line in view.lanes)
    for line in view.lanes:
        style = STYLE["warn"] if line.lane in ("legal", "red") and line.count else STYLE["dim"]
        put(console, Text.assemble((f"{line.count:>{width},} {line.lane:<7}", style), (f" {line.about}", STYLE["dim"])), 2)


def _legal(console: Console, view: ScreenView) -> None:
    if not view.legal_count:
        return
    _title(console, f"By law: {view.legal_count:,} to inspect or stop, outside any ranking")
    if view.law_note:
        put(console, Text(f"{_capital(view.law_note)}.", STYLE["dim"]), 2)
    for each in view.legal:
        _consignment(console, each, full=False)
    _more(console, view.legal_count - len(view.legal))


def _first(console: Console, view: ScreenView) -> None:
    if not view.red_count:
        _title(console, "Nothing in the ranking is worth opening by these rules: their silence, not a clearance")
        return
    if not view.first:
        _title(console, f"In the red lane: {view.red_count:,} to open")
        _more(console, view.red_count)
        return
    _title(console, f"Look at these first ({len(view.first)} of {view.red_count:,} in the red lane), because")
    put(console, Text(HOW, STYLE["dim"]), 2)
    for each in view.first:
        _consignment(console, each, full=False)
    _more(console, view.red_count - len(view.first))


def _lot(console: Console, view: ScreenView) -> None:
    if view.lot_count:
        lines = [Line("·", f"{h.consignment}: {cut(h.goods, 60)}; {h.way}") for h in view.lot[:SHORT]]
        _block(console, f"Drawn by lot ({view.lot_count:,}), to be opened as the others", lines)
        _more(console, view.lot_count - min(SHORT, len(view.lot)))


def _more(console: Console, left: int) -> None:
    if left > 0:
        put(console, Text(f"and {left:,} more: --show N, or the file of --output", STYLE["dim"]), 4)


def _consignment(console: Console, view: ConsignmentView, *, full: bool) -> None:
    console.print()
    h = view.head
    pad = " " * (len(h.place) + 3)
    put(console, Text.assemble((f"{h.place} ", STYLE["head"]), (cut(h.goods, 90), STYLE["head"]), f"  {h.way}"), 2)
    inner = len(pad)
    for text in _about(h):
        put(console, text, inner)
    if view.dismissed:
        hang(console, inner, [Line("!", view.dismissed, STYLE["warn"])])
    hang(console, inner, [_law(why) for why in view.law])
    if view.parts:
        parts = " + ".join(f"{part.group} {part.weight:.1f}" for part in view.parts)
        sum_ = f"{view.total:+.1f} = {parts}"
        put(
            console,
            Text.assemble((sum_, STYLE["accent"]), (f"   ({view.likelihood})" if view.likelihood else "", STYLE["dim"])),
            inner,
        )
    for part in view.parts:
        hang(console, inner, [_reason(why, full=full) for why in part.reasons])
    if not full:
        hang(console, inner, [Line("ask:", Text(t, STYLE["dim"]), STYLE["dim"]) for t in view.ask[:PROPOSALS]])


def _about(h: Head) -> list[Text]:
    ids = "; ".join(filter(None, (h.consignment, f"HS {h.hs}" if h.hs else "", h.amount, h.day, h.ship)))
    return [Text(f"{h.shipper} → {h.consignee}"), Text(ids, STYLE["dim"]), Text(h.papers, STYLE["dim"])]


def _law(why: Why) -> Line:
    text = Text.assemble((why.sentence, ""), (f" [{spans(why.notes)}]" if why.notes else "", STYLE["accent"]))
    text.append(f" ({'; '.join(filter(None, (*why.where, why.note)))})", STYLE["dim"])
    return Line("law", _marked(text, why), STYLE["warn"])


def _reason(why: Why, *, full: bool) -> Line:
    text = Text(why.sentence)
    if why.notes:
        text.append(f" [{spans(why.notes)}]", STYLE["accent"])
    text.append(f" ({why.rule.replace('_', ' ')}" + (f"; {why.note}" if why.note else "") + ")", STYLE["dim"])
    if full:
        text.append(f" {'; '.join(why.where)}", STYLE["dim"])
    return Line(f"{why.weight:+.1f}", _marked(text, why), STYLE["good"])


def _marked(text: Text, why: Why) -> Text:
    return text.append(" [UNVERIFIED]", STYLE["warn"]) if why.unverified else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _papers(console: Console, view: PapersView) -> None:
    _title(console, "The papers side by side (≠ where they differ)")
    for at in range(0, len(view.heads), SIDE):
        heads = view.heads[at : at + SIDE]
        name = max(len(field.name) for field in view.fields)
        width = max(12, (console.width - name - 6) // len(heads) - 2)
        console.print()
        _row(console, "", heads, name, width, STYLE["head"])
        for field in view.fields:
            values = field.values[at : at + SIDE]
            if any(values):
                _row(
                    console,
                    ("≠ " if field.differs else "  ") + field.name,
                    values,
                    name,
                    width,
                    STYLE["warn"] if field.differs else "",
                )


def _row(console: Console, name: str, values: Sequence[str], first: int, width: int, style: str) -> None:
    cells = [list(Text(value or "–").wrap(console, width, overflow="fold")) for value in values]
    for number in range(max(len(cell) for cell in cells)):
        line = Text(f"  {name if number == 0 else '':<{first + 2}}", style)
        for cell in cells:
            part = cell[number] if number < len(cell) else Text()
            part.rstrip()
            line = Text.assemble(line, "  ", part, " " * max(0, width - cell_len(part.plain)))
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _title(console: Console, text: str) -> None:
    console.print()
    put(console, Text(text, "bold"))


def _block(console: Console, title: str, lines: Sequence[Line]) -> None:
    if lines:
        console.print()
        put(console, Text(title, "bold"), 2)
        hang(console, 4, lines)
