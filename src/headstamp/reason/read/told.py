"""What a predicate's surroundings say of it, as one value that the parts fill in."""

from __future__ import annotations

from dataclasses import dataclass, field

from headstamp.core.statement import Realis
from headstamp.reason.read.tree import Tree

_MOST_HOPS = 12


@dataclass
class Context:
    """What surrounds a predicate. `chain` = the words above it with the relation by which each was reached."""

    chain: list[tuple[int, str]] = field(default_factory=list)
    voice: int | None = None
    voice_verb: int | None = None
    polarity: str = "affirmed"
    hedge: str = ""
    hedge_at: int | None = None
    realis: Realis = Realis.ACTUAL
    rules: list[str] = field(default_factory=list)
    recommended: bool = False
    general: bool = False  # what is done as a rule, or what a law says, not a deed
    quoted_denial: bool = False


def above(tree: Tree, index: int) -> list[tuple[int, str]]:
    """The words above a predicate up to the root: (word, relation of the one below to it)."""
    found, here = [], index
    for _ in range(_MOST_HOPS):
        token = tree.tokens[here]
        if token.head == here:
            break
        found.append((token.head, token.dep))
        here = token.head
    return found
