from __future__ import annotations

import os
import subprocess
import sys

import pytest

from headstamp import __version__
from headstamp.cli import main as entry
from headstamp.cli.options import PROFILES
from headstamp.core.errors import HeadstampError, OutputError, PackError
from headstamp.core.redact import Profile


def test_version_loads_nothing_heavy() -> None:
    """An import of pydantic, rich or a pack at start would make every call slow."""
    code = (
        "import sys; from headstamp.cli.main import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "heavy = ('pydantic', 'rich', 'openpyxl', 'jinja2', 'ruamel', 'headstamp.core.record')\n"
        "print(sorted(m for m in heavy if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"headstamp, version {__version__}", "[]"]


def test_help_of_every_command_loads_no_records_and_no_packs() -> None:
    code = (
        "import sys; from headstamp.cli.main import COMMANDS, main\n"
        "for name in COMMANDS:\n"
        "    try: main([name, '--help'])\n"
        "    except SystemExit as left: assert not left.code, (name, left.code)\n"
        "print(sorted(m for m in ('pydantic', 'rich', 'openpyxl', 'jinja2') if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_profiles_are_those_of_core() -> None:
    assert tuple(Profile) == PROFILES


def test_unknown_command_is_one_sentence_and_a_hint(run) -> None:
    ran = run("trase")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines()[0].startswith("error: No such command 'trase'")
    assert ran.err.splitlines()[1].startswith("hint: ")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (HeadstampError("x"), 1),
        (PackError("bad", file="p.csv", row=3, column="c", hint="do"), 4),
        (OutputError("full"), 5),
    ],
)
def test_errors_become_two_lines_with_their_code(run, monkeypatch, error, code) -> None:
    """A traceback can hold case data."""

    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(entry.cli, "main", fail)
    ran = run("trace", "x")
    assert ran.code == code
    assert ran.err == f"error: {error}\nhint: {error.hint}\n"


def test_debug_shows_the_traceback(run, monkeypatch) -> None:
    monkeypatch.setenv("HEADSTAMP_DEBUG", "1")
    with pytest.raises(HeadstampError):
        entry.main(["trace", "missing.csv"])


def test_unforeseen_errors_show_no_case_data(run, monkeypatch) -> None:
    """A bug must not print the values of the record it met."""

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("planted-confidential-string")

    monkeypatch.setattr(entry.cli, "main", fail)
    ran = run("trace", "x")
    assert ran.code == 1
    assert "planted-confidential-string" not in ran.err
    assert "HEADSTAMP_DEBUG" in ran.err


def test_a_closed_pipe_is_not_an_error() -> None:
    """`headstamp … | head` must end quietly."""
    bash = f"{sys.executable} -m headstamp.cli --help | head -n 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", bash], capture_output=True, text=True, env={**os.environ})
    assert (done.returncode, done.stderr) == (0, "")


def test_the_guided_key_works_as_the_first_thing_a_process_does(desk) -> None:
    """Within the test process every module is loaded already, which hid a circular import."""
    argv = [sys.executable, "-m", "headstamp.cli", "trace", "71 ??", "--calibre", "7.62x39", "--ask"]
    done = subprocess.run(argv, input="n\nstop\n", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "China" in done.stdout
