"""Pages of the web: the words that a reader sees. Scripts, styles, menus and forms are left out; nothing is run or fetched.

Parsed by Lexbor (HTML of the WHATWG standard): there are no entities to expand but those of HTML, and no DTD is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from headstamp.core.errors import InputError
from headstamp.observe.documents.made import Made, counted
from headstamp.observe.documents.plain import NAMES, decoded, unmangled

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED = (
    "script style noscript template nav aside form button select input textarea svg math iframe object embed applet canvas audio "
    "video map dialog menu head link meta frame frameset footer"
)
_BLOCKS = (
    "p div section article main header h1 h2 h3 h4 h5 h6 ul ol dl dt dd blockquote pre figure figcaption table caption tr li hr "
    "address details summary fieldset center body html"
)
DROPPED, BLOCKS = frozenset(_DROPPED.split()), frozenset(_BLOCKS.split())
_ROLES = frozenset(["navigation", "search", "menu", "menubar", "banner", "contentinfo", "complementary", "dialog"])
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
_PRE_ENDS = "\x02\x02"
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff\x02\x03\x04")
MOST_MENU, LEAST_LINKS = 0.7, 4  # a list whose text is links, by this share and number of them, is a menu


def read_html(data: bytes) -> Made:
    """An html file. Raises InputError for one without words."""
    from selectolax.lexbor import LexborHTMLParser

    said = _CHARSET.search(data[:4096])
    text, encoding, remarks = decoded(data, said[1].decode("ascii") if said else "")
    if encoding != "utf-8":
        remarks.insert(0, f"read as {NAMES.get(encoding, encoding)}")
    tree = LexborHTMLParser(text.replace("\0", "\ufffd"))
    writer = _Writer()
    if root := _main(tree):
        writer.walk(root)
    words, told = unmangled(writer.text())
    if not words.strip():
        raise InputError("there are no words in the page", hint="its text may be drawn by a script: print the page to a pdf")
    if writer.hidden:
        remarks.append(f"left out: {counted(writer.hidden, 'place')} that the page hides from its readers")
    return _origin(tree)._replace(text=words, remarks=(*remarks, *told))


def _main(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the report: `main` or the only `article`, where most of the words stand in it; else the body."""
    body = tree.body or tree.root
    if body is None:
        return None
    whole = len(body.text(deep=True))
    for selector in ("main", "[role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text(deep=True)) > max(200, 0.25 * whole):
            return found[0]
    return body


class _Writer:
    """Walks the page and writes what is seen: paragraphs parted by an empty line, cells by a tab, rows by a line break."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.hidden = 0

    def text(self) -> str:
        """What was written, with blanks as a browser shows them."""
        return re.sub(r"[\x02-\x04\s]+", _blank, "".join(self._parts)).strip()

    def walk(self, root: LexborNode) -> None:
        """Write an element and what is in it, without a call for each level: pages may be nested by malice."""
        stack: list[LexborNode | str] = [root]
        as_written = 0  # how many `pre` are open
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                as_written -= node == _PRE_ENDS
                self._parts.append(node)
                continue
            tag = node.tag
            if tag == "-text":
                held = (node.text_content or "").translate(_INVISIBLE)
                self._parts.append(held if as_written else re.sub(r"\s+", " ", held))
            elif tag and not tag.startswith(("-", "!", "_")) and not self._skips(node, tag):
                before, after = _around(tag)
                self._parts.append(before)
                as_written += tag == "pre"
                stack.append(_PRE_ENDS if tag == "pre" else after)
                stack += reversed(list(node.iter(include_text=True)))

    def _skips(self, node: LexborNode, tag: str) -> bool:
        held = node.attributes
        if tag in DROPPED or held.get("role") in _ROLES:
            return True
        if "hidden" in held or held.get("aria-hidden") == "true" or _UNSEEN.search(held.get("style") or ""):
            self.hidden += bool(node.text(deep=True).strip())
            return True
        if tag == "sup" and (node.css_first("a[href^='#']") or (node.parent and node.parent.tag == "a")):
            return True  # the number of a note
        return tag in ("ul", "ol") and _is_menu(node)


def _is_menu(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) < LEAST_LINKS:
        return False
    linked = sum(len(link.text(deep=True).strip()) for link in links)
    return linked >= MOST_MENU * len(node.text(deep=True).strip()) and linked < 60 * len(links)


def _around(tag: str) -> tuple[str, str]:
    """What is written before and after an element: a line break, a tab, or a mark for the edge of a block, row, table."""
    if tag == "br":
        return "\n", ""
    if tag in ("td", "th"):
        return "", "\t"
    if tag == "tr":
        return "", "\x03"
    if tag == "table":
        return "\x04", "\x04"
    return ("\x02", "\x02") if tag in BLOCKS else ("", "")


def _blank(found: re.Match[str]) -> str:
    """Blanks and marks between two words as they are written."""
    held = found[0]
    if "\x03" in held:
        return "\n\n" if "\x04" in held else "\n" + "\t" * held.rpartition("\x03")[2].count("\t")
    if "\x04" in held or ("\x02" in held and "\t" not in held):
        return "\n\n"
    return "\t" * held.count("\t") or "\n" * min(held.count("\n"), 2) or " "


def _origin(tree: LexborHTMLParser) -> Made:
    """Title, publisher, address and day as the page itself gives them in its head."""
    named = {
        (node.attributes.get("property") or node.attributes.get("name") or "").lower(): (
            node.attributes.get("content") or ""
        ).strip()
        for node in reversed(tree.css("meta"))
    }
    linked = next(_linked(tree), {})
    title = tree.css_first("title")
    canonical = tree.css_first("link[rel=canonical]")
    times = (named.get(name, "") for name in ("article:published_time", "datepublished", "dc.date", "dcterms.created", "date"))
    return Made(
        "",
        title=_line(named.get("og:title") or (title.text() if title else "")),
        publisher=_line(named.get("og:site_name") or linked.get("publisher", "")),
        url=_line(named.get("og:url") or (canonical.attributes.get("href") or "" if canonical else "")),
        published=next(filter(None, times), "") or linked.get("published", ""),
    )


def _linked(tree: LexborHTMLParser) -> Iterator[dict[str, str]]:
    """Publisher and day of the first JSON-LD block that names a day."""
    for node in tree.css("script[type='application/ld+json']")[:10]:
        try:
            held: Any = json.loads(node.text()[:200_000])
        except (ValueError, RecursionError):
            continue
        for each in held if isinstance(held, list) else [held]:
            if isinstance(each, dict) and isinstance(each.get("datePublished"), str):
                house = each.get("publisher")
                name = house.get("name") if isinstance(house, dict) else house
                yield {"published": each["datePublished"], "publisher": name if isinstance(name, str) else ""}


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
