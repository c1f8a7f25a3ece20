"""Names of weapons that no table has, learned from the text itself: told once what it is, a name is read so throughout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from headstamp.reason.read.words import words

if TYPE_CHECKING:
    from headstamp.reason.read.tree import Tree

_ARMS = frozenset(("weapon", "ammunition"))
_KIND_OF = words("variant version system series family model type derivative copy clone design round platform")
_CALLED = words("call name know dub designate nickname code-name codename christen term")
_VAGUE = words("weapon arm armament ammunition munition equipment weaponry arsenal")
_MODEL = re.compile(r"[A-Z][A-Za-z]*[-‑]?\d{1,4}[A-Za-z]{0,2}|[A-Z][a-z]+-[A-Z]{1,3}")


def weapon_names(tree: Tree) -> dict[str, str]:
    """`the Qasef-1 is an Iranian UAV`, `the Toophan, an anti-tank missile`, `a rocket called Badr`, `six Qasef-1 drones`. A bare
    name before a word for arms is a maker's or a state's as often as the weapon's, so that it must have a number there."""
    found: dict[str, str] = {}
    for index, token in enumerate(tree.tokens):
        entry = tree.mentions[index]
        free = entry is None or (entry.key.startswith("terms/") and entry.cls in _ARMS)
        if not free or not token.text[:1].isupper() or token.pos not in ("PROPN", "NOUN", "PUNCT", "X", "NUM"):
            continue
        if _told(tree, index) or (_MODEL.fullmatch(token.text) and _before_arms(tree, index)):
            low = tree.lows[index]
            found[low] = "weapon"
            found[low.removesuffix("s") if token.tag == "NNPS" else low + "s"] = "weapon"
    return found


def _is_arms(tree: Tree, head: int, depth: int = 0) -> bool:
    """Whether a noun is a word for arms, or for a kind of them (`a variant of the X missile`)."""
    entry = tree.mentions[head]
    if entry is not None and entry.cls in _ARMS:
        return tree.tokens[head].pos == "NOUN" and (entry.cls in _ARMS and not tree.kids(head, "poss"))
    if tree.lemmas[head] in _KIND_OF and depth < 2:
        near = (*tree.of(head, "of"), *tree.kids(head, "compound", "amod"))
        return any((e := tree.mentions[k]) is not None and e.cls in _ARMS for k in near)
    return depth < 2 and any(_is_arms(tree, k, depth + 1) for k in tree.kids(head, "appos"))


def _told(tree: Tree, name: int) -> bool:
    """Whether the words about a name say outright that it is a weapon."""
    token = tree.tokens[name]
    if token.pos != "PROPN":
        return False
    up = token.head
    if token.dep == "nsubj" and tree.lemmas[up] == "be" and not tree.kids(up, "neg"):
        return any(_is_arms(tree, k) for k in tree.kids(up, "attr"))
    if any(k > name and _is_arms(tree, k) for k in tree.kids(name, "appos")):
        return True
    if token.dep == "appos" and up < name <= up + 3 and _is_arms(tree, up):
        return not any(tree.lows[k] == "," for k in range(up, name))
    called = (
        up if token.dep in ("oprd", "dobj") else tree.tokens[up].head if tree.lows[up] == "as" and token.dep == "pobj" else name
    )
    if called == name or tree.lemmas[called] not in _CALLED:
        return False
    return tree.tokens[called].dep in ("acl", "relcl") and _is_arms(tree, tree.tokens[called].head)


def _before_arms(tree: Tree, name: int) -> bool:
    """`six Qasef-1 drones`, also behind a nickname in quotes."""
    head = tree.tokens[name].head
    near = head if tree.tokens[name].dep in ("compound", "nmod", "amod", "punct", "nummod") and head > name else name + 1
    if near >= len(tree.tokens) or near - name > 3 or tree.lemmas[near] in _VAGUE:
        return False
    entry = tree.mentions[near]
    return entry is not None and entry.cls in _ARMS and tree.tokens[near].pos == "NOUN"
