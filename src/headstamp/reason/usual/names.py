"""Names of parties as 64-bit hashes under which spellings of one name meet: case, width, accents, blanks and signs are gone.

FNV-1a (Fowler, Noll and Vo 1991) over the folded bytes, then the finaliser of MurmurHash3. It is ours, since a table that is
kept must mean the same in the next release of a library; ten million names share a hash by chance with probability 3e-6.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from headstamp.reason.usual.codes import U64
from headstamp.reason.usual.native import hash_all


def hashes(names: pl.Series) -> U64:
    """One hash a name; 0 for a null, an empty name or one without letters and digits.

    >>> a, b, c = hashes(pl.Series(["Société Générale, Ltd.", "SOCIETE GENERALE LTD", "--"])).tolist()
    >>> a == b, c
    (True, 0)
    """
    plain = names.fill_null("")
    wide = plain.str.len_bytes() != plain.str.len_chars()
    if wide.any():  # few names need the slow way
        plain = pl.select(pl.when(wide).then(plain.str.normalize("NFKD").str.to_lowercase()).otherwise(plain)).to_series()
    array: Any = plain.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    out = np.zeros(len(plain), np.uint64)
    if len(plain):
        _, offsets, text = array.buffers()
        begins = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(plain) + 1]
        hash_all(np.frombuffer(text, np.uint8) if text and text.size else np.zeros(0, np.uint8), begins, out)
    return out
