"""The command `headstamp`. Sub-commands load at first use, so that `--version` imports click and little else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from headstamp import __version__
from headstamp.cli.common import INTERRUPTED, harmless
from headstamp.cli.lazy import LazyGroup
from headstamp.core.errors import HeadstampError, OutputError

COMMANDS: dict[str, str] = {
    "trace": "headstamp.cli.trace",
    "link": "headstamp.cli.link",
    "profile": "headstamp.cli.profile",
    "template": "headstamp.cli.template",
    "match": "headstamp.cli.match",
    "decide": "headstamp.cli.decide",
    "screen": "headstamp.cli.screen",
    "read": "headstamp.cli.read",
    "network": "headstamp.cli.network",
    "case": "headstamp.cli.case",
    "request": "headstamp.cli.request",
    "packs": "headstamp.cli.packs",
    "lists": "headstamp.cli.lists",
    "explain": "headstamp.cli.explain",
    "evaluate": "headstamp.cli.evaluate",
}
"""Each sub-command and the module that defines it, under the attribute `command`; also the order of `--help`."""


@click.group(cls=LazyGroup, acts=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="headstamp")
def cli() -> None:
    """Trace arms from their marks to where they were made, offline, with every reason and its source.

    \b
    headstamp trace "539 67" --calibre 7.62x39     one head, typed by hand
    headstamp trace finds.csv --report out.html    a file of records
    headstamp link finds.csv other.csv             which recoveries share marks
    headstamp match "Korea Mining Dev. Trading"    is this party listed, where, since when, and why
    headstamp screen day.csv.gz                    which consignments to open, and why
    headstamp network who KOMID                    who stands behind it, and who says so
    headstamp read report.pdf                      who gave whom what, by whose word
    headstamp case new crates.headstamp            keep an investigation, unaltered
    """


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code (see core/errors.py): errors become two lines, never a traceback."""
    if "HEADSTAMP_DEBUG" in os.environ:
        sys.exit(cli.main(args=None if argv is None else list(argv), prog_name="headstamp", standalone_mode=False) or 0)
    sys.exit(_run(argv))


def _run(argv: Sequence[str] | None) -> int:
    for name in ("stdout", "stderr"):  # a caller may have closed them; then nobody listens
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open as long as the process
    try:
        result = cli.main(args=None if argv is None else list(argv), prog_name="headstamp", standalone_mode=False)
        sys.stdout.flush()
    except HeadstampError as error:
        return _say(str(error), error.hint, error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        name = context.command_path if isinstance(context, click.Context) else "headstamp"
        return _say(error.format_message(), f"see {name} --help", error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _say(
            "stopped", "no result was written; the same command again goes on where finished parts were kept", INTERRUPTED
        )
    except BrokenPipeError:  # the reader (head, less) has seen enough
        _drop_output()
        return 0
    except MemoryError:
        return _say("out of memory", "split the file and run the parts one by one", 1)
    except OSError as error:
        if error.filename is not None:
            return _say(f"{error.filename}: {error.strerror}", "check the name, and that you may read or write it", 3)
        _drop_output()
        return _say(f"cannot write the answer: {error.strerror}", "free some room, or use --output", OutputError.exit_code)
    except Exception as error:  # a defect of ours: its text can hold case data, so only its kind is shown
        hint = "set HEADSTAMP_DEBUG=1 for the traceback; it can hold case data, so read it before you report it"
        return _say(f"something unforeseen happened ({type(error).__name__})", hint, 1)
    return result if isinstance(result, int) else 0


def _drop_output() -> None:
    """What is still held for stdout goes nowhere, so that leaving does not fail on it a second time."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(what: str, hint: str, code: int) -> int:
    click.echo(harmless(f"error: {what}\nhint: {hint}"), err=True)
    return code
