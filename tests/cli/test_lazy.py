"""Groups that load their commands late: the first word decides, and a file may be named like a command."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from headstamp.cli.lazy import LazyGroup


@pytest.fixture
def working() -> click.Command:
    @click.group(
        "work", cls=LazyGroup, acts={"show": "headstamp.cli.packs", "list": "headstamp.cli.screen_look:show"}, itself=True
    )
    @click.argument("files", nargs=-1, required=True)
    @click.option("--loud", is_flag=True)
    def work(files: tuple[str, ...], loud: bool) -> None:
        click.echo(f"{'LOUD ' if loud else ''}{' '.join(files)}")

    return work


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["a.csv", "--loud"], "LOUD a.csv"),
        (["./show"], "./show"),
        (["a.csv", "show"], "a.csv show"),
        (["show", "--help"], "Usage: work show"),
    ],
)
def test_the_first_word_is_a_command_or_a_file(working: click.Command, argv: list[str], said: str) -> None:
    assert said in CliRunner().invoke(working, argv).output


def test_before_a_command_the_options_of_the_work_are_refused(working: click.Command) -> None:
    assert "--loud" in CliRunner().invoke(working, ["--help"]).output
    assert "--loud" not in CliRunner().invoke(working, ["show", "--help"]).output


def test_an_act_is_found_by_module_and_by_name(working: click.Command) -> None:
    assert isinstance(working, LazyGroup)
    context = click.Context(working)
    assert working.list_commands(context) == ["show", "list"]
    names = [command.name for act in ("show", "list") if (command := working.get_command(context, act))]
    assert names == ["packs", "show"]
    assert working.get_command(context, "nothing") is None
