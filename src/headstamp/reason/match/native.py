"""Native speed without a compiler on the user's machine: numba compiles these functions once and keeps the result.

The first call on a machine compiles (benchmarks/match/README.md says what it costs); later processes load the result from
numba's cache beside the sources or, where that cannot be written, in the user's cache folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

U8 = NDArray[np.uint8]
I8 = NDArray[np.int8]
U16 = NDArray[np.uint16]
I32 = NDArray[np.int32]
U32 = NDArray[np.uint32]
I64 = NDArray[np.int64]
U64 = NDArray[np.uint64]
F32 = NDArray[np.float32]
Num = Any  # a whole number inside compiled code: Python's or one of numpy's, which their stubs do not let mix


@lru_cache
def _sources(folder: Path) -> str:
    """Hash of the code of a folder. numba looks only at the file of the function that it loads from its cache, and would keep
    running old code of another file that was compiled into it."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(folder.glob("*.py")):
        code = path.read_bytes()
        if b"@native" in code or b"@inlined" in code:
            digest.update(code)
    return digest.hexdigest()


STAMP = _sources(Path(__file__).parent)


def _kept(function: F, forceinline: bool = False) -> F:
    compiled: Any = numba.njit(cache=True, nogil=True, forceinline=forceinline)(function)
    own = _sources(Path(function.__code__.co_filename).parent)
    compiled._cache._cache_file._source_stamp = STAMP if own == STAMP else STAMP + own
    return cast(F, compiled)


def native(function: F) -> F:
    """Compile with numba: no Python lock is held while it runs, and no rounding is traded for speed."""
    return _kept(function)


def inlined(function: F) -> F:
    """The same for small helpers, put into their callers."""
    return _kept(function, forceinline=True)
