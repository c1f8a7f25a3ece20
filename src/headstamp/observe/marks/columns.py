"""The names of columns and fields, as forms of other agencies write them. Data first, one lookup after it.

Names are compared without case, spaces, underscores and punctuation: `Heads read`, `heads_read`, `headsRead` are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "item id", "no", "no.", "nr", "number", "ref", "reference", "record id", "item no", "item number",
           "uid", "object id", "identifier", "evidence no", "evidence number", "exhibit", "exhibit no"),
    "kind": ("kind", "item kind", "type", "item type", "item", "object", "object type", "category", "class",
             "item category", "weapon type", "munition type", "ammunition type", "munition", "item class", "what"),
    "quantity": ("quantity", "qty", "count", "rounds", "pieces", "pcs", "amount", "number of items", "how many"),
    "heads_read": ("heads read", "read", "headstamps read", "sample", "sample size", "sampled", "n read"),
    "heads_seen": ("heads seen", "seen", "headstamps seen", "of about", "population", "total seen", "n seen"),
    "sampling": ("sampling", "sampling method", "method of sampling", "how chosen", "sample method"),
    "within": ("within", "container", "in", "container id", "inside", "packed in", "parent", "contained in",
               "in container"),
    "sealed": ("sealed", "is sealed", "seal", "sealed or opened", "container state"),
    "calibre": ("calibre", "caliber", "cal", "cal.", "calibre mm", "caliber mm", "calibre as marked", "калибр",
                "구경"),
    "model": ("model", "designation", "model name", "name", "weapon model", "nomenclature", "variant",
              "make and model"),
    "headstamp": ("headstamp", "head stamp", "headstamps", "head", "mark head", "head mark", "head marks",
                  "base mark", "base marking", "headstamp text", "headstamp marking", "headstamp markings",
                  "headstamp as seen"),
    "mark": ("mark", "marks", "marking", "markings", "text", "inscription", "inscriptions", "stencil",
             "stencilling", "stamp", "stamps", "other marks", "other markings", "other mark", "mark text",
             "marks text", "marking text", "body mark", "body marks", "body marking", "body markings",
             "receiver mark", "receiver marks", "factory mark", "maker mark", "visible marks", "visible text",
             "texts"),
    "serial": ("serial", "serial number", "serial no", "serial numbers", "serials", "sn", "s/n", "weapon serial",
               "serial nr"),
    "lot": ("lot", "lot number", "batch", "lot no", "batch number", "batch no", "lot line", "lot code", "lot nr",
            "lots", "lot mark", "lot batch"),
    "selector": ("selector", "selector marks", "selector markings", "selector mark", "fire selector",
                 "selector letters"),
    "packaging_text": ("packaging text", "crate text", "label", "label text", "crate mark", "crate marks",
                       "crate marking", "crate markings", "tin text", "packet text", "packaging", "packaging marks",
                       "packaging markings", "box text", "box marking", "label marks", "shipping mark",
                       "shipping marks", "goods description"),
    "date_mark": ("date mark", "marked date", "date marking", "year mark", "year marked", "date on item",
                  "mark date"),
    "import_mark": ("import mark", "import marks", "import marking", "importer mark"),
    "colours": ("colours", "colour", "colors", "color", "colour bands", "color bands", "colour band", "color band",
                "bands", "paint", "tip colour", "tip color", "colour code", "color code", "colour marks",
                "colour markings"),
    "features": ("features", "feature", "description", "observed", "observations", "observation",
                 "physical features", "visible features", "characteristics", "appearance", "construction", "traits",
                 "seen features"),
    "how": ("how", "acquired", "how acquired", "acquisition", "how it came to hand", "means", "how recovered",
            "seizure type", "recovery type", "circumstances", "came by"),
    "recovered": ("recovered", "date", "date recovered", "recovery date", "date of recovery", "seizure date",
                  "date seized", "date found", "found on", "recovered on", "incident date", "date of seizure"),
    "documented": ("documented", "date documented", "documentation date", "date of documentation", "documented on",
                   "date recorded", "recorded on", "photo date"),
    "place": ("place", "location", "place name", "site", "recovery place", "place of recovery", "where", "town",
              "found in", "found at", "locality", "place recovered", "seized at", "recovered at", "recovered in",
              "region", "area"),
    "country": ("country", "country code", "recovery country", "country of recovery", "iso country",
                "country found", "country recovered", "country of seizure"),
    "lat": ("lat", "latitude", "y coordinate"),
    "lon": ("lon", "long", "lng", "longitude", "x coordinate"),
    "coordinates": ("coordinates", "coordinate", "coords", "lat lon", "latlon", "lat long", "gps",
                    "position wgs84"),
    "precision_km": ("precision km", "precision", "accuracy km", "radius km", "place precision"),
    "disputed": ("disputed", "is disputed", "disputed territory"),
    "holder": ("holder", "custodian", "held by", "current holder", "in custody of", "owner"),
    "recorder": ("recorder", "recorded by", "investigator", "documented by", "observer", "field investigator",
                 "author"),
    "photos": ("photos", "photo", "images", "image", "pictures", "photographs", "photo names", "photo files",
               "files"),
    "note": ("note", "notes", "remarks", "remark", "comment", "comments", "free text", "other information"),
    "sensitivity": ("sensitivity", "sensitivities", "handling", "field sensitivity", "access"),
    "frame": ("frame", "sampling frame"),
    "recovery": ("recovery", "recovery details", "provenance details"),
    "legibility": ("legibility", "readability", "legible", "confidence of reading"),
    "position": ("position", "mark position", "clock", "clock position", "mark location", "positions"),
    "technique": ("technique", "mark technique", "marking technique", "marking method", "applied by"),
    "script": ("script", "scripts", "writing", "alphabet", "writing system", "mark script"),
    "state": ("state", "mark state", "state of mark", "mark condition", "marks state"),
    "role": ("role", "mark role"),
    "box": ("box", "photo box", "bbox"),
    "wrapper": ("record", "evidence", "details", "fields", "data"),
}  # fmt: skip
"""Our name of each field, and the names it is known by."""

ATTRIBUTES = ("position", "technique", "script", "legibility", "state", "photo", "role", "box")
"""What may be said of one mark; `headstamp_position`, `mark_2_state`. Alone, such a column speaks of the main mark."""

MARK_FIELDS = ("headstamp", "mark", "serial", "lot", "selector", "packaging_text", "date_mark", "import_mark")
"""Fields that hold marks, in the order in which a record lists them."""


class Column(NamedTuple):
    """What a name stands for: a field, the number of a numbered mark (0 = none), an attribute of that mark."""

    field: str
    number: int = 0
    attribute: str = ""


def plain(name: str) -> str:
    """A name without case, spaces, underscores and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", name[:200]).casefold() if c.isalnum())


