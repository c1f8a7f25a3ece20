"""What a case shows of itself: an overview, a page of a list, one object, a part of the ledger. Plain, already redacted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from headstamp.core.finding import Finding
from headstamp.core.redact import WITHHELD, Profile
from headstamp.tell.case_title import title_of
from headstamp.tell.shown import cut, visible

LONGEST = 2_000  # signs of one value; --json has all of it
Sensitivity = Literal["public", "restricted", "confidential"]
ERASED = ("[erased]", "[key not in this copy]")
SENSITIVITIES: tuple[Sensitivity, ...] = ("public", "restricted", "confidential")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: where it stands (`recovery.place.name`), its value as it may be seen, who may see it, the key it is under."""

    path: str
    value: str
    sensitivity: Sensitivity
    key: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of a ledger. `at` = ISO 8601 in UTC; `object` = `kind/id`; `merged` = the entry of our ledger that merged
    the case in which it stands, else 0."""

    seq: int
    at: str
    who: str
    verb: str
    object: str
    version: int
    note: str
    sha256: str
    merged: int = 0


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of an object, the entry that brought it, and what stood otherwise in it than in the one after it."""

    version: int
    sha256: str
    entry: EntryLine | None
    was: tuple[FieldLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectLine:
    """An object in one line. `how` = the field by which it rests on the one that is shown."""

    kind: str
    id: str
    version: int
    title: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class ObjectView:
    """One object as shown. `resting`: what rests on it; `brought`: objects that came of this file, by kind;
    `finding`: where it is one, as it may be seen; `lines`: a file and what is said of it, in words."""

    kind: str
    id: str
    version: int
    title: str
    profile: Profile
    fields: tuple[FieldLine, ...]
    versions: tuple[VersionLine, ...]
    resting: tuple[ObjectLine, ...] = ()
    more_resting: int = 0
    brought: tuple[tuple[str, int], ...] = ()
    finding: Finding | None = None
    body: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def of(self, sensitivity: str) -> tuple[FieldLine, ...]:
        """The fields of one sensitivity; of a Finding, which is told in full beside them, only what it is about."""
        wanted = tuple(line for line in self.fields if line.sensitivity == sensitivity)
        return wanted if self.finding is None else tuple(line for line in wanted if line.path == "about")


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """Somebody who worked on the case: entries, and the days of the first and the last."""

    who: str
    entries: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case at a glance. `requests`: those that are open; `head`: the hash that stands for everything before it."""

    title: str
    made: str
    by: str
    path: str
    profile: Profile
    locked: bool
    entries: int
    head: str
    kinds: tuple[tuple[str, int], ...]
    workers: tuple[WorkerLine, ...]
    last: tuple[EntryLine, ...]
    requests: tuple[ObjectLine, ...]
    more_requests: int
    files: int
    file_bytes: int


@dataclass(frozen=True, slots=True)
class PageView:
    """A part of a long list: objects of a kind, or entries of the ledger; `after` = what the next part begins behind. Behind the
    last of our entries stand those of merged ledgers, under the numbers that they have there; `more_merged` = those left out."""

    what: str
    profile: Profile
    objects: tuple[ObjectLine, ...] = ()
    entries: tuple[EntryLine, ...] = ()
    more: int = 0
    after: str = ""
    more_merged: int = 0


@dataclass(frozen=True, slots=True)
class HitLine:
    """One thing found; in `snippet` the words found stand between `[` and `]`."""

    kind: str
    id: str
    version: int
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """An answer to a search. `ranked`: False where so many fit that the newest come first."""

    query: str
    profile: Profile
    hits: tuple[HitLine, ...]
    more: bool
    ranked: bool


def object_line(kind: str, name: str, version: int, body: Mapping[str, Any], how: str = "") -> ObjectLine:
    """An object in one line, from its body as it may be seen."""
    return ObjectLine(kind, visible(name), version, title_of(kind, body), how)


def field_lines(
    full: Mapping[str, Any], seen: Mapping[str, Any], levels: Mapping[str, Mapping[str, Any]], keys: Mapping[str, str]
) -> tuple[FieldLine, ...]:
    """Every field of a body that holds something.

    `full`: the body; `seen`: as the reader may see it; `levels`: as `public` and `partner` see it, which tells the sensitivity;
    `keys`: path in the kept body -> key id."""
    lines = _lines(full, seen, levels.get("public"), levels.get("partner"), "")
    out = []
    for path, text, level in lines:
        closed = path in keys and level == "restricted"  # generalised for a partner, and equal by chance: 0.5 on a grid of 0.1
        out.append(FieldLine(_short(path), text, "confidential" if closed else level, keys.get(path, "")))
    return tuple(out)


_Line = tuple[str, str, Sensitivity]
_WRAPPERS = ("item.", "claim.", "finding.", "node.", "edge.", "same.")


def _short(path: str) -> str:
    return next((path.removeprefix(each) for each in _WRAPPERS if path.startswith(each)), path)


def _lines(full: Any, seen: Any, public: Any, partner: Any, path: str) -> Iterator[_Line]:
    if isinstance(full, Mapping) and (said := _as_one(full)):
        level: Sensitivity = "public" if public == full else "restricted" if partner == full else "confidential"
        yield visible(path), _value(said, _as_one(seen) if isinstance(seen, Mapping) else seen), level
    elif isinstance(full, Mapping):
        for name, value in full.items():
            inner = f"{path}.{name}" if path else str(name)
            yield from _lines(value, _at(seen, name), _at(public, name), _at(partner, name), inner)
    elif isinstance(full, Sequence) and not isinstance(full, str) and any(isinstance(each, Mapping) for each in full):
        for number, value in enumerate(full):
            yield from _lines(value, _at(seen, number), _at(public, number), _at(partner, number), f"{path}[{number + 1}]")
    elif full not in ("", None, [], {}, ()):
        level = "public" if public == full else "restricted" if partner == full else "confidential"
        yield visible(path), _value(full, seen), level


def _as_one(value: Mapping[str, Any]) -> str:
    """A date, a citation or a grade as one line; empty for anything else, and for one that says nothing."""
    if value.keys() == {"text", "first", "last", "approximate"}:
        return str(value["text"] or (f"{value['first']} to {value['last']}" if value["first"] else ""))
    if value.keys() == {"source_id", "locator", "sha256"}:
        copy = f"copy {str(value['sha256'])[:12]}" if value["sha256"] else ""
        return ", ".join(filter(None, (str(value["source_id"] or ""), str(value["locator"] or ""), copy)))
    if value.keys() == {"reliability", "credibility", "why"}:
        return f"{value['reliability']}{value['credibility']}" + (f" ({value['why']})" if value["why"] else "")
    return ""


def _at(value: Any, name: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, Sequence) and not isinstance(value, str) and isinstance(name, int):
        return value[name] if name < len(value) else None
    return None


def _value(full: Any, seen: Any) -> str:
    if full in ERASED:
        return str(full)
    if seen in (None, "", [], {}, ()):
        return WITHHELD
    if isinstance(seen, bool):
        return "yes" if seen else "no"
    return cut(visible("; ".join(map(str, seen)) if isinstance(seen, list | tuple) else str(seen)), LONGEST) or WITHHELD


def key_paths(kept: Any, mark: str, path: str = "") -> dict[str, str]:
    """Path -> key id of every encrypted field of a body as it is kept; `mark` = the name they are known by."""
    if isinstance(kept, Mapping):
        if mark in kept:
            return {path: str(kept.get("key", ""))}
        return {p: k for name, each in kept.items() for p, k in key_paths(each, mark, f"{path}.{name}" if path else name).items()}
    if isinstance(kept, list):
        return {p: k for n, each in enumerate(kept) for p, k in key_paths(each, mark, f"{path}[{n + 1}]").items()}
    return {}


def changed(before: Sequence[FieldLine], after: Sequence[FieldLine]) -> tuple[FieldLine, ...]:
    """Fields of `before` that are not, or otherwise, in `after`; one that came later stands with an empty value."""
    now = {line.path: line.value for line in after}
    old = {line.path for line in before}
    new = tuple(FieldLine(line.path, "", line.sensitivity) for line in after if line.path not in old)
    return (*(line for line in before if now.get(line.path) != line.value), *new)


def short_name(name: str) -> str:
    """`kind/id` for people: a file by the first signs of its hash, which find it again."""
    kind, _, rest = name.partition("/")
    return f"{kind}/{rest[:12]}…" if kind == "file" and len(rest) == 64 else cut(name, 80)


def short_note(note: str) -> str:
    """A note with the long name of a file cut in the same way."""
    start, mark, rest = note.partition("from file/")
    return cut(f"{start}{mark}{rest[:12]}…{rest[64:]}" if mark else note, 160)
