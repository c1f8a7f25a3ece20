"""How much work one record may cost. Counted in steps before any is done, never in seconds: the same record is cut at the
same mark on every machine, whatever was traced before it."""

from __future__ import annotations

from headstamp.core.notation import tokens
from headstamp.core.record import Item, Mark, MarkState
from headstamp.reason.channel import Channel
from headstamp.reason.trace.readings import readings

MAX_STEPS = 4_000_000  # of one record; a head costs some ten thousand, a crowded crate some hundred thousand
MAX_TOKENS = 60  # of one mark; more is a document
_SMALL = 120  # signs on all marks of a record below which nothing can be too intricate


def too_intricate(item: Item, channel: Channel) -> frozenset[str]:
    """Ids of the marks that are set aside unread: documents, and those whose steps no longer fit into MAX_STEPS.

    Marks are taken in the order of the record; one that is set aside costs the following ones nothing.
    """
    if sum(len(mark.text) for mark in item.marks) < _SMALL:
        return frozenset()
    left, aside = MAX_STEPS, set()
    for mark in item.marks:
        if mark.state is MarkState.REMOVED:
            continue
        cost = _steps(mark, channel, left)
        if cost > left or len(tokens(mark.text)) > MAX_TOKENS:
            aside.add(mark.id)
        else:
            left -= cost
    return frozenset(aside)


def _steps(mark: Mark, channel: Channel, most: int) -> int:
    """Steps of one mark at most, over all its readings; the count ends where it passes `most`."""
    if len(tokens(mark.text)) > MAX_TOKENS:
        return 0  # set aside for its length
    cost = 0
    for reading in readings(mark):
        cost += channel.search_steps(reading.tokens)
        if cost <= most:
            width = len(reading.tokens) + 1
            cost += sum(row.pattern.steps * width for row in channel.candidates(reading.tokens, mark.legibility))
        if cost > most:
            break
    return cost
