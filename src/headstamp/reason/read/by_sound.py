"""Names of the packs found in Hangul: by what both sound like, under the folded key of `core.romanise`. It proposes and never
proves: the id of the pack goes into the slot's key, the words of the text stay."""

from __future__ import annotations

from headstamp.core.romanise import is_hangul, korean_key, syllable_forms, word_forms
from headstamp.reason.read.lexicon import Entry, Lexicon

_FEWEST_SYLLABLES = 3
_NAMED = frozenset(("person", "firm", "vessel", "body"))


class Sounds:
    """Persons, firms and ships of the DPRK in the packs, by the folded key of their romanised names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._known: dict[str, Entry] = {}
        for entries in lexicon.phrases.values():
            for entry in entries:
                if entry.cls in _NAMED and entry.country in ("KP", "") and all(word.isascii() for word in entry.words):
                    self._known.setdefault("".join(korean_key(word.casefold()) for word in entry.words), entry)

    def find(self, words: str) -> Entry | None:
        """The entry that a name of at least three syllables sounds like; None for shorter ones, which fit too many."""
        name = "".join(sign for sign in words if is_hangul(sign))
        if len(name) < _FEWEST_SYLLABLES or len(name) != len(words.replace(" ", "")):
            return None
        return next((self._known[key] for key in folded(name) if key in self._known), None)


def folded(name: str) -> tuple[str, ...]:
    """The keys of a Hangul name: read syllable by syllable, and as one word with its sound changes.

    >>> "ipyongcol" in folded("리병철")
    True
    """
    apart = "".join(korean_key(syllable_forms(sign)[0]) for sign in name)
    return tuple(dict.fromkeys((apart, *(korean_key(form) for form in word_forms(name)))))
