"""Whether two statements go back to one origin. Independence has to be shown: what cannot be told apart counts once."""

from __future__ import annotations

from collections.abc import Mapping

from headstamp.core.text import script_of
from headstamp.reason.corroborate.compare import resemblance
from headstamp.reason.corroborate.facts import PHYSICAL, Facts
from headstamp.reason.corroborate.model import Voice
from headstamp.reason.corroborate.weights import HALF

_PARTICULARS = frozenset(("same_count", "same_sum", "same_cover", "shared_name", "same_payment", "same_calibre"))
LEAST_PARTICULARS = 2


def one_origin(a: Facts, b: Facts, voices: Mapping[str, Voice], found: Mapping[str, float]) -> str:
    """The reason why both count once, or nothing where two origins are shown. `found`: features of the pair with weights.

    One voice by name, state, agency or lack of a name; half of the words shared; or the same particulars in two texts of which
    one names no witness of its own and shows no evidence of its own: a retelling.
    """
    v, u = voices[a.id], voices[b.id]
    if v.key == u.key:
        return f"one voice: {v.label}" if v.label == u.label else f"one voice: {v.label} and {u.label}"
    if resemblance(a, b) >= HALF:
        return "nearly the same words"
    if _stands_alone(a, v) and _stands_alone(b, u) and _comparable(v, u):
        return ""
    if a.statement.document == b.statement.document or any(name.startswith("other_") for name in found):
        return ""
    particulars = [name for name in found if name in _PARTICULARS]
    same_dates = "same_days" in found or (a.first is not None and (a.first, a.last) == (b.first, b.last))
    if len(particulars) + same_dates >= LEAST_PARTICULARS:
        return "the same particulars, and one text shows no witness or evidence of its own"
    return ""


def _stands_alone(f: Facts, voice: Voice) -> bool:
    """A voice of its own is named, or evidence of its own is shown."""
    named = f.statement.voice is not None and not voice.key.startswith("unnamed:")
    own = any(slot.value in PHYSICAL for slot in f.statement.of("evidence"))
    return named or own


def _comparable(v: Voice, u: Voice) -> bool:
    """States and bodies are compared by their keys; names in two scripts may be one name."""
    keyed = [voice for voice in (v, u) if voice.key.startswith(("state:", "body:"))]
    return bool(keyed) or script_of(v.label[:1] or "x") == script_of(u.label[:1] or "x")
