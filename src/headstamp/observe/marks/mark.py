"""Marks of one record, from a cell, a list, a mapping of positions, or a list of mappings. Texts stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from headstamp.core.errors import InputError, LimitError, RecordError
from headstamp.core.record import ItemKind, Mark, MarkRole, MarkState
from headstamp.observe.marks.columns import ATTRIBUTES, MARK_FIELDS, column, plain
from headstamp.observe.marks.values import as_mark, as_share, as_state, as_text, given
from headstamp.observe.marks.words import BLANK, NOT_GIVEN, ROLE_OF_FIELD, UNREAD

MAX_MARKS = 200
_TEXT_KEYS = frozenset({"text", "mark", "marking", "value", "inscription", "asseen", "content", "headstamp", "textasseen"})
_EXTRA = {
    "location": "position", "where": "position", "clock": "position", "method": "technique", "image": "photo",
    "readability": "legibility", "condition": "state", "kind": "role", "type": "role", "surface": "role",
}  # fmt: skip
_ROLES = {plain(role.value): role for role in MarkRole} | {plain(name): role for name, role in ROLE_OF_FIELD.items()}
_CLOCK = re.compile(r"^\s*(\d{1,2})\s*(?:h|hrs?|:00|00|uhr|o\W?\s*clock)?\s*$", re.I)
_APART = re.compile(r"\s+/\s+|\s*[;,\n]\s*")


@dataclass(frozen=True, slots=True)
class Draft:
    """A mark before it is checked: where it came from, its text (None = no text given) and what was said of it."""

    origin: str
    text: object
    said: dict[str, object] = field(default_factory=dict)
    explicit: bool = False  # an empty text is a blank surface, not an empty cell


@dataclass(slots=True)
class MarkParts:
    """What a record says of its marks, gathered by column: texts and attributes by (field, number)."""

    texts: dict[tuple[str, int], list[tuple[str, object]]] = field(default_factory=dict)
    said: dict[tuple[str, int], dict[str, tuple[str, object]]] = field(default_factory=dict)
    main: dict[str, tuple[str, object]] = field(default_factory=dict)


def build_marks(parts: MarkParts, kind: ItemKind, quantity: int | None) -> tuple[tuple[Mark, ...], list[str]]:
    """The marks of one record in the order of MARK_FIELDS, and words about marks that no field of a Mark can hold.

    Raises RecordError (two items in one row, a damaged text) and LimitError (too long, too many), each with its column.
    """
    marks: list[Mark] = []
    left: list[str] = []
    keys = sorted({*parts.texts, *parts.said}, key=lambda k: (MARK_FIELDS.index(k[0]), k[1]))
    main = next((k for k in keys if k[0] in ("headstamp", "mark") and k in parts.texts), keys[0] if keys else None)
    if main is None and parts.main:
        main = ("headstamp" if kind in (ItemKind.CARTRIDGE, ItemKind.CASE) else "mark", 0)
        keys = [main]
    for key in keys:
        said = {a: v for a, (_, v) in parts.said.get(key, {}).items()}
        if key == main:
            said = {a: v for a, (_, v) in parts.main.items()} | said
        found = parts.texts.get(key) or [(_said_column(parts, key), None)]
        for name, value in found:
            try:
                for draft in _drafts(key[0], key[1], value, said, quantity, kind):
                    _add(draft, name, marks, left)
            except InputError as error:
                error.column = error.column or name
                raise
    return tuple(marks), left


def _said_column(parts: MarkParts, key: tuple[str, int]) -> str:
    return next((name for name, _ in [*parts.said.get(key, {}).values(), *parts.main.values()]), key[0])


def _drafts(name: str, index: int, value: object, said: dict[str, object], quantity: int | None, kind: ItemKind) -> list[Draft]:
    drafts = [replace(d, said={**said, **d.said}) for d in _read(name, index, value, quantity, 0)]
    if len(drafts) > MAX_MARKS:
        raise LimitError(f"too many: {len(drafts)} marks on one item, {MAX_MARKS} is the most", hint="One row per item.")
    if kind in (ItemKind.CARTRIDGE, ItemKind.CASE):
        drafts = [
            replace(d, origin="headstamp") if d.origin == "mark" and "role" not in d.said and _on_head(d) else d for d in drafts
        ]
    return _one_head(drafts)


def _read(name: str, index: int, value: object, quantity: int | None, depth: int) -> list[Draft]:
    if depth > 4:
        raise LimitError("marks nested too deep", hint="Write a list of texts, or of mappings with text and position.")
    if isinstance(value, Mapping):
        return _mapping(name, value, quantity, depth)
    if isinstance(value, (list, tuple)):
        if name == "headstamp" and all(isinstance(v, (str, int)) for v in value):
            return [Draft(name, " ".join(_same_head([as_mark(v) for v in value if given(v)])) or None)]
        return [d for v in value for d in _read(name, index or 1, v, quantity, depth + 1)]
    text = as_text(value) if name == "mark" and not index else as_mark(value)
    if name == "headstamp" and "\n" in text:
        _same_head(text.split("\n"))
    if name == "serial":
        return [Draft(name, part) for part in _serials(text, quantity)]
    if name == "mark" and not index and (";" in text or "\n" in text):
        return [Draft(name, part.strip()) for part in re.split(r"[;\n]", text) if part.strip()]
    return [Draft(name, text if value is not None else None)]


def _mapping(name: str, value: Mapping[Any, object], quantity: int | None, depth: int) -> list[Draft]:
    keys = {plain(str(k)): k for k in value}
    text_key = next((keys[k] for k in keys if k in _TEXT_KEYS), None)
    said = {a: v for k, original in keys.items() if (a := _attribute(k)) and given(v := value[original])}
    if text_key is None and not said:
        out: list[Draft] = []
        for key, inner in value.items():
            known = column(str(key))
            if known and known.field in MARK_FIELDS and not known.attribute:
                out += _read(known.field, known.number, inner, quantity, depth + 1)
            elif given(inner):
                position = as_text(key, 200)
                out += [replace(d, said={"position": position, **d.said}) for d in _read(name, 1, inner, quantity, depth + 1)]
        return out
    said |= {f"?{k}": v for k, v in value.items() if k != text_key and not _attribute(plain(str(k))) and given(v)}
    if isinstance(role := said.get("role"), str):
        found = _ROLES.get(plain(role))
        known = column(role)
        if found or (known and known.field in MARK_FIELDS):
            name = next((f for f, r in ROLE_OF_FIELD.items() if r is found), known.field if known else name)
        else:
            said["?role"] = role
    text = None if text_key is None else value[text_key]
    if isinstance(text, (Mapping, list, tuple)):
        return [replace(d, said={**said, **d.said}) for d in _read(name, 1, text, quantity, depth + 1)]
    return [Draft(name, text, said, explicit=text is not None and bool(said))]


def _attribute(key: str) -> str:
    return key if key in ATTRIBUTES or key == "id" else _EXTRA.get(key, "")


def _same_head(lines: list[str]) -> list[str]:
    """The lines of one head. Several lines with a code and a year each are several heads, hence several items."""
    lines = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if len(lines) > 1 and (len(lines) > 4 or all(len(line.split()) > 1 for line in lines)):
        raise RecordError(
            f"two items in one row: {len(lines)} heads ({lines[0][:30]!r}, {lines[1][:30]!r})",
            hint="Write one row per head.",
        )
    return lines


def _serials(text: str, quantity: int | None) -> list[str]:
    found = list(dict.fromkeys(part for part in _APART.split(text) if len(part) > 2)) if text else []
    if len(found) < 2:
        return [text]
    if quantity is None or quantity < 2:
        raise RecordError(
            f"two items in one row: serial numbers {found[0][:30]!r} and {found[1][:30]!r}",
            hint="Write one row per item; if one item bears both, put the second into mark_1.",
        )
    return found


def _on_head(draft: Draft) -> bool:
    position = as_text(draft.said.get("position"), 200).casefold()
    return not position or bool(_CLOCK.match(position)) or "head" in position or "base" in position


def _one_head(drafts: list[Draft]) -> list[Draft]:
    """Signs of one head recorded by clock position become one mark in clock order (`12; 6`), if all else is alike."""
    clocks = [_CLOCK.match(as_text(d.said.get("position"), 200)) for d in drafts]
    rest = [{k: str(v) for k, v in d.said.items() if k not in ("position", "id")} for d in drafts]
    if len(drafts) < 2 or any(d.origin != "headstamp" for d in drafts) or any(r != rest[0] or "box" in r for r in rest):
        return drafts
    if not all(m and 0 <= int(m[1]) <= 12 for m in clocks):
        return drafts
    hours = [(int(m[1]) % 12, as_mark(d.text)) for m, d in zip(clocks, drafts, strict=True) if m]
    if len({hour for hour, _ in hours}) < len(hours):
        return drafts
    hours.sort()
    said = drafts[0].said | {"position": "; ".join(str(hour or 12) for hour, _ in hours)}
    said.pop("id", None)
    return [Draft("headstamp", " ".join(text for _, text in hours if text), said)]


def _add(draft: Draft, name: str, marks: list[Mark], left: list[str]) -> None:
    said = draft.said
    text = as_mark(draft.text)
    state, legibility, words = _condition(said, name)
    left.extend(words)
    left.extend(f"{k[1:]}: {as_text(v)}" for k, v in said.items() if k.startswith("?") and not isinstance(v, (list, Mapping)))
    word = text.casefold()
    if (not text and not draft.explicit) or (text and word in NOT_GIVEN):
        if state is not MarkState.REMOVED and legibility != 0:
            left.extend(f"{a}: {as_text(v)}" for a, v in said.items() if a in ("position", "technique", "script"))
            return
        text = "…"
    elif text and draft.origin == "headstamp" and word in BLANK:
        text = ""
    elif word in BLANK and draft.origin != "packaging_text" and draft.origin != "mark":
        left.append(f"{name}: {text}")
        return
    elif word in UNREAD:
        text, legibility = "…", 0.0 if legibility is None else legibility
    elif draft.origin != "packaging_text" and len(word.split()) < 4 and as_state(text) is MarkState.REMOVED:
        text, state, legibility = "…", MarkState.REMOVED, 0.0 if legibility is None else legibility
    role = ROLE_OF_FIELD[draft.origin]
    taken = {m.id for m in marks}
    mark_id = as_text(said.get("id"), 100)
    if not mark_id or mark_id in taken:
        mark_id = next(i for i in _ids(role.value) if i not in taken)
    short = {a: as_text(said.get(a), 200) for a in ("position", "technique", "script", "photo")}
    if len(marks) >= MAX_MARKS:
        raise LimitError(f"too many marks on one item, {MAX_MARKS} is the most", hint="Write one row per item.")
    marks.append(
        _mark(
            mark_id,
            text,
            role,
            *short.values(),
            1.0 if legibility is None else legibility,
            state,
            _box(said.get("box")),
        )
    )


def _condition(said: dict[str, object], name: str) -> tuple[MarkState, float | None, list[str]]:
    left: list[str] = []
    state, legibility = MarkState.AS_MADE, None
    if given(said.get("legibility")):
        legibility = as_share(said["legibility"])
        if legibility is None:
            left.append(f"{name} legibility: {as_text(said['legibility'])}")
    if given(said.get("state")):
        word = as_text(said["state"], 200)
        found = as_state(word)
        if found is None and legibility is None and (legibility := as_share(word)) is not None:
            found = MarkState.AS_MADE
        if found is None:
            left.append(f"{name} state: {word}")
        state = found or MarkState.AS_MADE
    return state, legibility, left


def _ids(stem: str) -> Iterator[str]:
    yield stem
    n = 2
    while True:
        yield f"{stem}-{n}"
        n += 1


def _box(value: object) -> tuple[float, float, float, float] | None:
    if not given(value):
        return None
    found = value if isinstance(value, (list, tuple)) else re.split(r"[;,\s]+", as_text(value, 200))
    try:
        x, y, width, height = (float(str(v)) for v in found)
    except ValueError as error:
        raise RecordError("box is not four numbers", hint="Write x, y, width, height, each 0 to 1.", column="box") from error
    if not all(0 <= v <= 1 for v in (x, y, width, height)):  # NaN fails too
        raise RecordError(
            "out of range: a box lies in 0 to 1 of the photo", hint="Divide pixels by the photo's size.", column="box"
        )
    return x, y, width, height


@lru_cache(maxsize=65536)
def _mark(
    mark_id: str, text: str, role: MarkRole, position: str, technique: str, script: str, photo: str, legibility: float,
    state: MarkState, box: tuple[float, float, float, float] | None,
) -> Mark:  # fmt: skip
    return Mark(
        id=mark_id, text=text, role=role, position=position, technique=technique, script=script, legibility=legibility,
        state=state, photo=photo, box=box,
    )  # fmt: skip
