"""The noisy channel: how a mark as struck becomes a mark as recorded, and how well a pattern explains what was recorded.

Method: Kernighan, Church and Gale (1990), a spelling correction program based on a noisy channel model; the sign
confusions come from the packs. All scores are log10 likelihood ratios against a mark by a maker who is not on the shelf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import log10

from headstamp.core.notation import ANY, GAP, Token
from headstamp.reason.evidence import Target
from headstamp.reference.background import log_background
from headstamp.reference.pattern import Element, Pattern
from headstamp.reference.rows import MarkRow
from headstamp.reference.shelf import Shelf

FLOOR = -2.4  # log10 P(read | struck) below which a reading is no longer searched for
EXTRA = -0.7  # one token more than the layout has
MAX_KEPT = 500_000  # alignments remembered at once
CLEAR = 0.7  # legibility above which two exchanged figures in one code are not searched for
SLIP = -3.0  # a sign too many or too few
_LOOKALIKE_SHARE = 0.4  # confusions at least this common hold for clear marks too: the shapes are the same


@dataclass(frozen=True, slots=True)
class Match:
    """How well a pattern explains a reading: log10 LR, captured roles, and tokens it leaves unexplained."""

    score: float
    captures: tuple[tuple[str, Token], ...]
    leftover: tuple[str, ...]
    exact: bool  # every literal was read as struck, none guessed
    certain: int  # signs of literals that were actually read
    misread: float = 0.0  # log10 P(literals as recorded | as struck), part of the score

    def get(self, *roles: str) -> Token | None:
        """The first token captured under one of these roles."""
        return next((token for role, token in self.captures if role in roles), None)


@dataclass
class Channel:
    """Sign confusions of one shelf with a memory of what was computed; holds no other state."""

    shelf: Shelf
    _signs: dict[tuple[str, str], float] = field(default_factory=dict)
    standing: dict[tuple[object, ...], bool] = field(default_factory=dict)
    """Which rows may stand on which places; filled by `reason.trace.marks`."""
    _words: dict[tuple[str, str], float] = field(default_factory=dict)
    _near: dict[tuple[Token, int], tuple[str, ...]] = field(default_factory=dict)
    _aligned: dict[tuple[tuple[str, ...], str, int], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.shelf.tables.confusions:
            if row.kind == "sign" and len(row.true) == len(row.read) == 1:
                pair = (row.true.casefold(), row.read.casefold())
                self._signs[pair] = max(row.probability, self._signs.get(pair, 0.0))
            elif row.kind == "word" and row.true.isalpha() and row.read.isalpha():  # bxn read upside down as uxq
                self._words[row.true.casefold(), row.read.casefold()] = row.probability

    def target(self, row: MarkRow) -> Target:
        """What a row speaks for; one plant has one country field, that of the first pack that describes it."""
        known = self.shelf.producers.get(row.producer)
        return Target(known[0].country if known else row.country, row.producer)

    def sign(self, read: str, true: str, wear: float) -> float:
        """P(read | true). `wear` 0..1 scales the confusions, which were given for worn or badly photographed marks."""
        if read == ANY:
            return 1.0
        if len(read) > 1:
            return min(1.0, sum(self.sign(option, true, wear) for option in read))
        if read == true:
            return 1 - 0.3 * wear
        p = self._signs.get((true, read), 0.0)
        if p >= _LOOKALIKE_SHARE:
            return p * 0.5
        return max(p * wear, 0.003 * wear)

    def align(self, signs: tuple[str, ...], true: str, legibility: float) -> float:
        """log10 P(signs as recorded | true), at best one sign lost or added where no gap was recorded."""
        level = round(legibility * 10)
        key = (signs, true, level)
        if len(self._aligned) > MAX_KEPT:
            self._aligned.clear()
            self._near.clear()
            self.standing.clear()
        if key not in self._aligned:
            whole = self._words.get((true, "".join(signs)), 0.0) * 0.5
            by_sign = self._align(signs, true, 0.12 + 0.88 * (1 - level / 10))
            self._aligned[key] = max(by_sign, log10(whole)) if whole else by_sign
        return self._aligned[key]

    def _align(self, signs: tuple[str, ...], true: str, wear: float) -> float:
        if GAP in signs:
            return self._gapped(signs, true, wear)
        if len(signs) == len(true):
            return sum(log10(self.sign(r, t, wear)) for r, t in zip(signs, true, strict=True))
        if abs(len(signs) - len(true)) != 1 or min(len(signs), len(true)) < 3 or ANY in signs:
            return -9.0
        long, short = (signs, tuple(true)) if len(signs) > len(true) else (tuple(true), signs)
        best = -9.0
        for skip in range(len(long)):
            rest = long[:skip] + long[skip + 1 :]
            pairs = zip(rest, short, strict=True) if long is signs else zip(short, rest, strict=True)
            best = max(best, SLIP + log10(wear) + sum(log10(self.sign(r, t, wear)) for r, t in pairs))
        return best

    def _gapped(self, signs: tuple[str, ...], true: str, wear: float) -> float:
        if sum(s != GAP for s in signs) > len(true):
            return -9.0
        row = [0.0] + [-9.0] * len(true)
        for sign in signs:
            if sign == GAP:
                best = -9.0
                for j, value in enumerate(row):
                    best = max(best, value)
                    row[j] = best
            else:
                row = [-9.0] + [row[j] + log10(self.sign(sign, true[j], wear)) for j in range(len(true))]
        return row[-1]

    def near(self, token: Token, legibility: float) -> tuple[str, ...]:
        """Keys of the shelf's anchor literals that this token may be a reading of."""
        level = round(legibility * 10)
        if (token, level) not in self._near:
            found = (key for key in self._similar(token, legibility) if self.align(token.signs, key, legibility) > FLOOR)
            self._near[token, level] = tuple(found)
        return self._near[token, level]

    def _similar(self, token: Token, legibility: float) -> Iterator[str]:
        """Literals of nearly the same length with at most two other signs (one, for figures of a clear mark): nothing else
        can pass FLOOR."""
        most = 1 if token.kind == "digits" and legibility > CLEAR else 2
        family = token.kind if token.kind in ("symbol", "calibre") else "text"
        by_length = self._literals.get(family, {})
        if GAP in token.signs:
            yield from (key for keys in by_length.values() for key in keys)
            return
        n = len(token.signs)
        for key in by_length.get(n, ()):
            other = sum(s not in (t, ANY) and (len(s) == 1 or t not in s) for s, t in zip(token.signs, key, strict=True))
            if other <= most or (key, token.text) in self._words:
                yield key
        yield from (key for m in (n - 1, n + 1) if n > 2 for key in by_length.get(m, ()) if _one_slip(token.signs, key))

    def search_steps(self, found: tuple[Token, ...]) -> int:
        """Comparisons that `near` makes for these tokens at most, remembered or not."""
        return sum(self._compared(token) for token in found)

    def _compared(self, token: Token) -> int:
        by_length = self._literals.get(token.kind if token.kind in ("symbol", "calibre") else "text", {})
        n = len(token.signs)
        if GAP in token.signs:
            return sum(len(keys) * (n + 1) * (m + 1) for m, keys in by_length.items())
        return sum(len(by_length.get(m, ())) for m in (n - 1, n, n + 1))

    @cached_property
    def _literals(self) -> dict[str, dict[int, tuple[str, ...]]]:
        found: dict[str, dict[int, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for kind, literals in self.shelf.literals.items():
            family = kind if kind in ("symbol", "calibre") else "text"
            for literal in literals:
                key = literal.key or literal.text
                found[family][len(key)][key] = None
        return {f: {n: tuple(keys) for n, keys in by_length.items()} for f, by_length in found.items()}

    def candidates(self, found: tuple[Token, ...], legibility: float) -> tuple[MarkRow, ...]:
        """Mark rows worth matching: those whose rarest literal one of the tokens may be, and those without literals."""
        rows: dict[str, MarkRow] = {}
        for token in found:
            if token.kind in ("any", "gap") and token.key is None and not any(len(s) == 1 and s != GAP for s in token.signs):
                continue  # nothing was read: any literal would do, and none is supported
            for key in self.near(token, legibility):
                for row in self.shelf.by_anchor.get(key, ()):
                    rows[row.pack + row.id] = row
        return (*rows.values(), *self.shelf.unanchored)

    def match(self, pattern: Pattern, found: tuple[Token, ...], legibility: float) -> Match | None:
        """The best way in which `pattern` explains `found`, or None. At most elements x tokens steps."""
        if pattern.blank:
            return Match(0.0, (), (), True, 0) if not found else None
        if not pattern.contains:
            return _Walk(self, pattern, found, legibility).best(0)
        walk = _Walk(self, pattern, found, legibility)  # one memory for all starts
        hits = (walk.best(start) for start in range(len(found)))
        return max((h for h in hits if h), key=lambda h: h.score, default=None)


def _one_slip(signs: tuple[str, ...], key: str) -> bool:
    """True where one text is the other with one sign more."""
    long, short = (signs, tuple(key)) if len(signs) > len(key) else (tuple(key), signs)
    i = next((i for i, s in enumerate(short) if s != long[i]), len(short))
    return long[i + 1 :] == short[i:]


class _Walk:
    """One alignment of a pattern's elements with tokens, remembered by (element, token)."""

    def __init__(self, channel: Channel, pattern: Pattern, found: tuple[Token, ...], legibility: float) -> None:
        self.channel, self.pattern, self.found, self.legibility = channel, pattern, found, legibility
        self.memory: dict[tuple[int, int], Match | None] = {}

    def best(self, start: int) -> Match | None:
        return self._from(0, start)

    def _from(self, i: int, j: int) -> Match | None:
        if (i, j) not in self.memory:
            self.memory[i, j] = self._step(i, j)
        return self.memory[i, j]

    def _step(self, i: int, j: int) -> Match | None:
        elements, found = self.pattern.elements, self.found
        if i == len(elements):
            return self._rest(j)
        element = elements[i]
        options: list[Match] = []
        if (element.optional or element.soft) and (skipped := self._from(i + 1, j)):
            options.append(skipped)
        if j < len(found):
            token = found[j]
            if token.kind == "gap":
                options += [m for m in (self._from(i + 1, j), self._from(i, j + 1), self._from(i + 1, j + 1)) if m]
            else:
                options += self._consume(element, token, i, j)
                if token.kind == "symbol" and token.text in "-/|" and not element.soft and (after := self._from(i, j + 1)):
                    options.append(after)
        return max(options, key=lambda m: m.score, default=None)

    def _consume(self, element: Element, token: Token, i: int, j: int) -> list[Match]:
        here = self._here(element, token)
        after = self._from(i + 1, j + 1) if here else None
        if here is None or after is None:
            return []
        captures = ((element.role, token), *after.captures) if element.role else after.captures
        exact, certain = here.exact and after.exact, here.certain + after.certain
        return [Match(here.score + after.score, captures, after.leftover, exact, certain, here.misread + after.misread)]

    def _here(self, element: Element, token: Token) -> Match | None:
        """How well one element explains one token, or None."""
        if not element.literals:
            unread = token.kind in ("any", "gap")  # it falls under every class and supports none
            return Match(0.0 if unread else -element.log_background, (), (), True, 0) if element.admits(token) else None
        if element.soft:
            return Match(0.0, (), (), True, 0) if token.text in "-/." else None
        best, exact = None, False
        for literal in element.literals:
            key = literal.key or literal.text
            if literal.script != token.script and token.kind == literal.kind == "digits":
                continue
            p = self.channel.align(token.signs, key, self.legibility)
            if p > FLOOR and (best is None or p > best):
                best, exact = p, token.key == key
        if best is None:
            return None
        read = sum(1 for s in token.signs if s not in (ANY, GAP))
        score = best - log_background(token.kind, token.script, token.signs)
        return Match(score, (), (), exact, read, min(0.0, best))

    def _rest(self, j: int) -> Match | None:
        if self.pattern.contains:
            return Match(0.0, (), (), True, 0)
        left = [t.text for t in self.found[j:] if t.kind != "gap" and t.text not in "-/|"]
        if len(left) > 2:
            return None
        return Match(EXTRA * len(left), (), tuple(left), True, 0)
