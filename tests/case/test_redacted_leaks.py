"""No closed value is anywhere in what the public gets: random cases, over all bytes."""

from __future__ import annotations

import io
import itertools
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from headstamp.case import Case, Draft, Vault, contents, verify
from headstamp.case.redacted import (
    redact_case,
    redact_document,
)
from headstamp.case.redacted.gather import gather
from headstamp.core.record import Mark
from headstamp.core.redact import Profile
from headstamp.core.when import When
from headstamp.core.where import Place
from headstamp.reason.network.model import Edge, Node, NodeKind
from tests.case.closed import CITED, body, claim, finding, item, photo

PUBLIC = Profile.PUBLIC

STEMS = ["Qzorvak", "Xwelthu", "Zzimbry", "Вжищук", "Цъфимов", "김밥돌", "朱鹮鎏", "قظضيص", "Thörqvist", "Qxi", "Zvn"]
words = st.sampled_from(STEMS)
names = st.builds(lambda a, b: a if a == b else f"{a} {b}", words, words)
days = st.dates(min_value=When.parse("1990-01-02").first, max_value=When.parse("2030-12-30").first).filter(
    lambda day: (day.month, day.day) not in ((1, 1), (12, 31))  # every date that is given as a year begins and ends so
)
numbers = st.floats(min_value=10.01, max_value=79.99).map(lambda x: round(x, 5)).filter(lambda x: f"{x:.5f}"[-4:] != "0000")
twists: list[Callable[[str], str]] = [
    str, str.upper, lambda t: t.replace(" ", "_"), lambda t: t.replace(" ", "\n"), lambda t: f"«{t}»", lambda t: f"{t}'s",
    lambda t: f"x {t}, {t}", lambda t: f"http://a.example/{t.replace(' ', '-')}.html",
]  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Draft], set[str]]:
    secrets: set[str] = set()
    drafts: list[Draft] = []

    def twisted() -> str:
        return " ".join(draw(st.sampled_from(twists))(text) for text in draw(st.permutations(sorted(secrets)))[:6]) or "nothing"

    for n in range(draw(st.integers(1, 3))):
        holder, recorder, place = draw(names), draw(names), draw(names)
        day, lat, lon = draw(days), draw(numbers), draw(numbers)
        secrets |= {holder, recorder, place, day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{lat}", f"{lon}"}
        secrets |= {word for name in (holder, recorder) for word in name.split()}
        name = f"r{n}" if draw(st.booleans()) else f"{place.replace(' ', '-')}-{n}"
        drafts.append(contents.of_item(item(
            name, holder=holder, recorder=recorder, recovered=When.parse(day.isoformat()), how=twisted(), photos=(),
            place=Place(name=place, country="Karsova", lat=lat, lon=lon),
        ).model_copy(update={
            "features": (twisted(),), "note": twisted(), "marks": (Mark(id="m1", text=twisted()[:400]),)})))  # fmt: skip
        drafts.append(claim(f"c{n}", twisted(), subject=f"record/{name}"))
        drafts.append(contents.of_finding(finding(twisted(), name), [f"record/{name}"]))
        person = draw(names)
        secrets |= {person, *person.split()}
        drafts.append(contents.of_node(Node(id=f"p{n}:{person}", kind=NodeKind.PERSON, name=person, aliases=(twisted()[:99],))))
        drafts.append(contents.of_edge(Edge(
            id=f"e{n}", subject=f"p{n}:{person}", relation="director_of", object="firm", detail=twisted(),
            citations=(CITED,))))  # fmt: skip
        drafts.append(contents.of_consignment(f"B{n}", [{"goods": twisted(), "shipper": "Tarn Freight", "declarant": recorder,
                                                         "date": day, "file": f"{place}.csv", "row": 3}]))  # fmt: skip
        drafts.append(
            Draft("decision", f"d{n} {holder}", {"type": "other", "by": recorder, "why": twisted()}, note=twisted()[:99])
        )
    return drafts, secrets


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
@given(cases())
def test_no_closed_value_is_anywhere_in_what_the_public_gets(given: tuple[list[Draft], set[str]]) -> None:
    drafts, secrets = given
    folder = Path(tempfile.mkdtemp())
    clock = (f"2031-06-01T00:{n // 60 % 60:02}:{n % 60:02}.000Z" for n in itertools.count())
    try:
        with Case.create(folder / "a", f"At {sorted(secrets)[0]}", f"{STEMS[0]} {STEMS[1]}", clock=lambda: next(clock)) as case:
            case.write(drafts)
            Vault(case).put(io.BytesIO(photo() + "".join(secrets).encode()), f"{sorted(secrets)[0]}.jpg")
            redact_case(case, folder / "out.headstamp", PUBLIC, whom="x")
            document = []
            redact_document(case, PUBLIC, lambda _, title, objects: document.append(f"{title}{objects}") or b"", whom="x")
        assert verify(folder / "out.headstamp").troubles == ()
        data = "".join(document).encode() + b"".join(each.read_bytes() for each in folder.glob("out*") if each.is_file())
        data = re.sub(rb"[\w-]{43,}", b"", data)  # keys and ciphertexts: any three letters stand in them some day
        pictures = b"".join(each.read_bytes() for each in (folder / "out.headstamp.vault").rglob("*") if each.is_file())
        for secret in {*secrets, STEMS[0], STEMS[1]}:
            for way in {secret, secret.lower(), secret.upper(), secret.replace(" ", "_"), secret.replace(" ", "-")}:
                assert way.encode() not in data, way
                assert len(way.encode()) < 5 or way.encode() not in pictures, way
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("text", ["-2.27", "at 2.274", "2,2749", "2.28 N", "40.90", "lon 40.9", "40,9000; seen", "2.275"])
def test_a_sealed_point_is_found_however_it_is_rounded(tmp_path: Path, text: str) -> None:
    place = {"country": "KE", "name": "Lamu", "lat": -2.2749, "lon": 40.9}
    with Case.create(tmp_path / "c", "T", "ann") as case:
        case.add("record", "i1", {"type": "item", "item": {"id": "i1", "recovery": {"place": place}}})
        found = gather(case, PUBLIC)
        assert found.degrees == [], "opened when it is needed"
        scrub = found.scrubber()
        assert (scrub.text(text) != text) == (text != "2.28 N"), text
        for other in ("12.27", "2.2750", "140.90", "v2.27.1", "40.91"):
            assert scrub.text(other) == other
    with Case.open(tmp_path / "c", readonly=True) as case:
        assert "Lamu" in {each.text for each in gather(case, PUBLIC).values}


def test_a_finding_hides_nothing_by_its_own_notes(tmp_path: Path) -> None:
    reason = {"rule": "r", "sentence": "It fits.", "hypothesis": "h", "weight": 1, "marks": ["m1"], "note": "made until 1990"}
    answer = {"id": "h", "kind": "producer", "label": "L", "probability": 1, "low": 1, "high": 1, "word": "almost certain"}
    finding = {"question": "q", "subject": "i1", "answer": "a", "basis": "strong", "reasons": [reason], "hypotheses": [answer]}
    with Case.create(tmp_path / "c", "T", "ann") as case:
        case.add("finding", "f1", {"finding": finding, "about": []})
        case.add("claim", "c1", {"claim": {"value": "made until 1990"}})
        assert body(case, "finding", "f1", PUBLIC)["finding"]["reasons"][0]["note"] == "made until 1990"
        assert body(case, "claim", "c1", PUBLIC)["claim"]["value"] == "made until 1990"
