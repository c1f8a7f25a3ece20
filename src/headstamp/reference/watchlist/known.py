"""The lists that are known by name: who keeps them, what a listing means, and where the file is published.

Legal effects are one sentence each in our words; `page` is the official page that says it in full. They inform and are no
legal advice. Addresses are those the authorities publish; none was called while this table was written.
"""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.claim import Source

_TREASURY = "https://ofac.treasury.gov/"
_OFAC = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"


@dataclass(frozen=True, slots=True)
class KnownList:
    """One official list: its meaning in law and the address of its file."""

    id: str
    title: str
    authority: str
    jurisdiction: str
    legal_effect: str
    page: Source
    address: str = ""  # empty: no longer published, or given out only by hand


def _page(source_id: str, title: str, publisher: str, url: str) -> Source:
    return Source(id=source_id, title=title, publisher=publisher, url=url, tier="A")


KNOWN: dict[str, KnownList] = {
    known.id: known
    for known in (
        KnownList(
            "ofac-sdn",
            "Specially Designated Nationals and Blocked Persons List",
            "US Treasury, OFAC",
            "US",
            "Property within US reach is blocked; US persons may not deal with the party, nor with what it owns to 50 % or more.",
            _page("ofac-sdn", "SDN list", "OFAC", _TREASURY + "specially-designated-nationals-list-data-formats-data-schemas"),
            _OFAC + "SDN_ADVANCED.XML",
        ),
        KnownList(
            "ofac-cons",
            "Consolidated list of parties that are not SDN",
            "US Treasury, OFAC",
            "US",
            "Certain dealings are limited, by directive or menu, without a full block; the programme says which.",
            _page("ofac-cons", "Consolidated non-SDN list", "OFAC", _TREASURY + "consolidated-sanctions-list-non-sdn-lists"),
            _OFAC + "CONS_ADVANCED.XML",
        ),
        KnownList(
            "un",
            "United Nations Security Council Consolidated List",
            "UN Security Council",
            "UN",
            "Member states must freeze assets and, under most regimes, refuse entry and deny arms; the committee decides.",
            _page("un", "Consolidated list", "UN Security Council", "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"),
            "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        ),
        KnownList(
            "eu",
            "Consolidated list of persons, groups and entities under EU financial sanctions",
            "European Commission, DG FISMA",
            "EU",
            "Funds and economic resources are frozen in the Union, and none may be made available to the party, directly or not.",
            _page("eu", "Consolidated financial sanctions list", "European Commission",
                  "https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions"),
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content?token=dG9rZW4tMjAxNw",
        ),
        KnownList(
            "uk",
            "UK Sanctions List",
            "UK Foreign, Commonwealth & Development Office",
            "GB",
            "The measures named in the entry bind UK persons and anyone in the UK: mostly an asset freeze, for ships a port ban.",
            _page("uk", "The UK sanctions list", "FCDO", "https://www.gov.uk/government/publications/the-uk-sanctions-list"),
            "https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",
        ),
        KnownList(
            "uk-ofsi",
            "OFSI consolidated list of asset freeze targets (closed in January 2026)",
            "UK Treasury, OFSI",
            "GB",
            "Funds and economic resources are frozen in the UK and none may be made available to the party.",
            _page("uk-ofsi", "Consolidated list of targets", "OFSI",
                  "https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets"),
        ),
        KnownList(
            "bis-dpl",
            "Denied Persons List",
            "US Commerce, BIS",
            "US",
            "The party may take no part in a transaction with items under US export rules until the order ends.",
            _page("bis-dpl", "Denied Persons List", "BIS", "https://www.bis.gov/denied-persons-list"),
            "https://www.bis.doc.gov/dpl/dpl.txt",
        ),
        KnownList(
            "us-csl",
            "Consolidated Screening List",
            "US Commerce, International Trade Administration",
            "US",
            "A collection of US lists; the entry names the one it comes from, and that list decides what is forbidden.",
            _page("us-csl", "Consolidated Screening List", "ITA", "https://www.trade.gov/consolidated-screening-list"),
            "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.json",
        ),
    )
}  # fmt: skip
"""Each official list by its id here."""

PARTS: dict[str, tuple[str, str]] = {
    "SDN": ("OFAC SDN", KNOWN["ofac-sdn"].legal_effect),
    "DPL": ("BIS Denied Persons", KNOWN["bis-dpl"].legal_effect),
    "EL": (
        "BIS Entity List",
        "Items under US export rules need a licence to reach the party, as its entry says; most are refused.",
    ),
    "MEU": ("BIS Military End-User", "Items named in the rule need a licence to reach this military end user."),
    "UVL": ("BIS Unverified", "BIS could not verify the end use: no licence exceptions, and a statement before every export."),
    "SSI": ("OFAC SSI", "Dealings in new debt or equity, or certain oil projects, are forbidden by directive; no full block."),
    "FSE": ("OFAC Foreign Sanctions Evaders", "US persons may not deal with the party in the US; nothing is blocked."),
    "PLC": ("OFAC Palestinian Legislative Council", "US banks must refuse transactions with the party."),
    "CAP": ("OFAC CAPTA", "US banks may not open or must limit correspondent or payable-through accounts."),
    "MBS": ("OFAC Menu-Based", "Certain measures short of a block, chosen from a menu, apply to the party."),
    "CMIC": ("OFAC Chinese Military-Industrial", "US persons may not trade in the party's public securities."),
    "ISN": (
        "State Nonproliferation",
        "US bodies may not buy from or assist the party, and export licences are refused, for a term.",
    ),
    "DTC": ("State AECA Debarred", "The party may take no part in exports of defence articles under ITAR."),
}
"""The lists inside the Consolidated Screening List: code, short name, what a listing there means."""

UNKNOWN_EFFECT = "A list of your own: what it means to stand on it is for whoever keeps it to say."


def effect_of(list_id: str) -> tuple[str, str]:
    """Legal effect and jurisdiction of a list; for a list that is not known, a sentence that says so and an empty text."""
    known = KNOWN.get(list_id)
    return (known.legal_effect, known.jurisdiction) if known else (UNKNOWN_EFFECT, "")
