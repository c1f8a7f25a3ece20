"""Annotated claims of a text, one JSON object a line, as Statements; and Statements back as such lines.

The format is that of the report gold files (docs/read.md). Offsets are code points into the text, end exclusive, and are checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, cast

from headstamp.core.claim import Frozen
from headstamp.core.document import Document, Span, VoiceKind
from headstamp.core.errors import RecordError
from headstamp.core.statement import Amount, Dated, Realis, Slot, Statement, StatementKind
from headstamp.core.when import When

SLOTS = (
    "supplier", "recipient", "parties", "broker", "items", "calibre", "place", "vehicle", "vessel", "route", "mode",
    "declared_as", "payment", "persons", "actor", "target", "mark", "origin", "evidence", "reason",
)  # fmt: skip
STATES = ("supplier", "recipient", "parties", "actor", "target")
HINT = "See the format in docs/read.md."
_GENRES = (
    (("un panel", "un-panel", "experts"), VoiceKind.UN_PANEL), (("state-media", "state media"), VoiceKind.STATE_MEDIA),
    (("news", "wire", "media"), VoiceKind.MEDIA), (("essay", "academic"), VoiceKind.ACADEMIC), (("ngo",), VoiceKind.NGO),
    (("court",), VoiceKind.COURT), (("press", "briefing", "notice", "official", "military", "government"), VoiceKind.OFFICIAL),
)  # fmt: skip


class Gold(Frozen):
    """One annotated claim. `kinds` = every kind that would be right; a payment's parties may stand the other way round where
    `either_way`; `civil` marks goods that are no arms."""

    statement: Statement
    kinds: tuple[str, ...]
    either_way: bool = False
    civil: bool = False
    note: str = ""


class Link(Frozen):
    """A relation between two annotated claims, by their ids. `half` divides what may be tuned on from what may not."""

    a: str
    b: str
    relation: str
    why: str = ""
    half: str = ""


def read_gold(lines: Iterable[str], document: Document, *, file: str = "") -> tuple[Gold, ...]:
    """The claims of one text. Raises RecordError with file and row for a line that is no claim or whose offsets do not fit."""
    found: list[Gold] = []
    for row, line in _objects(lines, file):
        try:
            gold = _gold(line, document)
            if any(other.statement.id == gold.statement.id for other in found):
                raise ValueError(f"the id {gold.statement.id!r} stands there twice")
            found.append(gold)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise RecordError(f"not a claim of this text: {str(error)[:200]}", file=file or None, row=row, hint=HINT) from error
    return tuple(found)


def read_links(lines: Iterable[str], *, file: str = "") -> tuple[Link, ...]:
    """The relations of a `links.gold.jsonl`. Raises RecordError with file and row for a line that is none."""
    found = []
    for row, line in _objects(lines, file):
        try:
            found.append(Link(**{key: str(line.get(key, "")) for key in Link.model_fields}))
        except ValueError as error:
            raise RecordError("not a relation", file=file or None, row=row, hint=HINT) from error
    return tuple(found)


def gold_document(name: str, text: str, meta: Mapping[str, Any]) -> Document:
    """The Document of a text and its `.meta.json`. Where the meta names no kind of source, its genre decides."""
    kind = str(meta.get("kind_of_source") or "")
    genre = f"{kind} {meta.get('genre', '')}".casefold()
    guessed = next((k for words, k in _GENRES if any(word in genre for word in words)), VoiceKind.UNKNOWN)
    voice = VoiceKind(kind) if kind in set(VoiceKind) else guessed
    return Document(
        id=name, text=text, sha256=str(meta.get("sha256") or ""), language=str(meta.get("lang") or meta.get("language") or ""),
        title=str(meta.get("title") or ""), publisher=str(meta.get("publisher") or meta.get("genre") or ""),
        url=str(meta.get("url") or ""), voice=voice, published=_when(str(meta.get("published") or "")),
    )  # fmt: skip


def gold_line(statement: Statement) -> dict[str, Any]:
    """A Statement as an object of the gold format, so that a person's corrections become evaluation data."""
    line: dict[str, Any] = {
        "core": statement.core, "doc": statement.document, "id": statement.id, "kind": statement.kind.value,
        "polarity": statement.polarity, "quote": _quote(statement.span.text), "realis": statement.realis.value,
        "span": [statement.span.start, statement.span.end],
    }  # fmt: skip
    spans: dict[str, list[list[Any]]] = {}
    for name in SLOTS:
        _put(line, spans, name, statement.of(name))
    carried = [name for name in SLOTS if any(slot.how == "carried" for slot in statement.of(name))]
    if statement.voice is not None and statement.voice.how == "carried":
        carried.append("source")
    if carried:
        line["carried"] = carried
    _put_amounts(line, spans, statement)
    _put_dates(line, spans, statement)
    if statement.voice is not None:
        line["source"] = {"text": statement.voice.value, "type": statement.voice_kind.value}
        _mark(spans, "source", statement.voice.span)
    if statement.hedge:
        line["hedge"] = statement.hedge
        if statement.hedge_span is not None:
            line["hedge_word"] = statement.hedge_span.text
            _mark(spans, "hedge_word", statement.hedge_span)
    if statement.interdicted:
        line["interdicted"] = True
    return {**line, "spans": spans}


