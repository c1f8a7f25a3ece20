"""Notes are kept line behind line; a damaged one is told with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import InputError
from headstamp.reason.screen.feedback import Opened, Outcome, Seen
from headstamp.scale.customs.notes import add_notes, notes_path, read_notes


def seen(name: str) -> Seen:
    return Seen(
        consignment=name, outcome=Outcome.NOTHING, opened=Opened.SCANNED, by="T", at="2026-03-02T10:00:00+00:00", why="as said"
    )


def test_notes_are_added_and_read(tmp_path: Path) -> None:
    assert read_notes(tmp_path).all == ()
    add_notes([seen("A")], tmp_path)
    add_notes([seen("B"), seen("C")], tmp_path)
    assert [each.consignment for each in read_notes(tmp_path).all] == ["A", "B", "C"]


def test_a_note_that_was_cut_off_is_told_and_harms_no_other(tmp_path: Path) -> None:
    path = add_notes([seen("A")], tmp_path)
    path.write_bytes(path.read_bytes() + b'{"consignment": "B"')
    add_notes([seen("C")], tmp_path)
    with pytest.raises(InputError) as error:
        read_notes(tmp_path)
    assert error.value.row == 2
    lines = notes_path(tmp_path).read_bytes().splitlines()
    assert [line[:1] for line in lines] == [b"{"] * 3
