"""`headstamp case alike`: the same picture again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import common
from headstamp.cli.casework import case_argument, open_case
from headstamp.cli.options import profile_option
from headstamp.core.errors import InputError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.case.alike import Alike, Look
    from headstamp.core.redact import Profile


@click.command("alike")
@case_argument
@click.argument("photo", required=False, default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@profile_option
def command(path: Path, photo: str, as_json: bool, profile: str) -> None:
    """Find the same picture again: everywhere in the case, or wherever it looks like PHOTO.

    PHOTO is a file, which need not be in the case, or the first signs of the sha256 of one that is. Smaller, compressed,
    brighter, grey, turned and mirrored copies are found; a picture cut by a tenth mostly is not.

    \b
    headstamp case alike crate.headstamp
    headstamp case alike crate.headstamp from-the-press.jpg
    """
    from headstamp.core.redact import Profile
    from headstamp.observe.photos import BITS
    from headstamp.tell.evidence_view import alike_json, alike_lines

    asked = Profile(profile)
    with open_case(path, readonly=True) as case:
        found, count = _near(case, photo, asked) if photo else _all(case, asked)
    if as_json:
        click.echo(alike_json(found, asked, of=count, bits=BITS))
        return
    for line in alike_lines(found, of=count, bits=BITS, asked=bool(photo)):
        click.echo(line)
    common.note(f"profile {profile}" + ("" if asked is Profile.CONFIDENTIAL else ": names of files are withheld"))


def _all(case: Case, profile: Profile) -> tuple[list[dict[str, Any]], int]:
    from headstamp.case.alike import groups, looks

    count = len(looks(case))
    with common.progress("comparing pictures"):
        held = groups(case)
    return [{"first": _look(g.first, profile), "others": [_alike(each, profile) for each in g.others]} for g in held], count


def _near(case: Case, photo: str, profile: Profile) -> tuple[list[dict[str, Any]], int]:
    """Files that look like one picture; that one first. The very bytes are told as such."""
    from headstamp.case.alike import alike_to, file_named, looks

    held, same = looks(case), ""
    if Path(photo).exists():
        first, same = _outside(Path(photo))
    else:
        sha256 = file_named(case, photo)
        kept = next((each for each in held if each.sha256 == sha256), None)
        if kept is None:
            raise InputError("this file of the case has no likeness: no picture, or too plain", hint="name another", file=photo)
        first = kept
    found = alike_to(case, first.look, but=first.sha256, size=(first.width, first.height))
    others = [each._replace(words="the same file") if each.sha256 == same else each for each in found]
    count = len([each for each in held if each.sha256 != first.sha256])
    return ([{"first": _look(first, profile), "others": [_alike(each, profile) for each in others]}] if others else []), count


def _outside(path: Path) -> tuple[Look, str]:
    """The likeness of a picture that need not be in the case, and its sha256. Raises InputError where it has no likeness."""
    import hashlib

    from headstamp.case.alike import Look
    from headstamp.observe.photos import MAX_BYTES, read_file

    if not path.is_file() or path.stat().st_size > MAX_BYTES:
        raise InputError("not a picture that can be looked at: a folder, a device, or too large", hint="name a photo", file=path)
    data = path.read_bytes()
    read = read_file(data, path.name)
    if not read.look:
        raise InputError("; ".join(read.remarks) or "it has no look", hint="name a photo: jpeg, png, tiff, webp, gif", file=path)
    return Look("", path.name, read.look, read.width, read.height), hashlib.sha256(data).hexdigest()


def _look(look: Look, profile: Profile) -> dict[str, Any]:
    from headstamp.core.redact import Profile

    told = {"sha256": look.sha256, "name": _name(look.name, look.sha256, profile)}
    if profile is Profile.PUBLIC and look.sha256:
        return told  # the size of a file of the case is for partners
    return {**told, "width": look.width, "height": look.height}


def _alike(found: Alike, profile: Profile) -> dict[str, Any]:
    name = _name(found.name, found.sha256, profile)
    return {"sha256": found.sha256, "name": name, "distance": found.distance, "words": found.words}


def _name(name: str, sha256: str, profile: Profile) -> str:
    """The name of a file of the case as the profile may see it; a file outside it is named as it was typed."""
    from headstamp.core.redact import Profile

    return name if profile is Profile.CONFIDENTIAL or not sha256 else ""
