"""The papers of one consignment set against each other. Works on the consignments of several lines only; one paper
contradicts nobody.

Lines come with `gid` (the number of their consignment), `live` (not replaced by a later version) and everything that
enrichment added.
"""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.facts import folded, state_of_port, without
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rules.parties import NOBODY

_TEXT, _FLAG, _NUMBER, _WHOLE = pl.String(), pl.Boolean(), pl.Float64(), pl.Int64()
COMPARED: dict[str, pl.DataType] = {
    "doc_goods_differ": _FLAG, "doc_goods_of": _TEXT, "doc_goods_a": _TEXT, "doc_goods_b": _TEXT,
    "doc_weight_apart": _NUMBER, "doc_weight_of": _TEXT, "doc_weight_a": _NUMBER, "doc_weight_b": _NUMBER,
    "doc_party_differ": _FLAG, "doc_party_of": _TEXT, "doc_party_a": _TEXT, "doc_party_b": _TEXT,
    "doc_place_differ": _FLAG, "doc_place_of": _TEXT, "doc_place_what": _TEXT, "doc_place_a": _TEXT, "doc_place_b": _TEXT,
    "changed": _FLAG, "changed_what": _TEXT, "changed_from": _TEXT, "changed_to": _TEXT, "amended_days": _WHOLE,
    "versions": _WHOLE,
    "ship_imo": _TEXT, "ship_flags": _TEXT, "ship_names": _TEXT, "ship_flag_differs": _FLAG, "ship_name_differs": _FLAG,
}  # fmt: skip
"""What is found, with types; null where there is nothing to compare."""
NEEDS = frozenset(("shipper_kind", "consignee_kind", "goods_top"))
"""Columns of enrichment that comparing reads."""
_AMENDED = ("changed", "changed_what", "changed_from", "changed_to", "amended_days", "versions")
_PORTS = {"discharge_port": "port of discharge", "load_port": "port of loading"}
_WORD = 5  # letters of a word that are compared: "shrimp" and "shrimps" are one


def compare(lines: pl.DataFrame, given: Given) -> pl.DataFrame:
    """`gid` and the columns of `COMPARED`, a row for each consignment that has anything to compare."""
    if lines.is_empty():
        return pl.DataFrame(schema={"gid": pl.Int64(), **COMPARED})
    papers = _papers(lines.filter("live"))
    pairs = papers.join(papers, on="gid", suffix="_b").filter(pl.col("document") < pl.col("document_b"))
    parts = [_goods(pairs, given), _weight(pairs), _party(pairs, given), _place(pairs), _amended(lines), _ships(lines)]
    found = lines.select(pl.col("gid").unique())
    for part in parts:
        found = found.join(part, on="gid", how="left")
    return found.select("gid", *(pl.col(name).cast(kind) for name, kind in COMPARED.items()))


def _some(column: str) -> pl.Expr:
    """The first text of a paper that is not empty, "" where there is none."""
    return pl.col(column).replace("", None).drop_nulls().first().fill_null("").alias(column)


def _papers(live: pl.DataFrame) -> pl.DataFrame:
    """One row for each kind of paper of each consignment."""
    several = live.filter(pl.col("document").n_unique().over("gid") > 1)
    return several.group_by("gid", "document", maintain_order=True).agg(
        pl.col("goods").unique(maintain_order=True).str.join(" ").alias("goods"),
        pl.col("hs2").unique().alias("hs2"),
        pl.col("goods_top").drop_nulls().explode().drop_nulls().unique().alias("goods_top"),
        pl.when(pl.col("gross_kg").is_not_null().any()).then(pl.col("gross_kg").sum()).alias("gross_kg"),
        *(_some(c) for c in ("shipper", "shipper_kind", "consignee", "consignee_kind", "origin", "destination", *_PORTS)),
        pl.col("via").unique(maintain_order=True).str.join(" "),
    )


def _first(pairs: pl.DataFrame, name: str) -> pl.DataFrame:
    """One row a consignment: the first pair of papers that differs, else any."""
    return pairs.sort(["gid", f"doc_{name}_differ", f"doc_{name}_of"], descending=[False, True, False], nulls_last=True).unique(
        "gid", keep="first", maintain_order=True
    )


_OF = pl.format("{} and {}", "document", "document_b")


def _words(pairs: pl.DataFrame, columns: tuple[str, ...], dropped: list[str]) -> pl.DataFrame:
    """Distinct texts of these columns -> `text`, `words` (beginnings of its words without those that say nothing)."""
    texts = pl.concat([pairs[c].rename("text") for c in columns]).unique()
    frame = pl.DataFrame({"text": texts}).with_columns(_text=folded("text"))
    words = (
        without("_text", dropped).str.extract_all(r"\p{L}[\p{L}\p{N}]+").list.eval(pl.element().str.slice(0, _WORD)).list.unique()
    )
    return frame.select("text", words=words)


