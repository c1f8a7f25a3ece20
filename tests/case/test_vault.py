from __future__ import annotations

import hashlib
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from headstamp.case import Case, Vault, destroy_key, key_of, verify
from headstamp.core.errors import InputError, OutputError, UsageError

PHOTO = hashlib.sha256(b"not really a photo").hexdigest()


def test_put_and_get(case: Case) -> None:
    vault = Vault(case)
    assert vault.get(PHOTO) == b"not really a photo"
    assert vault.path(PHOTO).stat().st_mode & 0o777 == 0o444
    head = case.head()
    assert vault.put(io.BytesIO(b"not really a photo"), "again.jpg") == PHOTO
    assert case.head() == head
    assert vault.put(io.BytesIO(b"")) == hashlib.sha256(b"").hexdigest()


def test_a_derivation_says_where_it_comes_from(case: Case) -> None:
    body = case.body(case.get("file", hashlib.sha256(b"a part").hexdigest()))
    assert body["derived_from"] == [{"parents": [PHOTO], "tool": "crop", "version": "1", "parameters": {"box": [0, 0, 1, 1]}}]
    with pytest.raises(UsageError, match="no file"):
        Vault(case).derive(["0" * 64], io.BytesIO(b"x"), tool="crop", version="1", parameters={})
    with pytest.raises(UsageError, match="not a sha256"):
        Vault(case).derive(["../../etc"], io.BytesIO(b"x"), tool="crop", version="1", parameters={})
    with pytest.raises(UsageError, match="names what"):
        Vault(case).derive([], io.BytesIO(b"x"), tool="crop", version="1", parameters={})
    assert Vault(case).derive([PHOTO], io.BytesIO(b"a part"), tool="scale", version="2", parameters={})
    again = case.body(case.get("file", hashlib.sha256(b"a part").hexdigest()))
    assert [made["tool"] for made in again["derived_from"]] == ["crop", "scale"]


def test_altered_missing_and_added(case: Case) -> None:
    vault = Vault(case)
    path = vault.path(PHOTO)
    os.chmod(path, 0o644)
    path.write_bytes(b"another photo")
    with pytest.raises(InputError, match="altered"):
        vault.get(PHOTO)
    (trouble,) = verify(case.path).troubles
    assert (trouble.part, trouble.where) == ("vault", PHOTO)
    path.unlink()
    with pytest.raises(InputError, match="missing"):
        vault.get(PHOTO)
    assert "missing" in verify(case.path).troubles[0].what
    (vault.folder / "stray.txt").write_text("x")
    assert [t.where for t in verify(case.path).troubles] == [PHOTO, "stray.txt"]


def test_an_altered_file_is_restored_by_putting_it_in_again(case: Case) -> None:
    path = Vault(case).path(PHOTO)
    os.chmod(path, 0o644)
    path.write_bytes(b"another photo")
    Vault(case).put(io.BytesIO(b"not really a photo"))
    (Vault(case).folder / "stray.txt").unlink(missing_ok=True)
    assert verify(case.path).intact


def test_a_file_that_breaks_off_leaves_nothing(case: Case) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:  # noqa: ARG002
            raise OSError(5, "Input/output error")

    before = list(Vault(case).names())
    with pytest.raises(OutputError, match="Input/output"):
        Vault(case).put(Broken())  # type: ignore[arg-type]
    assert list(Vault(case).names()) == before
    assert verify(case.path).intact


TABLE = b"id,holder\na,Anna Fiction\n"
NAMED = hashlib.sha256(TABLE).hexdigest()


def kept(case: Case) -> bytes:
    return b"".join(each.read_bytes() for each in case.vault_folder.rglob("*") if each.is_file())


