"""What the shelf says about the head that a group shares: its makers, and whether the whole head is a lot code."""

from __future__ import annotations

from headstamp.core.finding import Reason
from headstamp.core.notation import tokens
from headstamp.core.record import Item, Mark, MarkRole
from headstamp.reason.evidence import citations
from headstamp.reason.link.grade import Traced, same_maker
from headstamp.reason.trace.engine import Engine
from headstamp.reason.trace.origin import origin_finding
from headstamp.reference.rows import MarkRow

_LOT_ROLES = frozenset({"lot", "lotno"})


def trace_head(item: Item, mark: Mark, engine: Engine) -> tuple[Traced, MarkRow | None]:
    """The trace of one head alone, and the row that reads the whole of it as a lot where no maker's code fits."""
    alone = item.model_copy(update={"marks": (mark,), "features": (), "colours": (), "model": ""})
    origin = origin_finding(alone, engine, engine.evidence(alone), use_context=False)
    row = _lot_row(item, mark, engine) if origin.abstains else None
    return Traced(same_maker(origin), origin, row.certainty if row else 0.0), row


def _lot_row(item: Item, mark: Mark, engine: Engine) -> MarkRow | None:
    calibre = engine.shelf.canonical_calibre(item.calibre)
    found = tokens(mark.text)
    for row in engine.shelf.unanchored:
        roles = {e.role for e in row.pattern.elements if not e.soft}
        if "headstamp" in row.surface and roles and roles <= _LOT_ROLES and (not row.calibres or calibre in row.calibres):
            match = engine.channel.match(row.pattern, found, mark.legibility)
            if match and match.exact and not match.leftover:
                return row
    return None


def head_reason(ref: str, traced: Traced, row: MarkRow | None, shown: frozenset[str]) -> Reason | None:
    """The trace of the head as a reason without weight, with the pages it rests on; `shown` = ids of the hypotheses."""
    origin = traced.finding
    if row is not None:
        sentence, about = f"The whole head has the form of a lot code: {row.meaning}.", "same-lot"
        cited, standing, note = citations(row), row.standing, row.note
    elif origin is not None and origin.reasons and not origin.abstains:
        sentence, about = f"The head by its trace: {origin.answer}", "same-producer-year"
        cited, standing, note = origin.reasons[0].citations, origin.top.standing, ""
    else:
        return None
    return Reason(
        rule="head_as_traced", sentence=sentence, hypothesis=about if about in shown else sorted(shown)[0], weight=0.0,
        group=MarkRole.HEADSTAMP.value, marks=(ref,), citations=cited, standing=standing, note=note,
    )  # fmt: skip
