"""Headstamp traces illicit arms: from a mark on a cartridge to where it was made, with every reason and its source.

>>> import headstamp
>>> shelf = headstamp.load_shelf()
>>> item = headstamp.typed_item("539 67", calibre="7.62x39")
>>> finding = headstamp.trace(item, shelf)[0]
>>> finding.top.country
'SU'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from headstamp.core.version import __version__

_HOME = {
    "Item": "core.record",
    "Mark": "core.record",
    "Finding": "core.finding",
    "Hypothesis": "core.finding",
    "Reason": "core.finding",
    "Profile": "core.redact",
    "HeadstampError": "core.errors",
    "Party": "core.party",
    "Shelf": "reference.shelf",
    "load_shelf": "reference.shelf",
    "read_items": "observe.marks",
    "typed_item": "observe.marks",
    "trace": "reason.trace",
    "link": "reason.link",
    "profile": "reason.profile",
    "match": "reason.match.finding",
    "open_matcher": "scale.matchers",
    "screen": "scale.customs.calling",
    "Case": "case.store",
    "verify": "case.verify",
    "Network": "reason.network.network",
}
__all__ = [
    "Case",
    "Finding",
    "HeadstampError",
    "Hypothesis",
    "Item",
    "Mark",
    "Network",
    "Party",
    "Profile",
    "Reason",
    "Shelf",
    "__version__",
    "link",
    "load_shelf",
    "match",
    "open_matcher",
    "profile",
    "read_items",
    "screen",
    "trace",
    "typed_item",
    "verify",
]

if TYPE_CHECKING:
    from headstamp.case.store import Case
    from headstamp.case.verify import verify
    from headstamp.core.errors import HeadstampError
    from headstamp.core.finding import Finding, Hypothesis, Reason
    from headstamp.core.party import Party
    from headstamp.core.record import Item, Mark
    from headstamp.core.redact import Profile
    from headstamp.observe.marks import read_items, typed_item
    from headstamp.reason.link import link
    from headstamp.reason.match.finding import match
    from headstamp.reason.network.network import Network
    from headstamp.reason.profile import profile
    from headstamp.reason.trace import trace
    from headstamp.reference.shelf import Shelf, load_shelf
    from headstamp.scale.customs.calling import screen
    from headstamp.scale.matchers import open_matcher


def __getattr__(name: str) -> Any:
    """Load a public name at first use, so that `headstamp --version` does not import what it does not need."""
    if name in _HOME:
        return getattr(import_module(f"headstamp.{_HOME[name]}"), name)
    raise AttributeError(f"module 'headstamp' has no attribute {name!r}; it exports {', '.join(__all__)}")
