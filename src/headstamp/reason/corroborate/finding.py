"""Did A supply B in a period? Every independent voice weighed once, with both sides and their citations, as a Finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from headstamp.core.document import Document
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Proposal, Reason, likelihood_word
from headstamp.core.statement import Realis, Statement
from headstamp.core.version import __version__
from headstamp.core.when import When
from headstamp.reason.corroborate import rules
from headstamp.reason.corroborate import weights as w
from headstamp.reason.corroborate.facts import Facts, gather
from headstamp.reason.corroborate.grading import graded
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Graded, ListCheck, Overrule, Relation, RelationKind
from headstamp.reason.corroborate.origin import origins, ties_of
from headstamp.reason.corroborate.relate import cite

GROUPS = frozenset(("supply", "move", "stop", "know", "men", "denial"))
_OPEN = frozenset((Realis.INTENDED, Realis.ATTEMPTED, Realis.POSSIBLE))
LIMITS = (
    "Weights are ours and only order what is said; they are no measured frequencies. Read the sentences.",
    "Statements without a date are taken to speak of the period asked; those outside it are left out.",
    "That a thing is said by many does not show that they know it: voices that cannot be told apart count once.",
)


@dataclass(frozen=True)
class Question:
    """`supplier` and `recipient` are ISO 3166-1 alpha-2, or a body as the table of speakers keys it; an unknown period asks of
    any day."""

    supplier: str
    recipient: str
    period: When = field(default_factory=When)

    def __str__(self) -> str:
        asked = f" in {self.period}" if self.period.known else ""
        return f"Did {self.supplier} supply {self.recipient} with arms, technology or instructors{asked}?"


def corroboration_finding(
    question: Question, statements: Sequence[Statement], relations: Sequence[Relation], documents: Iterable[Document],
    lexicon: Lexicon, *, checks: Sequence[ListCheck] = (), overrules: Iterable[Overrule] = (),
    grades: Mapping[str, Graded] | None = None, shelf_hash: str = "",
) -> Finding:  # fmt: skip
    """The voices for and against a supply, each once, with what contradicts what. Pure; same inputs, same bytes.

    `grades` are those of `graded` where they are at hand; otherwise they are computed, with `checks` and `overrules`.
    The answer starts from even odds. Readings that nobody accepted carry it no further than "very likely" (`MOST_ODDS`).
    """
    documents = tuple(documents)
    shelf = {document.id: document for document in documents}
    facts = [f for f in gather(statements, shelf, lexicon) if _bears(f, question)]
    ids = frozenset(fact.id for fact in facts)
    own = [r for r in relations if (r.a in ids or r.b in ids) and r.score >= w.COUNTED]
    if grades is None:
        grades = graded(statements, relations, documents, lexicon, checks=checks, overrules=overrules)
    reasons = _voices(facts, relations, grades, shelf)
    told = [rules.OF_KIND[r.kind](r) for r in own if r.kind in rules.TOLD][: w.MOST_TOLD]
    told += [rules.list_says(check) for check in checks if check.agrees is False]
    return _finding(question, facts, reasons, told, own, shelf_hash)


def _bears(fact: Facts, question: Question) -> bool:
    """Whether a statement speaks of this supply: its parties are the two, its kind is a supply or its denial, its date fits."""
    if fact.group not in GROUPS or fact.account or not {question.supplier, question.recipient} <= fact.states:
        return False
    if fact.suppliers and question.supplier not in fact.suppliers:
        return False
    if fact.recipients and question.recipient not in fact.recipients:
        return False
    asked = question.period
    if not (asked.first and asked.last):
        return True
    first, last = fact.first, fact.last
    if first is None or last is None:
        return fact.said is None or fact.said >= asked.first
    return first <= asked.last and asked.first <= last


def _voices(
    facts: Sequence[Facts], relations: Sequence[Relation], grades: Mapping[str, Graded], shelf: Mapping[str, Document]
) -> list[Reason]:
    """One reason for each origin and stance, the weightiest statement first, and one for its physical evidence."""
    by_id = {fact.id: fact for fact in facts}
    ties = ties_of(by_id, relations, {key: grades[key].voice for key in by_id})
    heaviest = sorted(facts, key=lambda f: (-_weight(f, grades[f.id]), f.id))
    groups = [
        [by_id[key] for key in group]
        for against in (False, True)
        for group in origins([f.id for f in heaviest if (f.stance < 0) is against], ties)
    ]
    return [reason for group in groups for reason in _reasons(group, grades, shelf)]


def _reasons(group: Sequence[Facts], grades: Mapping[str, Graded], shelf: Mapping[str, Document]) -> list[Reason]:
    best = group[0]
    mine, said = grades[best.id], [fact.statement.span.text for fact in group]
    cited = tuple(dict.fromkeys(cite(fact.statement, shelf) for fact in group))
    weight = round(_weight(best, mine), 3)
    if best.stance < 0:
        return [rules.voice_denies(mine, -weight, said, cited)]
    out = [rules.voice_says(mine, weight, said, cited, best.statement.realis in _OPEN)]
    kinds = sorted({kind for fact in group for kind in fact.physical})
    if kinds:
        out.append(rules.physical_sign(kinds, mine.voice.label, w.PHYSICAL_WEIGHT, cited))
    return out


def _weight(fact: Facts, mine: Graded) -> float:
    """log10 likelihood ratio of one statement, without its sign."""
    s = fact.statement
    if s.polarity == "unknown":
        return 0.0
    if fact.stance < 0:
        return w.DENIED["interested" if mine.interest else "other" if fact.denial else "no sign"]
    share = w.SHADES.get(s.hedge, 1.0) * (w.OPEN_SHARE if s.realis in _OPEN else 1.0)
    return w.LETTER_WEIGHT[mine.stands.reliability] * share


def _finding(
    question: Question, facts: Sequence[Facts], reasons: Sequence[Reason], told: Sequence[Reason], own: Sequence[Relation],
    shelf_hash: str,
) -> Finding:  # fmt: skip
    accepted = sum(fact.statement.status in ("accepted", "edited") for fact in facts)
    total = sum(reason.weight for reason in reasons)
    if not accepted:
        total = min(total, w.MOST_ODDS)
    strongest = max((reason.weight for reason in reasons), default=0.0)
    p, low, high = _odds(total), _odds(min(total, strongest)), _odds(sum(max(0.0, r.weight) for r in reasons))
    bounds = (min(p, low), max(p, high if accepted else min(high, _odds(w.MOST_ODDS))))
    contradictions = [r for r in own if r.kind in (RelationKind.CONTRADICTS, RelationKind.TENSION)][: w.MOST_TOLD]
    return Finding(
        question=str(question),
        subject=f"{question.supplier} > {question.recipient}",
        answer=_answer(question, reasons, p),
        basis=_basis(reasons, accepted),
        hypotheses=_hypotheses(question, p, bounds),
        reasons=(*reasons, *told),
        unexplained=() if facts else (f"No statement here speaks of {question.supplier} and {question.recipient}.",),
        would_change=() if accepted else (_READ,),
        conflicts=tuple(_conflict(r) for r in contradictions),
        limits=LIMITS,
        shelf_hash=shelf_hash,
        tool_version=__version__,
    )


def _conflict(r: Relation) -> str:
    sides = " against ".join(f"{c.source_id} ({c.locator})" for c in r.citations) or f"{r.a} against {r.b}"
    return f"{sides}: {r.sentence}."


_READ = Proposal(
    observation="read the cited sentences and accept, edit or reject each statement",
    why="nobody has accepted a machine reading of them yet", gain=1.0,
)  # fmt: skip


def _odds(total: float) -> float:
    odds = float(10.0**total)
    return round(odds / (1 + odds), 4)


def _answer(question: Question, reasons: Sequence[Reason], p: float) -> str:
    said = [r for r in reasons if r.rule == "voice_says"]
    denied = [r for r in reasons if r.rule == "voice_denies"]
    if not said and not denied:
        return f"Nothing here bears on whether {question.supplier} supplied {question.recipient}: silence shows nothing."
    heard = f"{len(said)} independent voice{'s say' if len(said) != 1 else ' says'} so"
    verbs = "denies it or sees" if len(denied) == 1 else "deny it or see"
    contrary = f", {len(denied)} {verbs} no sign" if denied else ""
    physical = ", with physical evidence" if any(r.rule == "physical_sign" for r in reasons) else ""
    return f"{question.supplier} to {question.recipient}: {likelihood_word(p)} on what is said here; {heard}{physical}{contrary}."


def _basis(reasons: Sequence[Reason], accepted: int) -> Basis:
    said = [r for r in reasons if r.rule == "voice_says" and r.weight > 0]
    denied = [r for r in reasons if r.rule == "voice_denies" and -r.weight >= w.DENIED["other"]]
    if not said and not denied:
        return Basis.NO_BASIS
    if len(denied) >= len(said):
        return Basis.CANNOT_DISTINGUISH
    firm = accepted and len(said) > 1 and any(r.rule == "physical_sign" for r in reasons) and not denied
    return Basis.STRONG if firm else Basis.CONSISTENT


def _hypotheses(question: Question, p: float, bounds: tuple[float, float]) -> tuple[Hypothesis, ...]:
    yes = Hypothesis(
        id=rules.SUPPLIED, kind=HypothesisKind.LINK, label=f"{question.supplier} supplied {question.recipient}", probability=p,
        low=bounds[0], high=bounds[1], word=likelihood_word(p),
    )  # fmt: skip
    rest = round(1 - p, 4)
    no = Hypothesis(
        id=rules.NOT_SHOWN, kind=HypothesisKind.NONE_KNOWN, label="it did not, or what is said here does not show it",
        probability=rest, low=round(1 - bounds[1], 4), high=round(1 - bounds[0], 4), word=likelihood_word(rest),
    )  # fmt: skip
    return (yes, no) if p >= 0.5 else (no, yes)
