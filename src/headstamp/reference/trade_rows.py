"""What a screen of declarations knows: its signals, product groups, regimes, ports, wordings, published cases, and HS headings.

Column meanings: docs/packs.md. `headstamp.reason.screen.tables` turns the rows into the tables that the scorer reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from headstamp.reference.listing_rows import day
from headstamp.reference.row import Raw, Row, base, split

REGIMES = frozenset(
    ("arms embargo", "arms embargo of some states", "arms export ban", "diversion", "hub", "dprk neighbour", "convenience flag")
)
PORT_KINDS = frozenset(("dprk", "border", "hub", "military"))
WORDINGS = frozenset(
    ("cover", "generic", "metal", "ammunition", "explosive", "military party", "to order", "unnamed", "bank", "forwarder",
     "trade", "legal form")
)  # fmt: skip
SIGNAL_GROUPS = frozenset(("legal", "party", "documents", "goods", "wording", "measures", "flow", "route", "vessel"))
COUNTED = frozenset(("", "cargo", "text"))
KNOWN = frozenset(("imo", "vessel", "party"))


@dataclass(frozen=True, slots=True)
class SignalRow(Row):
    """One rule of a screen (the id): its group, whether it is on, and the numbers that its weight is made of.

    `sensitivity` is `k` of `n` disguised cargoes that show it; `rate` the share of honest consignments on which it fires at most,
    as long as no history says otherwise; `cap` the largest weight, log10; `budget` the share of consignments above which the rule
    tires its officers; `threshold` is in the unit that the rule's description names."""

    group: str
    on: bool
    threshold: float
    k: int
    n: int
    rate: float
    cap: float
    budget: float
    legal_note: str
    indicators: tuple[str, ...]
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductGroupRow(Row):
    """Goods that a resolution bans `from` or `to` the DPRK, as HS prefixes, since a day, with the paragraph."""

    direction: str
    hs: tuple[str, ...]
    since: str
    paragraph: str
    what: str


@dataclass(frozen=True, slots=True)
class RegimeRow(Row):
    """What is to be known of a state in one respect (`kind`, one of `REGIMES`), between two days."""

    country: str
    kind: str
    since: str
    until: str
    what: str


@dataclass(frozen=True, slots=True)
class PortRow(Row):
    """A port, its UN/LOCODE, names as papers write it, its state, and why it is in the table (`kind`, one of `PORT_KINDS`)."""

    name: str
    locode: str
    aliases: tuple[str, ...]
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class WordingRow(Row):
    """Words or phrases of goods or of names of parties that mean one thing (`kind`, one of `WORDINGS`). A cover wording has the
    cases that taught it and the first day on which it could be known; a trade has the HS chapters that it buys. `family` names
    what the rows of one kind share: a disguise, a trade."""

    kind: str
    family: str
    words: tuple[str, ...]
    hs: tuple[str, ...]
    cases: tuple[str, ...]
    since: str


@dataclass(frozen=True, slots=True)
class KnownRow(Row):
    """A vessel or party that a published case names. It counts only for shipments after `since`."""

    kind: str
    value: str
    case: str
    since: str


@dataclass(frozen=True, slots=True)
class CaseRow(Row):
    """A published case (the id): what was found under which papers, in a few words, and its day, month or year. `counted` says in
    which sensitivities it was counted: `cargo`, `text` (its papers' words are known: in both), or empty."""

    title: str
    when: str
    counted: str


@dataclass(frozen=True, slots=True)
class PriorityRow(Row):
    """A subheading (the id, six digits) of the Common High Priority List."""

    tier: str
    since: str


@dataclass(frozen=True, slots=True)
class HeadingRow(Row):
    """A heading of the Harmonized System (the id, four digits) in our own words, and terms as papers write them."""

    title: str
    terms: tuple[str, ...]


def _number(raw: Raw, column: str, low: float, high: float) -> float:
    value = float(raw[column])
    if not low <= value <= high:
        raise ValueError(f"{column} {raw[column]} is not in {low:g}..{high:g}")
    return value


def _whole_day(raw: Raw, column: str) -> str:
    text = day(raw[column])
    if text and len(text) != 10:
        raise ValueError(f"{column} {text!r} is not a day such as 2017-08-05")
    return text


def _prefixes(text: str) -> tuple[str, ...]:
    found = split(text)
    bad = [p for p in found if not (p.isascii() and p.isdigit() and len(p) in (2, 4, 6))]
    if bad:
        raise ValueError(f"{bad[0]!r} is not an HS chapter, heading or subheading of 2, 4 or 6 digits")
    return found


