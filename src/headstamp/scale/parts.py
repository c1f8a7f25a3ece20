"""One cell into the names it holds: `A; B; C`, `A a.k.a. B`, `A / B`, `A trading as B`, `A (formerly B)`."""

from __future__ import annotations

import re

MOST = 400  # names of one cell that are asked; more are counted as cut
_SPACE = re.compile(r"[^\S\n\r]+")  # one sign for many, so that the patterns below stay quick on any text
_HARD = re.compile(r"[;|\n\r\u2028\u2029；]")
_ALSO = (
    r"a\.?\s?k\.?\s?a\.?|f\.?\s?k\.?\s?a\.?|n\.?\s?k\.?\s?a\.?|d\.?\s?b\.?\s?a\.?|t/a|d/b/a|a/k/a|f/k/a"
    r"|trading as|doing business as|also known as|now known as|formerly known as|previously known as|formerly|previously"
    r"|alias|ex[- ]name|он же|она же|также известн\w+ как|бывш\w+ название|ранее"
)
_SOFT = re.compile(rf"[ ,]{{0,2}}[(\[] ?(?:{_ALSO})[ :,]{{1,2}}|[ ,]{{1,2}}(?:{_ALSO})[ :,]{{1,2}}| [/／] ", re.I)
_HINT = re.compile(rf"[;|\n\r\u2028\u2029；/／]|(?<!\w)(?:{_ALSO})(?!\w)", re.I)
_EDGES = " \t,;:|/\u3000"


def names_in(cell: str) -> tuple[str, ...]:
    """The names of one cell, each once, in order; the cell itself where it holds one name.

    Where the sign between two names may also belong to a name (` / `, `formerly`), the text as it stands is asked too, behind its
    parts. A part without a letter or digit is dropped only beside one that has some.

    >>> names_in("Versor s.r.o.; Verus OOO")
    ('Versor s.r.o.', 'Verus OOO')
    >>> names_in("ALFA LTD (formerly BETA LTD)")
    ('ALFA LTD', 'BETA LTD', 'ALFA LTD (formerly BETA LTD)')
    >>> names_in("Nordic A/S"), names_in("Akali Trading")
    (('Nordic A/S',), ('Akali Trading',))
    """
    if not _HINT.search(cell):
        return (cell,)
    found: dict[str, None] = {}
    whole: list[str] = []
    for piece in map(str.strip, _HARD.split(_SPACE.sub(" ", cell))):
        if not _says_something(piece):
            continue
        soft = [part for part in (_trimmed(each) for each in _SOFT.split(piece)) if _says_something(part)]
        if len(soft) > 1:
            found.update(dict.fromkeys(soft))
            whole.append(piece)
        else:
            found[piece] = None
    found.update(dict.fromkeys(whole))
    return tuple(found) or (cell,)


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _trimmed(part: str) -> str:
    """Without a bracket that was opened before the part, or closes nothing in it."""
    part = part.strip(_EDGES)
    for opening, closing in ("()", "[]"):
        if part.count(closing) > part.count(opening):
            part = part.rstrip(_EDGES).removesuffix(closing).strip(_EDGES)
    return part
