from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from headstamp.case import Case, Vault, seal, verify
from headstamp.case.ledger import check_chain
from headstamp.case.seal import NAMESPACE, TAGS, check_bag, entries_of
from headstamp.core.errors import InputError, OutputError, UsageError

SSH = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="no ssh-keygen")
SUMS = pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum")


def run(folder: Path, *command: str, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **kwargs)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "id"
    run(tmp_path, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ann", "-f", str(path))
    return path


@SUMS
def test_anybody_can_check_a_bag(case: Case, tmp_path: Path) -> None:
    bag = seal(case, tmp_path / "bag")
    for manifest in ("manifest-sha256.txt", TAGS):
        done = run(bag.folder, "sha256sum", "-c", manifest)
        assert done.returncode == 0, done.stdout
        assert "OK" in done.stdout
    assert check_bag(bag.folder) == []
    assert (bag.folder / "bagit.txt").read_text().startswith("BagIt-Version: 1.0\n")
    assert f"Payload-Oxum: {bag.bytes}.{bag.files}" in (bag.folder / "bag-info.txt").read_text()
    head = case.head()
    assert head
    assert bag.head == head.sha256
    assert bag.head in (bag.folder / "README.txt").read_text()


def test_the_bag_is_the_case_without_its_keys(case: Case, tmp_path: Path) -> None:
    bag = seal(case, tmp_path / "bag")
    inside = bag.folder / "data" / "case.headstamp"
    verdict = verify(inside)
    assert verdict.intact, verdict.troubles
    assert verdict.remarks == ("3 keys of personal fields were left out of this copy",)
    assert verdict.files == 2
    assert check_bag(bag.folder) == []  # looking changed nothing
    entries = list(entries_of(bag.folder / "data" / "ledger.jsonl"))
    assert check_chain(entries) == []
    assert entries == list(case.ledger())
    with Case.open(inside, readonly=True) as copy:
        assert copy.body(copy.get("record", "i1"))["recovery"]["holder"] == "[key not in this copy]"
    assert all(b"Fiction" not in each.read_bytes() for each in bag.folder.rglob("*") if each.is_file())
    secrets = [row[0].encode() for row in case.db.execute("SELECT secret FROM keys")]
    assert not any(secret in inside.read_bytes() for secret in secrets)
    assert verify(case.path).intact


def test_with_its_keys_where_asked_for(case: Case, tmp_path: Path) -> None:
    bag = seal(case, tmp_path / "bag", with_keys=True)
    with Case.open(bag.folder / "data" / "case.headstamp", readonly=True) as copy:
        assert copy.body(copy.get("record", "i1"))["recovery"]["holder"] == "Anna Fiction"


@SSH
def test_a_signature_that_others_can_check(case: Case, tmp_path: Path, key: Path) -> None:
    bag = seal(case, tmp_path / "bag", key=key)
    kind, public, _ = (tmp_path / "id.pub").read_text().split()
    (tmp_path / "allowed").write_text(f"ann {kind} {public}\n")
    check = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "ann", "-n", NAMESPACE, "-s", f"{TAGS}.sig"]
    done = run(bag.folder, *check, input=(bag.folder / TAGS).read_text())
    assert done.returncode == 0, done.stderr
    assert "Good" in done.stdout
    done = run(bag.folder, *check, input=(bag.folder / TAGS).read_text() + " ")
    assert done.returncode != 0


def test_no_ssh_keygen_no_key(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("ssh-keygen"):
        with pytest.raises(UsageError, match="did not sign"):
            seal(case, tmp_path / "bag", key=tmp_path / "nokey")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="no ssh-keygen"):
        seal(case, tmp_path / "bag", key=tmp_path / "nokey")
    assert not (tmp_path / "bag").exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_what_is_altered_in_a_bag_is_named(case: Case, tmp_path: Path) -> None:
    bag = seal(case, tmp_path / "bag").folder
    (file,) = [p for p in bag.rglob("*") if p.is_file() and p.read_bytes() == b"a part"]
    os.chmod(file, 0o644)
    file.write_bytes(b"b part")
    (bag / "data" / "ledger.jsonl").unlink()
    (bag / "data" / "extra").touch()
    told = check_bag(bag)
    assert told == [f"{file.relative_to(bag).as_posix()}: altered", "data/ledger.jsonl: missing", "data/extra: not in the sums"]
    (bag / "manifest-sha256.txt").write_text("x  ../../etc/passwd\nnonsense\n")
    assert "manifest-sha256.txt: altered" in check_bag(bag)
    with pytest.raises(InputError, match="not a sealed bag"):
        check_bag(tmp_path)


def test_what_cannot_be_sealed(case: Case, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="something of this name"):
        seal(case, tmp_path)
    (Vault(case).folder / "stray").touch()
    with pytest.raises(InputError, match="does not verify"):
        seal(case, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()


def test_a_ledger_of_lines_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "l").write_text(json.dumps({"seq": 1}) + "\n")
    with pytest.raises(InputError, match="not an entry"):
        list(entries_of(tmp_path / "l"))


def test_personal_files_stay_closed_in_a_bag_without_keys(case: Case, tmp_path: Path) -> None:
    table = b"id,holder\na,Anna Fiction\n"
    sha256 = Vault(case).put(io.BytesIO(table), "finds.csv", personal=True)
    bag = seal(case, tmp_path / "bag").folder
    assert (bag / "data" / "case.headstamp.vault" / "objects" / f"{sha256}.sealed").is_file()
    assert all(b"Fiction" not in each.read_bytes() for each in bag.rglob("*") if each.is_file())
    assert check_bag(bag) == []
    verdict = verify(bag / "data" / "case.headstamp")
    assert verdict.intact, verdict.troubles
    assert any("1 file of the vault is encrypted" in remark for remark in verdict.remarks)
    with Case.open(bag / "data" / "case.headstamp", readonly=True) as copy, pytest.raises(InputError, match="not in this copy"):
        Vault(copy).get(sha256)
    whole = seal(case, tmp_path / "whole", with_keys=True).folder / "data" / "case.headstamp"
    assert verify(whole).remarks == ()
    with Case.open(whole, readonly=True) as copy:
        assert Vault(copy).get(sha256) == table


def test_a_bag_that_was_not_made_is_told_in_the_ledger(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = case.head()
    with pytest.raises(OutputError):
        seal(case, case.path / "bag")  # a folder in a file
    assert case.head() == before, "where nothing can be written nothing is entered"

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["headstamp.case.seal"], "_copy_vault", full)
        with pytest.raises(OutputError, match="No space"):
            seal(case, tmp_path / "bag")
    sealed, failed = list(case.ledger())[-2:]
    assert (sealed.verb, failed.verb, failed.content) == ("seal", "seal-failed", sealed.sha256)
    assert not (tmp_path / "bag").exists()
    assert verify(case.path).intact
    bag = seal(case, tmp_path / "bag")
    assert bag.head == [*case.ledger()][-1].sha256
    assert verify(bag.folder / "data" / "case.headstamp").intact
