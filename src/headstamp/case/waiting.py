"""Who is told while something takes long that no command asked for by name: what is closed is gathered when first needed."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

Step = Callable[[int, int], None]
"""Called with how many objects were gone through, and of how many."""

waiting: ContextVar[Step | None] = ContextVar("waiting", default=None)
EVERY = 1000  # objects between two calls
