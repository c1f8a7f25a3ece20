"""OFAC's advanced XML (`SDN_ADVANCED.XML`): parties, papers, places and measures in separate halls, joined by numbers.

Source: OFAC, "Advanced sanctions data model" and notes. Types are looked up by the words of the file's own reference sets,
never by number, so that a renumbered set is still read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headstamp.core.party import NameKind, PartyKind
from headstamp.reference.watchlist.days import day, iso
from headstamp.reference.watchlist.draft import Draft, party_kind
from headstamp.reference.watchlist.formats.protocol import Read
from headstamp.reference.watchlist.model import Reject
from headstamp.reference.watchlist.tree import elements, text
from headstamp.reference.watchlist.unpack import Doc, Survey

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAME = "ofac-advanced"
_HALLS = ("ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry")
_USED = ("AliasType", "AreaCode", "Country", "FeatureType", "IDRegDocType", "LegalBasis", "LocPartType", "NamePartType",
         "PartySubType", "PartyType", "DetailReference", "Script", "SanctionsType")  # fmt: skip
_KINDS = {"vessel": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}


@dataclass(slots=True)
class _Halls:
    """What must be known before a party can be read: the file's words, its places, and the papers of each identity."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # of a party subtype: its party type
    places: dict[str, tuple[list[str], str]] = field(default_factory=dict)
    papers: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))

    def word(self, kind: str, number: str | None) -> str:
        return self.words.get((kind, number or ""), "")


def looks_like(head: str, _filename: str) -> bool:
    """The root Sanctions with reference sets."""
    return bool(re.search(r"<(?:\w+:)?Sanctions[\s>]", head)) and "ReferenceValueSets" in head


def list_id_of(_head: str, filename: str) -> str:
    """`ofac-cons` for files named after the consolidated set, else `ofac-sdn`."""
    return "ofac-cons" if "cons" in filename.casefold() else "ofac-sdn"


def edition_of(head: str) -> str:
    """The element DateOfIssue."""
    found = re.search(r"<DateOfIssue[^>]*>\s*<Year>(\d{4})</Year>\s*<Month>(\d+)</Month>\s*<Day>(\d+)</Day>", head)
    return day(f"{found[1]}-{found[2]}-{found[3]}") if found else ""


def read(doc: Doc, _seen: Survey) -> Iterator[Read]:
    """One entry a distinct party that has a sanctions entry; its FixedRef, the number OFAC's search shows, is its id."""
    halls, drafts = _Halls(), dict[str, Draft]()
    for number, element in enumerate(elements(doc, _HALLS), start=1):
        if element.tag == "ReferenceValueSets":
            _words(element, halls)
        elif element.tag == "Location":
            halls.places[element.get("ID", "")] = _place(element, halls)
        elif element.tag == "IDRegDocument":
            _paper(element, halls)
        elif element.tag == "DistinctParty":
            for profile in element.iterfind("Profile"):
                drafts[profile.get("ID", "")] = _party(element.get("FixedRef", ""), profile, halls, number)
        elif (draft := drafts.get(element.get("ProfileID", ""))) is None:
            yield Reject(doc.name, number, "measures for a party that is not in the file", element.get("ProfileID", ""))
        else:
            _measures(element, halls, draft)
    yield from drafts.values()


def _words(sets: Element, halls: _Halls) -> None:
    for each in sets.iter():
        if each.tag in _USED and (number := each.get("ID")):
            halls.words[each.tag, number] = (each.text or "").strip()
            if each.tag == "PartySubType":
                halls.kinds[number] = each.get("PartyTypeID", "")


def _place(element: Element, halls: _Halls) -> tuple[list[str], str]:
    """The parts of an address in order, and its country."""
    parts = []
    for part in element.iterfind("LocationPart"):
        if halls.word("LocPartType", part.get("LocPartTypeID")) != "Unknown":
            parts += [value for each in part.iterfind("LocationPartValue") if (value := text(each, "Value"))]
    country = next((halls.word("Country", each.get("CountryID")) for each in element.iterfind("LocationCountry")), "")
    area = next((halls.word("AreaCode", each.get("AreaCodeID")) for each in element.iterfind("LocationAreaCode")), "")
    return parts, country or area


def _paper(element: Element, halls: _Halls) -> None:
    label = halls.word("IDRegDocType", element.get("IDRegDocTypeID"))
    country = halls.word("Country", element.get("IssuedBy-CountryID"))
    halls.papers[element.get("IdentityID", "")].append((label, text(element, "IDRegistrationNo"), country))


