"""The encoding of a text file: UTF-8 and UTF-16 are seen, others are taken by what their letters look like, and that is said."""

from __future__ import annotations

import codecs
import re

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
NAMES = {"cp1252": "Windows-1252 (Western)", "cp1251": "Windows-1251 (Cyrillic)", "gb18030": "GB 18030 (Chinese)",
         "cp949": "CP949 (Korean)", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}  # fmt: skip


def detect(sample: bytes) -> tuple[str, int]:
    """(encoding, bytes of its mark) of a file that begins with these bytes. ASCII counts as UTF-8.

    Where UTF-8 does not fit more than a stray byte: bytes above 127 in pairs that are common characters of GB 2312 or Hangul
    are Chinese or Korean; in runs of letters, Cyrillic; alone among ASCII letters, Western.
    """
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name, len(mark)
    head = sample[:4096]
    if head.count(0) > len(head) // 4:
        return ("utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"), 0
    if sample.isascii() or _is_utf8(sample):
        return "utf-8", 0
    return legacy(sample), 0


def _is_utf8(sample: bytes) -> bool:
    """True where at most one in fifty of the bytes above 127 is none of UTF-8: such a file is UTF-8 with a few broken rows."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(not char.isascii() for char in text) - broken
    return (broken <= 2 and sound > 0) or broken * 50 <= sound


def legacy(sample: bytes) -> str:
    """`gb18030`, `cp949`, `cp1251` or `cp1252` for bytes that are no UTF-8."""
    runs = re.findall(rb"[\x80-\xff]+", sample)
    joined = b"".join(runs)
    if not joined:
        return "cp1252"
    alone = sum(len(run) == 1 for run in runs)
    if alone * 2 > len(runs):
        return "cp1252"
    pairs = [pair for run in runs if len(run) % 2 == 0 for pair in zip(run[::2], run[1::2], strict=True)]
    even = sum(len(run) for run in runs if len(run) % 2 == 0)
    common = sum(0xB0 <= lead <= 0xF7 and trail >= 0xA1 for lead, trail in pairs)
    cyrillic = sum(byte >= 0xC0 or byte in (0xA8, 0xB8, 0xB9) for byte in joined)
    lower = sum(byte >= 0xE0 for byte in joined)
    if even * 10 >= len(joined) * 9 and common * 10 >= len(pairs) * 8 and lower * 10 < len(joined) * 8:
        hangul = sum(0xB0 <= lead <= 0xC8 for lead, _ in pairs)
        return "cp949" if hangul * 100 >= len(pairs) * 97 and len(pairs) >= 8 else "gb18030"
    return "cp1251" if cyrillic * 10 >= len(joined) * 8 else "cp1252"


class Recoder:
    """Chunks of one encoding to chunks of UTF-8; signs that are cut in two wait for the next chunk. Broken ones become U+FFFD."""

    def __init__(self, encoding: str) -> None:
        self._decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)("replace")

    def recode(self, chunk: bytes, final: bool) -> bytes:
        """The next chunk in UTF-8; of UTF-8 itself the bytes as they are, sound or not."""
        if self._decoder is None:
            return chunk
        return self._decoder.decode(chunk, final).encode("utf-8", "replace")
