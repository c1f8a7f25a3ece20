"""The pattern language of the packs: a sequence of tokens, no regular expressions, so that no pattern can blow up.

    539 {year}?            a literal, then an optional year
    {17,60,188} {yy}       one of three literals, then two digits
    {lot:n1-3} - {yy}      captured under a role
    ~ parts of bulldozer   anywhere in the text
    (empty)                a blank head

Classes: {n} {n2} {n1-3} digits; {L..} Latin, {C..} Cyrillic, {H..} Hangul, {Han..}, {A..} Arabic letters; {year} {yy} {yyyy}
{letteryear} {roman} {cal} {any} {arabdigits} {persiandigits} {ethiopic}. See docs/packs.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from headstamp.core.errors import PatternError
from headstamp.core.notation import ANY, GAP, Token, tokens
from headstamp.reference.background import log_background, log_class, log_length

MAX_ELEMENTS = 24
MAX_LENGTH, MAX_LITERAL = 1_000, 40  # signs of a pattern, and of one literal in it
_ELEMENT = re.compile(r"\{(?:([a-z_]+):)?([^{}]*)\}(\?)?|(\S+?)(\?)?(?=\s|$)")
_CLASS = re.compile(r"^(n|L|C|H|Han|A)(\d{1,2})?(?:-(\d{1,2}))?$")
_NAMED = {"year", "yy", "yyyy", "letteryear", "roman", "cal", "any", "arabdigits", "persiandigits", "ethiopic"}
_SCRIPTS = {"L": "Latin", "C": "Cyrillic", "H": "Hangul", "Han": "Han", "A": "Arabic"}
_DIGITS = {"arabdigits": "Arabic-Indic", "persiandigits": "Persian", "ethiopic": "Ethiopic"}
_LETTER_YEARS = frozenset("гдеикek")  # Latin E and K stand for the Cyrillic signs they look like
_ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
_SOFT = frozenset("-/.")


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: a set of literal tokens, or a class with length bounds."""

    literals: tuple[Token, ...] = ()
    cls: str = ""
    low: int = 1
    high: int = 12
    role: str = ""
    optional: bool = False

    @property
    def soft(self) -> bool:
        """A hyphen or slash that recorders leave out or exchange."""
        return len(self.literals) == 1 and self.literals[0].text in _SOFT

    @property
    def log_background(self) -> float:
        """log10 probability that a token by an unknown maker falls under this element; 0 for a class that says nothing."""
        if self.literals:
            total = sum(10 ** log_background(t.kind, t.script, t.signs) for t in self.literals)
            return 0.0 if self.soft else min(0.0, log10(total))
        if self.cls in _SCRIPTS:
            script = _SCRIPTS[self.cls]
            return 0.0 if script == "Latin" else log_class("letters", script)
        if self.cls in _DIGITS:
            return log_class("digits", _DIGITS[self.cls])
        if self.cls == "letteryear":
            return log_class("letters", "Cyrillic") + log_length("letters", 1) - 0.7
        if self.cls == "roman":
            return log_class("letters", "Latin") - 1.0
        return log_class("calibre", "") if self.cls == "cal" else 0.0

    def admits(self, token: Token) -> bool:
        """True where the token falls under this class (unread signs fall under every class)."""
        if token.kind in ("any", "gap"):
            return True
        n, key = len(token.signs), token.key
        gapped = GAP in token.signs
        if self.cls == "any":
            return True
        if self.cls == "cal":
            return token.kind == "calibre"
        if self.cls in ("year", "yy", "yyyy"):
            return self._admits_year(token, n, gapped)
        if self.cls == "letteryear":
            return token.kind == "letters" and (key is None or key in _LETTER_YEARS)
        if self.cls == "roman":
            return token.kind == "letters" and (key is None or key in _ROMAN)
        if self.cls in _DIGITS:
            return token.kind == "digits" and token.script == _DIGITS[self.cls] and self.low <= n <= self.high
        kind = "digits" if self.cls == "n" else "letters"
        in_script = self.cls == "n" or token.script == _SCRIPTS[self.cls]
        return token.kind == kind and in_script and (gapped or self.low <= n <= self.high)

    def _admits_year(self, token: Token, n: int, gapped: bool) -> bool:
        if token.kind == "letters":
            return self.cls == "year" and n == 1 and token.script == "Cyrillic" and (token.key or "г") in _LETTER_YEARS
        if token.kind != "digits":
            return False
        if gapped or (n == 2 and self.cls != "yyyy"):
            return True
        return n == 4 and self.cls != "yy" and token.signs[0] in (ANY, "1", "2")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `log_background` is how often an unknown maker's mark would match it by chance (log10)."""

    source: str
    elements: tuple[Element, ...]
    contains: bool
    ornament: bool

    @property
    def steps(self) -> int:
        """Steps of matching for each token of a mark at most: one for every option of every element, and the end."""
        return 1 + sum(max(1, len(e.literals)) for e in self.elements)

    @property
    def blank(self) -> bool:
        """True for the pattern of an unmarked surface."""
        return not self.elements

    @property
    def anchor(self) -> Element | None:
        """The required literal element that is rarest, by which patterns are found; None where there is none."""
        literal = [e for e in self.elements if e.literals and not e.optional and not e.soft]
        return min(literal, key=lambda e: e.log_background) if literal else None


