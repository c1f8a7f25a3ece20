"""Make the day of declarations that `headstamp screen` and `make demo` are shown with: fictional, the same bytes each time.

    python benchmarks/planted/example_day.py [OUT.csv.gz]

Honest lines come from the benign generator; a dozen consignments of our own invention lie among them. They are no cases: every
firm, ship and number in them is made up, but for three spellings of parties of the built-in list, so that a match is shown.
None of them repeats a case of the benchmark, and no figure is measured on this day.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from headstamp.core.declaration import COLUMNS
from headstamp.observe.declarations.schema import LINES
from headstamp.scale.planted.benign import benign

OUT = Path(__file__).resolve().parents[2] / "src/headstamp/examples/day.csv.gz"
LINES_WANTED = 19_950
SEED = 20_260_302
DAY = date(2026, 3, 2)
HEADINGS = {
    "document": "Document type", "number": "Document no.", "version": "Version", "master_bill": "Master B/L",
    "house_bill": "House B/L", "item": "Item no.", "containers": "Containers", "date": "Date", "mode": "Mode",
    "hs": "HS code", "hs_edition": "HS edition", "goods": "Goods description", "origin": "Country of origin",
    "dispatch": "Country of dispatch", "destination": "Country of destination", "route": "Countries of routing",
    "load_port": "Port of loading", "discharge_port": "Port of discharge", "tranship_ports": "Transhipment ports",
    "packages": "Packages", "package_kind": "Package type", "gross_kg": "Gross weight kg", "net_kg": "Net weight kg",
    "vgm_kg": "VGM kg", "value": "Invoice value", "currency": "Currency", "quantity": "Quantity", "unit": "Unit",
    "shipper": "Shipper", "shipper_country": "Shipper country", "consignee": "Consignee",
    "consignee_country": "Consignee country", "notify": "Notify party", "notify_country": "Notify party country",
    "declarant": "Declarant", "carrier": "Carrier", "forwarder": "Freight forwarder", "broker": "Broker", "vessel": "Vessel",
    "imo": "IMO no.", "flag": "Flag", "voyage": "Voyage", "dg_class": "DG class",
}  # fmt: skip
"""Field -> the heading of a broker's table, in its order."""

Line = dict[str, Any]


def invented() -> list[list[Line]]:
    """The consignments of our own invention, a list of lines each."""
    return [
        dprk_cargo(), bare_korea(), conflict_of_papers(), heavier_than_declared(), forwarder_and_false_origin(),
        listed_spelling(), listed_spelling_two(), tubes_for_a_bakery(), changed_destination(),
        explosive_class(), broker_of_arms(), declared_arms(),
    ]  # fmt: skip


