"""Every closed value of a case under a profile, and the general words that stand for each of them in that output."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from headstamp.case.contents import plain
from headstamp.case.engine import told
from headstamp.case.personal import MARK, open_body
from headstamp.case.redacted import rules
from headstamp.case.redacted.forms import UNNAMED, of_coordinate, of_person, of_when, same_name
from headstamp.case.redacted.scrub import Closed, Scrubber, by_name, fold
from headstamp.core.record import Item
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.redaction import closed_fields, closed_values
from headstamp.core.when import When

if TYPE_CHECKING:
    from headstamp.case.store import Case

LONGEST_VALUE = 400  # signs: a longer text is not repeated as a whole


@dataclass
class Gathered:
    """What is closed in one case under one profile. `people`: a person as compared -> their number in this output; `nodes`: ids
    of entities that are closed as a whole; `names`: ids of objects that are called otherwise in this output."""

    profile: Profile
    people: dict[str, int] = field(default_factory=dict)
    values: dict[Closed, None] = field(default_factory=dict)
    nodes: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # names of files and photos -> what they are called in this output
    open_words: set[str] = field(default_factory=set)  # single words of countries and firms, which a name may share
    open_names: set[str] = field(default_factory=set)  # names that a state published on a list

    def person(self, name: str, role: str) -> str:
        """`holder 2`: the role here and the number of the person, the same wherever they appear in one output."""
        if name.casefold().strip() in UNNAMED:
            return name
        number = self.people.setdefault(same_name(name), len(self.people) + 1)
        return f"{role} {number}"

    def photo(self, name: str) -> str:
        """A file's name says who took it or where: the first signs of its sha256 where it is kept, else a number."""
        return self.files.setdefault(name, f"photo {len(self.files) + 1}")

    def scrubber(self) -> Scrubber:
        """Finds all of it in free text."""
        wanted = [each for each in self.values if not (each.form == "name" and fold(each.text) in self.open_words)]
        return Scrubber([*by_name(self.names), *wanted], coordinates=True)


def gather(case: Case, profile: Profile) -> Gathered:
    """Go through every version of every object: a name that was corrected later may stand in a note still."""
    found = Gathered(profile)
    for kind, _, body in _bodies(case, opened=False):
        found.open_names.update(same_name(name) for name in rules.published(kind, body))
        found.open_words.update(word for text in rules.of_trade(kind, body) for word in fold(text).split())
        if kind == "file" and body.get("name"):
            found.files.setdefault(str(body["name"]), rules.file_name(body))
    for kind, name, body in _bodies(case):
        found.values.update(dict.fromkeys(_closed(found, kind, name, body)))
    with told(case.path):
        workers = [str(who) for (who,) in case.db.execute("SELECT who FROM ledger UNION SELECT who FROM chains ORDER BY 1")]
    for who in workers:
        found.values.update(dict.fromkeys(of_person(who, found.person(who, "worker"))))
    scrub, taken = found.scrubber(), dict(_ids(case))
    for name, kind in taken.items():
        if name not in found.names and scrub.text(name) != name:
            numbers = range(len(found.names) + 1, len(found.names) + len(taken) + 2)
            found.names[name] = next(new for n in numbers if (new := f"{kind}-{n}") not in taken)
    return found


