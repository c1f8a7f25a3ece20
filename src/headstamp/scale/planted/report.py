"""The report of an evaluation as lines of text for a terminal."""

from __future__ import annotations

from collections import Counter

from headstamp.reason.evaluate.planted import CaseResult, Rate, Report, Result

ENOUGH = 10  # cases below which a goal that was met or missed says little


def lines(report: Report) -> list[str]:
    """Lines of at most 120 columns: what was run, each setting, each case, the legal lane, the goals."""
    out = [
        f"planted benchmark, generator version {report.version}, tables {report.tables_sha256[:12]}, seed {report.seed}",
        f"{report.lines:,} honest lines in {report.consignments:,} consignments; {report.planted} planted of "
        f"{sum(map(len, report.families.values()))} cases in {len(report.families)} families ({report.half}), "
        f"{report.draws} draws",
    ]
    for result in report.results:
        out += ["", *_setting(result)]
    first = next(iter(report.results), None)
    if first is not None:
        out += ["", f"each case, {first.setting}: share of its ranked draws selected", *_cases(first)]
    whys = Counter(report.not_planted.values())
    out += ["", *[f"not planted, {why}: {count} {'case' if count == 1 else 'cases'}" for why, count in whys.items()]]
    out += [f"not read: {what}" for what in report.refused]
    cases = max((len({case.case_id for case in result.cases}) for result in report.results), default=0)
    for goal, found in report.goals.items():
        reached = "nothing to count" if found["reached"] is None else f"{found['reached']:.2f}"
        out.append(f"goal: {goal}: {found['goal']:.2f}, reached {reached}: {_verdict(found['met'], cases)}")
    return out


def _setting(result: Result) -> list[str]:
    out = [f"{result.setting}: recall over cases (95 %, bootstrap of cases)"]
    for budget, rate in result.recall.items():
        out.append(
            f"  top {budget:>4}  {rate_text(rate):24} cases {rate.n:3}   {result.false_alarms[budget]:.2f} false alarms per 1,000"
        )
    for variant, shares in result.by_variant.items():
        out.append(f"    {variant:8} " + "   ".join(f"{budget} {rate_text(rate)}" for budget, rate in shares.items()))
    to = ", ".join(f"{share} of draws: {'-' if n is None else f'{n:.1f}'}" for share, n in result.alarms_for.items())
    out.append(f"  honest consignments to open per 1,000 to find {to}")
    legal = sum(case.legal_lane for case in result.cases)
    out.append(f"  legal lane, outside recall: {legal} planted, {result.honest_legal:,} honest")
    if result.reasons.n:
        out.append(f"  printed reasons name a stated fact: {rate_text(result.reasons)} of {result.reasons.n} read; "
                   f"the same set against another case: {rate_text(result.reasons_by_chance)}")  # fmt: skip
    return out


def _cases(result: Result) -> list[str]:
    out = [f"  {'case':30} {'family':14} {'variant':8} {'0.1%':>6} {'1%':>6} {'(95 %)':>12} {'2%':>6}  legal  above/1,000"]
    return out + [_case(one) for one in sorted(result.cases, key=lambda one: (one.legal, one.case_id, one.variant))]


def _case(case: CaseResult) -> str:
    low, one, two = (case.recall[budget] for budget in ("0.1%", "1%", "2%"))
    between = "" if one.low is None else f"{one.low:.2f}-{one.high:.2f}"
    name = f"{case.case_id} (lawful)" if case.legal else case.case_id
    over = "" if case.median_above is None else f"{case.median_above:.1f}"
    return (f"  {name[:30]:30} {case.family[:14]:14} {case.variant:8} {_share(low):>6} {_share(one):>6} {between:>12}"
            f" {_share(two):>6}  {case.legal_lane:5}  {over:>11}")  # fmt: skip


def _share(rate: Rate) -> str:
    return "-" if rate.share is None else f"{rate.share:.2f}"


def rate_text(rate: Rate) -> str:
    """A share with its interval, or a dash."""
    return "-" if rate.share is None else f"{rate.share:.2f} ({rate.low:.2f}-{rate.high:.2f})"


def _verdict(met: bool, cases: int) -> str:
    told = "met" if met else "not met"
    return told if cases >= ENOUGH else f"{told}, by {cases} {'case' if cases == 1 else 'cases'}: too few to say"
