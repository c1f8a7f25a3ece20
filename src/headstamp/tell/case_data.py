"""What a case shows, for other tools: JSON with everything that the profile may see. Equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from headstamp.core.claim import Source
from headstamp.core.finding import canonical_json
from headstamp.core.redact import Profile
from headstamp.tell.case_model import CaseView, FoundView, ObjectView, PageView
from headstamp.tell.data import ending

View = CaseView | ObjectView | PageView | FoundView


def case_json(view: View, sources: Mapping[str, Source]) -> str:
    """One object: the view's own fields, `profile`, and the `sources` that a Finding in it cites."""
    profile = Profile(view.profile)
    told = _told(view)
    finding = view.finding if isinstance(view, ObjectView) else None
    used = {c.source_id for reason in finding.reasons for c in reason.citations} if finding else set()
    return ending(canonical_json(told)[:-1], used, sources, profile)


def _told(view: View) -> dict[str, Any]:
    if isinstance(view, CaseView):
        told = _plain(view)
        return {**told, "kinds": dict(view.kinds)}
    if isinstance(view, ObjectView):
        told = _plain(view)
        told.pop("finding")
        return {**told, "brought": dict(view.brought)}
    if isinstance(view, FoundView):
        return _plain(view)
    told = _plain(view)
    told.pop("entries" if view.what != "ledger" else "objects")
    return told


def _plain(view: View) -> dict[str, Any]:
    """The fields of a view; the body of an object stands as it is."""
    told = {name: getattr(view, name) for name in view.__slots__ if name not in ("profile",)}
    return {name: _value(value) for name, value in told.items()}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value
