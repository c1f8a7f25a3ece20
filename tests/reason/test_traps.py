"""The traps of the trade, each on the shipped packs: a wrong turn here would name the wrong state in a report."""

from __future__ import annotations

import random

import pytest

from headstamp.core.finding import Basis, Finding, HypothesisKind
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState
from headstamp.reason.trace import trace
from headstamp.reference.shelf import Shelf, load_shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def head(text: str, calibre: str = "", **more: object) -> Item:
    mark = Mark(id="m1", text=text, role=MarkRole.HEADSTAMP, **more)  # type: ignore[arg-type]
    return Item(id="x", kind=ItemKind.CARTRIDGE, calibre=calibre, marks=(mark,))


def marked(kind: ItemKind, text: str, position: str = "", role: MarkRole = MarkRole.MARK, model: str = "") -> Item:
    return Item(id="x", kind=kind, model=model, marks=(Mark(id="m1", text=text, role=role, position=position),))


def countries(finding: Finding) -> dict[str, float]:
    return {h.country: h.probability for h in finding.hypotheses if h.kind is HypothesisKind.COUNTRY}


def asked(findings: tuple[Finding, ...], question: str) -> Finding:
    return next(f for f in findings if question in f.question)


@pytest.mark.parametrize("name", ["Type 73", "Type 73 machine gun", "Type 73 LMG"])
def test_type_73_may_be_of_the_dprk_or_of_iran(shelf: Shelf, name: str) -> None:
    findings = trace(Item(id="x", kind=ItemKind.WEAPON, model=name), shelf)
    origin = countries(findings[0])
    assert origin["KP"] == pytest.approx(origin["IR"])
    model = asked(findings, "What is it")
    assert {h.country for h in model.hypotheses if h.model} == {"KP", "IR"}
    assert model.basis is Basis.CANNOT_DISTINGUISH
    assert any("Iranian copies" in c and "DPRK" in c for f in findings for c in f.conflicts)


def test_112_on_a_missile_part_is_juche_minguo_or_a_plant(shelf: Shelf) -> None:
    when = asked(trace(marked(ItemKind.MISSILE_PART, "112"), shelf), "When")
    labels = " | ".join(h.label for h in when.hypotheses)
    assert "2023 (Juche 112)" in labels
    assert "2023 (Minguo 112)" in labels
    assert "plant name" in labels
    assert when.basis is Basis.CANNOT_DISTINGUISH
    assert any("plant name" in c and "Minguo" in c for c in when.conflicts)


def test_hangul_beside_112_decides_for_juche_and_the_plant_name_stays(shelf: Shelf) -> None:
    marks = (Mark(id="a", text="112"), Mark(id="b", text="호"))
    when = asked(trace(Item(id="x", kind=ItemKind.MISSILE_PART, marks=marks), shelf), "When")
    labels = " | ".join(h.label for h in when.hypotheses)
    assert "Juche 112" in labels
    assert "Minguo" not in labels
    assert "plant name" in labels


@pytest.mark.parametrize("text", ["112", "105", "89", "101"])
def test_no_juche_year_is_read_from_a_head_without_hangul(shelf: Shelf, text: str) -> None:
    for finding in trace(head(text, "7.62x39"), shelf):
        assert "Juche" not in finding.to_json().replace("same sum as Juche", "")


def test_10_is_a_year_beside_a_chinese_code(shelf: Shelf) -> None:
    findings = trace(head("41 10", "12.7x108"), shelf)
    assert findings[0].top.country == "CN"
    assert asked(findings, "When").hypotheses[0].years == (2010, 2010)


def test_10_in_a_circle_is_bulgarian_and_84_its_year(shelf: Shelf) -> None:
    findings = trace(head("(10) 84", "7.62x39"), shelf)
    assert findings[0].top.country == "BG"
    assert "UNVERIFIED" in findings[0].answer
    assert asked(findings, "When").hypotheses[0].years == (1984, 1984)


def test_a_bare_10_decides_nothing_and_its_rivals_are_named(shelf: Shelf) -> None:
    findings = trace(head("10", "7.62x54R"), shelf)
    assert max(countries(findings[0]).values()) < 0.5
    assert any("year 2010" in c and "Arsenal" in c for c in findings[0].conflicts)
    assert (2010, 2010) in {h.years for h in asked(findings, "When").hypotheses}


