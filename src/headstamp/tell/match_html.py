"""The report of matches: one HTML file that needs no network and no script, as the other reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.version import __version__
from headstamp.tell.footnotes import TIERS, Footnotes
from headstamp.tell.html import environment
from headstamp.tell.match_view import match_view
from headstamp.tell.shown import visible


def matches_html(
    findings: Sequence[Finding],
    sources: Mapping[str, Source],
    *,
    title: str = "Parties asked of the lists",
    made_on: str | None = None,
) -> str:
    """The report as one HTML text. Equal input gives equal bytes: the date is `made_on`, in your words, or absent."""
    notes = Footnotes(sources)
    views = [match_view(finding, notes) for finding in findings]
    return environment().get_template("match.html.j2").render(
        title=visible(title), made_on=visible(made_on) if made_on else "", views=views, version=__version__,
        limits=list(dict.fromkeys(t for v in views for t in v.limits)), notes=notes.notes(),
        tiers=[t for k, t in TIERS.items() if k], hashes=list(dict.fromkeys(v.matcher_hash for v in views)),
    )  # fmt: skip
