"""The figures of an evaluation of reading, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from headstamp.core.finding import canonical_json
from headstamp.reason.evaluate.read_links import LinkScores
from headstamp.reason.evaluate.read_score import Figures, ReadScores, Share

FLAGS = {
    "polarity": "polarity", "hedged": "hedged or not", "hedge": "the same hedge", "realis": "realis",
    "interdicted": "stopped or not", "date_role": "part of the date",
}  # fmt: skip


def read_scores_json(scores: ReadScores) -> str:
    """Everything that was measured, as JSON."""
    return canonical_json(scores.model_dump(mode="json"))


def read_scores_text(scores: ReadScores) -> str:
    """Overall figures with intervals, then slots, kinds and languages, then what went wrong and must not."""
    return "\n".join(_lines(scores))


def _lines(s: ReadScores) -> Iterator[str]:
    yield f"{s.documents} annotated texts, {s.statements} statements found; intervals are 95 %, by bootstrap over texts"
    if s.unread:
        yield f"not read, and in none of the figures: {len(s.unread)} ({', '.join(s.unread)})"
    yield ""
    yield f"{'':16}{'precision':>26}{'recall':>26}{'F1':>20}"
    for name, figures in (("claims, core", s.core), ("claims, all", s.every), ("who to whom", s.pair)):
        yield _row(name, figures)
    yield ""
    both = (("who to whom where both fill them", s.pair_of_both), ("who to whom known from elsewhere", s.pair_of_context))
    flags = [(FLAGS.get(name, name), s.flags[name]) for name in FLAGS if name in s.flags]
    for name, share in (*both, *flags, ("spans found again", s.spans)):
        yield f"{name:34}{_share(share)}"
    yield from _table("slots of matched core claims", s.slots)
    yield from _table("kinds", s.kinds)
    yield from _table("languages", s.languages)
    yield ""
    told = "; ".join(f"{found} for {claim}" for claim, found in s.denied_as_supply)
    yield f"denials read as a supply: {len(s.denied_as_supply)}{f' ({told})' if told else ''}"
    for name, links in (("annotated", s.links_gold), ("read", s.links)):
        if links is not None:
            yield _links(name, links, s.links_annotated)


def _table(title: str, rows: Mapping[str, Figures]) -> Iterator[str]:
    kept = {name: figures for name, figures in rows.items() if figures.precision.of or figures.recall.of}
    if kept:
        yield ""
        yield title
        for name, f in sorted(kept.items(), key=lambda each: (-each[1].recall.of, each[0])):
            cells = f"P {_part(f.precision):>14}  R {_part(f.recall):>14}  F1 {_cell(f.f1):>5}"
            yield f"  {name:22}{cells}"


def _row(name: str, f: Figures) -> str:
    interval = f" [{_cell(f.low)} {_cell(f.high)}]" if f.low is not None else ""
    return f"{name:16}{_share(f.precision):>26}{_share(f.recall):>26}{_cell(f.f1) + interval:>20}"


def _share(share: Share) -> str:
    if share.value is None:
        return "-"
    interval = f" [{_cell(share.low)} {_cell(share.high)}]" if share.low is not None else ""
    return f"{_cell(share.value)}{interval} {share.right}/{share.of}"


def _part(share: Share) -> str:
    return f"{_cell(share.value)} {share.right}/{share.of}" if share.of else "-"


def _cell(value: float | None) -> str:
    """`.85`, `1.00`, or `-` for what cannot be measured."""
    return "-" if value is None else f"{value:.2f}".removeprefix("0")


def _links(name: str, links: LinkScores, annotated: int) -> str:
    interval = f" [{_three(links.low)} {_three(links.high)}]" if links.low is not None else ""
    twice = "; ".join(f"{a} and {b}" for a, b in links.twice)
    return (
        f"relations on {name} slots: AUC {_three(links.auc)}{interval} over {links.links} of {annotated} with both ends, "
        f"{_three(links.among)} against pairs that share a key; compared {links.reached}, told {links.told}, "
        f"of the same kind {links.same_kind}; one voice counted twice: {len(links.twice)}{f' ({twice})' if twice else ''}; "
        f"two voices counted once: {links.once} of {links.two}"
    )


def _three(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".removeprefix("0")
