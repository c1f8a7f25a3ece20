"""Names that no table has, told apart by what stands beside them: ships, firms, persons and places of one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from headstamp.reason.read.armory import weapon_names
from headstamp.reason.read.words import words

if TYPE_CHECKING:
    from headstamp.reason.read.tree import Tree

_TITLES = words(
    "mr mrs ms dr general colonel captain major lieutenant admiral minister president professor comrade marshal "
    "ambassador secretary director judge commander sergeant prince king chairman spokesman envoy attaché"
)  # fmt: skip
_FORMS = words(
    "ltd limited llc llp inc corp corporation company co sa s.a. sarl gmbh ag fze fzco sro s.r.o. jsc ooo plc trading "
    "shipping holdings bank industries logistics cooperative enterprises enterprise freight kargo cargo airlines "
    "technologies group projects works plant factory agency technical trade export import lines marine"
)  # fmt: skip
_LAST_FORMS = words(
    "arms aviation air airways gold mining minerals metals steel energy petroleum oil maritime navigation lines line defence "
    "defense security services solutions systems electronics engineering machinery chemicals motors aerospace aircraft dynamics "
    "transport transportation forwarding consulting investments investment ventures partners impex supply equipment "
    "overseas commerce traders telecom instruments instrument components tools pharma optics semiconductors"
)  # fmt: skip
_GROUPS = words("army front movement militia brigade brigades union council forces force guard guards faction party")
_SHIPS = words("m/v mv v m/t mt m/s uss hms ins ship vessel freighter tanker dhow feeder trawler tug boat barge")
_SAILS = words(
    "sail dock anchor steam berth call unload load discharge moor drift transit reflag rename transship tranship proceed"
)
_STOPS = words(
    "board seize intercept interdict impound inspect search detain scuttle hijack reflag rename load catch stop halt capture"
)
_STOPPED = words("seizure inspection boarding interception interdiction detention sailing voyage crew master captain hold cargo")
_SPEAKS = words("say tell negotiate broker deny admit reply add explain meet travel arrange arrest")
_PERSONS = words(
    "national citizen dealer businessman general officer broker director trader operative agent representative resident"
)
_AT = words("in at off near from to via through into outside")


def register(tree: Tree) -> dict[str, str]:
    """Lower-case name -> `vessel`, `firm`, `person`, `place` or `weapon`; `country of NAME` -> ISO code, where the text gives it.

    A name is taken once for all: `Halcyon Tern` is a ship in every sentence when one of them says `the freighter Halcyon
    Tern`.
    """
    found: dict[str, str] = {}
    weak: dict[str, str] = {}
    for first, last in _runs(tree):
        cls, sure = _told(tree, first, last)
        if not cls:
            continue
        whole = " ".join(tree.lows[first : last + 1])
        target = found if sure else weak
        for name in (whole, tree.lows[last], *((tree.lows[first],) if cls == "firm" else ())):
            target.setdefault(name, cls)
        if cls == "group" and last + 2 < len(tree.tokens) and tree.lows[last + 1] == "(" and tree.tokens[last + 2].text.isupper():
            target.setdefault(tree.lows[last + 2], cls)
        if cls in ("firm", "person", "group") and (code := _country(tree, last)):
            if cls == "group" and last + 2 < len(tree.tokens) and tree.tokens[last + 2].text.isupper():
                found.setdefault("country of " + tree.lows[last + 2], code)
            for name in (whole, tree.lows[last], *((tree.lows[first],) if cls == "firm" else ())):
                found.setdefault("country of " + name, code)
    return {**weak, **weapon_names(tree), **found, **_of_groups(tree)}


def _of_groups(tree: Tree) -> dict[str, str]:
    """`the insurgents` after `insurgents in Somalia`: the one country that a group word has in this text."""
    told: dict[str, set[str]] = {}
    for index, entry in enumerate(tree.mentions):
        group = entry is not None and entry.key.startswith("terms/") and entry.cls == "group"
        if group and tree.tokens[index].pos == "NOUN" and (code := tree.own_country(index)):
            told.setdefault(tree.lemmas[index], set()).add(code)
    return {"country of the " + lemma: next(iter(codes)) for lemma, codes in told.items() if len(codes) == 1}


def _runs(tree: Tree) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that no table entry covers."""
    first = -1
    for index, token in enumerate(tree.tokens):
        entry = tree.mentions[index]
        free = entry is None or entry.key.startswith("terms/")
        if free and (token.pos == "PROPN" or (first >= 0 and token.text in ("-", "/", "&", "'s"))):
            first = index if first < 0 else first
        elif first >= 0:
            yield first, index - 1
            first = -1
    if first >= 0:
        yield first, len(tree.tokens) - 1


