"""A sealed bag: the case, its ledger as lines, its vault and their sums, in a folder that anybody can check without this tool.

Layout: BagIt 1.0 (RFC 8493), sha256. The signature is made by `ssh-keygen -Y sign` over the tag manifest, which sums the
manifest, which sums every file. Keys of personal fields and files stay out unless asked for: the bag then shows no holder and no
witness, and no photo or table that is kept sealed.
A seal proves that nothing changed since it was made, to whoever trusts the signer's key; not when it was made, nor that what was
entered is true.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from headstamp.case.engine import told
from headstamp.case.ledger import Entry, from_line, to_line
from headstamp.case.locked import export
from headstamp.case.store import COLUMNS, Case
from headstamp.case.vault import NAME, SEALED, Vault
from headstamp.case.verify import verify
from headstamp.core.errors import InputError, OutputError, UsageError

NAMESPACE = "headstamp-case"  # what ssh signatures of bags are for; one made for another purpose does not pass
TAGS = "tagmanifest-sha256.txt"

README = """How to check this bag, with nothing but tools that come with the system. Inside this folder:

 1  sha256sum -c manifest-sha256.txt       every file of the case is as it was sealed: each line ends in OK
 2  sha256sum -c tagmanifest-sha256.txt    so are the lists of sums and this text
 3  Ask the signer for their public key by another way than this bag, and write it into a file `allowed`:
 4      {who} ssh-ed25519 AAAA...
 5  ssh-keygen -Y verify -f allowed -I "{who}" -n {namespace} -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt
 6  says "Good signature"; without a file that ends in .sig the bag was not signed
 7  data/ledger.jsonl (merged ones: data/chains) has an entry a line; `prev` is `sha256` of the line before, at first 64 zeros
 8  `sha256` of an entry is the sha256 of its line without that field, keys sorted, no spaces, UTF-8
 9  data/case.headstamp is an SQLite file; files of its vault are called by their sha256, *.sealed by that of their content
10  headstamp case verify data/case.headstamp    does all of this and names what was altered

