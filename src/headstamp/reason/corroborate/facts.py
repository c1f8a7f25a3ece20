"""What a pair of statements is compared by: the keys of a statement's slots, its dates, amounts and stance, ready for sets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from headstamp.core.document import Document
from headstamp.core.statement import Amount, Realis, Slot, Statement, StatementKind
from headstamp.core.text import fold, script_of
from headstamp.reason.corroborate.around import around, setting
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.sounds import sound_keys

K = StatementKind
GROUPS: dict[StatementKind, str] = {
    K.TRANSFER: "supply", K.BROKERING: "supply", K.PROCUREMENT_ATTEMPT: "supply", K.INTERDICTION: "stop", K.TRANSPORT: "move",
    K.CONCEALMENT: "hide", K.PRESENCE: "men", K.DEPLOYMENT: "men", K.ASSISTANCE: "men", K.PAYMENT: "pay", K.VALUE: "pay",
    K.DESIGNATION: "list", K.OWNERSHIP: "own", K.USE: "use", K.ORIGIN: "origin", K.MARK: "mark", K.MARK_MATCH: "mark",
    K.STATISTIC: "count", K.ESTIMATE: "count", K.TECHNOLOGY: "know", K.DENIAL: "denial", K.EXPLANATION: "account",
    K.CLIENT_STATEMENT: "client",
}  # fmt: skip
"""Kinds that may speak of one thing; a kind without a group is compared within itself."""
NEAR = frozenset((
    frozenset(("supply", "move")), frozenset(("supply", "stop")), frozenset(("move", "stop")), frozenset(("supply", "pay")),
    frozenset(("men", "know")), frozenset(("list", "own")), frozenset(("count", "stop")), frozenset(("count", "supply")),
    frozenset(("count", "move")), frozenset(("mark", "origin")), frozenset(("supply", "men")), frozenset(("move", "hide")),
    frozenset(("supply", "use")), frozenset(("supply", "know")), frozenset(("supply", "client")),
))  # fmt: skip
"""Groups that often state two sides of one event."""
PHYSICAL = frozenset(("imagery", "photo", "marks", "seizure", "arrest", "video", "specimen"))
_THINGS = ("vessel", "vehicle", "persons", "broker", "target", "mark")
_NAMED = (*_THINGS, "place", "route", "actor", "supplier", "recipient")
_TOKENS = re.compile(r"\w+")
_KINDS_OF = ("terms/", "calibres/", "models/")  # keys of sorts of things, and not of one thing
SHINGLE = 3
MOST_TEXTS = 5  # texts that have a name which still tells a story
DENIAL_REACH = 6  # statements before a bare denial that it may deny


@dataclass(frozen=True, slots=True)
class Facts:
    """One statement, ready to be compared. `first`/`last` = the days of the event; `said` = the day it was said or printed."""

    statement: Statement
    at: int  # place among the statements of its document
    group: str
    suppliers: frozenset[str]
    recipients: frozenset[str]
    states: frozenset[str]
    sorts: frozenset[str]
    paid: frozenset[str]
    declared: frozenset[str]
    calibres: frozenset[str]
    carriers: frozenset[str]  # sea, air, rail, road, and sorts of vehicle
    names: frozenset[str]
    things: frozenset[str]  # those of `names` that single out one thing: ship, vehicle, firm, person, mark
    places: frozenset[str]
    first: date | None
    last: date | None
    said: date | None
    unit: str
    amount: Amount | None
    value: Amount | None
    stance: int  # 1 said to be so, -1 said not to be so, 0 left open
    denial: bool
    account: bool  # another account, an explanation
    physical: frozenset[str]
    shingles: frozenset[str]
    sentence: str = ""
    mentions: frozenset[str] = frozenset()  # names in the sentence, read as a slot or not
    told_states: frozenset[str] = frozenset()  # states and bodies named in the sentence
    setting: frozenset[str] = frozenset()  # names in the statements beside it
    story: frozenset[str] = frozenset()  # names of the whole text that other texts have too
    quotes: bool = False  # the sentence says that somebody said so

    @property
    def id(self) -> str:
        """The id of the statement."""
        return self.statement.id

    @property
    def named(self) -> frozenset[str]:
        """Names of its slots and of its sentence."""
        return self.names | self.mentions

    @property
    def scene(self) -> frozenset[str]:
        """Names of its sentence and of the statements beside it."""
        return self.names | self.mentions | self.setting

    @property
    def all_states(self) -> frozenset[str]:
        """States and bodies of its slots, its place and its sentence."""
        return self.states | self.places | self.told_states

    @property
    def days(self) -> int:
        """Length of the event's interval in days; 0 where it has none."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0


