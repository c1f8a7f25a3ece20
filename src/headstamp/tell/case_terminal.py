"""A case on a terminal: at a glance, a list, an object, the ledger, what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from headstamp.core.claim import Source
from headstamp.core.redact import Profile
from headstamp.tell.case_model import (
    SENSITIVITIES,
    CaseView,
    EntryLine,
    FieldLine,
    FoundView,
    ObjectLine,
    ObjectView,
    PageView,
    short_name,
    short_note,
)
from headstamp.tell.footnotes import Footnotes
from headstamp.tell.lines import Line, hang, put
from headstamp.tell.shown import cut
from headstamp.tell.terminal import STYLE, print_finding, print_sources
from headstamp.tell.view import view_redacted

WIDEST = 34  # cells of the names of fields
FIELDS = 60  # fields of one sensitivity on a terminal; --json has all
VALUE = 400  # signs of a value there
GROUPS = {
    "public": "Public: anybody may see these",
    "restricted": "Restricted: partners under an agreement may see these",
    "confidential": "Confidential: the case team alone",
}


def print_view(console: Console, view: CaseView | ObjectView | PageView, sources: Mapping[str, Source]) -> None:
    """Any of the views of `headstamp case show`."""
    if isinstance(view, CaseView):
        _overview(console, view)
    elif isinstance(view, PageView):
        _page(console, view)
    else:
        _object(console, view, sources)
    _foot(console, view.profile)


def print_found(console: Console, view: FoundView) -> None:
    """What a search found."""
    for hit in view.hits:
        put(console, Text.assemble((short_name(f"{hit.kind}/{hit.id}"), STYLE["head"]), "  ", hit.title))
        hang(console, 4, [Line("", _marked(cut(hit.snippet, VALUE)))])
    if not view.hits:
        put(console, Text(f"Nothing in this case that this profile may see holds “{cut(view.query, 80)}”.", STYLE["dim"]))
    if view.more:
        put(console, Text("and more; --limit shows them", STYLE["dim"]))
    if not view.ranked:
        put(console, Text("So many fit that the newest stand first; a further word would narrow it.", STYLE["dim"]))
    _foot(console, view.profile)


def _overview(console: Console, view: CaseView) -> None:
    put(console, Text(view.title, STYLE["head"]))
    locked = "locked with a passphrase" if view.locked else "not locked"
    put(console, Text(f"{view.path}, {locked}; made {_moment(view.made)} by {view.by}", STYLE["dim"]))
    console.print()
    rows = [(kind, f"{number:,}") for kind, number in view.kinds]
    if view.files:
        rows = [(kind, f"{n} ({view.file_bytes:,} bytes in the vault)") if kind == "file" else (kind, n) for kind, n in rows]
    _pairs(console, 2, [(kind, Text(text)) for kind, text in rows])
    if not rows:
        put(console, "nothing yet; `headstamp case add` puts files in", 2)
    _title(console, "Who worked on it")
    workers = [(w.who, f"{_count(w.entries, 'entry', 'entries')}, {_span(w.first, w.last)}") for w in view.workers]
    _pairs(console, 4, [(who, Text(text)) for who, text in workers])
    if view.requests:
        _title(console, "Open requests")
        hang(console, 4, [Line("·", f"{r.kind}/{r.id}  {r.title}") for r in view.requests])
    if view.more_requests:
        put(console, Text(f"and {view.more_requests:,} more; --kind request lists them", STYLE["dim"]), 4)
    _title(console, f"Last of {_count(view.entries, 'entry', 'entries')}")
    _entries(console, view.last)
    console.print()
    put(console, Text(f"head {view.head}", STYLE["dim"]), 2)


def _page(console: Console, view: PageView) -> None:
    if view.entries or view.what == "ledger":
        _entries(console, view.entries)
    else:
        _objects(console, view.objects)
    if not view.entries and not view.objects:
        put(console, Text("nothing behind that" if view.what == "ledger" else f"no {view.what} here", STYLE["dim"]))
    if view.more:
        way = f"--ledger --after {view.after}" if view.what == "ledger" else f"--kind {view.what} --after {_quoted(view.after)}"
        put(console, Text(f"and {view.more:,} more: {way}", STYLE["dim"]), 2)
    if view.more_merged:
        put(console, Text(f"and {view.more_merged:,} more of merged ledgers; --limit shows them", STYLE["dim"]), 2)


def _object(console: Console, view: ObjectView, sources: Mapping[str, Source]) -> None:
    put(console, Text.assemble((short_name(f"{view.kind}/{view.id}"), STYLE["head"]), "  ", view.title))
    for line in view.lines:
        put(console, line.strip(), 4 if line.startswith(" ") else 2)
    if view.finding is not None:
        notes = Footnotes(sources)
        console.print()
        print_finding(console, view_redacted(view.finding, view.profile, notes))
        print_sources(console, notes, "--json")
    for level in SENSITIVITIES:
        _fields(console, GROUPS[level], view.of(level))
    _title(console, f"Versions: {len(view.versions)}" + (f", shown is {view.version}" if len(view.versions) > 1 else ""))
    for version in view.versions:
        head = _said(version.entry) if version.entry else Text("its entry is missing: run `headstamp case verify`", STYLE["warn"])
        hang(console, 4, [Line(f"{version.version}.", head)])
        for field in version.was[:20]:
            hang(console, 7, [Line("", Text(f"{field.path}: {_was(field)}", STYLE["dim"]))])
    if view.brought:
        _title(console, "Came of this file")
        put(console, Text(", ".join(_count(n, kind, f"{kind}s").replace("entitys", "entities") for kind, n in view.brought)), 4)
    if view.resting:
        _title(console, "What names it")
        _objects(console, view.resting)
    if view.more_resting:
        put(console, Text(f"and {view.more_resting:,} more; --limit shows them", STYLE["dim"]), 4)


def _fields(console: Console, title: str, lines: Sequence[FieldLine]) -> None:
    if not lines:
        return
    _title(console, title)
    _pairs(console, 4, [(line.path, _value(line)) for line in lines[:FIELDS]])
    if len(lines) > FIELDS:
        put(console, Text(f"and {len(lines) - FIELDS:,} more; --json shows all", STYLE["dim"]), 4)


def _value(line: FieldLine) -> Text:
    text = Text(cut(line.value, VALUE), STYLE["dim"] if line.value.startswith("[") else "")
    return text.append(f"  (key {line.key})", STYLE["dim"]) if line.key else text


def _was(line: FieldLine) -> str:
    return f"was {cut(line.value, 120)}" if line.value else "was not there"


def _objects(console: Console, objects: Sequence[ObjectLine]) -> None:
    for line in objects:
        name = short_name(f"{line.kind}/{line.id}")
        name = name if line.how else name.removeprefix(f"{line.kind}/")
        tail = f" (version {line.version})" if line.version > 1 else ""
        how = f" ({line.how.replace('_', ' ')})" if line.how else ""
        hang(console, 2, [Line("·", Text.assemble((name, "bold"), "  ", line.title, (tail + how, STYLE["dim"])))])


def _entries(console: Console, entries: Iterable[EntryLine]) -> None:
    for entry in entries:
        hang(console, 2, [Line(f"{entry.seq:>6}", _said(entry, whole=True))])


def _said(entry: EntryLine, *, whole: bool = False) -> Text:
    what = f"{entry.verb} {short_name(entry.object)}" if whole else entry.verb
    version = f", version {entry.version}" if whole and entry.version > 1 else ""
    text = Text.assemble((_moment(entry.at), STYLE["dim"]), f"  {entry.who}: {what}{version}")
    if entry.note:
        text.append(f"  {short_note(entry.note)}", STYLE["dim"])
    if entry.merged:
        text.append(f"  (came with the case merged in entry {entry.merged})", STYLE["dim"])
    return text


def _title(console: Console, text: str) -> None:
    console.print()
    put(console, Text(text, "bold"), 2)


def _pairs(console: Console, indent: int, rows: Sequence[tuple[str, Text]]) -> None:
    """Names and values in two columns, the values wrapped within theirs."""
    width = min(WIDEST, max((cell_len(name) for name, _ in rows), default=0))
    for name, value in rows:
        left, lead = cell_len(name), " " * (indent + width + 2)
        if left > width:
            put(console, Text(name, STYLE["accent"]), indent)
        for number, part in enumerate(value.wrap(console, max(20, console.width - len(lead)), overflow="fold") or [Text()]):
            part.rstrip()
            head = Text(lead)
            if number == 0 and left <= width:
                head = Text.assemble(" " * indent, (name, STYLE["accent"]), " " * (width - left + 2))
            console.print(Text.assemble(head, part), no_wrap=True, overflow="ignore", crop=False)


def _marked(snippet: str) -> Text:
    """The words found, in colour where there is one."""
    text = Text()
    for number, part in enumerate(snippet.split("[")):
        found, mark, rest = part.partition("]") if number else ("", "", part)
        text.append(f"[{found}{mark}" if number else "", STYLE["accent"]).append(rest, STYLE["dim"])
    return text


def _moment(at: str) -> str:
    return at[:19].replace("T", " ") + " UTC" if at else "at an unknown time"


def _span(first: str, last: str) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _quoted(text: str) -> str:
    return f'"{text}"' if any(sign in text for sign in " &;|<>()$") else text


def _foot(console: Console, profile: Profile) -> None:
    console.print()
    rest = "" if profile is Profile.CONFIDENTIAL else "; --profile confidential shows what else this file holds"
    put(console, Text(f"Made for the profile “{profile.value}”{rest}", STYLE["dim"]))