def _apart(pairs: pl.DataFrame, a: str, b: str, dropped: list[str]) -> pl.DataFrame:
    """Pairs with `apart`: no word of one text stands in the other. Null where either has none left, or they share no script.
    Texts that are equal, as most are, are not read."""
    unlike = (pl.col(a) != pl.col(b)) & (pl.col(a) != "") & (pl.col(b) != "")
    alike = pairs.filter(~unlike).with_columns(apart=pl.when((pl.col(a) == pl.col(b)) & (pl.col(a) != "")).then(pl.lit(False)))
    pairs = pairs.filter(unlike)
    words = _words(pairs, (a, b), dropped)
    out = pairs.join(words, left_on=a, right_on="text", how="left", maintain_order="left").join(
        words.rename({"words": "words_b"}), left_on=b, right_on="text", how="left", maintain_order="left"
    )
    both = (pl.col("words").list.len() > 0) & (pl.col("words_b").list.len() > 0)
    latin = r"[A-Za-z]"
    one_script = pl.col(a).str.contains(latin) == pl.col(b).str.contains(latin)
    none = pl.col("words").list.set_intersection("words_b").list.len() == 0
    out = _without_slips(out.with_columns(apart=pl.when(both & one_script).then(none)))
    return pl.concat([alike, out.drop("words", "words_b")])


def _without_slips(pairs: pl.DataFrame) -> pl.DataFrame:
    """The same pairs; those whose words are apart only by a slip of the pen are no longer apart. Few are left to be read here."""
    told = pairs.filter(pl.col("apart")).select("words", "words_b").unique(maintain_order=True)
    if told.is_empty():
        return pairs
    same = [any(is_slip(a, b) for a in mine for b in other) for mine, other in told.iter_rows()]
    told = told.with_columns(_same=pl.Series(same, dtype=pl.Boolean))
    joined = pairs.join(told, on=["words", "words_b"], how="left", maintain_order="left")
    return joined.with_columns(apart=pl.col("apart") & ~pl.col("_same").fill_null(False)).drop("_same")


def is_slip(a: str, b: str) -> bool:
    """Whether two beginnings of words differ by one letter that is wrong, missing or too much, or by two that changed places.
    The first letter is seldom a slip, and short words are too near each other.

    >>> is_slip("sockt", "socke"), is_slip("latpo", "lapto"), is_slip("tiles", "files"), is_slip("tea", "ten")
    (True, True, False, False)
    """
    if min(len(a), len(b)) < 4 or a[0] != b[0] or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) != len(b):
        long, short = (a, b) if len(a) > len(b) else (b, a)
        return long[at + 1 :] == short[at:]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])


def _goods(pairs: pl.DataFrame, given: Given) -> pl.DataFrame:
    dropped = given.phrases("generic")
    pairs = _apart(pairs.select("gid", "document", "document_b", "goods", "goods_b", "hs2", "hs2_b", "goods_top", "goods_top_b"),
                   "goods", "goods_b", dropped)  # fmt: skip
    shared = pl.col("hs2").list.set_intersection("hs2_b").list.eval(pl.element() != "").list.any().fill_null(False)
    alike = pl.col("goods_top").list.set_intersection("goods_top_b").list.len().fill_null(0) > 0
    found = pairs.select(
        "gid", doc_goods_differ=pl.col("apart") & ~shared & ~alike, doc_goods_of=_OF, doc_goods_a="goods", doc_goods_b="goods_b"
    )
    return _first(found, "goods")


def _weight(pairs: pl.DataFrame) -> pl.DataFrame:
    a, b = pl.col("gross_kg"), pl.col("gross_kg_b")
    apart = pl.when((a > 0) & (b > 0)).then((a - b).abs() / pl.max_horizontal(a, b))
    found = pairs.select("gid", doc_weight_apart=apart, doc_weight_of=_OF, doc_weight_a=a, doc_weight_b=b)
    found = found.sort(["gid", "doc_weight_apart", "doc_weight_of"], descending=[False, True, False], nulls_last=True)
    return found.unique("gid", keep="first", maintain_order=True)


def _party(pairs: pl.DataFrame, given: Given) -> pl.DataFrame:
    dropped = given.phrases("legal form")
    found = []
    for who in ("consignee", "shipper"):
        kind, kind_b = f"{who}_kind", f"{who}_kind_b"
        own = _apart(pairs.select("gid", "document", "document_b", who, f"{who}_b", kind, kind_b), who, f"{who}_b", dropped)
        firm = ~pl.col(kind).is_in(NOBODY) & ~pl.col(kind_b).is_in(NOBODY)
        differ = pl.when(firm).then(pl.col("apart"))
        found.append(own.select("gid", doc_party_differ=differ, doc_party_of=_OF, doc_party_a=who, doc_party_b=f"{who}_b"))
    return _first(pl.concat(found), "party")


