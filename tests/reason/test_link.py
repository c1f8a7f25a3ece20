"""Linking: what is shared, how rare it is, and the honest grade. Each test names the wrong link it would catch."""

from __future__ import annotations

import os
import subprocess
import sys
from math import log10

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.finding import Basis, Finding, HypothesisKind
from headstamp.core.record import Item, ItemKind, Mark, MarkRole, MarkState, Recovery, Sensitivity
from headstamp.core.where import Place
from headstamp.reason.link import LINK_RULES, link
from headstamp.reason.link.groups import Index
from headstamp.reason.link.rank import PSEUDO, rarity
from headstamp.reference.shelf import Shelf, load_shelf

FAMILY = "same family, link not shown"


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return load_shelf()


def item(id: str, kind: ItemKind = ItemKind.CARTRIDGE, *, country: str = "", **fields: object) -> Item:  # noqa: A002
    marks = []
    for role in (MarkRole.HEADSTAMP, MarkRole.LOT, MarkRole.SERIAL, MarkRole.MARK, MarkRole.PACKAGING):
        if text := fields.pop(role.value, None):
            state = fields.get("state", MarkState.AS_MADE)
            legibility = fields.get("legibility", 1.0)
            marks.append(Mark(id=role.value, text=str(text), role=role, state=state, legibility=legibility))
    fields.pop("state", None)
    fields.pop("legibility", None)
    recovery = Recovery(place=Place(country=country))
    return Item.model_validate({"id": id, "kind": kind, "marks": tuple(marks), "recovery": recovery, **fields})


def head(id: str, text: str, calibre: str = "7.62x39", **fields: object) -> Item:  # noqa: A002
    return item(id, headstamp=text, calibre=calibre, **fields)


def labels(found: tuple[Finding, ...]) -> dict[str, str]:
    return {f.subject: f.top.label for f in found}


def test_rockets_in_ukraine_and_sudan_are_one_family_and_no_link_is_shown(shelf: Shelf) -> None:
    """The founding example. Public facts, in our words: rockets pictured in Ukraine in July 2023 carry the Hangul designation
    and year marks of the 1980s to 1990s; of those said to have gone to Sudan that spring no mark has been published, only
    that they were of a similar type."""
    ukraine = item("ukraine", ItemKind.ROCKET, mark="방-122", calibre="122 mm", country="Ukraine")
    sudan = item("sudan", ItemKind.ROCKET, calibre="122 mm", country="Sudan", note="similar types; no marks published")
    (found,) = link((ukraine, sudan), shelf)
    assert found.top.label == FAMILY
    assert found.top.kind is HypothesisKind.LINK
    assert found.basis is Basis.CONSISTENT
    beyond = sum(h.probability for h in found.hypotheses if h.id in ("same-lot", "same-producer-year"))
    assert beyond < 0.05
    assert {r.rule for r in found.reasons} == {"shared_bore"}  # the designation stands on one side only
    assert any("SU" in line and "IR" in line for line in found.conflicts)  # who else makes such rockets
    assert "sudan" in found.would_change[0].observation
    assert "Sudan" in found.answer
    assert "Ukraine" in found.answer


def test_the_same_designation_on_both_sides_is_still_a_family_only(shelf: Shelf) -> None:
    rockets = (
        item("a", ItemKind.ROCKET, mark="방-122 / 파지 / 77", calibre="122 mm"),
        item("b", ItemKind.ROCKET, mark="방 122", calibre="122 mm"),
    )
    (found,) = link(rockets, shelf)
    assert found.top.label == FAMILY
    assert {"shared_text", "shared_model"} <= {r.rule for r in found.reasons}


def test_a_model_name_meets_the_designation_that_names_it(shelf: Shelf) -> None:
    by_mark = item("a", ItemKind.ROCKET, mark="방-122")
    by_name = item("b", ItemKind.ROCKET, model="Bang-122")
    (found,) = link((by_mark, by_name), shelf)
    assert found.top.label == FAMILY
    assert "shared_model" in {r.rule for r in found.reasons}


