"""Every rule of reading by name, for `headstamp explain`: the docstring of a rule is its public description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headstamp.reason.read.author import AUTHOR_RULES
from headstamp.reason.read.beside import headline_repeats, notice_speaks, stopped_on_the_way, supply_beside
from headstamp.reason.read.chinese import lexicon_only
from headstamp.reason.read.complete import carried_over, goods_of_a_state, list_opened
from headstamp.reason.read.korean import read_korean
from headstamp.reason.read.needs import NEEDS
from headstamp.reason.read.polarity import said_or_denied
from headstamp.reason.read.realis import happened_or_not, hedged_by_a_word
from headstamp.reason.read.russian import read_russian
from headstamp.reason.read.unparsed import UNPARSED_RULES
from headstamp.reason.read.voice import who_says_so

READ_RULES: tuple[Callable[..., Any], ...] = (
    *dict.fromkeys(NEEDS.values()), who_says_so, said_or_denied, hedged_by_a_word, happened_or_not, carried_over, list_opened,
    goods_of_a_state, stopped_on_the_way, supply_beside, headline_repeats, notice_speaks, *AUTHOR_RULES, *UNPARSED_RULES,
    read_korean, read_russian, lexicon_only,
)  # fmt: skip
