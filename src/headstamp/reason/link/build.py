"""From a group to a Finding: the answer, its reasons, its limits, and what to look for next.

No place but countries and no person is named: a Finding is text that any reader may get.
"""

from __future__ import annotations

from math import log2

from headstamp.core.claim import Citation, Standing
from headstamp.core.finding import Finding, Hypothesis, Proposal, Reason
from headstamp.core.record import Item, MarkRole, MarkState
from headstamp.reason.evidence import citations
from headstamp.reason.link.grade import Setting, Traced, basis_of, hypotheses, weight_of
from headstamp.reason.link.groups import Group, Index
from headstamp.reason.link.heads import head_reason, trace_head
from headstamp.reason.link.keys import Key, Share, mark_keys
from headstamp.reason.link.rank import NAMES, log_chance
from headstamp.reason.link.refs import Refs, refs_of
from headstamp.reason.link.rules import WORDS, partial_mark
from headstamp.reason.trace.build import NOT_SUPPLIER, VERSION, percent
from headstamp.reason.trace.engine import Engine
from headstamp.reason.trace.looks import lookalikes_of
from headstamp.reason.weigh import MAX_LOG_LR
from headstamp.reference.rows import MarkRow
from headstamp.reference.shelf import Shelf

SHOWN_IDS = 12
LOT_LIMIT = (
    "An equal lot means the same production only. It says nothing of supplier, route or holder; one lot may be millions of "
    "rounds and reach many owners."
)
LIMITS = {
    "same-lot": LOT_LIMIT,
    "same-producer-year": "A plant makes many lots a year for many buyers: the same maker and year link no deliveries.",
    "same-family": "Items of one family are made by several states and sold by more: what is alike here shows no common source.",
    "no-link": "What is shared is too common, or too little of it was read, to link these recoveries.",
    "repeat": "Only pictures of both records show whether this is one item, or two with the same number.",
}
_ON_LOTS = ("lot017", "lot018")  # rows on what an equal lot means
_LEADS = frozenset({Share.LOT, Share.SERIAL, Share.HEAD})


def finding(group: Group, index: Index, engine: Engine) -> Finding:
    """The Finding on one group of records."""
    items = sorted((index.items[i] for i in group.members), key=lambda item: item.id)
    refs = refs_of(group, index)
    traced, row, head = _traced(group, items, engine)
    setting = Setting(index.total, refs.legibility, index.agreed(group), traced)
    grades = hypotheses(group, setting)
    why = _reasons(group, setting, refs, grades, index)
    if head and (extra := head_reason(head, traced, row, frozenset(h.id for h in grades))):
        why = (*why, extra)
    return Finding(
        question="What links these recoveries?", subject=_subject(items), answer=_answer(group, index, grades[0], items, refs),
        basis=basis_of(grades[0], traced), hypotheses=grades, reasons=why, unexplained=_unexplained(group, items),
        would_change=_proposals(grades, items), conflicts=_alike(group, index), limits=_limits(grades),
        shelf_hash=engine.shelf.hash, tool_version=VERSION,
    )  # fmt: skip


def _traced(group: Group, items: list[Item], engine: Engine) -> tuple[Traced, MarkRow | None, str]:
    """The trace of one head of the group: the first record whose head is the full shared one."""
    key = group.other or next((k for k in group.keys if k[0] in (Share.HEAD, Share.CODE)), None)
    if key is not None and key[0] in (Share.HEAD, Share.CODE):
        for item in items:
            for mark in item.marks:
                if key in mark_keys(mark, item.kind):
                    traced, row = trace_head(item, mark, engine)
                    return traced, row, f"{item.id}:{mark.id}"
    return Setting(1).traced, None, ""


def _subject(items: list[Item]) -> str:
    more = f" + {len(items) - SHOWN_IDS} more" if len(items) > SHOWN_IDS else ""
    return " + ".join(item.id for item in items[:SHOWN_IDS]) + more


def _answer(group: Group, index: Index, top: Hypothesis, items: list[Item], refs: Refs) -> str:
    lead = max(group.keys, key=lambda k: (k[0] in _LEADS, -log_chance(k), k))
    what = refs.words(lead)
    if group.other:
        what = f"{refs.words(group.other)}, or may do so ({refs.words(lead, partial_mark)})"
    countries = sorted({i.recovery.place.country.strip()[:60] for i in items} - {""})
    where = f"; recovered in {', '.join(countries[:6])}{' and elsewhere' if len(countries) > 6 else ''}" if countries else ""
    count = f"{group.recoveries} of {index.total} recoveries share"
    return f"{top.word.capitalize()} ({percent(top.probability)}): {top.label}. {count} {what}{where}."


