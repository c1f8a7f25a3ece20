"""Which files are cases is told before a passphrase is asked for, and who waits long is told why."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from headstamp.case import Case, Draft, Vault, verify
from headstamp.case.redacted.gather import gather
from headstamp.case.waiting import waiting
from headstamp.cli import casework
from headstamp.core.errors import InputError
from headstamp.core.redact import Profile

NOISE = random.Random(3).randbytes(8192)


@pytest.mark.parametrize("data", [
    b"title: finds\nitems:\n- id: a\n", b"id,holder\na,Anna\n" * 1000, "조선 무역\n".encode() * 700, b"PK\x03\x04" + NOISE[4:],
    b"\xff\xd8\xff\xe0" + NOISE[4:], b"%PDF-1.7" + NOISE[8:], NOISE[:-1], NOISE[:700], b"x", b"a" * 4096,
])  # fmt: skip
def test_what_is_no_case_is_told_without_asking(data: bytes, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(InputError, match="not a case"):
        casework.passphrase_for(tmp_path / "file")
    monkeypatch.setenv("HEADSTAMP_PASSPHRASE", "six words that nobody would say")
    for act in ("show", "verify", "lock", "unlock"):
        ran = run("case", act, tmp_path / "file")
        assert (ran.code, "not a case" in ran.err, "passphrase" in ran.err) == (3, True, False), act


def test_noise_of_whole_pages_may_be_a_locked_case(tmp_path: Path) -> None:
    for seed in range(200):
        (tmp_path / "file").write_bytes(random.Random(seed).randbytes(4096))
        assert casework.is_locked(tmp_path / "file")
    (tmp_path / "file").write_bytes(b"SQLite format 3\0" + NOISE[16:])
    assert not casework.is_locked(tmp_path / "file")


def test_a_file_is_forgotten_by_the_beginning_of_its_hash(run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("HEADSTAMP_WHO", "A. Kim")
    Path("finds.csv").write_text("id,calibre,headstamp,holder\na,7.62x39,71 89,Qwenna Holderby\n")
    Path("note.txt").write_text("told by Qwenna Holderby\n")
    assert run("case", "new", "c.headstamp", "--title", "T").code == 0
    assert run("case", "add", "c.headstamp", "finds.csv", "note.txt").code == 0
    with Case.open(desk / "c.headstamp", readonly=True) as case:
        table, note = (stored.id for stored in case.all("file"))
    ran = run("case", "forget", "c.headstamp", f"file/{table[:10]}", "--why", "asked", "--yes")
    assert ran.code == 0
    assert "record/a" in ran.out, "what came of the file stays, and is told"
    ran = run("case", "forget", "c.headstamp", "--person", "Qwenna Holderby", "--files", "--why", "asked", "--yes")
    assert (ran.code, f"file/{note}" in ran.out.replace("\n", "")) == (0, True)
    with Case.open(desk / "c.headstamp", readonly=True) as case:
        assert all(Vault(case).forgotten(sha256) for sha256 in (table, note))
    assert "2 files of the vault are encrypted" in verify(desk / "c.headstamp").remarks[1]
    assert run("case", "show", "c.headstamp", f"file/{table[:10]}").code == 0
    again = run("case", "add", "c.headstamp", "note.txt")
    assert "nothing new" in again.out


def test_who_waits_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    with Case.create(tmp_path / "c", "T", "ann") as case:
        case.write(Draft("claim", f"c{n}", {"value": n}) for n in range(2500))
        token = waiting.set(lambda done, total: told.append((done, total)))
        gather(case, Profile.PUBLIC)
        waiting.reset(token)
    assert told == [(1000, 2501), (2000, 2501)]
    notes: list[str] = []
    monkeypatch.setattr(casework.common, "note", notes.append)
    monkeypatch.setattr(casework.sys.stderr, "isatty", lambda: True, raising=False)
    clock = iter([0.1, 0.5, 2.5, 2.6])
    monkeypatch.setattr(casework.time, "monotonic", lambda: next(clock))
    patience = casework._Patience()
    patience(1000, 4000)
    patience(2000, 4000)
    assert notes == ["going through 4,000 objects for what is closed under this profile: 50%"]
