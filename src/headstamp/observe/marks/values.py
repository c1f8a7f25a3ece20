"""One cell or field to one value. Every reader raises RecordError or LimitError with a hint; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from headstamp.core.errors import LimitError, RecordError
from headstamp.core.record import MAX_MARK, ItemKind, MarkState, Sensitivity
from headstamp.core.when import When
from headstamp.observe.marks.words import KINDS, LEGIBILITY, NO, NOT_GIVEN, SENSITIVE, STATE_STEMS, YES

MAX_TEXT = 20_000  # signs in a note, a place name, a list of features
MAX_COUNT = 10**10
_INVISIBLE = re.compile(  # U+200C and U+200D stay inside Persian words and emoji; fillers of Hangul look like nothing at all
    "(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2800\u3164\uffa0]|"
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPLIT = re.compile(r"\s*[;\n]\s*")


def as_text(value: object, limit: int = MAX_TEXT) -> str:
    """The cell as text: numbers without a false `.0`, days as ISO dates, line ends as `\\n`, outer spaces gone.

    Raises LimitError beyond `limit` signs and RecordError for signs that cannot be seen: control signs, direction
    overrides, half characters. They are not removed, because a record is never corrected here.
    """
    if type(value) is str and len(value) <= limit and value.isprintable() and (value.isascii() or not _INVISIBLE.search(value)):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and abs(value) >= 10**30:
        raise LimitError("a number of more than 30 digits", hint="Write it as text, in quotation marks.")
    if not isinstance(value, (str, int, float)):
        raise RecordError(f"a {type(value).__name__} where a text or number belongs", hint="Write one plain value here.")
    text = str(value).strip()
    if len(text) > limit:
        lines = text.count("\n") + 1
        more = f" over {lines} lines: an opening quotation mark is perhaps never closed" if lines > 20 else ""
        raise LimitError(
            f"too long: {len(text)} signs where {limit} is the most{more}", hint="Shorten it, or name a photo instead."
        )
    return text if text.isascii() and text.isprintable() else _visible(text)


def _visible(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _INVISIBLE.search(text):
        raise RecordError(
            f"a sign that cannot be seen: U+{ord(bad[0]):04X} at sign {bad.start() + 1}",
            hint="Type this cell again by hand; it was copied together with control or direction signs.",
        )
    return text


def as_mark(value: object) -> str:
    """The text of a mark, at most MAX_MARK signs, exactly as written. U+FFFD (a damaged file) is refused."""
    text = as_text(value, MAX_MARK)
    if "\ufffd" in text:
        raise RecordError("damaged text: it holds U+FFFD", hint="Export the table again as UTF-8, or name its --encoding.")
    return text


def given(value: object) -> bool:
    """False for None, empty cells and words such as `n/a`."""
    if value is None:
        return False
    return not (isinstance(value, str) and value.strip().casefold() in NOT_GIVEN)


_NUMBER = re.compile(
    r"^(?:about|approx\.?|approximately|circa|ca?\.|~|≈)?\s*([-−]?\d{1,3}(?:[ ,. ']\d{3})+|[-−]?\d+)(?:\.0+)?$", re.I
)


def as_count(value: object, what: str) -> tuple[int | None, str]:
    """A count and the words it was given in where they say more than the number (`about 400`). Negative is refused."""
    text = as_text(value, 200)
    if text.casefold() in NOT_GIVEN:
        return None, ""
    if not (m := _NUMBER.match(text)):
        return None, text
    digits = re.sub(r"[ ,. ']", "", m[1]).replace("−", "-")
    number = int(digits)
    if number < 0:
        raise RecordError(f"negative number: {what} is {number}", hint="Counts are 0 or more; leave the cell empty if unknown.")
    if number > MAX_COUNT:
        raise RecordError(f"impossible number: {what} is {digits[:15]}…", hint="Is a serial or lot number in the wrong column?")
    return number, "" if text[0].isdigit() else text


def as_share(value: object) -> float | None:
    """Legibility in 0..1 from `0.8`, `80%`, `8/10` or a word; None for unknown words. RecordError out of range."""
    text = as_text(value, 200).casefold()
    if text in LEGIBILITY:
        return LEGIBILITY[text]
    m = re.match(r"^([-−]?\d{1,6}(?:[.,]\d{1,12})?(?:e-?\d\d?)?)\s*(%|/\s*\d{1,3}|of\s+\d{1,3}|per ?cent)?$", text)
    if not m:
        return None
    number = float(m[1].replace(",", ".").replace("−", "-"))
    whole = float(re.sub(r"\D", "", m[2]) or 100) if m[2] else 100.0 if number >= 10 else 1.0
    if whole == 0 or not 0 <= number / whole <= 1:
        raise RecordError(
            f"legibility out of range: {text[:40]!r}", hint="Write 0 (beyond reading) to 1 (clear), or 80%, or worn."
        )
    return number / whole


def as_flag(value: object) -> bool | None:
    """Yes, no, or None where the word says neither."""
    if isinstance(value, bool):
        return value
    word = as_text(value, 200).casefold()
    return True if word in YES else False if word in NO else None


_PLAIN_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,15})?$", re.A)


def as_number(value: object, what: str, low: float, high: float) -> float | None:
    """A number within `low`..`high`; a decimal comma is read; degrees may end in N, S, E or W. Raises RecordError."""
    text = as_text(value, 60)
    if _PLAIN_NUMBER.match(text) and low <= (number := float(text)) <= high:
        return number
    if text.casefold() in NOT_GIVEN:
        return None
    m = re.match(r"^([+\-−]?\d{1,6}(?:[.,]\d{1,15})?(?:[eE]-?\d\d?)?)\s*(?:°|km|degrees)?\s*([NSEW])?$", text)
    if not m:
        raise RecordError(f"not a number: {what} is {text[:40]!r}", hint="Write degrees with a decimal point, such as 15.6312.")
    number = float(m[1].replace(",", ".").replace("−", "-"))
    number = -abs(number) if m[2] and m[2] in "SW" else number
    if not low <= number <= high:
        raise RecordError(
            f"out of range: {what} is {number:g}",
            hint=f"It lies between {low:g} and {high:g}; are lat and lon exchanged?",
        )
    return number


_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_DAY_MONTH = re.compile(r"^(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+([12]\d{3})$", re.I)
_MONTH_DAY = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+([12]\d{3})$", re.I)
_DOTTED = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2([12]\d{3})$")
_YEAR_FIRST = re.compile(r"^([12]\d{3})[./](\d{1,2})(?:[./](\d{1,2}))?$")


def _iso(text: str) -> str:
    """The ISO form of a date that has one reading only, else the text unchanged."""
    if m := _DAY_MONTH.match(text):
        day, month, year = m[1], _MONTHS.get(m[2][:3].casefold()), m[3]
    elif m := _MONTH_DAY.match(text):
        day, month, year = m[2], _MONTHS.get(m[1][:3].casefold()), m[3]
    elif (m := _DOTTED.match(text)) and (m[2] == "." or int(m[1]) > 12):  # with dots the day is always first
        day, month, year = m[1], int(m[3]), m[4]
    elif m := _YEAR_FIRST.match(text):
        day, month, year = m[3], int(m[2]), m[1]
    else:
        return text
    return text if not month else f"{year}-{month:02}-{int(day):02}" if day else f"{year}-{month:02}"


@lru_cache(maxsize=65536)
def as_when(text: str) -> When:
    """An interval of days. Raises RecordError: a date with two readings (07/02/2024) is never guessed."""
    try:
        found = When.parse(_iso(text))
    except (ValueError, OverflowError) as error:
        raise RecordError(f"not a date: {text[:40]!r}", hint=_date_hint(text)) from error
    return found.model_copy(update={"text": text})


def _date_hint(text: str) -> str:
    if _DOTTED.match(text):
        return "Day and month can be exchanged here; write it as year-month-day, such as 2024-02-07."
    return "Write 1988, c. 1988, 1986/1988, 2024-02, 2024-02-07, Juche 112 or unknown."


def as_state(text: str) -> MarkState | None:
    """The state of a mark from the recorder's words; None where they say something else or deny it."""
    word = text.casefold().strip()
    if word.startswith(("not ", "no ", "un")) and word != "unaltered" and word != "unmodified":
        return None
    return next((state for state, stems in STATE_STEMS if any(stem in word for stem in stems)), None)


