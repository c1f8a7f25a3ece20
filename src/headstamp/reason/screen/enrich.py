"""Lines -> lines with everything that the rules read: codes cut to heading and chapter, facts of texts, names, ports and
routes, and what the three lookers say. Distinct values are worked out once, since papers repeat themselves."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from headstamp.core.declaration import PARTIES
from headstamp.reason.screen import facts
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.listed import add_listed
from headstamp.reason.screen.lookers import GOODS, USUAL, GoodsLooker, PartyLooker, UsualLooker

ASKED = (*PARTIES, "vessel")
"""Columns whose names are put to the lists."""
NAMED = ("shipper", "consignee", "notify")
"""Columns whose names are told apart: a firm, a bank, a forwarder, nobody."""
TEXT = (
    "goods_vague", "goods_digits", "goods_count", "goods_metal", "goods_ammunition", "goods_explosive", "cover", "cover_since",
)  # fmt: skip
PORTS = ("port_dprk", "port_border", "port_hub", "port_military")
ROUTE = ("route_dprk", "route_hub", "route_stops", "route_twice")
NAMES = (
    *(f"{party}_{fact}" for party in NAMED for fact in ("kind", "military", "trades")),
    "known_party", "known_case", "known_since", "chapter_trades",
)  # fmt: skip
"""Columns that each step makes."""
_PORTS = pl.concat_str(
    "load_port",
    "discharge_port",
    pl.col("tranship_ports").list.join(" | ", ignore_nulls=True).fill_null(""),
    separator=" | ",
    ignore_nulls=True,
)


def enrich(
    lines: pl.DataFrame,
    given: Given,
    parties: PartyLooker | None = None,
    goods: GoodsLooker | None = None,
    usual: UsualLooker | None = None,
    *,
    needs: frozenset[str] | None = None,
) -> pl.DataFrame:
    """The same rows in the same order with the columns that the rules read. `lines` has the columns of `COLUMNS`. `needs`:
    names of columns that are asked for; steps that make none of them are left out. None = all."""

    def wanted(*columns: str) -> bool:
        return needs is None or not needs.isdisjoint(columns)

    frame = lines.with_columns(
        hs2=_cut(2), hs4=_cut(4), hs6=_cut(6), imo_wrong=facts.imo_wrong(),
        containers_count=pl.col("containers").list.len().fill_null(0),
        way=pl.col("route").list.join(" ", ignore_nulls=True).fill_null(""),
    )  # fmt: skip
    if wanted(*TEXT):
        frame = _beside(frame, "goods", lambda texts: facts.text_facts(texts, given))
    if wanted("ports", *PORTS):
        frame = _beside(frame.with_columns(ports=_PORTS), "ports", lambda ports: facts.port_facts(ports, given))
    if wanted(*ROUTE):
        frame = _beside(frame, "way", lambda ways: facts.route_facts(ways, given))
    if wanted(*NAMES):
        frame = _names(frame, given)
    if wanted("containers_wrong"):
        frame = _containers(frame)
    if wanted(*GOODS):
        frame = _goods(frame, goods)
    if wanted("imo_entry", *(f"{party}_{c}" for party in ASKED for c in ("lr", "same", "entry", "since"))):
        frame = add_listed(frame, ASKED, parties)
    if not wanted(*USUAL):
        return frame
    return usual.add(frame) if usual else frame.with_columns(pl.lit(None, kind).alias(name) for name, kind in USUAL.items())


def _cut(signs: int) -> pl.Expr:
    return pl.when(pl.col("hs").str.len_bytes() >= signs).then(pl.col("hs").str.slice(0, signs)).otherwise(pl.lit(""))


def _beside(frame: pl.DataFrame, column: str, work: Callable[[pl.Series], pl.DataFrame]) -> pl.DataFrame:
    """Work out the distinct values of a column and lay what was found beside the rows."""
    return frame.join(work(frame[column].unique()), on=column, how="left", maintain_order="left", nulls_equal=True)


def _names(frame: pl.DataFrame, given: Given) -> pl.DataFrame:
    names = pl.concat([frame[column].unique().rename("name") for column in PARTIES]).unique()
    told = facts.name_facts(names, given)
    for column in NAMED:
        own = told.select(
            pl.col("name").alias(column), *(pl.col(c).alias(f"{column}_{c}") for c in ("kind", "military", "trades"))
        )
        frame = frame.join(own, on=column, how="left", maintain_order="left")
        empty = pl.col(column) == ""
        frame = frame.with_columns(pl.when(empty).then(pl.lit("")).otherwise(pl.col(f"{column}_kind")).alias(f"{column}_kind"))
    return frame.with_columns(_first_known(told.drop_nulls("known")), chapter_trades=facts.chapters_of_trades(given))


def _first_known(known: pl.DataFrame) -> pl.Expr:
    """The party column whose name a published case gives: "column" of the first such, "" for none, null where nobody is named;
    a struct of that, the case and its day."""
    names = known["name"].to_list()
    fields = {"known_party": pl.String(), "known_case": pl.String(), "known_since": pl.Date()}
    nothing: pl.Expr = pl.struct([pl.lit(None, kind).alias(name) for name, kind in fields.items()])
    if not names:
        return nothing.struct.unnest()
    found = nothing
    for column in reversed(PARTIES):
        here = pl.struct(
            known_party=pl.lit(column),
            known_case=pl.col(column).replace_strict(names, known["known"], default=None, return_dtype=pl.String),
            known_since=pl.col(column).replace_strict(names, known["known_since"], default=None, return_dtype=pl.Date),
        )
        found = pl.when(pl.col(column).is_in(names)).then(here).otherwise(found)
    return found.struct.unnest()


def _containers(frame: pl.DataFrame) -> pl.DataFrame:
    """How many of the containers have a wrong check digit: `containers_wrong`, null where none has the form of one."""
    at = frame.select("containers").with_row_index("_at").explode("containers").drop_nulls("containers")
    if at.is_empty():
        return frame.with_columns(containers_wrong=pl.lit(None, pl.UInt32))
    at = at.with_columns(wrong=facts.containers_wrong(at["containers"]))
    bad = at.drop_nulls("wrong").group_by("_at").agg(containers_wrong=pl.col("wrong").sum())
    return frame.with_row_index("_at").join(bad, on="_at", how="left", maintain_order="left").drop("_at")


def _goods(frame: pl.DataFrame, looker: GoodsLooker | None) -> pl.DataFrame:
    if looker is None:
        return frame.with_columns(pl.lit(None, kind).alias(name) for name, kind in GOODS.items())
    pairs = frame.select("goods", "hs4").unique()
    said = looker.look(pairs["goods"], pairs["hs4"]).select(*GOODS)
    return frame.join(pairs.hstack(said), on=["goods", "hs4"], how="left", maintain_order="left")
