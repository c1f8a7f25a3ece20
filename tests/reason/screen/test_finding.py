"""The Finding of a consignment: every reason with its numbers, its paper and its source; what was not asked; what to ask for."""

from __future__ import annotations

import datetime as dt

import pytest

from headstamp.core.finding import Basis, HypothesisKind, Safety
from headstamp.reason.screen.finding import finding
from headstamp.reason.screen.scorer import Scorer

from .conftest import frame, line

ROWS = [
    line(
        number="D7", goods="parts of bulldozer", hs="84314900", origin="CN", destination="SD", tranship_ports=["CNDLC", "MYPKG"],
        containers=["CSQU3054383"], gross_kg=21000.0, vgm_kg=64200.0, flag="TG", consignee="To order",
    ),
    line(row=2, document="bill", number="B7", goods="tractors", gross_kg=21000.0, containers=["CSQU3054383"], vgm_kg=64200.0),
]  # fmt: skip


def test_each_reason_says_why_in_a_sentence_with_its_numbers(scorer: Scorer) -> None:
    found = finding(scorer, frame(ROWS), lane="red", rank=3)
    said = {reason.rule: reason for reason in found.reasons}
    assert "64.2 t verified against 21.0 t declared" in said["vgm_against_declared"].sentence
    assert "DPRK-2011-LIBYA-BULLDOZER" in said["cover_wording"].sentence
    assert said["cover_wording"].citations[0].source_id == "chosun-libya"
    assert said["dprk_border_port"].marks == ("declaration D7, day.csv row 1",)
    assert found.answer.startswith("Worth opening (place 3 of the ranking) because: ")
    assert found.basis is Basis.CONSISTENT
    assert any(reason.note.startswith("counts half beside") for reason in found.reasons)
    assert [r.weight for r in found.reasons] == sorted((r.weight for r in found.reasons), reverse=True)
    assert all(reason.sentence[0].isupper() or not reason.sentence[0].isalpha() for reason in found.reasons)


def test_what_could_not_be_asked_is_said(scorer: Scorer) -> None:
    limits = " ".join(finding(scorer, frame(ROWS)).limits)
    for name in ("flow surprise", "listed party", "text against heading"):
        assert name in limits
    assert "orders consignments and is no forecast" in limits


def test_silence_is_no_clearance(scorer: Scorer) -> None:
    found = finding(scorer, frame([line(goods="frozen shrimp", hs="0306", origin="EC", destination="ES")]))
    assert (found.reasons, found.basis) == ((), Basis.NO_BASIS)
    assert "not a clearance" in found.answer
    assert found.top.kind is HypothesisKind.ORDINARY
    assert found.top.probability == pytest.approx(1 - 1e-4)


def test_a_wording_alone_is_shown_and_does_not_count(scorer: Scorer) -> None:
    found = finding(scorer, frame([line(goods="raw sugar", hs="1701")]))
    assert [r.rule for r in found.reasons] == ["cover_wording"]
    assert found.reasons[0].note.startswith("does not count")
    assert "not a clearance" in found.answer


def test_the_law_is_named_with_its_paragraph(scorer: Scorer) -> None:
    found = finding(
        scorer, frame([line(origin="KP", hs="2701", version=1), line(row=2, origin="CN", superseded=True)]), lane="legal"
    )
    assert found.answer.startswith("By law to be inspected or stopped")
    assert {"dprk_cargo", "dprk_product_group"} <= {r.rule for r in found.reasons if r.group == "legal"}
    assert any("UNSCR 2371 (2017), paragraph 8" in r.sentence for r in found.reasons)
    assert found.basis is Basis.STRONG


def test_a_consignment_drawn_by_lot_says_so(scorer: Scorer) -> None:
    assert "drawn by lot" in finding(scorer, frame([line()]), lane="random").answer


def test_nobody_is_asked_to_touch_what_may_be_explosive(scorer: Scorer) -> None:
    found = finding(scorer, frame([line(goods="grain", hs="1001", dg_class="1.1D", date=dt.date(2024, 1, 1))]))
    asked = next(p for p in found.would_change if "scan from outside" in p.observation)
    assert asked.safety is Safety.CLEARED


def test_lines_of_two_consignments_are_refused(scorer: Scorer) -> None:
    with pytest.raises(ValueError, match="2 consignments"):
        finding(scorer, frame([line(), line(consignment="C2")]))
