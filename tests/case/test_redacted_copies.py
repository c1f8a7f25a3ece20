"""Redacted copies of a case: what they hold, what they say of themselves, and what is left where they fail."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from headstamp.case import Case, Vault, contents, verify
from headstamp.case.redacted import (
    redact_case,
)
from headstamp.core.errors import OutputError, UsageError
from headstamp.core.record import Sensitivity
from headstamp.core.redact import Profile
from tests.case.closed import item, photo

PUBLIC, PARTNER, TEAM = Profile.PUBLIC, Profile.PARTNER, Profile.CONFIDENTIAL


def test_a_copy_verifies_and_begins_with_what_was_done_and_the_original_knows_of_it(held: Case, tmp_path: Path) -> None:
    Vault(held).put(io.BytesIO(photo()), "qwenna.jpg", media_type="image/jpeg")
    before = held.head()
    made = redact_case(held, tmp_path / "out.headstamp", PARTNER, whom="the panel")
    assert verify(tmp_path / "out.headstamp").troubles == ()
    assert (made.photos, made.withheld, before and before.sha256 == made.original) == (1, 0, True)
    with Case.open(tmp_path / "out.headstamp", readonly=True) as copy:
        entries = list(copy.ledger())
        told = json.loads(copy.get("case", "case").body)["redacted"]
        assert (entries[1].verb, entries[1].seq, {each.who for each in entries}) == ("redact", 2, {"case team"})
        assert (told["profile"], told["original_head"]) == ("partner", made.original)
        assert told["generalised"]["recovery.holder"] == 1
        (kept,) = copy.all("file")
        assert b"Qwenna" not in Vault(copy).get(kept.id)
        assert Image.open(io.BytesIO(Vault(copy).get(kept.id))).size == (40, 30)
        assert entries[-1].sha256 == made.head
    last = held.head()
    assert last
    assert (last.verb, last.content, last.note) == ("share", made.head, "a copy under the profile partner, for the panel")
    assert verify(held.path).intact
    assert not list(tmp_path.glob(".*"))
    assert not list(tmp_path.glob("out.headstamp-*"))


def test_the_public_gets_only_photos_that_a_record_opens(held: Case, tmp_path: Path) -> None:
    Vault(held).put(io.BytesIO(photo()), "qwenna.jpg")
    Vault(held).put(io.BytesIO(photo() + b"x"), "open.jpg")
    opened = item("i2", photos=("open.jpg",)).model_copy(update={"sensitivity": (("photos", Sensitivity.PUBLIC),)})
    held.write([contents.of_item(opened)])
    made = redact_case(held, tmp_path / "out.headstamp", PUBLIC, whom="")
    assert (made.photos, made.withheld) == (1, 1)
    assert verify(tmp_path / "out.headstamp").troubles == ()


def test_a_hash_of_a_withheld_value_is_not_given_away_as_an_id(held: Case, tmp_path: Path) -> None:
    old = next(iter(held.all("finding"))).id
    redact_case(held, tmp_path / "out.headstamp", PUBLIC, whom="")
    with Case.open(tmp_path / "out.headstamp", readonly=True) as copy:
        assert [each.id for each in copy.all("finding")] == ["finding-1"]
    assert old.encode() not in (tmp_path / "out.headstamp").read_bytes()


def test_nothing_is_left_where_a_copy_cannot_be_made(held: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "there").write_text("mine")
    with pytest.raises(OutputError, match="something of this name"):
        redact_case(held, tmp_path / "there", PUBLIC, whom="")
    with pytest.raises(UsageError):
        redact_case(held, tmp_path / "out", TEAM, whom="")
    monkeypatch.setattr(
        "headstamp.case.redacted.copying._written", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    with pytest.raises(OutputError, match="No space"):
        redact_case(held, tmp_path / "out", PUBLIC, whom="")
    assert [each.verb for each in held.ledger()].count("share") == 0
    assert not [each for each in tmp_path.iterdir() if each.name.startswith((".", "out"))]


# --- whatever a case holds ---------------------------------------------------------------------------------------------
