"""Scanned pages by tesseract (Apache-2.0), where that program is installed. It gets a picture and gives words with boxes."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from headstamp.observe.documents.made import counted
from headstamp.observe.documents.pages import PageRead, Row

if TYPE_CHECKING:
    from PIL import Image

DPI = 300
MOST_PIXELS = 40_000_000  # of a page as it is drawn
LONGEST = 120.0  # seconds for one page
SURE = 30.0  # of 100: words that tesseract is less sure of are left out and counted
CODES = {
    "en": "eng", "ko": "kor", "ru": "rus", "zh": "chi_sim", "fr": "fra", "es": "spa", "ar": "ara", "uk": "ukr", "de": "deu",
    "pt": "por", "ja": "jpn", "fa": "fas",
}  # fmt: skip
"""Languages by ISO 639-1 -> their names in tesseract."""
INSTALL = "to read scans, install tesseract: `apt install tesseract-ocr`, `brew install tesseract`, or its installer on Windows"


@lru_cache(maxsize=1)
def installed() -> frozenset[str]:
    """The languages that tesseract has here, by its own names; empty where the program is absent."""
    program = shutil.which("tesseract")
    if not program:
        return frozenset()
    try:
        told = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False).stdout  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(line.strip() for line in told.decode("utf-8", "replace").splitlines()[1:] if line.strip())


def chosen(wanted: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """(what tesseract is asked for, such as `eng+rus`; languages by ISO 639-1 that it lacks here)."""
    here = installed()
    names = [CODES.get(language, language) for language in wanted]
    lacking = tuple(language for language, name in zip(wanted, names, strict=True) if name not in here)
    return "+".join(name for name in dict.fromkeys(names) if name in here), lacking


def recognised(page: Any, number: int, languages: str) -> PageRead:
    """A page of pypdfium2 read from its picture; `unread` with the reason where tesseract fails or takes too long."""
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    empty = PageRead(number, width, height, state="unread")
    picture = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
    try:
        told = _asked(picture, languages, int(scale * 72))
    except subprocess.TimeoutExpired:
        return empty._replace(remarks=(f"text recognition took more than {LONGEST:g} seconds",))
    except (OSError, subprocess.CalledProcessError) as error:
        return empty._replace(remarks=(f"text recognition failed ({type(error).__name__})",))
    doubtful: list[str] = []
    rows = tuple(_rows(told, scale, doubtful))
    left = "was left out" if len(doubtful) == 1 else "were left out"
    remarks = (f"{counted(len(doubtful), 'word')} that tesseract was not sure of {left}",) if doubtful else ()
    return PageRead(number, width, height, rows, "scan" if rows else "empty", remarks=remarks)


def _asked(picture: Image.Image, languages: str, dpi: int) -> str:
    """The table of tesseract for a picture. No shell, no file: the picture goes in and the table comes out."""
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    command = [
        shutil.which("tesseract") or "tesseract",
        "stdin",
        "stdout",
        "-l",
        languages,
        "--dpi",
        str(dpi),
        "--psm",
        "3",
        "tsv",
    ]
    env = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages are read side by side; threads within one would only get in the way
    done = subprocess.run(command, input=out.getvalue(), capture_output=True, timeout=LONGEST, check=True, env=env)  # noqa: S603
    return done.stdout.decode("utf-8", "replace")


def _rows(told: str, scale: float, doubtful: list[str]) -> Iterator[Row]:
    """The lines of the table, in the order of tesseract; words that it is not sure of are added to `doubtful`."""
    lines: dict[tuple[int, ...], list[tuple[str, list[int]]]] = {}
    for line in told.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        word = cells[11].strip()
        if float(cells[10]) < SURE:
            doubtful.append(word)
            continue
        place = (int(cells[2]), int(cells[3]), int(cells[4]))
        lines.setdefault(place, []).append((word, [int(cell) for cell in cells[6:10]]))
    for (block, _, _), words in lines.items():
        boxes = [box for _, box in words]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
        box = (left / scale, top / scale, right / scale, bottom / scale)
        yield Row(" ".join(word for word, _ in words), box, (bottom - top) / scale, block, spaced=True)
