"""Statements in a few words: `said("d1", "transfer", supplier="KP", recipient="ER", items="rockets")`."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from headstamp.core.document import Document, Span, VoiceKind
from headstamp.core.statement import Amount, Dated, Slot, Statement, StatementKind
from headstamp.core.when import When
from headstamp.reason.corroborate import Lexicon
from headstamp.reference.voice_pack import voice_tables

STATES = ("supplier", "recipient", "parties")
_NUMBERS = count()


@cache
def shipped() -> Lexicon:
    """The words of the shipped pack of voices; read once."""
    return Lexicon.of(voice_tables())


def paper(name: str, kind: VoiceKind = VoiceKind.MEDIA, published: str = "2011-05-01", **more: Any) -> Document:
    fields: dict[str, Any] = {"text": "x" * 5000, "publisher": name, "voice": kind, "published": When.parse(published)}
    return Document(id=name, **(fields | more))


def said(document: str, kind: str = "transfer", **more: Any) -> Statement:
    """`voice=("words", VoiceKind)`, `date="2011-03"`, `count=(4, 4, "containers")`, `words="the sentence"`; others are slots."""
    number = next(_NUMBERS)
    words = more.pop("words", f"statement number {number} of this kind")
    voice, when, amount = more.pop("voice", None), more.pop("date", None), more.pop("count", None)
    plain = {key: more.pop(key) for key in list(more) if key in Statement.model_fields}
    slots = [(name, Slot(value=value, key=value if name in STATES and len(value) == 2 else "")) for name, value in more.items()]
    start = 200 * number
    fields: dict[str, Any] = {
        "id": f"{document}#{number}", "document": document, "kind": StatementKind(kind), "slots": tuple(slots),
        "span": Span(start=start, end=start + len(words), text=words),
    }  # fmt: skip
    if voice:
        fields |= {"voice": Slot(value=voice[0]), "voice_kind": voice[1]}
    if when:
        fields["dates"] = (Dated(when=When.parse(when)),)
    if amount:
        fields["quantity"] = Amount(low=amount[0], high=amount[1], unit=amount[2])
    return Statement(**(fields | plain))
