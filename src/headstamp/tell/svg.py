"""The few SVG elements that the drawings are made of. Text and attributes are escaped here and nowhere else."""

from __future__ import annotations

from hashlib import sha256
from html import escape
from math import cos, pi, sin

from headstamp.tell.shown import visible

INK = "var(--ink, #24323a)"
SOFT = "var(--soft, #6b7a83)"
LINE = "var(--line, #c9ccc6)"
FACE = "var(--face, #fffefa)"
WARN = "var(--warn, #b4551d)"
ACCENT = "var(--accent, #1f6f94)"
FONT = "system-ui, 'Noto Sans', 'Noto Sans CJK KR', sans-serif"


def number(value: float) -> str:
    """A coordinate with two decimals at most and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def element(name: str, content: str = "", **attributes: float | str) -> str:
    """`<name ...>content</name>`. `content` is markup already made; attribute values are escaped, `_` becomes `-`."""
    parts = []
    for key, value in attributes.items():
        shown = number(value) if isinstance(value, (int, float)) else escape(value, quote=True)
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{shown}"')
    return f"<{name}{''.join(parts)}>{content}</{name}>" if content else f"<{name}{''.join(parts)}/>"


def words(text: str, x: float, y: float, size: float, *, fill: str = INK, anchor: str = "middle", weight: str = "400") -> str:
    """One line of text centred on height `y`; recorded text is made visible and escaped."""
    said = escape(visible(text)) or "&#160;"
    return element("text", said, x=x, y=y + size * 0.35, font_size=size, text_anchor=anchor, fill=fill, font_weight=weight)


def drawing(width: float, height: float, body: str, *, title: str, about: str, shown_width: float | None = None) -> str:
    """A whole SVG with its title and description for readers who hear it; viewBox in units, `shown_width` in pixels."""
    scale = (shown_width or width) / width
    head = element("title", escape(visible(title)) or "drawing") + element("desc", escape(visible(about)) or "no marks")
    return element("svg", head + body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}",
                   width=width * scale, height=height * scale, role="img", font_family=FONT)  # fmt: skip


def star(x: float, y: float, radius: float, *, fill: str = INK) -> str:
    """A five-point star, one point up."""
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.4
        points.append(f"{number(x + r * sin(i * pi / 5))},{number(y - r * cos(i * pi / 5))}")
    return element("polygon", points=" ".join(points), fill=fill)


def triangle(x: float, y: float, radius: float) -> str:
    """An upright triangle in outline round its centre."""
    corners = ((0.0, -radius), (0.87 * radius, 0.5 * radius), (-0.87 * radius, 0.5 * radius))
    points = " ".join(f"{number(x + a)},{number(y + b)}" for a, b in corners)
    return element("polygon", points=points, fill="none", stroke=INK, stroke_width=1.6, stroke_linejoin="round")


def ring(x: float, y: float, radius: float, *, dash: str = "", stroke: str = INK, width: float = 1.6) -> str:
    """A circle in outline, dashed where `dash` is given."""
    extra = {"stroke_dasharray": dash} if dash else {}
    return element("circle", cx=x, cy=y, r=radius, fill="none", stroke=stroke, stroke_width=width, **extra)


def box(x: float, y: float, width: float, height: float, *, dash: str = "", fill: str = "none", stroke: str = SOFT) -> str:
    """A rectangle with its centre at x, y."""
    extra = {"stroke_dasharray": dash} if dash else {}
    return element("rect", x=x - width / 2, y=y - height / 2, width=width, height=height, rx=2, fill=fill, stroke=stroke,
                   stroke_width=1, **extra)  # fmt: skip


def hatch(key: str) -> tuple[str, str]:
    """A pattern of slanted lines: its definition, and the fill that uses it. `key` keeps ids on one page apart."""
    name = "h" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    stripe = element("path", d="M0 6L6 0", stroke=WARN, stroke_width=1, stroke_opacity=0.55)
    pattern = element("pattern", stripe, id=name, width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern), f"url(#{name})"
