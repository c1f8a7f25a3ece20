"""Fetch a list from its official address: only when asked for by name, over https, within bounds, to a file first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from headstamp.core.errors import InputError, LimitError, UsageError
from headstamp.core.version import __version__
from headstamp.reference.watchlist.days import day

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 1 << 30
MAX_REDIRECTS = 5
TIMEOUT = 30.0  # seconds of silence
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
Progress = Callable[[int, int | None], None]
"""Called with the bytes that have come, and how many will, where the other side says."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The file as it came, the address it came from in the end, and the day the other side calls it modified."""

    path: Path
    address: str
    modified: str  # ISO 8601, or empty


def fetch(address: str, folder: Path, progress: Progress = lambda _done, _total: None, *, most: int = MAX_BYTES) -> Fetched:
    """Stream `address` into a file in `folder`. Redirects stay within https (http to this machine alone is let through).

    Raises UsageError for an address that is not https, InputError where the other side refuses or breaks off, LimitError
    for more than `most` bytes.
    """
    import httpx

    agent = {"User-Agent": f"headstamp/{__version__}", "Accept-Encoding": "gzip"}
    here = _allowed(address)
    try:
        with httpx.Client(timeout=TIMEOUT, headers=agent, follow_redirects=False) as client:
            for _ in range(MAX_REDIRECTS + 1):
                with client.stream("GET", here) as answer:
                    if answer.is_redirect and answer.next_request is not None:
                        here = _allowed(str(answer.next_request.url))
                        continue
                    if answer.status_code != 200:
                        raise _refused(here, f"the answer was {answer.status_code} {answer.reason_phrase}")
                    path = folder / _name(here, answer.headers.get("content-disposition", ""))
                    total = answer.headers.get("content-length", "")
                    _save(answer, path, progress, int(total) if total.isdigit() else None, most)
                    return Fetched(path, here, _modified(answer.headers.get("last-modified", "")))
    except httpx.HTTPError as error:
        raise _refused(here, f"{type(error).__name__}: {error}") from error
    raise _refused(address, f"more than {MAX_REDIRECTS} redirects")


def _save(answer: httpx.Response, path: Path, progress: Progress, total: int | None, most: int) -> None:
    done = 0
    with path.open("wb") as stream:
        for chunk in answer.iter_bytes():
            done += len(chunk)
            if done > most:
                raise LimitError(
                    f"more than {most >> 20} MB", hint="no list is that large; check the address", file=str(answer.url)
                )
            stream.write(chunk)
            progress(answer.num_bytes_downloaded, total)


def _allowed(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return address
    raise UsageError(
        f"not an https address: {address}", hint="lists are fetched over https alone; a file on disk goes to `lists add`"
    )


def _refused(address: str, why: str) -> InputError:
    hint = "fetch the file with a browser and run `headstamp lists add FILE`, or name another address with --from"
    return InputError(f"could not be fetched: {why}", hint=hint, file=address)


def _name(address: str, disposition: str) -> str:
    said = re.search(r'filename="?([^";]+)', disposition)
    name = unquote(said[1] if said else urlsplit(address).path.rsplit("/", 1)[-1])
    return re.sub(r"[^\w.-]+", "_", name).strip("._") or "list"


def _modified(header: str) -> str:
    found = re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}", header)
    return day(found[0]) if found else ""
