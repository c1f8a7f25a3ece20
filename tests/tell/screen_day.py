"""A screen as its parts hand it over: a record, rows of scores, Findings; hostile where a paper can be."""

from __future__ import annotations

from typing import Any

from headstamp.core.claim import Citation, Source
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Proposal, Reason, Safety
from headstamp.reason.screen.columns import GROUPS, RANKED

EVIL = "<script>x</script>\x1b[31m\u202e=1+1"
SOURCES = {"s1": Source(id="s1", title="A report", publisher="P", year="2020", url="https://example.org/a", tier="B")}


def row(consignment: str = "BILL1", lane: str = "red", rank: int | None = 1, **more: Any) -> dict[str, Any]:
    weights = dict.fromkeys((f"w_{name}" for name in RANKED), None) | dict.fromkeys((f"g_{name}" for name in GROUPS), 0.0)
    about = {
        "consignment": consignment, "lane": lane, "rank": rank, "file": "day.csv", "row": 7, "lines": 2, "number": "D1",
        "documents": "declaration bill", "date": "2026-03-02", "origin": "CN", "dispatch": "HK", "destination": "KE",
        "hs": "170199", "goods": "CANE SUGAR", "shipper": "WILLOW CO", "consignee": "", "vessel": "HERON", "imo": "9512240",
        "gross_kg": 52_400.0, "value": None, "containers": "", "legal": [], "because": "", "dismissed": "", "total": 2.6,
    }  # fmt: skip
    return {**about, **weights, "g_documents": 1.6, "g_flow": 1.0, **more}


def reason(rule: str, weight: float, group: str, sentence: str = "The papers differ", note: str = "") -> Reason:
    return Reason(rule=rule, sentence=sentence, hypothesis="worth opening", weight=weight, group=group, note=note,
                  marks=("bill B1, day.csv row 8",), citations=(Citation(source_id="s1"),))  # fmt: skip


def finding(*reasons: Reason, consignment: str = "BILL1", limits: tuple[str, ...] = ("A reason to look.",)) -> Finding:
    def answer(name: str, kind: HypothesisKind, p: float) -> Hypothesis:
        return Hypothesis(id=name, kind=kind, label=name, probability=p, low=p / 2, high=min(1.0, p * 1.5), word="unlikely")

    return Finding(
        question=f"Is consignment {consignment} worth opening?", subject=consignment,
        answer="Worth opening because: they differ.",
        basis=Basis.CONSISTENT, reasons=reasons, limits=limits,
        hypotheses=(answer("ordinary", HypothesisKind.ORDINARY, 0.6), answer("worth opening", HypothesisKind.WORTH_OPENING, 0.4)),
        would_change=(Proposal(observation="a scan", why="it shows", gain=1.0, safety=Safety.CLEARED),),
    )  # fmt: skip


RED = (
    row(),
    finding(
        reason("documents_differ_goods", 1.2, "documents"),
        reason("documents_differ_weight", 0.8, "documents", note="counts half beside documents_differ_goods"),
        reason("flow_surprise", 1.0, "flow"),
    ),
)
LAW = (
    row("BILL2", "legal", None, goods="PUMPS", origin="KP", dispatch="KP", legal=["dprk_cargo:UNSCR 2270 (2016), paragraph 18"]),
    finding(
        reason("dprk_cargo", 0.0, "legal", "The papers name the DPRK (UNSCR 2270 (2016), paragraph 18)", "see the resolution")
    ),
)
BAD = (
    row(EVIL, "red", 2, goods=EVIL, shipper=EVIL, vessel=EVIL, number=EVIL, file=EVIL, dismissed=EVIL),
    finding(reason("vague_text", 0.4, "goods", EVIL), consignment=EVIL, limits=("A reason to look.", EVIL)),
)
RECORD: dict[str, Any] = {
    "sources": [{"path": "/somewhere/day.csv"}], "counts": {"rows": 12, "set_aside": 2, "doubts": 1, "consignments": 5},
    "lanes": {"legal": 1, "red": 2, "random": 1, "green": 1}, "asked": {"flow_surprise": 5, "new_party": 0}, "tool_version": "1",
    "lists": [{"list_id": "builtin", "edition": "1"}], "limits": ["what is usual was learned from this very day"],
    "reference_sha256": "ab" * 32, "budget": {}, "seed": "s", "options": {},
}  # fmt: skip
LOT = (row("BILL3", "random", 3),)
LINES = (
    {
        "document": "declaration",
        "number": "D1",
        "version": 1,
        "row": 7,
        "superseded": False,
        "goods": "CANE SUGAR",
        "gross_kg": 52_400.0,
        "doubts": ["gross_kg: negative: -5"],
    },
    {"document": "bill", "number": "B1", "version": 0, "row": 8, "superseded": False, "goods": EVIL, "gross_kg": 52_400.0},
)
