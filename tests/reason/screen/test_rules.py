"""Each rule: a line on which it speaks, one on which it does not, and one that it cannot be asked of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from headstamp.reason.screen.columns import GROUPS, LEGAL, RANKED
from headstamp.reason.screen.finding import finding
from headstamp.reason.screen.fuse import GROUP_CAPS
from headstamp.reason.screen.given import Options
from headstamp.reason.screen.lookers import USUAL
from headstamp.reason.screen.rule import SCREEN_RULES
from headstamp.reason.screen.rules.parties import NOBODY
from headstamp.reason.screen.scorer import Scorer
from headstamp.reason.screen.tables import frames
from headstamp.reference.pack import load_pack, shipped

from .conftest import DAY, frame, line

Line = dict[str, Any]
BY_LINE: list[tuple[str, Line, Line, Line]] = [
    ("unnamed_consignee", {"consignee": "To the order of shipper"}, {"consignee": "To order", "notify": "Azul Import SA"}, {}),
    (
        "consignee_other_trade",
        {"consignee": "Lotus Textile Mill", "hs": "8805"},
        {"consignee": "Lotus Textile Mill", "hs": "5201"},
        {"consignee": "Lotus", "hs": "8805"},
    ),
    (
        "military_party_civil_goods",
        {"consignee": "Ministry of Defence", "hs": "8471"},
        {"consignee": "Ministry of Defence", "hs": "9303"},
        {"hs": "8471"},
    ),
    (
        "party_of_known_case",
        {"shipper": "Glocom Sdn Bhd"},
        {"shipper": "Glocom Sdn Bhd", "date": dt.date(2016, 7, 1)},
        {"notify": "Anybody"},
    ),
    ("vague_text", {"goods": "SPARE PARTS"}, {"goods": "frozen shrimp"}, {}),
    (
        "metal_text_vague",
        {"goods": "steel bars", "hs": "7214"},
        {"goods": "steel bars 12 mm grade B500", "hs": "7214"},
        {"hs": "7214"},
    ),
    ("explosives_class", {"dg_class": "1.1D", "hs": "1001"}, {"dg_class": "1.1D", "hs": "3602"}, {"hs": "1001"}),
    ("cover_wording", {"goods": "Parts of bulldozer"}, {"goods": "Parts of bulldozer", "date": dt.date(2011, 3, 1)}, {}),
    ("container_number_wrong", {"containers": ["CSQU3054384"]}, {"containers": ["CSQU3054383"]}, {"containers": ["BOX 1"]}),
    ("dprk_before_the_law", {"origin": "KP", "date": dt.date(2009, 8, 1)}, {"origin": "KP"}, {}),
    ("korea_not_said", {"doubts": ["origin: Korea, not said which"]}, {"doubts": []}, {}),
    ("embargoed_destination", {"destination": "LY"}, {"destination": "LY", "date": dt.date(2010, 1, 1)}, {}),
    ("arms_exporter_banned", {"origin": "IR", "date": dt.date(2011, 3, 15)}, {"origin": "IR", "date": dt.date(2022, 1, 1)}, {}),
    (
        "route_through_hub",
        {"tranship_ports": ["MYPKG"], "destination": "LY"},
        {"tranship_ports": ["MYPKG"], "destination": "FR"},
        {"destination": "LY"},
    ),
    ("route_detour", {"route": ["CN", "MY", "ZA"]}, {"route": ["CN"]}, {}),
    ("route_detour", {"route": ["TR", "SY", "TR"]}, {"route": ["TR", "SY"]}, {}),
    ("dprk_border_port", {"load_port": "Dalian, China"}, {"load_port": "CNSHA"}, {}),
    (
        "transhipment_conflict",
        {"load_port": "CNDLC", "dispatch": "VN"},
        {"load_port": "CNDLC", "dispatch": "CN"},
        {"load_port": "Dalian", "dispatch": "VN"},
    ),
    (
        "high_priority_item",
        {"hs": "85423190", "destination": "RU"},
        {"hs": "85423190", "destination": "FR"},
        {"destination": "RU"},
    ),
    ("imo_wrong", {"imo": "9074728"}, {"imo": "9074729"}, {}),
    ("flag_of_convenience_risk", {"flag": "BO", "destination": "LY"}, {"flag": "BO", "destination": "FR"}, {}),
    ("vessel_of_known_case", {"imo": "9161003"}, {"imo": "9161003", "date": dt.date(2020, 1, 1)}, {}),
    (
        "vgm_against_declared",
        {"vgm_kg": 64200.0, "gross_kg": 21000.0, "containers": ["CSQU3054383"]},
        {"vgm_kg": 23500.0, "gross_kg": 21000.0, "containers": ["CSQU3054383"]},
        {"gross_kg": 21000.0},
    ),
]
BILL = {"document": "bill", "row": 2}
BY_PAPERS: list[tuple[str, list[Line], list[Line]]] = [
    (
        "documents_differ_goods",
        [{"goods": "iron ore"}, {"goods": "polyethylene granules", **BILL}],
        [{"goods": "Shrimps, frozen"}, {"goods": "FROZEN SHRIMP", **BILL}],
    ),
    (
        "documents_differ_goods",
        [{"goods": "Tiles"}, {"goods": "Files", **BILL}],
        [{"goods": "Socket sets complete"}, {"goods": "Sockte sets", **BILL}],
    ),
    (
        "documents_differ_weight",
        [{"gross_kg": 100.0}, {"gross_kg": 150.0, **BILL}],
        [{"gross_kg": 100.0}, {"gross_kg": 103.0, **BILL}],
    ),
    (
        "documents_differ_party",
        [{"consignee": "Atlas Mills"}, {"consignee": "Cobalt Foods", **BILL}],
        [{"consignee": "Atlas Mills"}, {"consignee": "To order of bank", **BILL}],
    ),
    (
        "documents_differ_place",
        [{"destination": "LK"}, {"destination": "IR", **BILL}],
        [{"destination": "LK"}, {"destination": "LK", **BILL}],
    ),
    (
        "documents_differ_place",
        [{"discharge_port": "NLRTM"}, {"discharge_port": "EGPSD", **BILL}],
        [{"discharge_port": "NLRTM", "tranship_ports": ["EGPSD"]}, {"discharge_port": "EGPSD", **BILL}],
    ),
    (
        "documents_differ_place",
        [{"load_port": "DEHAM"}, {"load_port": "TRMER", **BILL}],
        [{"load_port": "DEHAM"}, {"load_port": "Mersin", **BILL}],
    ),
    (
        "documents_differ_place",
        [{"load_port": "ITGOA"}, {"load_port": "TRMER", **BILL}],
        [{"load_port": "ITGOA"}, {"load_port": "GENOA", **BILL}],
    ),
    (
        "destination_changed",
        [{"destination": "YE", "version": 1}, {"destination": "DJ", "superseded": True, "row": 2}],
        [{"destination": "YE", "version": 1}, {"destination": "YE", "superseded": True, "row": 2}],
    ),
    (
        "amended_late",
        [{"version": 1}, {"superseded": True, "row": 2, "date": dt.date(2024, 4, 1)}],
        [{"version": 1}, {"superseded": True, "row": 2}],
    ),
    (
        "flag_changed",
        [{"imo": "9074729", "flag": "PA"}, {"imo": "9074729", "flag": "TG", **BILL}],
        [{"imo": "9074729", "flag": "PA"}, {"imo": "9074729", "flag": "PA", **BILL}],
    ),
    (
        "vessel_named_differently",
        [{"imo": "9074729", "vessel": "A Star"}, {"imo": "9074729", "vessel": "B", **BILL}],
        [{"imo": "9074729", "vessel": "A Star"}, {"imo": "9074729", "vessel": "A-STAR", **BILL}],
    ),
]
LAW: list[tuple[str, Line, Line]] = [
    ("dprk_cargo", {"origin": "KP"}, {"origin": "KR"}),
    ("dprk_cargo", {"tranship_ports": ["KPNAM"], "origin": "CN"}, {"tranship_ports": ["KRPUS"], "origin": "CN"}),
    ("dprk_cargo", {"route": ["RU", "KP"]}, {"origin": "KP", "date": dt.date(2009, 8, 1)}),
    ("dprk_product_group", {"origin": "KP", "hs": "2701"}, {"origin": "KP", "hs": "2701", "date": dt.date(2015, 8, 1)}),
    ("arms_to_embargoed", {"hs": "930690", "destination": "LY"}, {"hs": "930690", "destination": "PL"}),
]


def weight(scorer: Scorer, name: str, *lines: Line) -> float | None:
    found = scorer.score_frame(frame([line(**each) for each in lines]))
    assert found.height == 1
    value: float | None = found.row(0, named=True)[f"w_{name}"]
    return value


@pytest.mark.parametrize(("name", "fires", "quiet", "silent"), BY_LINE, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(BY_LINE)])
def test_a_rule_speaks_is_quiet_and_is_silent(name: str, fires: Line, quiet: Line, silent: Line, scorer: Scorer) -> None:
    assert (weight(scorer, name, fires) or 0) > 0
    assert weight(scorer, name, quiet) == 0
    if name not in ("korea_not_said", "consignee_other_trade"):
        assert weight(scorer, name, silent) is None
    else:
        assert not weight(scorer, name, silent)


@pytest.mark.parametrize(("name", "fires", "quiet"), BY_PAPERS, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(BY_PAPERS)])
def test_papers_against_each_other(name: str, fires: list[Line], quiet: list[Line], scorer: Scorer) -> None:
    assert (weight(scorer, name, *fires) or 0) > 0
    assert not weight(scorer, name, *quiet)
    assert weight(scorer, name, fires[0]) is None, "one paper contradicts nobody"


@pytest.mark.parametrize(("name", "fires", "quiet"), LAW, ids=[f"{n}-{i}" for i, (n, *_) in enumerate(LAW)])
def test_the_law_goes_by_its_day(name: str, fires: Line, quiet: Line, scorer: Scorer) -> None:
    told = scorer.score_frame(frame([line(**fires)]))["legal"].to_list()[0]
    assert any(each.startswith(f"{name}:") for each in told)
    told = scorer.score_frame(frame([line(**quiet)]))["legal"].to_list()[0]
    assert not any(each.startswith(f"{name}:") for each in told)


def test_the_words_of_the_embargo_are_told(scorer: Scorer) -> None:
    found = scorer.score_frame(frame([line(hs="930690", destination="LY")]))["legal"].to_list()[0]
    assert found == ["arms_to_embargoed:LY, under an arms embargo of the UN on that day (UN resolution 1970)"]
    for state, told in (
        ("RU", "RU is under an arms embargo of some states on that day (EU embargo)"),
        ("LY", "(UN resolution 1970)"),
    ):
        reasons = finding(scorer, frame([line(destination=state)])).reasons
        assert any(told in r.sentence for r in reasons if r.rule == "embargoed_destination"), reasons


def test_a_regime_that_ended_and_came_back_is_not_in_force_between(tables: dict[str, pl.DataFrame]) -> None:
    rows = tables["regimes"]
    first = rows.filter((pl.col("country") == "ER") & (pl.col("kind") == "arms embargo"))
    again = first.with_columns(id=pl.lit("er-again"), since=pl.lit(dt.date(2030, 1, 1)), until=pl.lit(None, pl.Date))
    there = Scorer({**tables, "regimes": pl.concat([rows, again])})
    spoke = [
        (weight(there, "embargoed_destination", {"destination": "ER", "date": dt.date(year, 6, 1)}) or 0) > 0
        for year in (2005, 2012, 2024, 2031)
    ]
    assert spoke == [False, True, False, True]


@pytest.mark.parametrize("name", ["imo_wrong", "dprk_cargo"])
def test_a_copy_of_the_pack_with_a_rule_off_is_laid_above_it(name: str, tables: dict[str, pl.DataFrame]) -> None:
    """The way in which an officer changes numbers: every other row stands in both packs."""
    pack = load_pack(next(path for path in shipped() if path.name == "customs"))
    signals = tuple(replace(row, on=False) if row.id == name else row for row in pack.tables.signals)
    laid = frames([replace(pack.tables, signals=signals), pack.tables], pack.sources)
    assert {key: table.height for key, table in laid.items()} == {key: tables[key].height for key in laid}
    changed = Scorer(laid)
    assert not changed.asked(name)
    found = finding(changed, frame([line(imo="9074728", origin="KP")]))
    assert name not in {r.rule for r in found.reasons}
    assert f"Switched off: {name.replace('_', ' ')}." in found.limits


def test_a_legal_basis_in_a_replaced_version_counts(scorer: Scorer) -> None:
    """An amendment must not take the DPRK off the papers."""
    found = scorer.score_frame(frame([line(origin="CN", version=1), line(origin="KP", superseded=True, row=2)]))
    assert found["legal"].to_list()[0] == sorted(found["legal"].to_list()[0])
    assert found["legal"].to_list()[0][0].startswith("dprk_cargo:")


def test_cargo_brokered_by_the_north_is_for_the_law(scorer: Scorer) -> None:
    found = scorer.score_frame(frame([line(origin="CN", destination="EG", broker="Any Co", broker_country="KP")]))[
        "legal"
    ].to_list()[0]
    assert [each.rpartition(": ")[2] for each in found] == ["country of the broker"]


def test_korea_not_said_is_no_legal_signal(scorer: Scorer) -> None:
    found = scorer.score_frame(frame([line(doubts=["origin: Korea, not said which"])]))
    assert found["legal"].to_list() == [[]]


class History:
    """A history that finds every number unusual."""

    def add(self, lines: pl.DataFrame) -> pl.DataFrame:
        tails = {n: pl.lit(2.5) if n.endswith("tail") else pl.lit(9.0) for n, kind in USUAL.items() if kind == pl.Float64()}
        return lines.with_columns(**tails, new_shipper=pl.lit(True), new_consignee=pl.lit(True))


def test_unusual_numbers_weigh_their_tail_and_sensitivity(tables: dict[str, pl.DataFrame]) -> None:
    row = Scorer(tables, usual=History()).score_frame(frame([line(hs="8431")])).row(0, named=True)
    assert row["w_unit_value"] == pytest.approx(2.5 - 1.1461, abs=1e-3)
    assert row["w_flow_surprise"] > row["w_unit_value"], "seen in more of the cases"
    assert row["w_new_party"] > 0


class Model:
    """A text model that holds every text for drilling machinery."""

    def look(self, texts: pl.Series, _hs4s: pl.Series) -> pl.DataFrame:
        size = len(texts)
        top = pl.Series([["8430", "8431", "8479"]] * size, dtype=pl.List(pl.String))
        return pl.DataFrame(
            {"goods_words": [True] * size, "goods_top": top, "goods_lr": [3.0] * size, "goods_generic": [0.0] * size}
        )


def test_a_text_that_fits_other_headings(tables: dict[str, pl.DataFrame]) -> None:
    row = Scorer(tables, goods=Model()).score_frame(frame([line(hs="0306", goods="rig")])).row(0, named=True)
    assert 0 < row["w_text_against_heading"] <= 1.5
    two = [line(goods="rig"), line(goods="drilling machine", document="bill", row=2)]
    row = Scorer(tables, goods=Model()).score_frame(frame(two)).row(0, named=True)
    assert row["w_documents_differ_goods"] == 0, "no word in common, and one heading"


def test_cases_left_out_teach_nothing(tables: dict[str, pl.DataFrame]) -> None:
    """A case that is planted must not be found by the wording that it taught itself."""
    told = {"goods": "car parts", "origin": "IR", "destination": "YE", "date": dt.date(2026, 1, 1)}
    assert weight(Scorer(tables), "cover_wording", told)
    left = Scorer(tables, options=Options(without_cases=frozenset({"CHN-2025-ADEN-CARPARTS"})))
    assert weight(left, "cover_wording", told) == 0
    known = Scorer(tables, options=Options(without_cases=frozenset({"DPRK-2016-ERITREA-GLOCOM"})))
    assert weight(known, "party_of_known_case", {"shipper": "Glocom"}) == 0


def test_a_wording_never_counts_alone(scorer: Scorer) -> None:
    alone = scorer.score_frame(frame([line(goods="raw sugar", hs="1701")])).row(0, named=True)
    assert (alone["w_cover_wording"] > 0, alone["g_wording"], alone["total"]) == (True, 0, 0)
    beside = scorer.score_frame(frame([line(goods="raw sugar", hs="1701", destination="LY")])).row(0, named=True)
    assert beside["g_wording"] > 0


def test_a_rule_that_fires_often_weighs_little(tables: dict[str, pl.DataFrame]) -> None:
    """Whatever the pack hopes, the history of the site decides."""
    fired = pl.DataFrame({"rule": ["embargoed_destination"], "asked": [100_000], "fired": [30_000]})
    own = Scorer({**tables, "fired": fired}).weighings["embargoed_destination"]
    assert 0 < own.most < 0.2 < Scorer(tables).weighings["embargoed_destination"].most
    few = pl.DataFrame({"rule": ["embargoed_destination"], "asked": [10], "fired": [10]})
    assert Scorer({**tables, "fired": few}).weighings == Scorer(tables).weighings


@pytest.mark.parametrize("off", ["embargoed_destination", "route"])
def test_rules_and_groups_are_switched_off(off: str, tables: dict[str, pl.DataFrame]) -> None:
    assert weight(Scorer(tables, options=Options(off=frozenset({off}))), "embargoed_destination", {"destination": "LY"}) is None


def test_every_rule_has_a_row_a_group_and_a_description(scorer: Scorer) -> None:
    assert set(scorer.given.signals) == {*RANKED, *LEGAL}
    assert set(GROUPS) == set(GROUP_CAPS)
    for name, rule in SCREEN_RULES.items():
        assert scorer.given.signals[name]["group"] == rule.group, name
        assert len(rule.description) > 80, name


def test_nobody_is_a_kind_that_names_are_told_apart_by(scorer: Scorer) -> None:
    names = {"unnamed": "TBN", "to order": "to order", "bank": "Banque Azur", "forwarder": "Blue Cargo Logistics"}
    assert set(names) == set(NOBODY)
    for kind, name in names.items():
        assert scorer.enriched(frame([line(consignee=name)]))["consignee_kind"].to_list() == [kind]
    assert scorer.enriched(frame([line(consignee="Farmsworth & Sons")]))["consignee_military"].to_list() == [False]


def test_a_line_of_nothing_is_answered(scorer: Scorer) -> None:
    found = scorer.score_frame(frame([line(date=None, row=None, version=None)])).row(0, named=True)
    assert (found["total"], found["legal"]) == (0, [])


def test_the_day_of_a_case_is_not_after_it(scorer: Scorer) -> None:
    assert weight(scorer, "cover_wording", {"goods": "car parts", "date": dt.date(2025, 8, 6)}) == 0
    assert DAY.year == 2024


def test_what_no_rule_asks_for_is_not_worked_out(tables: dict[str, pl.DataFrame]) -> None:
    """Switching rules off makes a screen faster, and changes no other weight."""
    few = frozenset(
        {"goods", "wording", "party", "documents", "listed_party", "listed_vessel", "flag_changed", "vessel_named_differently"}
    )
    lines = frame([line(destination="LY", goods="car parts", imo="9074728")])
    lean, full = Scorer(tables, options=Options(off=few)), Scorer(tables)
    assert {"goods_vague", "consignee_kind", "shipper_lr"}.isdisjoint(lean.enriched(lines).columns)
    kept = ["w_embargoed_destination", "w_imo_wrong", "g_route", "g_vessel"]
    assert lean.score_frame(lines).select(kept).equals(full.score_frame(lines).select(kept))


def test_no_case_has_a_say_in_the_weights_that_find_it(tables: dict[str, pl.DataFrame]) -> None:
    out = frozenset({"TUR-2015-HADDAD1", "CHN-2025-ADEN-MULTICOMMODITY", "NO-SUCH-CASE"})
    left, full = Scorer(tables, options=Options(without_cases=out)).weighings, Scorer(tables).weighings
    assert full["embargoed_destination"].sensitivity == pytest.approx(5 / 14)
    assert left["embargoed_destination"].sensitivity == pytest.approx(3 / 12)
    assert left["vague_text"].sensitivity == pytest.approx(2 / 9)
    everything = frozenset(tables["cases"]["id"])
    assert Scorer(tables, options=Options(without_cases=everything)).weighings["flow_surprise"].sensitivity == 0.5


def test_of_many_lines_one_is_unusual_by_chance(tables: dict[str, pl.DataFrame]) -> None:
    scorer = Scorer(tables, usual=History())
    one = scorer.score_frame(frame([line(hs="8431")])).row(0, named=True)["w_flow_surprise"]
    ten = scorer.score_frame(frame([line(hs="8431", row=i) for i in range(10)])).row(0, named=True)["w_flow_surprise"]
    pair = scorer.score_frame(frame([line(hs="8431"), line(hs="8431", **BILL)])).row(0, named=True)["w_flow_surprise"]
    assert (one - ten, one - pair) == (pytest.approx(1.0, abs=1e-5), 0), "two papers of one line are no second chance"
