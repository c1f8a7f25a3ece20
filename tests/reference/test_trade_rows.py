"""Tables of a screen: a row that means nothing is refused with its row, and what rows refer to exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import PackError
from headstamp.reference.check import check_pack
from headstamp.reference.pack import load_pack, shipped
from headstamp.reference.rows import SCHEMA
from headstamp.reference.trade_rows import TRADE_SCHEMA

TOML = 'id = "site"\ntitle = "Site"\nversion = "1"\nlicence = "internal"\nstanding = "unverified"\n'
GOOD = {
    "signals": "unit_value,measures,yes,,1,12,0.02,1.5,0.05,,,",
    "product_groups": "coal,from,2701;27,2017-08-05,paragraph 8,coal",
    "regimes": "ly,LY,arms embargo,2011-02-26,,UN",
    "ports": "dalian,Dalian,CNDLC,dairen,CN,border",
    "wordings": "w,generic,,goods;parts,,,",
    "known": "k,imo,9161003,X-1,2023-01-01",
    "cases": "X-1,rockets as sugar,2023-01,text",
    "chpl": "854231,1,2024-02-23",
    "headings": "8429,bulldozers,bulldozer;grader",
}
WRONG = [
    ("signals", "unit_value,measures,maybe,,1,12,0.02,1.5,0.05,,,", "on 'maybe'"),
    ("signals", "unit_value,measures,yes,,13,12,0.02,1.5,0.05,,,", "13 of 12"),
    ("signals", "unit_value,measures,yes,,1,12,2,1.5,0.05,,,", "rate 2"),
    ("product_groups", "coal,towards,2701,2017-08-05,p,coal", "towards"),
    ("product_groups", "coal,from,270,2017-08-05,p,coal", "'270'"),
    ("product_groups", "coal,from,2701,2017-08,p,coal", "2017-08"),
    ("regimes", "ly,Libya,arms embargo,,,UN", "Libya"),
    ("regimes", "ly,LY,embargo,,,UN", "embargo"),
    ("ports", "d,Dalian,CNDLC,,CN,big", "big"),
    ("wordings", "w,generic,,,,,", "at least one word"),
    ("known", "k,ship,9161003,X-1,2023-01-01", "ship"),
    ("chpl", "8542,1,2024-02-23", "8542"),
    ("headings", "84,machines,pump", "'84'"),
]


def make(folder: Path, **tables: str) -> Path:
    (folder / "pack.toml").write_text(TOML, "utf-8")
    for name, rows in tables.items():
        header = ",".join(f"{SCHEMA[name][0]} standing certainty source_ids note".split())
        lines = [f"{row},unverified,0.5,," for row in rows.splitlines()]
        (folder / f"{name}.csv").write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return folder


def test_every_table_is_read(tmp_path: Path) -> None:
    assert set(GOOD) == set(TRADE_SCHEMA)
    pack = load_pack(make(tmp_path, **GOOD))
    assert all(len(getattr(pack.tables, name)) == 1 for name in GOOD)
    assert pack.tables.product_groups[0].hs == ("2701", "27")
    assert check_pack(tmp_path) == []


@pytest.mark.parametrize(("table", "row", "says"), WRONG, ids=[f"{t}-{i}" for i, (t, *_) in enumerate(WRONG)])
def test_a_row_that_means_nothing_is_refused(table: str, row: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(PackError, match=says.replace("(", ".")) as caught:
        load_pack(make(tmp_path, **{table: row}))
    assert caught.value.row == 2


def test_what_rows_refer_to_exists(tmp_path: Path) -> None:
    tables = GOOD | {
        "signals": "unit_value,money,yes,,0,12,0.5,1.5,0.05,,,NO-CASE",
        "regimes": "a,LY,hub,2011-02-26,2010-01-01,UN\nb,LY,hub,,,UN",
        "wordings": "w,cover,,goods,,,",
        "ports": "d,Dalian,CNDLC,,CN,border\nd2,Dalian,CNDLC,,CN,border",
        "known": "k,imo,9161003,X-9,2023-01-01",
    }
    found = "\n".join(str(problem) for problem in check_pack(make(tmp_path, **tables), ()))
    for says in ("no group 'money'", "below its rate", "'NO-CASE'", "'X-9'", "before 2011", "is in force", "names the cases"):
        assert says in found, says


def test_the_shipped_pack_holds_together() -> None:
    assert check_pack(next(path for path in shipped() if path.name == "customs")) == []
