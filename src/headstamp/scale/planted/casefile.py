"""Cases of disguise: one JSON object a line, as `cases.jsonl` has them, or a table with the columns of the hand-made eight.

{"case_id": "X-1", "date": "2016-08", "mode": "sea", "declared": ["iron ore (2,300 t)"], "origin": "KP", "destination": "EG",
 "route": [], "conveyance": "Jie Shun", "flag": "KH", "shipper": "", "consignee": "", "documents_forged_or_false": []}

Only `case_id` is needed. A field that is missing or empty means that no source says it. `legal: true` (or `disguised: false` with
goods declared) marks a lawful shipment whose papers are wrong: it is planted and reported apart. `declared_hs` states a heading,
`papers` what stands on one paper alone: [{"document": "bill", "gross_kg": 900, "goods": "…"}].
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headstamp.core.declaration import COLUMNS
from headstamp.core.errors import InputError, LimitError, RecordError

MAX_BYTES = 64 << 20
_HINT = 'Each line is {"case_id": "…", "declared": ["…"], "origin": "KP", "destination": "IR", …}; see docs/planted.md.'
_TEXTS = ("date", "place", "mode", "conveyance", "imo", "flag", "operator", "declared_to", "origin", "destination", "shipper",
          "consignee", "declared_hs", "country_found")  # fmt: skip
_LISTS = ("declared", "route", "documents_forged_or_false", "concealment")
_KINDS = {column.name: column.kind for column in COLUMNS}
_TABLE = {"id": "case_id", "declared_or_cover_text": "declared", "declared_hs2_guess": "declared_hs"}


@dataclass(frozen=True)
class Case:
    """One case as its sources tell it: texts and lists may be empty; their names are in `_TEXTS` and `_LISTS`."""

    case_id: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    dprk_linked: bool = False
    legal: bool = False
    sources: tuple[str, ...] = field(default=())
    papers: tuple[Mapping[str, Any], ...] = field(default=())


@dataclass(frozen=True)
class Refused:
    """A line that could not be read, with where and why."""

    file: str
    row: int
    column: str
    what: str


def read_cases(path: str | Path) -> tuple[tuple[Case, ...], tuple[Refused, ...]]:
    """Read a file of cases (.jsonl, or .csv with a header); lines that cannot be read are set aside with file, row and column.

    Raises InputError where the file cannot be read at all, LimitError beyond 64 MiB.
    """
    file = Path(path)
    cases: list[Case] = []
    refused: list[Refused] = []
    seen: set[str] = set()
    for row, content in _rows(file):
        try:
            case = _case(content() if callable(content) else content, file, row)
            if case.case_id in seen:
                raise RecordError(
                    f"duplicate case_id {case.case_id[:60]!r}", file=file.name, row=row, column="case_id", hint=_HINT
                )
        except RecordError as error:
            refused.append(Refused(file.name, row, error.column or "", error.what))
        else:
            seen.add(case.case_id)
            cases.append(case)
    return tuple(cases), tuple(refused)


def merged(cases: tuple[Case, ...], same_as: Mapping[str, str]) -> tuple[Case, ...]:
    """One case an event: what a case leaves empty is filled from the one that is the same event under another id."""
    by_id = {case.case_id: case for case in cases}
    out: dict[str, Case] = {}
    for case in cases:
        target = same_as.get(case.case_id, case.case_id)
        main = out.get(target) or by_id.get(target, case)
        if main is case:
            out.setdefault(target, case)
            continue
        texts = {
            **{k: v for k, v in case.texts.items() if v and k != "declared_hs"},
            **{k: v for k, v in main.texts.items() if v},
        }
        lists = {key: max(main.lists[key], case.lists[key], key=len) for key in ("route",)}
        lists |= {key: main.lists[key] or case.lists[key] for key in _LISTS if key != "route"}
        out[target] = Case(
            target, {key: texts.get(key, "") for key in _TEXTS}, lists, main.dprk_linked or case.dprk_linked, main.legal,
            main.sources + case.sources, main.papers or case.papers,
        )  # fmt: skip
    return tuple(out.values())


def _rows(file: Path) -> Iterator[tuple[int, Any]]:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise LimitError(f"larger than {MAX_BYTES >> 20} MiB", file=file.name, hint="Split the file.")
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=file.name, hint="Give a UTF-8 file of cases, .jsonl or .csv.") from None
    if file.suffix.lower() == ".csv":
        for row, content in enumerate(csv.DictReader(text.splitlines()), 2):
            yield row, {_TABLE.get(key or "", key or ""): value for key, value in content.items()}
        return
    for row, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield row, lambda line=line, row=row: _parsed(line, file, row)


def _parsed(line: str, file: Path, row: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise RecordError("not a JSON object", file=file.name, row=row, column="", hint=_HINT) from None


def _case(raw: Any, file: Path, row: int) -> Case:
    if not isinstance(raw, dict):
        raise RecordError("not a JSON object", file=file.name, row=row, column="", hint=_HINT)
    case_id = str(raw.get("case_id") or "").strip()
    if not case_id:
        raise RecordError("no case_id", file=file.name, row=row, column="case_id", hint=_HINT)
    texts = {name: _text(raw.get(name), name, file, row) for name in _TEXTS}
    lists = {name: _list(raw.get(name), name, file, row) for name in _LISTS}
    legal = _flag(raw.get("legal")) or (raw.get("disguised") is False and bool(lists["declared"]))
    linked = _flag(raw.get("dprk_linked")) or "KP" in (texts["origin"], texts["destination"])
    sources = _list(raw.get("source_ids"), "source_ids", file, row)
    return Case(case_id[:80], texts, lists, linked, legal, sources, _papers(raw.get("papers"), file, row))


def _text(value: Any, name: str, file: Path, row: int) -> str:
    if isinstance(value, (dict, list)):
        raise RecordError("a text is expected", file=file.name, row=row, column=name, hint=_HINT)
    return "" if value is None else str(value).strip()[:2_000]


def _list(value: Any, name: str, file: Path, row: int) -> tuple[str, ...]:
    if isinstance(value, dict):
        raise RecordError("a list of texts is expected", file=file.name, row=row, column=name, hint=_HINT)
    if isinstance(value, str) and name == "route":
        value = value.replace("(", "").replace(")", "").replace(",", ">").split(">")
    parts = value if isinstance(value, list) else [value]
    return tuple(str(part).strip()[:500] for part in parts if part is not None and str(part).strip())


def _papers(value: Any, file: Path, row: int) -> tuple[Mapping[str, Any], ...]:
    """What one paper alone says: its kind, and texts or numbers by column of a line."""
    for paper in value or ():
        good = isinstance(paper, dict) and paper.get("document") in ("declaration", "bill", "manifest")
        for column, said in paper.items() if good else ():
            number = isinstance(said, (int, float)) and not isinstance(said, bool)
            good &= (
                _KINDS.get(column) == "number" if number else isinstance(said, str) and _KINDS.get(column) in ("text", "country")
            )
        if not good:
            raise RecordError(
                "a paper is a document and texts or numbers by column", file=file.name, row=row, column="papers", hint=_HINT
            )
    return tuple({name: float(v) if isinstance(v, (int, float)) else v for name, v in paper.items()} for paper in value or ())


def _flag(value: Any) -> bool:
    return value is True or str(value).strip().lower() in ("true", "yes", "1")
