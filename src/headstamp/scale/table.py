"""A batch of parties as a table, and the table of what they met. The same function serves one machine and many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from headstamp.core.party import Identifier, Party, PartyKind, PartyName
from headstamp.core.text import fold
from headstamp.reason.match.about import nearest_of
from headstamp.reason.match.batch import ask as ask_words
from headstamp.reason.match.decisions import Decisions
from headstamp.reason.match.facts import Fact, facts
from headstamp.reason.match.finding import THRESHOLD_IN_BULK
from headstamp.reason.match.matcher import KINDS, Matcher
from headstamp.reason.weigh import PRIOR_LISTED, listed_probability
from headstamp.scale.answers import Answer, Query, ask
from headstamp.scale.parts import MOST, names_in

FACTS = ("country", "birth_date", "imo", "registration", "passport", "tax_id")
ASKED = ("id", "name", "kind", *FACTS)
INPUT = pa.schema([("row", pa.int64()), ("column", pa.string()), *((name, pa.string()) for name in ASKED)])
HITS = pa.schema([
    ("row", pa.int64()), ("column", pa.string()), ("id", pa.string()), ("name", pa.string()), ("part", pa.string()),
    ("listed_name", pa.string()), ("party", pa.string()), ("list", pa.string()), ("entry", pa.string()), ("since", pa.string()),
    ("programmes", pa.string()), ("name_log10_lr", pa.float64()), ("log10_lr", pa.float64()), ("probability", pa.float64()),
    ("facts", pa.string()), ("decision", pa.string()),
])  # fmt: skip
_NUMBERS = {"imo": "imo", "registration": "registration", "passport": "passport", "tax_id": "tax"}
SLACK = 2.0  # log10 LR below the threshold from which facts may still raise a name: the same as for one party alone
_KINDS = {
    PartyKind.PERSON: ("person", "individual", "natural person", "human", "man", "woman", "p", "i"),
    PartyKind.ORGANISATION: ("organisation", "organization", "company", "entity", "legal entity", "legalentity", "firm",
                             "corporate", "business", "o", "c", "e", "publicbody", "public body"),
    PartyKind.VESSEL: ("vessel", "ship", "boat", "v"),
    PartyKind.AIRCRAFT: ("aircraft", "airplane", "plane", "a"),
}  # fmt: skip
KIND_OF = {fold(word): kind for kind, words in _KINDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Terms:
    """How to answer: `threshold` in log10 LR, `prior` the share of parties that is listed, `top` listed parties a row at most;
    decisions to apply; `every`: show also pairs that were decided to be not the same."""

    threshold: float = THRESHOLD_IN_BULK
    prior: float = PRIOR_LISTED
    top: int = 5
    decisions: Decisions | None = None
    every: bool = False

    @property
    def floor(self) -> float:
        """Least log10 LR of the names alone."""
        return self.threshold - SLACK


@dataclass(slots=True)
class Counts:
    """Every name asked is in exactly one of `hit`, `no_hit`, `quieted` (all it met was decided to be not the same), `empty` and
    `not_comparable` (no letter or digit that can be compared); `rows` is their sum. `names` were asked of them, parts of cells
    included; `split` cells held several; `left_out` were longer than is compared; `hits` rows of output;
    `near`: rows of `no_hit` under whose names alone a listed one would be shown if they were typed by themselves."""

    rows: int = 0
    hit: int = 0
    no_hit: int = 0
    quieted: int = 0
    empty: int = 0
    not_comparable: int = 0
    names: int = 0
    split: int = 0
    left_out: int = 0
    hits: int = 0
    near: int = 0

    def add(self, other: Counts) -> None:
        """Count these too."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass(frozen=True, slots=True)
class Plan:
    """A batch made ready: `cases[i]` = names of row i as places in `queries`; of rows `split_off` some parts were not asked."""

    rows: dict[str, list[Any]]
    cases: list[tuple[int, ...]]
    queries: list[Query]
    split_off: frozenset[int]


