"""What a reader of one kind of file hands on: the text, and what the file says of its own origin."""

from __future__ import annotations

from typing import NamedTuple

MOST_TEXT = 30_000_000
"""Signs of one document: a book of 3,000 pages has a third of it."""


class Made(NamedTuple):
    """`breaks` = offsets at which pages after the first begin. Dates are as the file writes them; empty = it does not say."""

    text: str
    breaks: tuple[int, ...] = ()
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    remarks: tuple[str, ...] = ()


def counted(number: int, thing: str) -> str:
    """A number of things in words.

    >>> counted(1, "place"), counted(1200, "place")
    ('1 place', '1,200 places')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
