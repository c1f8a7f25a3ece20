"""Documentation as a tested contract: what exists is documented, what is documented exists, and the examples run."""

from __future__ import annotations

import doctest
import importlib
import inspect
import json
import pkgutil
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import click
import pytest

import headstamp
from headstamp.cli import main as entry
from headstamp.cli.explain import every_rule
from headstamp.core import errors

TOP = Path(__file__).resolve().parent.parent
DOCS = TOP / "docs"
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DOCS.glob("*.md"))}
README = (TOP / "README.md").read_text(encoding="utf-8")
CASES = (
    {"record": {"kind": "cartridge", "calibre": "12.7x108", "headstamp": "41 91"}, "truth": {"country": "CN"}},
    {"record": {"kind": "cartridge", "headstamp": "no headstamp"}, "truth": {"country": "SU"}, "answerable": False},
)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for name, text in {"README.md": README, **PAGES}.items():
        for number, block in enumerate(re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M), start=1):
            yield f"{name}#{number}", block


def commands() -> Iterator[tuple[str, click.Command]]:
    def walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None, name
                yield from walk(f"{path} {name}", inner)

    yield from walk("headstamp", entry.cli)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(str(files("headstamp") / "examples"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "cases.jsonl").write_text("".join(json.dumps(case) + "\n" for case in CASES), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


SHELL = list(blocks("console"))


@pytest.mark.parametrize(("where", "block"), SHELL, ids=[where for where, _ in SHELL])
def test_shell_examples_run(where: str, block: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An example that fails, or that no longer prints what the page says, misleads the reader."""
    for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
        line, *expected = part.splitlines()
        argv = shlex.split(line)
        assert argv[0] == "headstamp", line
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            entry.main(argv[1:])
        out, err = capsys.readouterr()
        assert not left.value.code, f"{where}: {line}\n{err}"
        for text in expected:
            assert text == "…" or text in out, f"{where}: {line}: {text!r} not in\n{out}"


@pytest.mark.parametrize("page", [name for name, text in PAGES.items() if ">>> " in text])
def test_python_examples_run(page: str, desk: Path) -> None:
    source = "\n".join(block for where, block in blocks("python") if where.startswith(page + "#"))
    test = doctest.DocTestParser().get_doctest(source, {}, page, page, 0)
    assert test.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


def test_examples_in_docstrings_run() -> None:
    failed = {}
    for found in pkgutil.walk_packages(headstamp.__path__, "headstamp."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        if bad := doctest.testmod(module).failed:
            failed[found.name] = bad
    if bad := doctest.testmod(headstamp).failed:
        failed["headstamp"] = bad
    assert not failed


def test_every_command_and_option_is_documented() -> None:
    page = PAGES["cli.md"]
    for path, command in commands():
        assert path in page, f"{path} is not in docs/cli.md"
        assert command.help, f"{path} has no help"
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name not in ("help", "version"):
                assert f"`{parameter.opts[0]}" in page, f"{path} {parameter.opts[0]} is not in docs/cli.md"
                assert parameter.help, f"{path} {parameter.opts[0]} has no help"


def test_every_documented_option_exists() -> None:
    """A page must not promise an option that was renamed."""
    known = {opt for _, command in commands() for p in command.params for opt in p.opts} | {"--help", "--version"}
    told = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", PAGES["cli.md"] + PAGES["quickstart.md"] + PAGES["records.md"]))
    assert told <= known


def test_every_export_is_documented() -> None:
    for name in headstamp.__all__:
        assert getattr(headstamp, name) is not None
        assert re.search(rf"\b{name}\b", PAGES["python.md"]), f"{name} is not in docs/python.md"


def test_every_error_is_documented_with_its_codes() -> None:
    for name, kind in inspect.getmembers(errors, inspect.isclass):
        if issubclass(kind, errors.HeadstampError):
            row = rf"\| `{name}` \| {kind.exit_code} \| {kind.http_status} \|"
            assert re.search(row, PAGES["errors.md"]), f"{name} is missing or has other codes in docs/errors.md"


def test_every_rule_explains_itself() -> None:
    for name, rule in every_rule().items():
        assert len(inspect.getdoc(rule) or "") > 40, f"rule {name} does not say what it does"


def test_every_pack_table_and_column_is_documented() -> None:
    from headstamp.reference.rows import SCHEMA, columns

    for table in SCHEMA:
        section = PAGES["packs.md"].split(f"### {table}.csv", 1)
        assert len(section) == 2, f"{table}.csv is not in docs/packs.md"
        common = PAGES["packs.md"].split("## Tables", 1)[1].split("###", 1)[0]
        told = section[1].split("\n### ", 1)[0] + common
        for column in columns(table):
            assert f"`{column}`" in told, f"{table}.{column} is not in docs/packs.md"


def test_the_worked_pack_is_the_shipped_one() -> None:
    """A reader who copies the page must get what the example does."""
    folder = files("headstamp") / "examples" / "agency-pack"
    for name in ("pack.toml", "sources.csv", "producers.csv", "states.csv", "marks.csv"):
        assert (folder / name).read_text(encoding="utf-8") in PAGES["packs.md"], name


def test_every_field_of_a_record_is_documented() -> None:
    from headstamp.observe.marks.columns import SYNONYMS

    aliases = {
        "mark": "mark_1",
        "coordinates": "lat",
        "frame": "heads_read",
        "recovery": "recovery",
        "wrapper": "items",
    }
    for field in SYNONYMS:
        name = aliases.get(field, field)
        assert re.search(rf"\b{name}\b", PAGES["records.md"]), f"{field} is not in docs/records.md"


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = (TOP / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name = re.match(r"[\w.-]+", wanted)
        assert name is not None
        assert f"| {name[0]} |" in PAGES["dependencies.md"], f"{name[0]} has no reason in docs/dependencies.md"
        assert f"\n{name[0].lower()}==" in pins, f"{name[0]} is not pinned in constraints.txt"


def test_every_page_is_in_the_navigation_and_links_hold() -> None:
    nav = (TOP / "mkdocs.yml").read_text(encoding="utf-8")
    made = {"method.md", "ethics.md", "security.md", "contributing.md", "changelog.md", "rules.md"}
    for name, text in PAGES.items():
        assert f": {name}\n" in nav, f"docs/{name} is not in the navigation"
        for target in re.findall(r"\]\(([^)#:]+\.md)", text):
            assert target in PAGES or target in made, f"docs/{name} links to {target}"
    for name in ("README", "ETHICS", "SECURITY", "CONTRIBUTING", "CHANGELOG"):
        for target in re.findall(r"\]\(([^)#:]+)\)", (TOP / f"{name}.md").read_text(encoding="utf-8")):
            assert (TOP / target).exists(), f"{name}.md links to {target}"


def test_nothing_names_this_machine_or_a_registry() -> None:
    """Such a line would break, or give away, another installation."""
    names = re.compile(r"/(?:home|root|Users)/\w|py" + r"pi\.org|python" + r"hosted")
    for path in (
        *TOP.glob("*.*"),
        TOP / "Makefile",
        *DOCS.glob("*"),
        *(TOP / "src").rglob("*.py"),
        *(TOP / "tests").rglob("*.py"),
    ):
        if path.is_file() and path != Path(__file__).resolve():
            assert not names.search(path.read_text(encoding="utf-8")), path
