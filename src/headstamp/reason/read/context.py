"""How a thing is said: by whom, denied or not, how sure, and whether it is said to have happened."""

from __future__ import annotations

from headstamp.core.statement import Realis
from headstamp.reason.read.arguments import Arguments
from headstamp.reason.read.polarity import said_or_denied
from headstamp.reason.read.realis import happened_or_not, hedged_by_a_word
from headstamp.reason.read.told import Context as Context
from headstamp.reason.read.told import above
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.voice import who_says_so
from headstamp.reason.read.voices import told_by_reports


def context(tree: Tree, index: int, args: Arguments, given: Realis | None) -> Context:
    """The context of one predicate with its arguments; `given` = the realis its table row sets."""
    out = Context(chain=above(tree, index))
    who_says_so(tree, index, out)
    said_or_denied(tree, index, args, out)
    hedged_by_a_word(tree, index, out)
    told_by_reports(tree, out)
    happened_or_not(tree, index, given, out)
    return out
