"""Words of a noun phrase to a slot: what it says, where it stands, and what it resolves to in the packs."""

from __future__ import annotations

import re

from headstamp.core.document import VoiceKind
from headstamp.core.statement import Amount, Slot
from headstamp.reason.read.amounts import Figure
from headstamp.reason.read.tree import Tree

CALIBRE = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?)\s?-?(?:mm\b|millimet(?:re|er)s?\b)|(?<![\d.,])(\d{1,2}\.\d{1,2}\s?[x×]\s?\d{2,3}\w?)"
)
MODES = {
    "sea": "ship vessel freighter tanker dhow boat tug feeder trawler barge coaster carrier ferry skiff speedboat canoe bulker "
    "steamer sea mothership cargo-ship yacht schooner",
    "rail": "train railcar wagon rail boxcar locomotive railway",
    "road": "truck lorry convoy pickup trailer road caravan jeep van minibus car motorcycle camel mule donkey flatbed",
    "air": "aircraft plane flight airlift antonov il-76 ilyushin helicopter air airliner boeing c-130 hercules "
    "tupolev jet overflight",
}
_MODE_OF = {word: mode for mode, words in MODES.items() for word in words.split()}
_WRITINGS = frozenset(("report", "statement", "letter", "paper", "note", "reply", "data", "information", "finding"))
_NAME = 40  # signs
_SHORT_FORM = re.compile(r"\s\([A-Z][A-Za-z.-]{1,9}\)")
_ISO = ("state", "capital")


def slot(tree: Tree, head: int, *, carried: bool = False, country: str = "") -> Slot:
    """The slot of one noun phrase. A state is its ISO code; a body, firm or person the id in its pack, with its country as the
    key where it gives or gets; other words stay as they are."""
    start, end = tree.phrase(head)
    span = tree.document.span(start, end)
    entry = tree.mentions[head]
    code = country or tree.country(head)
    how = "carried" if carried else "read"
    if entry is not None and entry.cls in _ISO and entry.country:
        return Slot(value=entry.country, span=span, how=how, key=entry.country)
    if (
        entry is not None
        and entry.cls in ("body", "group", "firm", "media", "person", "vessel")
        and "/" in entry.key
        and not entry.key.startswith("terms/")
    ):
        return Slot(value=entry.key, span=span, how=how, key=code or entry.key)
    return Slot(value=span.text, span=span, how=how, key=code)


def with_short_form(tree: Tree, head: int, voice: Slot) -> Slot:
    """`the Office of Foreign Assets Control (OFAC)`, `a spokesman for the rebels, James Dak,`: the span takes in the short form
    or the name, by which the text goes on to tell of the speaker."""
    name = next((k for k in tree.kids(head, "appos") if tree.tokens[k].pos == "PROPN" and k > head), None)
    if name is not None and voice.span is not None and 0 < tree.tokens[name].end - voice.span.end < _NAME:
        return voice.model_copy(update={"span": tree.document.span(voice.span.start, tree.tokens[name].end)})
    if voice.span is None or (found := _SHORT_FORM.match(tree.document.text, voice.span.end)) is None:
        return voice
    return voice.model_copy(update={"span": tree.document.span(voice.span.start, found.end())})


def thing(tree: Tree, head: int, *, carried: bool = False) -> Slot:
    """The slot of goods: the words with what they are made of, and the id of the term or model they resolve to."""
    start, end = tree.phrase(head)
    entry = tree.mentions[head]
    key = entry.key if entry is not None else ""
    return Slot(
        value=tree.document.text[start:end], span=tree.document.span(start, end), how="carried" if carried else "read", key=key
    )


