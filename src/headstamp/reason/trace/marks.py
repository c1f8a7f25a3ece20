"""Evidence from marks: every row of the shelf that a mark may be a reading of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from headstamp.core.claim import Standing
from headstamp.core.notation import tokens
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState
from headstamp.reason.channel import Channel, Match
from headstamp.reason.evidence import SMALL_ARMS, Evidence, kind_fits
from headstamp.reason.trace.budget import too_intricate
from headstamp.reason.trace.readings import Reading, readings
from headstamp.reason.weigh import STRENGTH
from headstamp.reason.years import gregorian_years
from headstamp.reference.rows import MarkRow, Row

MIN_LR = 0.05
UNVERIFIED_TEXT = 1.5
MISSING_SIGN = 0.8  # log10, for each sign of a selector that a row does not know
PLANT_CODE = 1.0  # a known code where a lot line has its plant, log10 LR beyond the form itself
YEAR_MISFIT = -1.5  # log10; lists of plants are not free of wrong years
_BARE_FORM = {"high": 0.8, "medium": 0.5, "low": 0.2}  # a form without any fixed sign, log10 LR
_SURFACES = (
    ("headstamp", r"head ?stamp|case head|case base|\bbase\b"),
    ("fuze", r"fu[sz]e"),
    ("selector", r"selector|safety|fire control"),
    ("crate", r"crate|\bbox\b|\bcase\b|chest"),
    ("tin", r"\btin\b"),
    ("packet", r"packet|carton|wrapper"),
    ("label", r"label|sticker|plate"),
    ("receiver", r"receiver|trunnion|frame|slide|\bleft\b|\bright\b|barrel|stock|sight|bolt|cover|grip"),
    ("body", r"body|warhead|motor|tube|nozzle|fin|tail|shell|rocket|bomb"),
    ("part", r"\bpart\b|component|inside|internal|battery|actuator|board"),
)
_OUTSIDE = frozenset(("headstamp", "body", "receiver", "crate", "tin", "packet"))
_ROLE_SURFACES = {
    MarkRole.HEADSTAMP: ("headstamp",),
    MarkRole.SERIAL: ("serial",),
    MarkRole.LOT: ("lot", "packet", "tin", "crate", "label", "body", "fuze"),
    MarkRole.SELECTOR: ("selector",),
    MarkRole.PACKAGING: ("crate", "tin", "packet", "label", "lot"),
    MarkRole.IMPORT: ("import",),
    MarkRole.DATE: ("body", "receiver", "label", "crate", "part", "fuze"),
}


def surfaces(mark: Mark, item: Item) -> tuple[str, ...]:
    """The surfaces a mark may be on: from its role, else from the words of its position; all of them where neither says."""
    fixed = _ROLE_SURFACES.get(mark.role)
    if fixed:
        return fixed
    if named := _named_surfaces(mark):
        return named
    if item.kind in SMALL_ARMS:
        return ("headstamp", "packet", "label", "body")
    if item.kind.value == "packaging":
        return ("crate", "tin", "packet", "label", "lot")
    if item.kind not in (ItemKind.MISSILE_PART, ItemKind.OTHER):  # an unplaced mark was read on the outside
        return ("body", "receiver", "fuze", "label", "selector", "serial", "lot", "proof", "import")
    return ("body", "receiver", "fuze", "part", "label", "selector", "serial", "lot", "proof", "import")


def _named_surfaces(mark: Mark) -> tuple[str, ...]:
    """The surfaces that the words of a mark's position name."""
    return tuple(name for name, words in _SURFACES if re.search(words, mark.position, re.I))


def group_of(mark: Mark) -> str:
    """The surface whose marks form one group: what stands on it does not count twice."""
    if mark.role in (MarkRole.MARK, MarkRole.DATE):
        return next(iter(_named_surfaces(mark)), "body")
    return mark.role.value


Bounds = Mapping[str, tuple[int | None, int | None]]


def from_marks(item: Item, channel: Channel, bounds: Bounds) -> Iterator[Evidence]:
    """All evidence that the marks of one item give; a removed mark gives none. `bounds`: years each producer worked."""
    aside = too_intricate(item, channel)
    for mark in item.marks:
        if mark.state is MarkState.REMOVED or (mark.text == "" and mark.role is not MarkRole.HEADSTAMP) or mark.id in aside:
            continue
        best: dict[str, Evidence] = {}
        hits: Counter[str] = Counter()
        ways = readings(mark)
        for reading in ways:
            for evidence in _from_reading(item, mark, reading, channel, bounds):
                key = evidence.row.pack + evidence.row.id
                hits[key] += 1
                if key not in best or best[key].log_lr < evidence.log_lr:
                    best[key] = evidence
        if mark.role is MarkRole.SELECTOR:  # a selector with a sign that a maker does not use is not his
            best = {k: replace(e, log_lr=e.log_lr - MISSING_SIGN * (len(ways) - hits[k])) for k, e in best.items()}
        yield from _specific([e for e in best.values() if e.log_lr > 0])