def as_list(value: object) -> tuple[str, ...]:
    """Texts from a list, a mapping (`band: red`), or one text split at `;` and line ends."""
    if isinstance(value, str):
        return _parts(value)
    if isinstance(value, Mapping):
        return tuple(t for k, v in value.items() if (t := f"{as_text(k)}: {as_text(v)}" if given(v) else as_text(k)))
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return tuple(t for v in value for t in ([as_text(v)] if not isinstance(v, Mapping) else as_list(v)) if t)
    return _parts(value)


def _parts(value: object) -> tuple[str, ...]:
    text = as_text(value)
    parts = _SPLIT.split(text) if ";" in text or "\n" in text else (text,)
    return tuple(t for t in parts if given(t))


def as_sensitivity(value: object) -> tuple[tuple[str, Sensitivity], ...]:
    """`place: public; serial: restricted` to pairs; one bare level closes every field.

    Raises RecordError for a field or level that is not known: a word that is passed over would leave a field open.
    """
    if isinstance(value, Mapping):
        pairs = [(as_text(k), as_text(v)) for k, v in value.items()]
    elif isinstance(value, (list, tuple)):
        pairs = [(as_text(p[0]), as_text(p[1])) for p in value if isinstance(p, (list, tuple)) and len(p) == 2]
        if len(pairs) != len(value):
            raise RecordError("not pairs of field and level", hint="Write place: public; serial: restricted.")
    else:
        pairs = [(field, word) for field, _, word in (part.rpartition(":") for part in as_list(value))]
    out: dict[str, Sensitivity] = {}
    for field, word in pairs:
        level = next((s for s in Sensitivity if s.value == word.strip().casefold()), None)
        names = _fields(field)
        if level is None or not names or (not field.strip() and level is Sensitivity.PUBLIC):
            raise RecordError(
                f"unknown sensitivity: {field.strip()[:40]}: {word.strip()[:40]}",
                hint=f"Levels are {', '.join(Sensitivity)}; fields are {', '.join(dict.fromkeys(SENSITIVE))}.",
            )
        out |= dict.fromkeys(names, level)
    return tuple(out.items())