Head of the ledger: {head} (entry {seq}). {keys}
What this does not prove is in METHOD.md: who sat at the keyboard, what the clock showed, that what was entered is true.
"""


class Seal(NamedTuple):
    """A bag that was made. `head`: hash of the last entry, worth keeping elsewhere; `signature`: empty where it is not signed."""

    folder: Path
    head: str
    files: int
    bytes: int
    signature: str


def seal(case: Case, folder: Path, *, key: Path | None = None, with_keys: bool = False, passphrase: str = "") -> Seal:
    """Write the bag of a case into a new folder; the sealing is itself an entry. `key`: an ssh private key to sign with, or
    the public one of a key that ssh-agent holds. `passphrase` of a locked case; its bag is not locked.

    Raises OutputError where the folder exists or cannot be written, InputError for a case that does not verify, UsageError where
    it is to be signed and there is no ssh-keygen."""
    if folder.exists():
        raise OutputError("there is something of this name", hint="a bag is written into a new folder", file=folder)
    signer = ssh_keygen() if key else ""
    verdict = verify(case.path, passphrase=passphrase, index=False)
    if not verdict.intact:
        hint = "`headstamp case verify` shows all of it; restore it from a copy first"
        raise InputError(f"this case does not verify: {verdict.troubles[0]}", hint=hint, file=case.path)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        (part / "data").mkdir(parents=True)  # where nothing can be written nothing is entered
        entry = _entered(case, with_keys)
        with _told_if_not(case, entry):
            made = _bag(case, part, entry, with_keys, passphrase)
            signature = _sign(part, key, signer) if key else ""
            part.replace(folder)
    except OSError as error:
        raise OutputError(
            f"cannot write the bag: {error.strerror}", hint="free some room or choose another folder", file=folder
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return made._replace(folder=folder, signature=str(folder / Path(signature).name) if signature else "")


def _entered(case: Case, with_keys: bool) -> Entry:
    """The sealing is an entry before it is done, since the ledger in the bag ends with it."""
    with case.transaction():
        before = case.head()
        keys = "with keys" if with_keys else "without keys"
        return case.enter("seal", "case", "case", 0, before.sha256 if before else "", keys)


@contextmanager
def _told_if_not(case: Case, entry: Entry) -> Iterator[None]:
    """Where the bag is not made after all, the ledger says that too."""
    try:
        yield
    except BaseException:
        with suppress(Exception), case.transaction():  # of two errors the first is the one to tell
            case.enter("seal-failed", "case", "case", 0, entry.sha256, f"no bag came of entry {entry.seq}")
        raise


def _bag(case: Case, part: Path, entry: Entry, with_keys: bool, passphrase: str) -> Seal:
    data = part / "data"
    copy = data / "case.headstamp"
    _copy_case(case, copy, with_keys, passphrase)
    with closing(sqlite3.connect(copy)) as db:
        for name, entries in _ledgers(db):
            _lines(data / name, entries)
        head = db.execute("SELECT seq, sha256 FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
        if not with_keys and head[1] != entry.sha256:
            hint = "seal it again when nobody writes to it"
            raise OutputError("another process wrote to the case while it was sealed", hint=hint, file=case.path)
        files = [row[0] for row in db.execute("SELECT DISTINCT id FROM objects WHERE kind = 'file'") if NAME.fullmatch(row[0])]
    _copy_vault(Vault(case), files, data / "case.headstamp.vault" / "objects")
    said = (
        "Keys of personal fields are inside."
        if with_keys
        else "Keys of personal fields are not inside: those fields stay closed."
    )
    signer = "_".join(case.who.split())  # a principal of ssh has no blanks
    text = README.format(who=signer, namespace=NAMESPACE, head=head[1], seq=head[0], keys=said)
    size, count = _manifests(part, text, case.who, entry.at)
    return Seal(part, str(head[1]), count, size, "")


def _copy_case(case: Case, copy: Path, with_keys: bool, passphrase: str) -> None:
    """A whole copy as of one moment, without its log; keys are overwritten in it, not just unlinked."""
    if case.locked:
        export(case.path, passphrase, copy, "")
    else:
        with told(case.path):
            case.db.execute("VACUUM INTO ?", (str(copy),))
    with told(copy), closing(sqlite3.connect(copy, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA secure_delete = ON")
        db.execute("DELETE FROM keys WHERE ? OR id = 'vault'", (not with_keys,))
        db.execute("VACUUM")


def _copy_vault(vault: Vault, files: Iterable[str], to: Path) -> None:
    to.mkdir(parents=True)
    for sha256 in files:
        path = to / (sha256 + (SEALED if vault.key_of(sha256) else ""))
        with path.open("xb") as out:
            vault.copy_as_kept(sha256, out)
        path.chmod(0o444)


def _ledgers(db: sqlite3.Connection) -> Iterator[tuple[str, Iterator[Entry]]]:
    """The case's own ledger and every merged one, each with the name of its lines in the bag."""
    yield "ledger.jsonl", (Entry(*row) for row in db.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq"))  # noqa: S608
    for (chain,) in db.execute("SELECT DISTINCT chain FROM chains ORDER BY chain").fetchall():
        sql = f"SELECT {COLUMNS} FROM chains WHERE chain = ? ORDER BY seq"  # noqa: S608
        yield f"chains/{chain}.jsonl", (Entry(*row) for row in db.execute(sql, (chain,)))


def _lines(path: Path, entries: Iterator[Entry]) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as out:
        out.writelines(to_line(entry) + "\n" for entry in entries)


def _manifests(part: Path, readme: str, who: str, at: str) -> tuple[int, int]:
    """Write the tag files; (bytes, files) of the payload."""
    payload = sorted(each for each in (part / "data").rglob("*") if each.is_file())
    size = sum(each.stat().st_size for each in payload)
    info = {
        "Contact-Name": who,
        "Bagging-Date": at[:10],
        "Payload-Oxum": f"{size}.{len(payload)}",
        "Bag-Software-Agent": "headstamp",
    }
    _text(part / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    _text(part / "bag-info.txt", "".join(f"{name}: {value}\n" for name, value in info.items()))
    _text(part / "README.txt", readme)
    _text(part / "manifest-sha256.txt", _sums(part, payload))
    tags = [part / name for name in ("README.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt")]
    _text(part / TAGS, _sums(part, tags))
    return size, len(payload)


def _text(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def _sums(part: Path, files: Iterable[Path]) -> str:
    return "".join(f"{sum_of(each)}  {each.relative_to(part).as_posix()}\n" for each in files)


def sum_of(path: Path) -> str:
    """sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def ssh_keygen() -> str:
    """The program that signs. Raises UsageError where there is none."""
    found = shutil.which("ssh-keygen")
    if not found:
        hint = "install OpenSSH 8.2 or newer (Windows has it as an optional feature), or seal without --sign"
        raise UsageError("there is no ssh-keygen to sign with", hint=hint)
    return found


def _sign(part: Path, key: Path, program: str) -> str:
    done = subprocess.run(  # noqa: S603
        [program, "-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE, TAGS],
        cwd=part,
        capture_output=True,
        text=True,
        check=False,
    )
    made = part / f"{TAGS}.sig"
    if done.returncode or not made.is_file():
        why = (done.stderr.strip().splitlines() or ["no word from it"])[-1]
        raise UsageError(f"ssh-keygen did not sign: {why}", hint="check the key, or that ssh-agent holds it", file=key)
    return str(made)


def check_bag(folder: Path) -> list[str]:
    """What does not fit the sums of a bag, as the first two lines of its README check it. Raises InputError for no bag."""
    found = []
    listed = set()
    for manifest in (TAGS, "manifest-sha256.txt"):
        if not (folder / manifest).is_file():
            raise InputError("not a sealed bag: there are no sums in it", hint="name the folder that `seal` made", file=folder)
        for row, line in enumerate((folder / manifest).read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            sha256, _, name = line.partition("  ")
            path = folder / name
            if not name or ".." in Path(name).parts or Path(name).is_absolute():
                found.append(f"{manifest} row {row}: not a sum and a name")
                continue
            listed.add(path)
            if not path.is_file():
                found.append(f"{name}: missing")
            elif sum_of(path) != sha256:
                found.append(f"{name}: altered")
    inside = sorted((folder / "data").rglob("*"))
    links = [each for each in inside if each.is_symlink() or not (each.is_file() or each.is_dir())]
    found += [f"{each.relative_to(folder).as_posix()}: a link, a pipe or a device, which no bag holds" for each in links]
    extra = [each for each in inside if each.is_file() and each not in listed and each not in links]
    return found + [f"{each.relative_to(folder).as_posix()}: not in the sums" for each in extra]


def check_ledgers(folder: Path) -> list[str]:
    """Which ledgers that lie in a bag as lines are not, entry by entry, those of the case in it; for a bag otherwise intact."""
    data, found, named = folder / "data", [], set[Path]()
    with Case.open(data / "case.headstamp", readonly=True) as case, told(case.path):
        for name, entries in _ledgers(case.db):
            named.add(data / name)
            try:
                lines = entries_of(data / name) if (data / name).is_file() else iter(())
                same = all(line == entry for line, entry in zip_longest(lines, entries))
            except InputError:  # a line is no entry
                same = False
            found += [] if same else [f"data/{name}: is not the ledger of the case"]
    strays = sorted(set((data / "chains").glob("*")) - named)
    return found + [f"{each.relative_to(folder).as_posix()}: is no ledger of the case" for each in strays]


def entries_of(path: Path) -> Iterator[Entry]:
    """The entries of a `ledger.jsonl`. Raises InputError with the row that is none."""
    with path.open("rb") as lines:
        for row, line in enumerate(lines, start=1):
            try:
                yield from_line(line.decode())
            except ValueError as error:
                raise InputError("not an entry of a ledger", hint="check the sums of the bag", file=path, row=row) from error
