"""The first part of a chain: from a thing found to who made it, what it lay in, and the papers whose number it bears."""

from __future__ import annotations

from headstamp.core.claim import Standing
from headstamp.core.finding import Finding, Hypothesis, HypothesisKind
from headstamp.core.record import Item, ItemKind, MarkRole
from headstamp.core.text import fold
from headstamp.reason.network.build import AS_RECORDED
from headstamp.reason.network.chain_model import Stage
from headstamp.reason.network.chain_papers import Join, Number, Numbers, joins, signs, unjoined
from headstamp.reason.network.chain_walk import Walk, before, few, made_edge
from headstamp.reason.network.model import Node, NodeKind
from headstamp.reason.network.network import Hop

OPEN_CRATE = 0.7  # what lies in an open crate may have come into it on the way
MADE = 0.5  # probability of a trace from which a maker is drawn
MOST_INSIDE = 100
_BEARS = "marked_with"


def goods(walk: Walk, root: str) -> None:
    """Draw everything from one record to the consignments whose numbers stand on it, on what it lay in or on what lay in it."""
    known = walk.known
    start = _node(walk, root)
    walk.reached.setdefault(start.id, 0)
    _up(walk, root, 0, known, set())
    _inside(walk, root, known)
    if not any(link.stage is Stage.PAPERS for link in walk.links):
        _no_papers(walk, start, known)


def _up(walk: Walk, record: str, at: int, known: Numbers, seen: set[str]) -> None:
    """A record, then what it lay in; circles of `within` end where they began."""
    seen.add(record)
    item = walk.given.items[record]
    _about(walk, item, at, known)
    if item.within in walk.given.items and item.within not in seen:
        number = _lay_in(walk, item, walk.given.items[item.within], at)
        if number:
            _up(walk, item.within, number, known, seen)


def _inside(walk: Walk, record: str, known: Numbers) -> None:
    """What lay in the record, for its maker, its lot and its own marks."""
    inside = walk.inside.get(record, ())
    if len(inside) > MOST_INSIDE:
        walk.told[f"Of {len(inside):,} records that lay in {record}, the first {MOST_INSIDE} are drawn."] = None
    for item in inside[:MOST_INSIDE]:
        number = _lay_in(walk, walk.given.items[record], item, 0)
        if number:
            _about(walk, item, number, known)
            _inside_of(walk, item, number, known)


def _inside_of(walk: Walk, outer: Item, at: int, known: Numbers) -> None:
    """One level more: a tin in a crate."""
    for item in walk.inside.get(outer.id, ())[:MOST_INSIDE]:
        number = _lay_in(walk, outer, item, at)
        if number:
            _about(walk, item, number, known)


def _about(walk: Walk, item: Item, at: int, known: Numbers) -> None:
    _maker(walk, item, at)
    _lots(walk, item, at)
    _papers(walk, item, at, known)


def _maker(walk: Walk, item: Item, at: int) -> None:
    finding = walk.given.traces.get(item.id)
    start = _node(walk, item.id)
    if finding is None:
        return
    lead = _lead(finding)
    if lead is None:
        if item.kind is not ItemKind.PACKAGING:
            walk.end(
                at, start, f"who made it is not told: {finding.answer.rstrip('.')}", f"more marks of {item.id}: {_looks(finding)}"
            )
        return
    cited = tuple(dict.fromkeys(c for r in finding.reasons if r.hypothesis == lead.id or r.hypothesis == lead.country
                                for c in r.citations))  # fmt: skip
    if not cited:
        return
    marks = tuple(dict.fromkeys(f"{item.id}:{m}" for r in finding.reasons if r.hypothesis == lead.id for m in r.marks))
    plant = lead.kind is HypothesisKind.PRODUCER
    node = Node(id=f"maker:{lead.id}", kind=NodeKind.COMPANY if plant else NodeKind.STATE, name=_maker_name(finding, lead))
    loose = any(r.standing is Standing.UNVERIFIED for r in finding.reasons if r.hypothesis == lead.id)
    hop = made_edge(f"made:{start.id}", start, "made_by", node, lead.probability, cited,
                    detail=f"by its marks, {lead.word}", standing=Standing.UNVERIFIED if loose else Standing.SOURCED)  # fmt: skip
    number = walk.go(at, Stage.MADE, "made_by_its_marks", hop, note=finding.answer, marks=marks)
    lots = [m.text for m in item.marks if m.role is MarkRole.LOT and m.text]
    what = f"lot {lots[0]}" if lots else "the marks as photographed"
    walk.end(
        number, node, "whom the maker supplied is on no record here: a mark names the maker, never the last lawful holder",
        f"a tracing request to {_asked(finding, lead)} for {what} of {item.id}", "only the maker's records name the first buyer",
    )  # fmt: skip
    for text in finding.conflicts:
        walk.conflicts[f"On who made {item.id}: {text}"] = None


