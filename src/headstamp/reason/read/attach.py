"""Dates and figures of a sentence, tied to the statement that they belong to by the parse."""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.statement import Amount, Dated, StatementKind
from headstamp.reason.read import slots as fill
from headstamp.reason.read.amounts import Figure
from headstamp.reason.read.dates import Found
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import PLACES, Tree


@dataclass
class Sentences:
    """What was found in a sentence beside its predicates: dates and figures, each with the token it stands on."""

    dates: list[tuple[int, Found]]
    figures: list[tuple[int, Figure]]
    predicates: frozenset[int] = frozenset()


_MEN = frozenset((StatementKind.PRESENCE, StatementKind.DEPLOYMENT, StatementKind.ASSISTANCE))
_FIGURES = frozenset((StatementKind.ESTIMATE, StatementKind.STATISTIC, StatementKind.VALUE))


def _after_to(tree: Tree, at: int) -> bool:
    """`rose from 4 to 21 per cent`: the second figure is what it came to."""
    for _ in range(4):
        up = tree.tokens[at].head
        if tree.lows[at] == "to" or up == at or tree.tokens[up].pos == "VERB":
            break
        at = up
    return tree.lows[at] == "to"


def amounts_of(draft: Draft, around: Sentences) -> tuple[Amount | None, Amount | None]:
    """The first figure that counts what the statement is about, and the first sum of money below its predicate."""
    tree = draft.tree
    names = ["items", "vehicle", "target", "payment", "mark", *(("actor", "recipient") if draft.kind in _MEN else ())]
    heads = [h for name in names for h in draft.of(name)]
    if tree.tokens[draft.index].tag == "NNS" and tree.kids(draft.index, "nummod"):
        heads.append(draft.index)  # `two shipments`
    quantity = value = None
    risen = draft.kind in _FIGURES and any(tree.lows[k] == "to" for k in tree.kids(draft.index, "prep"))
    for at, figure in sorted(around.figures, key=lambda told: not _after_to(tree, told[0])) if risen else around.figures:
        if figure.unit and figure.unit != "%":
            if value is None and _reaches(tree, at, [draft.index], around.predicates):
                value = fill.amount(tree, figure, None)
        elif quantity is None:
            counted = _counted(tree, at, heads)
            if counted is not None or (draft.kind in _FIGURES and _reaches(tree, at, [draft.index], frozenset())):
                quantity = fill.amount(tree, figure, counted)
    return quantity, value


def _counted(tree: Tree, at: int, heads: list[int]) -> int | None:
    """The noun that a figure counts, when it is one of the heads or stands for it (`500 crates of rifles`)."""
    here = at
    for _ in range(4):
        up = tree.tokens[here].head
        if up == here or tree.tokens[up].pos in ("VERB", "AUX"):
            return here if here in heads and tree.tokens[here].pos == "NOUN" else None
        here = up
        if tree.tokens[here].pos in ("NOUN", "PROPN"):
            if here in heads:
                return here
            if any(h in heads for h in tree.of(here, "of")):
                return here
    return None


def _reaches(tree: Tree, at: int, goals: list[int], stops: frozenset[int]) -> bool:
    here = at
    for _ in range(12):
        if here in goals:
            return True
        up = tree.tokens[here].head
        if up == here or (here in stops and here != at):
            return False
        here = up
    return False


def dates_of(draft: Draft, told: Context, around: Sentences) -> tuple[Dated, ...]:
    """Dates that hang on the predicate or what it governs; else those of the verb above it, which for a verb of speech date
    the saying. A date on the other side of a conjunction is taken where the clause has none."""
    tree = draft.tree
    own: list[Dated] = []
    above: list[Dated] = []
    speech = told.voice_verb
    chain = {
        word
        for word, dep in told.chain
        if dep
        in ("conj", "xcomp", "pcomp", "prep", "advcl", "acl", "ccomp", "dobj", "pobj", "relcl", "nsubj", "nsubjpass", "attr")
    }
    for at, found in around.dates:
        here, role = at, ""
        for _ in range(12):
            if here == draft.index:
                role = "own"
                break
            if here == speech:
                role = "said"
                break
            if here in around.predicates and here != at:
                role = "above" if here in chain else ""
                break
            if here in chain and tree.tokens[here].pos in ("VERB", "AUX", "NOUN"):
                role = "said" if tree.lexicon.says("say", tree.lemmas[here]) and tree.tokens[here].pos == "VERB" else "above"
                break
            up = tree.tokens[here].head
            if up == here:
                role = "above"
                break
            here = up
        if not role:
            continue
        span = tree.document.span(found.start, found.end)
        dated = Dated(when=found.when, role="published" if role == "said" else "event", span=span, inferred=found.inferred)
        (own if role == "own" else above).append(dated)
    if not own and draft.kind is StatementKind.DESIGNATION and _now(tree, draft.index) and tree.document.published.known:
        return (Dated(when=tree.document.published, role="event", inferred="present tense: the day of publication"),)
    return tuple(own or above)


def _now(tree: Tree, verb: int) -> bool:
    aux = {tree.lows[kid] for kid in tree.kids(verb, "aux", "auxpass")}
    return bool(aux & {"is", "are", "has", "have"}) and "had" not in aux and "was" not in aux


_WHERE = frozenset(("in", "at", "off", "near", "outside", "inside", "around", "across", "along", "over", "on"))


def places_of(draft: Draft, around: Sentences) -> list[int]:
    """Where it happened: the points of a route, and names of places after `in`, `at`, `off`, `near` that hang on the predicate
    or on what it governs, with no other predicate between."""
    tree = draft.tree
    taken = {h for name, heads in draft.slots.items() if name not in ("route", "_") for h in heads}
    found = [h for h in draft.of("route") if h not in taken]
    ends = {h for name in ("supplier", "recipient", "broker") for h in draft.of(name)}
    sentence = tree.sentence(draft.index)
    for at in range(sentence.first, sentence.last):
        token = tree.tokens[at]
        if token.dep not in ("pobj", "conj") or at in taken or at in found:
            continue
        first = at
        while tree.tokens[first].dep == "conj":
            first = tree.tokens[first].head
        if tree.tokens[tree.tokens[first].head].head in ends:
            continue  # `dealers in X` are not said to have got it there
        placed = tree.cls(at) in PLACES or tree.cls(at) in ("state", "capital")
        if (
            placed
            and not _of_the_making(tree, first)
            and tree.lows[tree.tokens[first].head] in _WHERE
            and _reaches(tree, at, [draft.index], around.predicates)
        ):
            found.append(at)
    return found


_MADE = frozenset(("make", "manufacture", "produce", "originate", "design", "build", "publish", "register", "found"))


def _of_the_making(tree: Tree, head: int) -> bool:
    """`rounds made in X` tells where they were made, and not where the deed was done."""
    verb = tree.tokens[tree.tokens[head].head].head
    return tree.lemmas[verb] in _MADE and tree.tokens[verb].dep in ("acl", "relcl", "conj")


def vessels_of(draft: Draft, around: Sentences) -> list[int]:
    """A ship named with what the statement is about: `the rockets found on the freighter X`."""
    tree = draft.tree
    sentence = tree.sentence(draft.index)
    return [
        at
        for at in range(sentence.first, sentence.last)
        if tree.tokens[at].dep in ("pobj", "appos")
        and tree.tokens[at].pos == "PROPN"
        and tree.cls(at) == "vessel"
        and _reaches(tree, at, [draft.index], around.predicates)
    ][:2]
