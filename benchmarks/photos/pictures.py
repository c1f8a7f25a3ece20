"""Pictures to be told apart: drawn scenes and pages, or those of a folder cut into pieces; and what is done to a picture."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

Change = Callable[[Image.Image, random.Random], Image.Image]


def drawn(count: int, seed: int) -> Iterator[Image.Image]:
    """Scenes: a sky and ground, things of many shapes, texture, sometimes a label; every fifth a page of print."""
    draw = random.Random(seed)
    for number in range(count):
        yield page(draw) if number % 5 == 4 else scene(draw)


def scene(draw: random.Random) -> Image.Image:
    wide, high = draw.choice([(640, 480), (480, 640), (800, 450), (600, 600)])
    grain = np.random.default_rng(draw.randrange(2**32))
    small = grain.integers(0, 256, (draw.randint(2, 7), draw.randint(2, 7), 3), dtype=np.uint8)
    image = Image.fromarray(small).resize((wide, high), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    for _ in range(draw.randint(3, 25)):
        x, y = draw.randint(-80, wide), draw.randint(-80, high)
        box = (x, y, x + draw.randint(20, wide // 2), y + draw.randint(20, high // 2))
        colour = tuple(draw.randrange(256) for _ in range(3))
        draw.choice([pen.rectangle, pen.ellipse])(box, fill=colour)
        pen.line((x, y, draw.randint(0, wide), draw.randint(0, high)), fill=colour, width=draw.randint(1, 12))
    noise = grain.normal(0, draw.uniform(2, 14), (high, wide, 3))
    return Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1))


def page(draw: random.Random) -> Image.Image:
    image = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(image)
    y = 50
    while y < 820:
        if draw.random() < 0.12:
            y += draw.randint(15, 70)
        x, end = 60, draw.randint(200, 560)
        while x < end:
            word = draw.randint(8, 60)
            pen.rectangle((x, y, x + word, y + 7), fill=(30, 30, 30))
            x += word + 7
        y += 15
    if draw.random() < 0.5:
        x, y = draw.randint(50, 400), draw.randint(50, 700)
        pen.ellipse((x, y, x + 110, y + 110), outline=(40, 40, 160), width=9)
    return image


def of_folder(folder: Path, side: int = 640, pieces: int = 6) -> Iterator[Image.Image]:
    """Each photograph of a folder once, in natural order, and pieces of it that do not overlap."""
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp")):
        with Image.open(path) as image:
            if min(image.size) < 200:
                continue
            image = image.convert("RGB")
            whole = image.copy()
            whole.thumbnail((side, side))
            yield whole
            if min(image.size) >= 1000:
                w, h = image.width // 3, image.height // 2
                for i in range(pieces):
                    piece = image.crop(((i % 3) * w, (i // 3) * h, (i % 3 + 1) * w, (i // 3 + 1) * h))
                    piece.thumbnail((side, side))
                    yield piece


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def cropped(image: Image.Image, share: float, draw: random.Random) -> Image.Image:
    """`share` of each side is cut away, split at random between both ends."""
    w, h = image.size
    x, y = round(w * share * draw.random()), round(h * share * draw.random())
    return image.crop((x, y, x + round(w * (1 - share)), y + round(h * (1 - share))))


def captioned(image: Image.Image, draw: random.Random) -> Image.Image:
    out = image.copy()
    top = 0 if draw.random() < 0.5 else round(image.height * 0.93)
    ImageDraw.Draw(out).rectangle((0, top, image.width, top + round(image.height * 0.07)), fill="black")
    return out


CHANGES: dict[str, Change] = {
    "half size": lambda i, _: i.resize((i.width // 2, i.height // 2), Image.Resampling.BILINEAR),
    "a fifth of the size": lambda i, _: i.resize((max(1, i.width // 5), max(1, i.height // 5)), Image.Resampling.BILINEAR),
    "JPEG quality 40": lambda i, _: jpeg(i, 40),
    "JPEG quality 10": lambda i, _: jpeg(i, 10),
    "messenger (half size, quality 30)": lambda i, _: jpeg(i.resize((i.width // 2, i.height // 2)), 30),
    "grey": lambda i, _: i.convert("L").convert("RGB"),
    "brighter by 40 %": lambda i, _: ImageEnhance.Brightness(i).enhance(1.4),
    "darker by 40 %": lambda i, _: ImageEnhance.Brightness(i).enhance(0.6),
    "more contrast": lambda i, _: ImageEnhance.Contrast(i).enhance(1.6),
    "blurred": lambda i, _: i.filter(ImageFilter.GaussianBlur(3)),
    "bar with a caption": captioned,
    "cropped 2 %": lambda i, d: cropped(i, 0.02, d),
    "cropped 5 %": lambda i, d: cropped(i, 0.05, d),
    "cropped 10 %": lambda i, d: cropped(i, 0.10, d),
    "turned by 90°": lambda i, _: i.transpose(Image.Transpose.ROTATE_90),
    "turned by 180°": lambda i, _: i.transpose(Image.Transpose.ROTATE_180),
    "turned by 270°": lambda i, _: i.transpose(Image.Transpose.ROTATE_270),
    "mirrored": lambda i, _: i.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "mirrored, turned, half size, quality 40": lambda i, _: jpeg(
        i.transpose(Image.Transpose.TRANSPOSE).resize((i.height // 2, i.width // 2)), 40
    ),
    "tilted by 3°": lambda i, _: i.rotate(3, Image.Resampling.BILINEAR),
}
