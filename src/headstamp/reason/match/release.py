"""A release: the trees, the word counts and the scale of likelihood under which names are compared, as one hashed artefact.

Answers under one release do not move unless names or lists do. Retraining, or new word counts, is another release.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from headstamp.core.errors import InputError
from headstamp.reason.match.features import FEATURES
from headstamp.reason.match.native import F32
from headstamp.reason.match.trees import Trees
from headstamp.reason.match.weights import Weights

FORM = 1  # of the file
LN10 = 2.302585


@dataclass(frozen=True, eq=False)
class Release:
    """`curve`: rising points (log-odds of the trees, log10 likelihood ratio), linear between. `lexicon` is the hash of the word
    lists that it was trained with; `about` says on what."""

    trees: Trees
    weights: Weights
    curve: tuple[F32, F32]
    lexicon: str
    about: str = ""

    @cached_property
    def sha256(self) -> str:
        """Of everything that shapes a score."""
        digest = hashlib.sha256(f"{FORM} {self.lexicon} {self.weights.sha256} {list(FEATURES)}".encode())
        for column in (*self.trees, *self.curve):
            digest.update(np.ascontiguousarray(column).tobytes())
        return digest.hexdigest()

    def log_lr(self, logit: F32) -> F32:
        """log10 likelihood ratios of log-odds: on the curve, and beyond its ends as the log-odds go."""
        x, y = self.curve
        inside = np.interp(logit, x, y)
        beyond = np.where(logit > x[-1], logit - x[-1], np.where(logit < x[0], logit - x[0], 0.0))
        return np.asarray(inside + beyond / LN10, np.float32)

    @cached_property
    def _points(self) -> tuple[list[float], list[float]]:
        return self.curve[0].tolist(), self.curve[1].tolist()

    def log_lr_of(self, logit: float) -> float:
        """One of them, quickly; equal to `log_lr` in 32 bits."""
        x, y = self._points
        if logit <= x[0] or logit >= x[-1]:
            return float(self.log_lr(np.asarray([logit], np.float32))[0])
        k = bisect_right(x, logit)
        return float(np.float32(y[k - 1] + (y[k] - y[k - 1]) * (logit - x[k - 1]) / (x[k] - x[k - 1])))

    def with_weights(self, weights: Weights) -> Release:
        """The same trees and scale over other word counts; another hash."""
        return replace(self, weights=weights)

    def to_bytes(self) -> bytes:
        """One compressed file."""
        out = io.BytesIO()
        head = json.dumps({"form": FORM, "lexicon": self.lexicon, "about": self.about, "total": self.weights.total})
        columns: dict[str, Any] = dict(zip(Trees._fields, self.trees, strict=True))
        np.savez_compressed(
            out,
            head=np.frombuffer(head.encode(), np.uint8),
            keys=self.weights.keys,
            counts=self.weights.counts,
            curve_x=self.curve[0],
            curve_y=self.curve[1],
            **columns,
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Release:
        """Read what `to_bytes` wrote. Raises InputError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as file:
                head = json.loads(file["head"].tobytes())
                if head["form"] != FORM:
                    raise InputError(f"a release of form {head['form']}, not {FORM}", hint="Use the release of this version.")
                trees = Trees(*(file[name] for name in Trees._fields))
                weights = Weights(int(head["total"]), file["keys"], file["counts"])
                return cls(trees, weights, (file["curve_x"], file["curve_y"]), head["lexicon"], head["about"])
        except (ValueError, LookupError, TypeError, AttributeError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise InputError("this is not a release of the matcher", hint="Give a file written by Release.to_bytes.") from error
