"""The annotated texts that are measured on: every claim belongs to its text, and what is tuned on is not what is reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headstamp.reason.evaluate.read_gold import gold_document, read_gold, read_links

GOLD = Path(__file__).parents[2] / "benchmarks" / "reading" / "gold"
HALVES = ("tune", "report")
TEXTS = {path.stem: path for half in HALVES for path in sorted((GOLD / half).glob("*.txt"))}


@pytest.mark.parametrize("name", TEXTS)
def test_every_claim_of_both_readers_belongs_to_its_text(name: str) -> None:
    path = TEXTS[name]
    meta = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))
    assert meta["fictional"] is True
    document = gold_document(name, path.read_text(encoding="utf-8"), meta)
    for claims in (path.with_suffix(".gold.jsonl"), GOLD / "second" / f"{name}.second.jsonl"):
        if claims.is_file():
            found = read_gold(claims.read_text(encoding="utf-8").splitlines(), document, file=claims.name)
            assert found
            assert all(document.text[c.statement.span.start : c.statement.span.end] == c.statement.span.text for c in found)


def test_the_halves_hold_different_texts_and_their_own_relations() -> None:
    names = {half: {path.stem for path in (GOLD / half).glob("*.txt")} for half in HALVES}
    assert not names["tune"] & names["report"]
    assert min(map(len, names.values())) >= 10
    for half in HALVES:
        links = read_links((GOLD / half / "links.gold.jsonl").read_text(encoding="utf-8").splitlines())
        assert links
        assert {end.split("#")[0] for link in links for end in (link.a, link.b)} <= names[half]
    assert {path.name.removesuffix(".second.jsonl") for path in (GOLD / "second").glob("*.jsonl")} <= set(TEXTS)
