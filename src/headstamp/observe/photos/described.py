"""What programs wrote into a picture: XMP (ISO 16684-1) and IPTC-IIM, as far as they name time, author, program and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from PIL import Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from headstamp.observe.photos.said import Said, text_of

XMP = {
    "CreateDate": "digitised_at", "ModifyDate": "modified_at", "DateCreated": "taken_at", "CreatorTool": "software",
    "creator": "artist", "title": "title", "description": "described_as", "rights": "rights", "SerialNumber": "camera_serial",
    "OriginalDocumentID": "image_id", "OwnerName": "owner", "City": "taken_near", "Country": "taken_near",
    "Location": "taken_near",
}  # fmt: skip
IPTC = {
    (2, 80): ("artist", "By-line"), (2, 55): ("taken_at", "Date Created"), (2, 5): ("title", "Object Name"),
    (2, 120): ("described_as", "Caption"), (2, 90): ("taken_near", "City"), (2, 101): ("taken_near", "Country"),
    (2, 116): ("rights", "Copyright Notice"), (2, 65): ("software", "Originating Program"),
}  # fmt: skip
DEEP = 12
MOST_XMP = 4 * 2**20  # bytes


def of_xmp(image: Image.Image, remarks: list[str]) -> Iterator[Said]:
    """Statements of the XMP packet; entities and outside references in it are refused (defusedxml)."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
    if not packet:
        return
    if len(packet) > MOST_XMP:
        remarks.append(f"the XMP packet has {len(packet):,} bytes and was not read")
        return
    try:
        held = image.getxmp()
    except Exception as error:  # XML of a stranger
        remarks.append(f"the XMP packet cannot be read ({type(error).__name__})")
        return
    yield from dict.fromkeys(_walk(held, 0))


def _walk(value: Any, deep: int) -> Iterator[Said]:
    if deep > DEEP:
        return
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name in XMP and (text := _first(each, 0)):
                yield Said(XMP[name], text, f"XMP {name}")
            else:
                yield from _walk(each, deep + 1)
    elif isinstance(value, list):
        for each in value:
            yield from _walk(each, deep + 1)


def _first(value: Any, deep: int) -> str:
    """The first text inside `value`: a plain one, or the first of a list or of the languages."""
    if deep > DEEP:
        return ""
    if isinstance(value, Mapping):
        inner = value.get("text") or next((each for name, each in value.items() if name != "lang"), "")
        return _first(inner, deep + 1)
    if isinstance(value, list):
        return _first(value[0], deep + 1) if value else ""
    return text_of(value)


def of_iptc(image: Image.Image, remarks: list[str]) -> Iterator[Said]:
    """Statements of the IPTC-IIM records."""
    try:
        held = IptcImagePlugin.getiptcinfo(cast(ImageFile, image)) or {}
    except Exception as error:  # records of a stranger
        remarks.append(f"the IPTC records cannot be read ({type(error).__name__})")
        return
    for key, (predicate, name) in IPTC.items():
        text = text_of(held.get(key))
        if predicate == "taken_at" and len(text) == 8 and text.isdigit():
            text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        if text:
            yield Said(predicate, text, f"IPTC {name}")
