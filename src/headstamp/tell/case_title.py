"""An object of a case in a few words, from its body as it may be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from headstamp.tell.shown import cut, visible

MOST = 160  # signs
Body = Mapping[str, Any]


def title_of(kind: str, body: Body) -> str:
    """Such as `cartridge 7.62x39, “539 67”`, or the first text of a body that has another shape."""
    if "withheld" in body and len(body) == 1:
        return f"[{visible(str(body['withheld']))}]"
    how = _TITLES.get(kind)
    try:
        said = how(body) if how else ""
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):  # of another version, or written by another program
        said = ""
    return cut(visible(said or _first(body)), MOST)


def _record(body: Body) -> str:
    if body["type"] == "consignment":
        return _consignment(body["lines"])
    from headstamp.core.record import Item
    from headstamp.tell.record_view import title_of as item_title

    return item_title(Item.model_validate(body["item"]))


def _consignment(lines: Sequence[Body]) -> str:
    parties = [_one(line.get(name) for line in lines) for name in ("shipper", "consignee")]
    goods = _one(line.get("goods") for line in lines)
    count = f"{len(lines)} line{'s' if len(lines) != 1 else ''}"
    return "; ".join(filter(None, (goods, " to ".join(filter(None, parties)), count)))


def _one(values: Any) -> str:
    found = list(dict.fromkeys(str(each) for each in values if each))
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return cut(found[0], 60) + more if found else ""


def _claim(body: Body) -> str:
    from headstamp.tell.evidence_view import sentence

    return sentence(body["claim"])


def _finding(body: Body) -> str:
    return str(body["finding"]["answer"])


def _entity(body: Body) -> str:
    if body["type"] == "node":
        node = body["node"]
        return f"{node['name'] or node['id']} ({node['kind']})"
    first = body["listings"][0]
    where = ", ".join(dict.fromkeys(f"{each['list_id']}{_since(each)}" for each in body["listings"]))
    return f"{first['party']['names'][0]['text']} ({cut(where, 80)})"


def _since(listing: Body) -> str:
    return f" since {listing['listed_on']}" if listing.get("listed_on") else ""


def _relation(body: Body) -> str:
    edge = body["edge"]
    denied = "denied: " if edge.get("denied") else ""
    return f"{denied}{edge['subject']} {str(edge['relation']).replace('_', ' ')} {edge['object']}"


def _decision(body: Body) -> str:
    same = body["same"]
    return f"{same['left']} and {same['right']}: {same['decision']}: {same['why']}"


def _file(body: Body) -> str:
    size = f"{body['bytes']:,} bytes"
    return f"{body.get('name') or body['sha256'][:12]} ({', '.join(filter(None, (body.get('media_type', ''), size)))})"


def _case(body: Body) -> str:
    return str(body["title"])


def _request(body: Body) -> str:
    what = "reply of a named party" if body["type"] == "reply" else "tracing request"
    about = f" about {', '.join(body['about'])}" if body.get("about") else ""
    due = f", due {body['due']}" if body.get("due") else ""
    return f"{body['state']}: {what} to {body.get('party') or body['to']}{about}{due}"


_TITLES: Mapping[str, Callable[[Body], str]] = {
    "record": _record, "claim": _claim, "finding": _finding, "entity": _entity, "relation": _relation, "decision": _decision,
    "file": _file, "case": _case, "request": _request,
}  # fmt: skip


def _first(value: Any) -> str:
    """The first texts of a body of another shape."""
    if isinstance(value, str):
        return value
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return "; ".join([found for each in inner if (found := _first(each))][:3])
