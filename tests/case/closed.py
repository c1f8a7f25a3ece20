"""A case with values that a profile may not see, for the tests of redaction."""

from __future__ import annotations

import io

from PIL import Image

from headstamp.case import Case, Draft, contents
from headstamp.case.redacted import (
    shown,
)
from headstamp.core.claim import Citation, Claim
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason
from headstamp.core.record import Item, Mark, MarkRole, Recovery
from headstamp.core.redact import Profile
from headstamp.core.when import When
from headstamp.core.where import Place

PUBLIC, PARTNER, TEAM = Profile.PUBLIC, Profile.PARTNER, Profile.CONFIDENTIAL

CITED = Citation(source_id="interview-1")


def item(id: str = "i1", **recovery: object) -> Item:  # noqa: A002
    given = {
        "how": "handed over by Qwenna Holderby", "recovered": When.parse("2024-02-07"), "holder": "Qwenna Holderby",
        "recorder": "Dovrek Malisch", "photos": ("qwenna.jpg",),
        "place": Place(name="Ouro Vale, north gate", country="Karsova", lat=-2.27134, lon=40.91777),
    } | recovery  # fmt: skip
    marks = (Mark(id="m1", text="539 67", role=MarkRole.HEADSTAMP, photo="qwenna.jpg"),)
    return Item(id=id, marks=marks, note="Qwenna says there are more", recovery=Recovery.model_validate(given))


def claim(id: str, value: str, *, subject: str = "record/i1", predicate: str = "reported", cited: Citation = CITED) -> Draft:  # noqa: A002
    return contents.of_claim(Claim(id=id, subject=subject, predicate=predicate, value=value, citation=cited))


def finding(sentence: str, subject: str = "i1") -> Finding:
    hypotheses = (
        Hypothesis(
            id="tula", kind=HypothesisKind.PRODUCER, label="Tula plant", probability=0.9, low=0.8, high=0.95, word="very likely"
        ),
        Hypothesis(
            id="none", kind=HypothesisKind.NONE_KNOWN, label="none", probability=0.1, low=0.05, high=0.2, word="very unlikely"
        ),
    )
    reason = Reason(rule="r", sentence=sentence, hypothesis="tula", weight=1.0, marks=("m1",))
    return Finding(question="Who made it?", subject=subject, answer=sentence, basis=Basis.CONSISTENT, hypotheses=hypotheses,
                   reasons=(reason,))  # fmt: skip


def body(case: Case, kind: str, name: str, profile: Profile) -> dict:
    return shown(case, case.get(kind, name), profile)


def photo() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = "Qwenna Holderby"
    Image.new("RGB", (40, 30), (90, 120, 30)).save(out, "JPEG", exif=exif)
    return out.getvalue()
