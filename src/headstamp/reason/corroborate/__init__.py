"""Statements of many documents set side by side: who confirms whom, who contradicts whom, and what is one voice twice.

`relate` gives typed relations with reasons, `grade` and `graded` the Admiralty grades, `check_listings` the cross-check against
lists, `corroboration_finding` the answer to one question. All pure; words and letters come from the pack of voices (`Lexicon`).
"""

from headstamp.reason.corroborate.finding import Question, corroboration_finding
from headstamp.reason.corroborate.grading import grade, graded
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.listed import check_listings
from headstamp.reason.corroborate.model import Graded, ListCheck, Overrule, Relation, RelationKind, Voice, Why
from headstamp.reason.corroborate.relate import relate
from headstamp.reason.corroborate.roll import Roll, roll_of
from headstamp.reason.corroborate.rules import CORROBORATION_RULES

__all__ = [
    "CORROBORATION_RULES", "Graded", "Lexicon", "ListCheck", "Overrule", "Question", "Relation", "RelationKind", "Roll", "Voice",
    "Why", "check_listings", "corroboration_finding", "grade", "graded", "relate", "roll_of",
]  # fmt: skip
