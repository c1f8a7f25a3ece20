"""From a recovery as far as evidence leads: maker, lot, crate, papers, parties, lists, and who stands behind them.

A place, a state or a day that two things share is no tie here: only a number, a name on papers, a match of names, a decision of a
person or a statement of a source is. A hop whose dates do not allow it is told and not walked.
"""

from __future__ import annotations

from headstamp.core.errors import UsageError
from headstamp.reason.network.chain_goods import goods
from headstamp.reason.network.chain_model import Chain, Given
from headstamp.reason.network.chain_parties import parties
from headstamp.reason.network.chain_walk import Walk

MOST_ROOTS = 100


def draw(given: Given) -> Chain:
    """The chain of the records `given.roots`. Raises UsageError for none, for more than `MOST_ROOTS`, and for one not there."""
    if not given.roots or len(given.roots) > MOST_ROOTS:
        what = f"a chain starts at 1 to {MOST_ROOTS} records, not at {len(given.roots):,}"
        raise UsageError(what, hint="name one record: headstamp case chain CASE RECORD")
    if lost := next((root for root in given.roots if root not in given.items), ""):
        raise UsageError(f"no record {lost!r} in this case", hint="`headstamp case show CASE --kind record` names the records")
    walk = Walk(given)
    for root in given.roots:
        goods(walk, root)
    while walk.waiting:  # consignments that were reached, each once
        number, consignment = walk.waiting.pop(0)
        parties(walk, number, consignment)
    return walk.chain()