_FIELD = {plain(name): field for field, names in SYNONYMS.items() for name in (field, *names)}
_ATTRIBUTE = {plain(name): field for field in ATTRIBUTES for name in (field, *SYNONYMS.get(field, ()))}
_ATTRIBUTE |= {"photo": "photo", "image": "photo", "text": ""}
_NUMBERED = re.compile(r"^(\D+?)0*(\d{1,3})(\D*)$")


@lru_cache(maxsize=4096)
def column(name: str) -> Column | None:
    """What a column or field name stands for, or None where it is not known.

    >>> column("Mark_2 Position"), column("Head stamp"), column("heads-read"), column("colour of the sea")
    (Column(field='mark', number=2, attribute='position'), Column(field='headstamp', number=0, attribute=''), \
Column(field='heads_read', number=0, attribute=''), None)
    """
    key = plain(name)
    if field := _FIELD.get(key):
        return Column(field)
    if m := _NUMBERED.match(key):
        found = _FIELD.get(m[1], "")
        if found in MARK_FIELDS and (not m[3] or m[3] in _ATTRIBUTE):
            return Column(found, int(m[2]), _ATTRIBUTE.get(m[3], ""))
        if m[1] in ("photo", "image", "colour", "color", "feature") and not m[3]:
            return Column(_FIELD[m[1]], int(m[2]))
        return None
    for end in range(len(key) - 3, 2, -1):
        if key[end:] in _ATTRIBUTE and _FIELD.get(key[:end]) in MARK_FIELDS:
            return Column(_FIELD[key[:end]], 0, _ATTRIBUTE[key[end:]])
    return None
