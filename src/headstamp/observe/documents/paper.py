"""Pages of a pdf by PDFium, in the process apart. Its scripts, forms, links and attachments are never run or opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.core.errors import InputError
from headstamp.observe.documents import scans
from headstamp.observe.documents.layout import rows_of
from headstamp.observe.documents.letters import letters_of
from headstamp.observe.documents.pages import PageRead

FEW = 12  # letters: a page that has fewer and a picture over it is a scan
STAMP = 200  # letters that may be a stamp or a number on a scan
COVERED, WHOLLY = 0.5, 0.8  # shares of the page under one picture that make it a scan
_HINT = "open it in a viewer and save it anew, or keep the file itself as evidence"


class Opened(NamedTuple):
    """What a pdf is before its pages are read. `scripts` and `attached` = how many it carries."""

    pages: int
    title: str
    scripts: int
    attached: int
    cut: bool


def look(path: Path) -> Opened:
    """Open a pdf and look at what it is. Raises InputError for one that is locked or damaged."""
    import pypdfium2.raw as raw

    paper = _opened(path)
    try:
        number = len(paper)
        if not number:
            raise InputError("the pdf has no page: it is damaged or cut off", hint=_HINT)
        title = " ".join(str(paper.get_metadata_dict().get("Title", "")).replace("\0", " ").split())[:300]
        scripts = max(raw.FPDFDoc_GetJavaScriptActionCount(paper), 0)
        return Opened(
            number, title, scripts or _names_scripts(path), max(raw.FPDFDoc_GetAttachmentCount(paper), 0), _is_cut(path)
        )
    finally:
        paper.close()


def read_pages(path: Path, first: int, last: int, languages: str) -> Iterator[PageRead]:
    """Pages `first` to `last`, counted from 1. A page that cannot be read is `broken` and says why. `languages` = those of
    tesseract for scanned pages, such as `eng+rus`; empty = scans are not recognised."""
    paper = _opened(path)
    try:
        for number in range(first, last + 1):
            try:
                yield _page(paper, number, languages)
            except MemoryError:
                raise
            except Exception as error:  # a page of a stranger: PDFium and what it holds may fail in any way
                yield PageRead(number, 0.0, 0.0, state="broken", remarks=(f"cannot be read ({type(error).__name__})",))
    finally:
        paper.close()


def _opened(path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            hint = "whoever sent it knows the password; open it in a viewer and save a copy without one"
            raise InputError("the pdf is locked with a password", hint=hint) from error
        raise InputError("the pdf is damaged or cut off", hint=_HINT) from error


def _page(paper: Any, number: int, languages: str) -> PageRead:
    page = paper[number - 1]
    try:
        width, height = page.get_size()
        letters = letters_of(page)
        count = sum(len(piece.text) for piece in letters.pieces)
        told = ("more letters than a page can hold: the rest was left out",) if letters.cut else ()
        read = PageRead(
            number, width, height, rows_of(letters.pieces), "text" if count else "empty", letters.raised, letters.unknown, told,
            letters.turn,
        )  # fmt: skip
        covered = _covered(page, width * height)
        illegible = letters.unknown > 0.5 * count > 0  # letters whose names the file lacks are pictures of letters
        if illegible or (count < FEW and covered >= COVERED) or (count < STAMP and covered >= WHOLLY and not _is_layer(page)):
            kept = read._replace(rows=() if illegible else read.rows, state="unread")
            found = scans.recognised(page, number, languages) if languages else kept
            if illegible or sum(len(row.text) for row in found.rows) >= count:
                return found
            return (
                kept._replace(remarks=(*told, *found.remarks)) if found.state == "unread" else read
            )  # a stamp that was written as letters, on a page without others
        return read._replace(state="layer") if covered >= WHOLLY and _is_layer(page) else read
    finally:
        page.close()


def _covered(page: Any, area: float) -> float:
    """The share of the page that its largest picture covers."""
    import pypdfium2.raw as raw

    largest = 0.0
    for at, thing in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)):
        left, bottom, right, top = thing.get_bounds()
        largest = max(largest, (right - left) * (top - bottom))
        if at >= 500:
            break
    return largest / area if area else 0.0


def _is_layer(page: Any) -> bool:
    """True where the text of a page cannot be seen: another program recognised it in the picture above."""
    import pypdfium2.raw as raw

    unseen = seen = 0
    for at, thing in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=3)):
        if raw.FPDFTextObj_GetTextRenderMode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            unseen += 1
        else:
            seen += 1
        if at >= 200:
            break
    return unseen > seen


def _names_scripts(path: Path) -> int:
    """1 where the file names a script outside of its list of scripts, such as one for its opening."""
    with path.open("rb") as stream:
        rest = b""
        while block := stream.read(1 << 20):
            if b"/JavaScript" in rest + block:
                return 1
            rest = block[-16:]
    return 0


def _is_cut(path: Path) -> bool:
    """True where the end mark of a pdf is not near its end."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - 2048, 0))
        return b"%%EOF" not in stream.read()
