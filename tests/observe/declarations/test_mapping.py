"""Mapping files that are wrong, or made to do harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import HeadstampError, InputError
from headstamp.observe.declarations import load_mapping

LEVELS = "\n".join(f"  f{i}: &b{i} [{', '.join([f'*b{i - 1}'] * 9)}]" for i in range(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        f"columns:\n  f0: &b0 [x]\n{LEVELS}",
        "columns: &a {hs: *a}",
        "decimal: [a]",
        "columns: !!python/object/apply:os.system [x]",
    ],
    ids=["aliases that grow to 9^11 words", "a mapping within itself", "a list", "a tag"],
)
def test_what_is_no_word_is_refused_at_once(text: str, tmp_path: Path) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(text)
    with pytest.raises(HeadstampError):
        load_mapping(file)


def test_the_row_of_a_slip_is_told(tmp_path: Path) -> None:
    file = tmp_path / "m.yaml"
    file.write_text("columns:\n  hs: HS code\n  hs: other\n")
    with pytest.raises(InputError, match="duplicate") as told:
        load_mapping(file)
    assert told.value.row == 3