def _bodies(case: Case, *, opened: bool = True) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, id, body) of every version; sealed fields opened, or as they are kept."""
    with told(case.path):
        rows = case.db.execute("SELECT kind, id, body FROM objects ORDER BY n").fetchall()
        secrets = dict(case.db.execute("SELECT id, secret FROM keys").fetchall())
    for kind, name, text in rows:
        body = json.loads(text)
        yield kind, name, plain(open_body(body, secrets.get)) if opened and MARK in text else body


def _ids(case: Case) -> list[tuple[str, str]]:
    """(id, kind) of every object in the order in which they came."""
    with told(case.path):
        asked = "SELECT id, kind FROM objects GROUP BY kind, id ORDER BY min(n)"
        return [(str(name), str(kind)) for name, kind in case.db.execute(asked)]


def _closed(found: Gathered, kind: str, name: str, body: Mapping[str, Any]) -> Iterator[Closed]:
    if kind == "record" and body.get("type") == "item":
        yield from _of_item(found, body["item"])
    elif kind == "record" and body.get("type") == "consignment":
        yield from _of_lines(found, body.get("lines", ()))
    elif kind == "claim" and isinstance(body.get("claim"), Mapping):
        yield from _of_claim(found, body["claim"])
    elif kind == "entity" and isinstance(body.get("node"), Mapping):
        yield from _of_node(found, name, body["node"])
    elif kind == "entity" and body.get("type") == "listed":
        return
    elif kind == "file":
        yield from _of_file(found, body)
    else:
        yield from _by_field(found, body)


def _of_item(found: Gathered, body: Mapping[str, Any]) -> Iterator[Closed]:
    try:
        item = Item.model_validate(body)
    except ValidationError:
        yield from _by_field(found, body)
        return
    closed, recovery = closed_fields(item, found.profile), item.recovery
    place = recovery.place
    for name in ("holder", "recorder"):
        value = getattr(recovery, name)
        if name in closed and value:
            yield from of_person(value, found.person(value, name))
    if "place" in closed and place.name:
        yield from rules.of_place(place.name, place.country if "country" not in closed else "")
    if "coordinates" in closed:
        for number in (place.lat, place.lon):
            yield from of_coordinate(number) if number is not None else ()
    for name in ("recovered", "documented"):
        when: When = getattr(recovery, name)
        if name in closed:
            yield from of_when(when, rules.general_when(when, found.profile).text)
    for name in (*recovery.photos, *(mark.photo for mark in item.marks)):
        if len(name) > 3:
            yield Closed(name, found.photo(name), "letter")
    taken = {
        *recovery.photos,
        *(mark.photo for mark in item.marks),
        recovery.holder,
        recovery.recorder,
        place.name,
        recovery.recovered.text,
        recovery.documented.text,
    }
    for value in closed_values(item, found.profile):
        if value not in taken and 2 < len(value) <= LONGEST_VALUE and not value.replace(".", "").lstrip("-").isdecimal():
            yield Closed(value, WITHHELD)


def _of_lines(found: Gathered, lines: Any) -> Iterator[Closed]:
    for line in lines:
        for column in rules.closed_columns(found.profile):
            value = line.get(column)
            if column in rules.PEOPLE_OF_TRADE and isinstance(value, str) and value:
                yield Closed(value, found.person(value, column))  # whole: it may be a firm, whose words are those of others
            elif column == "file" and isinstance(value, str) and len(value) > 3:
                yield Closed(value, "[file]", "letter")


def _of_claim(found: Gathered, claim: Mapping[str, Any]) -> Iterator[Closed]:
    value, how = str(claim.get("value") or ""), rules.of_predicate(str(claim.get("predicate", "")), claim, found.profile)
    if how is None or not value:
        return
    if how == "day":
        when = rules.when_of(value)
        yield from of_when(when, rules.general_when(when, found.profile).text)
    elif how in ("place", "hidden"):
        points = rules.coordinates_in(value)
        for number in points:
            yield from of_coordinate(number)
        if not points and 2 < len(value) <= LONGEST_VALUE:
            yield Closed(value, WITHHELD)
    else:
        yield from of_person(value, found.person(value, how))


def _of_node(found: Gathered, name: str, node: Mapping[str, Any]) -> Iterator[Closed]:
    level = rules.closed_node(node, found.profile)
    if level == "name" and same_name(str(node.get("name") or "")) in found.open_names:
        return
    if level == "whole":
        found.nodes.add(name)
    if level == "open":
        return
    told_names = [str(node.get("name") or ""), *map(str, node.get("aliases") or ())]
    shown = found.person(told_names[0] or name, str(node.get("kind") or "party")) if level == "name" else WITHHELD
    for each in told_names:
        if each:
            yield from of_person(each, shown) if level == "name" or node.get("kind") == "person" else (Closed(each, shown),)


def _of_file(found: Gathered, body: Mapping[str, Any]) -> Iterator[Closed]:
    name = str(body.get("name") or "")
    if found.profile is not Profile.CONFIDENTIAL and len(name) > 3:
        yield Closed(name, rules.file_name(body), "letter")


def _by_field(found: Gathered, value: Any) -> Iterator[Closed]:
    """Of an object in another shape: what its fields are called decides."""
    if isinstance(value, list):
        for each in value:
            yield from _by_field(found, each)
    if not isinstance(value, Mapping):
        return
    for name, each in value.items():
        how = rules.of_field(name, value, found.profile)
        if how is None:
            yield from _by_field(found, each)
        elif isinstance(each, int | float) and not isinstance(each, bool):
            yield from of_coordinate(float(each))
        else:
            for text in rules.texts(each):
                yield from of_person(text, found.person(text, how)) if how not in ("hidden", "place") else (Closed(text),)
