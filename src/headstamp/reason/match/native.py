"""Native speed without a compiler on the user's machine: numba compiles these functions once and keeps the result.

The first call on a machine compiles (see benchmarks/match/README.md for what it costs); later processes load the result
from numba's cache beside the sources or, where that cannot be written, in the user's cache folder.
"""

from __future__ import annotations

from collections.abc import Callable
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


def native(function: F) -> F:
    """Compile with numba: no Python lock is held while it runs, and no rounding is traded for speed."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))


def inlined(function: F) -> F:
    """The same for small helpers, put into their callers by LLVM."""
    return cast(F, numba.njit(cache=True, nogil=True, inline="never", forceinline=True)(function))
