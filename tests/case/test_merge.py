from __future__ import annotations

import contextlib
import io
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.case import Case, Draft, Vault, destroy_key, diff, key_of, merge, verify
from headstamp.case.merge import Clash
from headstamp.core.errors import InputError


def copied(case: Case, name: str, who: str) -> Case:
    case.flush()
    path = case.path.with_name(name)
    shutil.copy(case.path, path)
    shutil.copytree(case.vault_folder, path.with_name(name + ".vault"))
    return Case.open(path, who=who, clock=case.clock)


def intact(case: Case) -> None:
    verdict = verify(case.path)
    assert verdict.intact, verdict.troubles


def test_two_who_began_from_one(case: Case) -> None:
    with copied(case, "b.headstamp", "bob") as other:
        case.add("claim", "c2", {"value": "seen by ann"})
        other.add("claim", "c3", {"value": "seen by bob"})
        Vault(other).put(io.BytesIO(b"bob's photo"), "bob.jpg")
        merged = merge(case, other)
        assert (merged.entries, merged.objects, merged.files, merged.clashes) == (2, 2, 1, ())
        intact(case)
        assert case.body(case.get("claim", "c3")) == {"value": "seen by bob"}
        head = case.head()
        assert head
        assert (head.verb, head.content) == ("merge", [*other.ledger()][-1].sha256)
        assert merge(case, other).nothing_new
        assert case.head() == head
        # and back: both hold all of it then
        back = merge(other, case)
        assert back.entries == 2  # ann's claim, and her merge
        intact(other)
        assert list(diff(case, other)) == []
        assert merge(case, other).entries == 1  # bob's merge itself
        intact(case)


def test_one_who_went_on_and_one_who_did_not(case: Case) -> None:
    with copied(case, "b.headstamp", "bob") as other:
        assert merge(case, other).nothing_new
        other.revise("claim", "c1", {"value": "Dalian"})
        assert merge(case, other).objects == 1
        assert case.get("claim", "c1").version == 2
        other.revise("claim", "c1", {"value": "Busan"})
        assert merge(case, other).entries == 1
        assert case.body(case.get("claim", "c1"))["value"] == "Busan"
        intact(case)


def test_what_both_revised_is_kept_apart(case: Case) -> None:
    with copied(case, "b.headstamp", "bob") as other:
        case.revise("claim", "c1", {"value": "ann's"})
        other.revise("claim", "c1", {"value": "bob's"})
        merged = merge(case, other)
        (clash,) = merged.clashes
        assert clash[:2] == ("claim", "c1")
        assert case.body(case.get("claim", "c1"))["value"] == "ann's"
        assert case.body(case.get("claim", clash.apart))["value"] == "bob's"
        other.revise("claim", "c1", {"value": "bob's second"})
        assert merge(case, other).clashes == (clash,)
        assert case.body(case.get("claim", clash.apart))["value"] == "bob's second"
        intact(case)
        merge(other, case)
        intact(other)
        assert merge(case, other).objects == 0
        intact(case)


def test_from_none(case: Case, made: Callable[..., Case]) -> None:
    other = made("b.headstamp", "bob")
    other.add("claim", "c1", {"value": "another c1"})
    other.add("claim", "same", {"value": 1})
    case.add("claim", "same", {"value": 1})
    merged = merge(case, other)
    assert [c[:2] for c in merged.clashes] == [("claim", "c1")]
    assert isinstance(merged.clashes[0], Clash)
    assert case.body(case.get("claim", "c1"))["value"] == "Dandong"
    intact(case)
    assert merge(case, other).nothing_new
    merge(other, case)
    intact(other)


def test_three(case: Case) -> None:
    with copied(case, "b.headstamp", "bob") as bob, copied(case, "c.headstamp", "cid") as cid:
        bob.add("claim", "b1", {"value": "b"})
        cid.add("claim", "d1", {"value": "c"})
        merge(bob, cid)
        merge(case, bob)
        intact(case)
        assert case.find("claim", "d1")
        cid.add("claim", "d2", {"value": "c2"})
        assert merge(case, cid).objects == 1
        merge(bob, cid)
        assert merge(case, bob).objects == 0
        intact(case)
        intact(bob)


def test_a_ledger_that_was_rewritten_is_refused(case: Case, tmp_path: Path) -> None:
    with copied(case, "b.headstamp", "bob") as other:
        before = tmp_path / "before"
        other.add("claim", "b1", {"value": "b"})
        other.flush()
        shutil.copy(other.path, before)
        other.add("claim", "b2", {"value": "b2"})
        merge(case, other)
        head = case.head()
        shutil.copytree(other.vault_folder, tmp_path / "before.vault")
        with Case.open(before, who="eve", clock=case.clock) as forged:
            forged.add("claim", "b2", {"value": "another b2"})
            with pytest.raises(InputError, match="not what was merged before"):
                merge(case, forged)
        with Case.open(before, who="eve") as shorter:
            shorter.db.execute("DROP TRIGGER ledger_no_update")
            shorter.db.execute("UPDATE ledger SET who = 'x' WHERE seq = 2")
            with pytest.raises(InputError, match="not whole: ledger entry 2"):
                merge(case, shorter)
        assert case.head() == head
        intact(case)


def test_an_altered_file_is_refused(case: Case) -> None:
    with copied(case, "b.headstamp", "bob") as other:
        sha256 = Vault(other).put(io.BytesIO(b"bob's photo"), "bob.jpg")
        path = Vault(other).path(sha256)
        os.chmod(path, 0o644)
        path.write_bytes(b"another")
        head = case.head()
        with pytest.raises(InputError, match="altered"):
            merge(case, other)
        assert case.head() == head