def gather(statements: Sequence[Statement], documents: Mapping[str, Document], lexicon: Lexicon) -> list[Facts]:
    """The facts of every statement, in the order given. Before and after are those of the text, whatever that order is."""
    before: dict[str, list[Facts]] = {}
    found: dict[str, Facts] = {}
    for statement in in_text(statements):
        told = before.setdefault(statement.document, [])
        fact = _facts(statement, len(told), documents.get(statement.document), lexicon)
        if fact.denial and fact.states and len(fact.states) < 2:
            fact = _carried(fact, told)
        told.append(fact)
    stories = _stories(before)
    for document, told in before.items():
        names, story = [fact.named for fact in told], stories[document]
        found |= {fact.id: replace(fact, setting=setting(names, at), story=story) for at, fact in enumerate(told)}
    return [found[statement.id] for statement in statements]


def _stories(texts: Mapping[str, Sequence[Facts]]) -> dict[str, frozenset[str]]:
    """Names of every text that one to four other texts have: a name that all have tells no story apart."""
    names = {document: frozenset().union(*(fact.named for fact in told)) for document, told in texts.items()}
    count = Counter(name for told in names.values() for name in told)
    return {document: frozenset(name for name in told if 1 < count[name] <= MOST_TEXTS) for document, told in names.items()}


def in_text(statements: Iterable[Statement]) -> list[Statement]:
    """Statements as they stand in their texts, those of one place by id."""
    return sorted(statements, key=lambda s: (s.document, s.span.start, s.span.end, s.id))


def _carried(denial: Facts, before: Sequence[Facts]) -> Facts:
    """A bare denial with the parties of what it denies: the last statement before it in the text that ties the denier to another
    party."""
    for fact in reversed(before[-DENIAL_REACH:]):
        if len(fact.states) > 1 and denial.states & fact.states:
            return replace(
                denial, states=fact.states, suppliers=denial.suppliers or fact.suppliers,
                recipients=denial.recipients or fact.recipients,
            )  # fmt: skip
    return denial


def _facts(s: Statement, at: int, document: Document | None, lexicon: Lexicon) -> Facts:
    first, last = _event(s)
    beside = around(s, document, lexicon)
    suppliers, recipients = _states(s, "supplier", lexicon), _states(s, "recipient", lexicon)
    goods = " | ".join(slot.words for name in ("items", "target") for slot in s.of(name))
    group = GROUPS.get(s.kind, s.kind.value)
    calibres = frozenset(fold(slot.value) for slot in s.of("calibre"))
    sorts = lexicon.sort_of(goods or s.span.text, "arms", "service", "unit", "civil")
    return Facts(
        statement=s, at=at, group=group, suppliers=suppliers, recipients=recipients,
        states=suppliers | recipients | _states(s, "parties", lexicon) | _states(s, "origin", lexicon)
        | _principals(s, group, lexicon),
        sorts=frozenset(sorts),
        paid=_sorts(s, "payment", lexicon, "payment", "arms"), declared=_sorts(s, "declared_as", lexicon, "civil"),
        calibres=calibres, carriers=_carriers(s, lexicon), names=_names(s, lexicon, _NAMED),
        things=_names(s, lexicon, _THINGS), places=_states(s, "place", lexicon) | _states(s, "actor", lexicon),
        first=first, last=last, said=_said(s, document),
        unit=_unit(s, goods, lexicon),
        amount=s.quantity, value=s.value, stance=_stance(s),
        denial=s.kind is K.DENIAL or s.polarity == "denied",
        account=s.kind is K.EXPLANATION or (s.realis is Realis.POSSIBLE and not s.core),
        physical=_physical(s), shingles=shingles(s.span.text), sentence=beside.words, mentions=beside.mentions,
        told_states=beside.states, quotes=beside.told,
    )  # fmt: skip


def _unit(s: Statement, goods: str, lexicon: Lexicon) -> str:
    """What is counted: the unit as the table knows it, else the sort of unit among the goods (a bare figure, `个`), else the word
    as it stands."""
    if s.quantity is None:
        return ""
    known = (*lexicon.sort_of(s.quantity.unit, "unit"), *lexicon.sort_of(goods, "unit"))
    return known[0] if known else fold(s.quantity.unit)


