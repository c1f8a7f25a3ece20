"""Every way out of the tool, as text, so that one search covers them all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from rich.console import Console

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.redact import Profile, redact
from headstamp.tell import data, headstamp_svg, html, label_svg, summary, terminal, workbook

Traced = Sequence[tuple[Item, Sequence[Finding]]]


def screen(width: int = 80, *, colour: bool = False) -> Console:
    return Console(file=io.StringIO(), width=width, force_terminal=colour, highlight=False)


def said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def every_output(traced: Traced, sources: Mapping[str, Source], profile: Profile) -> dict[str, str]:
    console, linked, summed = screen(), screen(), screen()
    for item, findings in traced:
        terminal.print_trace(console, item, findings, sources, profile, full=True)
    items, firsts = [i for i, _ in traced], [f[0] for _, f in traced]
    terminal.print_links(linked, firsts, items, sources, profile)
    summary.print_summary(summed, traced, profile)
    book = zipfile.ZipFile(io.BytesIO(workbook.to_xlsx(traced, sources, profile)))
    return {
        "terminal": said(console),
        "links": said(linked),
        "summary": said(summed),
        "json": data.to_json(traced, sources, profile),
        "jsonl": "\n".join(data.json_line(i, f, profile) for i, f in traced),
        "links.json": data.links_json(firsts, items, sources, profile),
        "csv": data.to_csv(traced, profile),
        "links.csv": data.links_csv(firsts, items, profile),
        "xlsx": "".join(book.read(name).decode() for name in book.namelist()),
        "html": html.report_html(traced, sources, profile=profile, links=firsts, title="Report"),
        "svg": "".join(headstamp_svg.headstamp_svg(redact(i, profile)) + label_svg.text_svg(redact(i, profile)) for i in items),
    }
