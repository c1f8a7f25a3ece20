"""What kind of document a file is, from its first bytes; of a text, from its ending too. What is no document says what to do."""

from __future__ import annotations

import re
from pathlib import Path

from headstamp.core.errors import InputError
from headstamp.observe.documents.word import is_docx

READ = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html", ".pdf": "application/pdf",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip
"""Endings that are read of a folder -> media type."""
TOLD = frozenset([".doc", ".rtf", ".odt", ".pages", ".wps", ".hwp", ".hwpx", ".epub", ".djvu", ".ps", ".mht", ".mhtml", ".eml"])
"""Endings of reports that are not read: of a folder, each is rejected and told, not passed over."""
HTML, PDF, DOCX = READ[".html"], READ[".pdf"], READ[".docx"]
_SAVE = "save it as a .docx or a .pdf"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .hwp), or one locked with a password", _SAVE),
    (b"{\\rtf", "an .rtf file", _SAVE),
    (b"%!PS", "a PostScript file", "save it as a .pdf"),
    (b"PK", "a zip file that holds no Word document", "unpack it, or save it as a .docx or a .pdf"),
    (b"\x1f\x8b", "a packed file (.gz)", "unpack it first"),
    (b"7z\xbc\xaf", "a packed file (.7z)", "unpack it first"),
    (b"Rar!", "a packed file (.rar)", "unpack it first"),
    (b"\xff\xd8\xff", "a picture", "put pictures of pages into a pdf; photos as evidence: `headstamp case add`"),
    (b"\x89PNG", "a picture", "put pictures of pages into a pdf; photos as evidence: `headstamp case add`"),
    (b"II*\0", "a picture", "put pictures of pages into a pdf; photos as evidence: `headstamp case add`"),
    (b"MM\0*", "a picture", "put pictures of pages into a pdf; photos as evidence: `headstamp case add`"),
    (b"\x7fELF", "a program", "check that it is the right file"),
    (b"MZ\x90", "a program", "check that it is the right file"),
)
_IS_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
HEAD = 4096


def kind_of(path: Path) -> str:
    """The media type of a document. Raises InputError for what is none, with what to do about it."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if not head:
        raise InputError("the file is empty", hint="check that it was copied whole")
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK") and is_docx(path):
        return DOCX
    if head.startswith(b"PK") and path.suffix.lower() == ".docx":
        raise InputError("the docx is damaged or cut off, or holds no Word document", hint="copy it again from where it came")
    for start, what, hint in _OTHERS:
        if head.startswith(start):
            raise InputError(f"not a document that is read: {what}", hint=hint)
    if path.suffix.lower() == ".pdf":
        raise InputError("it is called .pdf and is none: its head is damaged or cut off", hint="copy it again from where it came")
    if _IS_HTML.match(head) or READ.get(path.suffix.lower()) == HTML:
        return HTML
    return READ[".txt"]
