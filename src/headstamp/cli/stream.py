"""JSON Lines output that survives an interruption: one line an item, written as it comes, continued with `--resume`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from headstamp.cli.common import INTERRUPTED, note
from headstamp.core.errors import OutputError, UsageError

if TYPE_CHECKING:
    from headstamp.cli.common import Traced
    from headstamp.cli.trace import Request
    from headstamp.core.record import Item
    from headstamp.reference.shelf import Shelf

    Trace = Callable[[Sequence[Item]], Iterator[Traced]]


def wanted(output: Path | None, resume: bool) -> bool:
    """True where the output is JSON Lines; `--resume` without it is an error of the call."""
    lines = output is not None and output.suffix.lower() in (".jsonl", ".ndjson")
    if resume and not lines:
        raise UsageError("--resume goes on in JSON Lines only", hint="write with --output findings.jsonl")
    return lines


def write(items: list[Item], trace: Trace, shelf: Shelf, request: Request) -> None:
    """Trace `items` and write a line for each.

    On Ctrl-C it says how far it got and how to go on, and leaves with the shell's code for an interruption.
    """
    from headstamp.cli.show import json_line

    path = request.output
    if path is None:
        return
    done = _already(path, request.profile, shelf.hash) if request.resume else set()
    rest = [item for item in items if item.id not in done]
    written = 0
    try:
        with path.open("a" if request.resume else "w", encoding="utf-8", newline="\n") as stream:
            for traced in trace(rest):
                stream.write(json_line(traced, request.profile) + "\n")
                written += 1
    except KeyboardInterrupt:
        note(f"stopped: {len(done) + written:,} of {len(items):,} records are in {path}")
        note("hint: the same command with --resume goes on from there")
        sys.exit(INTERRUPTED)
    except OSError as error:
        hint = "choose another place with --output, or free some room and go on with --resume"
        raise OutputError(f"cannot write: {error.strerror}", file=path, hint=hint) from error
    skipped = f", {len(done):,} were there already" if done else ""
    note(f"written: {path} ({written:,} records{skipped})")


def _already(path: Path, profile: str, shelf_hash: str) -> set[str]:
    """Ids of the items in `path`; a last line that was cut off by the interruption is removed from the file.

    Raises OutputError where the file is not of this tool, UsageError where it was made for other readers or another shelf.
    """
    if not path.is_file():
        return set()
    done: set[str] = set()
    good = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                if not line.endswith(b"\n"):
                    break
                raw = json.loads(line)
                made = (raw["profile"], {finding["shelf_hash"] for finding in raw["findings"]})
                done.add(str(raw["item"]["id"]))
            except (ValueError, KeyError, TypeError) as error:
                hint = "give the file that the interrupted run wrote, or leave --resume out"
                raise OutputError("not a line of Headstamp output", file=path, row=number, hint=hint) from error
            if made != (profile, {shelf_hash}):
                hint = "use the same --profile, --pack and --sourced-only, or write to a new file"
                raise UsageError(f"{path.name}, row {number}, was written under other options", hint=hint)
            good += len(line)
    with path.open("rb+") as stream:
        stream.truncate(good)
    return done
