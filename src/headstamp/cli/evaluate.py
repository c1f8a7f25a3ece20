"""`headstamp evaluate`: how the tool does on known finds, labelled names, planted cargo and annotated reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from headstamp.cli import common
from headstamp.cli.asking import list_options
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


@command.command("screen")
@click.argument("cases", type=FILE, metavar="CASES.jsonl", nargs=-1, required=True)
@click.option(
    "--declarations", type=click.IntRange(min=1), default=1_000_000, show_default=True, help="Honest lines to plant among."
)
@click.option("--past", type=click.IntRange(min=1000), default=1_000_000, show_default=True, help="Honest lines to learn from.")
@click.option("--draws", type=click.IntRange(1, 1000), default=20, show_default=True, help="How often each case is drawn.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same.")
@click.option("--half", type=click.Choice(["tune", "report"]), default=None, help="Plant the families of this half only.")
@click.option(
    "--families", type=FILE, metavar="FILE.csv", help="Families of the cases: case_id,family,half,same_as; else by rule."
)
@click.option("--no-parties", is_flag=True, help="Do not look names up: only the runs without them.")
@list_options
@shelf_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def screen(cases: tuple[Path, ...], as_json: bool, **options: Any) -> None:
    """Plant cases of disguised cargo among honest declarations and count how many a screen would have opened.

    \b
    One case a line, as docs/planted.md shows: what papers said, from where, to where, by which way.
    """
    from headstamp.cli.evaluate_screen import run

    click.echo(run(cases, as_json=as_json, **options))


@command.command("read")
@click.argument("folder", type=FILE, metavar="FOLDER")
@click.option("--second", type=FILE, metavar="DIR", help="Score a second annotator's NAME.second.jsonl instead of the reader.")
@click.option("--split", type=FILE, metavar="NAMES.json", help='Names of the halves: {"tune": [...], "report": [...]}.')
@click.option("--half", type=click.Choice(["tune", "report"]), default=None, help="Only the texts of this half of --split.")
@shelf_options
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def read(folder: Path, as_json: bool, **options: Any) -> None:
    """Read annotated texts and compare: claims, who to whom, slots, denials, hedges, spans, relations.

    \b
    FOLDER holds NAME.txt, NAME.gold.jsonl, NAME.meta.json and links.gold.jsonl, as docs/read.md shows.
    """
    from headstamp.cli.evaluate_read import run
    from headstamp.tell.read_scores import read_scores_json, read_scores_text

    scores = run(folder, **options)
    click.echo(read_scores_json(scores) if as_json else common.harmless(read_scores_text(scores)))
