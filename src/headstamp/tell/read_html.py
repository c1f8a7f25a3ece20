"""The report of what was read: one HTML file without script or network, texts with their statements marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from markupsafe import Markup

from headstamp.core.document import Document
from headstamp.core.finding import Finding
from headstamp.core.statement import Statement
from headstamp.tell.html import environment
from headstamp.tell.read_asked import asked_views
from headstamp.tell.read_flows import by_pair, denials_of
from headstamp.tell.read_model import ReadView
from headstamp.tell.read_terminal import TOLD
from headstamp.tell.read_timeline import bars, timeline_svg
from headstamp.tell.shown import visible

MOST_SIGNS = 400_000  # of all texts together; what is longer opens in no browser
MOST_ROWS = 2_000
MOST_CONFLICTS = 300


@dataclass(frozen=True, slots=True)
class Piece:
    """Signs under the same statements. `numbers` = rows of the table; `begins` = those whose words begin here."""

    text: str
    numbers: tuple[int, ...]
    begins: tuple[int, ...]
    stance: str


def read_html(
    view: ReadView, statements: Sequence[Statement], documents: Sequence[Document], findings: Sequence[Finding] = (), *,
    title: str = "What the reports state", made_on: str | None = None,
) -> str:  # fmt: skip
    """The report as one HTML text. `statements` stand in the order of `view.statements`; `findings` answer what was asked. Equal
    input gives equal bytes."""
    asked, notes = asked_views(findings, documents)
    drawn = timeline_svg(bars(view, [_days(s) for s in statements]))
    texts, left_out = _texts(statements, documents) if view.profile == "confidential" else ([], [])
    return environment().get_template("read.html.j2").render(
        title=visible(title), made_on=visible(made_on) if made_on else "", view=view, rows=list(enumerate(view.statements, 1)),
        most=MOST_ROWS, most_conflicts=MOST_CONFLICTS, texts=texts, left_out=left_out, timeline=Markup(drawn),  # noqa: S704 - our own SVG, escaped in svg.py
        pairs=[(rows[0].supplier, rows[0].recipient, *denials_of(rows), rows) for rows in by_pair(view.flows)],
        told=TOLD[view.profile],
        asked=asked, notes=notes.notes(),
    )  # fmt: skip


def _days(s: Statement) -> tuple[date, date] | None:
    """The interval of the event; a day of publication is none."""
    for dated in s.dates:
        if dated.role in ("event", "imagery") and dated.when.first and dated.when.last:
            return dated.when.first, dated.when.last
    return None


def _texts(statements: Sequence[Statement], documents: Sequence[Document]) -> tuple[list[tuple[str, list[Piece]]], list[str]]:
    told: list[tuple[str, list[Piece]]] = []
    left_out: list[str] = []
    room = MOST_SIGNS
    for document in documents:
        mine = [(n, s) for n, s in enumerate(statements[:MOST_ROWS], 1) if s.document == document.id]
        if len(document.text) > room:
            left_out.append(visible(document.id))
            continue
        room -= len(document.text)
        told.append((visible(document.id), pieces(document.text, mine)))
    return told, left_out


def pieces(text: str, marked: Sequence[tuple[int, Statement]]) -> list[Piece]:
    """The whole text, cut wherever a statement begins or ends. Every sign stands in one piece, in order."""
    cuts = sorted({0, len(text), *(at for _, s in marked for at in (s.span.start, s.span.end))})
    opens: dict[int, list[tuple[int, Statement]]] = {}
    closes: dict[int, list[int]] = {}
    for number, s in marked:
        opens.setdefault(s.span.start, []).append((number, s))
        closes.setdefault(s.span.end, []).append(number)
    live: dict[int, str] = {}
    out = []
    for start, end in pairwise(cuts):
        for number in closes.get(start, ()):
            live.pop(number, None)
        begun = opens.get(start, [])
        live |= {number: s.polarity for number, s in begun}
        stance = "" if not live else "denied" if any(p != "affirmed" for p in live.values()) else "affirmed"
        lines = "\n".join(visible(line) for line in text[start:end].split("\n"))
        out.append(Piece(lines, tuple(live), tuple(number for number, _ in begun), stance))
    return out
