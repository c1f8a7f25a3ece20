"""The real lists beside the repository: counts as measured, so that a reader that loses names is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.reference.watchlist import read_list

LISTS = Path(__file__).resolve().parents[4] / "shared" / "lists"
FILES = {
    "un_consolidated_2026-02-27.xml.gz": ("un", 1003, 4121, 0),
    "ofac_sdn_2021-07.csv.gz": ("ofac-sdn", 8976, 23318, 0),
    "bis_dpl_2021-07.txt.gz": ("bis-dpl", 461, 461, 0),
    "ofac_cons_prim_2019.csv.gz": ("ofac-cons", 442, 510, 0),
}

pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the folder of real lists is not beside this repository")


@pytest.mark.parametrize("name", FILES)
def test_real_lists_lose_nothing(name: str) -> None:
    batch = read_list(LISTS / name)
    assert (batch.list_id, len(batch.listings), batch.names, len(batch.rejects)) == FILES[name]
