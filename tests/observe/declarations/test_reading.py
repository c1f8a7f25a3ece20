"""Files of every kind to the same lines; rows that are read and rows that are set aside add up to the rows of the file."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headstamp.core.errors import InputError, UsageError
from headstamp.observe.declarations import Counts, Mapping, load_mapping, read, save_mapping
from tests.observe.declarations.tables import HEADINGS, ROWS, Write, csv_text, everything, objects, one_file

KCS = Path(__file__).resolve().parents[4] / "shared" / "data" / "customs" / "kcs_synthetic_valid_2021q1.csv"


def test_the_same_lines_come_out_of_every_kind_of_file(table: Write, tmp_path: Path) -> None:
    import xlsxwriter

    text = csv_text()
    paths = [
        table(text, "a.csv"), table("\ufeff" + text, "b.csv"), table(csv_text(delimiter=";"), "c.csv"),
        table(csv_text(delimiter="\t"), "d.tsv"),
        table(csv_text(delimiter="|"), "e.txt"), table(text.encode("utf-16"), "f.csv"), table(text.encode("utf-16-le"), "g.csv"),
        table(gzip.compress(text.encode()), "h.csv.gz"), table(pa.compress(text.encode(), "zstd", asbytes=True), "i.csv.zst"),
        table(objects(), "j.jsonl"), table(text.replace("\r\n", "\r"), "k.csv"), table("sep=,\r\n" + text, "l.csv"),
        table("Manifest of the day\r\n\r\n" + text, "m.csv"),
    ]  # fmt: skip
    pq.write_table(pa.table({h: [row[at] for row in ROWS] for at, h in enumerate(HEADINGS)}), tmp_path / "n.parquet")
    book = xlsxwriter.Workbook(tmp_path / "o.xlsx")
    book.add_worksheet("notes").write(0, 0, "nothing here")
    sheet = book.add_worksheet("day")
    for r, row in enumerate([HEADINGS, *ROWS]):
        for c, cell in enumerate(row):
            sheet.write(r, c, float(cell) if r and c == 5 else cell)
    book.close()
    wanted, rejects, _ = one_file(paths[0])
    assert rejects == []
    assert [row["origin"] for row in wanted] == ["KP", "KR", "KP"]
    assert wanted[0]["gross_kg"] == 1200.5
    assert wanted[0]["date"] == date(2026, 11, 1)
    assert wanted[0]["containers"] == ["CSQU3054383"]
    assert wanted[0]["hs"] == "843149"
    assert wanted[1]["goods"] == "sugar, refined"
    assert [row["row"] for row in wanted] == [2, 3, 4]
    for path in [*paths[1:], tmp_path / "n.parquet", tmp_path / "o.xlsx"]:
        rows, rejects, _ = one_file(path)
        assert rejects == [], path.name
        for row, want in zip(rows, wanted, strict=True):
            assert {k: v for k, v in row.items() if k not in ("file", "row")} == {
                k: v for k, v in want.items() if k not in ("file", "row")
            }


@pytest.mark.parametrize(
    ("encoding", "goods"),
    [
        ("cp1252", "pièces détachées de véhicules"), ("cp1251", "запасные части бульдозера"), ("gb18030",
        "推土机零件和附件用于建筑工程"),
        ("cp949", "불도저 부품 및 부속품 건설 기계용"),
    ],
)  # fmt: skip
def test_other_encodings_are_read_and_said(table: Write, encoding: str, goods: str) -> None:
    rows = [[*row[:3], goods, *row[4:]] for row in ROWS]
    reading = read(table(csv_text(rows).encode(encoding)))
    assert "UTF-8" not in " ".join(reading.mappings[0].notes)
    assert {row["goods"] for row in everything(reading)[0]} == {goods}


def test_one_broken_sign_does_not_make_a_file_another_encoding(table: Write) -> None:
    rows = [[*row[:3], "части бульдозера", *row[4:]] for row in ROWS]
    data = csv_text(rows).encode().replace(b"D2", b"D2\xe9")
    found, _, counts = one_file(table(data))
    assert found[0]["goods"] == "части бульдозера"
    assert counts.read == 3
    assert "row: not UTF-8" in found[1]["doubts"][0]


def test_a_row_parted_by_another_sign_is_set_aside_with_that_reason(table: Write) -> None:
    text = csv_text() + ";".join(["D4", "2026-11-04", "1", "x", "CN", "5", ""]) + "\r\n" + "D5,only,four,cells\r\n"
    rows, rejects, counts = one_file(table(text))
    assert (counts.read, counts.rejected) == (3, 2)
    assert [(r["row"], r["file"]) for r in rejects] == [(5, "day.csv"), (6, "day.csv")]
    assert rejects[0]["reason"] == "parted by semicolons, where the file is parted by commas"
    assert "4 cells where the header names 7" in rejects[1]["reason"]
    assert rejects[1]["raw"].startswith("D5,only")
    assert len(rows) == 3


def test_an_open_quotation_mark_costs_one_row(table: Write) -> None:
    broken = ['D0,2026-11-01,8431,"bulldozer, parts,KP,5,\r\n', 'D0,2026-11-01,8431,"bulldozer parts,KP,5,\r\n']
    lines_ = csv_text().splitlines(keepends=True)
    rows, rejects, counts = one_file(table("".join([*lines_[:2], *broken, *lines_[2:]])))
    assert [row["number"] for row in rows] == ["D1", "D0", "D2", "D3"]
    assert rows[1]["doubts"] == ["row: a quotation mark that is never closed"]
    assert [(r["row"], r["reason"]) for r in rejects] == [(3, "a quotation mark that is never closed")]
    assert counts == Counts(5, 4, 1, 0, 1)


def test_cells_of_several_lines_inches_and_blank_lines_keep_the_numbers_of_the_rows(table: Write) -> None:
    rows = [
        ROWS[0],
        ["D2", "2026-11-02", "7304", "pipe\nof steel\n\nseamless", "CN", "5", ""],
        ["D3", "2026-11-02", "7304", 'pipe 5"', "CN", "5", ""],
        ROWS[2],
    ]
    text = csv_text(rows).replace('"pipe 5"""', 'pipe 5"') + "\r\n\r\n,,,,,,\r\n"
    found, rejects, counts = one_file(table(text))
    assert rejects == []
    assert [row["row"] for row in found] == [2, 3, 7, 8]
    assert found[1]["goods"] == "pipe\nof steel\nseamless"
    assert found[2]["goods"] == 'pipe 5"'
    assert counts.blank == 3


