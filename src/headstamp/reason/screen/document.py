"""docs/screen-rules.md, made from the rules and the shipped pack; a test holds the page equal to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from headstamp.reason.screen.columns import RANKED
from headstamp.reason.screen.fuse import FURTHER, GROUP_CAPS, Weighing, weighings
from headstamp.reason.screen.given import Given
from headstamp.reason.screen.indicators import UNANSWERED
from headstamp.reason.screen.rule import SCREEN_RULES
from headstamp.reason.screen.tables import frames
from headstamp.reference.rows import Tables

_HEAD = """# Rules of a screen

`headstamp explain RULE` prints what a rule does and rests on. This page is made from the rules and the shipped pack `customs`;
an officer changes numbers, and switches rules off, in `signals.csv` of that pack or of one laid above it.

## How a weight is made

A rule that fires or not weighs log10(sensitivity / rate). Sensitivity is counted on the development half of the published cases,
(k + 1) / (n + 2), since a few cases prove neither none nor all. The rate is the larger of the pack's and of what the site's own
history shows, so a rule that fires more often always weighs less, down to nothing. A number that is unusual weighs -log10 of
the share of the history that is as unusual, and log10 of the sensitivity; a text or name its own likelihood ratio, held down by
how often it speaks. What cannot be asked of a paper is null and named in the Finding, never zero.

Reasons of one group confirm each other: the largest counts whole and each further one {further:.0%}, up to the group's bound.
Groups add. A cover wording counts only beside other groups. The law weighs nothing: it goes to a lane of its own.

| group | largest weight |
|---|---|
{caps}

## Rules that weigh

Weights under the pack alone; with a history they fall where a rule fires more often than the pack says.

| rule | group | cases that show it | rate | weighs up to | budget |
|---|---|---|---|---|---|
{ranked}

## Rules of the law

| rule | what |
|---|---|
{law}

## Indicators of the cases

Which indicator is answered by which rule; some only as far as papers can answer them, as the rule's description says.

| indicator | rules |
|---|---|
{answered}

Not answered by declarations, bills and manifests:

| indicator | why |
|---|---|
{unanswered}
"""


def page(packs: Iterable[Tables]) -> str:
    """The page under these packs, the one of the highest priority first."""
    given = Given(frames(packs))
    weighed = weighings(given)
    answered: dict[str, list[str]] = defaultdict(list)
    for name, row in given.signals.items():
        for indicator in row["indicators"]:
            answered[indicator].append(f"`{name}`")
    law = [
        f"| `{name}` | {rule.description.split(': ')[0].split('. ')[0].replace(chr(10), ' ')} |"
        for name, rule in SCREEN_RULES.items()
        if rule.kind == "legal"
    ]
    return _HEAD.format(
        further=FURTHER,
        caps="\n".join(f"| {group} | {cap:g} |" for group, cap in GROUP_CAPS.items()),
        ranked="\n".join(_ranked(name, given, weighed[name]) for name in RANKED),
        law="\n".join(law),
        answered="\n".join(f"| {each} | {', '.join(answered[each])} |" for each in sorted(answered)),
        unanswered="\n".join(f"| {each} | {UNANSWERED[each]} |" for each in sorted(UNANSWERED)),
    )


def _ranked(name: str, given: Given, by: Weighing) -> str:
    row = given.signals[name]
    kind = SCREEN_RULES[name].kind
    most = f"{by.cap:g}, by its tail" if kind == "tail" else f"{by.most:.2f}"
    shown = f"{row['k']} of {row['n']}"
    return f"| `{name}` | {SCREEN_RULES[name].group} | {shown} | {row['rate']:g} | {most} | {row['budget']:.1%} |"


if __name__ == "__main__":  # the page is made by hand, when a rule or the pack changed
    import sys

    from headstamp.reference.pack import load_pack, shipped

    sys.stdout.write(page([load_pack(path).tables for path in shipped() if (path / "signals.csv").is_file()]))
