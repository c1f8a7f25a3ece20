"""One object as a profile may see it: closed fields in general words, and every text gone through for closed values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any

from pydantic import ValidationError

from headstamp.case.redacted import rules
from headstamp.case.redacted.gather import Gathered
from headstamp.case.redacted.scrub import Scrubber
from headstamp.core.finding import Finding
from headstamp.core.record import Item
from headstamp.core.redact import WITHHELD, Profile, may_show, redact
from headstamp.core.redaction import OF_THE_SHELF, redact_finding
from headstamp.core.when import When
from headstamp.core.where import Place

GRID = 0.1  # degrees to which a partner sees a place: 11 km from north to south
GRID_KM = 8.0  # from the middle of a cell to its corner, at the equator
_WORDS_OF_OURS = frozenset({
    "type", "kind", "role", "state", "standing", "sensitivity", "polarity", "decision", "basis", "word", "safety", "sha256",
    "shelf_hash", "tool_version", "version", "media_type", "document", "rule", "reliability",
})  # fmt: skip
"""Fields whose value is one of our own words: never free text."""


class Redactor:
    """Shows bodies of one case under one profile, and counts what it closed: `counts[field]`."""

    def __init__(self, gathered: Gathered, items: Mapping[str, Item]) -> None:
        self.known, self.profile, self.items = gathered, gathered.profile, items
        self.scrub: Scrubber = gathered.scrubber()
        self.counts: Counter[str] = Counter()

    def may_see(self, kind: str, name: str, body: Mapping[str, Any]) -> bool:
        """False where the object is closed as a whole: a confidential party, what is tied to it, a letter before the public."""
        if self.profile is Profile.CONFIDENTIAL:
            return True
        if kind in rules.WHOLE_TO_PARTNERS:
            return self.profile is Profile.PARTNER
        if kind == "entity":
            return name not in self.known.nodes
        if kind == "relation":
            edge = body.get("edge") or {}
            ends = {edge.get("subject"), edge.get("object")}
            return rules.clears(edge.get("sensitivity") or "public", self.profile) and not ends & self.known.nodes
        if kind == "claim":
            return (body.get("claim") or {}).get("subject") not in self.known.nodes
        if kind == "decision" and isinstance(same := body.get("same"), Mapping):
            return not {same.get("left"), same.get("right")} & self.known.nodes
        return True

    def body(self, kind: str, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """The object as it may be seen; `{"withheld": ...}` where it is closed as a whole."""
        if self.profile is Profile.CONFIDENTIAL:
            return dict(body)
        if not self.may_see(kind, name, body):
            self._count(f"{kind} as a whole")
            return {"withheld": f"a {kind} that this profile may not see"}
        kept: tuple[str, ...] = ()
        if kind == "record" and body.get("type") == "item":
            body = {**body, "item": self._item(body["item"])}
        elif kind == "record" and body.get("type") == "consignment":
            body = {**body, "lines": [self._line(line) for line in body.get("lines", ())]}
        elif kind == "claim" and isinstance(body.get("claim"), Mapping):
            body = self._unread(body)
            body = {**body, "claim": self._claim(body["claim"])}
        elif kind == "entity" and isinstance(body.get("node"), Mapping):
            body = {**body, "node": self._node(body["node"])}
        elif kind == "entity" and body.get("type") == "listed":
            return dict(body)  # published by a state, and shown as published
        elif kind == "finding" and isinstance(body.get("finding"), Mapping):
            finding, kept = self._finding(body)
            body = {**body, "finding": finding}
        elif kind == "file":
            body = self._file(body)
        elif not (kind == "relation" and isinstance(body.get("edge"), Mapping)):
            body = self._fields(body)
        out = dict(self._texts(body, kept))
        if kind == "record" and body.get("type") == "item" and isinstance(seen := body["item"].get("recovery"), Mapping):
            days = {name: self._day(seen[name]) for name in ("recovered", "documented") if isinstance(seen.get(name), Mapping)}
            out["item"] = {**out["item"], "recovery": {**out["item"]["recovery"], **days}}
        return out

    def _day(self, when: Mapping[str, Any]) -> dict[str, Any]:
        """A date of an item as its own rules leave it, put in more general words where that very day is closed elsewhere: gone
        through as text, the first and last day of an open year would be withheld too, and the whole be no date any more."""
        try:
            known = When.model_validate(when)
        except ValidationError:
            return dict(self._texts(when))
        for said in (known, rules.general_when(known, Profile.PARTNER), rules.general_when(known, Profile.PUBLIC)):
            if self.scrub.text(str(said)) == str(said) and self.scrub.text(said.text) == said.text:
                return said.model_dump(mode="json")
        return When().model_dump(mode="json")

    def name(self, name: str) -> str:
        """What an id is called in this output."""
        return self.known.names.get(name) or self.text(name)

    def text(self, text: str) -> str:
        """Free text without closed values."""
        return text if self.profile is Profile.CONFIDENTIAL else self.scrub.text(text)

    def _count(self, field: str, number: int = 1) -> None:
        self.counts[field] += number

    def _item(self, body: Mapping[str, Any]) -> dict[str, Any]:
        try:
            item = Item.model_validate(body)
        except ValidationError:  # of another version: what its fields are called decides
            return dict(self._fields(body))
        seen, old = redact(item, self.profile), item.recovery
        update: dict[str, Any] = {"place": self._place(item, seen.recovery.place)}
        for name in ("holder", "recorder"):
            if getattr(seen.recovery, name) == WITHHELD:
                update[name] = self.known.person(getattr(old, name), name)
        for name in ("recovered", "documented"):
            if not may_show(item, name, self.profile):
                update[name] = rules.general_when(getattr(old, name), self.profile)
        seen = seen.model_copy(update={"recovery": seen.recovery.model_copy(update=update)})
        dumped = seen.model_dump(mode="json")
        self.counts.update(set(_closed_paths(item.model_dump(mode="json"), dumped)))
        return dumped

    def _place(self, item: Item, seen: Place) -> Place:
        """A partner sees where on a grid, with how good that is; where the country is closed, not even that."""
        old = item.recovery.place
        grid = self.profile is Profile.PARTNER and may_show(item, "country", self.profile) and seen.lat is None
        if not grid or old.lat is None or old.lon is None:
            return seen
        good = float(ceil(max(old.precision_km or 0.0, GRID_KM)))
        return seen.model_copy(update={"lat": _on_grid(old.lat), "lon": _on_grid(old.lon), "precision_km": good})

    def _line(self, line: Mapping[str, Any]) -> dict[str, Any]:
        out = dict(line)
        for column in rules.closed_columns(self.profile):
            value = line.get(column)
            if value in (None, "", []):
                continue
            self._count(f"line.{column}")
            named = column in rules.PEOPLE_OF_TRADE and isinstance(value, str)
            out[column] = self.known.person(str(value), column) if named else "[file]" if column == "file" else None
        day = line.get("date")
        if isinstance(day, str) and self.scrub.text(day) != day:
            out["date"] = None  # a day that is closed elsewhere in the case; a column of days holds a day or nothing
            self._count("line.date")
        return out

    def _unread(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """A claim without what was read in its sentence: the words of a file of the case are the team's own, and the reason of
        its grade names who speaks. Letter and digit stay."""
        if "statement" not in body:
            return body
        self._count("statement")
        kept = {name: value for name, value in body.items() if name not in ("statement", "overruled")}
        if isinstance(claim := kept.get("claim"), Mapping) and (claim.get("grade") or {}).get("why"):
            kept["claim"] = {
                **claim,
                "grade": {**claim["grade"], "why": WITHHELD},
            }  # it names voices, and what a person wrote of them
        return kept

    def _claim(self, claim: Mapping[str, Any]) -> dict[str, Any]:
        predicate, value = str(claim.get("predicate", "")), str(claim.get("value") or "")
        how = rules.of_predicate(predicate, claim, self.profile)
        if how is None or not value:
            return dict(claim)
        self._count(f"claim: {predicate}")
        return {**claim, "value": self._general(how, value)}

    def _general(self, how: str, value: str) -> str:
        if how == "day":
            when = rules.general_when(rules.when_of(value), self.profile)
            return when.text or WITHHELD
        if how in ("place", "hidden"):
            points = rules.coordinates_in(value)
            if len(points) == 2 and self.profile is Profile.PARTNER and how == "place":
                return f"{_on_grid(points[0])},{_on_grid(points[1])}±{GRID_KM:g} km"
            return WITHHELD
        return self.known.person(value, how)

    def _node(self, node: Mapping[str, Any]) -> dict[str, Any]:
        if rules.closed_node(node, self.profile) == "open" or self._published(node):
            return dict(node)
        self._count("name of a person")
        name = self.known.person(str(node.get("name") or node.get("id")), str(node.get("kind") or "party"))
        return {**node, "name": name, "aliases": []}

    def _published(self, node: Mapping[str, Any]) -> bool:
        return rules.same(str(node.get("name") or "")) in self.known.open_names

    def _finding(self, body: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """A Finding as its records allow, and its labels of the shelf, which stay whole."""
        try:
            finding = Finding.model_validate(body["finding"])
        except ValidationError:
            return dict(self._fields(body["finding"])), ()
        labels = [text for h in finding.hypotheses if h.kind in OF_THE_SHELF for text in (h.label, h.id, h.producer, h.model)]
        kept = tuple(text for text in labels if text)
        ids = [str(each).removeprefix("record/") for each in body.get("about", ()) if str(each).startswith("record/")]
        about = [self.items[each] for each in dict.fromkeys((*ids, finding.subject)) if each in self.items]
        # general words first, so that one witness stays one voice; then what rests on a closed mark
        finding = Finding.model_validate(self._texts(finding.model_dump(mode="json"), kept))
        return redact_finding(finding, about, self.profile).model_dump(mode="json") if about else finding.model_dump(
            mode="json"
        ), kept

    def _file(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """What it is, how large and from what it was made; its hashes by likeness find a picture again, which is for partners."""
        allowed = {"sha256", "bytes", "name", "media_type", "derived_from", "withheld", "redacted"}
        if self.profile is Profile.PARTNER:
            allowed |= {"perceptual", "hashes", "alike", "width", "height", "pages"}
        body = {name: value for name, value in body.items() if name != "content"}  # how it is kept is not part of it
        out = {name: value for name, value in body.items() if name in allowed}
        self._count("file.details", len(body) - len(out)) if len(body) > len(out) else None
        if out.get("name"):
            self._count("file.name")
            out["name"] = rules.file_name(body)
        return out

    def _fields(self, value: Any) -> Any:
        """An object in another shape, by the names of its fields; a number that is a closed coordinate goes too. In known shapes
        numbers are probabilities, shares or masses, and stay."""
        if isinstance(value, list):
            return [self._fields(each) for each in value]
        if isinstance(value, float) and self.scrub.text(repr(value)) != repr(value):
            self._count("number")
            return None
        if not isinstance(value, Mapping):
            return value
        out: dict[str, Any] = {}
        for name, each in value.items():
            how = rules.of_field(name, value, self.profile)
            if how is None or each in (None, "", [], {}):
                out[name] = self._fields(each)
                continue
            self._count(how if name in rules.ROLES else name)
            out[name] = self._closed_field(how, each)
        return out

    def _closed_field(self, how: str, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _on_grid(float(value)) if self.profile is Profile.PARTNER else None
        if isinstance(value, list):
            return [self._closed_field(how, each) for each in value]
        if isinstance(value, str) and how not in ("hidden", "place"):
            return self.known.person(value, how)
        return WITHHELD

    def _texts(self, value: Any, kept: tuple[str, ...] = (), name: str = "") -> Any:
        if isinstance(value, str):
            if name in _WORDS_OF_OURS or value in kept:
                return value
            seen = self._around(value, kept) if kept and any(label in value for label in kept) else self.scrub.text(value)
            if seen != value:
                self._count("free text")
            return seen
        if isinstance(value, list | tuple):
            return [self._texts(each, kept, name) for each in value]
        if isinstance(value, Mapping):
            return {self._key(key): self._texts(each, kept, key) for key, each in value.items()}
        return value

    def _key(self, key: str) -> str:
        """A field of ours is called in small letters; what else a mapping goes by may be a name."""
        return key if key.isidentifier() and key.islower() else self.scrub.text(key)

    def _around(self, text: str, kept: tuple[str, ...]) -> str:
        """The text scrubbed before, between and behind the labels that stay."""
        label = max((each for each in kept if each in text), key=len)
        return label.join(self._around(part, kept) if any(k in part for k in kept) else self.scrub.text(part)
                          for part in text.split(label))  # fmt: skip


def _closed_paths(old: Any, new: Any, path: str = "") -> Iterator[str]:
    """The fields that differ; the parts of a date, and of a point, are one."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in old:
            yield from _closed_paths(old[name], new.get(name), f"{path}.{name}" if path else name)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for a, b in zip(old, new, strict=True):
            yield from _closed_paths(a, b, path)
    elif old != new:
        yield re.sub(r"\.(?:first|last|text|approximate)$", "", re.sub(r"\.(?:lat|lon|precision_km)$", ".coordinates", path))


def _on_grid(number: float) -> float:
    """The nearest point of the grid; a second rounding takes away what floats add."""
    return round(round(number / GRID) * GRID, 1)
