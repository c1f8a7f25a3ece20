"""The report: one HTML file that needs no network and no script, opens offline for ever, and prints well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headstamp.core.claim import Source
from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.redact import Profile, redact
from headstamp.core.redaction import redact_finding, redact_findings
from headstamp.core.version import __version__
from headstamp.reason.profile import AmmunitionProfile, RowKind
from headstamp.tell.footnotes import TIERS, Footnotes
from headstamp.tell.headstamp_svg import headstamp_svg
from headstamp.tell.label_svg import text_svg
from headstamp.tell.model import FindingView, ItemView
from headstamp.tell.profile_chart import chart_svg
from headstamp.tell.profile_view import KIND_TITLES, ProfileBlock, profile_blocks
from headstamp.tell.record_view import item_view
from headstamp.tell.shown import visible
from headstamp.tell.view import UNVERIFIED_LONG, view_redacted

MOST_SECTIONS = 500  # items told in full; a longer report would open in no browser. The table holds all of them.
READERS = {
    Profile.PUBLIC: "anybody may read this; names, exact places, days and photographs are withheld",
    Profile.PARTNER: "for a partner under an agreement; names and exact places are withheld",
    Profile.CONFIDENTIAL: "for the case team alone; nothing is withheld. Do not pass on.",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the report: its record, drawings (SVG, made by us), and views of its Findings."""

    anchor: str
    item: ItemView
    drawings: tuple[Markup, ...]
    views: tuple[FindingView, ...]
    full: bool

    @property
    def limits(self) -> tuple[str, ...]:
        """The limits of all Findings, each once."""
        return tuple(dict.fromkeys(t for v in self.views for t in v.limits))


def report_html(
    traced: Sequence[tuple[Item, Sequence[Finding]]],
    sources: Mapping[str, Source],
    *,
    title: str = "Headstamp report",
    profile: Profile = Profile.PUBLIC,
    links: Sequence[Finding] = (),
    profile_table: AmmunitionProfile | None = None,
    made_on: str | None = None,
    link_items: Sequence[Item] = (),
) -> str:
    """The report as one HTML text. Equal input gives equal bytes: the date is `made_on`, in your words, or absent.

    `link_items` = records behind `links` that are not among `traced`, so that what they close is withheld too.
    """
    notes = Footnotes(sources)
    sections = [_section(n, item, found, profile, notes) for n, (item, found) in enumerate(traced, start=1)]
    behind = list({id(i): i for i in (*(item for item, _ in traced), *link_items)}.values())
    linked = [view_redacted(f, profile, notes) for f in redact_findings(links, behind, profile)] if links else []
    blocks = profile_blocks(profile_table) if profile_table else ()
    views = [v for s in sections for v in s.views] + linked
    hashes = dict.fromkeys(v.shelf_hash for v in views if v.shelf_hash)
    if profile_table:
        hashes.setdefault(visible(profile_table.shelf_hash))
    context = {
        "title": visible(title), "made_on": visible(made_on) if made_on else "", "profile": profile, "readers": READERS[profile],
        "sections": sections, "told": [s for s in sections if s.full], "links": linked, "link_limits": _limits(linked),
        "blocks": [(b, Markup(chart_svg(b)) if b.name != "decade" else "") for b in blocks],  # noqa: S704 - our own SVG, escaped in svg.py
        "profile_limits": [visible(t) for t in profile_table.limits] if profile_table else (),
        "notes": notes.notes(), "tiers": [t for k, t in TIERS.items() if k], "hashes": list(hashes), "version": __version__,
        "unverified": UNVERIFIED_LONG, "any_unverified": any(v.any_unverified for v in views) or _loose(blocks),
        "kinds": [(k, KIND_TITLES[k]) for k in RowKind],
    }  # fmt: skip
    return environment().get_template("report.html.j2").render(context)


def _section(number: int, item: Item, findings: Sequence[Finding], profile: Profile, notes: Footnotes) -> Section:
    full = number <= MOST_SECTIONS
    told = findings if full else findings[:1]
    views = tuple(view_redacted(redact_finding(f, (item,), profile), profile, notes if full else Footnotes({})) for f in told)
    seen = redact(item, profile)
    drawn = (headstamp_svg(seen, 210), text_svg(seen, 210)) if full else ()
    drawings = tuple(Markup(d) for d in drawn if d)  # noqa: S704 - our own SVG, escaped in svg.py
    return Section(f"item-{number}", item_view(item, profile), drawings, views, full)


def _limits(views: Sequence[FindingView]) -> list[str]:
    return list(dict.fromkeys(t for v in views for t in v.limits))


def _loose(blocks: Sequence[ProfileBlock]) -> bool:
    return any(block.of(RowKind.UNVERIFIED) for block in blocks)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Every value is escaped; a name that is missing is an error, not an empty space in a report."""
    loader = PackageLoader("headstamp.tell", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
