"""Word files (.docx, ECMA-376): paragraphs, tables, text boxes and notes, straight from the zip. Macros and pictures stay closed.

Read as a stream and without entities (defusedxml); a file that unpacks to far more than it is, is refused before it is unpacked.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headstamp.core.errors import InputError, LimitError
from headstamp.observe.documents.made import MOST_TEXT, Made, counted

MOST_BYTES = 128 * 2**20  # of all parts that are read, unpacked
MOST_RATIO = 200  # unpacked to packed, of more than SMALL bytes: a text packs to a tenth, a bomb to a thousandth
SMALL = 8 * 2**20
MOST_PARTS = 20_000
BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_CORE = "docProps/core.xml"
_HINT = "open it in a word processor and save it anew, or keep the file itself as evidence"
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff\0")


def read_docx(path: Path) -> Made:
    """A Word file. Raises InputError for one that is damaged or has no words, LimitError for one that unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = _checked(archive, path.stat().st_size)
            writer = _Writer()
            writer.read(_elements(archive, BODY))
            for name in _NOTES:
                if name in names:
                    writer.read(_elements(archive, name))
            title = _title(archive) if _CORE in names else ""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise InputError("the docx is damaged or cut off", hint=_HINT) from error
    text, breaks = writer.text()
    if not text.strip():
        raise InputError("there are no words in the docx", hint="where it holds pictures of pages, save it as a pdf")
    if len(text) > MOST_TEXT:
        raise LimitError(f"the docx has {len(text):,} signs; {MOST_TEXT:,} are read", hint="split it into parts")
    remarks = [*writer.remarks()]
    if any(name.endswith("vbaProject.bin") for name in names):
        remarks.append("macros in it were not run")
    if "word/comments.xml" in names:
        remarks.append("left out: comments in the margin")
    return Made(text, breaks, title, remarks=tuple(remarks))


def is_docx(path: Path) -> bool:
    """True for a zip that holds the body of a Word file."""
    try:
        with zipfile.ZipFile(path) as archive:
            return BODY in archive.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _checked(archive: zipfile.ZipFile, size: int) -> set[str]:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise LimitError(f"the docx has {len(parts):,} parts; {MOST_PARTS:,} are opened", hint=_HINT)
    unpacked = sum(part.file_size for part in parts)
    wanted = sum(part.file_size for part in parts if part.filename in (BODY, *_NOTES, _CORE))
    if unpacked > SMALL and unpacked > MOST_RATIO * size:
        what = (
            f"the docx unpacks to {unpacked:,} bytes, {unpacked // max(size, 1):,} times its size: it is made to fill the memory"
        )
        raise LimitError(what, hint="it was not unpacked; do not open it elsewhere")
    if wanted > MOST_BYTES:
        raise LimitError(f"the text of the docx unpacks to {wanted:,} bytes; {MOST_BYTES:,} are read", hint=_HINT)
    return {part.filename for part in parts}


