"""What kind of file this is, from its first bytes and never from its name."""

from __future__ import annotations

HEAD = 4096  # bytes that are looked at

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
)
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"heim": "image/heic", b"heis": "image/heic", b"mif1": "image/heif",
           b"msf1": "image/heif", b"avif": "image/avif", b"avis": "image/avif"}  # fmt: skip
_ACTIVE = ((b"<svg", "image/svg+xml"), (b"<!doctype html", "text/html"), (b"<html", "text/html"), (b"<script", "text/html"))

PICTURES = frozenset({
    "image/jpeg", "image/png", "image/tiff", "image/gif", "image/webp", "image/bmp", "image/heic", "image/heif", "image/avif",
})  # fmt: skip
"""Types that are opened as pictures. SVG is not one of them: it is a program that draws."""

_SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"), "image/png": (".png",), "image/tiff": (".tif", ".tiff", ".dng"),
    "image/gif": (".gif",), "image/webp": (".webp",), "image/bmp": (".bmp", ".dib"), "image/heic": (".heic", ".heif", ".hif"),
    "image/heif": (".heif", ".heic", ".hif"), "image/avif": (".avif",), "application/pdf": (".pdf",),
}  # fmt: skip
_NAMED = {suffix for suffixes in _SUFFIXES.values() for suffix in suffixes}


def media_type(head: bytes) -> str:
    """The media type of a file that begins with `head`; `application/octet-stream` for what is not known.

    >>> media_type(b"%PDF-1.7"), media_type(b"<svg onload='x()'>")
    ('application/pdf', 'image/svg+xml')
    """
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if head[4:8] == b"ftyp":
        return _brand(head)
    return _of_text(head[:HEAD])


def wrong_suffix(name: str, kind: str) -> str:
    """What to tell where the name of a file says another kind than its bytes; empty where it does not.

    >>> wrong_suffix("crate.jpg", "image/svg+xml")
    'its name ends like a picture or pdf of another kind; by its bytes it is image/svg+xml'
    """
    suffix = "." + name.rpartition(".")[2].lower() if "." in name else ""
    if suffix not in _NAMED or suffix in _SUFFIXES.get(kind, ()):
        return ""
    return f"its name ends like a picture or pdf of another kind; by its bytes it is {kind}"


def _brand(head: bytes) -> str:
    size = min(int.from_bytes(head[:4], "big"), 256)
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    known = [_BRANDS[brand] for brand in brands if brand in _BRANDS]
    named = [kind for kind in known if kind != "image/heif"]  # mif1 says only that it holds pictures
    return (named or known or ["video/mp4"])[0]


def _of_text(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, kind in _ACTIVE:
        if text.startswith(sign) or (text.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and sign in text):
            return kind
    if text.startswith(b"<?xml"):
        return "application/xml"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # a sign may be cut in two at the end of the head
            return "application/octet-stream"
    return "text/plain" if head and b"\0" not in head else "application/octet-stream"
