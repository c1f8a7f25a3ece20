"""A case as a profile may see it, as one document: JSON for tools, or a page that needs no network and no script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from headstamp.core.finding import canonical_json
from headstamp.core.redact import Profile
from headstamp.core.version import __version__
from headstamp.tell.html import READERS, environment
from headstamp.tell.shown import cut, visible

TITLES = {
    "record": "Records", "claim": "Claims", "finding": "Findings", "decision": "Decisions", "entity": "Parties and things",
    "relation": "Ties", "file": "Files", "request": "Requests", "answer": "Answers",
}  # fmt: skip
MOST_FIELDS, MOST_OBJECTS, LONGEST = 80, 2_000, 600  # of an object; of a page, which would open in no browser; signs
_PLAIN: tuple[Any, ...] = ("", None, False, [], {}, "unknown", "as made")  # say nothing on a page
_SHAPES = ("item", "claim", "finding", "node", "edge", "same")  # one of these wraps the fields of most objects


def document_json(title: str, told: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]) -> bytes:
    """`{"title", "profile", "original_head", "generalised", "objects": [{"kind", "id", "body"}]}`; equal input, equal bytes."""
    value = {"title": title, **told, "objects": list(objects), "tool_version": __version__}
    return (canonical_json(value) + "\n").encode()


def document_html(title: str, told: Mapping[str, Any], objects: Sequence[Mapping[str, Any]]) -> bytes:
    """The page: what was closed first, then every object with its fields."""
    shown = objects[:MOST_OBJECTS]
    groups = [(TITLES.get(kind, kind), [_card(each) for each in held]) for kind, held in groupby(shown, lambda o: str(o["kind"]))]
    profile = Profile(told["profile"])
    text = environment().get_template("redacted.html.j2").render(
        title=visible(title), profile=profile.value, reader=READERS[profile], head=told["original_head"], groups=groups,
        generalised=[(visible(name), count) for name, count in told["generalised"].items()],
        left_out=[(visible(name), count) for name, count in told["left_out"].items()], withheld=told["files_withheld"],
        more=len(objects) - len(shown), version=__version__,
    )  # fmt: skip
    return text.encode()


def _card(each: Mapping[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    body = {name: value for name, value in each["body"].items() if name != "type"}
    inner = next((name for name in _SHAPES if isinstance(body.get(name), Mapping)), "")
    if inner:
        body = {
            **{name: value for name, value in body[inner].items() if name != "id"},
            **{k: v for k, v in body.items() if k != inner},
        }
    fields = [(visible(path.replace("_", " ")), cut(visible(value), LONGEST)) for path, value in _flat(body)]
    more = len(fields) - MOST_FIELDS
    return visible(str(each["id"])), fields[:MOST_FIELDS] + (
        [("", f"and {more:,} more fields; the .json has all")] if more > 0 else []
    )


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, value) of every field that says something; a list of texts is one, and so is a date."""
    if isinstance(value, Mapping) and {"text", "first", "last"} <= set(value):
        if value["first"] or value["text"]:
            yield path, str(value["text"] or value["first"])
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if each not in _PLAIN and (name, each) != ("legibility", 1.0):
                yield from _flat(each, f"{path}, {name}" if path else str(name))
    elif isinstance(value, list) and not all(isinstance(each, str | int | float) for each in value):
        for number, each in enumerate(value, start=1):
            yield from _flat(each, f"{path} {number}")
    elif value not in _PLAIN:
        yield path, ", ".join(map(_word, value)) if isinstance(value, list) else _word(value)


def _word(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
