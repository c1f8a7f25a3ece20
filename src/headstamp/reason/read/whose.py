"""Whose plan, attempt or offer an infinitive after a noun tells of."""

from __future__ import annotations

from headstamp.reason.read.tree import Tree


def infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands with `to`."""
    return any(tree.lows[k] == "to" for k in tree.kids(verb, "aux"))


def whose(tree: Tree, noun: int) -> list[int]:
    """Whose attempt, plan or offer it is: `Iran's plan to`, `a Russian offer to`, `attempts by a firm to`."""
    owners = [k for k in tree.kids(noun, "poss") if tree.tokens[k].pos != "PRON"]
    owners = owners or [h for h in tree.of(noun, "by") if tree.party(h)]
    peoples = [
        k for k in tree.kids(noun, "amod", "compound") if (e := tree.mentions[k]) is not None and e.cls in ("people", "state")
    ]
    return owners or peoples[-1:] or [h for h in tree.of(noun, "of", "from") if tree.country(h)]
