"""Answers of the network for other tools: JSON with nodes, ties, parts and the Finding, and one flat row a tie for tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.text import safe_cell
from headstamp.tell.data import ending, fragment, table
from headstamp.tell.network_model import LineView, NetworkView, PartView, TieView

COLUMNS = (
    "question", "answer", "on", "part", "number", "subject_id", "subject", "relation", "object_id", "object", "detail", "share",
    "dates", "certainty", "strength", "weakest", "denied", "standing", "remark", "sentence", "sources", "shelf_hash",
    "tool_version", "profile",
)  # fmt: skip


def network_json(view: NetworkView, finding: Finding, sources: Mapping[str, Source]) -> str:
    """`{"network": {...}, "finding": Finding, "profile", "sources"}`, as docs/network.md describes; equal input, equal bytes."""
    used: set[str] = set()
    found = fragment(finding, used)
    shown = json.dumps(_network(view), ensure_ascii=False, separators=(",", ":"))
    return ending(f'{{"network":{shown},"finding":{found}', used, sources, view.profile)


def network_csv(view: NetworkView) -> str:
    """CSV in the order of COLUMNS: a row a tie of each part, one without a tie where none is on record."""
    return table(COLUMNS, ([safe_cell(cell) for cell in row] for row in network_rows(view)))


def network_rows(view: NetworkView) -> Iterator[tuple[str | int | float, ...]]:
    """The rows of `network_csv`, not yet made safe for spreadsheets."""
    head, tail = (view.question, view.answer, view.on), (view.shelf_hash, view.tool_version, view.profile.value)
    for part in view.parts:
        for tie in part.ties:
            yield (*head, part.title, *_cells(tie, view), *tail)
    if not view.ties:
        yield (*head, *[""] * (len(COLUMNS) - len(head) - len(tail)), *tail)


def _cells(tie: TieView, view: NetworkView) -> tuple[str | int | float, ...]:
    ends = (tie.subject, view.node(tie.subject).label, tie.relation, tie.object, view.node(tie.object).label)
    flags = ("yes" if tie.weakest else "", "yes" if tie.denied else "", "UNVERIFIED" if tie.unverified else "sourced")
    return (tie.number, *ends, tie.detail, tie.share, tie.dates, tie.certainty, tie.strength, *flags, tie.remark, tie.sentence,
            "; ".join(dict.fromkeys(tie.sources)))  # fmt: skip


def _network(view: NetworkView) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "question": view.question, "subject": view.subject, "on": view.on, "answer": view.answer, "basis": view.basis,
        "nodes": [
            {"id": n.id, "kind": n.kind, "name": n.label, "countries": list(n.countries), "lists": list(n.lists),
             "twins": list(n.twins)}
            for n in view.nodes
        ],
        "ties": [_tie(tie) for tie in view.ties],
        "parts": [_part(part) for part in view.parts],
        "warnings": list(view.warnings), "ends": list(view.ends), "conflicts": list(view.conflicts), "twins": list(view.twins),
    }  # fmt: skip
    if view.verdict:
        shown |= {"verdict": view.verdict, "threshold": view.threshold, "lines": [_line(line) for line in view.lines]}
    return shown


def _tie(tie: TieView) -> dict[str, Any]:
    return {
        "number": tie.number, "subject": tie.subject, "relation": tie.relation, "object": tie.object, "detail": tie.detail,
        "share": tie.share, "dates": tie.dates, "certainty": tie.certainty, "strength": tie.strength, "denied": tie.denied,
        "standing": "unverified" if tie.unverified else "sourced", "sources": list(dict.fromkeys(tie.sources)),
    }  # fmt: skip


def _part(part: PartView) -> dict[str, Any]:
    weakest = next((tie.number for tie in part.ties if tie.weakest), None)
    return {
        "title": part.title, "about": part.about, "chain": part.chain, "ties": [tie.number for tie in part.ties],
        "weakest": weakest, "told": list(part.told),
    }  # fmt: skip


def _line(line: LineView) -> dict[str, Any]:
    return {
        "owner": line.owner, "owned": line.owned, "share": line.share, "counts": line.counts, "why": line.why, "dates": line.dates
    }  # fmt: skip
