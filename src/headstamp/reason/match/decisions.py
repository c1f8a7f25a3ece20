"""What people decided about a party and a listed one: same, not the same, unsure; applied, and reopened when a side changes.

Pure: the file they are kept in is read and written by `scale.decision_store`, and the clock is the caller's.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from headstamp.core.claim import Citation, Frozen
from headstamp.core.finding import Finding, HypothesisKind, Reason, canonical_json
from headstamp.core.party import Decision, Listing, Party
from headstamp.reason.match.matcher import Matcher

STANDS = "stands"
ENTRY_CHANGED = "reopened: the entry changed since"
PARTY_CHANGED = "reopened: what is known of the party asked changed since"


class Decided(Frozen):
    """One decision about one pair: who, when (ISO 8601), why, and the content of both sides as it was then.

    `listed` is `listed_key` of the listed party; digests are `party_digest` of the party asked and `entry_digest`.
    """

    decision: Decision
    names: tuple[str, ...]
    listed: str
    listed_name: str
    by: str
    at: str
    why: str
    party_sha256: str
    entry_sha256: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The last decision about a pair, and whether it `STANDS` or why it is open again."""

    decided: Decided
    state: str

    @property
    def stands(self) -> bool:
        """True where neither side changed since."""
        return self.state == STANDS

    @property
    def quiets(self) -> bool:
        """True where the pair is no alert: it was decided that they are not the same, and that stands."""
        return self.stands and self.decided.decision == "not the same"

    @property
    def short(self) -> str:
        """For a cell: `not the same (A. Kim, 2026-11-24)`, with the state where it does not stand."""
        told = f"{self.decided.decision} ({self.decided.by}, {self.decided.at[:10]})"
        return told if self.stands else f"{told}; {self.state}"


class Decisions:
    """The last decision of each pair, found by any name of the party asked and the key of the listed one."""

    def __init__(self, decided: Iterable[Decided] = ()) -> None:
        self.all = tuple(decided)
        self._last: dict[str, dict[str, int]] = {}
        for place, each in enumerate(self.all):
            for name in each.names:
                self._last.setdefault(name_key(name), {})[each.listed] = place

    def knows(self, name: str) -> bool:
        """True where anything was decided about a party of this name: a cheap look before a dear one."""
        return bool(self._last) and name_key(name) in self._last

    def about(self, party: Party, listed: str, entry_sha256: str) -> Ruling | None:
        """The ruling on `party` and the listed party with key `listed`, whose content has this digest now; None for none."""
        found = [row[listed] for n in party.names if (row := self._last.get(name_key(n.text))) and listed in row]
        if not found:
            return None
        last = self.all[max(found)]
        if last.entry_sha256 != entry_sha256:
            return Ruling(last, ENTRY_CHANGED)
        return Ruling(last, STANDS if last.party_sha256 == party_digest(party) else PARTY_CHANGED)

    def on(self, party: Party, at: int, matcher: Matcher) -> Ruling | None:
        """The ruling on `party` and party `at` of the matcher."""
        if not any(self.knows(name.text) for name in party.names):
            return None
        return self.about(party, listed_key(at, matcher), entry_digest([matcher.listings[i] for i in matcher.listings_of[at]]))


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """A name without regard to case, width and spaces. Nothing else is folded: a decision is about what was asked.

    >>> name_key("  VERSOR  S.r.o.") == name_key("Versor s.r.o.")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def listed_key(at: int, matcher: Matcher) -> str:
    """`list id/party id`: names a listed party across editions of its list."""
    return f"{matcher.listings[matcher.listings_of[at][0]].list_id}/{matcher.parties[at].id}"


def party_digest(party: Party) -> str:
    """sha256 of what is known of a party: names, kind, countries, births, numbers, addresses, in no order; its id is left out."""
    return _sha256(_content(party))


def entry_digest(listings: Iterable[Listing]) -> str:
    """sha256 of what a list says of one party, in no order. The edition, the citation and our wording of the law are left out:
    they change with every edition or version, and a decision would never hold."""
    held = sorted(listings, key=lambda each: each.key)
    said = [[e.key, e.listed_on, e.delisted_on, sorted(e.programmes), e.remarks] for e in held]
    return _sha256([said, _content(held[0].party) if held else []])


def decide(party: Party, at: int, matcher: Matcher, decision: Decision, *, by: str, when: str, why: str) -> Decided:
    """The decision about `party` and party `at` of the matcher, with the content of both as it is now."""
    return Decided(
        decision=decision,
        names=tuple(dict.fromkeys(name.text for name in party.names)),
        listed=listed_key(at, matcher),
        listed_name=matcher.parties[at].name,
        by=by,
        at=when,
        why=why,
        party_sha256=party_digest(party),
        entry_sha256=entry_digest([matcher.listings[i] for i in matcher.listings_of[at]]),
    )


def decided_before(ruling: Ruling, key: str) -> Reason:
    """What a person decided about this very pair, who, when and why. It weighs nothing in the likelihood, which stays what name
    and facts say; it is shown beside it. It reopens when the listed entry, or what is known of the party asked, changes."""
    d = ruling.decided
    state = "" if ruling.stands else f" {ruling.state[:1].upper()}{ruling.state[1:]}."
    return Reason(
        rule="decided_before",
        sentence=f"Decided: {d.decision}, by {d.by} on {d.at[:10]}: {d.why.rstrip('.')}.{state}",
        hypothesis=key,
        weight=0.0,
        group="decision",
        citations=(Citation(source_id="decision", locator=f"{d.at} {d.listed}"),),
    )


def with_decisions(finding: Finding, party: Party, matcher: Matcher, decisions: Decisions) -> Finding:
    """`finding` with what was decided about `party`. Its numbers stay; the answer tells the ruling on the leading candidate, and
    those on listed parties that are no candidates: a pair that was decided is never silent."""
    if not any(decisions.knows(name.text) for name in party.names):
        return finding
    place = {matcher.listings[i].key: at for at, held in enumerate(matcher.listings_of) for i in held}
    shown = {h.id: place[h.id] for h in finding.hypotheses if h.kind is HypothesisKind.PARTY}
    told = []
    answer = finding.answer
    for number, (key, at) in enumerate(shown.items()):
        if (ruling := decisions.on(party, at, matcher)) is not None:
            told.append(decided_before(ruling, key))
            answer += f" {told[-1].sentence}" if number == 0 else ""
    for at in sorted(set(place.values()) - set(shown.values())):
        if (ruling := decisions.on(party, at, matcher)) is not None:
            answer += f" About {matcher.parties[at].name}: {decided_before(ruling, '').sentence}"
    return finding.model_copy(update={"answer": answer, "reasons": (*told, *finding.reasons)})


def _content(party: Party) -> list[object]:
    return [
        sorted({name_key(name.text) for name in party.names}), party.kind.value, sorted(party.countries), sorted(party.born),
        sorted([i.kind, i.value, i.country] for i in party.identifiers), sorted(party.addresses),
    ]  # fmt: skip


def _sha256(value: object) -> str:
    return hashlib.sha256(canonical_json(value).encode("utf-8", "surrogatepass")).hexdigest()
