"""The ammunition profile: counts add up, unknowns stand apart, and nothing is extrapolated without a sampling frame."""

from __future__ import annotations

import json
from math import comb, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.finding import Finding
from headstamp.core.record import Frame, Item, ItemKind, Mark, MarkRole
from headstamp.reason.profile import AmmunitionProfile, ProfileRow, RowKind, profile
from headstamp.reason.profile.frames import is_random, rounds_read
from headstamp.reason.profile.interval import Interval, add, count_in_lot
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def head(id: str, text: str, calibre: str = "7.62x39", **fields: object) -> Item:  # noqa: A002
    marks = (Mark(id="h", text=text, role=MarkRole.HEADSTAMP),)
    return Item.model_validate({"id": id, "kind": ItemKind.CARTRIDGE, "calibre": calibre, "marks": marks, **fields})


def framed(id: str, text: str, read: int, seen: int, method: str = "random", **fields: object) -> Item:  # noqa: A002
    return head(id, text, frame=Frame(read=read, seen=seen, method=method), **fields)


_TRACED: dict[tuple[str, str], Finding] = {}


def counted(items: list[Item], shelf: Shelf) -> AmmunitionProfile:
    def origin(item: Item) -> Finding:
        key = (item.marks[0].text if item.marks else "", item.calibre + item.kind.value)
        if key not in _TRACED:
            _TRACED[key] = trace(item, shelf)[0]
        return _TRACED[key]

    return profile(((i, origin(i)) for i in items), shelf)


def row(found: AmmunitionProfile, table: str, key: str, kind: RowKind = RowKind.ANSWER) -> ProfileRow:
    return next(r for r in found.table(table).rows if r.key == key and r.kind is kind)


def test_a_case_counted_by_hand(shelf: Shelf) -> None:
    """17 heads read of 400, all 71 89: Wilson with n' = 17 x 399 / 383 gives 329 to 400 (worked out on paper)."""
    found = counted([framed("a", "71 89", 17, 400, quantity=400), head("b", "539 67", quantity=9)], shelf)
    china, tula = row(found, "country", "CN"), row(found, "country", "SU")
    assert (china.count_items, china.count_rounds, china.share) == (1, 17, pytest.approx(17 / 26, abs=1e-6))
    n, z = 17 * 399 / 383, 1.959964
    low = 400 * ((1 + z * z / (2 * n)) - z * sqrt(z * z / (4 * n * n))) / (1 + z * z / n)
    assert (china.estimate, china.low, china.high) == (400.0, pytest.approx(low, abs=0.06), 400.0)
    assert round(low) == 329
    assert (tula.count_rounds, tula.estimate, tula.low) == (9, None, None)  # no frame, no estimate
    assert row(found, "year", "1989").count_rounds == 17
    assert row(found, "decade", "1960s").count_rounds == 9
    assert row(found, "producer", "su-tula-cartridge").count_items == 1
    unmet = row(found, "country", "not-met", RowKind.UNKNOWN)
    assert (unmet.count_rounds, unmet.estimate) == (0, 0.0)
    assert unmet.high == pytest.approx(400 - low, abs=0.1)


def test_nothing_is_extrapolated_without_a_frame(shelf: Shelf) -> None:
    found = counted([head("a", "71 89", quantity=30), head("b", "539 67", frame=Frame(read=4))], shelf)
    assert all(r.estimate is None and r.low is None for t in found.tables for r in t.rows)
    assert any("nothing is extrapolated" in text for text in found.limits)
    assert found.table("country").seen == 0


def test_unknown_look_alike_and_unverified_stand_apart(shelf: Shelf) -> None:
    items = [head("a", "71 89"), head("b", "21 75"), head("c", "270 83"), head("d", "?? 8?"), head("e", "", calibre="")]
    found = counted(items, shelf)
    by_kind = {kind: [r.label for r in found.table("country").of(kind)] for kind in RowKind}
    assert by_kind[RowKind.ANSWER] == ["China"]
    assert by_kind[RowKind.LOOK_ALIKE] == ["HU or PL or RO"]
    assert by_kind[RowKind.UNVERIFIED] == ["Soviet Union (UNVERIFIED)"]
    assert by_kind[RowKind.UNKNOWN] == ["no basis"]
    assert row(found, "country", "", RowKind.UNKNOWN).count_items == 2
    assert row(found, "calibre", "", RowKind.UNKNOWN).label == "calibre not recorded"
    order = [list(RowKind).index(r.kind) for r in found.table("country").rows]
    assert order == sorted(order)


def test_a_year_read_in_part_is_no_year(shelf: Shelf) -> None:
    found = counted([head("a", "71 ?9"), head("b", "71")], shelf)
    assert {r.label for r in found.table("year").rows} == {"year read in part", "year not read"}


def test_weapons_and_crates_are_no_rounds(shelf: Shelf) -> None:
    others = [Item(id="w", kind=ItemKind.WEAPON, quantity=5), Item(id="c", kind=ItemKind.PACKAGING)]
    found = counted([*others, head("a", "71 89", quantity=2)], shelf)
    assert found.left_out == 2
    assert found.table("country").total_rounds == 2