def test_nul_bytes_are_taken_out_and_said(table: Write) -> None:
    rows, _, counts = one_file(table(csv_text().replace("iron ore", "iron\x00 ore")))
    assert rows[2]["goods"] == "iron ore"
    assert "row: NUL bytes were taken out" in rows[2]["doubts"]
    assert counts.read == 3


def test_a_cell_of_fifty_megabytes_is_cut_and_said(table: Write) -> None:
    rows = [[*ROWS[0][:3], "x" * 50_000_000, *ROWS[0][4:]], *ROWS[1:]]
    found, _, counts = one_file(table(csv_text(rows)), batch_bytes=8 << 20)
    assert len(found[0]["goods"]) == 1_000_000
    assert "was cut" in found[0]["doubts"][0]
    assert counts == Counts(3, 3, 0, 0, 1)


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", "\x00\x00"])
def test_an_empty_file_says_so(table: Write, content: str) -> None:
    with pytest.raises(InputError, match="empty"):
        read(table(content))


def test_a_header_alone_is_no_row(table: Write) -> None:
    assert one_file(table(",".join(HEADINGS)))[2] == Counts()
    assert one_file(table(",".join(HEADINGS) + "\r\n"))[2] == Counts()


def test_a_truncated_parquet_is_told_and_the_other_files_are_read(table: Write, tmp_path: Path) -> None:
    pq.write_table(pa.table({h: [row[at] for row in ROWS] for at, h in enumerate(HEADINGS)}), tmp_path / "whole.parquet")
    broken = table((tmp_path / "whole.parquet").read_bytes()[:-40], "broken.parquet")
    with pytest.raises(InputError, match="not a whole Parquet file"):
        read(broken)
    reading = read([broken, tmp_path / "whole.parquet"])
    rows, rejects, counts = everything(reading)
    assert [name for name, _ in reading.unread] == ["broken.parquet"]
    assert (len(rows), counts.rejected, rejects[0]["file"], rejects[0]["row"]) == (3, 1, "broken.parquet", 0)


