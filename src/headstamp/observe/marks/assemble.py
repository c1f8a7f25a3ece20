"""Core values from parts that were checked already: bulk reading pays neither for a second check nor for its memory."""

from __future__ import annotations

from typing import Any, TypeVar

from headstamp.core.claim import Frozen

M = TypeVar("M", bound=Frozen)
_SET = object.__setattr__
_NAMES: dict[type[Frozen], tuple[set[str], tuple[str, ...]]] = {}


def assemble(cls: type[M], values: dict[str, Any]) -> M:
    """A `cls` that holds `values`, which name every field (else KeyError) and were checked by the caller.

    Does what `model_construct` does, with one set of field names for all: 0.7 kB and 3 microseconds less a value.
    """
    found = _NAMES.get(cls)
    if found is None:
        found = _NAMES[cls] = (set(cls.model_fields), tuple(cls.model_fields))
    names, order = found
    value = cls.__new__(cls)
    _SET(value, "__dict__", {name: values[name] for name in order})
    _SET(value, "__pydantic_fields_set__", names)
    _SET(value, "__pydantic_extra__", None)
    _SET(value, "__pydantic_private__", None)
    return value
