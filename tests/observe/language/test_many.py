"""The parsers of other languages: offsets, sentences, and a plain word where a library is missing."""

from __future__ import annotations

import pytest

from headstamp.core.errors import UsageError
from headstamp.observe.language import PARSERS, parse
from headstamp.observe.language import korean as ko
from headstamp.observe.language import russian as ru
from headstamp.observe.language.korean import pieces

TEXTS = {
    "ko": "북한이 무기를 보냈다. 러시아는 부인했다.\n\n배가 떠났다.",
    "ru": "34. КНДР поставила ракеты. Москва отрицает.\n\nСудно вышло.",
    "zh": "朝鲜提供武器。俄罗斯否认。\n\n货轮离开。",
}
NEEDS = {"ko": "kiwipiepy", "ru": "natasha", "zh": "re"}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_sentences_and_offsets(language: str) -> None:
    pytest.importorskip(NEEDS[language], reason="the extra `read-more` is not installed")
    text = TEXTS[language]
    parsed = parse(text, language)
    assert (parsed.language, len(parsed.sentences)) == (language, 3)
    assert all(text[token.start : token.end] == token.text for token in parsed.tokens)
    assert all(s.first <= t.head < s.last for s in parsed.sentences for t in parsed.tokens[s.first : s.last])
    assert [s.paragraph for s in parsed.sentences] == [0, 0, 1]


def test_a_missing_library_is_told_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str, package: str | None = None) -> object:
        raise ImportError(name)

    for module in (ko, ru):
        monkeypatch.setattr(module, "import_module", gone)
    ko._kiwi.cache_clear()
    ru._tools.cache_clear()
    for language in ("ko", "ru"):
        with pytest.raises(UsageError) as caught:
            parse(TEXTS[language], language)
        assert "read-more" in str(caught.value.hint)


def test_long_paragraphs_are_cut() -> None:
    text = "배가 떠났다. " * 5000
    cut = pieces(text)
    assert "".join(text[a:b] for a, b in cut) == text
    assert max(b - a for a, b in cut) <= 20_000
    assert set(PARSERS) == {"en", "ko", "ru", "zh"}