@lru_cache(maxsize=8192)
def compile_pattern(source: str) -> Pattern:
    """Compile one pattern of a pack. Raises PatternError where it is not in the language."""
    if len(source) > MAX_LENGTH:
        raise PatternError(f"the pattern {source[:40]!r}… has {len(source)} signs", hint=f"At most {MAX_LENGTH}.")
    body = source.strip()
    contains = body.startswith("~")
    body = body[1:].strip() if contains else body
    if contains and not body:
        raise PatternError(f"the pattern {source!r} has nothing to look for", hint="Write the words after the ~.")
    elements: list[Element] = []
    for m in _ELEMENT.finditer(body):
        if m[4] is not None:
            elements.extend(_literal(m[4], bool(m[5]), source))
        else:
            elements.append(_braced(m[1] or "", m[2], bool(m[3]), source))
    if len(elements) > MAX_ELEMENTS:
        raise PatternError(f"the pattern {source!r} has {len(elements)} elements", hint=f"At most {MAX_ELEMENTS}.")
    if body and all(e.optional for e in elements):
        raise PatternError(f"every element of {source!r} is optional", hint="At least one has to be there.")
    if long := [t.text for e in elements for t in e.literals if len(t.text) > MAX_LITERAL]:
        raise PatternError(f"{long[0][:40]!r}… in a pattern has {len(long[0])} signs", hint=f"At most {MAX_LITERAL}.")
    ornament = any(t.text in "*|+" for e in elements for t in e.literals)
    return Pattern(source, tuple(elements), contains, ornament)


def _literal(text: str, optional: bool, source: str) -> list[Element]:
    if "{" in text or "}" in text:
        raise PatternError(
            f"braces in {source!r} do not close, or touch other text", hint="Put spaces between elements: {n2} - {yy}."
        )
    found = tokens(text)
    if any(t.kind in ("any", "gap") or t.key is None for t in found):
        raise PatternError(f"{text!r} in {source!r} is not a literal", hint="Use a class such as {n2} or {any}.")
    return [Element(literals=(t,), optional=optional) for t in found]


def _braced(role: str, inner: str, optional: bool, source: str) -> Element:
    inner = inner.strip()
    if inner in _NAMED:
        return Element(cls=inner, role=role or inner, optional=optional)
    if m := _CLASS.match(inner):
        low = int(m[2]) if m[2] else 1
        high = int(m[3]) if m[3] else int(m[2]) if m[2] else 6 if m[1] == "n" else 12
        if not 1 <= low <= high:
            raise PatternError(f"the bounds of {{{inner}}} in {source!r} are out of order", hint="Write {n1-3}.")
        return Element(cls=m[1], low=low, high=high, role=role, optional=optional)
    if not role and "," not in inner:
        raise PatternError(
            f"{{{inner}}} in {source!r} is no class", hint="Classes are in docs/packs.md; a literal stands without braces."
        )
    literals: list[Token] = []
    for option in inner.split(","):
        cut = tokens(option.strip())
        if len(cut) != 1 or cut[0].key is None:
            raise PatternError(f"{option!r} in {source!r} is not one token", hint="Write a second row for a second form.")
        literals.append(cut[0])
    return Element(literals=tuple(literals), role=role, optional=optional)