def _specific(found: list[Evidence]) -> list[Evidence]:
    """Where a mark is read as a known text, rows about its script alone fall silent for other states."""
    known = {e.target.country for e in found if e.log_lr >= 1.0 and e.exact and _literal(e.row)}
    return [e for e in found if not known or _literal(e.row) or e.target.country in known or not e.target.country]


def _literal(row: Row) -> bool:
    return isinstance(row, MarkRow) and any(e.literals and not e.soft for e in row.pattern.elements)


def _from_reading(item: Item, mark: Mark, reading: Reading, channel: Channel, bounds: Bounds) -> Iterator[Evidence]:
    places = surfaces(mark, item)
    for row in channel.candidates(reading.tokens, mark.legibility):
        key = (row.pack, row.id, item.kind, places, mark.position)
        if key not in channel.standing:
            channel.standing[key] = _may_stand(row, mark, item, places)
        if not channel.standing[key]:
            continue
        found = channel.match(row.pattern, reading.tokens, mark.legibility)
        if found is None or (mark.role is MarkRole.HEADSTAMP and len(found.leftover) > 1 and not row.pattern.contains):
            continue
        rule = rule_for(row, mark)
        years, misfit = _years(row, found, bounds)
        log_lr = rule(row, found, reading) + (YEAR_MISFIT if misfit else 0.0)
        if log_lr < MIN_LR and row.question == "made" and not row.pattern.blank:
            continue
        if log_lr < 0:
            continue
        question = question_of(row, mark, item)
        yield from _by_plant(row, found, log_lr, mark, channel, bounds, question)
        yield Evidence(
            rule=rule.__name__,
            row=row,
            target=channel.target(row),
            group=group_of(mark),
            log_lr=log_lr,
            sentence=_sentence(row, mark, found, reading),
            marks=(mark.id,),
            model=row.model,
            question=question,
            years=years,
            note=f"The year does not fit the years of this plant. {row.note}".strip() if misfit else row.note,
            conflict=row.conflict,
            unexplained=found.leftover,
            exact=found.exact,
            fixed=_literal(row) or row.pattern.blank,
        )


def _may_stand(row: MarkRow, mark: Mark, item: Item, places: tuple[str, ...]) -> bool:
    """True where one place fits both the surface and the kinds of the row. A form without a fixed sign is told by its place
    alone: where no place was recorded, it is not looked for on fuzes, labels and inner parts."""
    if not row.pattern.anchor and mark.role is MarkRole.MARK and not _named_surfaces(mark):
        places = tuple(p for p in places if p in _OUTSIDE)
    return any((place in row.surface or "any" in row.surface) and kind_fits(row.kinds, item.kind, place) for place in places)


def on_packaging(mark: Mark, item: Item) -> bool:
    """True where the mark stands on a crate, tin or packet and the item is what is, or was, in it."""
    if item.kind is ItemKind.PACKAGING or mark.role is MarkRole.PACKAGING:
        return item.kind is not ItemKind.PACKAGING
    own_case = item.kind in SMALL_ARMS and re.search(r"\bcase\b", mark.position, re.I)  # of the cartridge, not a crate
    return not own_case and bool({"crate", "tin", "packet"} & set(_named_surfaces(mark)))


def question_of(row: MarkRow, mark: Mark, item: Item) -> str:
    """A label is not the goods: a maker read on packaging says who packed, not who made what is inside. The one exception is
    the lot line of cartridges, which names their maker."""
    if row.question != "made" or item.kind in (ItemKind.PACKAGING, ItemKind.OTHER):
        return row.question
    if item.kind in SMALL_ARMS:
        own = not row.kinds or bool(row.kinds & {"cartridge", "case"})
        return "made" if own and ("lot" in row.surface or not on_packaging(mark, item)) else "packed"
    of_goods = kind_fits(row.kinds, item.kind) or bool(row.kinds & {"fuze", "missile_part"})
    return "made" if of_goods and not on_packaging(mark, item) else "packed"


Rule = Callable[[MarkRow, Match, Reading], float]


def rule_for(row: MarkRow, mark: Mark) -> Rule:
    """The rule that judges this row on this mark."""
    if row.pattern.blank:
        return blank_head
    if mark.role is MarkRole.HEADSTAMP:
        return code_on_head
    if not any(e.literals and not e.soft for e in row.pattern.elements):
        return form_of_number
    return text_or_symbol


def code_on_head(row: MarkRow, found: Match, reading: Reading) -> float:
    """The head shows a maker's code. The rarer its signs are among heads in general, the more it says; worn or unread signs
    and readings from another side lower it. Two figures match many makers by chance, three letters hardly any."""
    if not any(e.literals and not e.soft for e in row.pattern.elements):
        base = max(found.score, _BARE_FORM.get(row.strength, 0.0) if _form_seen(reading) else 0.0)
        return min(base, STRENGTH.get(row.strength or "medium", 1.0)) + min(0.0, reading.log_prior)
    return _held(found, 4.0) + reading.log_prior


