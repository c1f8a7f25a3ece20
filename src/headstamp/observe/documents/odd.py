"""What is odd about the signs of a text and may mislead a reader or a search: told, never mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from headstamp.core.document import Page
from headstamp.core.language import NAMES, languages
from headstamp.observe.documents.made import counted
from headstamp.observe.documents.pages import runs

SECOND = 0.15  # of the letters of a page: a second language that is told
FEWEST = 60  # signs of it
_LOOKALIKE = re.compile(r"\w{0,20}?(?:[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z])\w{0,20}")
_OTHER = re.compile(r"[\u0370-\u04ff]")
_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(r"[\u200b\u2060\u00ad]|(?<!^)\ufeff")


def signs(text: str) -> Iterator[str]:
    """Words of two alphabets, signs that turn the direction of writing, signs that cannot be seen."""
    if _OTHER.search(text) and (words := _LOOKALIKE.findall(text)):
        shown = ", ".join(repr(word[:30]) for word in list(dict.fromkeys(words))[:3])
        yield f"{counted(len(words), 'word')} with letters of two alphabets, such as {shown}: a search for the name may miss them"
    if turning := len(_CONTROLS.findall(text)):
        yield f"{counted(turning, 'sign')} that turn the direction of writing: what is shown may differ from what is read"
    if unseen := len(_UNSEEN.findall(text)):
        yield f"{counted(unseen, 'sign')} that cannot be seen stand between the letters"


def tongues(text: str, pages: Sequence[Page]) -> tuple[list[str], Iterator[str]]:
    """(the language of each page, what to tell of pages in two languages)."""
    parts = [text[page.start : page.end] for page in pages] or [text]
    shares = [languages(part) for part in parts]
    main = [next((name for name, share in each.items() if share >= 0.5), "") for each in shares]
    return main, _told(shares, [len(part) for part in parts], pages)


def _told(shares: list[dict[str, float]], lengths: list[int], pages: Sequence[Page]) -> Iterator[str]:
    both: defaultdict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(shares):
        names = [NAMES[name] for name, share in each.items() if share >= SECOND and share * lengths[at] >= FEWEST]
        if len(names) > 1:
            both[" and ".join(names)].append(pages[at].number if pages else 0)
    for told, numbers in both.items():
        yield f"{runs(numbers)} in {told}" if pages else f"the text is in {told}"
