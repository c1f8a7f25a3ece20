"""Calls that could cost the person's records, or end in a hang or a crash instead of a sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TABLE = "id,kind,headstamp\na,cartridge,539 67\n"
HEADSTAMP = [sys.executable, "-m", "headstamp.cli"]


@pytest.fixture
def table(desk: Path) -> Path:
    path = desk / "finds.csv"
    path.write_text(TABLE)
    return path


@pytest.mark.parametrize(
    "argv",
    [
        ("trace", "finds.csv", "--output", "finds.csv"), ("trace", "finds.csv", "--rejects", "./finds.csv"),
        ("trace", "--file", "finds.csv", "--output", "link.csv"), ("link", "finds.csv", "--output", "finds.csv"),
        ("profile", "finds.csv", "--output", "finds.csv"), ("trace", "finds.csv", "--output", "a.html", "--report", "./a.html"),
        ("trace", "finds.csv", "--output", "a.csv", "--rejects", "a.csv"),
    ],
)  # fmt: skip
def test_records_are_never_overwritten_by_their_findings(run, table: Path, argv: tuple[str, ...]) -> None:
    """`--output finds.csv` replaced the only copy of the evidence."""
    table.with_name("link.csv").symlink_to(table)
    ran = run(*argv)
    assert ran.code == 2
    assert "over itself, or over an input" in ran.err
    assert table.read_text() == TABLE


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "html"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_an_output_that_is_no_file_is_refused(run, table: Path, kind: str, ending: str) -> None:
    """A pipe waited for a reader for ever; a device would have been replaced by a file."""
    path = table.with_name(f"out.{ending}")
    {"folder": path.mkdir, "pipe": lambda: os.mkfifo(path), "device": lambda: path.symlink_to("/dev/full")}[kind]()
    for option in ("--output", "--rejects"):
        ran = run("trace", "finds.csv", option, path.name)
        assert ran.code == 5
        assert "a folder, a pipe or a device" in ran.err


@pytest.mark.parametrize("name", ["folder.csv", "pipe.csv", "/dev/zero"])
@pytest.mark.parametrize("option", [(), ("--file",)])
def test_what_is_no_file_is_neither_read_nor_traced_as_a_mark(run, desk: Path, name: str, option: tuple[str, ...]) -> None:
    """`trace folder.csv` looked for a maker who strikes "folder.csv"."""
    (desk / "folder.csv").mkdir()
    os.mkfifo(desk / "pipe.csv")
    ran = run("trace", *option, name)
    assert ran.code == 3
    assert "not a file" in ran.err


def test_a_mark_that_is_also_a_name_in_the_folder_stays_a_mark(run, desk: Path) -> None:
    (desk / "17").write_text("x")
    assert run("trace", "17").code == 0


@pytest.mark.parametrize("form", ["id,kind,headstamp\n", "id,kind,headstamp\n,,\n"])
def test_a_form_that_was_not_filled_in_is_no_report(run, desk: Path, form: str) -> None:
    (desk / "finds.csv").write_text(form)
    ran = run("trace", "finds.csv", "--report", "out.html")
    assert ran.code == 3
    assert "holds no record" in ran.err
    assert not (desk / "out.html").exists()


def test_a_full_disk_behind_stdout_is_said() -> None:
    """It was `something unforeseen`, exit 1, with a second error while leaving."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*HEADSTAMP, "trace", "539 67", "--json"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 5
    assert done.stderr.splitlines()[0] == "error: cannot write the answer: No space left on device"
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_closed_streams_do_not_crash(closed: str) -> None:
    done = subprocess.run(["bash", "-c", f'{" ".join(HEADSTAMP)} trace "539 67" {closed}'], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def _hears() -> None:
    """A suite that runs in the background of a shell inherits deaf ears for Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_ctrl_c_is_one_sentence_and_leaves_no_half_file(desk: Path) -> None:
    head = "id,kind,headstamp\n"
    (desk / "many.csv").write_text(head + "".join(f"r{i},cartridge,{i % 89} {i % 97} {i}\n" for i in range(100_000)))
    argv = [*HEADSTAMP, "trace", "many.csv", "--output", "out.csv"]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, cwd=desk, stdout=pipe, stderr=pipe, text=True, preexec_fn=_hears) as process:
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip().startswith("error: stopped")
    assert not [p for p in desk.iterdir() if p.name.startswith((".out", "out"))]


def test_a_legibility_that_is_no_number_is_an_error_of_the_call(run) -> None:
    ran = run("trace", "539 67", "--legibility", "nan")
    assert ran.code == 2


@pytest.mark.parametrize("length", [249, 256, 280, 499])
def test_a_long_mark_is_not_too_long_a_name_of_a_file(run, length: int) -> None:
    assert run("trace", "a" * length).code == 0
