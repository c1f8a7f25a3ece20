"""The noisy channel: what was read supports, what was not read supports nothing, and no mark is dear to match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.notation import tokens
from headstamp.core.record import Item, ItemKind, Mark, MarkRole
from headstamp.reason import channel as channel_module
from headstamp.reason.channel import Channel, Match
from headstamp.reason.trace import trace
from headstamp.reason.trace.engine import engine_of
from headstamp.reference.pattern import compile_pattern
from headstamp.reference.shelf import Shelf, load_shelf

HOSTILE = {
    "all unread": "?" * 500,
    "all gaps": "…" * 500,
    "gaps apart": "… " * 250,
    "gap and sign": "1…" * 250,
    "open brackets": "[" * 500,
    "wide choices": "[0123456789]" * 41,
    "sixty tokens": "17 " * 60,
    "many tokens": "17 " * 166,
    "unread pairs": "?? " * 60,
    "mixed scripts": "aбВ방한3式ع" * 60,
    "one long word": "x" * 500,
    "soft signs": "- / . " * 80,
    "symbols": "△↑△" * 166,
    "brackets": "((10)) " * 60,
}
STEPS = 400_000  # of one record; a plain head takes under 3,000


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


@pytest.fixture(scope="module")
def channel(shelf: Shelf) -> Channel:
    return Channel(shelf)


def best(channel: Channel, pattern: str, text: str, legibility: float = 1.0) -> Match | None:
    return channel.match(compile_pattern(pattern), tokens(text), legibility)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("kind", "role"), [(ItemKind.CARTRIDGE, MarkRole.HEADSTAMP), (ItemKind.ROCKET, MarkRole.MARK)])
def test_no_hostile_mark_is_dear(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, name: str, kind: ItemKind, role: MarkRole
) -> None:
    """Steps are counted, not seconds: every alignment cell and every comparison of a sign."""
    steps = 0
    step, sign = channel_module._Walk._step, Channel.sign

    def counted_step(self: channel_module._Walk, i: int, j: int) -> Match | None:
        nonlocal steps
        steps += 1
        return step(self, i, j)

    def counted_sign(self: Channel, read: str, true: str, wear: float) -> float:
        nonlocal steps
        steps += 1
        return sign(self, read, true, wear)

    monkeypatch.setattr(channel_module._Walk, "_step", counted_step)
    monkeypatch.setattr(Channel, "sign", counted_sign)
    fresh = shelf.filtered(lambda _: True)  # an engine without memory of earlier tests
    trace(Item(id="x", kind=kind, marks=(Mark(id="m1", text=HOSTILE[name][:500], role=role, legibility=0.3),)), fresh)
    assert steps < STEPS, steps


@given(st.text(alphabet="0123456789?…[]bxn LC-/*|()", max_size=60), st.floats(0, 1))
@settings(max_examples=80, deadline=None)
def test_any_head_scores_finitely(text: str, legibility: float) -> None:
    channel = engine_of(load_shelf()).channel
    found = tokens(text)
    for row in channel.candidates(found, legibility)[:40]:
        match = channel.match(row.pattern, found, legibility)
        if match:
            assert -50 < match.score < 60
            assert len(match.leftover) <= 2 or row.pattern.contains


def test_a_clear_head_reads_better_than_a_worn_one_and_both_better_than_another(channel: Channel) -> None:
    clear, worn, other = best(channel, "539", "539"), best(channel, "539", "5?9"), best(channel, "539", "589", 0.3)
    assert clear is not None
    assert worn is not None
    assert other is not None
    assert clear.score > worn.score > other.score
    assert (clear.exact, worn.exact, other.exact) == (True, False, False)
    assert best(channel, "539", "742") is None


@pytest.mark.parametrize("text", ["???", "…", "?", "?? …"])
@pytest.mark.parametrize("pattern", ["539 {year}?", "{persiandigits} {any}?", "{H1-9}", "{ethiopic}", "{roman}"])
def test_signs_that_were_not_read_support_nobody(channel: Channel, pattern: str, text: str) -> None:
    """`???` once spoke for Iran and Ethiopia, because an unread sign falls under every class."""
    match = best(channel, pattern, text)
    assert match is None or match.score <= 1e-9


def test_every_sign_read_adds(channel: Channel) -> None:
    scores = [m.score for text in ("5??", "53?", "539") if (m := best(channel, "539", text))]
    assert scores == sorted(scores)
    assert len(scores) == 3


def test_a_gap_stands_for_any_number_of_signs(channel: Channel) -> None:
    for text in ("5…", "…9", "5…9", "…539…"):
        assert best(channel, "539", text) is not None, text
    assert best(channel, "539", "…7") is None
    assert best(channel, "539 {yy}", "539 …") is not None


def test_a_choice_is_better_than_unread_and_worse_than_read(channel: Channel) -> None:
    a, b, c = best(channel, "539", "539"), best(channel, "539", "[38]39"), best(channel, "539", "[35]39")
    assert a is not None
    assert c is not None
    assert a.score > c.score
    assert b is None or b.score < c.score


def test_hyphens_slashes_and_nothing_are_one_thing(channel: Channel) -> None:
    for text in ("방-122", "방 122", "방/122", "방122"):
        match = best(channel, "~ 방-122", f"길이 {text} 2발")
        assert match is not None, text
        assert match.exact


def test_captures_name_their_roles(channel: Channel) -> None:
    match = best(channel, "{lot:n1-3} - {yy} - {plant:17,60,188}", "12-84-188")
    assert match is not None
    lot, plant, year = match.get("lot"), match.get("plant"), match.get("year", "yy")
    assert (lot and lot.key, plant and plant.key, year and year.key) == ("12", "188", "84")


def test_a_blank_pattern_matches_a_blank_head_only(channel: Channel) -> None:
    assert best(channel, "", "") is not None
    assert best(channel, "", "?") is None
