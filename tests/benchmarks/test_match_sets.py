"""The measuring of matchers is itself measured: figures by hand, writings by hand, no answer left on the list."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[2] / "benchmarks" / "match"
sys.path.insert(0, str(FOLDER))
metrics, native, bend = (importlib.import_module(name) for name in ("metrics", "native", "bend"))
Query, Answer = metrics.Query, metrics.Answer


def asked(gold: str = "", name: str = "a set") -> object:
    return Query("some name", "Person", gold, name)


def answer(top: str, score: float, probability: float | None = None) -> object:
    return Answer(((top, score), ("other", score / 2)), probability)


def test_a_wrong_top_hit_of_a_positive_is_a_false_alert_too():
    pairs = [(asked("a"), answer("a", 0.9)), (asked("b"), answer("x", 0.8)), (asked(), answer("y", 0.7))]
    assert metrics.best_f1(pairs) == (pytest.approx(2 / 3), 0.9)  # 1 found of 2, no alert: precision 1, recall a half
    assert metrics.f1_at(pairs, 0.75) == pytest.approx(0.5)  # the wrong hit now counts against precision
    assert metrics.f1_at(pairs, 0.5) == pytest.approx(0.4)


def test_scores_that_saturate_fall_on_one_side():
    pairs = [(asked("a"), answer("a", 1.0)), (asked(), answer("y", 1.0)), (asked(), answer("z", 1.0))]
    assert metrics.best_f1(pairs)[0] == pytest.approx(0.5)  # not 1.0 by taking the positive first


def test_recall_that_is_never_reached_has_no_false_alerts_to_state():
    queries = [asked("a"), asked("b"), asked("c"), asked("d"), asked(), asked()]
    answers = [answer("a", 0.9), answer("b", 0.8), answer("c", 0.4), answer("x", 0.9), answer("y", 0.5), answer("z", 0.3)]
    overall = metrics.measure(queries, answers)["overall"]
    assert (overall["r1"], overall["r10"]) == (0.75, 0.75)
    assert overall["fa75"] == 0.5  # the threshold is 0.4, and one of two strangers stands above it
    assert overall["fa85"] is None
    assert overall["fa90"] is None


def test_gold_further_down_counts_for_r10_only():
    found = Answer(tuple((name, 1.0 - n / 100) for n, name in enumerate("abcdefghijk")))
    overall = metrics.measure([asked("b"), asked("k")], [found, found])["overall"]
    assert (overall["r1"], overall["r10"]) == (0.0, 0.5)


def test_calibration_error_is_the_gap_between_stated_and_found():
    stated = [(asked("a"), answer("a" if n < 6 else "x", 0.9, 0.9)) for n in range(10)]
    assert metrics.calibration(stated) == pytest.approx(0.3)
    assert metrics.calibration(stated + [(asked(), Answer())] * 10) == pytest.approx(0.15)  # silence states 0 and is right
    assert metrics.calibration([(asked("a"), answer("a", 0.9))]) is None  # no probability is not a probability of 0


def test_negative_sets_are_read_at_the_overall_threshold():
    queries = [asked("a", "alias"), asked("", "neg_one"), asked("", "neg_two")]
    sets = metrics.measure(queries, [answer("a", 0.6), answer("y", 0.7), answer("z", 0.5)])["sets"]
    assert (sets["neg_one"]["fa75"], sets["neg_two"]["fa75"]) == (1.0, 0.0)
    assert sets["alias"]["fa75"] == 0.5
    assert sets["neg_one"]["r1"] is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from([0.1, 0.3, 0.5, 0.9])), min_size=1, max_size=30))
def test_no_threshold_beats_the_best(rows):
    pairs = [(asked("a" if positive else ""), answer("a" if right else "x", score)) for positive, right, score in rows]
    best, _ = metrics.best_f1(pairs)
    assert all((metrics.f1_at(pairs, score) or 0.0) <= best + 1e-12 for _, _, score in rows)
    assert 0.0 <= best <= 1.0


@pytest.mark.parametrize(
    ("written", "hangul"),
    [
        ("KIM, Yong Chol", ["김영철"]),
        ("RI, Pyo'ng-ch'o'l", ["리평철", "이평철"]),  # North and South
        ("CH’OE, So’k-min", ["최석민"]),  # McCune-Reischauer with typographic marks
        ("WANG, Chao", []),  # a Chinese name is not read as Korean
        ("PETROV, Ivan", []),
    ],
)
def test_korean_names_written_back(written, hangul):
    assert native.korean(written) == hangul


def test_firms_persons_and_ships_written_back():
    assert native.korean_firm("KOREA KUMRYONG TRADING CORPORATION") == ["조선금룡무역회사"]
    assert native.korean_firm("KOREA TRADING CORPORATION") == []  # common words only would name nobody
    assert native.korean_vessel("KUM UN SAN 3") == ["금은산 3"]
    assert native.chinese_person("SHEN, Xingbiao") == ["沈兴彪"]
    assert native.chinese_firm("QINGDAO XINHUA TRADING CO., LTD.") == ["青岛新华贸易有限公司"]
    assert native.chinese_firm("RG SOLUTIONS LIMITED") == []
    assert native.traditional("张华贸易") == "張華貿易"
    assert native.russian("Dmitriy Yuryevich ARTYUKHOV") == "Дмитрий Юрьевич Артюхов"
    assert native.greek("Ashot MKRTYCHEV") == "Ασοτ Μκρτιτσεβ"
    assert native.greek("Nikos").endswith("ς")


def test_bent_names():
    chance = bend.Chance(1)
    assert bend.truncated("A" * 40, chance) == "A" * 35
    assert bend.acronym("KOREA MINING DEVELOPMENT TRADING CORPORATION", chance) == "KMDT"
    assert bend.acronym("KOREA MINING", chance) == ""
    assert bend.numerals("BUREAU 39", chance) == "BUREAU THIRTY NINE"
    assert bend.numerals("SECOND ACADEMY", chance) == "2ND ACADEMY"
    assert bend.abbreviated("GUANGZHOU HAIGE COMMUNICATIONS GROUP", chance) == "GUANGZHOU HAIGE COMM GRP"
    assert bend.initials("Ashot Levonovich MKRTYCHEV", chance) in ("A. L. MKRTYCHEV", "MKRTYCHEV A.L.")


@settings(max_examples=80, deadline=None)
@given(st.text("abcdefgh XYZ", min_size=1, max_size=30), st.integers(0, 99))
def test_one_typo_is_one_edit(name, seed):
    bent = bend.typo(name, bend.Chance(seed))
    assert not bent or (bent[0] == name[0] and abs(len(bent) - len(name)) <= 1)


@pytest.fixture(scope="module")
def sets() -> ModuleType:
    pytest.importorskip("rapidfuzz", reason="the readers of the list files join parties with rapidfuzz")
    return importlib.import_module("sets")


def entities(sets):
    listed = importlib.import_module("listed")
    out = {}
    for number in range(30):
        entity = listed.Entity(f"e{number}", "Person")
        for written in (f"FAMILY{number}, Given{number}", f"OTHER{number}, Given{number}", "SHARED, Name"):
            entity.add(written)
        out[entity.id] = entity
    return out


def test_a_held_out_alias_is_not_left_on_the_list(sets):
    found = sets.Sets(entities(sets))
    sets.aliases(found, bend.Chance(3))
    assert found.queries
    key = importlib.import_module("listed").key
    for text, _, gold, label in found.queries:
        assert label == "alias"
        assert key(text) not in {key(n) for n in found.entities[gold].names}
        assert key(text) != key("Shared Name")  # thirty parties share it: nobody could answer


def test_strangers_are_not_on_the_list(sets):
    found = sets.Sets(entities(sets))
    for name in ("given3 FAMILY3", "Mr Given3 of Family3", "Given3 Family4", "..."):
        found.stranger(name, "Person", "neg")
    assert [q[0] for q in found.queries] == ["Given3 Family4"]


def test_an_entity_is_in_one_half_only(sets):
    halves = {
        sets.half((text, "Person", "e7", label)) for text, label in (("one", "alias"), ("two", "typo1"), ("three", "order"))
    }
    assert len(halves) == 1
    assert {sets.half((f"name {n}", "Person", "", "neg")) for n in range(40)} == {"tune", "report"}


def test_a_beginning_that_two_parties_share_is_left_out(sets):
    found = sets.Sets(entities(sets))
    assert found.lone_start("Given2") == ""
    assert found.lone_start("Given21 FAM") == "Given21 FAM"