def _one_of(raw: Raw, column: str, known: frozenset[str]) -> str:
    if raw[column] not in known:
        raise ValueError(f"{column} {raw[column]!r} is none of {', '.join(sorted(known))}")
    return raw[column]


def _country(raw: Raw) -> str:
    code = raw["country"]
    if not (len(code) == 2 and code.isascii() and code.isupper()):
        raise ValueError(f"country {code!r} is not an ISO 3166-1 alpha-2 code")
    return code


def _signal(raw: Raw, pack: str) -> SignalRow:
    k, n = int(raw["sensitivity_k"]), int(raw["sensitivity_n"])
    if not 0 <= k <= n:
        raise ValueError(f"sensitivity {k} of {n} is no share")
    return SignalRow(
        *base(raw, pack, "id"), raw["group"], _one_of(raw, "on", frozenset(("yes", "no"))) == "yes",
        float(raw["threshold"] or 0), k, n, _number(raw, "rate", 0, 1), _number(raw, "cap", 0, 6), _number(raw, "budget", 0, 1),
        raw["legal_note"], split(raw["indicators"]), split(raw["cases"]),
    )  # fmt: skip


def _product_group(raw: Raw, pack: str) -> ProductGroupRow:
    direction = _one_of(raw, "direction", frozenset(("from", "to", "both")))
    return ProductGroupRow(
        *base(raw, pack, "id"), direction, _prefixes(raw["hs"]), _whole_day(raw, "since"), raw["paragraph"], raw["what"]
    )


def _regime(raw: Raw, pack: str) -> RegimeRow:
    since, until = _whole_day(raw, "since"), _whole_day(raw, "until")
    return RegimeRow(*base(raw, pack, "id"), _country(raw), _one_of(raw, "kind", REGIMES), since, until, raw["what"])


def _port(raw: Raw, pack: str) -> PortRow:
    common = base(raw, pack, "id")
    return PortRow(*common, raw["name"], raw["locode"], split(raw["aliases"]), _country(raw), _one_of(raw, "kind", PORT_KINDS))


def _wording(raw: Raw, pack: str) -> WordingRow:
    words = split(raw["words"])
    if not words:
        raise ValueError("a row of wordings has at least one word")
    return WordingRow(
        *base(raw, pack, "id"), _one_of(raw, "kind", WORDINGS), raw["family"], words, _prefixes(raw["hs"]), split(raw["cases"]),
        _whole_day(raw, "since"),
    )  # fmt: skip


def _known(raw: Raw, pack: str) -> KnownRow:
    return KnownRow(*base(raw, pack, "id"), _one_of(raw, "kind", KNOWN), raw["value"], raw["case"], _whole_day(raw, "since"))


def _case(raw: Raw, pack: str) -> CaseRow:
    return CaseRow(*base(raw, pack, "case"), raw["title"], day(raw["when"]), _one_of(raw, "counted", COUNTED))


def _priority(raw: Raw, pack: str) -> PriorityRow:
    if len(raw["hs6"]) != 6 or _prefixes(raw["hs6"]) != (raw["hs6"],):
        raise ValueError(f"{raw['hs6']!r} is not a subheading of 6 digits")
    return PriorityRow(*base(raw, pack, "hs6"), raw["tier"], _whole_day(raw, "since"))


def _heading(raw: Raw, pack: str) -> HeadingRow:
    if len(raw["heading"]) != 4 or _prefixes(raw["heading"]) != (raw["heading"],):
        raise ValueError(f"{raw['heading']!r} is not a heading of 4 digits")
    return HeadingRow(*base(raw, pack, "heading"), raw["title"], split(raw["terms"]))


TRADE_SCHEMA: dict[str, tuple[str, Callable[[Raw, str], Row]]] = {
    "signals": (
        "id group on threshold sensitivity_k sensitivity_n rate cap budget legal_note indicators cases",
        _signal,
    ),
    "product_groups": ("id direction hs since paragraph what", _product_group),
    "regimes": ("id country kind since until what", _regime),
    "ports": ("id name locode aliases country kind", _port),
    "wordings": ("id kind family words hs cases since", _wording),
    "known": ("id kind value case since", _known),
    "cases": ("case title when counted", _case),
    "chpl": ("hs6 tier since", _priority),
    "headings": ("heading title terms", _heading),
}
"""Part of `headstamp.reference.rows.SCHEMA`: table name -> (its own columns, the function that types a row)."""
