"""A record sorted by what its names stand for, and read one field after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, cast

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.observe.marks.columns import MARK_FIELDS, column, plain
from headstamp.observe.marks.mark import MarkParts
from headstamp.observe.marks.values import as_count, as_flag, as_list, as_text, given

T = TypeVar("T")
REPEATED = "\x00repeated"  # key under which the tree readers keep names that a record holds twice
MAX_DEPTH = 4
_NO_COUNT: tuple[int | None, str] = (None, "")
_ANSWERS = frozenset({"truth", "answer", "answers", "expected", "gold", "conclusion", "conclusions", "assessment"})


@dataclass(slots=True)
class Fields:
    """A record sorted by what its names stand for; `unknown` keeps names and values that stand for nothing here."""

    values: dict[str, list[tuple[str, object]]] = field(default_factory=dict)
    marks: MarkParts = field(default_factory=MarkParts)
    unknown: list[tuple[str, object]] = field(default_factory=list)


class Group(NamedTuple):
    """What one group of fields gave: a value, and names and words that the value cannot hold."""

    value: Any
    left: tuple[tuple[str, object], ...]


_HAND = ("how", "recovered", "documented", "holder", "recorder", "recovery")
_PLACE = ("place", "country", "lat", "lon", "coordinates", "precision_km", "disputed")
_COUNTS = ("quantity", "heads_read", "heads_seen", "sampling", "frame")
_REST = ("id", "within", "photos", "note", "role", "wrapper")
_PLAIN = frozenset({*_HAND, *_PLACE, *_COUNTS, "id", "within", "photos", "note", "calibre", "model", "kind"})
_GROUPS = (("hand", _HAND), ("place", _PLACE), ("counts", _COUNTS), ("rest", _REST))
_GROUP = {field: group for group, names in _GROUPS for field in names}


@lru_cache(maxsize=4096)
def _group(name: str) -> str:
    known = column(name)
    if known is not None and known.field == "serial" and not known.attribute:
        return "serial"
    return "rest" if known is None else _GROUP.get(known.field, "body")


Cells = tuple[tuple[str, ...], tuple[str, ...]]
"""Names and texts of one group of cells: the key under which it is read once."""
_GROUP_NAMES = ("body", "counts", "hand", "place", "rest")
_TEXTS = {str}


def in_groups(record: Mapping[str, object]) -> tuple[Cells, ...] | None:
    """The cells of a flat record of texts as body, counts, hand, place and rest, or None where it is not flat."""
    if not set(map(type, record.values())) <= _TEXTS or not set(map(type, record)) <= _TEXTS:
        return None
    texts = cast("Mapping[str, str]", record)
    if "" in texts.values():
        texts = {name: text for name, text in texts.items() if text}
    return tuple([(names, tuple(map(texts.__getitem__, names))) for names in _plan(tuple(texts))])


@lru_cache(maxsize=1024)
def _plan(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {group: [] for group in (*_GROUP_NAMES, "serial")}
    for name in names:
        groups[_group(name)].append(name)
    if serial := groups.pop("serial"):  # two serial numbers are an error or not, by the quantity
        groups["body"] += serial + [n for n in groups["counts"] if (c := column(n)) and c.field == "quantity"]
    return tuple(tuple(group) for group in groups.values())


def gather(record: Mapping[Any, object]) -> Fields:
    """Sort a record, flat or nested. Raises LimitError (too deep) and RecordError (a name given twice)."""
    fields = Fields()
    _gather(record, fields, 0)
    return fields


def _gather(record: Mapping[Any, object], into: Fields, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise LimitError("nested too deep", hint=f"At most {MAX_DEPTH} levels; write the record flat.")
    if repeated := record.get(REPEATED):
        raise RecordError(f"the same name twice: {repeated}", hint="Write marks as a list; name each other field once.")
    for key, value in record.items():
        if type(value) is str and value and (known := column(str(key))) and known.field in _PLAIN:
            into.values.setdefault(known.field, []).append((str(key), value))
            continue
        if value is None or value == "" or value == [] or value == {}:
            continue
        name = str(key)
        known = column(name)
        if known is None:
            if isinstance(value, Mapping) and _bears_marks(name, value):
                _gather(value, into, depth + 1)
            else:
                into.unknown.append((name, value))
        elif known.attribute:
            into.marks.said.setdefault((known.field, known.number), {})[known.attribute] = (name, value)
        elif known.field in MARK_FIELDS:
            into.marks.texts.setdefault((known.field, known.number), []).append((name, value))
        elif known.field in ("legibility", "position", "technique", "script", "state", "box"):
            into.marks.main[known.field] = (name, value)
        elif known.field in ("role", "wrapper") and not isinstance(value, Mapping):
            into.unknown.append((name, value))
        elif isinstance(value, Mapping) and known.field not in ("colours", "sensitivity", "recovered", "documented"):
            _nested(known.field, name, value, into, depth)
        else:
            into.values.setdefault(known.field, []).append((name, value))


def _bears_marks(name: str, value: Mapping[Any, object]) -> bool:
    """A nested record under a name of its own; never somebody's conclusion, which is not an observation."""
    return plain(name) not in _ANSWERS and any((c := column(str(k))) and c.field in MARK_FIELDS for k in value)