def write_gold(statements: Iterable[Statement]) -> Iterator[str]:
    """Lines of the gold format, in the order given."""
    return (json.dumps(gold_line(statement), ensure_ascii=False, sort_keys=True) for statement in statements)


def _objects(lines: Iterable[str], file: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for row, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise RecordError("not a JSON object", file=file or None, row=row, hint=HINT) from error
        if not isinstance(line, dict):
            raise RecordError("not a JSON object", file=file or None, row=row, hint=HINT)
        yield row, line


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _gold(line: dict[str, Any], document: Document) -> Gold:
    spans = {name: _spans(found, document) for name, found in (line.get("spans") or {}).items()}
    carried = frozenset(line.get("carried") or ())
    source = line.get("source") or {}
    voice = _one("source", source.get("text"), spans, carried)
    hedges = spans.get("hedge_word", [])
    statement = Statement(
        id=str(line["id"]), document=str(line.get("doc") or document.id), kind=StatementKind(line["kind"]),
        span=document.span(*line["span"]), slots=tuple(_slots(line, spans, carried)), quantity=_quantity(line, spans),
        value=_value(line, spans), dates=_dates(line, spans), voice=voice,
        voice_kind=_voice_kind(source.get("type") or ("unknown" if voice else document.voice)),
        polarity=line.get("polarity", "affirmed"), hedge=str(line.get("hedge") or ""), hedge_span=hedges[0] if hedges else None,
        realis=Realis(line.get("realis", "actual")), interdicted=bool(line.get("interdicted")),
        core=bool(line.get("core", True)), status="accepted", rules=("annotated_by_hand",),
    )  # fmt: skip
    return Gold(
        statement=statement, kinds=tuple(dict.fromkeys((line["kind"], *(line.get("kind_alt") or ())))),
        either_way=statement.kind is StatementKind.PAYMENT and not line.get("payment_direction"),
        civil=bool(line.get("civil_goods")), note=str(line.get("note") or ""),
    )  # fmt: skip


def _voice_kind(written: str) -> VoiceKind:
    """Annotators write `un` for bodies of the United Nations other than its panels: official, as those of a state."""
    return VoiceKind.OFFICIAL if written == "un" else VoiceKind(written)


def _spans(found: list[Any], document: Document) -> list[Span]:
    """Spans are written `[[start, end, words], ...]`, or `[start, end]` where there is one."""
    pairs = [found] if found and isinstance(found[0], int) else found
    out = []
    for start, end, *words in pairs:
        span = document.span(start, end)
        if words and words[0] != span.text:
            raise ValueError(f"signs {start}-{end} are {span.text[:40]!r}, not {words[0][:40]!r}")
        out.append(span)
    return out


def _slots(line: dict[str, Any], spans: dict[str, list[Span]], carried: frozenset[str]) -> Iterator[tuple[str, Slot]]:
    for name in SLOTS:
        raw = line.get(name)
        if name == "evidence" and isinstance(raw, dict):
            yield name, Slot(value=str(raw.get("type") or raw.get("text")), span=next(iter(spans.get(name, [])), None))
            continue
        values = _list(raw)
        keys = _list(line.get(f"{name}_cc")) if name in STATES else []
        for i, value in enumerate(values):
            key = (keys[i] if len(keys) == len(values) else keys[0]) if keys else ""
            slot = _one(name, value, spans, carried, key or (value if name == "origin" and len(value) == 2 else ""), i)
            if slot is not None:
                yield name, slot
        if not values:
            yield from ((name, Slot(value=key, how="context", key=key)) for key in keys)


def _one(
    name: str, value: str | None, spans: dict[str, list[Span]], carried: frozenset[str], key: str = "", at: int = 0
) -> Slot | None:
    """The slot of one value: its own span is the one that holds its words, else the one in its place."""
    if not value:
        return None
    found = spans.get(name, [])
    span = next((s for s in found if s.text == value), found[at] if at < len(found) else None)
    how: Literal["read", "carried", "context"] = "carried" if name in carried else "read" if span else "context"
    return Slot(value=value, span=span, how=how, key=key)


def _list(raw: Any) -> list[str]:
    values = raw if isinstance(raw, list) else [] if raw is None else [raw]
    return [str(value) for value in values]


def _quantity(line: dict[str, Any], spans: dict[str, list[Span]]) -> Amount | None:
    unit, span = str(line.get("unit") or ""), next(iter(spans.get("quantity", [])), None)
    return _amount(line, "quantity", unit, span)


def _value(line: dict[str, Any], spans: dict[str, list[Span]]) -> Amount | None:
    unit = str(line.get("currency") or ("" if line.get("quantity") is not None else line.get("unit") or ""))
    return _amount(line, "value", unit, next(iter(spans.get("value", [])), None))


def _amount(line: dict[str, Any], name: str, unit: str, span: Span | None) -> Amount | None:
    exact, low, high = (line.get(key) for key in (name, f"{name}_min", f"{name}_max"))
    if exact is None and low is None and high is None:
        return None
    bounded = low is not None or high is not None
    least, most = (low, high) if bounded else (exact, exact)
    return Amount(
        low=None if least is None else float(least), high=None if most is None else float(most), unit=unit,
        approximate=line.get("hedge") == "approximate", span=span,
    )  # fmt: skip


def _dates(line: dict[str, Any], spans: dict[str, list[Span]]) -> tuple[Dated, ...]:
    raw = str(line.get("date") or "")
    if not raw and not line.get("date_text"):
        return ()
    when, text = _when(raw), str(line.get("date_text") or raw)
    role = line.get("date_role") or "event"
    if role not in ("event", "published", "imagery", "statement"):
        raise ValueError(f"no role of a date: {role!r}")
    told = When(text=text, first=when.first, last=when.last, approximate=when.approximate)
    return (
        Dated(
            when=told, span=next(iter(spans.get("date", [])), None),
            role=cast(Literal["event", "published", "imagery", "statement"], role),
            inferred="year" if line.get("date_inferred_year") else "",
        ),
    )  # fmt: skip


def _when(text: str) -> When:
    try:
        return When.parse(text)
    except ValueError:
        return When(text=text)


def _quote(text: str) -> str:
    words = text.split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "")


