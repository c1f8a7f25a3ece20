"""Which statements `headstamp read` shows: by kind, by who and to whom, by day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.core.statement import Statement, StatementKind
    from headstamp.core.when import When
    from headstamp.reason.corroborate import Question

_STATE = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; empty fields ask for nothing. `suppliers` and `recipients` = ISO 3166-1 alpha-2, or words of a name."""

    kinds: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    core: bool = False

    @property
    def asks(self) -> bool:
        """True where anything was asked for but events alone."""
        return bool(self.kinds or self.suppliers or self.recipients or self.since or self.until)

    @property
    def question(self) -> Question | None:
        """`Did A supply B, in this time?`, where one supplier and one recipient are asked for, each by its state."""
        from headstamp.core.when import When
        from headstamp.reason.corroborate import Question

        ends = (self.suppliers, self.recipients)
        if any(len(end) != 1 or not _STATE.fullmatch(end[0]) for end in ends):
            return None
        since, until = _day("--since", self.since), _day("--until", self.until)
        first, last = since.first if since else None, until.last if until else None
        told = f"{first or '...'}/{last or '...'}"
        period = When(text=told, first=first or date.min, last=last or date.max) if first or last else When()
        return Question(self.suppliers[0].upper(), self.recipients[0].upper(), period)

    def of(self, statements: Iterable[Statement]) -> list[Statement]:
        """The statements that are wanted. Raises UsageError for a kind that there is not, and for what is no date."""
        kinds = {kind_named(name) for name in self.kinds}
        since, until = _day("--since", self.since), _day("--until", self.until)
        return [
            s for s in statements
            if (not kinds or s.kind.value in kinds) and (s.core or not self.core)
            and _named(s, "supplier", self.suppliers) and _named(s, "recipient", self.recipients) and _between(s, since, until)
        ]  # fmt: skip


def kind_named(name: str) -> StatementKind:
    """The kind of that name, however its words are joined. Raises UsageError."""
    from headstamp.core.statement import StatementKind

    plain = name.strip().lower().replace(" ", "_").replace("-", "_")
    if plain not in set(StatementKind):
        raise UsageError(f"there is no kind {name!r}", hint=f"one of {', '.join(StatementKind)}")
    return StatementKind(plain)


def _day(option: str, text: str) -> When | None:
    from headstamp.core.when import When

    if not text:
        return None
    try:
        when = When.parse(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}", hint="2023-09-14, 2023-09 or 2023") from error
    if not when.known:
        raise UsageError(f"{option} {text!r} is no day", hint="2023-09-14, 2023-09 or 2023")
    return when


def _named(s: Statement, field: str, asked: Sequence[str]) -> bool:
    from headstamp.core.text import fold

    if not asked:
        return True
    keys, words = s.keys(field), [fold(slot.words) for slot in s.of(field)]
    return any(each.upper() in keys if len(each) == 2 else any(fold(each) in name for name in words) for each in asked)


def _between(s: Statement, since: When | None, until: When | None) -> bool:
    """Whether the event may lie in the time asked for; a statement that gives no day does not."""
    if since is None and until is None:
        return True
    for dated in s.dates:
        first, last = dated.when.first, dated.when.last
        if dated.role in ("event", "imagery") and first and last:
            after = since is None or since.first is None or last >= since.first
            if after and (until is None or until.last is None or first <= until.last):
                return True
    return False
