"""What a pdf says of itself: its information dictionary, pages and their sizes. Nothing in it is run, rendered or followed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from headstamp.core.errors import InputError
from headstamp.observe.photos.said import Said, text_of

if TYPE_CHECKING:
    import pypdfium2

FIELDS = (
    ("title", "Title"), ("author", "Author"), ("described_as", "Subject"), ("software", "Creator"), ("software", "Producer"),
)  # fmt: skip
DATES = (("digitised_at", "CreationDate"), ("modified_at", "ModDate"))
MM = 25.4 / 72  # of a point
MOST_SIZES = 2000  # pages whose size is read
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?'?)?")


class Paper(NamedTuple):
    """The number of pages, what is said, and what a person should be told."""

    pages: int
    said: tuple[Said, ...]
    remarks: tuple[str, ...]


def read_paper(data: bytes) -> Paper:
    """Read a pdf. Raises InputError for one that is damaged, and for one that is locked with a password."""
    import pypdfium2

    remarks: list[str] = []
    try:
        paper = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold()
        what = "the pdf is locked with a password" if locked else "the pdf is damaged or cut off"
        raise InputError(what, hint="the file itself can be kept as evidence") from error
    try:
        count = len(paper)
        said = [*_fields(paper.get_metadata_dict(), remarks), *_pages(paper, count, remarks)]
        return Paper(count, tuple(said), tuple(remarks))
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        raise InputError("the pdf is damaged in its pages", hint="the file itself can be kept as evidence") from error
    finally:
        paper.close()


def _fields(held: dict[str, str], remarks: list[str]) -> Iterator[Said]:
    for predicate, name in FIELDS:
        if text := text_of(held.get(name)):
            yield Said(predicate, text, f"pdf {name}")
    for predicate, name in DATES:
        if text := text_of(held.get(name)):
            if moment := moment_of(text):
                yield Said(predicate, moment, f"pdf {name}")
            else:
                remarks.append(f"pdf {name} holds no date that can be read: {text[:40]!r}")


def _pages(paper: pypdfium2.PdfDocument, count: int, remarks: list[str]) -> Iterator[Said]:
    import pypdfium2

    sizes: Counter[str] = Counter()
    lost = 0
    for at in range(min(count, MOST_SIZES)):
        try:
            wide, high = paper.get_page_size(at)
            sizes[f"{wide * MM:.0f} x {high * MM:.0f} mm"] += 1
        except pypdfium2.PdfiumError:
            lost += 1
    if lost:
        remarks.append(f"the size of {lost:,} pages cannot be read: the pdf is damaged")
    told = ", ".join(f"{number:,} of {size}" for size, number in sizes.most_common(4))
    yield Said("has_pages", f"{count} ({told})" if told else str(count), "pdf pages")


def moment_of(text: str) -> str:
    """`D:20230914112233+03'00'` as ISO 8601, as precise as it is; empty for what is no date.

    >>> moment_of("D:20230914112233+03'00'"), moment_of("D:2023"), moment_of("yesterday")
    ('2023-09-14T11:22:33+03:00', '2023', '')
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        return ""
    year, month, day, hour, minute, second, zulu, sign, off, off_minute = found.groups()
    limits = ((month, 1, 12), (day, 1, 31), (hour, 0, 23), (minute, 0, 59), (second, 0, 60))
    if year == "0000" or any(part and not low <= int(part) <= high for part, low, high in limits):
        return ""
    out = "-".join(filter(None, (year, month, day)))
    if day and hour:
        out += f"T{hour}:{minute or '00'}:{second or '00'}"
        out += "Z" if zulu else f"{sign}{off}:{off_minute or '00'}" if sign else ""
    return out