def test_the_old_tula_10_is_on_the_shelf_and_no_head_is_given_to_it(shelf: Shelf) -> None:
    """Its source reads brass works tags, not heads: a head 10 must not be called Tula with any confidence."""
    assert shelf.producers["su-tula-10"][0].country == "SU"
    for text in ("10", "10 84", "(10) 84", "41 10"):
        assert all(h.producer != "su-tula-10" for h in trace(head(text), shelf)[0].hypotheses)


@pytest.mark.parametrize("calibre", ["", "7.62x39", "7.62x54R", "5.6x46", "9x19"])
def test_a_blank_head_proves_nothing_alone(shelf: Shelf, calibre: str) -> None:
    origin = trace(head("", calibre), shelf)[0]
    assert origin.basis is Basis.NO_BASIS
    assert all(p < 0.5 for p in countries(origin).values())
    assert next(h for h in origin.hypotheses if h.kind is HypothesisKind.NOT_AS_MADE).probability < 0.05
    assert any("blank head proves nothing" in text for text in origin.limits)


def test_type_68_alone_names_both_korea_and_china(shelf: Shelf) -> None:
    findings = trace(Item(id="x", kind=ItemKind.WEAPON, model="Type 68"), shelf)
    assert {"KP", "CN"} <= countries(findings[0]).keys()
    models = {(h.model, h.country) for h in asked(findings, "What is it").hypotheses}
    assert {("Type 68 rifle", "KP"), ("Type 63 rifle", "CN")} <= models
    assert findings[0].top.country == ""


@pytest.mark.parametrize("text", ["△↑△", "arrow in a triangle", "↑ in triangle"])
def test_an_arrow_in_a_triangle_is_izhevsk_or_cugir(shelf: Shelf, text: str) -> None:
    origin = trace(marked(ItemKind.WEAPON, text, "left of receiver"), shelf)[0]
    assert origin.basis is Basis.CANNOT_DISTINGUISH
    assert {h.producer for h in origin.hypotheses if h.producer} >= {"su-izhevsk", "ro-cugir"}
    assert max(countries(origin).values()) < 0.8
    assert any("Cugir" in c and "Izhevsk" in c for c in origin.conflicts)


def test_han_signs_point_away_from_the_dprk(shelf: Shelf) -> None:
    item = Item(id="x", kind=ItemKind.WEAPON, model="Type 68 rifle")
    plain = countries(trace(item, shelf)[0])
    marks = (Mark(id="m1", text="五六式", position="receiver"),)
    with_han = countries(trace(item.model_copy(update={"marks": marks}), shelf)[0])
    assert with_han.get("KP", 0.0) < plain["KP"]
    assert with_han["CN"] > plain["CN"]


@pytest.mark.parametrize("text", ["SU 01", "2 SU 01", "SU 98"])
def test_su_on_a_head_may_be_sudan_and_is_not_the_soviet_union(shelf: Shelf, text: str) -> None:
    origin = trace(head(text, "7.62x39"), shelf)[0]
    named = countries(origin)
    assert named["SD"] > 0.3
    assert not any("SU" in c.split("/") and p > 0.05 for c, p in named.items())
    assert any("Soviet Union (language abbreviation)" in c for c in origin.conflicts)


@pytest.mark.parametrize(
    ("text", "calibre", "country", "never"),
    [("TAA 85", "5.56x45", "TW", "US"), ("TAA", "", "TW", "US"), ("TZ 85", "7.62x51", "IL", "TZ"), ("TZ", "", "IL", "TZ")],
)
def test_taa_is_taiwan_and_tz_is_israel(shelf: Shelf, text: str, calibre: str, country: str, never: str) -> None:
    origin = trace(head(text, calibre), shelf)[0]
    assert origin.top.country == country
    assert never not in countries(origin)
    assert origin.top.probability < 0.8  # general knowledge alone
    assert "UNVERIFIED" in origin.answer
    assert origin.conflicts


