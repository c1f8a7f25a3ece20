"""What is worked out once for each distinct text, name, port or route, and then laid beside the lines that have it."""

from __future__ import annotations

import numpy as np
import polars as pl

from headstamp.observe.declarations.country_codes import ALPHA2
from headstamp.reason.screen.given import Given, phrase

NAMED = "named"
PARTY_KINDS = ("unnamed", "to order", "bank", "forwarder")  # the first that fits


def folded(column: str) -> pl.Expr:
    """Small letters and digits, one blank between words and at either end."""
    return pl.format(" {} ", pl.col(column).str.to_lowercase().str.replace_all(r"[^\p{L}\p{M}\p{N}]+", " ").str.strip_chars())


def without(column: str, phrases: list[str]) -> pl.Expr:
    """A folded text without these phrases. Blanks are doubled first, so that words that follow each other both go."""
    apart = pl.col(column).str.replace_all(" ", "  ", literal=True)
    wanted = [f" {each.strip().replace(' ', '  ')} " if each[0] == " " else each for each in phrases]
    return apart.str.replace_many(wanted, [""]) if wanted else apart


def text_facts(texts: pl.Series, given: Given) -> pl.DataFrame:
    """Distinct texts of goods -> `goods_vague` (every word says nothing), `goods_digits` (any digit), `goods_count` (words),
    `goods_metal`, `goods_ammunition`, `goods_explosive` (words of that kind), `cover` and `cover_since` (the wording that was
    known first). An empty text has nulls."""
    frame = pl.DataFrame({"goods": texts}).with_columns(_text=folded("goods"))
    rest = without("_text", given.phrases("generic"))
    said = pl.col("_text").str.len_bytes() > 2
    known = given.wordings("cover")
    since = pl.col("cover").replace_strict(known["id"], known["since"], default=None, return_dtype=pl.Date)
    found = frame.select(
        "goods",
        goods_vague=pl.when(said).then(~rest.str.contains(r"\p{L}")),
        goods_digits=pl.when(said).then(pl.col("_text").str.contains(r"\p{N}")),
        goods_count=pl.when(said).then(pl.col("_text").str.count_matches(" ", literal=True) - 1),
        goods_metal=pl.when(said).then(_any("_text", given.phrases("metal"))),
        goods_ammunition=pl.when(said).then(_any("_text", given.phrases("ammunition"))),
        goods_explosive=pl.when(said).then(_any("_text", given.phrases("explosive"))),
        cover=pl.when(said).then(_cover(given)),
    )
    return found.with_columns(cover_since=since)


def _cover(given: Given) -> pl.Expr:
    """The id of the cover wording that was known first, "" for none."""
    found = pl.lit("")
    rows = given.wordings("cover").sort("since", "id", nulls_last=False).rows(named=True)
    for row in reversed(rows):
        hit = _any("_text", [phrase(each) for each in row["words"]])
        found = pl.when(hit).then(pl.lit(row["id"])).otherwise(found)
    every = [phrase(each) for row in rows for each in row["words"]]
    return pl.when(_any("_text", every)).then(found).otherwise(pl.lit(""))


def name_facts(names: pl.Series, given: Given) -> pl.DataFrame:
    """Distinct names of parties -> `name`, `kind` (named, to order, bank, forwarder, unnamed), `military`, `trades` (a bit for
    each trade that the name tells), `known` and `known_since` (the first published case that names it)."""
    frame = pl.DataFrame({"name": names}).with_columns(_text=folded("name"))
    kind = pl.lit(NAMED)
    for each in reversed(PARTY_KINDS):
        kind = pl.when(_any("_text", given.phrases(each))).then(pl.lit(each)).otherwise(kind)
    trades = pl.lit(0, pl.Int64)
    for bit, (_, phrases, _) in enumerate(trade_rows(given)):
        trades += pl.when(_any("_text", phrases)).then(pl.lit(1 << bit, pl.Int64)).otherwise(pl.lit(0, pl.Int64))
    known = given.known("party").with_columns(value=pl.col("value").map_elements(phrase, pl.String))
    every = [each for _, phrases, _ in trade_rows(given) for each in phrases]
    found = frame.select("name", "_text", kind=kind, military=_any("_text", given.phrases("military party")))
    found = _told(found, every, {"trades": trades})
    found = _told(found, known["value"].to_list(), _first_case(known)).drop("_text")
    return found.with_columns(pl.col("trades").fill_null(0))