def test_an_equal_lot_is_one_production_and_says_so(shelf: Shelf) -> None:
    items = (head("a", "71 89", lot="10-85-347"), head("b", "71 89", lot="10 85 347"), head("c", "41 91"))
    found = link(items, shelf)
    assert found[0].top.label == "same lot"
    assert found[0].basis is Basis.STRONG
    assert any("same production only" in text and "supplier" in text for text in found[0].limits)
    cited = {c.locator for r in found[0].reasons for c in r.citations if c.source_id == "pack:cartridges"}
    assert {"lot017", "lot018"} <= cited


def test_one_lot_number_of_two_makers_or_calibres_is_no_link(shelf: Shelf) -> None:
    """Lot numbers run through every plant: 10-85-347 of two plants are two lots."""
    assert labels(link((head("a", "71 89", lot="10-85-347"), head("b", "539 89", lot="10-85-347")), shelf)) == {}
    one, other = head("a", "71 89", lot="10-85-347"), head("b", "71 89", "12.7x108", lot="10-85-347")
    assert labels(link((one, other), shelf)) == {}


def test_a_short_lot_number_shows_little(shelf: Shelf) -> None:
    (found,) = link((item("a", lot="12"), item("b", lot="12")), shelf)
    assert found.top.label == "no link shown"
    assert found.basis is Basis.NO_BASIS


def test_a_lot_in_packaging_text_meets_the_lot_field(shelf: Shelf) -> None:
    crate = item("a", ItemKind.PACKAGING, packaging="7.62x39 1320 pcs Lot No. 10-85-347")
    (found,) = link((crate, item("b", ItemKind.PACKAGING, lot="10/85/347")), shelf)
    assert found.top.label == "same lot"


def test_code_year_and_calibre_show_producer_and_year(shelf: Shelf) -> None:
    items = (head("a", "539 67"), head("b", "539 67"), head("c", "539 68"), head("d", "539 67", "7.62x25"))
    found = labels(link(items, shelf))
    assert found["a + b"] == "same producer and year"
    assert found["a + b + c"] == FAMILY  # the code alone
    assert not any("d" in subject for subject in found)  # another calibre


def test_a_head_read_from_the_other_side_is_the_same_head(shelf: Shelf) -> None:
    found = link((head("a", "bxn 54", "7.62x54R"), head("b", "54 bxn", "7.62x54R")), shelf)
    assert found[0].top.label == "same producer and year"


def test_a_code_of_several_makers_does_not_show_one(shelf: Shelf) -> None:
    """`21` was used in Poland, Hungary and Romania: equal heads are then a family."""
    (found,) = link((head("a", "21 75"), head("b", "21 75")), shelf)
    assert found.top.label == FAMILY
    assert found.basis is Basis.CANNOT_DISTINGUISH


def test_the_year_alone_links_nothing(shelf: Shelf) -> None:
    assert link((head("a", "83"), head("b", "83")), shelf) == ()


def test_a_common_head_is_not_overrated(shelf: Shelf) -> None:
    """71 89 in 2 of 5 is common, however improbable its signs; a lot in the same list ranks before it."""
    items = (head("a", "71 89"), head("b", "71 89"), head("c", "41 91"), item("d", lot="10-85-347"), item("e", lot="10-85-347"))
    index = Index(items, shelf)
    rare = {g.keys[0][2]: rarity(g, index.total) for g in index.groups() if len(g.keys) == 2 or g.keys[0][2].startswith("10")}
    assert rare["71"] <= log10((5 + PSEUDO) / 2) + 1e-9
    found = link(items, shelf)
    assert [f.top.label for f in found] == ["same lot", "same producer and year"]
    lot = next(h for h in found[1].hypotheses if h.id == "same-lot")
    assert lot.probability < 0.05


def test_a_rarer_head_ranks_higher(shelf: Shelf) -> None:
    common = tuple(head(f"c{i}", "539 67") for i in range(40))
    rare = (head("r1", "188 71"), head("r2", "188 71"))
    assert link((*common, *rare), shelf)[0].subject == "r1 + r2"


