"""`headstamp case seal`: the whole case in a folder that anybody can check without this tool."""

from __future__ import annotations

from pathlib import Path

import click

from headstamp.cli import casework, common
from headstamp.cli.options import FILE


@click.command("seal")
@casework.case_argument
@click.argument("folder", type=FILE)
@click.option("--sign", type=FILE, metavar="KEY", help="Sign with this ssh key: the private one, or the public one of ssh-agent.")
@click.option("--with-keys", is_flag=True, help="Put in the keys of personal fields: who has the bag reads every name.")
@casework.who_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def command(path: Path, folder: Path, sign: Path | None, with_keys: bool, who: str, as_json: bool) -> None:
    """Write a sealed bag of CASE into a new FOLDER (BagIt, RFC 8493): case, ledger, vault and their sums.

    Its README.txt tells in ten lines how anybody checks it with sha256sum and ssh-keygen. Sealed fields and encrypted files stay
    closed in it unless --with-keys is given; places, notes, sentences and files added --plain do not: for others make a redacted
    copy first.

    \b
    headstamp case seal crate.headstamp sealed --sign ~/.ssh/id_ed25519 --who "A. Kim"
    """
    from headstamp.case import seal
    from headstamp.core.errors import InputError
    from headstamp.tell.case_integrity import facts_json, print_facts

    if sign and not sign.is_file():
        raise InputError("no such key", hint="`ssh-keygen -t ed25519` makes one", file=sign)
    name, passphrase = casework.worker(who), casework.passphrase_for(path)
    from headstamp.case import Case

    with Case.open(path, who=name, passphrase=passphrase) as case, common.progress(f"sealing {path.name}"):
        made = seal(case, folder, key=sign, with_keys=with_keys, passphrase=passphrase)
    facts = {"folder": str(folder), "head": made.head, "files": made.files, "bytes": made.bytes, "signature": made.signature,
             "with_keys": with_keys, "profile": "confidential"}  # fmt: skip
    if as_json:
        click.echo(facts_json(facts), nl=False)
        return
    signed = f"{Path(made.signature).name}, by {sign}" if made.signature else "none; --sign KEY makes one"
    keys = "inside: who has the bag reads every name" if with_keys else "not inside: sealed fields and files stay closed"
    print_facts(
        common.console(), f"{folder}: sealed",
        (("head", made.head), ("files", f"{made.files:,}, {made.bytes:,} bytes"), ("signed", signed), ("keys", keys),
         ("check", f"the ten lines of {folder / 'README.txt'}, or headstamp case verify {folder}"),
         ("profile", "confidential: the case as it is")),
        ("Keep the head elsewhere too, on paper say: against it a case that was rewritten as a whole, or cut off, shows.",
         "Places, notes and sentences are in it as they are, and files that were added --plain.",
         "For others: headstamp case redact, then seal the copy."),
    )  # fmt: skip
