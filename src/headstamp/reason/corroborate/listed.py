"""What a text says of a listing, against the entries of the lists: the day, the state, and whether there is an entry at all.

Both sides are cited. A text that puts a person and "his companies" on a list on one day is held against the entries of the bodies
that ties on record put under that person. Where the lists are silent, that is said, and nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from headstamp.core.document import Document
from headstamp.core.party import Listing, PartyKind
from headstamp.core.statement import Statement
from headstamp.core.when import When
from headstamp.reason.corroborate.facts import Facts, gather
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import ListCheck
from headstamp.reason.corroborate.relate import cite
from headstamp.reason.corroborate.roll import Roll
from headstamp.reason.corroborate.theirs import Subject, subjects

_LISTS = {"US": "US", "GB": "GB", "eu": "EU", "un": "UN member states"}
"""Who lists (`Lexicon.body`) -> the jurisdiction of the entries."""
_BETWEEN = re.compile(r",|;| and ")


def check_listings(
    statements: Sequence[Statement], documents: Iterable[Document], lexicon: Lexicon, roll: Roll
) -> tuple[ListCheck, ...]:
    """Every statement about a listing against the entries of the parties that it names, in the order of the statements."""
    shelf = {document.id: document for document in documents}
    about = subjects(statements, shelf, lexicon, roll)
    facts = {fact.id: fact for fact in gather([s for s, _ in about], shelf, lexicon)}
    return tuple(check for s, subject in about for check in _checks(facts[s.id], subject, roll, lexicon, shelf))


def _checks(fact: Facts, subject: Subject, roll: Roll, lexicon: Lexicon, shelf: Mapping[str, Document]) -> Iterator[ListCheck]:
    where = _LISTS.get(_lister(fact.statement, lexicon), "")
    for party in sorted(subject.parties):
        if subject.named:
            yield from _one(fact, party, roll, where, shelf)
        for words in subject.unnamed:
            given = (fact.places - fact.states) or frozenset(filter(None, map(lexicon.body, _BETWEEN.split(words))))
            yield from _bodies(fact, party, words, given, roll, where, shelf)


def _lister(s: Statement, lexicon: Lexicon) -> str:
    for slot in (*s.of("actor"), *((s.voice,) if s.voice else ())):
        if body := (slot.key if slot.key in _LISTS else lexicon.body(slot.words)):
            return body
    return ""


def _one(fact: Facts, party: str, roll: Roll, where: str, shelf: Mapping[str, Document]) -> Iterator[ListCheck]:
    """The entries of one party that the text names."""
    every = roll.entries[party]
    entries = [e for e in every if not where or e.jurisdiction == where]
    name, ours = every[0].party.name, cite(fact.statement, shelf)
    if not entries:
        yield ListCheck(
            statement=fact.id, agrees=None, what="party", citations=(ours, every[0].citation),
            sentence=f"the lists here have no entry of {name} by {where}; they have one of {every[0].programmes[0]}",
        )  # fmt: skip
        return
    told = "; ".join(_told(entry) for entry in entries)
    cited = (ours, *dict.fromkeys(entry.citation for entry in entries))
    if fact.stance < 0:
        still = [entry for entry in entries if not entry.delisted_on]
        yield ListCheck(
            statement=fact.id, agrees=not still, what="party", citations=cited,
            sentence=f"the text says that {name} is not, or no longer, listed; the lists have: {told}",
        )  # fmt: skip
    elif fact.first and fact.last and (dated := [_meets(entry, fact) for entry in entries if entry.listed_on]):
        agrees = any(dated)
        verb = "and so do the lists" if agrees else "the lists have another day"
        yield ListCheck(
            statement=fact.id, agrees=agrees, what="date", citations=cited,
            sentence=f"the text dates the listing of {name} to {_span(fact)}, {verb}: {told}",
        )  # fmt: skip


def _bodies(
    fact: Facts, party: str, words: str, given: frozenset[str], roll: Roll, where: str, shelf: Mapping[str, Document]
) -> Iterator[ListCheck]:
    """Bodies that the text does not name (`three of his companies`) and that stand under the party on record."""
    found = [
        entry for body in sorted(roll.bodies.get(party, ())) for entry in roll.entries[body]
        if entry.party.kind is not PartyKind.PERSON and (not where or entry.jurisdiction == where)
    ]  # fmt: skip
    if not found:
        return
    told = "; ".join(_told(entry) for entry in found)
    cited = (cite(fact.statement, shelf), *dict.fromkeys(entry.citation for entry in found))
    if fact.first and fact.last and (dated := [_meets(entry, fact) for entry in found if entry.listed_on]):
        verb = "and so do the lists" if any(dated) else "the lists have another day"
        yield ListCheck(
            statement=fact.id, agrees=any(dated), what="date", citations=cited,
            sentence=f"the text dates the listing of {words!r} to {_span(fact)}, {verb}: {told}",
        )  # fmt: skip
    states = {country for entry in found for country in entry.party.countries}
    if given and states:
        missing = sorted(states - given)
        who = ", ".join(sorted({e.party.name for e in found if set(e.party.countries) & set(missing)}))
        odd = f"the lists put {who} in {', '.join(missing)}, which the text does not name"
        yield ListCheck(
            statement=fact.id, agrees=not missing, what="place", citations=cited,
            sentence=f"the text puts {words!r} in {', '.join(sorted(given))}; {odd if missing else 'and so do the lists'}",
        )  # fmt: skip


def _told(entry: Listing) -> str:
    listed = entry.listed_on or "no day given"
    gone = f", taken off {entry.delisted_on}" if entry.delisted_on else ""
    states = f" ({', '.join(entry.party.countries)})" if entry.party.countries else ""
    return f"{entry.party.name}{states}, {entry.programmes[0] if entry.programmes else entry.list_id}: {listed}{gone}"


def _meets(entry: Listing, fact: Facts) -> bool:
    when = When.parse(entry.listed_on)
    if not (fact.first and fact.last and when.first and when.last):
        return False
    return when.first <= fact.last and fact.first <= when.last


def _span(fact: Facts) -> str:
    return str(When(first=fact.first, last=fact.last))