def test_items_of_one_container_are_one_recovery(shelf: Shelf) -> None:
    crate = item("crate", ItemKind.PACKAGING)
    tin = item("tin", ItemKind.PACKAGING, within="crate", lot="10-85-347")
    inside = (head("a", "71 89", within="tin", lot="10-85-347"), head("b", "71 89", within="crate"))
    assert link((crate, tin, *inside), shelf) == ()
    (found, *_) = link((crate, tin, *inside, head("far", "71 89", lot="10-85-347")), shelf)
    assert "far" in found.subject
    assert "of 2 recoveries" in found.answer


def test_containers_in_a_circle_do_not_hang(shelf: Shelf) -> None:
    loop = (head("a", "71 89", within="b"), head("b", "71 89", within="a"))
    assert link(loop, shelf) == ()


@pytest.mark.parametrize("state", [MarkState.REMOVED, MarkState.SUSPECTED_FALSE, MarkState.IMPORT])
def test_marks_not_of_the_maker_never_link(shelf: Shelf, state: MarkState) -> None:
    items = (
        item("a", ItemKind.WEAPON, serial="AB12345", mark="ㅈ-7", state=state),
        item("b", ItemKind.WEAPON, serial="AB12345", mark="ㅈ-7"),
    )
    assert link(items, shelf) == ()


def test_equal_serials_are_their_own_answer(shelf: Shelf) -> None:
    guns = tuple(item(i, ItemKind.WEAPON, serial="AB 123456", model="Type 68 rifle") for i in ("a", "b"))
    found = link(guns, shelf)
    assert found[0].top.label == "same item recorded twice, or a repeated number"
    assert not any(h.id == "same-lot" for h in found[0].hypotheses)
    assert link((item("a", ItemKind.WEAPON, serial="12"), item("b", ItemKind.WEAPON, serial="12")), shelf) == ()


def test_a_partial_mark_links_with_lower_weight(shelf: Shelf) -> None:
    items = (head("a", "539 67"), head("b", "539 67"), head("p", "539 ?7"), head("q", "?? ??"))
    found = {f.subject: f for f in link(items, shelf)}
    full, part = found["a + b"], found["a + b + p"]
    chance = {h.id: h.probability for h in part.hypotheses}
    assert 0 < chance["same-producer-year"] < full.top.probability
    assert {r.rule for r in part.reasons} >= {"partial_mark"}
    assert not any("q" in subject for subject in found)


def test_a_partial_mark_that_cannot_be_the_other_does_not_link(shelf: Shelf) -> None:
    items = (head("a", "539 67"), head("p", "539 [89]7"))
    assert all("partial_mark" not in {r.rule for r in f.reasons} for f in link(items, shelf))


def test_an_unread_mark_that_fits_everything_links_nothing(shelf: Shelf) -> None:
    heads = tuple(head(f"h{i}", f"539 {i}") for i in range(60, 72))
    assert all("p" not in f.subject.split(" + ") or f.top.label == FAMILY for f in link((*heads, head("p", "539 ??")), shelf))


def test_worn_marks_weigh_less(shelf: Shelf) -> None:
    clear = link((item("a", lot="10-85-347"), item("b", lot="10-85-347")), shelf)[0]
    worn = link((item("a", lot="10-85-347", legibility=0.4), item("b", lot="10-85-347", legibility=0.4)), shelf)[0]
    lot = {h.id: h.probability for h in worn.hypotheses}
    assert lot["same-lot"] < clear.top.probability


def test_a_head_that_is_a_lot_code_says_how_little_that_narrows(shelf: Shelf) -> None:
    (found,) = link((head("a", "UZZ18", "9x19"), head("b", "UZZ18", "9x19")), shelf)
    assert any("lot code" in r.sentence for r in found.reasons)
    assert any("millions of rounds" in text for text in found.limits)
    assert found.top.id != "same-producer-year"


def test_no_place_person_or_closed_mark_stands_in_a_finding(shelf: Shelf) -> None:
    where = Recovery(
        place=Place(name="Planted Town", country="Chad", lat=10.5, lon=20.25),
        holder="Planted Holder",
        recorder="Planted Recorder",
    )
    closed = (("marks", Sensitivity.CONFIDENTIAL),)
    items = tuple(
        head(i, "71 89", lot="PLANTED-85-3").model_copy(update={"recovery": where, "sensitivity": closed}) for i in "ab"
    )
    text = "".join(f.to_json() for f in link(items, shelf))
    for secret in ("Planted", "PLANTED", "71 89", "10.5", "20.25"):
        assert secret not in text
    assert "Chad" in text
    assert "[withheld]" in text


