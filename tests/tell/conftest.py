"""Findings built by hand, and a record with a secret in every field that can hold one."""

from __future__ import annotations

import pytest

from headstamp.core.claim import Citation, Source, Standing
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Proposal, Reason, Safety, likelihood_word
from headstamp.core.record import Item, Mark, Recovery
from headstamp.core.when import When
from headstamp.core.where import Place

HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script>\u202e\x1b[31m&"\''
SECRETS = ("Qwortholder", "Zebrecorder", "Xylotown", "12.34567", "98.76543", "Notesecret", "photosecret.jpg", "2024-02-07")


def hypothesis(key: str, p: float, kind: HypothesisKind = HypothesisKind.COUNTRY, **more: object) -> Hypothesis:
    values: dict[str, object] = {
        "id": key, "kind": kind, "label": key, "probability": p, "low": max(0.0, p - 0.1), "high": min(1.0, p + 0.02),
        "word": likelihood_word(p), "country": key if kind is HypothesisKind.COUNTRY else "",
    }  # fmt: skip
    return Hypothesis.model_validate(values | more)


def reason(about: str, weight: float = 2.0, **more: object) -> Reason:
    values: dict[str, object] = {
        "rule": "code_on_head", "sentence": f"speaks of {about}", "hypothesis": about, "weight": weight, "marks": ("h",),
    }  # fmt: skip
    return Reason.model_validate(values | more)


@pytest.fixture
def sources() -> dict[str, Source]:
    return {
        "page1": Source(id="page1", title="Codes", publisher="Survey", year="2013", url="https://example.org/codes", tier="A"),
        "page1b": Source(id="page1b", title="Codes again", publisher="Survey", url="https://example.org/codes", tier="A"),
        "page2": Source(id="page2", title="Heads", publisher="Forum", tier="D"),
    }


@pytest.fixture
def item() -> Item:
    return Item(
        id="c-1",
        kind="cartridge",
        calibre="7.62x39",
        quantity=12,
        marks=(Mark(id="h", text="539 67", role="headstamp", position="12; 6", photo="photosecret.jpg"),),
        note="Notesecret",
        recovery=Recovery(
            how="seized",
            recovered=When.parse("2024-02-07"),
            place=Place(name="Xylotown", country="Freedonia", lat=12.34567, lon=98.76543),
            holder="Qwortholder",
            recorder="Zebrecorder",
            photos=("photosecret.jpg",),
        ),
    )


@pytest.fixture
def finding() -> Finding:
    """A leading country with its producer, reasons both ways, another answer, context, conflict, and a proposal of each kind."""
    page = (Citation(source_id="pack:cartridges", locator="hs019"), Citation(source_id="page1"))
    return Finding(
        question="Who made the case?",
        subject="c-1",
        answer="Likely (70 %): made in SU.",
        basis=Basis.CONSISTENT,
        hypotheses=(
            hypothesis("SU", 0.7),
            hypothesis("none", 0.2, HypothesisKind.NONE_KNOWN),
            hypothesis("CN", 0.1, standing=Standing.UNVERIFIED),
            hypothesis("su-tula", 0.65, HypothesisKind.PRODUCER, country="SU/RU", label="Tula works", years=(1967, 1967)),
        ),
        reasons=(
            reason("su-tula", 3.2, citations=page, sentence="“539” is the plant at Tula."),
            reason("SU", -0.4, citations=(Citation(source_id="page1b"),), sentence="The colour is unusual."),
            reason("CN", 0.6, standing=Standing.UNVERIFIED, citations=(Citation(source_id="pack:gk", locator="gk1"),)),
            reason("SU", 0.2, context=True, marks=(), citations=(Citation(source_id="page2"),), sentence="Seen near Xylotown."),
        ),
        unexplained=("the star",),
        would_change=(
            Proposal(observation="The packet", why="names the lot", gain=0.4),
            Proposal(observation="The inner fuze", why="bears text", gain=0.3, safety=Safety.CLEARED),
        ),
        conflicts=("A says SU; but B says CN.",),
        limits=("Maker, not supplier.",),
        shelf_hash="f" * 64,
        tool_version="0.1.0",
    )


@pytest.fixture
def loose() -> Finding:
    """An answer that rests on unverified rows alone."""
    return Finding(
        question="Who made the case?",
        subject="c-2",
        answer="Likely (60 %): made in SU.",
        basis=Basis.CONSISTENT,
        hypotheses=(hypothesis("SU", 0.6, standing=Standing.UNVERIFIED), hypothesis("none", 0.4, HypothesisKind.NONE_KNOWN)),
        reasons=(reason("SU", standing=Standing.UNVERIFIED),),
        shelf_hash="f" * 64,
    )


@pytest.fixture
def silent() -> Finding:
    """An abstention."""
    return Finding(
        question="Who loaded the cartridge?",
        subject="c-1",
        answer="No basis: the head names the maker of the case.",
        basis=Basis.NO_BASIS,
        hypotheses=(hypothesis("none", 1.0, HypothesisKind.NONE_KNOWN, label="Not said by any mark"),),
    )


@pytest.fixture
def hostile() -> tuple[Item, Finding]:
    """Every text that a record or a pack can carry, hostile."""
    mark = Mark(id="h", text=HOSTILE, role="headstamp", position=HOSTILE, technique=HOSTILE, photo=HOSTILE)
    other = Mark(id="m", text=HOSTILE, position=HOSTILE)
    bad = Item(
        id=HOSTILE, kind="cartridge", calibre=HOSTILE, model=HOSTILE, features=(HOSTILE,), marks=(mark, other), note=HOSTILE
    )
    found = Finding(
        question=HOSTILE,
        subject=HOSTILE,
        answer=HOSTILE,
        basis=Basis.STRONG,
        hypotheses=(hypothesis("X", 0.9, label=HOSTILE),),
        reasons=(reason("X", sentence=HOSTILE, note=HOSTILE, rule=HOSTILE, citations=(Citation(source_id="bad"),)),),
        unexplained=(HOSTILE,),
        conflicts=(HOSTILE,),
        limits=(HOSTILE,),
        would_change=(Proposal(observation=HOSTILE, why=HOSTILE, gain=1.0),),
        shelf_hash="f" * 64,
    )
    return bad, found