def _party(entry_id: str, profile: Element, halls: _Halls, number: int) -> Draft:
    draft = Draft(entry_id or profile.get("ID", ""), number)
    subtype = profile.get("PartySubTypeID", "")
    word = halls.word("PartySubType", subtype).casefold()
    kind = halls.word("PartyType", halls.kinds.get(subtype))
    draft.kind = _KINDS.get(word) or party_kind(kind)
    for identity in profile.iterfind("Identity"):
        if identity.get("False") != "true":
            _names(identity, halls, draft)
            for paper in halls.papers.pop(identity.get("ID", ""), ()):
                draft.number(*paper)
    for feature in profile.iterfind("Feature"):
        label = halls.word("FeatureType", feature.get("FeatureTypeID"))
        for version in feature.iterfind("FeatureVersion"):
            _feature(label, version, halls, draft)
    return draft


def _names(identity: Element, halls: _Halls, draft: Draft) -> None:
    """`LAST, First Middle` as OFAC's other files write it; other names with spaces between their parts."""
    groups = {
        group.get("ID"): halls.word("NamePartType", group.get("NamePartTypeID")).casefold()
        for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    for alias in identity.iterfind("Alias"):
        former = "F.K.A" in halls.word("AliasType", alias.get("AliasTypeID"))
        kind = NameKind.FORMER if former else NameKind.PRIMARY if alias.get("Primary") == "true" else NameKind.ALIAS
        for nth, name in enumerate(alias.iterfind("DocumentedName")):
            parts = [(groups.get(v.get("NamePartGroupID"), ""), (v.text or "").strip()) for v in name.iter("NamePartValue")]
            last = [value for group, value in parts if group.startswith("last")]
            others = " ".join(value for group, value in parts if not group.startswith("last"))
            whole = ", ".join(filter(None, (" ".join(last), others)))
            draft.name(whole, NameKind.WEAK if alias.get("LowQuality") == "true" else kind if nth == 0 else NameKind.ALIAS)


def _feature(label: str, version: Element, halls: _Halls, draft: Draft) -> None:
    details = version.iterfind("VersionDetail")
    said = ((each.text or "").strip() or halls.word("DetailReference", each.get("DetailReferenceID")) for each in details)
    detail = next(filter(None, said), "")
    places = [halls.places.get(each.get("LocationID", ""), ([], "")) for each in version.iterfind("VersionLocation")]
    if label == "Birthdate":
        draft.say(draft.born, *(_period(each) for each in version.iterfind("DatePeriod")))
    elif label == "Place of Birth":
        draft.say(draft.birth_places, detail, *(", ".join(filter(None, (*parts, of))) for parts, of in places))
    elif label == "Location":
        for parts, of in places:
            draft.address(*parts, of=of)
    elif "Nationality" in label or "Citizenship" in label or label == "Vessel Flag":
        draft.country(detail, *(of for _, of in places))
    elif detail and label != "Gender":
        draft.number(label, detail)
        draft.say(draft.remarks, f"{label.rstrip(' -:')}: {detail}")


def _period(period: Element) -> str:
    """One day, month or year, or `first/last` where the period is wider."""
    first, last = (_date(period.find(path)) for path in ("Start/From", "End/To"))
    if not last or first == last:
        return first
    whole = first.endswith("-01-01") and last == f"{first[:4]}-12-31"
    return first[:4] if whole else f"{first}/{last}"


def _date(element: Element | None) -> str:
    parts = [text(element, part) for part in ("Year", "Month", "Day")]
    return iso("-".join(filter(None, parts))) if parts[0] else ""


def _measures(element: Element, halls: _Halls, draft: Draft) -> None:
    dates = [_date(event.find("Date")) for event in element.iterfind("EntryEvent")]
    draft.listed_on = min(filter(None, (draft.listed_on, *dates)), default="")
    for measure in element.iterfind("SanctionsMeasure"):
        comment = text(measure, "Comment")
        if comment and halls.word("SanctionsType", measure.get("SanctionsTypeID")) in ("Program", ""):
            draft.say(draft.programmes, comment)
    for event in element.iterfind("EntryEvent"):
        draft.say(draft.remarks, halls.word("LegalBasis", event.get("LegalBasisID")))
