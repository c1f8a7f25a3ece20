"""Every closed value of a case under a profile, and the general words that stand for each of them in that output."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from headstamp.case.contents import plain
from headstamp.case.engine import told
from headstamp.case.personal import ERASED, MARK, PERSONAL, open_body
from headstamp.case.redacted import rules
from headstamp.case.redacted.forms import UNNAMED, of_coordinate, of_person, of_when, same_name
from headstamp.case.redacted.scrub import Closed, Scrubber, by_name, fold
from headstamp.case.waiting import EVERY, waiting
from headstamp.core.record import Item
from headstamp.core.redact import WITHHELD, Profile
from headstamp.core.redaction import closed_fields, closed_values
from headstamp.core.when import When

if TYPE_CHECKING:
    from headstamp.case.store import Case

_MARK = f'"{MARK}":'
_NAMING = re.compile('"(?:' + "|".join(sorted(rules.PEOPLE | PERSONAL | rules.POINTS | (rules.HIDDEN - {"note"}))) + ')":')
LONGEST_VALUE = 400  # signs: a longer text is not repeated as a whole


class Point(NamedTuple):
    """A sealed latitude or longitude, opened when a text holds such a number at all: of a large case that is most of the time."""

    secret: str
    box: dict[str, Any]

    def opened(self) -> float:
        """In degrees. Raises InputError where it does not open with its key."""
        return float(open_body(self.box, lambda _: self.secret))


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
    trade: set[str] = field(default_factory=set)  # countries and firms as they are written
    points: list[Point] = field(default_factory=list)
    degrees: list[float] = field(default_factory=list)  # those of them that were opened
    seen: set[tuple[object, ...]] = field(default_factory=set)  # what was taken already
    open_names: set[str] = field(default_factory=set)  # names that a state published on a list

    def person(self, name: str, role: str) -> str:
        """`holder 2`: the role here and the number of the person, the same wherever they appear in one output."""
        if name.casefold().strip() in UNNAMED:
            return name
        number = self.people.setdefault(same_name(name), len(self.people) + 1)
        return f"{role} {number}"

    def first(self, *what: object) -> bool:
        """True the first time; many items come from the same few hands, places and days."""
        if what in self.seen:
            return False
        self.seen.add(what)
        return True

    def photo(self, name: str) -> str:
        """A file's name says who took it or where: the first signs of its sha256 where it is kept, else a number."""
        return self.files.setdefault(name, f"photo {len(self.files) + 1}")

    def scrubber(self) -> Scrubber:
        """Finds all of it in free text."""
        wanted = [each for each in self.values if not (each.form == "name" and fold(each.text) in self.open_words)]
        return Scrubber([*by_name(self.names), *wanted], coordinates=True, degrees=self._degrees())

    def _degrees(self) -> Iterator[float]:
        while self.points:
            self.degrees.append(abs(self.points.pop().opened()))
        yield from self.degrees


