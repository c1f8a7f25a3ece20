"""Statements that have no verb to hang on: captions, lists of headstamps, `No mortar, no shell`. Read off the signs, by few
patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headstamp.core.document import VoiceKind
from headstamp.core.parsed import Sentence
from headstamp.core.statement import Amount, Slot, Statement, StatementKind
from headstamp.reason.read import slots as fill
from headstamp.reason.read.amounts import find_figures
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.voice_on import voice_goes_on
from headstamp.reason.read.voices import speaker_meant

_CODE = r"[A-ZА-Я0-9][\w./-]*(?:[ _-][A-ZА-Я0-9][\w./-]*)*"
_HEADSTAMP = re.compile(rf"\bheadstamp(?:s|ed)?\s+((?:{_CODE}(?:\s\([^)]{{1,40}}\))?(?:,? and |, )?)+)")
_MARK = re.compile(rf"({_CODE})(?:\s\(([^)]{{1,40}})\))?")
_READS = re.compile(r"\b(?:reads?|reading)\s[\"“](?P<mark>[^\"”]*\d[^\"”]*)(?=[\"”])")
_OVER = re.compile(r"\b(?P<count>\d[\d,]*)\s(?:were|had|bore|read|carried)\s(?P<mark>\d{1,3} over \d{2})\b")
_PHOTO = re.compile(r"\((?:Photo|Image|Picture|File photo)\s*:\s*([^)]{2,80})\)", re.I)


def headstamps_listed(tree: Tree, sentence: Sentence, first: int) -> Iterator[Statement]:
    """A list of headstamps or lots with what was counted of each, such as `headstamps 31_03 (1,900 pieces) and KT 94`: one
    mark each, as it was read."""
    text = tree.document.text
    for run in _HEADSTAMP.finditer(text, first, sentence.end):
        for mark in _MARK.finditer(text, run.start(1), run.end(1)):
            figures = find_figures(text, mark.start(2), mark.end(2)) if mark[2] else []
            quantity = None
            if figures:
                f = figures[0]
                quantity = Amount(
                    low=f.low, high=f.high, unit="pieces", approximate=f.approximate, span=tree.document.span(f.start, f.end)
                )
            span = tree.document.span(mark.start(1), mark.end(1))
            slots = [("mark", Slot(value=span.text, span=span))]
            word = tree.document.span(run.start(), run.start() + len(text[run.start() : run.start(1)].rstrip()))
            slots.append(("evidence", Slot(value="marks", span=word)))
            if (found := fill.calibre(tree, sentence.start, mark.start())) is not None:
                slots.append(("calibre", found))
            yield Statement(
                id="?", document=tree.document.id, kind=StatementKind.MARK,
                span=tree.document.span(first, mark.end(1)),
                slots=tuple(slots), quantity=quantity, voice_kind=tree.document.voice, rules=("headstamps_listed",),
                hedge="approximate" if quantity is not None and quantity.approximate else "",
            )  # fmt: skip


def caption_read(tree: Tree, sentence: Sentence) -> Iterator[Statement]:
    """A caption that ends with the credit of a photograph: who is seen where. It shows presence and no transfer."""
    text = tree.document.text
    credit = _PHOTO.search(text, sentence.start, min(len(text), sentence.end + 80))
    if credit is None:
        return
    people = [
        k
        for k in range(sentence.first, sentence.last)
        if tree.cls(k) == "force" and tree.tokens[k].dep in ("nsubj", "nsubjpass", "ROOT")
    ]
    places = [
        k for k in range(sentence.first, sentence.last) if tree.cls(k) in ("state", "city") and tree.tokens[k].dep == "pobj"
    ]
    if not people or not places:
        return
    told = [("actor", fill.slot(tree, people[0])), *(("place", fill.slot(tree, k)) for k in places[-1:])]
    if code := tree.country(people[0]):
        told.append(("supplier", Slot(value=code, span=told[0][1].span, key=code)))
    evidence = tree.document.span(credit.start() + 1, credit.end() - 1)
    told.append(("evidence", Slot(value="photo", span=evidence)))
    yield Statement(
        id="?", document=tree.document.id, kind=StatementKind.PRESENCE, span=tree.document.span(sentence.start, sentence.end),
        slots=tuple(told), voice_kind=VoiceKind.MEDIA, rules=("caption_read",),
        voice=Slot(value=credit[1], span=tree.document.span(credit.start(1), credit.end(1))),
    )  # fmt: skip


def bare_no(tree: Tree, sentence: Sentence) -> Iterator[Statement]:
    """`No mortar, no shell, no instructor`: a denial without a verb, one statement for each thing that is denied."""
    heads = [
        k
        for k in range(sentence.first, sentence.last)
        if tree.tokens[k].pos in ("NOUN", "PROPN") and any(tree.lows[d] == "no" for d in tree.kids(k, "det"))
    ]
    things = [k for k in heads if tree.arms(k) or tree.cls(k) == "force"]
    own = tree.document.voice in (VoiceKind.PARTY, VoiceKind.STATE_MEDIA)
    if len(things) < 2:
        return
    span = tree.document.span(sentence.start, sentence.end)
    speaker = voice_goes_on(tree, things[0])
    speaker = speaker if speaker is None else speaker_meant(tree, speaker) or speaker
    voice = None if speaker is None else fill.slot(tree, speaker, carried=True)
    for head in things:
        start, end = tree.phrase(head)
        slot = Slot(value=tree.document.text[start:end], span=tree.document.span(start, end))
        kind = StatementKind.DEPLOYMENT if tree.cls(head) == "force" else StatementKind.TRANSFER
        yield Statement(
            id="?", document=tree.document.id, kind=kind, span=span, voice_kind=tree.document.voice, rules=("bare_no",),
            slots=(("actor" if kind is StatementKind.DEPLOYMENT else "items", slot),), polarity="denied" if own else "negated",
            voice=voice,
        )  # fmt: skip


def marks_quoted(tree: Tree, sentence: Sentence) -> Iterator[Statement]:
    """`a crate end read "contract 14/86"`, `52 were 61 over 16`: marks given as signs, which the parser makes nothing of."""
    text, at = tree.document.text, sentence.first
    if not tree.speaks_of_arms(at):
        return
    for found in (*_READS.finditer(text, sentence.start, sentence.end), *_OVER.finditer(text, sentence.start, sentence.end)):
        sign = found.span("mark")
        span = tree.document.span(*sign)
        counted = found.groupdict().get("count")
        quantity = None
        if counted:
            number = float(counted.replace(",", ""))
            quantity = Amount(low=number, high=number, unit="pieces", span=tree.document.span(*found.span("count")))
        start = sentence.start if not counted else found.start()
        yield Statement(
            id="?", document=tree.document.id, kind=StatementKind.MARK, span=tree.document.span(start, sign[1]),
            slots=(("mark", Slot(value=span.text, span=span)),), quantity=quantity, voice_kind=tree.document.voice,
            rules=("marks_quoted",),
        )  # fmt: skip


UNPARSED_RULES = (headstamps_listed, caption_read, bare_no, marks_quoted)


def unparsed(tree: Tree, sentence: Sentence, events: bool) -> Iterator[Statement]:
    """The statements of a sentence that no predicate makes."""
    yield from headstamps_listed(tree, sentence, sentence.start)
    if not events:
        yield from caption_read(tree, sentence)
        yield from marks_quoted(tree, sentence)
        yield from bare_no(tree, sentence)
