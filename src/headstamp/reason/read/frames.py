"""Predicates with their arguments in Korean, Russian and Chinese, and the statements they make. How the arguments are found is
each language's own module; which word of the sentence plays which part is in the table of predicates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Amount, Dated, Realis, Slot, Statement, StatementKind
from headstamp.reference.reading_rows import PredicateRow

K = StatementKind
ARMS = frozenset(("weapon", "ammunition", "component", "technology"))
GOODS = ARMS | {"cargo"}
PARTIES = frozenset(("state", "capital", "people", "body", "group", "firm", "person", "voice", "name", "media", "pronoun"))
_WAYS = frozenset(("state", "capital", "city", "region", "water", "place", "name"))
_MOVES = frozenset(("vessel", "vehicle"))
_BARTERED = frozenset(("money", "barter", "drug"))
_PARTY_SLOTS = frozenset(("supplier", "recipient", "broker", "actor", "target", "parties"))
_THINGS = frozenset(("items", "payment", "declared_as", "mark"))
_CALIBRE = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:mm|㎜|мм|毫米|밀리미터)")
_OF_GOODS = (K.TRANSFER, K.TRANSPORT, K.INTERDICTION, K.PROCUREMENT_ATTEMPT, K.ESTIMATE)
_MODES = (
    ("rail", r"열차|기차|화차|поезд|вагон|состав|火车|列车|车皮"),
    ("air", r"항공기|수송기|비행기|화물기|самол|рейс|飞机|运输机|货机"),
    ("road", r"트럭|차량|грузовик|колонн|конво|卡车|车队"),
)
_NEAR = 40  # signs between two verbs of one voyage
_LISTS = {"ko": r"제재|명단", "ru": r"санкц|спис", "zh": r"制裁|名单"}
_NO_PART = {"ko": r"관련|관여", "ru": r"отношени|причаст|сделк|поставк|оружи", "zh": r"有关|参与|关联"}


class Part(NamedTuple):
    """A noun phrase, signs `start` to `end`, as the argument `name` of a predicate; `spoken` is its head's last table entry."""

    name: str
    start: int
    end: int
    cls: str
    key: str = ""
    country: str = ""
    voice: str = ""
    carried: bool = False


@dataclass
class Frame:
    """One reading of one predicate in one sentence; `start` to `end` are the clause."""

    row: PredicateRow
    start: int
    end: int
    parts: list[Part]
    negated: bool = False
    denied: bool = False
    unknown: bool = False
    intended: bool = False
    ongoing: bool = False
    speaker: Part | None = None
    hedge: str = ""
    hedge_at: tuple[int, int] | None = None
    amounts: list[Amount] = field(default_factory=list)
    dates: list[Dated] = field(default_factory=list)
    rules: tuple[str, ...] = ()
    at: int = 0  # where the predicate begins

    def cls(self, *slots: str) -> set[str]:
        """The classes of what fills these slots."""
        return {part.cls for name, part in self.filled() if name in slots}

    def filled(self) -> Iterator[tuple[str, Part]]:
        """The slots by the table, each part in one of them: a party's slot takes parties, a way's places, a thing's things."""
        taken: set[tuple[int, int]] = set()
        for name, slot in self.row.roles:
            for part in self.parts:
                if part.name != name or (part.start, part.end) in taken or not _fits(slot, part):
                    continue
                taken.add((part.start, part.end))
                yield _moved(slot, part), part


def _fits(slot: str, part: Part) -> bool:
    if slot in _PARTY_SLOTS:
        return part.cls in PARTIES or (slot == "actor" and part.cls == "force")
    if slot in ("route", "place"):
        return part.cls in _WAYS
    if slot in _THINGS:
        return (
            part.cls not in PARTIES - {"name"}
            and part.cls not in ("number", "place")
            and (slot != "payment" or part.cls in _BARTERED)
        )
    return slot not in ("vehicle", "vessel") or part.cls in _MOVES


def _moved(slot: str, part: Part) -> str:
    return (
        "vessel"
        if part.cls == "vessel" and slot in ("vehicle", "items")
        else "vehicle"
        if part.cls == "vehicle" and slot == "items"
        else slot
    )


