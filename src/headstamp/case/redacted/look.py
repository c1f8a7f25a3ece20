"""Single objects of an open case, as a profile may see them. What is closed is gathered once for the state of the case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pydantic import ValidationError

from headstamp.case.contents import plain
from headstamp.case.indexing import fold, searchable
from headstamp.case.ledger import Entry
from headstamp.case.redacted.bodies import Redactor
from headstamp.case.redacted.gather import gather
from headstamp.case.search import Answer, Hit, search, snippet, terms
from headstamp.core.record import Item
from headstamp.core.redact import Profile

if TYPE_CHECKING:
    from headstamp.case.store import Case, Stored

_KNOWN: WeakKeyDictionary[Any, dict[Profile, tuple[str, Redactor]]] = WeakKeyDictionary()
FIRST_LOOK = 5  # times as many objects are asked for as are wanted, since some may fall away
LOOKED_AT = 3_000  # objects that one search looks at, at the most: half a millisecond each


def redactor(case: Case, profile: Profile) -> Redactor:
    """What shows the objects of `case` under `profile`; made anew when something was written since."""
    head = case.head()
    now = head.sha256 if head else ""
    held = _KNOWN.setdefault(case, {})
    if profile not in held or held[profile][0] != now:
        held[profile] = (now, Redactor(gather(case, profile), Items(case)))
    return held[profile][1]


class Items(dict[str, Item]):
    """Records of items, read when they are asked for."""

    def __init__(self, case: Case) -> None:
        super().__init__()
        self.case = case

    def __contains__(self, name: object) -> bool:
        if super().__contains__(name):
            return True
        stored = self.case.find("record", str(name)) if str(name) else None
        body = plain(self.case.body(stored)) if stored else {}
        if body.get("type") != "item":
            return False
        try:
            self[str(name)] = Item.model_validate(body["item"])
        except ValidationError:
            return False
        return True


def shown(case: Case, stored: Stored, profile: Profile) -> dict[str, Any]:
    """The body of an object as `profile` may see it, in the shape of `case.contents`; `{"withheld": why}` where it is closed as a
    whole. Personal fields whose key is gone are empty. Raises InputError for a damaged case."""
    if profile is Profile.CONFIDENTIAL:
        return case.body(stored)
    return redactor(case, profile).body(stored.kind, stored.id, plain(case.body(stored)))


def may_see(case: Case, stored: Stored, profile: Profile) -> bool:
    """False where an object is closed as a whole."""
    if profile is Profile.CONFIDENTIAL:
        return True
    return redactor(case, profile).may_see(stored.kind, stored.id, plain(case.body(stored)))


def may_see_who(profile: Profile) -> bool:
    """Who worked on a case is for its team alone."""
    return profile is Profile.CONFIDENTIAL


def shown_id(case: Case, name: str, profile: Profile) -> str:
    """What the id `name` is called in an output of this profile: `record-4` where it holds a closed value."""
    return name if profile is Profile.CONFIDENTIAL else redactor(case, profile).name(name)


def own_id(case: Case, name: str, profile: Profile) -> str:
    """The other way round: the id in the case of what an output of this profile calls `name`."""
    if profile is Profile.CONFIDENTIAL:
        return name
    return next((own for own, new in redactor(case, profile).known.names.items() if new == name), name)


def shown_text(case: Case, text: str, profile: Profile) -> str:
    """Free text as `profile` may see it."""
    return redactor(case, profile).text(text) if profile is not Profile.CONFIDENTIAL else text


def entry_shown(case: Case, entry: Entry, profile: Profile) -> Entry:
    """An entry of the ledger as `profile` may see it; its hashes are as they are, and no longer those of what is shown."""
    if may_see_who(profile):
        return entry
    look = redactor(case, profile)
    return entry._replace(who=look.known.person(entry.who, "worker"), id=look.name(entry.id), note=look.text(entry.note))


def search_shown(case: Case, query: str, profile: Profile, *, kinds: Sequence[str] = (), limit: int = 20) -> Answer:
    """The objects in which every term of `query` is found in what `profile` may see: a closed value finds nothing.

    Ids and snippets are as they may be seen. Raises as `search` does."""
    if profile is Profile.CONFIDENTIAL:
        return search(case, query, kinds=kinds, limit=limit)
    look, kept, seen = redactor(case, profile), {}, 0
    for wanted in _more_and_more(limit):  # closed hits must not crowd out those that may be seen
        asked = search(case, query, kinds=kinds, limit=wanted)
        for hit in asked.hits[seen:]:
            if text := snippet_safe(case, hit, profile, query):
                kept[hit.kind, hit.id] = hit._replace(id=look.name(hit.id), snippet=text)
        seen = len(asked.hits)
        if len(kept) > limit or not asked.more:
            break
    more = len(kept) > limit
    # where all are shown their order says nothing, and that many more fit would betray a closed value
    return Answer(query, tuple(kept.values())[:limit], more, asked.ranked or not more)


def _more_and_more(limit: int) -> Iterator[int]:
    wanted = limit * FIRST_LOOK
    while wanted < LOOKED_AT:
        yield wanted
        wanted *= 8
    yield LOOKED_AT


def snippet_safe(case: Case, hit: Hit, profile: Profile, query: str = "") -> str:
    """The text around what was found, as `profile` may see it; empty where the terms of `query` stand in a closed value, and the
    hit itself would betray it. Without `query` only the term that the hit marks is looked at: give it."""
    if profile is Profile.CONFIDENTIAL:
        return hit.snippet
    stored = case.get(hit.kind, hit.id, hit.version)
    if not may_see(case, stored, profile):
        return ""
    look = redactor(case, profile)
    text = searchable(look.name(hit.id), shown(case, stored, profile))
    wanted = terms(query) or terms(hit.snippet.partition("[")[2].partition("]")[0])
    low, loose = fold(text).casefold(), _loose(text)
    found = all(term.casefold() in low or _loose(term) in loose for term in wanted)
    return snippet(text, wanted) if found else ""


def _loose(text: str) -> str:
    """Only letters and figures, words a blank apart: the index reads `17-85` and `17 85` alike."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in text.casefold()).split())
