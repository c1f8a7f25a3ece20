"""The log of a site: what came of consignments that were looked at; JSON lines beside the lists, only ever added to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headstamp.core.finding import canonical_json
from headstamp.reason.screen.feedback import Log, Seen
from headstamp.reference.watchlist import default_folder
from headstamp.scale.append import append_lines, read_lines

NAME = "screen-notes.jsonl"
_WHAT = "note"


def notes_path(home: Path | None = None) -> Path:
    """Where notes are kept: beside the lists, in `home` or the default folder."""
    return (home or default_folder()) / NAME


def read_notes(home: Path | None = None) -> Log:
    """All notes so far; none where there is no file. Raises InputError with the row that is damaged."""
    return Log(read_lines(notes_path(home), Seen.model_validate_json, _WHAT))


def add_notes(seen: Sequence[Seen], home: Path | None = None) -> Path:
    """Write notes behind those that are there, in one piece and to the disk. Returns the file. Raises OutputError."""
    lines = [canonical_json(each.model_dump(mode="json")) for each in seen]
    return append_lines(notes_path(home), lines, _WHAT)
