"""The tables of voices, speakers and sorts of the shipped packs and of packs that are given, those of higher priority first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from headstamp.reference.pack import load_pack, shipped
from headstamp.reference.voice_rows import SortRow, SpeakerRow, VoiceRow


class VoiceTables(NamedTuple):
    """Rows in the order in which they are asked: a row of one's own pack of higher priority stands before ours."""

    voices: tuple[VoiceRow, ...]
    speakers: tuple[SpeakerRow, ...]
    sorts: tuple[SortRow, ...]


def voice_tables(more: Sequence[Path] = ()) -> VoiceTables:
    """Reads the shipped packs that have one of the three tables, and the folders in `more`. Raises PackError."""
    folders = [path for path in shipped() if any((path / f"{name}.csv").is_file() for name in VoiceTables._fields)]
    packs = sorted((load_pack(path) for path in (*folders, *more)), key=lambda pack: -pack.priority)
    return VoiceTables(
        tuple(row for pack in packs for row in pack.tables.voices),
        tuple(row for pack in packs for row in pack.tables.speakers),
        tuple(row for pack in packs for row in pack.tables.sorts),
    )
