"""The development gold, where it is there: pairs of supplier and recipient, spans, and no denial read as a transfer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from headstamp.core.statement import Statement

REPORTS = Path(__file__).resolve().parents[4] / "shared" / "reports"
ENGLISH = sorted(path for path in REPORTS.glob("*.txt") if not path.name.startswith("ko_"))
TRANSFERS = ("transfer", "procurement_attempt", "brokering", "technology")


@pytest.mark.skipif(not ENGLISH, reason="the development reports are not beside this checkout")
def test_no_denial_is_read_as_a_transfer_and_pairs_are_right(statements: Callable[..., tuple[Statement, ...]]) -> None:
    right = wrong = 0
    for path in ENGLISH:
        text = path.read_text("utf-8")
        meta = path.with_suffix(".meta.json")
        published = json.loads(meta.read_text("utf-8"))["published"] if meta.is_file() else ""
        gold = [json.loads(line) for line in path.with_suffix(".gold.jsonl").read_text("utf-8").splitlines()]
        for found in statements(text, published=published):
            assert text[found.span.start : found.span.end] == found.span.text
            over = [g for g in gold if g["span"][0] < found.span.end and found.span.start < g["span"][1]]
            if found.kind.value not in TRANSFERS or not found.core:
                continue
            if found.polarity == "affirmed":
                assert not over or not all(g["polarity"] in ("denied", "negated") for g in over), found.span.text
            if found.keys("supplier") and found.keys("recipient"):
                pair = {*found.keys("supplier"), *found.keys("recipient")}
                told = [{str(g.get("supplier_cc")), *_codes(g.get("recipient_cc"))} for g in over]
                right, wrong = (right + 1, wrong) if any(pair <= codes for codes in told) else (right, wrong + 1)
    assert right >= 8
    assert wrong <= 2


def _codes(value: object) -> list[str]:
    return list(map(str, value)) if isinstance(value, list) else [str(value)]
