"""Documents made for the tests, in words of our own: pdfs and docx files written by hand, so that every byte of them is known."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PIL import Image

WIDE, HIGH = 595.0, 842.0


class Put(NamedTuple):
    """Words at a place: points from the left and from the top edge to the foot of the letters."""

    x: float
    y: float
    text: str
    size: float = 11.0


def column(lines: Iterable[str], *, x: float = 72, y: float = 100, size: float = 11, pitch: float = 14) -> list[Put]:
    """Lines below one another."""
    return [Put(x, y + at * pitch, line, size) for at, line in enumerate(lines)]


def pdf(
    pages: Sequence[Sequence[Put]],
    *,
    pictures: dict[int, Image.Image] | None = None,
    turn: int = 0,
    catalog: str = "",
    extra: Sequence[bytes] = (),
    info: str = "",
    password: str = "",
    unseen: bool = False,
    size: tuple[float, float] = (WIDE, HIGH),
) -> bytes:
    """A pdf. Objects: 1 catalog, 2 pages, 3 a Latin font, 4 to 6 a font for every other script, 7 its map, 8 and on `extra`,
    then three objects for each page. `pictures` = page index -> a picture over the whole page; `password` locks it (RC4, 40
    bits), `unseen` letters are there and not drawn."""
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        4: b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 7 0 R >>",
        5: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /FontDescriptor 6 0 R /DW 600 >>",
        6: b"<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
        7: _stream(_every_sign()),
    }
    objects |= {8 + at: body for at, body in enumerate(extra)}
    first = 8 + len(extra)
    for at, page in enumerate(pages):
        number = first + 3 * at
        picture = (pictures or {}).get(at)
        held = f"/XObject << /P {number + 2} 0 R >>" if picture else ""
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Rotate {turn} /Contents {number + 1} 0 R"
            f" /Resources << /Font << /L 3 0 R /U 4 0 R >> {held} >> >>"
        ).encode()
        drawn = f"q {size[0]} 0 0 {size[1]} 0 0 cm /P Do Q\n" if picture else ""
        objects[number + 1] = _stream(
            (drawn + ("3 Tr\n" if unseen else "") + "\n".join(_put(put, size[1]) for put in page)).encode("latin-1")
        )
        objects[number + 2] = _picture(picture) if picture else b"null"
    kids = " ".join(f"{first + 3 * at} 0 R" for at in range(len(pages)))
    objects[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()
    trailer = ""
    if info:
        objects[max(objects) + 1] = f"<< {info} >>".encode()
        trailer = f"/Info {max(objects)} 0 R"
    if password:
        lock = _lock(password)
        objects[max(objects) + 1] = lock
        trailer += f" /Encrypt {max(objects)} 0 R /ID [<00> <00>]"
    return _file(objects, trailer)


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in range(1, max(objects) + 1))
    out += f"trailer\n<< /Size {max(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def _put(put: Put, high: float) -> str:
    if all(ord(sign) < 0x100 for sign in put.text):
        text = "".join(f"\\{sign}" if sign in "()\\" else sign for sign in put.text)
        return f"BT /L {put.size} Tf {put.x} {high - put.y} Td ({text}) Tj ET"
    return f"BT /U {put.size} Tf {put.x} {high - put.y} Td <{put.text.encode('utf-16-be').hex()}> Tj ET"


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)


def _every_sign() -> bytes:
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256) if not 0xD8 <= high <= 0xDF]
    blocks = [ranges[at : at + 100] for at in range(0, len(ranges), 100)]
    body = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Any def\n/CMapType 2 def\n"
    return f"{head}1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{body}\nendcmap\nend\nend".encode()


def _picture(picture: Image.Image) -> bytes:
    grey = picture.convert("L")
    packed = zlib.compress(grey.tobytes())
    head = f"<< /Type /XObject /Subtype /Image /Width {grey.width} /Height {grey.height} /ColorSpace /DeviceGray"
    return (
        f"{head} /BitsPerComponent 8 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
    )


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def _lock(password: str) -> bytes:
    """The dictionary of the standard lock, revision 2; the pages under it are noise, which nobody comes to read."""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    rights = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(padded + owner + rights + b"\0", usedforsecurity=False).digest()[:5]
    user = _rc4(key, _PAD)
    return f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>".encode()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, *, notes: str = "", title: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A docx of this body: w: elements without the outermost ones."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        archive.writestr("word/document.xml", f"<w:document xmlns:w='{_W}'><w:body>{body}</w:body></w:document>")
        if notes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes xmlns:w='{_W}'>{notes}</w:footnotes>")
        if title:
            core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            name = f"<dc:title xmlns:dc='http://purl.org/dc/elements/1.1/'>{title}</dc:title>"
            archive.writestr("docProps/core.xml", f"<cp:coreProperties xmlns:cp='{core}'>{name}</cp:coreProperties>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def p(*runs: str) -> str:
    """A paragraph of plain runs."""
    return "<w:p>" + "".join(f"<w:r><w:t xml:space='preserve'>{run}</w:t></w:r>" for run in runs) + "</w:p>"
