from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headstamp.case.ledger import GENESIS, Entry, check_chain, digest, following, from_line, to_line

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def chain(count: int) -> list[Entry]:
    entries: list[Entry] = []
    for n in range(count):
        last = entries[-1] if entries else None
        entries.append(
            following(
                last,
                at=f"2026-03-01T10:00:{n:02}Z",
                who="ann",
                verb="add",
                kind="claim",
                id=f"c{n}",
                version=1,
                content="0" * 64,
                note="",
            )
        )
    return entries


def test_whole() -> None:
    assert check_chain(chain(9)) == []
    assert chain(1)[0].prev == GENESIS


def test_anybody_can_compute_a_hash() -> None:
    import hashlib

    line = json.loads(to_line(chain(3)[2]))
    sha256 = line.pop("sha256")
    text = json.dumps(line, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == sha256


@pytest.mark.parametrize("field", [f for f in Entry._fields if f not in ("seq", "version", "sha256")])
def test_an_altered_field_is_told_by_its_entry_alone(field: str) -> None:
    entries = chain(9)
    entries[4] = entries[4]._replace(**{field: "x"})
    troubles = check_chain(entries)
    assert troubles[0].where == "entry 5"
    assert all(t.where == "entry 5" for t in troubles)


def test_an_entry_that_was_rewritten_with_its_hash() -> None:
    entries = chain(9)
    forged = entries[4]._replace(who="bob")
    entries[4] = forged._replace(sha256=digest(forged))
    (trouble,) = check_chain(entries)
    assert trouble.where == "entry 5"
    assert "replaced" in trouble.what


def test_missing_doubled_and_cut() -> None:
    entries = chain(9)
    assert [str(t) for t in check_chain(entries[:3] + entries[5:])] == ["ledger entries 4 to 5: are missing"]
    assert [t.where for t in check_chain(entries[:3] + entries[4:])] == ["entry 4"]
    assert "twice" in check_chain(entries[:3] + entries[2:])[0].what
    assert check_chain(entries[2:])[0].where == "entries 1 to 2"
    assert check_chain(entries[:5]) == []  # a cut end shows only against a head that was kept elsewhere


@given(who=TEXT, note=TEXT, id_=TEXT, version=st.integers(0, 2**60))
def test_lines_come_back(who: str, note: str, id_: str, version: int) -> None:
    entry = following(None, at="t", who=who, verb="add", kind="claim", id=id_, version=version, content="", note=note)
    assert from_line(to_line(entry)) == entry
    assert digest(entry) == entry.sha256


def test_a_line_that_is_no_entry() -> None:
    for line in ("", "[]", '{"seq": 1}', "{"):
        with pytest.raises(ValueError):  # noqa: PT011
            from_line(line)
