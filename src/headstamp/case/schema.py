"""The tables of a case file. What was written is never changed: triggers refuse it, and `verify` finds what got past them."""

from __future__ import annotations

APPLICATION_ID = 0x48535450  # "HSTP", bytes 68 to 71 of the file: what this SQLite file is
VERSION = 1  # user_version; a newer one is refused rather than misread

KINDS = (
    "case", "record", "claim", "finding", "decision", "entity", "relation", "file", "request", "answer",
)  # fmt: skip
"""What an object may be. `case` is the case itself; `file` stands for a file of the vault."""

_ENTRY = """at TEXT NOT NULL, who TEXT NOT NULL, verb TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
  version INTEGER NOT NULL, content TEXT NOT NULL, note TEXT NOT NULL, prev TEXT NOT NULL, sha256 TEXT NOT NULL"""

TABLES = """
CREATE TABLE ledger(seq INTEGER PRIMARY KEY, ENTRY);
CREATE TABLE chains(chain TEXT NOT NULL, seq INTEGER NOT NULL, ENTRY, PRIMARY KEY (chain, seq)) WITHOUT ROWID;
CREATE TABLE objects(
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL,
  body TEXT NOT NULL, entered INTEGER NOT NULL, chain TEXT NOT NULL DEFAULT '', home_id TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL, UNIQUE (kind, id, version));
CREATE TABLE keys(id TEXT PRIMARY KEY, subject TEXT NOT NULL UNIQUE, secret TEXT NOT NULL) WITHOUT ROWID;
CREATE VIEW newest AS SELECT n, kind, text FROM objects a WHERE NOT EXISTS
  (SELECT 1 FROM objects b WHERE b.kind = a.kind AND b.id = a.id AND b.version > a.version);
CREATE VIRTUAL TABLE words USING fts5(kind, text, content='newest', content_rowid='n',
  tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE parts USING fts5(kind, text, content='newest', content_rowid='n', tokenize='trigram');
CREATE VIRTUAL TABLE pairs USING fts5(kind, text, content='', tokenize="unicode61 remove_diacritics 0");
""".replace("ENTRY", _ENTRY)
"""`ledger`: this case's own entries. `chains`: entries of cases that were merged in, named by the hash of their first entry.
`objects`: every version of every object; `entered` = the entry of our ledger that brought it, `chain` and `home_id` = the merged
ledger and the id that it had there. `keys`: secrets of personal fields. `words`, `parts`, `pairs`: the search index."""

GUARDS = "".join(
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN"
    f" SELECT RAISE(ABORT, 'what a case holds is never changed, only added to'); END;"
    for table in ("ledger", "chains", "objects")
    for verb in ("UPDATE", "DELETE")
)
