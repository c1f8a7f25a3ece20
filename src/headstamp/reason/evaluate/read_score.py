"""How well reports are read: claims, pairs, slots and flags against annotated claims, with intervals over documents."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from headstamp.core.claim import Frozen
from headstamp.core.document import Document
from headstamp.core.statement import Statement
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.evaluate.read_counts import counts, denied_as_supply
from headstamp.reason.evaluate.read_gold import Gold, Link
from headstamp.reason.evaluate.read_links import LinkScores, score_links
from headstamp.reason.evaluate.read_match import fits, match

DRAWS = 1_000
SEED = 1


class Read(NamedTuple):
    """One annotated document and what a reader, or a second annotator, found in it."""

    document: Document
    golds: tuple[Gold, ...]
    found: tuple[Statement, ...]


class Share(Frozen):
    """Right of all, with a 95 % interval by bootstrap over documents; None where nothing was to be counted."""

    right: int
    of: int
    value: float | None
    low: float | None = None
    high: float | None = None


class Figures(Frozen):
    """Precision (right of what was told), recall (reached of what was annotated), and F1 with its interval."""

    precision: Share
    recall: Share
    f1: float | None
    low: float | None = None
    high: float | None = None


class ReadScores(Frozen):
    """Every measure of `evaluate read`.

    `core` = claims marked core, `every` = all of them; `pair` = supplier and recipient both right, where words of the text name
    both; `pair_of_context` = reached where an annotator knew one of them from elsewhere; `pair_of_both` = right of the matched
    statements in which reader and claim fill both. `links_gold` and `links` rank the annotated relations on annotated and on read
    slots; a link is lost where one of its ends was not read. `denied_as_supply` = (claim, statement)."""

    documents: int
    statements: int
    core: Figures
    every: Figures
    pair: Figures
    pair_of_context: Share
    pair_of_both: Share
    slots: dict[str, Figures]
    flags: dict[str, Share]
    kinds: dict[str, Figures]
    languages: dict[str, Figures]
    spans: Share
    denied_as_supply: tuple[tuple[str, str], ...]
    links_gold: LinkScores | None = None
    links: LinkScores | None = None
    links_annotated: int = 0
    unread: tuple[str, ...] = ()  # annotated texts that the reader could not read: in none of the figures


def score_reading(reads: Sequence[Read], links: Sequence[Link] = (), lexicon: Lexicon | None = None) -> ReadScores:
    """The scores over all documents. Pure; the bootstrap draws with a fixed seed.

    Method: `read_match` for which statement is which claim, percentile bootstrap over documents (Efron 1979) for intervals.
    """
    each = [counts(*read) for read in reads]
    total: Counter[str] = sum(each, Counter())
    draws = _draws(each)
    named = {part: sorted({k.partition("/")[0] for k in total if k.startswith(f"{part}:")}) for part in _PARTS}

    on_gold, on_read, annotated = _links(reads, links, lexicon)

    def figures(prefix: str) -> dict[str, Figures]:
        return {name.partition(":")[2]: _figures(total, draws, name) for name in named[prefix]}

    return ReadScores(
        documents=len(reads), statements=sum(len(read.found) for read in reads),
        core=_figures(total, draws, "core"), every=_figures(total, draws, "all"), pair=_figures(total, draws, "pair"),
        pair_of_context=_share(total, draws, "pair_of_context/hit", "pair_of_context/gold"),
        pair_of_both=_share(total, draws, "pair_of_both/hit", "pair_of_both/gold"),
        slots=figures("slot"), kinds=figures("kind"), languages=figures("language"),
        flags={n.partition(":")[2]: _share(total, draws, f"{n}/hit", f"{n}/gold") for n in named["flag"]},
        spans=_share(total, draws, "spans/hit", "spans/gold"),
        denied_as_supply=tuple(pair for read in reads for pair in denied_as_supply(read.golds, read.found)),
        links_gold=on_gold, links=on_read, links_annotated=annotated,
    )  # fmt: skip


_PARTS = ("slot", "kind", "language", "flag")


def _draws(each: Sequence[Counter[str]]) -> list[Counter[str]]:
    """Sums over documents drawn with replacement; none where there are too few documents to speak of."""
    if len(each) < 3:
        return []
    rng = random.Random(SEED)  # noqa: S311 - a bootstrap, not a secret
    keys = sorted({key for one in each for key in one})
    rows = [[one[key] for key in keys] for one in each]
    out = []
    for _ in range(DRAWS):
        drawn = rng.choices(rows, k=len(rows))
        out.append(Counter(dict(zip(keys, map(sum, zip(*drawn, strict=True)), strict=True))))
    return out


def _figures(total: Mapping[str, int], draws: Sequence[Mapping[str, int]], name: str) -> Figures:
    values = [value for draw in draws if (value := _f1(draw, name)) is not None]
    return Figures(
        precision=_share(total, draws, f"{name}/right", f"{name}/found"),
        recall=_share(total, draws, f"{name}/hit", f"{name}/gold"),
        f1=_f1(total, name), low=_at(values, 0.025), high=_at(values, 0.975),
    )  # fmt: skip


def _f1(total: Mapping[str, int], name: str) -> float | None:
    right, found, hit, gold = (total.get(f"{name}/{part}", 0) for part in ("right", "found", "hit", "gold"))
    if not gold:  # recall is not defined, so F1 is not; precision tells what was said without a claim
        return None
    p, r = (right / found if found else 0.0), hit / gold
    return 2 * p * r / (p + r) if p + r else 0.0


def _share(total: Mapping[str, int], draws: Sequence[Mapping[str, int]], right: str, of: str) -> Share:
    values = [draw[right] / draw[of] for draw in draws if draw.get(of)]
    n = total.get(of, 0)
    return Share(
        right=total.get(right, 0), of=n, value=total.get(right, 0) / n if n else None,
        low=_at(values, 0.025) if n else None, high=_at(values, 0.975) if n else None,
    )  # fmt: skip


def _at(values: Iterable[float], share: float) -> float | None:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else None


def _links(
    reads: Sequence[Read], links: Sequence[Link], lexicon: Lexicon | None
) -> tuple[LinkScores | None, LinkScores | None, int]:
    """(on annotated slots, on read slots, how many have both ends among the claims). Where a claim was read twice, the second
    reading is neither end of the link nor an error beside it."""
    if not links or lexicon is None:
        return None, None, 0
    documents = [read.document for read in reads]
    gold = [g.statement for read in reads for g in read.golds]
    known = {s.id for s in gold}
    ours = [link for link in links if link.a in known and link.b in known]
    home: dict[str, str] = {}
    double: dict[str, list[str]] = {}
    for read in reads:
        taken = match(read.golds, read.found)
        home |= {read.golds[i].statement.id: read.found[j].id for i, j in taken.items()}
        spare = [s for j, s in enumerate(read.found) if j not in taken.values()]
        double |= {read.golds[i].statement.id: [s.id for s in spare if fits(read.golds[i], s)] for i in taken}
    both = [link for link in ours if link.a in home and link.b in home]
    moved = [link.model_copy(update={"a": home[link.a], "b": home[link.b]}) for link in both]
    aside = frozenset(
        frozenset((a, b)) for link in both for a in (home[link.a], *double[link.a]) for b in (home[link.b], *double[link.b])
    )
    found = [s for read in reads for s in read.found]
    read_slots = score_links(moved, found, documents, lexicon, aside=aside)
    return score_links(ours, gold, documents, lexicon), read_slots, len(ours)