def _nested(field_name: str, name: str, value: Mapping[Any, object], into: Fields, depth: int) -> None:
    if field_name == "place":
        value = {("place" if plain(str(k)) in ("name", "text") else k): v for k, v in value.items()}
    elif field_name == "frame":
        value = {("sampling" if plain(str(k)) == "method" else k): v for k, v in value.items()}
    elif field_name == "features" and not any((c := column(str(k))) and c.field in MARK_FIELDS for k in value):
        into.values.setdefault(field_name, []).append((name, value))
        return
    elif field_name not in ("recovery", "wrapper", "features", "kind", "coordinates"):
        into.unknown.append((name, value))
        return
    elif field_name == "kind":  # {"item": {...}}: the record sits one level down
        value = {str(k): v for k, v in value.items()}
    _gather(value, into, depth + 1)


class Reader:
    """Takes one field after the other out of Fields, and puts the column's name on every error."""

    def __init__(self, fields: Fields, left: list[tuple[str, object]] | None = None) -> None:
        self.values, self.left = fields.values, fields.unknown if left is None else left

    def one(self, name: str) -> tuple[str, object] | None:
        """The value of a field; our own name wins over synonyms, and what loses goes to the note."""
        found = self.values.get(name)
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        best = next((f for f in found if plain(f[0]) == plain(name)), found[0])
        self.left.extend(f for f in found if f is not best and f[1] != best[1])
        return best

    def read(self, name: str, reader: Callable[..., T], default: T, *more: object) -> T:
        """`reader(value, *more)` of the field, or `default` where it is not given."""
        if name not in self.values:
            return default
        found = self.one(name)
        if found is None or not given(found[1]):
            return default
        return at(found[0], reader, found[1], *more)

    def text(self, name: str) -> str:
        """The field as text, empty where not given."""
        return self.read(name, as_text, "") if name in self.values else ""

    def every(self, name: str) -> tuple[str, ...]:
        """The texts of a list field, over all columns that fill it."""
        found = self.values.get(name)
        return tuple(t for n, v in found for t in at(n, as_list, v)) if found else ()

    def count(self, name: str, what: str) -> int | None:
        """A count; words that say more than the number are kept in the note."""
        number, words = self.read(name, as_count, _NO_COUNT, what)
        if words:
            self.left.append((name, words))
        return number

    def flag(self, name: str) -> bool | None:
        """Yes, no or not given; other words are kept in the note."""
        if name not in self.values:
            return None
        found = self.one(name)
        answer = self.read(name, as_flag, None)
        if answer is None and found and given(found[1]):
            self.left.append(found)
        return answer


def at(name: str, reader: Callable[..., T], *values: object) -> T:
    """`reader(*values)`, with the column's name on its error."""
    try:
        return reader(*values)
    except InputError as error:
        error.column = error.column or name
        raise
