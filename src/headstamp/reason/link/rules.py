"""The rules of linking. Each docstring is the public description of the reason that bears the rule's name."""

from __future__ import annotations

from collections.abc import Callable

from headstamp.core.notation import tokens
from headstamp.reason.link.keys import Key, Share


def shared_lot(key: Key) -> str:
    """The same lot text, read as runs of signs without hyphens and slashes. Records that name different calibres or makers'
    codes are not put together. An equal lot means one production and nothing about supplier or route; short lot numbers are
    used by every maker and weigh little."""
    return f"the lot “{_shown(key)}”"


def shared_serial(key: Key) -> str:
    """The same serial number on items of one kind. Either one item was recorded twice, or a number was used twice: makers
    begin again with each series."""
    return f"the serial number “{_shown(key)}”"


def shared_head(key: Key) -> str:
    """The same head in full: code, year and whatever stands beside them, in the same calibre. A head may be read from any
    side. It shows the maker and the year as far as only one maker uses the code; a plant makes tens of lots a year."""
    return f"the head “{_shown(key)}”"


def shared_code(key: Key) -> str:
    """The same maker's code on heads of one calibre, with other years or none. It shows the maker at most."""
    return f"the maker's code “{_shown(key)}”"


def shared_text(key: Key) -> str:
    """The same text, or the same designation of letters and figures, on the items or their packaging. Designations are
    those of a whole type and of every maker who copied it."""
    return f"the text “{_shown(key)}”"


def shared_model(key: Key) -> str:
    """The same model, by what the items were called or by a designation that the shelf knows. A name is what somebody took
    the item for."""
    return f"the model name “{key[2]}”"


def shared_feature(key: Key) -> str:
    """The same visible feature in the same words. Copies share the looks of their parent."""
    return f"the feature “{key[2]}”"


def shared_bore(key: Key) -> str:
    """Ammunition of one kind and bore, such as 122 mm rockets, with nothing else in common that was recorded. Whole families
    of makers share it."""
    return f"kind and bore ({key[2]} mm {key[1].replace('_', ' ')})"


def partial_mark(key: Key) -> str:
    """A mark that was read in part may be the full mark of another record. Every full mark of the input that it may be
    lowers the weight, and so does every sign that was not read."""
    return f"“{_shown(key)}”, read in part"


def head_as_traced(key: Key) -> str:
    """Who uses the code, by the trace of one of the heads. Where several makers do, an equal head does not show one maker.
    It carries no weight of its own."""
    return f"the head “{_shown(key)}”"


LINK_RULES: tuple[Callable[..., str], ...] = (
    shared_lot, shared_serial, shared_head, shared_code, shared_text, shared_model, shared_feature, shared_bore,
    partial_mark, head_as_traced,
)  # fmt: skip
WORDS: dict[Share, Callable[[Key], str]] = {
    Share.LOT: shared_lot, Share.SERIAL: shared_serial, Share.HEAD: shared_head, Share.CODE: shared_code,
    Share.TEXT: shared_text, Share.MODEL: shared_model, Share.FEATURE: shared_feature, Share.BORE: shared_bore,
}  # fmt: skip


def _shown(key: Key) -> str:
    text = " ".join(t.text for t in tokens(key[2]))
    return text if len(text) <= 60 else text[:57] + "…"