def _fields(name: str) -> tuple[str, ...]:
    from headstamp.observe.marks.columns import column

    key = name.strip().casefold()
    if key in ("", "all", "everything"):
        return tuple(dict.fromkeys(SENSITIVE))
    if key in SENSITIVE:
        return (key,)
    known = column(key)
    field = known.field if known else ""
    field = {"lat": "coordinates", "lon": "coordinates", "packaging_text": "packaging", "date_mark": "date",
             "import_mark": "import"}.get(field, field)  # fmt: skip
    return (field,) if field in SENSITIVE else ()


_KIND_WORD = {word: kind for kind, words in KINDS.items() for word in words}
_KIND_WORD |= {kind.value.replace("_", " "): kind for kind in ItemKind}
_LONGEST = max(len(word.split()) for word in _KIND_WORD)
_TAIL = re.compile(r"\b(?:of|for|from|with|containing|in|on|fired by)\b|[,:(]")


def _singular(word: str) -> str:
    return word[:-3] + "x" if word.endswith("xes") else word[:-1] if word.endswith("s") and len(word) > 3 else word


@lru_cache(maxsize=4096)
def kind_in(text: str) -> ItemKind | None:
    """The kind a phrase names. The last noun decides (`rocket launcher` is a weapon), before any `of` or `for`.

    >>> kind_in("122mm rocket"), kind_in("crate of rockets"), kind_in("RPG round"), kind_in("wheel")
    (<ItemKind.ROCKET: 'rocket'>, <ItemKind.PACKAGING: 'packaging'>, <ItemKind.ROCKET: 'rocket'>, None)
    """
    phrase = re.sub(r"[_\-]+", " ", text.casefold())
    heads = [part for part in _TAIL.split(phrase) if part.strip()]
    for part in heads:
        words = [_singular(w) for w in re.findall(r"[^\W\d_]+", part)]
        for end in range(len(words), 0, -1):
            for start in range(max(0, end - _LONGEST), end):
                if kind := _KIND_WORD.get(" ".join(words[start:end])):
                    return kind
    return None


def only_a_kind(text: str) -> bool:
    """True where a cell holds the word for a kind and nothing more: `Hand grenades`, not `RGD-5 hand grenade`."""
    phrase = re.sub(r"[_\s\-]+", " ", text.strip().casefold())
    return " ".join(_singular(w) for w in phrase.split(" ")) in _KIND_WORD or phrase in _KIND_WORD


_BETWEEN = re.compile(r"\s*(?:[/+&;|\n]|\band\b|\bund\b|\bet\b)\s*", re.I)


def kinds_in(text: str) -> tuple[ItemKind, ...]:
    """Every different kind that a cell names side by side: `cartridge / rocket` names two."""
    found = (kind_in(part) for part in _BETWEEN.split(text[:500]))
    return tuple(dict.fromkeys(kind for kind in found if kind))
