"""The Finding of one consignment: why it is worth opening, made of the very numbers that ranked it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from headstamp.core.claim import Citation, Standing
from headstamp.core.declaration import Lane
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Reason, likelihood_word
from headstamp.core.version import __version__
from headstamp.reason.screen.asking import proposals
from headstamp.reason.screen.columns import LEGAL, RANKED
from headstamp.reason.screen.fuse import BESIDE, NEVER_ALONE
from headstamp.reason.screen.rule import SCREEN_RULES
from headstamp.reason.screen.scorer import Scorer
from headstamp.reason.screen.select import RED_LEAST
from headstamp.reason.weigh import LINK_SCENARIOS, opening_probability

OPEN, PLAIN = "worth opening", "ordinary"
NOT_A_VERDICT = "A reason to look, not a verdict: most consignments that show such signs are what their papers say."
_FIRST = 3  # reasons that the answer names


def finding(scorer: Scorer, lines: pl.DataFrame, *, lane: str = "", rank: int | None = None, shelf_hash: str = "") -> Finding:
    """Why one consignment is worth opening, or why nothing speaks for it. `lines` are its lines as read, all versions of all
    papers; `lane` and `rank` are those that `select` gave. Raises ValueError where they are not of one consignment.

    Weights are log10 likelihood ratios and those of `Scorer.score`; within a group further reasons count half, and each group
    has a bound, so the total is less than their sum where several confirm each other."""
    weighed = scorer.weighed(lines)
    found = scorer.consignments(weighed)
    if found.height != 1:
        raise ValueError(f"the lines are of {found.height} consignments, not of one")
    whole = found.row(0, named=True)
    by_line = _in_order(weighed)
    law = [_legal(scorer, told, by_line) for told in whole["legal"]]
    spoke = {name: float(whole[f"w_{name}"]) for name in RANKED if (whole[f"w_{name}"] or 0.0) > 0}
    ranked = sorted((_reason(scorer, name, spoke, whole, by_line) for name in spoke), key=lambda r: -r.weight)
    asked = {**dict.fromkeys((r.rule for r in law), 9.0), **spoke}
    return Finding(
        question=f"Is consignment {whole['consignment'] or whole['number'] or whole['row']} worth opening?",
        subject=whole["consignment"],
        answer=_answer(law, ranked, whole["total"], lane, rank),
        basis=Basis.STRONG if law else Basis.CONSISTENT if spoke else Basis.NO_BASIS,
        hypotheses=_hypotheses(whole["total"], scorer.options.prior),
        reasons=(*law, *ranked),
        would_change=proposals(asked),
        limits=_limits(scorer, whole, by_line),
        shelf_hash=shelf_hash or scorer.sha256,
        tool_version=__version__,
    )


def _in_order(weighed: pl.DataFrame) -> list[dict[str, Any]]:
    """Lines as they are set against each other: those that stand before those that were replaced."""
    gone = pl.col("superseded").fill_null(False)
    frame = weighed.with_columns(live=~gone | gone.all()).sort(
        ["live", "document", "number", "version", "file", "row", "item", "goods"],
        descending=[True] + [False] * 7,
        nulls_last=True,
    )
    return frame.to_dicts()


def _reason(
    scorer: Scorer, name: str, spoke: Mapping[str, float], whole: Mapping[str, Any], lines: list[dict[str, Any]]
) -> Reason:
    rule = SCREEN_RULES[name]
    here: Mapping[str, Any] = whole
    if rule.level == "line":
        here = max((line for line in lines if line["live"]), key=lambda line: line[f"w_{name}"] or 0.0)
    here = {**here, "cases": _cases(scorer, name, here)}
    if name == "embargoed_destination":
        here["embargoes"] = scorer.given.embargoes(here["destination"], here["date"])
    sentence = rule.says(here)
    signal = scorer.given.signals[name]
    return Reason(
        rule=name, sentence=sentence[:1].upper() + sentence[1:], hypothesis=OPEN, weight=round(spoke[name], 4), group=rule.group,
        marks=(_mark(here),), citations=_citations(scorer, name, here), standing=Standing(signal["standing"]),
        note=_note(name, spoke, whole),
    )  # fmt: skip


def _cases(scorer: Scorer, name: str, line: Mapping[str, Any]) -> str:
    """The published cases that taught a wording or name a party or ship, with what was found in each."""
    wanted: list[str] = []
    if name == "cover_wording":
        rows = scorer.tables["words"].filter(pl.col("id") == line["cover"])
        wanted = rows["cases"].explode().drop_nulls().to_list()
    elif name == "party_of_known_case":
        wanted = [line["known_case"]]
    elif name == "vessel_of_known_case":
        wanted = scorer.given.known("imo").filter(pl.col("value") == line["imo"])["case"].to_list()
    titles = dict(scorer.tables["cases"].select("id", "title").iter_rows())
    return "; ".join(f"{case}: {titles[case]}" if case in titles else case for case in dict.fromkeys(wanted))


def _legal(scorer: Scorer, told: str, lines: list[dict[str, Any]]) -> Reason:
    name, _, basis = told.partition(":")
    rule = SCREEN_RULES[name]
    here = next(line for line in lines if line[f"legal_{name}"] == basis)
    replaced = "" if here["live"] else "in a version that was replaced since"
    signal = scorer.given.signals.get(name, {"standing": Standing.UNVERIFIED, "source_ids": [], "legal_note": ""})
    return Reason(
        rule=name, sentence=rule.says({**here, "legal_basis": basis}), hypothesis=OPEN, weight=0.0, group="legal",
        marks=(_mark(here),), citations=tuple(Citation(source_id=s) for s in signal["source_ids"]),
        standing=Standing(signal["standing"]), note="; ".join(filter(None, (replaced, signal["legal_note"]))),
    )  # fmt: skip


def _mark(line: Mapping[str, Any]) -> str:
    paper = " ".join(filter(None, (line.get("document") or line.get("documents"), line.get("number"))))
    return f"{paper or 'paper'}, {line['file'] or 'line'} row {line['row']}"


def _citations(scorer: Scorer, name: str, line: Mapping[str, Any]) -> tuple[Citation, ...]:
    ids = dict.fromkeys(scorer.given.signals[name]["source_ids"])
    table, key, wanted = {
        "cover_wording": ("words", "id", line.get("cover")),
        "party_of_known_case": ("known", "case", line.get("known_case")),
        "vessel_of_known_case": ("known", "value", line.get("imo")),
    }.get(name, ("", "", ""))
    if table:
        ids = (
            dict.fromkeys(each for row in scorer.tables[table].filter(pl.col(key) == wanted)["source_ids"] for each in row) or ids
        )
    return tuple(Citation(source_id=each) for each in ids)


def _note(name: str, spoke: Mapping[str, float], whole: Mapping[str, Any]) -> str:
    group = SCREEN_RULES[name].group
    if group == NEVER_ALONE and not whole[f"g_{group}"]:
        return f"does not count: a wording counts only beside other reasons of {BESIDE:g} or more"
    first = max((r for r in spoke if SCREEN_RULES[r].group == group), key=lambda r: (spoke[r], r))
    return f"counts half beside {first}" if first != name else ""


def _answer(law: list[Reason], ranked: list[Reason], total: float, lane: str, rank: int | None) -> str:
    place = f" (place {rank:,} of the ranking)" if rank else ""
    if law:
        return "By law to be inspected or stopped, outside any ranking: " + "; ".join(r.sentence for r in law[:_FIRST]) + "."
    if lane == Lane.RANDOM:
        place = " (drawn by lot)"
    if total < RED_LEAST:
        return f"Nothing that these rules know speaks for opening it{place}: silence of the rules, not a clearance."
    return f"Worth opening{place} because: " + "; ".join(r.sentence for r in ranked[:_FIRST]) + "."


def _hypotheses(total: float, prior: float) -> tuple[Hypothesis, ...]:
    p = round(opening_probability(total, prior), 6)
    span = [round(opening_probability(total, min(0.5, prior * scale)), 6) for scale in LINK_SCENARIOS]
    low, high = min(p, *span), max(p, *span)
    worth = Hypothesis(
        id=OPEN, kind=HypothesisKind.WORTH_OPENING, label="goods other than the papers say", probability=p, low=low, high=high,
        word=likelihood_word(p),
    )  # fmt: skip
    plain = Hypothesis(
        id=PLAIN, kind=HypothesisKind.ORDINARY, label="what the papers say", probability=round(1 - p, 6), low=round(1 - high, 6),
        high=round(1 - low, 6), word=likelihood_word(round(1 - p, 6)),
    )  # fmt: skip
    return (worth, plain) if p > 0.5 else (plain, worth)


def _names(rules: list[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in rules)


def _limits(scorer: Scorer, whole: Mapping[str, Any], lines: list[dict[str, Any]]) -> tuple[str, ...]:
    off = [name for name in (*RANKED, *LEGAL) if not scorer.asked(name)]
    silent = [name for name in RANKED if whole[f"w_{name}"] is None and name not in off]
    silent += [name for name in LEGAL if name not in off and all(line[f"legal_{name}"] is None for line in lines)]
    out = [
        NOT_A_VERDICT,
        f"Probability under a prior of one in {1 / scorer.options.prior:,.0f}: it orders consignments and is no forecast.",
    ]
    if silent:
        out.append(f"Could not be asked of these papers: {_names(silent)}.")
    if off:
        out.append(f"Switched off: {_names(off)}.")
    return tuple(out)
