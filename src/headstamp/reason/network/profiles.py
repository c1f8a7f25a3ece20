"""Rules of ownership by regime and date, in our own words. None of the pages was read for this table: every row is unverified.

They differ in the threshold, in whether several blocked owners are added up, and in whether control without ownership counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.claim import Citation, Standing
from headstamp.core.errors import UsageError
from headstamp.reason.network.graph import UNIT
from headstamp.reason.network.model import ordinal


@dataclass(frozen=True, slots=True)
class Profile:
    """One regime's rule between two days. `percent` is reached at it, or above it where `over`; `aggregate`: the stakes of all
    blocked owners are added up; `control`: control counts too, and is a matter of judgement; `lists`: words that name its
    lists."""

    id: str
    authority: str
    percent: int
    over: bool
    aggregate: bool
    control: bool
    since: str
    until: str
    lists: tuple[str, ...]
    where: str
    words: str
    standing: Standing = Standing.UNVERIFIED

    @property
    def need(self) -> int:
        """The threshold in `UNIT`s of a percent."""
        return self.percent * UNIT

    @property
    def threshold(self) -> str:
        """`50 % or more`, `more than 50 %`."""
        return f"more than {self.percent} %" if self.over else f"{self.percent} % or more"

    @property
    def citation(self) -> Citation:
        """Where the rule is to be read; it says that it was not."""
        return Citation(source_id=f"rule:{self.id}", locator=f"{self.where} (unverified: the page was not read for this table)")


_OFAC, _EU, _UK = ("ofac",), ("eu", "european union"), ("uk", "united kingdom", "ofsi")
PROFILES: tuple[Profile, ...] = (
    Profile("ofac-2014", "OFAC", 50, False, True, False, "2014-08-13", "", _OFAC,
            "OFAC, revised guidance on entities owned by blocked persons, 13 August 2014; FAQ 398 to 402",
            "blocked owners count together and in full, through every entity that is itself half or more theirs; control alone "
            "does not count"),
    Profile("ofac-2008", "OFAC", 50, False, False, False, "2008-02-14", "2014-08-12", _OFAC,
            "OFAC, guidance on entities owned by blocked persons, 14 February 2008",
            "one blocked owner alone has to hold half or more"),
    Profile("eu-2024", "European Union", 50, False, True, True, "2024-07-03", "", _EU,
            "Council of the EU, best practices for restrictive measures, as updated in July 2024",
            "half or more, listed owners taken together; control counts too"),
    Profile("eu-2018", "European Union", 50, True, True, True, "2018-05-04", "2024-07-02", _EU,
            "Council of the EU, best practices for restrictive measures, 2018",
            "more than half, listed owners taken together; control counts too"),
    Profile("uk-2018", "United Kingdom", 50, True, False, True, "2020-12-31", "", _UK,
            "Regulations under the Sanctions and Anti-Money Laundering Act 2018; OFSI general guidance",
            "one person has to hold more than half, directly or through majority stakes, or to control; several are added up "
            "only where they act together"),
)  # fmt: skip


def profile(name: str = "ofac", on: str = "") -> Profile:
    """The rule called `name`: a whole id, or a regime (`ofac`, `eu`, `uk`) and the day it is asked of; without a day the latest.

    Raises UsageError where there is none, ValueError for what is no date.
    """
    named = [p for p in PROFILES if p.id == name] or [p for p in PROFILES if p.id.partition("-")[0] == name]
    if not named:
        raise UsageError(f"no rule of ownership {name!r}", hint=f"one of {', '.join(p.id for p in PROFILES)}, or ofac, eu, uk")
    if not on:
        return named[0]
    day = ordinal(on)
    held = [p for p in named if ordinal(p.since) <= day and (not p.until or day <= ordinal(p.until))]
    if not held:
        begins = min(p.since for p in named)
        raise UsageError(f"no rule {name!r} is known for {on}", hint=f"the earliest here begins on {begins}")
    return held[0]
