from __future__ import annotations

import csv
import io
import json

import openpyxl

from headstamp.core.finding import Finding, HypothesisKind
from headstamp.core.record import Item
from headstamp.core.redact import Profile, redact
from headstamp.tell.data import COLUMNS, LINK_COLUMNS, json_line, links_csv, links_json, to_csv, to_json
from headstamp.tell.workbook import CELL_LIMIT, to_xlsx
from tests.tell.conftest import hypothesis


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_json_holds_whole_findings_and_the_sources_they_cite(finding, item, sources) -> None:
    read = json.loads(to_json([(item, (finding,))], sources, Profile.CONFIDENTIAL))
    assert Finding.model_validate(read["items"][0]["findings"][0]) == finding
    assert Item.model_validate(read["items"][0]["item"]) == item
    assert sorted(read["sources"]) == ["page1", "page1b", "page2"]
    assert json.loads(json_line(item, (finding,)))["item"] == redact(item, Profile.PUBLIC).model_dump(mode="json")


def test_links_as_json(finding, item, sources) -> None:
    read = json.loads(links_json([finding], [item], sources))
    assert [f["subject"] for f in read["links"]] == ["c-1"]
    assert read["profile"] == "public"


def test_a_row_says_what_the_finding_says(finding, silent, item) -> None:
    dated = finding.model_copy(update={"hypotheses": (hypothesis("1967", 0.9, HypothesisKind.PERIOD, years=(1967, 1967)),)})
    (row,) = table(to_csv([(item, (finding, dated, silent))]))
    assert tuple(row) == COLUMNS
    expected = {
        "id": "c-1", "kind": "cartridge", "mark": "539 67", "country": "SU", "producer": "Tula works", "years": "1967",
        "probability": "0.7", "basis": "consistent", "standing": "sourced", "sources": "page1; page1b; page2",
        "profile": "public",
    }  # fmt: skip
    assert {k: row[k] for k in expected} == expected
    assert "[circumstance]" in row["reasons"]


def test_unverified_cannot_be_missed_in_a_table(loose, item) -> None:
    (row,) = table(to_csv([(item, (loose,))]))
    assert row["standing"] == "UNVERIFIED"
    assert row["answer"].endswith("UNVERIFIED.")
    assert "[UNVERIFIED]" in row["reasons"]


def test_an_abstention_names_nobody(silent, item) -> None:
    """A country in the row of an abstention would be counted by whoever sums the column."""
    (row,) = table(to_csv([(item, (silent,))]))
    assert (row["country"], row["producer"], row["standing"], row["basis"]) == ("", "", "", "no basis")


def test_alike_findings_of_different_items_keep_their_own_rows(finding, loose, item) -> None:
    """Cells are kept for Findings that repeat: a wrong key would give one item the answer of another."""
    second = item.model_copy(update={"id": "c-2"})
    copies = [(item, (finding,)), (second, (finding.model_copy(update={"subject": "c-2"}),)), (item, (loose,))]
    rows = table(to_csv(copies))
    assert [r["id"] for r in rows] == ["c-1", "c-2", "c-1"]
    assert [r["probability"] for r in rows] == ["0.7", "0.7", "0.6"]
    assert table(to_csv([copies[0]])) == rows[:1]


def test_cells_kept_for_one_profile_are_not_shown_to_another(finding, item) -> None:
    told = finding.model_copy(update={"answer": "found at Xylotown"})
    assert "Xylotown" in to_csv([(item, (told,))], Profile.CONFIDENTIAL)
    assert "Xylotown" not in to_csv([(item, (told,))], Profile.PUBLIC)
    assert "Xylotown" in to_csv([(item, (told,))], Profile.CONFIDENTIAL)


def test_links_as_rows(finding, item) -> None:
    (row,) = table(links_csv([finding], [item]))
    assert tuple(row) == LINK_COLUMNS
    assert row["grade"] == "SU"


def test_a_workbook_holds_numbers_rows_and_sources(finding, item, sources) -> None:
    long = finding.model_copy(update={"unexplained": ("x" * 40_000,)})
    data = to_xlsx([(item, (long,))], sources)
    assert data == to_xlsx([(item, (long,))], sources)
    book = openpyxl.load_workbook(io.BytesIO(data))
    row = dict(zip(COLUMNS, [c.value for c in book["findings"][2]], strict=True))
    assert row["probability"] == 0.7
    assert len(row["unexplained"]) == CELL_LIMIT
    assert [r[0].value for r in book["sources"].iter_rows(min_row=2)] == ["page1", "page1b", "page2"]
