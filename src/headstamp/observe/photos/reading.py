"""One file read: its type, its size, what it says of itself, what it looks like, and what was wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from PIL import Image

from headstamp.core.errors import InputError
from headstamp.observe.photos import described, exif, gps
from headstamp.observe.photos.likeness import TURNS, likeness
from headstamp.observe.photos.media import HEAD, PICTURES, media_type, wrong_suffix
from headstamp.observe.photos.opening import opened
from headstamp.observe.photos.papers import read_paper
from headstamp.observe.photos.said import Said

ORIENTATIONS = {2: TURNS[4], 3: TURNS[2], 4: TURNS[6], 5: TURNS[7], 6: TURNS[1], 7: TURNS[5], 8: TURNS[3]}
"""How a viewer is told to lay the picture, by the figure of EXIF Orientation."""
_SIDEWAYS = (5, 6, 7, 8)
MOST_SAID = 60


class Read(NamedTuple):
    """What a file holds. `width` and `height` in pixels as seen upright, 0 where it is no picture; `look` = its likeness or "";
    `pages` of a pdf; `remarks` = what a person should be told."""

    media_type: str
    width: int = 0
    height: int = 0
    pages: int = 0
    look: str = ""
    said: tuple[Said, ...] = ()
    remarks: tuple[str, ...] = ()


def unread(data: bytes, name: str, why: str) -> Read:
    """A file that could not be read, and why."""
    kind = media_type(data[:HEAD])
    return Read(kind, remarks=(*filter(None, (wrong_suffix(name, kind),)), f"kept as it is, without claims: {why}"))


def read_here(data: bytes, name: str = "") -> Read:
    """What `apart.read_file` promises, in this process."""
    kind = media_type(data[:HEAD])
    strange = tuple(filter(None, (wrong_suffix(name, kind),)))
    try:
        if kind in PICTURES:
            found = _picture(data, kind)
        elif kind == "application/pdf":
            paper = read_paper(data)
            found = Read(kind, pages=paper.pages, said=paper.said, remarks=paper.remarks)
        else:
            told = () if kind == "text/plain" else (f"nothing is read out of {kind}",)
            return Read(kind, remarks=(*strange, *told))
    except InputError as error:
        return unread(data, name, error.what)
    return found._replace(said=found.said[:MOST_SAID], remarks=(*strange, *found.remarks, *_behind(data, kind)))


def _picture(data: bytes, kind: str) -> Read:
    remarks: list[str] = []
    with opened(data) as image:
        width, height = image.size
        said, turn = _metadata(image, remarks)
        if turn in _SIDEWAYS and image.format != "TIFF":  # the reader of TIFF has turned it already
            width, height = height, width
        frames = int(getattr(image, "n_frames", 1))
        if frames > 1:
            remarks.append(f"it holds {frames:,} pictures; the first one is looked at")
    look = ""
    try:
        with opened(data) as image:
            look = likeness(image)
        if not look:
            remarks.append("too plain to be known again by its look")
    except InputError as error:
        remarks.append(f"its look is not known: {error.what}")
    return Read(kind, width, height, look=look, said=said, remarks=tuple(remarks))


def _metadata(image: Image.Image, remarks: list[str]) -> tuple[tuple[Said, ...], int]:
    """What stands in the picture, and its EXIF Orientation (1 where there is none)."""
    found: list[Said] = []
    turn = 1
    try:
        held = image.getexif()
        turn = held.get(0x0112, 1) if isinstance(held.get(0x0112, 1), int) else 1
        found += exif.said_by({**held, **held.get_ifd(0x8769)}, remarks)
        found += gps.said_by(held.get_ifd(0x8825), remarks)
    except Exception as error:  # EXIF of a stranger: offsets that go round, types that lie
        remarks.append(f"the EXIF cannot be read ({type(error).__name__})")
    if turn in ORIENTATIONS:
        found.append(Said("shown", ORIENTATIONS[turn], "EXIF Orientation"))
    found += described.of_xmp(image, remarks)
    found += described.of_iptc(image, remarks)
    return tuple(_once(found)), turn


def _once(found: list[Said]) -> Iterator[Said]:
    """The same value of one predicate in two places of a file is one statement, with both places."""
    held: dict[tuple[str, str], Said] = {}
    for said in found:
        key = (said.predicate, said.value)
        known = held.get(key)
        held[key] = said if known is None else known._replace(locator=f"{known.locator}; {said.locator}"[:200])
    yield from held.values()


def _behind(data: bytes, kind: str) -> Iterator[str]:
    """A second file hung on behind the picture."""
    ends: dict[str, Any] = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82"}
    if kind not in ends:
        return
    at = data.rfind(ends[kind])
    rest = data[at + len(ends[kind]) :] if at >= 0 else b""
    if len(rest) > 16:
        yield f"{len(rest):,} bytes stand behind the end of the picture ({media_type(rest[:HEAD])}); they are kept and not opened"
