"""The file of decisions: JSON lines, one a decision, only ever added to; of two about one pair the later one holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headstamp.core.finding import canonical_json
from headstamp.reason.match.decisions import Decided, Decisions
from headstamp.reference.watchlist import default_folder
from headstamp.scale.append import append_lines, read_lines

NAME = "decisions.jsonl"
_WHAT = "decision"


def decisions_path(home: Path | None = None) -> Path:
    """Where decisions are kept: beside the lists, in `home` or the default folder."""
    return (home or default_folder()) / NAME


def read_decisions(home: Path | None = None) -> Decisions:
    """All that was decided so far; none where there is no file. Raises InputError with the row that is damaged."""
    return Decisions(read_lines(decisions_path(home), Decided.model_validate_json, _WHAT))


def add_decisions(decided: Sequence[Decided], home: Path | None = None) -> Path:
    """Write decisions behind those that are there, in one piece and to the disk. Returns the file. Raises OutputError."""
    lines = [canonical_json(each.model_dump(mode="json")) for each in decided]
    return append_lines(decisions_path(home), lines, _WHAT)
