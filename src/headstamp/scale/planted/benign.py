"""The stream of honest declarations: a seed always gives the same lines, and a shorter stream begins a longer one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from headstamp.scale.planted.draws import Ints, generator
from headstamp.scale.planted.lines import as_lines
from headstamp.scale.planted.papers import EARLIER, Papers, draw_papers
from headstamp.scale.planted.tables import VERSION
from headstamp.scale.planted.trade import Forced, Trade, draw_trade
from headstamp.scale.planted.transport import Transport, draw_transport
from headstamp.scale.planted.world import world

BLOCK = 20_000
"""Consignments drawn together, about 55,000 lines."""
HISTORY = 1 << 32
"""Blocks from here on are the past: a history is learned on them and is never part of the day that is screened."""
DAY = date(2025, 6, 2)


@dataclass(frozen=True)
class Block:
    """Consignments drawn together: their lines, and what was drawn behind them, for counting."""

    lines: pa.RecordBatch
    trade: Trade
    way: Transport
    papers: Papers


def block(seed: int, number: int, days: Sequence[date] = (DAY,), *, count: int = BLOCK) -> Block:
    """Block `number` of the stream of `seed`. `days` only dates the papers: no other column depends on it."""
    return drawn((VERSION, seed, number), count, days, file=f"papers-{number % HISTORY:05d}.csv", base=number * BLOCK)


def drawn(
    key: tuple[int, ...],
    count: int,
    days: Sequence[date],
    *,
    forced: Forced | None = None,
    file: str = "papers-00000.csv",
    base: int = 0,
) -> Block:
    """Consignments by the key of their generator, honest but for what `forced` fixes."""
    rng = generator(*key)
    trade = draw_trade(rng, count, forced)
    way = draw_transport(rng, trade)
    papers = draw_papers(rng, trade, forced)
    lines = as_lines(rng, _numbers(key[1], base, count), days, trade, way, papers, file, 1)
    return Block(lines, trade, way, papers)


def _numbers(seed: int, base: int, count: int) -> Ints:
    """Serial numbers that look alike everywhere and repeat nowhere in a stream: an invertible mix of 40 bits."""
    mask = np.uint64((1 << 40) - 1)
    with np.errstate(over="ignore"):
        serial = (np.arange(base, base + count).astype(np.uint64) + np.uint64(seed * 7_919)) & mask
        for _ in range(2):
            serial = (serial * np.uint64(0x9E3779B1)) & mask
            serial ^= serial >> np.uint64(17)
    return serial.astype(np.int64)


def benign(lines: int, seed: int, days: Sequence[date] = (DAY,), *, first: int = 0) -> Iterator[pa.RecordBatch]:
    """Batches of at most `lines` lines in all, in the schema LINES, contiguous by consignment; a consignment is never cut.

    So the last batch may hold a few lines less than asked for. Any two streams of one seed begin alike.
    """
    left, number = lines, first
    while left > 0:
        batch = block(seed, number, days).lines
        if batch.num_rows > left:
            batch = batch.slice(0, _whole(batch, left))
            left = 0
        if batch.num_rows:
            yield batch
        left, number = left - batch.num_rows, number + 1


def history(lines: int, seed: int, days: Sequence[date] = (DAY,)) -> Iterator[pa.RecordBatch]:
    """The past of the same world: the same firms and trades, other consignments. What a profile of the usual is learned from."""
    return benign(lines, seed, days, first=HISTORY)


def _whole(batch: pa.RecordBatch, most: int) -> int:
    """The largest count of lines up to `most` after which a consignment ends."""
    names = batch.column("consignment")
    while most and names[most].as_py() == names[most - 1].as_py():
        most -= 1
    return most


def awkward(some: Block) -> dict[str, float]:
    """Shares of the awkward but honest events of a block: of consignments unless the name says lines, items or pairs."""
    trade, way, papers = some.trade, some.way, some.papers
    pairs = papers.kind > EARLIER + 1
    out = {
        "lines a consignment": some.lines.num_rows / len(trade.mode),
        "re-exported": float((trade.dispatch != trade.exporter).mean()),
    }
    out |= {"new shipper": float(trade.shipper_new.mean()), "new consignee": float(trade.consignee_new.mean())}
    out |= {
        "items under a wrong heading": float((trade.heading != trade.declared).mean()),
        "items worded vaguely": float(trade.vague.mean()),
    }
    out |= {"transhipped": float((way.tranship[0] >= 0).mean()), "shared container": float(way.shared.mean())}
    out |= {
        "amended": float(papers.amended.mean()),
        "destination changed": float((papers.new_destination >= 0).sum() / len(trade.mode)),
    }
    out |= {"documents beside the declaration": float(pairs.sum() / len(trade.mode))}
    out |= {"pairs of documents, consignee differs": float(papers.other_consignee[pairs].mean())}
    out |= {"lines of second papers, weight slipped": float(papers.slipped[pairs[papers.doc]].mean())}
    for at, name in enumerate(world().honest_names):
        out[f"honest: {name}"] = float((trade.honest == at).mean())
    return out
