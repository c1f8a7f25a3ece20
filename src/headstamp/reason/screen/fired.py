"""How often rules speak among ordinary consignments: what the weight of a rule falls with."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
import pyarrow as pa

from headstamp.reason.screen.columns import RANKED


def fired(scores: Iterable[pa.RecordBatch]) -> pl.DataFrame:
    """(rule, asked, fired): on how many consignments of `scores` (SCORES) a rule could be asked, and on how many it spoke."""
    asked, spoke = dict.fromkeys(RANKED, 0), dict.fromkeys(RANKED, 0)
    for batch in scores:
        frame = pl.DataFrame(batch)
        for rule in RANKED:
            weights = frame[f"w_{rule}"]
            asked[rule] += len(weights) - weights.null_count()
            spoke[rule] += int((weights > 0).sum())
    return pl.DataFrame({"rule": list(RANKED), "asked": list(asked.values()), "fired": list(spoke.values())})
