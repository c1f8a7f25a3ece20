"""The file of decisions: only added to, read whole, damage told with its row."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.errors import InputError, OutputError
from headstamp.reason.match.decisions import Decided
from headstamp.scale.decision_store import add_decisions, decisions_path, read_decisions


def one(name: str, decision: str = "same") -> Decided:
    return Decided(
        decision=decision, names=(name,), listed="ours/1", listed_name="Zubov", by="A. Kim", at="2026-11-24T10:00:00+00:00",
        why="seen", party_sha256="0" * 64, entry_sha256="1" * 64,
    )  # fmt: skip


def test_nothing_is_decided_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none").all == ()


def test_decisions_are_added_in_order_and_kept(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    add_decisions([one("A")], home)
    before = decisions_path(home).read_bytes()
    add_decisions([one("나"), one("A", "unsure")], home)
    assert decisions_path(home).read_bytes().startswith(before)
    assert [(d.names[0], d.decision) for d in read_decisions(home).all] == [("A", "same"), ("나", "same"), ("A", "unsure")]


def test_a_damaged_line_is_told_with_its_row(tmp_path: Path) -> None:
    """Decisions that vanish in silence would alert, or quiet, the wrong parties."""
    add_decisions([one("A")], tmp_path)
    with decisions_path(tmp_path).open("a") as stream:
        stream.write('{"decision": "sa')
    with pytest.raises(InputError) as caught:
        read_decisions(tmp_path)
    assert caught.value.row == 2


def test_a_write_after_a_cut_one_does_not_join_it(tmp_path: Path) -> None:
    decisions_path(tmp_path).write_text('{"cut')
    add_decisions([one("A")], tmp_path)
    assert decisions_path(tmp_path).read_text().splitlines()[1].startswith('{"at"')


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        add_decisions([one("A")], tmp_path / "file")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    decisions_path(tmp_path).mkdir()
    with pytest.raises(InputError, match="not a file"):
        read_decisions(tmp_path)


def test_a_disk_that_takes_a_part_of_a_decision_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.write", lambda _handle, data: len(data) - 1)
    with pytest.raises(OutputError, match="cannot keep"):
        add_decisions([one("A")], tmp_path)


def test_halves_of_signs_are_no_crash(tmp_path: Path) -> None:
    add_decisions([one("A\ud800")], tmp_path)
    assert read_decisions(tmp_path).all[0].names == ("A?",)
