"""What would change the answer: what to ask for, by the rule that spoke. Nobody is asked to open or touch what may be
explosive."""

from __future__ import annotations

from collections.abc import Mapping

from headstamp.core.finding import Proposal, Safety

_BUYER = (
    "the buyer who pays and the place where the goods will be used, with an end-user certificate",
    "it names who is behind the paper",
)
_PAPERS = (
    "the commercial invoice, packing list and contract, from the seller and not from the forwarder",
    "papers that were made apart agree or do not",
)
_DATA = (
    "the packing list with part numbers and the maker's data sheets",
    "goods that are what they are called have part numbers",
)
_SCALE = ("the container weighed here, and its scan", "mass and density show what papers cannot")
_TRACK = ("the carrier's history of the container, with each port and day", "it shows where the container was filled")
_SHIP = ("the ship's registry entry and her calls of the last half year", "hull, name and flag belong together")
_REGISTRY = ("the registration numbers of shipper and consignee", "numbers name one party where names do not")
_LICENCE = ("the export licence or the exemption of the sanctions committee", "it makes lawful what is otherwise stopped")
_DANGER = (
    "a scan from outside; the goods themselves by cleared disposal personnel only",
    "class and heading cannot both be right",
)
ASK: Mapping[str, tuple[str, str]] = {
    "dprk_cargo": _LICENCE, "dprk_product_group": _LICENCE, "arms_to_embargoed": _LICENCE, "listed_party": _REGISTRY,
    "listed_vessel": _SHIP, "party_like_listed": _REGISTRY, "party_of_known_case": _BUYER, "unnamed_consignee": _BUYER,
    "consignee_other_trade": _BUYER, "military_party_civil_goods": _BUYER, "new_party": _REGISTRY,
    "documents_differ_goods": _PAPERS, "documents_differ_weight": _SCALE, "documents_differ_party": _PAPERS,
    "documents_differ_place": _PAPERS, "destination_changed": _PAPERS, "amended_late": _PAPERS, "text_against_heading": _DATA,
    "vague_text": _DATA, "metal_text_vague": _DATA, "explosives_class": _DANGER, "cover_wording": _DATA,
    "vgm_against_declared": _SCALE, "unit_value": _PAPERS, "kg_per_package": _SCALE, "kg_per_container": _SCALE,
    "container_number_wrong": _TRACK, "flow_surprise": _PAPERS, "dprk_before_the_law": _TRACK, "korea_not_said": _PAPERS,
    "embargoed_destination": _BUYER, "arms_exporter_banned": _TRACK, "route_through_hub": _TRACK, "route_detour": _TRACK,
    "dprk_border_port": _TRACK, "transhipment_conflict": _TRACK, "high_priority_item": _BUYER, "imo_wrong": _SHIP,
    "flag_changed": _SHIP, "vessel_named_differently": _SHIP, "flag_of_convenience_risk": _SHIP, "vessel_of_known_case": _SHIP,
}  # fmt: skip
"""Rule -> (what to ask for, why)."""
MOST = 4


def proposals(spoke: Mapping[str, float]) -> tuple[Proposal, ...]:
    """What to ask for, the heaviest rule first, each thing once, at most `MOST`. `gain` is a rough guess: a reason that would
    fall is worth as many bits as its weight says, up to two."""
    found: dict[str, Proposal] = {}
    for rule, weight in sorted(spoke.items(), key=lambda pair: -pair[1]):
        what, why = ASK[rule]
        safety = Safety.CLEARED if rule == "explosives_class" else Safety.LOOK
        found.setdefault(what, Proposal(observation=what, why=why, gain=round(min(2.0, weight / 0.301), 2), safety=safety))
    return tuple(found.values())[:MOST]
