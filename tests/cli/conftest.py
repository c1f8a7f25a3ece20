"""A folder with the shipped examples, and a way to run the command in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import pytest

from headstamp.cli import main as entry


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(str(files("headstamp") / "examples"), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HEADSTAMP_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def run(desk: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*argv: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            entry.main([str(a) for a in argv])
        out, err = capsys.readouterr()
        return Ran(int(left.value.code or 0), out, err)

    return call
