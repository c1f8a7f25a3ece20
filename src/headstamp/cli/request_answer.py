"""`headstamp request answer`: what was answered, as claims with a grade that cite the letter."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import common, requesting
from headstamp.cli.asking import clean
from headstamp.cli.casework import case_argument, open_case, who_option, worker
from headstamp.cli.options import FILE
from headstamp.core.errors import UsageError


@click.command("answer")
@case_argument
@click.argument("request_id", metavar="REQUEST")
@click.option("--claim", "said", multiple=True, metavar="TEXT", help='What it says: "subject | predicate | value".')
@click.option("--denies", multiple=True, metavar="TEXT", help="What it denies, in the same form.")
@click.option("--reliability", type=click.Choice(tuple("ABCDEF")), required=True, help="Of the source, A to F (unknown).")
@click.option("--because", required=True, metavar="TEXT", help="The reason for that grade.")
@click.option("--file", "letter", type=FILE, metavar="FILE", help="The letter as it went out or came; kept in the vault.")
@click.option("--page", default="", metavar="TEXT", help="Where in the letter.")
@click.option(
    "--state", default="answered", show_default=True, type=click.Choice(("answered", "partly answered", "refused")),
    help="What the answer amounts to.",
)  # fmt: skip
@click.option("--day", default="", metavar="DATE", help="The day of the letter or step; else today.")
@click.option("--channel", default="", metavar="TEXT", help="How: by letter, mail, through a mission, by telephone.")
@click.option("--note", "text", default="", metavar="TEXT", help="A remark; shown under the confidential profile only.")
@who_option
def command(
    path: Path, request_id: str, said: tuple[str, ...], denies: tuple[str, ...], reliability: str, because: str,
    letter: Path | None, page: str, state: str, day: str, channel: str, text: str, who: str,
) -> None:  # fmt: skip
    """Enter the answer to REQUEST. Each --claim and --denies becomes a claim of the case, with the grade of its source.

    The letter of the grade is yours and needs its reason. Its figure stays 6 (cannot be judged): one voice alone is not weighed.

    \b
    headstamp request answer crate.headstamp TR-1 --claim "lot 17-85 | sent to | Tarn Freight Forwarding" \\
      --reliability B --because "export registry, seen as a scan" --file reply.pdf
    """
    from headstamp.case.requests import Step, answer
    from headstamp.tell.shown import visible

    claims = [*(parts(each, False) for each in said), *(parts(each, True) for each in denies)]
    step = Step(state=state, day=requesting.today(day), by=worker(who), channel=clean(channel).strip(), note=clean(text).strip())
    if not claims:
        hint = '--claim "lot 17-85 | sent to | Tarn Freight Forwarding"; a bare refusal is `headstamp request note ... refused`'
        raise UsageError("an answer without a claim", hint=hint)
    if not because.strip():
        raise UsageError("a grade needs its reason", hint='--because "export registry, seen as a scan"')
    with open_case(path, who) as case:
        sha256 = requesting.keep_paper(case, request_id, step, letter)
        made = answer(
            case,
            request_id,
            step.model_copy(update={"file": sha256}),
            claims,
            reliability=reliability,
            because=clean(because),
            letter=sha256,
            page=clean(page),
        )
    for claim in made.claims:
        word = "denied: " if claim.polarity == "denied" else ""
        click.echo(visible(f"{claim.id}  {word}{claim.subject} | {claim.predicate} | {claim.value}  ({claim.grade})"))
    for other in made.others:
        common.note(f"claim {other} says otherwise; if they contradict each other: headstamp request note {path} {request_id} "
                    f"contradicted --claims {made.claims[0].id} --claims {other}")  # fmt: skip


def parts(text: str, denied: bool) -> tuple[str, str, str, bool]:
    """(subject, predicate, value, denied) of `subject | predicate | value`, or of three words of which the last may go on.

    Raises UsageError where there are not three. A quoted part may hold spaces: "'lot 17-85' sent 'Tarn Freight'".
    """
    import shlex

    plain = clean(text)
    if "|" in plain:
        found = [part.strip() for part in plain.split("|", 2)]
    else:
        try:
            words = shlex.split(plain)
        except ValueError:
            words = plain.split()
        found = [*words[:2], " ".join(words[2:])]
    if len(found) != 3 or not all(found):
        raise UsageError(f"{plain[:60]!r} is not a subject, a predicate and a value", hint='"lot 17-85 | sent to | Tarn Freight"')
    return found[0], found[1], found[2], denied
