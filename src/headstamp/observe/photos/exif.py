"""What a camera wrote into a picture: EXIF 2.32 (CIPA DC-008) as statements with the name of their field.

Every value comes from a stranger: a field of the wrong type or a day that is none is left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from headstamp.observe.photos.said import Said, text_of

NO_OFFSET = "no offset from UTC stands beside it: the clock of the device, wherever that was set"
_TIME = re.compile(r"(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})[ T](\d{2}):(\d{2}):(\d{2})")
_OFFSET = re.compile(r"[+-]\d{2}:\d{2}|Z")
TIMES = (
    ("taken_at", "DateTimeOriginal", 0x9003, 0x9011),
    ("digitised_at", "DateTimeDigitized", 0x9004, 0x9012),
    ("modified_at", "DateTime", 0x0132, 0x9010),
)
TEXTS = (
    ("software", "Software", 0x0131),
    ("host", "HostComputer", 0x013C),
    ("lens", "LensModel", 0xA434),
    ("artist", "Artist", 0x013B),
    ("owner", "CameraOwnerName", 0xA430),
    ("rights", "Copyright", 0x8298),
    ("camera_serial", "BodySerialNumber", 0xA431),
    ("lens_serial", "LensSerialNumber", 0xA435),
    ("image_id", "ImageUniqueID", 0xA420),
    ("described_as", "ImageDescription", 0x010E),
)
WIDE = (("artist", "XPAuthor", 0x9C9D), ("described_as", "XPTitle", 0x9C9B), ("described_as", "XPComment", 0x9C9C))
"""Fields of Windows in UTF-16."""


def said_by(tags: Mapping[int, Any], remarks: list[str]) -> Iterator[Said]:
    """The statements of the fields of IFD0 and the Exif IFD, laid together by number; what cannot be read goes to `remarks`."""
    for predicate, name, number, offset in TIMES:
        if text := text_of(tags.get(number)):
            yield from _time(predicate, name, text, text_of(tags.get(offset)), remarks)
    if device := _device(text_of(tags.get(0x010F)), text_of(tags.get(0x0110))):
        yield Said("device", device, "EXIF Make, Model")
    for predicate, name, number in TEXTS:
        if text := text_of(tags.get(number)):
            yield Said(predicate, text, f"EXIF {name}")
    for predicate, name, number in WIDE:
        if text := _wide(tags.get(number)):
            yield Said(predicate, text, f"EXIF {name}")
    if text := _comment(tags.get(0x9286)):
        yield Said("described_as", text, "EXIF UserComment")


def _time(predicate: str, name: str, text: str, offset: str, remarks: list[str]) -> Iterator[Said]:
    found = _TIME.match(text)
    if not found or text.startswith("0000"):
        if set(text) - set("0: -/"):
            remarks.append(f"EXIF {name} holds no date that can be read: {text[:40]!r}")
        else:
            remarks.append(f"EXIF {name} was never set: the clock of the device was empty")
        return
    try:
        moment = datetime(*map(int, found.groups()))  # type: ignore[arg-type]
    except ValueError:
        remarks.append(f"EXIF {name} names no day of the calendar: {text[:40]!r}")
        return
    known = bool(_OFFSET.fullmatch(offset))
    yield Said(predicate, moment.isoformat() + (offset if known else ""), f"EXIF {name}", "" if known else NO_OFFSET)


def _device(make: str, model: str) -> str:
    """`Canon`, `Canon EOS 5D` -> `Canon EOS 5D`."""
    return model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip()


def _wide(value: Any) -> str:
    if isinstance(value, tuple) and all(isinstance(each, int) and 0 <= each < 256 for each in value):
        value = bytes(value)
    return text_of(value.decode("utf-16-le", "replace")) if isinstance(value, bytes) else text_of(value)


def _comment(value: Any) -> str:
    """UserComment: eight bytes that name the encoding, then the text."""
    if not isinstance(value, bytes):
        return text_of(value)
    code, rest = value[:8], value[8:]
    if code.startswith(b"UNICODE"):
        return text_of(rest.decode("utf-16-be" if rest[:1] == b"\0" else "utf-16-le", "replace"))
    return text_of(rest if code.rstrip(b"\0 ") in (b"", b"ASCII", b"JIS") else value)