def _box(owner: str, serial: int) -> str:
    """A container number with its check digit (ISO 6346: letters by value without multiples of 11, weights by powers of two)."""
    values = {letter: 10 + at + (at + 9) // 10 for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
    signs = [values[c] for c in owner] + [int(d) for d in f"{serial:06d}"]
    return f"{owner}{serial:06d}{sum(v << at for at, v in enumerate(signs)) % 11 % 10}"


def _line(**given: Any) -> Line:
    base: Line = {"document": "declaration", "version": 0, "item": 1, "date": DAY, "mode": "sea", "currency": "USD"}
    return {**base, **given}


def _bill(line: Line, **other: Any) -> Line:
    empty = {"hs": "", "hs_edition": "", "value": None, "currency": "", "declarant": ""}
    return {**line, "document": "bill", "number": line["house_bill"], **empty, **other}


def dprk_cargo() -> list[Line]:
    """Cargo from the DPRK by way of Dalian: by law to be inspected."""
    line = _line(
        number="D700001", house_bill="XHLU0700001", containers=[_box("TCLU", 410882)], hs="841391",
        goods="SPARE PARTS FOR PUMPS, USED", origin="Korea, D.P.R. of", dispatch="KP", destination="SY", route=["CN"],
        load_port="KPNAM", discharge_port="SYLTK", tranship_ports=["CNDLC"], packages=118, package_kind="CRATES",
        gross_kg=21_400, net_kg=20_900, value=31_000, shipper="NAMPO SEVEN GULLS GENERAL TRADING", shipper_country="KP",
        consignee="AL-RAYHAN IRRIGATION EST.", consignee_country="SY", vessel="BLUE CORMORANT", flag="TG", voyage="014W",
    )  # fmt: skip
    return [line, _bill(line, goods="SPARE PARTS")]


def bare_korea() -> list[Line]:
    """An origin that is written "Korea" and no more, loaded beside the border."""
    line = _line(
        number="D700002", house_bill="XHLU0700002", containers=[_box("MSKU", 335119)], hs="847989",
        goods="MACHINERY FITTINGS", origin="Korea", dispatch="CN", destination="SD", load_port="CNDDG",
        discharge_port="SDPZU", tranship_ports=["CNDLC"], packages=64, package_kind="CASES", gross_kg=17_800, net_kg=17_100,
        value=22_500, shipper="DANDONG NINE CRANES COMMERCE CO., LTD", shipper_country="CN", consignee="TO ORDER",
        notify="CORAL LAMP FORWARDING", notify_country="SD", vessel="EASTERN PLOVER", flag="KM", voyage="221S",
    )  # fmt: skip
    return [line]


def conflict_of_papers() -> list[Line]:
    """The bill and the declaration speak of other goods, another consignee and another country."""
    line = _line(
        number="D700003", house_bill="XHLU0700003", containers=[_box("TGHU", 624017), _box("TGHU", 624018)], hs="170199",
        goods="REFINED CANE SUGAR IN BAGS OF 50 KG", origin="CN", dispatch="CN", destination="KE", load_port="CNTXG",
        discharge_port="KEMBA", packages=1_040, package_kind="BAGS", gross_kg=52_400, net_kg=52_000, value=29_700,
        shipper="TIANJIN WILLOW BRIDGE FOODSTUFF IMP. & EXP. CO., LTD", shipper_country="CN",
        consignee="THREE PALMS SWEETS LTD", consignee_country="KE", vessel="GULF HERON", voyage="118W",
    )  # fmt: skip
    other = {
        "goods": "MACHINE PARTS AND ACCESSORIES",
        "consignee": "GREY HERON AGENCIES FZE",
        "consignee_country": "AE",
        "gross_kg": 38_900,
    }
    return [
        line,
        _bill(line, **other),
        {**_bill(line, **other), "document": "manifest", "number": "MF70003", "destination": "SO"},
    ]


def heavier_than_declared() -> list[Line]:
    """Textiles by the papers; by the scale a container of something dense."""
    line = _line(
        number="D700004", house_bill="XHLU0700004", containers=[_box("CAIU", 883041)], hs="630900",
        goods="WORN CLOTHING IN BALES", origin="BG", dispatch="TR", destination="LY", load_port="TRMER",
        discharge_port="LYMRA", packages=210, package_kind="BALES", gross_kg=6_300, net_kg=6_250, vgm_kg=26_900, value=11_400,
        shipper="MERSIN SILVER TEKSTIL LTD STI", shipper_country="TR", consignee="WAHAT AL KHAYR CO. FOR TRADING",
        consignee_country="LY", vessel="ADA OF IZMIR", flag="TG", voyage="07E",
    )  # fmt: skip
    return [line, _bill(line)]


def forwarder_and_false_origin() -> list[Line]:
    """Goods said to come from Malaysia, filled in Dalian by a container's way, for a forwarder in Damascus."""
    line = _line(
        number="D700005", house_bill="XHLU0700005", containers=[_box("FSCU", 992104)], hs="840999", goods="ENGINE PARTS NES",
        origin="MY", dispatch="MY", destination="SY", route=["CN", "EG"], load_port="CNDLC", discharge_port="SYLTK",
        tranship_ports=["EGPSD"], packages=37, package_kind="CASES", gross_kg=14_200, net_kg=13_800, value=9_900,
        shipper="TUJUH PELANGI SDN BHD", shipper_country="MY", consignee="JASMINE GATE FREIGHT FORWARDING",
        consignee_country="SY", vessel="PACIFIC TERN", flag="SL", voyage="330W",
    )  # fmt: skip
    return [line, _bill(line, goods="MACHINERY")]


def listed_spelling() -> list[Line]:
    """A consignor whose name is a spelling of a listed trading corporation."""
    line = _line(
        number="D700006", house_bill="XHLU0700006", containers=[_box("TEMU", 117840)], hs="732690", goods="METAL FITTINGS",
        origin="CN", dispatch="CN", destination="EG", load_port="CNDLC", discharge_port="EGPSD", packages=80,
        package_kind="BOXES", gross_kg=9_600, net_kg=9_300, value=18_000, shipper="Korea Mining Developement Trading Corp.",
        shipper_country="CN", consignee="LOTUS BEND SUPPLIES", consignee_country="EG", vessel="SUMMER EGRET", voyage="55W",
    )  # fmt: skip
    return [line]


def listed_spelling_two() -> list[Line]:
    """A party to be notified with a listed company's name, its words in another order."""
    line = _line(
        number="D700007", house_bill="XHLU0700007", containers=[_box("OOLU", 229046)], hs="854370",
        goods="ELECTRICAL APPARATUS", origin="CN", dispatch="HK", destination="ER", load_port="HKHKG", discharge_port="ERMSW",
        tranship_ports=["SGSIN"], packages=12, package_kind="CARTONS", gross_kg=640, net_kg=590, value=210_000,
        shipper="NEW LANTERN ELECTRONICS (HK) LTD", shipper_country="HK",
        consignee="BANK OF THE TWO HARBOURS, TO THE ORDER OF", notify="Green Pine Associated Corp.", notify_country="CN",
        vessel="ORCHID BRIDGE", voyage="9N",
    )  # fmt: skip
    return [line, _bill(line)]


def tubes_for_a_bakery() -> list[Line]:
    """Steel tubes for a bakery, two hundred times the usual price of that heading."""
    line = _line(
        number="D700008", house_bill="XHLU0700008", containers=[_box("BMOU", 447182)], hs="730690",
        goods="IRON TUBES FOR CONSTRUCTION", origin="CN", dispatch="CN", destination="MM", load_port="CNDLC",
        discharge_port="MMRGN", tranship_ports=["MYPKG"], packages=20, package_kind="CRATES", gross_kg=7_900, net_kg=7_600,
        value=1_560_000, shipper="SHENYANG SEVEN LANTERNS MECHANICAL IMP. EXP. CO., LTD", shipper_country="CN",
        consignee="GOLDEN LOTUS BAKERY CO., LTD", consignee_country="MM", vessel="STRAITS OSPREY", flag="PA", voyage="402S",
    )  # fmt: skip
    return [line]


def changed_destination() -> list[Line]:
    """Papers that were amended to another country while the ship was at sea."""
    first = _line(
        number="D700009", house_bill="XHLU0700009", containers=[_box("GESU", 554091)], hs="252329", goods="CEMENT IN BAGS",
        origin="TR", dispatch="TR", destination="DJ", load_port="TRISK", discharge_port="DJJIB", packages=560,
        package_kind="BAGS", gross_kg=28_100, net_kg=28_000, value=3_400, shipper="UC MARTI YAPI MALZEME A.S.",
        shipper_country="TR", consignee="BAB EL MANDEB BUILDING MATERIALS", consignee_country="DJ", vessel="LADY NAZLI",
        flag="KM", voyage="31S",
    )  # fmt: skip
    later = {"version": 1, "destination": "YE", "discharge_port": "YEHOD", "consignee": "HODEIDAH GENERAL STORES",
             "consignee_country": "YE"}  # fmt: skip
    return [first, {**first, **later}]


def explosive_class() -> list[Line]:
    """Dangerous goods of class 1 under a heading for kitchenware."""
    line = _line(
        number="D700010", house_bill="XHLU0700010", containers=[_box("TRHU", 330551)], hs="732393",
        goods="STAINLESS STEEL KITCHENWARE", origin="RS", dispatch="RS", destination="CM", load_port="MEBAR",
        discharge_port="CMDLA", packages=96, package_kind="BOXES", gross_kg=18_900, net_kg=18_200, value=41_000,
        dg_class="1.1D", shipper="TRI VRANE METAL DOO", shipper_country="RS", consignee="ETS KRIBI MENAGE",
        consignee_country="CM", vessel="MARIA DEL SUR", voyage="12S",
    )  # fmt: skip
    return [line]


def broker_of_arms() -> list[Line]:
    """A broker with a listed network's name arranges a cargo of civil name between two others."""
    line = _line(
        number="D700011", house_bill="XHLU0700011", containers=[_box("SEGU", 194037)], hs="852691",
        goods="NAVIGATION EQUIPMENT", origin="CN", dispatch="CN", destination="IR", load_port="CNSHA", discharge_port="IRBND",
        packages=4, package_kind="CASES", gross_kg=310, net_kg=270, value=640_000,
        shipper="SHANGHAI PAPER KITE INSTRUMENT CO., LTD", shipper_country="CN", consignee="SEAGULL NAVAL WORKSHOPS",
        consignee_country="IR", broker="Glocom Pan Systems", vessel="AMBER GULL", voyage="77W",
    )  # fmt: skip
    return [line]


def declared_arms() -> list[Line]:
    """Arms declared as what they are, to a state under an embargo: a licence may cover it, and the law wants it seen."""
    line = _line(
        number="D700012", house_bill="XHLU0700012", hs="930630", goods="SMALL ARMS CARTRIDGES, LICENCE NO. IN PAPERS",
        mode="air", origin="CZ", dispatch="CZ", destination="SO", load_port="PRG", discharge_port="MGQ", packages=240,
        package_kind="BOXES", gross_kg=5_300, net_kg=4_900, value=88_000, dg_class="1.4S", shipper="TRI LIPY MUNICE A.S.",
        shipper_country="CZ", consignee="TRAINING MISSION STORES", consignee_country="SO", voyage="CV7714",
    )  # fmt: skip
    return [line]


def day() -> pl.DataFrame:
    """All lines, the invented ones spread among the honest ones; the columns of HEADINGS, lists joined by blanks."""
    honest = pl.from_arrow(pa.Table.from_batches(list(benign(LINES_WANTED, SEED, (DAY,)))))
    if not isinstance(honest, pl.DataFrame):
        raise TypeError("a table is read as a frame")
    honest = honest.select(list(HEADINGS)).with_columns(pl.col(pl.List(pl.String)).list.join(" "))
    starts = honest.with_row_index().filter(pl.col("house_bill") != pl.col("house_bill").shift(1))["index"].to_list()
    ours = invented()
    at = [starts[(number * 2 + 1) * len(starts) // (2 * len(ours))] for number in range(len(ours))]
    parts, before = [], 0
    for place, lines in zip(at, ours, strict=True):
        parts += [honest[before:place], _frame(lines, honest.schema)]
        before = place
    return pl.concat([*parts, honest[before:]])


def _frame(lines: list[Line], schema: pl.Schema) -> pl.DataFrame:
    texts = {column.name for column in COLUMNS if column.kind in ("text", "texts", "country", "countries")}
    rows = []
    for line in lines:
        unknown = set(line) - set(LINES.names)
        if unknown:
            raise ValueError(f"no columns: {unknown}")
        row = {name: line.get(name, "" if name in texts else None) for name in schema}
        rows.append({name: " ".join(value) if isinstance(value, list) else value for name, value in row.items()})
    return pl.DataFrame(rows, schema=schema, strict=False)


def write(path: Path) -> int:
    """Write the day as gzipped CSV without a time stamp: equal content gives equal bytes. Returns the count of lines."""
    frame = day()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS.values())
    for row in frame.iter_rows():
        writer.writerow([f"{v:.10g}" if isinstance(v, float) else "" if v is None else v for v in row])
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    return frame.height


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, default=OUT)
    out = parser.parse_args().out
    print(f"{write(out):,} lines, {out.stat().st_size:,} bytes: {out}")
