"""The report of an answer of the network: one HTML file that needs no network and no script, as the other reports."""

from __future__ import annotations

from markupsafe import Markup

from headstamp.core.version import __version__
from headstamp.tell.footnotes import TIERS, Footnotes
from headstamp.tell.html import environment
from headstamp.tell.network_model import NetworkView
from headstamp.tell.network_svg import network_svg
from headstamp.tell.shown import visible
from headstamp.tell.view import UNVERIFIED_LONG


def network_html(
    view: NetworkView, notes: Footnotes, *, title: str = "Who is tied to whom, and who says so", made_on: str | None = None
) -> str:
    """The report as one HTML text. Equal input gives equal bytes: the date is `made_on`, in your words, or absent.

    `notes`: the footnotes that `network_view.Ties` numbered for this view."""
    return environment().get_template("network.html.j2").render(
        title=visible(title), made_on=visible(made_on) if made_on else "", view=view, version=__version__,
        drawing=Markup(network_svg(view)), notes=notes.notes(), tiers=[t for k, t in TIERS.items() if k],  # noqa: S704
        unverified=UNVERIFIED_LONG,
    )  # fmt: skip
