from __future__ import annotations

from headstamp.core.parsed import Parsed, Sentence, Token


def test_children_are_in_the_order_of_the_text() -> None:
    tokens = (
        Token(0, 4, "Iran", "Iran", "PROPN", "NNP", "nsubj", 1),
        Token(5, 9, "sold", "sell", "VERB", "VBD", "ROOT", 1),
        Token(10, 15, "tanks", "tank", "NOUN", "NNS", "dobj", 1),
        Token(15, 16, ".", ".", "PUNCT", ".", "punct", 1),
    )
    parsed = Parsed("en", tokens, (Sentence(0, 4, 0, 16),))
    assert parsed.children == ((), (0, 2, 3), (), ())
    assert parsed.words == 3
