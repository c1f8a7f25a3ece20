"""Kinds of packages as families: a sack weighs like a sack, whether it is written BG, bags or sacos.

The two-letter codes are those of UN/ECE Recommendation 21; the words are general knowledge of the trade.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import polars as pl

from headstamp.reason.usual.codes import U64

_WORDS = {
    "box": "bx ct box boxes carton cartons ctn ctns caja cajas cartones коробка коробки картон karton kartons colis 箱 纸箱 상자",
    "case": "cs cr case cases crate crates caisse caisses kiste kisten ящик ящики ящиков 木箱",
    "bag": "bg sa 5h 5l 5m bag bags sack sacks saco sacos sac sacs мешок мешки мешков 袋 포대",
    "big bag": "43 fibc bigbag jumbo",
    "drum": "dr ba kg1 drum drums barrel barrels keg kegs tambor tambores fut futs fass бочка бочки 桶",
    "can": "ca cx tn can cans tin tins jerrican jerricans canister",
    "pallet": "px pf pallet pallets plt plts skid skids palette palettes palet поддон поддоны 托盘",
    "roll": "ro rl cl roll rolls reel reels coil coils rollo rollos rouleau bobine bobinas рулон рулоны 卷",
    "bale": "bl bn bale bales fardo fardos balle balles тюк тюки 包",
    "bundle": "be bundle bundles bdl bdls atado atados связка 捆",
    "cylinder": "cy cylinder cylinders bottle bottles bo flask",
    "tank": "tk wa ibc tank tanks flexitank isotank",
    "bulk": "vr vy vo vl vg vq bulk granel vrac насыпью навалом 散装",
    "vehicle": "vn vehicle vehicles",
    "container": "cn container containers",
    "piece": "pp ne nf piece pieces pcs pc unit units set sets unpacked loose",
    "package": "pk pa package packages pkg pkgs parcel parcels packet packets bulto bultos место мест грузовых 件",
}
FAMILIES = ("", *_WORDS, "other")
_OF = {word: FAMILIES.index(family) for family, words in _WORDS.items() for word in words.split()}
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65536)
def family_code(kind: str) -> int:
    """Index in `FAMILIES` of a kind of packages as written: the first word that is known decides; no text is 0.

    >>> FAMILIES[family_code("20 CTNS")], FAMILIES[family_code("BG")], FAMILIES[family_code("wicker")]
    ('box', 'bag', 'other')
    """
    words = _WORD.findall(kind.lower())
    if "big" in words and ("bag" in words or "bags" in words):
        return FAMILIES.index("big bag")
    return next((_OF[word] for word in words if word in _OF), len(FAMILIES) - 1 if words else 0)


def families(kinds: pl.Series) -> U64:
    """`family_code` of a column, asked once for each distinct text; only the first 64 signs are read."""
    cut = kinds.fill_null("").str.head(64)
    distinct = cut.unique()
    codes = [family_code(kind) for kind in distinct.to_list()]
    if len(set(codes)) == 1:
        return np.full(len(kinds), codes[0], np.uint64)
    return cut.replace_strict(distinct, codes, return_dtype=pl.UInt16).to_numpy().astype(np.uint64)
