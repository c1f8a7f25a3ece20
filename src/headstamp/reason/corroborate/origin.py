"""Whether two statements go back to one origin. Independence has to be shown: what cannot be told apart counts once.

Two steps. `one_origin` finds what is shown to be one utterance. `not_shown` finds what may be: a text without a witness of its
own, or a voice without a name beside another of its kind. `origins` groups statements so that the second never ties two named
voices together: it joins one of them and makes no voice of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from headstamp.core.document import VoiceKind
from headstamp.core.text import script_of
from headstamp.reason.corroborate.compare import resemblance
from headstamp.reason.corroborate.facts import PHYSICAL, Facts
from headstamp.reason.corroborate.model import Relation, RelationKind, Voice
from headstamp.reason.corroborate.weights import HALF

_PARTICULARS = frozenset(("same_count", "same_sum", "same_cover", "shared_name", "same_payment", "same_calibre"))
LEAST_PARTICULARS = 2
RELAYS = frozenset((VoiceKind.MEDIA, VoiceKind.ACADEMIC, VoiceKind.UNKNOWN))
"""Kinds that mostly tell what others told them, and do not always say who."""
_COMPILERS = frozenset((VoiceKind.NGO, VoiceKind.UN_PANEL, VoiceKind.COURT))
UNNAMED = "unnamed:"


def one_origin(
    a: Facts, b: Facts, voices: Mapping[str, Voice], found: Mapping[str, float], authors: Mapping[str, Voice] | None = None
) -> str:
    """The reason why both are shown to be one utterance, or nothing. `found`: features of the pair with weights.

    One voice by name, state or agency; half of the words shared; one text that names the other's author as its source; or the
    same particulars in two texts of which one names no witness of its own and shows no evidence of its own: a retelling.
    """
    v, u = voices[a.id], voices[b.id]
    if v.key == u.key:
        return f"one voice: {v.label}" if v.label == u.label else f"one voice: {v.label} and {u.label}"
    if resemblance(a, b) >= HALF:
        return "nearly the same words"
    if a.statement.document == b.statement.document:
        return ""
    for one, other in ((v, b), (u, a)):
        author = (authors or {}).get(other.statement.document)
        if author is not None and author.key == one.key:
            return f"one text names the other as its source: {one.label}"
    if (_own_voice(a, v) and _own_voice(b, u) and _comparable(v, u)) or any(name.startswith("other_") for name in found):
        return ""
    particulars = [name for name in found if name in _PARTICULARS]
    same_dates = "same_days" in found or (a.first is not None and (a.first, a.last) == (b.first, b.last))
    if len(particulars) + same_dates >= LEAST_PARTICULARS:
        return "the same particulars, and one text shows no witness or evidence of its own"
    return ""


def not_shown(a: Facts, b: Facts, voices: Mapping[str, Voice]) -> str:
    """Why two that say the same are not shown to be two, or nothing: a paper or scholar whom nobody told us is a witness; a
    voice without a name beside one of its kind."""
    v, u = voices[a.id], voices[b.id]
    for fact, voice in ((a, v), (b, u)):
        if not stands_alone(fact, voice):
            return f"{voice.label} names no witness and shows no evidence of its own"
    if v.kind is u.kind and not _comparable(v, u):
        return f"{v.label} and {u.label} are written in two scripts and may be one name"
    if v.kind is u.kind and (v.key.startswith(UNNAMED) or u.key.startswith(UNNAMED)):
        return f"nobody can say whether {v.label} and {u.label} are two"
    return ""


def stands_alone(f: Facts, voice: Voice) -> bool:
    """Whether it can be a witness of its own: its voice holds records, was there or did it, or it shows evidence. In a sentence
    that says that somebody said so, the evidence of a paper is that somebody's, and a collection of reports is no witness where
    we could not read whom it quotes."""
    if voice.kind in RELAYS:
        return _evidence(f) and not f.quotes
    return _evidence(f) or not (f.statement.voice is None and f.quotes and voice.kind in _COMPILERS)


class Ties(NamedTuple):
    """What groups are made by: `one` = for every id those that are one utterance with it or not shown to be two, with how sure;
    `alone` = who can be a witness; `leans` = states and bodies told in the sentence of who cannot, parties left out."""

    one: Mapping[str, Mapping[str, float]]
    voices: Mapping[str, Voice]
    alone: frozenset[str]
    leans: Mapping[str, frozenset[str]]


def ties_of(facts: Mapping[str, Facts], relations: Iterable[Relation], voices: Mapping[str, Voice]) -> Ties:
    """The ties among these statements. Where a relation is not independent its score tells how sure, and one utterance more."""
    one: dict[str, dict[str, float]] = {}
    for r in relations:
        if not r.independent and r.a in facts and r.b in facts:
            sure = r.score + (r.kind is RelationKind.SAME_ORIGIN)
            one.setdefault(r.a, {})[r.b] = one.setdefault(r.b, {})[r.a] = sure
    alone = frozenset(key for key, fact in facts.items() if stands_alone(fact, voices[key]))
    leans = {key: fact.told_states - fact.states for key, fact in facts.items() if fact.quotes and key not in alone}
    return Ties(one, voices, alone, leans)


def origins(ids: Sequence[str], ties: Ties) -> tuple[tuple[str, ...], ...]:
    """Ids in groups of one origin, the group of the first id first. Named witnesses form groups; who has no name, then who is no
    witness, joins the one he is tied to most, and so ties no two of them together. A voice without a name is a group of its own
    only beside voices of other kinds; who is no witness only where there is nothing else."""
    voices, alone = ties.voices, ties.alone
    rank = {key: at for at, key in enumerate(ids)}
    tiers = (
        [k for k in ids if k in alone and not voices[k].key.startswith(UNNAMED)],
        [k for k in ids if k in alone and voices[k].key.startswith(UNNAMED)],
        [k for k in ids if k not in alone],
    )
    groups: list[list[str]] = []
    for key in tiers[0]:
        near, own = ties.one.get(key, {}), voices[key].key
        mine = [any(m in near or voices[m].key == own for m in group) for group in groups]
        joined = [m for group, hit in zip(groups, mine, strict=True) if hit for m in group]
        groups = [*(group for group, hit in zip(groups, mine, strict=True) if not hit), [*joined, key]]
    for key in tiers[1]:
        _join(key, groups, ties, any_kind=False)
    for key in tiers[2]:
        _join(key, groups, ties, any_kind=True)
    ordered = (tuple(sorted(group, key=lambda key: rank[key])) for group in groups)
    return tuple(sorted(ordered, key=lambda group: rank[group[0]]))


def _join(key: str, groups: list[list[str]], ties: Ties, *, any_kind: bool) -> None:
    near, leans, mine = ties.one.get(key, {}), ties.leans.get(key, frozenset()), ties.voices[key]

    def pull(group: Sequence[str]) -> float:
        heard = {ties.voices[m].key for m in group if m in ties.alone}
        told = any(voice.partition(":")[2] in leans for voice in heard) if leans else False
        tied = max((near[m] for m in group if m in near), default=0.0)
        kin = any_kind or any(ties.voices[m].kind is mine.kind for m in group)
        return 2.0 * (mine.key in heard) + 1.0 * told + tied + 0.1 * kin

    best, most = None, 0.0
    for group in groups:
        if (here := pull(group)) > most:
            best, most = group, here
    if best is None:
        groups.append([key])
    else:
        best.append(key)


def _own_voice(f: Facts, voice: Voice) -> bool:
    """A voice of its own is named, or evidence of its own is shown."""
    return (f.statement.voice is not None and not voice.key.startswith(UNNAMED)) or _evidence(f)


def _evidence(f: Facts) -> bool:
    return any(slot.value in PHYSICAL for slot in f.statement.of("evidence"))


def _comparable(v: Voice, u: Voice) -> bool:
    """States and bodies are compared by their keys; names in two scripts may be one name."""
    keyed = [voice for voice in (v, u) if voice.key.startswith(("state:", "body:"))]
    return bool(keyed) or script_of(v.label[:1] or "x") == script_of(u.label[:1] or "x")