def fits(frame: Frame, text: str, language: str, said: str) -> bool:
    """Whether the condition of the table row holds (`needs`); `said` = the value of a noun of denial in the clause, if any."""
    goods, clause = frame.cls("items"), text[frame.start : frame.end]
    match frame.row.needs:
        case "goods":
            told = {"supplier", "recipient"} <= {n for n, _ in frame.filled()} or frame.row.pos == "NOUN"
            return bool(goods & GOODS) or (not goods and frame.row.kind is K.TRANSFER and told and frame.negated)
        case "cargo":
            return bool(goods & GOODS) and not goods - GOODS
        case "cargoonly":
            return goods == {"cargo"} and bool(frame.cls("route") & {"place", "name", "city"})
        case "vehicle":
            return bool(frame.cls("vehicle", "vessel")) or bool(goods & GOODS and frame.cls("route"))
        case "negated":
            return frame.negated and bool(re.search(_NO_PART[language], clause))
        case "held":
            return bool(goods & GOODS) or bool(frame.cls("vehicle", "vessel") & _MOVES)
        case "money":
            return bool(frame.cls("payment") & _BARTERED)
        case "cash":
            return "money" in frame.cls("payment")
        case "drug":
            return bool(frame.cls("payment") & (_BARTERED - {"money"})) or ("money" in frame.cls("payment"))
        case "list":
            return bool(re.search(_LISTS[language], clause))
        case "force":
            return "force" in frame.cls("actor")
        case "party":
            return "recipient" in {n for n, _ in frame.filled()} and not frame.cls("items")
        case "trained":
            return bool(frame.cls("recipient") & {"group", "force", "state", "capital", "people", "body"}) and not goods
        case "declared":
            return bool(frame.cls("declared_as"))
        case "mark":
            return "mark" in frame.cls("mark")
        case "arranged":
            return bool(frame.cls("items") & (GOODS | {"trade"}))
        case "made":
            return bool(goods & ARMS) and any(p.country for n, p in frame.filled() if n in ("origin", "actor"))
        case "broker":
            return bool(frame.cls("broker") & {"firm", "group", "person", "name"})
        case "invention":
            return bool(said)
        case "counted":
            return bool(frame.amounts) and bool(goods & GOODS)
    return True


def statements(frame: Frame, document: Document) -> Iterator[Statement]:
    """A statement for each pair of supplier and recipient that the frame names."""
    filled = list(frame.filled())
    kind = _kind(frame, filled)
    gets: list[Part | None] = [p for n, p in filled if n == "recipient"] or [None]
    gives: list[Part | None] = [p for n, p in filled if n == "supplier"] or [None]
    apart = kind in (K.TRANSFER, K.BROKERING, K.PROCUREMENT_ATTEMPT)
    for recipient in gets if apart else [gets[0]]:
        for supplier in gives if apart else [gives[0]]:
            kept = [(n, p) for n, p in filled if n not in ("supplier", "recipient") or p in (supplier, recipient)]
            yield _statement(frame, kind, kept, document)


def _kind(frame: Frame, filled: Sequence[tuple[str, Part]]) -> StatementKind:
    kind, goods = frame.row.kind, {p.cls for n, p in filled if n == "items"}
    if kind is K.TRANSFER and goods and goods <= {"technology"}:
        return K.TECHNOLOGY
    if (
        kind is K.TRANSFER
        and frame.row.needs == "goods"
        and any(n == "vehicle" for n, _ in filled)
        and "recipient" not in {n for n, _ in filled}
    ):
        return K.TRANSPORT
    return kind


def _statement(frame: Frame, kind: StatementKind, filled: Sequence[tuple[str, Part]], document: Document) -> Statement:
    first = min([frame.start, *(p.start for _, p in filled if not p.carried)])
    span = document.span(first, max([frame.end, *(p.end for _, p in filled if not p.carried)]))
    slots = [(name, slot(document, part, name)) for name, part in filled if name not in ("voice", "_")]
    calibre = _CALIBRE.search(document.text, span.start, span.end) if kind in _OF_GOODS else None
    slots.extend(_mode(document, filled))
    if calibre:
        told = document.span(calibre.start(), calibre.end())
        slots.append(("calibre", Slot(value=f"{calibre[1].replace(',', '.')}mm", span=told)))
    money = [a for a in frame.amounts if len(a.unit) == 3 and a.unit.isupper()]
    counted = [a for a in frame.amounts if a not in money]
    quantity = counted[0] if counted else None
    hedge, at = frame.hedge, frame.hedge_at
    if not hedge and quantity is not None and quantity.approximate:
        hedge, at = "approximate", None
    voice = frame.speaker
    slots.extend(_whose(kind, filled, document))
    return Statement(
        id="?", document=document.id, kind=kind, span=span, slots=tuple(slots), quantity=quantity,
        value=money[0] if money else None, dates=tuple(frame.dates),
        voice=slot(document, voice, "voice") if voice is not None else None, voice_kind=_voice_kind(voice, document),
        polarity=_polarity(frame, kind, filled), hedge=hedge, hedge_span=document.span(*at) if at else None,
        realis=_realis(frame), interdicted=kind is K.INTERDICTION, rules=frame.rules,
    )  # fmt: skip


def _whose(kind: StatementKind, filled: Sequence[tuple[str, Part]], document: Document) -> Iterator[tuple[str, Slot]]:
    """The state whose men stand somewhere or train somebody, where nobody else is named as their sender."""
    if kind in (K.PRESENCE, K.DEPLOYMENT, K.ASSISTANCE) and "supplier" not in {name for name, _ in filled}:
        for name, part in filled:
            if name == "actor" and part.country:
                span = document.span(part.start, part.end)
                yield "supplier", Slot(value=part.country, span=span, key=part.country, how="context")
                return


