"""Every number of the comparison of statements, with its reason. Weights are log10 odds: 0.3 doubles the odds, -1 divides by ten.

Set by hand from the reasons given, then checked on development annotation (docs/corroborate.md tells how well they rank).
"""

from __future__ import annotations

from typing import NamedTuple


class Weight(NamedTuple):
    """`log_odds` of a feature, and why that much."""

    log_odds: float
    why: str


PRIOR = Weight(-1.9, "of two statements that share a key, about one pair in eighty speaks of one thing")
WEIGHTS: dict[str, Weight] = {
    "same_kind": Weight(0.5, "two statements of one kind can state the same fact"),
    "near_kind": Weight(0.2, "a shipment and its seizure, or a listing and its reason, are often told together"),
    "far_kind": Weight(-0.7, "statements of kinds that have nothing to do with each other seldom meet"),
    "same_pair": Weight(1.0, "supplier and recipient agree"),
    "same_states": Weight(0.8, "the same two states or bodies, the direction not given by both"),
    "one_side": Weight(0.4, "one side agrees and the other is not given by both"),
    "other_side": Weight(-0.9, "both name a supplier, or a recipient, and not the same"),
    "nothing_shared": Weight(-0.6, "both name states, none in common, and no name is told around both: goods alone are no tie"),
    "same_goods": Weight(0.5, "the same sort of goods"),
    "wider_goods": Weight(0.2, "one speaks of arms at large, the other of a sort of them"),
    "other_goods": Weight(-0.25, "two sorts of goods that exclude one another; texts name one load by different words"),
    "same_calibre": Weight(0.3, "calibres narrow a sort of goods down, though 122 mm is common"),
    "other_calibre": Weight(-0.4, "two calibres are two loads, unless both were aboard"),
    "shared_name": Weight(0.8, "a ship, place, firm, person or mark is named by both; a rare name weighs up to twice this"),
    "shared_mention": Weight(0.3, "both sentences name it, and a reader put it in a slot of one of them at most"),
    "same_setting": Weight(0.3, "the sentences around both name the same: two texts on one story"),
    "same_story": Weight(0.2, "both texts name the same, and few others do"),
    "told_states": Weight(0.2, "both sentences name the state, as a party or not"),
    "same_days": Weight(0.9, "both date the event within a month, and the dates meet"),
    "dates_meet": Weight(0.4, "the dates meet, but one of them is wide"),
    "dates_near": Weight(0.1, "the dates do not meet and lie within three months: one event dated twice is not rare"),
    "dates_apart": Weight(-0.8, "the dates lie further apart than one event is misdated by"),
    "same_count": Weight(0.6, "the same number of the same unit"),
    "another_count": Weight(0.7, "the same unit with another number: counts of one thing change"),
    "same_sum": Weight(0.6, "the same sum of money"),
    "same_carrier": Weight(0.3, "by the same means: rail, ship, aircraft"),
    "same_voice": Weight(0.3, "one voice in two texts often repeats itself"),
    "same_payment": Weight(0.8, "paid in the same kind"),
    "same_cover": Weight(1.0, "declared as the same goods: a false description is seldom chosen twice"),
    "same_words": Weight(1.6, "half of the runs of three words are shared: one text behind both"),
    "like_words": Weight(0.7, "a quarter of the runs of three words is shared"),
    "same_sentence": Weight(0.5, "read off one sentence"),
    "next_sentence": Weight(0.3, "told one after the other in one text"),
    "one_list": Weight(-1.6, "two members of one list in one sentence: two clients or two sorts of goods are two facts"),
    "far_in_text": Weight(-0.3, "far apart in one text: an author seldom tells a thing twice"),
    "long_before": Weight(-0.5, "an undated report mostly speaks of its own days, not of what ended two years before"),
    "told_together": Weight(0.2, "printed within ten weeks"),
    "answers": Weight(0.6, "a denial or correction answers something that was said of the same party or unit"),
    "other_account": Weight(1.0, "an explanation explains what stands near it"),
}  # fmt: skip

RELATED = 0.20  # least score at which a relation is told: pairs below are left to the reader
COUNTED = 0.50  # least score at which it counts for a grade
MOST_RARITY = 2.0  # times `shared_name`
SMALL_SET = 100  # statements: a set of fewer says little about how rare a name is
MONTH = 31  # days
NEAR_DAYS = 92
FAR_DAYS = 366
TOGETHER_DAYS = 70
HALF, QUARTER = 0.5, 0.25  # shares of runs of three words (Broder 1997, resemblance of documents)
LEAST_SHINGLES = 4  # below it, short phrases agree by chance
NEXT = 2  # statements of one text that are told one after the other
BLOCK = 60  # statements under one key that are compared with all others; larger blocks by nearest date
WINDOW = 12  # neighbours by date in a large block

LETTER_WEIGHT = {"A": 0.9, "B": 0.7, "C": 0.4, "D": 0.15, "E": 0.05, "F": 0.0}
"""log10 likelihood ratio of one voice that says so, by its Admiralty letter: B says a thing five times as often where
it is so as where it is not. The letters are ours to edit; these numbers only order them."""
DENIED = {"interested": 0.1, "other": 0.4, "no sign": 0.2}
"""The same for a voice that says it is not so: the party itself denies in either case, and to have seen no sign is
weaker than to deny."""
SHADES = {"possible": 0.4, "expected": 0.3, "intended": 0.3, "alleged": 0.5, "conditional": 0.3}
"""Share of a voice's weight that a hedge leaves."""
OPEN_SHARE = 0.3  # of a statement about something intended, attempted or possible: it says less about a delivery
PHYSICAL_WEIGHT = 0.4  # imagery, marks, a seizure, an arrest: once for each origin
MOST_ODDS = 1.25  # log10 odds that machine readings alone may reach: 0.947, just below "almost certain"
MOST_TOLD = 40  # relations told in one Finding, the most certain first
