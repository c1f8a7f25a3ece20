"""Formats of lists, one module each, in the order in which a file is held against them."""

from __future__ import annotations

from headstamp.reference.watchlist.formats import (
    bis_dpl,
    csl,
    eu_xml,
    ftm,
    ofac_advanced,
    ofac_csv,
    ofac_xml,
    plain_csv,
    targets_csv,
    uk_csv,
    uk_xml,
    un_xml,
)
from headstamp.reference.watchlist.formats.protocol import Format

FORMATS: dict[str, Format] = {
    module.NAME: module
    for module in (
        un_xml,
        eu_xml,
        uk_xml,
        ofac_advanced,
        ofac_xml,
        bis_dpl,
        csl,
        ftm,
        targets_csv,
        uk_csv,
        ofac_csv,
        plain_csv,
    )
}
"""Each format by its name; the plain table comes last, since nearly any text would pass for one."""
