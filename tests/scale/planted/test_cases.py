"""Cases: read with patience, refused with a place, and planted with what the sources state kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError
from headstamp.observe.declarations.schema import LINES
from headstamp.scale.planted.casefile import Case, merged, read_cases
from headstamp.scale.planted.families import REPORT, TUNE, families, family_of, half_of, read_families
from headstamp.scale.planted.goods import likely_headings
from headstamp.scale.planted.named import names_any
from headstamp.scale.planted.plant import ORIGIN, STATED, TRANSIT, Feature, plant, plantable, variants
from headstamp.scale.planted.stated import days, places, read_stated
from headstamp.scale.planted.world import world

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "cases" / "cases.jsonl"
CASE = {
    "case_id": "X-1", "date": "2012-04", "mode": "sea", "declared": ["40,000 sacks of cement", "iron ore (2,300 t)"],
    "origin": "KP", "destination": "YE", "route": ["CN Dalian", "MY Port Klang"], "conveyance": "Blue Heron (4,000 t)",
    "flag": "KH", "shipper": "Haedang Trading Corp", "consignee": "a company linked to the army",
    "documents_forged_or_false": ["manifest said cement"],
}  # fmt: skip


def written(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def one(tmp_path: Path, **changes: object) -> Case:
    (case,), refused = read_cases(written(tmp_path, {**CASE, **changes}))
    assert not refused
    return case


def test_a_case_needs_only_its_id(tmp_path: Path) -> None:
    cases, refused = read_cases(written(tmp_path, {"case_id": "A"}, "", {"case_id": "B", "declared": None, "unknown": 1}))
    assert [case.case_id for case in cases] == ["A", "B"]
    assert not refused
    assert plantable(cases[0]) == "no declared goods are known"


def test_bad_lines_are_set_aside_with_their_place(tmp_path: Path) -> None:
    rows = [
        "{",
        [1],
        {"declared": ["x"]},
        {"case_id": "A", "declared": {"a": 1}},
        {"case_id": "B", "papers": [{"document": "letter"}]},
    ]
    cases, refused = read_cases(written(tmp_path, *rows, {"case_id": "C"}, {"case_id": "C"}))
    assert [case.case_id for case in cases] == ["C"]
    assert [(one.row, one.column) for one in refused] == [
        (1, ""),
        (2, ""),
        (3, "case_id"),
        (4, "declared"),
        (5, "papers"),
        (7, "case_id"),
    ]
    assert {one.file for one in refused} == {"cases.jsonl"}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_cases(tmp_path / "none.jsonl")


def test_what_is_stated(tmp_path: Path) -> None:
    facts = read_stated(one(tmp_path))
    assert [(item.goods, item.kg, item.packages) for item in facts.items] == [
        ("cement", None, 40_000.0),
        ("iron ore", 2_300_000.0, None),
    ]
    assert (facts.origins, facts.destinations, facts.route) == (("KP",), ("YE",), ("CN", "MY"))
    assert facts.tranship_ports == ("CNDLC", "MYPKG")
    assert (facts.vessel, facts.flag, facts.shipper, facts.consignee) == ("Blue Heron", "KH", "Haedang Trading Corp", "")
    assert facts.days == (date(2012, 4, 1), date(2012, 4, 30))


def test_places_and_days() -> None:
    assert places("PK (1999 view) / LY (later)") == ("PK", "LY")
    assert places("SD then Gaza") == ("SD",)
    assert places("Gaza (PA) - disputed") == ()
    assert places("Djibouti and Oman") == ("DJ", "OM")
    assert places("SY by air to IR") == ("IR",)
    assert days("2022/2024") == (date(2022, 1, 1), date(2024, 12, 31))
    assert days("soon") is None
    assert days("2022-13-01") is None


def test_papers_that_differ_on_the_destination(tmp_path: Path) -> None:
    case = one(tmp_path, documents_forged_or_false=["route to Iran differing from papers to Sri Lanka"])
    facts = read_stated(case)
    assert (facts.destinations, facts.other_destination) == (("LK",), "IR")
    frame = pl.from_arrow(plant(case, STATED, 1, 2)[0])
    assert isinstance(frame, pl.DataFrame)
    kinds = frame.filter(~pl.col("superseded")).group_by("document").agg(pl.col("destination").unique()).rows()
    assert dict(kinds) == {"declaration": ["LK"], "bill": ["LK"], "manifest": ["IR"]}


def test_planting_keeps_what_is_stated_and_draws_the_rest(tmp_path: Path) -> None:
    table, records = plant(one(tmp_path), STATED, 1, 4)
    assert table.schema == LINES
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    assert frame["consignment"].n_unique() == len(records) == 4
    assert set(frame["goods"]) == {"CEMENT", "IRON ORE"}
    assert set(frame["origin"]) == {"KP"}
    assert set(frame["vessel"]) == {"Blue Heron"}
    assert set(frame["imo"]) == {""}
    assert set(frame.filter(pl.col("goods") == "IRON ORE")["gross_kg"]) == {2_300_000.0}
    assert set(frame.filter(pl.col("goods") == "CEMENT")["packages"]) == {40_000.0}
    assert frame["date"].is_between(date(2012, 3, 31), date(2012, 4, 29)).all()
    assert (frame["document"] == "manifest").any()
    assert {"goods", "vessel", "origin", "tranship_ports"} <= {feature.column for feature in records[0].stated}
    assert {"value", "hs", "consignee"} <= set(records[0].drawn)


def test_the_same_seed_plants_the_same(tmp_path: Path) -> None:
    case = one(tmp_path)
    assert plant(case, TRANSIT, 1, 3)[0].equals(plant(case, TRANSIT, 1, 3)[0])
    assert not plant(case, TRANSIT, 1, 3)[0].equals(plant(case, TRANSIT, 2, 3)[0])


def test_variants_hide_the_embargoed_state_and_add_a_port(tmp_path: Path) -> None:
    case = one(tmp_path, route=[])
    assert list(variants(case)) == [STATED, ORIGIN, TRANSIT]
    table, records = plant(case, ORIGIN, 1, 6)
    columns = ("origin", "dispatch", "destination", "flag", "load_port")
    assert not any(row[name].startswith("KP") for row in table.to_pylist() for name in columns)
    assert "origin" not in {feature.column for record in records for feature in record.stated}
    transit = plant(case, TRANSIT, 1, 6)[0].to_pylist()
    assert all(row["tranship_ports"] and row["route"] for row in transit if row["mode"] == "sea")
    assert list(variants(one(tmp_path, origin="TR", destination="LY"))) == [STATED, TRANSIT]


def test_a_lawful_case_with_wrong_papers(tmp_path: Path) -> None:
    case = one(tmp_path, legal=True, declared=["pumps"], origin="DE", papers=[{"document": "bill", "gross_kg": 900}])
    table, records = plant(case, STATED, 1, 3)
    bills = [row for row in table.to_pylist() if row["document"] == "bill"]
    assert bills
    assert all(row["gross_kg"] == 900 for row in bills)
    assert all(record.legal for record in records)


def test_open_arms_are_not_disguised(tmp_path: Path) -> None:
    assert "arms themselves" in plantable(one(tmp_path, declared=["explosives"]))
    assert "border" in plantable(one(tmp_path, destination="KP"))


def test_families_are_whole_and_their_half_is_a_hash() -> None:
    table = read_families(ROOT / "benchmarks" / "planted" / "families.csv")
    assert all(one.half == half_of(one.name) for one in table.values())
    assert {one.half for one in table.values()} == {TUNE, REPORT}


def test_the_family_by_rule(tmp_path: Path) -> None:
    assert family_of(one(tmp_path)) == "KP-mideast"
    assert family_of(one(tmp_path, origin="IR", destination="SD")) == "IR"
    assert family_of(one(tmp_path, origin="TR", destination="LY")) == "TR-africa"
    assert families((one(tmp_path),))["X-1"].half in (TUNE, REPORT)


def test_broken_family_tables(tmp_path: Path) -> None:
    path = tmp_path / "families.csv"
    path.write_text("case_id,family,half,same_as\nA,x,both,\n", "utf-8")
    with pytest.raises(InputError, match="half"):
        read_families(path)
    path.write_text("id\nA\n", "utf-8")
    with pytest.raises(InputError, match="families"):
        read_families(path)


def test_headings_of_declared_texts() -> None:
    def codes(text: str) -> list[str]:
        return [world().headings[at] for at in likely_headings(text)]

    assert codes("parts of bulldozer")[0] == "8431"
    assert codes("cement")[0] == "2523"
    assert codes("iron ore")[0] == "2601"
    assert codes("polyethylene")[0] == "3901"
    assert codes("qwertyuiop") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    lists = {"declared": (text,), "route": (text,), "documents_forged_or_false": (text,), "concealment": ()}
    names = ("date", "place", "mode", "conveyance", "imo", "flag", "operator", "declared_to", "origin", "destination", "shipper",
             "consignee", "declared_hs", "country_found")  # fmt: skip
    case = Case("A", dict.fromkeys(names, text), lists)
    assert len(read_stated(case).items) == 1


def test_reasons_that_name_a_fact() -> None:
    features = (Feature("origin", ("KP",)), Feature("goods", ("parts of bulldozer", "parts", "bulldozer")))
    assert names_any(["Goods from KP by way of CN"], features)
    assert names_any(["'BULLDOZER spares' fits 8431 badly"], features)
    assert not names_any(["a skp parts list"], features)


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared case tables are not beside this repository")
def test_the_shared_cases_are_read_and_planted() -> None:
    table = read_families(ROOT / "benchmarks" / "planted" / "families.csv")
    cases, refused = read_cases(SHARED)
    more, also = read_cases(SHARED.parents[1] / "data" / "customs" / "disguised_arms_cases_dev.csv")
    assert not refused
    assert not also
    assert {case.case_id for case in cases + more} == set(table)
    whole = merged(cases + more, {name: one.same_as for name, one in table.items() if one.same_as})
    chosen = [case for case in whole if not plantable(case)]
    assert len(chosen) == 20
    for case in chosen:
        for variant in variants(case):
            lines, records = plant(case, variant, 1, 1)
            assert lines.num_rows >= 1
            assert records[0].stated
