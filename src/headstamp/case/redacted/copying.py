"""A whole case as a profile may see it: written anew, object by object, so that nothing else was ever in the file.

The copy has its own ledger. Its first entries name the profile, the head of the original and what was generalised, by field; the
original gets an entry that a copy was made, for whom, and with which head. Of several versions of an object the newest goes in;
notes of the ledger, who did what when, and keys stay behind. Photos go in without metadata where the profile may see them.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.case.contents import plain
from headstamp.case.ledger import GENESIS
from headstamp.case.redacted.bodies import Redactor
from headstamp.case.redacted.gather import Gathered, gather
from headstamp.case.redacted.look import Items
from headstamp.case.schema import KINDS
from headstamp.case.store import Case, Draft, Stored
from headstamp.case.vault import NAME, Vault, drop
from headstamp.core.errors import InputError, LimitError, OutputError, UsageError
from headstamp.core.finding import canonical_json
from headstamp.core.redact import Profile, may_show
from headstamp.core.version import __version__

TEAM = "case team"  # who the entries of a copy are by
Step = Callable[[int], None]
Object = dict[str, Any]  # kind, id, body


class Redacted(NamedTuple):
    """What a redacted copy holds and what it does not. `generalised`: values by field; `left_out`: objects by kind; `photos`:
    pictures that went in without metadata; `withheld`: files that did not go in; `head`: of the copy, or the sha256 of a
    document; `original`: the head of the case that it was made of."""

    profile: Profile
    objects: int
    generalised: dict[str, int]
    left_out: dict[str, int]
    photos: int
    withheld: int
    head: str
    original: str


Writer = Callable[[Redacted, str, list[Object]], bytes]


def redact_case(case: Case, to: Path, profile: Profile, *, whom: str, step: Step | None = None) -> Redacted:
    """Write a new case `to` that holds what `profile` may see, and say so in the ledger of `case`.

    Raises UsageError for the profile `confidential`, which sees everything: seal a bag instead; OutputError where `to` exists or
    cannot be written; then neither case is changed."""
    _refuse(profile)
    vault = to.with_name(to.name + ".vault")
    for path in (to, vault):
        if path.exists():
            raise OutputError("there is something of this name", hint="a redacted copy is a new case", file=path)
    part, files = to.with_name(f".{to.name}.part"), to.with_name(f".{to.name}.files")
    _clear(part, files)
    try:
        with case.transaction():
            said, drafts = _contents(case, profile, step, files / "objects")
            said = said._replace(head=_written(part, said, drafts))
            case.enter("share", "case", "case", 0, said.head, _note(profile, whom))
        if files.exists():
            files.replace(vault)
        os.replace(part, to)
    except OutputError as error:  # told of the name that the user gave, not of the passing one
        raise OutputError(error.what, hint=error.hint, file=to if error.file == str(part) else error.file) from error
    except OSError as error:
        raise OutputError(
            f"cannot write the copy: {error.strerror}", hint="free some room or choose another place", file=to
        ) from error
    finally:
        _clear(part, files)
    return said


def redact_document(case: Case, profile: Profile, write: Writer, *, whom: str) -> Redacted:
    """The same as one document without files: `write` makes it of what is told, of the title and of the objects, writes it, and
    returns its bytes."""
    _refuse(profile)
    with case.transaction():
        said, drafts = _contents(case, profile, None, None)
        objects = [{"kind": d.kind, "id": d.id, "body": d.body} for d in drafts]
        content = write(said, _title(drafts), objects[1:])
        said = said._replace(head=hashlib.sha256(content).hexdigest())
        case.enter("share", "case", "case", 0, said.head, _note(profile, whom))
    return said


def _refuse(profile: Profile) -> None:
    if profile is Profile.CONFIDENTIAL:
        raise UsageError("the case team sees everything", hint="`headstamp case seal` makes a bag; --profile public or partner")


def _note(profile: Profile, whom: str) -> str:
    return f"a copy under the profile {profile.value}" + (f", for {whom.strip()}" if whom.strip() else "")


def _contents(case: Case, profile: Profile, step: Step | None, files: Path | None) -> tuple[Redacted, list[Draft]]:
    """What is told, and the objects, the case itself first. Pictures are written into `files`; None = a document has none."""
    known = gather(case, profile)
    _rename_hashed(case, known)
    look = Redactor(known, Items(case))
    drafts: list[Draft] = []
    left_out: Counter[str] = Counter()
    shown = withheld = 0
    opened = _opened_photos(case, profile)
    for number, stored in enumerate(_newest(case), start=1):
        body = plain(case.body(stored))
        if not look.may_see(stored.kind, stored.id, body):
            left_out[stored.kind] += 1
        elif stored.kind == "file" and NAME.fullmatch(stored.id):
            allowed = files is not None and str(body.get("name")) in opened if profile is Profile.PUBLIC else files is not None
            drafts.append(_file(case, stored.id, look.body("file", stored.id, body), files if allowed else None))
            shown, withheld = (shown, withheld + 1) if drafts[-1].body.get("withheld") else (shown + 1, withheld)  # type: ignore[union-attr]
        else:
            drafts.append(Draft(stored.kind, look.name(stored.id), look.body(stored.kind, stored.id, body)))
        if step and number % 500 == 0:
            step(number)
    head = case.head()
    generalised, original = dict(sorted(look.counts.items())), head.sha256 if head else GENESIS
    return Redacted(profile, len(drafts), generalised, dict(left_out), shown, withheld, "", original), drafts


def _newest(case: Case) -> Iterator[Stored]:
    for kind in KINDS:
        yield from list(case.all(kind))


def _rename_hashed(case: Case, known: Gathered) -> None:
    """Findings, and claims of files, are called by a hash of what they say: guesses at what is withheld could be tried on it."""
    taken = set(known.names.values()) | {stored.id for kind in ("finding", "claim") for stored in case.all(kind)}
    for kind, start in (("finding", ""), ("claim", "file:")):
        names = (stored.id for stored in case.all(kind) if stored.id.startswith(start))
        numbers = (new for n in count(1) if (new := f"{kind}-{n}") not in taken)
        known.names.update(zip(names, numbers, strict=False))


def _opened_photos(case: Case, profile: Profile) -> frozenset[str]:
    """Names of photos that their record shows to this profile, and no other record closes."""
    items = Items(case)
    opened: set[str] = set()
    closed: set[str] = set()
    for stored in case.all("record"):
        if stored.id in items:
            item = items[stored.id]
            names = (*item.recovery.photos, *(mark.photo for mark in item.marks))
            (opened if may_show(item, "photos", profile) else closed).update(names)
    return frozenset(opened - closed - {""})


def _file(case: Case, sha256: str, seen: dict[str, Any], files: Path | None) -> Draft:
    """A picture without metadata where the profile may see it; of any other file its hash, size and kind."""
    data = _clean(case, sha256) if files else None
    if data is None or files is None:
        return Draft("file", f"withheld-{sha256[:16]}", {**seen, "withheld": True})
    new = hashlib.sha256(data).hexdigest()
    _place(files / new, data)
    made = {"parents": [sha256], "tool": "headstamp", "version": __version__, "parameters": {"metadata": "taken out"}}
    kept = {"sha256": new, "bytes": len(data), "name": seen.get("name", ""), "media_type": "image/jpeg", "derived_from": [made]}
    return Draft("file", new, kept)


def _place(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        with path.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        path.chmod(0o444)


def _clean(case: Case, sha256: str) -> bytes | None:
    from headstamp.observe.photos import clean_copy  # Pillow is loaded where there is a picture

    vault = Vault(case)
    if vault.forgotten(sha256):
        return None
    data = vault.get(sha256)
    try:
        return clean_copy(data)
    except (InputError, LimitError):  # not a picture, or one that cannot be read whole
        return None


def _title(drafts: list[Draft]) -> str:
    body = drafts[0].body if drafts and drafts[0].kind == "case" else {}
    return str(body.get("title", "")) if isinstance(body, dict) else ""


def _written(part: Path, said: Redacted, drafts: list[Draft]) -> str:
    """The copy under its passing name; its head."""
    title = _title(drafts) or "a case"
    with Case.create(part, title, TEAM) as copy:
        opened = json.loads(copy.get("case", "case").body)
        told = {"profile": said.profile.value, "original_head": said.original, "generalised": said.generalised,
                "left_out": said.left_out, "photos_without_metadata": said.photos, "files_withheld": said.withheld}  # fmt: skip
        copy.write([Draft("case", "case", {**opened, "redacted": told}, "redact", f"under the profile {said.profile.value}")])
        copy.write(_once(drafts[1:] if drafts and drafts[0].kind == "case" else drafts))
        head = copy.head()
        copy.db.execute("PRAGMA journal_mode = DELETE")  # one file to hand over, with no log beside it
    return head.sha256 if head else GENESIS


def _once(drafts: list[Draft]) -> Iterator[Draft]:
    """Two objects that look the same in this output are one: the same picture taken out of two files, say."""
    seen: dict[tuple[str, str], str] = {}
    for draft in drafts:
        key, text = (draft.kind, draft.id), canonical_json(draft.body)
        if key not in seen:
            seen[key] = text
            yield draft


def _clear(part: Path, files: Path) -> None:
    for path in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
        drop(path)
    if files.exists():
        for path in files.rglob("*"):
            if path.is_file():
                path.chmod(0o600)
        shutil.rmtree(files, ignore_errors=True)
