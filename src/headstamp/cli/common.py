"""What the commands do alike: open the shelf, read files with progress, write files whole or not at all."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from headstamp.core.errors import InputError, OutputError, UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from headstamp.core.finding import Finding
    from headstamp.core.record import Item
    from headstamp.reference.shelf import Shelf

    Traced = tuple[Item, Sequence[Finding]]

BULK = 5_000  # records from which on the collector costs more than it frees
INTERRUPTED = 130  # 128 + SIGINT, the shell's convention
Step = Callable[[int], None]
"""Called with how many are done."""


def open_shelf(packs: Sequence[Path], sourced_only: bool) -> Shelf:
    """The built-in packs and `packs` beside them. Raises PackError for a broken one."""
    from headstamp.reference.shelf import load_shelf

    return load_shelf(packs, unverified=not sourced_only)


def read_files(paths: Sequence[Path], *, encoding: str | None = None, rejects: Path | None = None) -> list[Item]:
    """The items of all files in order; says on stderr how many rows were set aside and where they went.

    Raises InputError for a file that cannot be read at all, or where no row of any file could be.
    """
    from headstamp.observe.marks import read_items, write_rejects

    items: list[Item] = []
    aside: list[Any] = []
    for path in paths:
        if not path.is_file():
            what = "not a file: a folder, a pipe or a device" if path.exists() else "no such file"
            hint = "check the name; `headstamp template finds.csv` writes an empty form"
            raise InputError(what, file=path, hint=hint)
        with progress(f"reading {path.name}") as step:
            batch = read_items(path, encoding=encoding, progress=step)
        items.extend(_apart(batch.items, {item.id for item in items}, path))
        aside.extend(batch.rejects)
        if batch.rejects or batch.rows > len(batch.items):
            note(f"{path.name}: {batch.summary()}")
            for reject in batch.rejects[:3]:
                note(f"  {reject}")
    if rejects is not None:
        write_rejects(aside, rejects)
        note(f"{len(aside)} rows set aside were written to {rejects}")
    elif aside:
        note("hint: --rejects set-aside.csv writes every row that was set aside, with its reason")
    if aside and not items:
        hint = "mend the rows named above; `headstamp template` shows the form"
        raise InputError("no row could be read", file=paths[0], hint=hint)
    if not items:
        raise InputError("holds no record", file=paths[0], hint="fill in the form: one row an item, below the names of columns")
    return items


def guard_outputs(outputs: Sequence[Path | None], inputs: Sequence[Path]) -> None:
    """Before any work: no output replaces what was handed in, a folder, a pipe or a device, and no two are one file.

    Raises UsageError and OutputError.
    """
    taken: set[Path] = {Path(os.path.realpath(path)) for path in inputs}  # of links that go round, resolve() breaks off
    for path in filter(None, outputs):
        if path.exists() and not path.is_file():
            hint = "choose the name of a file that is not there yet"
            raise OutputError("cannot write: there is a folder, a pipe or a device", file=path, hint=hint)
        if (real := Path(os.path.realpath(path))) in taken:
            hint = "choose another name: records that were handed in are never overwritten"
            raise UsageError(f"{path} would be written over itself, or over an input", hint=hint)
        taken.add(real)


def trace_all(items: Sequence[Item], shelf: Shelf, *, use_context: bool) -> Iterator[Traced]:
    """Each item with its Findings, in order, with progress; items with the same evidence cost one trace."""
    from headstamp.reason import bulk

    with progress("tracing", len(items)) as step, _records_kept(len(items)):
        yield from bulk.trace_many(items, shelf, use_context=use_context, progress=lambda done, _: step(done))


@contextmanager
def _records_kept(count: int) -> Iterator[None]:
    """Spare the cycle collector the records while they are traced: they hold no cycles, and it would walk them each time."""
    if count < BULK:
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _apart(items: Sequence[Item], taken: set[str], path: Path) -> Sequence[Item]:
    """Two files may number their items alike: then every id of the second one gets the file's name before it."""
    if not any(item.id in taken for item in items):
        return items
    note(f"{path.name}: some ids are those of another file; here they are shown as {path.stem}/…")
    return [
        item.model_copy(update={"id": f"{path.stem}/{item.id}", "within": f"{path.stem}/{item.within}" if item.within else ""})
        for item in items
    ]


def note(text: str) -> None:
    """One line to the person, on stderr, so that stdout stays the answer alone."""
    click.echo(harmless(text), err=True)


def harmless(text: str) -> str:
    """`text` for a terminal, line by line: names of files and cells are not ours, and may hold signs that act."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    from headstamp.tell.shown import visible

    return "\n".join(map(visible, text.split("\n")))


def console() -> Console:
    """A rich console on stdout; plain text where stdout is a file or pipe."""
    from rich.console import Console

    if hasattr(sys.stdout, "reconfigure") and (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        sys.stdout.reconfigure(errors="replace")  # an old terminal shows ? for Hangul; it does not crash
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 100
    return Console(highlight=False, soft_wrap=False, width=width)


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Step]:
    """A progress bar on stderr for people, silence for pipes and logs; `total` = how many there are, where known."""
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(harmless(title)), total=total)
        yield lambda done: bar.update(task, completed=done)


def suffix_of(path: Path, allowed: Sequence[str]) -> str:
    """The lower-case extension of `path`; raises UsageError for one that nothing writes."""
    suffix = path.suffix.lower()
    if suffix not in allowed:
        raise UsageError(f"cannot write {path.name!r}: unknown ending", hint=f"use one of {', '.join(allowed)}")
    return suffix


def write_whole(path: Path, content: str | bytes) -> None:
    """Write beside `path` and move there when complete, so that nobody meets half a file. Raises OutputError."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o666 & ~_umask())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise OutputError(
            f"cannot write: {error.strerror}", file=path, hint="choose another place with --output, or free some room"
        ) from error
    note(f"written: {path}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
