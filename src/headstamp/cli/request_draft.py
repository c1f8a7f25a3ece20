"""`headstamp request draft`: a tracing request about one record, to a State, a maker or a panel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import common, requesting
from headstamp.cli.casework import who_option, worker
from headstamp.cli.options import FILE, input_options
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from headstamp.case import Case
    from headstamp.core.finding import Finding
    from headstamp.core.record import Item
    from headstamp.reason.request import Addressee, Shot
    from headstamp.tell.request import Letter


@click.command("draft")
@requesting.item_options
@click.option("--to", "kind", type=click.Choice(requesting.KINDS), required=True, help="Whom to ask.")
@click.option("--state", default="", metavar="CC", help="Which State, by two letters, where the evidence leads to several.")
@click.option("--maker", default="", metavar="NAME", help="Which maker, where the evidence leads to several.")
@requesting.sender_options
@click.option("--illicit", default="", metavar="TEXT", help="Why the item is taken to be illicit.")
@click.option("--use", default="", metavar="TEXT", help="What the answer will be used for.")
@click.option("--photos", type=FILE, metavar="DIR", help="The folder of the photographs; else that of the file, or the vault.")
@click.option("--anyway", is_flag=True, help="Draft although something essential is missing.")
@click.option(
    "--pack", "packs", type=FILE, multiple=True, metavar="DIR", help="A pack of your own; its unverified rows stay out."
)
@input_options
@requesting.letter_profile_option
@requesting.output_options
@who_option
def command(
    target: str, item_id: str, case_path: Path | None, kind: str, state: str, maker: str, anyway: bool, packs: tuple[Path, ...],
    photos: Path | None, encoding: str | None, rejects: Path | None, profile: str, as_json: bool, output: Path | None, who: str,
    **words: str,
) -> None:  # fmt: skip
    """Draft a request about TARGET, a file of records with --item, or record/ID with --case, which also enters it there.

    The shot list comes first; where something essential is missing, nothing is drafted without --anyway. The letter rests on
    sourced rows alone, names nobody as supplier, and says what the Finding says and no more. A person checks and signs it.

    \b
    headstamp request draft recovery.yaml --item head-3 --to state --from "Customs of Karsova" --output letter.docx
    headstamp request draft record/head-3 --case crate.headstamp --to manufacturer --due 2027-01-31
    """
    inputs = [Path(target)] if target and case_path is None else [case_path] if case_path else []
    common.guard_outputs((output, rejects), inputs)
    if output:
        common.suffix_of(output, requesting.ENDINGS)
    with requesting.found(
        target, item_id, case_path, who=who, readonly=False, encoding=encoding, rejects=rejects, photos=photos
    ) as given:
        item = requesting.one(given)
        letter, found, chosen, lacking = _letter(item, given, (kind, state, maker), packs, profile, words)
        _shots_first(item, lacking, profile, quiet=as_json or output is not None)
        if any(shot.essential for shot in lacking) and not anyway:
            hint = "add what stands under “Needed before anybody can answer”, or draft it all the same with --anyway"
            raise UsageError("something essential is missing, and nobody could answer", hint=hint)
        if given.case is not None:
            _enter(given.case, item, letter, found, chosen, worker(who))
        _show(letter, lacking, as_json, output)


def _letter(
    item: Item,
    given: requesting.Found,
    wanted: tuple[str, str, str],
    packs: tuple[Path, ...],
    profile: str,
    words: dict[str, Any],
) -> tuple[Letter, Sequence[Finding], Addressee, Sequence[Shot]]:
    """The letter from a shelf of sourced rows; the whole shelf only tells why somebody may not be asked."""
    from headstamp.core.redact import Profile
    from headstamp.reason.request import offer, origin_of, shots
    from headstamp.reason.trace import trace
    from headstamp.tell.request import Given, tracing_letter

    whole, sourced = common.open_shelf(packs, False), common.open_shelf(packs, True)
    found = trace(item, sourced)
    offers = [offer(origin_of(findings), shelf) for findings, shelf in ((found, sourced), (trace(item, whole), whole))]
    chosen = requesting.choose(offers, *wanted)
    words["day"] = requesting.today(words["day"])
    letter = tracing_letter(
        item, found, chosen, whole.tables.letters, sourced.sources, Given(**words, photos=given.photos), profile=Profile(profile),
        around=given.around,
    )  # fmt: skip
    return letter, found, chosen, shots(item, origin_of(found), given.around)


def _shots_first(item: Item, lacking: Sequence[Shot], profile: str, *, quiet: bool) -> None:
    from headstamp.core.redact import Profile
    from headstamp.tell.request.shots import print_shots

    if not lacking:
        return
    if not quiet:
        screen = common.console()
        print_shots(screen, item, lacking, (), Profile(profile))
        screen.print()
        screen.rule(style="dim") if screen.is_terminal else None
        return
    essential = sum(shot.essential for shot in lacking)
    common.note(f"{len(lacking)} things would make it better, {essential} of them essential: headstamp request shots tells which")


def _enter(case: Case, item: Item, letter: Letter, found: Sequence[Finding], chosen: Addressee, who: str) -> None:
    """The request and the Finding that it rests on, in one act."""
    from headstamp.case import contents
    from headstamp.case.requests import Request, Step, draft_request
    from headstamp.reason.request import origin_of

    origin = origin_of(found)
    finding = contents.of_finding(origin, (f"record/{item.id}",))
    new = [] if case.find("finding", finding.id) else [finding]
    step = Step(state="drafted", day=letter.day, by=who)
    made = Request(
        id=letter.reference, type="tracing", to="; ".join(letter.to), to_kind=chosen.kind.value, state_code=chosen.state,
        about=(f"record/{item.id}", f"finding/{finding.id}"), due=letter.due, profile=letter.profile.value,
        letter=letter.model_dump(mode="json"), letter_sha256=letter.digest, steps=(step,),
    )  # fmt: skip
    draft_request(case, made, with_=new)
    common.note(f"entered as request {letter.reference}, drafted")


def _show(letter: Letter, lacking: Sequence[Shot], as_json: bool, output: Path | None) -> None:
    if output:
        requesting.write_letter(letter, output)
    if as_json:
        from headstamp.core.finding import canonical_json

        shown = {
            "letter": letter.model_dump(mode="json"),
            "sha256": letter.digest,
            "shots": [s.model_dump(mode="json") for s in lacking],
        }
        click.echo(canonical_json(shown))
    elif not output:
        from headstamp.tell.request.text import print_letter

        print_letter(common.console(), letter)
    requesting.note_blanks(letter)
