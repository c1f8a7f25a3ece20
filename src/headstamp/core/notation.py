"""Marks as tokens: what was recorded, cut into runs, with what could not be read kept open.

Notation of the form: `?` one sign that cannot be read, `…` any number of them, `[38]` either of these signs.
The text itself is never changed; tokens are a reading of its shape, before anything is known about its meaning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from headstamp.core.text import script_of

ANY, GAP = "", "…"
Kind = Literal["digits", "letters", "symbol", "calibre", "any", "gap"]

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), form)
    for pattern, form in (
        (r"(?:\barrow|↑)\s+in(?:side)?\s+(?:an?\s+)?(?:triangle|△)", "△↑△"),
        (r"\b(?:five.?point(?:ed)?\s+)?star\s+(?:with)?in(?:side)?\s+(?:an?\s+)?circle", "(*)"),
        (r"\bcircled\s+(?:five.?point(?:ed)?\s+)?star\b", "(*)"),
        (r"[★☆]\s*in(?:side)?\s+(?:an?\s+)?circle", "(*)"),
        (r"(?<!\w)([\w?]{1,6})\s+in(?:side)?\s+(?:an?\s+)?(?:double circle|(?:two )?concentric circles)", r"((\1))"),
        (r"(?<!\w)([\w?]{1,6})\s+in(?:side)?\s+(?:an?\s+)?(?:circle|oval)", r"(\1)"),
        (r"\b(?:circled|encircled)\s+([\w?]{1,4})\b", r"(\1)"),
        (r"(?<!\w)([\w?]{1,6})\s+in(?:side)?\s+(?:an?\s+)?triangle", r"△\1△"),
        (r"\btriangle\s+(\d{1,4})\b", r"△\1△"),
        (r"(?<!\w)([\w?]{1,6})\s+in(?:side)?\s+(?:an?\s+)?diamond", r"◇\1◇"),
        (r"\bnato cross\b|cross in(?:side)? (?:an? )?circle|⊕|⨁", "(+)"),
        (r"\b(?:five.?point(?:ed)? )star\b|\bstar\b", "*"),
    )
)  # fmt: skip
# Writing that was described and not transcribed: "Korean characters". One private sign each, read as unread signs of that script.
_DESCRIBED = {
    "\ue001": ("Hangul", "korean|hangul"), "\ue002": ("Han", "chinese|han"), "\ue003": ("Cyrillic", "cyrillic|russian"),
    "\ue004": ("Arabic", "arabic|persian|farsi"),
}  # fmt: skip
_WRITING = tuple(
    (
        re.compile(
            rf"\b(?:{names})(?:[ -]language)? (?:characters?|letters?|text|script|marks?|markings?|writing|words?|syllables?)\b",
            re.I,
        ),
        sign,
    )
    for sign, (_, names) in _DESCRIBED.items()
)
_CHARS = str.maketrans({
    "★": "*", "☆": "*", "⭐": "*", "＊": "*", "✱": "*", "▲": "△", "∆": "△", "◆": "◇", "♦": "◇",
    "–": "-", "—": "-", "－": "-", "−": "-", "‐": "-", "‑": "-", "¦": "|", "│": "|", "∣": "|",
})  # fmt: skip
_CIRCLED = {chr(0x2460 + i): f"({i + 1})" for i in range(20)}
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_CALIBRE = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{1,2})?\s?[x×хX]\s?\d{2,3}(?:sr|r|b)?(?![\w])", re.I)
_DECIMAL = re.compile(r"(?<![\d.,])\d{1,2}[.,]\d{1,2}(?![\d.,])|(?<!\S)\.\d{2,3}(?!\d)")
_ETHIOPIC = {chr(0x1369 + i): v for i, v in enumerate((*range(1, 10), *range(10, 100, 10), 100, 10000))}
_DROPPED = frozenset(".,;:'\"’‘“”`_№#&")
_ORNAMENT = frozenset("*|")


@dataclass(frozen=True, slots=True)
class Token:
    """One run of like signs. Each sign is the string of its options: one character, several, or ANY; GAP = any number."""

    kind: Kind
    signs: tuple[str, ...]
    text: str
    script: str = ""

    @property
    def key(self) -> str | None:
        """The case-folded text where every sign was read, else None."""
        return "".join(self.signs) if all(len(s) == 1 and s != GAP for s in self.signs) else None


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a recorded mark into tokens. Linear in its length.

    >>> [t.text for t in tokens("LC-91B010-012")]
    ['lc', '-', '91', 'b', '010', '-', '012']
    >>> [t.kind for t in tokens("?39 … 7.62x39")]
    ['digits', 'gap', 'calibre']
    """
    out: list[Token] = []
    for word in _words(_canonical(text)):
        out.extend(word if isinstance(word, list) else _runs(word))
    return tuple(out)


def in_signs(text: str) -> str:
    """`text` with forms that people describe in words set as signs, for drawing; case is kept.

    >>> in_signs("10 in a double circle, LC"), in_signs("star in circle")
    ('((10)), LC', '(*)')
    """
    for pattern, form in (*_FORMS, *_WRITING):
        text = pattern.sub(form, text)
    return text


def _canonical(text: str) -> str:
    for pattern, form in (*_FORMS, *_WRITING):
        text = pattern.sub(form, text)
    text = "".join(_CIRCLED.get(c, c) for c in text)
    digits = "".join(
        c if unicodedata.category(c) == "Nd" else unicodedata.normalize("NFKC", c) if c not in "…" else c for c in text
    )
    digits = _DOTTED.sub(lambda m: m[0].replace(".", ""), digits.replace("...", "…"))
    return digits.translate(_CHARS)


