"""`headstamp case decide`: join or part two statements of a party, in the ledger of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import asking, casework, common
from headstamp.cli.options import FILE, profile_option
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.core.party import Decision
    from headstamp.reason.network.joined import Same
    from headstamp.reason.network.model import Node
    from headstamp.reason.network.network import Network

MOST_CHOICES = 8
SAID = {"same": "are one party", "not the same": "are not the same party", "unsure": "cannot be told apart or joined yet"}
EXAMPLE = 'headstamp case decide crate.headstamp "Tarn Freight" watch/F4 --not-same --why "another register number"'


@click.command("decide")
@casework.case_argument
@click.argument("left", required=False, default="", metavar="[A]")
@click.argument("right", required=False, default="", metavar="[B]")
@click.option("--same", is_flag=True, help="They are one party; chains and networks then take them for one.")
@click.option("--not-same", is_flag=True, help="They are not; a match between them is told and never walked again.")
@click.option("--unsure", is_flag=True, help="It was looked at and cannot be told.")
@click.option("--why", default="", metavar="TEXT", help="What it rests on; kept with the decision.")
@click.option("--party", is_flag=True, help="A is a name on papers and B a listed party, where a name is both.")
@click.option("--pack", "packs", type=FILE, multiple=True, metavar="DIR", help="A pack of your own that A or B stands in.")
@click.option("--json", "as_json", is_flag=True, help="Print the decisions as JSON.")
@profile_option
@casework.who_option
def command(
    path: Path, left: str, right: str, same: bool, not_same: bool, unsure: bool, why: str, packs: tuple[Path, ...], who: str,
    profile: str, **options: Any,
) -> None:  # fmt: skip
    """Decide that A and B, two statements of a party, are one or are not; without both, list the decisions.

    A and B are ids, such as watch/F4 of a list or entity/e1 of the case, or names. The first decision stays in the ledger when a
    later one about the same two is taken. Nothing else joins or parts them: twins on two lists stay two until somebody decides.

    \b
    headstamp case decide crate.headstamp "Tarn Freight" watch/F4 --not-same --why "another register number"
    headstamp case decide crate.headstamp watch/F1 builtin/orsa --same --why "one passport number" --who "A. Kim"
    """
    chosen: dict[Decision, bool] = {"same": same, "not the same": not_same, "unsure": unsure}
    given = [decision for decision, flag in chosen.items() if flag]
    if not left and not right and not given:
        with casework.open_case(path, readonly=True) as case:
            _listed(case, profile, as_json=bool(options["as_json"]))
        return
    if len(given) > 1:
        raise UsageError("--same, --not-same and --unsure exclude each other", hint="give one; the last decision of a pair holds")
    if not (left and right and given and why.strip()):
        raise UsageError("a decision needs A, B, one of --same, --not-same, --unsure, and --why", hint=EXAMPLE)
    with casework.open_case(path, who) as case:
        _decide(case, (left, right), given[0], asking.clean(why).strip(), packs, party=bool(options["party"]))


def _decide(
    case: Case, written: tuple[str, str], decision: Decision, why: str, packs: tuple[Path, ...], *, party: bool
) -> None:  # fmt: skip
    from headstamp.case.contents import of_same
    from headstamp.case.ties import decisions_of
    from headstamp.reason.network.joined import Same, entities

    network = _network(case, packs)
    left = _at(network, written[0], "paper" if party else "")
    right = _at(network, written[1], "listed" if party else "")
    if left.id == right.id:
        raise UsageError("A and B are one statement", hint="decide about two: a name on papers and an entry, or two entries")
    made = Same(left=left.id, right=right.id, decision=decision, by=case.who, at=case.clock(), why=why)
    (entry,) = case.write([of_same(made)])
    click.echo(common.harmless(_sentence(made, network)))
    common.note(f"entry {entry.seq} of the ledger: {entry.sha256}")
    for told in entities(network, decisions_of(case)).told:
        if "names a node" not in told:  # of another pack than those of this call
            common.note(told)


def _network(case: Case, packs: tuple[Path, ...]) -> Network:
    """Every statement that can be decided about: those of the case, and those of packs."""
    from headstamp.case.ties import beside, parts_of
    from headstamp.reason.network.build import of_packs
    from headstamp.reason.network.network import Network

    return Network.of(beside(parts_of(case), of_packs(common.open_shelf(packs, False).packs)))


def _at(network: Network, written: str, side: str) -> Node:
    """The statement that a text names, by id or by its exact name. Raises UsageError with what it may be."""
    from headstamp.case.ties import PAPER, node_id
    from headstamp.reason.network.model import NodeKind

    text = node_id(asking.clean(written).strip())
    text = _party_of(network, f"listing:{text}") or text  # an entry of a list names its party
    places = (NodeKind.ADDRESS, NodeKind.PHONE, NodeKind.LISTING, NodeKind.STATE, NodeKind.TYPE, NodeKind.LOT)
    found = [node for node in network.find(text) if node.kind not in places]
    if side and text not in network.place:
        found = [node for node in found if node.id.startswith(PAPER) == (side == "paper")]
    if len(found) == 1:
        return found[0]
    if not found:
        hint = "`headstamp case search` finds what the case holds; ids of lists are list/party, such as builtin/komid"
        raise UsageError(f"no party or thing {written!r} in this case or on the packs", hint=hint)
    more = f" and {len(found) - MOST_CHOICES} more" if len(found) > MOST_CHOICES else ""
    choices = "; ".join(f"{node.id} ({node.label})" for node in found[:MOST_CHOICES])
    raise UsageError(f"{written!r} names {len(found)} statements", hint=f"give the id of one: {choices}{more}")


def _party_of(network: Network, listing: str) -> str:
    """The id of the party of an entry; empty for what is none."""
    if listing not in network.place:
        return ""
    return next((edge.subject for edge in network.edges_of(listing) if edge.relation == "listed_as"), "")


def _sentence(same: Same, network: Network | None = None, *, open_: bool = True) -> str:
    """`A (id) and B (id) are one party: decided by K on 2026-03-01, since ...`"""
    names = [_named(each, network) for each in (same.left, same.right)]
    by = f"decided by {same.by} on {same.at[:10]}: {same.why}" if open_ else f"decided on {same.at[:10]}"
    return f"{names[0]} and {names[1]} {SAID[same.decision]}; {by}"


def _named(node: str, network: Network | None) -> str:
    if network is None or node not in network.place:
        return node
    label = network.nodes[network.at(node)].label
    return node if label == node else f"{label} ({node})"


def _listed(case: Case, profile: str, *, as_json: bool) -> None:
    """The decisions that stand, in the order in which they were taken; who and why for the case team alone."""
    from headstamp.case.redacted import may_see_who, shown_text
    from headstamp.case.ties import decisions_of, parts_of
    from headstamp.core.redact import Profile
    from headstamp.reason.network.network import Network

    seen = Profile(profile)
    open_ = may_see_who(seen)
    taken = decisions_of(case)
    if as_json:
        keep = {"left", "right", "decision", "at"} | ({"by", "why"} if open_ else set())
        shown = [{k: shown_text(case, v, seen) for k, v in each.model_dump(mode="json").items() if k in keep} for each in taken]
        click.echo(json.dumps({"decisions": shown, "profile": profile}, ensure_ascii=False))
        return
    network = Network.of(parts_of(case)) if taken else None
    for each in taken:
        click.echo(common.harmless(shown_text(case, _sentence(each, network, open_=open_), seen)))
    if not taken:
        click.echo("nothing was decided in this case yet")
    common.note(f"made for the profile “{profile}”" + ("" if open_ or not taken else ": who decided, and why, is withheld"))
