"""The answer to what was asked of reports: a Finding like every other, with the reports as its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headstamp.core.claim import Source
from headstamp.core.document import Document
from headstamp.core.finding import Finding
from headstamp.core.redact import Profile
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.model import FindingView, ReasonGroup
from headstamp.tell.view import view_redacted

MOST_CONFLICTS = 4


def asked_views(findings: Sequence[Finding], documents: Sequence[Document]) -> tuple[list[FindingView], Footnotes]:
    """Each Finding as the team sees it, and the notes that its numbers stand for. Reasons quote voices: for the team alone."""
    notes = Footnotes({document.id: _source(document) for document in documents})
    return [_short(view_redacted(finding, Profile.CONFIDENTIAL, notes)) for finding in findings], notes


def _short(view: FindingView) -> FindingView:
    """The reasons that weigh, and the first disagreements: the output sets all relations out below, with both sides quoted, and
    the JSON has every reason."""
    more = len(view.conflicts) - MOST_CONFLICTS
    told = (f"and {more} more, under what does not agree",) if more > 0 else ()
    return replace(
        view, leading=_weighing(view.leading), others=tuple(map(_weighing, view.others)),
        conflicts=(*view.conflicts[:MOST_CONFLICTS], *told),
    )  # fmt: skip


def _weighing(group: ReasonGroup) -> ReasonGroup:
    pro, contra = (tuple(line for line in lines if line.weight) for lines in (group.pro, group.contra))
    return replace(group, pro=pro, contra=contra)


def _source(d: Document) -> Source:
    year = str(d.published.first.year) if d.published.first else ""
    return Source(id=d.id, title=d.title or d.id, publisher=d.publisher, year=year, url=d.url)
