"""What a customs declaration, a bill of lading and a manifest have in common: the columns of one line, and the lanes of a screen.

The model is manifest > master bill > house bill > item, with containers many-to-many; a flat table is the case of one document
with one item a row. What is opened is a consignment, so every line says which consignment it belongs to once assembled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Kind = Literal["text", "texts", "country", "countries", "number", "whole", "day", "flag"]


class Document(StrEnum):
    """Which paper a line stands on. They are set against each other where they speak of one consignment."""

    DECLARATION = "declaration"
    BILL = "bill"
    MANIFEST = "manifest"


class Lane(StrEnum):
    """Where a consignment goes, as ASYCUDA names it; `LEGAL` is what the law says to look at or stop, and is never ranked."""

    LEGAL = "legal"
    RED = "red"  # open it
    YELLOW = "yellow"  # look at its papers
    BLUE = "blue"  # release, look at the papers afterwards
    GREEN = "green"  # release
    RANDOM = "random"  # drawn by lot, to learn the rate of any discrepancy


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a line: its name, what it holds, its unit or form, and the data element of the WCO data model."""

    name: str
    kind: Kind
    about: str
    wco: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("file", "text", "file that the line was read from"),
    Column("row", "whole", "row in that file, as an editor counts"),
    Column("document", "text", "declaration, bill or manifest"),
    Column("number", "text", "number of the document", "D014"),
    Column("version", "whole", "0 for the first filing, 1 for its first amendment"),
    Column("superseded", "flag", "a later version of the same document replaces this line"),
    Column("consignment", "text", "house bill, else master bill, else container and voyage, else document"),
    Column("master_bill", "text", "number of the master transport document", "D013"),
    Column("house_bill", "text", "number of the house transport document", "D013"),
    Column("item", "whole", "number of the item in its document", "006"),
    Column("containers", "texts", "container numbers, ISO 6346, capitals without blanks", "159"),
    Column("seals", "texts", "seal numbers", "165"),
    Column("date", "day", "day of lodgement, else of loading or arrival", "D011"),
    Column("mode", "text", "sea, air, rail, road, post, inland water, pipeline or empty", "183"),
    Column("hs", "text", "commodity code, digits only, 2 to 12 of them, as declared", "145"),
    Column("hs_edition", "text", "edition of the Harmonized System of the code: 2017, 2022; empty = not said"),
    Column("goods", "text", "description of the goods as written", "137"),
    Column("origin", "country", "country of origin", "063"),
    Column("dispatch", "country", "country from which the goods were dispatched or exported", "062"),
    Column("destination", "country", "country of last destination", "064"),
    Column("route", "countries", "countries on the way between, in order", "100"),
    Column("load_port", "text", "port of loading: UN/LOCODE where known, else as written", "L009"),
    Column("discharge_port", "text", "port of discharge", "L013"),
    Column("tranship_ports", "texts", "ports of transhipment, in order", "L095"),
    Column("packages", "number", "number of packages", "144"),
    Column("package_kind", "text", "kind of packages as written", "141"),
    Column("gross_kg", "number", "gross mass, kg", "126"),
    Column("net_kg", "number", "net mass, kg", "128"),
    Column("vgm_kg", "number", "verified gross mass of the container as weighed, kg", "T083"),
    Column("value", "number", "customs or invoice value, in `currency`", "108"),
    Column("currency", "text", "ISO 4217 code, or empty", "135"),
    Column("quantity", "number", "quantity in `unit`", "130"),
    Column("unit", "text", "unit of the quantity as written", "130"),
    Column("shipper", "text", "consignor or exporter as written", "R021"),
    Column("shipper_country", "country", "its country", "242"),
    Column("consignee", "text", "consignee or importer as written", "R014"),
    Column("consignee_country", "country", "its country", "242"),
    Column("notify", "text", "party to be notified", "R045"),
    Column("notify_country", "country", "its country", "242"),
    Column("declarant", "text", "who lodged the declaration", "R123"),
    Column("carrier", "text", "carrier", "R011"),
    Column("forwarder", "text", "freight forwarder or consolidator", "R031"),
    Column("broker", "text", "who arranged the sale", ""),
    Column("broker_country", "country", "its country", "242"),
    Column("vessel", "text", "means of transport: ship, aircraft or train", "T005"),
    Column("imo", "text", "IMO ship number, seven digits without the letters", "T005"),
    Column("flag", "country", "registration nationality of the means of transport", "T014"),
    Column("voyage", "text", "voyage, flight or train number", "149"),
    Column("dg_class", "text", "class of dangerous goods: 1.1D, 3, 9", "UNDG"),
    Column("doubts", "texts", "what was read with doubt, `column: what` each"),
)
"""Every line has all of them, in this order; what a file does not say is empty (text), null (number, day) or an empty list."""

PARTIES = ("shipper", "consignee", "notify", "declarant", "carrier", "forwarder", "broker")
"""Columns that name a party."""
