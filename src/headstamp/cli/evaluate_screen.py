"""The work of `headstamp evaluate screen`: cases planted among honest declarations, and what of them a screen would open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headstamp.cli import asking, common

if TYPE_CHECKING:
    from headstamp.scale.planted.casefile import Case, Refused
    from headstamp.scale.planted.families import Family


def run(
    files: Sequence[Path], *, declarations: int, past: int, draws: int, seed: int, half: str | None, families: Path | None,
    no_parties: bool, lists: tuple[str, ...], day: str, folder: Path | None, packs: tuple[Path, ...], sourced_only: bool,
    as_json: bool,
) -> str:  # fmt: skip
    """The report as text or JSON. Raises InputError for files that cannot be read, UsageError where nothing can be planted."""
    from headstamp.scale.planted.evaluate import evaluate
    from headstamp.scale.planted.families import read_families
    from headstamp.scale.planted.report import lines
    from headstamp.scale.planted.screens import of_shelf

    table = read_families(families) if families else {}
    cases, refused = _cases(files, table)
    for each in refused:
        common.note(f"set aside: {each.file}, row {each.row}, {each.column}: {each.what}")
    matcher = None if no_parties else asking.open_matcher(lists, day, folder)
    factory = of_shelf(common.open_shelf(packs, sourced_only), seed, matcher, past=past)
    with common.progress(f"planting {len(cases)} cases among {declarations:,} lines, learning from {past:,}"):
        report = evaluate(cases, declarations, seed, factory, draws=draws, half=half or "", table=table, refused=refused)
    if as_json:
        return json.dumps(report.as_json(), indent=1, ensure_ascii=False)
    return common.harmless("\n".join(lines(report)))


def _cases(files: Sequence[Path], table: dict[str, Family]) -> tuple[tuple[Case, ...], list[Refused]]:
    from headstamp.scale.planted.casefile import merged, read_cases

    read = [read_cases(path) for path in files]
    twins = {name: family.same_as for name, family in table.items() if family.same_as}
    found = merged(tuple(case for some, _ in read for case in some), twins)
    return found, [one for _, some in read for one in some]
