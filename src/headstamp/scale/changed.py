"""What differs between the lists of two matchers, and which names the difference can reach."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from headstamp.core.party import Listing
from headstamp.reason.match.lookup import MOST_ALIKE, look_up
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.words import Reader, Words

_UNSAID = {"edition", "citation", "legal_effect", "jurisdiction", "remarks", "standing"}  # of a listing, in no answer


@dataclass(frozen=True, slots=True)
class Changed:
    """Parties that differ between two matchers, and a matcher of their old and new forms (None where nothing differs)."""

    parties: int
    small: Matcher | None


def changes(old: Matcher, new: Matcher) -> Changed:
    """Parties whose entries, as far as an answer shows them, are not the same in both matchers."""
    was, now = _contents(old), _contents(new)
    keys = sorted(key for key in was.keys() | now.keys() if was.get(key, ("", 0))[0] != now.get(key, ("", 0))[0])
    forms: list[Listing] = []
    for contents, matcher, mark in ((was, old, "was:"), (now, new, "")):
        for key in keys:
            if key in contents:
                listings = [matcher.listings[i] for i in matcher.listings_of[contents[key][1]]]
                forms += [each.model_copy(update={"list_id": mark + each.list_id}) for each in listings]
    return Changed(len(keys), Matcher.of(forms, new.release, new.lexicon) if forms else None)


def _contents(matcher: Matcher) -> dict[str, tuple[str, int]]:
    """(digest of its entries, place) of each party, by list and party id."""
    found = {}
    for at, held in enumerate(matcher.listings_of):
        digest = hashlib.sha256()
        listings = [matcher.listings[i] for i in held]
        for listing in listings:
            digest.update(listing.model_dump_json(exclude=_UNSAID).encode("utf-8", "surrogatepass"))
        found[f"{listings[0].list_id}/{listings[0].party.id}"] = digest.hexdigest(), at
    return found


def crowded(names: Sequence[str], small: Matcher, whole: Sequence[Matcher]) -> Any:
    """Names with a word that stands for so many words of a whole list that not all are followed, and for a changed one: there the
    change may push another word out."""
    reader = Reader(small.lexicon)
    read = reader.read(names)
    words = reader.columns()
    met = np.nonzero(np.diff(look_up(words, small.index.words, small.index.columns).first))[0]
    crowded = np.zeros(len(words.rows), bool)
    some = Words(np.ascontiguousarray(words.rows[met]), words.forms)
    for matcher in whole if len(met) else ():
        full = np.diff(look_up(some, matcher.index.words, matcher.index.columns).first) >= MOST_ALIKE
        crowded[met[full]] = True
    hit = np.concatenate([[0], np.cumsum(crowded[read.words])])
    return hit[read.first[1:]] > hit[read.first[:-1]]
