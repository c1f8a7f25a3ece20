"""Photos, papers and imagery as evidence: a file goes into the vault by its hash, and what it says of itself becomes claims.

What stands in a file about itself (time, place, device, author) is a claim of that file, graded F6, and never a fact of the case.
An object `file` of a picture or pdf holds, beside what every file of the vault has:

    width, height    pixels of the picture as seen upright
    pages            of a pdf
    perceptual       {"method": "dct12", "hash": hex}: the likeness by which the same picture is found again
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.case.alike import Alike, alike_to
from headstamp.case.contents import of_claim
from headstamp.case.store import Case, Draft
from headstamp.case.vault import Part, Vault, drop
from headstamp.core.claim import Citation, Claim, Grade
from headstamp.core.errors import InputError
from headstamp.observe.photos import HEAD, MAX_BYTES, METHOD, Read, Said, media_type, read_file

HEDGE = "as the file itself says; such fields are easily changed"
OF_ITSELF = Grade(reliability="F", why="a file about itself: nobody has judged whether it is right")


class Added(NamedTuple):
    """A file of the case. `claims` = ids of what it says of itself; `alike` = other files that look the same, nearest first;
    `remarks` = what a person should be told. `new` is False where the case had it."""

    sha256: str
    media_type: str
    claims: tuple[str, ...] = ()
    alike: tuple[Alike, ...] = ()
    remarks: tuple[str, ...] = ()
    new: bool = True


def add_file(case: Case, path: Path, *, note: str = "", personal: bool = True) -> Added:
    """Keep a file with the claims it makes of itself, in one transaction; the same file again adds nothing.

    `personal`: its bytes are kept encrypted under a key of their own, since a photo shows a face or a place and a paper names
    people; False keeps it plain. Raises InputError or OutputError where it cannot be read or kept. A damaged or hostile one is
    kept, without claims."""
    added, drafts = prepared(case, path, note=note, personal=personal)
    case.write(drafts)
    return added


def prepared(case: Case, path: Path, *, note: str = "", personal: bool = True) -> tuple[Added, Iterator[Draft]]:
    """The same without the entries: the drafts wait for `Case.write`, with others if need be. The first of them brings the file
    to its place; where none is taken it stays a part beside it, which `verify` tells."""
    part, read = _taken(case, path, personal)
    sha256, size = part.sha256, part.size
    claims = [_claim(sha256, said) for said in read.said]
    kept = case.find("file", sha256)
    known = case.body(kept) if kept else {}
    body = {"sha256": sha256, "bytes": size, "name": path.name, "media_type": read.media_type, **known, **_looks(read)}
    body["media_type"] = known.get("media_type") or read.media_type
    remarks = read.remarks
    if known and known.get("name") not in ("", path.name):
        remarks = (f"the case has this file as {known['name']!r}", *remarks)
    near = alike_to(case, read.look, but=sha256, size=(read.width, read.height)) if read.look else ()
    drafts = _drafts(case, part, body, note, [of_claim(claim) for claim in claims])
    return Added(sha256, read.media_type, tuple(claim.id for claim in claims), near, remarks, kept is None), drafts


def _drafts(case: Case, part: Part, body: dict[str, Any], note: str, claims: list[Draft]) -> Iterator[Draft]:
    """Runs inside the transaction, where the file gets its place and its key."""
    vault = Vault(case)
    kept = case.find("file", part.sha256)
    vault.settle(part)
    if kept is None:
        yield vault.draft(part, body, note)
    elif not vault.forgotten(part.sha256):
        yield vault.next_draft(part.sha256, body, "read", note)
    # a claim that is there stays as it is: what was forgotten of it must not come back with the same file
    yield from (claim for claim in claims if case.find("claim", claim.id) is None)


def _taken(case: Case, path: Path, personal: bool) -> tuple[Part, Read]:
    """Write the file beside its place, and read it where it is not too large to be held."""
    if not path.is_file():
        what = "not a file: a folder, a pipe or a device" if path.exists() else "no such file"
        raise InputError(what, hint="check the name", file=path)
    try:
        with path.open("rb") as stream:
            part = Vault(case).take(stream, personal=personal)
            stream.seek(0)
            data = stream.read(HEAD if part.size > MAX_BYTES else MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error
    if part.size > MAX_BYTES:
        return part, Read(media_type(data), remarks=(f"{part.size:,} bytes: kept, and too large to be looked into",))
    try:
        if hashlib.sha256(data).hexdigest() != part.sha256:
            raise InputError("it was changed while it was read", hint="add it again when nobody writes to it", file=path)
        return part, read_file(data, path.name)
    except BaseException:
        drop(part.path)
        raise


def _looks(read: Read) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if read.width:
        found |= {"width": read.width, "height": read.height}
    if read.pages:
        found["pages"] = read.pages
    if read.look:
        found["perceptual"] = {"method": METHOD, "hash": read.look}
    return found


def _claim(sha256: str, said: Said) -> Claim:
    """One statement of a file about itself. Its id follows from the file, the field and what is said."""
    about = hashlib.sha256("\0".join((sha256, said.predicate, said.locator, said.value)).encode()).hexdigest()
    return Claim(
        id=f"file:{sha256[:16]}:{said.predicate}:{about[:8]}",
        subject=f"file:{sha256}",
        predicate=said.predicate,
        value=said.value,
        citation=Citation(source_id=f"file:{sha256}", locator=said.locator, sha256=sha256),
        grade=OF_ITSELF,
        hedge=f"{HEDGE}; {said.note}" if said.note else HEDGE,
    )
