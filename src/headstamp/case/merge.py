"""Joining two people's work on one case. Both ledgers stay: the other's comes in as a chain of its own, whose head ours names.

Cases that began as copies of one share the entries up to where they parted; only what came after is brought in. Where both hold
an object of one id with another content, ours keeps the id and theirs is kept apart as `id~abcd1234`, and that is told. Merging
the same again changes nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from typing import NamedTuple

from headstamp.case.engine import told
from headstamp.case.ledger import GENESIS, WITHOUT_OBJECT, Entry, check_chain
from headstamp.case.personal import MARK, drop_key, sealed_in
from headstamp.case.store import COLUMNS, PARTS, Case, Stored
from headstamp.case.vault import NAME, Vault
from headstamp.core.errors import InputError

_ENTRY_SLOTS = ", ".join("?" * (len(Entry._fields) + 1))


class Clash(NamedTuple):
    """One object that both have, otherwise. `apart`: the id under which the other's is kept."""

    kind: str
    id: str
    apart: str


class Merged(NamedTuple):
    """What a merge brought: entries, versions of objects, files; clashes; keys destroyed here since they were there; keys of
    personal fields, of objects too that came before without them."""

    entries: int
    objects: int
    files: int
    clashes: tuple[Clash, ...]
    destroyed: tuple[str, ...]
    keys: int = 0

    @property
    def nothing_new(self) -> bool:
        """True where all of it was here already."""
        return not (self.entries or self.objects or self.files or self.destroyed or self.keys)


class _Arrival(NamedTuple):
    chain: str  # hash of the first entry after the parting
    entries: tuple[Entry, ...]  # those not held yet
    head: str


def merge(ours: Case, theirs: Case) -> Merged:
    """Bring everything of `theirs` into `ours`; `theirs` is only read.

    Raises InputError where their ledger or an object is not whole, or the ledger no continuation of what was merged before."""
    with theirs.moment():
        return _merged(ours, theirs)


def _merged(ours: Case, theirs: Case) -> Merged:
    list(_arrivals(ours, theirs))  # what is wrong with their ledger and objects is told before a file is copied
    objects = _objects(theirs)
    files = _files(ours, theirs)
    clashes: list[Clash] = []
    count = 0
    with ours.transaction() as db:
        arrivals = list(_arrivals(ours, theirs))
        for arrival in arrivals:
            if arrival.entries:
                rows = ((arrival.chain, *entry) for entry in arrival.entries)
                db.executemany(f"INSERT INTO chains(chain, {COLUMNS}) VALUES ({_ENTRY_SLOTS})", rows)  # noqa: S608
                ours.enter("merge", "chain", arrival.chain, 0, arrival.head, f"{len(arrival.entries)} entries")
        here = _here(ours)
        for stored, clash in _brought(ours, theirs, {a.chain for a in arrivals}, objects, here):
            ours.insert(stored)
            count += 1
            # two cases from none have a title each; of a personal file the two are otherwise in nothing but the key
            if clash and clash.kind != "case" and not (clash.kind == "file" and NAME.fullmatch(clash.id)):
                clashes.append(clash)
        # of what was here already the keys may have been away when it came
        keys = sum(_keys(ours, theirs, each) for each in objects if MARK in each.body and _home(each) in here)
        destroyed = _destroyed(ours)
    if destroyed:
        ours.flush()
    unique = tuple(dict.fromkeys(clashes))
    return Merged(sum(len(a.entries) for a in arrivals), count, files, unique, destroyed, keys)


def _arrivals(ours: Case, theirs: Case) -> Iterator[_Arrival]:
    """Their own ledger after the parting, and every chain that they merged and we neither wrote nor merged."""
    mine, foreign = list(ours.ledger()), list(theirs.ledger())
    if troubles := check_chain(foreign):
        raise InputError(
            f"their ledger is not whole: {troubles[0]}", hint="`headstamp case verify` shows all of it", file=theirs.path
        )
    shared = sum(1 for _ in _common(mine, foreign))
    own = {entry.sha256 for entry in mine}
    if shared < len(foreign):
        yield _arrival(ours, tuple(foreign[shared:]), theirs)
    for chain, entries in _chains(theirs).items():
        if chain not in own:
            yield _arrival(ours, entries, theirs)