def _lead(finding: Finding) -> Hypothesis | None:
    """The producer where one leads, else the state; None where the trace abstains."""
    named = [h for h in finding.hypotheses if h.kind in (HypothesisKind.PRODUCER, HypothesisKind.COUNTRY)]
    if finding.abstains or finding.top.kind is not HypothesisKind.COUNTRY:
        return None
    held = [h for h in named if h.probability >= MADE and h.country == finding.top.country]
    rested = [h for h in held if any(r.hypothesis == h.id for r in finding.reasons)]
    return next((h for h in rested if h.kind is HypothesisKind.PRODUCER), rested[0] if rested else None)


def _looks(finding: Finding) -> str:
    """What the trace itself would look at next."""
    return finding.would_change[0].observation if finding.would_change else "photographs of every side, from where you stand"


def _maker_name(finding: Finding, lead: Hypothesis) -> str:
    state = finding.top.label
    return lead.label if state in lead.label else f"{lead.label}, {state}"


def _asked(finding: Finding, lead: Hypothesis) -> str:
    return finding.top.label if lead.kind is HypothesisKind.COUNTRY else f"{finding.top.label} ({lead.label})"


def _lots(walk: Walk, item: Item, at: int) -> None:
    """A lot is a leaf: thousands of rounds go to many buyers, and another recovery of the lot is told and not walked to."""
    start = _node(walk, item.id)
    for edge in walk.given.network.edges_of(start.id, lambda e: e.relation == _BEARS and e.subject == start.id):
        hop = walk.given.network.hop(edge, start.id)
        if hop.end.kind is not NodeKind.LOT:
            continue
        others = sorted({e.subject.removeprefix("recovery:") for e in walk.given.network.edges_of(hop.end.id)} - {item.id})
        note = f"also on {', '.join(others[:6])}: one lot goes to many buyers, so no way leads on by it" if others else ""
        marks = tuple(f"{item.id}:{m.id}" for m in item.marks if m.role is MarkRole.LOT and f"lot:{fold(m.text)}" == hop.end.id)
        walk.go(at, Stage.LOT, "of_one_lot", hop, note=note, marks=marks)


def _lay_in(walk: Walk, start: Item, end: Item, at: int) -> int:
    """A hop between a thing and what it lay in, whichever way it is walked."""
    inner, outer = (start, end) if start.within == end.id else (end, start)
    a, b = _node(walk, start.id), _node(walk, end.id)
    edge_id = f"found_with:recovery:{inner.id}|recovery:{outer.id}"
    edge = next((e for e in walk.given.network.edges_of(a.id) if e.id == edge_id), None)
    if edge is None:
        return 0
    shut = outer.sealed is not False
    firm = edge.model_copy(update={"certainty": min(edge.certainty, AS_RECORDED if shut else OPEN_CRATE)})
    note = "" if shut else f"{outer.id} was open when it was found: its content may have changed on the way"
    return walk.go(at, Stage.FOUND, "lay_in", Hop(firm, a, b), note=note)


def _papers(walk: Walk, item: Item, at: int, known: Numbers) -> None:
    found = joins(item, known, walk.given.claims.get(item.id, ()))
    by_consignment: dict[str, list[Join]] = {}
    for join in found:
        by_consignment.setdefault(join.number.consignment, []).append(join)
    start = _node(walk, item.id)
    late = {consignment for consignment, held in by_consignment.items() if _too_late(walk, item, consignment, held)}
    for consignment, held in by_consignment.items():
        if consignment not in late:
            first = held[0].number
            bearers = {j.number.consignment for j in found if _same_number(j.number, first)} - late
            _to_papers(walk, item, start, at, consignment, held, len(bearers))
    _stated(walk, item, start, at)
    _at_odds(walk, item, by_consignment)
    for each in unjoined(item, known):
        fits = few(each.fits, 4)
        walk.refused[f"The mark {each.mark} on {item.id} is not joined to any paper: {each.why}. It would fit {fits}."] = None
        walk.end(
            at, start, f"the mark {each.mark} cannot be joined: {each.why}", f"a clearer photograph of {each.mark} on {item.id}",
            f"it would fit {fits}",
        )  # fmt: skip


def _same_number(one: Number, other: Number) -> bool:
    return (one.kind, signs(one.written)) == (other.kind, signs(other.written))


def _too_late(walk: Walk, item: Item, consignment: str, held: list[Join]) -> bool:
    """A find that is older than the papers was not sent by them: told, and not walked."""
    day = walk.day_of(consignment)
    if not day or not before(walk.given.found.get(item.id, item.recovery.recovered), day):
        return False
    walk.conflicts[
        f"{item.id} bears a number of consignment {consignment} ({_numbers(held)}), whose papers were made on {day}, after the "
        f"find (recorded: {item.recovery.recovered}): an order of dates that does not allow the hop, which is not walked."
    ] = None
    return True


def _numbers(held: list[Join]) -> str:
    return "; ".join(f"{j.number.kind} {j.number.written} on {j.where}" + (f", {j.note}" if j.note else "") for j in held)


