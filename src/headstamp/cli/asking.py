"""What `match` and `decide` do alike: a party from options, the matcher for the lists asked, the sources to cite."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headstamp.cli import common
from headstamp.cli.options import FILE
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from headstamp.core.claim import Source
    from headstamp.core.finding import Finding
    from headstamp.core.party import Identifier, Party
    from headstamp.reason.match.matcher import Matcher
    from headstamp.scale.matchers import OpenMatcher

KINDS = ("person", "organisation", "vessel", "aircraft", "unknown")
"""The values of core.party.PartyKind, spelled out so that `--help` need not load pydantic; a test holds them equal."""

BUILT_IN = "builtin"
Command = TypeVar("Command", bound=Callable[..., Any])


def party_options(command: Command) -> Command:
    """What is known of the party beside its names."""
    for option in (
        click.option("--id", "numbers", multiple=True, metavar="KIND=VALUE", help="A number: registration, tax, lei, mmsi ..."),
        click.option("--passport", multiple=True, metavar="NO", help="A passport number; may be repeated."),
        click.option("--imo", multiple=True, metavar="NO", help="An IMO ship number; may be repeated."),
        click.option("--born", multiple=True, metavar="DATE", help="Date of birth as known: 1966, 1966-12-25, c. 1966."),
        click.option("--country", "countries", multiple=True, metavar="CC", help="A country, by two letters; may be repeated."),
        click.option("--kind", type=click.Choice(KINDS), default="unknown", show_default=True, help="What the party is."),
    ):
        command = option(command)
    return command


def list_options(command: Command) -> Command:
    """Which lists are asked, and as of when."""
    store = "Folder of kept lists and decisions; else $HEADSTAMP_HOME, else the user's data folder."
    for option in (
        click.option("--store", "folder", type=FILE, metavar="DIR", help=store),
        click.option("--as-of", "day", default="", metavar="DATE", help="Ask what stood on the lists on that day (2023-07-01)."),
        click.option(
            "--list", "lists", multiple=True, metavar="LIST|FILE",
            help="Ask this list only: builtin, a kept list, or a file; may be repeated.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


class Prior(click.ParamType[float]):
    """A share of parties: `1/1000` or `0.001`."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The share as a number; fails on what is none, and on one outside 0..1/2."""
        found = re.fullmatch(r"\s*([0-9.,]+)\s*(?:/\s*([0-9.,]+)\s*)?", str(value).replace("_", ""))
        try:
            share = float(found[1].replace(",", "")) / float((found[2] or "1").replace(",", "")) if found else -1.0
        except (ValueError, ZeroDivisionError):
            share = -1.0
        if not 1e-9 <= share <= 0.5:
            self.fail(f"{value!r} is not a share of parties between 1/1,000,000,000 and 1/2: write 1/1000 or 0.001", param, ctx)
        return share


def party_of(
    names: Sequence[str],
    *,
    kind: str = "unknown",
    countries: Sequence[str] = (),
    born: Sequence[str] = (),
    imo: Sequence[str] = (),
    passport: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> Party:
    """The party as typed: the first name is its own, the others are names it also goes by. Raises UsageError."""
    from headstamp.core.party import Party, PartyKind, PartyName

    written = [clean(name) for name in names if name.strip()]
    if not written:
        raise UsageError("no name was given", hint='headstamp match "Korea Mining Development Trading Corp"')
    return Party(
        id=written[0],
        kind=PartyKind(kind),
        names=tuple(PartyName(text=text) for text in written),
        countries=tuple(c.strip().upper() if len(c.strip()) == 2 else clean(c).strip() for c in countries),
        born=tuple(map(clean, born)),
        identifiers=_identifiers(imo, passport, numbers),
    )


def _identifiers(imo: Sequence[str], passport: Sequence[str], numbers: Sequence[str]) -> tuple[Identifier, ...]:
    from headstamp.core.party import Identifier

    pairs = [*(("imo", v) for v in imo), *(("passport", v) for v in passport)]
    for each in numbers:
        kind, sign, value = each.partition("=")
        if not sign or not kind.strip() or not value.strip():
            raise UsageError(f"--id {each!r} is not KIND=VALUE", hint="such as --id registration=35986061 or --id tax=7723899777")
        pairs.append((kind.strip().casefold(), value))
    return tuple(Identifier(kind=kind, value=clean(value).strip()) for kind, value in pairs)


def clean(text: str) -> str:
    """Bytes that were no text arrive as lone surrogates, which no name holds."""
    return text.encode("utf-8", "replace").decode("utf-8")


def open_matcher(lists: Sequence[str], day: str, folder: Path | None) -> OpenMatcher:
    """The matcher over the lists asked: those named, or the built-in one and all kept ones. Raises UsageError, InputError."""
    from headstamp.scale.matchers import open_matcher as opened

    named = [Path(each) if _is_path(each) else each for each in lists if each != BUILT_IN]
    with common.progress("opening the lists"):
        return opened(named if lists else None, store=folder, as_of=day or None, builtin=not lists or BUILT_IN in lists)


def _is_path(text: str) -> bool:
    if Path(text).is_file():
        return True
    if "/" in text or "\\" in text or Path(text).suffix:
        raise InputError("no such file", file=text, hint="--list takes builtin, the id of a kept list, or a file of one")
    return False


@contextmanager
def prepared() -> Iterator[None]:
    """Says so where the first comparison on this machine has to be prepared, which takes a minute once and no time after."""
    if _unprepared():
        common.note("preparing the matcher for this processor (once; about a minute)")
    yield


def _unprepared() -> bool:
    """True where numba keeps no compiled form of this code; only for a message, and False where it cannot be told."""
    from headstamp.reason.match.gather import gather

    kept = getattr(getattr(gather, "_cache", None), "_cache_file", None)
    return kept is not None and not kept._load_index()


def listed_at(entity: str, matcher: Matcher) -> int:
    """The party that `entity` names: `list/entry`, entry id, party id or listed name. Raises UsageError with near names."""
    from difflib import get_close_matches

    from headstamp.reason.match.finding import find_party

    try:
        return find_party(entity, matcher)
    except KeyError:
        folded = {name.casefold(): name for name in matcher.names}
        near = [folded[each] for each in get_close_matches(entity.casefold(), folded, n=3, cutoff=0.6)]
        known = "give the entry as list/entry, such as builtin/ofac-41736, or its name"
        hint = f"did you mean {' or '.join(near)}?" if near else known
        raise UsageError(f"no entry or listed name is {entity!r}", hint=hint) from None


def sources_of(findings: Sequence[Finding]) -> dict[str, Source]:
    """The pages that findings cite: those of the built-in list, and the official page of each known list."""
    from headstamp.core.claim import Source
    from headstamp.reference.builtin import builtin_sources
    from headstamp.reference.watchlist.known import KNOWN

    found = {**{known.id: known.page for known in KNOWN.values()}, **builtin_sources()}
    found["decision"] = Source(id="decision", title="a decision kept on this machine: headstamp decide")
    cited = {c.source_id for f in findings for r in f.reasons for c in r.citations}
    return {each: found.get(each) or Source(id=each, title=f"list {each}, as given by hand") for each in sorted(cited)}


def same_listed(entity: str, matcher: Matcher) -> tuple[int, ...]:
    """The listed party that `entity` names and, where it is a name, every listed party that bears it."""
    at = listed_at(entity, matcher)
    wanted = entity.strip().casefold()
    bearers = dict.fromkeys(
        int(matcher.index.columns.entity[row]) for row, name in enumerate(matcher.names) if name.casefold() == wanted
    )
    return tuple(bearers) if at in bearers else (at,)