@pytest.mark.parametrize(
    ("text", "calibre", "here", "elsewhere"),
    [
        ("17 38", "7.62x54R", "su-podolsk-17", "su-barnaul"),
        ("17 52", "7.62x54R", "su-barnaul", "su-podolsk-17"),
        ("17 83", "7.62x39", "su-barnaul", "su-podolsk-17"),
        ("38 40", "7.62x25", "su-tula-38", "su-yuryuzan"),
        ("38 44", "7.62x25", "su-yuryuzan", "su-tula-38"),
        ("60 39", "7.62x54R", "su-luhansk-60", "su-frunze-60"),
        ("60 50", "7.62x54R", "su-frunze-60", "su-luhansk-60"),
        ("188 39", "7.62x54R", "su-klimovsk-188", "su-novosibirsk-188"),
        ("188 50", "7.62x54R", "su-novosibirsk-188", "su-klimovsk-188"),
    ],
)
def test_codes_that_moved_in_1941_are_placed_by_their_year(
    shelf: Shelf, text: str, calibre: str, here: str, elsewhere: str
) -> None:
    plants = {h.producer: h.probability for h in trace(head(text, calibre), shelf)[0].hypotheses if h.producer}
    assert plants[here] > 5 * plants.get(elsewhere, 0.0)


def test_in_1941_itself_both_towns_stay(shelf: Shelf) -> None:
    plants = {h.producer: h.probability for h in trace(head("38 41", "7.62x25"), shelf)[0].hypotheses if h.producer}
    assert plants["su-tula-38"] == pytest.approx(plants["su-yuryuzan"])


def test_a_plant_whose_first_year_one_pack_leaves_open_made_nothing_in_1893(shelf: Shelf) -> None:
    """60 93 was given to Luhansk, 1893: the pack that states only the last year hid the one that states the first."""
    origin = trace(head("60 93", "7.62x54R"), shelf)[0]
    plants = {h.producer: h.probability for h in origin.hypotheses if h.producer}
    assert plants["kg-bishkek"] > 5 * plants.get("su-luhansk-60", 0.0)


CRATE = "Parts of bulldozer / D.P.R. of KOREA"


@pytest.mark.parametrize("text", [CRATE, "방-122", "주체105년", "122mm 방사포탄 2발"])
@pytest.mark.parametrize("kind", [ItemKind.ROCKET, ItemKind.CARTRIDGE, ItemKind.SHELL, ItemKind.WEAPON])
@pytest.mark.parametrize(("role", "position"), [(MarkRole.PACKAGING, "crate"), (MarkRole.MARK, "lid of the crate")])
def test_a_crate_does_not_make_what_is_in_it(shelf: Shelf, text: str, kind: ItemKind, role: MarkRole, position: str) -> None:
    """A cartridge in a crate with Hangul on it was once "very likely made in the DPRK"."""
    findings = trace(marked(kind, text, position, role), shelf)
    assert "KP" not in countries(findings[0])
    assert not any(h.country == "KP" for f in findings if "What is it" in f.question for h in f.hypotheses)
    assert any("KP" in countries(f) for f in findings[1:])  # packed or declared, which is another question


def test_the_crate_itself_is_answered_and_says_its_limit(shelf: Shelf) -> None:
    origin = trace(marked(ItemKind.PACKAGING, CRATE, "crate", MarkRole.PACKAGING), shelf)[0]
    assert origin.question == "Whose packaging is this?"
    assert origin.top.country == "KP"
    assert any("evidence about the packaging, not about what is in it" in text for text in origin.limits)
    assert any("false goods description" in r.sentence for r in origin.reasons)


def test_hangul_of_no_stated_place_is_not_the_writing_on_a_hidden_fuze(shelf: Shelf) -> None:
    """Any Hangul on any rocket was once "very likely an F-7", since the F-7 has some on its fuze."""
    for kind in (ItemKind.ROCKET, ItemKind.MISSILE_PART, ItemKind.MORTAR_BOMB):
        findings = trace(marked(kind, "주체105년"), shelf)
        assert findings[0].top.country == "KP"
        assert not any(h.model == "F-7" and h.probability > 0.5 for f in findings for h in f.hypotheses)


