"""Text whose bytes were not all UTF-8: what can be read all the same, and what would be read as something else.

Such text comes from `errors="surrogateescape"`: every byte that is no UTF-8 is a lone surrogate, U+DC80 to U+DCFF. A Cyrillic,
Korean or Chinese name in an old encoding must not become a string of accented letters that matches nothing.
"""

from __future__ import annotations

import codecs

from headstamp.core.errors import UsageError

_RUN = 2  # accented letters in a row: Größe, never Àøîò
_SHARE = 3  # of so many letters one at most is accented
HINT = "name the encoding with --encoding, such as cp1251 (Cyrillic), cp949 (Korean), gb18030 (Chinese), utf-16-le"
REASON = "neither UTF-8 nor a Western encoding, so that the name cannot be read: --encoding names it"


def recode(cell: str) -> str:
    """The cell itself where it is sound text. Bytes that are no UTF-8 are read as Windows-1252 where the rest of the cell is
    plain ASCII; elsewhere they, and halves of a sign, become U+FFFD.

    >>> recode("Caf\\udce9 S.A."), recode("Верус\\udce9")
    ('Café S.A.', 'Верус\ufffd')
    """
    try:
        cell.encode()
    except UnicodeEncodeError:
        broken = [char for char in cell if not char.isascii()]
        if all("\udc80" <= char <= "\udcff" for char in broken):
            return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in cell)
    return cell


def readable(cell: str) -> bool:
    """False where bytes that are no UTF-8 are so many, or stand so close, that `recode` would make another name of it.

    >>> readable("Caf\\udce9 S.A."), readable("\\udcc0\\udcf8\\udcee\\udcf2")  # the second is Ашот in Windows-1251
    (True, False)
    """
    if cell.isascii():
        return True
    broken = letters = run = 0
    small = True
    for char in cell:
        if not "\udc80" <= char <= "\udcff":
            letters += char.isalpha()
            run, small = 0, True
            continue
        read = bytes([ord(char) - 0xDC00]).decode("cp1252", "replace")
        broken, run = broken + 1, run + 1
        letters += read.isalpha()
        small = small and read.islower()
        if run > _RUN or (run > 1 and not small) or read == "\ufffd" or (ord(read) < 0x2000 and read in "¹²³¼½¾¿¶¸"):
            return False
    return broken * _SHARE <= letters


def codec(name: str) -> str:
    """The encoding by its usual name. Raises UsageError for one that nobody knows, or that is none of text."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
    except (LookupError, ValueError, TypeError) as error:
        raise UsageError(f"unknown encoding {name!r}", hint=HINT) from error
    return found.name


def unmarked_utf16(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for a text without a mark whose first four signs are plain Latin; empty for any other."""
    even, odd = head[:8:2], head[1:8:2]
    if len(odd) == 4 and not any(odd) and all(even):
        return "utf-16-le"
    return "utf-16-be" if len(odd) == 4 and not any(even) and all(odd) else ""
