"""From a group to a Finding: the answer, its reasons, its limits, and what to look for next.

A Finding is text that any reader may get: no place but countries, no person, and no mark that a record closes.
"""

from __future__ import annotations

from collections.abc import Callable
from math import log2

from headstamp.core.claim import Citation, Standing
from headstamp.core.finding import Finding, Hypothesis, Proposal, Reason
from headstamp.core.record import Item, Mark, MarkRole, MarkState
from headstamp.core.redact import WITHHELD, Profile, may_show
from headstamp.reason.evidence import citations
from headstamp.reason.link.grade import Setting, Traced, basis_of, hypotheses
from headstamp.reason.link.groups import Group, Index
from headstamp.reason.link.heads import head_reasons, trace_head
from headstamp.reason.link.keys import Key, Share, mark_keys
from headstamp.reason.link.rank import log_chance, rarity
from headstamp.reason.link.rules import WORDS, partial_mark
from headstamp.reason.trace.build import NOT_SUPPLIER, VERSION, percent
from headstamp.reason.trace.engine import Engine
from headstamp.reason.trace.looks import lookalikes_of
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
_CONTEXT_OF_LOTS = ("lot017", "lot018")  # rows on what an equal lot means


def finding(group: Group, index: Index, engine: Engine) -> Finding:
    """The Finding on one group of records."""
    items = [index.items[i] for i in group.members]
    refs = _refs(group, index)
    traced, row, head = _traced(group, index, engine)
    setting = Setting(index.total, refs.legibility, _agreed(group, index), traced)
    grades = hypotheses(group, setting)
    top = grades[0]
    why = _reasons(group, index, refs, engine.shelf, top)
    if head:
        why += head_reasons(head, traced, row, engine.shelf)
    return Finding(
        question="What links these recoveries?", subject=_subject(items), answer=_answer(group, index, top, items, refs),
        basis=basis_of(top, traced), hypotheses=grades, reasons=why, unexplained=_unexplained(group, items),
        would_change=_proposals(grades, items), conflicts=_alike(group, engine.shelf), limits=_limits(grades),
        shelf_hash=engine.shelf.hash, tool_version=VERSION,
    )  # fmt: skip


class _Refs:
    """Where each key stands: `item:mark` references, the lowest legibility, and whether the text may be shown to anybody."""

    def __init__(self) -> None:
        self.of: dict[Key, list[str]] = {}
        self.legibility = 1.0
        self.open: dict[Key, bool] = {}


def _refs(group: Group, index: Index) -> _Refs:
    refs = _Refs()
    wanted = set(group.keys) | ({group.other} if group.other else set())
    for i in group.members:
        item = index.items[i]
        for mark in item.marks:
            for key in mark_keys(mark, item.kind):
                if key in wanted:
                    _note(refs, key, f"{item.id}:{mark.id}", may_show(item, "marks", Profile.PUBLIC) and may_show(item, mark.role.value, Profile.PUBLIC))
                    refs.legibility = min(refs.legibility, mark.legibility)
        for key in wanted & set(index.keys(item)):
            if key[0] in _FIELDS:
                name = _FIELDS[key[0]]
                _note(refs, key, f"{item.id}:{name}", may_show(item, name, Profile.PUBLIC) and may_show(item, "marks", Profile.PUBLIC))
    return refs


_FIELDS = {Share.MODEL: "model", Share.FEATURE: "features", Share.BORE: "calibre"}


def _note(refs: _Refs, key: Key, ref: str, public: bool) -> None:
    refs.of.setdefault(key, []).append(ref)
    refs.open[key] = refs.open.get(key, True) and public


def _words(key: Key, refs: _Refs, say: Callable[[Key], str] | None = None) -> str:
    """A key in words; its text only where every record leaves it open."""
    shown = key if refs.open.get(key) else (key[0], key[1], WITHHELD)
    return (say or WORDS[key[0]])(shown)


def _traced(group: Group, index: Index, engine: Engine) -> tuple[Traced, MarkRow | None, str]:
    """The trace of one head of the group: the first record whose head is the full shared one."""
    key = group.other or next((k for k in group.keys if k[0] in (Share.HEAD, Share.CODE)), None)
    if key is not None and key[0] in (Share.HEAD, Share.CODE):
        for i in sorted(group.members, key=lambda i: index.items[i].id):
            item = index.items[i]
            for mark in item.marks:
                if key in mark_keys(mark, item.kind):
                    traced, row = trace_head(item, mark, engine)
                    return traced, row if key[0] is Share.HEAD else None, f"{item.id}:{mark.id}"
    return Setting(index.total).traced, None, ""


def _agreed(group: Group, index: Index) -> bool:
    """Lots: two recoveries or more state one maker's code. Serials: every record states one and the same model."""
    if any(k[0] is Share.SERIAL for k in group.keys):
        models = {index.items[i].model.strip().casefold() for i in group.members}
        return len(models) == 1 and "" not in models
    return index.recoveries([i for i in group.members if index.code(i)]) > 1


def _subject(items: list[Item]) -> str:
    ids = sorted(item.id for item in items)
    more = f" + {len(ids) - SHOWN_IDS} more" if len(ids) > SHOWN_IDS else ""
    return " + ".join(ids[:SHOWN_IDS]) + more


