"""The goals of the matcher, each with what was measured, the peer that it is measured against, and whether it is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

OURS = "headstamp"
TIMES = {"75k": (("blocker_logic", 200), ("tfidf_logic", 100), ("tfidf", 3)), "1M": (("tfidf", 5),)}
LATENCY = {"75k": 1.0, "1M": 5.0}  # ms, p99
NATIVE = {"Hangul": ("cross_ko", "cross_ko_firm"), "Han": ("cross_zh", "cross_zh_firm")}
Results = Mapping[str, Mapping[str, Any]]


class Row(NamedTuple):
    """One goal; `met` is None where the goal could not be judged."""

    goal: str
    measured: str
    beside: str
    met: bool | None


def accuracy(results: Results) -> list[Row]:
    """Goals of what is found, on one half of the sets."""
    own = results[OURS]["overall"]
    peers = {name: r for name, r in results.items() if name != OURS}
    rows = [Row("calibration error under .03", f"{own['ece']:.3f}", "-", own["ece"] < 0.03)]
    sets = results[OURS]["sets"]
    if "cross_ar" in sets:
        r10 = sets["cross_ar"]["r10"]
        rows.append(Row("Arabic R@10 at least .80", f"{r10:.3f}", "-", r10 >= 0.8))
    for script, names in NATIVE.items():
        asked = [sets[n] for n in names if n in sets]
        count = sum(s["queries"] for s in asked)
        if count:
            mean = sum(s["r1"] * s["queries"] for s in asked) / count
            rows.append(Row(f"at least 200 queries in {script}", f"{count} in this half, R@1 {mean:.3f}", "-", count >= 200))
    if not peers:
        return rows
    best = max(peers, key=lambda name: peers[name]["overall"]["f1"])
    gain = own["f1"] - peers[best]["overall"]["f1"]
    rows.append(Row("F1 .06 above the best peer", f"{own['f1']:.3f}", f"{best} {peers[best]['overall']['f1']:.3f}", gain >= 0.06))
    rows += [_alerts(recall, results[OURS]["curve"], peers) for recall in ("75", "85", "90")]
    rows.append(_every_set(sets, peers))
    return rows


def _alerts(recall: str, own: Mapping[str, float | None], peers: Results) -> Row:
    """A peer that never reaches the recall cannot be beaten by a ratio; then it is enough to reach it."""
    goal = f"false alerts at {recall} % recall at most a third of the best peer's"
    reached = {name: r["curve"][recall] for name, r in peers.items() if r["curve"][recall] is not None}
    mine = own[recall]
    best = min(reached, key=lambda name: reached[name], default="")
    beside = f"{best} {reached[best]:.3f}" if best else "no peer reaches it"
    if mine is None:
        return Row(goal, "not reached", beside, False)
    return Row(goal, f"{mine:.3f}", beside, not best or mine <= reached[best] / 3)


def _every_set(own: Mapping[str, Any], peers: Results) -> Row:
    behind = []
    asked = [name for name, figures in own.items() if figures["r1"] is not None]
    for name in asked:
        best = max(peers, key=lambda p: peers[p]["sets"][name]["r1"])
        if (theirs := peers[best]["sets"][name]["r1"]) > own[name]["r1"]:
            behind.append(f"{name} {own[name]['r1']:.3f} against {best} {theirs:.3f}")
    goal = "R@1 at least the best peer's on every set"
    return Row(goal, f"{len(asked) - len(behind)} of {len(asked)} sets", "; ".join(behind) or "-", not behind)


def speed(label: str, rates: Mapping[str, float]) -> list[Row]:
    """Queries a CPU-second against each peer that ran."""
    rows = []
    for name, times in TIMES[label]:
        if name in rates:
            ratio = rates[OURS] / rates[name]
            shown = f"{ratio:,.1f} x ({rates[OURS]:,.0f})"
            rows.append(Row(f"{label}: throughput {times} x {name}", shown, f"{rates[name]:,.0f}", ratio >= times))
    return rows


def timings(label: str, measured: Mapping[str, Mapping[str, float]]) -> list[Row]:
    """Single queries, index and a million parties."""
    rows = []
    if one := measured.get("single"):
        shown = f"p50 {one['p50_ms']:.2f} ms, p99 {one['p99_ms']:.2f} ms (first call {one['first_ms']:,.0f} ms)"
        goal = f"{label}: one query with reasons, p99 under {LATENCY[label]:.0f} ms"
        rows.append(Row(goal, shown, "-", one["p99_ms"] < LATENCY[label]))
    if (built := measured.get("index")) and label == "1M":
        shown = (
            f"{built['seconds']:.1f} s, peak {built['peak_mb']:,.0f} MB, of it {built['before_mb']:,.0f} MB names and libraries"
        )
        rows.append(Row("index of 1M names in 15 s and 500 MB", shown, "-", built["seconds"] <= 15 and built["peak_mb"] <= 500))
    if parties := measured.get("parties"):
        shown = f"{parties['seconds']:.1f} s for {parties['parties']:,.0f}, {parties['cpu_seconds']:.1f} CPU-seconds"
        rows.append(Row("1M parties against 75k names in 40 s, 2 threads", shown, "-", parties["seconds"] <= 40))
    return rows


def shown_rows(rows: Sequence[Row]) -> str:
    """A Markdown table."""
    word = {True: "PASS", False: "SHORT", None: "-"}
    lines = ["| goal | measured | best peer | |", "|---|---|---|---|"]
    return "\n".join([*lines, *(f"| {r.goal} | {r.measured} | {r.beside} | {word[r.met]} |" for r in rows)])
