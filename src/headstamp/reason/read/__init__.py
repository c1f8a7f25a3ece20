"""Reports into statements. The parse comes in as a value; rules are functions, words are tables, and nothing is guessed.

`read(document, parsed, lexicon)` answers with statements in the order of the text, each with the rules that read it.
"""

from __future__ import annotations

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed
from headstamp.core.statement import Statement
from headstamp.reason.read.english import read_english
from headstamp.reason.read.lexicon import Lexicon as Lexicon


def read(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a document in the order of the text.

    `parsed` is the parse of `document.text` (offsets must agree), `lexicon` the tables of its language. Same inputs, same
    statements.
    """
    return read_english(document, parsed, lexicon)