def _mode(document: Document, filled: Sequence[tuple[str, Part]]) -> Iterator[tuple[str, Slot]]:
    """By sea, rail, road or air, as the ship or vehicle tells."""
    for _, part in filled:
        words = document.text[part.start : part.end].casefold()
        told = "sea" if part.cls == "vessel" else next((m for m, pattern in _MODES if re.search(pattern, words)), "")
        if part.cls in _MOVES and told:
            yield "mode", Slot(value=told, how="context")
            return


def slot(document: Document, part: Part, name: str) -> Slot:
    """The slot of a noun phrase: a state by its ISO code, everything else in the words of the text with the key of its pack."""
    span = document.span(part.start, part.end)
    how: Literal["read", "carried"] = "carried" if part.carried else "read"
    if part.cls in ("state", "capital") and part.country and name not in ("route", "place", "voice"):
        return Slot(value=part.country, span=span, key=part.country, how=how)
    key = part.country if name in _PARTY_SLOTS | {"place", "route", "voice"} and part.country else part.key
    return Slot(value=span.text, span=span, key=key, how=how)


def _voice_kind(voice: Part | None, document: Document) -> VoiceKind:
    if voice is None:
        return document.voice
    if voice.voice in set(VoiceKind):
        return VoiceKind(voice.voice)
    return VoiceKind.OFFICIAL if voice.cls in ("state", "capital", "body") else VoiceKind.UNKNOWN


def _polarity(
    frame: Frame, kind: StatementKind, filled: Sequence[tuple[str, Part]]
) -> Literal["affirmed", "denied", "negated", "unknown"]:
    if frame.denied or kind is K.DENIAL:
        return "denied"
    if frame.unknown:
        return "unknown"
    if not frame.negated:
        return "affirmed"
    if frame.speaker is None:
        return "negated"
    own = [p for n, p in filled if n in ("supplier", "recipient", "actor")]
    same = any((p.country and p.country == frame.speaker.country) or p.start == frame.speaker.start for p in own)
    return "denied" if same or frame.speaker.cls in ("state", "capital", "body") else "negated"


def _realis(frame: Frame) -> Realis:
    if frame.row.realis is not None:
        return frame.row.realis
    if frame.intended:
        return Realis.INTENDED
    if frame.hedge == "possible":
        return Realis.POSSIBLE
    return Realis.ONGOING if frame.ongoing else Realis.ACTUAL


def finished(found: Sequence[Statement], document: Document) -> tuple[Statement, ...]:
    """In the order of the text, each reading once, with ids; a supplier that the text named last for the same recipient is
    carried."""
    kept: list[Statement] = []
    for statement in sorted(found, key=lambda s: (s.span.start, s.span.end)):
        if any(_same(statement, other) for other in kept):
            continue
        if kept and (whole := _one_voyage(kept[-1], statement, document)) is not None:
            kept[-1] = whole
            continue
        kept.append(_carried(statement, kept))
    return tuple(s.model_copy(update={"id": f"{document.id}#{n}"}) for n, s in enumerate(kept, start=1))


def _same(a: Statement, b: Statement) -> bool:
    over = a.span.start < b.span.end and b.span.start < a.span.end
    return over and a.kind is b.kind and a.slots == b.slots


def _one_voyage(a: Statement, b: Statement, document: Document) -> Statement | None:
    """Two verbs that tell of one voyage of one ship or train are one statement: `left X, crossed Y`."""
    between = document.text[a.span.end : max(b.span.start, a.span.end)]
    over = len(between) <= _NEAR and not set(between) & set(".!?。\n")
    told = [{s.span for name, s in each.slots if name in ("vessel", "vehicle")} for each in (a, b)]
    if not over or not a.kind is b.kind is K.TRANSPORT or not told[0] & told[1] or a.polarity != b.polarity:
        return None
    slots = {(name, s.span): (name, s) for name, s in (*a.slots, *b.slots)}
    in_order = sorted(slots.values(), key=lambda pair: pair[1].span.start if pair[1].span else 0)
    dates = tuple({d.span: d for d in (*a.dates, *b.dates)}.values())
    span = document.span(min(a.span.start, b.span.start), max(a.span.end, b.span.end))
    return b.model_copy(update={"span": span, "slots": tuple(in_order), "dates": dates, "quantity": a.quantity or b.quantity})


def _carried(statement: Statement, before: Sequence[Statement]) -> Statement:
    gets = statement.keys("recipient")
    if statement.kind is not K.TRANSFER or statement.of("supplier") or not gets or statement.polarity != "affirmed":
        return statement
    for other in reversed(before):
        if other.kind is K.TRANSFER and other.keys("recipient") == gets and other.keys("supplier"):
            given = other.of("supplier")[0].model_copy(update={"how": "carried"})
            return statement.model_copy(update={"slots": (*statement.slots, ("supplier", given))})
    return statement
