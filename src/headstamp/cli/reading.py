"""What `read` and `evaluate read` do alike: files to documents, and documents to statements, in the languages that are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from headstamp.cli import common
from headstamp.core.errors import HeadstampError, InputError, UsageError

if TYPE_CHECKING:
    from headstamp.core.document import Document, Span
    from headstamp.core.statement import Statement
    from headstamp.reason.read import Lexicon
    from headstamp.reference.shelf import Shelf


class Understood(NamedTuple):
    """What was read of documents. `left` = (document, sentence about arms of which nothing was read); `unread` = a line for each
    document of which no statement could be taken."""

    statements: list[Statement]
    left: list[tuple[str, Span]]
    unread: list[str]


@dataclass
class Reader:
    """Reads documents with the tables of one shelf; parsers and tables load at the first text of their language."""

    shelf: Shelf
    _lexicons: dict[str, Lexicon] = field(default_factory=dict)

    def read(self, document: Document) -> tuple[Statement, ...]:
        """The statements of a document. Raises InputError for a language that is not read, UsageError where an extra is
        missing."""
        return tuple(self.understood(document).statements)

    def understood(self, document: Document) -> Understood:
        """The statements of a document in the order of the text, its sentences about arms of which nothing was read, and its
        other languages that could not be read. Paragraphs in another language are read in it. Raises as `read` does."""
        from headstamp.core.language import NAMES, by_language, in_latin
        from headstamp.reason.read import LANGUAGES

        language = document.language
        if not language and in_latin(document.text):
            told = (
                f"{document.id}: its language was not recognised, and it was read as English; a .meta.json beside it can name it"
            )
            return self._in(document.model_copy(update={"language": "en"}), "en")._replace(unread=[told])
        if language not in LANGUAGES:
            told = f"its language ({language}) is not read" if language else "its language was not recognised"
            hint = f"these are read: {', '.join(LANGUAGES)}; a .meta.json beside the file can name the language"
            raise InputError(f"{told}; no statement was taken from it", hint=hint, file=document.id)
        texts = by_language(document.text, language, LANGUAGES)
        if len(texts) == 1:
            return self._in(document, language)
        out = Understood([], [], [])
        for each, text in texts.items():
            try:
                part = self._in(document.model_copy(update={"text": text, "language": each}), each)
            except UsageError as error:
                if each == language:
                    raise
                out.unread.append(f"{document.id}: its paragraphs in {NAMES[each]} were not read: {error} ({error.hint})")
                continue
            out.statements.extend(part.statements)
            out.left.extend(part.left)
        out.statements.sort(key=lambda s: (s.span.start, s.span.end))
        numbered = [s.model_copy(update={"id": f"{document.id}#{n}"}) for n, s in enumerate(out.statements, start=1)]
        return out._replace(statements=numbered)

    def _in(self, document: Document, language: str) -> Understood:
        from headstamp.observe.language import parse
        from headstamp.reason.read import Lexicon, left_over, read

        if language not in self._lexicons:
            self._lexicons[language] = Lexicon.of(self.shelf.tables, language)
        parsed, lexicon = parse(document.text, language), self._lexicons[language]
        statements = read(document, parsed, lexicon)
        left = left_over(document, parsed, lexicon, statements)
        return Understood(list(statements), [(document.id, span) for span in left], [])


def documents_of(paths: Sequence[Path], *, processes: int = 2, cache: Path | None = None) -> tuple[list[Document], list[str]]:
    """The documents of files and folders, and a line for each that was set aside. Raises InputError where nothing is read."""
    from headstamp.observe.documents import Rejected, read_documents

    if missing := [path for path in paths if not path.exists()]:
        raise InputError("no such file or folder", file=missing[0], hint="check the name")
    documents: list[Document] = []
    aside: list[str] = []
    with common.progress("reading") as step:
        for found in read_documents(paths, processes=processes, cache=cache, progress=lambda p: step(p.documents)):
            if isinstance(found, Rejected):
                aside.append(f"{found.file}: {found.what} ({found.hint})" if found.hint else f"{found.file}: {found.what}")
            else:
                documents.append(found)
    if not documents:
        why = aside[0] if aside else "it holds no txt, html, pdf or docx"
        raise InputError(f"nothing could be read: {why}", file=paths[0], hint="give reports, or a folder of them")
    return documents, aside


def statements_of(documents: Sequence[Document], shelf: Shelf) -> Understood:
    """The statements of all documents, and what was not understood.

    One document that cannot be understood does not stop the others; a missing extra stops where no document could be read.
    """
    out = Understood([], [], [])
    missing: UsageError | None = None
    understood = 0
    reader = Reader(shelf)
    with common.progress("understanding", len(documents)) as step:
        for number, document in enumerate(documents, start=1):
            try:
                part = reader.understood(document)
                out.statements.extend(part.statements)
                out.left.extend(part.left)
                out.unread.extend(part.unread)
                understood += 1
            except HeadstampError as error:
                missing = error if isinstance(error, UsageError) else missing
                where = "" if error.file else f"{document.id}: "
                out.unread.append(f"{where}{error} ({error.hint})")
            step(number)
    if missing is not None and not understood:
        raise missing
    return out
