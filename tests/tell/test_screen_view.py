"""One view of a screen for every way out: what the law says apart, each score in its parts."""

from __future__ import annotations

from headstamp.tell.footnotes import Footnotes
from headstamp.tell.screen_view import ACCUSES_NOBODY, papers_view, screen_view
from tests.tell.screen_day import BAD, EVIL, LAW, LINES, LOT, RECORD, RED, SOURCES


def test_parts_are_those_of_the_scores_and_hold_their_reasons() -> None:
    view = screen_view(RECORD, [LAW], [RED], LOT, Footnotes(SOURCES))
    first = view.first[0]
    assert [(p.group, p.weight, len(p.reasons)) for p in first.parts] == [("documents", 1.6, 2), ("flow", 1.0, 1)]
    assert first.parts[0].reasons[1].note == "counts half beside documents differ goods"
    assert first.total == 2.6
    assert first.likelihood == "20–60 %"
    assert first.head.way == "CN, dispatched from HK → KE"
    assert first.head.consignee == "nobody named"
    assert first.head.amount == "52.4 t"
    assert first.ask == ("a scan (CLEARED DISPOSAL PERSONNEL ONLY)",)


def test_the_law_has_no_weight_no_rank_and_no_likelihood() -> None:
    view = screen_view(RECORD, [LAW], [], (), Footnotes(SOURCES))
    legal = view.legal[0]
    assert legal.head.place == "§"
    assert legal.likelihood == ""
    assert legal.law[0].weight == 0
    assert view.law_note == "see the resolution"
    assert legal.law[0].note == ""  # told once for all


def test_counts_lanes_and_limits() -> None:
    view = screen_view(RECORD, [], [RED], (), Footnotes(SOURCES))
    assert [(line.lane, line.count) for line in view.lanes] == [
        ("legal", 1), ("red", 2), ("random", 1), ("yellow", 0), ("blue", 0), ("green", 1)
    ]  # fmt: skip
    assert view.files == ("day.csv",)
    assert view.unasked == ("new party",)
    assert view.limits[0] == ACCUSES_NOBODY
    assert view.limits[-1] == RECORD["limits"][0]


def test_hostile_text_is_made_visible_everywhere() -> None:
    view = screen_view(RECORD, [], [BAD], (BAD[0],), Footnotes(SOURCES))
    assert "\x1b" not in str(view)
    assert "\u202e" not in str(view)
    assert "⟨U+202E⟩" in view.first[0].head.goods


def test_papers_side_by_side_show_where_they_differ() -> None:
    view = papers_view(LINES)
    fields = {field.name: field for field in view.fields}
    assert view.heads == ("declaration D1 v1, row 7", "bill B1, row 8")
    assert fields["goods"].differs
    assert not fields["gross kg"].differs
    assert fields["gross kg"].values == ("52,400", "52,400")
    assert "voyage" not in fields
    assert EVIL not in str(view)
