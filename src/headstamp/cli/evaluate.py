"""`headstamp evaluate`: how the tool does on finds whose origin is known, and on names whose party is known."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, shelf_options
from headstamp.core.errors import InputError


@click.group("evaluate")
def command() -> None:
    """Measure the tool on cases of your own; nothing leaves the machine."""


@command.command("trace")
@click.argument("cases", type=FILE, metavar="CASES.jsonl")
@click.option("--no-context", is_flag=True, help="Leave the place of recovery and other circumstances out.")
@shelf_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def trace(cases: Path, no_context: bool, packs: tuple[Path, ...], sourced_only: bool, as_json: bool) -> None:
    """Trace each case and compare with its truth: accuracy, log loss, calibration, abstentions.

    \b
    One case a line:
    {"record": {...}, "truth": {"country": "CN", "producer": "", "year": 1991, "model": ""}, "answerable": true}
    """
    from headstamp.observe.cases import read_cases
    from headstamp.reason.evaluate import evaluate
    from headstamp.tell.scores import scores_json, scores_text

    batch = read_cases(cases)
    for reject in batch.rejects:
        common.note(f"set aside: {reject}")
    if not batch.cases:
        raise InputError("holds no case", file=cases, hint="docs/evaluate.md shows the form of a line")
    shelf = common.open_shelf(packs, sourced_only)
    scores = evaluate(batch.cases, shelf, use_context=not no_context, set_aside=len(batch.rejects))
    click.echo(scores_json(scores) if as_json else scores_text(scores))


@command.command("match")
@click.argument("queries", type=FILE, metavar="QUERIES.csv")
@click.option("--list", "names", type=FILE, required=True, metavar="LIST.csv", help="The list to ask: id,name,schema.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def match(queries: Path, names: Path, as_json: bool) -> None:
    """Ask each query of a list and compare with its right answer: recall, F1, false alerts, calibration, speed.

    \b
    QUERIES.csv: query,schema,gold,set     gold = an id of the list, or empty where nothing is right
    LIST.csv:    id,name,schema            several names an id, a row each
    """
    from headstamp.cli.evaluate_match import run
    from headstamp.tell.match_scores import match_scores_json, match_scores_text

    scores = run(queries, names)
    click.echo(match_scores_json(scores) if as_json else common.harmless(match_scores_text(scores)))