def _mark(spans: dict[str, list[list[Any]]], name: str, span: Span | None) -> None:
    if span is not None:
        spans.setdefault(name, []).append([span.start, span.end, span.text])


def _put(line: dict[str, Any], spans: dict[str, list[list[Any]]], name: str, slots: tuple[Slot, ...]) -> None:
    if not slots:
        return
    if name == "evidence":
        line[name] = {"text": slots[0].span.text if slots[0].span else slots[0].value, "type": slots[0].value}
        _mark(spans, name, slots[0].span)
        return
    worded = [slot for slot in slots if name not in STATES or not (slot.how == "context" and slot.value == slot.key)]
    values = [slot.value for slot in worded]
    if values:
        line[name] = values[0] if name in ("calibre", "mode", "origin", "reason") and len(values) == 1 else values
    if name in STATES and (keys := [slot.key for slot in slots]) and any(keys):
        line[f"{name}_cc"] = keys[0] if len(set(keys)) == 1 else keys
    for slot in worded:
        _mark(spans, name, slot.span)


def _put_amounts(line: dict[str, Any], spans: dict[str, list[list[Any]]], statement: Statement) -> None:
    for name, amount in (("quantity", statement.quantity), ("value", statement.value)):
        if amount is None:
            continue
        if amount.low is not None and amount.low == amount.high:
            line[name] = amount.low
        else:
            line.update({f"{name}_min": amount.low, f"{name}_max": amount.high})
        if amount.unit:
            line["currency" if name == "value" else "unit"] = amount.unit
        _mark(spans, name, amount.span)


def _put_dates(line: dict[str, Any], spans: dict[str, list[list[Any]]], statement: Statement) -> None:
    if not statement.dates:
        return
    dated = statement.dates[0]
    when = dated.when
    if when.first is not None and when.last is not None:
        line["date"] = when.first.isoformat() if when.first == when.last else f"{when.first}/{when.last}"
    line.update({"date_text": when.text, "date_role": dated.role})
    if dated.inferred:
        line["date_inferred_year"] = "year" in dated.inferred
    _mark(spans, "date", dated.span)