def _told(frame: pl.DataFrame, phrases: list[str], made: dict[str, pl.Expr]) -> pl.DataFrame:
    """Columns that only rows with one of these phrases have, null elsewhere: few names have one, and only those are looked at
    phrase by phrase."""
    some = frame.filter(_any("_text", phrases)).select("name", **made)
    return frame.join(some, on="name", how="left", maintain_order="left")


def _first_case(known: pl.DataFrame) -> dict[str, pl.Expr]:
    """The case that named a party first, and since when it is known."""
    case, since = pl.lit(None, pl.String), pl.lit(None, pl.Date)
    for row in known.reverse().iter_rows(named=True):
        hit = _any("_text", [row["value"]])
        case = pl.when(hit).then(pl.lit(row["case"])).otherwise(case)
        since = pl.when(hit).then(pl.lit(row["since"])).otherwise(since)
    return {"known": case, "known_since": since}


def trade_rows(given: Given) -> list[tuple[str, list[str], frozenset[str]]]:
    """(trade, its words, HS chapters that such a firm buys), in a fixed order; at most 60 of them."""
    rows = given.wordings("trade").sort("family", "id")
    found: dict[str, tuple[list[str], set[str]]] = {}
    for row in rows.iter_rows(named=True):
        words, chapters = found.setdefault(row["family"], ([], set()))
        words += [phrase(each) for each in row["words"]]
        chapters |= set(row["hs"])
    return [(trade, words, frozenset(chapters)) for trade, (words, chapters) in found.items()][:60]


def chapters_of_trades(given: Given) -> pl.Expr:
    """The bits of the trades that buy goods of the line's chapter."""
    rows = trade_rows(given)
    chapters = sorted({chapter for _, _, bought in rows for chapter in bought})
    bits = [sum(1 << bit for bit, (_, _, bought) in enumerate(rows) if chapter in bought) for chapter in chapters]
    if not chapters:
        return pl.lit(0, pl.Int64)
    return pl.col("hs2").replace_strict(chapters, bits, default=0, return_dtype=pl.Int64)


def port_facts(ports: pl.Series, given: Given) -> pl.DataFrame:
    """Distinct `ports` (all ports of a line in one text) -> the name of the first that is a `port_dprk`, `port_border`,
    `port_hub` or `port_military` one, "" for none, null where no port is named."""
    frame = pl.DataFrame({"ports": ports}).with_columns(_text=folded("ports"))
    said = pl.col("_text").str.len_bytes() > 2
    out = {}
    for kind in ("dprk", "border", "hub", "military"):
        found = pl.lit("")
        if kind == "dprk":  # a UN/LOCODE begins with the country; North Korea's need no table
            found = (
                pl.when(pl.col("ports").str.contains(r"(^|[^A-Za-z])KP[A-Z]{3}([^A-Za-z]|$)")).then(pl.lit("KP")).otherwise(found)
            )
        rows = given.tables["ports"].filter(pl.col("kind") == kind).sort("id", descending=True)
        for row in rows.iter_rows(named=True):
            written = [row["name"], row["locode"], *row["aliases"]]
            hit = _any("_text", [phrase(each) for each in written if each])
            found = pl.when(hit).then(pl.lit(row["name"])).otherwise(found)
        out[f"port_{kind}"] = pl.when(said).then(found)
    return frame.select("ports", **out)


def route_facts(routes: pl.Series, given: Given) -> pl.DataFrame:
    """Distinct `route` texts (codes of countries with blanks between) -> `route_dprk`, `route_hub` (the first hub, "" for none),
    `route_stops` (distinct countries on the way), `route_twice` (a country that is left and come back to)."""
    frame = pl.DataFrame({"way": routes})
    codes = pl.col("way").str.split(" ").list.eval(pl.element().filter(pl.element() != ""))
    hubs = given.regime("hub")["country"].to_list()
    said = pl.col("way") != ""
    changes = codes.list.eval((pl.element() != pl.element().shift(1)).fill_null(True).cast(pl.Int32)).list.sum()
    return frame.select(
        "way",
        route_dprk=pl.when(said).then(pl.col("way").str.contains(r"(^| )KP( |$)")),
        route_hub=pl.when(said).then(codes.list.eval(pl.element().filter(pl.element().is_in(hubs))).list.first().fill_null("")),
        route_stops=pl.when(said).then(codes.list.n_unique().cast(pl.Int64)),
        route_twice=pl.when(said).then(changes > codes.list.n_unique()),
    )


