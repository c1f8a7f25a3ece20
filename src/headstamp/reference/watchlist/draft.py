"""An entry while it is being put together from rows and elements; turned into a Listing when its list is complete."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from headstamp.core.claim import Citation
from headstamp.core.party import Identifier, Listing, NameKind, Party, PartyKind, PartyName
from headstamp.core.text import scripts
from headstamp.reference.watchlist.known import effect_of
from headstamp.reference.watchlist.labels import identifier
from headstamp.reference.watchlist.places import country

MAX_NAME = 2_000  # signs; the longest name on an official list of 2025 has under 400
MAX_NAMES = 2_000  # of one entry
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_RANK = {
    kind: rank for rank, kind in enumerate((NameKind.PRIMARY, NameKind.ALIAS, NameKind.NATIVE, NameKind.FORMER, NameKind.WEAK))
}
_KINDS = {
    "person": PartyKind.PERSON, "individual": PartyKind.PERSON, "p": PartyKind.PERSON, "natural person": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION, "organisation": PartyKind.ORGANISATION, "organization": PartyKind.ORGANISATION,
    "company": PartyKind.ORGANISATION, "legalentity": PartyKind.ORGANISATION, "legal entity": PartyKind.ORGANISATION,
    "enterprise": PartyKind.ORGANISATION, "e": PartyKind.ORGANISATION, "publicbody": PartyKind.ORGANISATION,
    "group": PartyKind.ORGANISATION, "-0-": PartyKind.ORGANISATION, "business": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL, "ship": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT, "airplane": PartyKind.AIRCRAFT,
}  # fmt: skip


def party_kind(word: str) -> PartyKind:
    """The kind a list's own word names; `unknown` for a word that is not known or stands for more than one kind."""
    return _KINDS.get(" ".join(word.split()).casefold(), PartyKind.UNKNOWN)


def stable_id(*parts: str) -> str:
    """An id for an entry of a list that gives none: the same parts give the same id in every edition."""
    folded = "\x1f".join(" ".join(unicodedata.normalize("NFKC", part).casefold().split()) for part in parts)
    return "h-" + hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:12]


@dataclass(slots=True)
class Draft:
    """One entry as far as it has been read. `row` is where it begins; `faults` = names that had to be left out."""

    entry_id: str
    row: int = 0
    kind: PartyKind = PartyKind.UNKNOWN
    names: dict[str, NameKind] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    born: dict[str, None] = field(default_factory=dict)
    birth_places: dict[str, None] = field(default_factory=dict)
    identifiers: dict[tuple[str, str], Identifier] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)
    listed_on: str = ""
    delisted_on: str = ""
    legal_effect: str = ""
    jurisdiction: str = ""
    faults: list[str] = field(default_factory=list)

    def name(self, text: str | None, kind: NameKind = NameKind.ALIAS) -> None:
        """Add a name as written, less control signs and doubled spaces. Said twice, the better kind counts.

        An alias in another script than Latin is a native name.
        """
        plain = clean(text)
        if not plain:
            return
        if len(plain) > MAX_NAME:
            self.faults.append(f"a name of {len(plain):,} signs; {MAX_NAME:,} is the most")
            return
        if kind is NameKind.ALIAS and not plain.isascii() and scripts(plain)[:1] not in ((), ("Latin",)):
            kind = NameKind.NATIVE
        held = self.names.get(plain)
        if held is None and len(self.names) >= MAX_NAMES:
            self.faults.append(f"more than {MAX_NAMES:,} names in one entry")
        elif held is None or _RANK[kind] < _RANK[held]:
            self.names[plain] = kind

    def country(self, *texts: str | None) -> None:
        """Add countries by name or code."""
        for text in texts:
            if text and (code := country(text)):
                self.countries[code] = None

    def number(self, label: str, value: str | None, of: str | None = "") -> None:
        """Add a number under its label, such as `Tax ID No.`; labels that name no number are passed over."""
        ship = self.kind is PartyKind.VESSEL and "IMO" in (value or "")
        if value and (found := identifier("IMO" if ship else label, clean(value), of or "")):
            self.identifiers.setdefault((found.kind, found.value), found)

    def address(self, *parts: str | None, of: str | None = None) -> None:
        """Add an address of parts in order, and its country."""
        text = ", ".join(plain for part in (*parts, of) if (plain := clean(part)))
        if text:
            self.addresses[text] = None
        self.country(of)

    def say(self, where: dict[str, None], *texts: str | None) -> None:
        """Add cleaned, non-empty texts to one of the fields of this draft."""
        for text in texts:
            if plain := clean(text):
                where[plain] = None

    def absorb(self, other: Draft) -> bool:
        """Take in another row of the same entry; False, and nothing taken, where it is another kind of party."""
        if PartyKind.UNKNOWN not in (self.kind, other.kind) and self.kind is not other.kind:
            return False
        self.kind = other.kind if self.kind is PartyKind.UNKNOWN else self.kind
        for text, kind in other.names.items():
            again = NameKind.ALIAS if kind is NameKind.PRIMARY and self.names else kind
            self.name(text, again)
        for attribute in ("countries", "born", "birth_places", "identifiers", "addresses", "programmes", "remarks"):
            getattr(self, attribute).update(getattr(other, attribute))
        self.listed_on = min(filter(None, (self.listed_on, other.listed_on)), default="")
        self.delisted_on = self.delisted_on or other.delisted_on
        self.faults += other.faults
        return True

    def listing(self, list_id: str, edition: str, sha256: str) -> Listing:
        """The finished Listing. Names come primary first. Needs at least one name."""
        effect, jurisdiction = effect_of(list_id)
        ordered = sorted(self.names.items(), key=lambda item: item[1] is not NameKind.PRIMARY)
        party = Party(
            id=f"{list_id}/{self.entry_id}",
            kind=self.kind,
            names=tuple(PartyName(text=text, kind=kind) for text, kind in ordered),
            countries=tuple(self.countries),
            born=tuple(self.born),
            birth_places=tuple(self.birth_places),
            identifiers=tuple(self.identifiers.values()),
            addresses=tuple(self.addresses),
        )
        return Listing(
            list_id=list_id,
            entry_id=self.entry_id,
            party=party,
            citation=Citation(source_id=list_id, locator=f"entry {self.entry_id}", sha256=sha256),
            edition=edition,
            listed_on=self.listed_on,
            delisted_on=self.delisted_on,
            programmes=tuple(self.programmes),
            legal_effect=self.legal_effect or effect,
            jurisdiction=self.jurisdiction or jurisdiction,
            remarks="; ".join(self.remarks),
        )


def clean(text: str | None) -> str:
    """One line without control signs and doubled spaces; marks of writing direction stay, as written."""
    return " ".join(_CONTROL.sub(" ", text).split()) if text else ""
