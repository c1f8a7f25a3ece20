"""Small closed sets of words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a line as a set.

    >>> sorted(words("port coast"))
    ['coast', 'port']
    """
    return frozenset(text.split())
