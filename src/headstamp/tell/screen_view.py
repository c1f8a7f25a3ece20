"""From the record, the scores and the Findings of a screen to the one view that terminal and page share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headstamp.core.claim import Standing
from headstamp.core.declaration import COLUMNS
from headstamp.core.finding import Finding, Reason, Safety
from headstamp.reason.screen.say import amount, mass
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.screen_model import (
    LANES,
    ConsignmentView,
    Doubt,
    FieldLine,
    Head,
    LaneLine,
    PapersView,
    Part,
    ScreenView,
    Why,
)  # fmt: skip
from headstamp.tell.shown import cut, percent_range, strength, visible

Row = Mapping[str, Any]
Looked = tuple[Row, Finding]
LONGEST = 160  # signs of a text of a paper; the files have all
ACCUSES_NOBODY = (
    "The ranking says what is worth opening; it accuses nobody, and a low rank or a silence of the rules clears nobody."
)
_COUNTS = {"rows": "rows", "set_aside": "set aside", "doubts": "doubts", "lines": "lines", "amended": "replaced by amendments",
           "repeated": "given twice", "linked": "linked to another paper", "consignments": "consignments"}  # fmt: skip
_NOT_SIDE_BY_SIDE = ("file", "row", "document", "number", "version", "consignment", "superseded", "doubts")


def screen_view(
    record: Row, legal: Sequence[Looked], first: Sequence[Looked], lot: Sequence[Row], notes: Footnotes
) -> ScreenView:
    """The view of a screen: its record, what was looked at in the legal and the red lane, and rows of the random one."""
    lanes, counts = record["lanes"], record["counts"]
    asked_by_law = {r.note for _, finding in legal for r in finding.reasons if r.group == "legal"}
    law_note = asked_by_law.pop() if len(asked_by_law) == 1 else ""
    shown = tuple(_consignment(row, finding, notes, told=law_note) for row, finding in legal)
    ranked = tuple(_consignment(row, finding, notes) for row, finding in first)
    common = _shared([v.limits for v in (*shown, *ranked)])
    return ScreenView(
        files=tuple(visible(str(each["path"]).replace("\\", "/").rpartition("/")[2]) for each in record["sources"]),
        counts=tuple((label, int(counts[name])) for name, label in _COUNTS.items() if name in counts),
        lanes=tuple(LaneLine(lane, int(lanes.get(lane, 0)), about) for lane, about in LANES.items()),
        legal=shown, legal_count=int(lanes.get("legal", 0)), law_note=visible(law_note),
        first=ranked, red_count=int(lanes.get("red", 0)),
        lot=tuple(_head(row) for row in lot), lot_count=int(lanes.get("random", 0)),
        unasked=tuple(_rule(name) for name, n in record.get("asked", {}).items() if not n and name not in record.get("off", ())),
        off=tuple(_rule(name) for name in record.get("off", ())),
        lists=tuple(visible(f"{u['list_id']}{' of ' + u['edition'] if u['edition'] else ''}") for u in record["lists"]),
        limits=(ACCUSES_NOBODY, *common, *(visible(t) for t in record["limits"])),
        reference_hash=visible(record["reference_sha256"]), tool_version=visible(record["tool_version"]),
    )  # fmt: skip


def consignment_view(row: Row, finding: Finding, notes: Footnotes) -> ConsignmentView:
    """One consignment: its scores with lane and rank, and its Finding, made of the very same numbers."""
    return _consignment(row, finding, notes)


def papers_view(lines: Sequence[Row]) -> PapersView:
    """The lines of one consignment side by side, in the order given; fields that no paper fills are left out."""
    heads = tuple(_paper(line) for line in lines)
    fields = []
    for column in COLUMNS:
        if column.name in _NOT_SIDE_BY_SIDE:
            continue
        values = tuple(cut(visible(_written(line.get(column.name))), LONGEST) for line in lines)
        said = {value.casefold() for value in values if value}
        if said:
            fields.append(FieldLine(column.name.replace("_", " "), values, len(said) > 1))
    return PapersView(heads, tuple(fields))


def doubts_view(lines: Sequence[Row]) -> tuple[Doubt, ...]:
    """What was read with doubt in the lines of one consignment."""
    return tuple(Doubt(_paper(line), cut(visible(each), LONGEST)) for line in lines for each in line.get("doubts") or ())


def _paper(line: Row) -> str:
    version = f" v{line['version']}" if line.get("version") else ""
    gone = ", replaced" if line.get("superseded") else ""
    return visible(f"{line['document']} {line['number']}{version}, row {line['row']}{gone}")


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return f"{value:,.10g}" if isinstance(value, float) else str(value)


def _consignment(row: Row, finding: Finding, notes: Footnotes, *, told: str = "") -> ConsignmentView:
    top = next(h for h in finding.hypotheses if h.kind.value == "worth opening")
    law = tuple(_why(r, notes, told) for r in finding.reasons if r.group == "legal")
    weighed = [r for r in finding.reasons if r.group != "legal"]
    groups = list(dict.fromkeys(r.group for r in weighed))
    parts = [Part(g, float(row[f"g_{g}"] or 0.0), tuple(_why(r, notes) for r in weighed if r.group == g)) for g in groups]
    return ConsignmentView(
        head=_head(row), question=visible(finding.question), answer=visible(finding.answer), total=float(row["total"]),
        likelihood="" if law else percent_range(top.low, top.high),
        law=law,
        parts=tuple(sorted(parts, key=lambda part: -part.weight)),
        ask=tuple(_proposal(p.observation, p.safety) for p in finding.would_change),
        limits=tuple(visible(t) for t in finding.limits), dismissed=visible(row.get("dismissed") or ""),
    )  # fmt: skip


def _proposal(observation: str, safety: Safety) -> str:
    return visible(observation + (" (CLEARED DISPOSAL PERSONNEL ONLY)" if safety is Safety.CLEARED else ""))


def _head(row: Row) -> Head:
    kg = mass(row["gross_kg"]) if row["gross_kg"] is not None else ""
    value = f"value {amount(row['value'])}" if row["value"] is not None else ""
    ship = " ".join(filter(None, (row["vessel"], f"IMO {row['imo']}" if row["imo"] else "")))
    origin, dispatch, to = row["origin"], row["dispatch"], row["destination"] or "nowhere that is said"
    start = f"{origin}, dispatched from {dispatch}" if origin and dispatch and origin != dispatch else origin or dispatch
    return Head(
        consignment=visible(row["consignment"]), lane=str(row["lane"]), rank=row["rank"],
        goods=cut(visible(row["goods"] or "goods not described"), LONGEST), hs=visible(row["hs"]),
        way=visible(f"{start or 'origin not said'} → {to}"), shipper=cut(visible(row["shipper"] or "nobody named"), LONGEST),
        consignee=cut(visible(row["consignee"] or "nobody named"), LONGEST), ship=visible(ship),
        amount=", ".join(filter(None, (kg, value))), day=str(row["date"] or ""),
        papers=visible(f"{row['documents'].replace(' ', ', ')} {row['number']}; {row['file']} from row {row['row']}"),
    )  # fmt: skip


def _why(reason: Reason, notes: Footnotes, told: str = "") -> Why:
    return Why(
        rule=visible(reason.rule), sentence=visible(reason.sentence), weight=reason.weight,
        strength="the law" if reason.group == "legal" else strength(reason.weight),
        where=tuple(visible(mark) for mark in reason.marks), notes=notes.numbers(reason.citations),
        note=visible(_plain(reason) if reason.note != told else ""),
        unverified=reason.standing is Standing.UNVERIFIED,
    )  # fmt: skip


def _plain(reason: Reason) -> str:
    """The note; of a weighed reason with the names of rules as words."""
    return reason.note if reason.group == "legal" else reason.note.replace("_", " ")


def _rule(name: str) -> str:
    return name.replace("_", " ")


def _shared(limits: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What every consignment's Finding says alike, in its order."""
    return tuple(t for t in limits[0] if all(t in other for other in limits)) if limits else ()