def test_a_personal_file_is_encrypted_until_its_key_is_destroyed(case: Case) -> None:
    vault = Vault(case)
    assert vault.put(io.BytesIO(TABLE), "finds.csv", personal=True) == NAMED
    assert vault.path(NAMED).name == f"{NAMED}.sealed"
    assert b"Fiction" not in kept(case)
    assert vault.get(NAMED) == TABLE
    head = case.head()
    assert vault.put(io.BytesIO(TABLE), "again.csv", personal=True) == vault.put(io.BytesIO(TABLE)) == NAMED
    assert case.head() == head
    assert verify(case.path).intact
    part = vault.derive([NAMED], io.BytesIO(b"Anna Fiction"), tool="cut", version="1", parameters={})
    assert vault.key_of(part), "what was made of a personal file is personal"
    done = destroy_key(case, key_of(case, f"file/{NAMED}"))
    assert done.flushed
    with pytest.raises(InputError, match="forgotten"):
        vault.get(NAMED)
    verdict = verify(case.path)
    assert verdict.intact, verdict.troubles
    assert "1 file of the vault is encrypted" in verdict.remarks[1]
    vault.put(io.BytesIO(TABLE), "finds.csv", personal=True)
    vault.put(io.BytesIO(TABLE), "finds.csv")
    with pytest.raises(InputError, match="forgotten"):
        vault.get(NAMED)
    assert TABLE not in kept(case)
    assert verify(case.path).intact


def test_an_altered_missing_or_uncovered_personal_file_is_a_trouble(case: Case) -> None:
    vault = Vault(case)
    vault.put(io.BytesIO(TABLE), "finds.csv", personal=True)
    path = vault.path(NAMED)
    whole = path.read_bytes()
    os.chmod(path, 0o644)
    for data, says in (
        (whole[:-1], "cut off"),
        (whole[:-1] + bytes([whole[-1] ^ 1]), "does not open"),
        (TABLE, "no sealed file"),
    ):
        path.write_bytes(data)
        (trouble,) = verify(case.path).troubles
        assert (trouble.part, trouble.where) == ("vault", path.name)
        assert says in trouble.what
        with pytest.raises(InputError, match=says):
            vault.get(NAMED)
    vault.put(io.BytesIO(TABLE), "finds.csv", personal=True)
    assert vault.get(NAMED) == TABLE, "restored by putting it in again"
    (vault.folder / NAMED).write_bytes(TABLE)
    assert "the plain form of a file that is here" in verify(case.path).troubles[0].what
    (vault.folder / NAMED).unlink()
    vault.path(NAMED).unlink()
    assert "missing" in verify(case.path).troubles[0].what


def test_what_a_cut_off_put_left_is_no_trouble_and_is_taken_over(case: Case) -> None:
    vault = Vault(case)
    vault.place(io.BytesIO(TABLE))  # and killed before the entry
    verdict = verify(case.path)
    assert verdict.intact
    assert f"{NAMED} is a file of which no entry speaks" in verdict.remarks[0]
    vault.put(io.BytesIO(TABLE), "finds.csv", personal=True)
    assert TABLE not in kept(case)
    assert verify(case.path).remarks == ()
    other = hashlib.sha256(b"other").hexdigest()
    (vault.folder / other).write_bytes(b"another")
    assert "altered" in verify(case.path).troubles[0].what


KILLED = """
import io, os, sys
from pathlib import Path
from headstamp.case import Case, Vault
def tell(text):
    os.write(1, f"{text}\\n".encode())  # at one stroke
for n in iter(sys.stdin.readline, ""):
    if child := os.fork():
        os.waitpid(child, 0)
        tell("dead")
        continue
    tell(os.getpid())
    with Case.open(Path(sys.argv[1]), who="w") as case:
        for step in range(10**6):
            data = f"{n} {step} Anna Fiction".encode() * 2000
            tell(Vault(case).put(io.BytesIO(data), "t.csv", personal=step % 3 > 0))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_killed_at_any_moment_while_files_are_put_in(made: Callable[..., Case]) -> None:
    """Every file that was acknowledged is there; what else lies there is told without being a trouble."""
    case, chance = made(), random.Random(6)
    path, acknowledged = case.path, []
    case.close()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as at:
        assert at.stdin
        assert at.stdout
        for turn in range(50):
            at.stdin.write(f"{turn}\n")
            at.stdin.flush()
            pid = int(at.stdout.readline())
            acknowledged.append(at.stdout.readline().strip())
            time.sleep(chance.random() * 0.02)
            os.kill(pid, signal.SIGKILL)
            acknowledged += iter(lambda: at.stdout.readline().strip(), "dead")  # type: ignore[union-attr]
        at.stdin.close()
    verdict = verify(path)
    assert verdict.intact, verdict.troubles[:3]
    assert 0 <= verdict.files - len(acknowledged) <= 50  # of each killed one the last may be kept untold
    with Case.open(path, who="ann") as again:
        assert all(b"Anna Fiction" in Vault(again).get(sha256) for sha256 in acknowledged)
