"""The papers of each consignment and how they honestly differ: which documents there are, and which line stands on which."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headstamp.scale.planted.draws import Flags, Floats, Ints
from headstamp.scale.planted.tables import constants
from headstamp.scale.planted.trade import Forced, Trade
from headstamp.scale.planted.wording import phrasebook
from headstamp.scale.planted.world import BULK, SEA, world

EARLIER, DECLARED, BILLED, LISTED = range(4)
"""Kinds of paper: a declaration that a later version replaced, the declaration, the bill, the manifest."""


@dataclass(frozen=True)
class Papers:
    """Documents (d,) and lines (k,). `cons` of a document; `doc`, `item` of a line; the rest as written there."""

    cons: Ints
    kind: Ints
    amended: Flags
    new_destination: Ints  # of superseded documents with another destination, else -1
    anew_places: Flags
    short_names: Flags
    other_consignee: Flags
    doc: Ints
    item: Ints
    number: Ints  # item number on its document, from 1
    text: Ints
    suffix: Ints
    net: Floats
    gross: Floats
    packages: Floats
    slipped: Flags  # weights differ by more than rounding


def draw_papers(rng: np.random.Generator, trade: Trade, forced: Forced | None = None) -> Papers:
    """Draw the documents of consignments and what a clerk wrote on each; papers that `forced` knows of are there."""
    rates, count, book = constants(), len(trade.mode), phrasebook()
    afloat = (trade.mode == SEA) | (trade.mode == BULK)
    amended = rng.random(count) < rates["amended"]
    billed = rng.random(count) < np.where(afloat, rates["pair_share"] * 1.25, rates["pair_share"] * 0.5)
    listed = billed & (rng.random(count) < rates["manifest_share"])
    if forced is not None:
        listed |= forced.listed
        billed |= forced.billed | listed
    per = np.stack([amended, np.ones(count, dtype=bool), billed, listed], axis=1)
    cons, kind = np.nonzero(per)
    docs = len(cons)
    second = kind >= BILLED
    luck = rng.random((4, docs))
    moved = (kind == EARLIER) & (luck[0] < rates["amended_destination"])
    elsewhere = np.where(moved, world().importer_of_exporter.draw(rng, trade.exporter[cons]), -1)
    doc = np.repeat(np.arange(docs), trade.count[cons])
    start = np.cumsum(trade.count[cons]) - trade.count[cons]
    number = np.arange(len(doc)) - start[doc]
    item = trade.first[cons[doc]] + number
    base = book.choose(rng, trade.heading, trade.exporter[trade.of], trade.shipper[trade.of], trade.vague)
    tail = book.suffix(rng, len(base))
    anew = second & (luck[1] < rates["goods_worded_anew"])
    text = np.where(anew[doc], book.reworded(rng, base[item]), base[item])
    suffix = np.where(anew[doc] | (kind == LISTED)[doc], 0, tail[item])
    weights = _weights(rng, trade, second | (kind == EARLIER), doc, item)
    return Papers(cons, kind, amended, elsewhere, second & (luck[2] < rates["place_worded_anew"]),
                  second & (luck[3] < rates["party_shortened"]), second & (rng.random(docs) < rates["consignee_differs"]),
                  doc, item, number + 1, text, suffix, *weights)  # fmt: skip


def _weights(rng: np.random.Generator, trade: Trade, later: Flags, doc: Ints, item: Ints) -> tuple[Floats, Floats, Floats, Flags]:
    rates = constants()
    packing = np.exp(0.6 * rng.standard_normal(len(trade.net)))
    whole = np.round(trade.net * (1 + rates["gross_over_net"] * packing), 1)
    whole = np.where(trade.mode[trade.of] == BULK, trade.net, whole)
    gross, net, packages = whole[item], trade.net[item], trade.packages[item]
    slipped = (rng.random(len(later)) < rates["weight_slip"])[doc] & later[doc]
    luck, much = rng.random(len(doc)), rng.uniform(0.9, 1.12, len(doc))
    altered = np.where(luck < 0.35, net, np.where(luck < 0.9, np.round(gross * much), np.round(gross / 10, 1)))
    gross = np.where(slipped, altered, np.where(later[doc] & (gross > 100), np.round(gross), gross))
    packages = np.where(slipped & (luck > 0.7), packages + 1, packages)
    return net, gross, packages, slipped
