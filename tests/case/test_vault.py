from __future__ import annotations

import hashlib
import io
import os

import pytest

from headstamp.case import Case, Vault, verify
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
