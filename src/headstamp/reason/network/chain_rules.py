"""Rules of the chain of a recovery. A rule's docstring is its public description."""

from __future__ import annotations

from collections.abc import Callable

from headstamp.core.finding import Reason
from headstamp.reason.network.chain_model import Link
from headstamp.reason.network.chain_walk import percent, role
from headstamp.reason.network.rules import odds


def made_by_its_marks(link: Link, key: str) -> Reason:
    """Who made the thing, by its marks and looks, as `headstamp trace` reads them from sourced rows. The weight is the
    probability of that answer as log10 odds. It is no step towards whoever supplied, sold or held the thing: only a tracing
    request to the maker names the first buyer."""
    return _of(link, f"{link.hop.start.label} was made by {link.hop.end.label}, by its marks", key)


def lay_in(link: Link, key: str) -> Reason:
    """A thing lay in another, as the record of the find says. Where the outer one was open when it was found, its content may
    have changed on the way, and the hop weighs less."""
    edge = link.hop.edge
    inner, outer = (link.hop.start, link.hop.end) if edge.subject == link.hop.start.id else (link.hop.end, link.hop.start)
    return _of(link, f"{inner.label} lay in {outer.label}", key)


def of_one_lot(link: Link, key: str) -> Reason:
    """The lot marked on a thing. A lot is what a tracing request asks about. It leads on to no other find: thousands of rounds of
    one lot go to many buyers, so that two finds of one lot need not have come one way."""
    return _of(link, f"{link.hop.start.label} bears {link.hop.end.label}", key)


def number_on_papers(link: Link, key: str) -> Reason:
    """A number on the thing, or claimed of it by a source, is the very number of a consignment: of its house bill, declaration,
    container, seal or master bill, in this order of weight. Only the whole number joins, however it is spaced, from six signs
    with four digits on. A container with a right check digit (ISO 6346) weighs more than one without; a number that stands on the
    papers of several consignments weighs as one among them. A mark that is partly illegible, faint or painted over joins nothing;
    a find that is older than the papers is told and not joined. What it says is that the thing was marked for these goods, not
    that it was among them."""
    return _of(link, f"{link.hop.start.label} bears a number of {link.hop.end.label}: {link.hop.edge.detail}", key)


def stated_tie(link: Link, key: str) -> Reason:
    """A source or a person of the case says that the thing belongs to a consignment. It weighs as its source is graded."""
    return _of(link, link.hop.sentence, key)


def named_on_papers(link: Link, key: str) -> Reason:
    """A party or ship that the papers of a consignment name, in the role that they give it. A name on papers is a name:
    forwarders, agents and banks stand there for others, and it does not say what they knew of the goods."""
    hop = link.hop
    says = f"{hop.end.label} is {role(hop.edge)} of {hop.start.label}"
    if hop.edge.relation == "carried_by":
        says = f"{hop.start.label} was carried by {hop.end.label}"
    return _of(link, f"{says} ({hop.edge.dates})", key)


def may_be_listed(link: Link, key: str) -> Reason:
    """A name on papers may be a listed party, with the probability of the match (`headstamp match`). From 50 percent on the chain
    goes on by it; below, it is told and not walked. A decision of a person in the case overrules it, either way."""
    return _of(link, f"{link.hop.start.label} may be {link.hop.end.label}: {percent(link.certainty)} by name and facts", key)


def bears_listed_number(link: Link, key: str) -> Reason:
    """A ship on papers bears the IMO number that a list gives for a listed ship. The number stays with the hull through changes
    of name and flag; that it was entered rightly on the papers is not shown by it. It weighs as the list is sure of it."""
    return _of(link, f"{link.hop.end.label} bears the number of {link.hop.start.label}", key)


def _of(link: Link, sentence: str, key: str) -> Reason:
    edge = link.hop.edge
    grade = f"grade {edge.grade}" if edge.grade else f"certainty {edge.certainty:g}"
    return Reason(
        rule=link.rule, sentence=sentence, hypothesis=key, weight=odds(edge.certainty), group=link.stage.value,
        marks=link.marks, citations=edge.citations, standing=edge.standing, note="; ".join(filter(None, (grade, link.note))),
    )  # fmt: skip


def _walked(link: Link, key: str) -> Reason:
    return _of(link, link.hop.sentence, key)


CHAIN_RULES: tuple[Callable[[Link, str], Reason], ...] = (
    made_by_its_marks, lay_in, of_one_lot, number_on_papers, stated_tie, named_on_papers, may_be_listed,
    bears_listed_number,
)  # fmt: skip
_BY_NAME = {rule.__name__: rule for rule in CHAIN_RULES}


def reason_of(link: Link, key: str) -> Reason:
    """The reason of a link for the hypothesis `key`. Hops that the network knows too keep its rules (`stands_over` ...)."""
    return _BY_NAME.get(link.rule, _walked)(link, key)
