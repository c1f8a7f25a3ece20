"""A file becomes evidence: in the vault by its hash, what it says of itself as claims, and the same picture found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from headstamp.case import Case, Draft, contents, destroy_key, key_of, search, verify
from headstamp.case.alike import Look, alike_to, beside, file_named, groups, looks, near, pairs_of
from headstamp.case.evidence import HEDGE, add_file, prepared
from headstamp.core.errors import InputError, UsageError
from tests.observe.photos.drawn import camera, paper, picture, saved


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "crate.jpg"
    path.write_bytes(saved(picture(), exif=camera()))
    return path


def test_a_photo_is_kept_with_what_it_says_of_itself(made: Callable[..., Case], photo: Path, tmp_path: Path) -> None:
    case = made()
    before = case.head()
    added = add_file(case, photo, note="handed in at the gate")
    assert added.new
    assert added.media_type == "image/jpeg"
    body = case.body(case.get("file", added.sha256))
    assert body["name"] == "crate.jpg"
    assert (body["width"], body["height"]) == (360, 480)
    assert body["perceptual"]["method"] == "dct12"
    claims = {claim.predicate: claim for claim, _, _ in contents.claims(case)}
    taken = claims["device"]
    assert taken.subject == taken.citation.source_id == f"file:{added.sha256}"
    assert taken.citation.sha256 == added.sha256
    assert taken.citation.locator == "EXIF Make, Model"
    assert str(taken.grade) == "F6"
    assert taken.grade.why
    assert taken.hedge.startswith(HEDGE)
    assert set(added.claims) == {claim.id for claim, _, _ in contents.claims(case)}
    assert before is not None
    assert verify(case.path).intact


def test_who_made_it_and_where_are_kept_sealed(made: Callable[..., Case], photo: Path) -> None:
    case = made()
    add_file(case, photo)
    case.flush()
    data = case.path.read_bytes()
    for secret in (b"Anna Fiction", b"SN-1234", b"42.4200", b"130.63"):
        assert secret not in data.replace(b"\0", b"")
    assert not search(case, "Fiction").hits
    assert search(case, "Tarn Nine").hits


def test_the_same_file_again_adds_nothing_and_brings_nothing_back(made: Callable[..., Case], photo: Path) -> None:
    case = made()
    first = add_file(case, photo)
    head = case.head()
    again = add_file(case, photo)
    assert case.head() == head
    assert not again.new
    assert again.claims == first.claims
    artist = next(claim.id for claim, _, _ in contents.claims(case) if claim.predicate == "artist")
    destroy_key(case, key_of(case, f"claim/{artist}/claim/value"))
    head = case.head()
    add_file(case, photo)
    assert case.head() == head, "what was forgotten does not come back with the same file"
    assert {claim.predicate: claim.value for claim, _, _ in contents.claims(case)}["artist"] == ""


def test_drafts_wait_for_the_transaction_of_others(made: Callable[..., Case], photo: Path) -> None:
    case = made()
    added, drafts = prepared(case, photo)
    assert case.find("file", added.sha256) is None
    case.write([*drafts, Draft("record", "i1", {"type": "item"})])
    assert case.find("file", added.sha256) is not None


def test_a_file_that_was_put_in_before_it_was_read_gets_its_claims(made: Callable[..., Case], photo: Path) -> None:
    from headstamp.case import Vault

    case = made()
    with photo.open("rb") as stream:
        sha256 = Vault(case).put(stream, "as-it-came.jpg", media_type="image/jpeg")
    added = add_file(case, photo)
    assert not added.new
    stored = case.get("file", sha256)
    assert stored.version == 2
    assert case.body(stored)["name"] == "as-it-came.jpg"
    assert any("as-it-came.jpg" in remark for remark in added.remarks)
    assert added.claims


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("evil.jpg", b"<svg onload='x()'/>"),
        ("cut.jpg", saved(picture())[:700]),
        ("empty.jpg", b""),
        ("list.csv", b"kind,mark\ncartridge,539 67\n"),
        ("zero.bin", b"\0" * 5000),
    ],
)
def test_what_is_no_good_picture_is_kept_without_claims(
    made: Callable[..., Case], tmp_path: Path, name: str, data: bytes
) -> None:
    case = made()
    path = tmp_path / name
    path.write_bytes(data)
    added = add_file(case, path)
    assert case.body(case.get("file", added.sha256))["bytes"] == len(data)
    assert added.claims == ()
    assert added.remarks or name == "list.csv"
    assert verify(case.path).intact


def test_a_folder_or_nothing_is_refused(made: Callable[..., Case], tmp_path: Path) -> None:
    case = made()
    head = case.head()
    for path in (tmp_path, tmp_path / "none.jpg"):
        with pytest.raises(InputError):
            add_file(case, path)
    assert case.head() == head


def test_a_paper_is_kept_with_its_author_sealed(made: Callable[..., Case], tmp_path: Path) -> None:
    case = made()
    path = tmp_path / "list.pdf"
    path.write_bytes(paper())
    added = add_file(case, path)
    assert case.body(case.get("file", added.sha256))["pages"] == 2
    said = {claim.predicate: claim.value for claim, _, _ in contents.claims(case)}
    assert said["author"] == "Anna Fiction"
    case.flush()
    assert b"Anna Fiction" not in case.path.read_bytes()


def test_the_same_picture_again(made: Callable[..., Case], tmp_path: Path) -> None:
    case = made()
    image = picture(3)
    from PIL import Image

    copies = {
        "a.jpg": saved(image), "small.png": saved(image.resize((160, 120)), "PNG"),
        "turned.webp": saved(image.transpose(Image.Transpose.ROTATE_270), "WEBP"), "other.jpg": saved(picture(4)),
    }  # fmt: skip
    added = {}
    for name, data in copies.items():
        (tmp_path / name).write_bytes(data)
        added[name] = add_file(case, tmp_path / name)
    assert added["a.jpg"].alike == ()
    assert [each.words for each in added["small.png"].alike] == ["the same picture, larger"]
    assert {each.words.split(", ")[1] for each in added["turned.webp"].alike} == {"turned by 90° counter-clockwise"}
    assert added["other.jpg"].alike == ()
    (group,) = groups(case)
    assert group.first.name == "a.jpg"
    assert {each.name for each in group.others} == {"small.png", "turned.webp"}
    assert len(looks(case)) == 4
    assert alike_to(case, added_look(case, "other.jpg"), but=added["other.jpg"].sha256) == ()


def added_look(case: Case, name: str) -> str:
    return next(each.look for each in looks(case) if each.name == name)


def test_pairs_are_those_that_one_by_one_comparison_finds() -> None:
    import random

    draw = random.Random(5)
    kept = [f"{draw.getrandbits(143):036x}" for _ in range(300)]
    kept += [f"{int(look, 16) ^ (1 << draw.randrange(143)):036x}" for look in kept[:20]]
    found = {(hit.one, hit.other) for hit in pairs_of(kept, most=10)}
    assert found == {(i, 300 + i) for i in range(20)}
    assert near(kept[300], kept, most=10)[0].other in (0, 300)
    assert near("00" * 18, []) == []
    assert list(pairs_of([])) == []


def test_words_say_how_near() -> None:
    from headstamp.case.alike import Near

    first, other = Look("a", "a", "", 400, 300), Look("b", "b", "", 100, 75)
    assert beside(first, other, Near(0, 0, 3, 0)).words == "the same picture, smaller"
    assert beside(other, first, Near(0, 0, 29, 4)).words == "perhaps the same picture, mirrored, larger"


def test_a_file_is_named_by_its_first_signs(made: Callable[..., Case], photo: Path) -> None:
    case = made()
    sha256 = add_file(case, photo).sha256
    assert (
        file_named(case, sha256[:6])
        == file_named(case, f"file:{sha256}")
        == file_named(case, f"file/{sha256[:8].upper()}")
        == sha256
    )
    for bad in ("", "abc", "zzzzzzz", "0" * 64, "file:"):
        with pytest.raises(UsageError):
            file_named(case, bad)


def test_a_locked_case_keeps_photos_too(tmp_path: Path, photo: Path) -> None:
    pytest.importorskip("sqlcipher3")
    pytest.importorskip("pyrage")
    from headstamp.case.locked import create_locked

    with create_locked(tmp_path / "l.headstamp", "Locked", "ann", "a long passphrase") as case:
        first = add_file(case, photo)
        small = photo.with_name("small.jpg")
        small.write_bytes(saved(picture().rotate(-90, expand=True).resize((90, 120))))
        assert first.claims
        assert add_file(case, small).alike[0].sha256 == first.sha256
