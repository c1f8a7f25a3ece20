"""Who speaks in each statement, so that one voice counts once however many papers print it.

Bodies of one state are one voice (the White House and the Treasury do not confirm each other). Voices without a name are one
voice a kind: nobody can show that the diplomats of one paper are not those of another. A statement without a voice is its
author's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from headstamp.core.document import Document, VoiceKind
from headstamp.core.statement import Slot, Statement, StatementKind
from headstamp.core.text import fold, script_of
from headstamp.reason.corroborate.facts import in_text
from headstamp.reason.corroborate.lexicon import Lexicon
from headstamp.reason.corroborate.model import Voice
from headstamp.reason.corroborate.sounds import sound_keys
from headstamp.reason.corroborate.voice_words import BACK, COMMON, OPENERS, ROLES

OF_A_STATE = frozenset((VoiceKind.OFFICIAL, VoiceKind.STATE_MEDIA, VoiceKind.PARTY, VoiceKind.UNKNOWN))
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
DATELINE = 60  # signs at the head of a text of state media that name its seat: `Pyongyang, September 22 (KCNA)`


def voices(statements: Sequence[Statement], documents: Mapping[str, Document], lexicon: Lexicon) -> dict[str, Voice]:
    """The voice of every statement by its id."""
    told_by = authors(documents, lexicon)
    fuller: dict[str, list[Voice]] = {}
    found = {}
    for s in in_text(statements):
        known = fuller.setdefault(s.document, [])
        author = told_by.get(s.document) or Voice(key=f"text:{s.document}", label=f"the author of {s.document}")
        found[s.id] = voice = _voice(s, author, known, lexicon)
        known.append(voice)
    return found


def authors(documents: Mapping[str, Document], lexicon: Lexicon) -> dict[str, Voice]:
    """Who speaks in a text where nobody is quoted: its publisher, or the state whose body that is."""
    return {name: _author(document, lexicon) for name, document in documents.items()}


def _author(document: Document, lexicon: Lexicon) -> Voice:
    label = document.publisher or document.title or document.id
    state = lexicon.body(label)
    if not state and document.voice is VoiceKind.STATE_MEDIA:
        state = lexicon.body(document.text[:DATELINE])
    if document.voice in OF_A_STATE and _is_state(state):
        return Voice(key=f"state:{state}", label=label, kind=document.voice, state=state)
    if state and not _is_state(state):
        return Voice(key=f"body:{state}", label=label, kind=document.voice)
    key = f"name:{_name_key(document.publisher)}" if document.publisher else f"text:{document.id}"
    return Voice(key=key, label=label, kind=document.voice, state=state)


def _voice(s: Statement, author: Voice, known: Sequence[Voice], lexicon: Lexicon) -> Voice:
    """The voice of one statement: a state or body that its words name; a fuller name from before in the same text; the author,
    where an official text quotes one of its own people; a name; or a voice without a name."""
    speaker = _speaker(s)
    if speaker is None:
        return author
    label = speaker.words
    body = speaker.key if _is_state(speaker.key) else lexicon.body(label)
    kind = s.voice_kind if s.voice is speaker else VoiceKind.UNKNOWN
    if kind is VoiceKind.UNKNOWN:
        kind = author.kind if body and author.state == body else VoiceKind.OFFICIAL if _is_state(body) else VoiceKind.PARTY
    if body and not _is_state(body):
        return Voice(key=f"body:{body}", label=label, kind=kind)
    if body and kind in OF_A_STATE:
        return Voice(key=f"state:{body}", label=label, kind=kind, state=body)
    before = _before(label, known)
    if before is not None and (before.kind is kind or _takes_up(label)):
        return before
    if kind is author.kind and (kind in OF_A_STATE or not _named(label)):
        return author
    if author.state and author.kind in OF_A_STATE and kind is VoiceKind.OFFICIAL and not body:
        return author  # an office that a state's own text quotes and gives to no other state
    if _named(label):
        return Voice(key=f"name:{_name_key(label)}", label=label, kind=kind, state=body)
    return Voice(key=f"unnamed:{kind.value}", label=label, kind=kind, state=body)


def _speaker(s: Statement) -> Slot | None:
    """Who is quoted. The speaker of a denial is the one who denies, whoever reports it."""
    denier = next(iter(s.of("actor")), None) if s.kind is StatementKind.DENIAL else None
    return denier or s.voice


def _is_state(key: str) -> bool:
    return len(key) == 2 and key.isupper()


def _before(label: str, known: Sequence[Voice]) -> Voice | None:
    """A voice named before in the text: one whose name holds this one, or the last one where a bare noun takes up a body."""
    core = _core(label)
    held = next((v for v in reversed(known) if core and core in fold(v.label)), None)
    if held is not None or not _takes_up(label):
        return held
    return next((v for v in reversed(known) if v.key.startswith(("name:", "body:"))), None)


def _takes_up(label: str) -> bool:
    words = [word for word in label.casefold().split() if word not in OPENERS]
    return len(words) == 1 and words[0] in BACK


def _core(label: str) -> str:
    words = [word for word in label.split() if word.casefold().strip(".") not in OPENERS]
    return fold("".join(words))


def _named(label: str) -> bool:
    """A word with a capital that is no common word; one that only opens the phrase counts where it stands alone and is no plural
    (`Norinco`, and not `Diplomats`)."""
    words = [word.strip("«»“”\"'.,") for word in label.split()]
    kept = [word for word in words if word and word.casefold() not in OPENERS]
    capitals = [word for word in kept if word[0].isupper() and word.casefold() not in COMMON | ROLES]
    if not capitals or _quoted(label):
        return bool(capitals)
    leads = len(kept) == len(words) and capitals == kept[:1] and script_of(kept[0][0]) in ("Cyrillic", "Latin")
    if leads and kept[0].istitle():
        return len(kept) == 1 and kept[0].isascii() and not kept[0].endswith("s") and kept[0].casefold() not in BACK
    return True


def _quoted(label: str) -> bool:
    return label[:1] in "«“\"'"


def _name_key(label: str) -> str:
    """One key for a publisher and for the same name quoted elsewhere: its proper words by sound, without what stands in brackets
    and without the part played; a single proper word with the common words beside it."""
    plain = [word.strip("«»“”\"',.").removesuffix("'s").removesuffix("’s") for word in _BRACKETS.sub(" ", label).split()]
    words = [word for word in plain if word and word.casefold() not in OPENERS]
    proper = [w for w in words if not (w[0].islower() and w.isascii()) and w.casefold() not in COMMON | ROLES]
    beside = sorted({w.casefold() for w in words if w not in proper and w.casefold() not in ROLES})
    keys = "+".join(sorted(sound_keys(" ".join(proper)))) if proper else ""
    if not keys:
        return fold("".join(words)) or fold(label)
    return keys if len(proper) > 1 else "/".join((keys, *beside))
