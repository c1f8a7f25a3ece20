"""`headstamp screen`: a day's customs declarations to the few worth opening, each with its reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from headstamp.cli import asking
from headstamp.cli.lazy import LazyGroup
from headstamp.cli.options import FILE, shelf_options

COMMANDS: dict[str, str] = {
    "learn": "headstamp.cli.screen_learn:learn",
    "mapping": "headstamp.cli.screen_learn:mapping",
    "show": "headstamp.cli.screen_look:show",
    "report": "headstamp.cli.screen_look:report",
    "again": "headstamp.cli.screen_again:again",
    "note": "headstamp.cli.screen_note:note",
}
"""Each sub-command, and where it is defined."""
ENGINES = ("local", "spark")


@dataclass(frozen=True, slots=True)
class Request:
    """The options of one call, as given."""

    files: tuple[Path, ...]
    output: Path | None
    html: Path | None
    mapping: Path | None
    save_mapping: Path | None
    profile: Path | None
    share: float | None
    top: int | None
    random: float
    seed: str
    lists: tuple[str, ...]
    day: str
    folder: Path | None
    no_parties: bool
    off: tuple[str, ...]
    every: bool
    engine: str
    master: str
    workers: int
    no_resume: bool
    show: int
    as_json: bool
    packs: tuple[Path, ...]
    sourced_only: bool


class Share(click.ParamType[float]):
    """A share of consignments: `1%`, `0.01`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share as a number of 0 to 1; fails on anything else."""
        found = re.fullmatch(r"\s*([0-9]*[.,]?[0-9]+)\s*(%?)\s*", str(value))
        share = float(found[1].replace(",", ".")) / (100 if found[2] else 1) if found else -1.0
        if not 0 <= share <= 1:
            self.fail(f"{value!r} is not a share of 0 to 100%: write 1% or 0.01", param, ctx)
        return share


@click.group("screen", cls=LazyGroup, acts=COMMANDS, itself=True)
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--output", type=FILE, metavar="PATH", help="Write the result (.csv .parquet .jsonl), and PATH.run beside it.")
@click.option("--html", type=FILE, metavar="PATH.html", help="Write a page with what to open and why.")
@click.option("--mapping", type=FILE, metavar="PATH.yaml", help="How columns are understood; else it is guessed and told.")
@click.option("--save-mapping", type=FILE, metavar="PATH.yaml", help="Write how the columns of the first FILE were understood.")
@click.option(
    "--profile", type=FILE, metavar="DIR", help="What is usual, from `screen learn`; else the day itself is taken for it."
)
@click.option("--budget", "share", type=Share(), metavar="SHARE", help="Share of consignments to open.  [default: 1%]")
@click.option("--top", type=click.IntRange(0), metavar="N", help="Open so many, instead of a share.")
@click.option("--random", type=Share(), default="10%", show_default=True, metavar="SHARE", help="Of the budget: drawn by lot.")
@click.option("--seed", default="", metavar="TEXT", help="Of the lots.  [default: from the files' content]")
@asking.list_options
@click.option("--no-parties", is_flag=True, help="Look no party up in any list.")
@click.option("--off", multiple=True, metavar="RULE", help="Leave a rule or a group of rules out; may be repeated.")
@click.option("--every", is_flag=True, help="Write the green lane too.")
@click.option("--engine", type=click.Choice(ENGINES), default="local", show_default=True, help="What computes the scores.")
@click.option("--master", default="local[2]", show_default=True, metavar="URL", help="Of --engine spark: the cluster.")
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True, help="Processes at work.")
@click.option("--no-resume", is_flag=True, help="Begin anew instead of going on after a run that was stopped.")
@click.option("--show", type=click.IntRange(0, 1000), default=10, show_default=True, help="Consignments told in full, a lane.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@shelf_options
def command(**options: Any) -> None:
    """Which of a day's consignments to open, and why: declarations, bills of lading and manifests of any form.

    What the law says must be inspected is told apart and is never ranked. Without --output nothing is kept.

    \b
    headstamp screen day.csv.gz                              the ten to look at first, on the terminal
    headstamp screen day.csv bills.xlsx --output open.csv --budget 0.5%
    headstamp screen show open.csv BILL123                   every reason, and its papers side by side
    """
    from headstamp.cli.screen_run import run

    run(Request(**options))
