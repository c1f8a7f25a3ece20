"""How fast documents are read, in how much memory, and how many sentences come out of a pdf whole.

    python benchmarks/documents/run.py [--pages 300] [--documents 1000] [--scans 4]

The pdf is made here: running heads, page numbers, two footnotes a page, lines that break words, in one column or two. Every
sentence begins and ends with a mark of its own: it came out whole where nothing stands between the two that is not its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sys
import tempfile
import textwrap
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).parents[2]))

from headstamp.observe.documents import Rejected, aside, read_document, read_documents, scans
from tests.observe.documents.made import Put, docx, p, pdf

_WORDS = (
    "the of a ship that was seen in port by clerk who said rifles rockets were sent from northern depot to southern trader and "
    "paid with cash coal or jade during spring when panel noted containers crates marked machinery parts international "
    "transportation"
)
WORDS = _WORDS.split()


def sentence(number: int, draw: random.Random) -> str:
    return f"S{number}b {' '.join(draw.choices(WORDS, k=draw.randint(9, 25)))} e{number}S."


def broken(text: str, width: int, draw: random.Random) -> list[str]:
    """Lines of a paragraph; one long word in four at the end of a line is parted with a hyphen."""
    lines = textwrap.wrap(text, width)
    for at in range(len(lines) - 1):
        word = lines[at + 1].split()[0]
        if word.isalpha() and len(word) > 8 and draw.random() < 0.25:
            lines[at] += f" {word[:5]}-"
            lines[at + 1] = word[5:] + lines[at + 1][len(word) :]
    return lines


def paper(pages: int, columns: int, seed: int = 7) -> tuple[bytes, int]:
    """(a pdf of so many pages, how many sentences are in it)."""
    draw = random.Random(seed)
    width, size, pitch = (92, 10, 13) if columns == 1 else (42, 10, 13)
    count = 0
    lines: list[str] = []
    deep = 50 * columns
    while len(lines) < pages * deep:
        said = []
        for _ in range(draw.randint(3, 6)):
            said.append(sentence(count, draw))
            count += 1
        lines += broken(f"{count}. " + " ".join(said), width, draw)
    lines = lines[: pages * deep]
    made = []
    for number in range(pages):
        puts = [Put(60, 40, "X/1999/12", 8), Put(60, 822, "99-02900", 8), Put(500, 822, f"{number + 1}/{pages}", 8)]
        for at, line in enumerate(lines[number * deep : (number + 1) * deep]):
            side, row = divmod(at, 50)
            puts.append(Put(60 + 260 * side, 100 + pitch * row, line, size))
        puts += [Put(60, 780, f"{2 * number + 1} Talk with a clerk of the customs house, Port Ibelle, 1999.", 7),
                 Put(60, 790, f"{2 * number + 2} Ibid.", 7)]  # fmt: skip
        made.append(puts)
    whole = len(re.findall(r"S(\d+)b(?=.*? e\1S\.)", " ".join(lines)))
    return pdf(made), whole


def whole_sentences(text: str, most: int) -> int:
    found = 0
    for number, inner in re.findall(r"S(\d+)b ([^\n]*?) e\1S\.", text):
        found += int(number) <= most * 2 and all(word in WORDS for word in inner.split())
    return found


def memory(pid: int | str = "self") -> float:
    """MiB that a process holds now."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def workers() -> list[int]:
    return [each._process.pid for each in aside._IDLE if each._process]


def speed(folder: Path, pages: int) -> None:
    for columns in (1, 2):
        data, count = paper(pages, columns)
        path = folder / f"columns-{columns}.pdf"
        path.write_bytes(data)
        for processes in (1, 2):
            aside.end_all()
            begun = time.perf_counter()
            got = read_document(path, processes=processes)
            took = time.perf_counter() - begun
            apart = max(map(memory, workers()))
            print(f"{pages} pages, {columns} column(s), {len(got.text):,} signs, {processes} process(es):", end=" ")
            print(f"{took:.1f} s, {pages / took:.0f} pages/s; {memory():.0f} MiB here, {apart:.0f} MiB apart")
        print(f"  whole sentences: {whole_sentences(got.text, count)} of {count}; {len(got.lines):,} lines with boxes")
        cache = folder / "cache"
        read_document(path, cache=cache)
        begun = time.perf_counter()
        read_document(path, cache=cache)
        print(f"  again, from kept pages: {time.perf_counter() - begun:.1f} s")


def many(folder: Path, number: int) -> None:
    """Memory while many documents are read; each is dropped when the next comes."""
    draw = random.Random(3)
    folder.mkdir()
    signs = 0
    for at in range(number):
        text = " ".join(sentence(each, draw) for each in range(60))
        if at % 10 == 0:
            (folder / f"{at:05}.pdf").write_bytes(paper(5, 1, at)[0])
        elif at % 10 == 1:
            (folder / f"{at:05}.docx").write_bytes(docx(p(text)))
        elif at % 10 == 2:
            (folder / f"{at:05}.html").write_text(f"<title>{at}</title><p>{text}</p>")
        else:
            (folder / f"{at:05}.txt").write_text(text)
    begun = time.perf_counter()
    for at, got in enumerate(read_documents(folder), start=1):
        if isinstance(got, Rejected):
            raise SystemExit(f"not read: {got}")
        signs += len(got.text)
        if at in (number // 10, number // 2, number):
            print(f"{at:,} documents: {memory():.0f} MiB here, {max(map(memory, workers()), default=0):.0f} MiB apart")
    took = time.perf_counter() - begun
    print(f"{number:,} documents (1 in 10 a pdf of 5 pages, docx, html; the others txt), {signs:,} signs: {took:.1f} s")


def recognition(folder: Path, number: int) -> None:
    if not scans.installed():
        print("tesseract is not installed: scans were not measured")
        return
    draw = random.Random(5)
    pictures, words = {}, []
    for at in range(number):
        image = Image.new("L", (2480, 3508), 255)
        pen = ImageDraw.Draw(image)
        lines = textwrap.wrap(" ".join(sentence(each, draw) for each in range(40)), 80)[:45]
        for row, line in enumerate(lines):
            pen.text((220, 260 + 62 * row), line, fill=0, font=ImageFont.load_default(44))
        words += " ".join(lines).split()
        pictures[at] = image
    path = folder / "scans.pdf"
    path.write_bytes(pdf([[]] * number, pictures=pictures))
    for processes in (1, 2):
        begun = time.perf_counter()
        got = read_document(path, processes=processes)
        took = time.perf_counter() - begun
        print(f"{number} scanned pages, {processes} process(es): {took / number:.1f} s a page")
    read = got.text.split()
    print(f"  words read as they are: {sum(word in set(read) for word in words)} of {len(words)} (a clean print of our own)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--scans", type=int, default=4)
    asked = parser.parse_args()
    print(json.dumps({"cores": os.cpu_count(), "python": sys.version.split()[0]}))
    with tempfile.TemporaryDirectory() as place:
        speed(Path(place), asked.pages)
        many(Path(place) / "many", asked.documents)
        recognition(Path(place), asked.scans)


if __name__ == "__main__":
    main()
