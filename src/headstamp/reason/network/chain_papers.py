"""Numbers that stand both on a thing found and on the papers of a consignment: bill, container, seal, declaration.

Only the very number joins, however it is spaced. One that is partly illegible, faint or painted over joins nothing; what it would
fit is told, since a better photograph may settle it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from headstamp.core.claim import Citation, Claim, Standing
from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.observe.declarations.codes import container_check
from headstamp.reason.network.model import of_grade

CERTAINTY = {
    "house bill": 0.9, "bill": 0.9, "declaration": 0.85, "container": 0.8, "manifest": 0.75, "seal": 0.75, "master bill": 0.7,
}  # fmt: skip
"""How far a shared number ties a thing to a consignment. An order of ours, no frequency: a house bill is one consignment, a
master bill is many, and a container travels again and again."""
WRONG_DIGIT = 0.6  # a container number that fails its check digit was misread or miswritten somewhere
FAINT = 0.5  # legibility below which a mark joins nothing
LEAST, LEAST_DIGITS = 6, 4  # signs and digits of a number; a shorter one meets others by chance
MOST_COMPARED = 5_000  # numbers of a case against which an illegible mark is held
_RUN, _LONGEST = 5, 40  # words that may make one number, and its signs
_WILD = re.compile(r"[?…\[]")
_APART = frozenset({MarkRole.HEADSTAMP, MarkRole.SELECTOR, MarkRole.LOT, MarkRole.SERIAL, MarkRole.DATE})


class Number(NamedTuple):
    """A number of a consignment, and the row of the paper that gives it."""

    kind: str
    written: str
    consignment: str
    citation: Citation


class Join(NamedTuple):
    """A number that stands on a record and on a paper. `where`: the mark or claim; `note`: what makes it stronger or weaker."""

    number: Number
    where: str
    certainty: float
    note: str
    citations: tuple[Citation, ...]
    marks: tuple[str, ...] = ()
    standing: Standing = Standing.OBSERVED


class Unjoined(NamedTuple):
    """A mark that would fit papers and is not joined to them. `fits`: consignments, in order."""

    record: str
    mark: str
    why: str
    fits: tuple[str, ...]


Numbers = dict[str, list[Number]]


def numbers(consignments: Mapping[str, Sequence[Mapping[str, Any]]]) -> Numbers:
    """The numbers of all consignments by their signs alone; those too short to be told from chance are left out."""
    found: Numbers = {}
    for consignment, lines in consignments.items():
        once: set[tuple[str, str]] = set()
        for line in (each for each in lines if not each.get("superseded")):
            cited = Citation(source_id=f"file:{line.get('file') or 'declaration'}", locator=f"row {line.get('row', '?')}")
            for kind, written in _of_line(line):
                key = signs(written)
                if (kind, key) not in once and _telling(key):
                    once.add((kind, key))
                    found.setdefault(key, []).append(Number(kind, written, consignment, cited))
    return found


def joins(item: Item, known: Numbers, claims: Iterable[Claim] = ()) -> list[Join]:
    """Where a number of a consignment stands on `item` or is claimed of it, the firmest first."""
    found = [_by_mark(item, mark, number) for mark in item.marks if legible(mark) for number in _read(mark.text, known)]
    for claim in claims:
        if claim.polarity == "affirmed":
            found += [_by_claim(claim, number) for number in _read(claim.value, known)]
    return sorted(found, key=lambda join: -join.certainty)


def unjoined(item: Item, known: Numbers) -> list[Unjoined]:
    """Marks that a better photograph might join."""
    told = []
    for mark in item.marks:
        if mark.role in _APART or legible(mark) or len(known) > MOST_COMPARED:
            continue
        fits = dict.fromkeys(number.consignment for key in _fitting(mark.text, known) for number in known[key])
        if fits:
            told.append(Unjoined(item.id, mark.id, _why(mark), tuple(fits)))
    return told


def legible(mark: Mark) -> bool:
    """True for a mark that may join: whole, clear, as it was put there, and of a kind that bears numbers of trade."""
    clear = not _WILD.search(mark.text) and mark.legibility >= FAINT
    return mark.role not in _APART and clear and mark.state in (MarkState.AS_MADE, MarkState.IMPORT)


def signs(text: str) -> str:
    """Letters and digits alone, in capitals.

    >>> signs("taru 417205-0")
    'TARU4172050'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def _of_line(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for kind, column in (("house bill", "house_bill"), ("master bill", "master_bill")):
        if written := str(line.get(column) or ""):
            yield kind, written
    yield from (("container", str(each)) for each in line.get("containers") or ())
    yield from (("seal", str(each)) for each in line.get("seals") or ())
    if written := str(line.get("number") or ""):
        yield str(line.get("document") or "declaration"), written


def _telling(key: str) -> bool:
    return len(key) >= LEAST and sum(c.isdigit() for c in key) >= LEAST_DIGITS


def _read(text: str, known: Numbers) -> list[Number]:
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).upper())
    met: dict[str, None] = {}
    for i in range(len(words)):
        for j in range(i + 1, min(i + _RUN, len(words)) + 1):
            if len(run := "".join(words[i:j])) > _LONGEST:
                break
            if run in known:
                met[run] = None
    return [number for key in met for number in known[key]]


