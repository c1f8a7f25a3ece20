"""Parts of a network out of a case, as a profile may see them: names, ids and sentences gone through for closed values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from headstamp.case import contents
from headstamp.case.redacted import shown_text
from headstamp.core.claim import Citation
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.text import fold
from headstamp.reason.network.joined import Same
from headstamp.reason.network.model import Edge, Node
from headstamp.reason.network.network import Parts

if TYPE_CHECKING:
    from headstamp.case.store import Case

Text = Callable[[str], str]


def as_seen(case: Case, parts: Parts, decided: Iterable[Same], profile: Profile, others: Parts) -> tuple[Parts, list[Same]]:
    """`parts` of `case` and its decisions without closed values: a firm may be called as a holder is, a record by a place.

    What stands in `others` (packs and lists) or on the case's own extract of a list is published and stays. Two nodes never
    become one by it."""
    if profile is Profile.CONFIDENTIAL:
        return parts, list(decided)

    def text(value: str) -> str:
        return shown_text(case, value, profile)

    open_nodes = {node.id for node in others.nodes} | {f"{e.list_id}/{e.party.id}" for e in contents.listings(case)}
    open_edges = {edge.id for edge in others.edges}
    names = _apart({node.id: node.name for node in parts.nodes}, open_nodes, text)
    edge_ids = _apart(dict.fromkeys((edge.id for edge in parts.edges), ""), open_edges, text)
    seen = replace(
        parts,
        nodes=tuple(node if node.id in open_nodes else _node(node, names, text) for node in parts.nodes),
        edges=tuple(edge if edge.id in open_edges else _edge(edge, names, edge_ids, text) for edge in parts.edges),
        told=tuple(map(text, parts.told)),
    )
    ends = [(same, names.get(same.left, same.left), names.get(same.right, same.right)) for same in decided]
    return seen, [same.model_copy(update={"left": left, "right": right}) for same, left, right in ends]


def _apart(called: Mapping[str, str], kept: set[str], text: Text) -> dict[str, str]:
    """What each id of a thing is called, by its name; those that would be called alike get a number."""
    found: dict[str, str] = {}
    taken = set(kept)
    for each, name in called.items():
        new = base = each if each in kept else _id(each, name, text)
        number = 2
        while base != each and new in taken:
            new, number = f"{base} ({number})", number + 1
        found[each] = new
        taken.add(new)
    return found


def _id(each: str, name: str, text: Text) -> str:
    """An id is written small, and may run the words of a name together: what is found in the name is closed in the id too."""
    if (seen := text(each)) != each:
        return seen
    kind = each.partition(":")[0]
    if (shown := text(name)) != name and kind in ("own", "paper"):
        return f"{kind}:{fold(shown)}"
    return f"{kind}:{WITHHELD}" if text(each.upper()) != each.upper() else each


def _node(node: Node, names: dict[str, str], text: Text) -> Node:
    aliases = tuple(alias for alias in node.aliases if text(alias) == alias)
    return node.model_copy(update={"id": names[node.id], "name": text(node.name), "aliases": aliases})


def _edge(edge: Edge, names: dict[str, str], ids: dict[str, str], text: Text) -> Edge:
    dates = {name: day if text(day) == day else "" for name in ("since", "until") if (day := getattr(edge, name))}
    return edge.model_copy(update={
        "id": ids[edge.id], "subject": names.get(edge.subject, edge.subject), "object": names.get(edge.object, edge.object),
        "relation": text(edge.relation), "detail": text(edge.detail), "citations": tuple(_cited(c, text) for c in edge.citations),
        **dates,
    })  # fmt: skip


def _cited(cited: Citation, text: Text) -> Citation:
    return cited.model_copy(update={"source_id": text(cited.source_id), "locator": text(cited.locator)})
