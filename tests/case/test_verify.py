from __future__ import annotations

import contextlib
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from headstamp.case import Case, verify
from headstamp.core.errors import InputError


def force(path: Path, *statements: str) -> None:
    """What somebody with an SQLite shell does."""
    db = sqlite3.connect(path)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for sql in statements:
        db.execute(sql)
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()


def told(case: Case) -> list[str]:
    return [str(t) for t in verify(case.path).troubles]


def test_intact(case: Case) -> None:
    verdict = verify(case.path)
    assert verdict.intact, verdict.troubles
    assert (verdict.entries, verdict.objects, verdict.files) == (7, 7, 2)
    head = case.head()
    assert head
    assert verdict.head == head.sha256
    assert not verify(case.path, head="f" * 64).intact
    assert verify(case.path, head=next(iter(case.ledger())).sha256).intact


def test_one_sign_of_an_object(case: Case) -> None:
    force(case.path, "UPDATE objects SET body = replace(body, 'Dandong', 'Dantong') WHERE kind = 'claim'")
    (line,) = told(case)
    assert line == "object claim 'c1' version 1: was altered: it is not what entry 4 says; sign 53 was 'd' and is 't', in `value`"


def test_many_signs_and_its_hash(case: Case) -> None:
    force(case.path, """UPDATE objects SET body = '{"value":"elsewhere"}', sha256 = 'x' WHERE kind = 'claim'""")
    assert told(case) == ["object claim 'c1' version 1: was altered: it is not what entry 4 says"]


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE ledger SET who = 'bnn' WHERE seq = 3", "ledger entry 3: was altered in `who`: 'bnn' was 'ann'"),
        ("UPDATE ledger SET who = 'somebody' WHERE seq = 3", "ledger entry 3: was altered: its fields do not give its hash"),
        ("UPDATE ledger SET version = 7 WHERE seq = 5", "ledger entry 5: was altered in `version`: '7' was '2'"),
        ("DELETE FROM objects WHERE kind = 'claim'", "object claim 'c1' version 1: is missing: entry 4 brought it"),
        ("UPDATE objects SET id = 'c2' WHERE kind = 'claim'", "object claim 'c2' version 1: was added outside the ledger"),
        ("DELETE FROM ledger WHERE seq = 4", "ledger entry 4: is missing"),
        ("DELETE FROM ledger WHERE seq > 5", "was added outside the ledger"),
        ("UPDATE keys SET secret = 'x' WHERE subject LIKE '%holder'", "was altered; record 'i1' version 1 cannot be read"),
        ("DELETE FROM keys WHERE subject LIKE '%holder'", "is missing and no entry says that it was destroyed"),
        ("INSERT INTO keys VALUES ('k', 's', 'x')", "key k: belongs to no object"),
        ("UPDATE objects SET text = 'hidden' WHERE kind = 'claim'", "'c1' version 1: the text that is searched was"),
        ("UPDATE objects SET entered = 2 WHERE kind = 'claim'", "says that entry 2 brought it"),
        ("UPDATE objects SET sha256 = 'x' WHERE kind = 'claim'", "the hash beside it was altered"),
        ("INSERT INTO objects VALUES (99, 'claim', 'n', 1, '', '{}', 4, '', '', 'n')", "claim 'n' version 1: was added"),
        ("CREATE VIEW extra AS SELECT 1", "file view 'extra': was added past the tool"),
        ("INSERT INTO words(words) VALUES ('delete-all')", "search words: does not fit the objects"),
        ("INSERT INTO chains SELECT 'x', * FROM ledger WHERE seq = 2", "is not the name of a merged ledger"),
    ],
)  # fmt: skip
def test_what_got_past_the_triggers(case: Case, sql: str, says: str) -> None:
    force(case.path, sql)
    assert any(says in line for line in told(case)), told(case)


def test_a_guard_that_was_taken_away(case: Case) -> None:
    db = sqlite3.connect(case.path)
    db.execute("DROP TRIGGER ledger_no_update")
    db.close()
    assert told(case) == ["file trigger ledger_no_update: is missing or was altered: it is not as the tool makes it"]


def test_flipped_bytes(case: Case) -> None:
    """A flipped byte is found, or lies where nothing of the case is, or makes the file unreadable in words."""
    case.close()
    whole = case.path.read_bytes()
    chance = random.Random(3)
    places = [whole.index(b"Dandong"), whole.index(b"read on the label"), whole.index("조선무역".encode()), whole.index(b"gAAAA")]
    places += [chance.randrange(len(whole)) for _ in range(150)]
    for number, at in enumerate(places):
        data = bytearray(whole)
        data[at] ^= 1 << chance.randrange(8)
        case.path.write_bytes(data)
        with contextlib.suppress(InputError):  # its first bytes say that it is no case
            verdict = verify(case.path)
            assert not verdict.intact or number >= 4
            assert all(str(t).encode() for t in verdict.troubles)  # can be printed
    case.path.write_bytes(whole)
    assert verify(case.path).intact


def test_a_damaged_page_hides_only_its_own_rows(case: Case) -> None:
    for n in range(300):
        case.add("claim", f"n{n}", {"value": "x" * 500})
    case.close()
    data = bytearray(case.path.read_bytes())
    at = data.index(b"n150") // 4096 * 4096
    data[at : at + 4096] = b"\xff" * 4096
    case.path.write_bytes(data)
    verdict = verify(case.path)
    assert not verdict.intact
    assert verdict.entries > 250
    assert any("damaged" in t.what for t in verdict.troubles)


def test_a_truncated_file_is_read_as_far_as_it_goes(case: Case) -> None:
    for n in range(600):
        case.add("claim", f"n{n}", {"value": "x" * 500})
    case.close()
    whole = case.path.read_bytes()
    case.path.write_bytes(whole[: len(whole) * 2 // 3])
    verdict = verify(case.path)
    assert "truncated" in verdict.troubles[0].what
    assert verdict.entries > 100
    case.path.write_bytes(whole[:3000])
    assert not verify(case.path).intact


def test_nothing_is_changed_by_looking(case: Case) -> None:
    case.close()
    before = case.path.read_bytes()
    verify(case.path)
    assert case.path.read_bytes() == before


def test_while_others_write(case: Case) -> None:
    script = "import sys; from pathlib import Path; from headstamp.case import Case\n"
    script += "with Case.open(Path(sys.argv[1]), who='bob') as c:"
    script += "\n for n in range(150): c.add('claim', f'b{n}', {'value': n})"
    looks = 0
    with subprocess.Popen([sys.executable, "-c", script, str(case.path)]) as writer:
        while writer.poll() is None:
            verdict = verify(case.path)
            assert verdict.intact, verdict.troubles
            looks += 1
    assert looks
    assert verify(case.path).objects == 157
