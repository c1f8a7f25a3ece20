"""What the goods are called, and what that word has covered before."""

from __future__ import annotations

import polars as pl

from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.say import Line, day, quoted

METALS = ("72", "74", "75", "76", "78", "79", "80", "81")  # and tubes, bars and profiles of chapter 73
TUBES = ("7301", "7302", "7303", "7304", "7305", "7306")
EXPLOSIVES = ("36", "93")


def _says_heading(line: Line) -> str:
    top = ", ".join(line["goods_top"] or ()) or "other headings"
    times = f"{10 ** min(line['goods_lr'], 6.0):,.0f} times likelier there"
    return f"{quoted(line['goods'])} fits {top} better than the declared heading {line['hs4']}: {times}"


@rule(group="goods", kind="lr", says=_says_heading)
def text_against_heading(_given: Given) -> pl.Expr:
    """The text fits other headings better than the declared one. The value is the log10 likelihood ratio of the text model over
    headings of HS 2022; honest clerks miscode too, so the weight is held down by how often it speaks. Measured: by itself it
    pointed to arms in none of 16 real cargoes. Indicators DEC-HS-MISMATCH, DEC-ORIGIN-IMPLAUSIBLE. Source: adv-eports."""
    return pl.col("goods_lr")


@rule(group="goods", says=lambda line: f"{quoted(line['goods'])} says nothing of what the goods are")
def vague_text(given: Given) -> pl.Expr:
    """Every word of the description says nothing (goods, parts, general merchandise), by the text model above the threshold
    (0..1), or by the words of the pack where there is no model. Honest papers are vague as well: measured, arms cargoes were
    described less vaguely than honest ones. Indicators DEC-METALGOODS, DEC-HOUSE-COVER. Sources: mex-letf, af-jan25."""
    model = pl.col("goods_generic") >= given.threshold("vague_text", 0.9)
    return pl.when(pl.col("goods_vague").is_not_null()).then(pl.col("goods_vague") | model.fill_null(False))


@rule(
    group="goods",
    says=lambda line: f"{quoted(line['goods'])} names a metal of chapter {line['hs2']} without grade, alloy or measure",
)
def metal_text_vague(given: Given) -> pl.Expr:
    """Semi-finished metal (chapter 72, headings 7301 to 7306, chapters 74 to 81) in few words, at most as many as the
    threshold, without a grade, alloy or measure, which traders of metal state. Indicator DEC-METAL-COVER. Source: adv-mond,
    which names metals among what falsified papers say."""
    few = pl.col("goods_count") <= given.threshold("metal_text_vague", 3)
    metal = pl.col("hs2").is_in(METALS) | pl.col("hs4").is_in(TUBES)
    bare = pl.col("goods_metal") & ~pl.col("goods_digits") & few
    return pl.when((pl.col("hs2") != "") & pl.col("goods_count").is_not_null()).then(metal & bare)


def _says_explosive(line: Line) -> str:
    says = f"class {line['dg_class']} of dangerous goods" if line["dg_class"] else quoted(line["goods"])
    return f"{says} does not fit the declared heading {line['hs4'] or line['hs2']}"


@rule(group="goods", says=_says_explosive)
def explosives_class(_given: Given) -> pl.Expr:
    """Class 1 of dangerous goods, or words of ammunition and explosives, on goods that are not declared in chapter 36 or 93;
    or goods of those chapters (3601, 3602, 3603, 9306) that are declared under another class. Indicators DEC-GRAIN-COVER,
    DEC-EXPL-GENERIC. Sources: reut-ddx, em-c4ads."""
    declared = pl.col("hs2").is_in(EXPLOSIVES)
    first = pl.col("dg_class").str.starts_with("1.") | (pl.col("dg_class") == "1")
    words = (pl.col("goods_ammunition") | pl.col("goods_explosive")).fill_null(False)
    other = (pl.col("dg_class") != "") & ~first & pl.col("hs4").is_in(("3601", "3602", "3603", "9306"))
    asked = (pl.col("hs2") != "") & ((pl.col("dg_class") != "") | pl.col("goods_vague").is_not_null())
    return pl.when(asked).then(((first | words) & ~declared) | other)


def _says_cover(line: Line) -> str:
    case = f"a published case, known since {day(line['cover_since'])} ({line['cases']})"
    return f"{quoted(line['goods'])} is worded like the papers of {case}"


@rule(group="wording", says=_says_cover)
def cover_wording(_given: Given) -> pl.Expr:
    """The goods are called what arms were called in a published case: machine parts, oil-field equipment, sugar or cement
    above the load, car parts, household goods. Shown with the case that taught it. Most such goods are what they are called:
    the wording counts only beside a reason of another group, and never for shipments before the case was known. Indicators
    DEC-CIVIL-COVER, DEC-OIL-COVER, DEC-BULK-COVER, DEC-AUTO-COVER, DEC-HOUSE-COVER, DEC-METALGOODS. Sources: those of the
    wording's row."""
    later = pl.col("cover_since").is_null() | pl.col("date").is_null() | (pl.col("cover_since") < pl.col("date"))
    return pl.when(pl.col("cover").is_not_null()).then((pl.col("cover") != "") & later)
