"""What the commands on requests do alike: the item from a file or a case, its photographs, whom to ask, writing a letter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from headstamp.cli import common
from headstamp.cli.options import FILE, PROFILES
from headstamp.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from headstamp.case import Case
    from headstamp.case.requests import Step
    from headstamp.core.record import Item
    from headstamp.core.redact import Profile
    from headstamp.reason.request import Addressee, Offer, Shot
    from headstamp.tell.request import Letter

Command = TypeVar("Command", bound=Callable[..., Any])
ENDINGS = (".txt", ".md", ".html", ".docx", ".json")
BIGGEST = 200 * 2**20  # bytes of a letter
KINDS = ("state", "manufacturer", "panel")


@dataclass(frozen=True, slots=True)
class Found:
    """The records asked about. `around` = all records of the find; `photos` = name of a photograph -> sha256."""

    items: tuple[Item, ...]
    around: tuple[Item, ...]
    photos: dict[str, str] = field(default_factory=dict)
    case: Case | None = None


def item_options(command: Command) -> Command:
    """Which record: a file and `--item`, or `--case` and `record/ID`."""
    for option in (
        click.option(
            "--case", "case_path", type=FILE, metavar="CASE", help="Take the record from this case; TARGET is record/ID."
        ),
        click.option("--item", "item_id", default="", metavar="ID", help="The record of the file that it is about."),
        click.argument("target", metavar="TARGET", required=False, default=""),
    ):
        command = option(command)
    return command


def sender_options(command: Command) -> Command:
    """Who asks, on which authority, until when."""
    for option in (
        click.option(
            "--reference", default="", metavar="REF", help="Your reference; else one that follows from record and addressee."
        ),
        click.option("--day", default="", metavar="DATE", help="The day of the letter or step; else today."),
        click.option("--due", default="", metavar="DATE", help="The day by which a reply is asked for."),
        click.option("--name", "office", default="", metavar="TEXT", help="The addressee as it is to be written to."),
        click.option("--authority", default="", metavar="TEXT", help="The law, mandate or resolution under which you ask."),
        click.option("--from", "sender", default="", metavar="TEXT", help="Who asks: name, office, address."),
    ):
        command = option(command)
    return command


def output_options(command: Command) -> Command:
    """Where a letter goes."""
    for option in (
        click.option("--output", type=FILE, metavar="PATH", help="Write the letter: .txt .md .html .docx .json"),
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text."),
    ):
        command = option(command)
    return command


def letter_profile_option(command: Command) -> Command:
    """Who will read the letter: `--profile`, partner unless said otherwise."""
    return click.option(
        "--profile", type=click.Choice(PROFILES), default="partner", show_default=True,
        help="Who will read it; holders, recorders and coordinates stay out of every letter.",
    )(command)  # fmt: skip


@contextmanager
def found(
    target: str, item_id: str, case_path: Path | None, *, who: str = "", readonly: bool = True, encoding: str | None = None,
    rejects: Path | None = None, photos: Path | None = None,
) -> Iterator[Found]:  # fmt: skip
    """The records asked about, from a file or a case, which stays open meanwhile. Raises UsageError, InputError."""
    if case_path is None:
        if not target:
            raise UsageError("no record is named", hint="headstamp request draft recovery.yaml --item head-3 --to state")
        path = Path(target)
        around = tuple(common.read_files([path], encoding=encoding, rejects=rejects))
        chosen = _chosen(around, item_id, str(path))
        yield Found(chosen, around, _hashes(chosen, photos or path.parent))
        return
    from headstamp.case import contents
    from headstamp.cli.casework import open_case

    kind, _, name = target.partition("/")
    if target and (kind != "record" or not name):
        raise UsageError(f"{target!r} is no record of a case", hint="name it as record/ID; `headstamp case show` lists them")
    with open_case(case_path, who, readonly=readonly) as case:
        around = tuple(contents.items(case))
        chosen = _chosen(around, item_id or name, str(case_path), in_case=True)
        yield Found(chosen, around, {**_in_vault(case), **(_hashes(chosen, photos) if photos else {})}, case)


def one(given: Found) -> Item:
    """The one record. Raises UsageError where there are several."""
    if len(given.items) != 1:
        names = ", ".join(item.id for item in given.items[:8])
        hint = f"--item ID; such as {names}" if given.case is None else "name it as record/ID"
        raise UsageError(f"a letter is about one record, and there are {len(given.items)}", hint=hint)
    return given.items[0]


def choose(offers: Sequence[Offer], kind: str, state: str, maker: str) -> Addressee:
    """The one addressee of `kind`. `offers`: those of sourced rows, then of all rows, which only tell why somebody is refused.

    Raises UsageError with the reason and who may be asked instead.
    """
    from headstamp.reason.request import To

    fit = offers[0].of(To(kind))
    if not fit:
        why = next((r for offer in reversed(offers) for r in offer.refused), f"no {kind} can be asked on this evidence")
        raise UsageError(f"no letter to a {kind}: {why.split('; ask')[0]}", hint=_instead(offers[0], kind))
    picked = [a for a in fit if (not state or a.state == state.upper()) and (not maker or maker.casefold() in a.maker.casefold())]
    if len(picked) == 1:
        return picked[0]
    names = ", ".join(f"--state {a.state} ({a.label})" if kind == "state" else f"--maker “{a.maker}”" for a in fit)
    if not picked:
        raise UsageError(f"the evidence does not lead to {(state or maker)[:40]!r}", hint=f"it leads to {names}; or ask a panel")
    several = (
        "the evidence does not tell them apart; write to each, or to a panel"
        if fit[0].shared
        else "choose one; each may be asked"
    )
    raise UsageError(f"more than one {kind} may be asked", hint=f"{several}: {names}")


def write_letter(letter: Letter, path: Path) -> None:
    """Write a letter in the format of the ending. Raises UsageError for an unknown one, OutputError where it fails."""
    from headstamp.tell.request import files
    from headstamp.tell.request.text import letter_text

    suffix = common.suffix_of(path, ENDINGS)
    writers: dict[str, Callable[[Letter], str | bytes]] = {
        ".txt": letter_text, ".md": files.letter_markdown, ".html": files.letter_html, ".docx": files.letter_docx,
        ".json": lambda each: each.to_json() + "\n",
    }  # fmt: skip
    common.write_whole(path, writers[suffix](letter))


def today(day: str = "") -> str:
    """The day given, else today. Raises UsageError for what is no day."""
    if not day:
        return date.today().isoformat()
    from headstamp.case.requests import day_of

    return day_of(day).isoformat()


def as_seen(case: Case, made: dict[str, Any], profile: Profile) -> dict[str, Any]:
    """A request as plain values, for `tell.request.register`: ids and names without closed values of the case."""
    from headstamp.case.redacted import shown_id, shown_text

    def ref(text: str) -> str:
        kind, slash, name = text.partition("/")
        return f"{kind}/{shown_id(case, name, profile)}" if slash else shown_text(case, text, profile)

    texts = {name: shown_text(case, str(made[name]), profile) for name in ("to", "party")}
    steps = [
        {
            **step,
            "channel": shown_text(case, step["channel"], profile),
            "claims": [shown_id(case, claim, profile) for claim in step["claims"]],
        }
        for step in made["steps"]
    ]
    return {**made, **texts, "id": shown_id(case, made["id"], profile), "about": list(map(ref, made["about"])), "steps": steps}


def shots_seen(case: Case | None, item: Item, shots: Sequence[Shot], profile: Profile) -> tuple[Item, Sequence[Shot]]:
    """A record of a case and its shot list as `profile` may see them: closed values of the whole case stand in none of both."""
    stored = case.find("record", item.id) if case is not None else None
    if case is None or stored is None or profile.value == "confidential":
        return item, shots
    from headstamp.case.redacted import shown, shown_text

    seen = item.model_validate(shown(case, stored, profile)["item"])
    texts = [(shot, shown_text(case, shot.what, profile), shown_text(case, shot.why, profile)) for shot in shots]
    return seen, [shot.model_copy(update={"what": what, "why": why}) for shot, what, why in texts]


def keep_paper(case: Case, request_id: str, step: Step, path: Path | None) -> str:
    """The sha256 of a paper that is put into the vault, or nothing; after the step was found to be possible, so that nothing is
    kept for one that is not. Raises UsageError, InputError."""
    from headstamp.case import Vault
    from headstamp.case.requests import check_step, request

    check_step(case, request(case, request_id), step)
    if path is None:
        return ""
    if not path.is_file():
        raise InputError("no such file", file=path, hint="--file takes the letter as it went out or came")
    if path.stat().st_size > BIGGEST:
        raise InputError(f"larger than {BIGGEST // 2**20} MB", file=path, hint="put the letter in, not the whole file of papers")
    with path.open("rb") as stream:
        return Vault(case).put(stream, path.name, note=f"{step.state}: {request_id}", personal=True)


def note_blanks(letter: Letter) -> None:
    """Says what a person has to fill in."""
    if letter.blanks:
        common.note("to be filled in before it is sent:")
        for blank in letter.blanks:
            common.note(f"  {blank}")


def _instead(offer: Offer, kind: str) -> str:
    kinds = [k for k in dict.fromkeys(a.kind.value for a in offer.addressees) if k != kind]
    return "; ".join(f"--to {each} is open" for each in kinds) + "; headstamp request shots says what would help"


def _chosen(items: Sequence[Item], item_id: str, where: str, *, in_case: bool = False) -> tuple[Item, ...]:
    if not item_id:
        return tuple(items)
    chosen = tuple(item for item in items if item.id == item_id)
    if not chosen:
        from difflib import get_close_matches

        near = get_close_matches(item_id, [item.id for item in items], n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(i.id for i in items[:8]) or 'none'}"
        if in_case:  # an id may hold a name
            hint = f"headstamp case show {where} --kind record lists them"
        raise InputError(f"no record {item_id[:60]!r}", hint=hint, file=where)
    return chosen


def _hashes(items: Sequence[Item], folder: Path) -> dict[str, str]:
    """sha256 of the photographs that lie in `folder`; a name that leads elsewhere is not followed."""
    out = {}
    for name in dict.fromkeys(n for i in items for n in (*i.recovery.photos, *(m.photo for m in i.marks)) if n):
        path = folder / name
        try:
            if path.name == name and path.is_file():
                with path.open("rb") as stream:
                    out[name] = hashlib.file_digest(stream, "sha256").hexdigest()
        except (OSError, ValueError):  # a name that no file can have
            continue
    return out


def _in_vault(case: Case) -> dict[str, str]:
    """Originals by name; a name that two files bear points to neither."""
    found: dict[str, set[str]] = {}
    for stored in list(case.all("file")):
        body = case.body(stored)
        if body.get("name") and not body.get("derived_from"):
            found.setdefault(str(body["name"]), set()).add(str(body.get("sha256", "")))
    return {name: hashes.pop() for name, hashes in found.items() if len(hashes) == 1}
