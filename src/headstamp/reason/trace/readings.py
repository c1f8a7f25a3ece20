"""Readings of a head: it has no fixed up, so every rotation and the inverted reading is tried."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10

from headstamp.core.notation import ANY, Token, inverted, tokens, without_ornament
from headstamp.core.record import Mark, MarkRole

AS_RECORDED, ROTATED, INVERTED = log10(0.85), log10(0.10), log10(0.05)
FIGURES = log10(0.5)  # letters in a code are more often letters


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a mark, with its log10 prior and how it was obtained."""

    tokens: tuple[Token, ...]
    log_prior: float
    how: str


def readings(mark: Mark) -> tuple[Reading, ...]:
    """The ways to read one mark; the recorded order first.

    A head is also read from every other position and upside down (66 and 99, 61 and 19). Other surfaces have an up.
    """
    found = tokens(mark.text)
    if mark.role is MarkRole.SELECTOR:  # each position has its own sign
        signs = [t for t in found if t.kind not in ("symbol", "gap")] or list(found)
        return tuple(Reading((t,), 0.0, "as recorded") for t in signs) or (Reading(found, 0.0, "as recorded"),)
    if mark.role in (MarkRole.LOT, MarkRole.PACKAGING):
        return (Reading(found, 0.0, "as recorded"), *_lot_words(mark.text))
    if mark.role is not MarkRole.HEADSTAMP:
        return (Reading(found, 0.0, "as recorded"),)
    plain = without_ornament(found)
    units = _units(plain)
    out = [Reading(plain, AS_RECORDED, "as recorded")]
    if plain != found:
        out.append(Reading(found, AS_RECORDED, "as recorded, with its ornament"))
    if 2 <= len(units) <= 4:
        share = ROTATED - log10(len(units) - 1)
        for start in range(1, len(units)):
            turned = units[start:] + units[:start]
            out.append(Reading(tuple(t for unit in turned for t in unit), share, f"read from position {start + 1}"))
    if (figures := _as_figures(mark.text)) is not None:
        out.append(Reading(without_ornament(figures), FIGURES, "with letters taken for figures"))
    if (upside := inverted(plain)) and upside != plain:
        out.append(Reading(upside, INVERTED, "read upside down"))
        if len(upside) == 2:
            out.append(Reading(upside[::-1], INVERTED, "read upside down, other position first"))
    return tuple(out)


def _lot_words(text: str) -> tuple[Reading, ...]:
    """A lot stands in a longer line as one word of figures and hyphens: `7,62 ПС гж М17-77-188`."""
    words = text.split()
    lots = [w for w in words if any(c.isdigit() for c in w) and sum(w.count(c) for c in "-/–") >= 1]
    return tuple(Reading(tokens(w), 0.0, f"in its part “{w}”") for w in lots[:4]) if len(words) > 1 else ()


_LIKE_FIGURES = frozenset("oilsbzgqо")  # the last is Cyrillic


def _as_figures(text: str) -> tuple[Token, ...] | None:
    """The mark with words such as `l88` and `6O` taken as one run of figures each, or None where there is no such word."""
    out: list[Token] = []
    changed = False
    for word in text.split():
        low = word.casefold()
        mixed = 2 <= len(low) <= 4 and any(c.isdigit() for c in low) and any(c in _LIKE_FIGURES for c in low)
        if mixed and all((c.isascii() and c.isdigit()) or c in _LIKE_FIGURES or c == "?" for c in low):
            out.append(Token("digits", tuple(ANY if c == "?" else c for c in low), low))
            changed = True
        else:
            out.extend(tokens(word))
    return tuple(out) if changed else None


def _units(found: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Tokens grouped so that a circled number stays together when the head is turned."""
    units: list[tuple[Token, ...]] = []
    depth = 0
    for token in found:
        if depth or token.text == ")":
            units[-1:] = [(*units[-1], token)] if units else [(token,)]
        else:
            units.append((token,))
        depth += (token.text == "(") - (token.text == ")")
        depth = max(depth, 0)
    return units