def sign(tree: Tree, head: int, *, carried: bool = False) -> Slot:
    """The slot of a mark, with the figures and letters behind it: `lot 14-03`, `the number 313`."""
    start, end = tree.phrase(head)
    after = head + 1
    if after in tree.children[head] and tree.tokens[after].pos in ("NUM", "X", "PROPN"):
        end = max(end, tree.tokens[after].end)
        while (
            after + 1 < len(tree.tokens)
            and tree.tokens[after + 1].start == end
            and tree.lows[after + 1] not in (".", ",", ";", ")")
        ):
            after, end = after + 1, tree.tokens[after + 1].end
    span = tree.document.span(start, end)
    return Slot(value=span.text, span=span, how="carried" if carried else "read")


def named(tree: Tree, head: int, *, carried: bool = False) -> Slot:
    """The slot of a person, ship or firm: its words; the key is the id in the pack of parties where it stands there."""
    start, end = tree.phrase(head)
    entry = tree.mentions[head]
    key = entry.key if entry is not None and not entry.key.startswith("terms/") else ""
    if entry is not None and entry.cls in _ISO and entry.country:
        key = entry.country
    return Slot(
        value=tree.document.text[start:end], span=tree.document.span(start, end), how="carried" if carried else "read", key=key
    )


def calibre(tree: Tree, start: int, end: int) -> Slot | None:
    """The calibre in a phrase, as `122mm` or as the packs write it."""
    m = CALIBRE.search(tree.document.text, start, end)
    if m is None:
        return None
    value = f"{m[1]}mm" if m[1] else re.sub(r"\s", "", m[2]).replace("×", "x")
    known = tree.lexicon.calibres.get(m[0].strip(), "")
    return Slot(value=value, span=tree.document.span(m.start(), m.end()), key=f"calibres/{known}" if known else "")


def mode(tree: Tree, heads: list[int]) -> str:
    """`sea`, `rail`, `road` or `air` by what carries; empty where nothing tells."""
    for head in heads:
        for word in (tree.lemmas[head], *(tree.lemmas[k] for k in tree.kids(head, "compound", "appos"))):
            if word in _MODE_OF:
                return _MODE_OF[word]
        if tree.cls(head) == "vessel":
            return "sea"
    return ""


def amount(tree: Tree, figure: Figure, head: int | None) -> Amount:
    """A figure as an amount with its unit: what is counted, or the currency."""
    if (
        head is not None
        and tree.cls(head) != "other"
        and tree.lemmas[head] in ("hundred", "thousand", "dozen", "score", "million")
    ):
        head = next(iter(tree.of(head, "of")), head)
    unit = figure.unit or (tree.lemmas[head] if head is not None else "")
    if head is not None and not figure.unit and tree.tokens[head].tag in ("NNS", "NNPS"):
        unit = tree.lows[head]
    span = tree.document.span(figure.start, figure.end)
    return Amount(low=figure.low, high=figure.high, unit=unit, approximate=figure.approximate, span=span)


def voice_kind(tree: Tree, head: int) -> VoiceKind:
    """What kind of source a speaker is: by the pack for a body it knows, else by the noun."""
    entry = tree.mentions[head]
    if entry is not None and entry.cls in ("body", "group", "firm", "media", "voice") and entry.value:
        return VoiceKind(entry.value)
    voices = tree.lexicon.cues.get("voice", {})
    for behind in (*tree.kids(head, "poss"), *tree.of(head, "of", "by", "from")):
        known = tree.mentions[behind]
        if tree.lemmas[head] in _WRITINGS and known is not None and known.value:
            return VoiceKind(known.value)
        if tree.lemmas[head] in _WRITINGS and (kind := voices.get(tree.lemmas[behind])) is not None:
            return VoiceKind(kind)
    for word in (tree.lemmas[head], *(tree.lemmas[k] for k in tree.kids(head, "compound", "amod"))):
        if word in voices:
            return VoiceKind(voices[word])
    if entry is not None and entry.cls in ("state", "capital"):
        return VoiceKind.OFFICIAL
    if tree.tokens[head].text == "Group":
        return VoiceKind.UN_PANEL
    return VoiceKind.UNKNOWN