def _common(mine: list[Entry], foreign: list[Entry]) -> Iterator[Entry]:
    for a, b in zip(mine, foreign, strict=False):
        if a != b:
            return
        yield a


def _chains(case: Case) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    with told(case.path):
        for chain, *fields in case.db.execute(f"SELECT chain, {COLUMNS} FROM chains ORDER BY chain, seq"):  # noqa: S608
            found.setdefault(chain, []).append(Entry(*fields))
    return {chain: tuple(entries) for chain, entries in found.items()}


def _arrival(ours: Case, entries: tuple[Entry, ...], theirs: Case) -> _Arrival:
    chain = entries[0].sha256
    first = entries[0]
    if check_chain(entries, seq=first.seq, prev=first.prev if first.seq > 1 else GENESIS):
        hint = "`headstamp case verify` shows where"
        raise InputError(f"the merged ledger {chain[:12]}… in it is not whole", hint=hint, file=theirs.path)
    held = _chains(ours).get(chain, ())
    for old, new in zip(held, entries, strict=False):
        if old != new:
            hint = "one of the two was rewritten; compare them with `headstamp case diff`"
            raise InputError(f"entry {old.seq} of their ledger is not what was merged before", hint=hint, file=theirs.path)
    return _Arrival(chain, entries[len(held) :], max(held, entries, key=len)[-1].sha256)


def _objects(theirs: Case) -> list[Stored]:
    """Every version of every object of theirs. Raises InputError where one is not what their ledgers say: what came in stays."""
    entries = [("", entry) for entry in theirs.ledger()]
    entries += [(chain, entry) for chain, held in _chains(theirs).items() for entry in held]
    said = {(chain, e.kind, e.id, e.version): e.content for chain, e in entries if e.verb not in WITHOUT_OBJECT}
    with told(theirs.path):
        found = [Stored(*row) for row in theirs.db.execute(f"SELECT {PARTS} FROM objects ORDER BY n")]  # noqa: S608
    for stored in found:
        content = said.pop((stored.chain, stored.kind, stored.home_id or stored.id, stored.version), "")
        if not content == stored.sha256 == hashlib.sha256(str(stored.body).encode("utf-8", "surrogateescape")).hexdigest():
            what = "was altered" if content else "stands in no entry of their ledger"
            raise _not_whole(theirs, stored.kind, stored.id, what)
    present = set(map(_home, found))
    for (chain, *name), content in said.items():
        if not (chain and (*name, content) in present):  # of an object that two had alike the first stands for both
            raise _not_whole(theirs, str(name[0]), str(name[1]), "is missing")
    return found


def _not_whole(theirs: Case, kind: str, name: str, what: str) -> InputError:
    hint = "`headstamp case verify` shows all of it; restore it from a copy"
    return InputError(f"{kind} {name!r} in it {what}", hint=hint, file=theirs.path)


def _home(stored: Stored) -> tuple[object, ...]:
    """What is the same of a version of an object in every case that holds it."""
    return (stored.kind, stored.home_id or stored.id, stored.version, stored.sha256)


def _here(ours: Case) -> set[tuple[object, ...]]:
    """The versions of objects that ours holds, under their ids at home and, of those kept apart, here."""
    sql = "SELECT kind, id, version, sha256 FROM objects UNION SELECT kind, home_id, version, sha256 FROM objects"
    return set(ours.db.execute(sql))


