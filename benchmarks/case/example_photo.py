"""Draw the photo of the example case: the label on a crate, with the fields a camera writes. Everything on it is invented.

python benchmarks/case/example_photo.py src/headstamp/examples/case/crate-7.jpg
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WOOD, GRAIN, PAPER, INK = (158, 126, 86), (139, 108, 71), (232, 228, 214), (34, 32, 30)


def draw() -> Image.Image:
    """960 x 640 pixels: boards, a stencil, a label with a container and a house bill."""
    picture = Image.new("RGB", (960, 640), WOOD)
    pen = ImageDraw.Draw(picture)
    for y in range(0, 640, 4):
        pen.line((0, y, 960, y + (y * 7) % 5 - 2), fill=GRAIN if (y * 13) % 11 < 4 else WOOD, width=1)
    for y in (160, 320, 480):
        pen.line((0, y, 960, y), fill=(70, 52, 32), width=5)
    pen.text((60, 200), "ENGINEERING MACHINERY", font=ImageFont.load_default(58), fill=INK)
    pen.rectangle((90, 350, 640, 600), fill=PAPER, outline=(120, 116, 104), width=2)
    lines = ("TARU 417205-0", "H/BL TFFH 2600417", "SEL HARBOUR - PORT IBELLE", "FICTIONAL EXAMPLE")
    for n, text in enumerate(lines):
        pen.text((115, 370 + 56 * n), text, font=ImageFont.load_default(38 if n < 2 else 26), fill=INK)
    return picture


def main(path: Path) -> None:
    """Write the photo with a day, a device and a place in its EXIF."""
    picture = draw()
    exif = picture.getexif()
    exif[271], exif[272] = "Fictional Optics", "Field 2"
    exif[306] = "2026:03:11 09:40:00"
    exif.get_ifd(0x8769)[36867] = "2026:03:11 09:40:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (0.0, 30.0, 0.0), 3: "W", 4: (30.0, 30.0, 0.0)})
    picture.save(path, quality=80, exif=exif)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
