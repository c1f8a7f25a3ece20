"""What a tool answered on one case, in the form in which answers are scored. A look-up table fits into it as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headstamp.core.finding import Finding, HypothesisKind

OPEN = (HypothesisKind.NONE_KNOWN, HypothesisKind.NOT_AS_MADE, HypothesisKind.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Answer:
    """`countries` and `producers`: (code or key, probability), most probable first. `open`: "none of those known" and
    "marks removed or false" together. An answer that abstains says that the shelf does not tell."""

    countries: tuple[tuple[str, float], ...] = ()
    producers: tuple[tuple[str, float], ...] = ()
    open: float = 1.0
    none: float | None = None  # "none of those known" alone; None = the open probability, for tools that know no difference
    undecided: bool = False  # it abstains because nothing read tells known makers apart: it claims nothing
    abstains: bool = True
    years: tuple[int, int] | None = None
    model: str = ""

    @property
    def leading(self) -> tuple[str, float]:
        """The answer given first and its probability: a country, or "" with the open probability where it abstains."""
        return ("", self.open if self.none is None else self.none) if self.abstains or not self.countries else self.countries[0]

    @property
    def top3(self) -> tuple[str, ...]:
        """The first three answers on the country; where it abstains, the open answer takes the place it holds."""
        if not self.abstains:
            return tuple(c for c, _ in self.countries[:3])
        ranked = sorted([*self.countries, ("", self.open)], key=lambda pair: -pair[1])
        return tuple(c for c, _ in ranked[:3])


def answer_of(findings: Sequence[Finding]) -> Answer:
    """The answer in the Findings of one trace; the first of them is the origin."""
    origin = findings[0]
    period = next((f for f in findings if f.top.kind is HypothesisKind.PERIOD), None)
    model = next((f for f in findings[1:] if f.question == "What is it?"), None)
    return Answer(
        countries=tuple((h.country, h.probability) for h in origin.hypotheses if h.kind is HypothesisKind.COUNTRY),
        producers=tuple((h.producer, h.probability) for h in origin.hypotheses if h.kind is HypothesisKind.PRODUCER),
        open=min(1.0, sum(h.probability for h in origin.hypotheses if h.kind in OPEN)),
        none=sum(h.probability for h in origin.hypotheses if h.kind is HypothesisKind.NONE_KNOWN),
        undecided=origin.top.kind is HypothesisKind.UNDECIDED,
        abstains=origin.abstains,
        years=_years(period) if period else None,
        model=model.top.model if model else "",
    )


def _years(period: Finding) -> tuple[int, int] | None:
    """The likeliest years; calendars that agree on them (Juche and Minguo) count together."""
    total: dict[tuple[int, int] | None, float] = {}
    for h in period.hypotheses:
        total[h.years] = total.get(h.years, 0.0) + h.probability
    return max(total, key=lambda years: total[years])
