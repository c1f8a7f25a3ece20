"""The page of a screen: one HTML file that needs no network and no script, for the supervisor's desk and for paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headstamp.core.claim import Source
from headstamp.core.version import __version__
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.html import environment
from headstamp.tell.screen_view import Looked, Row, screen_view
from headstamp.tell.shown import visible


def screen_html(
    record: Row, legal: Sequence[Looked], first: Sequence[Looked], lot: Sequence[Row], sources: Mapping[str, Source], *,
    title: str = "What to open today, and why", made_on: str | None = None,
) -> str:  # fmt: skip
    """The page as one HTML text. Equal input gives equal bytes: the date is `made_on`, in your words, or absent."""
    notes = Footnotes(sources)
    view = screen_view(record, legal, first, lot, notes)
    most = max([abs(part.weight) for each in (*view.legal, *view.first) for part in each.parts], default=1.0) or 1.0
    return environment().get_template("screen.html.j2").render(
        title=visible(title), made_on=visible(made_on) if made_on else "", view=view, notes=notes.notes(), version=__version__,
        most=most,
    )  # fmt: skip
