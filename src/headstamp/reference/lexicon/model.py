"""What one word of a party's name is read as."""

from __future__ import annotations

from typing import NamedTuple

ROLES = frozenset({"", "legal", "noise", "title", "particle", "place", "number"})
FORMS_MAX = 8


class Part(NamedTuple):
    """One word of a name. `forms`: 1 to 8 ASCII spellings `[a-z0-9]+`, best first; one for a plain Latin word.

    `concept`: an id that translations, abbreviations and spellings share (`trade`, `company-limited`, `korea`, `number-2`,
    `name-mohammed`), or empty. `role`: legal form, trade noise, title, particle, place, number, or empty: the name itself.
    """

    native: str
    forms: tuple[str, ...]
    concept: str = ""
    role: str = ""
