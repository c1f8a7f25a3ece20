"""Answers of the network on a terminal: a chain hop by hop from top to bottom, other ties as a list, the sum as lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.network_model import LineView, NetworkView, NodeView, PartView, TieView
from headstamp.tell.network_view import UNVERIFIED
from headstamp.tell.shown import cut
from headstamp.tell.terminal import STYLE, print_sources

MOST = 40  # ties of one part; --json and --output have all
REMARK = 400
SIGNS = {"yes": ("+", STYLE["good"]), "possible": ("?", STYLE["warn"]), "no": ("-", STYLE["dim"])}


def print_network(console: Console, view: NetworkView, notes: Footnotes) -> None:
    """One answer: the sentence, the parts, where the evidence ends, the sources and the limits. `notes`: those of the view."""
    put(console, Text(view.question, STYLE["dim"]))
    hang(console, 2, [Line("", Text(view.answer, "" if view.silent else STYLE["head"]))])
    _basis(console, view)
    if view.lines:
        _sum(console, view)
    for part in (each for each in view.parts if not each.quiet):
        if part.chain:
            _chain(console, part, view)
        else:
            _list(console, part)
    _block(console, "Who of these stands on a list", _listed(view))
    _block(console, "Where the evidence ends", [Line("?", cut(t, REMARK)) for t in view.ends])
    _block(console, "Sources disagree", [Line("!", cut(t, REMARK), STYLE["warn"]) for t in view.conflicts])
    _block(console, "What would carry it on", [Line("look:", t) for t in view.would_change])
    _block(console, "Limits", [Line("·", Text(cut(t, REMARK), STYLE["dim"]), STYLE["dim"]) for t in view.limits])
    print_sources(console, notes, "--output and --json")
    console.print()
    shelf = f"; shelf {view.shelf_hash.removeprefix('partial:')[:12]}" if view.shelf_hash else ""
    put(console, Text(f"Made for the profile “{view.profile.value}”{shelf}; Headstamp {view.tool_version}", STYLE["dim"]))


def _basis(console: Console, view: NetworkView) -> None:
    told = [f"evidence: {view.basis}"]
    if asked := next((node for node in view.nodes if node.id == view.subject), None):
        told.append(", ".join(filter(None, (asked.about, asked.id))))
        told += [f"listed: {each}" for each in asked.lists]
    hang(console, 2, [Line("", Text(each, STYLE["dim"])) for each in told])
    if view.any_unverified:
        unread = f"ties marked [{UNVERIFIED}] rest on general knowledge; no page was read"
        hang(console, 2, [Line("!", Text(unread, STYLE["warn"]), STYLE["warn"])])
    hang(console, 2, [Line("!", Text(each, STYLE["warn"]), STYLE["warn"]) for each in view.warnings])
    lines = [Line("≠", f"also stated as {twin}, not joined by anybody", STYLE["warn"]) for twin in view.twins]
    hang(console, 2, lines)


def _chain(console: Console, part: PartView, view: NetworkView) -> None:
    _title(console, part)
    if part.ties:
        put(console, _name(view.node(part.ties[0].start)), 4)
    for tie in part.ties:
        bar, head = ("┃", "▼") if tie.weakest else ("│", "▼")
        if not console.encoding.lower().startswith("utf"):
            bar, head = "|", "v"
        style = STYLE["warn"] if tie.weakest or tie.unverified else STYLE["dim"]
        hang(console, 5, [Line(bar, line, style) for line in _hop(tie, console.width - 9)])
        put(console, Text(head, style), 5)
        put(console, _name(view.node(tie.end)), 4)
    hang(console, 4, [Line("", Text(t, STYLE["dim"])) for t in part.told])


def _hop(tie: TieView, width: int) -> list[Text]:
    """The lines beside the bar of a hop, wrapped here so that the bar runs on."""
    from rich.console import Console as Plain

    room = max(30, width)
    said = Text.assemble((f"{tie.number}. ", "bold"), tie.sentence)
    out = [line for text in (said, _rests(tie)) for line in text.wrap(Plain(width=room), room, overflow="fold")]
    for line in out:
        line.rstrip()
    return out


def _rests(tie: TieView) -> Text:
    text = Text(tie.strength, STYLE["dim"])
    if tie.notes:
        text.append(f" [{spans(tie.notes)}]", STYLE["accent"])
    if tie.remark:
        text.append(f"; {tie.remark}", STYLE["dim"])
    for flag, word in ((tie.unverified, f"[{UNVERIFIED}]"), (tie.weakest, "WEAKEST HOP"), (tie.denied, "DENIED by its source")):
        if flag:
            text.append(f"  {word}", STYLE["warn"])
    return text


def _name(node: NodeView) -> Text:
    text = Text(node.label, STYLE["head"])
    told = "; ".join(filter(None, (node.about, *(f"listed: {each}" for each in node.lists))))
    if told:
        text.append(f"  ({told})", STYLE["dim"])
    for twin in node.twins:
        text.append(f"  also stated as {twin}, not joined by anybody", STYLE["warn"])
    return text


def _list(console: Console, part: PartView) -> None:
    _title(console, part)
    lines = []
    for tie in part.ties[:MOST]:
        text = Text(tie.brief or tie.sentence)
        lines.append(Line(f"{tie.number}.", text.append("; ").append_text(_rests(tie)), "bold"))
    if len(part.ties) > MOST:
        lines.append(Line("", Text(f"and {len(part.ties) - MOST:,} more; --json and --output have all", STYLE["dim"])))
    hang(console, 4, [*lines, *(Line("", Text(t, STYLE["dim"])) for t in part.told)])


def _listed(view: NetworkView) -> list[Line]:
    """The listed parties of the ties that were told as lists; a chain says it beside each name."""
    ends = {end for part in view.parts if not (part.chain or part.quiet) for tie in part.ties for end in (tie.start, tie.end)}
    found = [node for node in view.nodes if node.id in ends and node.id != view.subject and node.lists]
    lines = []
    for node in found[:MOST]:
        about = f" ({node.about})" if node.about else ""
        lines.append(Line("·", Text.assemble(node.label, (f"{about}: {'; '.join(node.lists)}", STYLE["dim"]))))
    if len(found) > MOST:
        lines.append(Line("", Text(f"and {len(found) - MOST:,} more; --json and --output have all", STYLE["dim"])))
    return lines


def _sum(console: Console, view: NetworkView) -> None:
    own = [line for line in view.lines if line.own]
    above = [line for line in view.lines if not line.own]
    _block(console, f"The sum, line by line; the threshold is {view.threshold}", [_counted(line) for line in own])
    _block(console, "What lies behind those lines", [_counted(line) for line in above])


def _counted(line: LineView) -> Line:
    sign, style = SIGNS[line.counts]
    text = Text.assemble((line.share, "bold"), f" of {line.owned} is held by {line.owner}: ", f"{line.why} ({line.dates})")
    if line.notes:
        text.append(f" [{spans(line.notes)}]", STYLE["accent"])
    if line.unverified:
        text.append(f" [{UNVERIFIED}]", STYLE["warn"])
    return Line(sign, text, style)


def _title(console: Console, part: PartView) -> None:
    console.print()
    put(console, Text(part.title, "bold"), 2)
    if part.about:
        put(console, Text(part.about, STYLE["dim"]), 2)


def _block(console: Console, title: str, lines: Sequence[Line]) -> None:
    if lines:
        console.print()
        put(console, Text(title, "bold"), 2)
        hang(console, 4, lines)
