"""Recorded text cut into what is drawn: letters, stars, encircled numbers, and boxes for signs that could not be read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from headstamp.core.notation import in_signs
from headstamp.core.redact import WITHHELD
from headstamp.tell import svg
from headstamp.tell.shown import visible

Shape = Literal["plain", "star", "ring", "double", "triangle", "diamond", "cross", "line", "space", "unread", "several", "either"]
_UNITS = re.compile(
    r"\(\((?P<double>[^()\s]{1,6})\)\)|\((?P<ring>[^()\s]{1,6})\)|△(?P<triangle>[^△\s]{1,6})△|◇(?P<diamond>[^◇\s]{1,6})◇"
    r"|\[(?P<either>[^\[\]\s]{2,10})\]|(?P<space>[\u2003\u00a0])|(?P<run>[\u0600-\u06ff\u0750-\u077f]+)"
    r"|(?P<any>\S[\u0300-\u036f\u0483-\u0489]*)"
)  # Arabic letters join: a run of them is drawn whole
_FRAMES: tuple[Shape, ...] = ("double", "ring", "triangle", "diamond")
_DESCRIBED = {"\ue001": "Hangul", "\ue002": "Han", "\ue003": "Cyrillic", "\ue004": "Arabic"}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One thing to draw. `wide` = its width in parts of the font size."""

    shape: Shape
    text: str
    wide: float


def glyphs(text: str) -> tuple[Glyph, ...]:
    """The glyphs of one group of signs without spaces."""
    if text == WITHHELD:
        return (Glyph("plain", "withheld", 4.2),)
    return tuple(_glyph(m) for m in _UNITS.finditer(text))


def groups(text: str, most: int = 24) -> tuple[str, ...]:
    """Recorded text cut at spaces, with described forms as signs; `most` groups, the rest as one ellipsis."""
    if text == WITHHELD:
        return (WITHHELD,)
    found = [g for g in in_signs(text).split() if g.strip(",;")]
    return tuple(found[:most]) + (("…",) if len(found) > most else ())


def _glyph(m: re.Match[str]) -> Glyph:
    for shape in _FRAMES:
        if (inside := m[shape]) is not None:
            if shape == "ring" and inside == "+":
                return Glyph("cross", "", 1.1)
            wide = max(1.25, 0.65 + 0.5 * len(inside))
            return Glyph(shape, inside, wide * (1.2 if shape in ("double", "triangle") else 1.0))
    if m["either"]:
        return Glyph("either", m["either"], 0.7 + 0.62 * len(m["either"]))
    if m["space"]:
        return Glyph("space", "", 0.6 if m["space"] == "\u2003" else 0.4)
    if m["run"]:
        return Glyph("plain", m["run"], 0.5 * len(m["run"]) + 0.2)
    sign = m["any"]
    if sign == "?":
        return Glyph("unread", "", 0.75)
    if sign in _DESCRIBED:
        return Glyph("several", _DESCRIBED[sign], 3.4)
    if sign == "…":
        return Glyph("several", "", 1.6)
    if sign in "*★☆":
        return Glyph("star", "", 0.9)
    if sign == "|":
        return Glyph("line", "", 0.4)
    if sign == "△":
        return Glyph("triangle", "", 1.0)
    return Glyph("plain", sign, _width(sign[0]))


def _width(sign: str) -> float:
    """About how wide a semi-bold sans-serif sets this sign, in parts of its size."""
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in "ilIjtfr.,:;'!/()-1":
        return 0.55 if sign == "1" else 0.42
    if sign in "mwMWШЩЖЮ@":
        return 0.95
    return 0.7 if sign.isupper() else 0.62


def draw(glyph: Glyph, x: float, y: float, size: float, fill: str = svg.INK) -> str:
    """One glyph with its centre at x, y."""
    half = size * 0.5
    match glyph.shape:
        case "plain":
            return svg.words(glyph.text, x, y, size, fill=fill, weight="600")
        case "star":
            return svg.star(x, y, half * 0.85, fill=fill)
        case "line":
            return svg.element(
                "path", d=f"M{svg.number(x)} {svg.number(y - half)}v{svg.number(size)}", stroke=fill, stroke_width=1.8
            )
        case "cross":
            arm = half * 0.9
            a, across = svg.number(arm), svg.number(2 * arm)
            path = f"M{svg.number(x - arm)} {svg.number(y)}h{across}M{svg.number(x)} {svg.number(y)}m0 -{a}v{across}"
            return svg.ring(x, y, arm) + svg.element("path", d=path, stroke=fill, stroke_width=1.6)
        case "space":
            return ""
        case "unread" | "several":
            wide = size * glyph.wide * 0.9
            inside = svg.words(glyph.text, x, y, size * 0.5, fill=svg.SOFT) if glyph.text else ""
            dots = svg.words("…", x, y, size * 0.6, fill=svg.SOFT) if glyph.shape == "several" and not glyph.text else ""
            return svg.box(x, y, wide, size * 0.95, dash="1.5 2.5", stroke=svg.WARN) + inside + dots
        case "either":
            inside = svg.words("/".join(glyph.text), x, y, size * 0.6, fill=svg.INK)
            return svg.box(x, y, size * glyph.wide * 0.95, size * 0.95, dash="1.5 2.5", stroke=svg.WARN) + inside
        case _:
            return _framed(glyph, x, y, size, fill)


def _framed(glyph: Glyph, x: float, y: float, size: float, fill: str) -> str:
    radius = size * glyph.wide * 0.47
    inside = "".join(_inside(glyph.text, x, y + (radius * 0.1 if glyph.shape == "triangle" else 0), size * 0.62, fill))
    if glyph.shape == "triangle":
        return svg.triangle(x, y, radius * 1.15) + inside
    if glyph.shape == "diamond":
        r = svg.number(radius)
        path = f"M{svg.number(x)} {svg.number(y - radius)}l{r} {r}l-{r} {r}l-{r} -{r}z"
        return svg.element("path", d=path, fill="none", stroke=fill, stroke_width=1.6) + inside
    outer = svg.ring(x, y, radius)
    return (outer + svg.ring(x, y, radius * 0.78, width=1.2) if glyph.shape == "double" else outer) + inside


def _inside(text: str, x: float, y: float, size: float, fill: str) -> list[str]:
    if text in ("*", "★"):
        return [svg.star(x, y, size * 0.7, fill=fill)]
    return [svg.words(visible(text).replace("?", "□"), x, y, size, fill=fill, weight="600")] if text else []
