"""Papers of one consignment against each other, and against their own earlier versions."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.say import mass, quoted


@rule(
    group="documents",
    level="consignment",
    says=lambda c: f"The {c['doc_goods_of']} differ on the goods: {quoted(c['doc_goods_a'])} against {quoted(c['doc_goods_b'])}",
)
def documents_differ_goods(_given: Given) -> pl.Expr:
    """Two papers of one consignment describe other goods: no word in common beyond those that say nothing, no chapter in common
    where both have codes, and, where the text model is there, no heading in common among those that the texts fit. Indicators
    DOC-CONFLICT, DEC-EXPL-GENERIC. Sources: hua-il76, tad-il76, em-c4ads."""
    return pl.col("doc_goods_differ")


@rule(
    group="documents",
    level="consignment",
    says=lambda c: (
        f"The {c['doc_weight_of']} differ on the gross mass: {mass(c['doc_weight_a'])} against {mass(c['doc_weight_b'])}"
    ),
)
def documents_differ_weight(given: Given) -> pl.Expr:
    """Two papers of one consignment give gross masses that lie further apart than the threshold (a share of the larger). Clerks
    round and leave pallets out, so small differences are left alone. Indicator DOC-CONFLICT. Sources: hua-il76, adv-eports."""
    return pl.col("doc_weight_apart") > given.threshold("documents_differ_weight", 0.1)


@rule(
    group="documents",
    level="consignment",
    says=lambda c: f"The {c['doc_party_of']} name other parties: {quoted(c['doc_party_a'])} against {quoted(c['doc_party_b'])}",
)
def documents_differ_party(_given: Given) -> pl.Expr:
    """Two papers of one consignment name consignees or shippers that have no word in common. Banks, forwarders and "to order"
    on one of them are left alone, and so are names in two scripts. Indicators DOC-CONFLICT, OWN-FALSE-TRAIL. Sources:
    arr-haddad, hua-il76."""
    return pl.col("doc_party_differ")


@rule(
    group="documents",
    level="consignment",
    says=lambda c: f"The {c['doc_place_of']} differ on the {c['doc_place_what']}: {c['doc_place_a']} against {c['doc_place_b']}",
)
def documents_differ_place(_given: Given) -> pl.Expr:
    """Two papers of one consignment give other countries of destination or of origin, or ports of loading or discharge (as
    UN/LOCODEs) in other countries, none of them on the way that is told. Indicators DOC-CONFLICT and, as far as
    papers can answer it, DOC-DEST-CONFLICT-TRACK. Sources: hua-il76, tad-il76, ek-andro."""
    return pl.col("doc_place_differ")


@rule(
    group="documents",
    level="consignment",
    says=lambda c: f"The {c['changed_what']} was changed from {c['changed_from']} to {c['changed_to']} by an amendment",
)
def destination_changed(_given: Given) -> pl.Expr:
    """An amendment changed the country of destination or the port of discharge. Ships are diverted for honest reasons too.
    Indicator VES-DETOUR, as far as papers can answer it. Sources: lwj-aden, mex-carparts, ek-andro."""
    return pl.col("changed")


@rule(
    group="documents",
    level="consignment",
    says=lambda c: f"The papers were amended {c['amended_days']} days after they were first lodged (version {c['versions']})",
)
def amended_late(given: Given) -> pl.Expr:
    """The papers were amended later than the threshold (days) after their first version. Source: adv-eports says that falsified
    papers are a means of evasion; the delay is our own reading."""
    return pl.col("amended_days") >= given.threshold("amended_late", 3)
