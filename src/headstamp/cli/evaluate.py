"""`headstamp evaluate`: how the tool does on finds whose origin is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, shelf_options
from headstamp.core.errors import InputError, RecordError


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
    from headstamp.cli.show import print_scores
    from headstamp.reason.evaluate import evaluate

    shelf = common.open_shelf(packs, sourced_only)
    scores = evaluate(read_cases(cases), shelf, use_context=not no_context)
    if as_json:
        click.echo(json.dumps(scores.model_dump(mode="json"), sort_keys=True))
    else:
        print_scores(scores)


def read_cases(path: Path) -> Iterator[Any]:
    """The cases of a JSON Lines file. Raises RecordError with the line for one that cannot be read: none is dropped."""
    from headstamp.observe.marks import read_record
    from headstamp.reason.evaluate import Case

    for number, raw in _lines(path):
        record, truth = raw.get("record"), raw.get("truth", {})
        if not isinstance(record, dict) or not isinstance(truth, dict):
            hint = 'each line is {"record": {…}, "truth": {…}, "answerable": true}'
            raise RecordError("no record or no truth", file=path, row=number, hint=hint)
        item = read_record(record, file=str(path), row=number)
        yield Case(item=item, truth=truth, answerable=bool(raw.get("answerable", True)))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        hint = "cases are JSON Lines in UTF-8; see docs/evaluate.md"
        raise InputError(f"cannot be read: {error}", file=path, hint=hint) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                raw = json.loads(line)
            except ValueError as error:
                raise RecordError(f"not JSON: {error}", file=path, row=number, hint="one JSON object a line") from error
            if not isinstance(raw, dict):
                raise RecordError("not a JSON object", file=path, row=number, hint="one JSON object a line")
            yield number, raw
