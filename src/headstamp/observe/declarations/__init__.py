"""Customs declarations, bills of lading and manifests from tables of every kind: how their columns are understood, and their
lines.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOME = {
    "read": "reading",
    "Reading": "reading",
    "Piece": "reading",
    "Counts": "reading",
    "Mapping": "mapping",
    "Understood": "mapping",
    "load_mapping": "mapping",
    "save_mapping": "mapping",
    "mapping_text": "mapping",
    "country": "countries",
    "LINES": "schema",
    "REJECTS": "rejects",
}
__all__ = [
    "LINES",
    "REJECTS",
    "Counts",
    "Mapping",
    "Piece",
    "Reading",
    "Understood",
    "country",
    "load_mapping",
    "mapping_text",
    "read",
    "save_mapping",
]

if TYPE_CHECKING:
    from headstamp.observe.declarations.countries import country
    from headstamp.observe.declarations.mapping import Mapping, Understood, load_mapping, mapping_text, save_mapping
    from headstamp.observe.declarations.reading import Counts, Piece, Reading, read
    from headstamp.observe.declarations.rejects import REJECTS
    from headstamp.observe.declarations.schema import LINES


def __getattr__(name: str) -> Any:
    """Load a public name at first use: a country needs no columns."""
    if name in _HOME:
        return getattr(import_module(f"headstamp.observe.declarations.{_HOME[name]}"), name)
    raise AttributeError(f"module 'headstamp.observe.declarations' has no attribute {name!r}; it exports {', '.join(__all__)}")
