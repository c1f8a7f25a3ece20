"""Findings as a profile may see them: what a record closes does not come back through a sentence about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from headstamp.core.finding import Finding, HypothesisKind, Reason
from headstamp.core.record import Item, MarkRole, Sensitivity
from headstamp.core.redact import WITHHELD, Profile, may_show
from headstamp.core.when import When
from headstamp.core.where import Place

OF_THE_SHELF = frozenset({HypothesisKind.PRODUCER, HypothesisKind.COUNTRY, HypothesisKind.MODEL})
_CLOSED_REASON = f"{WITHHELD}: rests on a mark that this profile may not see."
_PIECES = re.compile(r"\w{3,}")


def redact_finding(finding: Finding, items: Sequence[Item], profile: Profile) -> Finding:
    """`finding` without any closed value of `items`, the records it is about.

    Names, places, coordinates, days and closed marks become `[withheld]` wherever they stand in its text. Labels of the
    shelf stay whole: the plant at Tula is no secret where a recovery at Tula is one.
    """
    return redact_findings((finding,), items, profile)[0]


def redact_findings(findings: Iterable[Finding], items: Sequence[Item], profile: Profile) -> tuple[Finding, ...]:
    """The same for many Findings about the same records, whose closed values are gathered once."""
    secrets: dict[str, None] = {}
    closed: set[str] = set()
    for item in items:
        secrets.update(dict.fromkeys(closed_values(item, profile)))
        closed.update(closed_marks(item, profile, qualified=len(items) > 1))
    return tuple(_redacted(finding, secrets, closed) for finding in findings)


def _redacted(finding: Finding, secrets: Iterable[str], closed: set[str]) -> Finding:
    blob = _blob(finding)
    met = sorted((s for s in secrets if s.casefold() in blob), key=lambda s: (-len(s), s))
    hit = [r for r in finding.reasons if closed.intersection(r.marks)] if closed else []
    if not met and not hit:
        return finding
    keep = [h.label for h in finding.hypotheses if h.kind in OF_THE_SHELF]
    scrub = _Scrubber(met, keep)
    closed_by_id = {id(r) for r in hit}
    reasons = tuple(_closed(r) if id(r) in closed_by_id else scrub.reason(r) for r in finding.reasons)
    return finding.model_copy(
        update={
            "question": scrub.text(finding.question),
            "answer": scrub.text(finding.answer),
            "hypotheses": tuple(
                h if h.kind in OF_THE_SHELF else h.model_copy(update={"id": scrub.text(h.id), "label": scrub.text(h.label)})
                for h in finding.hypotheses
            ),
            "reasons": reasons,
            "unexplained": tuple(scrub.text(t) for t in finding.unexplained),
            "conflicts": tuple(scrub.text(t) for t in finding.conflicts),
            "limits": tuple(scrub.text(t) for t in finding.limits),
            "would_change": tuple(
                p.model_copy(update={"observation": scrub.text(p.observation), "why": scrub.text(p.why)})
                for p in finding.would_change
            ),
        }
    )


FIELDS = (
    "holder", "recorder", "place", "country", "coordinates", "photos", "how", "recovered", "documented", "note", "calibre",
    "model", "features", "colours", "within", "marks", *(role.value for role in MarkRole),
)  # fmt: skip


def closed_fields(item: Item, profile: Profile) -> frozenset[str]:
    """The fields of `item` whose value `profile` may not see; `marks` closes every role of a mark."""
    return _closed_fields(item.sensitivity, profile)


@lru_cache(maxsize=1024)
def _closed_fields(sensitivity: tuple[tuple[str, Sensitivity], ...], profile: Profile) -> frozenset[str]:
    asked = Item(id="any", sensitivity=sensitivity)
    closed = {field for field in FIELDS if not may_show(asked, field, profile)}
    return frozenset(closed | ({role.value for role in MarkRole} if "marks" in closed else set()))


def closed_values(item: Item, profile: Profile) -> tuple[str, ...]:
    """Every text of `item` that `profile` may not see and that could be repeated elsewhere; empty ones left out."""
    closed = closed_fields(item, profile)
    recovery = item.recovery
    found = list(_closed_recovery(recovery.place, recovery.holder, recovery.recorder, recovery.how, closed))
    if "photos" in closed:
        found += [*recovery.photos, *(m.photo for m in item.marks)]
    for field, when in (("recovered", recovery.recovered), ("documented", recovery.documented)):
        if field in closed and when.first is not None:
            found += _days(when)
    for field, values in (("note", (item.note,)), ("calibre", (item.calibre,)), ("model", (item.model,)),
                          ("features", item.features), ("within", (item.within,))):  # fmt: skip
        if field in closed:
            found.extend(values)
    for mark in item.marks:
        if mark.text and mark.role.value in closed:
            found += [mark.text, *_PIECES.findall(mark.text)]
    country = "" if "country" in closed else item.recovery.place.country.casefold()
    return tuple(dict.fromkeys(v for v in (f.strip() for f in found) if len(v) > 1 and v.casefold() != country))


def closed_marks(item: Item, profile: Profile, *, qualified: bool) -> tuple[str, ...]:
    """References under which reasons name the closed marks and fields of `item`: `m1`, or `item:m1` where qualified."""
    fields = closed_fields(item, profile)
    closed = [m.id for m in item.marks if m.role.value in fields]
    closed += [field for field in ("calibre", "model", "features", "colours") if field in fields]
    closed += [f"feature:{i}" for i in range(len(item.features)) if "features" in fields]
    closed += [f"colour:{i}" for i in range(len(item.colours)) if "colours" in fields]
    return tuple(f"{item.id}:{ref}" for ref in closed) if qualified else tuple(closed)


@lru_cache(maxsize=8192)
def _closed_recovery(place: Place, holder: str, recorder: str, how: str, closed: frozenset[str]) -> tuple[str, ...]:
    """Kept, since many items of a file come from the same few places and hands."""
    plain = (("holder", holder), ("recorder", recorder), ("place", place.name), ("how", how), ("country", place.country))
    found = [value for field, value in plain if field in closed]
    if place.lat is not None and place.lon is not None and "coordinates" in closed:
        for number in (place.lat, place.lon):
            found += [f"{number}", *(f"{number:.{digits}f}" for digits in range(2, 7))]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _days(when: When) -> tuple[str, ...]:
    """A date in its own words and in ISO form; a bare year is shown to everybody."""
    texts = (when.text, str(when), str(when.first), str(when.last))
    return tuple(t for t in texts if not re.fullmatch(r"(c\. )?\d{4}", t))


_Key = tuple[int, int, str]
_BLOBS: dict[_Key, tuple[Finding, str]] = {}  # bulk output shows one Finding for thousands of alike items


def _blob(finding: Finding) -> str:
    """All text of `finding`, folded. Kept by identity; the entry holds the Finding, so that the identity stays its own."""
    key = (id(finding.reasons), id(finding.hypotheses), finding.answer)
    if key not in _BLOBS:
        if len(_BLOBS) >= 4096:
            _BLOBS.clear()
        _BLOBS[key] = (finding, _text_of(finding))
    return _BLOBS[key][1]


def _text_of(finding: Finding) -> str:
    parts = [finding.question, finding.answer, *finding.unexplained, *finding.conflicts, *finding.limits]
    parts += [t for r in finding.reasons for t in (r.sentence, r.note, r.hypothesis)]
    parts += [t for p in finding.would_change for t in (p.observation, p.why)]
    parts += [t for h in finding.hypotheses for t in (h.id, h.label)]
    return "\n".join(parts).casefold()


def _closed(reason: Reason) -> Reason:
    return reason.model_copy(update={"sentence": _CLOSED_REASON, "note": ""})


class _Scrubber:
    """Replaces secrets where they stand as words; short ones only in their own case, so that `US` does not strike `us`."""

    def __init__(self, secrets: Sequence[str], keep: Sequence[str]) -> None:
        kept = [re.escape(k) for k in sorted(keep, key=len, reverse=True)]
        hidden = [f"(?:{re.escape(s)})" if len(s) < 4 else f"(?i:{re.escape(s)})" for s in secrets]
        pattern = rf"(?<!\w)(?:{'|'.join(hidden)})(?!\w)" if hidden else r"(?!)"
        self._pattern = re.compile(f"(?P<kept>{'|'.join(kept)})|{pattern}" if kept else f"(?P<kept>(?!))|{pattern}")

    def text(self, text: str) -> str:
        """`text` with every secret withheld."""
        return self._pattern.sub(lambda m: m["kept"] if m["kept"] is not None else WITHHELD, text)

    def reason(self, reason: Reason) -> Reason:
        """`reason` with its words scrubbed; its weight and citations stay."""
        hypothesis = reason.hypothesis
        return reason.model_copy(
            update={"sentence": self.text(reason.sentence), "note": self.text(reason.note), "hypothesis": self.text(hypothesis)}
        )