def test_who_is_forgotten_in_one_is_forgotten_in_both(case: Case) -> None:
    with copied(case, "b.headstamp", "bob") as other:
        other.add("record", "i2", {"holder": "Ben Fiction"})
        merge(case, other)
        assert case.body(case.get("record", "i2"))["holder"] == "Ben Fiction"
        key = key_of(case, "record/i1/recovery/holder")
        destroy_key(other, key, "asked for")
        merged = merge(case, other)
        assert merged.destroyed == (key,)
        assert case.body(case.get("record", "i1"))["recovery"]["holder"] == "[erased]"
        intact(case)
        assert merge(case, other).nothing_new
        mine = key_of(case, "record/i2/holder")
        destroy_key(case, mine)
        other.revise("record", "i2", {"holder": "Ben Fiction", "note": "again"})
        merge(case, other)  # does not bring the key back
        assert case.secret(mine) is None
        intact(case)


ACTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["write", "merge", "forget"]), st.integers(0, 5)), min_size=4, max_size=20
)


@settings(max_examples=12, deadline=None)
@given(acts=ACTS)
def test_whatever_is_written_and_merged_in_whatever_order(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str, int]]
) -> None:
    """Three copies of one case: each verifies after any course of events, and merging again brings nothing."""
    folder = tmp_path_factory.mktemp("any")
    Case.create(folder / "a", "t", "a").close()
    for name in "bc":
        shutil.copy(folder / "a", folder / name)
    with contextlib.ExitStack() as stack:
        cases = {name: stack.enter_context(Case.open(folder / name, who=name)) for name in "abc"}
        for step, (name, act, n) in enumerate(acts):
            case, other = cases[name], cases["abc"[("abc".index(name) + 1 + n % 2) % 3]]
            if act == "write":
                case.write([Draft("claim", f"c{n}", {"value": f"{name} {step}", "holder": f"person {n}"}, "revise")])
            elif act == "merge":
                merge(case, other)
                assert merge(case, other).nothing_new
            else:
                for (key,) in case.db.execute("SELECT id FROM keys LIMIT 1").fetchall():
                    destroy_key(case, key)
        for _ in range(2):
            for a, b in ("ab", "bc", "ca", "ac", "cb", "ba"):
                merge(cases[a], cases[b])
        for name, case in cases.items():
            verdict = verify(folder / name)
            assert verdict.intact, verdict.troubles
            shas = {row[0] for row in case.db.execute("SELECT sha256 FROM objects")}
            assert shas == {row[0] for row in cases["a"].db.execute("SELECT sha256 FROM objects")}


TABLE = b"id,holder\na,Anna Fiction\n"


def test_a_personal_file_comes_with_its_key(case: Case, made: Callable[..., Case]) -> None:
    other = made("b.headstamp", "bob")
    sha256 = Vault(other).put(io.BytesIO(TABLE), "finds.csv", personal=True)
    gone = Vault(other).put(io.BytesIO(b"forgotten"), "gone.txt", personal=True)
    destroy_key(other, key_of(other, f"file/{gone}"))
    assert merge(case, other).files == 2
    assert Vault(case).get(sha256) == TABLE
    assert Vault(case).path(sha256).read_bytes() == Vault(other).path(sha256).read_bytes()
    with pytest.raises(InputError, match="forgotten"):
        Vault(case).get(gone)
    intact(case)
    assert merge(case, other).nothing_new
    destroy_key(case, key_of(case, f"file/{sha256}"))
    assert merge(case, other).nothing_new
    with pytest.raises(InputError, match="forgotten"):
        Vault(case).get(sha256)
    intact(case)


def test_both_put_in_the_same_personal_file(case: Case, made: Callable[..., Case]) -> None:
    other = made("b.headstamp", "bob")
    sha256 = Vault(case).put(io.BytesIO(TABLE), "finds.csv", personal=True)
    Vault(other).put(io.BytesIO(TABLE), "finds.csv", personal=True)
    merged = merge(case, other)
    assert (merged.files, merged.clashes) == (0, ())
    assert Vault(case).get(sha256) == TABLE
    intact(case)
    destroy_key(case, key_of(case, f"file/{sha256}"))
    with pytest.raises(InputError, match="forgotten"):
        Vault(case).get(sha256)
    intact(case)


def test_an_altered_personal_file_is_refused(case: Case, made: Callable[..., Case]) -> None:
    other = made("b.headstamp", "bob")
    path = Vault(other).path(Vault(other).put(io.BytesIO(TABLE), personal=True))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    head = case.head()
    with pytest.raises(InputError, match="altered"):
        merge(case, other)
    assert case.head() == head


def test_an_altered_object_of_theirs_is_told_even_where_nothing_is_new(made: Callable[..., Case], tmp_path: Path) -> None:
    ours = made()
    ours.write([Draft("claim", "c1", {"value": "Dandong"})])
    shutil.copy(ours.path, tmp_path / "copy.headstamp") if ours.flush() else None
    with sqlite3.connect(tmp_path / "copy.headstamp") as db:
        db.execute("DROP TRIGGER objects_no_update")
        db.execute("UPDATE objects SET body = replace(body, 'Dandong', 'Dandonk')")
    db.close()
    with (
        Case.open(tmp_path / "copy.headstamp", readonly=True) as theirs,
        pytest.raises(InputError, match="claim 'c1' in it was altered"),
    ):
        merge(ours, theirs)
