"""A history that lacks a table would make nothing unusual, silently."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from headstamp.core.errors import InputError
from headstamp.reference.shelf import Shelf
from headstamp.scale.customs.learned import USUAL, with_profile
from headstamp.scale.customs.refer import load_reference, write_reference
from headstamp.scale.customs.run import Screened


@pytest.mark.parametrize("name", USUAL)
def test_a_history_without_a_table_is_refused(name: str, screened: Screened, shelf: Shelf, tmp_path: Path) -> None:
    whole = load_reference(screened.folder / "reference")
    tables = {each: whole.tables[each] for each in USUAL}
    write_reference(tables, b"", {}, tmp_path / "whole")
    with_profile(tmp_path / "whole", tmp_path / "used", shelf, {})
    for number, other in enumerate(({k: t for k, t in tables.items() if k != name}, {**tables, name: pl.DataFrame({"x": [1]})})):
        write_reference(other, b"", {}, tmp_path / f"other{number}")
        with pytest.raises(InputError, match=name):
            with_profile(tmp_path / f"other{number}", tmp_path / "used", shelf, {})