_PLACES = (
    "ADANA", "AMUAY", "ARATU", "ARICA", "ARUBA", "ASSAB", "BEIRA", "BELEM", "BREST", "CADIZ", "CAIRO", "CHIBA", "COEGA",
    "COLON", "DELHI", "DOVER", "GABES", "GAETA", "GAVLE", "GEBZE", "GENOA", "GEOJE", "GIJON", "IMARI", "KENAI", "LAGOS",
    "MACAU", "MALMO", "MALTA", "MANTA", "MASAN", "MOKPO", "MOLDE", "MUARA", "NAMPO", "NATAL", "NEVIS", "PAITA", "PARIS",
    "PECEM", "PEMBA", "PLOCE", "PRAIA", "ROUEN", "SAKAI", "SEOUL", "SINES", "SOHAR", "SOREL", "TOKYO", "VARNA", "YEOSU",
)  # fmt: skip
"""Names of places that have the form of a UN/LOCODE."""


def state_of_port(column: str) -> pl.Expr:
    """The state of a port that is given by its UN/LOCODE; null for a name, which the reader leaves as written.

    >>> pl.DataFrame({"p": ["KRPUS", "BUSAN", "GENOA", "ITGOA", ""]}).select(state_of_port("p"))["p"].to_list()
    ['KR', None, None, 'IT', None]
    """
    port = pl.col(column)
    state = port.str.slice(0, 2)
    code = port.str.contains(r"^[A-Z]{2} ?[A-Z2-9]{3}$") & state.is_in(sorted(ALPHA2)) & ~port.is_in(_PLACES)
    return pl.when(code).then(state)


_LETTERS = np.full(256, -1, np.int64)
for _i, _v in enumerate(v for v in range(10, 40) if v % 11):  # ISO 6346: letters count 10 to 38 without the multiples of 11
    if _i < 26:
        _LETTERS[ord("A") + _i] = _v
_LETTERS[ord("0") : ord("9") + 1] = np.arange(10)


def containers_wrong(numbers: pl.Series) -> pl.Series:
    """Container numbers -> whether the check digit is wrong (ISO 6346:2022, annex A); null for what has not that form.

    >>> containers_wrong(pl.Series(["CSQU3054383", "CSQU3054384", "none"])).to_list()
    [False, True, None]
    """
    formed = numbers.str.contains(r"^[A-Z]{3}[UJZ][0-9]{7}$").fill_null(False)
    text = numbers.filter(formed).str.join("").to_list()[0] or ""
    signs = np.frombuffer(text.encode(), np.uint8).reshape(-1, 11)
    total = _LETTERS[signs[:, :10]] @ (1 << np.arange(10))
    wrong = total % 11 % 10 != _LETTERS[signs[:, 10]]
    out = pl.Series(formed).to_frame("formed").with_columns(at=pl.col("formed").cum_sum() - 1)
    found = pl.Series(wrong) if len(wrong) else pl.Series([None], dtype=pl.Boolean)
    return out.select(pl.when("formed").then(found.gather(out["at"].cast(pl.Int64).clip(0, max(0, len(wrong) - 1))))).to_series()


def imo_wrong(column: str = "imo") -> pl.Expr:
    """Boolean: the check digit of an IMO ship number is wrong (IMO resolution A.1117(30)); null for what is no seven digits."""
    number = pl.col(column).cast(pl.Int64, strict=False)
    total = sum(((number // 10 ** (6 - i)) % 10 * (7 - i) for i in range(6)), start=pl.lit(0, pl.Int64))
    return pl.when(pl.col(column).str.len_bytes() == 7).then(total % 10 != number % 10)


def _any(column: str, phrases: list[str]) -> pl.Expr:
    return pl.col(column).str.contains_any(phrases) if phrases else pl.lit(False)