def _place(pairs: pl.DataFrame) -> pl.DataFrame:
    found = []
    for what in ("destination", "origin"):
        a, b = pl.col(what), pl.col(f"{what}_b")
        differ = pl.when((a != "") & (b != "")).then(a != b)
        found.append(
            pairs.select(
                "gid", doc_place_differ=differ, doc_place_of=_OF, doc_place_what=pl.lit(what), doc_place_a=a, doc_place_b=b
            )
        )
    return _first(pl.concat([*found, *(_port(pairs, column, what) for column, what in _PORTS.items())]), "place")


def _port(pairs: pl.DataFrame, column: str, what: str) -> pl.DataFrame:
    """Pairs that give ports (UN/LOCODEs; names are not compared with codes) in other states. Papers may name a port of
    transhipment for the first or the last one, so a state that stands on the way is left alone."""
    a, b = pl.col(column), pl.col(f"{column}_b")
    pairs = pairs.with_columns(_state=state_of_port(column), _state_b=state_of_port(f"{column}_b"))
    state, state_b = pl.col("_state"), pl.col("_state_b")
    codes = pairs.filter(state.is_not_null() & state_b.is_not_null())
    way = pl.concat_str("via", "via_b", separator=" ").str.split(" ").list.eval(pl.element().str.slice(0, 2))
    apart = (state != state_b) & ~way.list.contains(state) & ~way.list.contains(state_b)
    told = {"doc_place_of": _OF, "doc_place_what": pl.lit(what), "doc_place_a": a, "doc_place_b": b}
    return codes.select("gid", doc_place_differ=apart, **told)


def _amended(lines: pl.DataFrame) -> pl.DataFrame:
    """First filings against what replaced them."""
    gone = lines.filter(pl.col("superseded").any().over("gid"))
    if gone.is_empty():
        return pl.DataFrame(schema={"gid": pl.Int64(), **{c: COMPARED[c] for c in _AMENDED}})
    before, after = gone.filter(~pl.col("live")).sort("gid", "version", maintain_order=True), gone.filter("live")
    pick = [_some(c) for c in ("destination", "discharge_port")]
    was = before.group_by("gid", maintain_order=True).agg(*pick, first=pl.col("date").min())
    now = after.group_by("gid", maintain_order=True).agg(*pick, last=pl.col("date").max(), versions=pl.col("version").max())
    both = was.join(now, on="gid", suffix="_now")
    state, port = _moved("destination"), _moved("discharge_port")
    here = pl.when(state.fill_null(False))
    return both.select(
        "gid",
        "versions",
        changed=state.fill_null(False) | port.fill_null(False),
        changed_what=here.then(pl.lit("destination")).otherwise(pl.lit("port of discharge")),
        changed_from=here.then("destination").otherwise("discharge_port"),
        changed_to=here.then("destination_now").otherwise("discharge_port_now"),
        amended_days=(pl.col("last") - pl.col("first")).dt.total_days(),
    )


def _moved(column: str) -> pl.Expr:
    a, b = pl.col(column), pl.col(f"{column}_now")
    return pl.when((a != "") & (b != "")).then(a != b)


def _ships(lines: pl.DataFrame) -> pl.DataFrame:
    """One ship (IMO number) under several flags or names within a consignment."""
    ships = lines.filter(pl.col("imo") != "").select("gid", "imo", "flag", name=folded("vessel").str.strip_chars())
    found = ships.group_by("gid", "imo").agg(
        flags=pl.col("flag").filter(pl.col("flag") != "").unique().sort(),
        names=pl.col("name").filter(pl.col("name") != "").unique().sort(),
        papers=pl.len(),
    )
    found = found.filter(pl.col("papers") > 1).select(
        "gid",
        ship_imo="imo",
        ship_flags=pl.col("flags").list.join(", "),
        ship_names=pl.col("names").list.join(", "),
        ship_flag_differs=pl.when(pl.col("flags").list.len() > 0).then(pl.col("flags").list.len() > 1),
        ship_name_differs=pl.when(pl.col("names").list.len() > 0).then(pl.col("names").list.len() > 1),
    )
    order = pl.col("ship_flag_differs").fill_null(False).cast(pl.Int8) + pl.col("ship_name_differs").fill_null(False).cast(
        pl.Int8
    )
    return found.sort("gid", order, "ship_imo", descending=[False, True, False]).unique("gid", keep="first", maintain_order=True)
