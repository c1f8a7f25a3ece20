"""The command `lists`, as a person runs it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest


class Handler(BaseHTTPRequestHandler):
    content = b"id,name,programme\n" + b"".join(b"%d,Party Number %d,A\n" % (n, n) for n in range(60))

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        page = b"<!doctype html><html>log in</html>"
        self.wfile.write(page if self.path == "/page" else self.content[:600] if self.path == "/less" else self.content)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture
def lists(run, tmp_path: Path):
    def call(*argv: object):
        return run("lists", *argv, "--store", tmp_path / "kept")

    return call


def test_two_editions_are_kept_shown_and_compared(lists) -> None:
    assert lists("add", "lists/watch-2025.csv", "--as", "watch", "--edition", "2025-01-01").code == 0
    ran = lists("add", "lists/watch-2026.csv", "--as", "watch", "--edition", "2026-03-01", "--note", "by post")
    assert "edition of 2026-03-01 kept, 5 entries, 10 names" in ran.out
    shown = lists("show").out
    assert "builtin" in shown
    assert "watch" in shown
    shown = lists("show", "watch").out
    assert "by post" in shown
    assert "made-up arms" in shown
    ran = lists("diff", "watch")
    assert "Verrin Optics" in ran.out
    assert "+ Orsa Mechanical (alias)" in ran.out
    found = json.loads(lists("diff", "watch", "--from", "2025-01-01", "--to", "2026-03-01", "--json").out)
    assert [each["entry_id"] for each in found["added"]] == ["F5"]
    assert found["changed"][0]["new"] == ["Orsa Mechanical (alias)"]


def test_as_of_says_by_which_edition(lists) -> None:
    lists("add", "lists/watch-2025.csv", "--as", "watch", "--edition", "2025-01-01")
    found = json.loads(lists("show", "watch", "--as-of", "2024-01-01", "--json").out)
    assert [each["entry_id"] for each in found["listings"]] == ["F1", "F2"]
    assert "missing" in found["limits"][0]
    ran = lists("show", "watch", "--as-of", "1990-01-01")
    assert ran.code == 2
    assert "first edition kept" in ran.err
    assert lists("show", "watch", "--as-of", "yesterday").code == 2


def test_adding_the_same_again_changes_nothing(lists) -> None:
    lists("add", "lists/watch-2025.csv", "--as", "watch", "--edition", "2025-01-01")
    ran = lists("add", "lists/watch-2025.csv", "--as", "watch")
    assert ran.code == 0
    assert "unchanged" in ran.out


def test_two_files_under_one_name_are_refused(lists) -> None:
    ran = lists("add", "lists/watch-2025.csv", "lists/watch-2026.csv", "--as", "watch", "--edition", "2025-01-01")
    assert ran.code == 2
    assert "two different files" in ran.err
    assert json.loads(lists("show", "--json").out)["lists"] == []


def test_update_fetches_from_the_address_given(lists, server: str) -> None:
    ran = lists("update", "watch", "--from", f"{server}/all")
    assert ran.code == 0, ran.err
    assert "60 entries" in ran.out
    assert "unchanged" in lists("update", "watch", "--from", f"{server}/all").out
    ran = lists("update", "watch", "--from", f"{server}/page")
    assert ran.code == 3
    assert "web page" in ran.err
    ran = lists("update", "watch", "--from", f"{server}/less")
    assert ran.code == 3
    assert "cut off" in ran.err or "shrank" in ran.err


def test_update_explains_what_it_cannot_fetch(lists) -> None:
    ran = lists("update", "our-own")
    assert ran.code == 2
    assert "ofac-sdn" in ran.err
    assert lists("update", "--from", "https://example.org/x").code == 2


def test_show_names_what_is_kept_and_what_is_not(lists) -> None:
    ran = lists("show", "nothing")
    assert ran.code == 2
    assert "none yet" in ran.err
    assert "parties" in lists("show").out or "entries" in lists("show").out
    assert json.loads(lists("show", "builtin", "--json").out)
    assert "since" in lists("show", "builtin").out


def test_the_store_is_where_the_environment_says(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEADSTAMP_HOME", str(tmp_path / "home"))
    assert run("lists", "add", "lists/watch-2025.csv").code == 0
    assert (tmp_path / "home" / "lists" / "watch-2025").is_dir()
