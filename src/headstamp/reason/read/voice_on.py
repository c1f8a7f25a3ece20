"""A voice that goes on: the rest of a quotation, and indirect speech over the sentences that follow its speaker."""

from __future__ import annotations

import re

from headstamp.reason.read.arguments import arguments, is_passive
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.voices import can_speak
from headstamp.reason.read.words import words

_OPEN, _CLOSE, _EITHER = "“«", "”»", '"'
_SAYS = words(
    "say tell state add claim recall explain confirm reveal disclose reply insist maintain argue testify inform assure warn "
    "assert concede admit acknowledge stress remark contend recount relate affirm clarify emphasise emphasize underline answer "
    "reiterate mention believe hold write declare describe respond repeat announce allege deny put ask"
)
_PLAINLY = words("say tell claim recall explain reply testify warn concede admit recount insist answer")
_SENTENCES_BACK = 3
_ITEM = re.compile(r"\s*(?:\([a-z0-9]{1,3}\)|[a-z]\)|[-•–*])\s")
_SHIFTED = frozenset(("had", "would"))


def voice_goes_on(tree: Tree, index: int) -> int | None:
    """The speaker of what has no verb of speech above it. Inside a quotation it is the speaker of the sentence or of the one
    before; else a speaker before, in one paragraph, while each clause since stands in the tense of indirect speech (`had
    been`, `would go`)."""
    number = tree.sentence_of[index]
    if (speaker := _list_opened_by(tree, number)) is not None:
        return speaker
    quoted = in_quotes(tree, index)
    if not quoted and not _shifted(tree, _top(tree, index)):
        return None
    here = _speaker_in(tree, number, None if quoted else index)
    if here is not None:
        return here
    paragraph = tree.parsed.sentences[number].paragraph
    for back in range(number - 1, max(-1, number - 1 - _SENTENCES_BACK), -1):
        sentence = tree.parsed.sentences[back]
        if sentence.paragraph != paragraph or sentence.kind != "text":
            return None
        if (speaker := _speaker_in(tree, back, None)) is not None:
            return speaker
        root = next((k for k in range(sentence.first, sentence.last) if tree.tokens[k].dep == "ROOT"), sentence.first)
        if not quoted and not _shifted(tree, root):
            return None
    return None


def spoke_before(tree: Tree, pronoun: int) -> int | None:
    """Who `it` or `they` is that speaks on (`the statement said ... it went on`): the last speaker of the text before, if no
    person."""
    if tree.lows[pronoun] not in ("it", "they"):
        return None
    number = tree.sentence_of[pronoun]
    for back in range(number - 1, max(-1, number - 1 - 2 * _SENTENCES_BACK), -1):
        speaker = _speaker_in(tree, back, None)
        if speaker is not None and tree.cls(speaker) != "pronoun":
            plural = tree.tokens[speaker].tag in ("NNS", "NNPS")
            return speaker if plural == (tree.lows[pronoun] == "they") and tree.cls(speaker) != "person" else None
    return None


def _list_opened_by(tree: Tree, number: int) -> int | None:
    """`The Panel confirmed that: (a) ...; (b) ...`: who speaks before the list."""
    text = tree.document.text
    if not _is_item(tree, number):
        return None
    for back in range(number - 1, max(-1, number - 12), -1):
        sentence = tree.parsed.sentences[back]
        if text[sentence.start : sentence.end].rstrip().endswith(":"):
            return _speaker_in(tree, back, None)
        if not _is_item(tree, back):
            return None
    return None


def _is_item(tree: Tree, number: int) -> bool:
    text, start = tree.document.text, tree.parsed.sentences[number].start
    return _ITEM.match(text, text.rfind("\n", 0, start) + 1) is not None


def in_quotes(tree: Tree, index: int) -> bool:
    """Whether a quotation is open at a word, by the signs of its paragraph."""
    number = tree.sentence_of[index]
    first = number
    while first > 0 and tree.parsed.sentences[first - 1].paragraph == tree.parsed.sentences[number].paragraph:
        first -= 1
    before = tree.document.text[tree.parsed.sentences[first].start : tree.tokens[index].start]
    return before.count(_EITHER) % 2 == 1 or sum(map(before.count, _OPEN)) > sum(map(before.count, _CLOSE))


def _top(tree: Tree, index: int) -> int:
    """The verb of the main clause above a word, or of the clause that a conjunction joins to it."""
    for _ in range(10):
        token = tree.tokens[index]
        if token.head == index or (token.dep in ("conj", "ccomp", "parataxis") and tree.kids(index, "nsubj", "nsubjpass")):
            break
        index = token.head
    return index


def _shifted(tree: Tree, verb: int) -> bool:
    """`had been driven`, `would go on`: a tense that a speaker before may have put it in."""
    aux = {tree.lows[k] for k in tree.kids(verb, "aux")}
    return bool(aux & _SHIFTED) and not (aux & {"if"})


def _speaker_in(tree: Tree, number: int, before: int | None) -> int | None:
    """Who speaks in a sentence: the last subject of a verb of speech with what is said, before a word where one is given."""
    sentence, found = tree.parsed.sentences[number], None
    for verb in range(sentence.first, sentence.last if before is None else min(before, sentence.last)):
        if (
            tree.tokens[verb].pos != "VERB"
            or tree.lemmas[verb] not in _SAYS
            or tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP")
        ):
            continue
        said = (
            tree.kids(verb, "ccomp", "xcomp", "mark")
            or _ends_open(tree, verb)
            or tree.tokens[verb].dep in ("parataxis", "ccomp")
            or _beside_quote(tree, verb)
        )
        if not said or is_passive(tree, verb):
            continue
        sure = tree.lemmas[verb] in _PLAINLY
        subjects = [
            h
            for h in arguments(tree, verb).get("subj")
            if tree.cls(h) == "pronoun"
            or can_speak(tree, h)
            or (sure and tree.cls(h) == "other" and tree.tokens[h].pos == "NOUN")
        ]
        found = subjects[0] if subjects else found
    return found


def _ends_open(tree: Tree, verb: int) -> bool:
    """`confirmed that:` at the end of a sentence."""
    last = tree.sentence(verb).last - 1
    return tree.lows[last] == ":" and last - verb <= 2


def _beside_quote(tree: Tree, verb: int) -> bool:
    """Whether a quotation begins or ends within a few words of a verb of speech."""
    around = range(max(0, verb - 6), min(len(tree.tokens), verb + 8))
    return any(tree.lows[k] in (*_EITHER, *_OPEN, *_CLOSE) for k in around)
