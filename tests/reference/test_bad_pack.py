"""Packs from elsewhere: `packs check` names each kind of mistake, and none hangs, crashes or fills the memory."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from headstamp.core.errors import PackError, PatternError
from headstamp.reference.check import check_pack, matches_exactly
from headstamp.reference.pack import load_pack
from headstamp.reference.pattern import compile_pattern

TOML = 'id = "agency"\ntitle = "Finds"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "sourced"\n'
HEADER = (
    "id,pattern,example,kinds,surface,question,country,producer,model,calibres,first_year,last_year,strength,meaning,"
    "safety,conflict,standing,certainty,source_ids,note\n"
)
GOOD = {
    "pattern": "945 {year}?", "example": "945 06", "surface": "headstamp", "question": "made", "country": "MM", "producer": "",
    "first": "", "strength": "high", "safety": "look", "conflict": "", "standing": "sourced", "certainty": "0.9", "source": "p1",
}  # fmt: skip
CONFUSION = "id,true,read,script,process,kind,probability,standing,certainty,source_ids,note\n"


def row(key: str = "a1", **change: str) -> str:
    r = GOOD | change
    return (
        f'{key},"{r["pattern"]}","{r["example"]}",cartridge,{r["surface"]},{r["question"]},{r["country"]},{r["producer"]},,,'
        f"{r['first']},,{r['strength']},agency reading,{r['safety']},{r['conflict']},{r['standing']},{r['certainty']},"
        f"{r['source']},\n"
    )


def pack(folder: Path, marks: str = "", toml: str = TOML, sources: str = "id,title\np1,Photograph\n") -> Path:
    (folder / "pack.toml").write_text(toml, "utf-8")
    (folder / "sources.csv").write_text(sources, "utf-8")
    (folder / "marks.csv").write_text(HEADER + (marks or row()), "utf-8")
    return folder


def test_the_good_row_is_good(tmp_path: Path) -> None:
    assert check_pack(pack(tmp_path)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"example": "999"}, "own example"), ({"country": "ZZ"}, "no state"), ({"producer": "zz"}, "no producer"),
        ({"conflict": "zz"}, "no conflict"), ({"question": "foo"}, "question"), ({"strength": "foo"}, "strength"),
        ({"safety": "foo"}, "safety"), ({"surface": ""}, "no surface"), ({"surface": "headstmap"}, "surface 'headstmap'"),
        ({"source": "zz"}, "sources.csv lacks"), ({"source": ""}, "names its source"), ({"standing": "maybe"}, "maybe"),
        ({"certainty": "nan"}, "0..1"), ({"certainty": "2"}, "0..1"), ({"first": "²²²²"}, "four-digit year"),
        ({"first": "٢٠٢٠"}, "four-digit year"), ({"pattern": "{" * 500}, "braces"), ({"pattern": "{n}? {yy}?"}, "optional"),
        ({"pattern": "{n} " * 25}, "25 elements"), ({"pattern": "a" * 5_000}, "5000 signs"), ({"pattern": "a" * 41}, "41 signs"),
    ],
)  # fmt: skip
def test_every_mistake_of_a_row_is_named(tmp_path: Path, change: dict[str, str], word: str) -> None:
    problems = check_pack(pack(tmp_path, row(**change)))
    assert word in str(problems[0])
    assert "marks.csv, row " in str(problems[0])
    assert len(str(problems[0])) < 700


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ("a=" + "[" * 50_000, "cannot be read"), (TOML.replace('"sourced"', '"maybe"'), "standing"),
        (TOML.replace("Finds", "\\u001b[2J"), "plain text"), (TOML.replace('"Finds"', "[1]"), "plain text"),
        (TOML.replace("agency", "cartridges"), "another pack"), ("id = [", "cannot be read"),
    ],
)  # fmt: skip
def test_every_mistake_of_the_head_is_named(tmp_path: Path, toml: str, word: str) -> None:
    """A deep array ended in a crash, a terminal escape in a title reached the screen, an unknown standing passed."""
    problems = check_pack(pack(tmp_path, toml=toml))
    assert word in str(problems[0])
    assert "pack.toml" in str(problems[0])


def test_a_source_described_twice_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="stands in this table already") as caught:
        load_pack(pack(tmp_path, sources="id,title\np1,A\np1,B\n"))
    assert caught.value.row == 3


@pytest.mark.parametrize("probability", ["nan", "5", "-1"])
def test_a_confusion_that_is_no_probability_is_named(tmp_path: Path, probability: str) -> None:
    (pack(tmp_path) / "confusions.csv").write_text(f"{CONFUSION}c1,a,b,Latin,worn,sign,{probability},sourced,1,p1,\n")
    assert "0..1" in str(check_pack(tmp_path)[0])


@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_a_table_that_is_no_file_is_named(tmp_path: Path, kind: str) -> None:
    """A pipe waited for ever, and a link to /dev/zero filled the memory."""
    table = pack(tmp_path) / "models.csv"
    {"folder": table.mkdir, "pipe": lambda: os.mkfifo(table), "device": lambda: table.symlink_to("/dev/zero")}[kind]()
    assert "not a file" in str(check_pack(tmp_path)[0])


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        ("{n1-6}? " * 23 + "{n1-6}", "- " * 200 + "1 " * 100), ("{any}? " * 23 + "zz", "a 1 " * 125),
        ("~ " + "{any}? " * 23 + "zz", "a 1 " * 125), ("-? " * 20 + "{n}", "- " * 250 + "z"),
    ],
)  # fmt: skip
def test_optional_elements_do_not_multiply(pattern: str, example: str) -> None:
    """The check of 24 optional elements against its own example did not end."""
    start = time.perf_counter()
    assert not matches_exactly(compile_pattern(pattern), example)
    assert time.perf_counter() - start < 1


def test_a_pattern_as_long_as_a_page_is_refused() -> None:
    with pytest.raises(PatternError) as caught:
        compile_pattern("{" + ",".join(f"k{i}" for i in range(20_000)) + "}")
    assert len(str(caught.value)) < 200
