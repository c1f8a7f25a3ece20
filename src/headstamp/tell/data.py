"""Findings for other tools: JSON with everything, and one flat row an item for tables. All redacted, all harmless to open."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from headstamp.core.claim import Source, Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason, canonical_json
from headstamp.core.record import Item, MarkRole
from headstamp.core.redact import Profile, redact
from headstamp.core.redaction import closed_fields, redact_finding, redact_findings
from headstamp.core.text import safe_cell
from headstamp.reason.bulk import Shared
from headstamp.tell.footnotes import PACK
from headstamp.tell.shown import kind_name, visible
from headstamp.tell.view import OPEN, UNVERIFIED, answer_sentence, year_span

Traced = Iterable[tuple[Item, Sequence[Finding]]]
Cell = str | int | float | None

COLUMNS = (
    "id", "kind", "calibre", "mark", "answer", "country", "producer", "model", "years", "probability", "low", "high", "word",
    "basis", "standing", "reasons", "sources", "unexplained", "conflicts", "shelf_hash", "tool_version", "profile",
)  # fmt: skip
LINK_COLUMNS = (
    "items", "answer", "grade", "probability", "low", "high", "word", "basis", "standing", "reasons", "sources", "unexplained",
    "limits", "shelf_hash", "tool_version", "profile",
)  # fmt: skip
_ACTING = re.compile("[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_JOIN = " | "
ROLES = frozenset(role.value for role in MarkRole)


def to_json(traced: Traced, sources: Mapping[str, Source], profile: Profile = Profile.PUBLIC) -> str:
    """`{"items": [{"item", "findings"}], "profile", "sources"}`; equal input gives equal bytes.

    Signs that act without being seen are escaped, so that the text is harmless in a terminal and equal once parsed.
    """
    used: set[str] = set()
    entries = [_entry(item, findings, profile, used) for item, findings in traced]
    return ending(f'{{"items":[{",".join(entries)}]', used, sources, profile)


def json_line(item: Item, findings: Sequence[Finding], profile: Profile = Profile.PUBLIC) -> str:
    """One item as one line of JSON Lines, without sources (their ids are in the citations) and without a line end."""
    return _harmless(f'{_entry(item, findings, profile, set())[:-1]},"profile":"{profile.value}"}}')


def links_json(
    links: Sequence[Finding], items: Sequence[Item], sources: Mapping[str, Source], profile: Profile = Profile.PUBLIC
) -> str:
    """`{"links": [Finding], "profile", "sources"}`. `items` = all records that were linked, for what they close."""
    used: set[str] = set()
    found = [fragment(f, used) for f in redact_findings(links, items, profile)]
    return ending(f'{{"links":[{",".join(found)}]', used, sources, profile)


def rows(traced: Traced, profile: Profile = Profile.PUBLIC) -> Iterator[tuple[Cell, ...]]:
    """One row an item in the order of COLUMNS; probabilities are numbers in 0..1, cells are not yet made safe."""
    for item, findings in traced:
        if findings:
            yield _row(item, findings, profile)


def link_rows(links: Sequence[Finding], items: Sequence[Item], profile: Profile = Profile.PUBLIC) -> Iterator[tuple[Cell, ...]]:
    """One row a link in the order of LINK_COLUMNS."""
    for f in redact_findings(links, items, profile):
        top = f.top
        yield (visible(f.subject), answer_sentence(f), visible(top.label), top.probability, top.low, top.high, top.word,
               f.basis.value, standing_of(f), *_why(f), _JOIN.join(map(visible, f.limits)), f.shelf_hash, f.tool_version,
               profile.value)  # fmt: skip


def to_csv(traced: Traced, profile: Profile = Profile.PUBLIC) -> str:
    """CSV with one row an item. Begins with a byte order mark, without which spreadsheets garble Hangul and Cyrillic."""
    return table(COLUMNS, safe_rows(traced, profile))


def safe_rows(traced: Traced, profile: Profile = Profile.PUBLIC) -> Iterator[Sequence[str]]:
    """`rows` with every cell safe to open in a spreadsheet; cells that repeat are made safe once."""
    kept: dict[int, tuple[tuple[Cell, ...], list[str]]] = {}
    for item, findings in traced:
        if findings:
            head, said = _parts(item, findings, profile)
            if id(said) not in kept:
                if len(kept) >= 4096:
                    kept.clear()
                kept[id(said)] = (said, [safe_cell(cell) for cell in said])
            yield [*map(safe_cell, head), *kept[id(said)][1], profile.value]


def links_csv(links: Sequence[Finding], items: Sequence[Item], profile: Profile = Profile.PUBLIC) -> str:
    """CSV with one row a link."""
    return table(LINK_COLUMNS, ([safe_cell(cell) for cell in row] for row in link_rows(links, items, profile)))


def standing_of(finding: Finding) -> str:
    """`sourced`, `UNVERIFIED`, `observed`; empty where there is no answer to rest on anything."""
    if finding.basis is Basis.NO_BASIS or finding.top.kind in OPEN:
        return ""
    return UNVERIFIED if finding.top.standing is Standing.UNVERIFIED else finding.top.standing.value


def source_row(source: Source) -> tuple[str, ...]:
    """Id, title, publisher, year, tier, address, how it was read: text that is safe to show."""
    s = source
    return tuple(visible(t) for t in (s.id, s.title, s.publisher, s.year, s.tier, s.url, s.seen_as))


def cited(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Ids of the pages that the findings cite, sorted; rows of packs are no pages."""
    ids = (c.source_id for f in findings for r in f.reasons for c in r.citations)
    return tuple(sorted({i for i in ids if not i.startswith(PACK)}))