def test_one_frame_over_several_records_is_counted_once(shelf: Shelf) -> None:
    """17 read of 400 seen, 10 of one head and 4 of another: one frame of 400, not two; 3 heads are in no record."""
    items = [framed("a", "71 89", 17, 400, quantity=10, within="sack"), framed("b", "539 67", 17, 400, quantity=4, within="sack")]
    found = counted(items, shelf)
    assert (found.frames, found.table("country").seen) == (1, 400)
    assert row(found, "country", "CN").estimate == pytest.approx(10 / 17 * 400, abs=0.1)
    assert row(found, "country", "not-recorded", RowKind.UNKNOWN).count_rounds == 3
    two = counted([framed("a", "71 89", 17, 400), framed("b", "539 67", 17, 400)], shelf)
    assert two.table("country").seen == 800  # 34 heads do not fit into 17: two frames


def test_a_sample_that_was_not_random_is_named(shelf: Shelf) -> None:
    loose = counted([framed("a", "71 89", 17, 400, "handful from the top"), framed("b", "539 67", 5, 20)], shelf)
    assert loose.frames_not_random == 1
    assert any("assumes a random sample; 1 of 2" in text for text in loose.limits)
    drawn = counted([framed("a", "71 89", 17, 400, "every tenth")], shelf)
    assert not any("assumes a random sample" in text for text in drawn.limits)


@pytest.mark.parametrize(
    ("method", "expected"),
    [("random", True), ("drawn at random", True), ("every 4th", True), ("non-random", False), ("", False), ("handful", False)],
)
def test_what_counts_as_random(method: str, expected: bool) -> None:
    assert is_random(method) is expected


def test_a_census_has_no_interval() -> None:
    assert count_in_lot(3, 8, 8) == Interval(3.0, 3.0, 3.0)


@pytest.mark.parametrize("counts", [(5, 4, 10), (1, 11, 10), (0, 0, 10), (-1, 5, 10)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="not possible"):
        count_in_lot(*counts)


def test_no_frame_of_zero_heads_divides_by_zero(shelf: Shelf) -> None:
    found = counted([framed("a", "71 89", 0, 40), head("b", "539 67", quantity=0)], shelf)
    assert found.frames == 0
    assert found.table("country").total_rounds == 0


COUNTS = st.integers(1, 300).flatmap(
    lambda seen: st.integers(1, seen).flatmap(
        lambda read: st.integers(0, read).map(lambda found: (found, read, seen))
    )
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(COUNTS)
def test_the_interval_holds_the_estimate_and_what_was_found(counts: tuple[int, int, int]) -> None:
    found, read, seen = counts
    i = count_in_lot(found, read, seen)
    assert found - 1e-9 <= i.low <= i.estimate <= i.high <= seen - (read - found) + 1e-9


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 20), st.integers(0, 20), st.integers(2, 6))
def test_more_reads_of_one_lot_narrow_the_interval(read: int, found: int, times: int) -> None:
    found = min(found, read)
    few, many = count_in_lot(found, read, 1000), count_in_lot(found * times, read * times, 1000)
    assert many.high - many.low < few.high - few.low + 1e-9


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    """Exact hypergeometric coverage over every possible draw, averaged over contents of the lot; 95 % nominal."""
    seen, read = 60, 12
    covered = []
    for truth in range(seen + 1):
        ways = 0
        for found in range(max(0, read - (seen - truth)), min(read, truth) + 1):
            i = count_in_lot(found, read, seen)
            if i.low - 1e-9 <= truth <= i.high + 1e-9:
                ways += comb(truth, found) * comb(seen - truth, read - found)
        covered.append(ways / comb(seen, read))
    assert sum(covered) / len(covered) > 0.93
    assert min(covered) > 0.79


def test_a_sum_is_surer_than_its_parts() -> None:
    part = count_in_lot(5, 10, 100)
    whole = add([part] * 4)
    assert whole.estimate == 4 * part.estimate
    assert whole.high - whole.low < 4 * (part.high - part.low)


ROWS = st.tuples(
    st.sampled_from(["71 89", "539 67", "21 75", "270 83", "?? 8?", "71 ?9", "945 08"]),
    st.integers(0, 60), st.integers(0, 40), st.integers(0, 300), st.sampled_from(["", "random", "handful"]), st.booleans(),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(ROWS, max_size=7))
def test_counts_add_up_in_every_table(shelf: Shelf, rows: list[tuple[str, int, int, int, str, bool]]) -> None:
    items = []
    for i, (text, quantity, read, more, method, has_frame) in enumerate(rows):
        frame = Frame(read=read, seen=read + more, method=method) if has_frame else Frame()
        items.append(head(f"i{i}", text, quantity=quantity, frame=frame))
    found = counted(items, shelf)
    for table in found.tables:
        assert sum(r.count_items for r in table.rows) == table.total_items == len(items)
        assert sum(r.count_rounds for r in table.rows) == table.total_rounds >= sum(map(rounds_read, items))
        assert sum(r.share for r in table.rows) == pytest.approx(1 if table.total_rounds else 0, abs=1e-4)
        if table.seen:
            assert sum(r.estimate or 0 for r in table.rows) == pytest.approx(table.seen, abs=0.1 * len(table.rows))
        for r in table.rows:
            assert r.estimate is None or (r.low or 0) <= r.estimate <= (r.high or 0)


def test_the_profile_becomes_plain_json(shelf: Shelf) -> None:
    found = counted([framed("a", "71 89", 17, 400)], shelf)
    plain = json.loads(json.dumps(found.to_dict(), ensure_ascii=False))
    assert plain["tables"][0]["rows"][0]["key"] == "CN"
    assert plain["shelf_hash"] == shelf.hash
    assert found.to_dict() == counted([framed("a", "71 89", 17, 400)], shelf).to_dict()
    with pytest.raises(KeyError, match="country"):
        found.table("colour")
