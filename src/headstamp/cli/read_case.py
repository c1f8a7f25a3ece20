"""`headstamp read ... --case`, and what a person makes of its statements: list, add, accept, edit, reject, corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from headstamp.cli import casework, common
from headstamp.cli.options import FILE
from headstamp.cli.read_wanted import kind_named
from headstamp.core.errors import UsageError

if TYPE_CHECKING:
    from headstamp.case.ledger import Entry
    from headstamp.core.claim import Grade
    from headstamp.core.document import Document
    from headstamp.core.statement import Statement
    from headstamp.reason.corroborate import Overrule

STATUSES = ("machine", "accepted", "edited", "rejected")
_FIELD = "--field supplier=Iran@IR; an empty value clears a field"
_why = click.option("--why", default="", metavar="TEXT", help="Why; kept in the ledger for ever.")
_claim = click.argument("claim", metavar="CLAIM")


def judged_in(
    path: Path, documents: Sequence[Document], statements: Sequence[Statement],
) -> tuple[list[Statement], list[Overrule]]:  # fmt: skip
    """The statements as people left them in a case, so that what was accepted counts and what was rejected does not; and the
    grades that people set."""
    from headstamp.case.overruled import overrules_in
    from headstamp.case.statements import as_judged

    out: list[Statement] = []
    overrules: list[Overrule] = []
    with casework.open_case(path, readonly=True) as case:
        for document in documents:
            read = [s for s in statements if s.document == document.id]
            judged = as_judged(case, document, read)
            out += judged
            overrules += overrules_in(case, document, read, judged)
    return out, overrules


def keep(
    path: Path, who: str, files: Sequence[Path], documents: Sequence[Document], statements: Sequence[Statement],
    grades: dict[str, Grade], *, plain: bool = False,
) -> None:  # fmt: skip
    """The files of the documents into the vault of a case, and their statements as claims, a file at a time."""
    from headstamp.case.statements import of_statements, unread
    from headstamp.cli.case_adding import Taken, source_of
    from headstamp.cli.case_adding_write import keep as kept_in

    sources = {source.sha256: source for source in map(source_of, files)}
    with casework.open_case(path, who) as case:
        for document in documents:
            mine = [s for s in statements if s.document == document.id]
            drafts = of_statements(document, mine, grades)
            new = unread(case, drafts)
            summary = f"{len(mine)} statements read by rules"
            taken = Taken(source=sources[document.sha256], what="a report", drafts=new, summary=summary)
            got = kept_in(case, taken, revise=True, personal=not plain)
            judged = len(drafts) - len(new)
            told = f"{document.id}: {got.new} statements new, {got.revised} read anew, {got.same} as they were"
            common.note(f"{told}; {judged} judged by a person stay" if judged else told)


@click.command("list")
@casework.case_argument
@click.option("--status", type=click.Choice(STATUSES), default=None, help="Only those of this status.")
def listed(path: Path, status: str | None) -> None:
    """List the statements of a case with their ids and what people made of them."""
    from headstamp.case.statements import statements_of

    counts: Counter[str] = Counter()
    with casework.open_case(path, readonly=True) as case:
        for name, claim, statement in statements_of(case):
            counts[statement.status] += 1
            if status in (None, statement.status):
                what = f"{statement.status:9}{claim.grade}  {_told(statement)}"
                click.echo(common.harmless(f"{name}\n  {what}\n  “{claim.value[:160]}” [{claim.citation.locator}]"))
    common.note(", ".join(f"{counts[each]} {each}" for each in STATUSES if counts[each]) or "no statements in this case")


@click.command("accept")
@casework.case_argument
@_claim
@_why
@casework.who_option
def accept(path: Path, claim: str, why: str, who: str) -> None:
    """Accept a statement as it was read. CLAIM is its id, or the beginning of it."""
    _judge(path, claim, why, who, lambda s: s.model_copy(update={"status": "accepted"}))


@click.command("reject")
@casework.case_argument
@_claim
@_why
@casework.who_option
def reject(path: Path, claim: str, why: str, who: str) -> None:
    """Reject a statement: the text does not say so. It stays in the ledger and counts nowhere."""
    _judge(path, claim, why, who, lambda s: s.model_copy(update={"status": "rejected"}))


@click.command("edit")
@casework.case_argument
@_claim
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="supplier=Iran@IR, date=2023-03 ...")
@_why
@casework.who_option
def edit(path: Path, claim: str, fields: tuple[str, ...], why: str, who: str) -> None:
    """Write the next version of a statement with other fields; the one before stays.

    \b
    headstamp read edit CASE statement:3f2a --field supplier=Iran@IR --field quantity=11.. --why "the next sentence"
    """
    from headstamp.reason.read.edit import edited

    pairs = _pairs(fields)
    if not pairs:
        raise UsageError("an edit needs --field NAME=VALUE", hint=_FIELD)
    _judge(path, claim, why, who, lambda s: edited(s, pairs))


@click.command("add")
@casework.case_argument
@click.argument("report", type=FILE, metavar="REPORT")
@click.option("--quote", required=True, metavar="WORDS", help="The words of the text that state it, as they stand there.")
@click.option("--kind", required=True, metavar="KIND", help="transfer, denial, transport ...")
@click.option("--field", "fields", multiple=True, metavar="NAME=VALUE", help="supplier=Iran@IR, date=2023-03 ...")
@click.option("--place", type=click.IntRange(1), default=None, help="Which of several places with these words, from 1.")
@_why
@casework.who_option
def add(path: Path, report: Path, quote: str, kind: str, fields: tuple[str, ...], place: int | None, why: str, who: str) -> None:
    """Add a statement that the reader missed. REPORT is a file that the case keeps.

    \b
    headstamp read add CASE report.pdf --kind transfer --quote "handed the rockets to the militia" \\
        --field "recipient=the militia" --field date=2014-05 --why "missed by the reader"
    """
    from headstamp.case.statements import added
    from headstamp.cli.reading import documents_of
    from headstamp.reason.read.edit import missed

    if not why.strip():
        raise UsageError("a statement needs its reason", hint='--why "missed by the reader"')
    (document,), _ = documents_of([report], processes=1)
    with casework.open_case(path, who) as case:
        if case.find("file", document.sha256) is None:
            raise UsageError(f"this case does not keep {report.name}", hint=f"headstamp read {report.name} --case {path.name}")
        statement = missed(document, quote, kind_named(kind), _pairs(fields), place or 0)
        written = case.write([added(document, statement, why.strip())])
        _wrote(written, statement)


@click.command("corrections")
@casework.case_argument
@click.option("--output", type=FILE, required=True, metavar="PATH.jsonl", help="Write the lines here.")
def corrections(path: Path, output: Path) -> None:
    """Write what people accepted and edited as annotated claims, for `headstamp evaluate read`."""
    from headstamp.case.statements import statements_of
    from headstamp.reason.evaluate.read_gold import write_gold

    common.suffix_of(output, (".jsonl",))
    common.guard_outputs((output,), (path,))
    with casework.open_case(path, readonly=True) as case:
        found = [(name, s) for name, _, s in statements_of(case)]
    kept = [s.model_copy(update={"id": name}) for name, s in found if s.status in ("accepted", "edited")]
    if not kept:
        raise UsageError("nobody has accepted or edited a statement of this case", hint="headstamp read accept CASE CLAIM")
    common.write_whole(output, "".join(f"{line}\n" for line in write_gold(kept)))
    rejected = sum(s.status == "rejected" for _, s in found)
    common.note(f"{len(kept)} claims; {rejected} rejected statements are not claims and were left out")


def _judge(path: Path, claim: str, why: str, who: str, change: Callable[[Statement], Statement]) -> None:
    from headstamp.case.statements import judged, statement_of

    if not why.strip():
        raise UsageError("a judgement needs its reason", hint='--why "read in the original"')
    with casework.open_case(path, who) as case:
        name, body, statement = statement_of(case, claim)
        after = change(statement)
        _wrote(case.write([judged(name, body, after, why.strip())]), after)


def _pairs(fields: Sequence[str]) -> list[tuple[str, str]]:
    parts = [each.partition("=") for each in fields]
    if not all(sign for _, sign, _ in parts):
        raise UsageError("a field is NAME=VALUE", hint=_FIELD)
    return [(name.strip(), value) for name, _, value in parts]


def _wrote(entries: Sequence[Entry], s: Statement) -> None:
    if not entries:
        common.note("the case holds this already; nothing was written")
    for entry in entries:
        click.echo(common.harmless(f"{entry.id}: {s.status}; {_told(s)}"))
        common.note(f"entry {entry.seq} of the ledger: {entry.sha256}")


def _told(s: Statement) -> str:
    ends = " → ".join(", ".join(slot.value for slot in s.of(name)) or "?" for name in ("supplier", "recipient"))
    what = ", ".join(slot.value for slot in s.of("items"))
    stance: Literal[""] | str = "" if s.polarity == "affirmed" else f"{s.polarity} "
    return f"{stance}{s.kind.value.replace('_', ' ')}: {ends}{f'; {what}' if what else ''}"
