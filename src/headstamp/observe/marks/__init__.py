"""Records of marked items from CSV, XLSX, JSON, YAML or typed text, and the empty forms for them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_HOME = {
    "read_items": "reader",
    "read_record": "record",
    "typed_item": "typed",
    "Batch": "batch",
    "Reject": "batch",
    "write_rejects": "batch",
    "write_template": "template",
    "template_text": "template",
}
__all__ = [
    "Batch",
    "Reject",
    "read_items",
    "read_record",
    "template_text",
    "typed_item",
    "write_rejects",
    "write_template",
]

if TYPE_CHECKING:
    from headstamp.observe.marks.batch import Batch, Reject, write_rejects
    from headstamp.observe.marks.reader import read_items
    from headstamp.observe.marks.record import read_record
    from headstamp.observe.marks.template import template_text, write_template
    from headstamp.observe.marks.typed import typed_item


def __getattr__(name: str) -> Any:
    """Load a public name at first use: a typed headstamp needs no spreadsheet library."""
    if name in _HOME:
        return getattr(import_module(f"headstamp.observe.marks.{_HOME[name]}"), name)
    raise AttributeError(f"module 'headstamp.observe.marks' has no attribute {name!r}; it exports {', '.join(__all__)}")