def _reasons(group: Group, setting: Setting, refs: Refs, grades: tuple[Hypothesis, ...], index: Index) -> tuple[Reason, ...]:
    about = next((h.id for h in grades if h.id != "no-link"), "no-link")
    out = []
    for key in group.keys:
        marks = dict.fromkeys((*refs.of.get(key, ()), *(refs.of.get(group.other, ()) if group.other else ())))
        if not marks:
            continue
        say = partial_mark if group.other else WORDS[key[0]]
        words = refs.words(key, say)
        often = f"{group.recoveries} of {index.total} recoveries{_chance(key)}"
        out.append(
            Reason(
                rule=say.__name__, sentence=f"{words[0].upper()}{words[1:]} in {often}.",
                hypothesis=about, weight=round(weight_of(key, group, setting), 3), group=key[0].value,
                marks=tuple(marks)[:SHOWN_IDS], citations=_cited(key, index), standing=Standing.OBSERVED,
            )
        )  # fmt: skip
    return tuple(sorted(out, key=lambda r: (-r.weight, r.rule, r.sentence)))


def _chance(key: Key) -> str:
    """How often the signs would be met by chance, no finer than the likelihood ratio that is used."""
    log = -log_chance(key)
    if key[0] in NAMES:
        return ""
    how = f"less than once in {10**MAX_LOG_LR:,.0f}" if log > MAX_LOG_LR else f"about once in {10**log:,.0f}"
    return f"; by chance alone its signs are met {how}"


def _cited(key: Key, index: Index) -> tuple[Citation, ...]:
    """Pages on what an equal lot means; rows of the model that is shared."""
    if key[0] is Share.LOT:
        return tuple(c for row in index.shelf.tables.context if row.id in _ON_LOTS for c in citations(row))
    rows = index.models.get(key[2], ()) if key[0] is Share.MODEL else ()
    return tuple(c for row in rows[:3] for c in citations(row))


def _unexplained(group: Group, items: list[Item]) -> tuple[str, ...]:
    out = []
    if group.unplaced:
        out.append(f"{group.unplaced} of these records do not state the calibre or the maker's code that the others do")
    unused = (MarkState.REMOVED, MarkState.SUSPECTED_FALSE)
    if odd := sum(any(m.state in unused for m in item.marks) for item in items):
        out.append(f"{odd} of these records bear marks that were removed or are suspected false; those marks link nothing")
    return tuple(out)


def _proposals(grades: tuple[Hypothesis, ...], items: list[Item]) -> tuple[Proposal, ...]:
    """Lot lines settle most; next, texts on items recorded without any. The gain is the doubt that is left, in bits."""
    doubt = round(-sum(h.probability * log2(h.probability) for h in grades if h.probability > 0), 3)
    if grades[0].id == "repeat":
        why = "two pictures show whether it is one item"
        return (Proposal(observation="Compare the photographs of these records", why=why, gain=doubt),)
    out = []
    if bare := [item.id for item in items if not any(m.text for m in item.marks)]:
        why = "no mark of these is recorded; nothing better than a family can be shown without one"
        named = ", ".join(bare[:SHOWN_IDS]) + (" and others" if len(bare) > SHOWN_IDS else "")
        out.append(Proposal(observation=f"Photograph every text, colour and number on {named}", why=why, gain=doubt))
    lots = [item for item in items if any(m.role is MarkRole.LOT and m.text for m in item.marks)]
    if len(lots) < len(items) and grades[0].id != "same-lot":
        why = "equal lot lines would show one production; different ones would part these recoveries"
        what = "Photograph the lot lines on the outside of items, crates, tins and packets"
        out.append(Proposal(observation=what, why=why, gain=doubt))
    return tuple(out)


def _alike(group: Group, index: Index) -> tuple[str, ...]:
    """Look-alike rows of the shared models, or else of the shared kind and bore: who else makes the family."""
    names = frozenset(r.model for k in group.keys if k[0] is Share.MODEL for r in index.models.get(k[2], ()))
    bores = {(k[1], k[2]) for k in group.keys if k[0] is Share.BORE}
    if bores and not names:
        names = frozenset(m.model for m in index.shelf.tables.models if (m.kind, m.calibre.split(" ")[0]) in bores)
    return _lines(names, index.shelf) if names else ()


def _lines(names: frozenset[str], shelf: Shelf) -> tuple[str, ...]:
    rows = lookalikes_of(names, frozenset(), shelf)
    lines = (f"Looks alike: {', '.join(f'{m} ({c})' for c, m in r.members)}; told apart by {r.separates}." for r in rows)
    return tuple(dict.fromkeys(lines))[:4]


def _limits(grades: tuple[Hypothesis, ...]) -> tuple[str, ...]:
    lot = any(h.id == "same-lot" and h.probability >= 0.05 for h in grades)
    return tuple(dict.fromkeys((LIMITS[grades[0].id], *((LOT_LIMIT,) if lot else ()), NOT_SUPPLIER)))
