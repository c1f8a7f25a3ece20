"""Reports into statements. The parse comes in as a value; rules are functions, words are tables, and nothing is guessed.

`read(document, parsed, lexicon)` answers with statements in the order of the text, each with the rules that read it.
"""

from __future__ import annotations

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed
from headstamp.core.statement import Statement
from headstamp.reason.read.chinese import read_chinese
from headstamp.reason.read.english import read_english
from headstamp.reason.read.korean import read_korean
from headstamp.reason.read.left import left_over as left_over
from headstamp.reason.read.lexicon import Lexicon as Lexicon
from headstamp.reason.read.russian import read_russian

_READERS = {"en": read_english, "ko": read_korean, "ru": read_russian, "zh": read_chinese}
LANGUAGES = tuple(_READERS)
"""Languages that are read, by ISO 639-1. Chinese is read by its tables alone, and each of its statements says so."""


def read(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a document in the order of the text.

    `parsed` is the parse of `document.text` (offsets must agree), `lexicon` the tables of its language. Same inputs, same
    statements. Raises KeyError for a language that is not in `LANGUAGES`.
    """
    return _READERS[parsed.language](document, parsed, lexicon)