def _told(tree: Tree, first: int, last: int) -> tuple[str, bool]:
    """(class, whether it is said outright)."""
    before = tree.lows[first - 1] if first else ""
    entry = tree.mentions[first - 1] if first else None
    inside = set(tree.lows[first : last + 1])
    head = tree.tokens[last]
    up = tree.lemmas[head.head]
    if inside & _SHIPS or before in _SHIPS or (entry is not None and entry.cls == "vessel"):
        return "vessel", True
    above = tree.mentions[head.head]
    aboard = before in ("aboard", "alongside") or (before == "the" and first > 1 and tree.lows[first - 2] in ("aboard", "board"))
    if aboard or (head.dep == "appos" and above is not None and above.cls == "vessel"):
        return "vessel", True
    if before == "the" and _boarded(tree, head.dep, head.head):
        return "vessel", False
    if last > first and inside & _FORMS and tree.lows[first] != "group":
        return "firm", True
    if last > first and (tree.lows[last] in _LAST_FORMS or tree.lows[first] == "air") and not inside & (_TITLES | _GROUPS):
        return "firm", True
    if tree.lows[last] in _GROUPS:
        return "group", True
    if inside & _TITLES or before in _TITLES:
        return "person", True
    if head.dep.startswith("nsubj"):
        if up in _SAILS:
            return "vessel", False
        if up in _SPEAKS:
            return "person", False
    if any(
        tree.lemmas[k] in ("company", "firm", "corporation", "trader", "entity", "subsidiary", "exporter")
        for k in tree.kids(last, "appos")
    ):
        return "firm", True
    if head.dep == "oprd" and up in ("name", "call") and tree.tokens[tree.tokens[head.head].head].pos == "NOUN":
        return "person", True
    for kid in tree.kids(last, "appos"):
        beside = tree.mentions[kid]
        if tree.lemmas[kid] in _PERSONS or (beside is not None and beside.cls in ("people", "person")):
            return "person", True
    if head.dep in ("dobj", "nsubjpass") and up in ("list", "designate", "arrest", "sanction") and last - first == 1:
        return "person", False
    if head.dep == "pobj" and tree.lows[head.head] in _AT:
        return "place", False
    if head.dep == "dobj" and up in ("leave", "reach", "enter"):
        return "place", False
    if last - first in (1, 2) and head.dep in ("nsubj", "nsubjpass", "appos"):
        return "person", False
    return "", False


def _boarded(tree: Tree, dep: str, up: int) -> bool:
    """`boarded the Francop`, `the seizure of the Karine A`: English gives ships an article, and persons and towns none."""
    if dep == "pobj" and tree.lows[up] == "of":
        return tree.lemmas[tree.tokens[up].head] in _STOPPED
    return dep in ("dobj", "nsubjpass") and tree.lemmas[up] in _STOPS


def _country(tree: Tree, last: int) -> str:
    """The country that the text gives a firm, person or group: `X, a DPRK entity`, `X of Malta`, `X, registered in Macau`, and
    for a group what stands with `in`: `the Front controls three districts in the north of Y`."""
    own = {entry.country for entry in tree.mentions[max(0, last - 4) : last + 1] if entry is not None and entry.country}
    for kid in tree.children[last]:
        token = tree.tokens[kid]
        if token.dep in ("appos", "acl", "relcl", "amod", "compound") or tree.lows[kid] in ("of", "from"):
            for inner in tree.under(kid):
                entry = tree.mentions[inner]
                if entry is not None and entry.country and entry.cls in ("state", "people", "capital", "city"):
                    return entry.country
    if tree.tokens[last].dep == "appos" and (code := tree.country(tree.tokens[last].head)):
        return code
    if tree.lows[last] not in _GROUPS:
        return ""
    sentence = tree.sentence(last)
    held = set()
    for index in range(sentence.first, sentence.last):
        entry = tree.mentions[index]
        if entry is not None and entry.cls == "state" and tree.tokens[index].dep == "pobj":
            prep = tree.tokens[index].head
            above = tree.tokens[prep].head
            if tree.lows[prep] == "in" or (
                tree.lows[prep] == "of" and tree.tokens[above].dep == "pobj" and tree.lows[tree.tokens[above].head] == "in"
            ):
                held.add(entry.country)
    return next(iter(held)) if len(held) == 1 and not own else ""
