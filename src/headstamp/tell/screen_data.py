"""A screen for other tools: JSON with the record, the scores and the Findings of what was looked at. Harmless to open."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.tell.data import ending, fragment
from headstamp.tell.screen_view import Looked, Row

_TOLD = ("counts", "lanes", "budget", "seed", "options", "lists", "limits", "asked", "off", "reference_sha256", "tool_version")


def screen_json(
    record: Row, legal: Sequence[Looked], first: Sequence[Looked], lot: Sequence[Row], sources: Mapping[str, Source]
) -> str:
    """`{"screen", "legal", "first", "lot", "sources"}`; each of `legal` and `first` is `{"scores", "finding"}`.

    Equal input gives equal bytes: paths and seconds are in the record of the run, not here."""
    used: set[str] = set()
    told = _dump({name: record[name] for name in _TOLD if name in record})
    parts = [
        f'"{name}":[{",".join(_looked(each, used) for each in looked)}]' for name, looked in (("legal", legal), ("first", first))
    ]
    return ending(f'{{"screen":{told},{",".join(parts)},"lot":{_dump([dict(row) for row in lot])}', used, sources)


def consignment_json(row: Row, finding: Finding, lines: Sequence[Row], sources: Mapping[str, Source]) -> str:
    """`{"scores", "finding", "lines", "sources"}` of one consignment."""
    used: set[str] = set()
    return ending(f'{_looked((row, finding), used)[:-1]},"lines":{_dump([dict(line) for line in lines])}', used, sources)


def plain_json(value: Any) -> str:
    """Any mapping, list or value as one line of JSON, days as ISO 8601."""
    return ending(f'{{"answer":{_dump(value)}', set(), {})


def _looked(looked: Looked, used: set[str]) -> str:
    row, finding = looked
    return f'{{"scores":{_dump(dict(row))},"finding":{fragment(finding, used)}}}'


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
