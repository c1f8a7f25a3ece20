"""The ledger: who did what when, on which object. Each entry holds the hash of the one before it.

An entry's hash is the sha256 of its canonical JSON (sorted keys, UTF-8, no spaces) without the hash itself, so that anybody
can compute it again with a few lines in any language. Method: a hash chain as in Haber and Stornetta, How to time-stamp a
digital document (Journal of Cryptology 3, 1991). A chain proves order and wholeness between two known heads; it does not
prove the clock, nor the person behind `who`, nor that its end was not cut off: keep the head elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import NamedTuple

from headstamp.core.finding import canonical_json

GENESIS = "0" * 64  # what the first entry names as the one before it
WITHOUT_OBJECT = frozenset(
    {"destroy-key", "merge", "seal", "seal-failed", "share", "note"}
)  # verbs of entries that bring no object of their own
FIELDS = ("seq", "at", "who", "verb", "kind", "id", "version", "content", "note", "prev", "sha256")
_q = json.encoder.encode_basestring  # a text in JSON's quotes, non-ASCII kept


class Entry(NamedTuple):
    """One line of the ledger. `at` = ISO 8601 in UTC; `content` = sha256 of the object as it is kept; `prev` = hash of the
    entry before, 64 zeros for the first."""

    seq: int
    at: str
    who: str
    verb: str
    kind: str
    id: str
    version: int
    content: str
    note: str
    prev: str
    sha256: str


class Trouble(NamedTuple):
    """One thing that is not as the ledger says. `part`: ledger, object, vault, key, file or search; `where` names it."""

    part: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.part} {self.where}: {self.what}" if self.where else f"{self.part}: {self.what}"


def digest(entry: Entry) -> str:
    """The hash that `entry` should hold: sha256 of its canonical JSON without `sha256`."""
    try:  # the same text as `canonical_json` gives, four times as fast: a case may have a million entries
        text = (
            f'{{"at":{_q(entry.at)},"content":{_q(entry.content)},"id":{_q(entry.id)},"kind":{_q(entry.kind)},"note":{_q(entry.note)}'
            f',"prev":{_q(entry.prev)},"seq":{entry.seq:d},"verb":{_q(entry.verb)},"version":{entry.version:d},"who":{_q(entry.who)}}}'
        )
    except (TypeError, ValueError):  # an altered row may hold anything; this is no hash then
        text = canonical_json([str(value) for value in entry])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def following(
    last: Entry | None,
    *,
    at: str,
    who: str,
    verb: str,
    kind: str,
    id: str,  # noqa: A002
    version: int,
    content: str,
    note: str,
) -> Entry:
    """The entry that comes after `last`, or the first one."""
    seq, prev = (last.seq + 1, last.sha256) if last else (1, GENESIS)
    bare = Entry(seq, at, who, verb, kind, id, version, content, note, prev, "")
    return bare._replace(sha256=digest(bare))


def to_line(entry: Entry) -> str:
    """One line of JSON: the entry with its hash, sorted keys."""
    return canonical_json(entry._asdict())


def from_line(line: str) -> Entry:
    """The entry of a line of JSON. Raises ValueError where it is not one."""
    fields = json.loads(line)
    if not isinstance(fields, dict) or set(fields) != set(FIELDS):
        raise ValueError("not an entry of a ledger")
    return Entry(**fields)


class Chain:
    """Checks entries as they come, in the order of their numbers; `troubles` says which one was altered, and how."""

    def __init__(self, name: str = "", *, seq: int = 1, prev: str = GENESIS) -> None:
        self.name, self.troubles = name, list[Trouble]()
        self.seq, self.prev = seq, prev  # what the next entry should carry
        self.head = prev

    def take(self, entry: Entry) -> bool:
        """Check the next entry; False where its own hash does not fit its fields."""
        if entry.seq != self.seq:
            self._gap(entry.seq)
        whole = digest(entry) == entry.sha256
        if not whole:
            self._tell(entry.seq, "was altered: its fields do not give its hash")
        if entry.prev != self.prev and entry.seq == self.seq:
            if entry.seq == 1:
                self._tell(1, "is not the first that was written: it names one before it")
            elif whole:
                known = f"entry {entry.seq} still names {entry.prev[:12]}… and entry {entry.seq - 1} has {self.prev[:12]}…"
                self._tell(entry.seq - 1, f"was replaced or its hash was altered: {known}")
        self.seq, self.prev, self.head = entry.seq + 1, entry.sha256, entry.sha256
        return whole

    def _gap(self, found: int) -> None:
        first, last = self.seq, found - 1
        if last < first:
            self._tell(found, "stands twice or out of order")
        elif first == last:
            self._tell(first, "is missing")
        else:
            self.troubles.append(Trouble("ledger", f"{self.name}entries {first} to {last}", "are missing"))

    def _tell(self, seq: int, what: str) -> None:
        self.troubles.append(Trouble("ledger", f"{self.name}entry {seq}", what))


def check_chain(entries: Iterable[Entry], name: str = "", *, seq: int = 1, prev: str = GENESIS) -> list[Trouble]:
    """Everything that is wrong with a chain that starts at `seq` after the hash `prev`; empty where it is whole."""
    chain = Chain(name, seq=seq, prev=prev)
    for entry in entries:
        chain.take(entry)
    return chain.troubles