def gather(case: Case, profile: Profile) -> Gathered:
    """Go through every version of every object: a name that was corrected later may stand in a note still."""
    found = Gathered(profile)
    tell = waiting.get()
    with told(case.path), _uncollected():
        for kind, body in _published_and_files(case):
            found.open_names.update(same_name(name) for name in rules.published(kind, body))
            if kind == "file" and body.get("name"):
                found.files.setdefault(str(body["name"]), rules.file_name(body))
        (total,) = case.db.execute("SELECT count(*) FROM objects").fetchone()
        for number, (kind, name, body) in enumerate(_bodies(case), start=1):
            found.trade.update(rules.of_trade(kind, body))
            found.values.update(dict.fromkeys(_closed(found, kind, name, body)))
            if tell and number % EVERY == 0:
                tell(number, total)
        workers = [str(who) for (who,) in case.db.execute("SELECT who FROM ledger UNION SELECT who FROM chains ORDER BY 1")]
    found.open_words.update(word for text in found.trade for word in fold(text).split())
    for who in workers:
        found.values.update(dict.fromkeys(of_person(who, found.person(who, "worker"))))
    scrub, taken = found.scrubber(), dict(_ids(case))
    for name, kind in taken.items():
        if name not in found.names and any(scrub.text(each) != each for each in (name, name.upper())):  # ids are written small
            numbers = range(len(found.names) + 1, len(found.names) + len(taken) + 2)
            found.names[name] = next(new for n in numbers if (new := f"{kind}-{n}") not in taken)
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: there are none, and it would walk hundreds of thousands of values again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _published_and_files(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    """Entries of lists and files as they are kept: what they say holds for all other objects."""
    sql = "SELECT kind, body FROM objects WHERE kind IN ('entity', 'file') ORDER BY n"
    for kind, text in case.db.execute(sql).fetchall():
        yield kind, json.loads(text)


def _bodies(case: Case) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(kind, id, body) of every version that may hold something closed, sealed fields opened; what is gone is left out."""
    secrets = dict(case.db.execute("SELECT id, secret FROM keys").fetchall())
    for kind, name, text in case.db.execute("SELECT kind, id, body FROM objects ORDER BY n"):
        marks = text.count(_MARK)
        if marks or kind != "finding" or not _is_open(text):
            body = json.loads(text)
            yield kind, name, _opened(kind, body, marks, secrets) if marks else body


def _is_open(text: str) -> bool:
    """True for a Finding of our own shape: it names nobody, and its only notes are those of its reasons."""
    return '"hypotheses":' in text and text.count('"note":') == text.count('"rule":') and not _NAMING.search(text)


def _opened(kind: str, body: dict[str, Any], marks: int, secrets: Mapping[str, str]) -> dict[str, Any]:
    """A body with its sealed fields open. Most are records, whose sealed fields stand in the recovery: only that is walked."""
    recovery = (body.get("item") or {}).get("recovery") if kind == "record" and body.get("type") == "item" else None
    parts = [recovery, recovery.get("place") or {}] if isinstance(recovery, dict) else []
    boxes = [(part, name) for part in parts for name, each in part.items() if type(each) is dict and MARK in each]
    if len(boxes) < marks:
        return dict(plain(open_body(body, secrets.get)))
    for part, name in boxes:
        if name in ("lat", "lon") and (secret := secrets.get(str(part[name].get("key")))):
            part[name] = Point(secret, part[name])
        elif (value := open_body(part.pop(name), secrets.get)) != ERASED:
            part[name] = value
    return body


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
        item, point = _without_point(body)
    except (ValidationError, AttributeError):
        yield from _by_field(found, _with_points(body))
        return
    closed, recovery = closed_fields(item, found.profile), item.recovery
    place = recovery.place
    for name in ("holder", "recorder"):
        value = getattr(recovery, name)
        if name in closed and value:
            shown = found.person(value, name)
            yield from of_person(value, shown) if found.first(value, shown) else ()
    if "place" in closed and place.name:
        country = place.country if "country" not in closed else ""
        yield from rules.of_place(place.name, country) if found.first(place.name, country, "place") else ()
    if "coordinates" in closed:
        for number in point:
            if isinstance(number, Point):
                found.points.append(number)
            else:
                yield from of_coordinate(number)
    for name in ("recovered", "documented"):
        when: When = getattr(recovery, name)
        if name in closed and when.first is not None and found.first(when):
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


def _without_point(body: Mapping[str, Any]) -> tuple[Item, list[float | Point]]:
    """The item, and its latitude and longitude apart from it: nearly every point is another, so that nothing of one is worth
    keeping. Raises ValidationError or AttributeError for another shape."""
    recovery = body.get("recovery") or {}
    place = recovery.get("place") or {}
    point = {name: place[name] for name in ("lat", "lon") if type(place.get(name)) in (int, float, Point)}
    item = Item.model_validate({**body, "recovery": {**recovery, "place": {**place, **dict.fromkeys(point)}}})
    left = (item.recovery.place.lat, item.recovery.place.lon)  # of one that is written as text, say
    return item, [*point.values(), *(number for number in left if number is not None)]


def _with_points(value: Any) -> Any:
    """A body of another shape, with its points open."""
    if isinstance(value, Point):
        return value.opened()
    if isinstance(value, dict):
        return {name: _with_points(each) for name, each in value.items()}
    return value


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
