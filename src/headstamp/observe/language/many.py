"""One door to the parsers: the parser of a language by its code."""

from __future__ import annotations

from collections.abc import Callable

from headstamp.core.parsed import Parsed
from headstamp.observe.language.chinese import parse_chinese
from headstamp.observe.language.english import parse_english
from headstamp.observe.language.korean import parse_korean
from headstamp.observe.language.russian import parse_russian

PARSERS: dict[str, Callable[[str], Parsed]] = {
    "en": parse_english, "ko": parse_korean, "ru": parse_russian, "zh": parse_chinese,
}  # fmt: skip
"""The parser of each language that is read, by ISO 639-1."""


def parse(text: str, language: str) -> Parsed:
    """The parse of a text in a language of `PARSERS`.

    Raises KeyError for another language, UsageError where the extra of the language is not installed.
    """
    return PARSERS[language](text)
