"""Findings on a terminal: the answer first, then bars, reasons, and what stays open. Readable without colour and in a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.redact import Profile
from headstamp.core.redaction import redact_finding, redact_findings
from headstamp.tell.bar import text_bar
from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.lines import Line, columns, hang, put
from headstamp.tell.model import AnswerLine, FindingView, ReasonLine
from headstamp.tell.record_view import item_view
from headstamp.tell.shown import cut
from headstamp.tell.view import UNVERIFIED, view_redacted

SHOWN_REASONS = 5
SHOWN_SOURCES = 10
STYLE = {"good": "green", "bad": "red", "warn": "bold yellow", "dim": "dim", "head": "bold", "accent": "cyan"}


def print_trace(
    console: Console,
    item: Item,
    findings: Sequence[Finding],
    sources: Mapping[str, Source],
    profile: Profile = Profile.PUBLIC,
    *,
    full: bool = False,
) -> None:
    """One item: the first Finding in full, the others as question and answer (`full` = all of them in full), then sources."""
    seen = item_view(item, profile)
    notes = Footnotes(sources)
    views = [view_redacted(redact_finding(f, (item,), profile), profile, notes) for f in findings]
    put(console, Text.assemble((seen.id, "bold"), "  ", seen.title))
    doubts = "; ".join(f"“{m.text}” {m.doubt}" if m.text else m.doubt for m in seen.marks if m.doubt)
    if doubts:
        hang(console, 2, [Line("as recorded:", doubts, STYLE["warn"])])
    for number, v in enumerate(views):
        console.print()
        if number == 0 or full:
            print_finding(console, v)
        else:
            _brief(console, v)
    print_sources(console, notes)
    if views:
        _foot(console, views[0])


def print_finding(console: Console, view: FindingView) -> None:
    """One view in full: answer, bars, reasons for and against, other answers, and what stays open."""
    _answer(console, view)
    if not (view.abstains and len(view.answers) == 1):
        console.print()
        _bars(console, view)
    about = view.leading.about
    _reasons(console, f"For {about}", view.leading.pro, "+")
    _reasons(console, f"Against {about}", view.leading.contra, "-")
    for group in view.others[:3]:
        _reasons(console, f"For another answer: {group.about}", group.pro, "+", most=2)
        _reasons(console, f"Against {group.about}", group.contra, "-", most=2)
    if len(view.others) > 3:
        hang(
            console,
            2,
            [
                Line(
                    "", f"and reasons about {len(view.others) - 3} more answer{'s' if len(view.others) > 4 else ''}", STYLE["dim"]
                )
            ],
        )
    _reasons(console, "Circumstances, weighed apart from the marks", view.context, "~")
    _block(console, "Sources disagree", [Line("!", t) for t in view.conflicts], STYLE["warn"])
    _block(console, "Looks alike", [Line("≈", t) for t in view.alike], STYLE["warn"])
    _block(console, "Unexplained", [Line("?", t) for t in view.unexplained])
    _block(console, "What would change this", [_proposal(p.observation, p.why, p.cleared) for p in view.would_change])
    _block(console, "Limits", [Line("·", Text(t, STYLE["dim"]), STYLE["dim"]) for t in view.limits])


def print_links(
    console: Console,
    links: Sequence[Finding],
    items: Sequence[Item],
    sources: Mapping[str, Source],
    profile: Profile = Profile.PUBLIC,
) -> None:
    """Links, rarest first. The grade stands in the answer; limits shared by all are said once at the end."""
    notes = Footnotes(sources)
    views = [view_redacted(f, profile, notes) for f in redact_findings(links, items, profile)]
    if not views:
        console.print("No two records share a mark that would link them.")
        return
    for v in views:
        put(console, Text(v.subject, "bold"))
        _answer(console, v, ask=False)
        _bars(console, v)
        _reasons(console, "Shared", (*v.leading.pro, *(r for g in v.others for r in g.pro)), "+", space=False)
        against = (*v.leading.contra, *(r for g in v.others for r in g.contra))
        _reasons(console, "Against", against, "-", space=False)
        lines = (
            [Line("!", t, STYLE["warn"]) for t in v.conflicts]
            + [Line("≈", f"looks alike: {t}") for t in v.alike]
            + [Line("?", t) for t in v.unexplained]
        )
        lines += [_proposal(p.observation, p.why, p.cleared) for p in v.would_change]
        hang(console, 2, lines)
        console.print()
    limits = dict.fromkeys(t for v in views for t in v.limits)
    _block(console, "Limits", [Line("·", Text(t, STYLE["dim"]), STYLE["dim"]) for t in limits], space=False)
    print_sources(console, notes)
    _foot(console, views[0])


def _answer(console: Console, view: FindingView, *, ask: bool = True) -> None:
    if ask:
        put(console, Text(view.question, STYLE["dim"]))
    colour = STYLE["warn"] if view.unverified else STYLE["dim"] if view.abstains else STYLE["head"]
    hang(console, 2, [Line("", Text(view.answer, colour))])
    notes = [f"evidence: {view.basis}"]
    if view.unverified:
        notes.append(f"[{UNVERIFIED}] no page was read; not to be quoted to a third party")
    elif view.any_unverified:
        notes.append(f"lines marked [{UNVERIFIED}] rest on general knowledge; no page was read")
    hang(console, 2, [Line("", Text("; ".join(notes), STYLE["warn"] if view.unverified else STYLE["dim"]))])


def _brief(console: Console, view: FindingView) -> None:
    put(console, Text(view.question, STYLE["dim"]))
    style = STYLE["warn"] if view.unverified else STYLE["dim"] if view.abstains else ""
    lines = [Line("", Text(view.answer, style))]
    lines += [Line("!", t, STYLE["warn"]) for t in view.conflicts]
    lines += [Line("≈", f"looks alike: {t}") for t in view.alike]
    lines += [Line("?", t) for t in view.unexplained]
    calls = sorted({n for g in (view.leading, *view.others) for r in (*g.pro, *g.contra) for n in r.notes})
    if calls:
        lines.append(Line("", Text(f"sources [{spans(calls)}]", STYLE["dim"])))
    hang(console, 2, lines)


def _bars(console: Console, view: FindingView) -> None:
    first = 24 if console.width < 90 else 44
    ascii_only = not console.encoding.lower().startswith("utf")
    words = [a.word + (f" [{UNVERIFIED}]" if a.unverified else "") for a in view.answers]
    figures = max(len(w) + len(a.percent) + len(a.range) for w, a in zip(words, view.answers, strict=True))
    width = max(6, min(24, console.width - min(first, max(len(_label(a)) for a in view.answers)) - figures - 11))
    rows = []
    for line in view.answers:
        style = "" if line.named else STYLE["dim"]
        colour = STYLE["dim"] if not line.named or view.abstains else "yellow" if line.unverified else STYLE["accent"]
        word = Text(line.word, style)
        if line.unverified:
            word.append(f" [{UNVERIFIED}]", STYLE["warn"])
        bar = text_bar(line.probability, line.low, line.high, width, ascii_only=ascii_only)
        cells = (Text(bar, colour), Text(line.percent, "bold" if line.leads else style), Text(line.range, STYLE["dim"]), word)
        rows.append((Text(_label(line), style), *cells))
    columns(console, 2, rows, first=first, right=(2, 3))


def _label(line: AnswerLine) -> str:
    indent = "  " if line.depth else ""
    return f"{indent}{line.label}, {line.years}" if line.years else indent + line.label


def _reasons(
    console: Console, title: str, lines: Sequence[ReasonLine], sign: str, *, most: int = SHOWN_REASONS, space: bool = True
) -> None:
    colour = {"+": STYLE["good"], "-": STYLE["bad"]}.get(sign, "")
    shown = [Line(sign, _reason(line), colour) for line in lines[:most]]
    if len(lines) > most:
        shown.append(Line("", f"and {len(lines) - most} more; --report or --json shows all", STYLE["dim"]))
    _block(console, title, shown, colour, space=space)


def _reason(line: ReasonLine) -> Text:
    text = Text(line.sentence)
    if line.notes:
        text.append(f" [{spans(line.notes)}]", STYLE["accent"])
    if line.unverified:
        text.append(f" [{UNVERIFIED}]", STYLE["warn"])
    text.append(f" ({line.strength})", STYLE["dim"])
    if line.note:
        text.append(f" {line.note.rstrip('.')}.", STYLE["dim"])
    return text


def _proposal(observation: str, why: str, cleared: bool) -> Line:
    who = "CLEARED DISPOSAL PERSONNEL ONLY:" if cleared else "look:"
    return Line(who, f"{observation} ({why.strip()})" if why.strip() else observation, STYLE["warn"] if cleared else "")


def _block(console: Console, title: str, lines: Sequence[Line], style: str = "", *, space: bool = True) -> None:
    if not lines:
        return
    if space:
        console.print()
    put(console, Text(title, style if style.startswith("bold") else f"bold {style}".strip()), 2)
    hang(console, 4, lines)


def print_sources(console: Console, notes: Footnotes, rest: str = "--report and --json") -> None:
    """The pages behind the numbers handed out so far, the first ones in full; `rest` has the others."""
    found = notes.notes()
    if not found:
        return
    console.print()
    put(console, Text("Sources (tier A: UN, NGO, standard; B: press, museum; C: collector; D: forum)", STYLE["head"]), 2)
    for note in found[:SHOWN_SOURCES]:
        hang(console, 4, [Line(f"[{note.number}]", Text(cut(note.text, 300), STYLE["dim"]), STYLE["dim"])])
        if note.url:  # on a line of its own and unbroken, so that it can be copied
            behind = " " * (5 + len(str(note.number)))
            console.print(Text(f"  {behind}{note.url}", STYLE["dim"]), no_wrap=True, overflow="ignore", crop=False)
    if len(found) > SHOWN_SOURCES:
        put(console, Text(f"and {len(found) - SHOWN_SOURCES} more, in {rest}", STYLE["dim"]), 4)


def _foot(console: Console, view: FindingView) -> None:
    console.print()
    shelf = view.shelf_hash.removeprefix("partial:")[:12]
    text = f"Made for the profile “{view.profile.value}”; shelf {shelf}; Headstamp {view.tool_version}"
    put(console, Text(text, STYLE["dim"]))
