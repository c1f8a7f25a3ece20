"""Relations between nodes: the family each belongs to, and which side stands over the other.

The names are those of the packs' ties, of the records and of claims; one that is not here is kept, as `OTHER`, with no side over
the other. A reading of ours: `subsidiary_of` is commonly used of a majority, but no share is stated by it, so none is assumed.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal, NamedTuple

Over = Literal["subject", "object", ""]


class Family(IntEnum):
    """What sort of tie. The order is that in which `behind` shows them: who holds and directs comes first."""

    OWNERSHIP = 0
    CONTROL = 1
    OFFICE = 2
    IDENTITY = 3
    SERVICE = 4
    TRANSFER = 5  # a type, a weapon or its technology went from one to the other
    TRADE = 6
    PLACE = 7  # address, phone, number
    LISTING = 8
    OTHER = 9


class Relation(NamedTuple):
    """`over` is the side that owns, directs or instructs the other; empty where neither does."""

    family: Family
    over: Over = ""


def _of(family: Family, over: Over, names: str) -> dict[str, Relation]:
    return {name: Relation(family, over) for name in names.split()}


RELATIONS: dict[str, Relation] = {
    **_of(Family.OWNERSHIP, "subject", "owns owner_of shareholder_of founder_of owner_or_operator_of owns_or_manages"),
    **_of(Family.OWNERSHIP, "object", "owned_by subsidiary_of"),
    **_of(Family.CONTROL, "subject", "directs controls operates manages"),
    **_of(Family.CONTROL, "object", "controlled_by managed_by subordinate_to agency_of front_of branch_of part_of operated_by"),
    **_of(
        Family.OFFICE,
        "subject",
        "director_of president_of chair_of vice_chair_of ceo_of general_director_of former_director_of secretary_of head_of",
    ),
    **_of(Family.OFFICE, "object", "represents employed_by"),
    **_of(Family.IDENTITY, "", "same_as same_body_as alias_of former_name_of may_be bears_number"),
    **_of(Family.SERVICE, "object", "acts_for agent_of used_by"),
    **_of(Family.SERVICE, "subject", "chartered"),
    **_of(Family.SERVICE, "object", "chartered_from"),
    **_of(
        Family.SERVICE,
        "",
        "finances supports works_with customer_of contact_of registered_site_of registered successor_of transports_for "
        "facilitated",
    ),
    **_of(
        Family.TRANSFER, "", "supplied sold_to supplied_to transferred_to shipped_to licensed_to copied_by adopted_by found_in"
    ),
    **_of(
        Family.TRADE, "", "shipper_of consignee_of notify_of declarant_of carrier_of forwarder_of broker_of carried_by sts_with"
    ),
    **_of(Family.TRADE, "", "marked_with named_as found_with"),
    **_of(Family.PLACE, "", "has_address has_phone shares_address_with same_street_address"),
    **_of(Family.LISTING, "", "listed_as named_in"),
    **_of(Family.OTHER, "", "linked_to"),
}
_OTHER = Relation(Family.OTHER)

CONTROLS = frozenset({Family.OWNERSHIP, Family.CONTROL, Family.OFFICE})
"""Families in which one side may decide for the other."""


def relation(name: str) -> Relation:
    """The family and side of a relation; `OTHER` for a name that is not in the table."""
    return RELATIONS.get(name, _OTHER)


_HEADINGS = {
    Family.OWNERSHIP: "Ownership", Family.CONTROL: "Control", Family.OFFICE: "Offices and representation",
    Family.IDENTITY: "Taken for the same", Family.SERVICE: "Services", Family.TRANSFER: "Transfers", Family.TRADE: "Trade papers",
    Family.PLACE: "Addresses and numbers", Family.LISTING: "Lists", Family.OTHER: "Other ties",
}  # fmt: skip


def heading(name: str) -> str:
    """What sort of tie a relation is, for a heading.

    >>> heading("director_of")
    'Offices and representation'
    """
    return _HEADINGS[relation(name).family]


_SAID = {
    "sts_with": "transferred ship to ship with", "same_street_address": "has the same street address as",
    "same_as": "is the same as", "found_in": "was found in", "named_in": "is named in", "registered": "registered the firm",
}  # fmt: skip
GIVEN = frozenset(("supplied_to", "sold_to", "shipped_to", "transferred_to"))
"""Said of who gives, and of what is given: of a thing, that it `was supplied to` somebody."""
_NOUNS = ("_of", "_as", "_by", "_to")
_VERBS = frozenset(("supplied_to", "sold_to", "shipped_to", "transferred_to", "licensed_to", "copied_by", "adopted_by"))


def spoken(name: str) -> str:
    """`president_of` -> `is president of`; what is a verb already stays: `acts_for` -> `acts for`."""
    if name in _SAID:
        return _SAID[name]
    words = name.replace("_", " ")
    return f"is {words}" if (name.endswith(_NOUNS) and name not in _VERBS) or name in ("marked_with", "found_with") else words