def _by_mark(item: Item, mark: Mark, number: Number) -> Join:
    certainty, note = _firm(number)
    where = f"the mark {mark.id}" + (f" ({mark.position})" if mark.position else "")
    cited = (Citation(source_id=f"record:{item.id}", locator=mark.id), number.citation)
    return Join(number, where, certainty, note, cited, (f"{item.id}:{mark.id}",))


def _by_claim(claim: Claim, number: Number) -> Join:
    certainty, note = _firm(number)
    graded = min(certainty, of_grade(claim.grade))
    hedged = f"; the source says: {claim.hedge}" if claim.hedge else ""
    note = f"{note}; grade {claim.grade}{hedged}".lstrip("; ")
    return Join(number, f"the claim {claim.id}", graded, note, (claim.citation, number.citation), standing=Standing.SOURCED)


def _firm(number: Number) -> tuple[float, str]:
    certainty = CERTAINTY.get(number.kind, 0.7)
    if number.kind != "container":
        return certainty, ""
    right = container_check(signs(number.written))
    return (certainty, "its check digit is right") if right else (WRONG_DIGIT, "its check digit is wrong")


def _why(mark: Mark) -> str:
    if mark.state not in (MarkState.AS_MADE, MarkState.IMPORT):
        return f"it is {mark.state.value}"
    return "it is partly illegible" if _WILD.search(mark.text) else f"it is faint (legibility {mark.legibility:g})"


def _fitting(text: str, known: Numbers) -> list[str]:
    """Numbers that the signs of a mark allow: `?` one sign, `…` any number, `[38]` either."""
    words = re.findall(r"(?:[^\W_]|[?…]|\[[^\[\]]{1,10}\])+", unicodedata.normalize("NFC", text).upper())
    patterns = []
    for i in range(len(words)):
        for j in range(i + 1, min(i + _RUN, len(words)) + 1):
            pattern = _pattern("".join(words[i:j]))
            if pattern:
                patterns.append(pattern)
    return [key for key in known if any(pattern.fullmatch(key) for pattern in patterns)]


def _pattern(word: str) -> re.Pattern[str] | None:
    """None where fewer signs are known than make a number, or where gaps leave everything open."""
    pieces = re.findall(r"\[[^\[\]]*\]|.", word)
    plain = [piece for piece in pieces if len(piece) == 1 and piece.isalnum()]
    if not _telling("".join(plain)) or word.count("…") > 1 or len(pieces) > _LONGEST:
        return None
    made = {"?": "[A-Z0-9]", "…": "[A-Z0-9]{0,12}"}
    either = {piece: f"[{re.escape(signs(piece))}]" for piece in pieces if len(piece) > 1 and signs(piece)}
    return re.compile("".join(made.get(piece) or either.get(piece) or re.escape(piece) for piece in pieces))
