from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("sqlcipher3", reason="sqlcipher3 is not installed (pip install 'headstamp[locked]')")
pytest.importorskip("pyrage", reason="pyrage is not installed (pip install 'headstamp[locked]')")

from headstamp.case import Case, Vault, destroy_key, key_of, merge, seal, search, verify
from headstamp.case.engine import MAGIC
from headstamp.case.locked import change_passphrase, create_locked, lock, unlock
from headstamp.case.seal import check_bag
from headstamp.core.errors import InputError, OutputError, UsageError

OTHER = "quite another one"
WORDS = "correct horse 'battery' staple"
PHOTO = hashlib.sha256(b"not really a photo").hexdigest()


def plain_anywhere(folder: Path, *texts: bytes) -> list[str]:
    return [str(p) for p in folder.rglob("*") if p.is_file() and any(t in p.read_bytes() for t in texts)]


def refused_or_told(path: Path) -> bool:
    try:
        return not verify(path, passphrase=WORDS).intact
    except InputError as error:
        return "damaged" in error.what or "does not open" in error.what


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Case]:
    case = create_locked(tmp_path / "l.headstamp", "Lamu crates", "ann", WORDS)
    case.add("record", "i1", {"model": "조선무역 type 56", "holder": "Anna Fiction"})
    Vault(case).put(io.BytesIO(b"not really a photo"), "crate.jpg")
    yield case
    case.close()


def test_nothing_plain_is_on_the_disk(locked: Case, tmp_path: Path) -> None:
    assert plain_anywhere(tmp_path, MAGIC, b"type 56", b"crate.jpg", b"Lamu", b"not really", "무역".encode()) == []
    assert (tmp_path / "l.headstamp-wal").stat().st_size  # the log is there, and closed too
    assert [hit.id for hit in search(locked, "무역").hits] == ["i1"]
    assert Vault(locked).get(PHOTO) == b"not really a photo"
    locked.close()
    assert plain_anywhere(tmp_path, MAGIC, b"type 56", b"Lamu") == []
    verdict = verify(locked.path, passphrase=WORDS)
    assert verdict.intact, verdict.troubles
    assert verdict.files == 1


def test_a_wrong_passphrase(locked: Case) -> None:
    locked.close()
    before = locked.path.read_bytes()
    for wrong in ("correct horse battery staple", WORDS + " ", "x", "' OR 1 --"):
        with pytest.raises(InputError, match="does not open it") as caught:
            Case.open(locked.path, who="eve", passphrase=wrong)
        assert wrong not in str(caught.value)
    with pytest.raises(InputError, match="not a case, or a locked one"):
        Case.open(locked.path)
    for act in (unlock, lambda path, old: change_passphrase(path, old, "another long one")):
        with pytest.raises(InputError):
            act(locked.path, "wrong passphrase")
    assert locked.path.read_bytes() == before
    with Case.open(locked.path, passphrase=WORDS) as again:
        assert again.get("record", "i1")


def test_lock_unlock_and_change(case: Case, tmp_path: Path) -> None:
    case.close()
    lock(case.path, WORDS)
    assert plain_anywhere(tmp_path, MAGIC, b"Dandong", b"not really") == []
    assert verify(case.path, passphrase=WORDS).intact
    change_passphrase(case.path, WORDS, OTHER)
    with pytest.raises(InputError):
        Case.open(case.path, passphrase=WORDS)
    verdict = verify(case.path, passphrase=OTHER)
    assert verdict.intact, verdict.troubles
    with Case.open(case.path, who="ann", passphrase=OTHER) as again:
        assert [hit.id for hit in search(again, "radin").hits] == ["e1"]
        again.add("claim", "c7", {"value": "locked"})
        destroy_key(again, key_of(again, "record/i1/recovery/holder"))
    unlock(case.path, OTHER)
    verdict = verify(case.path)
    assert verdict.intact, verdict.troubles
    with Case.open(case.path, who="ann") as plain:
        assert plain.find("claim", "c7")
        assert Vault(plain).get(PHOTO) == b"not really a photo"
    assert [p.name for p in tmp_path.iterdir() if ".part" in p.name] == []