def test_a_circled_number_on_a_rocket_is_no_sign_of_a_state(shelf: Shelf) -> None:
    assert max(countries(trace(marked(ItemKind.ROCKET, "①"), shelf)[0]).values(), default=0.0) < 0.3


def _heads(count: int) -> list[str]:
    """Heads as they come: codes of the shelf, random ones, worn ones, in the scripts that occur."""
    rng = random.Random(1993)
    codes = [
        "93",
        "539",
        "bxn",
        "17",
        "LC",
        "945",
        "방",
        "조선",
        "주체",
        "式",
        "٥",
        "K",
        "*",
        "(10)",
        "△",
        "",
        "?",
        "…",
        "[38]9",
        "65",
    ]
    years = ["", "67", "93", "105", "112", "1977", "?7", "Г", "년", "77", "64년식", "방-122"]
    return [
        " ".join(filter(None, (rng.choice([rng.choice(codes), str(rng.randint(0, 999))]), rng.choice(years))))
        for _ in range(count)
    ]


def test_no_dprk_cartridge_answer_is_invented(shelf: Shelf) -> None:
    """Our sources hold no DPRK case head; whatever stands on one, the DPRK is neither named nor excluded."""
    assert not any("headstamp" in r.surface and "KP" in r.country.split("/") for r in shelf.tables.marks)
    calibres = ("7.62x39", "7.62x54R", "12.7x108", "14.5x114", "")
    for i, text in enumerate(_heads(400)):
        findings = trace(head(text, calibres[i % 5], legibility=(1.0, 0.5)[i % 2]), shelf)
        for finding in findings:
            assert all("KP" not in h.country.split("/") for h in finding.hypotheses), text
            assert "KP" not in {r.hypothesis for r in finding.reasons}, text
        if findings[0].basis is Basis.NO_BASIS:
            assert any("no cartridge headstamp of the DPRK" in limit for limit in findings[0].limits), text


@pytest.mark.parametrize("model", ["Type 68", "F-7", "Type 58 rifle"])
def test_the_name_of_a_gun_does_not_make_its_cartridge(shelf: Shelf, model: str) -> None:
    item = Item(id="x", kind=ItemKind.CARTRIDGE, model=model, calibre="7.62x39")
    assert "KP" not in countries(trace(item, shelf)[0])


@pytest.mark.parametrize(
    ("text", "calibre", "maker", "declared"),
    [("MDRP 76", "7.62x51", "FR", "PY"), ("MANUCAM 7.62 N", "7.62x51", "FR", "CM"), ("CV | I", "9x19", "FR", "BF")],
)
def test_deceptive_heads_name_one_state_and_come_from_another(
    shelf: Shelf, text: str, calibre: str, maker: str, declared: str
) -> None:
    findings = trace(head(text, calibre), shelf)
    assert findings[0].top.country == maker
    assert declared not in countries(findings[0])
    assert declared in countries(asked(findings, "declare"))


@pytest.mark.parametrize("text", ["UZZ18", "UZZ 18", "BNT-84"])
def test_digits_of_a_cbc_lot_are_no_year(shelf: Shelf, text: str) -> None:
    findings = trace(head(text, "9x19"), shelf)
    assert not any("When" in f.question for f in findings)
    assert "BR" in countries(findings[0])
    assert any("lot, not a year" in r.note for r in findings[0].reasons)


@pytest.mark.parametrize("state", [MarkState.REMOVED, MarkState.OVERSTAMPED, MarkState.SUSPECTED_FALSE])
def test_a_mark_that_is_not_as_made_is_said_and_lowers_the_answer(shelf: Shelf, state: MarkState) -> None:
    clean = trace(head("945 06", "7.62x54R"), shelf)[0]
    odd = trace(head("945 06", "7.62x54R", state=state), shelf)[0]
    assert countries(odd).get("CN", 0.0) < countries(clean)["CN"]
    assert any(state.value in text for text in odd.unexplained)


def test_a_mark_that_only_speaks_against_a_state_is_listed_as_unexplained(shelf: Shelf) -> None:
    """Hangul on a case head matches no row; that it points away from China does not explain it."""
    origin = trace(head("방-122", "7.62x39"), shelf)[0]
    assert origin.basis is Basis.NO_BASIS
    assert any("방-122" in text for text in origin.unexplained)
