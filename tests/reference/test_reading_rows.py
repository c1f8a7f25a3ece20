"""The pack of reading: what it may hold, and that it is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import PackError
from headstamp.reference.check import check_pack
from headstamp.reference.pack import load_pack, shipped

TOML = 'id = "r"\ntitle = "t"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "unverified"\n'
TAIL = ",unverified,0.9,,\n"
BAD = (
    ("bodies", "id,language,class,names,country,voice", "x,en,state,Ruritania,Ru,"),
    ("bodies", "id,language,class,names,country,voice", "x,en,planet,Mars,,"),
    ("bodies", "id,language,class,names,country,voice", "x,en,state,,RU,"),
    ("bodies", "id,language,class,names,country,voice", "x,en,media,Wire,,gossip"),
    ("terms", "id,language,class,words", "x,en,toy,doll"),
    ("cues", "id,language,cue,value,words", "x,en,smell,,sniff"),
    ("predicates", "id,language,pos,words,kind,roles,needs,realis", "x,en,VERB,sell,theft,subj=supplier,goods,"),
    ("predicates", "id,language,pos,words,kind,roles,needs,realis", "x,en,VERB,sell,transfer,subj,goods,"),
    ("predicates", "id,language,pos,words,kind,roles,needs,realis", "x,en,VERB,sell,transfer,subj=thief,goods,"),
    ("predicates", "id,language,pos,words,kind,roles,needs,realis", "x,en,VERB,sell,transfer,subj=supplier,goods,maybe"),
)


@pytest.mark.parametrize(("table", "head", "row"), BAD)
def test_a_row_that_is_none_is_refused_with_its_place(table: str, head: str, row: str, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(TOML, "utf-8")
    (tmp_path / f"{table}.csv").write_text(f"{head},standing,certainty,source_ids,note\n{row}{TAIL}", "utf-8")
    with pytest.raises(PackError) as error:
        load_pack(tmp_path)
    assert error.value.row == 2


def test_the_shipped_pack_is_whole() -> None:
    path = next(path for path in shipped() if path.name == "reading")
    assert check_pack(path) == []
    tables = load_pack(path).tables
    states = [row for row in tables.bodies if row.cls == "state" and row.language == "en"]
    assert len({row.country for row in states}) == len(states) > 190
