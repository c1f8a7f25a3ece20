"""What the marks read as, kept apart from what was seen: the Findings in words of likelihood, with the pages they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headstamp.core.claim import Source, Standing
from headstamp.core.finding import Basis, Finding, HypothesisKind, Reason
from headstamp.core.record import Item
from headstamp.core.redact import Profile
from headstamp.core.redaction import redact_findings
from headstamp.reason.request import Addressee, To
from headstamp.reason.trace.build import NOT_SUPPLIER
from headstamp.tell.footnotes import Footnotes, spans
from headstamp.tell.shown import cut, percent, visible
from headstamp.tell.view import ALIKE, OPEN

MOST = 6  # reasons told in a letter
NOTE = 240  # signs of the remark on one
SHARED = (
    "The same evidence fits makers in more than one State. The origin is not established, and we ask each of them, or a panel."
)
FITS_OTHERS = "The evidence fits this origin and others too. The origin is not established; your records would tell."
DIFFER = "Published sources differ on points that bear on this; a record of the maker would settle them."
OURS = "This is our reading of the marks by published sources, not an observation."
NO_READING = "The published sources at hand do not tell who made it."
_LEADS = {Basis.STRONG, Basis.CONSISTENT, Basis.CANNOT_DISTINGUISH}


def readings(
    findings: Sequence[Finding], item: Item, addressee: Addressee, sources: Mapping[str, Source], profile: Profile
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(sentences, sources in order): what the Findings say about the addressee's side, and never more. Of rival origins only a
    panel is told which they are. Unverified lines are left out."""
    origin, *others = redact_findings(findings, (item,), profile)
    notes = Footnotes(sources)
    said = [OURS, *_origin(origin, addressee), *_others(others, origin, addressee)]
    for reason in _reasons(origin, addressee)[:MOST]:
        numbers = notes.numbers(reason.citations)
        caveat = f" ({cut(visible(reason.note), NOTE).rstrip('.')}.)" if reason.note else ""
        said.append(visible(reason.sentence) + (f" [{spans(numbers)}]" if numbers else "") + caveat)
    said += [visible(t) for t in origin.limits if not t.startswith(NOT_SUPPLIER)]  # the footer of a letter says that one
    listed = tuple(f"[{note.number}] {note.text}" + (f" {note.url}" if note.url else "") for note in notes.notes())
    return tuple(said), listed


def _origin(origin: Finding, addressee: Addressee) -> list[str]:
    if addressee.kind is To.PANEL:
        sure = origin.top.standing is Standing.SOURCED or origin.abstains
        told = [f"{origin.question} {origin.answer}" if sure else NO_READING]
        return [visible(t) for t in (*told, *(f"Sources disagree: {c}" for c in origin.conflicts if not c.startswith(ALIKE)))]
    side = next((h for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY and h.label == addressee.made_in), None)
    if side is None or side.standing is not Standing.SOURCED or origin.basis not in _LEADS:
        return [NO_READING]
    verb = "packed or labelled in" if "packaging" in origin.question else "made in"
    out = [f"{origin.question} {side.word.capitalize()} ({percent(side.probability)}): {verb} {side.label}."]
    maker = next((h for h in origin.hypotheses if h.kind is HypothesisKind.PRODUCER and h.country == side.country), None)
    if maker is not None and maker.standing is Standing.SOURCED and maker.probability >= 0.5 * side.probability:
        out.append(f"{maker.word.capitalize()} ({percent(maker.probability)}): by {maker.label}.")
    if addressee.state and addressee.label != side.label and addressee.kind is To.STATE:
        out.append(f"{addressee.label} is asked as a State of today that records of {side.label} may have passed to.")
    if addressee.shared:
        out.append(SHARED)
    elif not addressee.established:
        out.append(DIFFER if origin.basis is Basis.STRONG else FITS_OTHERS)
    elif origin.conflicts:
        out.append(DIFFER)
    return [visible(t) for t in out]


def _others(findings: Sequence[Finding], origin: Finding, addressee: Addressee) -> list[str]:
    """When it was made, which model: where sourced rows answer it, and not with the name of a State that is not asked."""
    side = next((h.country for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY and h.label == addressee.made_in), "")
    open_to_all = addressee.kind is To.PANEL

    def told(f: Finding) -> bool:
        answers = not f.abstains and f.top.standing is Standing.SOURCED and f.top.probability >= 0.5
        ours = not f.top.country or bool(set(f.top.country.split("/")) & set(side.split("/")))
        return answers and f.top.kind not in OPEN and (open_to_all or (ours and f.basis is not Basis.CANNOT_DISTINGUISH))

    return [visible(f"{f.question} {f.answer}") for f in findings if told(f)]


def _reasons(origin: Finding, addressee: Addressee) -> list[Reason]:
    """Sourced reasons with a page, about the addressee's side; about every side for a panel."""
    sides = {h.id: h for h in origin.hypotheses}
    made_in = {h.country: h.label for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY}

    def ours(reason: Reason) -> bool:
        if addressee.kind is To.PANEL:
            return True
        about = sides.get(reason.hypothesis)
        country = about.country if about else reason.hypothesis
        return any(made_in.get(code) == addressee.made_in for code in (country, *country.split("/")))

    fit = [r for r in origin.reasons if r.standing is not Standing.UNVERIFIED and not r.context and r.weight > 0 and ours(r)]
    return list({r.sentence: r for r in fit}.values())