def test_long_subjects_are_cut(shelf: Shelf) -> None:
    (found, *_) = link(tuple(head(f"h{i:02d}", "539 67") for i in range(30)), shelf)
    assert found.subject.startswith("h00 + h01")
    assert found.subject.endswith(" + 18 more")


def test_top_bounds_the_answer_and_bad_top_is_refused(shelf: Shelf) -> None:
    items = tuple(head(f"{code}-{i}", f"{code} 75") for code in (539, 270, 711) for i in range(2))
    assert len(link(items, shelf, top=2)) == 2
    with pytest.raises(ValueError, match="top"):
        link(items, shelf, top=0)


def test_progress_is_told(shelf: Shelf) -> None:
    calls: list[tuple[int, int]] = []
    link((head("a", "539 67"),), shelf, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (1, 1)


def test_every_reason_rests_on_a_rule_with_a_public_description(shelf: Shelf) -> None:
    names = {rule.__name__ for rule in LINK_RULES}
    items = (head("a", "71 89", lot="1-85-347"), head("b", "71 89", lot="1-85-347"), head("c", "71 8?"),
             item("d", ItemKind.WEAPON, model="Type 68 rifle", features=("smooth receiver cover",)),
             item("e", ItemKind.WEAPON, model="Type 68", features=("receiver cover, smooth",)))  # fmt: skip
    for found in link(items, shelf):
        ids = {h.id for h in found.hypotheses}
        assert all(r.rule in names and r.hypothesis in ids for r in found.reasons)
    assert all(rule.__doc__ and len(rule.__doc__) > 40 for rule in LINK_RULES)


def test_a_feature_looked_for_and_not_seen_links_nothing(shelf: Shelf) -> None:
    absent = ("looked for and not seen: smooth receiver cover",)
    assert link((item("a", ItemKind.WEAPON, features=absent), item("b", ItemKind.WEAPON, features=absent)), shelf) == ()


TEXTS = st.sampled_from(["71 89", "71 8?", "539 67", "bxn 54", "?? 8?", "21 75", "", "…", "(10) 84", "UZZ18", "[38] 71", "83"])
LOTS = st.sampled_from(["", "", "10-85-3", "1?-85-3", "12", "LC-91B010-012"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXTS, LOTS, st.sampled_from(["", "7.62x39", "9x19"]), st.sampled_from(["", "box"])), max_size=9))
def test_links_hold_together_whatever_comes(shelf: Shelf, rows: list[tuple[str, str, str, str]]) -> None:
    """Probabilities sum to one, ranges hold them, every group spans two recoveries, order of records does not matter."""
    items = tuple(head(f"i{n}", text, calibre, lot=lot, within=box) for n, (text, lot, calibre, box) in enumerate(rows))
    found = link(items, shelf)
    boxed = {i.id for i in items if i.within}
    for f in found:
        assert sum(h.probability for h in f.hypotheses) == pytest.approx(1, abs=0.005)
        assert all(h.low <= h.probability <= h.high for h in f.hypotheses)
        ids = set(f.subject.split(" + "))
        assert len(ids - boxed) + bool(ids & boxed) >= 2
    assert sorted(f.to_json() for f in link(items[::-1], shelf)) == sorted(f.to_json() for f in found)


def test_the_same_bytes_under_another_hash_seed() -> None:
    code = (
        "import hashlib\nfrom headstamp.core.record import Item, ItemKind, Mark, MarkRole\n"
        "from headstamp.reason.link import link\nfrom headstamp.reference.shelf import load_shelf\n"
        "items = [Item(id=str(i), kind=ItemKind.CARTRIDGE, calibre='7.62x39', marks=(Mark(id='h', text=f'71 8{i % 3}', "
        "role=MarkRole.HEADSTAMP), Mark(id='l', text=f'{i % 4}-85-31', role=MarkRole.LOT))) for i in range(12)]\n"
        "print(hashlib.sha256(''.join(f.to_json() for f in link(items, load_shelf())).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
