"""`headstamp case claim` and `headstamp case alike` through the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headstamp.case import Case, contents
from headstamp.case.claimed import box_of
from headstamp.case.evidence import add_file
from tests.cli.conftest import Run
from tests.observe.photos.drawn import camera, paper, picture, saved


@pytest.fixture
def sha(desk: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case `c.headstamp` with a photo, a smaller copy, a paper; the sha256 of the photo."""
    monkeypatch.setenv("HEADSTAMP_WHO", "ann")
    with Case.create(Path("c.headstamp"), "Crate", "ann") as case:
        Path("crate.jpg").write_bytes(saved(picture(), exif=camera()))
        Path("small.png").write_bytes(saved(picture().rotate(-90, expand=True).resize((120, 160)), "PNG"))
        Path("list.pdf").write_bytes(paper())
        first, *_ = [add_file(case, Path(name)).sha256 for name in ("crate.jpg", "small.png", "list.pdf")]
    return first


def claims() -> dict[str, contents.Claim]:
    with Case.open(Path("c.headstamp"), readonly=True) as case:
        return {claim.id: claim for claim, _, _ in contents.claims(case) if claim.id.startswith("c-")}


def test_a_box_on_a_photo_is_a_citation(run: Run, sha: str) -> None:
    said = (f"file:{sha[:8]}", "shows", "five wagons", "--photo", sha[:8], "--box", "36,48,180,240", "--hedge", "at noon")
    ran = run("case", "claim", "c.headstamp", *said, "--reliability", "b", "--because", "seen by us")
    assert ran.code == 0, ran.err
    (claim,) = claims().values()
    assert claim.subject == claim.citation.source_id == f"file:{sha}"
    assert claim.citation.sha256 == sha
    assert box_of(claim.citation.locator) == pytest.approx((0.1, 0.1, 0.5, 0.5))
    assert str(claim.grade) == "B6"
    assert claim.id in ran.out
    assert "grade B6: seen by us; at noon" in ran.out


def test_said_again_with_another_grade_is_its_next_version(run: Run, sha: str) -> None:
    first = ("case", "claim", "c.headstamp", "record/i1", "located_at", "Port Ibelle", "--source", "S12", "--page", "3")
    assert run(*first).code == 0
    assert "nothing was written" in run(*first).err
    again = run(*first, "--reliability", "C", "--because", "a newspaper")
    assert "next version" in again.err
    (claim,) = claims().values()
    assert claim.grade.reliability == "C"
    assert claim.citation.locator == "page 3"


def test_what_is_not_in_the_case_is_told_and_kept(run: Run, sha: str) -> None:
    ran = run("case", "claim", "c.headstamp", "record/i9", "may_be", "builtin/komid", "--source", "S1", "--repeats", "c-0")
    assert ran.code == 0
    assert "the subject record/i9 is not in the case" in ran.err
    assert "the value builtin/komid is not in the case" in ran.err
    assert "c-0" in ran.err
    assert next(iter(claims().values())).derived_from == ("c-0",)


