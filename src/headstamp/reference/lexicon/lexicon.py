"""Reads one token of a name as its parts, from a table built once. The same pack gives the same answers and the same hash."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from headstamp.core.romanise import is_loan, loan_forms, plain_arabic, without_article
from headstamp.reference.lexicon import legal, runs
from headstamp.reference.lexicon.model import Part
from headstamp.reference.lexicon.parts import number, parts
from headstamp.reference.lexicon.spell import latin, script, spell
from headstamp.reference.lexicon.table import NAME, SIGNS, Words, load_words
from headstamp.reference.pack import shipped

RULES = "1"
"""Raised by hand when the rules of spelling change without the tables; part of the hash."""

_ARTICLE_FORMS = ("al", "el", "ul", "as", "ar", "an", "ash", "ad")
_CACHE = 400_000  # tokens kept; a list of a million names has about half a million distinct ones


class Lexicon:
    """Words of party names with their spellings, meaning and role. Frozen once built; `default()` reads the shipped pack."""

    __slots__ = ("_memo", "_words", "sha256")

    def __init__(self, words: Words) -> None:
        self._words = words
        self._memo: dict[str, tuple[Part, ...]] = {}
        self.sha256 = hashlib.sha256(f"{RULES} {legal.version()} {words.sha256}".encode()).hexdigest()

    @classmethod
    def default(cls) -> Lexicon:
        """The lexicon of the shipped pack `party-names`; built once a process. Raises PackError where the pack is broken."""
        return _default()

    @classmethod
    def of(cls, folder: Path) -> Lexicon:
        """The lexicon of one pack folder with words.csv and readings.csv. Raises PackError."""
        return cls(load_words(folder))

    def read(self, token: str) -> tuple[Part, ...]:
        """The parts of one token: a run of letters and digits of one script, in NFKC and casefolded.

        One part for most. A run of Hangul or Han signs gives its organisation words by the longest match and one part for each
        sign between them, but a foreign word in Hangul is one part; an Arabic article, and the servant in Abd al-Rahman, are
        parts of their own. An empty tuple where nothing in the token can be spelled.
        """
        found = self._memo.get(token)
        if found is None:
            found = self._read(token)
            if len(self._memo) < _CACHE:
                self._memo[token] = found
        return found

    def _read(self, token: str) -> tuple[Part, ...]:
        token = token.casefold()
        if not token:
            return ()
        if token.isdecimal():
            return (number(token),)
        if token.isascii():
            return self._known(token) or self._joined(token) or self._plain(token)
        kind = script(token[0])
        if kind == "arabic":
            return self._arabic(plain_arabic(token))
        if is_loan(token) and not runs.has_words(token, self._words):
            return self._loan(token)
        if kind in SIGNS or any(script(char) in SIGNS for char in token):
            return tuple(part for piece in runs.cut(token, self._words) for part in self._piece(piece))
        return self._known(token) or self._joined(token) or self._plain(token)

    def _loan(self, token: str) -> tuple[Part, ...]:
        """A foreign word in Hangul, with the meaning of the first of its spellings that is a known word."""
        forms = loan_forms(token)
        entry = next((self._words.known[form] for form in forms if form in self._words.known), None)
        concept, role = (entry.concepts[0], entry.role) if entry is not None else ("", "")
        return (Part(token, forms, concept, role),)

    def _piece(self, piece: str) -> tuple[Part, ...]:
        """One piece of a run: a word of the table, one sign, or letters and digits of another script."""
        if len(piece) > 1 or script(piece) not in SIGNS:
            return (number(piece),) if piece.isdecimal() else self._known(piece) or self._plain(piece)
        return runs.sign(piece, self._words)

    def _known(self, token: str) -> tuple[Part, ...]:
        entry = self._words.known.get(token)
        return parts(token, entry, self._words) if entry is not None else ()

    def _plain(self, token: str) -> tuple[Part, ...]:
        """A word that the table lacks: spelled by rule, a legal form where rigour knows it as one."""
        if script(token[0]) != "latin":
            forms = spell(token)
        elif token.isascii():
            forms = latin(token)
        else:
            forms = latin(token)
            entry = next((self._words.known[form] for form in forms if form in self._words.known), None)
            if entry is not None and len(entry.pieces) == 1:
                return (Part(token, forms, entry.concepts[0], entry.role),)
        return (Part(token, forms, *legal.legal(token)),) if forms else ()

    def _joined(self, token: str) -> tuple[Part, ...]:
        """Abdulrahman as abd and rahman, Nasrallah as nasr and allah, where the rest is a known name; the article melts away."""
        if len(token) < 6:
            return ()
        if token.startswith(self._words.servants):
            for start in self._words.servants:
                rest = token[len(start) :]
                if len(rest) >= 3 and token.startswith(start) and self._is_name(rest):
                    return (*self._known(start), *self._known(rest))
        if token.endswith(self._words.tails):
            for tail in self._words.tails:
                rest = token[: -len(tail)]
                if len(rest) >= 3 and token.endswith(tail) and self._is_name(rest):
                    return (*self._known(rest), *self._known(tail))
        return ()

    def _is_name(self, word: str) -> bool:
        entry = self._words.known.get(word)
        return entry is not None and entry.concepts[0].startswith(NAME)

    def _arabic(self, token: str) -> tuple[Part, ...]:
        """A known name or word, with its article apart; an unknown word spelled by rule."""
        article, rest = without_article(token)
        if not article or (token in self._words.known and rest not in self._words.known):
            return self._known(token) or self._joined(token) or self._plain(token)
        return (Part(article, _ARTICLE_FORMS, "article", "particle"), *(self._known(rest) or self._plain(rest)))


@lru_cache(maxsize=1)
def _default() -> Lexicon:
    return Lexicon.of(next(path for path in shipped() if path.name == "party-names"))
