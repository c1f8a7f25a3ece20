"""The pack of tracing requests: what it may hold, and that letters state only what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.claim import Standing
from headstamp.core.errors import PackError
from headstamp.reference.pack import load_pack, shipped

PACK = next(path for path in shipped() if path.name == "requests")
TOML = 'id = "r"\ntitle = "t"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "unverified"\n'
HEAD = "id,part,families,to,text,standing,certainty,source_ids,note\n"


def test_what_a_letter_states_of_an_instrument_was_read() -> None:
    rows = load_pack(PACK).tables.letters
    assert all(r.standing is Standing.SOURCED for r in rows if r.part in ("basis", "limit"))
    memory = [r for r in rows if "memory" in r.text]
    assert memory
    assert all(r.part == "guide" and r.standing is Standing.UNVERIFIED for r in memory)


def test_every_addressee_is_asked_something_about_every_family() -> None:
    rows = load_pack(PACK).tables.letters
    for family in ("weapon", "ammunition", "other"):
        for to in ("state", "manufacturer", "panel"):
            fit = [r for r in rows if (not r.families or family in r.families) and (not r.to or to in r.to)]
            assert {"contact", "question", "confidential", "reply", "limit"} <= {r.part for r in fit}, (family, to)


@pytest.mark.parametrize(
    "row",
    [
        "a,verse,,,x,unverified,0.5,,",
        "a,basis,boat,,x,unverified,0.5,,",
        "a,basis,,king,x,unverified,0.5,,",
        "a,basis,,,,unverified,0.5,,",
    ],
)
def test_a_row_that_is_none_is_refused_with_its_place(row: str, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(TOML, "utf-8")
    (tmp_path / "letters.csv").write_text(HEAD + row + "\n", "utf-8")
    with pytest.raises(PackError) as error:
        load_pack(tmp_path)
    assert error.value.row == 2
