"""A file and its claims in plain lines."""

from __future__ import annotations

from headstamp.core.claim import Citation, Claim, Grade
from headstamp.tell.evidence_view import alike_lines, file_lines, sentence

SHA = "3f" * 32
OWN = Claim(
    id="file:3f3f:device", subject=f"file:{SHA}", predicate="device", value="Tarn \x1b[31mNine",
    citation=Citation(source_id=f"file:{SHA}", locator="EXIF Make, Model"), grade=Grade(reliability="F"),
    hedge="as the file itself says; such fields are easily changed; cheap",
)  # fmt: skip
SEEN = Claim(
    id="c-1", subject=f"file:{SHA}", predicate="shows", value="five wagons", grade=Grade(reliability="B", why="seen by us"),
    citation=Citation(source_id=f"file:{SHA}", locator="box x=0.1 y=0.1 w=0.5 h=0.5", sha256=SHA),
)  # fmt: skip


def test_what_a_file_says_of_itself_stands_apart_from_what_others_say() -> None:
    body = {"media_type": "image/jpeg", "width": 4032, "height": 3024, "bytes": 2_310_000, "name": "crate\u202e.jpg"}
    lines = file_lines(body, [{"claim": SEEN.model_dump(mode="json")}, OWN.model_dump(mode="json")])
    assert lines == [
        "image/jpeg, 4,032 x 3,024 pixels, 2.3 MB, as crate⟨U+202E⟩.jpg",
        "the file says of itself (such fields are easily changed):",
        "  device: Tarn ⟨U+001B⟩[31mNine (EXIF Make, Model; cheap)",
        "others say of it:",
        f"  file/{SHA[:12]} shows five wagons (file/{SHA[:12]}, box x=0.1 y=0.1 w=0.5 h=0.5; grade B6: seen by us)",
    ]


def test_an_erased_value_and_a_bare_file() -> None:
    assert file_lines({"media_type": "text/plain", "bytes": 5, "name": ""}) == [
        "text/plain, 5 bytes", "it says nothing of itself that was read",
    ]  # fmt: skip
    told = OWN.model_dump(mode="json")
    told.pop("value")
    assert "device: [erased]" in file_lines({}, [told])[2]
    assert sentence(OWN.model_dump(mode="json")).startswith(f"file/{SHA[:12]} says of itself: device: Tarn")
    assert sentence({"subject": "a", "predicate": "is_in", "value": "b", "polarity": "denied"}).startswith(
        "it is denied that a is in b"
    )


def test_groups_of_pictures() -> None:
    group = {
        "first": {"sha256": SHA, "name": "a.jpg", "width": 40, "height": 30},
        "others": [{"sha256": "77" * 32, "name": "", "distance": 3, "words": "the same picture, smaller"}],
    }
    lines = alike_lines([group], of=2, bits=143, asked=False)
    assert lines[0] == f"a.jpg (file/{SHA[:12]}, 40 x 30)"
    assert lines[1] == "  the same picture, smaller: file/777777777777, 3 of 143 bits differ"
    assert lines[2].startswith("of 2 pictures, one is there more than once")
    assert "more groups" in alike_lines([group] * 101, of=202, bits=143, asked=False)[200]
