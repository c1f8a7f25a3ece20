"""A tracing request: the item as it was seen, what the marks read as by sourced rows, where it was found, and the questions.

It never says more than the Finding. A sentence about an instrument stands in it only where the row of the pack is sourced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from headstamp.core.claim import Source, Standing
from headstamp.core.finding import Finding
from headstamp.core.record import Item, MarkRole
from headstamp.core.redact import Profile
from headstamp.core.version import __version__
from headstamp.reason.request import Addressee, Family, To, family_of
from headstamp.reason.request.shots import lots_of
from headstamp.reference.letter_rows import LetterRow
from headstamp.tell.record_view import title_of
from headstamp.tell.request.given import Blanks, Given, check_given, people_of, refuse_hidden
from headstamp.tell.request.item import about_item, circumstances, in_letter, marks_table, photographs
from headstamp.tell.request.letter import READERS, Letter, Section
from headstamp.tell.request.readings import readings
from headstamp.tell.shown import visible

GOODWILL = {
    Family.WEAPON: "",
    Family.AMMUNITION: "",
    Family.OTHER: "No instrument that we know of covers the tracing of such an item; we ask for your help in good faith.",
}


def tracing_letter(
    item: Item,
    findings: Sequence[Finding],
    addressee: Addressee,
    rows: Sequence[LetterRow],
    sources: Mapping[str, Source],
    given: Given,
    *,
    profile: Profile = Profile.PARTNER,
    around: Sequence[Item] = (),
) -> Letter:
    """The letter about `item` to `addressee`, one of those that `reason.request.offer` names.

    `findings` = those of a shelf without unverified rows; `rows` = those of the pack `requests`; `around` = the other records of
    the find, for the lot on the packaging. Raises UsageError for days that are none, and where the asker's own words would tell
    what the letter withholds.
    """
    check_given(given)
    people = people_of((item, *around))
    refuse_hidden(given, item, profile, people)
    blanks, family = Blanks(), family_of(item)
    said = [r for r in rows if _fits(r, family, addressee.kind)]
    seen = in_letter(item, profile, people)
    read, notes = readings(findings, item, addressee, sources, profile)
    asked = [_asked(r.text, seen, addressee, around) for r in said if r.part == "question"]
    sections = (
        Section(title="Who asks, and under which instrument", paragraphs=_asker(given, blanks, family, said)),
        Section(title="The item", fields=about_item(seen, around, profile)),
        Section(title="Marks, exactly as seen", **marks_table(seen)),
        Section(title="What the marks read as", paragraphs=read, after=notes),
        Section(title="Where, when and how it was found", **circumstances(seen, item, given, blanks, profile)),
        Section(title="Photographs", **photographs(item, given, profile, people)),
        Section(title="What we ask", points=tuple(map(visible, asked))),
        Section(title="Confidence and reply", paragraphs=_closing(given, blanks, said)),
    )
    reference = visible(given.reference.strip()) or reference_of(item, addressee)
    return Letter(
        kind="tracing", reference=reference, day=given.day, due=given.due, to=_to(addressee, given, said, blanks),
        sender=blanks.or_blank(given.sender, "the name, office and address of the asker"),
        subject=f"Request for tracing: {title_of(seen)}", sections=tuple(s for s in sections if _filled(s)),
        footer=_footer(findings, profile, said), profile=profile, blanks=tuple(blanks.found),
    )  # fmt: skip


def reference_of(item: Item, addressee: Addressee) -> str:
    """`TR-` and eight signs that follow from the record's id and the addressee: the same request, the same reference."""
    text = "\0".join((item.id, addressee.kind.value, addressee.state, addressee.maker))
    return "TR-" + hashlib.sha256(text.encode()).hexdigest()[:8]


def _fits(row: LetterRow, family: Family, to: To) -> bool:
    if row.part == "basis" and row.standing is not Standing.SOURCED:
        return False
    return (not row.families or family.value in row.families) and (not row.to or to.value in row.to)


def _to(addressee: Addressee, given: Given, said: Sequence[LetterRow], blanks: Blanks) -> tuple[str, ...]:
    contact = next((r.text for r in said if r.part == "contact"), "")
    usual = contact.replace("{state}", addressee.label).replace("{maker}", addressee.maker)
    name = visible(given.office.strip() or usual)
    if addressee.kind is To.PANEL and not given.office.strip():
        return (blanks.or_blank("", "the panel or monitoring team (--name)"),)
    if not given.office.strip():
        blanks.found.append("the addressee's office and address, looked up on the day of sending")
    return (name,)


def _asker(given: Given, blanks: Blanks, family: Family, said: Sequence[LetterRow]) -> tuple[str, ...]:
    authority = blanks.or_blank(given.authority, "the authority under which you ask: law, mandate or resolution")
    basis = [visible(r.text) for r in said if r.part == "basis"]
    return tuple(p for p in (f"We ask under: {authority}", *basis, GOODWILL[family]) if p)


def _closing(given: Given, blanks: Blanks, said: Sequence[LetterRow]) -> tuple[str, ...]:
    kept = [visible(r.text) for r in said if r.part == "confidential"]
    due = given.due or blanks.or_blank("", "the day by which you ask for a reply")
    return (*kept, f"We should be grateful for a reply by {due}.", *(visible(r.text) for r in said if r.part == "reply"))


def _footer(findings: Sequence[Finding], profile: Profile, said: Sequence[LetterRow]) -> tuple[str, ...]:
    limits = [visible(r.text) for r in said if r.part == "limit"]
    shelf = next((f.shelf_hash for f in findings if f.shelf_hash), "")
    made = f"Made under the profile “{profile.value}”: {READERS[profile]}. Draft for a person to check and sign."
    return (*limits, made, f"Headstamp {__version__}" + (f"; shelf {shelf[:12]}, sourced rows only" if shelf else ""))


def _asked(text: str, seen: Item, addressee: Addressee, around: Sequence[Item]) -> str:
    """A question of the pack about this item: by its lot or serial number where one is known, else by its marks."""
    family, lots = family_of(seen), lots_of(seen, around)
    serial = any(m.role is MarkRole.SERIAL and m.text for m in seen.marks)
    known = [w for w, there in (("model", seen.model), ("serial number", serial)) if there and family is Family.WEAPON]
    if family is Family.AMMUNITION and lots:
        item, same = "this lot", "of the same lot"
    elif known:
        item, same = (
            f"a weapon of this {' and '.join(known)}",
            "of the same model with near serial numbers" if serial else "of the same model",
        )
    else:
        item, same = "an item with these marks", "with the same marks"
    where = "by you" if addressee.kind is To.MANUFACTURER else "in your State"
    return text.replace("{item}", item).replace("{same}", same).replace("{where}", where)


def _filled(section: Section) -> bool:
    return bool(section.paragraphs or section.fields or section.table or section.points or section.after)
