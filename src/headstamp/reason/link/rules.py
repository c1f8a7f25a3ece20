"""The rules of linking. A docstring is the public description of the reason that bears the rule's name.

The value is what is shared, in words, given its text.
"""

from __future__ import annotations

from collections.abc import Callable

from headstamp.reason.link.keys import Share


def shared_lot(text: str) -> str:
    """The same lot text, read as runs of signs without hyphens and slashes. Records that name different calibres or makers'
    codes are not put together. An equal lot means one production and nothing about supplier or route; short lot numbers are
    used by every maker and weigh little."""
    return f"the lot “{text}”"


def shared_serial(text: str) -> str:
    """The same serial number on items of one kind. Either one item was recorded twice, or a number was used twice: makers
    begin again with each series."""
    return f"the serial number “{text}”"


def shared_head(text: str) -> str:
    """The same head in full: code, year and whatever stands beside them, in the same calibre. A head may be read from any
    side. It shows the maker and the year as far as only one maker uses the code; a plant makes tens of lots a year."""
    return f"the head “{text}”"


def shared_code(text: str) -> str:
    """The same maker's code on heads of one calibre, with other years or none. It shows the maker at most."""
    return f"the maker's code “{text}”"


def shared_text(text: str) -> str:
    """The same text, or the same designation of letters and figures, on the items or their packaging. Designations are
    those of a whole type and of every maker who copied it."""
    return f"the text “{text}”"


def shared_model(text: str) -> str:
    """The same model, by what the items were called or by a designation that the shelf knows. A name is what somebody took
    the item for."""
    return f"the model name “{text}”"


def shared_feature(text: str) -> str:
    """The same visible feature in the same words. Copies share the looks of their parent."""
    return f"the feature “{text}”"


def shared_bore(text: str) -> str:
    """Ammunition of one kind and bore, such as 122 mm rockets, with nothing else in common that was recorded. Whole families
    of makers share it."""
    return f"kind and bore ({text})"


def partial_mark(text: str) -> str:
    """A mark that was read in part may be the full mark of another record. Every full mark of the input that it may be
    lowers the weight, and so does every sign that was not read."""
    return f"“{text}”, read in part"


def head_as_traced(text: str) -> str:
    """Who uses the code, by the trace of one of the heads. Where several makers do, an equal head does not show one maker.
    It carries no weight of its own."""
    return f"the head “{text}”"


LINK_RULES: tuple[Callable[..., str], ...] = (
    shared_lot, shared_serial, shared_head, shared_code, shared_text, shared_model, shared_feature, shared_bore,
    partial_mark, head_as_traced,
)  # fmt: skip
WORDS: dict[Share, Callable[[str], str]] = {
    Share.LOT: shared_lot, Share.SERIAL: shared_serial, Share.HEAD: shared_head, Share.CODE: shared_code,
    Share.TEXT: shared_text, Share.MODEL: shared_model, Share.FEATURE: shared_feature, Share.BORE: shared_bore,
}  # fmt: skip
