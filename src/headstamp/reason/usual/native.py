"""Two loops over columns that numba compiles: hashes of names, and search in a long sorted table.

Both stand in one file and call nothing outside it, since numba's cache looks for changes in no other file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numba
import numpy as np
from numpy.typing import NDArray

from headstamp.reason.usual.codes import I64, U64, Bools

Hasher = Callable[[NDArray[np.uint8], I64, U64], None]
Search = Callable[[U64, U64, I64], None]


def _hash_all(text: Any, offsets: Any, out: Any) -> None:
    """Hash text[offsets[i]:offsets[i+1]] into out[i]; 0 where nothing but blanks and signs is left."""
    for i in range(out.size):
        h = np.uint64(14695981039346656037)
        used = 0
        k = offsets[i]
        while k < offsets[i + 1]:
            byte = text[k]
            k += 1
            if 65 <= byte <= 90:
                byte += 32
            if byte == 0xCC or (byte == 0xCD and k < offsets[i + 1] and text[k] < 0xB0):
                k += 1  # an accent that stands apart after decomposition, U+0300 to U+036F
                continue
            if byte >= 128 or 97 <= byte <= 122 or 48 <= byte <= 57:
                h = (h ^ np.uint64(byte)) * np.uint64(1099511628211)
                used += 1
        h ^= h >> np.uint64(33)
        h *= np.uint64(0xFF51AFD7ED558CCD)
        h ^= h >> np.uint64(33)
        h *= np.uint64(0xC4CEB9FE1A85EC53)
        h ^= h >> np.uint64(33)
        out[i] = max(h, np.uint64(1)) if used else np.uint64(0)


def _search(keys: Any, asked: Any, out: Any) -> None:
    """First place with keys[place] >= asked[i], by steps that double from the last place (Bentley and Yao 1976): asked in nearly
    ascending order, a search stays within memory that is at hand."""
    n, at = keys.size, 0
    for i in range(asked.size):
        want, step = asked[i], 1
        if at < n and keys[at] < want:
            low = at
            while at + step < n and keys[at + step] < want:
                low = at + step
                step *= 2
            high = min(at + step, n)
        else:
            high = at
            while at - step >= 0 and keys[at - step] >= want:
                high = at - step
                step *= 2
            low = max(at - step, -1)
        while high - low > 1:  # keys[low] < want <= keys[high]
            middle = (low + high) >> 1
            if keys[middle] < want:
                low = middle
            else:
                high = middle
        at = high
        out[i] = high


hash_all = cast(Hasher, numba.njit(cache=True, nogil=True)(_hash_all))
search = cast(Search, numba.njit(cache=True, nogil=True)(_search))


def find(keys: U64, asked: U64) -> tuple[I64, Bools]:
    """(place in the ascending `keys`, whether it is there) of each key; quick where `asked` is nearly ascending.

    A place is valid for `keys` where that is not empty, even if the key is not there.
    """
    if not len(keys):
        return np.zeros(len(asked), np.int64), np.zeros(len(asked), np.bool_)
    place = np.zeros(len(asked), np.int64)
    search(np.ascontiguousarray(keys), np.ascontiguousarray(asked), place)
    place = np.minimum(place, len(keys) - 1)
    return place, keys[place] == asked