def test_short_or_needless(case: Case, locked: Case) -> None:
    case.close()
    with pytest.raises(UsageError, match="under 8"):
        lock(case.path, "short")
    with pytest.raises(UsageError, match="not locked"):
        Case.open(case.path, passphrase=WORDS)
    assert verify(case.path).intact


def test_one_altered_byte(locked: Case) -> None:
    locked.close()
    data = bytearray(locked.path.read_bytes())
    data[len(data) // 2] ^= 1
    locked.path.write_bytes(data)
    assert refused_or_told(locked.path)


def test_an_altered_file_of_the_vault(locked: Case) -> None:
    path = Vault(locked).path(PHOTO)
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    (trouble,) = verify(locked.path, passphrase=WORDS).troubles
    assert "does not decrypt" in trouble.what
    with pytest.raises(InputError, match="does not decrypt"):
        Vault(locked).get(PHOTO)


def test_its_bag_can_be_checked_by_anybody(locked: Case, tmp_path: Path) -> None:
    bag = seal(locked, tmp_path / "bag", passphrase=WORDS)
    assert check_bag(bag.folder) == []
    verdict = verify(bag.folder / "data" / "case.headstamp")
    assert verdict.intact, verdict.troubles
    assert verdict.files == 1
    assert plain_anywhere(bag.folder, b"Fiction", b"AGE-SECRET") == []


def test_merging_plain_into_locked(locked: Case, case: Case) -> None:
    merged = merge(locked, case)
    assert merged.files == 1  # the photo is in both
    verdict = verify(locked.path, passphrase=WORDS)
    assert verdict.intact, verdict.troubles


def test_not_while_another_has_it_open(case: Case) -> None:
    with Case.open(case.path, who="bob") as other:
        case.close()
        with pytest.raises(OutputError, match="has the case open"):
            lock(case.path, WORDS)
        assert other.add("claim", "c8", {"value": 1})
    verdict = verify(case.path)
    assert verdict.intact
    assert sum("is the locked form of a file that is here" in remark for remark in verdict.remarks) == 2
    lock(case.path, WORDS)
    assert verify(case.path, passphrase=WORDS).intact


def test_cut_off_while_locking(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.close()

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("headstamp.case.locked.export", cut)
        with pytest.raises(KeyboardInterrupt):
            lock(case.path, WORDS)
    with Case.open(case.path, who="ann") as again:
        assert again.add("claim", "c9", {"value": "still plain"})
    lock(case.path, WORDS)
    assert verify(case.path, passphrase=WORDS).intact


def test_an_altered_file_is_not_unlocked(locked: Case) -> None:
    path = Vault(locked).path(PHOTO)
    locked.close()
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(InputError, match="does not decrypt"):
        unlock(locked.path, WORDS)
    with Case.open(locked.path, passphrase=WORDS) as again:
        assert again.get("record", "i1")


TABLE = b"id,holder\na,Anna Fiction\n"


def test_a_personal_file_stays_sealed_inside_the_lock(locked: Case, case: Case, tmp_path: Path) -> None:
    vault = Vault(locked)
    sha256 = vault.put(io.BytesIO(TABLE), "finds.csv", personal=True)
    assert vault.path(sha256).name.endswith(".sealed.age")
    assert vault.get(sha256) == TABLE
    assert merge(case, locked).files == 1
    assert Vault(case).get(sha256) == TABLE
    bag = seal(locked, tmp_path / "bag", passphrase=WORDS).folder
    assert verify(bag / "data" / "case.headstamp").intact
    assert plain_anywhere(tmp_path, b"Fiction") == []
    locked.close()
    assert verify(locked.path, passphrase=WORDS).intact
    unlock(locked.path, WORDS)
    with Case.open(locked.path, who="ann") as again:
        assert Vault(again).path(sha256).name.endswith(".sealed")
        assert Vault(again).get(sha256) == TABLE
    lock(locked.path, WORDS)
    with Case.open(locked.path, who="ann", passphrase=WORDS) as again:
        destroy_key(again, key_of(again, f"file/{sha256}"))
        with pytest.raises(InputError, match="forgotten"):
            Vault(again).get(sha256)
        Vault(again).put(io.BytesIO(TABLE), "finds.csv", personal=True)
    verdict = verify(locked.path, passphrase=WORDS)
    assert verdict.intact, verdict.troubles
    assert plain_anywhere(tmp_path, b"Fiction") == []