def plan(batch: pa.RecordBatch | pa.Table) -> Plan:
    """Names of the batch, split, each distinct name and kind once, in order of appearance."""
    rows = _columns(batch)
    place: dict[Query, int] = {}
    known: dict[tuple[str, str], tuple[tuple[int, ...], bool]] = {}
    cases: list[tuple[int, ...]] = []
    off: set[int] = set()
    for i, (name, kind) in enumerate(zip(rows["name"], rows["kind"], strict=True)):
        case = known.get((name, kind))
        if case is None:
            names = names_in(name) if name.strip() else ()
            number = KINDS[kind_of(kind)]
            places = tuple(place.setdefault((each, number), len(place)) for each in names[:MOST])
            case = known[name, kind] = places, len(names) > MOST
        cases.append(case[0])
        if case[1]:
            off.add(i)
    return Plan(rows, cases, list(place), frozenset(off))


def kind_of(text: str) -> PartyKind:
    """The kind that a cell of a table names; unknown where it names none."""
    return KIND_OF.get(fold(text), PartyKind.UNKNOWN) if text else PartyKind.UNKNOWN


def told(plan: Plan, answers: Sequence[Answer], matcher: Matcher, terms: Terms) -> tuple[pa.Table, Counts]:
    """The table of hits (`HITS`), by row and falling likelihood, and the counts. `answers[i]` answers `plan.queries[i]`."""
    out: dict[str, list[Any]] = {name: [] for name in HITS.names}
    counts = Counts(rows=len(plan.cases))
    seen: dict[tuple[Any, ...], tuple[Fact, ...]] = {}
    for i, case in enumerate(plan.cases):
        counts.names += len(case)
        counts.split += len(case) > 1
        mine = [answers[q] for q in case]
        counts.left_out += i in plan.split_off or any(a.left_out for a in mine)
        bearers = bearers_of(i, plan, matcher)
        found = _candidates(i, case, mine, bearers, plan, matcher, terms, seen) if bearers or any(a.hits for a in mine) else []
        written, quiet = _write(i, found, plan, matcher, terms, out)
        if not written and not quiet and not any(a.words for a in mine):
            counts.not_comparable += bool(case)
            counts.empty += not case
            continue
        counts.hit += written > 0
        counts.quieted += not written and quiet > 0
        counts.no_hit += not written and not quiet
        counts.near += not written and not quiet and any(a.near for a in mine)
        counts.hits += written
    return pa.table(out, schema=HITS), counts


def bearers_of(i: int, plan: Plan, matcher: Matcher) -> dict[int, bool]:
    """Listed parties that bear a number of row i (`numbers.Numbers.bearers`)."""
    if not any(plan.rows[field][i] for field in _NUMBERS):
        return {}
    return matcher.numbers.bearers(_identifiers({field: _many(plan.rows[field][i]) for field in _NUMBERS}))


def screen_table(batch: pa.RecordBatch | pa.Table, matcher: Matcher, terms: Terms | None = None, *, threads: int = 1) -> pa.Table:
    """What a batch of parties met, as a table of `HITS`. Needs a column `name`; `row` is counted where it is missing, and any of
    `id`, `kind`, `country`, `birth_date`, `imo`, `registration`, `passport`, `tax_id` is used. Pure."""
    terms = terms or Terms()
    made = plan(batch)
    answers = ask(made.queries, matcher, floor=terms.floor, top=2 * terms.top, threads=threads)
    return told(made, answers, matcher, terms)[0]


def _columns(batch: pa.RecordBatch | pa.Table) -> dict[str, list[Any]]:
    have = set(batch.schema.names)
    rows: dict[str, list[Any]] = {
        name: [v if isinstance(v, str) else "" if v is None else str(v) for v in batch.column(name).to_pylist()]
        for name in ("column", *ASKED)
        if name in have
    }
    size = batch.num_rows
    for name in ("column", *ASKED):
        rows.setdefault(name, [""] * size)
    rows["row"] = batch.column("row").to_pylist() if "row" in have else list(range(1, size + 1))
    return rows


Candidate = tuple[float, int, int, int, float, tuple[Fact, ...]]  # total, party, row of its name, query, of the names, facts


