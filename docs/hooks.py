"""Pages made at build time: the documents of the repository's top folder, and the rules from their own docstrings."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

TOP = Path(__file__).resolve().parent.parent
PAGES = ("METHOD", "ETHICS", "SECURITY", "CONTRIBUTING", "CHANGELOG")


def top_page(name: str) -> str:
    """The text of a top document with its links turned into links between pages."""
    text = (TOP / f"{name}.md").read_text(encoding="utf-8")
    for other in PAGES:
        text = text.replace(f"]({other}.md", f"]({other.lower()}.md")
    return text.replace("](docs/", "](")


def rules_page() -> str:
    """Every rule with its docstring, which is what `headstamp explain` prints."""
    from headstamp.cli.explain import every_rule

    parts = [
        "# Rules",
        "Each reason of a Finding names the rule that gave it. This page is made from the rules; `headstamp explain RULE`"
        " prints the same text. How reasons become probabilities is in [the method](method.md).",
    ]
    for name, rule in every_rule().items():
        parts += [f"## {name}", plain(inspect.getdoc(rule) or "")]
    return "\n\n".join(parts) + "\n"


def plain(doc: str) -> str:
    """A docstring as Markdown: doctest examples become code blocks, and angle brackets stay text."""
    doc = re.sub(r"(?m)(^>>> .*(?:\n(?!\s*$).*)*)", r"```python\n\1\n```", doc)
    return doc.replace("<", "&lt;")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to the site."""
    for name in PAGES:
        files.append(File.generated(config, f"{name.lower()}.md", content=top_page(name)))
    files.append(File.generated(config, "rules.md", content=rules_page()))
    return files