def text_or_symbol(row: MarkRow, found: Match, reading: Reading) -> float:
    """A text, symbol or word on the item is one that the shelf gives to a maker or state. Its weight is what the sources say
    of how well it discriminates, and never more than the rarity of the signs that could be read."""
    most = STRENGTH.get(row.strength or "medium", 1.0)
    if row.standing is Standing.UNVERIFIED and row.strength != "none" and "selector" not in row.surface:
        most = max(most, UNVERIFIED_TEXT)  # doubt about the row is its certainty, not the rarity of its text
    return _held(found, most) + reading.log_prior


def _held(found: Match, most: float) -> float:
    """The score held to what a row can say at most; a misreading takes from that, too."""
    return min(found.score - found.misread, most) + found.misread


def form_of_number(row: MarkRow, found: Match, reading: Reading) -> float:
    """A lot or serial has the form that a maker uses, without a sign that only that maker uses. Forms are shared, so this
    weighs little."""
    base = max(found.score, _BARE_FORM.get(row.strength, 0.0) if _form_seen(reading) else 0.0)
    if row.strength == "high" or row.pattern.contains:  # a whole script, such as Hangul on an arm
        return min(max(found.score, base), STRENGTH.get(row.strength, 0.3)) + reading.log_prior
    return min(base, STRENGTH.get(row.strength or "low", 0.3)) + reading.log_prior


def blank_head(_row: MarkRow, _found: Match, _reading: Reading) -> float:
    """The head bears no mark. Several states left heads blank at some time, so by itself this proves nothing."""
    return 0.3


def _years(row: MarkRow, found: Match, bounds: Bounds) -> tuple[tuple[int, ...], bool]:
    """Years the mark may mean for this row, and whether it has a year that fits none of the years of the plant."""
    token = found.get("year", "yy", "yyyy", "letteryear", "made", "arabdigits")
    if token is None:
        return (), False
    first, last = bounds.get(row.producer, (None, None))
    first, last = row.first_year or first, row.last_year or last
    fitting = gregorian_years(token, first, last)
    return fitting, not fitting and bool(gregorian_years(token, None, None))


def _sentence(row: MarkRow, mark: Mark, found: Match, reading: Reading) -> str:
    if row.pattern.blank:
        return f"The head bears no mark. {row.meaning or 'Some makers left heads blank'}."
    shown = mark.text if len(mark.text) <= 60 else mark.text[:57] + "…"
    how = "" if reading.how.startswith("as recorded") else f", {reading.how},"
    matches = "reads as" if found.exact else "may be a reading of"
    if not _literal(row):  # a class of signs: its example was never on the item
        return f"“{shown}” ({mark.role.value}){how} has this form: {row.meaning or row.model or row.country}."
    form = _plain(row, found)
    if not form:  # alternatives and places of numbers: the meaning says it
        matches = "agrees with" if found.exact else "may agree with"
    return f"“{shown}” ({mark.role.value}){how} {f'{matches} {form}'.strip()}: {row.meaning or row.model or row.country}."


def _plain(row: MarkRow, found: Match) -> str:
    """The row's pattern in words a reader knows; empty where it holds alternatives or places of numbers."""
    dated = found.get("year", "yy", "yyyy", "letteryear", "made") is not None
    text = re.sub(
        r" ?\{(?:[a-z_]+:)?(year|yy|yyyy)\}\??", " + year" if dated else "", row.pattern.source.removeprefix("~").strip()
    )
    return "" if re.search(r"[{}?]", text) else text.strip()


def plant_in_lot(row: MarkRow, found: Match, channel: Channel) -> tuple[MarkRow, ...]:
    """The plant's place in a lot line holds a code that the shelf knows from case heads of the same state. The lot line then
    names that plant."""
    token = found.get("plant", "maker")
    if token is None or token.key is None or not row.country:
        return ()
    states = set(row.country.split("/"))
    return tuple(
        r
        for r in channel.shelf.by_anchor.get(token.key, ())
        if r.producer and "headstamp" in r.surface and states & set(r.country.split("/"))
    )


def _by_plant(
    row: MarkRow, found: Match, log_lr: float, mark: Mark, channel: Channel, bounds: Bounds, question: str
) -> Iterator[Evidence]:
    for head in plant_in_lot(row, found, channel) if "headstamp" not in row.surface else ():
        years, misfit = _years(head, found, bounds)
        code = head.pattern.source.split(" ")[0]
        yield Evidence(
            rule="plant_in_lot",
            row=head,
            target=channel.target(head),
            group=group_of(mark),
            log_lr=log_lr + PLANT_CODE + (YEAR_MISFIT if misfit else 0.0),
            marks=(mark.id,),
            sentence=f"“{mark.text[:60]}” ({mark.role.value}) has {code} in the plant's place: {head.meaning}.",
            question=question,
            years=years,
            note=head.note,
            conflict=head.conflict,
        )


def _form_seen(reading: Reading) -> bool:
    """A form is seen only where no run of it is missing; an unread run would fit every form."""
    return all(t.kind not in ("any", "gap") for t in reading.tokens)


def readable(mark: Mark) -> bool:
    """True where at least one sign of the mark was read."""
    return any(t.kind not in ("any", "gap") for t in tokens(mark.text))
