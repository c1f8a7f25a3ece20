"""The same picture again: among the files of a case, by the likeness that `observe.photos` makes of each.

Every pair is compared in all eight ways to lay a picture down; 10,000 pictures take seconds. Near in look is a reason to
compare two by eye, not a proof: two photos of one printed label are near too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from headstamp.case.engine import told
from headstamp.core.errors import UsageError
from headstamp.observe.photos import BITS, CERTAIN, LIKELY, METHOD, TURNS, orientations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from headstamp.case.store import Case

    Words = NDArray[np.uint64]

BLOCK = 256  # pictures compared with all others at a time
SIZE_ALIKE = 0.9  # of the pixels: a smaller share is told as smaller
LEAST_SIGNS = 6  # of a sha256 that is named by its beginning


class Alike(NamedTuple):
    """Another file that shows the same picture, in `words`; `distance` = bits of the likeness that differ."""

    sha256: str
    name: str
    distance: int
    words: str


class Look(NamedTuple):
    """A picture of the case: its likeness as hex, its size in pixels."""

    sha256: str
    name: str
    look: str
    width: int
    height: int


class Near(NamedTuple):
    """`one` and `other` are places in the list that was asked; `turn` = what was done to `one` to get `other` (TURNS)."""

    one: int
    other: int
    distance: int
    turn: int


class Group(NamedTuple):
    """Files that show one picture: the largest, and the others as they look beside it."""

    first: Look
    others: tuple[Alike, ...]


_LOOKS = """SELECT id, json_extract(body, '$.name'), json_extract(body, '$.perceptual.hash'),
  json_extract(body, '$.width'), json_extract(body, '$.height') FROM objects a
  WHERE kind = 'file' AND json_extract(body, '$.perceptual.method') = ?
  AND NOT EXISTS (SELECT 1 FROM objects b WHERE b.kind = a.kind AND b.id = a.id AND b.version > a.version) ORDER BY n"""


def looks(case: Case) -> list[Look]:
    """Every picture of the case that has a likeness, in the order in which they came."""
    with told(case.path):
        rows = case.db.execute(_LOOKS, (METHOD,)).fetchall()
    return [Look(str(i), str(name or ""), str(look), int(w or 0), int(h or 0)) for i, name, look, w, h in rows if look]


def alike_to(case: Case, look: str, *, but: str = "", size: tuple[int, int] = (0, 0)) -> tuple[Alike, ...]:
    """The files of a case that look like `look` (hex), nearest first, but for the file `but`; `size` of the picture asked."""
    held = [each for each in looks(case) if each.sha256 != but]
    asked = Look("", "", look, *size)
    return tuple(beside(asked, held[hit.other], hit) for hit in near(look, [each.look for each in held]))


def groups(case: Case) -> list[Group]:
    """The pictures of a case that are there more than once, largest group first."""
    held = looks(case)
    hits = list(pairs_of([each.look for each in held]))
    found = []
    for members in _joined(len(held), hits):
        first = max(members, key=lambda i: (held[i].width * held[i].height, -i))
        rest = [i for i in members if i != first]
        # all the others, however far: one may be near by way of another only
        turns = near(held[first].look, [held[i].look for i in rest], most=BITS)
        others = (beside(held[first], held[rest[hit.other]], hit) for hit in turns)
        found.append(Group(held[first], tuple(others)))
    return sorted(found, key=lambda group: -len(group.others))


def near(look: str, kept: Sequence[str], most: int = LIKELY) -> list[Near]:
    """The places in `kept` whose likeness differs from `look` in at most `most` bits, nearest first."""
    if not kept:
        return []
    words = _words(kept)
    apart = np.stack([_apart(_words([way]), words)[0] for way in orientations(look)])
    turn, least = apart.argmin(axis=0), apart.min(axis=0)
    return [Near(0, int(i), int(least[i]), int(turn[i])) for i in np.argsort(least, kind="stable") if least[i] <= most]


def pairs_of(kept: Sequence[str], most: int = LIKELY) -> Iterator[Near]:
    """Every pair of `kept` that differs in at most `most` bits, in the way that is nearest."""
    if not kept:
        return
    words = _words(kept)
    ways = [_words(list(way)) for way in zip(*(orientations(look) for look in kept), strict=True)]
    for start in range(0, len(kept), BLOCK):
        best: dict[tuple[int, int], Near] = {}
        for turn, way in enumerate(ways):
            apart = _apart(way[start : start + BLOCK], words[start:])
            for row, column in np.argwhere(apart <= most):
                one, other, distance = start + int(row), start + int(column), int(apart[row, column])
                known = best.get((one, other))
                if other > one and (known is None or distance < known.distance):
                    best[one, other] = Near(one, other, distance, turn)
        yield from best.values()


def beside(asked: Look, found: Look, hit: Near) -> Alike:
    """`found` as it looks beside `asked`, in words."""
    parts = ["the same picture" if hit.distance <= CERTAIN else "perhaps the same picture"]
    if hit.turn:
        parts.append(TURNS[hit.turn])
    mine, other = asked.width * asked.height, found.width * found.height
    if mine and other and other < SIZE_ALIKE * mine:
        parts.append("smaller")
    elif mine and other and mine < SIZE_ALIKE * other:
        parts.append("larger")
    return Alike(found.sha256, found.name, hit.distance, ", ".join(parts))


def file_named(case: Case, start: str) -> str:
    """The sha256 of the file of the case that begins with `start`; `file:` or `file/` may stand before it.

    Raises UsageError where none does, or more than one."""
    given = start.strip().lower().removeprefix("file:").removeprefix("file/")
    if len(given) < LEAST_SIGNS or set(given) - set("0123456789abcdef"):
        raise UsageError(
            f"{start[:70]!r} does not name a file of the case", hint=f"give {LEAST_SIGNS} signs of its sha256 or more"
        )
    end = given + "g"
    rows = case.db.execute(
        "SELECT DISTINCT id FROM objects WHERE kind = 'file' AND id >= ? AND id < ? LIMIT 2", (given, end)
    ).fetchall()
    if len(rows) != 1:
        what = "no file" if not rows else "more than one file"
        raise UsageError(f"{what} of the case begins with {given[:16]}", hint="`headstamp case show CASE --kind file` lists them")
    return str(rows[0][0])


def _joined(count: int, hits: Iterable[Near]) -> list[list[int]]:
    """Places that hang together, each group of two or more once."""
    top = list(range(count))

    def root(i: int) -> int:
        while top[i] != i:
            top[i] = top[top[i]]
            i = top[i]
        return i

    for hit in hits:
        top[root(hit.other)] = root(hit.one)
    held: dict[int, list[int]] = {}
    for i in range(count):
        held.setdefault(root(i), []).append(i)
    return [members for members in held.values() if len(members) > 1]


def _words(kept: Sequence[str]) -> Words:
    """Likenesses as rows of 64-bit words, filled up with zero bits."""
    raw = [bytes.fromhex(look) for look in kept]
    width = -(-max((len(each) for each in raw), default=8) // 8) * 8
    return np.frombuffer(b"".join(each.ljust(width, b"\0") for each in raw), dtype=np.uint64).reshape(len(raw), width // 8)


def _apart(rows: Words, columns: Words) -> NDArray[np.uint16]:
    """Bits in which each row differs from each column."""
    total = np.zeros((len(rows), len(columns)), dtype=np.uint16)
    for word in range(rows.shape[1]):
        total += np.bitwise_count(rows[:, word, None] ^ columns[None, :, word])
    return total