def _elements(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, Any]]:
    """(start or end, element) of a part. Raises InputError where it is no XML, or XML that declares entities."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        with archive.open(name) as stream:
            yield from iterparse(stream, ("start", "end"), forbid_dtd=True)
    except ParseError as error:
        raise InputError("the docx is damaged: its text is no XML", hint=_HINT) from error
    except DefusedXmlException as error:
        what = "the docx was refused: its XML declares entities, which no word processor writes"
        raise InputError(what, hint="do not open it elsewhere") from error


def _title(archive: zipfile.ZipFile) -> str:
    for event, element in _elements(archive, _CORE):
        if event == "end" and _local(element) == "title":
            return " ".join((element.text or "").split())[:300]
    return ""


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


class _Writer:
    """Follows the elements and writes paragraphs, one empty line apart; rows of a table a line apart, cells a tab."""

    def __init__(self) -> None:
        self._out: list[tuple[str, bool]] = []
        self._runs: list[list[str]] = []
        self._tables: list[tuple[list[str], list[str]]] = []
        self._skipping = 0
        self._formats = 0
        self._hidden = False
        self._counts = {"deleted": 0, "hidden": 0}

    def read(self, elements: Iterator[tuple[str, Any]]) -> None:
        """A part of the file."""
        for event, element in elements:
            name = _local(element)
            if event == "start":
                self._start(name)
            else:
                self._end(name, element)
                if name in ("p", "tbl", "rPr", "pPr"):
                    element.clear()

    def _start(self, name: str) -> None:
        if name in ("del", "moveFrom", "Fallback"):
            self._skipping += 1
            self._counts["deleted"] += name != "Fallback" and not self._formats
        elif name in ("pPr", "sectPr", "tblPr", "rPr"):
            self._formats += 1
        elif name == "p":
            self._runs.append([])
        elif name == "r":
            self._hidden = False
        elif name == "tbl":
            self._tables.append(([], []))
        elif name == "tr" and self._tables:
            self._tables[-1][0].clear()
        elif name == "tc" and self._tables:
            self._tables[-1][1].clear()

    def _end(self, name: str, element: Any) -> None:
        if name in ("del", "moveFrom", "Fallback"):
            self._skipping -= 1
        elif name in ("pPr", "sectPr", "tblPr", "rPr"):
            self._formats -= 1
        elif name in ("vanish", "webHidden"):
            self._hidden = _value(element, "val") not in ("0", "false", "off")
        elif name == "p":
            self._paragraph("".join(self._runs.pop()) if self._runs else "")
        elif name == "tc" and self._tables:
            row, cell = self._tables[-1]
            row.append(" ".join(cell))
            cell.clear()
        elif name == "tr" and self._tables:
            self._row()
        elif name == "tbl" and self._tables:
            self._tables.pop()
        elif not self._skipping and not self._formats and self._runs:
            self._sign(name, element)

    def _sign(self, name: str, element: Any) -> None:
        if name == "t":
            if self._hidden:
                self._counts["hidden"] += bool((element.text or "").strip())
            else:
                self._runs[-1].append((element.text or "").replace("\f", " "))
        elif name == "lastRenderedPageBreak":
            self._runs[-1].append("\f")
        elif name in ("tab", "ptab"):
            self._runs[-1].append(" ")
        elif name in ("br", "cr"):
            self._runs[-1].append("\v" if _value(element, "type") == "page" else "\n")
        elif name == "noBreakHyphen":
            self._runs[-1].append("-")

    def _paragraph(self, raw: str) -> None:
        text = re.sub(r"[^\S\n\f\v]+", " ", raw.translate(_INVISIBLE)).strip(" \n")
        if self._tables:
            self._tables[-1][1].extend([" ".join(text.split("\n"))] if text else [])
        elif text:
            self._out.append((text, False))

    def _row(self) -> None:
        cells = list(self._tables[-1][0])
        if len(self._tables) > 1:
            self._tables[-2][1].append(" ".join(filter(None, cells)))
        elif any(cells):
            self._out.append(("\t".join(cells), True))

    def text(self) -> tuple[str, tuple[int, ...]]:
        """The text, and where pages begin as the word processor laid them out; a break by hand counts where it laid out none."""
        whole: list[str] = []
        was_row = None
        for text, row in self._out:
            if whole:
                whole.append("\n" if row and was_row else "\n\n")
            whole.append(text)
            was_row = row
        joined = "".join(whole)
        mark, other = ("\f", "\v") if "\f" in joined else ("\v", "\f")
        parts = joined.replace(other, "").split(mark)
        breaks, at = [], 0
        for part in parts[:-1]:
            at += len(part)
            breaks.append(at)
        return "".join(parts), tuple(breaks)

    def remarks(self) -> Iterator[str]:
        """What was left out."""
        if self._counts["deleted"]:
            yield f"left out: {counted(self._counts['deleted'], 'deletion')} that the docx keeps as a tracked change"
        if self._counts["hidden"]:
            yield f"left out: {counted(self._counts['hidden'], 'piece')} of hidden text"
