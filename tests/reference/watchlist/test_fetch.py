"""Fetching, against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from headstamp.core.errors import InputError, LimitError, UsageError
from headstamp.reference.watchlist.fetch import fetch

LIST = b"name\nOrsa Machine Works\n"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in ("/moved", "/away", "/round"):
            self.send_response(302)
            self.send_header("Location", {"/moved": "/watch.csv", "/away": "http://192.0.2.1/x", "/round": "/round"}[self.path])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        length = len(LIST) + (100 if self.path == "/short" else 0)
        self.send_header("Content-Length", str(length))
        self.send_header("Last-Modified", "Wed, 01 Jul 2026 10:00:00 GMT")
        self.end_headers()
        self.wfile.write(LIST)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_a_list_is_fetched_with_its_day_and_progress(server: str, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    got = fetch(f"{server}/moved", tmp_path, lambda done, total: seen.append((done, total)))
    assert got.path.read_bytes() == LIST
    assert (got.path.name, got.modified) == ("watch.csv", "2026-07-01")
    assert got.address.endswith("/watch.csv")
    assert seen[-1] == (len(LIST), len(LIST))


@pytest.mark.parametrize(("path", "said"), [("/gone", "404"), ("/round", "redirects"), ("/short", "fetched")])
def test_a_refusal_is_explained(server: str, path: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        fetch(server + path, tmp_path)


def test_redirects_do_not_leave_https(server: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="https"):
        fetch(f"{server}/away", tmp_path)
    with pytest.raises(UsageError, match="https"):
        fetch("ftp://example.org/list.csv", tmp_path)


def test_no_more_is_taken_than_a_list_can_have(server: str, tmp_path: Path) -> None:
    with pytest.raises(LimitError):
        fetch(f"{server}/watch.csv", tmp_path, most=5)


def test_nobody_listening_is_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="could not be fetched"):
        fetch("http://127.0.0.1:9/x", tmp_path)
