"""The answer of a screen: one row a consignment, with a weight for every rule that could be asked."""

from __future__ import annotations

import pyarrow as pa

from headstamp.reason.screen.rules import SCREEN_RULES

RANKED = tuple(name for name, rule in SCREEN_RULES.items() if rule.kind != "legal")
"""Rules that weigh, in order: each has a column `w_<rule>`."""
LEGAL = tuple(name for name, rule in SCREEN_RULES.items() if rule.kind == "legal")
"""Rules that send to the legal lane."""
GROUPS = tuple(dict.fromkeys(SCREEN_RULES[name].group for name in RANKED))
"""Groups within which reasons confirm each other: each has a column `g_<group>`."""

ABOUT = pa.schema(
    [
        ("consignment", pa.string()),
        ("file", pa.string()),
        ("row", pa.int64()),
        ("lines", pa.int64()),
        ("documents", pa.string()),
        ("number", pa.string()),
        ("date", pa.date32()),
        ("origin", pa.string()),
        ("dispatch", pa.string()),
        ("destination", pa.string()),
        ("hs", pa.string()),
        ("goods", pa.string()),
        ("shipper", pa.string()),
        ("consignee", pa.string()),
        ("vessel", pa.string()),
        ("imo", pa.string()),
        ("gross_kg", pa.float64()),
        ("value", pa.float64()),
        ("containers", pa.string()),
    ]
)
"""What a consignment is, for a reader: from its first line, the declaration before the bill before the manifest."""

SCORES = pa.schema(
    [
        *ABOUT,
        ("legal", pa.list_(pa.string())),
        *((f"w_{name}", pa.float32()) for name in RANKED),
        *((f"g_{name}", pa.float32()) for name in GROUPS),
        ("total", pa.float64()),
    ]
)
"""`legal`: "rule:basis" for each legal rule that applies; `w_<rule>`: its weight, log10, 0 where it did not speak, null where it
could not be asked; `g_<group>`: what the rules of a group weigh together; `total`: the sum of the groups."""
