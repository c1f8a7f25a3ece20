"""What SQLite itself says of a case file: whether its pages hold together, and its search index fits the objects.

SQLite works outside of Python's lock: `verify` has this done beside the hashing, on connections of its own.
"""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from headstamp.case.engine import connect, is_sqlite
from headstamp.case.ledger import Trouble
from headstamp.case.reading import any_text
from headstamp.core.errors import HeadstampError

INDEXES = ("words", "parts", "pairs")
EVIDENCE = ("ledger", "chains", "objects", "keys")
NO_INDEX = "the search index was not compared with the objects: the file cannot be opened for writing"


class Pages(NamedTuple):
    """Troubles, and what could not be looked at."""

    troubles: tuple[Trouble, ...]
    remarks: tuple[str, ...]


def check_pages(path: Path, passphrase: str, *, index: bool) -> Pages:
    """SQLite's check of the pages; of the whole file and its search index where `index`, else of the evidence alone."""
    troubles: list[Trouble] = []
    asked = [""] if index else [f"('{table}')" for table in EVIDENCE]
    with closing(connect(path, passphrase, readonly=True, cut_too=True)) as db:
        db.text_factory = any_text
        for what in asked:
            try:
                lines = [str(row[0]) for row in db.execute(f"PRAGMA integrity_check{what}")]
            except Exception as error:
                if not is_sqlite(error):
                    raise
                lines = [str(error)]
            troubles += [Trouble(_part(line), "", f"SQLite: {line}") for line in lines if line != "ok"]
    if not index:
        return Pages(tuple(troubles), ())
    found = check_index(path, passphrase)
    return Pages((*troubles, *found.troubles), found.remarks)


def _part(line: str) -> str:
    return "search" if re.search(rf"\b({'|'.join(INDEXES)})", line) else "file"


def check_index(path: Path, passphrase: str) -> Pages:
    """FTS5's check of the search index against the objects. It has the form of a write, though it changes nothing."""
    troubles: list[Trouble] = []
    try:
        db = connect(path, passphrase, look_only=True)
    except HeadstampError:
        return Pages((), (NO_INDEX,))
    with closing(db):
        db.execute("PRAGMA busy_timeout = 5000")
        for table in INDEXES:
            try:
                db.execute("BEGIN")  # and rolled back: a commit would wait for whoever reads
                db.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
            except Exception as error:
                if not is_sqlite(error):
                    raise
                if any(word in str(error) for word in ("readonly", "locked", "unable to open", "full")):
                    return Pages(tuple(troubles), (NO_INDEX,))
                what = "does not fit the objects, which are not touched by this: build it anew"
                troubles.append(Trouble("search", table, what))
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")
    return Pages(tuple(troubles), ())
