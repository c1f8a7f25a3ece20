"""A case as one HTML file that needs no network and no script: at a glance, a list, an object, a part of the ledger."""

from __future__ import annotations

from collections.abc import Mapping

from headstamp.core.claim import Source
from headstamp.core.version import __version__
from headstamp.tell.case_model import SENSITIVITIES, CaseView, ObjectView, PageView, short_name, short_note
from headstamp.tell.case_terminal import GROUPS
from headstamp.tell.footnotes import TIERS, Footnotes
from headstamp.tell.html import READERS, environment
from headstamp.tell.shown import visible
from headstamp.tell.view import view_redacted

View = CaseView | ObjectView | PageView


def case_html(view: View, sources: Mapping[str, Source]) -> str:
    """The view as one HTML text; equal views give equal bytes."""
    notes = Footnotes(sources)
    finding = view_redacted(view.finding, view.profile, notes) if isinstance(view, ObjectView) and view.finding else None
    what = {CaseView: "case", ObjectView: "object"}.get(type(view), "page")
    return environment().get_template("case.html.j2").render(
        what=what, v=view, title=_title(view), profile=view.profile, readers=READERS[view.profile], version=__version__,
        finding=finding, name=short_name, said=short_note, notes=notes.notes(), tiers=[t for k, t in TIERS.items() if k],
        groups=[(GROUPS[level], view.of(level)) for level in SENSITIVITIES] if isinstance(view, ObjectView) else [],
    )  # fmt: skip


def _title(view: View) -> str:
    if isinstance(view, CaseView):
        return visible(view.title)
    if isinstance(view, ObjectView):
        return short_name(f"{view.kind}/{view.id}")
    return "The ledger" if view.what == "ledger" else f"Objects: {view.what}"
