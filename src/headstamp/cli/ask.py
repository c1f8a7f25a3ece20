"""The guided key of `trace --ask`: one question at a time, answered by look, from where one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from headstamp.cli.common import note

if TYPE_CHECKING:
    from headstamp.core.record import Item
    from headstamp.reference.shelf import Shelf

ANSWERS: dict[str, Literal["yes", "no", "unknown"]] = {
    "y": "yes", "yes": "yes", "n": "no", "no": "no",
    "u": "unknown", "unknown": "unknown", "?": "unknown", "": "unknown",
}  # fmt: skip
MOST = 12  # questions; a person loses patience before the tool does


def ask(item: Item, shelf: Shelf, *, use_context: bool, profile: str) -> Item:
    """The item with the answers added as features; shows the finding again after each one.

    Ends when nothing is left to ask, after `MOST` questions, or on "stop" or the end of input.
    """
    from headstamp.cli.show import print_traced
    from headstamp.reason.ask import answer, next_question
    from headstamp.reason.trace import trace

    print_traced([(item, trace(item, shelf, use_context=use_context)[:1])], shelf, profile)
    note("Look from where you stand. Touch, move, clean and open nothing. Answers: y, n, u (unknown), stop.")
    asked: set[str] = set()
    for number in range(1, MOST + 1):
        question = next_question(item, shelf, frozenset(asked))
        if question is None:
            note("Nothing that can be seen from outside would tell more.")
            break
        asked.add(question.text)
        reply = _reply(f"{number}. {question.text} ({question.why})")
        if reply is None:
            break
        item = answer(item, question, reply)
        if reply != "unknown":
            print_traced([(item, trace(item, shelf, use_context=use_context)[:1])], shelf, profile)
    return item


def _reply(question: str) -> Literal["yes", "no", "unknown"] | None:
    while True:
        try:
            given = click.prompt(f"{question} [y/n/u/stop]", default="u", show_default=False, err=True).strip().lower()
        except (click.Abort, EOFError):
            return None
        if given in ("stop", "q", "quit", "s"):
            return None
        if given in ANSWERS:
            return ANSWERS[given]
        note("y, n, u or stop")