def _to_papers(walk: Walk, item: Item, start: Node, at: int, consignment: str, held: list[Join], bearers: int) -> None:
    best, day = held[0], walk.day_of(consignment)
    key = f"consignment:{consignment}"
    node = walk.given.network.nodes[walk.given.network.at(key)]
    found = walk.given.found.get(item.id, item.recovery.recovered)
    named = _numbers(held)
    certainty = best.certainty if bearers < 2 else min(best.certainty, round(1 / bearers, 4))
    cited = tuple(dict.fromkeys(c for join in held for c in join.citations))
    hop = made_edge(f"papers:{start.id}|{key}", start, _BEARS, node, certainty, cited, detail=named, since=day,
                    standing=best.standing)  # fmt: skip
    among = f"that number stands on the papers of {bearers} consignments" if bearers > 1 else ""
    order = "" if day and found.known else "no date on one side: whether it was found after it was shipped is not shown"
    declared = _declared(walk, consignment)
    marks = tuple(dict.fromkeys(m for join in held for m in join.marks))
    number = walk.go(
        at, Stage.PAPERS, "number_on_papers", hop, note="; ".join(filter(None, (declared, among, order))), marks=marks
    )
    if number and walk.reached[key] == number:
        walk.waiting.append((number, consignment))


def _stated(walk: Walk, item: Item, start: Node, at: int) -> None:
    """A tie between the record and a consignment that somebody entered or claimed."""
    for edge in walk.given.network.edges_of(start.id, lambda e: not e.denied):
        hop = walk.given.network.hop(edge, start.id)
        if hop.end.kind is not NodeKind.CONSIGNMENT:
            continue
        consignment = hop.end.id.removeprefix("consignment:")
        day = walk.day_of(consignment)
        if day and before(walk.given.found.get(item.id, item.recovery.recovered), day):
            walk.conflicts[f"{hop.sentence}: not walked, since it was found before the papers were made ({day})."] = None
            continue
        number = walk.go(at, Stage.PAPERS, "stated_tie", hop, note=_declared(walk, consignment))
        if number and walk.reached[hop.end.id] == number:
            walk.waiting.append((number, consignment))


def _at_odds(walk: Walk, item: Item, found: dict[str, list[Join]]) -> None:
    """One number on several consignments, or several numbers that lead to different ones."""
    if len(found) < 2:
        return
    bears: dict[tuple[str, str], list[str]] = {}
    for consignment, held in found.items():
        for join in held:
            bears.setdefault((join.number.kind, join.number.written), []).append(consignment)
    shared = {key: list(dict.fromkeys(each)) for key, each in bears.items()}
    alone = {key: each[0] for key, each in shared.items() if len(each) == 1}
    firm = "; ".join(f"the {kind} {written} leads to {one} alone" for (kind, written), one in alone.items())
    for (kind, written), consignments in shared.items():
        if len(consignments) > 1:
            days = ", ".join(f"{each} ({walk.day_of(each) or 'no date'})" for each in consignments)
            more = " A container travels again and again, and its number does not say which." if kind == "container" else ""
            led = f" Of the other numbers on it, {firm}." if firm else ""
            walk.conflicts[f"The {kind} {written} on {item.id} stands on the papers of {days}.{more}{led}"] = None
    if len(set(alone.values())) > 1:
        walk.conflicts[f"The numbers on {item.id} lead to different papers: {firm}."] = None


def _declared(walk: Walk, consignment: str) -> str:
    """What the papers say it was, and where it was sent."""
    lines = [line for line in walk.given.papers.get(consignment, ()) if not line.get("superseded")]
    old = [
        str(line["goods"]).strip()
        for line in walk.given.papers.get(consignment, ())
        if line.get("superseded") and line.get("goods")
    ]
    what = list(dict.fromkeys(str(line.get("goods") or "").strip() for line in lines if line.get("goods")))
    to = list(dict.fromkeys(str(line.get("destination") or "") for line in lines if line.get("destination")))
    goods = f"declared as “{what[0]}”" + (f" and {len(what) - 1} more" if len(what) > 1 else "") if what else ""
    before_that = f"in an earlier version as “{old[0]}”" if old and old[0] not in what else ""
    return ", ".join(filter(None, (goods, before_that, f"for {to[0]}" if to else "")))


def _no_papers(walk: Walk, start: Node, known: Numbers) -> None:
    if known:
        why = "no number of a bill, container, seal or declaration in this case stands on it or on what it lay in"
    else:
        why = "this case holds no papers of trade with a number that could be compared"
    walk.end(
        walk.reached.get(start.id, 0), start, why, "photographs of all shipping marks: house bill, container, seal, consignee",
        "a number that stands on papers is what ties a find to a consignment",
    )  # fmt: skip


def _node(walk: Walk, record: str) -> Node:
    network = walk.given.network
    return network.nodes[network.at(f"recovery:{record}")]


def outermost(items: dict[str, Item]) -> tuple[str, ...]:
    """Records that lie in no other record of the same set."""
    return tuple(key for key, item in items.items() if item.within not in items or item.within == key)
