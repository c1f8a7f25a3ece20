"""What of an object is put into the search index, and how: whole words, pieces of three signs, and pairs of Han and Hangul signs.

FTS5's trigram index cannot find two signs, and a name such as 조선 or 无锡 has no more. Runs of Han, Hangul and kana are
therefore written as overlapping pairs, each run closed by its last sign alone, as CJK analysers of text engines do.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from typing import Any

from headstamp.case.personal import MARK

CJK = re.compile(
    r"[\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_HASH = re.compile(r"[0-9a-f]{64}")


def searchable(id: str, body: Any) -> str:  # noqa: A002
    """The text of an object: its id and every value, one a line; encrypted fields and hashes are left out."""
    found = [fold(id)]
    _gather(body, found)
    return "\n".join(dict.fromkeys(found))


def fold(text: str) -> str:
    """NFKC, so that Hangul letter by letter and full-width figures are found as any other. A zero byte would end the text."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).replace("\0", " ")


def _gather(value: Any, found: list[str]) -> None:
    if isinstance(value, str):
        if value and not (len(value) == 64 and _HASH.fullmatch(value)):
            found.append(fold(value))
    elif isinstance(value, dict):
        if MARK not in value:
            for each in value.values():
                _gather(each, found)
    elif isinstance(value, list):
        for each in value:
            _gather(each, found)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found.append(str(value))


def pairs(text: str) -> str:
    """`조선무역 Co` -> `조선 선무 무역 역`."""
    runs = (match[0] for match in CJK.finditer(text))
    return " ".join(run[i : i + 2] for run in runs for i in range(len(run)))


def index_on(db: sqlite3.Connection, n: int, kind: str, text: str) -> None:
    """Put an object into the three indexes."""
    db.execute("INSERT INTO words(rowid, kind, text) VALUES (?, ?, ?)", (n, kind, text))
    db.execute("INSERT INTO parts(rowid, kind, text) VALUES (?, ?, ?)", (n, kind, text))
    if two := pairs(text):
        db.execute("INSERT INTO pairs(rowid, kind, text) VALUES (?, ?, ?)", (n, kind, two))


def index_off(db: sqlite3.Connection, n: int, kind: str, text: str) -> None:
    """Take an object out of them: its next version comes in."""
    db.execute("INSERT INTO words(words, rowid, kind, text) VALUES ('delete', ?, ?, ?)", (n, kind, text))
    db.execute("INSERT INTO parts(parts, rowid, kind, text) VALUES ('delete', ?, ?, ?)", (n, kind, text))
    if two := pairs(text):
        db.execute("INSERT INTO pairs(pairs, rowid, kind, text) VALUES ('delete', ?, ?, ?)", (n, kind, two))
