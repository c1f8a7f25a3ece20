"""`headstamp request reply`: offer a named party to reply before a public output names it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.cli import common, requesting
from headstamp.cli.asking import clean
from headstamp.cli.casework import case_argument, open_case, who_option, worker

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.core.claim import Source
    from headstamp.tell.request import Letter


@click.command("reply")
@case_argument
@click.option("--party", required=True, metavar="NAME", help="The party, by the id or name that the case gives it.")
@click.option(
    "--said", multiple=True, metavar="TEXT", help="What would be published of it; else what public relations of the case say."
)
@requesting.sender_options
@requesting.output_options
@who_option
def command(
    path: Path, party: str, said: tuple[str, ...], reference: str, as_json: bool, output: Path | None, who: str, **words: Any
) -> None:
    """Draft the offer to --party to reply: what would be said of it, on which published pages, and until when.

    Witnesses, holders and whatever is not public stay out: such a source is “a source that is not named here”. The offer is
    entered as drafted; `request note CASE REF sent` enters that it went out, and `request list` shows who was offered nothing.
    """
    import hashlib

    from headstamp.case.parties import named_parties, said_of
    from headstamp.case.requests import Request, Step, draft_request
    from headstamp.tell.request import Given, Statement, reply_letter

    common.guard_outputs((output,), (path,))
    if output:
        common.suffix_of(output, requesting.ENDINGS)
    party, words["day"] = clean(party).strip(), requesting.today(words["day"])
    reference = clean(reference).strip() or "RR-" + hashlib.sha256(party.casefold().encode()).hexdigest()[:8]
    with open_case(path, who) as case:
        found = said_of(case, party)
        statements = [Statement(clean(t)) for t in said] or [Statement(s.text, s.citations) for s in found if s.open]
        if closed := sum(not s.open for s in found):
            common.note(f"{closed} relations and claims about this party are not public and stay out of the letter")
        named = [n for n in named_parties(case) if party.casefold() in (n.id.casefold(), n.label.casefold())]
        if not said and any(where.startswith("finding/") for each in named for where in each.where):
            common.note("findings name this party too; word with --said what would be published of them")
        if not named:
            common.note("no relation, claim or finding of this case names that party; check the name")
        letter = reply_letter(
            party, statements, _published(), Given(**words, reference=reference), secrets=_secrets(case, party),
            reference=reference,
        )  # fmt: skip
        about = tuple(dict.fromkeys(where for each in named for where in each.where))
        step = Step(state="drafted", day=letter.day, by=worker(who))
        made = Request(
            id=letter.reference, type="reply", to="; ".join(letter.to), to_kind="party", party=party, about=about, due=letter.due,
            profile=letter.profile.value, letter=letter.model_dump(mode="json"), letter_sha256=letter.digest, steps=(step,),
        )  # fmt: skip
        draft_request(case, made)
    common.note(f"entered as request {letter.reference}, drafted")
    _show(letter, as_json, output)


def _secrets(case: Case, party: str) -> tuple[str, ...]:
    """What no letter of this case may hold: what is kept back, and single words of its people's names but those of the party."""
    from headstamp.case import contents
    from headstamp.case.parties import kept_back
    from headstamp.tell.request.given import people_of, tells

    words = people_of(contents.items(case))
    return (*kept_back(case), *(word for word in words if not tells(party, (word,))))


def _published() -> dict[str, Source]:
    """Pages that anybody can read: those of the packs, and the official page of each known list."""
    from headstamp.reference.builtin import builtin_sources
    from headstamp.reference.watchlist.known import KNOWN

    shelf = common.open_shelf((), True)
    return {**{known.id: known.page for known in KNOWN.values()}, **builtin_sources(), **shelf.sources}


def _show(letter: Letter, as_json: bool, output: Path | None) -> None:
    if output:
        requesting.write_letter(letter, output)
    elif as_json:
        click.echo(letter.to_json())
    else:
        from headstamp.tell.request.text import print_letter

        print_letter(common.console(), letter)
    requesting.note_blanks(letter)