def _candidates(
    i: int, case: tuple[int, ...], mine: Sequence[Answer], bearers: Mapping[int, bool], plan: Plan, matcher: Matcher,
    terms: Terms, seen: dict[tuple[Any, ...], tuple[Fact, ...]],
) -> list[Candidate]:  # fmt: skip
    """Listed parties of one row, best first; as `reason.match.about.candidates` finds them for one party."""
    best: dict[int, tuple[float, int, int]] = {}
    for query, answer in zip(case, mine, strict=True):
        for party, row, value in answer.hits:
            if party not in best or value > best[party][0]:
                best[party] = (value, row, query)
    for party in bearers.keys() - best.keys():
        best[party] = _by_number(party, case, plan, matcher)
    given = tuple(plan.rows[name][i] for name in FACTS)
    found = []
    for party, (value, row, query) in best.items():
        beside: tuple[Fact, ...] = ()
        if any(given):
            key = (party, *given)
            if key not in seen:
                seen[key] = facts(_party(given), matcher.parties[party])
            beside = seen[key]
        total = value + sum(f.weight for f in beside)
        if total >= terms.threshold or bearers.get(party):
            found.append((total, party, row, query, value, beside))
    found.sort(key=lambda c: (-c[0], c[1]))
    return found[: terms.top]


def _by_number(party: int, case: tuple[int, ...], plan: Plan, matcher: Matcher) -> tuple[float, int, int]:
    """(log10 LR of the names, row, query) of a listed party that was found by a number; an empty name says nothing (query -1)."""
    if not case:
        return 0.0, int((matcher.index.columns.entity == party).argmax()), -1
    queries = [plan.queries[q] for q in case]
    asked = ask_words([name for name, _ in queries], matcher.release.weights, matcher.lexicon)
    near, at, row = nearest_of(asked, queries[0][1], party, matcher)
    return near.log_lr, row, case[at]


def party_of(row: Mapping[str, str], names: Sequence[str]) -> Party:
    """The party that a row describes, under the names asked of it."""
    given = _party(tuple(row.get(name, "") for name in FACTS))
    listed = tuple(PartyName(text=name) for name in names)
    return given.model_copy(update={"id": row.get("id") or names[0], "kind": kind_of(row.get("kind", "")), "names": listed})


def _party(given: tuple[str, ...]) -> Party:
    cells = dict(zip(FACTS, given, strict=True))
    many = {name: _many(cell) for name, cell in cells.items()}
    countries = tuple(c.upper() if len(c) == 2 else c for c in many["country"])
    return Party(
        id="row", names=(PartyName(text="-"),), countries=countries, born=many["birth_date"], identifiers=_identifiers(many)
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(v.strip() for v in cell.replace("|", ";").split(";") if v.strip())


def _identifiers(many: Mapping[str, tuple[str, ...]]) -> tuple[Identifier, ...]:
    return tuple(Identifier(kind=kind, value=v) for name, kind in _NUMBERS.items() for v in many[name])


def _write(
    i: int, found: Sequence[Candidate], plan: Plan, matcher: Matcher, terms: Terms, out: dict[str, list[Any]]
) -> tuple[int, int]:
    """Append the hits of one row; (written, left out by a decision)."""
    written = quiet = 0
    for total, party, row, query, value, beside in found:
        decision = ""
        if terms.decisions is not None and plan.cases[i]:
            cells = {name: plan.rows[name][i] for name in ASKED}
            asked = party_of(cells, [plan.queries[q][0] for q in plan.cases[i]])
            if (ruling := terms.decisions.on(asked, party, matcher)) is not None:
                quiet += ruling.quiets
                if ruling.quiets and not terms.every:
                    continue
                decision = ruling.short
        written += 1
        total = round(total, 3)
        held = [matcher.listings[k] for k in matcher.listings_of[party]]
        for name, cell in (
            ("row", plan.rows["row"][i]), ("column", plan.rows["column"][i]), ("id", plan.rows["id"][i]),
            ("name", plan.rows["name"][i]), ("part", plan.queries[query][0] if query >= 0 else ""),
            ("listed_name", matcher.names[row]), ("party", held[0].party.id), ("list", held[0].list_id),
            ("entry", _joined(e.entry_id for e in held)),
            ("since", _joined(e.listed_on for e in held)), ("programmes", _joined(p for e in held for p in e.programmes)),
            ("name_log10_lr", round(value, 3)), ("log10_lr", total),
            ("probability", round(listed_probability(total, terms.prior), 4)),
            ("facts", _joined(f"{f.sentence} ({f.weight:+.1f})" for f in beside)), ("decision", decision),
        ):  # fmt: skip
            out[name].append(cell)
    return written, quiet


def _joined(texts: Any) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