def _brought(
    ours: Case, theirs: Case, chains: set[str], objects: list[Stored], here: set[tuple[object, ...]]
) -> Iterator[tuple[Stored, Clash | None]]:
    """Their versions that are not `here`, with the chain that each came by and the id that it can have here."""
    own = next((a for a in chains if _is_head_chain(theirs, a)), "")
    entered = {row[0]: row[1] for row in ours.db.execute("SELECT id, max(seq) FROM ledger WHERE verb = 'merge' GROUP BY id")}
    for stored in objects:
        chain, home = stored.chain or own, stored.home_id or stored.id
        if chain not in entered or _home(stored) in here:
            continue
        here.add(_home(stored))
        name = _name_for(ours, stored.kind, home, stored.version, chain)
        clash = None if name == home else Clash(stored.kind, home, name)
        yield stored._replace(id=name, entered=entered[chain], chain=chain, home_id=home if name != home else ""), clash


def _is_head_chain(theirs: Case, chain: str) -> bool:
    return theirs.db.execute("SELECT 1 FROM ledger WHERE sha256 = ?", (chain,)).fetchone() is not None


def _name_for(ours: Case, kind: str, home: str, version: int, chain: str) -> str:
    """`home` where it is free or theirs continues it; else the name apart, the same one each time."""
    apart = f"{home}~{chain[:8]}"
    sql = "SELECT 1 FROM objects WHERE kind = ? AND id = ? LIMIT 1"
    if ours.db.execute(sql, (kind, apart)).fetchone():
        return apart
    taken = ours.db.execute("SELECT max(version) FROM objects WHERE kind = ? AND id = ?", (kind, home)).fetchone()[0]
    return home if taken is None or taken < version else apart


def _keys(ours: Case, theirs: Case, stored: Stored) -> int:
    """Bring the keys of personal fields, but for those that were destroyed here; how many came."""
    came = 0
    for key_id, _ in sealed_in(json.loads(stored.body)):
        if ours.secret(key_id) is not None or ours.destroyed(key_id):
            continue
        row = theirs.db.execute("SELECT subject, secret FROM keys WHERE id = ?", (key_id,)).fetchone()
        if row:
            taken = ours.db.execute("SELECT 1 FROM keys WHERE subject = ?", (row[0],)).fetchone()
            subject = f"{row[0]}~{key_id}" if taken else row[0]
            ours.db.execute("INSERT INTO keys(id, subject, secret) VALUES (?, ?, ?)", (key_id, subject, row[1]))
            came += 1
    return came


def _destroyed(ours: Case) -> tuple[str, ...]:
    """A person whom they forgot is forgotten here too."""
    asked = ours.db.execute("SELECT id, min(seq) FROM chains WHERE verb = 'destroy-key' GROUP BY id ORDER BY id").fetchall()
    gone = [(key_id, seq) for key_id, seq in asked if ours.secret(key_id) is not None]
    for key_id, seq in gone:
        drop_key(ours, key_id, f"destroyed in the merged ledger, entry {seq}")
    return tuple(key_id for key_id, _ in gone)


def _as_kept(vault: Vault, sha256: str) -> bytes:
    """A personal file as it is sealed there. Raises InputError where it was altered."""
    if found := vault.check(sha256):
        raise InputError(found.what, hint="restore it from a copy or a sealed bag", file=vault.path(sha256))
    kept = io.BytesIO()
    vault.copy_as_kept(sha256, kept)
    return kept.getvalue()


def _files(ours: Case, theirs: Case) -> int:
    """Copy files that are not here, as they are kept there; an altered one is refused before it is written."""
    mine, foreign = Vault(ours), Vault(theirs)
    with told(theirs.path):
        names = [row[0] for row in theirs.db.execute("SELECT DISTINCT home_id, id FROM objects WHERE kind = 'file'") if row[0]]
        names += [row[0] for row in theirs.db.execute("SELECT DISTINCT id FROM objects WHERE kind = 'file'")]
    copied = 0
    for sha256 in dict.fromkeys(n for n in names if NAME.fullmatch(n)):
        if mine.path(sha256).is_file() and ours.find("file", sha256):
            continue
        if foreign.key_of(sha256) and not ours.find("file", sha256):
            mine.place_sealed(sha256, io.BytesIO(_as_kept(foreign, sha256)))  # its key comes with its object
        elif foreign.forgotten(sha256):
            continue
        else:
            mine.place(io.BytesIO(foreign.get(sha256)))
        copied += 1
    return copied
