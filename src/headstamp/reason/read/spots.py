"""What can be a place where something happened, or a point of a way: names of places, and common nouns for spots."""

from __future__ import annotations

from headstamp.reason.read.tree import PLACES, Tree
from headstamp.reason.read.words import words

SPOTS = words(
    "port harbour harbor coast border airport depot base capital island river warehouse quay waters station frontier "
    "airfield strip town village destination shore beach terminal pier wharf jetty dock dockyard shipyard anchorage "
    "roadstead airstrip runway airbase checkpoint bridge tunnel crossing canal channel strait gulf sea ocean desert "
    "mountain valley plain bay lake bank yard camp stronghold hideout compound hangar bunker garage farm house home "
    "apartment flat building site cave forest city province district region area territory governorate county garrison "
    "barracks plant factory customs-house armoury armory"
)
_POINTS = words("north south east west")
_AT = words("in at near off outside from via through")
_VAGUE = words("destination area site house home bank plain")


def is_spot(tree: Tree, head: int) -> bool:
    """Whether a noun can be a point of a way."""
    return tree.cls(head) in PLACES or tree.cls(head) in ("state", "capital") or tree.lemmas[head] in SPOTS


def is_place(tree: Tree, head: int) -> bool:
    """Whether a noun tells where: a group, a box, a war or a sum of cash does not, and `the destination` is open."""
    if tree.lows[head] in _POINTS:
        return False
    if tree.cls(head) in PLACES or tree.cls(head) in ("state", "capital"):
        return True
    named = tree.cls(head) == "name" and tree.tokens[head].pos == "PROPN" and tree.lows[tree.tokens[head].head] in _AT
    return named or (tree.lemmas[head] in SPOTS and tree.lemmas[head] not in _VAGUE)


def places_only(tree: Tree, heads: list[int]) -> list[int]:
    """The places among nouns, each once: in `Haeju in North Korea` and `Damietta, Egypt` the state is a part of the first."""
    found = [h for h in heads if is_place(tree, h)]
    return [h for h in found if not any(_within(tree, h, other) for other in found if other != h)]


def _within(tree: Tree, head: int, other: int) -> bool:
    token = tree.tokens[head]
    if token.dep == "appos":
        return token.head == other
    if token.dep != "pobj" or tree.lows[token.head] not in ("in", "of"):
        return False
    return tree.tokens[token.head].head == other or (token.head - 1 == other and tree.cls(head) == "state")
