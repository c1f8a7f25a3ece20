"""Refusals at the door: 15,000 entries once vanished from a published list overnight, and nobody noticed."""

from __future__ import annotations

from collections.abc import Mapping

from headstamp.core.errors import InputError

MOST = 0.05  # share of a list or programme that may go at once
SMALL = 20  # entries; a programme below it changes by more than MOST every week


def losses(before: Mapping[str, int], total_before: int, after: Mapping[str, int], total_after: int) -> list[str]:
    """One line for the list and for each programme of at least SMALL entries that lost more than MOST of them."""
    found = [_line("the whole list", total_before, total_after)] if _shrank(total_before, total_after) else []
    shrunk = {name: count for name, count in before.items() if count >= SMALL and _shrank(count, after.get(name, 0))}
    return found + [_line(f"programme {name}", count, after.get(name, 0)) for name, count in sorted(shrunk.items())]


def refuse_losses(list_id: str, found: list[str], since: str) -> None:
    """Raise InputError where `found` is not empty; `since` = the edition compared with."""
    if not found:
        return
    shown = "; ".join(found[:5]) + (f"; and {len(found) - 5} more" if len(found) > 5 else "")
    hint = 'look at what is missing; if it is right, run again with --accept-shrink "why", which is kept with the edition'
    raise InputError(f"the list {list_id!r} shrank against its edition of {since}: {shown}", hint=hint)


def _shrank(before: int, after: int) -> bool:
    return after < before * (1 - MOST)


def _line(what: str, before: int, after: int) -> str:
    return f"{what} from {before:,} to {after:,} ({after / before - 1:+.0%})"
