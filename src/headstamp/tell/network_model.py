"""What every output of the network shows: nodes, numbered ties, and the parts in which they are told. Nothing below decides.

A chain of a case is told in the same shape: build the ties with `network_view.Ties`, one `PartView` a branch, one `NetworkView`.
"""

from __future__ import annotations

from dataclasses import dataclass

from headstamp.core.redact import Profile


@dataclass(frozen=True, slots=True)
class NodeView:
    """One statement of a party or thing. `lists`: the lists on which it stands, in words; `twins`: other statements of that
    name on other lists, which nobody has joined to it; `countries`: those that its source gives, by name."""

    id: str
    kind: str
    label: str
    lists: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """What it is and where: `company, Russia`."""
        return ", ".join(filter(None, (self.kind, *self.countries)))


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie as its source states it, and the number by which drawing, list and table call it.

    `start` and `end` are ids of nodes in the direction in which it is told; `subject` and `object` as the source says it.
    `strength` is `certainty 0.85` or `grade B2`; `weakest`: no hop of its chain is weaker; `notes`: numbers of sources; `rows`:
    rows of packs; `brief`: the sentence with `it` for the party that was asked."""

    number: int
    start: str
    end: str
    subject: str
    relation: str
    object: str
    sentence: str
    detail: str
    share: str
    dates: str
    dated: bool
    certainty: float
    strength: str
    unverified: bool
    weakest: bool = False
    denied: bool = False
    remark: str = ""
    notes: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    brief: str = ""


@dataclass(frozen=True, slots=True)
class PartView:
    """Some of the ties under a heading. `chain`: they follow one on the other and are drawn so; `about`: a line below the
    heading; `told`: lines after the ties; `level`: column of the drawing on which the far ends stand, counted from the
    subject (below zero = over it); `quiet`: the lines of the sum say the same, so that a terminal need not."""

    title: str
    ties: tuple[TieView, ...]
    chain: bool = False
    about: str = ""
    told: tuple[str, ...] = ()
    level: int = 1
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a sum of ownership: what counts is `yes`, `possible` or `no`."""

    owner: str
    owned: str
    share: str
    counts: str
    why: str
    dates: str
    unverified: bool
    own: bool  # about the party that was asked, not about one of its owners
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkView:
    """One answer of the network as shown, already under `profile`. `verdict`: yes, possible or no for a question of ownership,
    else empty. `warnings`: what must not be missed; `ends`: where the evidence ends; `twins`: statements of the party that was
    asked on other lists."""

    question: str
    subject: str
    answer: str
    basis: str
    silent: bool
    on: str
    profile: Profile
    nodes: tuple[NodeView, ...]
    parts: tuple[PartView, ...]
    lines: tuple[LineView, ...] = ()
    verdict: str = ""
    threshold: str = ""
    warnings: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    would_change: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    shelf_hash: str = ""
    tool_version: str = ""

    @property
    def ties(self) -> tuple[TieView, ...]:
        """Every tie once, by number; one that is weakest somewhere is shown as such."""
        found: dict[int, TieView] = {}
        for part in self.parts:
            for tie in part.ties:
                if tie.number not in found or (tie.weakest and not found[tie.number].weakest):
                    found[tie.number] = tie
        return tuple(found[number] for number in sorted(found))

    @property
    def any_unverified(self) -> bool:
        """True where anything shown rests on general knowledge alone."""
        return any(tie.unverified for tie in self.ties) or any(line.unverified for line in self.lines)

    def node(self, key: str) -> NodeView:
        """The node of an id; a bare one where the answer does not describe it."""
        return next((node for node in self.nodes if node.id == key), NodeView(key, "other", key))
