"""Reading the rows of a table that may be damaged: around bad pages, and whatever bytes stand where text should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from headstamp.case.engine import is_sqlite

QUIET = 2000  # numbers asked for in vain before the end is taken to be reached
Tell = Callable[[str, str, str], None]


def any_text(data: bytes) -> str:
    """A text of the file; bytes that are no UTF-8 stand as half signs."""
    return data.decode("utf-8", "surrogateescape")


def as_text(value: Any) -> str:
    """What stands where a text should."""
    if isinstance(value, bytes):
        return any_text(value)
    return "" if value is None else str(value)


def each(db: sqlite3.Connection, table: str, key: str, columns: str, where: str, tell: Tell) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of their number `key`. Where a page is damaged, that is told, and the rest is read one by one."""
    joint = f"{where} AND" if where else "WHERE"
    sql = f"SELECT {key}, {columns} FROM {table} {joint} {key} > ? ORDER BY {key}"  # noqa: S608
    seen, last = 0, -1
    for factory in (str, any_text):  # the quick way first; the other from the row on that has no text in it
        db.text_factory = factory
        try:
            for row in db.execute(sql, (last,)):
                seen, last = seen + 1, row[0]
                yield row[1:]
            return
        except Exception as error:
            if not is_sqlite(error):
                raise
            problem = str(error)
            if "decode" not in problem:
                break
    db.text_factory = any_text
    tell("file", table, f"damaged after {seen:,} rows: {problem}; what follows was read one by one")
    yield from _one_by_one(db, f"SELECT {columns} FROM {table} {joint} {key} = ?", last, table, tell)  # noqa: S608


def _one_by_one(db: sqlite3.Connection, sql: str, last: int, table: str, tell: Tell) -> Iterator[tuple[Any, ...]]:
    lost, number, quiet = 0, last, 0
    while quiet < QUIET:
        number += 1
        try:
            row = db.execute(sql, (number,)).fetchone()
        except Exception as error:
            if not is_sqlite(error):
                raise
            lost, quiet = lost + 1, quiet + 1
            continue
        quiet = 0 if row else quiet + 1
        if row:
            yield row
    if lost:
        tell("file", table, f"of the numbers after {last:,}, {lost:,} stand on damaged pages or were asked for in vain")