def _row(item: Item, findings: Sequence[Finding], profile: Profile) -> tuple[Cell, ...]:
    head, said = _parts(item, findings, profile)
    return (*head, *said, profile.value)


def _parts(item: Item, findings: Sequence[Finding], profile: Profile) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells of the record, and those of its Findings, which alike items share."""
    findings = findings.alike if isinstance(findings, Shared) else findings  # the subject stands in no cell
    closed = closed_fields(item, profile)
    seen = redact(item, profile) if "calibre" in closed or not closed.isdisjoint(ROLES) else item
    origin = redact_finding(findings[0], (item,), profile)
    marks = _JOIN.join(visible(m.text) if m.text else "(blank)" for m in seen.marks)
    head = (visible(seen.id), kind_name(seen.kind), visible(seen.calibre), marks)
    return head, _said(origin, _leading(findings, HypothesisKind.MODEL), _years(findings, origin))


_SAID: dict[tuple[int, int, str, str, str], tuple[Finding, tuple[Cell, ...]]] = {}


def _said(origin: Finding, model: str, years: str) -> tuple[Cell, ...]:
    """The cells that come from the Findings. Kept by identity, as bulk output repeats one Finding for alike items."""
    key = (id(origin.reasons), id(origin.hypotheses), origin.answer, model, years)
    if key not in _SAID:
        if len(_SAID) >= 4096:
            _SAID.clear()
        top = origin.top
        country = "" if origin.abstains else top.country
        _SAID[key] = (origin, (
            answer_sentence(origin), country, _producer(origin), model, years, top.probability, top.low, top.high, top.word,
            origin.basis.value, standing_of(origin), *_why(origin), _JOIN.join(map(visible, origin.conflicts)),
            origin.shelf_hash, origin.tool_version,
        ))  # fmt: skip
    return _SAID[key][1]


def _why(finding: Finding) -> tuple[str, str, str]:
    reasons = _JOIN.join(_reason(r) for r in finding.reasons)
    return reasons, "; ".join(map(visible, cited((finding,)))), _JOIN.join(map(visible, finding.unexplained))


def _reason(reason: Reason) -> str:
    marks = [f"[{UNVERIFIED}]"] if reason.standing is Standing.UNVERIFIED else []
    marks += ["[circumstance]"] if reason.context else []
    return " ".join([f"{reason.weight:+.2f}", *marks, f"{visible(reason.hypothesis)}:", visible(reason.sentence)])


def _producer(finding: Finding) -> str:
    """The label of the producer that carries at least half of the probability, else nothing."""
    if finding.abstains:
        return ""
    return next((visible(h.label) for h in finding.hypotheses if h.kind is HypothesisKind.PRODUCER and h.probability >= 0.5), "")


def _leading(findings: Sequence[Finding], kind: HypothesisKind) -> str:
    """The leading answer of the first Finding whose leading answer is of this kind."""
    top = _top(findings, kind)
    return visible(top.label) if top else ""


def _years(findings: Sequence[Finding], origin: Finding) -> str:
    dated = _top(findings, HypothesisKind.PERIOD)
    years = dated.years if dated and dated.probability >= 0.5 else origin.top.years
    return year_span(years) if years else ""


def _top(findings: Sequence[Finding], kind: HypothesisKind) -> Hypothesis | None:
    return next((f.top for f in findings if not f.abstains and f.top.kind is kind), None)


def _entry(item: Item, findings: Sequence[Finding], profile: Profile, used: set[str]) -> str:
    shown = (fragment(redact_finding(f, (item,), profile), used) for f in findings)
    return f'{{"item":{redact(item, profile).model_dump_json()},"findings":[{",".join(shown)}]}}'


def fragment(finding: Finding, used: set[str]) -> str:
    """`finding` as JSON; the ids of what it cites are added to `used`."""
    used.update(c.source_id for r in finding.reasons for c in r.citations)
    return finding.model_dump_json()


def ending(begun: str, used: set[str], sources: Mapping[str, Source], profile: Profile | None = None) -> str:
    """`begun` with the profile, if any, and the sources that were `used`, closed and made harmless."""
    pages = canonical_json({i: sources[i].model_dump(mode="json") for i in sorted(used) if i in sources})
    told = f',"profile":"{profile.value}"' if profile else ""
    return _harmless(f'{begun}{told},"sources":{pages}}}')


def _harmless(text: str) -> str:
    """JSON with acting signs escaped. Outside strings JSON holds none of them, so each escape stands in a string."""
    return _ACTING.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def table(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table of cells that are safe already."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(body)
    return "\ufeff" + out.getvalue()
