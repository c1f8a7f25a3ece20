"""A run that was altered behind our back is refused, whichever part of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from headstamp.core.errors import InputError
from headstamp.scale.customs.opened import open_run, row_of
from headstamp.scale.customs.run import Screened


def _part(folder: Path, name: str) -> Path:
    return next((folder / name).glob("*.parquet"))


def _record(**other: object) -> Callable[[Path], object]:
    def write(folder: Path) -> object:
        held = json.loads((folder / "record.json").read_text())
        return (folder / "record.json").write_text(json.dumps({**held, **other}))

    return write


ALTERED: dict[str, Callable[[Path], object]] = {
    "lines": lambda f: _part(f, "lines").write_bytes(b"PAR1"),
    "scores": lambda f: _part(f, "scores").write_bytes(b"PAR1"),
    "lanes": lambda f: (f / "lanes.parquet").write_bytes(b"PAR1"),
    "a table": lambda f: (f / "reference" / "rules.parquet").write_bytes(b"PAR1"),
    "no tables": lambda f: shutil.rmtree(f / "reference"),
    "deep record": lambda f: (f / "record.json").write_text("[" * 100_000),
    "foreign files": _record(files={"lines": ["../../../etc/passwd"], "scores": ["../x"]}),
    "no files": _record(files={"lines": [], "scores": []}),
    "budget": _record(budget={"share": "x"}),
    "lists": _record(lists=[{"x": 1}]),
    "counts": _record(counts=[]),
    "another table": _record(reference_sha256="0"),
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_run_is_refused(what: str, screened: Screened, tmp_path: Path) -> None:
    folder = tmp_path / "open.csv.run"
    shutil.copytree(screened.folder, folder)
    open_run(folder)
    ALTERED[what](folder)
    with pytest.raises(InputError):
        open_run(folder)


def test_no_name_is_no_run() -> None:
    with pytest.raises(InputError, match="no finished screen"):
        open_run(Path(""))


def test_a_name_as_the_csv_writes_it_is_found(screened: Screened) -> None:
    run = open_run(screened.folder)
    name = str(screened.result["consignment"][0])
    assert row_of(run, f"'{name}")["consignment"] == name
