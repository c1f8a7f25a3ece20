"""The shipped recovery through the real shelf, and out of every writer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from headstamp.core.redact import Profile
from headstamp.observe.marks import read_items
from headstamp.reason.link import link
from headstamp.reason.profile import profile
from headstamp.reason.trace import trace
from headstamp.reference.shelf import load_shelf
from headstamp.tell.html import report_html
from tests.tell.outputs import every_output


@pytest.fixture(scope="module")
def traced():
    shelf = load_shelf()
    found = [
        i
        for name in ("recovery.yaml", "other-finds.csv")
        for i in read_items(Path(str(files("headstamp") / "examples" / name))).items
    ]
    return [(item, trace(item, shelf)) for item in found], shelf


def test_no_place_holder_or_recorder_of_the_examples_leaves(traced) -> None:
    pairs, shelf = traced
    secrets = {s for item, _ in pairs for s in (item.recovery.holder, item.recovery.recorder, item.recovery.place.name) if s}
    assert len(secrets) >= 5
    links = link([item for item, _ in pairs], shelf)
    counted = profile(((item, found[0]) for item, found in pairs), shelf)
    outputs = every_output(pairs, shelf.sources, Profile.PUBLIC)
    outputs["report"] = report_html(pairs, shelf.sources, links=links, profile_table=counted)
    assert [(name, s) for name, text in outputs.items() for s in secrets if s in text] == []


def test_the_report_tells_every_item_and_every_source(traced) -> None:
    pairs, shelf = traced
    text = report_html(pairs, shelf.sources)
    assert all(f">{item.id}<" in text for item, _ in pairs)
    assert "방-122" in text
    assert text.count("<svg") > len(pairs)
