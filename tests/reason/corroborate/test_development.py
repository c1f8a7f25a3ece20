"""On the development gold: ranking of links, no voice twice, and the contradiction of the essay with the packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headstamp.core.document import Document
from headstamp.core.statement import Statement
from headstamp.reason.corroborate import Lexicon, check_listings, relate, roll_of
from headstamp.reason.evaluate.read_gold import gold_document, read_gold, read_links
from headstamp.reason.evaluate.read_links import score_links

SHARED = Path(__file__).resolve().parents[4] / "shared" / "reports"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the development gold is not here")
ESSAY = {"genre": "academic essay", "published": "2023-10"}


@pytest.fixture(scope="module")
def gold() -> tuple[list[Statement], list[Document]]:
    statements: list[Statement] = []
    documents = []
    for path in sorted(SHARED.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        if name == "links":
            continue
        beside = SHARED / f"{name}.meta.json"
        meta = json.loads(beside.read_text("utf-8")) if beside.is_file() else ESSAY
        document = gold_document(name, (SHARED / f"{name}.txt").read_bytes().decode("utf-8"), meta)
        documents.append(document)
        statements += [g.statement for g in read_gold(path.read_text("utf-8").splitlines(), document)]
    return statements, documents


def test_links_rank_above_other_pairs_and_no_voice_counts_twice(
    lexicon: Lexicon, gold: tuple[list[Statement], list[Document]]
) -> None:
    links = read_links((SHARED / "links.gold.jsonl").read_text("utf-8").splitlines())
    scores = score_links(links, gold[0], gold[1], lexicon)
    assert scores.auc is not None
    assert scores.auc >= 0.95
    assert (scores.links, scores.reached, scores.told, scores.twice) == (16, 16, 16, ())
    assert scores.same_kind >= 12


def test_the_essay_and_the_lists_disagree_on_day_and_place(
    lexicon: Lexicon, gold: tuple[list[Statement], list[Document]]
) -> None:
    from headstamp.reference.builtin import builtin_listings
    from headstamp.reference.pack import load_pack, shipped

    ties = [tie for path in shipped() if (path / "ties.csv").is_file() for tie in load_pack(path).tables.ties]
    odd = [c for c in check_listings(*gold, lexicon, roll_of(builtin_listings(), ties)) if c.agrees is False]
    assert {(c.statement, c.what) for c in odd} == {("seed-01", "date"), ("seed-01", "place")}
    assert all("seed_essay" in {x.source_id for x in c.citations} and len(c.citations) > 1 for c in odd)


def test_the_essay_and_the_news_disagree_too(lexicon: Lexicon, gold: tuple[list[Statement], list[Document]]) -> None:
    found = {(r.a, r.b): r.kind.value for r in relate(*gold, lexicon)}
    assert found["news_2023-08-16_entities#1", "seed-01"] == "contradicts"
    assert found["news_2023-08-16_entities#2", "seed-01"] == "contradicts"
