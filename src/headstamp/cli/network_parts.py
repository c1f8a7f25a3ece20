"""The network of a question out of its origins: packs, lists that are kept, a case, ties of one's own. One place, so that every
question is asked of the same."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from headstamp.cli import common
from headstamp.cli.network_inputs import Inputs, as_of
from headstamp.core.errors import PackError

if TYPE_CHECKING:
    from headstamp.core.claim import Source
    from headstamp.reason.network import Network, Parts
    from headstamp.reason.network.joined import Same
    from headstamp.reason.network.own import OwnTie
    from headstamp.reference.pack import Pack

TOLD = 3  # rows set aside that are named one by one


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything laid together, before the profile closes anything. `decided`: people's decisions of the case, in order."""

    network: Network
    sources: dict[str, Source]
    decided: tuple[Same, ...]
    shelf_hash: str


def gathered(given: Inputs) -> Gathered:
    """The network of all origins. Raises PackError, InputError, UsageError."""
    from headstamp.reason.network import Network, Parts
    from headstamp.reason.network.build import of_packs
    from headstamp.reason.network.joined import joined_edges

    packs = _packs(given)
    parts = of_packs(packs, unverified=not given.sourced_only) + _lists(given)
    decided: list[Same] = []
    if given.case is not None:
        parts, decided = _case(given.case, given.profile, parts)
    network = Network.of(parts)
    for ties in _own(given):
        made = _owned_parts(ties, network)
        network = Network.of(Parts(network.nodes, network.edges, network.told) + made)
    if decided:
        edges = joined_edges(decided, network.place)
        network = Network.of(Parts(network.nodes, network.edges, network.told) + edges)
    digest = hashlib.sha256("".join(f"{p.id} {p.sha256} {given.sourced_only}\n" for p in packs).encode()).hexdigest()
    return Gathered(network, _sources(packs), tuple(decided), digest)


def _packs(given: Inputs) -> list[Pack]:
    """The shipped packs that hold parties, and those that were given. Raises PackError."""
    from headstamp.reference.pack import load_pack, shipped

    paths = [path for path in shipped() if (path / "parties.csv").is_file()]
    packs = [load_pack(path) for path in (*paths, *given.packs)]
    ids = [pack.id for pack in packs]
    if twice := next((each for each in ids if ids.count(each) > 1), ""):
        raise PackError(f"two packs share the id {twice!r}", hint="Rename one of them in its pack.toml.")
    return packs


def _lists(given: Inputs) -> Parts:
    """The lists that the user keeps, or those named, in the edition of the day; the built-in one is a pack."""
    from headstamp.cli import asking
    from headstamp.reason.network import Parts
    from headstamp.reason.network.build import of_listings
    from headstamp.reference.watchlist import Store

    if not any(each != asking.BUILT_IN for each in (given.lists or Store(given.folder).list_ids())):
        return Parts()
    matcher = asking.open_matcher(given.lists, as_of(given), given.folder)
    return of_listings(each for each in matcher.listings if each.list_id != asking.BUILT_IN) + Parts(told=matcher.limits)


def _case(path: Path, profile: str, others: Parts) -> tuple[Parts, list[Same]]:
    from headstamp.case.ties import beside, decisions_of, parts_of
    from headstamp.case.ties_seen import as_seen
    from headstamp.cli.casework import open_case
    from headstamp.core.redact import WITHHELD, Profile

    reader = Profile(profile)
    with open_case(path, readonly=True) as case:
        parts, decided = as_seen(case, parts_of(case, reader), decisions_of(case), reader, others)
    parts = beside(parts, others)
    if reader is not Profile.CONFIDENTIAL:  # who decided, and why, is for the case team
        decided = [each.model_copy(update={"by": WITHHELD, "why": WITHHELD}) for each in decided]
    return parts, decided


def _own(given: Inputs) -> list[list[OwnTie]]:
    """The tables of one's own; rows set aside are counted on stderr, the first ones with their reason."""
    from headstamp.observe.ties import read_ties
    from headstamp.reason.network.own import OwnTie

    tables = []
    for number, (path, relation) in enumerate([*((p, "") for p in given.ties), *((p, "owns") for p in given.shares)], start=1):
        table = read_ties(path, relation=relation)
        same = [p for p in (*given.ties, *given.shares) if p.name == path.name]
        name = path.name if len(same) == 1 else f"{path.name} ({number})"
        if table.rejects:
            common.note(f"{path.name}: {len(table.rejects):,} of {len(table.rows) + len(table.rejects):,} rows set aside")
            for error in table.rejects[:TOLD]:
                common.note(f"  {error}")
        tables.append([
            OwnTie(r.subject, r.relation, r.object, f"{name}, row {r.row}", r.source, r.detail, r.share, r.since, r.until,
                   r.grade)
            for r in table.rows
        ])  # fmt: skip
    return tables


def _owned_parts(ties: list[OwnTie], network: Network) -> Parts:
    from headstamp.reason.network.own import of_own

    made = of_own(ties, network)
    for told in made.told[:TOLD]:
        common.note(told)
    return made


def _sources(packs: list[Pack]) -> dict[str, Source]:
    """The pages that the network may cite: those of packs, the official page of each known list, and rules of ownership."""
    from headstamp.core.claim import Source
    from headstamp.reason.network.profiles import PROFILES
    from headstamp.reference.watchlist.known import KNOWN

    found = {known.id: known.page for known in KNOWN.values()}
    for pack in packs:
        found.update(pack.sources)
    for rule in PROFILES:
        title = f"{rule.citation.locator}"
        found[rule.citation.source_id] = Source(id=rule.citation.source_id, title=title, publisher=rule.authority)
    found["decision"] = Source(id="decision", title="a person's decision, kept in the case")
    return found