def _answer(group: Group, index: Index, top: Hypothesis, items: list[Item], refs: _Refs) -> str:
    lead = max(group.keys, key=lambda k: (k[0] in _LEADS, -log_chance(k), k))
    what = _words(lead, refs)
    if group.other:
        what = f"{_words(group.other, refs)} or may do so ({_words(lead, refs, partial_mark)})"
    countries = sorted({i.recovery.place.country.strip()[:60] for i in items} - {""})
    where = f", recovered in {', '.join(countries[:6])}{' and elsewhere' if len(countries) > 6 else ''}" if countries else ""
    count = f"{group.recoveries} of {index.total} recoveries share"
    return f"{top.word.capitalize()} ({percent(top.probability)}): {top.label}. {count} {what}{where}."


_LEADS = frozenset({Share.LOT, Share.SERIAL, Share.HEAD})


def _reasons(group: Group, index: Index, refs: _Refs, shelf: Shelf, top: Hypothesis) -> tuple[Reason, ...]:
    out = []
    for key in group.keys:
        say = partial_mark if group.other else WORDS[key[0]]
        often = f"{group.recoveries} of {index.total} recoveries"
        weight = min(rarity(group, index.total), -log_chance(key) if log_chance(key) else 9.0)
        marks = (*refs.of.get(key, ()), *refs.of.get(group.other or key, ()))
        if not marks:
            continue
        sentence = f"{_words(key, refs, say)} in {often}".replace("“", "“", 1)
        out.append(
            Reason(rule=say.__name__, sentence=sentence[0].upper() + sentence[1:] + ".", hypothesis=top.id if top.id != "no-link" else "same-family",
                   weight=round(weight, 3), group=key[0].value, marks=tuple(dict.fromkeys(marks))[:SHOWN_IDS],
                   citations=_cited(key, shelf), standing=Standing.OBSERVED)
        )  # fmt: skip
    return tuple(sorted(out, key=lambda r: (-r.weight, r.rule, r.sentence)))


def _cited(key: Key, shelf: Shelf) -> tuple[Citation, ...]:
    """Pages on what an equal lot means; rows of the model that is shared."""
    if key[0] is Share.LOT:
        return tuple(c for row in shelf.tables.context if row.id in _CONTEXT_OF_LOTS for c in citations(row))
    if key[0] is Share.MODEL:
        return tuple(c for row in shelf.models_by_name.get(key[2], ())[:3] for c in citations(row))
    return ()


def _unexplained(group: Group, items: list[Item]) -> tuple[str, ...]:
    out = []
    if group.unplaced:
        out.append(f"{group.unplaced} of these records do not state the calibre or the maker's code that the others do")
    odd = sum(any(m.state in (MarkState.REMOVED, MarkState.SUSPECTED_FALSE) for m in item.marks) for item in items)
    if odd:
        out.append(f"{odd} of these records bear marks that were removed or are suspected false; those marks link nothing")
    return tuple(out)


def _proposals(grades: tuple[Hypothesis, ...], items: list[Item]) -> tuple[Proposal, ...]:
    """Lot lines settle most; next, texts on items recorded without any. The gain is the doubt that is left, in bits."""
    doubt = round(-sum(h.probability * log2(h.probability) for h in grades if h.probability > 0), 3)
    bare = sorted(item.id for item in items if not any(m.text for m in item.marks))
    no_lot = sorted(item.id for item in items if not any(_has_lot(m) for m in item.marks))
    out = []
    if bare:
        named = ", ".join(bare[:SHOWN_IDS])
        why = "no mark of these is recorded; nothing better than a family can be shown without one"
        out.append(Proposal(observation=f"Photograph every text, colour and number on {named}", why=why, gain=doubt))
    if no_lot and grades[0].id not in ("same-lot", "repeat"):
        why = "equal lot lines would show one production; different ones would part these recoveries"
        out.append(Proposal(observation="Photograph the lot lines on the outside of crates, tins and packets", why=why, gain=doubt))
    if grades[0].id == "repeat":
        why = "two pictures show whether it is one item"
        out.append(Proposal(observation="Compare the photographs of both records", why=why, gain=doubt))
    return tuple(out)


def _has_lot(mark: Mark) -> bool:
    return mark.role is MarkRole.LOT and bool(mark.text)


def _alike(group: Group, shelf: Shelf) -> tuple[str, ...]:
    """Look-alike rows of the shared models, or of the shared kind and bore: who else makes the family."""
    names = {k[2] for k in group.keys if k[0] is Share.MODEL}
    bores = {(k[1], k[2]) for k in group.keys if k[0] is Share.BORE}
    by_name = {m.model for m in shelf.tables.models if names and _folded(m.model) in names}
    by_bore = {m.model for m in shelf.tables.models if (m.kind, m.calibre.split(" ")[0]) in bores}
    rows = lookalikes_of(frozenset(by_name or by_bore), frozenset(), shelf) if by_name or by_bore else ()
    lines = (f"Looks alike: {', '.join(f'{m} ({c})' for c, m in r.members)}; told apart by {r.separates}." for r in rows)
    return tuple(dict.fromkeys(lines))[:4]


def _folded(name: str) -> str:
    from headstamp.core.text import fold

    return fold(name)


def _limits(grades: tuple[Hypothesis, ...]) -> tuple[str, ...]:
    top = grades[0].id
    lot = any(h.id == "same-lot" and h.probability >= 0.05 for h in grades)
    return tuple(dict.fromkeys((LIMITS[top], *((LOT_LIMIT,) if lot else ()), NOT_SUPPLIER)))
