"""Lists of designated parties: read in every form the authorities publish, kept by edition, compared, fetched on request."""

from __future__ import annotations

from headstamp.reference.watchlist.diff import Change, Diff, diff
from headstamp.reference.watchlist.known import KNOWN, KnownList
from headstamp.reference.watchlist.model import ListBatch, Reject
from headstamp.reference.watchlist.moment import Snapshot
from headstamp.reference.watchlist.read import read_list, read_lists
from headstamp.reference.watchlist.store import Edition, Store, default_folder

__all__ = [
    "KNOWN",
    "Change",
    "Diff",
    "Edition",
    "KnownList",
    "ListBatch",
    "Reject",
    "Snapshot",
    "Store",
    "default_folder",
    "diff",
    "read_list",
    "read_lists",
]
