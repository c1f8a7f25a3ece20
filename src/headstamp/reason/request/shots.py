"""The shot list: what a good request needs and the record lacks. Only what is seen from where one stands is ever asked for."""

from __future__ import annotations

from collections.abc import Sequence

from headstamp.core.finding import Finding, Proposal, Safety
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState
from headstamp.reason.request.model import Family, Shot, family_of

CLEAR = 0.5  # legibility below this is worth another photograph
HEADED = frozenset({ItemKind.CARTRIDGE, ItemKind.CASE})
LOT_LINE = "The lot line on the packet, tin or crate"
WITHOUT_MOVING = "if it can be seen from where you stand; otherwise it is for cleared disposal personnel"


def shots(item: Item, origin: Finding | None = None, around: Sequence[Item] = ()) -> tuple[Shot, ...]:
    """What is missing, essentials first. `around` = the other records of the find: a lot may stand on the crate that the item
    was in. What `origin` says would change the answer is asked for too, unless it is there already."""
    family = family_of(item)
    found = (
        _weapon(item) if family is Family.WEAPON else _ammunition(item, around) if family is Family.AMMUNITION else _other(item)
    )
    found += [*_marks(item), *_photos(item), *_circumstances(item)]
    if origin is not None:
        found += [Shot(what=p.observation, why=p.why, safety=p.safety) for p in origin.would_change if not _asked(p, found)]
    unique = {shot.what: shot for shot in reversed(found)}
    in_order = list(unique.values())[::-1]
    return tuple(sorted(in_order, key=lambda s: not s.essential))


def _asked(proposal: Proposal, found: Sequence[Shot]) -> bool:
    """True where the same is on the list in other words: the packaging's text, or the head again."""
    same = (LOT_LINE, "Text on the packet"), ("Mark 1 (headstamp) again", "The head again")
    return any(
        proposal.observation.startswith(theirs) and any(shot.what.startswith(ours) for shot in found) for ours, theirs in same
    )


def lots_of(item: Item, around: Sequence[Item]) -> tuple[tuple[Item, Mark], ...]:
    """Lots that stand on the item or on what it was in, outwards; each with the record that bears it."""
    by_id = {each.id: each for each in around}
    found: list[tuple[Item, Mark]] = []
    seen: set[str] = set()
    here: Item | None = item
    while here is not None and here.id not in seen:
        seen.add(here.id)
        found += [(here, mark) for mark in here.marks if mark.role is MarkRole.LOT and _said(mark)]
        here = by_id.get(here.within)
    return tuple(found)


def _weapon(item: Item) -> list[Shot]:
    out = []
    if not _has(item, MarkRole.SERIAL):
        gone = any(m.role is MarkRole.SERIAL and m.state is MarkState.REMOVED for m in item.marks)
        why = "no record can be searched without it"
        what = f"The serial number, square on and filling the picture, {WITHOUT_MOVING}"
        if gone:
            what = "The place where the serial number was removed, for a laboratory"
            why = "removed numbers can sometimes be made readable again, by a laboratory and not in the field"
        out.append(Shot(what=what, why=why, essential=True, safety=Safety.CLEARED if gone else Safety.LOOK))
    if not item.model and not _has(item, MarkRole.MARK):
        what = f"The mark of maker, model and country on the side that you see, {WITHOUT_MOVING}"
        out.append(Shot(what=what, why="type, maker and serial number identify a weapon only together", essential=True))
    if not item.calibre:
        out.append(Shot(what="The calibre, where it is marked", why="the serial number alone names several weapons"))
    if not _has(item, MarkRole.SELECTOR):
        out.append(
            Shot(
                what=f"The signs at the selector or safety, {WITHOUT_MOVING}",
                why="their script tells makers of one pattern apart",
            )
        )
    if not _has(item, MarkRole.IMPORT):
        out.append(
            Shot(what=f"An import mark, or its absence, {WITHOUT_MOVING}", why="it names the State that a trace can begin from")
        )
    return out


def _ammunition(item: Item, around: Sequence[Item]) -> list[Shot]:
    out = []
    headed = item.kind in HEADED
    heads = [m for m in item.marks if m.role is MarkRole.HEADSTAMP] if headed else list(item.marks)
    read = any(_said(m) and m.legibility >= CLEAR for m in heads)
    lots = lots_of(item, around)
    blank = headed and bool(heads) and not any(m.text for m in heads)
    if not read and not lots and not blank:
        what = (
            "The head, square on, with light from one side"
            if headed
            else "Every text and number on the outside, one picture each"
        )
        out.append(
            Shot(what=f"{what}, {WITHOUT_MOVING}", why="without a mark or a lot there is nothing to ask about", essential=True)
        )
    if not lots:
        why = "the lot is what leads to a consignee; a head names the maker of the case only"
        why = "the head is blank, and without a lot there is nothing to ask about" if blank else why
        what = f"{LOT_LINE}, and on any label or packing list that lies open"
        out.append(Shot(what=what, why=why, essential=blank))
    if not item.calibre and item.kind is not ItemKind.PACKAGING:
        out.append(Shot(what="The calibre, where it is marked", why="codes are used again in other calibres"))
    if item.quantity is None:
        out.append(Shot(what="How many there are", why="a share of a lot says more than one round"))
    elif headed and item.quantity > 1 and item.frame.read is None:
        out.append(
            Shot(what="How many heads were read, of how many, and how they were chosen", why="the count is of the heads read")
        )
    return out


def _other(item: Item) -> list[Shot]:
    if any(_said(m) for m in item.marks):
        return []
    what = f"Every text, number and symbol on the outside, {WITHOUT_MOVING}"
    return [Shot(what=what, why="without a mark there is nothing to ask about", essential=True)]


def _marks(item: Item) -> list[Shot]:
    out = []
    for number, mark in enumerate(item.marks, start=1):
        name = f"mark {number}" + (f" ({mark.role.value})" if mark.role is not MarkRole.MARK else "")
        if mark.legibility < CLEAR or "?" in mark.text or "…" in mark.text:
            out.append(
                Shot(what=f"{name.capitalize()} again, sharper, from another angle of light", why="signs could not be read")
            )
        elif mark.text and not mark.photo and mark.role in (MarkRole.SERIAL, MarkRole.LOT, MarkRole.IMPORT):
            out.append(Shot(what=f"A photograph of {name}", why="a number that was only written down cannot be checked"))
        if mark.text and not mark.position:
            out.append(Shot(what=f"Where on the item {name} stands", why="the same sign means other things in other places"))
    return out


def _photos(item: Item) -> list[Shot]:
    if not item.recovery.photos and not any(m.photo for m in item.marks):
        what = "The whole item from every side that can be seen, with a scale beside it"
        return [Shot(what=what, why="there is no photograph at all; whoever is asked compares it with the file")]
    return [
        Shot(what="A scale in each photograph, if there is none", why="the record does not say; sizes tell alike marks apart")
    ]


def _circumstances(item: Item) -> list[Shot]:
    recovery, out = item.recovery, []
    if not recovery.recovered.known:
        out.append(
            Shot(what="The day on which it was found, written down", why="whoever is asked looks for transfers before that day")
        )
    if not recovery.place.country:
        out.append(Shot(what="The country in which it was found, written down", why="a request says where the item was found"))
    if not recovery.how:
        out.append(Shot(what="How it came to hand, written down", why="a request says why the item is taken to be illicit"))
    return out


def _has(item: Item, role: MarkRole) -> bool:
    return any(m.role is role and _said(m) for m in item.marks)


def _said(mark: Mark) -> bool:
    return any(sign.isalnum() for sign in mark.text) and mark.legibility > 0