def test_a_place_in_figures_is_kept_sealed_and_a_name_is_found(run: Run, sha: str) -> None:
    for place in ("42.4201,130.6333±1km", "Port Ibelle"):
        assert run("case", "claim", "c.headstamp", f"file:{sha}", "taken_near", place, "--source", "S1").code == 0
    with Case.open(Path("c.headstamp"), who="x") as case:
        case.flush()
        from headstamp.case import search

        assert search(case, "Ibelle").hits
        assert not search(case, "42.4201").hits
    assert b"130.6333" not in Path("c.headstamp").read_bytes()


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        (("x", "shows", "y"), "nobody is named who says so"),
        (("x", "shows", "y", "--source", "S", "--box", "0,0,1,1"), "part of a photo"),
        (("x", "shows", "y", "--photo", "SHA", "--box", "0,0,900,900"), "beyond the picture; it has 360 x 480"),
        (("x", "shows", "y", "--photo", "0000000"), "no file of the case"),
        (("x", "shows", "y", "--source", "S", "--reliability", "A"), "needs its reason"),
        (("x", "Sh-ows", "y", "--source", "S"), "not a predicate"),
        (("x", "taken_at", "07/02/2024", "--source", "S"), "not a date"),
        (("x", "taken_near", "142,10", "--source", "S"), "not on the globe"),
        (("x", "shows", "y", "--source", "S", "--since", "2024", "--until", "2023"), "ends before it begins"),
        (("x", "shows"), "needs CASE, SUBJECT, PREDICATE and VALUE"),
        (("file:0000000", "shows", "y", "--source", "S"), "no file of the case"),
    ],
)
def test_a_claim_that_does_not_hold_together_is_refused(run: Run, sha: str, extra: tuple[str, ...], told: str) -> None:
    ran = run("case", "claim", "c.headstamp", *(sha if part == "SHA" else part for part in extra))
    assert ran.code == 2
    assert told in ran.err
    assert [line.split(":")[0] for line in ran.err.splitlines()][-2:] == ["error", "hint"]
    assert not claims()


def test_a_page_beyond_the_pdf_is_refused(run: Run, sha: str) -> None:
    with Case.open(Path("c.headstamp"), readonly=True) as case:
        pdf = next(stored.id for stored in case.all("file") if case.body(stored).get("pages"))
    ran = run("case", "claim", "c.headstamp", "x", "shows", "y", "--photo", pdf, "--page", "3")
    assert ran.code == 2
    assert "has 2 pages" in ran.err
    assert run("case", "claim", "c.headstamp", "x", "shows", "y", "--photo", pdf, "--page", "2").code == 0


def test_denied_and_dated_and_hostile_text(run: Run, sha: str) -> None:
    ran = run(
        "case",
        "claim",
        "c.headstamp",
        "x\x1b[31m",
        "owned_by",
        "‮y",
        "--source",
        "S",
        "--denied",
        "--since",
        "2019",
        "--until",
        "2021",
    )
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "‮" not in ran.out
    assert "it is denied that" in ran.out


def test_predicates_are_listed(run: Run) -> None:
    ran = run("case", "claim", "--predicates")
    assert ran.code == 0
    assert "taken_near" in ran.out


def test_the_same_picture_again(run: Run, sha: str) -> None:
    ran = run("case", "alike", "c.headstamp")
    assert ran.code == 0
    assert "the same picture, smaller" in ran.out, "the first one is to be shown turned, the second one was turned"
    assert "crate.jpg" not in ran.out, "names are not for the public"
    assert "crate.jpg" in run("case", "alike", "c.headstamp", "--profile", "confidential").out
    told = json.loads(run("case", "alike", "c.headstamp", "--json").out)
    assert told["profile"] == "public"
    assert told["groups"][0]["first"]["sha256"] == sha


def test_a_picture_from_outside_and_one_of_the_case(run: Run, sha: str) -> None:
    Path("press.jpg").write_bytes(saved(picture().convert("L").resize((200, 150)), quality=30))
    ran = run("case", "alike", "c.headstamp", "press.jpg")
    assert ran.out.splitlines()[0].startswith("press.jpg, 200 x 150")
    assert "the same picture, turned by 90° clockwise" in ran.out
    assert f"file/{sha[:12]}" in run("case", "alike", "c.headstamp", sha[:8]).out
    assert "the same file" in run("case", "alike", "c.headstamp", "crate.jpg").out
    Path("else.jpg").write_bytes(saved(picture(9)))
    assert "none of 2 pictures looks like it" in run("case", "alike", "c.headstamp", "else.jpg").out


@pytest.mark.parametrize("name", ["evil.jpg", "list.pdf", ".", "nowhere.jpg"])
def test_what_has_no_look_is_told(run: Run, sha: str, name: str) -> None:
    Path("evil.jpg").write_bytes(b"<svg onload='x()'/>")
    ran = run("case", "alike", "c.headstamp", name)
    assert ran.code in (2, 3)
    assert ran.err.startswith("error: ")
