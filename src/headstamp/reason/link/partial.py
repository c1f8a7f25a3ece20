"""Marks that were read in part, beside the fully read ones that they may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from headstamp.core.notation import ANY, GAP, Token, tokens
from headstamp.reason.link.groups import Group, Index
from headstamp.reason.link.keys import Key, Share, partial

KINDS = frozenset({Share.HEAD, Share.LOT, Share.SERIAL})
UNSEEN = 1.0  # recoveries of a full mark that is not in the input (Laplace's rule of succession)
MAX_RIVALS = 8  # a partial mark that fits more full ones than this says too little
MAX_BUCKET = 1_000  # full marks looked at for one partial mark

Bucket = dict[tuple[str, str, int, str], list[Key]]


def partial_groups(index: Index) -> Iterator[Group]:
    """One group for each full mark that a partial one may be, where that joins a recovery to another."""
    open_keys = [k for k in index.postings if k[0] in KINDS and partial(k)]
    if not open_keys:
        return
    bucket = _bucket(index, {place for key in open_keys for place in _place(key)})
    for key in open_keys:
        fitting = _fitting(key, bucket)
        if not 0 < len(fitting) <= MAX_RIVALS:
            continue
        mine = index.positions(key)
        counts = {other: index.recoveries(index.positions(other)) for other in fitting}
        for other, count in counts.items():
            theirs = index.positions(other)
            share = count / (sum(counts.values()) + UNSEEN)
            both = tuple(sorted({*mine, *theirs}))
            for members, unplaced in index.split(key[0], both):
                inside = set(members)
                full, part = [i for i in theirs if i in inside], [i for i in mine if i in inside]
                if full and part and index.recoveries(members) > index.recoveries(full):
                    yield Group((key,), members, index.recoveries(members), unplaced, other, share)


def fits(part: tuple[Token, ...], full: tuple[Token, ...]) -> bool:
    """True where every run of `part` may be the run of `full` in its place; unread signs may be any.

    >>> fits(tokens("71 ?9"), tokens("71 89")), fits(tokens("7[38] 89"), tokens("71 89"))
    (True, False)
    """
    return len(part) == len(full) and all(_run(a, b) for a, b in zip(part, full, strict=True))


def _run(part: Token, full: Token) -> bool:
    if part.kind == "gap":
        return True
    if part.kind not in ("any", full.kind) or part.script not in ("", full.script):
        return False
    if GAP in part.signs:
        at = part.signs.index(GAP)
        head, tail = part.signs[:at], tuple(s for s in part.signs[at + 1 :] if s != GAP)
        enough = len(head) + len(tail) <= len(full.signs)
        return enough and _signs(head, full.signs[: len(head)]) and _signs(tail, full.signs[len(full.signs) - len(tail) :])
    return len(part.signs) == len(full.signs) and _signs(part.signs, full.signs)


def _signs(part: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return all(a == ANY or b in a for a, b in zip(part, full, strict=True))


def _place(key: Key) -> tuple[tuple[str, str, int, str], ...]:
    """Where full marks that may be this partial one are filed: under each run read in full, or under no run at all."""
    found = tokens(key[2])
    runs = [t.text for t in found if t.key and t.kind in ("digits", "letters")]
    return tuple((key[0], key[1], len(found), run) for run in (runs or [""]))


def _bucket(index: Index, wanted: set[tuple[str, str, int, str]]) -> Bucket:
    """Full marks by kind, scope, number of runs and each run they hold, as far as some partial mark asks for them."""
    found: Bucket = defaultdict(list)
    for key in index.postings:
        if key[0] in KINDS and not partial(key):
            runs = key[2].split(" ")
            for run in dict.fromkeys(("", *runs)):
                place = (key[0], key[1], len(runs), run)
                if place in wanted:
                    found[place].append(key)
    return found


def _fitting(key: Key, bucket: Bucket) -> tuple[Key, ...]:
    """Full marks that a partial one may be; a head is tried from every side."""
    found = tokens(key[2])
    candidates = min((bucket.get(place, []) for place in _place(key)), key=len)
    if len(candidates) > MAX_BUCKET:
        return ()
    turned = [found[i:] + found[:i] for i in range(len(found))] if key[0] is Share.HEAD else [found]
    return tuple(c for c in candidates if any(fits(t, tokens(c[2])) for t in turned))
