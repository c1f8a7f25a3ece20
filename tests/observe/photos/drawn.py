"""Pictures and papers drawn for the tests: no photo of anything real."""

from __future__ import annotations

import io
import random
from typing import Any

import numpy as np
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational


def picture(seed: int = 1, size: tuple[int, int] = (480, 360)) -> Image.Image:
    """A scene of blurred colours and things, another one for each seed."""
    draw = random.Random(seed)
    grain = np.random.default_rng(seed)
    image = Image.fromarray(grain.integers(0, 256, (5, 7, 3), dtype=np.uint8)).resize(size, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = draw.randint(0, size[0]), draw.randint(0, size[1])
        pen.rectangle(
            (x, y, x + draw.randint(20, 160), y + draw.randint(20, 120)), fill=tuple(grain.integers(0, 256, 3).tolist())
        )
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(fields: dict[int, Any], inner: dict[int, Any] | None = None, gps: dict[int, Any] | None = None) -> Image.Exif:
    made = Image.Exif()
    for number, value in fields.items():
        made[number] = value
    made.get_ifd(0x8769).update(inner or {})
    made.get_ifd(0x8825).update(gps or {})
    return made


def place(lat: tuple[Any, ...], lon: tuple[Any, ...], sides: str = "NE", **more: Any) -> dict[int, Any]:
    """The fields of a place; figures are whole numbers or (numerator, denominator)."""

    def angle(parts: tuple[Any, ...]) -> tuple[IFDRational, ...]:
        return tuple(IFDRational(*part) if isinstance(part, tuple) else IFDRational(part) for part in parts)

    return {1: sides[0], 2: angle(lat), 3: sides[1], 4: angle(lon), **{int(k[1:]): v for k, v in more.items()}}


def camera() -> Image.Exif:
    """What a camera writes; made anew each time, since saving changes it."""
    return exif(
        {0x010F: "Tarn", 0x0110: "Tarn Nine", 0x013B: "Anna Fiction", 0x0131: "\x1b[31m=1+1", 0x0112: 6},
        {0x9003: "2023:09:14 11:22:33", 0x9011: "+03:00", 0xA431: "SN-1234", 0xA430: "Anna Fiction"},
        place((42, 25, (1234, 100)), (130, 38, (0, 100)), _29="2023:09:14", _7=(8, 22, 30)),
    )


def paper(title: str = "Packing list", author: str = "Anna Fiction", date: str = "D:20230914112233+03'00'") -> bytes:
    """A pdf of two pages, written by hand."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Title ({title}) /Author ({author}) /Producer (Tarn Office) /CreationDate ({date}) >>".encode(),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"trailer << /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF" % start
