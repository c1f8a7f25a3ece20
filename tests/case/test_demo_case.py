"""The story of docs/chain.md: a fictional case is opened, filled, asked, found intact, and one altered byte is found."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from headstamp.cli import main as entry

CASE = "crate.headstamp"
LISTED = "Velmar Marine Engineering Trading Co"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    shutil.copytree(str(files("headstamp") / "examples"), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HEADSTAMP_WHO", "A. Example")

    def call(*argv: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            entry.main(list(argv))
        return Ran(int(left.value.code or 0), *capsys.readouterr())

    return call


def told(run: Run, *argv: str) -> str:
    ran = run(*argv)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.replace("│", " ").replace("┃", " ").split())


def fill(run: Run) -> None:
    register = ("--source", "register-20417", "--reliability", "B", "--because", "an extract of a register, seen as a copy")
    told(run, "case", "new", CASE, "--title", "Crates at Port Ibelle (fictional)")
    told(run, "case", "add", CASE, "case/recovery.yaml", "case/declarations.csv", "case/crate-7.jpg")
    told(run, "case", "add", CASE, "--list", "case/watch.csv", "--listed", LISTED)
    told(run, "case", "claim", CASE, "Hollin Shore Holdings", "owns", LISTED, "--since", "2021-05-04", *register)
    told(run, "case", "claim", CASE, "Marek Ollandar", "director_of", LISTED, "--since", "2022-09-01", *register)


def chain(run: Run, *argv: str) -> dict[str, Any]:
    return dict(json.loads(run("case", "chain", CASE, "--json", *argv).out))


def test_the_whole_story(run: Run) -> None:
    fill(run)
    before = chain(run)["finding"]
    assert any("Velmar Marine Engineering is this party rests on name" in text for text in before["unexplained"])
    said = told(
        run,
        "case",
        "decide",
        CASE,
        "Velmar Marine Engineering",
        "watch/V1",
        "--party",
        "--not-same",
        "--why",
        "register no. 31155",
    )
    assert "are not the same party; decided by A. Example" in said

    shown = told(run, "case", "chain", CASE)
    assert "leads to consignment TFFH2600417, to Velmar Marine Eng. Trading, its consignee" in shown
    assert "declared as “ENGINEERING MACHINERY, SPARE PARTS”, in an earlier version as “STEEL BOXES, EMPTY”" in shown
    assert "It ends at Hollin Shore Holdings: nobody is on record over it as of 2026-01-28." in shown
    assert "WEAKEST HOP" in shown
    assert "was made by plant known only by its code 71, China, by its marks" in shown
    assert "after the find" in shown  # the third consignment of the container
    assert "no path shows what anybody knew" in shown
    assert "A. Example" not in shown  # who decided is for the team
    assert "31155" not in shown
    assert "Port Ibelle" not in shown

    answer = chain(run)
    best = answer["finding"]["hypotheses"][0]
    weakest = min(tie["certainty"] for tie in answer["network"]["ties"] if tie["number"] in answer["network"]["parts"][0]["ties"])
    assert best["probability"] <= best["high"] == weakest == 0.5
    assert not any(tie["relation"] == "may_be" and "marine engineering@" in tie["subject"] for tie in answer["network"]["ties"])

    assert "intact" in told(run, "case", "verify", CASE)


def test_one_altered_byte_is_found_where_it_is(run: Run) -> None:
    fill(run)
    shutil.copy(CASE, "copy.headstamp")
    shutil.copytree(f"{CASE}.vault", "copy.headstamp.vault")
    with open("copy.headstamp", "r+b") as stream:
        stream.seek(stream.read().index(b"TFFH 2600417"))
        stream.write(b"TFFH 2600418")
    ran = run("case", "verify", "copy.headstamp")
    assert ran.code != 0
    assert "crate-7" in ran.out + ran.err
    assert "marks[2].text" in ran.out + ran.err
    assert "intact" in told(run, "case", "verify", CASE)


def test_the_photo_claims_its_day_and_its_place_is_not_public(run: Run) -> None:
    fill(run)
    assert "2026-03-11" in told(run, "case", "search", CASE, "2026-03-11", "--profile", "confidential")
    assert "30.5" not in run("case", "chain", CASE, "--json").out


@pytest.mark.parametrize("suffix", ["html", "json", "csv", "svg"])
def test_the_chain_is_written_whole(run: Run, suffix: str) -> None:
    fill(run)
    ran = run("case", "chain", CASE, "heads-7", "--output", f"chain.{suffix}")
    assert (ran.code, ran.out) == (0, "")
    text = Path(f"chain.{suffix}").read_text(encoding="utf-8")
    assert "Hollin Shore Holdings" in text
    if suffix == "html":
        assert "default-src 'none'" in text
        assert "<script" not in text


def test_no_closed_value_comes_back_by_way_of_a_chain(run: Run) -> None:
    """Not as a source, an id, a party on papers or in the words of a decision."""
    fill(run)
    text = Path("case/declarations.csv").read_text(encoding="utf-8").replace("Tarn Freight Forwarding", "Orla Tessen")
    Path("more.csv").write_text(text.replace("TFFH25", "TFFX25").replace("TFFH26", "TFFX26"), encoding="utf-8")
    Path("more.yaml").write_text(
        "items:\n  - id: crate-9\n    kind: packaging\n    marks: [{text: H/BL TFFX2600417, role: packaging}]\n"
        "    recovery: {recovered: 2026-03-11, holder: Orla Tessen, recorder: Bram Oude, place: {name: Sel Ridge}}\n",
        encoding="utf-8",
    )
    told(run, "case", "add", CASE, "more.yaml", "more.csv")
    told(
        run, "case", "claim", CASE, "Dun Holdings", "owns", LISTED, "--source", "interview:Bram Oude", "--locator", "at Sel Ridge"
    )
    told(
        run,
        "case",
        "decide",
        CASE,
        "Orla Tessen",
        "watch/V1",
        "--party",
        "--not-same",
        "--why",
        "Bram Oude knows her",
        "--who",
        "Ute Q",
    )
    for profile, closed in (
        ("public", ("Orla", "Tessen", "Bram", "Oude", "Sel Ridge", "Ute Q")),
        ("partner", ("Orla", "Bram", "Ute Q")),
    ):
        out = run("case", "chain", CASE, "--json", "--profile", profile)
        assert out.code == 0
        assert "TFFX2600417" in out.out
        for value in closed:
            assert value not in out.out, (profile, value)
        html = run("case", "chain", CASE, "--output", f"{profile}.html", "--profile", profile)
        assert html.code == 0
        assert not any(value in Path(f"{profile}.html").read_text(encoding="utf-8") for value in closed)
    assert "Orla Tessen" in run("case", "chain", CASE, "--profile", "confidential").out