def _states(s: Statement, name: str, lexicon: Lexicon) -> frozenset[str]:
    """States or bodies of a slot: its key where it is a state's, else what its words name."""
    found = set()
    for slot in s.of(name):
        found.add(_body_of(slot, lexicon))
    return frozenset(found - {""})


def _body_of(slot: Slot, lexicon: Lexicon) -> str:
    return slot.key if len(slot.key) == 2 and slot.key.isupper() else lexicon.body(slot.words)


def _principals(s: Statement, group: str, lexicon: Lexicon) -> frozenset[str]:
    """States that are no supplier or recipient and yet principals: the ends of a journey, who lists, who denies."""
    if group == "move":
        return _states(s, "place", lexicon) | _states(s, "route", lexicon)
    if group == "list":
        return _states(s, "actor", lexicon)
    if group == "denial":
        voice = _body_of(s.voice, lexicon) if s.voice else ""
        return _states(s, "actor", lexicon) | (frozenset((voice,)) if voice else frozenset())
    return frozenset()


def _carriers(s: Statement, lexicon: Lexicon) -> frozenset[str]:
    sorts = {sort for name in ("vehicle", "vessel") for slot in s.of(name) for sort in lexicon.sort_of(slot.words, "unit")}
    unit = lexicon.sort_of(s.quantity.unit, "unit") if s.quantity and s.quantity.unit else ()
    return frozenset({slot.value for slot in s.of("mode")} | sorts | ({"flights", "railcars", "ships"} & set(unit)))


def _sorts(s: Statement, name: str, lexicon: Lexicon, *roles: str) -> frozenset[str]:
    return frozenset(sort for slot in s.of(name) for sort in lexicon.sort_of(slot.words, *roles))


def _names(s: Statement, lexicon: Lexicon, slots: tuple[str, ...]) -> frozenset[str]:
    """Sound keys of proper names: words with a capital or a digit, and words of scripts without capitals. States are left out:
    they are compared as states."""
    found: set[str] = set()
    for name in slots:
        if name == "actor" and s.kind is K.DESIGNATION:
            continue  # who lists stands in every entry of the list
        for slot in s.of(name):
            if "/" in slot.key and not slot.key.startswith(_KINDS_OF):
                found.add(slot.key)
            for part in slot.words.split(","):
                if not lexicon.body(part):
                    found |= sound_keys(" ".join(word for word in _TOKENS.findall(part) if _proper(word)))
    return frozenset(found)


def _proper(word: str) -> bool:
    return word[0].isupper() or any(sign.isdigit() for sign in word) or script_of(word[0]) in ("Han", "Hangul")


def _event(s: Statement) -> tuple[date | None, date | None]:
    """The days of the event: from the dates that are said to be its own, never those of publication."""
    own = [d.when for d in s.dates if d.role in ("event", "imagery") and d.when.known]
    firsts, lasts = [w.first for w in own if w.first], [w.last for w in own if w.last]
    return (min(firsts), max(lasts)) if firsts and lasts else (None, None)


def _said(s: Statement, document: Document | None) -> date | None:
    told = [d.when.last for d in s.dates if d.role in ("statement", "published") and d.when.last]
    return max(told) if told else document.published.last if document else None


def _stance(s: Statement) -> int:
    if s.polarity == "unknown":
        return 0
    return -1 if s.polarity in ("denied", "negated") or s.kind is K.DENIAL else 1


def _physical(s: Statement) -> frozenset[str]:
    """Kinds of evidence that can be touched or looked at: named as such, or part of the event (a seizure, marks compared)."""
    found = {slot.value for slot in s.of("evidence") if slot.value in PHYSICAL}
    if s.kind is K.INTERDICTION and s.polarity == "affirmed":
        found.add("seizure")
    if s.kind is K.MARK_MATCH and s.polarity == "affirmed":
        found.add("marks")
    return frozenset(found)


def shingles(text: str) -> frozenset[str]:
    """Runs of three words of a sentence, folded; of four signs where the script has no spaces.

    >>> sorted(shingles("Five railcars crossed the border"))
    ['crossed the border', 'five railcars crossed', 'railcars crossed the']
    """
    if text and script_of(text[0]) == "Han":
        plain = fold(text)
        return frozenset(plain[i : i + 4] for i in range(len(plain) - 3))
    words = [word.casefold() for word in _TOKENS.findall(text)]
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
