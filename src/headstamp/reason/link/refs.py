"""Where the shared keys of a group stand, and in which words they may be shown.

A Finding is text that any reader may get, so the text of a mark that some record closes is withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import fmean

from headstamp.core.record import Item, MarkRole
from headstamp.core.redact import WITHHELD, Profile, may_show
from headstamp.reason.link.groups import Group, Index
from headstamp.reason.link.keys import Key, Share, mark_keys, recorded, usable
from headstamp.reason.link.rules import WORDS

LONGEST = 60  # signs of a mark in a sentence
_FIELDS = {Share.MODEL: "model", Share.FEATURE: "features", Share.BORE: "calibre"}


@dataclass
class Refs:
    """`of[key]`: `item:mark` references; `text[key]`: the words of the first record; `closed`: keys not for everybody."""

    of: dict[Key, list[str]] = field(default_factory=dict)
    text: dict[Key, str] = field(default_factory=dict)
    closed: set[Key] = field(default_factory=set)
    legibilities: list[float] = field(default_factory=list)

    @property
    def legibility(self) -> float:
        """The mean over the shared marks; 1 where names and looks are shared."""
        return fmean(self.legibilities) if self.legibilities else 1.0

    def add(self, key: Key, ref: str, text: str, public: bool) -> None:
        """Note one place where `key` stands; `public` = everybody may see its text."""
        self.of.setdefault(key, []).append(ref)
        self.text.setdefault(key, text)
        if not public:
            self.closed.add(key)

    def words(self, key: Key, say: Callable[[str], str] | None = None) -> str:
        """The key in the words of its rule, as first recorded, or withheld."""
        text = WITHHELD if key in self.closed or key not in self.text else self.text[key]
        return (say or WORDS[key[0]])(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def refs_of(group: Group, index: Index) -> Refs:
    """References of all keys of a group, records by id."""
    refs = Refs()
    wanted = set(group.keys) | ({group.other} if group.other else set())
    for i in sorted(group.members, key=lambda i: index.items[i].id):
        item = index.items[i]
        for mark in item.marks:
            public = _public(item, "marks") and _public(item, mark.role.value)
            for key in wanted.intersection(mark_keys(mark, item.kind)):
                refs.add(key, f"{item.id}:{mark.id}", recorded(mark, key), public)
                refs.legibilities.append(mark.legibility)
        for key in sorted(wanted.intersection(index.keys(item))):
            if key[0] in _FIELDS:
                _add_field(refs, key, item, index)
    return refs


def _add_field(refs: Refs, key: Key, item: Item, index: Index) -> None:
    name = _FIELDS[key[0]]
    if key[0] is Share.BORE:
        refs.add(key, f"{item.id}:{name}", f"{key[2]} mm {key[1].replace('_', ' ')}", _public(item, name))
    elif key[0] is Share.FEATURE:
        refs.add(key, f"{item.id}:{name}", key[2], _public(item, name))
    else:
        rows = index.models.get(key[2], ())
        text = rows[0].model if rows else item.model
        marks = [m.id for m in item.marks if m.role is MarkRole.MARK and usable(m)]
        for ref in [name] if item.model else marks:
            refs.add(key, f"{item.id}:{ref}", text, _public(item, name) and _public(item, "marks"))


def _public(item: Item, name: str) -> bool:
    return may_show(item, name, Profile.PUBLIC)
