"""Finished pieces are found again by their bytes; anything else is done anew."""

from __future__ import annotations

from pathlib import Path

from headstamp.scale.customs.parts import MANIFEST, Done


def made(folder: Path, key: str = "k", **files: str) -> Done:
    done = Done(folder, key)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        done.add(name, {"consignments": len(text)})
    done.close()
    return done


def found(folder: Path, key: str = "k", *, resume: bool = True) -> set[str]:
    done = Done(folder, key, resume=resume)
    done.close()
    return set(done.found)


def test_finished_pieces_are_found_again(tmp_path: Path) -> None:
    made(tmp_path, a="one", b="two")
    assert found(tmp_path) == {"a", "b"}


def test_an_altered_or_missing_piece_is_not(tmp_path: Path) -> None:
    made(tmp_path, a="one", b="two", c="three")
    (tmp_path / "a").write_text("other", encoding="utf-8")
    (tmp_path / "b").unlink()
    assert found(tmp_path) == {"c"}


def test_another_key_or_no_resume_clears_what_was_there(tmp_path: Path) -> None:
    made(tmp_path, a="one")
    assert found(tmp_path, "other") == set()
    assert not (tmp_path / "a").exists()
    made(tmp_path, "other", a="one")
    assert found(tmp_path, "other", resume=False) == set()


def test_a_manifest_that_was_cut_off_keeps_what_stands_before(tmp_path: Path) -> None:
    made(tmp_path, a="one", b="two")
    path = tmp_path / MANIFEST
    path.write_bytes(path.read_bytes()[:-20])
    assert found(tmp_path) == {"a"}
    made(tmp_path, b="two")
    assert found(tmp_path) == {"a", "b"}
