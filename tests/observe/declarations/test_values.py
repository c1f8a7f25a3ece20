"""Numbers, days and codes of a cell: a thousandfold mistake is never silent."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.observe.declarations.cells import containers, hs, numbers
from headstamp.observe.declarations.codes import container_check, currency, document, imo, lost_zeros, mode
from headstamp.observe.declarations.dates import day, order
from headstamp.observe.declarations.numbers import evidence, number, settled, tells


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [
        ("1.234,50", ",", 1234.5), ("1,234.50", ".", 1234.5), ("1,234", ".", 1234.0), ("1,234", ",", 1.234), ("1.234.567", ",",
        1234567.0),
        ("1'234.50", ".", 1234.5), ("1 234 567,8", ",", 1234567.8), ("1,00,000.00", ".", 100000.0), ("USD 1,000.00", ".", 1000.0),
        ("1.2E+05", ".", 120000.0), (".5", ".", 0.5), ("5.", ".", 5.0), ("١٢٣", ".", 123.0), ("-0", ".", 0.0),
    ],
)  # fmt: skip
def test_numbers_are_read_by_the_mark_of_their_column(cell: str, mark: str, value: float) -> None:
    assert number(cell, mark) == (value, "", "")


@pytest.mark.parametrize("cell", ["-5", "(500)", "500-", "−5", "NaN", "inf", "1e999", "abc", "12 x 30", "—"])
def test_what_is_no_mass_is_empty_and_doubted(cell: str) -> None:
    found = number(cell, ".")
    assert found.value is None
    assert found.doubt


def test_a_cell_that_reads_both_ways_is_empty_in_a_contradictory_column() -> None:
    assert evidence(["1.234,50", "1,234.50", "1,234"]).mark() == "?"
    assert number("1,234", "?").value is None
    assert number("1.234,50", "?").value == 1234.5
    assert number("1,234", "").doubt  # nothing tells: read, and said


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (["12,5", "1,234"], ","), (["12.5", "1,234"], "."), (["1,234", "500", "20"] * 20, "."), (["12,500", "12345", "8999",
        "7000"], ","),
        (["1,234"] * 9, ""), (["12", "7"], ""),
    ],
)  # fmt: skip
def test_the_mark_of_a_column(cells: list[str], mark: str) -> None:
    assert evidence(cells).mark() == mark


def test_a_column_that_does_not_tell_follows_the_others_of_its_file() -> None:
    found = settled({"gross_kg": evidence(["12,5"]), "value": evidence(["1,234"]), "packages": evidence(["3"])}, False)
    assert found == {"gross_kg": ",", "value": ",", "packages": ","}
    assert settled({"value": evidence(["1,234"])}, True) == {"value": ","}
    assert settled({"value": evidence(["1,234"])}, False) == {"value": ""}


@settings(deadline=None)
@given(st.floats(0, 1e12, allow_nan=False), st.sampled_from([".", ","]), st.booleans())
def test_what_is_written_in_the_mark_of_the_column_comes_back(value: float, mark: str, grouped: bool) -> None:
    text = f"{value:,.2f}" if grouped else f"{value:.2f}"
    text = text if mark == "." else text.replace(",", "_").replace(".", ",").replace("_", ".")
    assert number(text, mark).value == pytest.approx(round(value, 2))
    column = numbers(pl.Series([text, ""]), mark, None, "")
    assert column.values.to_list() == [pytest.approx(round(value, 2)), None]


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from([".", ",", "?", ""]))
def test_no_text_breaks_a_number(text: str, mark: str) -> None:
    tells(text)
    found = number(text, mark)
    assert found.value is None or found.value >= 0
    slow = numbers(pl.Series([text]), mark, None, "").values[0]
    assert slow == found.value or slow == pytest.approx(found.value)


def test_units_of_mass_in_the_column_the_row_and_the_cell() -> None:
    cells = pl.Series(["2", "2", "2 lb"])
    assert numbers(cells, ".", None, "t").values.to_list() == [2000.0, 2000.0, pytest.approx(0.90718474)]
    units = pl.Series(["t", "", "kg"])
    assert numbers(pl.Series(["2", "2", "2"]), ".", units, "kg").values.to_list() == [2000.0, 2.0, 2.0]


@pytest.mark.parametrize(
    ("cell", "asked", "found"),
    [
        ("2026-11-03", "", date(2026, 11, 3)), ("20261103", "", date(2026, 11, 3)), ("2026/11/03 10:20", "", date(2026, 11, 3)),
        ("03.11.2026", "", date(2026, 11, 3)), ("03/11/2026", "dmy", date(2026, 11, 3)), ("03/11/2026", "mdy", date(2026, 3, 11)),
        ("25/11/2026", "", date(2026, 11, 25)), ("11/25/2026", "", date(2026, 11, 25)), ("3 Nov 2026", "", date(2026, 11, 3)),
        ("03-NOV-26", "", date(2026, 11, 3)), ("November 3, 2026", "", date(2026, 11, 3)), ("3 de noviembre de 2026", "",
        date(2026, 11, 3)),
        ("3 ноября 2026 г.", "", date(2026, 11, 3)), ("2026年11月3日", "", date(2026, 11, 3)), ("2026년 11월 3일", "",
        date(2026, 11, 3)),
        ("46329", "", date(2026, 11, 3)), ("46329.5", "", date(2026, 11, 3)), ("2026-11-03T10:00:00Z", "", date(2026, 11, 3)),
    ],
)  # fmt: skip
def test_days(cell: str, asked: str, found: date) -> None:
    assert day(cell, asked) == (found, "")


@pytest.mark.parametrize("cell", ["03/11/2026", "2026-02-30", "1066-10-14", "tomorrow", "12345678901", "31/31/2026"])
def test_days_that_are_none_are_doubted(cell: str) -> None:
    assert day(cell).day is None
    assert day(cell).doubt


def test_the_order_of_day_and_month() -> None:
    assert order(["03/04/2026", "25/04/2026"]) == "dmy"
    assert order(["03/04/2026", "04/25/2026"]) == "mdy"
    assert order(["25/04/2026", "04/25/2026"]) == "?"
    assert order(["03/04/2026"]) == ""
    assert day("25/04/2026", "mdy").doubt


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_a_day(text: str) -> None:
    day(text)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("8708", "8708"), ("87082", "87082"), ("870829", "870829"), ("8708.29", "870829"), ("8708 29 00", "87082900"),
        ("8708.29.00.10", "8708290010"),
        ("HS 8708.29", "870829"), ("870829.0", "870829"), ("84", "84"), ("8708.29; 8431.49", "870829"), ("bulldozer", ""),
        ("0000", ""), ("1", ""),
        ("1234567890123", ""), ("8.70829E+09", ""),
    ],
)  # fmt: skip
def test_commodity_codes(cell: str, code: str) -> None:
    found, doubt = hs(cell, False)
    assert found == code
    assert doubt or (code and len(code) % 2 == 0)


def test_lost_zeros_come_back_only_where_the_whole_column_lost_them() -> None:
    assert lost_zeros(["10121", "870829"])
    assert not lost_zeros(["10121", "010129", "870829"])
    assert not lost_zeros(["10121", "8708"])
    assert hs("10121", True)[0] == "010121"
    assert hs("10121", False) == ("10121", "5 digits, a zero may be lost")


def test_containers() -> None:
    found = containers(pl.Series(["CSQU3054383", "csqu 305438-4; MSKU0000001", "", "LCL", "BAD"]))
    assert found.values.to_list() == [["CSQU3054383"], ["CSQU3054384", "MSKU0000001"], [], [], ["BAD"]]
    assert found.doubts is not None
    assert found.doubts[1] is not None
    assert "CSQU3054384 check digit" in found.doubts[1]
    assert containers(pl.Series(["CSQU3054383", "CSQU3054384"])).doubts is not None
    assert container_check("CSQU3054383")


@settings(deadline=None)
@given(st.text(alphabet="ABCU 0123456789-;/", max_size=40))
def test_no_text_breaks_containers(text: str) -> None:
    containers(pl.Series([text]))


def test_other_codes() -> None:
    assert imo("IMO No. 9074729") == ("9074729", "")
    assert imo("9074728") == ("9074728", "check digit")
    assert [mode(cell)[0] for cell in ("1", "40", "Maritime", "РЕЧНОЙ", "항공", "fixed")] == [
        "sea",
        "air",
        "sea",
        "inland water",
        "air",
        "pipeline",
    ]
    assert [document(cell)[0] for cell in ("Bill of Lading", "IM4", "манифест", "报关单")] == [
        "bill",
        "declaration",
        "manifest",
        "declaration",
    ]
    assert [currency(cell)[0] for cell in ("usd", "US$", "€", "$", "RMB")] == ["USD", "USD", "EUR", "", "CNY"]
