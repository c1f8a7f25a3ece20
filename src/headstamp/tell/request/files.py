"""A letter as a file that is edited further: Markdown, HTML, Word."""

from __future__ import annotations

import importlib
import io
import re
from typing import Any

from headstamp.core.errors import UsageError
from headstamp.core.version import __version__
from headstamp.tell.request.letter import Letter, Section
from headstamp.tell.request.text import heading

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!^=])")
_STARTS = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+])(?=\s)")


def letter_markdown(letter: Letter) -> str:
    """The letter as Markdown; every sign of the record that Markdown would act on is escaped."""
    out = [f"# {escape(letter.subject)}", ""]
    out += [f"- **{name}:** {escape(value)}" for name, value in heading(letter)]
    for number, section in enumerate(letter.sections, start=1):
        out += ["", f"## {number}. {escape(section.title)}", ""]
        out += _markdown(section)
    out += ["", "---", "", *(f"*{escape(line)}*  " for line in letter.footer)]
    return "\n".join(out) + "\n"


def _markdown(section: Section) -> list[str]:
    out = [line for paragraph in section.paragraphs for line in (escape(paragraph), "")]
    out += [f"- **{escape(name)}:** {escape(value)}" for name, value in section.fields]
    if section.table:
        rows = (section.table.head, tuple("---" for _ in section.table.head), *section.table.rows)
        out += ["| " + " | ".join(escape(cell) if cell != "---" else cell for cell in row) + " |" for row in rows]
    out += [f"{number}. {escape(point)}" for number, point in enumerate(section.points, start=1)]
    return [*out, *(line for paragraph in section.after for line in ("", escape(paragraph)))]


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    escaped = _MARKUP.sub(r"\\\1", text)
    return _STARTS.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", escaped)


def letter_html(letter: Letter) -> str:
    """The letter as one HTML file that needs no network and no script."""
    from headstamp.tell.html import environment

    return environment().get_template("request.html.j2").render(letter=letter, heading=heading(letter), version=__version__)


def letter_docx(letter: Letter) -> bytes:
    """The letter as a Word file, to be edited and signed. Raises UsageError where the library for it is not installed."""
    document = _library().Document()
    document.core_properties.author, document.core_properties.title = "", letter.subject[:200]
    for name, value in heading(letter):
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    document.add_heading(letter.subject, level=1)
    for number, section in enumerate(letter.sections, start=1):
        document.add_heading(f"{number}. {section.title}", level=2)
        _docx(document, section)
    for line in letter.footer:
        document.add_paragraph().add_run(line).italic = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx(document: Any, section: Section) -> None:
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)
    for name, value in section.fields:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{name}: ").bold = True
        line.add_run(value)
    if section.table:
        grid = document.add_table(rows=0, cols=len(section.table.head), style="Table Grid")
        for row in (section.table.head, *section.table.rows):
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    for number, point in enumerate(section.points, start=1):
        document.add_paragraph(f"{number}. {point}")
    for paragraph in section.after:
        document.add_paragraph(paragraph)


def _library() -> Any:
    try:
        return importlib.import_module("docx")
    except ImportError as error:
        raise UsageError("a Word file needs python-docx", hint="install headstamp[letters], or use .html or .md") from error
