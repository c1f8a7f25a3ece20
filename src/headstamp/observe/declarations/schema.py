"""Lines of declarations as Arrow columns."""

from __future__ import annotations

import pyarrow as pa

from headstamp.core.declaration import COLUMNS, Kind

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "country": pa.string(),
    "countries": pa.list_(pa.string()),
    "number": pa.float64(),
    "whole": pa.int64(),
    "day": pa.date32(),
    "flag": pa.bool_(),
}

LINES = pa.schema([(column.name, _TYPES[column.kind]) for column in COLUMNS])
"""One line of a document. Countries are ISO 3166-1 alpha-2. Texts and countries that are not known are empty, never null."""