def _words(text: str) -> list[str | list[Token]]:
    """Words between spaces, with calibres already made into one token each."""
    out: list[str | list[Token]] = []
    position = 0
    spans = sorted([*_CALIBRE.finditer(text), *_DECIMAL.finditer(text)], key=lambda m: m.start())
    for m in spans:
        if m.start() < position:
            continue
        out.extend(text[position : m.start()].split())
        key = re.sub(r"[×хX]", "x", m[0].replace(",", ".").replace(" ", "")).casefold()
        out.append([Token("calibre", tuple(key), m[0])])
        position = m.end()
    out.extend(text[position:].split())
    return out


def _signs(word: str) -> list[str]:
    signs: list[str] = []
    i = 0
    while i < len(word):
        c = word[i]
        if c == "?":
            signs.append(ANY)
        elif c == GAP:
            signs.append(GAP)
        elif c == "[" and (end := word.find("]", i)) > i + 1 and end - i <= 12:
            signs.append("".join(dict.fromkeys(word[i + 1 : end].casefold())))
            i = end
        else:
            signs.append(c)
        i += 1
    return signs


def _class(sign: str) -> tuple[Kind, str]:
    if sign == ANY:
        return "any", ""
    if sign == GAP:
        return "gap", ""
    scripts = {_one(c) for c in sign}
    if len(scripts) == 1:
        return scripts.pop()
    return ("digits", "") if any(k == "digits" for k, _ in scripts) else ("letters", "")


def _one(c: str) -> tuple[Kind, str]:
    if c in _DESCRIBED:
        return "letters", _DESCRIBED[c][0]
    if c in _ETHIOPIC:
        return "digits", "Ethiopic"
    if c.isdigit():
        name = unicodedata.name(c, "")
        return "digits", "Persian" if name.startswith("EXTENDED ARABIC") else "Arabic-Indic" if "ARABIC" in name else ""
    return ("letters", script_of(c)) if c.isalpha() else ("symbol", "")


def _runs(word: str) -> list[Token]:
    out: list[Token] = []
    run: list[str] = []
    kind: Kind = "any"
    script = ""

    def close() -> None:
        if run:
            shown = "…" if kind == "gap" else "".join(s if len(s) == 1 else "?" if s == ANY else f"[{s}]" for s in run)
            out.append(Token(kind, _values(run, kind, script), shown.casefold(), script))
            run.clear()

    for sign in _signs(word):
        k, s = _class(sign)
        if sign in _DROPPED and sign != ANY:
            close()
            kind, script = "any", ""
            continue
        joins = run and kind != "symbol" and (k in ("any", "gap") or kind in ("any", "gap") or (k == kind and s in (script, "")))
        if not joins or k == "symbol":
            close()
            kind, script = k, s
        elif kind in ("any", "gap") and k not in ("any", "gap"):
            kind, script = k, s
        run.append(sign)
    close()
    return [t for t in out if t.text]


def _values(run: list[str], kind: Kind, script: str) -> tuple[str, ...]:
    if kind == "digits" and script == "Ethiopic":
        if ANY in run or GAP in run:
            return (GAP,)  # additive numerals: one sign unread leaves the whole number open
        return tuple(str(_ethiopic_value("".join(run))))
    if kind == "digits":
        return tuple("".join(str(unicodedata.digit(c, c)) for c in s) if s not in (ANY, GAP) else s for s in run)
    return tuple(GAP if s in _DESCRIBED else s.casefold()[:1] if len(s) == 1 else s.casefold() for s in run)


def _ethiopic_value(text: str) -> int:
    """Ethiopic numerals are additive, with ፻ (100) and ፼ (10000) as multipliers: ፲፱፻፶፪ = 1952."""
    total = current = 0
    for c in text:
        value = _ETHIOPIC.get(c, 0)
        if value >= 100:
            total, current = total + max(current, 1) * value, 0
        else:
            current += value
    return total + current


def without_ornament(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """A head without stars, segment lines and the NATO cross: they name no maker."""
    out: list[Token] = []
    texts = [t.text for t in found]
    i = 0
    while i < len(found):
        if texts[i : i + 3] in (["(", "+", ")"], ["(", "*", ")"]):
            i += 3
            continue
        if texts[i] not in _ORNAMENT:
            out.append(found[i])
        i += 1
    return tuple(out)


_TURNED = {"6": "9", "9": "6", "0": "0", "1": "1", "8": "8", "u": "n", "n": "u", "b": "q", "q": "b", "d": "p", "p": "d",
           "x": "x", "o": "o", "s": "s", "z": "z", "h": "h", "i": "i", ANY: ANY, GAP: GAP}  # fmt: skip
_TURNED_EAST = {"0": "0", "1": "1", "7": "8", "8": "7", ANY: ANY, GAP: GAP}  # ٧ is ٨ upside down; ٦ is not ٩
_TURNED_OF = {"": _TURNED, "Latin": _TURNED, "Arabic-Indic": _TURNED_EAST, "Persian": _TURNED_EAST}


def inverted(found: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """The head held upside down (66 becomes 99, 61 becomes 19, bxn becomes uxq), or None where a sign has no such form."""
    out: list[Token] = []
    for token in found:
        if token.kind not in ("digits", "letters", "any") or token.script not in _TURNED_OF:
            return None
        turned_of, turned = _TURNED_OF[token.script], []
        for sign in reversed(token.signs):
            options = [turned_of.get(c) for c in (sign if len(sign) > 1 else [sign])]
            if any(o is None for o in options):
                return None
            turned.append("".join(o for o in options if o is not None))
        out.append(Token(token.kind, tuple(turned), "".join(t or "?" for t in turned), token.script))
    return tuple(out)
