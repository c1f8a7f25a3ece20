"""Evidence from looks: features, colours, the calibre, what somebody called it, the script of the marks, and the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from headstamp.core.claim import Standing
from headstamp.core.notation import tokens
from headstamp.core.record import Item, ItemKind, MarkRole, MarkState
from headstamp.reason.evidence import ABSENT, SMALL_ARMS, Evidence, Target, calibre_excludes, kind_fits
from headstamp.reason.trace.marks import group_of, on_packaging
from headstamp.reason.weigh import FEATURE_STRENGTH, STRENGTH
from headstamp.reference.rows import ColourRow, FeatureRow, LookalikeRow, Row
from headstamp.reference.shelf import Shelf

MISSED = -0.4  # log10: present on 6 in 10 if true, noticed in vain on the rest
_WRITING = re.compile(r"\b(?:mark|text|script|sign|character|writing|name|selector)")
_NEGATED = re.compile(r"\b(?:no|not|without|lacks?|absent|missing|none)\b")


def visible_feature(item: Item, shelf: Shelf, calibre: str) -> Iterator[Evidence]:
    """A feature that was recorded is one that the shelf gives to a model. Copies share the looks of their parent, so a
    feature speaks for every state that makes the model, and marks outweigh it."""
    missed = {f"feature:{i}": text.casefold() for i, text in enumerate(item.features) if text.startswith(ABSENT)}
    texts = [(f"feature:{i}", text.casefold()) for i, text in enumerate(item.features) if not text.startswith(ABSENT)]
    texts += [(f"colour:{i}", f"{c.colour} {c.position}".casefold()) for i, c in enumerate(item.colours)]
    kept: dict[tuple[str, str, str], Evidence] = {}
    if item.calibre:
        texts.append(("calibre", item.calibre.casefold()))
    for row in shelf.tables.features:
        if not kind_fits(row.kinds, item.kind) or calibre_excludes(row.calibres, calibre):
            continue
        hit = next((ref for ref, text in texts if _mentions(row, text)), None)
        lost = next((ref for ref, text in missed.items() if row.value.casefold() in text), None)
        if hit is None and lost is None:
            continue
        log_lr = FEATURE_STRENGTH.get(row.strength, 0.2) if hit else MISSED
        seen = "" if hit else "Looked for and not seen: "
        writing = _WRITING.search(row.attribute.casefold()) is not None
        if writing and hit:
            log_lr = STRENGTH.get(row.strength, 0.3)
        for country in _makers(row, shelf):
            best = kept.get((country, hit or lost or "", row.model))
            if best and best.log_lr >= log_lr:
                continue
            kept[country, hit or lost or "", row.model] = Evidence(
                rule="visible_feature",
                row=row,
                target=Target(country),
                group="writing" if writing else "looks",
                log_lr=log_lr,
                sentence=f"{seen}{row.attribute if seen else row.attribute.capitalize()}: {row.value} ({row.model}).",
                marks=tuple(ref for ref, text in texts if _mentions(row, text)) or (lost or "",),
                model=row.model if _own_looks(row, country, shelf) else "",
                note=row.note,
                conflict=row.conflict,
            )
    yield from _once(kept)


def _once(kept: dict[tuple[str, str, str], Evidence]) -> Iterator[Evidence]:
    """One recorded look counts once for a state, whichever rows it matches; the others stay as reasons of weight 0."""
    heaviest: dict[tuple[str, str], float] = {}
    for (country, ref, _), e in kept.items():
        heaviest[country, ref] = max(e.log_lr, heaviest.get((country, ref), 0.0))
    counted: set[tuple[str, str]] = set()
    for (country, ref, _), e in kept.items():
        first = e.log_lr == heaviest[country, ref] and (country, ref) not in counted
        counted |= {(country, ref)} if first else set()
        yield e if first or e.log_lr < 0 else replace(e, group=f"{e.group} again")


def _mentions(row: FeatureRow, text: str) -> bool:
    return any(_all_words(words, text) for words in row.keywords)


def _all_words(words: tuple[str, ...], text: str) -> bool:
    if not all(re.search(rf"(?<!\w){re.escape(w)}", text) for w in words):
        return False
    negated_row = any(_NEGATED.fullmatch(w) for w in words)
    return negated_row or not any(_denied(w, text) for w in words)


def _denied(word: str, text: str) -> bool:
    """True where a negation stands at most three words before the word: `without the groove`."""
    return re.search(rf"{_NEGATED.pattern}\W+(?:\w+\W+){{0,2}}{re.escape(word)}", text) is not None


def _makers(row: FeatureRow, shelf: Shelf) -> tuple[str, ...]:
    """Every state that makes the model, so that a disputed origin stays disputed; writing is not copied with the shape."""
    if _WRITING.search(row.attribute.casefold()):
        return (row.country,) if row.country else ()
    made_in = [m.country for m in shelf.models_by_name.get(row.model.casefold(), ())]
    return tuple(dict.fromkeys(c for c in (row.country, *made_in) if c))


def _own_looks(row: FeatureRow, country: str, shelf: Shelf) -> bool:
    """False where that state's model only shares the name: the Chinese Type 63 is called Type 68, and is another rifle.
    What was seen then leaves the state open and says nothing for its model."""
    name = row.model.casefold()
    makers = [m.model.casefold() for m in shelf.models_by_name.get(name, ()) if m.country == country]
    return not makers or country == row.country or any(name in model for model in makers)


def colour_code(item: Item, shelf: Shelf, calibre: str) -> Iterator[Evidence]:
    """A colour in its place belongs to a marking convention. Conventions are shared by whole blocs and seldom name a state."""
    for i, seen in enumerate(item.colours):
        for row in shelf.tables.colours:
            if not kind_fits(row.kinds, item.kind) or (row.calibres and not calibre) or calibre_excludes(row.calibres, calibre):
                continue
            if not _same_colour(row, seen.colour, seen.position):
                continue
            yield Evidence(
                rule="colour_code",
                row=row,
                target=Target(row.country),
                group="looks",
                log_lr=min(0.7, FEATURE_STRENGTH.get(row.strength, 0.2)) if row.country else 0.0,
                sentence=f"{seen.colour} {seen.position or row.position}: {row.meaning} ({row.family}).",
                marks=(f"colour:{i}",),
                model=row.model,
                question="made" if row.country else "load",
                note=row.note,
            )


def _same_colour(row: ColourRow, colour: str, position: str) -> bool:
    a, b = row.colour.casefold(), colour.casefold()
    places = {p.strip() for p in re.split(r"[/;]", row.position.casefold())}
    if position and not any(p in position.casefold() or position.casefold() in p for p in places if p):
        return False
    return a == b or (len(b) > 2 and re.fullmatch(rf"(?:bright |dark |light )?{re.escape(a)}", b) is not None)


def named_model(item: Item, shelf: Shelf) -> Iterator[Evidence]:
    """Somebody called the item by a model name. That is evidence of what it was taken for; a name that two states use
    speaks for both."""
    yield from _name_on_mark(item, shelf)
    name = item.model.strip().casefold()
    rows = shelf.models_by_name.get(name, ()) if name else ()
    if not rows and name:
        rows = tuple(r for key, found in shelf.models_by_name.items() if len(key) > 3 and _word(key, name) for r in found)
    for row in rows:
        if item.kind in SMALL_ARMS and row.kind not in ("cartridge", "case"):
            continue  # the name of a gun says nothing about who made a cartridge for it
        yield Evidence(
            rule="named_model",
            row=row,
            target=Target(row.country),
            group="name",
            log_lr=0.7,
            sentence=f"The record calls it “{item.model}”; {row.model} is made in {shelf.state_name(row.country)}.",
            marks=("model",),
            model=row.model,
            note=row.names_trap or row.note,
        )


def _name_on_mark(item: Item, shelf: Shelf) -> Iterator[Evidence]:
    """A mark that is the name of a model and nothing else: designations are copied, so it weighs as a name does."""
    if item.kind in SMALL_ARMS or item.kind is ItemKind.PACKAGING:
        return  # a label is not the goods, and the name of a gun on a case says nothing of its maker
    for mark in item.marks:
        name = mark.text.strip().casefold()
        if mark.role is not MarkRole.MARK or mark.state is not MarkState.AS_MADE or len(name) < 3 or name.isdigit():
            continue
        if on_packaging(mark, item):
            continue
        for row in shelf.models_by_name.get(name, ()):
            if item.kind not in (ItemKind.OTHER, ItemKind.MISSILE_PART) and row.kind not in ("", item.kind.value):
                continue
            yield Evidence(
                rule="named_model",
                row=row,
                target=Target(row.country),
                group=group_of(mark),
                log_lr=0.7,
                sentence=f"“{mark.text}” is the name of a model; {row.model} is made in {shelf.state_name(row.country)}.",
                marks=(mark.id,),
                model=row.model,
                note=row.names_trap or row.note,
            )


def _word(key: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text) is not None


def script_of_marks(item: Item, shelf: Shelf) -> Iterator[Evidence]:
    """Script outranks shape: Han signs point away from the DPRK, which marks in Hangul, and Hangul points away from China."""
    away = {"Han": (Target("KP"), "Hangul"), "Hangul": (Target("CN"), "Han")}
    state = shelf.states.get
    for mark in item.marks:
        if mark.state in (MarkState.REMOVED, MarkState.SUSPECTED_FALSE, MarkState.IMPORT) or ItemKind.PACKAGING.value in (
            item.kind.value,
            mark.role.value,
        ):
            continue
        seen = tuple(dict.fromkeys(t.script for t in tokens(mark.text) if t.kind == "letters"))
        for script in seen:
            if script not in away or (len(seen) > 1 and away[script][1] in seen):
                continue
            target, own = away[script]
            row: Row | None = state(target.country)
            if row is not None:
                yield Evidence(
                    rule="script_of_marks",
                    row=row,
                    target=target,
                    group="script",
                    log_lr=-1.5,
                    sentence=f"“{mark.text[:40]}” is in {script}; {shelf.state_name(target.country)} marks its arms in {own}.",
                    marks=(mark.id,),
                )


def removed_signs(item: Item) -> bool:
    """True where the recorder saw marks that are not as the maker left them; an import mark is a mark, not a removal."""
    odd = (MarkState.REMOVED, MarkState.OVERSTAMPED, MarkState.REPAINTED, MarkState.SUSPECTED_FALSE)
    return any(m.state in odd for m in item.marks)


def domestic_stock(item: Item, shelf: Shelf) -> Iterator[tuple[str, Row]]:
    """Context, not a mark: arms are often found where they were made or bought. Shown apart, and switched off by --no-context."""
    place = item.recovery.place.country.strip()
    for row in shelf.tables.context:
        if place and row.model and _place_named(place, row.value, shelf) and row.standing is Standing.SOURCED:
            yield row.model, row


def _place_named(place: str, text: str, shelf: Shelf) -> bool:
    names = {place.casefold()}
    if place.upper() in shelf.states:
        names.add(shelf.states[place.upper()].name.casefold())
    return any(len(n) > 3 and n in text.casefold() for n in names)


def lookalikes_of(models: frozenset[str], countries: frozenset[str], shelf: Shelf) -> Iterator[LookalikeRow]:
    """Look-alike rows that name one of these models, or two of these countries."""
    for row in shelf.tables.lookalikes:
        names = {m.casefold() for _, m in row.members}
        if any(m.casefold() in names for m in models) or (len({c for c, _ in row.members} & countries) > 1 and not models):
            yield row
