"""The entries of lists and the ties between their parties, filed so that names in a text find them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headstamp.core.party import Listing, NameKind, PartyKind
from headstamp.core.statement import Statement
from headstamp.core.text import fold
from headstamp.reference.listing_rows import TieRow

OVER = frozenset((
    "owner_of", "owns", "owns_or_manages", "owner_or_operator_of", "director_of", "general_director_of", "president_of",
    "ceo_of", "chair_of", "vice_chair_of", "directs", "operates", "head_of",
))  # fmt: skip
UNDER = frozenset(("owned_by", "controlled_by", "managed_by", "subsidiary_of", "front_of", "branch_of"))
"""Relations in which the subject stands over the object, and those the other way round."""
_FORMS = frozenset((
    "llc", "llp", "ltd", "limited", "liability", "company", "partnership", "co", "corp", "corporation", "inc", "sro", "gmbh",
    "sa", "ag", "jsc", "ooo", "fze", "the", "mr", "ms", "dr",
))  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?")


@dataclass(frozen=True)
class Roll:
    """`entries` and `bodies` by the id of the party; `names` by the set of a name's words without legal forms."""

    entries: dict[str, tuple[Listing, ...]] = field(default_factory=dict)
    names: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)

    def named(self, words: str) -> frozenset[str]:
        """Ids of the parties whose name has exactly these words, in any order, legal forms apart."""
        return self.names.get(name_words(words), frozenset())

    def parties(self, statements: Sequence[Statement], names: Sequence[str]) -> dict[str, frozenset[str]]:
        """Ids of the parties that the given slots of each statement name. A surname alone stands for the one party of the same
        text whose full name has it."""
        whole: dict[str, set[str]] = defaultdict(set)
        found = {s.id: {slot.words: self._of(slot.key, slot.words) for n in names for slot in s.of(n)}
                 for s in statements}  # fmt: skip
        for s in statements:
            whole[s.document] |= {party for parties in found[s.id].values() for party in parties}
        return {
            s.id: frozenset(p for words, ids in found[s.id].items() for p in (ids or self._short(words, whole[s.document])))
            for s in statements
        }

    def _of(self, key: str, words: str) -> frozenset[str]:
        party = self.keys.get(key) or self.keys.get(key.rpartition("/")[2])
        return frozenset((party,)) if party else self.named(words)

    def _short(self, words: str, near: Iterable[str]) -> frozenset[str]:
        part = name_words(words)
        hits = {p for p in near if part and any(part < name for name, ids in self.names.items() if p in ids)}
        return frozenset(hits) if len(hits) == 1 else frozenset()


def roll_of(listings: Iterable[Listing], ties: Iterable[TieRow] = ()) -> Roll:
    """A Roll of listings (`reference.builtin.builtin_listings`, or those of kept lists) and of ties between their parties."""
    entries: dict[str, list[Listing]] = defaultdict(list)
    names: dict[frozenset[str], set[str]] = defaultdict(set)
    keys: dict[str, str] = {}
    for listing in listings:
        party = listing.party
        entries[party.id].append(listing)
        keys.update({listing.key: party.id, listing.entry_id: party.id, party.id: party.id})
        for name in party.names:
            words = name_words(name.text)
            if words and (len(words) > 1 or party.kind is not PartyKind.PERSON) and name.kind is not NameKind.WEAK:
                names[words].add(party.id)
    bodies: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.relation in OVER:
            bodies[tie.subject].add(tie.object)
        elif tie.relation in UNDER:
            bodies[tie.object].add(tie.subject)
    return Roll(
        entries={k: tuple(v) for k, v in entries.items()}, names={k: frozenset(v) for k, v in names.items()}, keys=keys,
        bodies={k: frozenset(b for b in v if b in entries) for k, v in bodies.items()},
    )  # fmt: skip


def name_words(text: str) -> frozenset[str]:
    """The words of a name, folded, without legal forms; all of them where nothing else is left.

    >>> sorted(name_words("MKRTYCHEV, Ashot")), sorted(name_words("Versor s.r.o."))
    (['ashot', 'mkrtychev'], ['versor'])
    """
    words = [fold(word.replace(".", "")) for word in _WORD.findall(text)]
    return frozenset(word for word in words if word and word not in _FORMS) or frozenset(words)
