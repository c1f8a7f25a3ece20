"""Answers kept for names that come back are bounded by number and by length."""

from __future__ import annotations

from headstamp.scale.answers import Answer, Memo

ANSWER = Answer((), 1, 0, 0.0)


def test_the_memo_is_bounded_by_names_and_by_signs() -> None:
    for memo, name in ((Memo(most=4), "{}"), (Memo(signs=4 * 300), "{:0>300}")):
        for i in range(100):
            memo.put((name.format(i), 0), ANSWER)
        kept = [i for i in range(100) if memo.get((name.format(i), 0)) is not None]
        assert kept[-1] == 99
        assert 2 <= len(kept) <= 4
