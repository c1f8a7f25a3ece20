"""What the asker gives: who asks, on which authority, why and until when. Nothing of it is invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from headstamp.core.errors import UsageError
from headstamp.core.figures import COORDINATES
from headstamp.core.record import Item
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.redaction import closed_values
from headstamp.tell.shown import visible

MOST = 4000  # signs of one text
_NAME_WORD = re.compile(r"[^\W\d_]{4,}|[\u1100-\u11ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_NOBODY = frozenset({
    "general", "colonel", "major", "captain", "lieutenant", "sergeant", "commander", "officer", "inspector", "chief", "police",
    "customs", "army", "navy", "coast", "guard", "border", "harbour", "port", "unit", "team", "office", "mission", "local",
    "unknown", "ministry", "department", "service", "services", "agency", "state", "national", "forces", "armed", "security",
    "clearance", "museum", "unmas", "none", "with", "from", "that", "this",
})  # fmt: skip
"""Words in fields of names that are nobody's name: offices, and what stands in every letter."""


@dataclass(frozen=True, slots=True)
class Given:
    """The asker's own words, each of them optional; what is empty becomes a blank to be filled in. Dates are ISO 8601."""

    day: str
    sender: str = ""
    authority: str = ""
    office: str = ""  # the addressee as it is to be written to
    reference: str = ""
    due: str = ""
    illicit: str = ""  # why the item is taken for illicit
    use: str = ""  # what the answer will be used for
    photos: dict[str, str] = field(default_factory=dict)  # name of a photograph -> sha256

    def texts(self) -> dict[str, str]:
        """The texts by the name of their option."""
        return {
            "--from": self.sender, "--authority": self.authority, "--name": self.office, "--reference": self.reference,
            "--illicit": self.illicit, "--use": self.use,
        }  # fmt: skip


class Blanks:
    """Collects what is left to fill in."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def or_blank(self, text: str, what: str) -> str:
        """`text` made harmless, or a blank that says what belongs there."""
        if text.strip():
            return visible(text.strip())
        self.found.append(what)
        return f"[to be filled in: {what}]"


def check_given(given: Given) -> None:
    """Raise UsageError for a day that is none, a reply asked for before the letter, and texts of no sensible length."""
    days = {"--day": given.day, "--due": given.due}
    for name, text in days.items():
        if text and (not re.fullmatch(r"\d{4}-\d\d-\d\d", text) or not _is_day(text)):
            raise UsageError(f"{name} {text[:40]!r} is not a day", hint="write it as 2026-05-31")
    if given.due and given.due <= given.day:
        raise UsageError(f"a reply is asked for by {given.due}, and the letter is of {given.day}", hint="choose a later --due")
    for name, text in given.texts().items():
        if len(text) > MOST:
            raise UsageError(f"{name} has {len(text):,} signs", hint=f"at most {MOST:,}; attach what is longer")


def hidden(item: Item, profile: Profile) -> tuple[str, ...]:
    """What no letter about `item` may say: what the profile closes, and whatever the profile, holder, recorder, coordinates."""
    recovery, place = item.recovery, item.recovery.place
    numbers = [f"{n}" for n in (place.lat, place.lon) if n is not None and n != int(n)]
    always = [recovery.holder, recovery.recorder, *numbers]
    return tuple(dict.fromkeys(t for t in (*always, *closed_values(item, profile)) if len(t.strip()) > 2))


def people_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Every word by which a holder or a recorder of the find may be told in another field: `Ivanov` of `Pyotr Ivanov`."""
    names = dict.fromkeys(name for item in items for name in (item.recovery.holder, item.recovery.recorder) if name.strip())
    words = (word for name in names for word in _NAME_WORD.findall(name))
    return tuple(dict.fromkeys(word for word in words if not word.islower() and word.casefold() not in _NOBODY))


def without_people(text: str, people: Sequence[str]) -> str:
    """`text` without `people`, whatever ending such a word has, and without places written as figures."""
    if people and text:
        found = "|".join(re.escape(word) for word in sorted(people, key=len, reverse=True))
        text = re.sub(rf"(?<![^\W_])(?:{found})[^\W\d_]*", WITHHELD, text, flags=re.I)
    return COORDINATES.sub(WITHHELD, text)


def refuse_hidden(given: Given, item: Item, profile: Profile, people: Sequence[str] = ()) -> None:
    """Raise UsageError where the asker's own words would tell what the letter withholds; the value itself is not repeated."""
    secrets = hidden(item, profile)
    for name, text in given.texts().items():
        if tells(text, secrets) or without_people(text, people) != text:
            raise UsageError(
                f"{name} holds something that this letter withholds: a name, an exact place, a day or a note of the record",
                hint="word it without; or, or choose another --profile, though holders and recorders never go out",
            )


def tells(text: str, secrets: Sequence[str]) -> bool:
    """True where one of `secrets` stands in `text` as words."""
    return withhold(text, secrets) != text


def withhold(text: str, secrets: Sequence[str]) -> str:
    """`text` with each of `secrets` that stands in it as words withheld, longer ones first."""
    found = [re.escape(each) for each in sorted({s.strip() for s in secrets}, key=len, reverse=True) if each]
    return re.sub(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", WITHHELD, text, flags=re.I) if found and text else text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
