"""Editions: kept whole, never lost, and asked for by day."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from headstamp.core.errors import InputError, UsageError
from headstamp.reference.watchlist import Edition, ListBatch, Store, diff, read_list

ROW = "{0},Party Number {0},Company,{1},{2}\n"


def batch(folder: Path, rows: dict[int, tuple[str, str]], name: str = "watch.csv") -> ListBatch:
    path = folder / name
    path.write_text("id,name,schema,programme,listed_on\n" + "".join(ROW.format(n, *more) for n, more in rows.items()))
    return read_list(path)


def put(store: Store, read: ListBatch, day: str, **more: str) -> Edition:
    return store.add(read, added_at="2026-05-01T00:00:00+00:00", edition=day, **more)[0]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def test_an_edition_is_kept_with_its_file_and_read_back(store: Store, tmp_path: Path) -> None:
    read = batch(tmp_path, {1: ("A", "2020-01-01")})
    kept, new = store.add(read, added_at="2026-05-01T09:00:00+00:00", note="by hand")
    assert new
    assert (kept.edition, kept.note, kept.source) == ("2026-05-01", "by hand", "watch.csv")
    assert store.list_ids() == ("watch",)
    (loaded,) = store.load(kept)
    assert loaded.edition == "2026-05-01"
    assert loaded.party == read.listings[0].party
    assert (store.folder / "watch" / kept.folder / "original" / "watch.csv.gz").is_file()
    assert not list(store.folder.rglob(".adding*"))


def test_the_same_content_is_not_kept_twice(store: Store, tmp_path: Path) -> None:
    read = batch(tmp_path, {1: ("A", "")})
    put(store, read, "2025-01-01")
    _, new = store.add(read, added_at="2026-05-01T00:00:00+00:00")
    assert not new
    assert len(store.editions("watch")) == 1


def test_the_same_content_said_to_be_of_an_earlier_day_answers_for_that_day(store: Store, tmp_path: Path) -> None:
    """A list without a day is kept as of today; giving its day afterwards was passed over, and --as-of knew nothing."""
    read = batch(tmp_path, {1: ("A", "")})
    store.add(read, added_at="2026-05-01T00:00:00+00:00")
    kept, new = store.add(read, added_at="2026-05-02T00:00:00+00:00", edition="2021-07-07")
    assert new
    assert kept.edition == "2021-07-07"
    assert len(store.as_of("2022-01-01").listings) == 1
    assert not store.add(read, added_at="2026-05-03T00:00:00+00:00", edition="2023-01-01")[1]


def test_a_list_that_shrinks_is_refused_unless_somebody_says_why(store: Store, tmp_path: Path) -> None:
    put(store, batch(tmp_path, dict.fromkeys(range(100), ("A", ""))), "2025-01-01")
    small = batch(tmp_path, dict.fromkeys(range(90), ("A", "")))
    with pytest.raises(InputError, match=r"from 100 to 90 \(-10%\)"):
        put(store, small, "2025-02-01")
    kept = put(store, small, "2025-02-01", accept_shrink="court order")
    assert "court order" in kept.accepted_shrink
    assert "100 to 90" in kept.accepted_shrink


def test_a_programme_that_vanishes_inside_a_growing_list_is_refused(store: Store, tmp_path: Path) -> None:
    """One regime may be lost while another grows: the total then shows nothing."""
    put(store, batch(tmp_path, {n: ("IRAN" if n < 20 else "SDGT", "") for n in range(100)}), "2025-01-01")
    with pytest.raises(InputError, match="programme IRAN from 20 to 0"):
        put(store, batch(tmp_path, dict.fromkeys(range(120), ("SDGT", ""))), "2025-02-01")
    put(store, batch(tmp_path, dict.fromkeys(range(130), ("SDGT", ""))), "2024-02-01")  # an older one has nothing before it


def test_as_of_takes_the_edition_of_that_time(store: Store, tmp_path: Path) -> None:
    put(store, batch(tmp_path, {1: ("A", "2020-01-01"), 2: ("A", "2020-01-01")}), "2023-01-01")
    put(store, batch(tmp_path, {1: ("A", "2020-01-01"), 3: ("A", "2024-03-01")}), "2024-04-01", accept_shrink="x")
    found = store.as_of("2023-07-01")
    assert [each.entry_id for each in found.listings] == ["1", "2"]
    assert found.editions == {"watch": "2023-01-01"}
    assert "181 days older" in found.limits[0]
    assert [each.entry_id for each in store.current().listings] == ["1", "3"]
    early = store.as_of("2021-01-01", ["watch"])
    assert [each.entry_id for each in early.listings] == ["1", "2"]
    assert "missing" in early.limits[0]


def test_as_of_before_anything_is_known_is_refused_not_answered(store: Store, tmp_path: Path) -> None:
    put(store, batch(tmp_path, {1: ("A", ""), 2: ("A", "")}), "2023-01-01")
    with pytest.raises(UsageError, match="first edition kept is of 2023-01-01"):
        store.as_of("2022-01-01", ["watch"])
    everything = store.as_of("2022-01-01")
    assert everything.listings == ()
    assert everything.limits
    with pytest.raises(UsageError, match="not a day"):
        store.as_of("2022")
    with pytest.raises(UsageError, match="no edition of 'other'"):
        store.as_of("2022-01-01", ["other"])


def test_an_order_that_has_run_out_no_longer_stands(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("id,name,listed_on,delisted_on\n1,Orsa,2020-01-01,2024-01-01\n2,Verrin,2020-01-01,2056-01-01\n")
    put(store, read_list(path), "2023-01-01")
    assert [each.entry_id for each in store.as_of("2023-06-01").listings] == ["1", "2"]
    assert [each.entry_id for each in store.as_of("2024-06-01").listings] == ["2"]
    assert len(store.current().listings) == 2, "the newest edition counts as published"


def test_diff_names_each_field(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "watch.csv"
    path.write_text("id,name,aliases,country\n1,Orsa,OMW;Orsa Artel,KP\n2,Verrin,,\n4,Same,,\n")
    put(store, read_list(path), "2025-01-01")
    path.write_text("id,name,aliases,country\n4,Same,,\n1,Orsa,OMW;Orsa Works,RU\n3,Tarn,,\n")
    put(store, read_list(path), "2025-02-01")
    older, newer, found = store.diff("watch")
    assert (older.edition, newer.edition) == ("2025-01-01", "2025-02-01")
    assert [each.entry_id for each in found.added] == ["3"]
    assert [each.entry_id for each in found.removed] == ["2"]
    assert {(each.field, each.gone, each.new) for each in found.changed} == {
        ("names", ("Orsa Artel (alias)",), ("Orsa Works (alias)",)),
        ("countries", ("KP",), ("RU",)),
    }
    assert found.keys == {"watch/1", "watch/2", "watch/3"}
    entries = store.load(newer)
    assert diff(entries, entries).same


def test_a_damaged_edition_is_named(store: Store, tmp_path: Path) -> None:
    kept = put(store, batch(tmp_path, {1: ("A", "")}), "2025-01-01")
    place = store.folder / "watch" / kept.folder
    (place / "listings.jsonl.gz").write_bytes(b"\x1f\x8bnothing")
    with pytest.raises(InputError, match="damaged"):
        store.load(kept)
    (place / "meta.json").write_text(json.dumps({"list_id": "watch"}))
    with pytest.raises(InputError, match="damaged"):
        store.editions("watch")


def test_an_edition_that_lost_entries_is_refused(store: Store, tmp_path: Path) -> None:
    """Cut off between two lines it looks whole, and the lost parties would never be met."""
    kept = put(store, batch(tmp_path, {1: ("A", ""), 2: ("A", ""), 3: ("A", "")}), "2026-05-01")
    file = store.folder / "watch" / kept.folder / "listings.jsonl.gz"
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).splitlines(keepends=True)[0]))
    with pytest.raises(InputError, match="1 entries of 3"):
        store.load(kept)


@pytest.mark.parametrize(
    ("field", "value"), [("list_id", "../../x"), ("edition", "../2026"), ("count", "3"), ("sha256", "0" * 64)]
)
def test_a_description_that_is_not_its_folders_is_refused(store: Store, tmp_path: Path, field: str, value: str) -> None:
    kept = put(store, batch(tmp_path, {1: ("A", "")}), "2026-05-01")
    file = store.folder / "watch" / kept.folder / "meta.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), field: value}))
    with pytest.raises(InputError, match="damaged"):
        store.editions("watch")


def test_no_list_takes_the_name_of_the_built_in_one(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="comes with the tool"):
        put(store, batch(tmp_path, {1: ("A", "")}, "builtin.csv"), "2026-05-01")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(InputError, match="not a folder"):
        Store(tmp_path / "home").list_ids()
