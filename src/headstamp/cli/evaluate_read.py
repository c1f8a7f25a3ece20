"""The work of `headstamp evaluate read`: a folder of annotated texts, read again and compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headstamp.cli import common
from headstamp.core.errors import HeadstampError, InputError, RecordError, UsageError

if TYPE_CHECKING:
    from headstamp.core.document import Document
    from headstamp.reason.evaluate.read_gold import Gold, Link
    from headstamp.reason.evaluate.read_score import Read, ReadScores

ENDING = ".gold.jsonl"
LINKS = f"links{ENDING}"
HINT = "NAME.txt, NAME.gold.jsonl and, where there is one, NAME.meta.json; docs/read.md shows the form"


def run(
    folder: Path, *, second: Path | None = None, split: Path | None = None, half: str | None = None,
    packs: tuple[Path, ...] = (), sourced_only: bool = False,
) -> ReadScores:  # fmt: skip
    """The scores of a folder. `second` = a folder of NAME.second.jsonl that is held against the gold in place of the reader.
    `half` = only the texts that `split` names for it. A text that the reader cannot read is left out of every figure and told.

    Raises InputError for a folder without annotated texts, RecordError for a line that is no claim, UsageError for one of `split`
    and `half` without the other; what the reader raises where it could read none."""
    from headstamp.cli.reading import Reader
    from headstamp.reason.corroborate import Lexicon
    from headstamp.reason.evaluate.read_score import Read, score_reading
    from headstamp.reference.voice_pack import voice_tables

    names = _of_half(_names(folder, second), split, half)
    reader = Reader(common.open_shelf(packs, sourced_only))
    reads: list[Read] = []
    unread: list[tuple[str, HeadstampError]] = []
    with common.progress("reading", len(names)) as step:
        for number, name in enumerate(names, start=1):
            document, golds = annotated(folder, name)
            if second is not None:
                found = tuple(g.statement for g in _gold(second / f"{name}.second.jsonl", document))
            else:
                try:
                    found = reader.read(document)
                except (InputError, UsageError) as error:  # a language or an extra; a line that is no claim still stops
                    unread.append((name, error))
                    continue
            reads.append(Read(document, golds, found))
            step(number)
    for name, why in unread:
        common.note(f"not read: {name}: {why}{f' ({why.hint})' if why.hint else ''}")
    if unread and not reads:
        raise unread[0][1]
    scores = score_reading(reads, _links(folder), Lexicon.of(voice_tables(packs)))
    return scores.model_copy(update={"unread": tuple(name for name, _ in unread)})


def annotated(folder: Path, name: str) -> tuple[Document, tuple[Gold, ...]]:
    """One text of a folder and its claims."""
    from headstamp.observe.documents.odd import tongues
    from headstamp.reason.evaluate.read_gold import gold_document

    path = folder / f"{name}.txt"
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the text of annotated claims cannot be read as UTF-8", file=path, hint=HINT) from error
    document = gold_document(name, text, _meta(folder / f"{name}.meta.json"))
    if not document.language:
        document = document.model_copy(update={"language": tongues(text, ())[0][0]})
    return document, _gold(folder / f"{name}{ENDING}", document)


def _names(folder: Path, second: Path | None) -> list[str]:
    if not folder.is_dir():
        raise InputError("not a folder" if folder.exists() else "no such folder", file=folder, hint=HINT)
    names = sorted(path.name.removesuffix(ENDING) for path in folder.glob(f"*{ENDING}") if path.name != LINKS)
    if second is not None:
        names = [name for name in names if (second / f"{name}.second.jsonl").is_file()]
    if not names:
        raise InputError("holds no annotated text", file=folder, hint=HINT)
    return names


def _of_half(names: list[str], split: Path | None, half: str | None) -> list[str]:
    """The names that a split file gives to one half. Raises InputError for another form or a half without texts here."""
    if split is None and half is None:
        return names
    if split is None or half is None:
        raise UsageError("--split and --half go together", hint="give the file of names and the half that is wanted")
    wanted = _meta(split).get(half) if split.is_file() else None
    if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
        raise InputError(f"names no half '{half}'", file=split, hint='the form is {"tune": [NAME, ...], "report": [NAME, ...]}')
    kept = [name for name in names if name in set(wanted)]
    if not kept:
        raise InputError(f"none of the texts of half '{half}' is in the folder", file=split, hint=HINT)
    return kept


def _gold(path: Path, document: Document) -> tuple[Gold, ...]:
    from headstamp.reason.evaluate.read_gold import read_gold

    return read_gold(_lines(path), document, file=str(path))


def _links(folder: Path) -> tuple[Link, ...]:
    from headstamp.reason.evaluate.read_gold import read_links

    path = folder / LINKS
    return read_links(_lines(path), file=str(path)) if path.is_file() else ()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", file=path, hint=HINT) from error


def _meta(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        held = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RecordError("not JSON", file=path, hint=HINT) from error
    if not isinstance(held, dict):
        raise RecordError("not an object", file=path, hint=HINT)
    return held