def test_a_truncated_gzip_gives_the_rows_before_the_break(table: Write) -> None:
    rows = [[f"D{at}", *ROWS[0][1:3], f"goods {at * 7919 % 10007} {at * 104729 % 7001}", *ROWS[0][4:]] for at in range(60_000)]
    packed = gzip.compress(csv_text(rows).encode(), 1)
    pieces = list(read(table(packed[: len(packed) * 3 // 4], "day.csv.gz"), batch_bytes=1 << 18).pieces)
    assert pieces[-1].broken
    assert 0 < sum(piece.counts.read for piece in pieces) < 60_000
    reject = pieces[-1].rejects.to_pylist()[0]
    assert "cut off or damaged" in reject["reason"]
    assert reject["row"] > 1


def test_a_bomb_is_refused(table: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("headstamp.observe.declarations.files.RATIO_FROM", 1 << 20)
    packed = gzip.compress(csv_text().encode() + b"D,2026-11-01,8431,x,CN,5,\n" * 2 + b"0" * (40 << 20))
    last = list(read(table(packed, "bomb.csv.gz")).pieces)[-1]
    assert last.broken
    assert "times its size" in last.rejects.to_pylist()[0]["reason"]


def test_bad_lines_of_objects_are_set_aside(table: Write) -> None:
    text = (
        objects()
        + "{not json}\n[1, 2]\n\n"
        + json.dumps({"HS Code": 84.5, "Gross Weight (kg)": 1.234, "nested": {"a": 1}})
        + "\n"
    )
    rows, rejects, counts = one_file(table(text, "day.jsonl"))
    assert counts == Counts(6, 4, 2, 0, 1)
    assert [r["row"] for r in rejects] == [4, 5]
    assert rows[3]["gross_kg"] == 1.234


def test_a_mapping_is_saved_and_used_again(table: Write, tmp_path: Path) -> None:
    path = table(csv_text())
    mapping = read(path).mappings[0].mapping
    save_mapping(mapping, tmp_path / "mapping.yaml")
    again = load_mapping(tmp_path / "mapping.yaml")
    assert again == mapping
    assert one_file(path, mapping=again)[0] == one_file(path)[0]


def test_a_mapping_written_by_hand_wins_over_the_guess(table: Write, tmp_path: Path) -> None:
    written = table(
        "columns:\n  goods: Text\n  gross_kg: W\n  date: When\nconstants:\n document: bill\n currency: USD\ndecimal: ','\n"
        "mass_unit: t\n"
        "date_order: mdy\nhs_edition: 2022\n",
        "m.yaml",
    )
    path = table("Text;W;When\nore;1,234;03/04/2026\n")
    row = one_file(path, mapping=load_mapping(written))[0][0]
    assert (row["gross_kg"], row["date"], row["document"], row["currency"]) == (1234.0, date(2026, 3, 4), "bill", "USD")
    assert row["hs_edition"] == "2022"
    with pytest.raises(UsageError, match="no column 'Text'"):
        read(table(csv_text(), "other.csv"), mapping=load_mapping(written))
    with pytest.raises(UsageError, match="no field is called"):
        Mapping({"colour": "X"})


@pytest.mark.parametrize("text", ["- a\n- b\n", "columns: [", "columns: {a: &x [1], b: *x}\nnew: 1\n", "colums: {}\n", "\x00"])
def test_a_mapping_that_is_none_says_so(table: Write, text: str) -> None:
    with pytest.raises((InputError, UsageError)):
        load_mapping(table(text, "m.yaml"))


def test_what_is_ambiguous_is_shown(table: Write) -> None:
    text = "Country,Gross Weight,Net Weight,Gross Mass (kg),Goods\nCN,1,2,3,x\nCN,1,2,3,y\n"
    found = read(table(text)).mappings[0]
    assert any("'Country' is not used" in one for one in found.open)
    assert any(one.startswith("gross_kg:") and "could be meant too" in one for one in found.open)
    assert "Country" in found.unused


def test_wrong_decimal_commas_are_never_silent(table: Write) -> None:
    weights = ["1.234,50", "1,234.50", "1,234", "-7", "12,5"]
    rows = [[*ROWS[0][:5], weight, ""] for weight in weights]
    found, _, _ = one_file(table(csv_text(rows)))
    assert [row["gross_kg"] for row in found] == [1234.5, 1234.5, None, None, 12.5]
    assert [bool(row["doubts"]) for row in found] == [False, False, True, True, False]


def test_a_bare_korea_is_doubted_and_duplicate_ids_are_kept(table: Write) -> None:
    rows = [[*ROWS[0][:4], "Korea", "5", ""]] * 2
    found, _, counts = one_file(table(csv_text(rows)))
    assert counts.read == 2
    assert {row["number"] for row in found} == {"D1"}
    assert {row["origin"] for row in found} == {""}
    assert found[0]["doubts"] == ["origin: Korea, not said which"]


def test_a_route_in_one_cell(table: Write) -> None:
    text = "Goods,Country of Origin,Country of Destination,Route\nx,KP,CG,KP Nampo > CN Dalian > MY Port Klang > ZA Durban\n"
    text += "y,CN,ZA,\n"
    row = one_file(table(text))[0][0]
    assert row["route"] == ["CN", "MY", "ZA"]
    assert row["tranship_ports"] == ["CN Dalian", "MY Port Klang"]
    assert (row["load_port"], row["discharge_port"]) == ("KP Nampo", "ZA Durban")
    assert any(doubt.startswith("route: ") for doubt in row["doubts"])


def test_cells_tell_where_headings_do_not(table: Write) -> None:
    text = "A,B,C,D,E\n" + "".join(f"CSQU3054383,9074729,8431.4{n},2026-11-0{n},parts {n}\n" for n in range(1, 8))
    mapping = read(table(text)).mappings[0].mapping
    assert mapping.columns == {"containers": "A", "imo": "B", "hs": "C", "date": "D"}


def test_headings_that_say_a_unit_a_currency_and_an_edition(table: Write) -> None:
    text = (
        "HS Code (2022),Goods,Total Gross Weight (t),Invoice Value (USD),Transhipment\n"
        + '8431,x,2.5,7,"Busan, Korea"\n="0101",y,1.5,8,A - B\n'
    )
    rows = one_file(table(text.replace('="0101"', '"=""0101"""')))[0]
    assert [(row["hs"], row["hs_edition"], row["currency"]) for row in rows] == [("8431", "2022", "USD"), ("0101", "2022", "USD")]
    assert [row["gross_kg"] for row in rows] == [2500.0, 1500.0]
    assert [row["tranship_ports"] for row in rows] == [["Busan, Korea"], ["A", "B"]]


def test_typed_columns_of_parquet(tmp_path: Path) -> None:
    columns = {
        "HS Code": pa.array([10121, 870829, None], pa.int64()),
        "Date": pa.array([date(2026, 11, 1)] * 3),
        "Goods": pa.array(["x"] * 3).dictionary_encode(),
        "Gross Weight": pa.array([1.234, -5.0, float("nan")]),
        "Containers": pa.array([["CSQU3054383"], [], None]),
        "Party": pa.array(["A"] * 3),
    }
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    mapping = read(tmp_path / "t.parquet").mappings[0].mapping
    both = Mapping({**mapping.columns, "shipper": "Party", "consignee": "Party"}, hs_lost_zeros=mapping.hs_lost_zeros)
    rows = one_file(tmp_path / "t.parquet", mapping=both)[0]
    assert [row["hs"] for row in rows] == ["010121", "870829", ""]
    assert [row["gross_kg"] for row in rows] == [1.234, None, None]
    assert [bool(row["doubts"]) for row in rows] == [True, True, True]
    assert rows[0]["containers"] == ["CSQU3054383"]
    assert (rows[0]["date"], rows[0]["shipper"], rows[0]["consignee"]) == (date(2026, 11, 1), "A", "A")


def test_one_column_for_two_fields(table: Write) -> None:
    row = one_file(table("Goods,Party\nx,Y\n"), mapping=Mapping({"goods": "Goods", "shipper": "Party", "consignee": "Party"}))[0][
        0
    ]
    assert (row["shipper"], row["consignee"]) == ("Y", "Y")


def test_headings_in_other_languages(table: Write) -> None:
    five = "origin gross_kg goods hs consignee"
    heads = {
        "País de Origen;Peso Bruto (KG);Descripción Comercial;Partida Arancelaria;Importador": five,
        "Pays d'origine;Poids net;Désignation des marchandises;Position tarifaire;Expéditeur": "origin net_kg goods hs shipper",
        "Страна происхождения;Вес брутто, кг;Наименование товара;Код ТН ВЭД;Получатель": five,
        "原产国;毛重(KG);商品名称;商品编码;收货人": five,
        "원산지;총중량(KG);품명;세번부호;수입자": five,
        "CTY_ORIGIN;VIT_WGT_GRS;GDS_DS3;TAR_HSC_NB1;CMP_CON_NAM": five,
        "WCO 063;WCO 126;WCO 137;WCO 145;R014": five,
        "LOC+27;MEA+WT+G;FTX+AAA;CST;NAD+CN": five,
    }
    for at, (heading, fields) in enumerate(heads.items()):
        found = read(table(f"{heading}\nCN;12,5;x;843149;y\n", f"{at}.csv")).mappings[0].mapping.columns
        assert set(found) == set(fields.split()), heading


@pytest.mark.skipif(not KCS.is_file(), reason="the shared customs tables are not beside this repository")
def test_the_synthetic_korean_set_is_understood() -> None:
    reading = read(KCS)
    mapping = reading.mappings[0].mapping.columns
    assert {
        "number",
        "date",
        "mode",
        "hs",
        "origin",
        "dispatch",
        "net_kg",
        "value",
        "shipper",
        "consignee",
        "declarant",
        "carrier",
    } == set(mapping)
    rows, rejects, counts = everything(reading)
    assert (counts.rows, len(rejects)) == (8134, 0)
    assert all(row["date"] and row["net_kg"] is not None for row in rows)
