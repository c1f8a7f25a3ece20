"""Is a case as its ledger says? Every hash is computed again, and what does not fit is told by name and place.

What this finds: anything changed, removed or put in past the tool, in objects, ledger, merged ledgers, keys, vault and search
index. What it cannot: a case that was rewritten as a whole, hashes and all, or whose newest entries were cut off together with
their objects. For that, give it a head that you kept elsewhere: a sealed bag, a message, a page in a notebook.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.case.engine import connect, is_sqlite, truncated
from headstamp.case.indexing import searchable
from headstamp.case.ledger import WITHOUT_OBJECT, Chain, Entry, Trouble
from headstamp.case.mend import altered_byte, altered_field
from headstamp.case.pages import check_pages
from headstamp.case.personal import MARK, fingerprint, sealed_in
from headstamp.case.reading import any_text, as_text, each
from headstamp.case.schema import GUARDS, TABLES
from headstamp.case.store import COLUMNS, PARTS, Case, Stored, now, statements
from headstamp.case.vault import LOCKED, NAME, SEALED, Vault, content_key
from headstamp.core.errors import InputError

EXPLAINED = 20  # troubles whose altered sign is looked for; each costs some tenths of a second
_NOTHING = "nothing in it can be read; restore it from a copy or a sealed bag"


class Verdict(NamedTuple):
    """What was looked at and what was found. `intact`: no trouble. `remarks` do not touch that: what to know besides."""

    path: str
    entries: int
    objects: int
    files: int
    head: str
    troubles: tuple[Trouble, ...]
    remarks: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """True where everything is as the ledger says."""
        return not self.troubles


def verify(
    path: Path, *, passphrase: str = "", head: str = "", index: bool = True, step: Callable[[int], None] | None = None
) -> Verdict:
    """Check a case file and its vault; nothing is changed. `head`: a hash that the ledger must hold, or its beginning.
    `index` = False leaves out the search index. `step` is called with how many entries, objects and files were looked at.
    Raises InputError for what is no case, or is locked another way."""
    try:
        db = connect(path, passphrase, readonly=True, cut_too=True)
    except InputError as error:
        if not error.what.startswith(("damaged", "truncated")):
            raise
        return Verdict(str(path), 0, 0, 0, "", (Trouble("file", "", truncated(path) or error.what),), (_NOTHING,))
    with Case(path, db, "", now, True, bool(passphrase)) as case, case.moment(), ThreadPoolExecutor(1) as beside:
        pages = beside.submit(check_pages, path, passphrase, index=index)
        look = _Look(case, head, step)
        if cut := truncated(path):
            look.tell("file", "", cut)
        look.schema()
        look.chain("", "ledger")
        for (chain,) in look.rows("SELECT DISTINCT chain FROM chains ORDER BY chain"):
            look.chain(chain, "chains")
        if head and not look.met:
            look.tell(
                "ledger", "", f"does not hold the head {head[:12]}… that was kept elsewhere: entries were cut off or rewritten"
            )
        look.objects()
        look.keys()
        look.vault()
        look.troubles += pages.result().troubles
        look.remarks += pages.result().remarks
        return Verdict(str(path), look.entries, look.count, look.files, look.head, tuple(look.troubles), tuple(look.remarks))


class _Printed(NamedTuple):
    """What the objects say of a key: its fingerprint, the object it was first met in, and the entries that brought this one: to
    this case, and in the ledger that it came by."""

    print: str
    where: str
    entered: int
    chain: str
    seq: int


class _Said(NamedTuple):
    """What a ledger says of a version of an object."""

    chain: str
    seq: int
    content: str

    @classmethod
    def read(cls, line: str) -> _Said:
        seq, chain, content = line.split(":", 2)
        return cls(chain, int(seq), content)


def _keys(count: int) -> str:
    return f"{count:,} keys of personal fields were" if count != 1 else "1 key of personal fields was"


def _key_of(stored: Stored) -> str:
    """The key that the content of a file is kept under; empty for a plain one."""
    if MARK not in stored.body:
        return ""
    try:
        return content_key(json.loads(stored.body))
    except (ValueError, AttributeError):
        return ""


def _named(stored: Stored) -> str:
    return f"{stored.kind} {stored.id!r} version {stored.version}"


class _Look:
    """One pass over a case."""

    def __init__(self, case: Case, wanted: str, step: Callable[[int], None] | None) -> None:
        self.case, self.wanted, self.met, self.step = case, wanted, False, step
        self.troubles: list[Trouble] = []
        self.remarks: list[str] = []
        self.written: dict[int, str] = {}  # hash of chain, kind, id, version: what was said of it; one text, a million times
        self.destroyed: dict[str, int] = {}  # key id -> seq
        self.prints: dict[str, _Printed] = {}  # by key id
        self.seals: dict[str, list[float]] = {}  # ledger -> entries after which copies without keys were made
        self.joined: dict[str, list[str]] = {}  # merged ledger -> those that had been merged into it
        self.entries = self.count = self.files = 0
        self.head = ""
        self.merges: dict[str, dict[int, str]] = {}  # chain -> seq of ours: head that it says was merged
        self.present: set[int] = set()  # objects by their names at home and their hash, where ledgers were merged
        self.expected: dict[str, str] = {}  # sha256 of a file -> id of the key it is kept under; empty = plain

    def tell(self, part: str, where: str, what: str) -> None:
        self.troubles.append(Trouble(part, where, what))

    def went_on(self) -> None:
        done = self.entries + self.count + self.files
        if self.step and done % 1000 == 0:
            self.step(done)

    def rows(self, sql: str, *values: object) -> list[Any]:
        """The rows of a small query; what cannot be read is told."""
        self.case.db.text_factory = any_text
        try:
            return self.case.db.execute(sql, values).fetchall()
        except Exception as error:
            if not is_sqlite(error):
                raise
            self.tell("file", "", f"cannot be read in part: {error}")
            return []

    def schema(self) -> None:
        """The tables and the triggers that refuse changes, word for word as made, and nothing foreign beside them."""
        asked = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'trigger', 'view')"
        found = {name: (kind, sql) for kind, name, sql in self.rows(asked)}
        for sql in statements(TABLES + GUARDS):
            kind, name = re.findall(r"CREATE (?:VIRTUAL )?(TABLE|TRIGGER|VIEW) (\w+)", sql)[0]
            if found.pop(name, ("", None))[1] != sql.strip().rstrip(";"):
                self.tell("file", f"{kind.lower()} {name}", "is missing or was altered: it is not as the tool makes it")
        for name, (kind, _) in found.items():
            if not re.fullmatch(r"(words|parts|pairs)_(data|idx|docsize|config)|sqlite_\w+", name):
                self.tell("file", f"{kind} {name!r}", "was added past the tool")

    def chain(self, chain: str, table: str) -> None:
        """One ledger: our own, or a merged one, which starts where it parted from ours."""
        name = f"of {chain[:12]}… " if chain else ""
        check: Chain | None = Chain() if not chain else None
        if chain and not NAME.fullmatch(chain):
            self.tell("ledger", f"of {chain!r}", "is not the name of a merged ledger: it was added past the tool")
            return
        where = f"WHERE chain = '{chain}'" if chain else ""
        for row in each(self.case.db, table, "seq", COLUMNS, where, self.tell):
            entry = Entry(*row)
            if bytes in map(type, row) or type(entry.note) is not str or type(entry.verb) is not str:
                entry = Entry._make(value if type(value) is int else as_text(value) for value in row)
            if check is None:
                check = Chain(name, seq=entry.seq, prev=entry.prev)
                if entry.sha256 != chain:
                    self.tell(
                        "ledger", f"{name}entry {entry.seq}", "is not the first that was merged: entries before it are missing"
                    )
            if not check.take(entry):
                self._explain(check, entry)
            self._note(chain, entry)
        if check is None:
            return
        self.troubles += check.troubles
        if not chain:
            self.head = check.head
        elif check.head not in list(self.merges.get(chain, {}).values())[-1:]:
            self.tell("ledger", f"{name}entry {check.seq - 1}", "is not the head that our ledger says was merged")

    def _explain(self, check: Chain, entry: Entry) -> None:
        if len(self.troubles) + len(check.troubles) <= EXPLAINED and (found := altered_field(entry)):
            old = check.troubles.pop()
            check.troubles.append(old._replace(what=f"was altered in `{found.field}`: {found.now!r} was {found.was!r}"))

    def _note(self, chain: str, entry: Entry) -> None:
        self.entries += 1
        self.went_on()
        self.met |= entry.sha256.startswith(self.wanted)
        if entry.verb == "destroy-key":
            self.destroyed.setdefault(entry.id, entry.seq)
        elif entry.verb == "merge" and not chain:
            self.merges.setdefault(entry.id, {})[entry.seq] = entry.content
        elif entry.verb == "merge":
            self.joined.setdefault(chain, []).append(entry.id)
        elif entry.verb == "seal" and "without keys" in entry.note:
            self.seals.setdefault(chain, []).append(entry.seq)
            for inner in self.joined.get(chain, ()):
                self.seals.setdefault(inner, []).append(math.inf)
        elif entry.verb not in WITHOUT_OBJECT:
            key = hash((chain, entry.kind, entry.id, entry.version))
            self.written[key] = f"{entry.seq}:{chain}:{entry.content}"

    def objects(self) -> None:
        """Every version of every object against the entry that brought it."""
        for row in each(self.case.db, "objects", "n", f"{PARTS}, text", "", self.tell):
            self._object(Stored(*row[:-1]), row[-1])
        for said in self.written.values():
            self._missing(*_Said.read(said))

    def _object(self, stored: Stored, text: Any) -> None:
        self.count += 1
        self.went_on()
        if type(stored.body) is not str or type(stored.id) is not str or type(stored.entered) is not int:
            entered = stored.entered if type(stored.entered) is int else 0  # an altered page may hold anything
            stored = stored._replace(body=as_text(stored.body), id=as_text(stored.id), entered=entered)
        home = stored.home_id or stored.id
        line = self.written.pop(hash((stored.chain, stored.kind, home, stored.version)), None)
        said = _Said.read(line) if line else None
        sha256 = hashlib.sha256(stored.body.encode("utf-8", "surrogateescape")).hexdigest()
        if self.merges:
            self.present.add(hash((stored.kind, home, stored.version, sha256)))
        if said is None:
            self.tell("object", _named(stored), "was added outside the ledger, or renamed: no entry speaks of it")
        elif sha256 != said.content:
            self._altered(stored, said)
        else:
            if stored.sha256 != sha256:
                self.tell("object", _named(stored), "the hash beside it was altered; the content is as the ledger says")
            self._beside(stored, text, said)
        if MARK in stored.body:
            self._sealed(stored, said.seq if said else stored.entered)
        if stored.kind == "file" and isinstance(stored.id, str) and NAME.fullmatch(stored.id):
            self.expected[stored.id] = _key_of(stored)

    def _missing(self, chain: str, seq: int, content: str) -> None:
        where, values = ("chains WHERE chain = ? AND", (chain, seq)) if chain else ("ledger WHERE", (seq,))
        for kind, name, version in self.rows(f"SELECT kind, id, version FROM {where} seq = ?", *values):  # noqa: S608
            if chain and hash((kind, name, version, content)) in self.present:
                continue  # both had the very same object; ours stands for both
            of = f" of {chain[:12]}…" if chain else ""
            self.tell("object", f"{kind} {name!r} version {version}", f"is missing: entry {seq}{of} brought it")

    def _altered(self, stored: Stored, said: _Said) -> None:
        what = f"was altered: it is not what entry {said.seq} says"
        if len(self.troubles) < EXPLAINED and (found := altered_byte(stored.body, said.content)):
            what += f"; sign {found.at + 1} was {found.was!r} and is {found.now!r}{found.field and f', in `{found.field}`'}"
        self.tell("object", _named(stored), what)

    def _beside(self, stored: Stored, text: Any, said: _Said) -> None:
        """What stands beside a whole object and is not in its hash: the entry it points at, and its text for searching."""
        brought = self.merges.get(stored.chain, {}) if stored.chain else (said.seq,)
        if stored.entered not in brought:
            self.tell("object", _named(stored), f"says that entry {stored.entered} brought it, which that entry does not")
        if text != searchable(stored.id, json.loads(stored.body)):
            self.tell("search", _named(stored), "the text that is searched was altered; the content is as the ledger says")

    def _sealed(self, stored: Stored, seq: int) -> None:
        try:
            body = json.loads(stored.body)
        except ValueError:
            return
        for key_id, printed in sealed_in(body):
            self.prints.setdefault(key_id, _Printed(printed, _named(stored), stored.entered, stored.chain, seq))

    def keys(self) -> None:
        """Every key against the fingerprint that the objects hold of it, and those that are destroyed."""
        here = dict(self.rows("SELECT id, secret FROM keys"))
        left_out, away = self._left_out(here), 0
        for key_id, found in self.prints.items():
            secret = here.pop(key_id, None)
            if secret is None and key_id in left_out:
                away += 1
            elif secret is None and key_id not in self.destroyed:
                what = f"is missing and no entry says that it was destroyed; {found.where} cannot be read in full"
                self.tell("key", key_id, what)
            elif secret is not None and key_id in self.destroyed:
                self.tell("key", key_id, f"was put back: entry {self.destroyed[key_id]} says that it was destroyed")
            elif secret is not None and fingerprint(secret) != found.print:
                self.tell("key", key_id, f"was altered; {found.where} cannot be read in full")
        here.pop("vault", None)
        for key_id in here:
            self.tell("key", key_id, "belongs to no object: it was added outside the ledger")
        if away:
            self.remarks.append(f"{_keys(away)} left out of this copy")
        if self.destroyed:
            self.remarks.append(f"{_keys(len(self.destroyed))} destroyed, as the ledger says")

    def _left_out(self, here: Mapping[str, Any]) -> set[str]:
        """Keys that a copy sealed without keys does not have. Such a copy has none of those that there were when it was sealed:
        where one of them is here, another that is missing was taken out."""
        placed = [(key_id, at) for key_id, each in self.prints.items() for at in (("", each.entered), (each.chain, each.seq))]
        first: dict[str, int] = {}  # ledger -> entry of the first key that is here
        for key_id, (chain, seq) in placed:
            if key_id in here:
                first[chain] = min(seq, first.get(chain, seq))
        return {
            key_id
            for key_id, (chain, seq) in placed
            if key_id not in here and key_id not in self.destroyed
            for sealed in self.seals.get(chain, ())
            if seq <= sealed and (chain not in first or sealed < first[chain])
        }

    def vault(self) -> None:
        """Every file against its name, and those that nobody entered. Of a personal file whose key is gone only the form."""
        vault, closed = Vault(self.case), 0
        here = dict(self.rows("SELECT id, secret FROM keys"))
        present = set(vault.names())
        for sha256, key in self.expected.items():
            self.files += 1
            self.went_on()
            closed += bool(key) and key not in here
            found = vault.check_form(sha256, key, here.get(key))
            self.troubles += [found] if found else []
            present.discard(vault.place_of(sha256, sealed=bool(key)).name)
        if closed:
            files, it = (f"{closed:,} files of the vault are", "they are") if closed != 1 else ("1 file of the vault is", "it is")
            self.remarks.append(f"{files} encrypted, the key destroyed or not in this copy: only that {it} there was checked")
        self._strays(vault, sorted(present))

    def _strays(self, vault: Vault, names: list[str]) -> None:
        """Files that no entry speaks of: what a killed `add` left is no trouble, where it is what its name says."""
        left = []
        for name in names:
            sha256 = name.removesuffix(LOCKED).removesuffix(SEALED)
            if name.startswith(".") and name.endswith(".part"):
                self.remarks.append(f"{name} in the vault is what is left of a file that was not put in to the end; it can go")
            elif not NAME.fullmatch(sha256):
                self.tell("vault", name, "was added outside the ledger")
            elif sha256 in self.expected:
                left_over = (
                    f"is {_form(name)} form of a file that is here: something was cut off; do it again, or delete this one"
                )
                if name.endswith(LOCKED):  # betrays nothing, and the file was checked in the form that counts
                    self.remarks.append(f"{name} in the vault {left_over}")
                else:
                    self.tell("vault", name, left_over)
            elif name.endswith(LOCKED) == self.case.locked and not self._wrong(vault, name, sha256):
                left.append(name)
            else:
                self.tell("vault", name, "was added outside the ledger, or altered: it is not what its name says")
        if left:
            what = f"{left[0]} is a file" if len(left) == 1 else f"{len(left):,} files ({', '.join(left[:3])} …) are files"
            self.remarks.append(f"in the vault {what} of which no entry speaks: adding was cut off. Add again, or delete")

    def _wrong(self, vault: Vault, name: str, sha256: str) -> bool:
        """Of a sealed one the key was never kept, so that only its form can be looked at."""
        sealed = name.removesuffix(LOCKED).endswith(SEALED)
        return vault.check_form(sha256, "gone" if sealed else "", None) is not None


def _form(name: str) -> str:
    """What the ending of a name in the vault says."""
    return "the locked" if name.endswith(LOCKED) else "an encrypted" if name.endswith(SEALED) else "the plain"
